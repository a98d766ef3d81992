internal import Platform

/// Threads that may wait for a file system, with the requests that wait for them.
///
/// One lock, ``state``. Only the pool's own threads sleep on it, so one request wakes one thread. Requests are
/// answered and carried out after it was let go.
final class RequestPool: Sendable {
  private struct State {
    var plan: PooledRequests
    var requests: [UInt64: WaitingRequest] = [:]
    var runnable: [UInt64] = []
    var lastIdentifier: UInt64 = 0
    var threads = 0
    var idleThreads = 0
    var isStopping = false
  }

  private let state: Monitor<State>
  private let name: String
  /// How long a thread without work is kept, nanoseconds.
  private let idleLimit: UInt64 = 30_000_000_000

  init(_ name: String, _ plan: PooledRequests) {
    self.name = name
    state = Monitor(State(plan: plan))
  }

  /// Requests that are not answered yet.
  var count: Int { state.withLock { $0.plan.count } }

  func submit(_ request: WaitingRequest) {
    let actions = state.withLock { state -> [PooledRequests.Action] in
      state.lastIdentifier += 1
      state.requests[state.lastIdentifier] = request
      return state.plan.submit(
        state.lastIdentifier, file: request.budget, handle: request.handle, process: request.process,
        now: monotonicNanoseconds())
    }
    carryOut(actions)
  }

  func cancel(handle: UInt64, where isGone: (Int32) -> Bool) {
    carryOut(state.withLock { $0.plan.cancel(handle: handle, where: isGone) })
  }

  func setDeadline(_ deadline: UInt64) { state.withLock { $0.plan.deadline = deadline } }

  /// - Returns: how many requests failed because their time was up.
  func expire() -> Int {
    let actions = state.withLock { $0.plan.expire(now: monotonicNanoseconds()) }
    carryOut(actions)
    return actions.count { if case .fail = $0 { true } else { false } }
  }

  func stop() { state.signal { $0.isStopping = true } }

  private func carryOut(_ actions: [PooledRequests.Action]) {
    for action in actions {
      switch action {
      case .fail(let identifier, let error):
        let request = state.withLock { state in
          // It is kept while its thread is out.
          state.plan.isOut(identifier)
            ? state.requests[identifier] : state.requests.removeValue(forKey: identifier)
        }
        request?.fail(error)
      case .run(let identifier):
        let needsThread = state.signalOne { state -> Bool in
          state.runnable.append(identifier)
          guard state.idleThreads < state.runnable.count else { return false }
          state.threads += 1
          return true
        }
        if needsThread { startThread() }
      }
    }
  }

  private func startThread() {
    do throws(Errno) {
      try WorkerThread(name: name) { [self] in runRequests() }.detach()
    } catch {
      // The request stays queued for the threads there are, and has a deadline.
      Log.error("no thread for a request: \(error)")
      state.withLock { $0.threads -= 1 }
    }
  }

  private func runRequests() {
    while let (identifier, request) = next() {
      request.work(request)
      carryOut(
        state.withLock { state in
          state.requests[identifier] = nil
          return state.plan.finished(identifier, now: monotonicNanoseconds())
        })
    }
  }

  /// nil when nothing came for a while, or at the end.
  private func next() -> (UInt64, WaitingRequest)? {
    func take(_ state: inout State) -> (UInt64, WaitingRequest)? {
      guard !state.runnable.isEmpty else { return nil }
      let identifier = state.runnable.removeFirst()
      return state.requests[identifier].map { (identifier, $0) }
    }
    state.withLock { $0.idleThreads += 1 }
    // A thread stops being idle in the same moment in which it takes a request, or decides to end.
    let found = state.wait(until: monotonicNanoseconds() + idleLimit) { state -> (UInt64, WaitingRequest)?? in
      if state.isStopping {
        state.idleThreads -= 1
        state.threads -= 1
        return .some(nil)
      }
      guard let next = take(&state) else { return nil }
      state.idleThreads -= 1
      return .some(next)
    }
    if let found { return found }
    return state.withLock { state in
      state.idleThreads -= 1
      if let next = take(&state) { return next }
      state.threads -= 1
      return nil
    }
  }
}
