package import Platform

/// Sources in lines for people. Pure.
package struct SourceText: Sendable {
  /// Nanoseconds since 1970.
  package var now: Int64
  /// Columns of the terminal; nil for any number, as in a file.
  package var width: Int?

  package init(now: Int64, width: Int?) {
    self.now = now
    self.width = width
  }

  // MARK: All of them

  /// A line for each, and below it what is wrong with it.
  ///
  /// - Parameter add: the command that adds one, for where there is none.
  package func list(_ reports: [SourceReport], add: String) -> [String] {
    if reports.isEmpty {
      return [
        "there is no source, so nothing can be fetched; this adds one, a web server's folder or one of this machine:",
        "  \(add)",
      ]
    }
    var table = TextTable(SourceText.columns, flexible: 5, width: width)
    table.rows = reports.map { report in
      [
        shown(report.name), report.listed == nil && report.offers == 0 ? "-" : grouped(report.offers),
        report.listed.map(ago) ?? "never", state(report), answers(report), shown(report.place),
      ]
    }
    let lines = table.lines
    var all = [lines[0]]
    for (line, report) in zip(lines.dropFirst(), reports) {
      all.append(line)
      if let problem = problem(report) { all.append("  \(problem)") }
    }
    return all
  }

  private static let columns: [TextTable.Column] = [
    .init("NAME"), .init("FILES", isNumber: true), .init("LISTED"), .init("STATE"), .init("ANSWERS"), .init("PLACE"),
  ]

  private func state(_ report: SourceReport) -> String {
    var state = report.state.rawValue
    if report.state == .listing, report.found > 0 { state += ", \(grouped(report.found)) so far" }
    // What is known of it can be fetched all the same.
    if report.state == .failed, report.offers > 0 { state = "incomplete" }
    if let rests = report.rests, rests > 0 { state += ", rests \(duration(seconds: rests.rounded(.up)))" }
    return state
  }

  /// How often it had what it was asked for, and how long that took.
  private func answers(_ report: SourceReport) -> String {
    let share = report.success.map { "\(Int(min(1, max(0, $0)) * 100)) %" }
    return [share, report.typical.map(SourceText.latency)].compactMap(\.self).joined(separator: ", ")
  }

  /// What is wrong; nil where nothing is.
  func problem(_ report: SourceReport) -> String? {
    guard let message = report.message else { return nil }
    guard report.state == .failed, let next = report.next else { return shown(message) }
    return "\(shown(message)) (listed again \(next > now ? "in \(span(next - now))" : "soon"))"
  }

  private func ago(_ time: Int64) -> String { time > now - 1_000_000_000 ? "now" : "\(span(now - time)) ago" }

  private func span(_ nanoseconds: Int64) -> String { duration(seconds: Double(nanoseconds) / 1e9) }

  /// `120 ms`, `1.2 s`.
  static func latency(_ seconds: Double) -> String {
    let milliseconds = Int((min(max(0, seconds), 1e9) * 1000).rounded())
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    return milliseconds < 10_000
      ? "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" : duration(seconds: seconds)
  }

  // MARK: Trying

  /// What came of trying one.
  ///
  /// - Parameter answer: of `sources-tested`, of one that has ended without a problem.
  package func tested(_ place: String, _ answer: JSONValue) -> [String] {
    let time = answer["seconds"].number.map { " after \(SourceText.latency($0))" } ?? ""
    let files = answer["offers"].integer ?? 0
    var lines = ["\(shown(place)): answers\(time)"]
    var counts = number(files, "file")
    if let folders = answer["folders"].integer {
      counts += " and \(number(folders, "folder"))"
      if files == 0, folders == 0 { return [lines[0] + "; it is empty: there is nothing to be fetched"] }
      counts = "in its first folder \(counts)"
    } else if files == 0 {
      return [lines[0] + "; it names no file that can be fetched"]
    }
    let examples = answer["examples"].array.compactMap(\.string).map(shown)
    lines.append("  \(counts)\(examples.isEmpty ? "" : ", such as \(examples.joined(separator: ", "))")")
    return lines
  }

  // MARK: Listing

  /// How far listings are, in one line.
  ///
  /// - Parameters:
  ///   - open: those whose listing has not ended.
  ///   - total: how many were to be listed.
  package func progress(_ open: [SourceReport], of total: Int, drawsBar: Bool) -> String {
    let found = open.reduce(0) { $0 + $1.found }
    // As many as the last time is the best there is to go by.
    let isKnown = !open.isEmpty && open.allSatisfy { $0.offers > 0 && $0.found <= $0.offers }
    let expected = open.reduce(0) { $0 + $1.offers }
    let part = isKnown ? Double(found) / Double(max(1, expected)) : nil
    let names = open.map { shown($0.name) }.joined(separator: ", ")
    let parts: [FittedLine.Part?] = [
      .init(0, "listing"), .init(4, drawsBar ? part.map(FittedLine.bar) : nil),
      .init(3, part.map(FittedLine.percentage)),
      .init(1, isKnown ? "\(grouped(found)) of about \(number(expected, "file"))" : number(found, "file")),
      .init(2, total > 1 ? "\(total - open.count) of \(number(total, "source")) done" : nil),
    ]
    return FittedLine(parts: parts.compactMap(\.self), item: names.isEmpty ? nil : names).text(width: width)
  }

  /// What came of listing one.
  package func result(_ report: SourceReport) -> [String] {
    let counts = number(report.offers, "file") + (report.folders > 0 ? " in \(number(report.folders, "folder"))" : "")
    var first = "\(shown(report.name)): "
    switch report.state {
    case .off: first += "left out by the settings"
    case .failed:
      first += report.offers > 0 ? "not all of it could be listed: \(counts) are known" : "could not be listed"
    case .ready, .listing, .waiting: first += counts
    }
    var lines = [first]
    if report.failures > 0 {
      let parts = report.folders > 0 ? number(report.failures, "folder") : entries(report.failures)
      lines.append("  \(parts) could not be read")
    }
    if report.refused > 0 { lines.append("  \(entries(report.refused)) left out: no names of files") }
    if let problem = problem(report) { lines.append("  \(problem)") }
    return lines
  }

  /// Of sources that are still being listed, so that there may be more than is known.
  package func unfinished(_ reports: [SourceReport]) -> String? {
    let names = reports.filter { $0.state == .listing || ($0.state == .waiting && $0.listed == nil) }.map {
      shown($0.name)
    }
    if names.isEmpty { return nil }
    return
      "\(names.joined(separator: ", ")) \(names.count == 1 ? "is" : "are") still being listed: there may be more then"
  }
}

private func entries(_ count: Int) -> String { "\(grouped(count)) \(count == 1 ? "entry" : "entries")" }
