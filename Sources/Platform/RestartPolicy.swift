/// Decides what follows the death of a worker. Pure: the times come from outside, in ``monotonicNanoseconds()``.
///
/// A worker that dies now and then is started again at once. One that keeps dying gets a growing pause, so that it
/// does not take the machine with it, and in the end it is left alone.
package struct RestartPolicy: Sendable {
  package enum Decision: Hashable, Sendable {
    /// Start it again after this many nanoseconds.
    case restart(after: UInt64)
    case giveUp
  }

  /// Deaths that follow each other within this time are one streak.
  package static let streakGap: UInt64 = 10_000_000_000
  /// As many deaths of a streak are followed by a restart at once.
  package static let freeRestarts = 5
  package static let firstPause: UInt64 = 200_000_000
  package static let longestPause: UInt64 = 5_000_000_000
  package static let window: UInt64 = 120_000_000_000
  /// More deaths than this within ``window`` are the end.
  package static let mostDeaths = 20

  private var recent: [UInt64] = []
  private var streak = 0

  package init() {}

  package mutating func workerDied(at now: UInt64) -> Decision {
    if let last = recent.last, now - last <= RestartPolicy.streakGap { streak += 1 } else { streak = 1 }
    recent.removeAll { now - $0 > RestartPolicy.window }
    recent.append(now)
    if recent.count > RestartPolicy.mostDeaths { return .giveUp }
    if streak <= RestartPolicy.freeRestarts { return .restart(after: 0) }
    let doublings = min(streak - RestartPolicy.freeRestarts - 1, 16)
    return .restart(after: min(RestartPolicy.firstPause << UInt64(doublings), RestartPolicy.longestPause))
  }
}
