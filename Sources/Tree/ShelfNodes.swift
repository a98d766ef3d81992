internal import Content
internal import Digest
package import Model
internal import Platform

/// A shelf with the node ids of what it holds: everything about its content that the kernel asks for, in flat arrays.
///
/// Immutable, so a handle may keep one after the tree has gone on to the next.
package final class ShelfNodes: Sendable {
  package let shelf: Shelf
  /// How the folder's files can be read.
  package let reach: LibraryReach
  /// Of the shelf's root: the lower one keeps its name where two clash.
  let rank: Int
  /// Shown where everything is that sources offer, and nowhere else.
  let isOnlyAvailable: Bool
  /// Node id of every file, by its index in the shelf.
  package let fileNodes: [UInt64]
  /// By the number of the shelf's archive.
  private let archives: [Archive]

  /// What is known of a ZIP before it is opened.
  private struct Archive: Sendable {
    /// 0 for one that is larger than a file can be: it is not shown.
    var node: UInt64
    /// Bytes.
    var size: Int64
    /// The newest member's modification, nanoseconds since 1970.
    var modified: Int64
  }

  /// - Parameter previous: what was known of the same folder; what has not changed is taken from it.
  package convenience init(_ shelf: Shelf, reach: LibraryReach, rank: Int = 0, previous: ShelfNodes? = nil) {
    self.init(shelf, reach: reach, rank: rank, isOnlyAvailable: false, Carried(from: previous, to: shelf))
  }

  init(_ shelf: Shelf, reach: LibraryReach, rank: Int, isOnlyAvailable: Bool, _ carried: Carried) {
    self.shelf = shelf
    self.reach = reach
    self.rank = rank
    self.isOnlyAvailable = isOnlyAvailable
    var maker = FileNodeMaker(root: shelf.location.root)
    fileNodes = shelf.files.withUnsafeFiles { files in
      (0..<files.count).map { carried.node(ofFile: $0) ?? maker.node(files.version(at: $0)).rawValue }
    }
    archives = shelf.archives.indices.map { index in
      if let known = carried.archive(index) {
        return known.previous.archives[known.number]
      }
      let game = shelf.archives[index]
      guard let manifest = ArchiveManifest(of: game, on: shelf) else {
        Log.warning(
          "\(String(decoding: game.name, as: UTF8.self)): together its files are larger than a file can be; it has no ZIP"
        )
        return Archive(node: 0, size: 0, modified: 0)
      }
      let node = NodeID(archive: manifest.identity, root: shelf.location.root)
      return Archive(node: node.rawValue, size: manifest.size, modified: manifest.modified)
    }
  }

  /// Whether the archive has a ZIP: one that is larger than a file can be has none.
  package func isShown(archive index: Int) -> Bool { archives[index].node != 0 }

  /// Whether reads may hang.
  package var mayStall: Bool { reach == .stalling }
  /// Whether files are fetched from a server as they are read.
  package var isRemote: Bool { reach == .remote }

  /// Files, then archives: how the tree numbers what a shelf describes.
  package var itemCount: Int { fileNodes.count + archives.count }

  /// 0 for an archive that is not shown.
  package func node(item: Int) -> UInt64 {
    item < fileNodes.count ? fileNodes[item] : archives[item - fileNodes.count].node
  }

  package func attributes(item: Int) -> Attributes {
    item < fileNodes.count ? attributes(file: item) : attributes(archive: item - fileNodes.count)
  }

  func content(item: Int) -> Tree.Content {
    item < fileNodes.count
      ? .file(FileContent(self, number: item)) : .archive(ArchiveContent(self, number: item - fileNodes.count))
  }

  func attributes(file index: Int) -> Attributes {
    let version = shelf.files.version(at: index)
    return Attributes(
      node: NodeID(rawValue: fileNodes[index]), isDirectory: false, size: version.size, modified: version.modified,
      canPassThrough: reach == .direct, isRemote: isRemote)
  }

  func attributes(archive index: Int) -> Attributes {
    let archive = archives[index]
    precondition(archive.node != 0, "an archive without a ZIP is not listed")
    return Attributes(
      node: NodeID(rawValue: archive.node), isDirectory: false, size: archive.size, modified: archive.modified)
  }
}

extension ShelfNodes {
  /// What a shelf has in common with the one before it at the same place, item by item.
  struct Carried {
    private let previous: ShelfNodes?
    /// By item of the new shelf: the same item of the one before.
    private var origins: [UInt32] = []
    private let fileCount: Int

    private static let none = UInt32.max

    /// Both shelves are in path order: one pass.
    init(from previous: ShelfNodes?, to shelf: Shelf) {
      self.previous = previous
      fileCount = shelf.files.count
      guard let previous, previous.shelf.location == shelf.location else { return }
      let old = previous.shelf
      var origins = Array(repeating: Carried.none, count: shelf.files.count + shelf.archives.count)
      shelf.files.withUnsafeFiles { files in
        old.files.withUnsafeFiles { others in
          var other = 0
          for index in 0..<files.count {
            let path = files.path(at: index)
            while other < others.count, others.path(at: other).precedes(path) { other += 1 }
            guard other < others.count, others.path(at: other).isEqual(to: path) else { continue }
            if others.version(at: other) == files.version(at: index) { origins[index] = UInt32(other) }
            other += 1
          }
        }
      }
      var byFirstMember: [UInt32: Int] = [:]
      for number in old.archives.indices {
        if let first = old.archives.members(at: number).first { byFirstMember[first] = number }
      }
      for number in shelf.archives.indices {
        let members = shelf.archives.members(at: number)
        guard let first = members.first, let other = byFirstMember[origins[Int(first)]],
          // What is in a ZIP is in its name, members and playlist.
          shelf.archives.name(at: number) == old.archives.name(at: other),
          shelf.archives.prefixLength(at: number) == old.archives.prefixLength(at: other),
          shelf.archives.playlist(at: number) == old.archives.playlist(at: other),
          members.lazy.map({ origins[Int($0)] }).elementsEqual(old.archives.members(at: other))
        else { continue }
        origins[shelf.files.count + number] = UInt32(old.files.count + other)
      }
      self.origins = origins
    }

    /// The item of the shelf before that is the same as `item`.
    func origin(_ item: Int) -> Int? {
      guard !origins.isEmpty, origins[item] != Carried.none else { return nil }
      return Int(origins[item])
    }

    fileprivate func node(ofFile index: Int) -> UInt64? { origin(index).flatMap { previous?.fileNodes[$0] } }

    fileprivate func archive(_ index: Int) -> (previous: ShelfNodes, number: Int)? {
      guard let previous else { return nil }
      return origin(fileCount + index).map { (previous, $0 - previous.fileNodes.count) }
    }
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
  /// Whether the kernel may read the file itself: it is a library file on a local disk.
  package var canPassThrough: Bool
  /// Whether it is a file at a server.
  package var isRemote: Bool

  package init(
    node: NodeID, isDirectory: Bool, size: Int64, modified: Int64, canPassThrough: Bool = false, isRemote: Bool = false
  ) {
    self.node = node
    self.isDirectory = isDirectory
    self.size = size
    self.modified = modified
    self.canPassThrough = canPassThrough
    self.isRemote = isRemote
  }
}
