/// Counts what goes in any 24 hours, by the minute: what goes in a minute counts until 24 hours after its end, so that
/// never too much goes, and the list stays short. Pure; monotonic nanoseconds.
struct DayQuota: Sendable {
  private struct Minute: Sendable {
    var index: UInt64
    var cost: Int
  }

  private static let minute: UInt64 = 60_000_000_000
  private static let minutesPerDay: UInt64 = 24 * 60

  private let quota: Int
  private var minutes: [Minute] = []
  private(set) var spent = 0

  init(_ quota: Int, spent: Int, at now: UInt64) {
    self.quota = quota
    if spent > 0 { add(min(spent, quota), at: now) }
  }

  mutating func add(_ cost: Int, at now: UInt64) {
    let index = now / DayQuota.minute
    if let last = minutes.indices.last, minutes[last].index >= index {
      minutes[last].cost += cost
    } else {
      minutes.append(Minute(index: index, cost: cost))
    }
    spent += cost
  }

  /// When `cost` may go. More than the whole quota counts as all of it.
  mutating func earliest(_ cost: Int, at now: UInt64) -> UInt64 {
    let current = now / DayQuota.minute
    while let first = minutes.first, first.index + DayQuota.minutesPerDay < current {
      spent -= first.cost
      minutes.removeFirst()
    }
    var left = spent
    var time = now
    for minute in minutes {
      if left + min(cost, quota) <= quota { break }
      left -= minute.cost
      time = (minute.index + DayQuota.minutesPerDay + 1) * DayQuota.minute
    }
    return time
  }
}
