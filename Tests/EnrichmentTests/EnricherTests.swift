internal import Catalog
internal import Enrichment
internal import Metadata
internal import Model
internal import Platform
internal import SQLite
internal import TestSupport
internal import Testing

/// The whole way from a library in a catalog to what a provider says of it, and back into the catalog.
@Suite("Enriching a library", .timeLimit(.minutes(Soak.patience))) struct EnricherTests {
  private func terms(_ library: AskedLibrary) throws -> [(system: String, term: String)] {
    try library.games().compactMap { game in game.matches[.igdb]?.term.map { (game.system, $0) } }
  }

  @Test func `every game is found in few requests, and the second run makes none`() async throws {
    let library = try AskedLibrary(["--generate", "2400"])
    let games = try AskedLibrary.distinct(library.standIn, 300)
    try library.see(games)
    let progress = await library.run(library.igdb())
    let matches = try library.matches()
    #expect(matches.count == 300)
    #expect(matches.filter { $0.state != .done }.map { "\($0.term ?? "") \($0.state) \($0.message ?? "")" } == [])
    #expect(Set(matches.compactMap(\.id)) == Set(games.map { String($0.id) }))
    #expect(progress.parts[.igdb]?.matched == 300 && progress.parts[.igdb]?.total == 300)
    // A token, and no more than a request for some twenty games each.
    #expect(try library.requests <= 16)
    let before = try library.requests
    await library.run(library.igdb())
    await library.run(library.igdb(), selection: .missing)
    #expect(try library.requests == before)
    // Who looks afterwards is told of the run that had something to do.
    let told = library.enricher.progress
    #expect(told.parts == progress.parts && !told.isRunning && told.settled[.igdb] == 300)
  }

  @Test func `a catalog that cannot be written ends the run, and says so`() async throws {
    let library = try AskedLibrary(["--generate", "1600"])
    let games = try AskedLibrary.distinct(library.standIn, 200)
    try library.see(games)
    // Nothing of a provider can be stored any more, and everything can be read.
    let catalog = try Connection(path: library.directory("state/catalog.sqlite"))
    try catalog.execute(
      "CREATE TRIGGER broken BEFORE INSERT ON identity BEGIN SELECT raise(ABORT, 'the disk is full'); END")
    let progress = await library.run(library.igdb(), artwork: [.cover])
    #expect(progress.failure?.contains("the disk is full") == true, "\(progress)")
    #expect(progress.done == 0 && !library.enricher.progress.isRunning)
    try catalog.execute("DROP TRIGGER broken")
    #expect(await library.run(library.igdb()).parts[.igdb]?.matched == 200)
  }

  @Test func `offline files that are not there know nothing, not even what they do not have`() async throws {
    let library = try AskedLibrary()
    try library.see(try AskedLibrary.distinct(library.standIn, 3))
    let offline = OfflineDatabase(directory: library.directory("none"), keyVersion: 1) { $0 }
    await library.run(OfflineSource(.launchbox, offline))
    #expect(try library.matches(.launchbox).map(\.state) == [.failed, .failed, .failed])
    #expect(try library.matches(.launchbox).allSatisfy { $0.message?.contains("launchbox") == true })
  }

  @Test func `region variants share one question, revisions too, and later ones none at all`() async throws {
    let library = try AskedLibrary()
    let games = try AskedLibrary.distinct(library.standIn, 20)
    let tags = ["(USA)", "(Europe) (En,Fr,De)", "(Japan)", "(USA) (Rev 1)", "(World) (Beta)"]
    try library.see(games, tags: tags)
    let noted = NotedSource(library.igdb())
    await library.run(noted)
    #expect(try library.matches().filter { $0.state == .done }.count == 100)
    let asked = noted.asked.all.filter { $0.way == .titles }.flatMap(\.titles)
    // Japan may have another game of that title: it is judged by itself, and not asked for by itself.
    #expect(asked.count == 40 && Set(asked).count == 20, "\(asked)")
    #expect(try library.requests <= 6)

    try library.see(games, tags: tags + ["(Australia)"])
    let before = try library.requests
    let statements = Record<String>()
    try library.catalog.trace { statements.append($0) }
    await library.run(noted)
    try library.catalog.trace(nil)
    #expect(try library.requests == before)
    #expect(try library.matches().filter { $0.state == .done }.count == 120)
    // One for each of the newcomers.
    #expect(statements.all.filter { $0.contains("FROM lookup") }.count == 20)
  }

  @Test func `a lookup that is known is one statement, by its key`() async throws {
    let library = try AskedLibrary()
    try library.see(try AskedLibrary.distinct(library.standIn, 10))
    await library.run(library.igdb())
    let statements = Record<String>()
    let terms = try terms(library)
    try library.catalog.trace { statements.append($0) }
    for (system, term) in terms {
      let known = try library.catalog.lookup(
        term, system: system, at: .igdb, version: SoughtGame.termVersion, now: wallNanoseconds())
      guard case .game = known else {
        Issue.record("\(term) of \(system) is \(known)")
        continue
      }
    }
    try library.catalog.trace(nil)
    #expect(terms.count == 10 && statements.count == 10, "\(statements.all)")
    let connection = try Connection(path: library.catalog.path)
    let plan = try connection.statement("EXPLAIN QUERY PLAN \(statements.all.first ?? "")")
    #expect(try plan.step())
    #expect(plan.text(3).contains("SEARCH lookup USING PRIMARY KEY"), "\(plan.text(3))")
  }

  @Test func `a new catalog that knows the terms asks for details alone`() async throws {
    let library = try AskedLibrary()
    let games = try AskedLibrary.distinct(library.standIn, 70)
    try library.see(games)
    await library.run(library.igdb())

    let other = try AskedLibrary(standIn: library.standIn)
    try other.see(games)
    let connection = try Connection(path: other.catalog.path)
    try connection.execute("ATTACH '\(library.catalog.path)' AS old; INSERT INTO lookup SELECT * FROM old.lookup")
    try library.standIn.resetStatistics()
    let noted = NotedSource(other.igdb())
    await other.run(noted)
    #expect(noted.asked.all.map(\.way) == [.ids])
    #expect(try library.standIn.requests("/v4/games") == 1 && library.standIn.requests("/v4/multiquery") == 0)
    let matches = try other.matches()
    #expect(matches.filter { $0.state == .done && $0.method == .remembered }.count == 70)
    #expect(try other.catalog.knownGame(ProviderGame(.igdb, matches[0].id ?? ""))?.facts.description != nil)
  }

  @Test func `what a provider does not know is not asked for again until it is forgotten`() async throws {
    let library = try AskedLibrary()
    try library.see(["snes": ["Nobody Knows This Zyx (USA).sfc"]])
    let memory: Int64 = 3_000_000_000
    await library.run(library.igdb(), forgetMisses: memory)
    let began = monotonicNanoseconds()
    let match = try #require(try library.matches().first)
    #expect(match.state == .noMatch && match.retryAt != nil)
    // Others of the same title come, and know it already: that is no newer than it was.
    try library.see(["snes": ["Nobody Knows This Zyx (USA).sfc", "Nobody Knows This Zyx (Europe).sfc"]])
    let before = try library.requests
    sleep(nanoseconds: 1_000_000_000)
    await library.run(library.igdb(), forgetMisses: memory)
    let isEarly = monotonicNanoseconds() - began < 2_500_000_000
    #expect(try library.requests == before || !isEarly)
    #expect(try library.matches().allSatisfy { $0.state == .noMatch })
    let left = 3_500_000_000 - Int64(monotonicNanoseconds() - began)
    if left > 0 { sleep(nanoseconds: UInt64(left)) }
    await library.run(library.igdb(), forgetMisses: memory)
    #expect(try library.requests > before, "it is never asked for again")
  }

  @Test func `an error is no negative`() async throws {
    let library = try AskedLibrary()
    try library.see(try AskedLibrary.distinct(library.standIn, 30))
    try library.standIn.setFaults(#"{"mode":"status","status":503,"prefix":"/v4"}"#)
    await library.run(library.igdb())
    for match in try library.matches() {
      #expect(match.state == .failed && match.code == "unavailable" && match.message != nil)
      #expect(match.retryAt ?? 0 > wallNanoseconds())
    }
    let terms = try terms(library)
    #expect(terms.count == 30)
    for (system, term) in terms {
      #expect(
        try library.catalog.lookup(term, system: system, at: .igdb, version: SoughtGame.termVersion, now: 0) == .unknown
      )
    }
    try library.standIn.setFaults()
    // Not yet, unless somebody asks for it.
    let before = try library.requests
    await library.run(library.igdb())
    #expect(try library.requests == before)
    await library.run(library.igdb(), selection: .missing)
    #expect(try library.matches().allSatisfy { $0.state == .done })
  }

  @Test func `many batches at the same time all end, and so does the run`() async throws {
    let library = try AskedLibrary(["--generate", "200", "--latency", "20"])
    var files: [String] = []
    for number in 0..<700 { files.append("Unheard Of Number\(number) Qx\(number % 97)z (USA).sfc") }
    try library.see(["snes": files])
    await library.run(library.igdb())
    #expect(try library.matches().filter { $0.state == .noMatch }.count == 700)
  }

  @Test func `what is cancelled is asked about by the next run, and what was known stays`() async throws {
    let library = try AskedLibrary()
    let games = try AskedLibrary.distinct(library.standIn, 40)
    try library.see(games)
    await library.run(library.igdb())
    let known = try library.matches()
    try library.see(games, tags: ["(USA)"])
    // Everything is asked again, and is cancelled in the middle of it: later than the grace of a fetch.
    try library.standIn.setFaults(#"{"mode":"stall","prefix":"/v4"}"#)
    var policy = RetryPolicy()
    policy.deadline = 60_000_000_000
    let source = library.igdb(policy: policy)
    let refresh = Task { await library.run(source, selection: .all) }
    try await Task.sleep(for: .milliseconds(300))
    refresh.cancel()
    _ = await refresh.value
    #expect(try library.matches().map(\.id) == known.map(\.id), "what was known is lost")

    let newcomer = try AskedLibrary(standIn: library.standIn)
    try newcomer.see(games)
    let slow = newcomer.igdb(policy: policy)
    let first = Task { await newcomer.run(slow) }
    try await Task.sleep(for: .milliseconds(300))
    first.cancel()
    _ = await first.value
    #expect(try newcomer.matches().allSatisfy { $0.state == .cancelled })
    try library.standIn.setFaults()
    await newcomer.run(newcomer.igdb())
    #expect(try newcomer.matches().filter { $0.state == .done }.count == 40)
  }

  @Test func `what is remembered is not remembered for longer by being used`() {
    let settlement = Settlement(.igdb, forgetMisses: 1000, now: 50)
    let game = SoughtGame(
      id: 1, system: "snes", location: .init(root: LibraryRoot(id: 1, path: "/"), folder: []), path: [], size: 1)
    var question = Question(GameQuery(title: "Some Game", system: "snes"), checksums: nil, size: 1)
    question.term = "some game"
    let asked = settlement.settle(game, question, .nothing([], evidence: nil))
    #expect(asked?.lookup?.expires == 1050)
    question.method = .remembered
    #expect(settlement.settle(game, question, .nothing([], evidence: "remembered"))?.lookup == nil)
  }
}
