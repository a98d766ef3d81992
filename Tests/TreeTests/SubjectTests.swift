internal import Model
internal import Testing
internal import Tree

@Suite("What a path of the mount stands for") struct SubjectTests {
  private let tree = Tree(views: .plain)

  init() {
    _ = tree.replace(ShelfFixture.singles(["a.nes", "USA/A/b.nes", "USA/c.nes"]), reach: .direct)
    _ = tree.replace(
      ShelfFixture.singles(["d.nes", "USA/e.nes"], folder: "more/Nintendo"), reach: .direct)
    _ = tree.replace(ShelfFixture.archive("Saga", members: [("1.bin", 1), ("2.bin", 2)]), reach: .direct)
  }

  private func place(_ path: String) -> ScanScope.Place {
    ScanScope.Place(root: ShelfFixture.root, path: Array(path.utf8))
  }

  private func subject(_ path: String) -> Tree.Subject? { tree.subject(ofPath: Array(path.utf8)) }

  @Test(arguments: ["", "/", "Games", "Loose", "Loose/"])
  func `a view is everything`(path: String) { #expect(subject(path) == .everything) }

  @Test func `a system's folder is the system, wherever it lies`() {
    #expect(subject("Games/nes") == .system("nes"))
    #expect(subject("Loose/psx") == .system("psx"))
  }

  @Test func `a file is itself, a game that is a folder is the folder`() {
    #expect(subject("Games/nes/b.nes") == .places([place("nes/USA/A/b.nes")]))
    #expect(subject("Loose/nes/USA/A/b.nes") == .places([place("nes/USA/A/b.nes")]))
    #expect(subject("Games/psx/Saga.zip") == .places([place("psx/Saga")]))
    #expect(subject("Loose/psx/Saga/1.bin") == .places([place("psx/Saga/1.bin")]))
  }

  @Test func `a folder is where its files lie in the library, in several places as well`() {
    #expect(subject("Loose/nes/USA/A") == .places([place("nes/USA/A")]))
    #expect(subject("Loose/nes/USA") == .places([place("nes/USA"), place("more/Nintendo/USA")]))
    #expect(subject("Loose/psx/Saga") == .places([place("psx/Saga")]))
  }

  @Test(arguments: ["Games/snes", "nothing", ".vitrine", ".vitrine/status.json", "Games/nes/none", "Games/nes/b.nes/x"])
  func `what is nothing of the library has no subject`(path: String) { #expect(subject(path) == nil) }
}
