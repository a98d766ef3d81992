internal import Model

/// When games are asked about and for whom. Pure: told the time, in nanoseconds of one clock.
///
/// What somebody asked for comes first, in the order it was asked for. In the background, systems that have changed are
/// looked at soon after the first change, and all of them from time to time for what is to be tried again.
package struct EnrichmentPlan: Sendable {
  /// A burst of changes is one.
  package static let quiet: UInt64 = 150_000_000
  /// From the end of one look to the next, at most.
  package static let pause: UInt64 = 2_000_000_000
  /// How often what failed is looked for.
  package static let interval: UInt64 = 300_000_000_000

  package enum Errand: Equatable, Sendable {
    /// For a scan that somebody asked for.
    case job(Int64)
    /// What is due of these systems; nil for all.
    case background([String]?)
  }

  private var jobs: [Int64] = []
  private var changed: Set<String> = []
  private var firstChange: UInt64?
  private var next: UInt64 = 0
  private var nextOfAll: UInt64?
  /// After the next look, if it asks nobody either.
  private var idlePause: UInt64 = 0
  /// Whether anybody is asked without somebody asking for it.
  package var hasBackground = false
  /// Whether only what somebody asked for is done.
  package var isResting = false

  package init() {}

  /// Whether somebody waits for something.
  package var hasJobs: Bool { !jobs.isEmpty }

  /// Whether games have come that what is done now is not about.
  package var hasChanges: Bool { !changed.isEmpty }

  package mutating func add(job: Int64) { if !jobs.contains(job) { jobs.append(job) } }

  package mutating func remove(job: Int64) { jobs.removeAll { $0 == job } }

  package mutating func changed(_ system: String, at now: UInt64) {
    changed.insert(system)
    firstChange = firstChange ?? now
  }

  /// Everything is looked at, because who is asked is another.
  package mutating func changedAll(at now: UInt64) { nextOfAll = now }

  /// What is to be done now; it counts as begun.
  package mutating func take(at now: UInt64) -> Errand? {
    if !jobs.isEmpty { return .job(jobs.removeFirst()) }
    guard hasBackground, !isResting, let time = nextTime, time <= now else { return nil }
    defer {
      changed = []
      firstChange = nil
    }
    if let all = nextOfAll, all <= now {
      nextOfAll = now + EnrichmentPlan.interval
      return .background(nil)
    }
    return .background(changed.sorted())
  }

  /// What is done in the background was ended before it was over: it is begun anew.
  package mutating func interrupted(at now: UInt64) { changedAll(at: now) }

  /// What was taken is done. Where nobody was asked, as in a library that is only being discovered, the next look waits
  /// less; longer each time, because changes may concern nobody for hours.
  package mutating func ended(at now: UInt64, hasAsked: Bool) {
    if hasAsked { idlePause = 0 }
    next = now + (hasAsked ? EnrichmentPlan.pause : idlePause)
    if !hasAsked { idlePause = min(max(2 * idlePause, EnrichmentPlan.quiet), EnrichmentPlan.pause) }
  }

  /// When something is due; nil while there is nothing.
  package var nextTime: UInt64? {
    if !jobs.isEmpty { return 0 }
    guard hasBackground, !isResting else { return nil }
    let times = [firstChange.map { $0 + EnrichmentPlan.quiet }, nextOfAll].compactMap { $0 }
    return times.min().map { max($0, next) }
  }
}
