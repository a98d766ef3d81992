internal import Model

/// A scan under way in one line. Pure.
///
/// What does not fit is left out, the least telling first: the current item, the rate, the bar, the bytes, the counts,
/// the time left.
package struct ProgressLine: Sendable {
  /// Columns of the terminal; nil for any number, as in a file.
  package var width: Int?
  package var drawsBar: Bool

  package init(width: Int?, drawsBar: Bool) {
    self.width = width
    self.drawsBar = drawsBar
  }

  package func text(_ report: ScanReport) -> String {
    let isRunning = report.state == .running
    let parts: [FittedLine.Part?] = [
      .init(0, name(report)), .init(5, drawsBar ? report.part.map(FittedLine.bar) : nil),
      .init(1, report.part.map(FittedLine.percentage)), .init(3, counts(report)), .init(4, bytes(report)),
      .init(6, isRunning ? rate(report) : nil),
      .init(2, isRunning ? report.secondsLeft.map { "\(duration(seconds: $0.rounded(.up))) left" } : nil),
    ]
    let item = isRunning ? ProgressLine.item(of: report) : nil
    return FittedLine(parts: parts.compactMap { $0 }, item: item).text(width: width)
  }

  private func name(_ report: ScanReport) -> String {
    switch report.state {
    case .queued: "waiting for another scan"
    case .paused: "paused: \(words(report.phase))"
    case .running: words(report.phase)
    case .cancelled, .done, .failed: report.state.rawValue
    }
  }

  private func words(_ phase: ScanJob.Phase) -> String {
    switch phase {
    case .discover: "discovering"
    case .hash: "hashing"
    case .enrich: "fetching metadata"
    }
  }

  private func counts(_ report: ScanReport) -> String? {
    let counts = report.counts
    switch report.phase {
    case .discover:
      if report.state == .queued { return nil }
      let files = max(report.filesSeen, counts.files)
      let systems =
        counts.systemsTotal > 0 ? "\(grouped(counts.systemsDone)) of \(grouped(counts.systemsTotal)) systems, " : ""
      return "\(systems)\(number(files, "file"))"
    case .hash:
      // Of a scan that has just come to it that is not known yet.
      if counts.filesToHash == 0 { return report.state.isEnded ? "nothing to hash" : nil }
      return "\(grouped(counts.hashedFiles + counts.unreadable)) of \(number(counts.filesToHash, "file"))"
    case .enrich:
      if counts.gamesToEnrich == 0 { return report.state.isEnded ? "nothing to ask for" : nil }
      let artwork =
        counts.artworkToFetch == 0 ? "" : ", \(grouped(counts.artwork)) of \(number(counts.artworkToFetch, "picture"))"
      return "\(grouped(counts.gamesAsked)) of \(number(counts.gamesToEnrich, "game"))\(artwork)"
    }
  }

  private func bytes(_ report: ScanReport) -> String? {
    guard report.phase == .hash, report.counts.bytesToHash > 0 else { return nil }
    return "\(size(Double(report.bytesRead))) of \(size(Double(report.counts.bytesToHash)))"
  }

  private func rate(_ report: ScanReport) -> String? {
    guard let rate = report.perSecond else { return nil }
    switch report.phase {
    case .discover: return rate < 1 ? nil : "\(number(Int(min(rate, 1e15)), "file"))/s"
    case .hash: return "\(size(rate))/s"
    case .enrich:
      // A provider that allows one request in a second is no stall.
      if rate < 0.05 { return nil }
      let tenths = Int(min(rate, 1e14) * 10)
      return rate < 10 ? "\(tenths / 10).\(tenths % 10) games/s" : "\(number(tenths / 10, "game"))/s"
    }
  }

  private static func item(of report: ScanReport) -> String? {
    let prefix =
      switch report.phase {
      case .discover: "scan"
      case .hash: "hash"
      case .enrich: "enrich"
      }
    return report.workers.first { $0.name.hasPrefix(prefix) && !$0.item.isEmpty }.map { shown($0.item) }
  }
}

/// `1 file`, `12,345 files`.
package func number(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }
