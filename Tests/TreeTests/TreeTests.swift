internal import Model
internal import Platform
internal import Testing

internal import Tree

@Suite("The tree without a mount")
struct TreeTests {
  private let tree = Tree()

  private func names(_ path: String...) throws -> [String] {
    let directory = try #require(tree.directory(try node(path)))
    return (0..<directory.count).map { number in
      directory.withName(at: number) { String(decoding: $0, as: UTF8.self) }
    }
  }

  private func lookUp(_ path: String...) throws -> Attributes? { try find(path) }

  private func find(_ path: [String], of other: Tree? = nil) throws -> Attributes? {
    let tree = other ?? tree
    var attributes: Attributes? = try tree.attributes(of: .root)
    for name in path {
      guard let parent = attributes else { return nil }
      attributes = try lookUp(name, in: parent.node, of: tree)
    }
    return attributes
  }

  private func lookUp(_ name: String, in parent: NodeID, of other: Tree? = nil) throws -> Attributes? {
    let result: Result<Attributes?, Errno> = Array(name.utf8).withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try (other ?? tree).lookUp(bytes, in: parent)) } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private func node(_ path: [String], of other: Tree? = nil) throws -> NodeID {
    try #require(try find(path, of: other)).node
  }

  @Test("An empty tree has its views, and the hidden folder that is not listed")
  func emptyTree() throws {
    #expect(try names() == ["Collections", "Download", "Games", "Loose", "Playlists"])
    #expect(try names("Games") == [])
    #expect(try names(".vitrine") == ["jobs.json", "metrics", "status.json"])
    #expect(try lookUp(".vitrine", "status.json")?.isDirectory == false)
    #expect(try lookUp("Films") == nil)
  }

  @Test("Games are flat, the loose view keeps the folders, and both show one file under one node")
  func twoViews() throws {
    _ = tree.replace(ShelfFixture.singles(["USA/A.nes", "B.nes", "USA/deep/C.nes"]), reach: .direct)
    #expect(try names("Games") == ["nes"])
    #expect(try names("Games", "nes") == ["A.nes", "B.nes", "C.nes"])
    #expect(try names("Loose", "nes") == ["B.nes", "USA"])
    #expect(try names("Loose", "nes", "USA", "deep") == ["C.nes"])
    let game = try #require(try lookUp("Games", "nes", "A.nes"))
    #expect(try lookUp("Loose", "nes", "USA", "A.nes") == game)
    #expect(try tree.attributes(of: game.node) == game)
  }

  @Test("Two trees of the same library have the same nodes, whatever the order of the scan")
  func nodesAreDerived() throws {
    let shelves = [
      ShelfFixture.singles(["a.nes", "b.nes", "x/a.nes"]),
      ShelfFixture.singles(["A.nes", "c.nes"], folder: "roms/famicom"),
      ShelfFixture.archive("Game", members: [("a.bin", 1), ("a.cue", 2)]),
    ]
    let other = Tree()
    for shelf in shelves { _ = tree.replace(shelf, reach: .direct) }
    for shelf in shelves.reversed() { _ = other.replace(shelf, reach: .direct) }
    #expect(listing(of: tree, .root) == listing(of: other, .root))
  }

  /// Every entry below `node` as "name node size modified", depth first.
  private func listing(of tree: Tree, _ node: NodeID) -> [String] {
    guard let directory = tree.directory(node) else { return [] }
    return (0..<directory.count).flatMap { number -> [String] in
      let name = directory.withName(at: number) { String(decoding: $0, as: UTF8.self) }
      let entry = directory.attributes(at: number)
      let line = "\(name) \(entry.node.rawValue) \(entry.size) \(entry.modified)"
      return [line] + (entry.isDirectory ? listing(of: tree, entry.node) : [])
    }
  }

  @Test("Names that differ in case only are told apart, the same way every time")
  func clashes() throws {
    _ = tree.replace(ShelfFixture.singles(["Mario.nes", "mario.nes", "x/Mario.nes"]), reach: .direct)
    let first = try names("Games", "nes")
    #expect(first.count == 3)
    #expect(first.contains("Mario.nes"))
    #expect(Set(first.map { $0.lowercased() }).count == 3)
    let again = Tree()
    _ = again.replace(ShelfFixture.singles(["x/Mario.nes", "mario.nes", "Mario.nes"]), reach: .direct)
    #expect(listing(of: again, .root) == listing(of: tree, .root))
    for name in first { #expect(try lookUp("Games", "nes", name) != nil) }
  }

  @Test("Two roots: what both have is shown once, what differs is shown twice, the first root's under its own name")
  func severalRoots() throws {
    func shelf(_ root: Int, _ files: [(String, Int64)]) -> Shelf {
      var table = FileTable()
      for (number, file) in files.enumerated() {
        table.append(
          path: file.0.utf8, version: FileVersion(size: file.1, modified: 1, inode: UInt64(root * 100 + number)))
      }
      return Shelf(
        location: Shelf.Location(root: LibraryRoot(id: root, path: "/root \(root)"), folder: Array("nes".utf8)),
        system: "nes", modified: 1, files: table, singles: (0..<UInt32(files.count)).map { $0 }, archives: [])
    }
    // The later path is the first in rank.
    let shelves = [shelf(1, [("a.nes", 5), ("b.nes", 7), ("x/b.nes", 7)]), shelf(2, [("a.nes", 5), ("b.nes", 6)])]
    for order in [[0, 1], [1, 0]] {
      let tree = Tree()
      for index in order { _ = tree.replace(shelves[index], reach: .direct, rank: 1 - index) }
      let games = try #require(tree.directory(try node(["Games", "nes"], of: tree)))
      #expect(games.count == 4)
      #expect(tree.duplicateCount == 1)
      #expect(try tree.attributes(of: node(["Games", "nes", "b.nes"], of: tree)).size == 6)
      let loose = try #require(tree.directory(try node(["Loose", "nes"], of: tree)))
      // `a.nes`, both `b.nes`, and `x`.
      #expect(loose.count == 4)
    }
    let orders = [[0, 1], [1, 0]].map { order in
      let tree = Tree()
      for index in order { _ = tree.replace(shelves[index], reach: .direct, rank: 1 - index) }
      return listing(of: tree, .root)
    }
    #expect(orders[0] == orders[1])
  }

  @Test("A replaced file has another node, the others keep theirs, and the kernel is told of that name alone")
  func replacement() throws {
    _ = tree.replace(ShelfFixture.singles(["a.nes", "b.nes"]), reach: .direct)
    let games = try node(["Games", "nes"])
    let kept = try node(["Games", "nes", "a.nes"])
    let replaced = try node(["Games", "nes", "b.nes"])
    let changes = tree.replace(ShelfFixture.singles(["a.nes", "aa.nes", "b.nes"]), reach: .direct)
    #expect(try node(["Games", "nes", "a.nes"]) == kept)
    #expect(try node(["Games", "nes", "b.nes"]) != replaced)
    #expect(changes.contains(.entry(parent: games, name: Array("b.nes".utf8))))
    #expect(!changes.contains(.entry(parent: games, name: Array("a.nes".utf8))))
    #expect(throws: Errno.stale) { try tree.attributes(of: replaced) }
  }

  @Test("A name that was asked for in vain is announced when it appears; one nobody asked for is not")
  func negativeEntries() throws {
    _ = tree.replace(ShelfFixture.singles(["a.nes"]), reach: .direct)
    let games = try node(["Games", "nes"])
    #expect(try lookUp("Games", "nes", "b.nes") == nil)
    let changes = tree.replace(ShelfFixture.singles(["a.nes", "b.nes"]), reach: .direct)
    #expect(changes.contains(.entry(parent: games, name: Array("b.nes".utf8))))
    let quiet = Tree()
    _ = quiet.replace(ShelfFixture.singles(["a.nes"]), reach: .direct)
    #expect(quiet.replace(ShelfFixture.singles(["a.nes", "b.nes"]), reach: .direct) == [])
  }

  @Test("A folder that is gone takes its system with it; one that shares the system leaves the other's games")
  func removal() throws {
    let first = ShelfFixture.singles(["a.nes"])
    let second = ShelfFixture.singles(["b.nes"], folder: "famicom")
    _ = tree.replace(first, reach: .direct)
    _ = tree.replace(second, reach: .direct)
    #expect(try names("Games", "nes") == ["a.nes", "b.nes"])
    _ = tree.remove(first.location)
    #expect(try names("Games", "nes") == ["b.nes"])
    _ = tree.remove(second.location)
    #expect(try names("Games") == [])
    #expect(try lookUp("Games", "nes") == nil)
  }

  @Test("A ZIP's node follows its members: a replaced one makes it another")
  func archiveIdentity() throws {
    _ = tree.replace(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 2)]), reach: .direct)
    let first = try #require(try lookUp("Games", "psx", "Game.zip"))
    #expect(first.size > 20)
    #expect(first.modified == 3_000_000_000)
    _ = tree.replace(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 2)]), reach: .direct)
    #expect(try lookUp("Games", "psx", "Game.zip") == first)
    _ = tree.replace(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 3)]), reach: .direct)
    #expect(try node(["Games", "psx", "Game.zip"]) != first.node)
  }

  @Test("A listing that is being read stays whole while the directory changes")
  func snapshots() throws {
    _ = tree.replace(ShelfFixture.singles(["a.nes", "b.nes"]), reach: .direct)
    let open = try #require(tree.directory(try node(["Games", "nes"])))
    _ = tree.remove(ShelfFixture.singles([]).location)
    #expect(open.count == 2)
    #expect(open.withName(at: 1) { String(decoding: $0, as: UTF8.self) } == "b.nes")
    #expect(open.attributes(at: 1).size == 101)
  }

  @Test("Every one of many names is found, and none that is not there")
  func manyNames() throws {
    let paths = (0..<5_000).map { "Some Game Title Number \($0) (USA).nes" }
    _ = tree.replace(ShelfFixture.singles(paths), reach: .direct)
    for path in paths { #expect(try lookUp("Games", "nes", path) != nil) }
    #expect(try lookUp("Games", "nes", "Some Game Title Number 5000 (USA).nes") == nil)
  }
}
