internal import Catalog
internal import Enrichment
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

/// Knows games by their titles, and remembers how it was asked.
private final class RecordingSource: GameSource {
  struct State {
    /// Ids by title; a title that is not here is not known.
    var games: [String: String] = [:]
    var failing: Set<String> = []
    /// Of the questions, in no order: `id 5`, `title Zelda`.
    var asked: [String] = []
    var description = "first"
  }

  let provider: Provider
  let concurrency = 2
  let ways = [WayOfAsking(.ids, batch: 10), WayOfAsking(.titles, batch: 10)]
  let state: Mutex<State>

  init(_ games: [String: String], _ provider: Provider = .igdb) {
    self.provider = provider
    state = Mutex(State(games: games))
  }

  func readiness(of question: Question) -> Readiness { .ready }

  func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer] {
    questions.map { question in
      state.withLock { state in
        let title = question.query.title
        state.asked.append(question.id.map { "id \($0)" } ?? "title \(title)")
        if state.failing.contains(title) {
          return .failed(ProviderFailure(.unavailable, "it does not work"))
        }
        let found = state.games.first { question.id == nil ? $0.key == title : $0.value == question.id }
        guard let (name, id) = found else {
          return question.id == nil ? .nothing([], evidence: nil) : .gone
        }
        var record = GameRecord(ProviderGame(provider, id), titles: [GameRecord.Title(name)])
        record.facts.description = state.description
        record.facts.genre = "Genre"
        return question.id == nil
          ? .found(SourceAnswer.Found(record, .title, score: 0.9, evidence: "title"))
          : SourceAnswer(known: record, method: question.method)
      }
    }
  }

  /// What was asked since this was last called, sorted.
  func takeAsked() -> [String] {
    state.withLock { state in
      defer { state.asked = [] }
      return state.asked.sorted()
    }
  }
}

