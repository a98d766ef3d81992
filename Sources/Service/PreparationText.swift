/// How far the building of ZIPs is, and what came of it, in lines for people. Pure.
package struct PreparationText: Sendable {
  /// Columns of the terminal; nil for any number, as in a file.
  package var width: Int?
  package var drawsBar: Bool

  package init(width: Int?, drawsBar: Bool) {
    self.width = width
    self.drawsBar = drawsBar
  }

  /// One that is under way, in one line.
  package func progress(_ report: PreparationReport) -> String {
    let bytes = "\(size(Double(report.bytesDone))) of \(size(Double(report.bytesTotal)))"
    let name = report.current.isEmpty ? report.waitsFor.map { "waiting for \(shown($0))" } ?? "prepare" : "prepare"
    let parts: [FittedLine.Part?] = [
      .init(0, name), .init(5, drawsBar ? FittedLine.bar(report.part) : nil),
      .init(1, FittedLine.percentage(report.part)),
      .init(3, "\(grouped(report.done)) of \(number(report.total, "ZIP"))"), .init(4, bytes),
      .init(6, report.perSecond.flatMap { $0 < 1 ? nil : "\(size($0))/s" }),
      .init(2, report.secondsLeft.map { "\(duration(seconds: $0.rounded(.up))) left" }),
      .init(7, report.failures.isEmpty ? nil : "\(grouped(report.failures.count)) failed"),
    ]
    return FittedLine(parts: parts.compactMap { $0 }, item: report.current.first.map(shown)).text(width: width)
  }

  /// What came of one that has ended.
  ///
  /// - Parameter seconds: how long it was watched.
  /// - Returns: lines without line feeds.
  package func result(_ report: PreparationReport, seconds: Double) -> [String] {
    let counts = "\(grouped(report.done)) of \(number(report.total, "ZIP")) in the cache"
    let time = duration(seconds: seconds)
    var lines: [String]
    switch report.state {
    case .cancelled: lines = ["prepare: cancelled after \(time), the rest is not built: \(counts)"]
    case .done where report.failures.isEmpty:
      lines = ["prepare: done in \(time): \(number(report.total, "ZIP")), \(size(Double(report.bytesTotal)))"]
    case .done: lines = ["prepare: ended after \(time): \(counts), \(grouped(report.failures.count)) failed"]
    case .running: lines = ["prepare: goes on: \(counts)"]
    }
    for failure in report.failures {
      let place = failure.system.isEmpty ? "" : " (\(shown(failure.system)))"
      lines.append("  failed    \(shown(failure.name))\(place): \(shown(failure.reason))")
    }
    return lines
  }
}
