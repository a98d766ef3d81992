internal import Glibc

/// Entries of an open directory, named by one component each: what happens to the directory's path meanwhile, such as
/// an unmounted disk, does not lead anywhere else. Symbolic links are never followed.
extension FileDescriptor {
  /// Opens the entry `name`. Wraps openat(2) with O_NOFOLLOW: a symbolic link is ELOOP.
  package borrowing func open(
    entry name: String, _ mode: Mode, permissions: UInt32 = 0o600
  ) throws(Errno) -> FileDescriptor {
    let flags = mode.union(.noFollow).rawValue | O_CLOEXEC | O_NOCTTY
    return FileDescriptor(owning: try checked { openat(rawValue, name, flags, mode_t(permissions)) })
  }

  /// What lstat(2) says of the entry `name`; nil where there is none.
  package borrowing func status(ofEntry name: String) throws(Errno) -> FileStatus? {
    var raw = stat()
    do throws(Errno) {
      _ = try checked { fstatat(rawValue, name, &raw, AT_SYMLINK_NOFOLLOW) }
    } catch {
      if error == .noSuchFile { return nil }
      throw error
    }
    return FileStatus(raw)
  }

  /// Makes a directory; false where there is something of that name. Wraps mkdirat(2).
  @discardableResult
  package borrowing func makeDirectory(entry name: String, permissions: UInt32) throws(Errno) -> Bool {
    do throws(Errno) {
      _ = try checked { mkdirat(rawValue, name, mode_t(permissions)) }
      return true
    } catch {
      if error == .exists { return false }
      throw error
    }
  }

  /// Removes a file; one that is not there is no error. Wraps unlinkat(2).
  package borrowing func remove(entry name: String) throws(Errno) {
    do throws(Errno) {
      _ = try checked { unlinkat(rawValue, name, 0) }
    } catch { if error != .noSuchFile { throw error } }
  }

  /// Removes a directory that is empty; false where it is not, or is something else.
  @discardableResult
  package borrowing func removeDirectory(entry name: String) -> Bool { unlinkat(rawValue, name, AT_REMOVEDIR) == 0 }

  /// Gives an entry another name in the same directory, in one step; what had that name is gone. Wraps renameat(2).
  package borrowing func rename(entry name: String, to other: String) throws(Errno) {
    _ = try checked { renameat(rawValue, name, rawValue, other) }
  }

  /// The names in this directory and what they are, in no order; bytes that are not UTF-8 are replaced.
  package borrowing func entries() throws(Errno) -> [(name: String, kind: EntryKind)] {
    let stream = try DirectoryStream(try open(entry: ".", [.readOnly, .directory]))
    var found: [(name: String, kind: EntryKind)] = []
    while try stream.next({ name, kind in found.append((String(decoding: name, as: UTF8.self), kind)) }) {}
    return found
  }
}
