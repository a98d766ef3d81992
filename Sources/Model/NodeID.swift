package import Digest

/// The number the kernel knows a file or directory of the mount by, derived from what it shows and never counted.
///
/// The same content has the same id in every view, after a restart, after a remount and with a new catalog. A file
/// that is replaced gets another one, so a page cached for the old content can never answer for the new.
///
/// | node of | is made of |
/// |---|---|
/// | a library file | the root's path and the file's ``FileVersion`` |
/// | a ZIP | the root's path and the identity of its manifest |
/// | a directory | the view, the system and the path in it |
/// | a directory of downloads | the node of the directory it mirrors, and the view |
/// | a folder's ZIP | the folder's node, and the names, nodes, sizes and times of its members |
///
/// So a file that is renamed or moved below its root keeps its number, as on any file system, and hard links share
/// one. A ZIP keeps its number as long as its bytes are the same, wherever the folder is. The root's path is part of
/// it because two roots can be on two file systems that number their files alike; its number in the catalog is not,
/// because a new catalog counts anew.
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
    /// A folder of the mount as one ZIP.
    case folderArchive = 5
    /// A file or directory of a view's save directory.
    case saved = 6
  }

  private static let kindShift: UInt64 = 60
  /// Set in the id of a content that is read through kernel passthrough; `st_ino` is without it.
  package static let passthroughBit: UInt64 = 1 << 59
  private static let digestMask: UInt64 = (1 << 59) - 1

  package init(kind: Kind, digest: SHA256Digest) {
    rawValue = kind.rawValue << NodeID.kindShift | digest.prefix & NodeID.digestMask
  }

  package var kind: Kind? { self == .root ? .directory : Kind(rawValue: rawValue >> NodeID.kindShift) }

  /// The node of a synthetic ZIP of a library.
  ///
  /// - Parameter identity: of its manifest.
  package init(archive identity: SHA256Digest, root: LibraryRoot) {
    self.init(kind: .archive, digest: NodeID.digest(ofArchive: identity, root: root))
  }

  /// What a synthetic ZIP of a library is known by everywhere: the same digest is the same bytes. Its node is the
  /// beginning of it.
  ///
  /// - Parameter identity: of its manifest.
  package static func digest(ofArchive identity: SHA256Digest, root: LibraryRoot) -> SHA256Digest {
    var fields = IdentityFields("archive")
    fields.append(root.path.utf8)
    fields.append(identity)
    return fields.digest()
  }

  // MARK: Downloads

  private static let contentBits: UInt64 = 47
  private static let contentMask: UInt64 = 1 << contentBits - 1

  /// The node of a folder as one ZIP.
  ///
  /// 12 bits of the digest are of the folder's own node, so that a folder can be found from the number alone without
  /// all of them being looked through; the rest tells one content of the folder from another.
  ///
  /// - Parameter content: of everything the bytes of the ZIP depend on.
  package init(folderArchive content: SHA256Digest, of folder: NodeID) {
    let hint = folder.rawValue & NodeID.digestMask & ~NodeID.contentMask
    rawValue = Kind.folderArchive.rawValue << NodeID.kindShift | hint | content.prefix & NodeID.contentMask
  }

  /// Whether this may be the node of a ZIP of `folder`; of others it is in one of 4096 cases.
  package func mayBeArchive(of folder: NodeID) -> Bool {
    kind == .folderArchive && (rawValue ^ folder.rawValue) & NodeID.digestMask & ~NodeID.contentMask == 0
  }

  /// The node of the directory that mirrors this one, and the other way round.
  ///
  /// - Parameter mask: the mirror's own.
  package func mirrored(by mask: UInt64) -> NodeID { NodeID(rawValue: rawValue ^ mask & NodeID.digestMask) }

  /// The node without the passthrough bit: what it shows, however it is read.
  package var content: NodeID { NodeID(rawValue: rawValue & ~NodeID.passthroughBit) }

  /// The node of the same content as the kernel reads it itself. It cannot be the same one: the kernel lets the
  /// openings of a node be of one kind only.
  package var passedThrough: NodeID { NodeID(rawValue: rawValue | NodeID.passthroughBit) }

  /// Whether the kernel is to read the content itself.
  package var isPassedThrough: Bool { self != .root && rawValue & NodeID.passthroughBit != 0 }

  /// The digest's part of the number.
  package var digestBits: UInt64 { rawValue & NodeID.digestMask }

  /// What stat(2) shows as `st_ino`.
  package var inode: UInt64 { content.rawValue }

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

  package mutating func append(_ digest: SHA256Digest) {
    for word in [digest.words.0, digest.words.1, digest.words.2, digest.words.3] { append(word) }
  }

  package consuming func digest() -> SHA256Digest { bytes.withUnsafeBytes { SHA256Digest(of: $0) } }
}

/// Makes the nodes of a root's files, one after the other and without an allocation for each.
package struct FileNodeMaker {
  /// The domain and the root, then room for a version.
  private var bytes: [UInt8]
  private let versionOffset: Int

  package init(root: LibraryRoot) {
    var start = [UInt8]("file".utf8) + [0]
    withUnsafeBytes(of: UInt64(root.path.utf8.count).littleEndian) { start.append(contentsOf: $0) }
    start.append(contentsOf: root.path.utf8)
    versionOffset = start.count
    bytes = start + [UInt8](repeating: 0, count: 24)
  }

  /// The node of the file that has `version`.
  package mutating func node(_ version: FileVersion) -> NodeID { NodeID(kind: .source, digest: digest(version)) }

  /// What the node is made of: the same digest is the same file.
  package mutating func digest(_ version: FileVersion) -> SHA256Digest {
    let offset = versionOffset
    return bytes.withUnsafeMutableBytes { buffer in
      buffer.storeBytes(of: version.size.littleEndian, toByteOffset: offset, as: Int64.self)
      buffer.storeBytes(of: version.modified.littleEndian, toByteOffset: offset + 8, as: Int64.self)
      buffer.storeBytes(of: version.inode.littleEndian, toByteOffset: offset + 16, as: UInt64.self)
      return SHA256Digest(of: UnsafeRawBufferPointer(buffer))
    }
  }
}
