internal import Model
internal import Service
internal import Testing

@Suite("The way of a scan through the library") struct ScanLookTests {
  private let root = LibraryRoot(id: 1, path: "/library")

  private func location(_ folder: String) -> Shelf.Location { Shelf.Location(root: root, folder: Array(folder.utf8)) }

  private func scope(_ places: String..., systems: [String] = []) -> ScanScope {
    ScanScope(places: places.map { ScanScope.Place(root: root, path: Array($0.utf8)) }, systems: systems)
  }

  private func look(
    _ kind: ScanJob.Kind = .quick, _ scope: ScanScope = .everything, finished: Set<Shelf.Location> = [], limit: Int = 2
  ) -> ScanLook {
    ScanLook(ScanJob(id: 1, kind: kind, scope: scope, created: 0), began: 100, finished: finished, limit: limit)
  }

  private func report(
    _ folder: String, began: UInt64 = 100, isComplete: Bool = true, isAnew: Bool = false, wasKnown: Bool = true,
    new: Int = 0
  ) -> ScanLook.Report {
    var found = ScanJobs.Found()
    found.new = new
    found.files = 10
    found.games = 5
    return ScanLook.Report(
      location: location(folder), system: folder, began: began, isComplete: isComplete, isAnew: isAnew,
      wasKnown: wasKnown, found: found)
  }

  private var known: [(location: Shelf.Location, system: String)] {
    ["gb", "nes", "psx", "snes"].map { (location($0), $0) }
  }

  @Test func `a few folders are asked for at once, in order, until all have ended`() {
    var look = look()
    #expect(look.list(known) == 4)
    #expect(look.next() == [location("gb"), location("nes")])
    #expect(look.next() == [])
    let first = look.took(report("gb", new: 3))
    #expect(first?.new == 3)
    #expect(first?.files == 10)
    #expect(look.ended(location("gb"), now: .init()) == nil)
    #expect(look.next() == [location("psx")])
    _ = look.ended(location("nes"), now: .init())
    _ = look.ended(location("psx"), now: .init())
    #expect(look.next() == [location("snes")])
    #expect(!look.isOver)
    _ = look.ended(location("snes"), now: .init())
    #expect(look.next() == [])
    #expect(look.isOver)
  }

  @Test func `nothing is over before it is known what there is`() {
    var look = look()
    #expect(!look.isOver)
    #expect(look.list([]) == 0)
    #expect(look.isOver)
  }

  @Test func `whoever looks at a folder does it for the scan, if it began late enough`() {
    var look = look()
    #expect(look.took(report("gb", began: 99)) == nil)
    #expect(look.took(report("nes", isComplete: false, new: 1)) == nil)
    #expect(look.took(report("psx")) != nil)
    #expect(look.list(known) == 3)
    // What the look at a part of it found is not forgotten.
    #expect(look.took(report("nes", new: 2))?.new == 3)
    #expect(look.took(report("nes", new: 2)) == nil)
    #expect(look.next() == [location("gb"), location("snes")])
  }

  @Test func `a complete scan takes only looks that took nothing over`() {
    var look = look(.complete)
    #expect(look.took(report("gb")) == nil)
    #expect(look.took(report("gb", isAnew: true)) != nil)
  }

  @Test func `a scan for new folders leaves known ones alone`() {
    var look = look(.new)
    #expect(look.needsRoots(known))
    #expect(look.took(report("gb", new: 7)) == nil)
    #expect(look.took(report("gba", wasKnown: false, new: 7))?.new == 7)
    #expect(look.list(known) == 0)
    #expect(look.isOver)
  }

  @Test func `only folders of the scope are looked through`() {
    var one = look(.quick, scope("nes/USA", "psx"))
    #expect(!one.needsRoots(known))
    #expect(one.list(known) == 2)
    #expect(one.took(report("gb")) == nil)
    #expect(one.next() == [location("nes"), location("psx")])
    var platform = look(.quick, scope(systems: ["gb"]))
    #expect(platform.needsRoots(known))
    #expect(platform.list(known) == 1)
    // A folder that is not known, or one above folders, can hold new ones.
    #expect(look(.quick, scope("gba")).needsRoots(known))
    #expect(look(.quick, scope("")).needsRoots(known))
  }

  @Test func `what an interrupted scan was done with is not looked through again`() {
    var look = look(finished: [location("gb"), location("psx")])
    #expect(look.list(known) == 2)
    #expect(look.took(report("gb")) == nil)
    #expect(look.next() == [location("nes"), location("snes")])
  }

  @Test func `a folder that could not be looked at counts with what was known of it`() {
    var look = look()
    _ = look.list(known)
    _ = look.next()
    var stands = ScanJobs.Found()
    stands.files = 8
    #expect(look.ended(location("gb"), now: stands)?.files == 8)
    // Its end comes twice where it was given up in between.
    #expect(look.ended(location("gb"), now: stands) == nil)
    #expect(look.isDone(location("gb")))
  }
}

@Suite("What a look found") struct FoundTests {
  private let root = LibraryRoot(id: 1, path: "/library")

  private func shelf(_ files: [(String, Int64)]) -> Shelf {
    var table = FileTable()
    for (path, size) in files.sorted(by: { $0.0.utf8.lexicographicallyPrecedes($1.0.utf8) }) {
      table.append(path: path.utf8, version: FileVersion(size: size, modified: 1, inode: 1))
    }
    return Shelf(
      location: Shelf.Location(root: root, folder: []), system: "nes", modified: 0, files: table,
      singles: (0..<UInt32(files.count)).map { $0 }, archives: [])
  }

  private func counts(_ before: [(String, Int64)]?, _ now: [(String, Int64)]?) -> [Int] {
    let found = ScanJobs.Found(from: before.map(shelf), to: now.map(shelf))
    return [found.files, found.games, found.new, found.changed, found.gone]
  }

  @Test func `files are new, changed, gone or the same`() {
    #expect(counts(nil, [("a", 1), ("b", 1)]) == [2, 2, 2, 0, 0])
    #expect(counts([("a", 1), ("b", 1)], nil) == [0, 0, 0, 0, 2])
    #expect(counts([("a", 1), ("b", 1)], [("a", 1), ("b", 1)]) == [2, 2, 0, 0, 0])
    #expect(counts([("a", 1), ("b", 1), ("d", 1)], [("b", 2), ("c", 1), ("d", 1), ("e", 1)]) == [4, 4, 2, 1, 1])
    #expect(counts([], [("a", 1)]) == [1, 1, 1, 0, 0])
    #expect(counts([("z", 1)], [("a", 1)]) == [1, 1, 1, 0, 1])
  }
}
