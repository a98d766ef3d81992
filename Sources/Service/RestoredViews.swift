internal import Catalog
internal import Model
internal import Platform
internal import Tree

/// What the service before this one showed beside the library's own folders, from the catalog: shown before the library
/// is looked at, so that a program never finds a list or a collection missing because of a restart.
final class RestoredViews: Sendable {
  /// Of stored files.
  let keys: Set<[UInt8]>
  /// Of records; see ``ViewMaking``.
  let owners: Set<String>
  private let records: [(owner: String, bytes: [UInt8])]
  private let sideCars: [[UInt8]: StoredSideCar]
  private let shelves: [Shelf.Location: (shelf: Shelf, fingerprint: UInt64)]
  private let roots: [Int: LibraryRoot]

  /// - Parameter shelves: what the catalog has of the roots that are shown.
  init(_ catalog: Catalog, mountPoint: String, shelves: [Shelf]) {
    var records: [(owner: String, bytes: [UInt8])] = []
    var stored: [StoredSideCar] = []
    do throws(CatalogError) {
      stored = try catalog.sideCars(at: mountPoint)
      records = try catalog.placements(at: mountPoint)
    } catch {
      Log.warning("lists and collections that were made before are not shown at once: \(error.description)")
    }
    keys = Set(stored.map(\.path))
    owners = Set(records.map(\.owner))
    self.records = records
    sideCars = Dictionary(stored.map { ($0.path, $0) }) { first, _ in first }
    self.shelves =
      records.isEmpty
      ? [:] : Dictionary(shelves.map { ($0.location, ($0, $0.fingerprint)) }) { first, _ in first }
    roots = Dictionary(shelves.map { ($0.location.root.id, $0.location.root) }) { first, _ in first }
  }

  /// Shows what systems' folders have besides. Before their shelves, so that each listing is made once.
  func showFolders(in tree: Tree) {
    for record in records where record.owner.hasPrefix(ViewMaking.folderOwner) {
      for (path, content) in sections(of: record, in: tree) {
        if case .extras(let extras) = content { _ = tree.setExtras(extras, at: path) }
      }
    }
  }

  /// Shows folders by themselves. After the shelves whose games they have.
  func showGuests(in tree: Tree) {
    let nodes = Dictionary(tree.shelves.map { ($0.shelf.location, $0) }) { first, _ in first }
    for record in records where !record.owner.hasPrefix(ViewMaking.folderOwner) {
      let guests = sections(of: record, in: tree).compactMap { path, content -> GuestSection? in
        switch content {
        case .extras(let extras): return extras.isEmpty ? nil : GuestSection(path: path, .extras(extras))
        case .games(let games):
          let found = games.compactMap { shelf, items in nodes[shelf].map { (nodes: $0, items: items) } }
          guard found.contains(where: { !$0.items.isEmpty }) else { return nil }
          return GuestSection(path: path, .games(found.map(\.nodes), chosen: found.map(\.items)))
        }
      }
      if !guests.isEmpty { _ = tree.setGuests(guests, of: record.owner) }
    }
  }

  private func sections(
    of record: (owner: String, bytes: [UInt8]), in tree: Tree
  ) -> [(path: [String], content: PlacementReader.Content)] {
    let marks = Dictionary(tree.views.map { ($0.name, $0.mark) }) { first, _ in first }
    let library = PlacementReader.Library(
      shelf: { [self] root, folder in
        roots[root].flatMap { shelves[Shelf.Location(root: $0, folder: folder)] }
      },
      sideCar: { [self] section, path in sideCars[SideCarDraft.key(section, path)].map { SideCar($0) } })
    return PlacementReader.read(record.bytes, library) { marks[$0] } ?? []
  }
}
