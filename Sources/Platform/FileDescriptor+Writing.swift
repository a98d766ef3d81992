internal import CPlatform
internal import Glibc

extension FileDescriptor {
  /// A descriptor of its own for what another one has open. Wraps F_DUPFD_CLOEXEC.
  package init(duplicating descriptor: Int32) throws(Errno) {
    self.init(owning: try checked { fcntl(descriptor, F_DUPFD_CLOEXEC, 3) })
  }

  /// Writes all bytes at `offset`, wherever the file's position is. Wraps pwrite(2).
  package borrowing func write(_ buffer: UnsafeRawBufferPointer, at offset: Int64) throws(Errno) {
    var done = 0
    while done < buffer.count {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
      done += try checked { pwrite(rawValue, rest.baseAddress, rest.count, off_t(offset) + off_t(done)) }
    }
  }

  /// Makes the file as long as that. Wraps ftruncate(2).
  package borrowing func setSize(_ size: Int64) throws(Errno) { _ = try checked { ftruncate(rawValue, off_t(size)) } }

  /// Sets the file's modification time, nanoseconds since 1970. A file system may keep it less precisely. Wraps
  /// futimens(2).
  package borrowing func setModified(_ modified: Int64) throws(Errno) {
    let billion: Int64 = 1_000_000_000
    let part = (modified % billion + billion) % billion
    let time = timespec(tv_sec: Int((modified - part) / billion), tv_nsec: Int(part))
    let unchanged = timespec(tv_sec: 0, tv_nsec: Int(FileDescriptor.omitTime))
    _ = try checked { futimens(rawValue, [unchanged, time]) }
  }

  /// The constant is `UTIME_OMIT`.
  private static let omitTime = (1 << 30) - 2

  /// Takes the space for a file that is about to be written; its size stays. Wraps fallocate(2).
  ///
  /// - Throws: ENOSPC, ENOTSUP where the file system cannot.
  package borrowing func reserve(_ length: Int64) throws(Errno) {
    _ = try unwrapped(cplatform_reserve(rawValue, 0, length))
  }

  /// Gives the space of a range back, which reads as zeros from then on; the file's size stays. Wraps fallocate(2) with
  /// FALLOC_FL_PUNCH_HOLE.
  ///
  /// - Throws: ENOTSUP where the file system cannot.
  package borrowing func punchHole(from offset: Int64, length: Int64) throws(Errno) {
    let keepSizeAndPunch: Int32 = 1 | 2
    _ = try unwrapped(cplatform_allocate(rawValue, keepSizeAndPunch, offset, length))
  }

  /// Has the kernel start writing what is dirty in a range, so that it does not pile up. Advice: its failure means
  /// nothing. Wraps sync_file_range(2).
  package borrowing func startWriting(from offset: Int64, length: Int64) {
    _ = cplatform_write_back(rawValue, offset, length, 0)
  }

  /// Waits until what is dirty in a range has been written. No promise that it survives a power cut: that is
  /// ``synchronize()``.
  package borrowing func finishWriting(from offset: Int64, length: Int64) {
    _ = cplatform_write_back(rawValue, offset, length, 1)
  }

  /// Room on the file system this file is on, in bytes: what is left for users other than root, and all of it. Wraps
  /// fstatvfs(3).
  package borrowing func fileSystemSpace() throws(Errno) -> (free: Int64, total: Int64) {
    var raw = statvfs()
    _ = try checked { fstatvfs(rawValue, &raw) }
    let unit = UInt64(raw.f_frsize == 0 ? raw.f_bsize : raw.f_frsize)
    func bytes(_ blocks: UInt64) -> Int64 { Int64(clamping: blocks.multipliedReportingOverflow(by: unit).partialValue) }
    return (bytes(UInt64(raw.f_bavail)), bytes(UInt64(raw.f_blocks)))
  }

  /// Has ``fileSystemSpace()`` know of files that were written and removed a moment ago, as far as that can be had.
  ///
  /// Btrfs counts them with its next commit, up to half a minute later, and is asked for one. XFS frees the blocks of
  /// removed files in the background, for which it gets some milliseconds; others have freed them already.
  package borrowing func settleSpace() throws(Errno) {
    switch try fileSystemIdentity().type {
    case FileDescriptor.btrfsType: _ = try unwrapped(cplatform_commit_btrfs(rawValue))
    case FileDescriptor.xfsType:
      var last = try fileSystemSpace().free
      for _ in 0..<10 {
        Platform.sleep(nanoseconds: 10_000_000)
        let free = try fileSystemSpace().free
        if free == last { return }
        last = free
      }
    default: break
    }
  }

  private static let btrfsType: UInt64 = 0x9123_683E
  private static let xfsType: UInt64 = 0x5846_5342
}
