internal import Catalog
internal import Model
internal import Testing

@Suite("What somebody says a game is") struct ChosenMatchTests {
  private let library: IdentifiedLibrary

  init() throws {
    library = try IdentifiedLibrary()
    try library.see("nes", ["Gem (USA).nes": 1, "Gem (Europe).nes": 2, "Other.nes": 3])
  }

  private var catalog: Catalog { library.catalog }

  private func games(_ selection: EnrichmentSelection = .all, now: Int64 = 50) throws -> [SoughtGame] {
    var found: [SoughtGame] = []
    var place: SoughtPlace?
    repeat {
      found += try catalog.soughtGames(selection, providers: [.igdb], scope: .everything, now: now, from: &place)
    } while place != nil
    return found
  }

  private func game(_ name: String) throws -> SoughtGame {
    try #require(try games().first { String(decoding: $0.path, as: UTF8.self) == name })
  }

  private func match(_ name: String) throws -> ProviderMatch? { try game(name).matches[.igdb] }

  /// Both were found by their title, as the game 7.
  private func findGem() throws {
    for name in ["Gem (USA).nes", "Gem (Europe).nes"] {
      var match = ProviderMatch(.igdb, .done, updated: 10)
      match.id = "7"
      match.method = name == "Gem (USA).nes" ? .title : .remembered
      match.term = "gem"
      let lookup = SettledGame.Lookup(system: "nes", term: "gem", version: 1, id: "7")
      try catalog.store([SettledGame(game: try game(name).id, "nes", match, lookup: lookup)], now: 10)
    }
  }

  private func choose(_ name: String, _ id: String?, term: String? = "gem") throws -> [ScanScope.Place]? {
    try catalog.chooseMatch(of: try game(name), at: .igdb, id: id, term: term, version: 1, now: 40)
  }

  private func known() throws -> KnownLookup {
    try catalog.lookup("gem", system: "nes", at: .igdb, version: 1, now: 1 << 60)
  }

