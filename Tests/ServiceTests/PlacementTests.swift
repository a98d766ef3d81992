internal import Digest
internal import Model
internal import Service
internal import TestSupport
internal import Testing
internal import Tree

@Suite("What is shown beside the library's folders, as stored") struct PlacementTests {
  private static let files = ["A.nes", "B.nes", "Disc/1.bin", "Disc/2.bin", "images/A.png", "images/B.png"]

  private static func shelf(_ folder: String, _ files: [String] = files) -> Shelf {
    var table = FileTable()
    for (number, path) in files.enumerated() {
      table.append(path: path.utf8, version: FileVersion(size: 1, modified: 1, inode: UInt64(number)))
    }
    return Shelf(
      location: Shelf.Location(root: LibraryRoot(id: 300, path: "/library"), folder: Array(folder.utf8)),
      system: folder, modified: 0, files: table, singles: [0, 1],
      archives: [ArchiveGame(name: Array("Disc".utf8), members: [2, 3], prefixLength: 5)])
  }

  private static func path(_ text: String) -> [[UInt8]] { text.split(separator: "/").map { Array($0.utf8) } }

  private static let stored = SideCar(
    stored: Array("key".utf8), [UInt8]("list".utf8).withUnsafeBytes { SHA256Digest(of: $0) }, size: 4, modified: 7)

  private static func extras(_ shelves: [Shelf]) -> [Extra] {
    [Extra(path: path("gamelist.xml"), source: .sideCar(stored))]
      + shelves.flatMap { shelf in
        (0..<40).map { number in
          Extra(
            path: path("\(number % 2 == 0 ? "images" : "a/b/covers")/Picture \(number / 2) of the game \(number).png"),
            source: .file(shelf.location, path: Array(files[4 + number % 2].utf8)))
        }
      }
  }

  private static func library(_ shelves: [Shelf]) -> PlacementReader.Library {
    PlacementReader.Library(
      shelf: { root, folder in
        shelves.first { $0.location.root.id == root && $0.location.folder == folder }.map { ($0, $0.fingerprint) }
      },
      sideCar: { section, path in
        section == ["Deck", "nes"] && path == PlacementTests.path("gamelist.xml") ? stored : nil
      })
  }

  private static func write(_ shelves: [Shelf]) -> [UInt8] {
    var writer = PlacementWriter(mark: "mark", sections: 2) { $0.fingerprint }
    writer.append(["Deck", "nes"], extras(shelves)) { location in shelves.first { $0.location == location } }
    writer.append(["Best", "Of", "1992"], shelves.map { ($0, [0, 6]) })
    return writer.bytes
  }

  private func read(
    _ bytes: [UInt8], _ shelves: [Shelf], mark: String = "mark"
  ) -> (extras: [Extra], games: [Shelf.Location: [Int]])? {
    guard let sections = PlacementReader.read(bytes, Self.library(shelves), mark: { _ in mark }) else { return nil }
    var found: (extras: [Extra], games: [Shelf.Location: [Int]]) = ([], [:])
    for (path, content) in sections {
      switch content {
      case .extras(let extras):
        #expect(path == ["Deck", "nes"])
        found.extras += extras
      case .games(let games):
        #expect(path == ["Best", "Of", "1992"])
        for (shelf, items) in games { found.games[shelf] = items }
      }
    }
    return found
  }

  @Test func `what was written is read again`() throws {
    let shelves = [Self.shelf("nes"), Self.shelf("snes")]
    let bytes = Self.write(shelves)
    let found = try #require(read(bytes, shelves))
    #expect(found.extras == Self.extras(shelves))
    #expect(found.games == [shelves[0].location: [0, 6], shelves[1].location: [0, 6]])
    // A name that is like the one before takes a few bytes.
    #expect(bytes.count < 2200, "\(bytes.count)")
  }

  @Test func `what is of a folder that is another by now, or of another view, is left out`() throws {
    let shelves = [Self.shelf("nes"), Self.shelf("snes")]
    let bytes = Self.write(shelves)
    let other = Self.shelf("snes", Self.files.dropLast() + ["images/C.png"])
    let found = try #require(read(bytes, [shelves[0], other]))
    #expect(found.extras == Self.extras([shelves[0]]))
    #expect(found.games == [shelves[0].location: [0, 6]])
    let alone = try #require(read(bytes, []))
    #expect(alone.extras == Self.extras([]))
    #expect(alone.games == [:])
    let none = try #require(read(bytes, shelves, mark: "another"))
    #expect(none.extras.isEmpty && none.games.isEmpty)
  }

  @Test func `bytes that are not whole are nothing, and no harm`() {
    let shelves = [Self.shelf("nes"), Self.shelf("snes")]
    let bytes = Self.write(shelves)
    for length in 0..<bytes.count { #expect(read(Array(bytes.prefix(length)), shelves) == nil, "\(length) bytes") }
    var random = SplitMix64(seed: 4)
    for _ in 0..<20_000 {
      var changed = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        changed[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = PlacementReader.read(changed, Self.library(shelves)) { _ in "mark" }
    }
  }

  @Test func `a fingerprint is another where numbers mean something else`() {
    let shelf = Self.shelf("nes")
    #expect(shelf.fingerprint == Self.shelf("other").fingerprint)
    #expect(shelf.fingerprint != Self.shelf("nes", Self.files.reversed()).fingerprint)
    #expect(shelf.fingerprint != Self.shelf("nes", Self.files + ["images/C.png"]).fingerprint)
    #expect(shelf.fingerprint != Self.shelf("nes", ["A.nesB", ".nes"] + Self.files.dropFirst(2)).fingerprint)
  }
}
