internal import Model
internal import Platform
internal import Service

/// Where the progress of a scan is shown.
enum ScanDisplay {
  /// One line, drawn again and again.
  case terminal
  /// A line every few seconds, and where the phase changes.
  case pipe
  /// A line of JSON for each change.
  case json

  static var forTerminalOrPipe: ScanDisplay {
    Host.isTerminal(1) && Host.environment("TERM") != "dumb" ? .terminal : .pipe
  }

  /// Nanoseconds between two looks.
  var interval: UInt64 {
    switch self {
    case .terminal: 150_000_000
    case .pipe, .json: 300_000_000
    }
  }
}

/// Writes the progress of one scan.
struct ScanScreen {
  private let display: ScanDisplay
  private var isDrawn = false
  private var lastLine: UInt64 = 0
  private var lastStep = ""
  private var lastReport: ScanReport?

  /// Nanoseconds between two lines in a pipe.
  private static let lineInterval: UInt64 = 5_000_000_000

  init(_ display: ScanDisplay) { self.display = display }

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
      let columns = Host.terminalColumns(1) ?? 80
      // The last column stays free: some terminals go on to the next line when it is written.
      let text = ProgressLine(width: columns - 1, drawsBar: true).text(report)
      draw(isCancelling ? "cancelling  \(text)" : text)
    case .pipe:
      let step = "\(report.state.rawValue) \(report.phase.rawValue)"
      let now = monotonicNanoseconds()
      guard step != lastStep || now - lastLine >= ScanScreen.lineInterval else { return }
      lastStep = step
      lastLine = now
      say(ProgressLine(width: nil, drawsBar: false).text(report))
    case .json: write(report)
    }
  }

  /// The service does not answer at the moment.
  mutating func showWaiting() {
    switch display {
    case .terminal: draw("waiting for the service of the mount")
    case .pipe:
      guard lastStep != "waiting" else { return }
      lastStep = "waiting"
      say("waiting for the service of the mount")
    case .json: break
    }
  }

  mutating func end(_ report: ScanReport, log: String) {
    clear()
    if display == .json { return write(report) }
    for line in ScanSummary(report).lines(log: log) { say(line) }
  }

  func say(_ text: String) { if display != .json { Output.line(text) } }

  /// Takes the drawn line away.
  mutating func clear() {
    if isDrawn { Output.text("\r\u{1B}[K") }
    isDrawn = false
  }

  private mutating func draw(_ text: String) {
    isDrawn = true
    // Without wrapping: a terminal that counts some character wider than it is would go on to the next line.
    Output.text("\r\u{1B}[?7l\(text)\u{1B}[K\u{1B}[?7h")
  }

  private mutating func write(_ report: ScanReport) {
    if report == lastReport { return }
    lastReport = report
    Output.line(String(decoding: report.json, as: UTF8.self))
  }
}
