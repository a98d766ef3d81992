internal import Platform
internal import Service

/// Shows how far the listing of sources is until all of them have ended. It goes on without its watcher.
struct SourceFollower {
  private let service: MountedService
  /// Those whose listing was asked for, and how many had ended before.
  private let listings: [(name: String, listings: Int)]
  private let display: ProgressOutput
  /// The command that lists sources.
  private let list: String

  init(service: MountedService, listings: [(name: String, listings: Int)], writesJSON: Bool, list: String) {
    self.service = service
    self.listings = listings
    self.list = list
    display = writesJSON ? .json : ProgressOutput.forTerminalOrPipe
  }

  func run() throws(Complaint) -> ExitCode {
    blockServiceSignals()
    let signals: SignalQueue
    do throws(Errno) { signals = try SignalQueue() } catch {
      throw Complaint(.failed, "cannot wait for signals: \(error)")
    }
    var screen = SourceScreen(display, total: listings.count)
    var told: Set<String> = []
    var code = ExitCode.ok
    // A folder of this machine is listed in milliseconds.
    var patience: UInt64 = 5_000_000
    while true {
      if let reports = try ask(&screen) {
        let known = listings.compactMap { listing in reports.first { $0.name == listing.name } }
        for report in known where hasEnded(report) && told.insert(report.name).inserted {
          if report.state == .failed { code = .failed }
          screen.end(report)
        }
        // One that somebody removed has nothing to tell.
        let open = known.filter { !told.contains($0.name) }
        if open.isEmpty {
          screen.clear()
          return code
        }
        screen.show(open)
      }
      if signals.next(within: patience) != nil {
        screen.clear()
        screen.say("the listing goes on; how far it is: \(list)")
        return .cancelled
      }
      patience = min(patience * 2, display.interval)
    }
  }

  private func hasEnded(_ report: SourceReport) -> Bool {
    if report.state == .off { return true }
    let before = listings.first { $0.name == report.name }?.listings ?? 0
    if report.listings > before { return true }
    // A service that has just been started counts anew, and need not list it again.
    return report.listings < before && report.state != .listing
  }

  /// How they stand now; nil while the service is being replaced, or busy.
  private func ask(_ screen: inout SourceScreen) throws(Complaint) -> [SourceReport]? {
    do throws(Complaint) {
      return try service.answer(to: ControlRequest("sources"))["sources"].array.compactMap { SourceReport($0) }
    } catch {
      guard error.code == .failed || error.code == .notMounted, service.isServed else {
        screen.clear()
        throw error
      }
      screen.showWaiting()
      return nil
    }
  }
}

/// Writes how far the listing of sources is.
struct SourceScreen {
  private let display: ProgressOutput
  private let total: Int
  private var line: ProgressDisplay
  private var last: [String: SourceReport] = [:]

  init(_ display: ProgressOutput, total: Int) {
    self.display = display
    self.total = total
    line = ProgressDisplay(display)
  }

  /// - Parameter open: those whose listing has not ended.
  mutating func show(_ open: [SourceReport]) {
    switch display {
    case .terminal: line.draw(text(line.columns).progress(open, of: total, drawsBar: true))
    case .pipe:
      let text = text(nil).progress(open, of: total, drawsBar: false)
      line.say(text, step: open.map(\.name).joined(separator: "/"))
    case .json: for report in open { write(report) }
    }
  }

  mutating func end(_ report: SourceReport) {
    if display == .json { return write(report) }
    clear()
    for line in text(nil).result(report) { Output.line(line) }
  }

  /// The service does not answer at the moment.
  mutating func showWaiting() { line.showWaiting() }

  func say(_ text: String) { if display != .json { Output.line(text) } }

  mutating func clear() { line.clear() }

  private func text(_ width: Int?) -> SourceText { SourceText(now: wallNanoseconds(), width: width) }

  private mutating func write(_ report: SourceReport) {
    if last[report.name] == report { return }
    last[report.name] = report
    var json = JSONWriter()
    report.write(to: &json)
    Output.line(json.text)
  }
}
