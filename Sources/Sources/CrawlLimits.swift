/// How far an index is followed, and how politely. Times in nanoseconds.
package struct CrawlLimits: Hashable, Sendable {
  package var openRequests = 4
  /// Folders inside each other, the root not counted.
  package var depth = 32
  /// Files and folders together.
  package var entries = 1_000_000
  /// Of one page.
  package var pageBytes = 64 << 20
  /// From the start of a request to its last byte.
  package var requestTime: UInt64 = 120_000_000_000
  /// Of one folder, the first try included.
  package var tries = 4
  package var firstPause: UInt64 = 1_000_000_000
  /// Nobody waits longer than that for a server that asks to be left alone.
  package var longestPause: UInt64 = 120_000_000_000
  /// So many folders in a row that gave no answer are a server that is gone.
  package var failuresInARow = 10

  package init() {}
}
