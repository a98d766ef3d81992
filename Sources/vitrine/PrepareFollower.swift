internal import Platform
internal import Service

/// Shows how far the building of ZIPs is until it has ended.
///
/// The first Ctrl-C cancels it, which is waited for; the second leaves at once. With another signal the service goes
/// on without its watcher.
struct PrepareFollower {
  private let service: MountedService
  private let first: PreparationReport
  private let display: ProgressOutput

  init(service: MountedService, report: PreparationReport, writesJSON: Bool) {
    self.service = service
    first = report
    display = writesJSON ? .json : ProgressOutput.forTerminalOrPipe
  }

  func run() throws(Complaint) -> ExitCode {
    blockServiceSignals()
    let signals: SignalQueue
    do throws(Errno) { signals = try SignalQueue() } catch {
      throw Complaint(.failed, "cannot wait for signals: \(error)")
    }
    let started = monotonicNanoseconds()
    var screen = PrepareScreen(display)
    screen.begin(first)
    var rate = WorkRate()
    var report = first
    var isCancelling = false
    // What is cloned is there in milliseconds.
    var patience: UInt64 = 2_000_000
    while !report.hasEnded {
      let now = monotonicNanoseconds()
      rate.note(Double(report.bytesDone), at: now)
      report.perSecond = rate.perSecond
      report.secondsLeft = rate.left(until: Double(report.bytesTotal))
      screen.show(report, isCancelling: isCancelling)
      switch signals.next(within: min(display.interval, patience)) {
      case nil: break
      case .interrupt where !isCancelling:
        isCancelling = true
        try cancel()
      default:
        screen.clear()
        if isCancelling { return .cancelled }
        screen.say("the service goes on; how far it is: \(Output.command("status", service.mountPoint))")
        return .cancelled
      }
      patience = min(patience * 2, display.interval)
      if let next = try ask(&screen) { report = next }
    }
    screen.end(report, seconds: Double(monotonicNanoseconds() - started) / 1e9)
    return report.exitCode
  }

  private var order: CacheOrder {
    var order = CacheOrder()
    order.preparation = first.id
    return order
  }

  private func cancel() throws(Complaint) {
    do throws(Complaint) {
      _ = try service.answer(to: ControlRequest("prepare-cancel", order.arguments))
    } catch {
      // It is asked again with the next Ctrl-C where the service is just being replaced.
      if !service.isServed { throw error }
    }
  }

  /// How far it is now; nil while the service is being replaced, or busy.
  private func ask(_ screen: inout PrepareScreen) throws(Complaint) -> PreparationReport? {
    do throws(Complaint) {
      let answer = try service.answer(to: ControlRequest("prepare-status", order.arguments))
      guard let report = PreparationReport(answer["preparation"]) else { throw service.notUnderstood }
      return report
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
