package import Model
internal import Platform
internal import Synchronization

extension Tree {
  /// The ZIPs at a path of the mount or below it, each once, in the order in which they are listed.
  ///
  /// A view that shows files instead of ZIPs has none, though its paths stand for games: see ``subject(ofPath:)`` and
  /// ``archives(at:)``. Takes time for each entry below the path, away from the tree's lock.
  ///
  /// - Parameter path: raw, below the mount point, names separated by slashes. One of downloads is that of the folder
  ///   it stands for.
  /// - Returns: nil where nothing is called so, or it is nothing of the library.
  package func archives(below path: [UInt8]) -> [ArchiveContent]? {
    guard let path = mirrored(path: path) else { return nil }
    var node = NodeID.root
    for name in path.split(separator: UInt8(ascii: "/")) {
      guard let found = try? Array(name).withUnsafeBytes({ try lookUp($0, in: node) }) else { return nil }
      node = found.node
    }
    if node == Tree.hidden || GeneratedFile(node) != nil { return nil }
    var found: [ArchiveContent] = []
    var known: Set<NodeID> = []
    func take(_ file: NodeID) {
      guard file.kind == .archive, known.insert(file).inserted, case .archive(let archive)? = try? content(of: file)
      else { return }
      found.append(archive)
    }
    guard node.kind == .directory else {
      take(node)
      return found
    }
    // Last in, first out: folders are put in backwards.
    var pending = [node]
    while let node = pending.popLast() {
      guard let directory = directory(node) else { continue }
      var inner: [NodeID] = []
      for number in 0..<directory.count {
        let entry = directory.attributes(at: number)
        if entry.isDirectory { inner.append(entry.node) } else { take(entry.node) }
      }
      pending += inner.reversed()
    }
    return found
  }

  /// The ZIPs of games that have a file at one of some places of the library, or below one; each once, system by
  /// system.
  package func archives(at places: some Collection<ScanScope.Place>) -> [ArchiveContent] {
    let shelves = assembly.withLock { $0.shelves.values.map(\.part) }
    var found: [ArchiveContent] = []
    var known: Set<NodeID> = []
    for nodes in shelves.sorted(by: Tree.precedes) {
      let shelf = nodes.shelf
      let chosen = places.filter { ScanScope(places: [$0]).concerns(shelf.location, system: shelf.system) }
      if chosen.isEmpty { continue }
      let isWhole = chosen.contains { ScanScope(places: [$0]).isWhole(shelf.location) }
      let files = isWhole ? [] : chosen.flatMap { Tree.files(of: shelf, at: $0.path) }
      for number in shelf.archives.indices where nodes.isShown(archive: number) {
        let isMeant =
          isWhole
          || shelf.archives.members(at: number).contains { member in files.contains { $0.contains(Int(member)) } }
        let archive = ArchiveContent(nodes, number: number)
        if isMeant, known.insert(archive.node).inserted { found.append(archive) }
      }
    }
    return found
  }

  /// The ZIPs of all games of a system, wherever they lie.
  package func archives(ofSystem system: String) -> [ArchiveContent] {
    let locations = assembly.withLock { $0.shelves.values.map(\.part.shelf) }.filter { $0.system == system }
      .map(\.location)
    return archives(at: locations.map { ScanScope.Place(root: $0.root, path: $0.folder) }).filter {
      $0.system == system
    }
  }

  private static func precedes(_ left: ShelfNodes, _ right: ShelfNodes) -> Bool {
    if left.shelf.system != right.shelf.system { return left.shelf.system < right.shelf.system }
    if left.rank != right.rank { return left.rank < right.rank }
    return left.shelf.location.folder.lexicographicallyPrecedes(right.shelf.location.folder)
  }

  /// The numbers of the files at `path`, which is in the shelf's folder, or below it.
  private static func files(of shelf: Shelf, at path: [UInt8]) -> [Range<Int>] {
    let inner = Array(path.dropFirst(shelf.location.folder.isEmpty ? 0 : shelf.location.folder.count + 1))
    let one = shelf.files.index(of: inner).map { $0..<$0 + 1 }
    return [one, shelf.files.range(below: inner)].compactMap { $0 }.filter { !$0.isEmpty }
  }
}

extension ArchiveContent {
  /// The system the game is of, such as `psx`.
  package var system: String { nodes.shelf.system }
  /// The ZIP's name in a view of ZIPs, but for a mark where two have the same: UTF-8.
  package var name: String {
    let raw = nodes.shelf.archives.name(at: number)
    return String(decoding: EntryName.sanitized(Array(raw), addingExtension: Array(".zip".utf8)), as: UTF8.self)
  }
}
