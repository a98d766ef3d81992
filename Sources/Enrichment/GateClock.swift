package import Platform

/// The time as gates see it: real in the service, made up in simulations.
package protocol GateClock: Sendable {
  /// Nanoseconds that only go forward.
  func now() -> UInt64
  /// Nanoseconds since 1970.
  func wall() -> Int64
  /// Calls `body` once, at that time of ``now()`` or soon after it, on any thread. It must not block.
  func callBack(at time: UInt64, _ body: @escaping @Sendable () -> Void)
}

/// The machine's time. One thread ("enrich-clock") makes all calls, so that a busy pool of tasks delays none.
package final class SystemGateClock: GateClock {
  private struct Call: Sendable {
    let time: UInt64
    let body: @Sendable () -> Void
  }

  private struct State: Sendable {
    /// The next one last.
    var calls: [Call] = []
    var isEnded = false
  }

  private let state = Monitor(State())

  package init() throws(Errno) {
    let state = state
    try WorkerThread(name: "enrich-clock") { SystemGateClock.run(state) }.detach()
  }

  deinit { state.signal { $0.isEnded = true } }

  package func now() -> UInt64 { monotonicNanoseconds() }
  package func wall() -> Int64 { wallNanoseconds() }

  package func callBack(at time: UInt64, _ body: @escaping @Sendable () -> Void) {
    state.signal { state in
      let index = state.calls.firstIndex { $0.time <= time } ?? state.calls.count
      state.calls.insert(Call(time: time, body: body), at: index)
    }
  }

  private static func run(_ state: Monitor<State>) {
    while true {
      // Asked for anew at every signal: a call that came in between may be due sooner.
      let due = state.withLock { $0.isEnded ? 0 : $0.calls.last?.time ?? .max }
      let call: Call?? = state.wait(until: due == .max ? nil : due) { state in
        if state.isEnded { return .some(nil) }
        guard let next = state.calls.last else { return nil }
        if next.time <= monotonicNanoseconds() {
          state.calls.removeLast()
          return next
        }
        // Something is due before what the wait ends for.
        return next.time < due ? .some(Call(time: next.time, body: {})) : nil
      }
      switch call {
      case .none: continue
      case .some(.none): return
      case .some(.some(let call)): call.body()
      }
    }
  }
}
