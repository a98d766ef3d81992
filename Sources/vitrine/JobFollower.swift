internal import Model
internal import Platform
internal import Service

/// Shows how far a job for files is until it has ended, or nothing is done but to wait until what failed is tried again.
///
/// The first Ctrl-C cancels the job that this command started, and is waited for; the second leaves at once. A job that
/// is only watched goes on without its watcher, and so does one whose watcher gets another signal.
struct JobFollower {
  private let service: MountedService
  private let first: DownloadJobReport
  /// Whether this command started it.
  private let isOwn: Bool
  private let display: ProgressOutput

  init(service: MountedService, job: DownloadJobReport, isOwn: Bool, writesJSON: Bool) {
    self.service = service
    first = job
    self.isOwn = isOwn
    display = writesJSON ? .json : ProgressOutput.forTerminalOrPipe
  }

  private var id: Int64 { first.job.id }

  func run() throws(Complaint) -> ExitCode {
    blockServiceSignals()
    let signals: SignalQueue
    do throws(Errno) { signals = try SignalQueue() } catch {
      throw Complaint(.failed, "cannot wait for signals: \(error)")
    }
    var screen = JobScreen(display)
    screen.begin(first, isOwn: isOwn)
    var report = first
    var status = StatusReport.Acquisition()
    var rate = WorkRate()
    var isCancelling = false
    // A small file of this machine is there in milliseconds.
    var patience: UInt64 = 5_000_000
    while !report.job.state.isEnded, !report.onlyRetries {
      rate.note(Double(report.job.counts.received), at: monotonicNanoseconds())
      screen.show(report, status, rate, isCancelling: isCancelling)
      switch signals.next(within: patience) {
      case nil: break
      case .interrupt where isOwn && !isCancelling:
        isCancelling = true
        screen.clear()
        screen.say("cancelling job \(id); what is whole stays (Ctrl-C again leaves at once)")
        try cancel()
      default:
        screen.clear()
        if !isCancelling {
          screen.say("job \(id) goes on; how far it is: \(Output.command("jobs", "watch", "\(id)"))")
        }
        return .cancelled
      }
      patience = min(patience * 2, display.interval)
      if let next = try ask(&screen) { (report, status) = next }
    }
    try end(report, &screen)
    return report.exitCode
  }

  private var argument: [[UInt8]] { [Array("\(id)".utf8)] }

  private func cancel() throws(Complaint) {
    do throws(Complaint) {
      _ = try service.answer(to: ControlRequest("download-cancel", argument), within: 30)
    } catch {
      // It is asked again with the next Ctrl-C where the service is just being replaced.
      if !service.isServed { throw error }
    }
  }

  /// How far it is now; nil while the service is being replaced, or busy.
  private func ask(
    _ screen: inout JobScreen
  ) throws(Complaint) -> (DownloadJobReport, StatusReport.Acquisition)? {
    do throws(Complaint) {
      let answer = try service.answer(to: ControlRequest("downloads", argument))
      guard let status = StatusReport.Acquisition(answer["acquisition"]), let report = status.jobs.first else {
        throw service.notUnderstood
      }
      return (report, status)
    } catch {
      guard error.code == .failed || error.code == .notMounted, service.isServed else {
        screen.clear()
        throw error.code == .notMounted
          ? Complaint(.notMounted, "\(error.message); the job goes on where it was when it is mounted again") : error
      }
      screen.showWaiting()
      return nil
    }
  }

  private func end(_ report: DownloadJobReport, _ screen: inout JobScreen) throws(Complaint) {
    screen.clear()
    var failures: [DownloadReport] = []
    var directory = ""
    if display != .json {
      if report.job.counts[.failed] > 0 {
        let pages = DownloadPages(service: service, job: id, states: [.failed])
        failures = try pages.next(after: 0).files
      }
      let answer = try service.answer(to: ControlRequest("downloads", argument))
      directory = answer["acquisition"]["directory"].string ?? "?"
    }
    screen.end(report, failures, directory: directory, mountPoint: service.mountPoint)
  }
}

/// The files of a job, page by page.
struct DownloadPages {
  let service: MountedService
  let job: Int64
  /// All where it is empty.
  let states: [Download.State]

  /// - Parameter id: the number of the last file of the page before; 0 for the first.
  /// - Returns: also the number to go on with; nil behind the last.
  func next(after id: Int64) throws(Complaint) -> (files: [DownloadReport], next: Int64?) {
    let arguments = ["\(job)", "\(id)"] + states.map(\.rawValue)
    let answer = try service.answer(
      to: ControlRequest("download-files", arguments.map { Array($0.utf8) }), within: 30)
    return (answer["files"].array.compactMap { DownloadReport($0) }, answer["next"].bytes)
  }
}
