/// How much later than its window allows a request goes. A server counts where requests arrive, and where some take
/// longer to it than others it counts more than went out: then the margin doubles, up to a quarter of the interval. It
/// halves after as many successes as five intervals allow. Pure; nanoseconds.
package struct AdaptiveMargin: Hashable, Sendable {
  package private(set) var current: UInt64
  private let least: UInt64
  private let most: UInt64
  private let enough: Int
  private var run = 0

  package init(_ limits: RequestLimits) {
    least = limits.margin
    most = max(limits.margin, limits.interval / 4)
    enough = max(limits.requests.multipliedReportingOverflow(by: 5).partialValue, 20)
    current = least
  }

  package mutating func succeeded() {
    guard current > least else { return }
    run += 1
    if run < enough { return }
    run = 0
    current = max(current / 2, least)
  }

  /// The server says that there are too many. Those that went out together count as one: the caller sees to that.
  package mutating func throttled() {
    run = 0
    // From 1 % of the interval, if it was less.
    current = min(max(current * 2, most / 25), most)
  }
}
