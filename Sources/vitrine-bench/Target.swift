/// What Vitrine is meant to reach with the full amount of data, and what it reached.
struct Target {
  let text: String
  let value: Double
  let limit: Double
  /// Whether the limit is the least or the most that is allowed.
  let isMinimum: Bool

  var isMet: Bool { isMinimum ? value >= limit : value <= limit }

  /// The targets for which there are figures.
  static func all(of results: Measurements, _ scale: Scale) -> [Target] {
    var targets: [Target] = []
    func add(_ text: String, _ value: Double?, atLeast limit: Double) {
      if let value { targets.append(Target(text: text, value: value, limit: limit, isMinimum: true)) }
    }
    func add(_ text: String, _ value: Double?, atMost limit: Double) {
      if let value { targets.append(Target(text: text, value: value, limit: limit, isMinimum: false)) }
    }
    func ratio(_ name: String, to other: Double?) -> Double? {
      guard let own = results.median(name, of: vitrineName), let other, other > 0 else { return nil }
      return own / other
    }

    let peers = ["bindfs", "mergerfs", "rclone", "fuse-zip", "ratarmount"]
    func best(_ name: String) -> Double? { peers.compactMap { results.median(name, of: $0) }.max() }
    add(
      "sequential read, times native", ratio("sequential read", to: results.median("sequential read", of: nativeName)),
      atLeast: 0.8)
    add(
      "random 4 KiB p50, times native",
      ratio("random 4 KiB, p50", to: results.median("random 4 KiB, p50", of: nativeName)), atMost: 2)
    add(
      "random 4 KiB rate, times the best peer", ratio("random 4 KiB, rate", to: best("random 4 KiB, rate")), atLeast: 5)
    func unassisted(_ name: String, to other: Double?) -> Double? {
      guard let own = results.median(name, of: unassistedName), let other, other > 0 else { return nil }
      return own / other
    }
    add(
      "without passthrough: sequential read, times the best peer",
      unassisted("sequential read", to: best("sequential read")), atLeast: 1)
    add(
      "without passthrough: random 4 KiB rate, times mergerfs",
      unassisted("random 4 KiB, rate", to: results.median("random 4 KiB, rate", of: "mergerfs")), atLeast: 0.8)
    addCache(results, { add($0, $1, atLeast: $2) }, { add($0, $1, atMost: $2) })
    for name in results.metrics.map(\.name) where name.hasSuffix(", cold") {
      add("\(name), times native", ratio(name, to: results.median(name, of: nativeName)), atMost: 3)
    }
    for name in results.metrics.map(\.name) where name.contains("'s reader, ") {
      add("\(name), times native", ratio(name, to: results.median(name, of: nativeName)), atMost: 1.5)
    }
    add(
      "first byte, checksum known, ms", results.median("first byte, checksum known", of: vitrineName), atMost: 5)
    add(
      "first byte, checksum unknown, times hashing the member",
      ratio("first byte, checksum unknown", to: results.median("hashing the member", of: nativeName)), atMost: 1.2)
    addLibrary(results, scale, { add($0, $1, atMost: $2) })
    addProviders(results, scale, { add($0, $1, atLeast: $2) }, { add($0, $1, atMost: $2) })
    addDownloads(results, scale, { add($0, $1, atLeast: $2) }, { add($0, $1, atMost: $2) })
    addRemote(results, { add($0, $1, atLeast: $2) }, { add($0, $1, atMost: $2) })
    for limit in ["digests alone", "sha1sum"] {
      add("hashing, times \(limit)", ratio("hashing", to: results.median("hashing", of: limit)), atLeast: 0.9)
    }
    return targets
  }

  private static func addCache(
    _ results: Measurements, _ least: (String, Double?, Double) -> Void, _ most: (String, Double?, Double) -> Void
  ) {
    if let own = results.median("building 1 GiB, reflinks", of: vitrineName),
      let other = results.median("building 1 GiB, reflinks", of: "python zipfile"), other > 0
    {
      most("building by reflink, times Python's zipfile", own / other, 0.01)
    }
    most("space taken by reflinks, of the ZIP", results.median("space taken, of the ZIP", of: vitrineName), 0.01)
    for reader in CopyAside.Reader.allCases {
      least(reader.metric.name, results.median(reader.metric, of: vitrineName), 0.7)
    }
  }

