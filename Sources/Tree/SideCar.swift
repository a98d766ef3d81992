package import Digest
package import Model

/// A file of the mount whose bytes are made here and are the same until it is replaced: a playlist, a list of games.
package struct SideCar: Hashable, Sendable {
  /// Where the bytes are.
  package enum Source: Hashable, Sendable {
    case bytes([UInt8])
    /// With whoever serves the tree, under this name, as long as nothing else has taken their place.
    case stored([UInt8], SHA256Digest)
  }

  package var node: NodeID
  /// Bytes.
  package var size: Int64
  /// When the content last changed, nanoseconds since 1970.
  package var modified: Int64
  package var source: Source

  /// - Parameters:
  ///   - key: under which the bytes are stored.
  ///   - size: bytes.
  package init(stored key: [UInt8], _ digest: SHA256Digest, size: Int64, modified: Int64) {
    self.init(digest: digest, size: size, modified: modified, source: .stored(key, digest))
  }

  /// - Parameter digest: of the bytes. The same bytes of the same time are the same node, wherever they are shown; with
  ///   other bytes it is another one, so that no reader gets a mixture.
  private init(digest: SHA256Digest, size: Int64, modified: Int64, source: Source) {
    var fields = IdentityFields("side-car")
    fields.append(digest)
    fields.append(modified)
    node = NodeID(kind: .generated, digest: fields.digest())
    self.size = size
    self.modified = modified
    self.source = source
  }

  package init(_ bytes: [UInt8], modified: Int64) {
    let digest = bytes.withUnsafeBytes { SHA256Digest(of: $0) }
    self.init(digest: digest, size: Int64(bytes.count), modified: modified, source: .bytes(bytes))
  }

  package var attributes: Attributes { Attributes(node: node, isDirectory: false, size: size, modified: modified) }
}
