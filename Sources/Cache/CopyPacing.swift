/// Decides how long a copy stands still after each of its steps, so that others get at the disk. Pure.
///
/// It goes by its share of the time: whatever a step does to a reader, it can cost him no more than the time it takes.
/// At a fifth of the time a reader keeps four fifths of his rate at least, which leaves a tenth for the seeks between.
/// Steps get longer where the disk is busy, and the pauses with them. Without anybody else there are none.
package struct CopyPacing: Hashable, Sendable {
  /// Who else uses the disk.
  package enum Traffic: Hashable, Sendable {
    case none
    /// Other programs, past the mount.
    case others
    /// Those who read in the mount.
    case readers
  }

  /// Nanoseconds below which it is not worth going to sleep.
  package static let shortest: UInt64 = 2_000_000
  /// Nanoseconds after which the copy goes on even where a step took very long.
  package static let longest: UInt64 = 60_000_000_000

  /// Nanoseconds that are to be paused yet.
  private var debt: UInt64 = 0

  package init() {}

  /// - Parameter step: nanoseconds that the step took.
  /// - Returns: nanoseconds to pause now.
  package mutating func pause(after step: UInt64, _ traffic: Traffic) -> UInt64 {
    let factor: UInt64
    switch traffic {
    case .none:
      // Who is gone needs nothing any more.
      debt = 0
      return 0
    case .others: factor = 1
    case .readers: factor = 4
    }
    debt = min(CopyPacing.longest, debt + min(step, CopyPacing.longest) * factor)
    guard debt >= CopyPacing.shortest else { return 0 }
    defer { debt = 0 }
    return debt
  }
}
