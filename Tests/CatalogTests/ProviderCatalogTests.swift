internal import Catalog
internal import Model
internal import TestSupport
internal import Testing

@Suite("What providers say, in the catalog") struct ProviderCatalogTests {
  private let library: IdentifiedLibrary

  init() throws {
    library = try IdentifiedLibrary()
    try library.see("snes", ["Chrono (USA).sfc": 1, "Chrono (Japan).sfc": 2, "Other.sfc": 3])
  }

  // MARK: Making

  private func sought(
    _ selection: EnrichmentSelection = .due, _ providers: [Provider] = [.igdb], scope: ScanScope = .everything,
    at now: Int64 = 0, limit: Int = 2_000
  ) throws -> [SoughtGame] {
    var place: SoughtPlace?
    var games: [SoughtGame] = []
    repeat {
      games += try library.catalog.soughtGames(
        selection, providers: providers, scope: scope, now: now, from: &place, limit: limit)
    } while place != nil
    return games
  }

  private func names(_ games: [SoughtGame]) -> [String] { games.map { String(decoding: $0.path, as: UTF8.self) } }

  private func match(_ state: ProviderMatch.State, id: String? = nil, _ method: ProviderMatch.Method? = nil)
    -> ProviderMatch
  {
    var match = ProviderMatch(.igdb, state, updated: 1)
    match.id = id
    match.method = method
    match.term = "chrono"
    return match
  }

  private func record(_ id: String, _ name: String, others: [ProviderGame] = []) -> GameRecord {
    var record = GameRecord(ProviderGame(.igdb, id), titles: [.init(name)])
    record.facts.description = "About \(name)"
    record.facts.genre = "Role-playing"
    record.media = [.init(.cover, url: "http://pictures/\(id).jpg"), .init(.cover, url: "http://pictures/b.jpg")]
    record.others = others
    return record
  }

  private func game(_ name: String) throws -> SoughtGame {
    try #require(try sought(.all).first { $0.path.elementsEqual(name.utf8) })
  }

  @discardableResult
  private func settle(
    _ name: String, _ match: ProviderMatch, _ record: GameRecord? = nil, lookup: SettledGame.Lookup? = nil
  ) throws -> Set<String> {
    let game = try game(name)
    return try library.catalog.store(
      [SettledGame(game: game.id, game.system, match, record: record, lookup: lookup)], artworkKinds: [.cover], now: 5)
  }

  // MARK: Which games

  @Test func `a game is asked for until it is settled, and again when its time has come`() throws {
    #expect(names(try sought()) == ["Chrono (Japan).sfc", "Chrono (USA).sfc", "Other.sfc"])
    #expect(try settle("Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono")) == ["snes"])
    var failed = match(.failed)
    failed.code = "unavailable"
    failed.retryAt = 100
    try settle("Other.sfc", failed)
    #expect(names(try sought(at: 99)) == ["Chrono (Japan).sfc"])
    #expect(names(try sought(at: 100)) == ["Chrono (Japan).sfc", "Other.sfc"])
    #expect(names(try sought(.new)) == ["Chrono (Japan).sfc"])
    #expect(names(try sought(.missing)) == ["Chrono (Japan).sfc", "Other.sfc"])
    #expect(try sought(.all).count == 3)
    // Another provider has not been asked.
    #expect(try sought(.due, [.hasheous]).count == 3)
    #expect(try sought(.due, []).isEmpty)
  }

  @Test func `what somebody said is none is not missing, and marks end with what was asked for them`() throws {
    try settle("Other.sfc", match(.noMatch, .manual))
    #expect(names(try sought(.missing)) == ["Chrono (Japan).sfc", "Chrono (USA).sfc"])
    let game = try game("Chrono (USA).sfc")
    try library.catalog.mark([game.id], true)
    #expect(names(try sought(.marked)) == ["Chrono (USA).sfc"])
    try settle("Chrono (USA).sfc", match(.noMatch))
    // Other providers may not have been asked yet: whoever asked them all says so.
    #expect(names(try sought(.marked)) == ["Chrono (USA).sfc"])
    try library.catalog.unmark(askedSince: 2)
    #expect(names(try sought(.marked)) == ["Chrono (USA).sfc"])
    try library.catalog.unmark(askedSince: 1)
    #expect(try sought(.marked).isEmpty)
  }

