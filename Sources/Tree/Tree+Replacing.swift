package import Model
internal import Synchronization

extension Tree {
  /// Shows `shelf` in place of what was shown for its location.
  ///
  /// A game that two roots have under one name and in one size is shown once, that of the root of the lower rank; one
  /// that differs is shown twice, the other under a mark of its own.
  ///
  /// - Parameters:
  ///   - reach: how the shelf's files can be read.
  ///   - rank: of the shelf's root, such as its place in the configuration.
  ///   - isOnlyAvailable: only views of what sources offer show it.
  /// - Returns: what the kernel has to be told, in that order.
  package func replace(
    _ shelf: Shelf, reach: LibraryReach, rank: Int = 0, isOnlyAvailable: Bool = false
  ) -> [Change] {
    assembly.withLock { assembly in
      let previous = assembly.shelves[shelf.location]?.part
      let carried = ShelfNodes.Carried(from: previous, to: shelf)
      let nodes = ShelfNodes(shelf, reach: reach, rank: rank, isOnlyAvailable: isOnlyAvailable, carried)
      return update(&assembly, shelf.location, with: (nodes, carried))
    }
  }

  /// Shows nothing for a location any more.
  package func remove(_ location: Shelf.Location) -> [Change] {
    assembly.withLock { update(&$0, location, with: nil) }
  }

  /// Shows these folders at the top from now on; those that stay keep their nodes.
  ///
  /// - Parameter views: of different names.
  /// - Returns: what the kernel has to be told, in that order.
  package func setViews(_ views: [ViewDefinition]) -> [Change] {
    assembly.withLock { assembly in
      guard assembly.views != views else { return [] }
      return show(assembly.setViews(views), &assembly)
    }
  }

  private func update(
    _ assembly: inout Assembly, _ location: Shelf.Location, with new: (nodes: ShelfNodes, carried: ShelfNodes.Carried)?
  ) -> [Change] {
    let oldSlot = assembly.shelves[location]?.slot
    let (previous, replacements) = assembly.replace(location, with: new?.nodes)
    var newSlot: Int?
    // Every node has a place at any moment: the new places come first, the old ones go last.
    if let new {
      newSlot = enter(new.nodes, replacing: oldSlot, new.carried)
      assembly.setSlot(newSlot ?? 0, of: location)
    }
    let changes = show(replacements, &assembly)
    if let previous, let oldSlot { withdraw(previous, slot: oldSlot, carriedTo: new) }
    return changes
  }

  /// Brings what has changed to the readers, and says what the kernel may have remembered of it.
  func show(_ replacements: [Assembly.Replacement], _ assembly: inout Assembly) -> [Change] {
    for replacement in replacements {
      let shown = replacement.new.map { Assembly.Shown(part: $0, slot: enter($0)) }
      assembly.set(shown, at: replacement.path)
    }
    let (tops, gone) = assembly.takeTopFolders()
    let downloads = DownloadView.all(assembly.views)
    var removed: [Directory] = []
    state.withLock { state in
      state.downloads = downloads
      for replacement in replacements {
        replacement.old?.part.setCurrent(false)
        replacement.new?.setCurrent(true)
      }
      for node in gone + tops.map(\.node) {
        guard let old = state.tops.removeValue(forKey: node.rawValue) else { continue }
        old.setCurrent(false)
        removed.append(Directory(old))
      }
      for folder in tops {
        state.tops[folder.node.rawValue] = folder
        folder.setCurrent(true)
      }
    }
    var changes: [Change] = []
    for old in replacements.compactMap({ $0.old?.part }) {
      for (folder, _) in old.seen.all { compare(Directory(old, folder: folder), into: &changes) }
    }
    for old in removed { compare(old, into: &changes) }
    for replacement in replacements {
      if let old = replacement.old { withdraw(old) }
    }
    return changes
  }

  private func compare(_ old: Directory, into changes: inout [Change]) {
    if let new = directory(old.node) { Tree.compare(old, new, into: &changes) }
  }

  // MARK: The node table

  /// Nodes entered or taken out under one hold of the lock: tens of microseconds.
  private static let step = 512

  private func inSteps(_ count: Int, _ body: (inout State, Range<Int>) -> Void) {
    for start in stride(from: 0, to: count, by: Tree.step) {
      state.withLock { body(&$0, start..<min(start + Tree.step, count)) }
    }
  }

  /// - Parameter oldSlot: that of the shelf before, whose places are taken over where nothing has changed.
  /// - Returns: the slot.
  private func enter(_ nodes: ShelfNodes, replacing oldSlot: Int?, _ carried: ShelfNodes.Carried) -> Int {
    precondition(nodes.itemCount < NodeTable.numberLimit, "a shelf has at most 2^28 files")
    let slot = state.withLock { $0.nodes.add(.shelf(nodes)) }
    inSteps(nodes.itemCount) { state, items in
      for item in items {
        let node = nodes.node(item: item)
        guard node != 0 else { continue }
        let place = NodeTable.Place(slot: slot, number: item)
        if let oldSlot, let origin = carried.origin(item) {
          state.nodes.replace(node, NodeTable.Place(slot: oldSlot, number: origin), by: place)
        } else {
          state.nodes.insert(node, place)
        }
      }
    }
    return slot
  }

  private func withdraw(
    _ nodes: ShelfNodes, slot: Int, carriedTo new: (nodes: ShelfNodes, carried: ShelfNodes.Carried)?
  ) {
    var isCarried = [Bool](repeating: false, count: nodes.itemCount)
    if let new {
      for item in 0..<new.nodes.itemCount {
        if let origin = new.carried.origin(item) { isCarried[origin] = true }
      }
    }
    inSteps(nodes.itemCount) { state, items in
      for item in items where !isCarried[item] && nodes.node(item: item) != 0 {
        state.nodes.remove(nodes.node(item: item), NodeTable.Place(slot: slot, number: item))
      }
    }
    state.withLock { $0.nodes.remove(slot: slot) }
  }

  private func enter(_ view: SystemView) -> Int {
    precondition(view.itemCount < NodeTable.numberLimit, "a listing has at most 2^28 folders and side-cars")
    let slot = state.withLock { $0.nodes.add(.folders(view)) }
    inSteps(view.itemCount) { state, items in
      for item in items { state.nodes.insert(view.node(item: item), NodeTable.Place(slot: slot, number: item)) }
    }
    return slot
  }

  private func withdraw(_ shown: Assembly.Shown<SystemView>) {
    inSteps(shown.part.itemCount) { state, items in
      for item in items {
        state.nodes.remove(shown.part.node(item: item), NodeTable.Place(slot: shown.slot, number: item))
      }
    }
    state.withLock { $0.nodes.remove(slot: shown.slot) }
  }
}
