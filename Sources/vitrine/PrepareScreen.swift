internal import Platform
internal import Service

/// Writes how far the building of ZIPs is.
struct PrepareScreen {
  private let display: ProgressOutput
  private var line: ProgressDisplay
  private var lastReport: PreparationReport?

  init(_ display: ProgressOutput) {
    self.display = display
    line = ProgressDisplay(display)
  }

  func begin(_ report: PreparationReport) {
    let cancels = display == .terminal ? " (Ctrl-C cancels it)" : ""
    say("prepare: \(number(report.total, "ZIP")), \(size(Double(report.bytesTotal)))\(cancels)")
  }

  mutating func show(_ report: PreparationReport, isCancelling: Bool) {
    switch display {
    case .terminal:
      let text = PreparationText(width: line.columns, drawsBar: true).progress(report)
      line.draw(isCancelling ? "cancelling  \(text)" : text)
    case .pipe:
      line.say(PreparationText(width: nil, drawsBar: false).progress(report), step: "\(report.waitsFor ?? "")")
    case .json: write(report)
    }
  }

  /// The service does not answer at the moment.
  mutating func showWaiting() { line.showWaiting() }

  mutating func end(_ report: PreparationReport, seconds: Double) {
    clear()
    if display == .json { return write(report) }
    for line in PreparationText(width: nil, drawsBar: false).result(report, seconds: seconds) { say(line) }
  }

  func say(_ text: String) { if display != .json { Output.line(text) } }

  mutating func clear() { line.clear() }

  private mutating func write(_ report: PreparationReport) {
    if report == lastReport { return }
    lastReport = report
    Output.line(String(decoding: report.json, as: UTF8.self))
  }
}
