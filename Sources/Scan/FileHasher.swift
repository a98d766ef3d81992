internal import Content
internal import Compression
internal import Model
internal import Platform

/// Reads a library file from front to back for its CRC-32.
enum FileHasher {
  /// Bytes of the buffer a thread brings along: what has been read is still in the processor's cache when it is
  /// hashed.
  static let bufferBytes = 256 << 10

  /// - Parameter progress: called after each read with its bytes; false ends the hashing.
  /// - Returns: ESTALE for a file that is not, or no longer, the version asked for; ECANCELED when `progress` ended it.
  static func checksum(
    of file: LibraryFile, buffer: UnsafeMutableRawBufferPointer, progress: (Int) -> Bool
  ) -> Result<UInt32, Errno> {
    do throws(Errno) {
      let root = try FileDescriptor.open(file.root.path, [.path, .directory])
      let descriptor = try root.openForReading(beneath: file.path)
      let opened = try descriptor.status()
      guard opened.kind == .regular, try isVersion(file, descriptor, opened, root) else { return .failure(.stale) }
      descriptor.adviseSequential()
      var crc = CRC32()
      var offset: Int64 = 0
      while offset < file.version.size {
        let wanted = Int(min(Int64(buffer.count), file.version.size - offset))
        let count = try descriptor.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted]), at: offset)
        guard count > 0 else { return .failure(.stale) }
        crc.update(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        offset += Int64(count)
        guard progress(count) else { return .failure(.cancelled) }
      }
      let now = try descriptor.status()
      guard now.size == opened.size, now.modified == opened.modified else { return .failure(.stale) }
      return .success(crc.value)
    } catch {
      return .failure(error)
    }
  }

  private static func isVersion(
    _ file: LibraryFile, _ descriptor: borrowing FileDescriptor, _ status: FileStatus,
    _ root: borrowing FileDescriptor
  ) throws(Errno) -> Bool {
    let volume = try Volumes.shared.volume(of: descriptor, status, in: file.root, root, mayWait: true)
    return volume?.version(status) { file.path } == file.version
  }
}
