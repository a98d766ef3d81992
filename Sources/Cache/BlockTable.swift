/// What is known of the blocks of one file. Pure; whoever has it calls it under a lock.
///
/// Blocks are kept in regions of 64, one word for each property, and only where something is known of them: a file of
/// many terabytes costs what is there of it.
struct BlockTable: Sendable {
  struct Region: Sendable {
    /// Can be read.
    var present: UInt64 = 0
    /// Being written, or being given back: neither read nor written by anybody else.
    var busy: UInt64 = 0
    /// Bytes were written by this process, or agreed with their checksum once.
    var verified: UInt64 = 0
    /// The journal on the disk says that it is there.
    var journalled: UInt64 = 0
    /// The checksum is known.
    var known: UInt64 = 0
    /// The journal on the disk has the checksum.
    var remembered: UInt64 = 0
    /// One for each block of the region once one is known.
    var checksums: [UInt32] = []
    /// Reads that are running.
    var readers = 0
    /// Seconds, of the cache's clock.
    var lastUsed: Int64 = .min / 2
  }

  /// A part of a region, as bits.
  struct Part: Hashable, Sendable {
    var region: Int
    var mask: UInt64
  }

  static let width = 64

  let blockCount: Int
  var regions: [Int: Region] = [:]
  var presentCount = 0
  var knownCount = 0
  /// Regions in which the journal may say something else.
  var changed: Set<Int> = []
  /// What readers are about to read.
  var windows: [UInt64: Range<Int>] = [:]
  /// Reads and writes that are running.
  private(set) var activity = 0
  /// All of it has been there since ``hold()``, and nothing is given back.
  var isHeld = false

  init(blockCount: Int) { self.blockCount = blockCount }

  /// Nothing is known, but that somebody reads.
  init(blockCount: Int, keepingActivityOf other: BlockTable) {
    self.blockCount = blockCount
    activity = other.activity
  }

  // MARK: Looking

  func contains(_ block: Int) -> Bool {
    guard let index = regions.index(forKey: block / BlockTable.width) else { return false }
    return regions.values[index].present & BlockTable.bit(block) != 0
  }

  func missing(in blocks: Range<Int>) -> [Range<Int>] {
    var missing: [Range<Int>] = []
    for (part, first) in BlockTable.parts(blocks.clamped(to: 0..<blockCount)) {
      let absent = part.mask & ~(regions[part.region]?.present ?? 0)
      for run in BlockTable.runs(absent) {
        let range = first + run.lowerBound..<first + run.upperBound
        if missing.last?.upperBound == range.lowerBound {
          missing[missing.count - 1] = missing[missing.count - 1].lowerBound..<range.upperBound
        } else {
          missing.append(range)
        }
      }
    }
    return missing
  }

  /// The checksum of a block; nil where it is not known.
  func checksum(of block: Int) -> UInt32? {
    guard let region = regions[block / BlockTable.width], region.known & BlockTable.bit(block) != 0 else { return nil }
    return region.checksums[block % BlockTable.width]
  }

  // MARK: Reading

  enum ReadAnswer: Hashable, Sendable {
    case absent
    case ready
    /// Their bytes are to be compared with the checksums first.
    case unverified([Int])
  }

  /// Where it is not `.absent`, nothing of the range is given back until ``endReading(_:)``.
  mutating func beginReading(_ blocks: Range<Int>, now: Int64) -> ReadAnswer {
    var unverified: [Int] = []
    for (part, first) in BlockTable.parts(blocks) {
      guard let region = regions[part.region], region.present & part.mask == part.mask else { return .absent }
      let doubtful = part.mask & ~region.verified
      if doubtful != 0 { for run in BlockTable.runs(doubtful) { unverified += run.map { first + $0 } } }
    }
    for (part, _) in BlockTable.parts(blocks) {
      regions[part.region]?.readers += 1
      regions[part.region]?.lastUsed = now
    }
    activity += 1
    return unverified.isEmpty ? .ready : .unverified(unverified)
  }

  mutating func endReading(_ blocks: Range<Int>) {
    for (part, _) in BlockTable.parts(blocks) { regions[part.region]?.readers -= 1 }
    activity -= 1
  }

  func isVerified(_ block: Int) -> Bool {
    (regions[block / BlockTable.width]?.verified ?? 0) & BlockTable.bit(block) != 0
  }

  mutating func setVerified(_ block: Int) { regions[block / BlockTable.width]?.verified |= BlockTable.bit(block) }

  /// The bytes of a block are not what they were.
  ///
  /// - Returns: whether it was there until now.
  mutating func drop(_ block: Int) -> Bool {
    let (index, bit) = (block / BlockTable.width, BlockTable.bit(block))
    guard var region = regions[index], region.present & bit != 0 else { return false }
    region.present &= ~bit
    region.verified &= ~bit
    regions[index] = region
    presentCount -= 1
    isHeld = false
    changed.insert(index)
    return true
  }

  // MARK: Writing

  enum StoreAnswer: Hashable, Sendable {
    case present
    /// Somebody else writes it, or gives it back.
    case busy
    /// The journal says that it is there, which is to be taken back first.
    case stale
    case begun
  }

  mutating func beginStoring(_ block: Int) -> StoreAnswer {
    let (index, bit) = (block / BlockTable.width, BlockTable.bit(block))
    let region = regions[index, default: Region()]
    if region.present & bit != 0 { return .present }
    if region.busy & bit != 0 { return .busy }
    if region.journalled & bit != 0 { return .stale }
    regions[index, default: Region()].busy |= bit
    activity += 1
    return .begun
  }

  /// - Returns: how many of the blocks after one may be written as well, as they follow it.
  mutating func beginStoring(after first: Int, in blocks: Range<Int>) -> Int {
    var next = first + 1
    while next < blocks.upperBound, beginStoring(next) == .begun { next += 1 }
    return next - first - 1
  }

  /// A block came that is not kept.
  mutating func learn(_ block: Int, _ checksum: UInt32) {
    restore(block, checksum, isPresent: false)
    changed.insert(block / BlockTable.width)
  }

  mutating func stored(_ block: Int, _ checksum: UInt32, now: Int64) {
    abandon(block)
    restore(block, checksum, isPresent: true)
    let (index, bit) = (block / BlockTable.width, BlockTable.bit(block))
    regions[index]?.verified |= bit
    regions[index]?.lastUsed = now
    changed.insert(index)
  }

  /// What was begun has failed.
  mutating func abandon(_ block: Int) {
    regions[block / BlockTable.width]?.busy &= ~BlockTable.bit(block)
    activity -= 1
  }

  // MARK: Forgetting

  /// Nothing is there any more, and nothing is known.
  mutating func clear() {
    for index in regions.keys {
      regions[index]?.present = 0
      regions[index]?.known = 0
    }
    presentCount = 0
    knownCount = 0
    isHeld = false
    changed = []
  }
}
