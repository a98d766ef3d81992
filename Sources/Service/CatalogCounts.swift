internal import Catalog
internal import Platform
internal import Synchronization

/// What the catalog counts of games and pictures, counted anew every few seconds at most: metrics may be read often,
/// and a large library is not counted in no time.
final class CatalogCounts: Sendable {
  struct Counts: Sendable {
    var games: [(provider: String, state: String, count: Int)] = []
    var artwork: [(state: String, count: Int)] = []
    /// Monotonic; 0 never.
    var counted: UInt64 = 0
  }

  private let catalog: Catalog
  private let latest = Mutex(Counts())
  private static let interval: UInt64 = 5_000_000_000

  init(_ catalog: Catalog) { self.catalog = catalog }

  /// Those of the last few seconds; older ones where the catalog cannot be asked.
  var current: Counts {
    latest.withLock { latest in
      let now = monotonicNanoseconds()
      if latest.counted > 0, now - latest.counted < CatalogCounts.interval { return latest }
      if let games = try? catalog.matchCounts(), let artwork = try? catalog.artworkCounts() {
        (latest.games, latest.artwork) = (games, artwork)
      }
      latest.counted = now
      return latest
    }
  }
}
