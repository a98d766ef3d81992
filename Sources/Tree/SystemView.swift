internal import Model

/// What one system of the library looks like in each view: the directories below `Games/<system>` and
/// `Loose/<system>`.
///
/// Built whole from the system's shelves, away from the tree's lock, whenever one of them changes.
struct SystemView: Sendable {
  let games: Directory
  let loose: Directory
  /// All directories of the system, the two above included.
  let directories: [Directory]

  init(system: String, shelves: [ShelfNodes], gamesParent: NodeID, looseParent: NodeID) {
    let newestFolder = shelves.map(\.shelf.modified).max() ?? 0
    var builder = DirectoryBuilder(shelves)
    for (number, nodes) in shelves.enumerated() {
      for single in nodes.shelf.singles { builder.add(file: Int(single), shelf: number) }
      for archive in nodes.archives.indices where nodes.archives[archive] != nil {
        builder.add(archive: archive, shelf: number)
      }
    }
    games = builder.build(
      node: SystemView.node(view: "Games", system: system, path: []), parent: gamesParent, modified: newestFolder)

    var directories: [Directory] = []
    var folder = LooseFolder()
    for (number, nodes) in shelves.enumerated() {
      for file in 0..<nodes.shelf.files.count { folder.insert(file: file, shelf: number, of: nodes.shelf.files) }
    }
    loose = folder.build(
      system: system, path: [], parent: looseParent, modified: newestFolder, shelves: shelves, into: &directories)
    self.directories = directories + [games]
  }

  /// A directory's id: where it is, not what it holds.
  static func node(view: StaticString, system: String, path: [UInt8]) -> NodeID {
    var fields = IdentityFields("directory")
    view.withUTF8Buffer { fields.append($0) }
    fields.append(system.utf8)
    fields.append(path)
    return NodeID(kind: .directory, digest: fields.digest())
  }
}

/// A folder of the loose view while it is put together.
private struct LooseFolder {
  private var files: [(shelf: UInt16, file: UInt32)] = []
  private var folders: [[UInt8]: Int] = [:]
  private var children: [LooseFolder] = []

  /// Puts a file where its path says.
  mutating func insert(file: Int, shelf: Int, of table: FileTable) {
    insert(file: file, shelf: shelf, path: table.path(at: file))
  }

  private mutating func insert(file: Int, shelf: Int, path: ArraySlice<UInt8>) {
    guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else {
      files.append((UInt16(shelf), UInt32(file)))
      return
    }
    let name = Array(path[..<slash])
    let number: Int
    if let known = folders[name] {
      number = known
    } else {
      number = children.count
      folders[name] = number
      children.append(LooseFolder())
    }
    children[number].insert(file: file, shelf: shelf, path: path[(slash + 1)...])
  }

  func build(
    system: String, path: [UInt8], parent: NodeID, modified: Int64?, shelves: [ShelfNodes],
    into directories: inout [Directory]
  ) -> Directory {
    let node = SystemView.node(view: "Loose", system: system, path: path)
    var builder = DirectoryBuilder(shelves)
    for (shelf, file) in files { builder.add(file: Int(file), shelf: Int(shelf)) }
    for (name, number) in folders {
      let child = children[number].build(
        system: system, path: path + [UInt8(ascii: "/")] + name, parent: node, modified: nil, shelves: shelves,
        into: &directories)
      builder.add(child: child.attributes, raw: name)
    }
    // The folders below a system have no row of their own in the catalog: the newest thing inside stands for them,
    // which is the same after every remount.
    let newest = modified ?? builder.newest
    let directory = builder.build(node: node, parent: parent, modified: newest)
    directories.append(directory)
    return directory
  }
}
