internal import CPlatform
internal import Glibc

/// Entries of an open directory by the raw bytes of their names, which need not be UTF-8, and files that are only named
/// (``Mode/path``). No symbolic link is ever followed.
extension FileDescriptor {
  /// Opens a path below this directory that leads over no link; ``Errno/tooManyLinks`` where it does. The empty path is
  /// the directory itself.
  package borrowing func open(
    inside path: [UInt8], _ mode: Mode, permissions: UInt32 = 0o600
  ) throws(Errno) -> FileDescriptor {
    let flags = mode.union(.noFollow).rawValue | O_CLOEXEC | O_NOCTTY
    return FileDescriptor(
      owning: try unwrapped(cplatform_open_inside(rawValue, terminated(path), flags, permissions & 0o7777)))
  }

  package borrowing func detailedStatus() throws(Errno) -> DetailedStatus { try detailedStatus(terminated([])) }

  /// nil where there is no entry of that name.
  package borrowing func detailedStatus(ofEntry name: [UInt8]) throws(Errno) -> DetailedStatus? {
    do throws(Errno) { return try detailedStatus(terminated(name)) } catch {
      if error == .noSuchFile { return nil }
      throw error
    }
  }

  private borrowing func detailedStatus(_ name: [CChar]) throws(Errno) -> DetailedStatus {
    var raw = cplatform_status()
    _ = try unwrapped(cplatform_status_at(rawValue, name, &raw))
    return DetailedStatus(raw)
  }

  /// Wraps mkdirat(2).
  package borrowing func makeDirectory(named name: [UInt8], permissions: UInt32) throws(Errno) {
    let name = terminated(name)
    _ = try checked { mkdirat(rawValue, name, mode_t(permissions)) }
  }

  /// Wraps unlinkat(2); `asDirectory` for one that is empty.
  package borrowing func remove(named name: [UInt8], asDirectory: Bool = false) throws(Errno) {
    let name = terminated(name)
    _ = try checked { unlinkat(rawValue, name, asDirectory ? AT_REMOVEDIR : 0) }
  }

  /// What is done where the new name is taken.
  package enum Replacing: UInt32, Sendable {
    /// It goes.
    case replace = 0
    /// ``Errno/exists``.
    case refuse = 1
    /// The two change places.
    case exchange = 2
  }

  /// Wraps renameat2(2).
  package borrowing func rename(
    named name: [UInt8], to directory: borrowing FileDescriptor, named other: [UInt8], _ replacing: Replacing
  ) throws(Errno) {
    _ = try unwrapped(
      cplatform_rename_at(
        rawValue, terminated(name), directory.rawValue, terminated(other), replacing.rawValue))
  }

  /// Gives this file, which may be open by ``Mode/path``, another name. Wraps linkat(2).
  package borrowing func link(to directory: borrowing FileDescriptor, named name: [UInt8]) throws(Errno) {
    let target = directory.rawValue
    let name = terminated(name)
    let own = ownPath
    _ = try checked { linkat(AT_FDCWD, own, target, name, AT_SYMLINK_FOLLOW) }
  }

  /// Wraps symlinkat(2).
  package borrowing func makeSymbolicLink(named name: [UInt8], to target: [UInt8]) throws(Errno) {
    let (name, target) = (terminated(name), terminated(target))
    _ = try checked { symlinkat(target, rawValue, name) }
  }

  /// Where this symbolic link, open by ``Mode/path``, leads. Wraps readlinkat(2).
  package borrowing func linkTarget() throws(Errno) -> [UInt8] {
    var buffer = [CChar](repeating: 0, count: 4096)
    let length = try checked { readlinkat(rawValue, "", &buffer, buffer.count) }
    return buffer[..<length].map { UInt8(bitPattern: $0) }
  }

  /// Opens the file anew that this descriptor, which may be of ``Mode/path``, stands for.
  package borrowing func reopened(_ mode: Mode) throws(Errno) -> FileDescriptor { try .open(ownPath, mode) }

  /// Also of a file that is open by ``Mode/path``. Wraps chmod(2).
  package borrowing func setPermissions(_ permissions: UInt32) throws(Errno) {
    let own = ownPath
    _ = try checked { chmod(own, mode_t(permissions)) }
  }

  /// Sets the times that are given. Also of a file that is open by ``Mode/path``. Wraps utimensat(2).
  package borrowing func setTimes(accessed: TimeChange?, modified: TimeChange?) throws(Errno) {
    func split(_ change: TimeChange?) -> (which: Int32, value: Int64) {
      switch change {
      case nil: (0, 0)
      case .to(let value)?: (1, value)
      case .now?: (2, 0)
      }
    }
    let (first, second) = (split(accessed), split(modified))
    _ = try unwrapped(cplatform_set_times(rawValue, first.which, first.value, second.which, second.value))
  }

  /// Writes as much as fits at `offset`; an error is thrown only where nothing was written. Wraps pwrite(2).
  package borrowing func writeSome(_ buffer: UnsafeRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      do throws(Errno) {
        let count = try checked { pwrite(rawValue, rest.baseAddress, rest.count, off_t(offset) + off_t(done)) }
        if count == 0 { break }
        done += count
      } catch {
        if done == 0 { throw error }
        break
      }
    }
    return done
  }

  /// Wraps fallocate(2).
  ///
  /// - Parameter mode: the FALLOC_FL_* bits.
  package borrowing func allocate(mode: Int32, from offset: Int64, length: Int64) throws(Errno) {
    _ = try unwrapped(cplatform_allocate(rawValue, mode, offset, length))
  }

  /// Where the next hole begins, the end of the file at the latest. Moves the file's position. Wraps lseek(2).
  package borrowing func nextHole(from offset: Int64) throws(Errno) -> Int64 {
    try unwrapped(cplatform_next_hole(rawValue, offset))
  }

  /// Wraps fsetxattr(2).
  package borrowing func setExtendedAttribute(_ name: String, _ value: [UInt8]) throws(Errno) {
    _ = try unwrapped(cplatform_set_attribute(rawValue, name, value, value.count))
  }

  /// The value, of at most 256 bytes; nil where there is none. Wraps fgetxattr(2).
  package borrowing func extendedAttribute(_ name: String) throws(Errno) -> [UInt8]? {
    var value = [UInt8](repeating: 0, count: 256)
    do throws(Errno) {
      let length = try unwrapped(cplatform_get_attribute(rawValue, name, &value, value.count))
      return Array(value[..<length])
    } catch {
      if error == .noData { return nil }
      throw error
    }
  }

  /// As ``synchronize()``, without times nobody needs to find the bytes. Wraps fdatasync(2).
  package borrowing func synchronizeData() throws(Errno) { _ = try checked { fdatasync(rawValue) } }

  /// A path that leads to this very file, whatever it is called.
  private var ownPath: String { "/proc/self/fd/\(rawValue)" }
}

/// As C takes them.
private func terminated(_ bytes: [UInt8]) -> [CChar] { bytes.map { CChar(bitPattern: $0) } + [0] }

extension FileSystemStatus {
  /// What fstatvfs(3) says of the file system a file is on.
  package static func of(_ file: borrowing FileDescriptor) throws(Errno) -> FileSystemStatus {
    var raw = statvfs()
    let number = file.rawValue
    _ = try checked { fstatvfs(number, &raw) }
    return FileSystemStatus(
      type: try file.fileSystemIdentity().type, blockSize: UInt64(raw.f_frsize == 0 ? raw.f_bsize : raw.f_frsize),
      blocks: UInt64(raw.f_blocks), freeBlocks: UInt64(raw.f_bfree), availableBlocks: UInt64(raw.f_bavail))
  }
}
