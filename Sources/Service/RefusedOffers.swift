package import Model

/// Files of a source of which its server does not say what they are: when each is worth asking about again, after those
/// that were not asked about. Times are wall-clock nanoseconds.
package struct RefusedOffers: Sendable {
  private struct Refusal {
    /// 0 where there was no answer at all.
    var count = 0
    var retryAt: Int64 = 0
    /// For people.
    var why = ""
    /// Counts up.
    var turn: Int
  }

  /// After the first time; twice as long after each further one. Nanoseconds.
  private static let firstPause: Int64 = 60_000_000_000
  private static let longestPause: Int64 = 3_600_000_000_000
  /// Those that are due within that are asked about together. Nanoseconds.
  private static let step: Int64 = 60_000_000_000

  private var refusals: [Int64: Refusal] = [:]
  private var turns = 0

  package init() {}

  /// - Parameter why: for people.
  package mutating func refused(_ offer: Int64, _ why: String, now: Int64) {
    let count = (refusals[offer]?.count ?? 0) + 1
    let pause = min(RefusedOffers.firstPause << Int64(min(count - 1, 10)), RefusedOffers.longestPause)
    turns += 1
    refusals[offer] = Refusal(
      count: count, retryAt: ((now + pause) / RefusedOffers.step + 1) * RefusedOffers.step, why: why, turn: turns)
  }

  /// Nobody answered: nothing is said of the file, but it may be what the server fails at.
  package mutating func unanswered(_ offer: Int64) {
    turns += 1
    refusals[offer, default: Refusal(turn: turns)].turn = turns
  }

  /// What is to be asked about now, and forgets what waits no more.
  ///
  /// - Parameter offers: those that wait.
  /// - Returns: first those that were never refused, in their order; and when the first of the others is due.
  package mutating func due(_ offers: [StoredOffer], now: Int64) -> (offers: [StoredOffer], next: Int64?) {
    if refusals.isEmpty { return (offers, nil) }
    let waiting = Set(offers.map(\.id))
    refusals = refusals.filter { waiting.contains($0.key) }
    let again = offers.compactMap { offer in refusals[offer.id].map { (offer, $0) } }
    let due = again.filter { $0.1.retryAt <= now }.sorted { $0.1.turn < $1.1.turn }
    return (
      offers.filter { refusals[$0.id] == nil } + due.map(\.0),
      again.lazy.map(\.1.retryAt).filter { $0 > now }.min()
    )
  }

  /// What is wrong, for people.
  package var problem: String? {
    let refused = refusals.values.filter { $0.count > 0 }
    guard let last = refused.max(by: { $0.turn < $1.turn }) else { return nil }
    return "\(number(refused.count, "file")) cannot be shown yet: \(last.why)"
  }
}
