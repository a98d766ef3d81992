internal import Platform
internal import Synchronization

/// Runs `body`, which may block, on a thread of its own and waits for it without blocking, for so long; nil where it
/// does not come back in time or the task is cancelled.
///
/// A file system whose server is away keeps that thread, and nothing else.
func withOwnThread<Value: Sendable>(
  patience nanoseconds: UInt64, _ body: @escaping @Sendable () -> Value
) async -> Value? {
  let outcome = Outcome<Value>()
  return await withTaskCancellationHandler {
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        try? await Task.sleep(nanoseconds: nanoseconds)
        outcome.settle(nil)
      }
      let value = await withCheckedContinuation { continuation in
        outcome.wait(continuation)
        do throws(Errno) {
          try WorkerThread(name: "source-file", stackBytes: 1 << 20) { outcome.settle(body()) }.detach()
        } catch {
          outcome.settle(nil)
        }
      }
      group.cancelAll()
      return value
    }
  } onCancel: {
    outcome.settle(nil)
  }
}

/// A value that comes once, from whoever is first. Any thread.
private final class Outcome<Value: Sendable>: Sendable {
  private enum State {
    case open
    case awaited(CheckedContinuation<Value?, Never>)
    case settled(Value?)
  }
  private let state = Mutex<State>(.open)

  func wait(_ continuation: CheckedContinuation<Value?, Never>) {
    let settled: Value?? = state.withLock { state in
      if case .settled(let value) = state { return .some(value) }
      state = .awaited(continuation)
      return nil
    }
    if let settled { continuation.resume(returning: settled) }
  }

  func settle(_ value: Value?) {
    let waiting: CheckedContinuation<Value?, Never>? = state.withLock { state in
      defer { if case .settled = state {} else { state = .settled(value) } }
      if case .awaited(let continuation) = state { return continuation }
      return nil
    }
    waiting?.resume(returning: value)
  }
}
