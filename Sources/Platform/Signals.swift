internal import CPlatform
internal import Glibc

/// The signals a service takes and sends.
package enum Signal: Sendable {
  case hangUp, interrupt, terminate, kill, childEnded

  var number: Int32 {
    switch self {
    case .hangUp: SIGHUP
    case .interrupt: SIGINT
    case .terminate: SIGTERM
    case .kill: SIGKILL
    case .childEnded: SIGCHLD
    }
  }

  init?(number: Int32) {
    switch number {
    case SIGHUP: self = .hangUp
    case SIGINT: self = .interrupt
    case SIGTERM: self = .terminate
    case SIGCHLD: self = .childEnded
    default: return nil
    }
  }
}

/// Blocks the signals of ``SignalQueue`` in the calling thread and in every thread it starts, and ignores SIGPIPE.
///
/// Call it first thing in main: a thread that exists already would still take them.
package func blockServiceSignals() {
  _ = cplatform_block_service_signals()
  signal(SIGPIPE, SIG_IGN)
}

/// Blocks SIGPIPE in the calling thread: for libraries that write to sockets which the other end may have closed.
package func blockBrokenPipeSignal() {
  var set = sigset_t()
  sigemptyset(&set)
  sigaddset(&set, SIGPIPE)
  pthread_sigmask(SIG_BLOCK, &set, nil)
}

/// Signals as something to poll for. Wraps a signalfd(2) of INT, TERM, HUP and CHLD.
package struct SignalQueue: ~Copyable, Sendable {
  /// Readable when a signal waits.
  package let descriptor: FileDescriptor

  /// The signals must be blocked already: ``blockServiceSignals()``.
  package init() throws(Errno) {
    descriptor = FileDescriptor(owning: try unwrapped(cplatform_service_signal_descriptor()))
  }

  /// The next signal that waits; nil when there is none.
  package borrowing func next() throws(Errno) -> Signal? {
    while true {
      do throws(Errno) {
        if let signal = Signal(number: try unwrapped(cplatform_next_signal(descriptor.rawValue))) { return signal }
      } catch {
        if error == .again { return nil }
        if error != .interrupted { throw error }
      }
    }
  }
}

/// Sends a signal to any process. One that is gone, or belongs to somebody else, is no error.
///
/// - Returns: whether the signal was sent.
@discardableResult
package func send(_ signal: Signal, to process: Int32) -> Bool { kill(process, signal.number) == 0 }

/// Whether there is a process of that number, whoever owns it.
package func processExists(_ process: Int32) -> Bool { process > 0 && (kill(process, 0) == 0 || errno == EPERM) }
