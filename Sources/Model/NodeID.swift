package import Digest

/// The number the kernel knows a file or directory of the mount by, derived from what it shows and never counted.
///
/// The same content has the same id in every view, after a restart and after a remount; a file that is replaced
/// gets another one, so a page cached for the old content can never answer for the new.
///
/// Bits, highest first: 1 always 0 (some programs read inode numbers as signed), 3 kind, 1 passthrough, 59 digest.
package struct NodeID: RawRepresentable, Hashable, Sendable, Comparable {
  package let rawValue: UInt64

  package init(rawValue: UInt64) { self.rawValue = rawValue }

  /// The mount's top directory; FUSE fixes it at 1.
  package static let root = NodeID(rawValue: 1)

  package enum Kind: UInt64, Sendable {
    case directory = 1
    /// A library file shown as it is.
    case source = 2
    /// A synthetic ZIP.
    case archive = 3
    /// Bytes Vitrine makes itself, such as `status.json`.
    case generated = 4
  }

  private static let kindShift: UInt64 = 60
  /// Set in the id of a content that is read through kernel passthrough; `st_ino` is without it.
  package static let passthroughBit: UInt64 = 1 << 59
  private static let digestMask: UInt64 = (1 << 59) - 1

  package init(kind: Kind, digest: SHA256Digest) {
    rawValue = kind.rawValue << NodeID.kindShift | digest.prefix & NodeID.digestMask
  }

  package var kind: Kind? { self == .root ? .directory : Kind(rawValue: rawValue >> NodeID.kindShift) }

  /// What stat(2) shows as `st_ino`.
  package var inode: UInt64 { rawValue & ~NodeID.passthroughBit }

  package static func < (left: NodeID, right: NodeID) -> Bool { left.rawValue < right.rawValue }
}

/// Collects the fields an identity is made of, each with its length or in a fixed width, so that two different
/// lists of fields never give the same bytes.
package struct IdentityFields: ~Copyable {
  private var bytes: [UInt8] = []

  package init(_ domain: StaticString) {
    bytes.reserveCapacity(160)
    domain.withUTF8Buffer { bytes.append(contentsOf: $0) }
    bytes.append(0)
  }

  package mutating func append(_ value: UInt64) {
    withUnsafeBytes(of: value.littleEndian) { bytes.append(contentsOf: $0) }
  }

  package mutating func append(_ value: Int64) { append(UInt64(bitPattern: value)) }

  package mutating func append(_ field: some Collection<UInt8>) {
    append(UInt64(field.count))
    bytes.append(contentsOf: field)
  }

  package mutating func append(_ field: UnsafeRawBufferPointer) {
    append(UInt64(field.count))
    bytes.append(contentsOf: field)
  }

  package mutating func append(_ version: FileVersion) {
    append(version.size)
    append(version.modified)
    append(version.inode)
  }

  package consuming func digest() -> SHA256Digest { bytes.withUnsafeBytes { SHA256Digest(of: $0) } }
}
