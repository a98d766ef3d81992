package import Model

/// What hashing found out about one version of a file.
package struct HashResult: Sendable {
  package var key: ContentKey
  /// Raw path below the root, for messages: it is the key that counts.
  package var path: [UInt8]
  /// Of the file as it is; nil where it was not read whole.
  package var checksums: Checksums?
  /// nil for what is no archive, and where the archive was not looked into.
  package var listing: ArchiveListing?
  /// What was computed of the archive's members, as far as they can be read.
  package var memberAlgorithms: ChecksumAlgorithms

  package init(
    key: ContentKey, path: [UInt8], checksums: Checksums?, listing: ArchiveListing? = nil,
    memberAlgorithms: ChecksumAlgorithms = []
  ) {
    self.key = key
    self.path = path
    self.checksums = checksums
    self.listing = listing
    self.memberAlgorithms = memberAlgorithms
  }
}

/// What the catalog has of one version of a file, without the digests themselves.
package struct KnownHashes: Sendable, Hashable {
  package var key: ContentKey
  /// nil for an archive of which only the list of members was read.
  package var crc32: UInt32?
  /// Stored of the file as it is.
  package var algorithms: ChecksumAlgorithms
  package var isListed: Bool
  /// Stored of the archive's members.
  package var memberAlgorithms: ChecksumAlgorithms

  package init(
    key: ContentKey, crc32: UInt32? = nil, algorithms: ChecksumAlgorithms = [], isListed: Bool = false,
    memberAlgorithms: ChecksumAlgorithms = []
  ) {
    self.key = key
    self.crc32 = crc32
    self.algorithms = algorithms
    self.isListed = isListed
    self.memberAlgorithms = memberAlgorithms
  }
}

/// The checksums of a file as stored, and when they were last confirmed.
package struct StoredChecksums: Sendable, Hashable {
  package var checksums: Checksums
  /// Nanoseconds since 1970; 0 is not known.
  package var checked: Int64

  package init(checksums: Checksums, checked: Int64) {
    self.checksums = checksums
    self.checked = checked
  }
}

/// A file that gave other checksums than are stored, though its size, time and inode are the same.
package struct ChecksumDifference: Sendable, Hashable {
  package var key: ContentKey
  /// Raw path below the root, as it was then.
  package var path: [UInt8]
  /// What the file gave.
  package var found: Checksums
  /// Nanoseconds since 1970.
  package var time: Int64

  package init(key: ContentKey, path: [UInt8], found: Checksums, time: Int64) {
    self.key = key
    self.path = path
    self.found = found
    self.time = time
  }
}
