/// When what is made of a system is made anew: soon after a change, once for many, and never more often than the
/// interval.
///
/// Pure: told the time, in nanoseconds of one clock.
package struct RegenerationPlan {
  /// A burst of changes is one.
  package static let quiet: UInt64 = 300_000_000
  /// The shortest time from one making of a system to the next.
  package static let interval: UInt64 = 5_000_000_000
  /// From one time that news of providers did not wait for the interval to the next.
  package static let eagerInterval: UInt64 = 60_000_000_000
  /// Making takes at most one part in so many of the time of a processor, unless that made it wait for longer than this.
  package static let share: UInt64 = 20
  package static let longest: UInt64 = 60_000_000_000

  private struct System {
    /// When the first change came that is not in what was made.
    var changed: UInt64?
    /// Not before this.
    var next: UInt64 = 0
    /// The first news of providers in a while is shown sooner than ``next``.
    var isEager = false
    /// When what is eager may be so again.
    var nextEager: UInt64 = 0
  }

  private var systems: [String: System] = [:]

  package init() {}

  package mutating func changed(_ system: String, at now: UInt64) {
    systems[system, default: System()].changed = systems[system]?.changed ?? now
  }

  /// Providers said more of its games. The first of it is what people wait for after they have set them up.
  package mutating func enriched(_ system: String, at now: UInt64) {
    changed(system, at: now)
    if systems[system]?.nextEager ?? 0 <= now { systems[system]?.isEager = true }
  }

  /// The systems that are to be made now; they count as made from this moment on.
  package mutating func due(at now: UInt64) -> [String] {
    let due = systems.filter { time(of: $0.value).map { $0 <= now } ?? false }.keys.sorted()
    began(due, at: now)
    return due
  }

  /// Everything is made anew, whatever has changed.
  package mutating func began(_ systems: [String], at now: UInt64) {
    for system in systems {
      let wasEager = self.systems[system]?.isEager ?? false
      let nextEager = wasEager ? now + RegenerationPlan.eagerInterval : self.systems[system]?.nextEager ?? 0
      self.systems[system] = System(next: now + RegenerationPlan.interval, nextEager: nextEager)
    }
  }

  /// - Parameter cost: nanoseconds of a processor that making it took.
  package mutating func made(_ system: String, at now: UInt64, cost: UInt64) {
    guard let known = systems[system] else { return }
    systems[system]?.next = max(known.next, now + min(cost * RegenerationPlan.share, RegenerationPlan.longest))
  }

  /// When something is due; nil while nothing has changed.
  package var nextTime: UInt64? { systems.values.compactMap { time(of: $0) }.min() }

  private func time(of system: System) -> UInt64? {
    system.changed.map { max($0 + RegenerationPlan.quiet, system.isEager ? 0 : system.next) }
  }
}
