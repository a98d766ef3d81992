/// Leaves a provider alone that keeps failing, for longer and longer, and tries it with one request afterwards. Pure:
/// the times come from outside, in monotonic nanoseconds.
package struct CircuitBreaker: Hashable, Sendable {
  package enum State: Hashable, Sendable {
    case closed
    /// No request until that time.
    case open(until: UInt64)
    /// One request finds out whether the provider is back; meanwhile the others fail.
    case halfOpen
  }

  package enum Permission: Hashable, Sendable {
    case granted(isProbe: Bool)
    /// Nothing goes; worth asking again at that time.
    case refused(until: UInt64)
  }

  /// What became of a request that was permitted.
  package enum Outcome: Sendable {
    case answered
    /// By the provider's fault.
    case failed
    /// Says nothing of it: cancelled, or too many requests.
    case undecided
  }

  /// So many failures in a row open it.
  package static let mostFailures = 5
  package static let firstPause: UInt64 = 5_000_000_000
  package static let longestPause: UInt64 = 600_000_000_000

  package private(set) var state = State.closed
  package private(set) var failures = 0
  private var openings = 0
  private var hasProbe = false

  package init() {}

  package mutating func ask(at now: UInt64) -> Permission {
    switch state {
    case .closed: return .granted(isProbe: false)
    case .open(let until):
      if now < until { return .refused(until: until) }
      state = .halfOpen
    case .halfOpen:
      if hasProbe { return .refused(until: now &+ CircuitBreaker.firstPause) }
    }
    hasProbe = true
    return .granted(isProbe: true)
  }

  /// When ``ask(at:)`` would grant a request; `now` where it would at once. Changes nothing.
  package func earliest(at now: UInt64) -> UInt64 {
    switch state {
    case .closed: now
    case .open(let until): max(now, until)
    case .halfOpen: hasProbe ? now &+ CircuitBreaker.firstPause : now
    }
  }

  /// What came of a permitted request. Those that began before the breaker opened change nothing while it is open.
  package mutating func record(_ outcome: Outcome, isProbe: Bool, at now: UInt64) {
    if isProbe { hasProbe = false }
    guard isProbe || state == .closed else { return }
    switch outcome {
    case .undecided: break
    case .answered:
      state = .closed
      failures = 0
      openings = 0
    case .failed:
      failures += 1
      if isProbe || failures >= CircuitBreaker.mostFailures { open(at: now) }
    }
  }

  private mutating func open(at now: UInt64) {
    let pause = min(CircuitBreaker.firstPause << UInt64(min(openings, 20)), CircuitBreaker.longestPause)
    openings += 1
    state = .open(until: now &+ pause)
  }
}
