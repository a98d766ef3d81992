package import Model

/// One file to hash: what is to be found out, and for whom.
package struct HashingTask: Sendable, Hashable {
  package enum Purpose: Sendable, Hashable {
    /// Somebody waits for the CRC-32.
    case reader
    /// It is hashed by default.
    case standing
    /// Somebody asked for it: the number of the errand.
    case request(Int)
  }

  package var file: LibraryFile
  /// What is to be found out.
  package var wants: HashFacts
  package var purpose: Purpose
  /// A ZIP needs its CRC-32 in memory.
  package var isMember: Bool
  /// The CRC-32 is in the catalog and need only be looked up.
  package var isStored = false
  /// Not to be read when it has been since then, in nanoseconds since 1970.
  package var unlessCheckedSince: Int64?
  /// What ``ChecksumPlan/Volume`` it is on.
  package var volume: Int

  package init(
    file: LibraryFile, wants: HashFacts, purpose: Purpose, isMember: Bool = true, volume: Int = 0,
    unlessCheckedSince: Int64? = nil
  ) {
    self.file = file
    self.wants = wants
    self.purpose = purpose
    self.isMember = isMember
    self.volume = volume
    self.unlessCheckedSince = unlessCheckedSince
  }

  package var key: ContentKey { file.contentKey }
  /// Bytes.
  package var size: Int64 { file.version.size }
  /// Bytes that have to be read: of an archive's directory, next to nothing.
  package var cost: Int64 { wants.algorithms.isEmpty && wants.memberAlgorithms.isEmpty ? 0 : size }
}

/// Work with a known end, in files and bytes.
package struct HashingAmount: Sendable, Hashable {
  package var files = 0
  package var bytes: Int64 = 0

  package init(files: Int = 0, bytes: Int64 = 0) {
    self.files = files
    self.bytes = bytes
  }

  package mutating func add(bytes more: Int64) {
    files += 1
    bytes = HashingAmount.sum(bytes, more)
  }

  package mutating func add(_ other: HashingAmount) {
    files += other.files
    bytes = HashingAmount.sum(bytes, other.bytes)
  }

  package mutating func remove(bytes less: Int64) {
    files = max(0, files - 1)
    bytes = max(0, bytes - less)
  }

  /// A few sparse files together can be larger than the largest number.
  package static func sum(_ bytes: Int64, _ more: Int64) -> Int64 {
    let (sum, overflows) = bytes.addingReportingOverflow(more)
    return overflows ? .max : sum
  }
}
