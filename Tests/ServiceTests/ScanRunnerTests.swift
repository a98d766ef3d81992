internal import Catalog
internal import Model
internal import Platform
internal import Service
internal import Synchronization
internal import TestSupport
internal import Testing

/// Does nothing but remember what it was asked; the test tells what comes of it.
private final class FakeEngine: ScanEngine {
  struct State {
    var calls: [String] = []
    var events: [Int64: ScanEvents] = [:]
    var finished: [Int64: Set<Shelf.Location>] = [:]
    var seen = 0
    var canEnrich = false
    var enriched: ScanJobs.Enriched?
  }
  let state = Mutex(State())
  let libraryRoots: [LibraryRoot]

  init(_ root: LibraryRoot) { libraryRoots = [root] }

  var calls: [String] { state.withLock { $0.calls } }
  func events(_ job: Int64) throws -> ScanEvents { try #require(state.withLock { $0.events[job] }) }

  func discover(_ job: ScanJob, finished: Set<Shelf.Location>, _ events: ScanEvents) {
    state.withLock { state in
      state.calls.append("discover \(job.id)")
      state.events[job.id] = events
      state.finished[job.id] = finished
    }
  }

  func hash(_ job: ScanJob, _ events: ScanEvents) {
    state.withLock { state in
      state.calls.append("hash \(job.id)")
      state.events[job.id] = events
    }
  }

  var canEnrich: Bool { state.withLock { $0.canEnrich } }

  func enrich(_ job: ScanJob, _ events: ScanEvents) {
    state.withLock { state in
      state.calls.append("enrich \(job.id)")
      state.events[job.id] = events
    }
  }

  func enriched(_ job: Int64) -> ScanJobs.Enriched? { state.withLock { $0.enriched } }
  func giveUp(_ job: ScanJob) { state.withLock { $0.calls.append("give up \(job.id)") } }
  func halt(_ job: Int64, isFinal: Bool) { state.withLock { $0.calls.append("\(isFinal ? "drop" : "halt") \(job)") } }
  func filesSeen(_ job: Int64) -> Int { state.withLock { $0.seen } }
  func filesExpected(_ job: Int64) -> Int { 100 }
  func rest(_ isResting: Bool) { state.withLock { $0.calls.append(isResting ? "rest" : "go on") } }
  func passOverSilent() {}
  var workers: [ScanReport.Worker] { [.init(name: "scan-1", item: "nes")] }
}

@Suite("Carrying out scans") struct ScanRunnerTests {
  private let workspace: TemporaryDirectory
  private let catalog: Catalog
  private let root: LibraryRoot
  private let mount = "/mnt"

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path + "/state")
    root = try catalog.root(forPath: "/library")
  }

  private func runner() throws -> (ScanRunner, FakeEngine) {
    let engine = FakeEngine(root)
    let runner = try ScanRunner(catalog: catalog, mountPoint: mount, engine: engine)
    runner.start()
    return (runner, engine)
  }

  private func location(_ folder: String) -> Shelf.Location { Shelf.Location(root: root, folder: Array(folder.utf8)) }

  private var found: ScanJobs.Found {
    var found = ScanJobs.Found()
    found.files = 7
    found.new = 2
    return found
  }

  @Test func `a scan goes through its phases, and every step of it is stored`() throws {
    let (runner, engine) = try runner()
    let (report, hasJoined) = try runner.request(.hashes, .everything)
    #expect(!hasJoined)
    #expect(report.state == .running)
    #expect(engine.calls == ["discover \(report.id)"])
    #expect(try catalog.jobs(at: mount).map(\.state) == [.running])
    let looking = try engine.events(report.id)
    looking.expected(1)
    looking.lookedThrough(location("nes"), found)
    looking.discovered([ScanJob.Problem(reason: "dangling link", count: 1, examples: [])], nil)
    #expect(engine.calls.last == "hash \(report.id)")
    let stored = try #require(try catalog.jobs(at: mount).first)
    #expect(stored.phase == .hash)
    #expect(stored.counts.files == 7)
    #expect(stored.problems.map(\.reason) == ["dangling link"])
    #expect(try catalog.finishedFolders(ofJob: report.id, in: [root]) == [location("nes")])
    var hashed = ScanJobs.Hashed()
    hashed.files = 7
    hashed.filesTotal = 7
    try engine.events(report.id).hashingEnded(hashed)
    #expect(try catalog.jobs(at: mount).map(\.state) == [.done])
    #expect(runner.report(report.id)?.counts.hashedFiles == 7)
    #expect(runner.activeReports == [])
  }

  @Test func `providers are asked at the end, and how far that is is told and stored`() throws {
    let (runner, engine) = try runner()
    engine.state.withLock { $0.canEnrich = true }
    let id = try runner.request(.complete, .everything).report.id
    try engine.events(id).discovered([], nil)
    try engine.events(id).hashingEnded(.init())
    #expect(engine.calls.last == "enrich \(id)")
    #expect(try catalog.jobs(at: mount).map(\.phase) == [.enrich])
    var enriched = ScanJobs.Enriched()
    enriched.games = 10
    enriched.matched = 3
    engine.state.withLock { [enriched] in $0.enriched = enriched }
    #expect(runner.report(id)?.counts.enriched == 3)
    #expect(runner.report(id)?.part == 0.3)
    enriched.matched = 9
    enriched.unmatched = 1
    try engine.events(id).enrichmentEnded(enriched, nil)
    let stored = try #require(try catalog.jobs(at: mount).first)
    #expect(stored.state == .done)
    #expect(stored.counts.enriched == 9)
    #expect(stored.counts.unmatched == 1)
    #expect(stored.counts.gamesToEnrich == 10)
  }

  @Test func `what a dead service was asking goes on with what it was asked for`() throws {
    let (runner, _) = try runner()
    var options = MetadataOptions()
    options.selection = .all
    options.providers = [.igdb]
    options.artwork = []
    let first = try runner.request(.metadata, .everything, options)
    #expect(try runner.request(.metadata, .everything, options).hasJoined)
    #expect(try !runner.request(.metadata, .everything).hasJoined)
    let (next, engine) = try self.runner()
    #expect(engine.calls.first == "enrich \(first.report.id)")
    #expect(next.report(first.report.id)?.metadata == options)
    _ = next.control(.cancel, [first.report.id])
    #expect(engine.calls.suffix(2) == ["drop \(first.report.id)", "give up \(first.report.id)"])
  }

  @Test func `asking for what runs joins it`() throws {
    let (runner, _) = try runner()
    let first = try runner.request(.quick, .everything)
    let second = try runner.request(.quick, .everything)
    #expect(second.hasJoined)
    #expect(second.report.id == first.report.id)
    #expect(try catalog.jobs(at: mount).count == 1)
  }

  @Test func `what a dead service was at goes on, without the folders that are done`() throws {
    let (runner, engine) = try runner()
    let id = try runner.request(.complete, .everything).report.id
    let paused = try runner.request(.quick, .everything).report.id
    #expect(runner.control(.pause, [paused]).map(\.state) == [.paused])
    let events = try engine.events(id)
    events.expected(3)
    events.lookedThrough(location("nes"), found)
    // Stored with the clock's next second.
    let deadline = monotonicNanoseconds() + 20_000_000_000
    while try catalog.finishedFolders(ofJob: id, in: [root]).isEmpty, monotonicNanoseconds() < deadline {
      sleep(nanoseconds: 10_000_000)
    }
    #expect(try catalog.jobs(at: mount).map(\.counts.files) == [7, 0])

    let (next, nextEngine) = try self.runner()
    #expect(nextEngine.calls == ["discover \(id)"])
    #expect(nextEngine.state.withLock { $0.finished[id] } == [location("nes")])
    #expect(next.report(id)?.counts.systemsDone == 1)
    #expect(next.report(paused)?.state == .paused)
    #expect(next.control(.resume, [paused]).map(\.state) == [.queued])
    _ = next.control(.cancel, [id])
    #expect(nextEngine.calls == ["discover \(id)", "drop \(id)", "discover \(paused)"])
    #expect(try catalog.jobs(at: mount).map(\.state) == [.cancelled, .running])
  }

  @Test func `looking once more forgets which folders were done`() throws {
    let (runner, engine) = try runner()
    let id = try runner.request(.quick, .everything).report.id
    try engine.events(id).lookedThrough(location("nes"), found)
    try engine.events(id).discovered([], nil)
    let again = try runner.request(.quick, .everything)
    #expect(again.hasJoined)
    #expect(engine.calls == ["discover \(id)", "hash \(id)", "halt \(id)", "discover \(id)"])
    #expect(engine.state.withLock { $0.finished[id] } == [])
    #expect(again.report.counts.new == 2)
  }

  @Test func `damage that is found is stored with the place`() throws {
    let (runner, engine) = try runner()
    let id = try runner.request(.complete, .everything).report.id
    try engine.events(id).discovered([], nil)
    let events = try engine.events(id)
    events.foundDamaged(Array("/library/nes/a.nes".utf8))
    events.foundUnreadable(Array("/library/nes/b.nes".utf8))
    events.hashingEnded(.init())
    let job = try #require(try catalog.jobs(at: mount).first)
    #expect(job.counts.damaged == 1)
    #expect(job.problems.map(\.examples) == [[Array("/library/nes/a.nes".utf8)], [Array("/library/nes/b.nes".utf8)]])
    #expect(runner.report(id).map { ScanSummary($0).exitCode } == .damaged)
  }

  @Test func `what is running is told with its files, its rate and its workers`() throws {
    let (runner, engine) = try runner()
    let id = try runner.request(.quick, .everything).report.id
    engine.state.withLock { $0.seen = 40 }
    let looking = try #require(runner.report(id))
    #expect(looking.filesSeen == 40)
    #expect(looking.filesExpected == 100)
    #expect(looking.part == 0.4)
    #expect(looking.workers == [.init(name: "scan-1", item: "nes")])
    let deadline = monotonicNanoseconds() + 20_000_000_000
    while runner.report(id)?.perSecond == nil, monotonicNanoseconds() < deadline { sleep(nanoseconds: 10_000_000) }
    #expect(runner.report(id)?.perSecond == 0)
    _ = runner.control(.pause, [id])
    #expect(runner.report(id)?.workers == [])
  }

  @Test func `where everything is paused, nothing is hashed that no reader waits for`() throws {
    let (runner, engine) = try runner()
    let first = try runner.request(.quick, .everything).report.id
    let second = try runner.request(.new, .everything).report.id
    _ = runner.control(.pause, [first])
    #expect(!engine.calls.contains("rest"))
    _ = runner.control(.pause, [second])
    #expect(engine.calls.contains("rest"))
    let (next, nextEngine) = try self.runner()
    #expect(nextEngine.calls == ["rest"])
    _ = next.control(.cancel, [first])
    #expect(!nextEngine.calls.contains("go on"))
    _ = next.control(.resume, [second])
    #expect(nextEngine.calls.contains("go on"))
  }

  @Test func `a catalog that cannot be written refuses the scan, and says why`() throws {
    let (runner, engine) = try runner()
    catalog.close()
    #expect(throws: CatalogError.self) { _ = try runner.request(.quick, .everything) }
    #expect(engine.calls == [])
    #expect(runner.jobs == [])
  }
}
