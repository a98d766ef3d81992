internal import Cache
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

/// A cache on a simulated disk, with a clock that is set.
private final class RunningCache: Sendable {
  let storage: SimulatedStorage
  let cache: ArchiveCache
  let told = ToldChanges()
  private let clock = SharedClock()

  final class SharedClock: Sendable {
    let seconds = Atomic<Int64>(1_000_000)
  }

  init(
    _ storage: SimulatedStorage = SimulatedStorage(), interval: UInt64 = 20_000_000,
    limits change: (inout CacheLimits) -> Void = { _ in }
  ) throws {
    var limits = CacheLimits()
    change(&limits)
    var hooks = ArchiveCacheHooks()
    hooks.clock = { [clock] in clock.seconds.load(ordering: .relaxed) }
    hooks.completed = { [told] zip in told.monitor.signal { $0.append("+\(zip.name)") } }
    hooks.removed = { [told] zip in told.monitor.signal { $0.append("-\(zip.name)") } }
    self.storage = storage
    cache = ArchiveCache(storage: storage, limits: limits, hooks: hooks, interval: interval)
    try cache.start()
  }

  deinit { cache.stop() }

  func pass(_ seconds: Int64) { clock.seconds.add(seconds, ordering: .relaxed) }

  func read(_ blueprint: SimulatedBlueprint) {
    cache.wasRead(short: blueprint.key.short, size: blueprint.size) { blueprint }
  }

  /// Waits until a condition holds that nothing tells of.
  func wait(until condition: () -> Bool) -> Bool {
    let deadline = monotonicNanoseconds() + 20_000_000_000
    while !condition() {
      guard monotonicNanoseconds() < deadline else { return false }
      sleep(nanoseconds: 2_000_000)
    }
    return true
  }

  /// Nothing is built, and nothing waits.
  func isQuiet() -> Bool { cache.status.running.isEmpty && cache.status.queued == 0 }
}

@Suite struct ArchiveCacheTests {
  @Test func `32 threads that read one cold ZIP cause one build`() throws {
    let fixture = try RunningCache(SimulatedStorage(isOpen: false))
    let blueprint = SimulatedBlueprint(1)
    let asked = Mutex(0)
    let threads = try (0..<32).map { number in
      try WorkerThread(name: "reader-\(number)") {
        for _ in 0..<200 {
          fixture.cache.wasRead(short: blueprint.key.short, size: blueprint.size) {
            asked.withLock { $0 += 1 }
            return blueprint
          }
        }
      }
    }
    for thread in threads { thread.join() }
    #expect(asked.withLock { $0 } == 1)
    #expect(!fixture.cache.isComplete(short: blueprint.key.short))
    fixture.storage.gate.set(true)
    #expect(fixture.told.wait(for: "+Game 1.zip"))
    #expect(fixture.cache.isComplete(short: blueprint.key.short))
    fixture.read(blueprint)
    #expect(fixture.storage[\.builds] == [blueprint.key])
    #expect(fixture.storage[\.problems] == [])
  }

  @Test func `what is prepared overtakes what is read, and clones overtake copies`() throws {
    let games = (0..<5).map { SimulatedBlueprint($0) }
    let fixture = try RunningCache(
      SimulatedStorage(isOpen: false) { $0.methods[games[4].key] = .clone })
    fixture.read(games[0])
    #expect(fixture.storage.wait { $0.builds.count == 1 })
    fixture.read(games[1])
    fixture.read(games[2])
    #expect(fixture.wait { fixture.cache.status.queued == 2 })
    fixture.cache.prepare([games[3]], id: 1)
    fixture.read(games[4])
    #expect(fixture.storage.wait { $0.builds.count == 2 })
    #expect(fixture.storage[\.builds].last == games[4].key)
    #expect(fixture.wait { fixture.cache.status.queued == 3 })
    fixture.storage.gate.set(true)
    #expect(fixture.wait(until: fixture.isQuiet))
    #expect(fixture.storage[\.builds].filter { $0 != games[4].key } == [0, 3, 1, 2].map { games[$0].key })
    #expect(fixture.cache.preparation(1)?.done == 1)
  }

  @Test func `a build waits for its checksums and holds up no other`() throws {
    let readiness = Switch()
    let fixture = try RunningCache()
    let late = SimulatedBlueprint(1, readiness: readiness)
    fixture.cache.prepare([late], id: 1)
    fixture.read(SimulatedBlueprint(2))
    #expect(fixture.told.wait(for: "+Game 2.zip"))
    #expect(!fixture.cache.isComplete(short: late.key.short))
    readiness.set(true)
    #expect(fixture.told.wait(for: "+Game 1.zip"))
  }

