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

    let passingThrough = ["bindfs", "mergerfs", "rclone"].compactMap { results.median("sequential read", of: $0) }
    add(
      "sequential read, times the best of bindfs, mergerfs and rclone",
      ratio("sequential read", to: passingThrough.max()), atLeast: 1)
    add(
      "random 4 KiB rate, times mergerfs",
      ratio("random 4 KiB, rate", to: results.median("random 4 KiB, rate", of: "mergerfs")), atLeast: 0.8)
    for name in results.metrics.map(\.name) where name.hasSuffix(", cold") {
      add("\(name), times native", ratio(name, to: results.median(name, of: nativeName)), atMost: 3)
    }
    add(
      "first byte, checksum known, ms", results.median("first byte, checksum known", of: vitrineName), atMost: 5)
    add(
      "first byte, checksum unknown, times hashing the member",
      ratio("first byte, checksum unknown", to: results.median("hashing the member", of: nativeName)), atMost: 1.2)
    addLibrary(results, scale, { add($0, $1, atMost: $2) })
    for limit in ["digests alone", "sha1sum"] {
      add("hashing, times \(limit)", ratio("hashing", to: results.median("hashing", of: limit)), atLeast: 0.9)
    }
    return targets
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
