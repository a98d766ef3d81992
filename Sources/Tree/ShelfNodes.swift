internal import Content
internal import Digest
package import Model
internal import Platform

/// A shelf with the node ids of what it holds: everything about its content that the kernel asks for, in flat arrays.
///
/// Immutable, so a handle may keep one after the tree has gone on to the next.
package final class ShelfNodes: Sendable {
  package let shelf: Shelf
  /// Whether reads may hang, because the library lies on a network or FUSE file system.
  package let mayStall: Bool
  /// Of the shelf's root: the lower one keeps its name where two clash.
  let rank: Int
  /// Node id of every file, by its index in the shelf.
  let fileNodes: [UInt64]
  /// By the number of the shelf's archive; nil for one that is larger than a file can be.
  let archives: [Archive?]

  /// What is known of a ZIP before it is opened.
  struct Archive: Sendable {
    var node: UInt64
    /// Bytes.
    var size: Int64
    /// The newest member's modification, nanoseconds since 1970.
    var modified: Int64
  }

  package init(_ shelf: Shelf, mayStall: Bool, rank: Int = 0) {
    self.shelf = shelf
    self.mayStall = mayStall
    self.rank = rank
    let prefix = shelf.location.folder
    fileNodes = (0..<shelf.files.count).map { index in
      var fields = IdentityFields("file")
      fields.append(shelf.location.root.path.utf8)
      fields.append(prefix)
      shelf.files.withPath(at: index) { fields.append($0) }
      fields.append(shelf.files.version(at: index))
      return NodeID(kind: .source, digest: fields.digest()).rawValue
    }
    archives = shelf.archives.map { game in
      guard let manifest = ArchiveManifest(of: game, on: shelf) else {
        Log.warning(
          "\(String(decoding: game.name, as: UTF8.self)): together its files are larger than a file can be; it has no ZIP"
        )
        return nil
      }
      // The place is part of it: hard links give two folders the same members, and each ZIP its own node.
      var fields = IdentityFields("archive")
      fields.append(shelf.location.root.path.utf8)
      fields.append(prefix)
      fields.append(game.name)
      fields.append(manifest.identity.hexadecimal.utf8)
      let node = NodeID(kind: .archive, digest: fields.digest())
      return Archive(node: node.rawValue, size: manifest.size, modified: manifest.modified)
    }
  }

  func attributes(file index: Int) -> Attributes {
    let version = shelf.files.version(at: index)
    return Attributes(
      node: NodeID(rawValue: fileNodes[index]), isDirectory: false, size: version.size, modified: version.modified)
  }

  func attributes(archive index: Int) -> Attributes {
    guard let archive = archives[index] else { preconditionFailure("an archive without a ZIP is not listed") }
    return Attributes(
      node: NodeID(rawValue: archive.node), isDirectory: false, size: archive.size, modified: archive.modified)
  }
}

/// What stat(2) needs of a node.
package struct Attributes: Hashable, Sendable {
  package var node: NodeID
  package var isDirectory: Bool
  /// Bytes; 0 for a directory.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64

  package init(node: NodeID, isDirectory: Bool, size: Int64, modified: Int64) {
    self.node = node
    self.isDirectory = isDirectory
    self.size = size
    self.modified = modified
  }
}
