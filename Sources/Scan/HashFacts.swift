package import Catalog
package import Model

/// What is known of a file's contents, or has to be found out, in one byte.
package struct HashFacts: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  // The lowest four bits are those of ChecksumAlgorithms, of the file as it is.
  package static let crc32 = HashFacts(.crc32)
  /// The members of an archive, with what the archive itself says of them.
  package static let listing = HashFacts(rawValue: 1 << 4)
  /// The highest three bits: digests of an archive's members.
  private static let memberShift = 4

  package init(_ algorithms: ChecksumAlgorithms) { self.init(rawValue: algorithms.rawValue & 0x0F) }

  /// The digests of the members of an archive. Their CRC-32 belongs to the listing.
  package init(ofMembers algorithms: ChecksumAlgorithms) {
    self.init(rawValue: algorithms.rawValue << HashFacts.memberShift & 0xE0)
  }

  package init(_ known: KnownHashes) {
    self = HashFacts(known.algorithms).union(HashFacts(ofMembers: known.memberAlgorithms))
    if known.isListed { insert(.listing) }
  }

  /// Of the file as it is.
  package var algorithms: ChecksumAlgorithms { ChecksumAlgorithms(rawValue: rawValue & 0x0F) }

  /// Of the members, without the CRC-32.
  package var memberAlgorithms: ChecksumAlgorithms {
    ChecksumAlgorithms(rawValue: (rawValue & 0xE0) >> HashFacts.memberShift)
  }
}
