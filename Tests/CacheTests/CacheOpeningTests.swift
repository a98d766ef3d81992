internal import Cache
internal import CacheTestSupport
internal import Platform
internal import SQLite
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `A cache that is opened` {
  private let workspace: TemporaryDirectory
  private let fixture: CacheFixture

  init() throws {
    workspace = try TemporaryDirectory()
    fixture = try CacheFixture(library: workspace("library"), cache: workspace("below/cache"))
  }

  private func build(_ names: [String]) throws -> [CachedZip] {
    let store = try fixture.open()
    return try names.map { try store.build(fixture.makeGame($0, [300_000 + $0.utf8.count, 100])) }
  }

  private func path(_ zip: CachedZip) -> String { "\(fixture.cache)/zips/\(zip.system)/\(zip.key).zip" }

  @Test func `belongs to one process, and says to which`() throws {
    let store = try fixture.open()
    let problem = #expect(throws: CacheProblem.self) {
      _ = try CacheStore.open(directory: fixture.cache, owner: "/mnt/other")
    }
    #expect(problem?.reason == .inUse)
    let words = problem?.description ?? ""
    for word in [fixture.cache, "process \(Host.processID)", "/mnt/games", "cache.directory"] {
      #expect(words.contains(word), "\(words)")
    }
    #expect(store.found.isEmpty)
  }

  @Test func `is for its user alone`() throws {
    _ = try build(["Star Saga"])
    for entry in try listTree(fixture.cache) where entry.path != "CACHEDIR.TAG" && !entry.path.hasPrefix("index") {
      #expect(entry.status.permissions == (entry.status.kind == .directory ? 0o700 : 0o600), "\(entry)")
    }
  }

  @Test func `says what is wrong where it cannot be made`() throws {
    try Files.write("", to: workspace("below/cache"))
    let problem = #expect(throws: CacheProblem.self) { _ = try fixture.open() }
    #expect(problem?.reason == .notAccessible)
    #expect(problem?.description.contains(fixture.cache) == true)
  }

  @Test func `removes what was half done, and leaves alone what is not its own`() throws {
    let zip = try build(["Star Saga"])[0]
    let key = String(repeating: "ab", count: 32)
    let foreign = [
      "zips/note.txt", "zips/psx/Star Saga.zip", "zips/psx/.\(key).part.bak", "zips/psx/\(key).ZIP", "zips/own/a/b.zip",
      "own.txt",
    ]
    for name in foreign { try Files.write("mine", to: "\(fixture.cache)/\(name)") }
    for name in ["zips/psx/.\(key).part", "zips/dc/.\(key).part", "zips/.probe-3"] {
      try Files.write("half", to: "\(fixture.cache)/\(name)")
    }
    try Files.createLink(at: "\(fixture.cache)/zips/psx/\(key).zip", to: "Star Saga.zip")
    let store = try fixture.open()
    #expect(store.found == [zip])
    #expect(store.findings.unfinished == 2 && store.findings.foreign == 6, "\(store.findings)")
    for name in foreign { #expect(Files.exists("\(fixture.cache)/\(name)"), "\(name)") }
    #expect(
      try fixture.files().sorted()
        == [
          "note.txt", "own/a/b.zip", "psx/.\(key).part.bak", "psx/\(key).ZIP", "psx/\(key).zip", "psx/Star Saga.zip",
          "psx/\(zip.key).zip",
        ].sorted())
    #expect(!Files.exists("\(fixture.cache)/zips/dc"))
  }

  @Test func `forgets ZIPs that are gone, and removes those that are not what was built`() throws {
    let zips = try build(["One", "Two two", "Three and", "Four is the last"])
    try Files.remove(path(zips[0]))
    try Files.truncate(path(zips[1]), to: 1000)
    // Its time alone does not tell.
    let (seconds, part) = zips[1].modified.quotientAndRemainder(dividingBy: 1_000_000_000)
    try Files.setModified(path(zips[1]), seconds: Int(seconds), nanoseconds: Int(part))
    try Files.setModified(path(zips[2]), seconds: 5)
    for _ in 0..<2 {
      let store = try fixture.open()
      #expect(store.found == [zips[3]])
      #expect(try fixture.files() == ["psx/\(zips[3].key).zip"])
    }
    let store = try fixture.open()
    #expect(store.findings == CacheFindings())
  }

  @Test func `takes in ZIPs that its index does not know, if they are whole`() throws {
    let zips = try build(["One", "Two two"])
    try Files.truncate(path(zips[0]), to: zips[0].size - 1)
    for name in ["index.sqlite", "index.sqlite-wal", "index.sqlite-shm"] {
      try? Files.remove("\(fixture.cache)/\(name)")
    }
    var expected = zips[1]
    expected.name = ""
    expected.created = 77
    expected.lastUsed = 77
    for turn in 0..<2 {
      let store = try CacheStore.open(directory: fixture.cache, owner: "", now: 77)
      #expect(store.found == [expected])
      #expect(store.findings.adopted == (turn == 0 ? 1 : 0) && store.findings.damaged == (turn == 0 ? 1 : 0))
    }
  }

  @Test func `puts a broken index aside`() throws {
    let zip = try build(["One"])[0]
    try Files.write(SplitMix64.bytes(20_000, seed: 1), to: "\(fixture.cache)/index.sqlite")
    let store = try fixture.open()
    #expect(store.found.map(\.key) == [zip.key] && store.findings.hasNewIndex)
    #expect(try Files.read("\(fixture.cache)/index.sqlite.broken").count == 20_000)
  }

  @Test func `leaves the database of another program alone`() throws {
    try createDirectories(fixture.cache)
    do {
      let other = try Connection(path: "\(fixture.cache)/index.sqlite")
      try other.execute("CREATE TABLE theirs (x); PRAGMA application_id = 7")
    }
    let problem = #expect(throws: CacheProblem.self) { _ = try fixture.open() }
    #expect(problem?.reason == .foreign)
    let other = try Connection(path: "\(fixture.cache)/index.sqlite")
    #expect(try other.integer("SELECT count(*) FROM theirs") == 0)
  }

  @Test func `takes in what was complete when its index was not told`() throws {
    let game = try fixture.makeGame("Star Saga", [300_000])
    let zip = try build(["Other"])[0]
    do {
      let store = try fixture.open()
      _ = try store.build(game)
    }
    do {
      let index = try Connection(path: "\(fixture.cache)/index.sqlite")
      try index.execute("UPDATE zip SET is_complete = 0, occupied = 0")
    }
    let store = try fixture.open()
    #expect(store.findings.adopted == 2)
    #expect(Set(store.found.map(\.name)) == ["Star Saga.zip", zip.name])
    #expect(store.found.allSatisfy { $0.occupied >= $0.size })
  }

  @Test func `does not open a ZIP that is not what was built`() throws {
    let zips = try build(["One", "Two two", "Three and", "Four is the last"])
    let store = try fixture.open()
    try Files.remove(path(zips[0]))
    try Files.truncate(path(zips[1]), to: 1000)
    try Files.setModified(path(zips[2]), seconds: 5)
    for zip in zips.prefix(3) { #expect(throws: Errno.stale) { _ = try store.open(zip).status() } }
    try Files.rename(path(zips[3]), "\(fixture.cache)/elsewhere")
    try Files.createLink(at: path(zips[3]), to: "\(fixture.cache)/elsewhere")
    #expect(throws: Errno.stale) { _ = try store.open(zips[3]).status() }
    #expect(Files.exists(path(zips[1])) && Files.exists(path(zips[2])))
  }

  @Test(arguments: ["", ".", "..", "a/b", String(repeating: "x", count: 256)])
  func `has no folder outside of it`(system: String) throws {
    let store = try fixture.open()
    let game = try fixture.makeGame("One", [100], system: system)
    #expect(throws: BuildFailure.failed(.invalidArgument, "making a file in the cache")) { _ = try store.build(game) }
    #expect(try fixture.files().isEmpty)
  }

  @Test func `keeps a ZIP once that moves to another system`() throws {
    let first = try build(["One"])[0]
    let store = try fixture.open()
    // The same key elsewhere, as the mount would ask for it.
    let renamed = AlteredBlueprint(try ArchiveOfFiles(of: "\(fixture.library)/One"), system: "dc")
    #expect(renamed.key == first.key)
    _ = try store.build(renamed, .copy) { _ in .goOn }
    #expect(try fixture.files() == ["dc/\(first.key).zip"])
  }
}
