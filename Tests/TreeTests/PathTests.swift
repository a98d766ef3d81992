internal import Model
internal import Testing
internal import Tree

@Suite("Paths of directories") struct PathTests {
  @Test func `every directory's path leads back to it`() throws {
    let tree = Tree(views: .plain)
    for shelf in [
      ShelfFixture.singles(["USA/A.nes", "USA/Hacks/A.nes", "B.nes"]),
      ShelfFixture.archive("Game", members: [("a.cue", 1), ("sub/a.bin", 2)]),
    ] { _ = tree.replace(shelf, reach: .direct) }
    var waiting: [([[UInt8]], Directory)] = [([], try #require(tree.directory(.root)))]
    var count = 0
    while let (path, directory) = waiting.popLast() {
      #expect(tree.path(of: directory.node) == path)
      #expect(tree.directory(at: path)?.node == directory.node)
      count += 1
      for number in 0..<directory.count {
        let attributes = directory.attributes(at: number)
        guard attributes.isDirectory else { continue }
        let name = directory.withName(at: number) { Array($0) }
        waiting.append((path + [name], try #require(tree.directory(attributes.node))))
      }
    }
    #expect(count == 11)
    #expect(tree.path(of: Tree.hidden) == nil)
    let gone = try #require(tree.directory(at: [Array("Loose".utf8), Array("psx".utf8)])).node
    _ = tree.remove(ShelfFixture.archive("Game", members: [("a.cue", 1)]).location)
    #expect(tree.path(of: gone) == nil)
    #expect(tree.directory(at: [Array("Loose".utf8), Array("none".utf8)]) == nil)
  }
}
