package import Digest

/// A file that a source has and that can be fetched from it.
package struct Offer: Hashable, Sendable {
  /// Below the source's root, `/` between the components: decoded, UTF-8, without composition (NFC) or any other change.
  /// Every component has 1 to 255 bytes and is an ordinary name: no `.` alone, no control character, no backslash.
  package var path: [UInt8]
  package var address: OfferAddress
  /// nil where the source does not say.
  package var size: OfferSize?
  /// Of the last modification; nil where the source does not say.
  package var modified: OfferTime?
  /// As HTTP gives it, quotes and `W/` included; nil where it is not known before the file is asked for.
  package var etag: String?
  package var checksums: OfferedChecksums

  package init(
    path: [UInt8], address: OfferAddress, size: OfferSize? = nil, modified: OfferTime? = nil, etag: String? = nil,
    checksums: OfferedChecksums = OfferedChecksums()
  ) {
    self.path = path
    self.address = address
    self.size = size
    self.modified = modified
    self.etag = etag
    self.checksums = checksums
  }

  /// For people.
  package var pathText: String { String(decoding: path, as: UTF8.self) }
}

/// Where the bytes of an offer are.
package enum OfferAddress: Hashable, Sendable {
  /// The exact URL, percent-encoded as the source itself wrote it: another server's encoding of the same name may be
  /// another file, or none.
  case web(String)
  /// A path below the source's folder on this machine.
  case file([UInt8])
}

/// How long a file is, as far as its source says.
package struct OfferSize: Hashable, Sendable {
  package var bytes: Int64
  /// False where the source rounds: `1.2M` of a directory index.
  package var isExact: Bool

  package init(_ bytes: Int64, isExact: Bool) {
    self.bytes = bytes
    self.isExact = isExact
  }

  /// Nothing that is offered is larger: 16 TiB, what ext4 takes. A source that says so is wrong or lies.
  package static let largest: Int64 = 16 << 40

  /// A size that somebody says is exact; nil for what no file has, which is as good as none.
  package static func possible(_ bytes: Int64) -> Int64? { (0...largest).contains(bytes) ? bytes : nil }
}

/// When a file was changed last, as far as its source says.
package struct OfferTime: Hashable, Sendable {
  /// Since 1970.
  package var seconds: Int64
  /// False where the source gives minutes only, or the time of a zone that it does not name: then it is taken for UTC,
  /// and is good for comparing it with what the same source said before.
  package var isExact: Bool

  package init(_ seconds: Int64, isExact: Bool) {
    self.seconds = seconds
    self.isExact = isExact
  }
}

/// What a source says of a file's checksums.
package struct OfferedChecksums: Hashable, Sendable {
  package var crc32: UInt32?
  package var md5: MD5Digest?
  package var sha1: SHA1Digest?
  package var sha256: SHA256Digest?

  package init(
    crc32: UInt32? = nil, md5: MD5Digest? = nil, sha1: SHA1Digest? = nil, sha256: SHA256Digest? = nil
  ) {
    self.crc32 = crc32
    self.md5 = md5
    self.sha1 = sha1
    self.sha256 = sha256
  }

  package var algorithms: ChecksumAlgorithms {
    var algorithms: ChecksumAlgorithms = []
    if crc32 != nil { algorithms.insert(.crc32) }
    if md5 != nil { algorithms.insert(.md5) }
    if sha1 != nil { algorithms.insert(.sha1) }
    if sha256 != nil { algorithms.insert(.sha256) }
    return algorithms
  }

  /// Whether bytes with these checksums can be what was offered: what both have is equal.
  package func agrees(with computed: Checksums) -> Bool {
    agrees(
      with: OfferedChecksums(
        crc32: computed.crc32, md5: computed.md5, sha1: computed.sha1, sha256: computed.sha256))
  }

  /// Whether both can be of the same bytes.
  package func agrees(with other: OfferedChecksums) -> Bool {
    func agree<Value: Equatable>(_ left: Value?, _ right: Value?) -> Bool {
      left == nil || right == nil || left == right
    }
    return agree(crc32, other.crc32) && agree(md5, other.md5) && agree(sha1, other.sha1)
      && agree(sha256, other.sha256)
  }

  /// Takes over what another source of the same file knows besides.
  package mutating func join(_ other: OfferedChecksums) {
    crc32 = crc32 ?? other.crc32
    md5 = md5 ?? other.md5
    sha1 = sha1 ?? other.sha1
    sha256 = sha256 ?? other.sha256
  }
}
