package import Model

extension Tree {
  /// What a path of the mount stands for in the library.
  package enum Subject: Hashable, Sendable {
    case everything
    /// All of a system, wherever it lies.
    case system(String)
    /// Files and folders.
    case places(Set<ScanScope.Place>)
  }

  /// - Parameter path: raw, below the mount point, names separated by slashes. One of downloads is that of the folder
  ///   it stands for.
  /// - Returns: nil where nothing is called so, or it is nothing of the library.
  package func subject(ofPath path: [UInt8]) -> Subject? {
    guard let path = mirrored(path: path) else { return nil }
    let names = path.split(separator: UInt8(ascii: "/"))
    if names.isEmpty { return .everything }
    var node = NodeID.root
    for name in names {
      guard let found = try? Array(name).withUnsafeBytes({ try lookUp($0, in: node) }) else { return nil }
      node = found.node
    }
    if node == Tree.hidden || GeneratedFile(node) != nil { return nil }
    guard node.kind == .directory else {
      let places = Set(contents(of: node).flatMap(\.places))
      return places.isEmpty ? nil : .places(places)
    }
    if names.count == 1, views.contains(where: { $0.content == .games && Tree.node(ofView: $0.name) == node }) {
      return .everything
    }
    if let folder = systemFolders().first(where: { $0.node == node }) {
      let systems = Set(folder.shelves.map(\.shelf.system))
      if systems.count == 1, let system = systems.first { return .system(system) }
    }
    let places = places(below: node, [])
    return places.isEmpty ? nil : .places(places)
  }

  /// The folder of the library that a directory of the mount shows, by a file in it.
  ///
  /// - Parameter trail: shown names on the way from the directory to the file, the file's own included.
  /// - Returns: raw, below the root; nil where the file's folders have other names in the library.
  package static func folder(above file: LibraryFile, _ trail: [[UInt8]]) -> [UInt8]? {
    let names = file.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard names.suffix(trail.count).map({ EntryName.sanitized($0) }) == trail else { return nil }
    return Array(names.dropLast(trail.count).joined(separator: [UInt8(ascii: "/")]))
  }

  /// Folders of the library that a directory of the mount shows: where its files lie, with as many names less as there
  /// are below the directory. Files that have other names in the library stand for themselves.
  ///
  /// - Parameter trail: names on the way down from the directory.
  private func places(below node: NodeID, _ trail: [[UInt8]]) -> Set<ScanScope.Place> {
    guard let directory = directory(node) else { return [] }
    var found: Set<ScanScope.Place> = []
    for number in 0..<directory.count {
      let entry = directory.attributes(at: number)
      let trail = trail + [directory.withName(at: number) { Array($0) }]
      if entry.isDirectory {
        found.formUnion(places(below: entry.node, trail))
        continue
      }
      for content in contents(of: entry.node) {
        guard case .file(let content) = content else {
          found.formUnion(content.places)
          continue
        }
        let file = content.file
        found.insert(ScanScope.Place(root: file.root, path: Tree.folder(above: file, trail) ?? file.path))
      }
    }
    return found
  }
}

extension Tree.Content {
  /// Where it lies: a file, or the folder or files of a game.
  fileprivate var places: [ScanScope.Place] {
    switch self {
    case .generated, .sideCar: return []
    case .file(let content): return [ScanScope.Place(root: content.file.root, path: content.file.path)]
    case .archive(let content):
      let shelf = content.nodes.shelf
      let members = shelf.archives.members(at: content.number).map { shelf.libraryFile(at: Int($0)) }
      let folder = shelf.location.folder
      let prefix = shelf.archives.prefixLength(at: content.number)
      guard prefix > 0, let first = members.first else {
        return members.map { ScanScope.Place(root: $0.root, path: $0.path) }
      }
      // A folder that is one game; the prefix ends in a slash.
      let length = (folder.isEmpty ? 0 : folder.count + 1) + prefix - 1
      return [ScanScope.Place(root: first.root, path: Array(first.path.prefix(length)))]
    }
  }
}
