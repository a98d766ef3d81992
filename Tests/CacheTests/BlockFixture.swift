internal import Cache
internal import Platform

/// A cache in a directory, with a clock that only goes when it is told to.
final class OpenedBlocks: Sendable {
  let store: CacheStore
  let archives: ArchiveCache
  let clock: Monitor<Int64>
  var blocks: BlockCache { archives.blocks }

  init(
    _ directory: String, cap: Int64 = 1 << 30, clock: Monitor<Int64> = Monitor(1_000_000),
    synchronized: @escaping @Sendable (BlockDirectory.Synchronized) -> Void = { _ in }
  ) throws {
    store = try OpenedBlocks.open(directory, synchronized)
    var limits = CacheLimits()
    limits.cap = cap
    limits.reserve = .bytes(0)
    var hooks = ArchiveCacheHooks()
    hooks.clock = { clock.withLock { $0 } }
    archives = ArchiveCache(storage: store, limits: limits, hooks: hooks, interval: 50_000_000)
    self.clock = clock
    try archives.start()
  }

  /// The threads of one that was let go a moment ago may still be ending.
  private static func open(
    _ directory: String, _ synchronized: @escaping @Sendable (BlockDirectory.Synchronized) -> Void
  ) throws -> CacheStore {
    for _ in 0..<200 {
      do throws(CacheProblem) {
        return try CacheStore.open(directory: directory, owner: "a test", synchronized: synchronized)
      } catch {
        if error.reason != .inUse { throw error }
        sleep(nanoseconds: 10_000_000)
      }
    }
    return try CacheStore.open(directory: directory, owner: "a test", synchronized: synchronized)
  }

  func pass(_ seconds: Int64) { clock.withLock { $0 += seconds } }

  deinit { archives.stop() }
}
