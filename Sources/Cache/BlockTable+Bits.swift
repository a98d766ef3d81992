internal import Compression

/// Blocks as bits, and what follows from their checksums.
extension BlockTable {
  static func bit(_ block: Int) -> UInt64 { 1 << UInt64(block % width) }

  /// A range of blocks, region by region, with the first block of each region.
  static func parts(_ blocks: Range<Int>) -> BlockParts { BlockParts(blocks: blocks) }

  /// The runs of ones in a word.
  static func runs(_ word: UInt64) -> [Range<Int>] {
    var runs: [Range<Int>] = []
    var rest = word
    while rest != 0 {
      let start = rest.trailingZeroBitCount
      let length = (~(rest >> UInt64(start))).trailingZeroBitCount
      runs.append(start..<start + length)
      rest = start + length >= width ? 0 : rest & ~((1 << UInt64(start + length)) - 1)
    }
    return runs
  }

  /// The blocks of parts, in their order.
  static func blocks(_ parts: [Part]) -> [Range<Int>] {
    parts.flatMap { part in
      runs(part.mask).map { part.region * width + $0.lowerBound..<part.region * width + $0.upperBound }
    }
  }

  /// Blocks that the journal on the disk has.
  var journalledParts: [Part] {
    regions.keys.sorted().map { Part(region: $0, mask: regions[$0]?.journalled ?? 0) }.filter { $0.mask != 0 }
  }

  /// Blocks of which the journal on the disk has the checksum alone.
  var rememberedParts: [Part] {
    regions.keys.sorted().map { index in
      let region = regions[index] ?? Region()
      return Part(region: index, mask: region.remembered & ~region.journalled)
    }.filter { $0.mask != 0 }
  }

  /// Each block of parts with its checksum.
  func checksums(of parts: [Part]) -> [(block: Int, checksum: UInt32)] {
    BlockTable.blocks(parts).joined().compactMap { block in checksum(of: block).map { (block, $0) } }
  }

  /// The CRC-32 of the whole file, from those of its blocks; nil while one is not known.
  ///
  /// - Parameter length: bytes of a block.
  func checksum(length: (Int) -> Int) -> UInt32? {
    guard knownCount == blockCount else { return nil }
    var whole: UInt32 = 0
    for block in 0..<blockCount {
      guard let part = checksum(of: block) else { return nil }
      whole = CRC32.combine(whole, part, secondLength: UInt64(length(block)))
    }
    return whole
  }
}

/// A range of blocks as parts of regions, without memory of its own.
struct BlockParts: Sequence, IteratorProtocol {
  private var rest: Range<Int>

  init(blocks: Range<Int>) { rest = blocks }

  mutating func next() -> (part: BlockTable.Part, first: Int)? {
    guard !rest.isEmpty else { return nil }
    let region = rest.lowerBound / BlockTable.width
    let first = region * BlockTable.width
    let end = Swift.min(rest.upperBound, first + BlockTable.width)
    let (low, high) = (UInt64(rest.lowerBound - first), UInt64(end - first))
    let mask = (high == 64 ? UInt64.max : (1 << high) - 1) & ~((1 << low) - 1)
    rest = end..<rest.upperBound
    return (BlockTable.Part(region: region, mask: mask), first)
  }
}