  @Test func `it is stored, asked for at once, and its title leads there from now on`() throws {
    try findGem()
    #expect(try games(.due).map { String(decoding: $0.path, as: UTF8.self) } == ["Other.nes"])
    let places = try #require(try choose("Gem (USA).nes", "9"))
    #expect(
      Set(places.map { String(decoding: $0.path, as: UTF8.self) }) == ["nes/Gem (USA).nes", "nes/Gem (Europe).nes"])
    let chosen = try #require(try match("Gem (USA).nes"))
    #expect(chosen.id == "9" && chosen.method == .manual && chosen.state == .partial && chosen.term == "gem")
    // The other is not what its title led to, and is looked for again.
    let other = try #require(try match("Gem (Europe).nes"))
    #expect(other.state == .failed && other.retryAt == 40)
    #expect(try known() == .game(id: "9"))
    #expect(try games(.due).count == 3)
    #expect(try games(.missing).map { String(decoding: $0.path, as: UTF8.self) } == ["Gem (Europe).nes", "Other.nes"])
  }

  @Test func `no answer of a provider takes its place, and it stays through renames and restarts`() throws {
    try findGem()
    _ = try choose("Gem (USA).nes", "9")
    var late = ProviderMatch(.igdb, .done, updated: 60)
    late.id = "7"
    late.method = .title
    try catalog.store([SettledGame(game: try game("Gem (USA).nes").id, "nes", late)], now: 60)
    #expect(try match("Gem (USA).nes")?.id == "9")
    try library.see("nes", ["Renamed.nes": 1, "Gem (Europe).nes": 2, "Other.nes": 3])
    try library.reopen()
    #expect(try match("Renamed.nes")?.id == "9")
    #expect(try match("Renamed.nes")?.method == .manual)
  }

  @Test func `none is never due, is not searched for under its title, and takes the place of what was found`() throws {
    try findGem()
    let places = try #require(try choose("Gem (USA).nes", nil))
    #expect(places.map { String(decoding: $0.path, as: UTF8.self) } == ["nes/Gem (Europe).nes"])
    let none = try #require(try match("Gem (USA).nes"))
    #expect(none.id == nil && none.method == .manual && none.state == .noMatch && none.retryAt == nil)
    #expect(try known() == .nothing)
    for selection in [EnrichmentSelection.due, .missing, .new] {
      #expect(try games(selection, now: 1 << 60).allSatisfy { $0.id != (try game("Gem (USA).nes")).id })
    }
  }

  @Test func `undone, it is as if nobody had said or found anything`() throws {
    try findGem()
    _ = try choose("Gem (USA).nes", "9")
    let game = try game("Gem (USA).nes")
    let others = try #require(try catalog.undoMatch(of: game, at: .igdb, now: 20))
    // The other file of that title is asked about again as well.
    #expect(others.map { String(decoding: $0.path, as: UTF8.self) } == ["nes/Gem (Europe).nes"])
    #expect(try match("Gem (USA).nes") == nil)
    #expect(try known() == .unknown)
    #expect(try catalog.undoMatch(of: game, at: .igdb, now: 20) == nil)
    #expect(try games(.new).contains { $0.id == game.id })
  }

  @Test
  func `it counts for files of the title in other regions that nobody has found, and no longer when it is undone`()
    throws
  {
    try library.see("nes", ["Gem (USA).nes": 1, "Gem (Japan).nes": 2, "Gem (Korea).nes": 3, "Gemini.nes": 4])
    for (name, term, id) in [
      ("Gem (USA).nes", "gem||", nil), ("Gem (Japan).nes", "gem||Japan", nil), ("Gem (Korea).nes", "gem||Korea", "7"),
      ("Gemini.nes", "gemini||", nil),
    ] {
      var match = ProviderMatch(.igdb, id == nil ? .noMatch : .done, updated: 10)
      match.id = id
      match.method = id == nil ? nil : .title
      match.term = term
      match.retryAt = id == nil ? 1_000 : nil
      try catalog.store([SettledGame(game: try game(name).id, "nes", match)], now: 10)
    }
    func paths(_ places: [ScanScope.Place]?) -> Set<String> {
      Set((places ?? []).map { String(decoding: $0.path, as: UTF8.self) })
    }
    let usa = try game("Gem (USA).nes")
    let chosen = try catalog.chooseMatch(
      of: usa, at: .igdb, id: "9", term: "gem||", title: "gem||", version: 1, now: 40)
    #expect(paths(chosen) == ["nes/Gem (USA).nes", "nes/Gem (Japan).nes"])
    func known(_ term: String) throws -> KnownLookup {
      try catalog.lookup(term, title: "gem||*", system: "nes", at: .igdb, version: 1, now: 50)
    }
    #expect(try known("gem||Japan") == .game(id: "9"))
    var remembered = ProviderMatch(.igdb, .done, updated: 50)
    remembered.id = "9"
    remembered.method = .remembered
    remembered.term = "gem||Japan"
    let lookup = SettledGame.Lookup(system: "nes", term: "gem||Japan", version: 1, id: "9")
    try catalog.store(
      [SettledGame(game: try game("Gem (Japan).nes").id, "nes", remembered, lookup: lookup)], now: 50)
    let undone = try catalog.undoMatch(of: usa, at: .igdb, title: "gem||", now: 60)
    #expect(paths(undone) == ["nes/Gem (Japan).nes"])
    #expect(try known("gem||Japan") == .unknown && known("gem||") == .unknown)
    #expect(try match("Gem (Korea).nes")?.id == "7")
  }

  @Test func `a game that has gone, and one that is not searched for by a term`() throws {
    let gone = try game("Other.nes")
    #expect(try choose("Other.nes", "5", term: nil)?.count == 1)
    #expect(try match("Other.nes")?.term == nil)
    #expect(try known() == .unknown)
    var stale = gone
    stale.id = 4711
    #expect(try catalog.chooseMatch(of: stale, at: .igdb, id: "5", term: "other", version: 1, now: 1) == nil)
    #expect(try catalog.lookup("other", system: "nes", at: .igdb, version: 1, now: 1) == .unknown)
  }
}
