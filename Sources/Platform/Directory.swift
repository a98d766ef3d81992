internal import Glibc

/// The kind of a directory entry as readdir(3) gives it, before any stat.
package enum EntryKind: UInt8, Sendable { case unknown, regular, directory, symbolicLink, other }

/// An open directory that is read once, front to back. Wraps `DIR *`.
package struct DirectoryStream: ~Copyable {
  private let stream: OpaquePointer

  /// Reads the directory behind `descriptor`, which it takes over.
  package init(_ descriptor: consuming FileDescriptor) throws(Errno) {
    let raw = descriptor.release()
    guard let stream = fdopendir(raw) else {
      let number = errno
      _ = close(raw)
      throw Errno(rawValue: number)
    }
    self.stream = stream
  }

  deinit { closedir(stream) }

  /// For *at calls relative to this directory; valid while the stream lives.
  package var descriptor: Int32 { dirfd(stream) }

  /// Calls `body` for the next entry other than `.` and `..`; false at the end.
  ///
  /// The name's bytes are valid during the call only, are not NUL-terminated, and need not be UTF-8.
  package borrowing func next(
    _ body: (_ name: UnsafeRawBufferPointer, _ kind: EntryKind) -> Void
  ) throws(Errno) -> Bool {
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let number = errno
        if number != 0 { throw Errno(rawValue: number) }
        return false
      }
      let kind: EntryKind =
        switch Int32(entry.pointee.d_type) {
        case Int32(DT_REG): .regular
        case Int32(DT_DIR): .directory
        case Int32(DT_LNK): .symbolicLink
        case Int32(DT_UNKNOWN): .unknown
        default: .other
        }
      let isDots = withUnsafeBytes(of: &entry.pointee.d_name) { raw -> Bool in
        let length = raw.firstIndex(of: 0) ?? raw.count
        let name = UnsafeRawBufferPointer(rebasing: raw[..<length])
        if length <= 2, name.allSatisfy({ $0 == UInt8(ascii: ".") }) { return true }
        body(name, kind)
        return false
      }
      if !isDots { return true }
    }
  }

  /// The status of the entry `name` (NUL-terminated bytes) of this directory. Wraps fstatat(2).
  package borrowing func status(
    of name: UnsafePointer<CChar>, followingLinks: Bool
  ) throws(Errno) -> FileStatus {
    var raw = stat()
    _ = try checked { fstatat(dirfd(stream), name, &raw, followingLinks ? 0 : AT_SYMLINK_NOFOLLOW) }
    return FileStatus(raw)
  }
}

/// Creates `path` and what is missing above it.
package func createDirectories(_ path: String, permissions: UInt32 = 0o755) throws(Errno) {
  var prefix = ""
  for component in path.split(separator: "/", omittingEmptySubsequences: true) {
    prefix += (prefix.isEmpty && !path.hasPrefix("/") ? "" : "/") + component
    if mkdir(prefix, mode_t(permissions)) == -1 {
      let number = errno
      if number == EEXIST || number == EISDIR || number == EROFS, (try? FileStatus.of(prefix))?.kind == .directory {
        continue
      }
      throw Errno(rawValue: number)
    }
  }
}
