internal import Platform

/// A ZIP that is being written, front to back: collects what is copied into writes of 1 MiB, and has them leave the
/// page cache as they reach the disk, so that a large ZIP neither piles up dirty memory nor evicts what others use.
///
/// Belongs to one thread.
struct PartialFile: ~Copyable {
  /// Bytes of a write; writes end on multiples of it.
  static let step: Int64 = 1 << 20
  /// How much is written before the kernel is asked to bring it to the disk.
  private static let window: Int64 = 8 << 20

  let file: FileDescriptor
  private let buffer: UnsafeMutableRawBufferPointer
  /// Bytes in the file.
  private(set) var written: Int64 = 0
  /// Bytes in the buffer.
  private var filled = 0
  /// Up to where the kernel is writing, and up to where it has written.
  private var submitted: Int64 = 0
  private var cleaned: Int64 = 0

  /// - Parameter file: empty, open for writing.
  init(_ file: consuming FileDescriptor) {
    self.file = file
    buffer = .allocate(byteCount: Int(PartialFile.step), alignment: 4096)
  }

  deinit { buffer.deallocate() }

  /// Where the next byte goes.
  var position: Int64 { written + Int64(filled) }

  /// Whether ``flush()`` is due: there is no more room.
  var isFull: Bool { Int64(filled) == PartialFile.step - written % PartialFile.step }

  /// Room for at most `limit` of the next bytes, at least one; they count when ``advance(_:)`` says so.
  borrowing func room(_ limit: Int64) -> UnsafeMutableRawBufferPointer {
    let end = Int(PartialFile.step - written % PartialFile.step)
    return UnsafeMutableRawBufferPointer(
      rebasing: buffer[filled..<min(end, filled + Int(min(limit, PartialFile.step)))])
  }

  /// The first `count` bytes of ``room(_:)`` have been filled in.
  mutating func advance(_ count: Int) { filled += count }

  /// Writes what has been collected.
  mutating func flush() throws(Errno) {
    guard filled > 0 else { return }
    try file.write(UnsafeRawBufferPointer(rebasing: buffer[..<filled]), at: written)
    written += Int64(filled)
    filled = 0
    guard written - submitted >= PartialFile.window else { return }
    file.startWriting(from: submitted, length: written - submitted)
    clean(upTo: submitted)
    submitted = written
  }

  /// Makes the next `length` bytes share the blocks of another file; everything before them has been flushed.
  mutating func clone(from source: Int32, at offset: Int64, length: Int64) throws(Errno) {
    try file.clone(from: source, at: offset, to: written, length: length)
    written += length
  }

  /// Brings everything to the disk for good, and out of the page cache.
  mutating func finish() throws(Errno) {
    try file.synchronize()
    // To the end of the file, and not to its last whole page.
    file.adviseNotNeeded(from: cleaned, length: 0)
    cleaned = written
  }

  /// The windows before the last one: the disk works on that while the next is being filled.
  private mutating func clean(upTo end: Int64) {
    guard end > cleaned else { return }
    file.finishWriting(from: cleaned, length: end - cleaned)
    file.adviseNotNeeded(from: cleaned, length: end - cleaned)
    cleaned = end
  }
}
