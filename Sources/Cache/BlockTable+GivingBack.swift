/// Blocks that are given back.
extension BlockTable {
  /// Nothing is given back from here on, if all of it is there: until a block is found to be damaged, or ``letGo()``.
  mutating func hold() { isHeld = presentCount == blockCount }

  mutating func letGo() { isHeld = false }

  /// Regions of which something may be given back: nobody reads there, is about to, or has since `limit`.
  func cold(usedBefore limit: Int64) -> [(part: Part, lastUsed: Int64)] {
    if isHeld { return [] }
    return regions.compactMap { index, region in
      let mask = removable(index, region, usedBefore: limit)
      return mask == 0 ? nil : (Part(region: index, mask: mask), region.lastUsed)
    }
  }

  private func removable(_ index: Int, _ region: Region, usedBefore limit: Int64) -> UInt64 {
    guard !isHeld, region.present != 0, region.readers == 0, region.lastUsed <= limit else { return 0 }
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
}
