/// Decides when a request may go, so that no window of ``RequestLimits/interval`` holds more than its allowance,
/// wherever it begins. Pure: the times come from outside, in monotonic nanoseconds.
///
/// Windows begin with their first moment and end before their last. The sum of costs counts, not the number.
package struct RequestWindow: Sendable {
  package enum Admission: Hashable, Sendable {
    /// It goes now and is counted.
    case now
    /// Not before that time, and nothing is counted.
    case notBefore(UInt64)
  }

  /// Names an admission, for ``moved(_:to:)``.
  package typealias Serial = UInt64

  private struct Entry: Sendable {
    var time: UInt64
    var cost: Int
    var serial: Serial
    /// Admitted, and not known to have gone: it counts as one that goes now.
    var isPending: Bool
  }

  package let limits: RequestLimits
  /// Added to the interval; ``RequestLimits/margin`` unless changed.
  package var margin: UInt64
  /// Those that still count, by their time.
  private var entries: [Entry] = []
  private var spent = 0
  private var day: DayQuota?
  private var nextSerial: Serial = 0
  /// Nothing goes before: the provider said so.
  package private(set) var parkedUntil: UInt64 = 0

  /// - Parameter spentToday: what the last 24 hours have used of ``RequestLimits/perDay`` already.
  package init(_ limits: RequestLimits, spentToday: Int = 0, at now: UInt64 = 0) {
    self.limits = limits
    margin = limits.margin
    day = limits.perDay.map { DayQuota($0, spent: spentToday, at: now) }
  }

  /// The serial of the last admission.
  package var lastSerial: Serial { nextSerial &- 1 }

  /// What the last 24 hours have used, where there is a limit for the day.
  package var spentToday: Int { day?.spent ?? 0 }

  /// Admits a request of that cost, or says when to ask again. More than the whole allowance counts as all of it.
  ///
  /// - Parameter isPending: counts until the interval after ``moved(_:to:)``, however late that is called.
  package mutating func admit(cost: Int = 1, isPending: Bool = false, at now: UInt64) -> Admission {
    let time = earliest(cost: cost, at: now)
    if time > now { return .notBefore(time) }
    let cost = clamped(cost)
    insert(Entry(time: now, cost: cost, serial: nextSerial, isPending: isPending))
    spent += cost
    nextSerial &+= 1
    day?.add(cost, at: now)
    return .now
  }

  /// When a request of that cost may go, if nothing else does before it; `now` where it may at once.
  package mutating func earliest(cost: Int = 1, at now: UInt64) -> UInt64 {
    forget(before: now)
    let cost = clamped(cost)
    var time = max(now, parkedUntil)
    var left = spent
    for entry in entries where !entry.isPending {
      if left + cost <= limits.requests { break }
      left -= entry.cost
      time = max(time, end(entry))
    }
    // Those under way to the network may go this very moment.
    if left + cost > limits.requests { time = max(time, now &+ limits.interval &+ margin) }
    return max(time, day?.earliest(cost, at: now) ?? 0)
  }

  /// As ``earliest(cost:at:)``, for what may take long alone: the provider's own word, and the day's quota.
  package mutating func barrier(cost: Int = 1, at now: UInt64) -> UInt64 {
    let cost = clamped(cost)
    return max(now, parkedUntil, day?.earliest(cost, at: now) ?? 0)
  }

  /// An admitted request goes out at `time` only: that is when it counts. Earlier than admitted changes nothing.
  package mutating func moved(_ serial: Serial, to time: UInt64) {
    guard let index = entries.lastIndex(where: { $0.serial == serial }) else { return }
    var entry = entries.remove(at: index)
    entry.time = max(entry.time, time)
    entry.isPending = false
    insert(entry)
  }

  /// Admits nothing before `time`. An earlier one than known already changes nothing.
  package mutating func park(until time: UInt64) { parkedUntil = max(parkedUntil, time) }

  private func clamped(_ cost: Int) -> Int { min(max(cost, 1), limits.requests) }

  private func end(_ entry: Entry) -> UInt64 { entry.time &+ limits.interval &+ margin }

  private mutating func insert(_ entry: Entry) {
    let index = entries.lastIndex { $0.time <= entry.time }.map { $0 + 1 } ?? 0
    entries.insert(entry, at: index)
  }

  private mutating func forget(before now: UInt64) {
    guard let first = entries.first, end(first) <= now else { return }
    let life = limits.interval &+ margin
    var left = spent
    entries.removeAll { entry in
      guard !entry.isPending, entry.time &+ life <= now else { return false }
      left -= entry.cost
      return true
    }
    spent = left
  }
}