  @Test func `a preparation tells how far it is and what failed`() throws {
    let games = (0..<4).map { SimulatedBlueprint($0) }
    let storage = SimulatedStorage(isOpen: false) { $0.failures[games[1].key] = .changed }
    let fixture = try RunningCache(storage)
    fixture.cache.prepare(games + [games[0]], id: 7)
    #expect(fixture.wait { (fixture.cache.preparation(7)?.doneBytes ?? 0) > 0 })
    let before = try #require(fixture.cache.preparation(7))
    #expect(before.total == 4 && before.done == 0 && before.totalBytes == 16 << 20 && before.current.count == 1)
    storage.gate.set(true)
    #expect(fixture.wait { fixture.cache.preparation(7)?.isOver == true })
    let after = try #require(fixture.cache.preparation(7))
    #expect(after.done == 3 && after.doneBytes == 12 << 20)
    #expect(after.failed == [.init(name: "Game 1.zip", reason: .changed)])
    #expect(fixture.cache.status.lastRefusal?.name == "Game 1.zip")
    // What is there is done at once, what failed is tried again.
    storage.monitor.withLock { $0.failures = [:] }
    fixture.cache.prepare(games, id: 8)
    #expect(fixture.wait { fixture.cache.preparation(8)?.done == 4 })
    fixture.cache.forgetPreparation(8)
    #expect(fixture.cache.preparation(8) == nil)
  }

  @Test func `a cancelled preparation stops what nobody else wants`() throws {
    let games = (0..<3).map { SimulatedBlueprint($0) }
    let fixture = try RunningCache(SimulatedStorage(isOpen: false))
    fixture.cache.prepare(games, id: 1)
    fixture.cache.prepare([games[1]], id: 2)
    #expect(fixture.storage.wait { $0.builds.count == 1 })
    fixture.read(games[2])
    fixture.cache.cancelPreparation(1)
    #expect(fixture.cache.preparation(1)?.isOver == true)
    fixture.storage.gate.set(true)
    #expect(fixture.wait(until: fixture.isQuiet))
    // A read that came after it was asked for did not ask itself; what the other preparation wants is built.
    #expect(fixture.cache.isComplete(short: games[1].key.short))
    #expect(fixture.cache.preparation(2)?.done == 1)
    #expect(!fixture.cache.isComplete(short: games[0].key.short))
    // And may be read into the cache later.
    fixture.read(games[0])
    #expect(fixture.told.wait(for: "+Game 0.zip"))
  }

  @Test func `what is open stays, and goes when it is closed and old`() throws {
    let fixture = try RunningCache()
    let blueprint = SimulatedBlueprint(1)
    fixture.read(blueprint)
    #expect(fixture.told.wait(for: "+Game 1.zip"))
    let short = blueprint.key.short
    var opened = fixture.cache.open(short: short)
    #expect(opened?.zip.name == "Game 1.zip")
    var again = fixture.cache.open(short: short)
    #expect(again != nil)
    fixture.pass(100 * 3600)
    #expect(fixture.cache.prune() == 0)
    let clearing = fixture.cache.clear()
    #expect(clearing.removed == 0 && clearing.open == 1)
    opened = nil
    #expect(fixture.cache.clear().open == 1)
    again = nil
    #expect(fixture.cache.prune() == 0)
    fixture.pass(48 * 3600)
    #expect(fixture.cache.prune() == blueprint.size || fixture.storage[\.removals] == [blueprint.key])
    #expect(fixture.told.wait(for: "-Game 1.zip"))
    #expect(!fixture.cache.isComplete(short: short) && fixture.cache.open(short: short) == nil)
    #expect(opened == nil && again == nil)
  }

  @Test func `a damaged ZIP is removed and built anew at the next read`() throws {
    let fixture = try RunningCache()
    let blueprint = SimulatedBlueprint(1)
    fixture.read(blueprint)
    #expect(fixture.told.wait(for: "+Game 1.zip"))
    fixture.storage.monitor.withLock { _ = $0.damaged.insert(blueprint.key) }
    #expect(fixture.cache.open(short: blueprint.key.short) == nil)
    #expect(fixture.told.wait(for: "-Game 1.zip"))
    #expect(fixture.storage.wait { $0.removals == [blueprint.key] })
    fixture.storage.monitor.withLock { $0.damaged = [] }
    fixture.read(blueprint)
    #expect(fixture.storage.wait { $0.builds.count == 2 })
    #expect(fixture.wait { fixture.cache.open(short: blueprint.key.short) != nil })
    #expect(fixture.storage[\.problems] == [])
  }

