internal import Model
internal import Platform
internal import Scan
internal import Tree

/// From names in the mount to places in the library, and back.
struct TreeNames {
  /// What a name in the mount leads to.
  enum Place {
    /// A raw path below a root; of a game that is shown as a ZIP that of its first file.
    case library(LibraryRoot, [UInt8], isGame: Bool = false)
    /// The mount's root, or a view's.
    case top
    case generated
  }

  private let tree: Tree

  init(_ tree: Tree) { self.tree = tree }

  /// - Parameter path: raw, below the mount point. One of downloads is that of the folder it stands for.
  /// - Returns: nil where there is no such name.
  func place(of path: [UInt8]) throws(Errno) -> Place? {
    guard let path = tree.mirrored(path: path) else { return nil }
    let components = path.split(separator: UInt8(ascii: "/"))
    var node = NodeID.root
    var isDirectory = true
    for component in components {
      guard isDirectory else { return nil }
      var found: Attributes?
      var failure: Errno?
      Array(component).withUnsafeBytes { name in
        do throws(Errno) { found = try tree.lookUp(name, in: node) } catch { failure = error }
      }
      if let failure { throw failure }
      guard let found else { return nil }
      (node, isDirectory) = (found.node, found.isDirectory)
    }
    if components.first?.elementsEqual(Tree.hiddenName.utf8) == true { return .generated }
    if !isDirectory { return place(of: try tree.content(of: node)) }
    if let system = tree.systemFolders().first(where: { $0.node == node }) {
      guard let location = system.shelves.first?.shelf.location else { return .top }
      return .library(location.root, location.folder)
    }
    guard components.count > 1, let (content, trail) = firstFile(below: node) else { return .top }
    let place = place(of: content)
    // A folder that only the mount has stands for the game in it.
    guard case .file(let file) = content, let folder = Tree.folder(above: file.file, trail) else { return place }
    return .library(file.file.root, folder)
  }

  private func place(of content: Tree.Content) -> Place {
    switch content {
    case .generated, .sideCar: return .generated
    case .file(let file): return .library(file.file.root, file.file.path)
    case .archive(let archive):
      // Any member leads to the game.
      guard let first = archive.firstMember else { return .generated }
      return .library(first.root, first.path, isGame: true)
    }
  }

  /// A file or ZIP of the library in a directory of the mount or below it, with the names on the way to it.
  private func firstFile(below node: NodeID) -> (Tree.Content, trail: [[UInt8]])? {
    var pending: [(node: NodeID, trail: [[UInt8]])] = [(node, [])]
    while let (node, trail) = pending.popLast() {
      guard let directory = tree.directory(node) else { continue }
      for number in 0..<directory.count {
        let entry = directory.attributes(at: number)
        let inner = trail + [directory.withName(at: number) { Array($0) }]
        if entry.isDirectory {
          pending.append((entry.node, inner))
        } else if let content = try? tree.content(of: entry.node), content.isOfLibrary {
          return (content, inner)
        }
      }
    }
    return nil
  }

  // MARK: Names of what is in the library

  /// Where a game, and the file that was asked about, are shown.
  func names(of explanation: Explanation, root: LibraryRoot) -> [ExplanationReport.Name] {
    guard let system = explanation.system, explanation.kind != .missing else { return [] }
    let first = explanation.game?.members.first?.path
    // Of a folder the way down to a file in it tells.
    let inside = explanation.game?.members.first { $0.path.starts(with: explanation.path + [UInt8(ascii: "/")]) }?.path
    guard let file = explanation.kind == .leftOut ? explanation.path : explanation.member?.path ?? inside ?? first
    else {
      return []
    }
    let surplus = explanation.member == nil && inside != nil ? count(file) - count(explanation.path) : 0
    var names: [ExplanationReport.Name] = []
    for folder in tree.systemFolders(of: [system.key]) {
      let view = folder.view.name
      search(folder.node, folder.shownPath) { content, path in
        switch content {
        case .file(let shown) where shown.file.root == root:
          guard shown.file.path == file else { return }
          let parts = path().split(separator: UInt8(ascii: "/")).dropLast(surplus)
          names.append(
            .init(
              view: view, path: Array(parts.joined(separator: [UInt8(ascii: "/")])),
              isGame: explanation.game?.isArchive == false))
        case .archive(let archive) where archive.location.root == root && explanation.game?.isArchive == true:
          if archive.firstMember?.path == first { names.append(.init(view: view, path: path(), isGame: true)) }
        default: break
        }
      }
    }
    return names
  }

  private func count(_ path: [UInt8]) -> Int { path.split(separator: UInt8(ascii: "/")).count }

  private func search(_ node: NodeID, _ path: [UInt8], _ found: (Tree.Content, () -> [UInt8]) -> Void) {
    var pending = [(node, path)]
    while let (node, path) = pending.popLast() {
      guard let directory = tree.directory(node) else { continue }
      for number in 0..<directory.count {
        let attributes = directory.attributes(at: number)
        func inner() -> [UInt8] { path + [UInt8(ascii: "/")] + directory.withName(at: number) { Array($0) } }
        if attributes.isDirectory {
          pending.append((attributes.node, inner()))
        } else {
          for content in tree.contents(of: attributes.node) { found(content, inner) }
        }
      }
    }
  }
}

extension Tree.Content {
  fileprivate var isOfLibrary: Bool {
    switch self {
    case .file, .archive: true
    case .generated, .sideCar: false
    }
  }
}
