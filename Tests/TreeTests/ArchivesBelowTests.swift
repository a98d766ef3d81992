internal import Model
internal import Testing
internal import Tree

@Suite("The ZIPs of a path") struct ArchivesBelowTests {
  private let tree = Tree()

  init() {
    _ = tree.replace(ShelfFixture.singles(["a.nes"]), reach: .direct)
    _ = tree.replace(ShelfFixture.archive("Saga", members: [("1.bin", 1), ("2.bin", 2)]), reach: .direct)
    _ = tree.replace(
      ShelfFixture.archive("Quest", members: [("1.bin", 3), ("cd/2.bin", 4)], folder: "more/psx"), reach: .direct)
    _ = tree.replace(
      ShelfFixture.archive("Tale", members: [("1.bin", 5)], system: "saturn", folder: "saturn"), reach: .direct)
  }

  private func names(below path: String) -> [String]? {
    tree.archives(below: Array(path.utf8)).map { $0.map { "\($0.system)/\($0.name)" } }
  }

  private func names(at places: String...) -> [String] {
    tree.archives(at: places.map { ScanScope.Place(root: ShelfFixture.root, path: Array($0.utf8)) }).map(\.name)
  }

  @Test func `a ZIP is itself, a folder every ZIP in it, once and in the order of the listing`() {
    #expect(names(below: "Games/psx/Saga.zip") == ["psx/Saga.zip"])
    #expect(names(below: "Games/psx") == ["psx/Quest.zip", "psx/Saga.zip"])
    #expect(names(below: "Games") == ["psx/Quest.zip", "psx/Saga.zip", "saturn/Tale.zip"])
    _ = tree.setViews(ViewDefinition.standard + [ViewDefinition(name: "Again", packing: .zip)])
    #expect(names(below: "") == ["psx/Quest.zip", "psx/Saga.zip", "saturn/Tale.zip"])
    #expect(names(below: "Again/saturn/") == ["saturn/Tale.zip"])
  }

  @Test func `where files are shown there is none`() {
    #expect(names(below: "Games/nes") == [])
    #expect(names(below: "Games/nes/a.nes") == [])
    #expect(names(below: "Loose") == [])
  }

  @Test(arguments: ["nothing", "Games/psx/Saga", "Games/psx/Saga.zip/1.bin", ".vitrine", ".vitrine/status.json"])
  func `what is not there has none to tell of`(path: String) { #expect(names(below: path) == nil) }

  @Test func `a place of the library is the games with a file there`() {
    #expect(names(at: "psx/Saga/1.bin") == ["Saga.zip"])
    #expect(names(at: "psx/Saga") == ["Saga.zip"])
    #expect(names(at: "more/psx/Quest/cd") == ["Quest.zip"])
    #expect(names(at: "more") == ["Quest.zip"])
    #expect(names(at: "psx", "saturn/Tale", "psx/Saga") == ["Saga.zip", "Tale.zip"])
    #expect(Set(names(at: "")) == ["Quest.zip", "Saga.zip", "Tale.zip"])
    #expect(names(at: "nes", "psx/Sag", "psx/Saga/3.bin").isEmpty)
    #expect(tree.archives(at: [ScanScope.Place(root: LibraryRoot(id: 9, path: "/other"))]).isEmpty)
  }

  @Test func `a system is all its games, wherever they lie`() {
    #expect(Set(tree.archives(ofSystem: "psx").map(\.name)) == ["Quest.zip", "Saga.zip"])
    #expect(tree.archives(ofSystem: "nes").isEmpty)
  }
}
