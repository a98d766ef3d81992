internal import Catalog
internal import Enrichment
internal import Model
internal import Platform
internal import Synchronization

/// Ember Media Manager's bulk scrape of 50 films, with the times that were measured there.
struct BulkScrape: OwnWorkload {
  let name = "ember"
  let conditions = """
    50 items, each with two requests of 1.08 s and 1.86 s, of which the second needs what the first says, then pictures
    of 0.34 s; all of it sleeps. Saving takes 0.56 s for each item as measured there (save 0.56 s), or is a transaction
    in a catalog for each group of results (own save). Sequential: one item after the other. Parallel, then sequential:
    three items are looked up at once, and pictures and saves follow when all of them are known. Pipeline: pictures are
    fetched with the text, and what is complete is saved meanwhile. --time-scale N sleeps an Nth of it, and the times
    are given as if it had not.
    """

  private static let items = 50
  /// Seconds, of one item.
  private static let first = 1.08
  private static let second = 1.86
  private static let pictures = 0.34
  private static let save = 0.56

  static func metric(_ plan: String, _ scale: Int) -> Metric {
    let suffix = scale == 1 ? "" : ", at 1:\(scale)"
    return Metric(name: "50 items, \(plan)\(suffix)", unit: "s", isHigherBetter: false)
  }

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let clock = ScaledTime(scale: scale.timeScale)
    func add(_ plan: String, _ name: String, _ body: () throws -> Void) throws {
      let start = monotonicNanoseconds()
      try body()
      let seconds = Double(monotonicNanoseconds() - start) / 1e9 * Double(scale.timeScale)
      results.add(seconds, Self.metric(plan, scale.timeScale), for: name)
    }
    // Sleeping is the same every time.
    for run in 0..<min(runs, scale.timeScale == 1 ? 1 : 3) {
      try add("sequential", "in sequence") { try sequential(clock) }
      try add("parallel at 3, then sequential", "Ember") { try parallelThenSequential(clock, concurrency: 3) }
      for concurrency in [3, 16] {
        try add("pipeline at \(concurrency), save 0.56 s", vitrineName) {
          try pipeline(clock, concurrency) { group in for _ in group { clock.sleepNow(Self.save) } }
        }
        let library = try SavedItems(scratch.makeDirectory("scraped-\(run)-\(concurrency)"), count: Self.items)
        defer { library.close() }
        try add("pipeline at \(concurrency), own save", vitrineName) {
          try pipeline(clock, concurrency) { try library.store($0) }
        }
        guard try library.storedCount() == Self.items else { throw BenchFailure("not all items were saved") }
      }
    }
  }

  private func sequential(_ clock: ScaledTime) throws {
    try runAndWait {
      for _ in 0..<Self.items {
        await Self.fetch(clock)
        await clock.sleep(Self.save)
      }
    }
  }

  private func parallelThenSequential(_ clock: ScaledTime, concurrency: Int) throws {
    let left = Countdown(Self.items)
    try runAndWait {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<concurrency {
          group.addTask {
            while left.take() != nil {
              await clock.sleep(Self.first)
              await clock.sleep(Self.second)
            }
          }
        }
      }
      for _ in 0..<Self.items {
        await clock.sleep(Self.pictures)
        await clock.sleep(Self.save)
      }
    }
  }

  private func pipeline(
    _ clock: ScaledTime, _ concurrency: Int, save: @escaping @Sendable ([Int]) throws -> Void
  ) throws {
    let left = Countdown(Self.items)
    let pipeline = Pipeline<Int, Int>(
      PipelineSettings(name: "bench", concurrency: concurrency), next: { left.take() },
      fetch: { item in
        await Self.fetch(clock)
        return item
      }, write: save)
    try runAndWait {
      let end = try await pipeline.run()
      if let failure = end.failure { throw failure }
    }
  }

  private static func fetch(_ clock: ScaledTime) async {
    await clock.sleep(first)
    await clock.sleep(second)
    await clock.sleep(pictures)
  }
}

/// Sleeps a part of what it is told.
private struct ScaledTime: Sendable {
  let scale: Int

  func sleep(_ seconds: Double) async { try? await Task.sleep(nanoseconds: nanoseconds(seconds)) }

  /// Blocks the thread.
  func sleepNow(_ seconds: Double) { Platform.sleep(nanoseconds: nanoseconds(seconds)) }

  private func nanoseconds(_ seconds: Double) -> UInt64 { UInt64(seconds * 1e9 / Double(scale)) }
}

/// The numbers below a count, each once.
private final class Countdown: Sendable {
  private let next = Mutex(0)
  private let count: Int

  init(_ count: Int) { self.count = count }

  func take() -> Int? {
    next.withLock { next in
      if next >= count { return nil }
      defer { next += 1 }
      return next
    }
  }
}

/// A catalog with games of which something is stored.
private struct SavedItems: Sendable {
  private let catalog: Catalog
  private let games: [Int64]

  init(_ directory: String, count: Int) throws {
    catalog = try Catalog.open(directory: directory)
    var files = FileTable()
    for number in 0..<count {
      files.append(
        path: "Film \(padded(number, 3)).rom".utf8,
        version: FileVersion(size: 1, modified: 1, inode: UInt64(number + 1)))
    }
    let root = try catalog.root(forPath: "/films")
    let location = Shelf.Location(root: root, folder: Array("nes".utf8))
    try catalog.replace(
      Shelf(
        location: location, system: "nes", modified: 0, files: files, singles: (0..<count).map { UInt32($0) },
        archives: []), observed: wallNanoseconds())
    var place: SoughtPlace?
    games = try catalog.soughtGames(.all, providers: [.igdb], scope: .everything, now: 0, from: &place).map(\.id)
  }

  func store(_ group: [Int]) throws {
    let now = wallNanoseconds()
    let settled = group.map { number -> SettledGame in
      var record = GameRecord(ProviderGame(.igdb, "\(number)"), titles: [GameRecord.Title("Film \(number)")])
      record.facts.name = "Film \(number)"
      record.facts.description = String(repeating: "What happens in it, at length. ", count: 20)
      record.facts.developer = "Studio"
      record.facts.genre = "Drama"
      var match = ProviderMatch(.igdb, .done, updated: now)
      match.id = record.game.id
      match.method = .title
      match.term = "film \(number)"
      let lookup = SettledGame.Lookup(system: "nes", term: "film \(number)", version: 1, id: record.game.id)
      return SettledGame(game: games[number], "nes", match, record: record, lookup: lookup)
    }
    try catalog.store(settled, now: now)
  }

  func storedCount() throws -> Int { try catalog.matchCounts().reduce(0) { $0 + $1.count } }

  func close() { catalog.close() }
}
