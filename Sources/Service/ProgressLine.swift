internal import Model
internal import Text

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

  /// One part of the line; a low rank stays longest.
  private struct Part {
    var rank: Int
    var text: String

    init?(_ rank: Int, _ text: String?) {
      guard let text, !text.isEmpty else { return nil }
      self.rank = rank
      self.text = text
    }
  }

  /// Columns that a current item needs to be worth showing.
  private static let fewestItemColumns = 10

  package func text(_ report: ScanReport) -> String {
    let isRunning = report.state == .running
    let parts = [
      Part(0, name(report)), Part(5, drawsBar ? report.part.map(bar) : nil), Part(1, report.part.map(percentage)),
      Part(3, counts(report)), Part(4, bytes(report)), Part(6, isRunning ? rate(report) : nil),
      Part(2, isRunning ? report.secondsLeft.map { "\(duration(seconds: $0.rounded(.up))) left" } : nil),
    ].compactMap { $0 }
    let item = isRunning ? ProgressLine.item(of: report) : nil
    guard let width else { return joined(parts.map(\.text) + [item].compactMap { $0 }) }
    var kept: [Part] = []
    for rank in 0...6 {
      guard parts.contains(where: { $0.rank == rank }) else { continue }
      let candidate = parts.filter { part in part.rank == rank || kept.contains { $0.rank == part.rank } }
      if DisplayWidth.of(joined(candidate.map(\.text))) <= width { kept = candidate } else { break }
    }
    // Not even the first fits.
    if kept.isEmpty { return DisplayWidth.prefix(of: name(report), columns: width) }
    let line = joined(kept.map(\.text))
    guard kept.count == parts.count, let item else { return line }
    let room = width - DisplayWidth.of(line) - 2
    return room >= ProgressLine.fewestItemColumns ? joined([line, DisplayWidth.shortened(item, to: room)]) : line
  }

  private func joined(_ parts: [String]) -> String { parts.joined(separator: "  ") }

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

  private func bar(_ part: Double) -> String {
    let cells = 20
    let full = min(cells, max(0, Int(part * Double(cells))))
    return "[\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))]"
  }

  /// Rounded down: 100 % is said of what is complete.
  private func percentage(_ part: Double) -> String {
    let text = "\(Int(min(1, max(0, part)) * 100)) %"
    return String(repeating: " ", count: max(0, 5 - text.utf8.count)) + text
  }
}

/// `1 file`, `12,345 files`.
package func number(_ count: Int, _ noun: String) -> String { "\(grouped(count)) \(noun)\(count == 1 ? "" : "s")" }
