internal import Pacing

/// What is known of a source: how long it takes to answer, whether it does, and how much of it is in use. Pure; times
/// in monotonic nanoseconds.
struct SourceStanding: Sendable {
  /// Asked at the same time.
  var mostAsked: Int
  /// Transfers at the same time.
  var mostTransfers: Int
  private(set) var asked = 0
  private(set) var transfers = 0
  private(set) var breaker = CircuitBreaker()
  private(set) var latencies = LatencyHistogram()
  /// Nothing goes there before.
  private(set) var parkedUntil: UInt64 = 0
  /// How often it has had what it was asked for, from 0 to 1: the last answers count most.
  private(set) var success = 0.5
  /// Mean of the last answers, and of giving up; nil before the first. Nanoseconds.
  private(set) var typical: Double?

  init(mostAsked: Int, mostTransfers: Int) {
    self.mostAsked = max(1, mostAsked)
    self.mostTransfers = max(1, mostTransfers)
  }

  /// When it can be asked; `now` for at once.
  func earliest(at now: UInt64) -> UInt64 { max(parkedUntil, breaker.earliest(at: now), now) }

  func isAvailable(at now: UInt64) -> Bool { earliest(at: now) <= now }

  var hasRoomToAsk: Bool { asked < mostAsked }
  var hasRoomToTransfer: Bool { transfers < mostTransfers }

  /// How long it takes to get one answer that helps, as far as is known: the lower, the sooner it is asked.
  var cost: Double { (typical ?? SourceStanding.assumed) / max(success, 0.02) }

  /// After how long another source is asked as well: most answers are there by then. Nanoseconds.
  var hedge: UInt64 {
    guard latencies.count >= 5, let late = latencies.quantile(0.95) else { return SourceStanding.firstHedge }
    return min(max(late, SourceStanding.shortestHedge), SourceStanding.longestHedge)
  }

  private static let assumed = 500_000_000.0
  private static let firstHedge: UInt64 = 1_000_000_000
  private static let shortestHedge: UInt64 = 50_000_000
  private static let longestHedge: UInt64 = 3_000_000_000
  /// "Later" is not "at once", whatever a source says. Nanoseconds.
  private static let shortestRest: UInt64 = 500_000_000
  /// How much the last answer counts.
  private static let weight = 0.2

  // MARK: Changes

  /// - Returns: whether it is the one request that finds out whether the source is back.
  mutating func ask(at now: UInt64, learns: Bool) -> Bool {
    asked += 1
    if learns, case .granted(let isProbe) = breaker.ask(at: now) { return isProbe }
    return false
  }

  mutating func answered(_ answer: SourceAnswer, after time: UInt64, isProbe: Bool, at now: UInt64) {
    asked -= 1
    switch answer {
    case .has, .hasNot:
      latencies.add(time)
      learn(time, answer == .hasNot ? 0 : 1)
      breaker.record(.answered, isProbe: isProbe, at: now)
    case .failed:
      learn(time, 0)
      breaker.record(.failed, isProbe: isProbe, at: now)
    case .throttled(let until):
      parkedUntil = max(parkedUntil, until, now &+ SourceStanding.shortestRest)
      breaker.record(.undecided, isProbe: isProbe, at: now)
    case .ended:
      // It was the slower one: that it would have taken longer is all that is known.
      if time > UInt64(typical ?? 0) { learn(time, success) }
      breaker.record(.undecided, isProbe: isProbe, at: now)
    }
  }

  private mutating func learn(_ time: UInt64, _ helped: Double) {
    typical = typical.map { $0 + (Double(time) - $0) * SourceStanding.weight } ?? Double(time)
    success += (helped - success) * SourceStanding.weight
  }

  mutating func beganTransfer() { transfers += 1 }

  mutating func ended(_ result: TransferResult, at now: UInt64) {
    transfers -= 1
    switch result {
    case .stale, .wrong, .failed: success -= success * SourceStanding.weight
    case .throttled(let until): parkedUntil = max(parkedUntil, until, now &+ SourceStanding.shortestRest)
    case .done, .noSpace, .impossible, .ended: break
    }
  }
}
