internal import Catalog
internal import Model
internal import Platform

/// How soon a library's games are known after a provider was set up.
struct LibraryEnrichment: OwnWorkload {
  let name = "enrichment"
  let conditions = """
    1,469 ROMs of 22 systems with names as No-Intro writes them: regions, revisions, articles at the end, numerals in
    both scripts, and some that nobody knows. `vitrine mount` on an empty state directory, with a stand-in for IGDB on
    this machine that takes 4 requests in any second and 8 open at once and answers after 300 ms; no pictures. Once a
    request that holds several counts as one (one), and once each of them counts (each). From the start of the mount
    until the first game is in a list of the mount with what IGDB says, until every game is settled in the catalog, and
    until all that were found are in the lists. RomM: the same library, measured elsewhere.
    """

  /// What RomM takes for as many. Seconds.
  private static let other = 539.0

  enum Cost: String, CaseIterable { case one, each }

  static func first(_ cost: Cost) -> Metric { seconds("first game shown", cost) }
  static func settled(_ cost: Cost) -> Metric { seconds("all settled", cost) }
  private static func seconds(_ what: String, _ cost: Cost) -> Metric {
    Metric(name: "1469 games on IGDB, \(what), \(cost.rawValue)", unit: "s", isHigherBetter: false)
  }

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let wanted = try ScrapedLibrary(scratch)
    // Minutes each, and the same every time but for the machine.
    for run in 0..<min(runs, 3) {
      for cost in Cost.allCases { try measure(scratch, wanted, cost, run, into: &results) }
    }
  }

  private func measure(
    _ scratch: Scratch, _ library: ScrapedLibrary, _ cost: Cost, _ run: Int, into results: inout Measurements
  ) throws {
    let standIn = try StandIn(
      scratch,
      [
        "--generate", "\(ScrapedLibrary.generated)", "--rate", "4", "--most-open", "8", "--latency", "300",
        "--multiquery-cost", cost.rawValue,
      ])
    defer { standIn.stop() }
    try standIn.warmUp()
    var environment = standIn.environment
    environment["VITRINE_PROVIDERS_IGDB_MULTIQUERY"] = cost.rawValue
    environment["VITRINE_ENRICHMENT_ARTWORK"] = ","
    let vitrine = try Vitrine(
      scratch: scratch, name: "enriched-\(cost.rawValue)-\(run)", library: library.path, environment: environment)
    defer { vitrine.unmount() }
    let start = monotonicNanoseconds()
    func seconds() -> Double { Double(monotonicNanoseconds() - start) / 1e9 }
    try vitrine.mount()
    let lists = library.systems.map { vitrine.path + "/Loose/" + $0 + "/gamelist.xml" }
    let catalog = try Catalog.open(directory: vitrine.state)
    defer { catalog.close() }

    var first: Double?
    var settled: Double?
    var counts: [String: Int] = [:]
    var shown = 0
    while settled == nil || shown < counts["done", default: 0] {
      if seconds() > 900 { throw BenchFailure("after a quarter of an hour: \(counts), \(shown) in the lists") }
      if first == nil, lists.contains(where: { Self.count(in: $0) > 0 }) { first = seconds() }
      if settled == nil {
        counts = Dictionary(try catalog.matchCounts().map { ($0.state, $0.count) }) { $0 + $1 }
        if counts.values.reduce(0, +) - counts["cancelled", default: 0] >= library.files.count { settled = seconds() }
      } else {
        shown = lists.reduce(0) { $0 + Self.count(in: $1) }
      }
      sleep(nanoseconds: first == nil ? 10_000_000 : 50_000_000)
    }
    let visible = seconds()
    results.add(first ?? visible, Self.first(cost), for: vitrineName)
    results.add(settled ?? visible, Self.settled(cost), for: vitrineName)
    results.add(Self.other, Self.settled(cost), for: "RomM")
    results.add(visible, Self.seconds("all found ones shown", cost), for: vitrineName)
    try addRequests(standIn, library, cost, into: &results)
    let judged = try library.judge(catalog)
    func add(_ what: String, _ value: Double, isHigherBetter: Bool) {
      let metric = Metric(
        name: "1469 games on IGDB, \(what), \(cost.rawValue)", unit: "share", isHigherBetter: isHigherBetter)
      results.add(value, metric, for: vitrineName)
    }
    add("found of those it has", Double(judged.right + judged.wrong) / Double(judged.known), isHigherBetter: true)
    add("found as another game", Double(judged.wrong) / Double(judged.known), isHigherBetter: false)
    add("failed", Double(counts["failed", default: 0]) / Double(library.files.count), isHigherBetter: false)
  }

  private func addRequests(
    _ standIn: StandIn, _ library: ScrapedLibrary, _ cost: Cost, into results: inout Measurements
  ) throws {
    let statistics = try standIn.statistics()
    func add(_ what: String, _ value: Double) {
      let metric = Metric(
        name: "1469 games on IGDB, \(what), \(cost.rawValue)", unit: "requests", isHigherBetter: false)
      results.add(value, metric, for: vitrineName)
    }
    var sum = 0
    for (path, count) in statistics["endpoint"].members where path.hasPrefix("/v4/") {
      add(String(path.dropFirst(4)), Double(count.integer ?? 0))
      sum += count.integer ?? 0
    }
    add("for a game", Double(sum) / Double(library.files.count))
    add("parts of multiqueries", Double(statistics["subqueries"].integer ?? 0))
    add("throttled", Double(statistics["throttled"].integer ?? 0))
    add("not understood", Double(statistics["badQueries"].integer ?? 0))
    add("most in any second, 4 allowed", Double(statistics["mostInASecond"].integer ?? 0))
    add("most open, 8 allowed", Double(statistics["mostOpen"].integer ?? 0))
  }

  /// Games of a list with something that only a provider can have said.
  private static func count(in list: String) -> Int {
    guard let bytes = try? readFile(list, limit: 64 << 20) else { return 0 }
    let mark = Array("<desc>".utf8)
    var count = 0
    var rest = bytes[...]
    while let start = rest.firstIndex(of: mark[0]) {
      rest = rest[start...]
      if rest.starts(with: mark) { count += 1 }
      rest = rest.dropFirst()
    }
    return count
  }
}
