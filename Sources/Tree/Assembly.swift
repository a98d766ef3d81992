internal import Layouts
internal import Model

/// What a tree is built of: the shelves, and what is shown of them where.
///
/// Decides what has to be built anew; whoever holds it brings the difference to the readers.
struct Assembly: Sendable {
  /// What shows a shelf, with its slot in the node table.
  struct Shown<Part: Sendable>: Sendable {
    var part: Part
    var slot: Int
  }

  /// A listing at its place takes the place of another, or of none, or gives way to none.
  struct Replacement {
    /// From the view's name on.
    var path: [String]
    var old: Shown<SystemView>?
    var new: SystemView?
  }

  private(set) var views: [ViewDefinition]
  private(set) var shelves: [Shelf.Location: Shown<ShelfNodes>] = [:]
  /// Every listing that is shown, by its path from the view's name on.
  private var sections: [[String]: Shown<SystemView>] = [:]
  /// The listing of a view's system folder is shared with other views where this is the same.
  private struct ListingKey: Hashable {
    var packing: ViewDefinition.Packing
    var layout: LayoutName
    var systems: [String]
    var isOfOffers: Bool
  }
  private var listings: [ListingKey: SystemListing] = [:]
  /// What is shown in systems' folders besides, by the folder's path.
  private var extras: [[String]: [Extra]] = [:]
  /// Listings that are made elsewhere: who made them, and where they are to be.
  private var guests: [String: [[String]: Guest]] = [:]
  private var top: TopFolders
  /// Where each system is shown, by the views there are; and the systems of each of those folders.
  private var pathsOfSystem: [String: [[String]]] = [:]
  private var systemsAtPath: [[String]: Set<String>] = [:]
  /// Shelves of each system.
  private var shelfCounts: [String: Int] = [:]

  init(views: [ViewDefinition]) {
    self.views = Assembly.distinct(views)
    top = TopFolders(views: self.views.map(\.name))
  }

  /// Of two views of one name the first counts.
  private static func distinct(_ views: [ViewDefinition]) -> [ViewDefinition] {
    var names: Set<String> = [Tree.hiddenName]
    return views.filter { names.insert($0.name).inserted }
  }

  // MARK: Changes

  /// Puts `nodes` in the place of what was shown for a location.
  ///
  /// - Returns: what was shown, and what changes in the views. ``setSlot(_:of:)`` and ``set(_:at:)`` are to follow for
  ///   what is new.
  mutating func replace(_ location: Shelf.Location, with nodes: ShelfNodes?) -> (ShelfNodes?, [Replacement]) {
    let previous = shelves[location]
    shelves[location] = nodes.map { Shown(part: $0, slot: previous?.slot ?? -1) }
    let affected = Set([previous?.part.shelf.system, nodes?.shelf.system].compactMap { $0 })
    // Where a system is that goes with this has to be known until the end.
    var paths = Set(affected.flatMap { pathsOfSystem[$0] ?? [] })
    if let system = nodes?.shelf.system { count(system, by: 1) }
    if let system = previous?.part.shelf.system { count(system, by: -1) }
    paths.formUnion(affected.flatMap { pathsOfSystem[$0] ?? [] })
    paths.formUnion(carryGuests(from: previous?.part, to: nodes, at: location))
    listings = listings.filter { affected.isDisjoint(with: $0.key.systems) }
    return (previous?.part, relist(paths))
  }

  /// What others made of a shelf goes on with the shelf in its place: what is gone goes at once, and what has changed is
  /// shown as it is now.
  ///
  /// - Returns: the places at which something is another.
  private mutating func carryGuests(
    from previous: ShelfNodes?, to nodes: ShelfNodes?, at location: Shelf.Location
  ) -> [[String]] {
    var paths: [[String]] = []
    var games: GuestGames?
    for (owner, made) in guests {
      for (path, guest) in made {
        switch guest.content {
        case .games(let shelves, let chosen):
          guard let previous, shelves.contains(where: { $0 === previous }) else { continue }
          if games == nil { games = GuestGames(from: previous, to: nodes) }
          guests[owner]?[path] = games.flatMap { $0.carried(shelves, chosen) }
        case .extras(let extras):
          guard extras.contains(where: { $0.location == location }) else { continue }
          let renewed = Guest(.extras(extras), orderedShelves)
          guests[owner]?[path] = renewed
        }
        paths.append(path)
      }
    }
    return paths
  }

