internal import Model
internal import Platform
internal import Testing
internal import Tree

/// Looking into a tree by paths.
struct TreeLooks {
  let tree: Tree

  func lookUp(_ path: [String]) throws -> Attributes? {
    var attributes: Attributes? = try tree.attributes(of: .root)
    for name in path {
      guard let parent = attributes else { return nil }
      attributes = try lookUp(name, in: parent.node)
    }
    return attributes
  }

  func lookUp(_ name: String, in parent: NodeID) throws -> Attributes? {
    let result: Result<Attributes?, Errno> = Array(name.utf8).withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try tree.lookUp(bytes, in: parent)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  func node(_ path: String...) throws -> NodeID { try #require(try lookUp(path)).node }

  func names(_ path: String...) throws -> [String] { try names(of: #require(try lookUp(path)).node) }

  func names(of node: NodeID) throws -> [String] {
    let directory = try #require(tree.directory(node))
    return (0..<directory.count).map { number in
      directory.withName(at: number) { String(decoding: $0, as: UTF8.self) }
    }
  }

  /// Every file below `node`, by its path, with its attributes.
  func files(below node: NodeID = .root, _ prefix: String = "") throws -> [String: Attributes] {
    let directory = try #require(tree.directory(node))
    var found: [String: Attributes] = [:]
    for number in 0..<directory.count {
      let name = prefix + directory.withName(at: number) { String(decoding: $0, as: UTF8.self) }
      let entry = directory.attributes(at: number)
      if entry.isDirectory {
        found.merge(try files(below: entry.node, name + "/")) { first, _ in first }
      } else {
        found[name] = entry
      }
    }
    return found
  }
}

extension ShelfFixture {
  /// A shelf of single files with these inodes; everything else about them is the same.
  static func shelf(
    _ files: [(path: String, inode: UInt64)], system: String = "nes", folder: String? = nil,
    root: LibraryRoot = ShelfFixture.root
  ) -> Shelf {
    var table = FileTable()
    for file in files.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
      table.append(path: file.path.utf8, version: FileVersion(size: 10, modified: 20, inode: file.inode))
    }
    return Shelf(
      location: Shelf.Location(root: root, folder: Array((folder ?? system).utf8)), system: system, modified: 30,
      files: table, singles: (0..<UInt32(table.count)).map { $0 }, archives: [])
  }
}
