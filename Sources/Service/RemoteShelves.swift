internal import Content
package import Model
internal import Names
internal import Tree

/// What sources offer, as shelves for the tree, and which offer each file is.
///
/// Immutable: made anew when a source was listed.
package struct RemoteShelves: Sendable {
  package struct Place: Hashable, Sendable {
    /// ``StoredOffer/id``.
    package var offer: Int64
    /// Of ``shelves``.
    package var shelf: Int
    package var file: Int
  }

  package let root: LibraryRoot
  /// By system.
  package let shelves: [Shelf]
  /// By node.
  package let places: [UInt64: Place]
  /// Disc images of games of several discs: by node, those of the next disc.
  package let nextDiscs: [UInt64: [UInt64]]

  /// Where nothing is offered.
  package init(root: LibraryRoot) {
    self.root = root
    shelves = []
    places = [:]
    nextDiscs = [:]
  }

  /// - Parameter library: of offers that are known exactly.
  package init(root: LibraryRoot, _ library: OfferedLibrary) {
    self.root = root
    var shelves: [Shelf] = []
    var places: [UInt64: Place] = [:]
    var nextDiscs: [UInt64: [UInt64]] = [:]
    var maker = FileNodeMaker(root: root)
    for system in library.systems {
      var modified: Int64 = 0
      var nodes: [UInt64] = []
      nodes.reserveCapacity(system.files.count)
      for number in 0..<system.files.count {
        let version = system.files.version(at: number)
        modified = max(modified, version.modified)
        let node = maker.node(version).rawValue
        nodes.append(node)
        if let offer = system.offers[number].first {
          places[node] = Place(offer: offer, shelf: shelves.count, file: number)
        }
      }
      for game in system.archives { RemoteShelves.order(game, system.files, nodes, into: &nextDiscs) }
      shelves.append(
        Shelf(
          location: Shelf.Location(root: root, folder: Array(system.key.utf8)), system: system.key, modified: modified,
          files: system.files, singles: system.singles, archives: system.archives))
    }
    self.shelves = shelves
    self.places = places
    self.nextDiscs = nextDiscs
  }

  /// Notes which images follow on which, by the disc in their names.
  private static func order(
    _ game: ArchiveGame, _ files: FileTable, _ nodes: [UInt64], into next: inout [UInt64: [UInt64]]
  ) {
    var discs: [Int: [UInt64]] = [:]
    for member in game.members {
      let path = Array(files.path(at: Int(member)))
      guard isImage(path) else { continue }
      // The disc is in the file's name, or in that of its folder.
      let names = path.split(separator: UInt8(ascii: "/")).suffix(2).reversed()
      let number = names.lazy.compactMap { GameName(Array($0)).disc?.number }.first
      if let number { discs[Int(number), default: []].append(nodes[Int(member)]) }
    }
    for (number, images) in discs {
      guard let following = discs[number + 1] else { continue }
      for image in images { next[image] = following }
    }
  }

  private static let imageExtensions: Set<[UInt8]> = Set(
    [
      "iso", "bin", "img", "chd", "cso", "ciso", "zso", "rvz", "gcz", "wia", "wbfs", "gcm", "mdf", "nrg", "pbp", "cdi",
      "xiso", "ecm", "isz", "dax",
    ].map { Array($0.utf8) })

  /// Large enough not to be a cartridge. Bytes.
  static let smallestImage: Int64 = 8 << 20

  /// Whether a file is a disc's image, by its name.
  static func isImage(_ path: [UInt8]) -> Bool {
    guard let dot = path.lastIndex(of: UInt8(ascii: ".")) else { return false }
    return imageExtensions.contains(path[(dot + 1)...].map { $0 | 0x20 })
  }

  /// The shelves of `other` that are others here or not there any more, and those that are new.
  package func difference(from other: RemoteShelves) -> (shown: [Shelf], gone: [Shelf.Location]) {
    let before = Dictionary(other.shelves.map { ($0.location, $0) }) { first, _ in first }
    let now = Set(shelves.map(\.location))
    return (
      shelves.filter { shelf in before[shelf.location].map { !$0.isSame(as: shelf) } ?? true },
      other.shelves.map(\.location).filter { !now.contains($0) }
    )
  }
}

extension Shelf {
  /// Whether both hold the same files and games.
  fileprivate func isSame(as other: Shelf) -> Bool {
    guard files.count == other.files.count, singles == other.singles, archives.count == other.archives.count,
      modified == other.modified
    else { return false }
    for number in 0..<files.count {
      guard files.version(at: number) == other.files.version(at: number),
        Array(files.path(at: number)) == Array(other.files.path(at: number))
      else { return false }
    }
    return archives.indices.allSatisfy { archives[$0] == other.archives[$0] }
  }
}
