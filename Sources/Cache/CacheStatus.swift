/// The cache at one moment, for people and for `status.json`.
package struct CacheStatus: Hashable, Sendable {
  /// Something that went wrong.
  package struct Event: Hashable, Sendable {
    /// The ZIP's; empty where it is not known.
    package var name: String
    package var text: String
    /// Seconds since 1970.
    package var time: Int64
  }

  package var limits: CacheLimits
  /// The disk, as observed last; nil where it could not be.
  package var space: DiskSpace?
  package var count = 0
  /// Those of them that are whole files of remote servers.
  package var files = 0
  /// Files of remote servers of which a part is there.
  package var blocks = BlockCacheStatus()
  /// Bytes on the disk that are the cache's alone.
  package var occupied: Int64
  /// Bytes of the ZIPs as files.
  package var size: Int64 = 0
  package var open = 0
  package var pinned = 0
  /// What is being built.
  package var running: [CacheLedger.UnderWay]
  /// Builds that wait, for a thread, for room or for their checksums.
  package var queued: Int
  package var lastRefusal: Event?
  package var lastRemovalFailure: Event?
  /// Why nothing is built; nil where it is.
  package var offReason: String?
}

/// What became of a request to empty the cache.
package struct CacheClearing: Hashable, Sendable {
  package var removed = 0
  /// Bytes that were the cache's alone.
  package var freed: Int64 = 0
  /// Those that stay because somebody has them open.
  package var open = 0
  /// Those that stay because they are pinned.
  package var pinned = 0
  /// Those whose file could not be removed.
  package var failed = 0
}