  @Test(arguments: [1, 2, 3, 100]) func `pages of any length give each game once`(limit: Int) throws {
    try library.see(
      "psx",
      [
        "A/1.bin": .init(inode: 10), "A/1.cue": .init(inode: 11), "A/2.bin": .init(inode: 12),
        "B.chd": .init(inode: 13),
      ],
      archives: ["A": ["A/1.bin", "A/1.cue", "A/2.bin"]])
    let games = try sought(limit: limit)
    #expect(
      names(games) == ["Chrono (Japan).sfc", "Chrono (USA).sfc", "Other.sfc", "A/1.bin", "B.chd"])
    #expect(games.map { $0.name.map { String(decoding: $0, as: UTF8.self) } } == [nil, nil, nil, "A", nil])
    #expect(names(try sought(scope: ScanScope(systems: ["psx"]), limit: limit)) == ["A/1.bin", "B.chd"])
  }

  @Test func `a checksum of another root is not that of a file`() throws {
    try library.hash(.init(inode: 3), content: 7)
    #expect(try game("Other.sfc").checksums?.crc32 == 7)
    try library.see("snes", ["Other.sfc": 3], root: "/second")
    #expect(try sought(.all).map { $0.checksums?.crc32 } == [nil, nil, 7, nil])
  }

  // MARK: What terms led to

  @Test func `a term leads to what it led to, until that is corrected or forgotten`() throws {
    func lookup(_ version: Int = 1, at now: Int64 = 0) throws -> KnownLookup {
      try library.catalog.lookup("chrono", system: "snes", at: .igdb, version: version, now: now)
    }
    #expect(try lookup() == .unknown)
    // Nothing found, for a while.
    try settle(
      "Other.sfc", match(.noMatch), lookup: .init(system: "snes", term: "chrono", version: 1, id: nil, expires: 50))
    #expect(try lookup(at: 49) == .nothing)
    #expect(try lookup(at: 50) == .unknown)
    try settle(
      "Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono"),
      lookup: .init(system: "snes", term: "chrono", version: 1, id: "1"))
    #expect(try lookup(at: 1_000) == .game(id: "1"))
    // By another way of making terms it was another question.
    #expect(try lookup(2) == .unknown)
    // What is there is not overwritten by nothing.
    try settle(
      "Other.sfc", match(.noMatch), lookup: .init(system: "snes", term: "chrono", version: 1, id: nil, expires: 50))
    #expect(try lookup() == .game(id: "1"))
    // The user knows better.
    try settle(
      "Chrono (USA).sfc", match(.done, id: "2", .manual), record("2", "Chrono 2"),
      lookup: .init(system: "snes", term: "chrono", version: 1, id: "2"))
    #expect(try lookup() == .game(id: "2"))
    // What was found afterwards does not take its place.
    try settle("Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono"))
    #expect(try library.catalog.matches(of: try game("Chrono (USA).sfc").id).map(\.id) == ["2"])
    // The provider has it no more.
    try library.catalog.forget(["2"], of: .igdb)
    #expect(try lookup() == .unknown)
    #expect(try library.catalog.knownGame(ProviderGame(.igdb, "2")) == nil)
    let game = try game("Chrono (USA).sfc")
    #expect(try library.catalog.undoMatch(of: game, at: .igdb, now: 20) != nil)
    #expect(try library.catalog.undoMatch(of: game, at: .igdb, now: 20) == nil)
    #expect(names(try sought()).contains("Chrono (USA).sfc"))
  }

  // MARK: What is shown

  @Test func `facts are those of the games of a folder, and pictures those that are stored`() throws {
    try settle("Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono"))
    try settle("Chrono (Japan).sfc", match(.partial, id: "1", .title))
    try settle("Other.sfc", match(.noMatch, id: nil))
    let location = try game("Other.sfc").location
    var facts = try library.catalog.providedFacts(at: location)
    #expect(Set(facts.map { String(decoding: $0.path, as: UTF8.self) }) == ["Chrono (USA).sfc", "Chrono (Japan).sfc"])
    #expect(facts.allSatisfy { $0.facts.description == "About Chrono" && $0.artwork.isEmpty })
    var wanted = try library.catalog.wantedArtwork(after: nil, kinds: [.cover], now: 0, limit: 10)
    // The best of a kind, once for all games that are it.
    #expect(wanted.map(\.url) == ["http://pictures/1.jpg"])
    #expect(try library.catalog.wantedArtwork(after: nil, kinds: [.manual], now: 0, limit: 10).isEmpty)
    wanted[0].state = .missing
    wanted[0].retryAt = 1_000
    try library.catalog.store(wanted)
    #expect(try library.catalog.wantedArtwork(after: nil, kinds: [.cover], now: 999, limit: 10).isEmpty)
    #expect(try library.catalog.wantedArtwork(after: nil, kinds: [.cover], now: 1_000, limit: 10).count == 1)
    wanted[0].state = .stored
    wanted[0].digest = [UInt8](repeating: 1, count: 32)
    wanted[0].fileExtension = "jpg"
    wanted[0].size = 9
    try library.catalog.store(wanted)
    facts = try library.catalog.providedFacts(at: location)
    #expect(facts.allSatisfy { $0.artwork.map(\.size) == [9] })
    #expect(try library.catalog.usesArtwork([UInt8](repeating: 1, count: 32)))
    // Another address: what is there goes on being shown until that is fetched.
    var other = record("1", "Chrono")
    other.media = [.init(.cover, url: "http://pictures/new.jpg")]
    try settle("Chrono (USA).sfc", match(.done, id: "1", .title), other)
    #expect(try library.catalog.providedFacts(at: location).allSatisfy { $0.artwork.map(\.size) == [9] })
    #expect(
      try library.catalog.wantedArtwork(after: nil, kinds: [.cover], now: 0, limit: 10).map(\.url)
        == ["http://pictures/new.jpg"])
  }

  @Test func `only the fields that are asked for are stored anew`() throws {
    try settle("Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono"))
    var other = record("1", "Chrono II")
    other.facts.genre = "Action"
    let game = try game("Chrono (USA).sfc")
    try library.catalog.store(
      [SettledGame(game: game.id, game.system, match(.done, id: "1", .title), record: other)], fields: [.genre], now: 6)
    let facts = try #require(try library.catalog.knownGame(ProviderGame(.igdb, "1"))?.facts)
    #expect(facts.genre == "Action" && facts.name == "Chrono" && facts.description == "About Chrono")
  }

  // MARK: Games that move

  @Test func `a file that moves keeps what was found, also where it was found to be another game first`() throws {
    try settle("Chrono (USA).sfc", match(.done, id: "1", .manual), record("1", "Chrono"))
    let before = try game("Chrono (USA).sfc").id
    try library.see("snes", ["Chrono (Japan).sfc": 2, "Other.sfc": 3])
    try library.see("snes", ["Chrono (Japan).sfc": 2, "Other.sfc": 3, "new/Chrono.sfc": 1])
    let after = try #require(try sought(.all).first { $0.path.elementsEqual("new/Chrono.sfc".utf8) })
    #expect(after.id == before)
    #expect(after.matches[.igdb]?.id == "1")
  }

  @Test func `who knows a game by its checksum has the others asked again`() throws {
    try settle("Chrono (USA).sfc", match(.done, id: "1", .title), record("1", "Chrono"))
    try settle("Other.sfc", match(.done, id: "9", .manual), record("9", "Other"))
    for name in ["Chrono (USA).sfc", "Other.sfc"] {
      let game = try game(name)
      var hash = ProviderMatch(.hasheous, .done, updated: 1)
      hash.id = "77"
      hash.method = .checksum
      var record = GameRecord(ProviderGame(.hasheous, "77"), titles: [.init("Chrono")])
      record.others = [ProviderGame(.igdb, "2")]
      try library.catalog.store([SettledGame(game: game.id, game.system, hash, record: record)], now: 10)
    }
    // The one by title is, the user's is not.
    let due = try sought(at: 10).filter { $0.matches[.igdb] != nil }
    #expect(names(due) == ["Chrono (USA).sfc"])
    #expect(try library.catalog.knownGame(ProviderGame(.hasheous, "77"))?.others == [ProviderGame(.igdb, "2")])
  }

  @Test func `an answer to a question from before another's word does not outlive that`() throws {
    let game = try game("Chrono (USA).sfc")
    func answer(_ id: String, _ method: ProviderMatch.Method, asked: Int64, at now: Int64) throws {
      var match = match(.done, id: id, method)
      match.updated = now
      var settled = SettledGame(game: game.id, game.system, match, record: record(id, "Chrono"))
      settled.asked = asked
      try library.catalog.store([settled], now: now)
    }
    var hash = ProviderMatch(.hasheous, .done, updated: 100)
    hash.id = "77"
    hash.method = .checksum
    var told = GameRecord(ProviderGame(.hasheous, "77"), titles: [.init("Chrono")])
    told.others = [ProviderGame(.igdb, "2")]
    try library.catalog.store([SettledGame(game: game.id, game.system, hash, record: told)], now: 100)
    // Asked at 50, answered at 150.
    try answer("1", .title, asked: 50, at: 150)
    #expect(names(try sought(at: 150)).contains("Chrono (USA).sfc"))
    try answer("2", .reference, asked: 160, at: 170)
    #expect(!names(try sought(at: 170)).contains("Chrono (USA).sfc"))
    // What is asked in the knowledge of it, as when the provider has no such game any more, stays.
    try answer("1", .title, asked: 180, at: 190)
    #expect(!names(try sought(at: 190)).contains("Chrono (USA).sfc"))
  }

  @Test func `what a provider did not know is asked for again when it knows more`() throws {
    for (name, state) in [("Chrono (USA).sfc", ProviderMatch.State.noMatch), ("Chrono (Japan).sfc", .failed)] {
      var match = match(state)
      match.retryAt = 1_000
      let lookup = SettledGame.Lookup(system: "snes", term: "chrono", version: 1, id: nil, expires: 1_000)
      try settle(name, match, lookup: lookup)
    }
    #expect(names(try sought(at: 10)) == ["Other.sfc"])
    try library.catalog.forgetMisses(of: .hasheous, now: 10)
    #expect(names(try sought(at: 10)) == ["Other.sfc"])
    try library.catalog.forgetMisses(of: .igdb, now: 10)
    #expect(try sought(at: 10).count == 3)
    #expect(try library.catalog.lookup("chrono", system: "snes", at: .igdb, version: 1, now: 10) == .unknown)
  }
}
