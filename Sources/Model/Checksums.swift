package import Digest

/// What is computed of a file's bytes.
package struct ChecksumAlgorithms: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// Always computed: a ZIP's headers hold it.
  package static let crc32 = ChecksumAlgorithms(rawValue: 1)
  package static let sha1 = ChecksumAlgorithms(rawValue: 2)
  package static let md5 = ChecksumAlgorithms(rawValue: 4)
  package static let sha256 = ChecksumAlgorithms(rawValue: 8)
}

/// The checksums of one version of a file, or of a member of an archive.
package struct Checksums: Hashable, Sendable {
  package var crc32: UInt32
  package var sha1: SHA1Digest?
  package var md5: MD5Digest?
  package var sha256: SHA256Digest?

  package init(crc32: UInt32, sha1: SHA1Digest? = nil, md5: MD5Digest? = nil, sha256: SHA256Digest? = nil) {
    self.crc32 = crc32
    self.sha1 = sha1
    self.md5 = md5
    self.sha256 = sha256
  }

  /// Which of them are known.
  package var algorithms: ChecksumAlgorithms {
    var algorithms: ChecksumAlgorithms = .crc32
    if sha1 != nil { algorithms.insert(.sha1) }
    if md5 != nil { algorithms.insert(.md5) }
    if sha256 != nil { algorithms.insert(.sha256) }
    return algorithms
  }

  /// Whether both can be of the same bytes: what both have is equal.
  package func agrees(with other: Checksums) -> Bool {
    func agree<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
      left == nil || right == nil || left == right
    }
    return crc32 == other.crc32 && agree(sha1, other.sha1) && agree(md5, other.md5) && agree(sha256, other.sha256)
  }
}

/// Eight digits, as ROM databases write a CRC-32; in lower case.
package func hexadecimal(_ crc32: UInt32) -> String {
  let digits = String(crc32, radix: 16)
  return String(repeating: "0", count: 8 - digits.count) + digits
}