  /// A guest that is made of the shelves there are now; nil where nothing of it is left.
  func current(_ guest: Guest) -> Guest? {
    switch guest.content {
    case .games(let shelves, _):
      var renewed: Guest? = guest
      for old in shelves {
        let now = self.shelves[old.shelf.location]?.part
        guard now !== old, case .games(let shelves, let chosen)? = renewed?.content else { continue }
        renewed = GuestGames(from: old, to: now).carried(shelves, chosen)
      }
      return renewed
    case .extras(let extras):
      let places = Set(extras.compactMap(\.location)).filter { self.shelves[$0] != nil }
      let isCurrent = guest.listing.shelves.allSatisfy { self.shelves[$0.shelf.location]?.part === $0 }
      return isCurrent && guest.listing.shelves.count == places.count ? guest : Guest(.extras(extras), orderedShelves)
    }
  }

  /// The nodes of all folders in listings.
  var folders: [NodeID] {
    sections.values.flatMap { shown in
      shown.part.listing.folders.indices.map { NodeID(rawValue: shown.part.node(folder: $0)) }
    }
  }

  private mutating func count(_ system: String, by difference: Int) {
    let count = (shelfCounts[system] ?? 0) + difference
    shelfCounts[system] = count > 0 ? count : nil
    if count > 0, pathsOfSystem[system] == nil { place(system) }
    guard count <= 0 else { return }
    for path in pathsOfSystem.removeValue(forKey: system) ?? [] {
      systemsAtPath[path]?.remove(system)
      if systemsAtPath[path]?.isEmpty == true { systemsAtPath[path] = nil }
    }
  }

  private mutating func place(_ system: String) {
    let paths = views.filter { $0.content == .games && $0.shows(system) }.map { $0.path(of: system) }
    pathsOfSystem[system] = paths
    for path in paths { systemsAtPath[path, default: []].insert(system) }
  }

  /// Shows these views from now on.
  mutating func setViews(_ definitions: [ViewDefinition]) -> [Replacement] {
    let old = views
    views = Assembly.distinct(definitions)
    top.setViews(views.map(\.name))
    let changed = Set((old + views).filter { view in !old.contains(view) || !views.contains(view) }.map(\.name))
    var paths = Set(sections.keys.filter { changed.contains($0[0]) })
    pathsOfSystem = [:]
    systemsAtPath = [:]
    for system in shelfCounts.keys { place(system) }
    paths.formUnion(systemsAtPath.keys.filter { changed.contains($0[0]) })
    // What others made for a view that is another now is made anew, by them.
    for (owner, made) in guests { guests[owner] = made.filter { !changed.contains($0.key[0]) } }
    extras = extras.filter { !changed.contains($0.key[0]) }
    let replacements = relist(paths)
    // Listings that no view wants any more.
    let replaced = Set(replacements.map(\.path))
    let kept = sections.filter { !replaced.contains($0.key) }.map(\.value.part) + replacements.compactMap(\.new)
    listings = listings.filter { known in kept.contains { $0.listing === known.value } }
    return replacements
  }

  /// Shows `extras` in the folder at `path`.
  mutating func setExtras(_ new: [Extra], at path: [String]) -> [Replacement] {
    guard extras[path] ?? [] != new else { return [] }
    extras[path] = new.isEmpty ? nil : new
    return relist([path])
  }

  /// Shows these listings and no others of the same maker.
  mutating func setGuests(_ new: [[String]: Guest], of owner: String) -> [Replacement] {
    let old = guests.updateValue(new, forKey: owner) ?? [:]
    return relist(Set(old.keys).union(new.keys))
  }

  mutating func setSlot(_ slot: Int, of location: Shelf.Location) { shelves[location]?.slot = slot }

  /// Takes over what a replacement has brought; ``topFolders()`` follows.
  mutating func set(_ shown: Shown<SystemView>?, at path: [String]) {
    sections[path] = shown
    top.change(path, to: shown?.part.attributes(folder: 0))
  }

  /// Directories above the listings that are new or changed, and those that are gone.
  mutating func takeTopFolders() -> (folders: [TopFolder], gone: [NodeID]) { top.takeChanges() }

  // MARK: Listings

  /// Makes the listings of these places as they are to be now.
  private mutating func relist(_ paths: Set<[String]>) -> [Replacement] {
    var replacements: [Replacement] = []
    for path in paths.sorted(by: { $0.lexicographicallyPrecedes($1) }) {
      let old = sections[path]
      let listing = listing(at: path)
      if old?.part.listing === listing { continue }
      replacements.append(Replacement(path: path, old: old, new: listing.map { SystemView($0, at: path) }))
    }
    return replacements
  }

