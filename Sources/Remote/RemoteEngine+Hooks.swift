package import Cache
package import Model
package import Sources
package import Tree

/// What the engine is set to, and what it asks and tells.
extension RemoteEngine {
  package struct Limits: Hashable, Sendable {
    package var plan = FetchPlan.Limits()
    package var pattern = ReadPattern.Limits()
    /// Fetches of all sources at the same time.
    package var threads = 64
    /// Of a disc image that is read for the first time, so much is fetched from its beginning, while it is open: what
    /// starts from it reads some of that at once, and where the server is far away each request more is felt. Bytes.
    package var head: Int64 = 16 << 20
    /// After so many reads a disc image is fetched whole, ...
    package var imageReads = 4
    /// ... if it is no larger. Bytes.
    package var imageLargest: Int64 = 8 << 30
    /// What a program that looks into everything may have fetched of one file. Bytes.
    package var indexerBytes: Int64 = 1 << 20
    /// Names of such programs; one that ends in `*` stands for all that begin so.
    package var indexers: [String] = []
    /// Without a byte for so long a request is given up. Seconds.
    package var patience = 15

    package init() {}
  }

  /// What the engine asks and tells; on any of its threads, and on those of readers.
  package struct Hooks: Sendable {
    /// What a node of the mount is; nil for one that no source offers. Asks a local disk at most.
    package var entry: @Sendable (UInt64) -> RemoteEntry?
    /// nil as long as there is no cache.
    package var cache: @Sendable () -> BlockCache?
    /// A block that somebody waits for is there, or will not be.
    package var finished: @Sendable (RemoteBlock, _ succeeded: Bool) -> Void
    package var progressed: @Sendable (RemoteBlock) -> Void
    /// The CRC-32 of a file is known; nil where it will not be.
    package var checksum: @Sendable (RemoteEntry, UInt32?) -> Void
    /// More of a file came that somebody waits for.
    package var checksumProgressed: @Sendable (ContentKey) -> Void
    /// A source says that there is another version.
    package var changed: @Sendable (RemoteEntry, RangeReading.Head) -> Void
    /// A source says that there is no such file.
    package var gone: @Sendable (RemoteEntry) -> Void
    /// All of a file is in the cache, as others of the cache.
    package var completed: @Sendable (RemoteEntry) -> Void

    package init(
      entry: @escaping @Sendable (UInt64) -> RemoteEntry?, cache: @escaping @Sendable () -> BlockCache?,
      finished: @escaping @Sendable (RemoteBlock, Bool) -> Void,
      progressed: @escaping @Sendable (RemoteBlock) -> Void = { _ in },
      checksum: @escaping @Sendable (RemoteEntry, UInt32?) -> Void = { _, _ in },
      checksumProgressed: @escaping @Sendable (ContentKey) -> Void = { _ in },
      changed: @escaping @Sendable (RemoteEntry, RangeReading.Head) -> Void = { _, _ in },
      gone: @escaping @Sendable (RemoteEntry) -> Void = { _ in },
      completed: @escaping @Sendable (RemoteEntry) -> Void = { _ in }
    ) {
      self.entry = entry
      self.cache = cache
      self.finished = finished
      self.progressed = progressed
      self.checksum = checksum
      self.checksumProgressed = checksumProgressed
      self.changed = changed
      self.gone = gone
      self.completed = completed
    }
  }
}
