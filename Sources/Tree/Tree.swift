package import Model
package import Platform
internal import Synchronization

/// The mount as a tree of nodes, without FUSE: which names there are, what they lead to, and where the bytes are.
///
/// Reading threads ask under one short lock; discovery replaces a system's directories at a time, built outside of
/// the lock. Everything handed out is immutable.
package final class Tree: Sendable {
  /// Something the kernel may still believe.
  package enum Change: Hashable, Sendable {
    /// The name leads elsewhere, to nothing any more, or to something new.
    case entry(parent: NodeID, name: [UInt8])
    case attributes(NodeID)
  }

  /// What reading a node gives.
  package enum Content: Sendable {
    case file(FileContent)
    case archive(ArchiveContent)
    case generated
  }

  package static let games = SystemView.node(view: "Games", system: "", path: [])
  package static let loose = SystemView.node(view: "Loose", system: "", path: [])
  /// The directory that resolves and is not listed.
  package static let hidden = SystemView.node(view: ".vitrine", system: "", path: [])
  package static let hiddenName = ".vitrine"
  package static let statusName = "status.json"

  /// `status.json`; whoever serves the tree makes its bytes.
  package static let status: NodeID = {
    var fields = IdentityFields("generated")
    fields.append(statusName.utf8)
    return NodeID(kind: .generated, digest: fields.digest())
  }()

  /// Guards the tables only: it is never held while something is built, read or waited for.
  private let state: Mutex<State>

  private struct State: ~Copyable {
    var shelves: [Shelf.Location: ShelfNodes] = [:]
    var views: [String: SystemView] = [:]
    var directories: [UInt64: Directory] = [:]
    var nodes: [UInt64: Reference] = [:]
    /// Shelves by the number that ``Reference`` has them under.
    var slots: [ShelfNodes?] = []
  }

  /// Where a file's or ZIP's node is described: 8 bytes, because there is one for every file.
  private struct Reference {
    var number: UInt32
    private var packedSlot: UInt32

    init(number: Int, slot: Int, isArchive: Bool) {
      self.number = UInt32(number)
      packedSlot = UInt32(slot) << 1 | (isArchive ? 1 : 0)
    }

    var slot: Int { Int(packedSlot >> 1) }
    var isArchive: Bool { packedSlot & 1 == 1 }
  }

  /// Discovery is one thread, but reloading a catalog and a rescan may meet.
  private let replacing = Mutex<Void>(())

  package init() {
    var state = State()
    var hidden = DirectoryBuilder([])
    hidden.add(child: Tree.statusAttributes, raw: Array(Tree.statusName.utf8))
    for directory in Tree.topLevel(views: [:]) + [hidden.build(node: Tree.hidden, parent: .root, modified: 0)] {
      state.directories[directory.node.rawValue] = directory
    }
    self.state = Mutex(state)
  }

  // MARK: Asking

  package func directory(_ node: NodeID) -> Directory? { state.withLock { $0.directories[node.rawValue] } }

  /// What `name` leads to in `parent`; nil when there is no such name.
  ///
  /// - Throws: ESTALE when `parent` is a directory no more.
  package func lookUp(_ name: UnsafeRawBufferPointer, in parent: NodeID) throws(Errno) -> Attributes? {
    if parent == .root, name.elementsEqual(Tree.hiddenName.utf8) { return try attributes(of: Tree.hidden) }
    while true {
      guard let directory = directory(parent) else { throw .stale }
      let number = directory.find(name)
      if number == nil {
        directory.answeredMisses.store(true, ordering: .relaxed)
      } else {
        directory.wasSeen.store(true, ordering: .relaxed)
      }
      // Noted first and looked at again: whoever replaces the directory after this point sees the note and tells the
      // kernel, and what was replaced before is no longer answered from.
      if self.directory(parent) === directory { return number.map { directory.attributes(at: $0) } }
    }
  }

  /// Games that are not shown because another root has them under the same name and in the same size.
  package var duplicateCount: Int {
    state.withLock { state in state.views.values.reduce(0) { $0 + $1.games.duplicates } }
  }

  package func attributes(of node: NodeID) throws(Errno) -> Attributes {
    if node == Tree.status { return Tree.statusAttributes }
    let found = state.withLock { state -> Attributes? in
      if node.kind == .directory { return state.directories[node.rawValue]?.attributes }
      guard let reference = state.nodes[node.rawValue], let nodes = state.slots[reference.slot] else { return nil }
      return reference.isArchive
        ? nodes.attributes(archive: Int(reference.number)) : nodes.attributes(file: Int(reference.number))
    }
    guard let found else { throw .stale }
    return found
  }

  /// The directory above `node`, itself a directory.
  package func parent(of node: NodeID) throws(Errno) -> Attributes {
    guard let directory = directory(node) else { throw .stale }
    return try attributes(of: directory.parent)
  }

  /// Where the bytes of a file's node are.
  package func content(of node: NodeID) throws(Errno) -> Content {
    if node == Tree.status { return .generated }
    if node.kind == .directory { throw .isDirectory }
    let found = state.withLock { state -> (ShelfNodes, Reference)? in
      guard let reference = state.nodes[node.rawValue], let nodes = state.slots[reference.slot] else { return nil }
      return (nodes, reference)
    }
    guard let (nodes, reference) = found else { throw .stale }
    if reference.isArchive { return .archive(ArchiveContent(nodes, number: Int(reference.number))) }
    return .file(FileContent(nodes, number: Int(reference.number)))
  }

  /// Size and time are the business of whoever makes the bytes.
  private static let statusAttributes = Attributes(node: Tree.status, isDirectory: false, size: 0, modified: 0)

  // MARK: Changing

  /// Shows `shelf` in place of what was shown for its location.
  ///
  /// A game that two roots have under one name and in one size is shown once, that of the root of the lower rank; one
  /// that differs is shown twice, the other under a mark of its own.
  ///
  /// - Parameter rank: of the shelf's root, such as its place in the configuration.
  /// - Returns: what the kernel has to be told, in that order.
  package func replace(_ shelf: Shelf, mayStall: Bool, rank: Int = 0) -> [Change] {
    let nodes = ShelfNodes(shelf, mayStall: mayStall, rank: rank)
    return replacing.withLock { _ in update(shelf.location, with: nodes) }
  }

  /// Shows nothing for a location any more.
  package func remove(_ location: Shelf.Location) -> [Change] {
    replacing.withLock { _ in update(location, with: nil) }
  }

  private func update(_ location: Shelf.Location, with nodes: ShelfNodes?) -> [Change] {
    var (shelves, views) = state.withLock { ($0.shelves, $0.views) }
    let previous = shelves[location]
    shelves[location] = nodes
    let systems = Set([previous?.shelf.system, nodes?.shelf.system].compactMap { $0 })
    var removed: [Directory] = []
    var added: [Directory] = []
    for system in systems {
      removed += views[system]?.directories ?? []
      let members = shelves.values.filter { $0.shelf.system == system }
        .sorted { $0.rank == $1.rank ? Tree.precedes($0.shelf.location, $1.shelf.location) : $0.rank < $1.rank }
      if members.isEmpty {
        views[system] = nil
      } else {
        let view = SystemView(
          system: system, shelves: members, gamesParent: Tree.games, looseParent: Tree.loose)
        views[system] = view
        added += view.directories
      }
    }
    let top = Tree.topLevel(views: views)
    removed += top.compactMap { directory($0.node) }
    added += top
    let kept = views
    state.withLock { state in
      state.shelves = shelves
      state.views = kept
      for directory in removed { state.directories[directory.node.rawValue] = nil }
      for directory in added { state.directories[directory.node.rawValue] = directory }
      if let previous { Tree.withdraw(previous, from: &state) }
      if let nodes { Tree.enter(nodes, into: &state) }
    }
    return Tree.changes(from: removed, to: added)
  }

  /// A total order of shelves, so that clashes between two folders of one system come out the same every time.
  private static func precedes(_ left: Shelf.Location, _ right: Shelf.Location) -> Bool {
    if left.root.path != right.root.path { return left.root.path < right.root.path }
    return left.folder.lexicographicallyPrecedes(right.folder)
  }

  private static func enter(_ nodes: ShelfNodes, into state: inout State) {
    let slot: Int
    if let free = state.slots.firstIndex(where: { $0 == nil }) {
      slot = free
      state.slots[free] = nodes
    } else {
      slot = state.slots.count
      state.slots.append(nodes)
    }
    state.nodes.reserveCapacity(state.nodes.count + nodes.fileNodes.count + nodes.archives.count)
    for (number, node) in nodes.fileNodes.enumerated() {
      state.nodes[node] = Reference(number: number, slot: slot, isArchive: false)
    }
    for case (let number, let archive?) in nodes.archives.enumerated() {
      state.nodes[archive.node] = Reference(number: number, slot: slot, isArchive: true)
    }
  }

  private static func withdraw(_ nodes: ShelfNodes, from state: inout State) {
    guard let slot = state.slots.firstIndex(where: { $0 === nodes }) else { return }
    state.slots[slot] = nil
    for node in nodes.fileNodes { state.nodes[node] = nil }
    for case let archive? in nodes.archives { state.nodes[archive.node] = nil }
  }

  /// The root and the views' own directories.
  private static func topLevel(views: [String: SystemView]) -> [Directory] {
    var games = DirectoryBuilder([])
    var loose = DirectoryBuilder([])
    for (system, view) in views {
      games.add(child: view.games.attributes, raw: Array(system.utf8))
      loose.add(child: view.loose.attributes, raw: Array(system.utf8))
    }
    let newest = views.values.map(\.games.modified).max() ?? 0
    let gamesDirectory = games.build(node: Tree.games, parent: .root, modified: newest)
    let looseDirectory = loose.build(node: Tree.loose, parent: .root, modified: newest)
    var root = DirectoryBuilder([])
    root.add(child: gamesDirectory.attributes, raw: Array("Games".utf8))
    root.add(child: looseDirectory.attributes, raw: Array("Loose".utf8))
    return [gamesDirectory, looseDirectory, root.build(node: .root, parent: .root, modified: newest)]
  }
}
