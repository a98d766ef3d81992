/// How long requests took, in buckets that never change. Pure; nanoseconds.
package struct LatencyHistogram: Hashable, Sendable {
  /// The buckets' upper ends, each included. What is longer is in a last bucket without one.
  package static let bounds: [UInt64] = [
    1, 2, 5, 10, 20, 35, 50, 75, 100, 150, 200, 300, 400, 500, 750, 1000, 1500, 2000, 3000, 5000, 7500, 10_000, 15_000,
    20_000, 30_000, 60_000, 120_000,
  ].map { $0 * 1_000_000 }

  /// One more than ``bounds``.
  package private(set) var counts = [UInt64](repeating: 0, count: LatencyHistogram.bounds.count + 1)
  package private(set) var count: UInt64 = 0
  package private(set) var sum: UInt64 = 0
  package private(set) var longest: UInt64 = 0

  package init() {}

  package mutating func add(_ latency: UInt64) {
    let index = LatencyHistogram.bounds.firstIndex { latency <= $0 } ?? LatencyHistogram.bounds.count
    counts[index] += 1
    count += 1
    sum &+= latency
    longest = max(longest, latency)
  }

  /// How long the given share of requests took at most, as if they were spread evenly within each bucket; nil without
  /// requests.
  ///
  /// - Parameter share: between 0 and 1.
  package func quantile(_ share: Double) -> UInt64? {
    guard count > 0 else { return nil }
    let rank = min(max(share, 0), 1) * Double(count)
    var below: UInt64 = 0
    for (index, inside) in counts.enumerated() where inside > 0 {
      if Double(below + inside) >= rank {
        let low = index == 0 ? 0 : LatencyHistogram.bounds[index - 1]
        let high = min(index < LatencyHistogram.bounds.count ? LatencyHistogram.bounds[index] : longest, longest)
        let part = (rank - Double(below)) / Double(inside)
        return high <= low || part >= 1 ? high : low + UInt64(Double(high - low) * max(part, 0))
      }
      below += inside
    }
    return longest
  }
}
