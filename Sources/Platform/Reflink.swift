internal import CPlatform

extension FileDescriptor {
  /// Makes a range of this file share the blocks of another one, without copying a byte. Wraps FICLONERANGE.
  ///
  /// All three numbers are multiples of the file system's block size, except that `length` may reach to the other
  /// file's end where the range also reaches to the end of this one, or beyond it.
  ///
  /// - Parameter source: a descriptor open for reading.
  /// - Throws: ENOTSUP for a file system without reflinks, EXDEV for another file system, EINVAL for what is not
  ///   aligned and for files that cannot share.
  package borrowing func clone(
    from source: Int32, at sourceOffset: Int64, to offset: Int64, length: Int64
  ) throws(Errno) {
    _ = try unwrapped(cplatform_clone_range(rawValue, offset, source, sourceOffset, length))
  }

  /// Bytes on the disk that would be free if this file alone were removed: extents shared with other files do not
  /// count. Wraps FIEMAP; where a file system has none, what stat(2) says is occupied.
  package borrowing func exclusiveBytes() throws(Errno) -> Int64 {
    do throws(Errno) {
      return try unwrapped(cplatform_exclusive_bytes(rawValue))
    } catch {
      // Network and FUSE file systems have many ways to say that they know nothing of extents.
      guard error != .ioError else { throw error }
      return try status().allocated
    }
  }
}
