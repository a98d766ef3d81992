/// How the workers are divided among finding out where files are and fetching them. Pure.
///
/// Finding out costs waiting, fetching costs bandwidth: with R for the one and D for the other, n workers get the most
/// done when n * R / (R + D) of them do the first. Whoever has nothing to do helps the others.
package struct PoolSplit: Hashable, Sendable {
  package enum Rule: String, Hashable, Sendable, CaseIterable {
    /// By what both are measured to cost.
    case adaptive
    /// A third of the workers, at most three, resolve; the others transfer. For comparison.
    case fixed
    /// One worker sees a file through from the first question to the last byte. For comparison.
    case mixed
  }

  package let rule: Rule
  package let workers: Int
  /// Means of the last ones, nanoseconds; nil before the first.
  private var resolving: Double?
  private var transferring: Double?

  /// - Parameter workers: below 1 counts as 1.
  package init(_ rule: Rule, workers: Int) {
    self.rule = rule
    self.workers = max(1, workers)
  }

  package mutating func resolved(after time: UInt64) { PoolSplit.learn(&resolving, time) }
  package mutating func transferred(after time: UInt64) { PoolSplit.learn(&transferring, time) }

  private static func learn(_ mean: inout Double?, _ time: UInt64) {
    mean = mean.map { $0 + (Double(time) - $0) / 10 } ?? Double(time)
  }

  /// So many are to resolve while there is enough of both to do.
  package var resolvers: Int {
    if workers == 1 { return 1 }
    switch rule {
    case .mixed: return workers
    case .fixed: return max(1, min(3, workers / 3))
    case .adaptive:
      guard let resolving, let transferring, resolving + transferring > 0 else { return (workers + 1) / 2 }
      let share = Double(workers) * resolving / (resolving + transferring)
      return min(max(Int(share.rounded()), 1), workers - 1)
    }
  }

  /// Resolved files that wait for a transfer, at most: more would only grow old.
  package var readyLimit: Int { 2 * max(1, workers - resolvers) }

  /// Whether one more may transfer: asked before whether one may resolve.
  ///
  /// - Parameter waiting: whether anything could be resolved instead.
  func allowsTransfer(resolving: Int, transferring: Int, waiting: Bool) -> Bool {
    switch rule {
    case .fixed where workers > 1: return transferring < workers - resolvers
    case .adaptive where workers > 1:
      return resolving + transferring < workers
        && (transferring < workers - resolvers || resolving >= resolvers || !waiting)
    default: return resolving + transferring < workers
    }
  }

  /// Whether one more may resolve.
  ///
  /// - Parameters:
  ///   - ready: files that wait for a transfer.
  ///   - couldTransfer: whether one of them could be transferred instead.
  func allowsResolving(resolving: Int, transferring: Int, ready: Int, couldTransfer: Bool) -> Bool {
    switch rule {
    case .fixed where workers > 1: return resolving < resolvers && ready < readyLimit
    case .adaptive where workers > 1:
      return resolving + transferring < workers && ready < readyLimit
        && (resolving < resolvers || transferring >= workers - resolvers || !couldTransfer)
    // The worker that resolved is the one that transfers.
    default: return resolving + transferring + ready < workers
    }
  }
}
