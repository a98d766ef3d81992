/// What the journal on the disk says, and what it is to be told.
extension BlockTable {
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

  // MARK: Telling it

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
}
