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
    case .paused: "paused: \(report.phase.rawValue)"
    case .running: report.phase.rawValue
    case .cancelled, .done, .failed: report.state.rawValue
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
    }
  }

  private static func item(of report: ScanReport) -> String? {
    let prefix = report.phase == .discover ? "scan" : "hash"
    return report.workers.first { $0.name.hasPrefix(prefix) && !$0.item.isEmpty }.map { shown($0.item) }
  }
}

/// `1 file`, `12,345 files`.
package func number(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }
