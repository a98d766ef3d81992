/// Blocks that somebody waits for, or will read next, and that the cache has no room for: kept in memory for some
/// seconds.
struct LooseBlocks: Sendable {
  private struct Block: Sendable {
    var bytes: [UInt8]
    var came: UInt64
  }

  /// Of one file. What is older goes first.
  static let most = 64
  /// Somebody may read them slowly, such as music. Nanoseconds.
  static let lifetime: UInt64 = 20_000_000_000

  private var blocks: [Int: Block] = [:]

  var isEmpty: Bool { blocks.isEmpty }

  mutating func keep(_ bytes: [UInt8], as block: Int, now: UInt64) {
    blocks = blocks.filter { $0.value.came + LooseBlocks.lifetime > now }
    if blocks.count >= LooseBlocks.most, let oldest = blocks.min(by: { $0.value.came < $1.value.came }) {
      blocks[oldest.key] = nil
    }
    blocks[block] = Block(bytes: bytes, came: now)
  }

  /// Runs that are not there, in order.
  func missing(in range: Range<Int>) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    for block in range where !contains(block) {
      if let last = runs.last, last.upperBound == block {
        runs[runs.count - 1] = last.lowerBound..<block + 1
      } else {
        runs.append(block..<block + 1)
      }
    }
    return runs
  }

  func contains(_ block: Int) -> Bool { blocks[block] != nil }

  /// - Returns: nil where it is not there.
  func bytes(of block: Int) -> [UInt8]? { blocks[block]?.bytes }
}
