internal import Platform

/// What the cache asks, and whom it tells. Called without its locks.
package struct ArchiveCacheHooks: Sendable {
  /// A ZIP can be opened. On the cache's housekeeping thread, as ``removed``, in the order in which it happens.
  package var completed: @Sendable (CachedZip) -> Void = { _ in }
  /// A ZIP cannot be opened any more; its file goes after the call.
  package var removed: @Sendable (CachedZip) -> Void = { _ in }
  /// Whether somebody has read in the mount lately. On the threads that build.
  package var readersActive: @Sendable () -> Bool = { false }
  /// Whether other programs keep the disk busy. On the threads that build.
  package var diskIsBusy: @Sendable () -> Bool = { false }
  /// Seconds since 1970, of a clock that does not jump. This one is called under a lock, and must not block.
  package var clock: @Sendable () -> Int64

  package init() {
    // From the calendar once: setting it must not make everything old, or young.
    let wall = wallNanoseconds()
    let start = bootNanoseconds()
    clock = { (wall + Int64(bootNanoseconds() - start)) / 1_000_000_000 }
  }
}
