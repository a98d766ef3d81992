internal import Model
internal import Platform
internal import Testing
internal import Tree

@Suite("Views are definitions")
struct ViewTests {
  private func tree(_ views: [ViewDefinition] = ViewDefinition.standard) -> Tree {
    let tree = Tree(views: views)
    for shelf in [
      ShelfFixture.singles(["USA/A.nes", "B.nes"]), ShelfFixture.singles(["C.sfc"], system: "snes", folder: "snes"),
      ShelfFixture.archive("Game", members: [("a.cue", 1), ("a.bin", 2)]),
    ] { _ = tree.replace(shelf, reach: .direct) }
    return tree
  }

  @Test func `a view shows the systems it names, in its packing`() throws {
    let looks = TreeLooks(
      tree: tree([
        ViewDefinition(name: "Discs", packing: .zip, systems: ["psx", "saturn"]),
        ViewDefinition(name: "Files", packing: .loose, systems: ["nes", "psx"]),
      ]))
    #expect(try looks.names() == ["Discs", "Files"])
    #expect(try looks.names("Discs") == ["psx"])
    #expect(try looks.names("Discs", "psx") == ["Game.zip"])
    #expect(try looks.names("Files") == ["nes", "psx"])
    #expect(try looks.names("Files", "psx", "Game") == ["a.bin", "a.cue"])
    #expect(try looks.lookUp(["Files", "snes"]) == nil)
  }

  @Test func `views of one packing show the same files under folders of their own`() throws {
    let looks = TreeLooks(
      tree: tree([ViewDefinition(name: "One", packing: .loose), ViewDefinition(name: "Two", packing: .loose)]))
    #expect(try looks.node("One", "nes", "USA") != looks.node("Two", "nes", "USA"))
    #expect(try looks.node("One", "nes", "USA", "A.nes") == looks.node("Two", "nes", "USA", "A.nes"))
    for view in ["One", "Two"] {
      let inner = try looks.node(view, "nes", "USA")
      #expect(try looks.tree.parent(of: inner).node == looks.node(view, "nes"))
      #expect(try looks.tree.parent(of: looks.node(view, "nes")).node == Tree.node(ofView: view))
    }
  }

  @Test func `a view that comes later is like one that was there from the start`() throws {
    let late = tree([ViewDefinition(name: "Games", packing: .zip)])
    let games = try TreeLooks(tree: late).node("Games", "nes")
    let changes = late.setViews(ViewDefinition.standard)
    let early = tree()
    #expect(try TreeLooks(tree: late).files() == TreeLooks(tree: early).files())
    #expect(try TreeLooks(tree: late).node("Games", "nes") == games)
    #expect(!changes.contains(.attributes(games)))
  }

  @Test func `the kernel hears of views that come, go and change`() throws {
    let tree = tree()
    let looks = TreeLooks(tree: tree)
    #expect(try looks.lookUp(["Discs"]) == nil)
    let inner = try looks.node("Loose", "nes", "USA")
    let psx = try looks.node("Games", "psx")
    let changes = tree.setViews([
      ViewDefinition(name: "Games", packing: .zip, systems: ["nes"]), ViewDefinition(name: "Discs", packing: .zip),
    ])
    #expect(changes.contains(.entry(parent: .root, name: Array("Discs".utf8))))
    #expect(changes.contains(.entry(parent: .root, name: Array("Loose".utf8))))
    #expect(changes.contains(.entry(parent: Tree.games, name: Array("psx".utf8))))
    #expect(!changes.contains(.entry(parent: Tree.games, name: Array("nes".utf8))))
    #expect(try looks.names() == ["Discs", "Games"])
    #expect(tree.directory(inner) == nil)
    #expect(tree.directory(psx) == nil)
    #expect(tree.directory(Tree.loose) == nil)
    #expect(try looks.names("Discs", "psx") == ["Game.zip"])
  }

  @Test func `a view that changes its packing keeps its folder and says what is different in it`() throws {
    let tree = tree()
    let looks = TreeLooks(tree: tree)
    let nes = try looks.node("Games", "nes")
    _ = try looks.lookUp(["Games", "nes", "A.nes"])
    _ = try looks.lookUp(["Games", "nes", "USA"])
    let changes = tree.setViews([ViewDefinition(name: "Games", packing: .loose)])
    #expect(try looks.node("Games", "nes") == nes)
    #expect(changes.contains(.entry(parent: nes, name: Array("A.nes".utf8))))
    #expect(changes.contains(.entry(parent: nes, name: Array("USA".utf8))))
    #expect(try looks.names("Games", "nes") == ["B.nes", "USA"])
  }

  @Test func `nothing changes where the views are the same, and two of one name are one`() throws {
    let tree = tree()
    #expect(tree.setViews(ViewDefinition.standard) == [])
    _ = tree.setViews([ViewDefinition(name: "Games", packing: .zip), ViewDefinition(name: "Games", packing: .loose)])
    #expect(try TreeLooks(tree: tree).names() == ["Games"])
    #expect(tree.viewNames == ["Games"])
  }

  @Test func `shelves that come and go are followed in every view`() throws {
    let tree = tree()
    _ = tree.setViews(ViewDefinition.standard + [ViewDefinition(name: "Nintendo", packing: .zip, systems: ["nes"])])
    _ = tree.replace(ShelfFixture.singles(["N.nes"]), reach: .direct)
    _ = tree.remove(ShelfFixture.singles([], system: "snes", folder: "snes").location)
    let looks = TreeLooks(tree: tree)
    for view in ["Games", "Loose", "Nintendo"] {
      #expect(try looks.names(view, "nes") == ["N.nes"])
      #expect(try looks.lookUp([view, "snes"]) == nil)
    }
  }
}
