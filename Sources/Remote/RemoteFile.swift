internal import Cache
internal import Platform
internal import Synchronization
internal import Tree

/// A file at a source that somebody has open, or that is being fetched: what of it is there.
///
/// Any thread. Its lock is a leaf.
final class RemoteFile: Sendable {
  let entry: RemoteEntry
  /// nil where there is no cache: then blocks are kept for who waits for them, and no longer.
  let blocks: BlockFile?
  private let loose = Mutex(LooseBlocks())
  private let areTagsIgnored: Atomic<Bool>
  private let isContradicted = Atomic(false)

  init(_ entry: RemoteEntry, _ blocks: BlockFile?) {
    self.entry = entry
    self.blocks = blocks
    areTagsIgnored = Atomic(entry.ignoresTags)
  }

  /// The source's tags are others each time. That may turn out while it is open.
  var ignoresTags: Bool { areTagsIgnored.load(ordering: .relaxed) }
  func ignoreTags() { areTagsIgnored.store(true, ordering: .relaxed) }

  /// Its source has sent other bytes for the same version: nothing more of it is read by who has it open, and it is
  /// opened anew.
  var isOver: Bool { isContradicted.load(ordering: .relaxed) }
  func end() { isContradicted.store(true, ordering: .relaxed) }

  var node: UInt64 { entry.node }
  var size: Int64 { entry.version.size }
  var blockCount: Int { Int((size + Int64(BlockCache.blockSize) - 1) / Int64(BlockCache.blockSize)) }

  /// The blocks of a range of bytes.
  static func blocks(at offset: Int64, _ length: Int) -> Range<Int> {
    let size = Int64(BlockCache.blockSize)
    return Int(offset / size)..<Int((offset + Int64(length) + size - 1) / size)
  }

  func isPresent(_ block: Int) -> Bool {
    blocks?.contains(block) == true || loose.withLock { $0.contains(block) }
  }

  /// Runs that are not there, in order.
  func missing(in range: Range<Int>) -> [Range<Int>] {
    let runs = blocks?.missing(in: range) ?? [range]
    return loose.withLock { loose in loose.isEmpty ? runs : runs.flatMap { loose.missing(in: $0) } }
  }

  /// Fills the buffer, which ends within the file.
  ///
  /// - Returns: false where something is missing.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Bool {
    if let blocks, let count = try blocks.read(into: buffer, at: offset) {
      guard count == buffer.count else { throw .ioError }
      return true
    }
    return try readLoose(into: buffer, at: offset)
  }

  private func readLoose(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Bool {
    if loose.withLock({ $0.isEmpty }) { return false }
    let size = Int64(BlockCache.blockSize)
    for block in RemoteFile.blocks(at: offset, buffer.count) {
      let start = max(offset, Int64(block) * size)
      let end = min(offset + Int64(buffer.count), Int64(block + 1) * size)
      let part = UnsafeMutableRawBufferPointer(rebasing: buffer[Int(start - offset)..<Int(end - offset)])
      if let bytes = loose.withLock({ $0.bytes(of: block) }) {
        let first = Int(start - Int64(block) * size)
        guard bytes.count >= first + part.count else { throw .ioError }
        bytes.withUnsafeBytes {
          part.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[first..<first + part.count]))
        }
      } else {
        guard let blocks, try blocks.read(into: part, at: start) == part.count else { return false }
      }
    }
    return true
  }

  /// Keeps a block that the cache has no room for.
  func keepLoose(_ bytes: UnsafeRawBufferPointer, as block: Int) {
    let copy = Array(bytes)
    loose.withLock { $0.keep(copy, as: block, now: monotonicNanoseconds()) }
  }
}
