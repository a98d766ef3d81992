internal import Pacing

/// Who waits at a provider's gate, who is through, and who goes next. Pure: the times come from outside, in monotonic
/// nanoseconds; whoever asks does what ``advance(at:)`` says.
///
/// Urgent calls go first, then those that are repeated, then the others; within each, who came first. One that costs
/// more than is free now holds up those behind it, or it would wait for ever.
struct GateLedger: Sendable {
  /// What an admitted call hands back when it ends.
  struct Permit: Hashable, Sendable {
    let serial: RequestWindow.Serial
    let isProbe: Bool
    let mark: UInt64
  }

  enum Refusal: Hashable, Sendable {
    /// The provider wants to be left alone until then, or the day's requests are used up.
    case parked(until: UInt64)
    /// The provider has failed too often.
    case broken(until: UInt64)
    /// It took too long to be repeated.
    case late
  }

  enum Verdict: Hashable, Sendable {
    case admitted(Permit)
    case refused(Refusal)
  }

  /// What came of an admitted call.
  enum Outcome: Sendable {
    case answered
    /// 429.
    case throttled
    /// By the provider's fault.
    case failed
    case cancelled
  }

  private(set) var window: RequestWindow
  private(set) var breaker = CircuitBreaker()
  private(set) var concurrency: AdaptiveConcurrency
  private(set) var margin: AdaptiveMargin
  private(set) var open = 0
  private var urgent = WaitingLane()
  private var repeated = WaitingLane()
  private var usual = WaitingLane()
  /// Whoever would have to wait longer for the provider's word or the day's quota is refused.
  private let patience: UInt64

  init(_ limits: RequestLimits, spentToday: Int, patience: UInt64, at now: UInt64) {
    window = RequestWindow(limits, spentToday: spentToday, at: now)
    concurrency = AdaptiveConcurrency(most: limits.open)
    margin = AdaptiveMargin(limits)
    self.patience = patience
  }

  var waiting: Int { urgent.count + repeated.count + usual.count }

  mutating func wait(_ call: WaitingLane.Call, isUrgent: Bool) {
    if isUrgent { urgent.insert(call) } else if call.notBefore > 0 { repeated.insert(call) } else { usual.insert(call) }
  }

  /// - Returns: whether it still waited.
  mutating func leave(_ number: UInt64) -> Bool {
    urgent.remove(number) || repeated.remove(number) || usual.remove(number)
  }

  /// Decides on as many calls as can be decided on now.
  ///
  /// - Returns: the verdicts, and when to ask again if nothing happens before.
  mutating func advance(at now: UInt64) -> (verdicts: [(number: UInt64, verdict: Verdict)], wake: UInt64?) {
    var verdicts: [(number: UInt64, verdict: Verdict)] = []
    for call in Array(repeated.all) + urgent.all where call.deadline <= now {
      _ = leave(call.number)
      verdicts.append((call.number, .refused(.late)))
    }
    while let call = next(at: now) {
      let isWhole = breaker.earliest(at: now)
      let barrier = window.barrier(cost: call.cost, at: now)
      if isWhole > now {
        verdicts.append((call.number, .refused(.broken(until: isWhole))))
      } else if barrier - now > patience {
        verdicts.append((call.number, .refused(.parked(until: barrier))))
      } else if open >= concurrency.current {
        return (verdicts, wakeOfRepeated(after: now))
      } else if case .notBefore(let time) = window.admit(cost: call.cost, isPending: true, at: now) {
        return (verdicts, min(time, wakeOfRepeated(after: now) ?? time))
      } else {
        var isProbe = false
        if case .granted(let probe) = breaker.ask(at: now) { isProbe = probe }
        open += 1
        let permit = Permit(serial: window.lastSerial, isProbe: isProbe, mark: concurrency.mark)
        verdicts.append((call.number, .admitted(permit)))
      }
      _ = leave(call.number)
    }
    return (verdicts, wakeOfRepeated(after: now))
  }

  /// The request went out at that time, later than it was admitted.
  mutating func sent(_ permit: Permit, at time: UInt64) { window.moved(permit.serial, to: time) }

  mutating func ended(_ permit: Permit, _ outcome: Outcome, at now: UInt64) {
    open -= 1
    switch outcome {
    case .answered:
      breaker.record(.answered, isProbe: permit.isProbe, at: now)
      concurrency.succeeded()
      margin.succeeded()
    case .failed:
      breaker.record(.failed, isProbe: permit.isProbe, at: now)
      concurrency.failed(permit.mark)
    case .throttled:
      breaker.record(.undecided, isProbe: permit.isProbe, at: now)
      if permit.mark == concurrency.mark { margin.throttled() }
      concurrency.failed(permit.mark)
    case .cancelled: breaker.record(.undecided, isProbe: permit.isProbe, at: now)
    }
    window.margin = margin.current
  }

  mutating func park(until time: UInt64) { window.park(until: time) }

  /// When a call of that cost would be worth making: later than now only where it would be refused now.
  mutating func available(cost: Int = 1, at now: UInt64) -> UInt64 {
    let barrier = window.barrier(cost: cost, at: now)
    return max(breaker.earliest(at: now), barrier - now > patience ? barrier : now)
  }

  private func next(at now: UInt64) -> WaitingLane.Call? {
    urgent.all.first { $0.notBefore <= now } ?? repeated.all.first { $0.notBefore <= now } ?? usual.first
  }

  private func wakeOfRepeated(after now: UInt64) -> UInt64? {
    var wake: UInt64?
    for lane in [urgent, repeated] {
      for call in lane.all {
        let time = call.notBefore > now ? min(call.notBefore, call.deadline) : call.deadline
        if time != .max { wake = min(wake ?? time, time) }
      }
    }
    return wake
  }
}
