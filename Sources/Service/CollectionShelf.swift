internal import Layouts
internal import Model
internal import Tree

/// The collections of all systems, as far as they are made.
struct CollectionShelf {
  /// By system: what it has in each collection, by the path below the view.
  private var chosen: [String: [[String]: [[Int]]]] = [:]
  private var shelves: [String: [ShelfNodes]] = [:]
  private var newest: [ObjectIdentifier: [CollectionChooser.Newcomer]] = [:]
  private var changed: Set<String> = []

  mutating func choose(
    _ system: String, _ known: [KnownShelf], _ own: [CollectionChooser.Own], _ making: ViewMaking
  ) {
    let known = known.filter { $0.shelf.system == system }
    for nodes in shelves[system] ?? [] { newest[ObjectIdentifier(nodes)] = nil }
    changed.insert(system)
    guard !known.isEmpty else {
      chosen[system] = nil
      shelves[system] = nil
      return
    }
    let chooser = CollectionChooser(own: own)
    var found: [[String]: [[Int]]] = [:]
    for (number, shelf) in known.enumerated() {
      newest[ObjectIdentifier(shelf.nodes)] = CollectionChooser.newest(of: shelf)
      for (path, items) in chooser.choose(from: shelf) {
        found[path, default: known.map { _ in [] }][number] = items.sorted()
      }
    }
    chosen[system] = found
    shelves[system] = known.map(\.nodes)
  }

  /// What is shown in a view of one system; nil where that is as it was.
  mutating func takeSections(of systems: Set<String>, in view: ViewDefinition) -> [(system: String, [GuestSection])] {
    changed.union(systems).sorted().map { system in
      guard view.shows(system), let nodes = shelves[system] else { return (system, []) }
      let sections = (chosen[system] ?? [:]).map { path, items in
        GuestSection(path: [view.name] + path + view.layout.folder(ofSystem: system), .games(nodes, chosen: items))
      }
      return (system, sections)
    }
  }

  mutating func endChanges() { changed = [] }

  /// The newest games of all systems that a view shows.
  func recent(in view: ViewDefinition) -> [GuestSection] {
    let all = shelves.filter { view.shows($0.key) }.sorted { $0.key < $1.key }
      .flatMap { system, nodes in nodes.map { (system: system, nodes: $0) } }
    let recent = CollectionChooser.recent(all.map { newest[ObjectIdentifier($0.nodes)] ?? [] })
    var sections: [String: (nodes: [ShelfNodes], chosen: [[Int]])] = [:]
    for (shelf, items) in zip(all, recent) where !items.isEmpty {
      sections[shelf.system, default: ([], [])].nodes.append(shelf.nodes)
      sections[shelf.system, default: ([], [])].chosen.append(items.sorted())
    }
    return sections.sorted { $0.key < $1.key }.map { system, part in
      GuestSection(
        path: [view.name, "Recently Added"] + view.layout.folder(ofSystem: system),
        .games(part.nodes, chosen: part.chosen))
    }
  }
}

extension ViewMaking {
  /// Shows the collections that have changed.
  mutating func showCollections(_ shelves: [ShelfNodes], isAll: Bool) {
    let systems = isAll ? Set(shelves.map(\.shelf.system)) : []
    for view in tree.views where view.content == .collections {
      for (system, sections) in collections.takeSections(of: systems, in: view) {
        show(sections, of: "collections:\(view.name)/\(system)", content: Content(sections))
      }
      let recent = collections.recent(in: view)
      show(recent, of: "recent:\(view.name)", content: Content(recent))
    }
    collections.endChanges()
  }

  /// What tells whether folders of games are the same.
  private struct Content: Hashable {
    private var parts: [[String]: [[Int]]] = [:]
    private var nodes: [[String]: [ObjectIdentifier]] = [:]

    init(_ sections: [GuestSection]) {
      for section in sections {
        guard case .games(let shelves, let chosen) = section.content else { continue }
        parts[section.path] = chosen
        nodes[section.path] = shelves.map { ObjectIdentifier($0) }
      }
    }
  }
}
