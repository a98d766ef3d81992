internal import Platform
internal import Synchronization

/// Requests by name that a service gets which took the place of one that died, until it shows everything that one did:
/// a name that is not there yet, or the listing of a directory, would tell programs that files were removed.
///
/// Callable from any thread. A lock of its own; requests are carried out after it was let go.
final class AwaitedNames: Sendable {
  private struct State {
    var isOpen = false
    var waiting: [WaitingRequest] = []
  }

  private let state = Mutex(State())
  /// ``monotonicNanoseconds()``; 0 where nothing is waited for. Changed under the lock: who is not kept is carried out,
  /// and must not find that it is to wait.
  private let until = Atomic<UInt64>(0)

  /// Whether there is more to come. Cheap: every lookup asks.
  var mayComeYet: Bool { until.load(ordering: .relaxed) > 0 }

  /// - Parameter patience: after so long what is not there is said not to be there. Nanoseconds.
  func begin(_ patience: UInt64) {
    state.withLock { state in
      state.isOpen = true
      until.store(monotonicNanoseconds() + patience, ordering: .relaxed)
    }
  }

  /// Everything is shown: whoever waited is answered with what there is now, on this thread.
  func end() {
    let waiting = state.withLock { state in
      until.store(0, ordering: .relaxed)
      defer { state = State() }
      return state.waiting
    }
    for request in waiting { request.work(request) }
  }

  /// Ends it where it is time to. To be called about once a second.
  func look(isRestored: Bool) {
    let until = until.load(ordering: .relaxed)
    guard until > 0, isRestored || until <= monotonicNanoseconds() else { return }
    end()
  }

  /// - Returns: false where nothing is waited for any more.
  func keep(_ request: WaitingRequest) -> Bool {
    state.withLock { state in
      if state.isOpen { state.waiting.append(request) }
      return state.isOpen
    }
  }
}
