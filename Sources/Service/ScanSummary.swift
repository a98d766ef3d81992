internal import Model

/// What came of a scan, in lines for people and as an exit code.
package struct ScanSummary: Sendable {
  private let report: ScanReport

  /// - Parameter report: of a scan that has ended.
  package init(_ report: ScanReport) { self.report = report }

  /// Scripts may rely on it.
  package var exitCode: ExitCode {
    let isUnavailable = report.problems.contains { $0.reason == ScanJob.Problem.unavailable }
    switch report.state {
    case .queued, .running, .paused, .done:
      if report.counts.damaged > 0 { return .damaged }
      return isUnavailable ? .library : .ok
    case .cancelled: return .cancelled
    case .failed: return isUnavailable ? .library : .failed
    }
  }

  /// - Parameter log: where the service writes what it meets.
  /// - Returns: lines without line feeds.
  package func lines(log: String) -> [String] {
    var lines = [headline]
    if report.kind != .metadata { lines += looked }
    if let hashed { lines.append("  hashed    \(hashed)") }
    lines += asked
    for problem in report.problems {
      lines.append("  problem   \(shown(problem.reason)): \(grouped(problem.count))")
      for example in problem.examples.prefix(ScanSummary.exampleLimit) {
        lines.append("              \(shown(example))")
      }
      let more = problem.count - min(problem.examples.count, ScanSummary.exampleLimit)
      if more > 0 { lines.append("              and \(grouped(more)) more; \(shown(log)) says which") }
    }
    return lines
  }

  private var looked: [String] {
    let counts = report.counts
    return [
      "  found     \(number(counts.games, "game")), \(number(counts.files, "file")), "
        + number(counts.systemsDone, "system folder"),
      "  changes   \(grouped(counts.new)) new, \(grouped(counts.changed)) changed, \(grouped(counts.gone)) gone",
    ]
  }

  /// What came of asking providers.
  private var asked: [String] {
    let counts = report.counts
    guard counts.gamesToEnrich > 0 || counts.artwork > 0 else {
      return report.kind == .metadata && report.state == .done ? ["  metadata  there was nothing to ask for"] : []
    }
    let failed =
      counts.enrichmentFailed > 0 ? "\(grouped(counts.enrichmentFailed)) failed: they are asked about again later" : nil
    let left = counts.gamesToEnrich - counts.gamesAsked
    let parts = [
      "\(grouped(counts.enriched)) of \(number(counts.gamesToEnrich, "game")) matched",
      counts.unmatched > 0 ? "\(grouped(counts.unmatched)) not known" : nil,
      left > 0 ? "\(grouped(left)) not asked about" : nil, failed,
    ]
    var lines = ["  metadata  \(parts.compactMap(\.self).joined(separator: ", "))"]
    if counts.artworkToFetch > 0 {
      let isAll = counts.artwork == counts.artworkToFetch
      lines.append(
        "  artwork   "
          + (isAll
            ? number(counts.artwork, "file") : "\(grouped(counts.artwork)) of \(number(counts.artworkToFetch, "file"))")
      )
    }
    return lines
  }

  /// Places of each kind of problem that are worth a line.
  private static let exampleLimit = 5

  /// `complete scan of nes, snes: done in 3 min 2 s`
  package var headline: String {
    var text = "\(report.kind.rawValue) scan of \(subject): "
    switch report.state {
    case .done: text += "done"
    case .cancelled: text += "cancelled"
    case .failed: text += "failed" + (report.message.map { ": \(shown($0))" } ?? "")
    case .queued, .running, .paused: text += report.state.rawValue
    }
    if report.state != .failed, let started = report.started, let ended = report.ended {
      text += report.state == .cancelled ? " after " : " in "
      text += duration(seconds: Double(ended - started) / 1e9)
    }
    return text
  }

  /// What the scan is about.
  package var subject: String {
    let most = 3
    var places = report.paths.prefix(most).map(shown).joined(separator: ", ")
    if report.paths.count > most { places += " and \(grouped(report.paths.count - most)) more" }
    let systems = report.systems.map(shown).joined(separator: ", ")
    if places.isEmpty { return systems.isEmpty ? "the library" : systems }
    return systems.isEmpty ? places : "\(systems) in \(places)"
  }

  private var hashed: String? {
    let counts = report.counts
    guard counts.filesToHash > 0 else {
      return report.kind == .hashes && report.state == .done ? "every digest was known already" : nil
    }
    // The bytes are with those of files that could not be hashed.
    var text =
      counts.unreadable > 0
      ? "\(grouped(counts.hashedFiles)) of \(number(counts.filesToHash, "file"))"
      : "\(number(counts.hashedFiles, "file")), \(size(Double(counts.hashedBytes)))"
    if report.kind == .complete, report.state == .done, counts.damaged == 0, counts.hashedFiles > 0 {
      text += counts.unreadable > 0 ? "; none of these is damaged" : "; none is damaged"
    }
    return text
  }
}
