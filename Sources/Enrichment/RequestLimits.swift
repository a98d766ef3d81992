/// How much a provider allows. Times in nanoseconds.
package struct RequestLimits: Hashable, Sendable {
  /// So many in any window of ``interval``.
  package var requests: Int
  package var interval: UInt64
  /// Added to ``interval``: a server counts where requests arrive, and they do not all travel equally long. Two
  /// percent of the interval cost two percent of the allowance. Grows where the provider says that there are too many.
  package var margin: UInt64
  /// So many may be without an answer at the same time.
  package var open: Int
  /// So many in any 24 hours; nil is no limit.
  package var perDay: Int?

  /// Numbers below 1 count as 1.
  package init(
    requests: Int, interval: UInt64 = 1_000_000_000, margin: UInt64 = 10_000_000, open: Int, perDay: Int? = nil
  ) {
    self.requests = max(requests, 1)
    self.interval = max(interval, 1)
    self.margin = margin
    self.open = max(open, 1)
    self.perDay = perDay.map { max($0, 1) }
  }
}
