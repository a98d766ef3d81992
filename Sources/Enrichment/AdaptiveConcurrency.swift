/// How many requests may be open at a provider: halved when it fails or says that there are too many, one more after
/// as many successes in a row as may be open. Pure.
package struct AdaptiveConcurrency: Hashable, Sendable {
  package let most: Int
  package private(set) var current: Int
  private var run = 0
  /// Requests begun before it count for no second halving: those open together mostly fail together.
  private var generation: UInt64 = 0

  /// - Parameter most: never more than these; below 1 counts as 1.
  package init(most: Int) {
    self.most = max(most, 1)
    current = self.most
  }

  /// What a request that begins now hands back when it ends.
  package var mark: UInt64 { generation }

  package mutating func succeeded() {
    guard current < most else { return }
    run += 1
    if run < current { return }
    run = 0
    current += 1
  }

  /// - Parameter mark: of the request when it began.
  package mutating func failed(_ mark: UInt64) {
    run = 0
    guard mark == generation else { return }
    generation &+= 1
    current = max(current / 2, 1)
  }
}
