internal import Synchronization

/// A value that comes once, from any thread, to the task that waits for it without blocking.
final class Arrival<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value, Never>)
    case here(Value)
  }
  private let state = Mutex<State>(.open)

  /// Only the first one counts.
  func settle(_ value: Value) {
    let waiting: CheckedContinuation<Value, Never>? = state.withLock { state in
      switch state {
      case .here: return nil
      case .open:
        state = .here(value)
        return nil
      case .awaited(let continuation):
        state = .here(value)
        return continuation
      }
    }
    waiting?.resume(returning: value)
  }

  /// One task waits.
  var value: Value {
    get async {
      await withCheckedContinuation { continuation in
        let value: Value? = state.withLock { state in
          if case .here(let value) = state { return value }
          state = .awaited(continuation)
          return nil
        }
        if let value { continuation.resume(returning: value) }
      }
    }
  }
}
