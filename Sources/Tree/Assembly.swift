internal import Model

/// What a tree is built of: the shelves, and how they look in each view.
///
/// Decides what has to be built anew; whoever holds it brings the difference to the readers.
struct Assembly: Sendable {
  /// What shows a shelf, with its slot in the node table.
  struct Shown<Part: Sendable>: Sendable {
    var part: Part
    var slot: Int
  }

  /// One system: its names in each packing that a view uses, and its folder in each view.
  private struct System {
    var listings: [ViewDefinition.Packing: SystemListing] = [:]
    var views: [String: Shown<SystemView>] = [:]
  }

  private(set) var views: [ViewDefinition]
  private(set) var shelves: [Shelf.Location: Shown<ShelfNodes>] = [:]
  private var systems: [String: System] = [:]

  init(views: [ViewDefinition]) { self.views = Assembly.distinct(views) }

  /// Of two views of one name the first counts.
  private static func distinct(_ views: [ViewDefinition]) -> [ViewDefinition] {
    var names: Set<String> = [Tree.hiddenName]
    return views.filter { names.insert($0.name).inserted }
  }

  /// A system's folder in a view that takes the place of another, or of none, or gives way to none.
  struct Replacement {
    var system: String
    var view: String
    var old: Shown<SystemView>?
    var new: SystemView?
  }

  /// Puts `nodes` in the place of what was shown for a location.
  ///
  /// - Returns: what was shown, and what changes in the views. ``setSlot(_:of:)`` and ``setSlot(_:of:in:)`` are to
  ///   follow for what is new.
  mutating func replace(_ location: Shelf.Location, with nodes: ShelfNodes?) -> (ShelfNodes?, [Replacement]) {
    let previous = shelves[location]
    shelves[location] = nodes.map { Shown(part: $0, slot: previous?.slot ?? -1) }
    let affected = Set([previous?.part.shelf.system, nodes?.shelf.system].compactMap { $0 })
    for system in affected { relist(system) }
    return (previous?.part, affected.sorted().flatMap { replacements(of: $0, isRelisted: true) })
  }

  /// Shows these views from now on.
  mutating func setViews(_ definitions: [ViewDefinition]) -> [Replacement] {
    views = Assembly.distinct(definitions)
    for system in systems.keys { addListings(to: system) }
    return systems.keys.sorted().flatMap { replacements(of: $0, isRelisted: false) }
  }

  mutating func setSlot(_ slot: Int, of location: Shelf.Location) { shelves[location]?.slot = slot }

  mutating func setView(_ shown: Shown<SystemView>?, of system: String, in view: String) {
    systems[system]?.views[view] = shown
    if let known = systems[system], known.views.isEmpty, known.listings.isEmpty { systems[system] = nil }
  }

  // MARK: Listings

  private mutating func relist(_ system: String) {
    systems[system, default: System()].listings = [:]
    addListings(to: system)
  }

  /// Makes the listings that the views want and that are not there, and lets those go that no view wants.
  private mutating func addListings(to system: String) {
    let members = shelves.values.map(\.part).filter { $0.shelf.system == system }.sorted(by: Assembly.precedes)
    let old = systems[system]?.listings ?? [:]
    var listings: [ViewDefinition.Packing: SystemListing] = [:]
    let wanted = members.isEmpty ? [] : Set(views.filter { $0.shows(system) }.map(\.packing))
    if wanted.contains(.loose) { listings[.loose] = old[.loose] ?? .files(members) }
    if wanted.contains(.zip) {
      // A folder of single files is the same in both, and most large ones are.
      let shared = listings[.loose].flatMap { $0.isListOfGames ? $0 : nil }
      listings[.zip] = old[.zip] ?? shared ?? .games(members)
    }
    systems[system]?.listings = listings
  }

  /// A total order of shelves, so that clashes between two folders of one system come out the same every time.
  private static func precedes(_ left: ShelfNodes, _ right: ShelfNodes) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    let (one, other) = (left.shelf.location, right.shelf.location)
    if one.root.path != other.root.path { return one.root.path < other.root.path }
    return one.folder.lexicographicallyPrecedes(other.folder)
  }

  private func replacements(of system: String, isRelisted: Bool) -> [Replacement] {
    guard let known = systems[system] else { return [] }
    var result: [Replacement] = []
    for view in views where view.shows(system) {
      guard let listing = known.listings[view.packing] else { continue }
      let old = known.views[view.name]
      if let old, old.part.listing === listing { continue }
      result.append(
        Replacement(
          system: system, view: view.name, old: old, new: SystemView(listing, view: view.name, system: system)))
    }
    for (name, old) in known.views {
      let view = views.first { $0.name == name }
      if view?.shows(system) != true || known.listings.isEmpty {
        result.append(Replacement(system: system, view: name, old: old, new: nil))
      }
    }
    return result
  }

  /// A system's folder in each view that shows it.
  func views(of system: String) -> [SystemView] { systems[system].map { $0.views.values.map(\.part) } ?? [] }

  // MARK: The top

  /// The root and the views' own directories.
  func topFolders() -> [TopFolder] {
    var newest: Int64 = 0
    var folders: [TopFolder] = []
    for view in views {
      let entries = systems.compactMap { name, system in
        system.views[view.name].map { (name: name, attributes: $0.part.attributes(folder: 0)) }
      }
      let modified = entries.map(\.attributes.modified).max() ?? 0
      newest = max(newest, modified)
      folders.append(
        TopFolder(node: Tree.node(ofView: view.name), parent: .root, modified: modified, entries: entries))
    }
    // What is downloaded is what the others show.
    for (index, view) in views.enumerated() where view.content == .downloads {
      folders[index] = TopFolder(node: folders[index].node, parent: .root, modified: newest, entries: [])
    }
    let root = TopFolder(
      node: .root, parent: .root, modified: newest,
      entries: zip(views, folders).map { ($0.name, Directory($1).attributes) })
    return folders + [root]
  }

  /// Games that another root has as well.
  var duplicateCount: Int {
    systems.values.reduce(0) { $0 + (($1.listings[.zip] ?? $1.listings[.loose])?.duplicates ?? 0) }
  }
}
