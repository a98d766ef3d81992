internal import Model
internal import Platform
internal import Service

/// Shows how far a scan is until it has ended.
///
/// The first Ctrl-C cancels the scan that this command started, and is waited for; the second leaves at once. A scan
/// that was joined goes on without its watcher, and so does one whose watcher gets another signal.
struct ScanFollower {
  private let service: MountedService
  private let id: Int64
  private let hasJoined: Bool
  private let log: String
  private let display: ProgressOutput
  private let first: ScanReport

  init(service: MountedService, report: ScanReport, hasJoined: Bool, writesJSON: Bool, log: String) {
    self.service = service
    id = report.id
    first = report
    self.hasJoined = hasJoined
    self.log = log
    display = writesJSON ? .json : ProgressOutput.forTerminalOrPipe
  }

  func run() throws(Complaint) -> ExitCode {
    blockServiceSignals()
    let signals: SignalQueue
    do throws(Errno) { signals = try SignalQueue() } catch {
      throw Complaint(.failed, "cannot wait for signals: \(error)")
    }
    var screen = ScanScreen(display)
    screen.begin(first, hasJoined: hasJoined)
    var report = first
    var isCancelling = false
    while !report.state.isEnded {
      screen.show(report, isCancelling: isCancelling)
      switch signals.next(within: display.interval) {
      case nil: break
      case .interrupt where !hasJoined && !isCancelling:
        isCancelling = true
        try cancel()
      default:
        screen.clear()
        if !isCancelling {
          screen.say("the scan goes on; how far it is: \(Output.command("status", service.mountPoint))")
        }
        return .cancelled
      }
      if let next = try ask(&screen) { report = next }
    }
    screen.end(report, log: log)
    return ScanSummary(report).exitCode
  }

  private func cancel() throws(Complaint) {
    var order = ScanOrder()
    order.job = id
    do throws(Complaint) { _ = try service.ask("scan-cancel", order) } catch {
      // It is asked again with the next Ctrl-C where the service is just being replaced.
      if !service.isServed { throw error }
    }
  }

  /// How far the scan is now; nil while the service is being replaced, or busy.
  private func ask(_ screen: inout ScanScreen) throws(Complaint) -> ScanReport? {
    var order = ScanOrder()
    order.job = id
    do throws(Complaint) {
      guard let report = ScanReport(try service.ask("jobs", order)["job"]) else { throw service.notUnderstood }
      return report
    } catch {
      guard error.code == .failed || error.code == .notMounted, service.isServed else {
        screen.clear()
        throw error.code == .notMounted
          ? Complaint(.notMounted, "\(error.message); the scan goes on where it was when it is mounted again") : error
      }
      screen.showWaiting()
      return nil
    }
  }
}
