internal import Model
internal import Platform
internal import TestSupport
internal import Testing
internal import Tree

@Suite("What keeps its node, and what gets another")
struct NodeIdentityTests {
  private let tree = Tree()
  private var looks: TreeLooks { TreeLooks(tree: tree) }

  private func show(_ shelf: Shelf) { _ = tree.replace(shelf, reach: .direct) }

  @Test func `a renamed file keeps its node, also in another folder`() throws {
    show(ShelfFixture.shelf([("a.nes", 1), ("b.nes", 2)]))
    let node = try looks.node("Games", "nes", "a.nes")
    let games = try looks.node("Games", "nes")
    _ = try looks.lookUp(["Games", "nes", "USA"])
    let changes = tree.replace(ShelfFixture.shelf([("USA/z.nes", 1), ("b.nes", 2)]), reach: .direct)
    #expect(try looks.node("Games", "nes", "z.nes") == node)
    #expect(try looks.node("Loose", "nes", "USA", "z.nes") == node)
    #expect(try tree.attributes(of: node).size == 10)
    #expect(changes.contains(.entry(parent: games, name: Array("a.nes".utf8))))
    #expect(!changes.contains(.entry(parent: games, name: Array("b.nes".utf8))))
  }

  @Test func `two files that swap their names swap their nodes, and the kernel is told of both`() throws {
    show(ShelfFixture.shelf([("a.nes", 1), ("b.nes", 2)]))
    let games = try looks.node("Games", "nes")
    let (first, second) = (try looks.node("Games", "nes", "a.nes"), try looks.node("Games", "nes", "b.nes"))
    let changes = tree.replace(ShelfFixture.shelf([("a.nes", 2), ("b.nes", 1)]), reach: .direct)
    #expect(try looks.node("Games", "nes", "a.nes") == second)
    #expect(try looks.node("Games", "nes", "b.nes") == first)
    for name in ["a.nes", "b.nes"] { #expect(changes.contains(.entry(parent: games, name: Array(name.utf8)))) }
  }

  @Test func `a file that moves to another system keeps its node and is there all the time`() throws {
    let (full, empty) = ([("a.nes", UInt64(1)), ("b.nes", 2)], [("b.nes", UInt64(2))])
    show(ShelfFixture.shelf(full))
    let node = try looks.node("Games", "nes", "a.nes")
    show(ShelfFixture.shelf([("a.fds", 1)], system: "fds"))
    #expect(try looks.node("Games", "fds", "a.fds") == node)
    #expect(tree.contents(of: node).count == 2)
    show(ShelfFixture.shelf(empty))
    #expect(try tree.attributes(of: node).size == 10)
    guard case .file(let content) = try tree.content(of: node) else { throw TestFailure("no file") }
    #expect(content.file.path == Array("fds/a.fds".utf8))
  }

  @Test func `the old place may be found empty before the new one is found`() throws {
    show(ShelfFixture.shelf([("a.nes", 1), ("b.nes", 2)]))
    let node = try looks.node("Games", "nes", "a.nes")
    show(ShelfFixture.shelf([("b.nes", 2)]))
    #expect(throws: Errno.stale) { try tree.attributes(of: node) }
    show(ShelfFixture.shelf([("a.fds", 1)], system: "fds"))
    #expect(try looks.node("Games", "fds", "a.fds") == node)
  }

  @Test func `hard links share a node, which lasts as long as one of them does`() throws {
    show(ShelfFixture.shelf([("a.nes", 1), ("same.nes", 1)]))
    show(ShelfFixture.shelf([("b.nes", 1)], folder: "famicom"))
    let node = try looks.node("Games", "nes", "a.nes")
    #expect(try looks.node("Games", "nes", "same.nes") == node)
    #expect(try looks.node("Games", "nes", "b.nes") == node)
    show(ShelfFixture.shelf([("same.nes", 1)]))
    #expect(tree.contents(of: node).count == 2)
    _ = tree.remove(ShelfFixture.shelf([]).location)
    #expect(try tree.attributes(of: node).size == 10)
    _ = tree.remove(ShelfFixture.shelf([], folder: "famicom").location)
    #expect(throws: Errno.stale) { try tree.attributes(of: node) }
  }

  @Test func `a game folder that is renamed keeps its ZIP, one with other members does not`() throws {
    show(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 2)]))
    let node = try looks.node("Games", "psx", "Game.zip")
    show(ShelfFixture.archive("Gameplay", members: [("a.cue", 1), ("a.bin", 2)]))
    #expect(try looks.node("Games", "psx", "Gameplay.zip") == node)
    show(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 2)], system: "saturn", folder: "saturn"))
    #expect(try looks.node("Games", "saturn", "Game.zip") == node)
    show(ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 3)]))
    #expect(try looks.node("Games", "psx", "Game.zip") != node)
    show(ShelfFixture.archive("Game", members: [("a.cue", 1), ("b.bin", 2)]))
    #expect(try looks.node("Games", "psx", "Game.zip") != node)
  }

  @Test func `the root's path counts, its number in the catalog does not`() throws {
    func node(_ root: LibraryRoot) throws -> NodeID {
      let tree = Tree()
      _ = tree.replace(ShelfFixture.shelf([("a.nes", 1)], root: root), reach: .direct)
      return try TreeLooks(tree: tree).node("Games", "nes", "a.nes")
    }
    let first = try node(LibraryRoot(id: 1, path: "/one"))
    #expect(try node(LibraryRoot(id: 7, path: "/one")) == first)
    #expect(try node(LibraryRoot(id: 1, path: "/two")) != first)
  }

  /// Shelves that gain, lose, exchange and share files in any order; after every step what is listed can be found by
  /// its node, and nothing else.
  @Test(arguments: 1...8) func `any sequence of changes leaves exactly the nodes that are listed`(seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed))
    let systems = ["nes", "snes", "gb"]
    var shown: [String: [(path: String, inode: UInt64)]] = [:]
    var everSeen: Set<NodeID> = []
    for _ in 0..<60 {
      let folder = "folder \(Int.random(in: 0..<5, using: &random))"
      let system = systems[folder.utf8.count % 2 + Int.random(in: 0..<2, using: &random)]
      if Int.random(in: 0..<6, using: &random) == 0 {
        shown[folder] = nil
        _ = tree.remove(ShelfFixture.shelf([], folder: folder).location)
      } else {
        var files = shown[folder] ?? []
        files.removeAll { _ in Int.random(in: 0..<3, using: &random) == 0 }
        for _ in 0..<Int.random(in: 0..<40, using: &random) {
          let path =
            "\(["", "x/", "x/y/", "X/"].randomElement(using: &random) ?? "")\(Int.random(in: 0..<60, using: &random))"
          if !files.contains(where: { $0.path == path }) {
            files.append((path, UInt64.random(in: 0..<90, using: &random)))
          }
        }
        shown[folder] = files
        show(ShelfFixture.shelf(files, system: system, folder: folder))
      }
      let places = Dictionary(shown.values.joined().map { ($0.inode, 1) }, uniquingKeysWith: +)
      let listed = try looks.files()
      var maker = FileNodeMaker(root: ShelfFixture.root)
      for (inode, count) in places {
        let node = maker.node(FileVersion(size: 10, modified: 20, inode: inode))
        #expect(tree.contents(of: node).count == count)
        #expect(try tree.attributes(of: node).node == node)
      }
      #expect(listed.count == 2 * shown.values.reduce(0) { $0 + $1.count })
      let present = Set(listed.values.map(\.node))
      #expect(present.count == places.count)
      for gone in everSeen.subtracting(present) { #expect(tree.contents(of: gone).isEmpty) }
      everSeen.formUnion(present)
      for (path, attributes) in listed {
        #expect(try looks.lookUp(path.split(separator: "/").map(String.init)) == attributes)
      }
    }
  }

  @Test func `thirty thousand nodes are found, and again after all of them have moved`() throws {
    let files = (0..<30_000).map { (path: "Title \(100_000 + $0).nes", inode: UInt64($0) * 7) }
    show(ShelfFixture.shelf(files))
    let nodes = try looks.files(below: looks.node("Games")).values.map(\.node)
    #expect(Set(nodes).count == 30_000)
    show(ShelfFixture.shelf(files.map { ("moved/" + $0.path, $0.inode) }, system: "famicom"))
    _ = tree.remove(ShelfFixture.shelf([]).location)
    for node in nodes { #expect(tree.contents(of: node).count == 1) }
    _ = tree.remove(ShelfFixture.shelf([], system: "famicom").location)
    for node in nodes { #expect(tree.contents(of: node).isEmpty) }
  }
}
