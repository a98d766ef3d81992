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
    if names.count == 1 { return .everything }
    if names.count == 2 { return anyContent(below: node).map { .system($0.system) } }
    return .places(places(below: node, depth: 1))
  }

  /// Folders of the library that a directory of the mount shows: where its files lie, with as many names less as there
  /// are below the directory.
  private func places(below node: NodeID, depth: Int) -> Set<ScanScope.Place> {
    guard let directory = directory(node) else { return [] }
    var found: Set<ScanScope.Place> = []
    for number in 0..<directory.count {
      let entry = directory.attributes(at: number)
      if entry.isDirectory {
        found.formUnion(places(below: entry.node, depth: depth + 1))
        continue
      }
      for case .file(let content) in contents(of: entry.node) {
        let file = content.file
        let folder = file.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast(depth)
        found.insert(ScanScope.Place(root: file.root, path: Array(folder.joined(separator: [UInt8(ascii: "/")]))))
      }
    }
    return found
  }

  private func anyContent(below node: NodeID) -> Shelf? {
    guard let directory = directory(node) else { return nil }
    for number in 0..<directory.count {
      let entry = directory.attributes(at: number)
      if entry.isDirectory {
        if let found = anyContent(below: entry.node) { return found }
        continue
      }
      switch contents(of: entry.node).first {
      case .file(let content): return content.nodes.shelf
      case .archive(let content): return content.nodes.shelf
      case .generated, nil: continue
      }
    }
    return nil
  }
}

extension Tree.Content {
  /// Where it lies: a file, or the folder or files of a game.
  fileprivate var places: [ScanScope.Place] {
    switch self {
    case .generated: return []
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
