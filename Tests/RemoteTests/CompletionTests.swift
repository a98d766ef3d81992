internal import Cache
internal import CacheTestSupport
internal import HTTPClient
internal import Model
internal import Platform
internal import Remote
internal import Sources
internal import TestSupport
internal import Testing

/// What becomes of files of which nothing is to be fetched any more.
@Suite("Files that came whole") struct CompletionTests {
  /// Nothing can be fetched of it.
  private struct SilentSource: Source {
    let place = "http://silent/"

    func list(
      known: any KnownFolders, _ deliver: (ListingBatch) async -> Void
    ) async throws(SourceFailure) -> ListingReport { throw SourceFailure(.configuration, "none") }

    func place(of offer: Offer) throws(SourceFailure) -> OfferPlace { throw SourceFailure(.configuration, "none") }
  }

  private static func entry(_ version: RemoteVersion) -> RemoteEntry {
    let offer = Offer(path: Array(version.name.utf8), address: .web("http://silent/game"))
    return RemoteEntry(
      node: version.key.short,
      content: ContentKey(
        root: 1, version: FileVersion(size: version.size, modified: version.modified, inode: 1)),
      version: version, offer: StoredOffer(id: 1, source: 1, offer: offer),
      place: RemotePlace(KnownSource(id: 1, name: "silent", place: "http://silent/"), SilentSource()),
      validator: Validator(), isImage: false)
  }

  @Test func `before everything ended become complete when they are opened again`() throws {
    let workspace = try TemporaryDirectory()
    let game = RemoteFile(1, size: 5 * BlockCache.blockSize + 99)
    let cache = ArchiveCache(
      storage: try CacheStore.open(directory: workspace.path, owner: "a test"), limits: CacheLimits(),
      hooks: ArchiveCacheHooks())
    let stored = try cache.blocks.open(game.version)
    try game.storeAll(in: stored)
    #expect(stored.isComplete && !stored.isEntry)
    let completed = Monitor<[UInt64]>([])
    let entry = Self.entry(game.version)
    let engine = RemoteEngine(
      try HTTPClient(userAgent: "test"), RemoteEngine.Limits(),
      RemoteEngine.Hooks(
        entry: { _ in entry }, cache: { cache.blocks }, finished: { _, _ in },
        completed: { entry in completed.signal { $0.append(entry.node) } }))
    try engine.start()
    engine.promote(entry.node)
    let nodes = completed.wait(until: monotonicNanoseconds() + 60_000_000_000) { $0.isEmpty ? nil : $0 }
    #expect(nodes == [entry.node] && stored.isEntry)
    #expect(cache.isComplete(short: entry.node))
    engine.stop()
  }
}
