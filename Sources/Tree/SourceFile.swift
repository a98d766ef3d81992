package import Model
package import Platform

/// A library file that is open for reading, in exactly the version that was asked for.
///
/// The file is checked when it is opened and after every read: what was replaced or rewritten in place since is an
/// error, never a mixture of two versions.
package final class SourceFile: Sendable {
  package let file: LibraryFile
  private let descriptor: FileDescriptor

  /// - Throws: ESTALE when another version is there now, or what opening the file gave.
  package init(_ file: LibraryFile) throws(Errno) {
    let root = try FileDescriptor.open(file.root.path, [.path, .directory])
    descriptor = try SourceFile.open(file.path, beneath: root)
    self.file = file
    guard SourceFile.version(try descriptor.status()) == file.version else { throw .stale }
  }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  ///
  /// - Throws: EIO when the file is not the same any more, or is shorter than it was.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    let wanted = Int(max(0, min(Int64(buffer.count), file.version.size - offset)))
    guard wanted > 0 else { return 0 }
    let count = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
    guard count == wanted, SourceFile.version(try descriptor.status()) == file.version else { throw .ioError }
    return count
  }

  /// Whether the version of `file` is the one on disk, without opening it for reading.
  ///
  /// - Throws: ESTALE when another one is there; ENOENT and the like when none is.
  package static func verify(_ file: LibraryFile) throws(Errno) {
    let root = try FileDescriptor.open(file.root.path, [.path, .directory])
    let found = try root.open(beneath: file.path, .path)
    guard version(try found.status()) == file.version else { throw .stale }
  }

  private static func open(_ path: [UInt8], beneath root: borrowing FileDescriptor) throws(Errno) -> FileDescriptor {
    // The library's access times are the user's: they are left alone where the kernel allows it (own files, or root).
    do throws(Errno) {
      return try root.open(beneath: path, [.readOnly, .noAccessTime, .nonBlocking])
    } catch {
      guard error == .notPermitted else { throw error }
      return try root.open(beneath: path, [.readOnly, .nonBlocking])
    }
  }

  private static func version(_ status: FileStatus) -> FileVersion {
    FileVersion(size: status.size, modified: status.modified, inode: status.inode)
  }
}
