internal import Synchronization

/// A state under a lock, and tasks that wait for it to change: what ``Platform/Monitor`` is for threads. Waiting holds
/// no thread.
///
/// A task that is cancelled goes on waiting: whoever cancels it signals.
final class TaskMonitor<State: Sendable>: Sendable {
  private struct Guarded: Sendable {
    var state: State
    /// Signals so far.
    var version: UInt64 = 0
    var waiters: [CheckedContinuation<Void, Never>] = []
  }

  private let guarded: Mutex<Guarded>

  init(_ state: State) { guarded = Mutex(Guarded(state: state)) }

  /// Wakes nobody.
  func withLock<Value: Sendable>(_ body: (inout State) -> Value) -> Value { guarded.withLock { body(&$0.state) } }

  /// Changes something that others may wait for, and has all of them look again.
  func signal(_ body: (inout State) -> Void) {
    let waiters = guarded.withLock { guarded in
      body(&guarded.state)
      guarded.version += 1
      defer { guarded.waiters = [] }
      return guarded.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  /// Waits until there is something to be found.
  ///
  /// - Parameter find: under the lock; nil waits for the next signal.
  func wait<Value: Sendable>(_ find: (inout State) -> Value?) async -> Value {
    while true {
      let (value, version) = guarded.withLock { (find(&$0.state), $0.version) }
      if let value { return value }
      await withCheckedContinuation { continuation in
        let isLate = guarded.withLock { guarded in
          if guarded.version != version { return true }
          guarded.waiters.append(continuation)
          return false
        }
        if isLate { continuation.resume() }
      }
    }
  }
}