@Suite("Which games are asked about") struct SelectionTests {
  private let workspace: TemporaryDirectory
  private let catalog: Catalog
  private let root: LibraryRoot
  private let source = RecordingSource(["Alpha": "1", "Beta": "2"])
  private let enricher: Enricher

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path + "/state")
    root = try catalog.root(forPath: "/library")
    enricher = Enricher(catalog, ArtworkStore(directory: workspace.path + "/artwork"))
    var providers = Enricher.Providers()
    providers.sources = [source]
    enricher.configure(providers)
    for (system, names) in [("snes", ["Alpha", "Beta", "Gamma"]), ("nes", ["Alpha"])] {
      var table = FileTable()
      for (number, name) in names.enumerated() {
        table.append(
          path: Array("\(name) (USA).rom".utf8), version: FileVersion(size: 9, modified: 5, inode: UInt64(number + 1)))
      }
      try catalog.replace(
        Shelf(
          location: location(system), system: system, modified: 0, files: table,
          singles: names.indices.map { UInt32($0) }, archives: []), observed: 1)
    }
  }

  private func location(_ system: String) -> Shelf.Location { .init(root: root, folder: Array(system.utf8)) }

  private func match(_ name: String, _ system: String = "snes") throws -> ProviderMatch? {
    let path = Array("\(name) (USA).rom".utf8)
    return try catalog.soughtGame(holding: path, at: location(system), providers: [.igdb])?.matches[.igdb]
  }

  private func id(_ name: String) throws -> Int64 {
    let path = Array("\(name) (USA).rom".utf8)
    return try #require(try catalog.soughtGame(holding: path, at: location("snes"), providers: [.igdb])).id
  }

  private func request(
    _ selection: EnrichmentSelection, systems: [String] = ["snes"], since: Int64? = nil,
    providers: Set<Provider>? = nil, fields: Set<FactField> = Set(FactField.allCases)
  ) -> EnrichmentRequest {
    EnrichmentRequest(
      selection, scope: ScanScope(systems: systems), providers: providers, fields: fields, artwork: [],
      now: wallNanoseconds(), since: since)
  }

  @discardableResult
  private func run(_ request: EnrichmentRequest) async -> [String] {
    _ = await enricher.run(request) { _ in }
    return source.takeAsked()
  }

  @Test func `what is missing is what is not known, was not told or was ended, and nothing that the user said`()
    async
    throws
  {
    source.state.withLock { _ = $0.failing.insert("Beta") }
    #expect(await run(request(.missing)) == ["title Alpha", "title Beta", "title Gamma"])
    #expect(try match("Alpha")?.state == .done)
    #expect(try match("Beta")?.state == .failed)
    #expect(try match("Gamma")?.state == .noMatch)
    #expect(await run(request(.due)) == [])
    #expect(await run(request(.new)) == [])
    source.state.withLock { $0.failing = [] }
    // Also what the provider said that it does not have, a moment ago.
    #expect(await run(request(.missing)) == ["title Beta", "title Gamma"])
    var said = ProviderMatch(.igdb, .noMatch, updated: 1)
    said.method = .manual
    try catalog.store([SettledGame(game: try id("Gamma"), "snes", said)], now: 1)
    #expect(await run(request(.missing)) == [])
    #expect(await run(request(.all)) == ["id 1", "id 2"])
    #expect(try match("Gamma")?.method == .manual)
  }

  @Test func `everything is fetched anew by what is known, and how that was found out stays`() async throws {
    await run(request(.missing))
    source.state.withLock { $0.description = "second" }
    #expect(await run(request(.all)) == ["id 1", "id 2", "title Gamma"])
    #expect(try catalog.knownGame(ProviderGame(.igdb, "1"))?.facts.description == "second")
    #expect(try match("Alpha")?.method == .title)
    #expect(try match("Alpha")?.score == 0.9)
    // A game that the provider has no more is looked for again.
    source.state.withLock { $0.games["Alpha"] = "7" }
    #expect(await run(request(.all)).contains("title Alpha"))
    #expect(try match("Alpha")?.id == "7")
  }

  @Test func `what is there in part is asked for by its id`() async throws {
    await run(request(.missing))
    source.state.withLock { _ = $0.failing.insert("Alpha") }
    await run(request(.all))
    #expect(try match("Alpha")?.state == .partial)
    #expect(try match("Alpha")?.id == "1")
    source.state.withLock { $0.failing = [] }
    #expect(await run(request(.missing)).contains("id 1"))
    #expect(try match("Alpha")?.state == .done)
    #expect(try match("Alpha")?.method == .title)
  }

  @Test func `marked games are asked about once more by everybody, and are not marked then`() async throws {
    await run(request(.missing))
    let second = RecordingSource(["Alpha": "41"], .launchbox)
    var providers = Enricher.Providers()
    providers.sources = [source, second]
    enricher.configure(providers)
    try catalog.mark([try id("Alpha")], true)
    await run(request(.missing, systems: ["nes"]))
    _ = second.takeAsked()
    #expect(await run(request(.marked)) == ["id 1"])
    #expect(second.takeAsked() == ["title Alpha"])
    #expect(await run(request(.marked)) == [])
    #expect(second.takeAsked() == [])
  }

  @Test func `fields and providers that nobody asked for stay as they are`() async throws {
    await run(request(.missing, fields: [.name]))
    let first = try #require(try catalog.knownGame(ProviderGame(.igdb, "1")))
    #expect(first.facts.name == "Alpha")
    #expect(first.facts.description == nil)
    source.state.withLock { $0.description = "second" }
    await run(request(.all, fields: [.description]))
    let second = try #require(try catalog.knownGame(ProviderGame(.igdb, "1")))
    #expect(second.facts.description == "second")
    #expect(second.facts.genre == nil)
    #expect(await run(request(.all, providers: [.hasheous])) == [])
    #expect(await run(request(.new, systems: ["nes"])) == ["title Alpha"])
  }

  @Test func `what was ended before its turn is stored so, and asked about by those who want it`() async throws {
    let began = wallNanoseconds()
    source.state.withLock { _ = $0.failing.insert("Beta") }
    await run(request(.missing))
    try enricher.giveUp(request(.missing, systems: [], since: began))
    // What was asked about in the same scan was not ended.
    #expect(try match("Beta")?.state == .failed)
    #expect(try match("Alpha", "nes")?.state == .cancelled)
    try enricher.giveUp(request(.all, systems: []))
    // What came of asking before stays.
    #expect(try match("Alpha")?.state == .done && match("Beta")?.state == .failed)
    #expect(try match("Gamma")?.state == .noMatch)
    #expect(await run(request(.due, systems: [])) == [])
    #expect(await run(request(.new, systems: ["nes"])) == ["title Alpha"])
    source.state.withLock { $0.failing = [] }
    #expect(await run(request(.new, systems: [])) == [])
  }

  @Test func `a request that goes on leaves out what it has asked about`() async throws {
    let began = wallNanoseconds()
    await run(request(.all))
    #expect(await run(request(.all, systems: [], since: began)) == ["title Alpha"])
    #expect(try catalog.soughtCount(.all, provider: .igdb, scope: .everything, now: 0) == 4)
    #expect(try catalog.soughtCount(.all, provider: .igdb, scope: .everything, now: 0, since: began) == 0)
    let one = ScanScope(places: [.init(root: root, path: Array("snes/Beta (USA).rom".utf8))])
    #expect(try catalog.soughtCount(.all, provider: .igdb, scope: one, now: 0) == 1)
    #expect(try catalog.providerGames(in: one, providers: nil) == [ProviderGame(.igdb, "2")])
  }
}
