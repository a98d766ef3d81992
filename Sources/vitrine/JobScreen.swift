internal import Model
internal import Platform
internal import Service

/// Writes the progress of one job for files.
struct JobScreen {
  private let display: ProgressOutput
  private var line: ProgressDisplay
  private var lastReport: DownloadJobReport?

  init(_ display: ProgressOutput) {
    self.display = display
    line = ProgressDisplay(display)
  }

  func begin(_ report: DownloadJobReport, isOwn: Bool) {
    let note = display == .terminal ? " (Ctrl-C \(isOwn ? "cancels it" : "ends watching it"))" : ""
    say("job \(report.job.id): \(shown(report.job.title))\(note)")
  }

  /// - Parameter rate: of the bytes that have come.
  mutating func show(
    _ report: DownloadJobReport, _ status: StatusReport.Acquisition, _ rate: WorkRate, isCancelling: Bool
  ) {
    func progress(_ width: Int?) -> String {
      text(width).progress(
        report, status, perSecond: rate.perSecond, secondsLeft: rate.left(until: Double(report.job.counts.bytes)))
    }
    switch display {
    case .terminal:
      line.draw(isCancelling ? "cancelling  \(progress(max(0, line.columns - 12)))" : progress(line.columns))
    case .pipe: line.say(progress(nil), step: "\(report.job.state.rawValue) \(status.holds.first ?? "")")
    case .json: write(report)
    }
  }

  /// The service does not answer at the moment.
  mutating func showWaiting() { line.showWaiting() }

  mutating func end(
    _ report: DownloadJobReport, _ failures: [DownloadReport], directory: String, mountPoint: String
  ) {
    clear()
    if display == .json { return write(report) }
    let list = Output.command("jobs", "list", "\(report.job.id)", "--failed")
    let lines = text(nil).result(report, failures, directory: directory, mountPoint: mountPoint, list: list)
    for line in lines { say(line) }
  }

  func say(_ text: String) { if display != .json { Output.line(text) } }

  mutating func clear() { line.clear() }

  private func text(_ width: Int?) -> DownloadText {
    DownloadText(now: wallNanoseconds() / 1_000_000_000, width: width, drawsBar: display == .terminal)
  }

  private mutating func write(_ report: DownloadJobReport) {
    if report == lastReport { return }
    lastReport = report
    Output.line(String(decoding: report.json, as: UTF8.self))
  }
}
