internal import Platform

/// The worker's thread for what comes from outside: signals, and the death of the supervisor.
///
/// Signals are blocked in all threads, so they arrive here and nowhere else.
final class Guardian: Sendable {
  private let options: WorkerOptions
  private let link: SupervisorLink
  private let signals: SignalQueue
  /// What SIGHUP asks for; may take a while.
  private let reload: @Sendable () -> Void

  init(
    options: WorkerOptions, link: SupervisorLink, signals: consuming SignalQueue, reload: @escaping @Sendable () -> Void
  ) {
    self.options = options
    self.link = link
    self.signals = signals
    self.reload = reload
  }

  func start() throws(Errno) { try WorkerThread(name: "guardian") { [self] in run() }.detach() }

  /// Runs until the process ends.
  private func run() {
    while true {
      var items = [PollItem(signals.descriptor.rawValue), PollItem(link.number)]
      do throws(Errno) {
        try PollItem.wait(for: &items)
        while let signal = try signals.next() {
          switch signal {
          case .hangUp: reloadAside()
          // Only the supervisor unmounts; the worker's end comes with the connection's.
          case .interrupt, .terminate: link.askToUnmount()
          case .childEnded, .kill: break
          }
        }
      } catch {
        Log.error("waiting for signals: \(error)")
        return
      }
      if items[1].isReadable || items[1].isBroken, link.hasEnded() { endWithoutSupervisor() }
    }
  }

  /// On a thread of its own: a root on a server that is away must not keep this one from what else comes.
  private func reloadAside() {
    do throws(Errno) {
      try WorkerThread(name: "reload") { [self] in reload() }.detach()
    } catch {
      Log.error("no thread to reload the configuration: \(error)")
    }
  }

  /// Nobody else is left who would take the mount away.
  private func endWithoutSupervisor() -> Never {
    Log.error("the supervisor is gone: unmounting \(options.mountPoint)")
    // Before the mount, with which the whole process may end.
    options.entry.remove()
    options.accepted.remove()
    do throws(MountFailure) {
      if options.user != nil {
        // An ordinary user cannot end a mount of root's; the next `vitrine mount` takes it away.
        throw MountFailure("the mount at \(options.mountPoint) stays behind, dead: only root can take it away")
      }
      try FUSEMount.end(at: options.mountPoint, lazily: true, aborting: true)
    } catch {
      Log.error(error.message)
    }
    Host.endProcess(code: ExitCode.failed.rawValue)
  }
}
