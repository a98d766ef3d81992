internal import Model
internal import Platform
internal import Service

/// Writes the progress of one scan.
struct ScanScreen {
  private let display: ProgressOutput
  private var line: ProgressDisplay
  private var lastReport: ScanReport?

  init(_ display: ProgressOutput) {
    self.display = display
    line = ProgressDisplay(display)
  }

  mutating func begin(_ report: ScanReport, hasJoined: Bool) {
    guard display != .json else { return }
    let what = "scan \(report.id): \(report.kind.rawValue), \(ScanSummary(report).subject)"
    var notes: [String] = []
    if hasJoined { notes.append("is under way already; what is shown is that one") }
    if display == .terminal { notes.append(hasJoined ? "Ctrl-C ends watching it" : "Ctrl-C cancels it") }
    say(notes.isEmpty ? what : "\(what) (\(notes.joined(separator: "; ")))")
  }

  mutating func show(_ report: ScanReport, isCancelling: Bool) {
    switch display {
    case .terminal:
      let text = ProgressLine(width: line.columns, drawsBar: true).text(report)
      line.draw(isCancelling ? "cancelling  \(text)" : text)
    case .pipe:
      line.say(
        ProgressLine(width: nil, drawsBar: false).text(report),
        step: "\(report.state.rawValue) \(report.phase.rawValue)")
    case .json: write(report)
    }
  }

  /// The service does not answer at the moment.
  mutating func showWaiting() { line.showWaiting() }

  mutating func end(_ report: ScanReport, log: String) {
    clear()
    if display == .json { return write(report) }
    for line in ScanSummary(report).lines(log: log) { say(line) }
  }

  func say(_ text: String) { if display != .json { Output.line(text) } }

  mutating func clear() { line.clear() }

  private mutating func write(_ report: ScanReport) {
    if report == lastReport { return }
    lastReport = report
    Output.line(String(decoding: report.json, as: UTF8.self))
  }
}
