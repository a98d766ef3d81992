package import Model

/// 128 bits that stand for a ``ContentKey``, other ones in every process.
struct ContentFingerprint: Hashable {
  let low: UInt64
  let high: UInt64

  // Nobody can make up files whose fingerprints meet.
  private static let seed = (UInt64.random(in: 0...UInt64.max), UInt64.random(in: 0...UInt64.max))

  init(_ key: ContentKey) {
    var low = ContentFingerprint.seed.0
    var high = ContentFingerprint.seed.1
    func take(_ word: UInt64) {
      low = ContentFingerprint.mixed(low ^ word)
      high = ContentFingerprint.mixed(high &+ word &* 0x9E37_79B9_7F4A_7C15)
    }
    take(UInt64(bitPattern: Int64(key.root)))
    take(UInt64(bitPattern: key.version.size))
    take(UInt64(bitPattern: key.version.modified))
    take(key.version.inode)
    self.low = low
    self.high = high
  }

  /// The finaliser of SplitMix64.
  private static func mixed(_ number: UInt64) -> UInt64 {
    var value = number &+ 0x9E37_79B9_7F4A_7C15
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

/// What is known of every file that has been hashed, in at most 14 bytes each.
///
/// Kept by 56 bits of a fingerprint: that two of a million files are taken for each other happens once in a hundred
/// thousand libraries, and then one file is not hashed. The checksums themselves are in the catalog.
package struct HashedFiles: Sendable {
  /// An open table with linear probing; 0 is a free place. The fingerprint's bits are the upper ones.
  private var slots: [UInt64] = Array(repeating: 0, count: 64)
  package private(set) var count = 0

  package init() {}

  /// What is known of a version of a file; empty for nothing.
  package subscript(key: ContentKey) -> HashFacts {
    let wanted = ContentFingerprint(key).low & ~0xFF
    var place = HashedFiles.place(of: wanted, slots.count)
    while slots[place] != 0 {
      if slots[place] & ~0xFF == wanted { return HashFacts(rawValue: UInt8(truncatingIfNeeded: slots[place])) }
      place = place + 1 == slots.count ? 0 : place + 1
    }
    return []
  }

  /// Adds to what is known.
  package mutating func insert(_ facts: HashFacts, for key: ContentKey) {
    guard !facts.isEmpty else { return }
    insert(ContentFingerprint(key).low & ~0xFF | UInt64(facts.rawValue))
  }

  private mutating func insert(_ slot: UInt64) {
    // Growing by half and not by doubling: a table is never less than 57 % full.
    if (count + 1) * 20 > slots.count * 17 { grow() }
    let wanted = slot & ~0xFF
    var place = HashedFiles.place(of: wanted, slots.count)
    while slots[place] != 0, slots[place] & ~0xFF != wanted { place = place + 1 == slots.count ? 0 : place + 1 }
    if slots[place] == 0 { count += 1 }
    slots[place] |= slot
  }

  /// Adds everything that is known in `other`.
  package mutating func formUnion(_ other: HashedFiles) {
    for slot in other.slots where slot != 0 { insert(slot) }
  }

  /// Bytes of memory.
  package var byteCount: Int { slots.count * 8 }

  /// Room for so many files without growing on the way.
  package mutating func reserve(_ files: Int) {
    if files * 20 > slots.count * 17 { resize(files * 20 / 17 + 1) }
  }

  private mutating func grow() { resize(slots.count + slots.count / 2) }

  private mutating func resize(_ size: Int) {
    let old = slots
    slots = Array(repeating: 0, count: size)
    for slot in old where slot != 0 {
      var place = HashedFiles.place(of: slot & ~0xFF, size)
      while slots[place] != 0 { place = place + 1 == size ? 0 : place + 1 }
      slots[place] = slot
    }
  }

  private static func place(of fingerprint: UInt64, _ size: Int) -> Int {
    Int(fingerprint.multipliedFullWidth(by: UInt64(size)).high)
  }
}

/// The CRC-32 of members of archives, which reads of ZIPs need at once, in at most 28 bytes each.
///
/// Kept by 96 bits of a fingerprint: a wrong checksum would be a damaged ZIP.
struct MemberChecksums: Sendable {
  private struct Slot {
    /// 0 is a free place.
    var low: UInt64 = 0
    var high: UInt32 = 0
    var crc: UInt32 = 0
  }

  private var slots = Array(repeating: Slot(), count: 64)
  private(set) var count = 0

  subscript(key: ContentKey) -> UInt32? {
    let fingerprint = ContentFingerprint(key)
    let place = place(of: fingerprint)
    return slots[place].low == 0 ? nil : slots[place].crc
  }

  /// Keeps a checksum; the first one of a key stays.
  mutating func insert(_ crc: UInt32, for key: ContentKey) {
    if (count + 1) * 20 > slots.count * 17 { grow() }
    let fingerprint = ContentFingerprint(key)
    let place = place(of: fingerprint)
    guard slots[place].low == 0 else { return }
    slots[place] = Slot(
      low: MemberChecksums.low(fingerprint), high: UInt32(truncatingIfNeeded: fingerprint.high), crc: crc)
    count += 1
  }

  private static func low(_ fingerprint: ContentFingerprint) -> UInt64 { max(1, fingerprint.low) }

  /// Where it is, or belongs.
  private func place(of fingerprint: ContentFingerprint) -> Int {
    let low = MemberChecksums.low(fingerprint)
    let high = UInt32(truncatingIfNeeded: fingerprint.high)
    var place = Int(low.multipliedFullWidth(by: UInt64(slots.count)).high)
    while slots[place].low != 0, slots[place].low != low || slots[place].high != high {
      place = place + 1 == slots.count ? 0 : place + 1
    }
    return place
  }

  private mutating func grow() {
    let old = slots
    slots = Array(repeating: Slot(), count: old.count + old.count / 2)
    for slot in old where slot.low != 0 {
      var place = Int(slot.low.multipliedFullWidth(by: UInt64(slots.count)).high)
      while slots[place].low != 0 { place = place + 1 == slots.count ? 0 : place + 1 }
      slots[place] = slot
    }
  }
}
