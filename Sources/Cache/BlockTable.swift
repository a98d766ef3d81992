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
  private(set) var regions: [Int: Region] = [:]
  private(set) var presentCount = 0
  private(set) var knownCount = 0
  /// Regions in which the journal may say something else.
  private(set) var changed: Set<Int> = []
  /// What readers are about to read.
  var windows: [UInt64: Range<Int>] = [:]
  /// Reads and writes that are running.
  private(set) var activity = 0

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

  /// What a journal says. Also without the block being there any more.
  mutating func restore(_ block: Int, _ checksum: UInt32, isPresent: Bool) {
    let (index, bit) = (block / BlockTable.width, BlockTable.bit(block))
    var region = regions.removeValue(forKey: index) ?? Region()
    if region.checksums.isEmpty { region.checksums = Array(repeating: 0, count: BlockTable.width) }
    region.checksums[block % BlockTable.width] = checksum
    if region.known & bit == 0 { knownCount += 1 }
    region.known |= bit
    if isPresent, region.present & bit == 0 {
      region.present |= bit
      presentCount += 1
    }
    regions[index] = region
  }

  /// A journal says that a block is gone.
  mutating func forget(_ block: Int) {
    let (index, bit) = (block / BlockTable.width, BlockTable.bit(block))
    guard let region = regions[index], region.present & bit != 0 else { return }
    regions[index]?.present &= ~bit
    presentCount -= 1
  }

  /// Everything that is known comes from the journal.
  mutating func setJournalled() {
    for index in regions.keys {
      guard let region = regions[index] else { continue }
      regions[index]?.journalled = region.present
      regions[index]?.remembered = region.known
    }
    changed = []
  }

  // MARK: The journal

  /// What a journal is to be told.
  struct Changes: Hashable, Sendable {
    var added: [Part] = []
    var gone: [Part] = []
    /// Checksums of blocks that were given back before the journal heard of them.
    var checksums: [Part] = []
    var isEmpty: Bool { added.isEmpty && gone.isEmpty && checksums.isEmpty }
  }

  /// Blocks that are not there though the journal says so are not written until ``settle(_:)``.
  mutating func changes() -> Changes {
    var changes = Changes()
    for index in changed.sorted() {
      guard let region = regions[index] else { continue }
      let added = region.present & ~region.journalled
      let gone = region.journalled & ~region.present & ~region.busy
      let checksums = region.known & ~region.remembered & ~added & ~region.present
      if added != 0 { changes.added.append(Part(region: index, mask: added)) }
      if gone != 0 { changes.gone.append(Part(region: index, mask: gone)) }
      if checksums != 0 { changes.checksums.append(Part(region: index, mask: checksums)) }
      regions[index]?.busy |= gone
    }
    changed = []
    return changes
  }

  /// The journal on the disk says so.
  mutating func settle(_ changes: Changes) {
    for part in changes.added {
      regions[part.region]?.journalled |= part.mask
      regions[part.region]?.remembered |= part.mask
    }
    for part in changes.gone {
      regions[part.region]?.journalled &= ~part.mask
      regions[part.region]?.busy &= ~part.mask
    }
    for part in changes.checksums { regions[part.region]?.remembered |= part.mask }
    // A block that was dropped meanwhile is the next one's.
    for part in changes.added where (regions[part.region]?.present ?? 0) & part.mask != part.mask {
      changed.insert(part.region)
    }
  }

  /// The journal could not be written.
  mutating func unsettle(_ changes: Changes) {
    for part in changes.gone { regions[part.region]?.busy &= ~part.mask }
    for part in changes.added + changes.gone + changes.checksums { changed.insert(part.region) }
  }

  // MARK: Giving back

  /// Regions of which something may be given back: nobody reads there, is about to, or has since `limit`.
  func cold(usedBefore limit: Int64) -> [(part: Part, lastUsed: Int64)] {
    regions.compactMap { index, region in
      let mask = removable(index, region, usedBefore: limit)
      return mask == 0 ? nil : (Part(region: index, mask: mask), region.lastUsed)
    }
  }

  private func removable(_ index: Int, _ region: Region, usedBefore limit: Int64) -> UInt64 {
    guard region.present != 0, region.readers == 0, region.lastUsed <= limit else { return 0 }
    var mask = region.present & ~region.busy
    for window in windows.values {
      for (part, _) in BlockTable.parts(window) where part.region == index { mask &= ~part.mask }
    }
    return mask
  }

  /// Nobody reads from here on what is returned, and nobody writes there until ``handedBack(_:)`` or
  /// ``keep(_:)``.
  mutating func take(_ part: Part, atMost count: Int, usedBefore limit: Int64) -> Part {
    guard let region = regions[part.region] else { return Part(region: part.region, mask: 0) }
    var mask = removable(part.region, region, usedBefore: limit) & part.mask
    // From its end: what begins a file is looked at by everybody.
    while mask.nonzeroBitCount > count { mask &= ~(1 << (mask.bitWidth - 1 - mask.leadingZeroBitCount)) }
    regions[part.region]?.present &= ~mask
    regions[part.region]?.busy |= mask
    presentCount -= mask.nonzeroBitCount
    return Part(region: part.region, mask: mask)
  }

  /// Bits of a part that the journal on the disk has.
  func journalled(_ part: Part) -> UInt64 { part.mask & (regions[part.region]?.journalled ?? 0) }

  /// The disk has the space again.
  mutating func handedBack(_ part: Part) {
    regions[part.region]?.busy &= ~part.mask
    regions[part.region]?.journalled &= ~part.mask
    regions[part.region]?.verified &= ~part.mask
    changed.insert(part.region)
  }

  /// What was taken could not be given back, and is there still.
  ///
  /// - Parameter isJournalledGone: whether the journal says that it went.
  mutating func keep(_ part: Part, isJournalledGone: Bool) {
    regions[part.region]?.busy &= ~part.mask
    regions[part.region]?.present |= part.mask
    presentCount += part.mask.nonzeroBitCount
    if isJournalledGone { regions[part.region]?.journalled &= ~part.mask }
    changed.insert(part.region)
  }

  /// Nothing is there any more, and nothing is known.
  mutating func clear() {
    for index in regions.keys {
      regions[index]?.present = 0
      regions[index]?.known = 0
    }
    presentCount = 0
    knownCount = 0
    changed = []
  }
}
