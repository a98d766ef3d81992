internal import Cache
internal import CacheTestSupport
internal import Platform
internal import TestSupport
internal import Testing

/// The engine on a real directory.
@Suite struct ArchiveCacheStoreTests {
  private func start(_ store: CacheStore, _ told: ToldChanges) throws -> ArchiveCache {
    var limits = CacheLimits()
    // Whatever the disk of the machine is like.
    limits.reserve = .bytes(0)
    var hooks = ArchiveCacheHooks()
    hooks.completed = { zip in told.monitor.signal { $0.append("+\(zip.name)") } }
    hooks.removed = { zip in told.monitor.signal { $0.append("-\(zip.name)") } }
    let cache = ArchiveCache(storage: store, limits: limits, hooks: hooks)
    try cache.start()
    return cache
  }

  private func bytes(of zip: OpenedZip) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: Int(zip.zip.size))
    let count = try bytes.withUnsafeMutableBytes { try zip.descriptor.read(into: $0, at: 0) }
    #expect(count == bytes.count)
    return bytes
  }

  @Test func `a ZIP that is read is built, opened, found again, and built anew where it was damaged`() throws {
    let directory = try TemporaryDirectory()
    let fixture = try CacheFixture(library: "\(directory.path)/library", cache: "\(directory.path)/cache")
    let game = try fixture.makeGame("Star Saga", [3_000_001, 700, 300_000])
    let short = game.key.short
    do {
      let told = ToldChanges()
      let cache = try start(try fixture.open(), told)
      defer { cache.stop() }
      cache.wasRead(short: short, size: game.size) { game }
      #expect(told.wait(for: "+Star Saga.zip"))
      let opened = try #require(cache.open(short: short))
      #expect(try bytes(of: opened) == game.bytes())
      #expect(cache.clear().open == 1)
    }
    let told = ToldChanges()
    let cache = try start(try fixture.open(), told)
    defer { cache.stop() }
    let zip = try #require(cache.list().first?.zip)
    #expect(cache.isComplete(short: short) && zip.key == game.key)
    try Files.write([1, 2, 3], to: cache.path(of: zip))
    #expect(cache.open(short: short) == nil)
    #expect(told.wait(for: "-Star Saga.zip") && !cache.isComplete(short: short))
    cache.wasRead(short: short, size: game.size) { game }
    #expect(told.wait(for: "+Star Saga.zip"))
    #expect(try bytes(of: try #require(cache.open(short: short))) == game.bytes())
    #expect(cache.clear().removed == 1)
    #expect(try fixture.files().isEmpty)
  }
}
