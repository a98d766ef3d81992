internal import Configuration
package import Platform

/// The cache of ZIPs in lines for people. Pure.
package struct CacheText: Sendable {
  /// Seconds since 1970.
  package var now: Int64
  /// Columns of the terminal; nil for any number, as in a file.
  package var width: Int?

  package init(now: Int64, width: Int?) {
    self.now = now
    self.width = width
  }

  // MARK: Entries

  /// Everything in the cache, what was used last first, and the totals.
  package func list(_ cache: StatusReport.Cache, _ entries: [CacheReport]) -> [String] {
    let sorted = entries.sorted { ($0.lastUsed, $1.title, $0.key) > ($1.lastUsed, $0.title, $1.key) }
    var table = TextTable(CacheText.columns, flexible: 0, width: width)
    table.rows = sorted.map { entry in
      [
        shown(entry.title), shown(entry.system), size(Double(entry.size)), size(Double(entry.occupied)),
        ago(entry.lastUsed), ([entry.part].compactMap { $0 } + entry.states).joined(separator: ", "),
      ]
    }
    return (sorted.isEmpty ? [] : table.lines + [""]) + status(cache, drawsBars: false) + limits(cache)
  }

  private static let columns: [TextTable.Column] = [
    .init("NAME"), .init("SYSTEM"), .init("SIZE", isNumber: true), .init("ON DISK", isNumber: true),
    .init("LAST USED"), .init("STATE"),
  ]

  private func ago(_ time: Int64) -> String {
    time > now - 1 ? "now" : "\(duration(seconds: Double(now - time))) ago"
  }

  // MARK: The whole

  /// How full it is and what it does; the first line says whether it is on.
  package func status(_ cache: StatusReport.Cache, drawsBars: Bool) -> [String] {
    var lines: [String] = []
    var first = "\(number(cache.entries, "ZIP")), \(size(Double(cache.size)))"
    if cache.entries > 0 { first += ", of which \(size(Double(cache.occupied))) take room of their own" }
    if !cache.isOn {
      let reason = cache.reason.map { ": \(shown($0))" } ?? ""
      first = cache.entries > 0 ? "builds nothing\(reason); \(first)" : "off\(reason)"
    }
    if cache.isOn || cache.entries > 0 { first += " in \(shown(cache.directory))" }
    lines.append(first)
    if cache.files > 0 { lines.append("\(number(cache.files, "whole file")) of remote servers") }
    if cache.partial > 0 {
      lines.append(
        "\(number(cache.partial, "file")) of remote servers in part, \(size(Double(cache.partialOccupied))) "
          + "of \(size(Double(cache.partialSize)))")
    }
    for build in cache.building {
      let part = build.total > 0 ? Double(build.done) / Double(build.total) : 0
      let bar = drawsBars ? FittedLine.bar(part) + " " : ""
      let counts = "\(size(Double(build.done))) of \(size(Double(build.total)))"
      let place = [build.system, build.method].filter { !$0.isEmpty }.map(shown).joined(separator: ", ")
      lines.append("builds \(shown(build.name)) (\(place)): \(bar)\(Int(min(1, max(0, part)) * 100)) %, \(counts)")
    }
    if cache.waiting > 0 { lines.append("\(number(cache.waiting, "ZIP")) to be built") }
    if let problem = cache.problem { lines.append("\(ago(problem.time)): \(shown(problem.text))") }
    return lines
  }

  /// What it may take, and how long things stay.
  func limits(_ cache: StatusReport.Cache) -> [String] {
    guard cache.cap > 0 else { return [] }
    var room = "limit \(size(Double(cache.cap)))"
    if let free = cache.free { room += "; \(size(Double(free))) free on its disk" }
    room += ", where \(size(Double(cache.reserve))) stay free"
    var rules = ["policy \(shown(cache.policy))" + (cache.reflinkOnly ? ", no copies" : "")]
    rules.append("kept \(TimeSpan.text(cache.ttl)) after the last use")
    rules.append("\(TimeSpan.text(cache.ttlLarge)) from \(size(Double(cache.large))) on")
    if cache.minimum > 0 { rules.append("none below \(size(Double(cache.minimum)))") }
    return [room, rules.joined(separator: "; ")]
  }

  // MARK: Answers

  /// What prune and clear did.
  ///
  /// - Parameters:
  ///   - answer: of the service.
  ///   - tellsKept: whether it is said what stays, and why.
  package func removal(_ answer: JSONValue, tellsKept: Bool) -> [String] {
    let count = answer["removed"].integer ?? 0
    let freed = size(answer["freed"].number ?? 0)
    let files = answer["files"].integer ?? 0
    let words = [count > files ? number(count - files, "ZIP") : nil, files > 0 ? number(files, "remote file") : nil]
    let removed = words.compactMap { $0 }.joined(separator: " and ")
    var lines = [count == 0 ? "nothing to remove" : "removed \(removed), \(freed) freed"]
    lines += answer["failures"].array.compactMap(\.string).map { "not removed: \(shown($0))" }
    guard tellsKept else { return lines }
    for entry in answer["kept"].array.compactMap({ CacheReport($0) }).sorted(by: { $0.title < $1.title }) {
      let states = entry.states.joined(separator: ", ")
      lines.append("stays: \(shown(entry.title)) (\(states.isEmpty ? "in use" : states))")
    }
    return lines
  }

  /// What pin and unpin did.
  package func pinned(_ answer: JSONValue, _ isPinned: Bool) -> [String] {
    let entries = answer["entries"].array.compactMap { CacheReport($0) }
    let word = isPinned ? "pinned" : "not pinned any more"
    var lines = entries.map { "\(word): \(shown($0.title)) (\(shown($0.system)), \(size(Double($0.size))))" }
    let missing = answer["missing"].array.map {
      $0["name"].string.flatMap { $0.isEmpty ? nil : $0 } ?? $0["key"].string ?? "?"
    }
    lines += missing.map { "not in the cache: \(shown($0))" }
    lines += answer["empty"].array.compactMap(\.string).map(CacheText.nothing)
    return lines
  }

  /// Where the files of ZIPs are.
  package func paths(_ answer: JSONValue) -> [String] {
    let files = answer["files"].array.map { file in
      file["path"].string.map(shown) ?? "not in the cache: \(shown(file["name"].string ?? file["key"].string ?? "?"))"
    }
    return files + answer["empty"].array.compactMap(\.string).map(CacheText.nothing)
  }

  /// Of a path that no ZIP is at.
  package static func nothing(at place: String) -> String { "no game that is shown as a ZIP: \(shown(place))" }
}