  private mutating func listing(at path: [String]) -> SystemListing? {
    guard let view = view(named: path[0]) else { return nil }
    guard let key = key(at: path) else {
      return guests.values.lazy.compactMap { $0[path]?.listing }.first
    }
    let additional = extras[path] ?? []
    if additional.isEmpty, let known = listings[key] { return known }
    let members = members(of: key)
    // What one view shows of a system another may not.
    if members.isEmpty { return nil }
    let listing: SystemListing =
      switch view.packing {
      case .loose: .files(members, view.layout, extras: additional)
      case .zip: twin(of: key, members, additional) ?? .games(members, extras: additional)
      }
    if additional.isEmpty { listings[key] = listing }
    return listing
  }

  private func members(of key: ListingKey) -> [ShelfNodes] {
    let all = shelves.values.map(\.part).filter { key.systems.contains($0.shelf.system) }.sorted(by: Assembly.precedes)
    guard key.isOfOffers else { return all.filter { !$0.isOnlyAvailable } }
    return all.filter(\.isRemote)
  }

  /// A folder of single files is the same in both packings, and most large ones are.
  private func twin(of key: ListingKey, _ members: [ShelfNodes], _ extras: [Extra]) -> SystemListing? {
    guard extras.isEmpty else { return nil }
    return listings.first { other, listing in
      other.packing == .loose && other.systems == key.systems && other.isOfOffers == key.isOfOffers
        && listing.isListOfGames
        && listing.shelves.elementsEqual(members) { $0 === $1 }
    }?.value
  }

  /// What is shown at a place that is a system's folder in a view; nil for any other.
  private func key(at path: [String]) -> ListingKey? {
    guard let systems = systemsAtPath[path], let view = view(named: path[0]) else { return nil }
    return ListingKey(
      packing: view.packing, layout: view.layout.name, systems: systems.sorted(), isOfOffers: view.isOfOffers)
  }

  func view(named name: String) -> ViewDefinition? { views.first { $0.name == name } }

  /// A total order of shelves, so that clashes between two folders of one system come out the same every time.
  private static func precedes(_ left: ShelfNodes, _ right: ShelfNodes) -> Bool {
    if left.rank != right.rank { return left.rank < right.rank }
    let (one, other) = (left.shelf.location, right.shelf.location)
    if one.root.path != other.root.path { return one.root.path < other.root.path }
    if one.folder != other.folder { return one.folder.lexicographicallyPrecedes(other.folder) }
    return left.shelf.system < right.shelf.system
  }

  // MARK: Asking

  func extras(at path: [String]) -> [Extra] { extras[path] ?? [] }

  func guests(of owner: String) -> [GuestSection] {
    (guests[owner] ?? [:]).sorted { $0.key.lexicographicallyPrecedes($1.key) }
      .map { GuestSection(path: $0, $1.content) }
  }

  /// A system's folder in each view that shows it.
  func views(of system: String) -> [SystemView] {
    (pathsOfSystem[system] ?? []).compactMap { sections[$0]?.part }
  }

  /// The folders of systems, of some or of all, in the order of their places.
  func systemFolders(of systems: Set<String>?) -> [(path: [String], view: SystemView)] {
    let paths = systems.map { Set($0.flatMap { pathsOfSystem[$0] ?? [] }) } ?? Set(systemsAtPath.keys)
    return paths.compactMap { path in sections[path].map { (path, $0.part) } }
      .sorted { $0.path.lexicographicallyPrecedes($1.path) }
  }

  func isSystemFolder(_ path: [String]) -> Bool { systemsAtPath[path] != nil }

  /// The shelves of all systems, in the order in which they give names.
  var orderedShelves: [ShelfNodes] {
    shelves.values.map(\.part).sorted { left, right in
      left.shelf.system == right.shelf.system ? Assembly.precedes(left, right) : left.shelf.system < right.shelf.system
    }
  }

  /// Games that another root has as well.
  var duplicateCount: Int {
    // Of each system once, whatever shows it, and ZIPs first.
    var counted: Set<String> = []
    var count = 0
    for packing in [ViewDefinition.Packing.zip, .loose] {
      for (path, section) in sections where systemsAtPath[path] != nil && view(named: path[0])?.packing == packing {
        let systems = Set(section.part.listing.shelves.map(\.shelf.system))
        if counted.isDisjoint(with: systems) { count += section.part.listing.duplicates }
        counted.formUnion(systems)
      }
    }
    return count
  }
}
