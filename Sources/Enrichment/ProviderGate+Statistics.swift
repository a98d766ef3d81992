internal import Pacing
internal import Synchronization

extension ProviderGate {
  /// A snapshot: everything in it is of one moment.
  package var statistics: GateStatistics {
    let now = clock.now()
    var found = state.withLock { state in
      var found = state.statistics
      found.open = state.ledger.open
      found.waiting = state.ledger.waiting
      found.concurrency = state.ledger.concurrency.current
      found.margin = state.ledger.margin.current
      found.spentToday = state.ledger.window.spentToday
      switch state.ledger.breaker.state {
      case .closed: found.breaker = .closed
      case .halfOpen: found.breaker = .halfOpen
      case .open(let until):
        found.breaker = .open
        found.breakerUntil = Int64(clamping: until)
      }
      let parked = state.ledger.window.parkedUntil
      if parked > now { found.parkedUntil = Int64(clamping: parked) }
      return found
    }
    found.breakerUntil = found.breakerUntil.map { wall(UInt64($0)) }
    found.parkedUntil = found.parkedUntil.map { wall(UInt64($0)) }
    return found
  }

  /// When a call would not be refused at once, nanoseconds since 1970; nil where it would not be now.
  package var availableAt: Int64? {
    let now = clock.now()
    let available = state.withLock { $0.ledger.available(at: now) }
    return available > now ? wall(available) : nil
  }
}