  @Test func `readers are not refused because the cache is full, and it fills again when there is room`() throws {
    let fixture = try RunningCache(interval: 5_000_000) { $0.cap = 10 << 20 }
    let games = (0..<3).map { SimulatedBlueprint($0) }
    fixture.read(games[0])
    fixture.read(games[1])
    #expect(fixture.told.wait(for: "+Game 1.zip"))
    fixture.read(games[2])
    #expect(fixture.wait { fixture.cache.status.lastRefusal?.name == "Game 2.zip" })
    #expect(fixture.cache.status.lastRefusal?.text.contains("full") == true)
    let opened = fixture.cache.open(short: games[0].key.short)
    fixture.pass(4000)
    #expect(
      fixture.wait {
        fixture.read(games[2])
        return fixture.cache.isComplete(short: games[2].key.short)
      })
    // The one that was not open has gone.
    #expect(fixture.storage[\.removals] == [games[1].key])
    #expect(opened != nil && fixture.storage[\.problems] == [])
  }

  @Test func `small ZIPs are not built for being read, and nothing is by the policy never`() throws {
    let fixture = try RunningCache { $0.minimum = 8 << 20 }
    let blueprint = SimulatedBlueprint(1)
    fixture.read(blueprint)
    fixture.cache.setLimits(CacheLimits())
    var off = CacheLimits()
    off.policy = .never
    fixture.cache.setLimits(off)
    fixture.read(blueprint)
    #expect(fixture.cache.status.offReason != nil)
    fixture.cache.prepare([blueprint], id: 1)
    #expect(fixture.cache.preparation(1)?.failed == [.init(name: "Game 1.zip", reason: .off)])
    #expect(fixture.storage[\.builds] == [])
    fixture.cache.setLimits(CacheLimits())
    fixture.read(blueprint)
    #expect(fixture.told.wait(for: "+Game 1.zip"))
  }

  @Test func `the policy always builds until the cache is full`() throws {
    let fixture = try RunningCache {
      $0.policy = .always
      $0.cap = 17 << 20
    }
    let next = Atomic<Int>(0)
    fixture.cache.fill {
      let number = next.add(1, ordering: .relaxed).oldValue
      return number < 100 ? SimulatedBlueprint(number) : nil
    }
    #expect(fixture.told.wait(for: "+Game 3.zip"))
    #expect(fixture.wait { fixture.cache.status.queued > 0 })
    #expect(fixture.cache.prune() == 0)
    #expect(fixture.cache.status.count == 4 && fixture.storage[\.removals] == [])
    // What is read makes them go, for nobody has used them: one that waits already, and one that nobody thought of.
    fixture.read(SimulatedBlueprint(4))
    #expect(fixture.told.wait(for: "+Game 4.zip"))
    #expect(fixture.storage[\.removals].count == 1)
    fixture.pass(1_000_000)
    #expect(fixture.cache.prune() == 0)
    fixture.read(SimulatedBlueprint(200))
    #expect(fixture.told.wait(for: "+Game 200.zip"))
    #expect(fixture.storage[\.removals].count == 2 && fixture.storage[\.problems] == [])
  }

  @Test func `use and pins outlive a restart`() throws {
    let blueprint = SimulatedBlueprint(1)
    let storage = SimulatedStorage()
    do {
      let fixture = try RunningCache(storage)
      fixture.read(blueprint)
      #expect(fixture.told.wait(for: "+Game 1.zip"))
      #expect(fixture.cache.pin([blueprint.key, SimulatedBlueprint(2).key]) == [blueprint.key])
      fixture.pass(500)
      _ = fixture.cache.open(short: blueprint.key.short)
    }
    let recorded = try #require(storage[\.recorded][blueprint.key])
    #expect(recorded.isPinned && recorded.lastUsed == 1_000_500)
    let again = try RunningCache(SimulatedStorage(found: [recorded]))
    #expect(again.cache.isComplete(short: blueprint.key.short))
    again.pass(1_000_000)
    #expect(again.cache.prune() == 0)
    #expect(again.cache.clear().pinned == 1)
    #expect(again.cache.unpin([blueprint.key]) == [blueprint.key])
    #expect(again.told.wait(for: "-Game 1.zip"))
  }

  @Test func `stopping gives up what is being built`() throws {
    let fixture = try RunningCache(SimulatedStorage(isOpen: false))
    fixture.cache.prepare((0..<3).map { SimulatedBlueprint($0) }, id: 1)
    #expect(fixture.storage.wait { $0.builds.count == 1 })
    fixture.cache.stop()
    #expect(fixture.storage[\.builds].count == 1 && fixture.storage[\.files].isEmpty)
    #expect(fixture.storage[\.partial] == 0)
  }

  @Test func `a clone that takes space of its own makes others go`() throws {
    let games = (0..<2).map { SimulatedBlueprint($0) }
    let fixture = try RunningCache(
      SimulatedStorage { state in for game in games { state.methods[game.key] = .clone } }, interval: 1_000_000
    ) { $0.cap = 5 << 20 }
    for game in games { fixture.read(game) }
    #expect(fixture.told.wait(for: "+Game 0.zip") && fixture.told.wait(for: "+Game 1.zip"))
    fixture.pass(4000)
    let opened = fixture.cache.open(short: games[1].key.short)
    fixture.storage.monitor.withLock { state in for game in games { state.occupied[game.key] = 4 << 20 } }
    #expect(fixture.told.wait(for: "-Game 0.zip"))
    #expect(fixture.wait { fixture.cache.status.occupied == 4 << 20 })
    #expect(opened != nil && fixture.cache.isComplete(short: games[1].key.short))
  }
}
