internal import Content
package import Model
package import Platform

/// A library file that is open for reading, in exactly the version that was asked for.
///
/// The file is checked when it is opened and after every read: what was replaced or rewritten in place since is an
/// error, never a mixture of two versions.
package final class SourceFile: Sendable {
  package let file: LibraryFile
  private let descriptor: FileDescriptor
  /// As it was when it was opened and found to be the version asked for.
  private let opened: FileStatus

  /// - Parameter mayWait: whether the thread may wait for a file system that does not answer. Otherwise one that can
  ///   stall counts as changed until discovery has asked it what it is.
  /// - Throws: ESTALE when another version is there now, or what opening the file gave.
  package init(_ file: LibraryFile, mayWait: Bool = false) throws(Errno) {
    let root = try FileDescriptor.open(file.root.path, [.path, .directory])
    descriptor = try root.openForReading(beneath: file.path)
    self.file = file
    opened = try descriptor.status()
    guard try SourceFile.isVersion(file, descriptor, opened, root, mayWait: mayWait) else { throw .stale }
  }

  /// Which file it is.
  package var origin: FileOrigin { descriptor.origin(opened) }

  /// For the kernel, which reads the file itself; valid as long as this object.
  package var number: Int32 { descriptor.rawValue }

  /// Fills `buffer` from `offset` on; fewer bytes only at the end of the file.
  ///
  /// - Throws: EIO when the file is not the same any more, or is shorter than it was.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    let wanted = Int(max(0, min(Int64(buffer.count), file.version.size - offset)))
    guard wanted > 0 else { return 0 }
    let count = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
    guard count == wanted, isUnchanged(try descriptor.status()) else { throw .ioError }
    return count
  }

  /// - Throws: EIO when the file is not the same any more.
  package func check() throws(Errno) {
    guard isUnchanged(try descriptor.status()) else { throw .ioError }
  }

  /// Whether the versions of `files`, all of one root, are those on disk, without opening them for reading.
  ///
  /// - Throws: ESTALE when another one is there; ENOENT and the like when none is.
  package static func verify(_ files: [LibraryFile]) throws(Errno) {
    guard let first = files.first else { return }
    let root = try FileDescriptor.open(first.root.path, [.path, .directory])
    for file in files {
      let found = try root.open(beneath: file.path, .path)
      guard try isVersion(file, found, try found.status(), root, mayWait: false) else { throw .stale }
    }
  }

  private static func isVersion(
    _ file: LibraryFile, _ descriptor: borrowing FileDescriptor, _ status: FileStatus,
    _ root: borrowing FileDescriptor, mayWait: Bool
  ) throws(Errno) -> Bool {
    guard status.size == file.version.size, status.modified == file.version.modified else { return false }
    let volume = try Volumes.shared.volume(of: descriptor, status, in: file.root, root, mayWait: mayWait)
    return volume?.version(status) { file.path } == file.version
  }

  private func isUnchanged(_ status: FileStatus) -> Bool {
    status.size == opened.size && status.modified == opened.modified && status.inode == opened.inode
      && status.device == opened.device
  }
}
