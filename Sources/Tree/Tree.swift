package import Model
package import Platform
internal import Synchronization

/// The mount as a tree of nodes, without FUSE: which names there are, what they lead to, and where the bytes are.
///
/// Reading threads ask under one short lock; discovery replaces a system's directories at a time, built outside of
/// the lock. Everything handed out is immutable.
///
/// Lock order: `assembly`, then `state`, then the marks of a view. The lock of the names is a leaf.
package final class Tree: Sendable {
  /// Something the kernel may still believe.
  package enum Change: Hashable, Sendable {
    /// The name leads elsewhere, to nothing any more, or to something new.
    case entry(parent: NodeID, name: [UInt8])
    case attributes(NodeID)
    /// Of a directory, with its attributes.
    case listing(NodeID)
  }

  /// What reading a node gives.
  package enum Content: Sendable {
    case file(FileContent)
    case archive(ArchiveContent)
    case generated(GeneratedFile)
    case sideCar(SideCar)
  }

  /// The node of a view's folder.
  package static func node(ofView name: String) -> NodeID { SystemView.node(ofFolder: [name]) }

  package static let games = node(ofView: "Games")
  package static let loose = node(ofView: "Loose")
  /// The directory that resolves and is not listed.
  package static let hidden = node(ofView: ".vitrine")
  package static let hiddenName = ".vitrine"

  /// What reading threads ask: never held while something is built, read or waited for.
  let state: Mutex<State>

  struct State: ~Copyable {
    /// The directories above the systems.
    var tops: [UInt64: TopFolder] = [:]
    var nodes = NodeTable()
    var downloads: [DownloadView] = []
  }

  /// What directories are called, as far as somebody asked.
  let directoryNames = DirectoryNames()

  /// What the tree is built of, for whoever changes it: one at a time.
  let assembly: Mutex<Assembly>

  /// - Parameter views: the folders at the top, of different names.
  package init(views: [ViewDefinition] = ViewDefinition.standard) {
    var assembly = Assembly(views: views)
    var state = State()
    let hidden = TopFolder(
      node: Tree.hidden, parent: .root, modified: 0,
      entries: GeneratedFile.allCases.map { ($0.rawValue, $0.attributes) })
    for folder in assembly.takeTopFolders().folders + [hidden] {
      state.tops[folder.node.rawValue] = folder
      folder.setCurrent(true)
    }
    state.downloads = DownloadView.all(assembly.views)
    self.state = Mutex(state)
    self.assembly = Mutex(assembly)
  }

  // MARK: Asking

  package func directory(_ node: NodeID) -> Directory? { state.withLock { $0.directory(node) } }

  /// What `name` leads to in `parent`; nil when there is no such name.
  ///
  /// - Throws: ESTALE when `parent` is a directory no more.
  package func lookUp(_ name: UnsafeRawBufferPointer, in parent: NodeID) throws(Errno) -> Attributes? {
    if parent == .root, name.elementsEqual(Tree.hiddenName.utf8) { return try attributes(of: Tree.hidden) }
    while true {
      guard let directory = directory(parent) else { throw .stale }
      let number = directory.find(name)
      directory.note(number == nil ? .absences : .entries)
      // Noted first and looked at again: whoever replaces the directory after this point sees the note and tells the
      // kernel, and what was replaced before is no longer answered from.
      if directory.isCurrent { return number.map { directory.attributes(at: $0) } }
    }
  }

  package func attributes(of node: NodeID) throws(Errno) -> Attributes {
    if let file = GeneratedFile(node) { return file.attributes }
    let found = state.withLock { state -> Attributes? in
      if let folder = state.tops[node.rawValue] { return Directory(folder).attributes }
      return switch state.nodes.find(node.rawValue) {
      case (.shelf(let nodes), let item)?: nodes.attributes(item: item)
      case (.folders(let view), let item)?: view.sideCar(item: item)?.attributes ?? view.attributes(folder: item)
      case nil: nil
      }
    }
    guard let found else { throw .stale }
    return found
  }

  /// The directory above `node`, itself a directory.
  package func parent(of node: NodeID) throws(Errno) -> Attributes {
    guard let directory = directory(node) else { throw .stale }
    return try attributes(of: directory.parent)
  }

  /// Where the bytes of a file's node are: one of the places where there are several, as with hard links.
  package func content(of node: NodeID) throws(Errno) -> Content {
    if let file = GeneratedFile(node) { return .generated(file) }
    if node.kind == .directory { throw .isDirectory }
    guard let first = contents(of: node).first else { throw .stale }
    return first
  }

  /// Every place at which the bytes of a library file or a ZIP are; of a side-car any of those that show it.
  ///
  /// A file that was moved has two until its old place has been looked at again.
  package func contents(of node: NodeID) -> [Content] {
    state.withLock { state in
      var found: [Content] = []
      state.nodes.forEachPlace(of: node.rawValue) { owner, number in
        switch owner {
        case .shelf(let nodes): found.append(nodes.content(item: number))
        case .folders(let view): found += view.sideCar(item: number).map { [.sideCar($0)] } ?? []
        }
        return true
      }
      return found
    }
  }

  /// Games that are not shown because another root has them under the same name and in the same size.
  package var duplicateCount: Int { assembly.withLock { $0.duplicateCount } }

  /// The names of the folders at the top that are listed.
  package var viewNames: [String] { assembly.withLock { $0.views.map(\.name) } }
}

extension Tree.State {
  func directory(_ node: NodeID) -> Directory? {
    if let folder = tops[node.rawValue] { return Directory(folder) }
    guard node.kind == .directory, case (.folders(let view), let folder)? = nodes.find(node.rawValue) else {
      return nil
    }
    return Directory(view, folder: folder)
  }
}
