internal import Platform
internal import Service

/// Where the progress of something that takes a while is shown.
enum ProgressOutput {
  /// One line, drawn again and again.
  case terminal
  /// A line every few seconds, and where the phase changes.
  case pipe
  /// A line of JSON for each change.
  case json

  static var forTerminalOrPipe: ProgressOutput {
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

/// A line that tells of progress: drawn in place on a terminal, written now and then in a pipe.
struct ProgressDisplay {
  private let display: ProgressOutput
  private var isDrawn = false
  private var lastLine: UInt64 = 0
  private var lastStep: String?

  /// Nanoseconds between two lines in a pipe.
  private static let lineInterval: UInt64 = 5_000_000_000

  init(_ display: ProgressOutput) { self.display = display }

  /// Room for a line. The last column stays free: some terminals go on to the next line when it is written.
  var columns: Int { (Host.terminalColumns(1) ?? 80) - 1 }

  /// On a terminal.
  mutating func draw(_ text: String) {
    isDrawn = true
    // Without wrapping: a terminal that counts some character wider than it is would go on to the next line.
    Output.text("\r\u{1B}[?7l\(text)\u{1B}[K\u{1B}[?7h")
  }

  /// In a pipe, where it is another step or some time has passed.
  mutating func say(_ text: String, step: String) {
    let now = monotonicNanoseconds()
    guard step != lastStep || now - lastLine >= ProgressDisplay.lineInterval else { return }
    lastStep = step
    lastLine = now
    Output.line(text)
  }

  /// Nothing can be shown before something answers: by default the service, which does not at the moment.
  mutating func showWaiting(_ text: String = "waiting for the service of the mount") {
    switch display {
    case .terminal: draw(text)
    case .pipe:
      guard lastStep != text else { return }
      lastStep = text
      Output.line(text)
    case .json: break
    }
  }

  /// Takes the drawn line away.
  mutating func clear() {
    if isDrawn { Output.text("\r\u{1B}[K") }
    isDrawn = false
  }
}

extension SignalQueue {
  /// - Returns: nil when none came within so many nanoseconds.
  borrowing func next(within nanoseconds: UInt64) -> Signal? {
    let deadline = monotonicNanoseconds() + nanoseconds
    while true {
      guard (try? waitForInput(descriptor, until: deadline)) == true else { return nil }
      if let signal = try? next(), signal != .childEnded { return signal }
    }
  }
}