  private static func addProviders(
    _ results: Measurements, _ scale: Scale, _ least: (String, Double?, Double) -> Void,
    _ most: (String, Double?, Double) -> Void
  ) {
    func add(_ metric: Metric, _ limit: Double) {
      most("\(metric.name), \(metric.unit)", results.median(metric, of: vitrineName), limit)
    }
    for cost in LibraryEnrichment.Cost.allCases {
      add(LibraryEnrichment.first(cost), 2)
      add(LibraryEnrichment.settled(cost), cost == .one ? 60 : 300)
    }
    add(BulkScrape.metric("pipeline at 3, save 0.56 s", scale.timeScale), 58)
    add(BulkScrape.metric("pipeline at 16, own save", scale.timeScale), 14)
    least(RateLimiting.share.name, results.median(RateLimiting.share, of: vitrineName), 0.98)
    add(RateLimiting.most, 4)
  }

  private static func addDownloads(
    _ results: Measurements, _ scale: Scale, _ least: (String, Double?, Double) -> Void,
    _ most: (String, Double?, Double) -> Void
  ) {
    func times(_ metric: Metric, _ other: String) -> Double? {
      guard let own = results.median(metric, of: vitrineName), let other = results.median(metric, of: other), own > 0
      else { return nil }
      return other / own
    }
    let six = Downloads.six(scale.downloads)
    least("\(six.name), times as fast as fixed pools", times(six, Downloads.fixedName), 4)
    least("\(six.name), times as fast as a mixed pool", times(six, Downloads.mixedName), 1.3)
    let one = Downloads.one(scale.downloads / 4)
    least("\(one.name), times as fast as a mixed pool", times(one, Downloads.mixedName), 0.97)
    for moment in Downloads.Moment.allCases {
      let alone = results.median(Downloads.reader(moment, isLoaded: false), of: vitrineName)
      let loaded = results.median(Downloads.reader(moment, isLoaded: true), of: vitrineName)
      most(
        "a reader's file, \(moment.rawValue), times that of one alone",
        alone.flatMap { alone in loaded.map { $0 / alone } }, 2)
    }
  }

  private static func addRemote(
    _ results: Measurements, _ least: (String, Double?, Double) -> Void, _ most: (String, Double?, Double) -> Void
  ) {
    func times(_ metric: Metric) -> Double? {
      guard let own = results.median(metric, of: vitrineName),
        let other = results.median(metric, of: RemoteReading.rcloneName), other > 0
      else { return nil }
      return own / other
    }
    let rates = [
      (RemoteReading.coldSequential, 1.5), (RemoteReading.warmSequential, 5), (RemoteReading.warmRandom, 10),
    ]
    for (metric, limit) in rates { least("\(metric.name), times rclone's", times(metric), limit) }
    for metric in [RemoteReading.coldMedian, RemoteReading.coldTail] {
      most("\(metric.name), times rclone's", times(metric), 1)
    }
    let first = RemoteReading.firstSecond
    most("\(first.name), \(first.unit)", results.median(first, of: vitrineName), 3)
  }

  private static func addLibrary(
    _ results: Measurements, _ scale: Scale, _ add: (_ text: String, _ value: Double?, _ limit: Double) -> Void
  ) {
    let games = "\(scale.games) games"
    // Beyond what is usual, time is to grow no faster than the library.
    let size = max(1, Double(scale.games) / 100_000)
    let limits: [(String, Double)] = [
      ("1469 games visible, first mount", 1000), ("\(games) visible, first mount", size == 1 ? 1500 : 4000 * size),
      ("\(games) committed, first mount", size == 1 ? 3000 : 4000 * size),
      ("\(games), scan without changes", 1000 * size), ("\(games) visible, next mount", 3000 * size),
      ("memory for each of \(scale.games) files, first mount", 200),
      ("memory for each of \(scale.games) files, next mount", 200),
    ]
    for (name, limit) in limits {
      add(name, results.median(name, of: vitrineName), limit)
    }
  }
}
