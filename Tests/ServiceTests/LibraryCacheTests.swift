internal import Cache
internal import CacheTestSupport
internal import Platform
internal import Service
internal import TestSupport
internal import Testing
internal import Tree

@Suite("The cache behind its requests") struct LibraryCacheTests {
  private let scratch: TemporaryDirectory
  private let engine: Engine
  private let cache: LibraryCache
  private let desk: CacheDesk

  /// Stops its threads with the test.
  private final class Engine: Sendable {
    let cache: ArchiveCache

    init(_ cache: ArchiveCache) throws {
      self.cache = cache
      try cache.start()
    }

    deinit { cache.stop() }
  }

  init() throws {
    scratch = try TemporaryDirectory()
    for (number, game) in ["Saga", "Quest"].enumerated() {
      _ = try scratch.makeDirectory(game)
      try Files.write(SplitMix64.bytes(300_000, seed: UInt64(number)), to: scratch("\(game)/1.bin"))
      try Files.write("small", to: scratch("\(game)/2.bin"))
    }
    var limits = CacheLimits()
    limits.reserve = .bytes(0)
    limits.minimum = 0
    let store = try CacheStore.open(directory: scratch("cache"), owner: "a test")
    engine = try Engine(ArchiveCache(storage: store, limits: limits, hooks: ArchiveCacheHooks()))
    let base = scratch.path
    let plan: @Sendable (ArchiveContent) -> ArchiveOfFiles? = {
      try? ArchiveOfFiles(of: base + "/" + $0.name.dropLast(4))
    }
    guard let none = CacheKey(hex: CacheFixture.key("none").utf8) else { throw TestFailure("no key") }
    cache = LibraryCache(
      engine.cache, directory: scratch("cache"),
      source: .init(key: { plan($0)?.key ?? none }, blueprint: { plan($0) }, counts: { (3, 4) }),
      clock: { wallNanoseconds() / 1_000_000_000 })
    desk = CacheDesk(cache, off: .off(""), places: ArchivePlaces(CacheFixture.tree()) { [CacheFixture.root] })
  }

  private func ask(_ verb: String, _ path: String? = nil) throws -> JSONValue {
    var order = CacheOrder()
    if let path { order.places = [.view(Array(path.utf8))] }
    let handler = try #require(desk.handlers[verb])
    return try #require(JSONValue(handler(order.arguments)))
  }

  private func prepare(_ path: String) throws -> PreparationReport {
    let begun = try #require(PreparationReport(try ask("prepare", path)["preparation"]))
    _ = engine.cache.waitForPreparation(begun.id, until: monotonicNanoseconds() + 60_000_000_000)
    return try #require(cache.preparation(begun.id))
  }

  @Test func `what is prepared is in the cache, with the path of its file, and stays while it is pinned`() throws {
    let report = try prepare("Games/psx")
    #expect(report.state == .done && report.exitCode == .ok, "\(report)")
    #expect(report.done == 2 && report.total == 2 && report.bytesDone == report.bytesTotal)
    #expect(cache.list().map(\.name).sorted() == ["Quest.zip", "Saga.zip"])
    #expect(cache.list().allSatisfy { $0.isInGrace && !$0.isPinned && $0.system == "psx" && $0.size > 300_000 })
    let file = try #require(try ask("cache-path", "Games/psx/Saga.zip")["files"].array.first?["path"].string)
    #expect(try FileStatus.of(file).size == cache.list().first { $0.name == "Saga.zip" }?.size)
    #expect(try ask("cache-pin", "Games/psx/Saga.zip")["missing"].array.isEmpty)
    let status = cache.status
    #expect(status.isOn && status.entries == 2 && status.pinned == 1 && status.hits == 3 && status.misses == 4)
    #expect(status.size == cache.list().reduce(0) { $0 + $1.size })
    #expect(status.free != nil && status.cap == 64 << 30 && status.ttl == 48 * 3600)
    let cleared = try ask("cache-clear")
    #expect(cleared["removed"].integer == 1)
    #expect(cleared["kept"].array.compactMap { CacheReport($0)?.name } == ["Saga.zip"])
    _ = try ask("cache-unpin", "")
    #expect(try ask("cache-clear")["kept"].array.isEmpty)
    #expect(!Files.exists(file))
  }

  @Test func `what cannot be built is told with the reason, and nothing is where the policy says so`() throws {
    let report = try prepare("Games")
    #expect(report.exitCode == .failed)
    #expect(report.total == 3 && report.done == 2)
    #expect(report.failures.map(\.name) == ["Tale.zip"])
    #expect(cache.preparations.isEmpty)
    var limits = CacheLimits()
    limits.policy = .never
    engine.cache.setLimits(limits)
    #expect(cache.status.reason == "cache.policy is \"never\"")
    #expect(try ask("prepare", "Games")["error"].string?.contains("never") == true)
    #expect(try ask("prepare-cancel")["ok"].boolean == true)
  }

  @Test func `prune counts what it removes`() throws {
    _ = try prepare("Games/psx")
    #expect(try ask("cache-prune")["removed"].integer == 0)
    var limits = CacheLimits()
    limits.grace = 0
    limits.cap = 1
    engine.cache.setLimits(limits)
    let pruned = try ask("cache-prune")
    #expect(pruned["ok"].boolean == true)
    #expect(cache.list().isEmpty)
  }
}
