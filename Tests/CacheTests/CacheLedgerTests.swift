internal import Cache
internal import Platform
internal import Testing

/// Single rules, one at a time.
@Suite struct CacheLedgerTests {
  private static let mebibyte: Int64 = 1 << 20

  /// Copies of 10 MiB each, and a clone of 100 MiB as number 9.
  private func disk(cap: Int64 = 35, total: Int64 = 1000, _ change: (inout CacheLimits) -> Void = { _ in })
    -> SimulatedDisk
  {
    var limits = CacheLimits()
    limits.cap = cap * Self.mebibyte
    change(&limits)
    let copy = SimulatedDisk.Game(size: 10 * Self.mebibyte, cost: 10 * Self.mebibyte, method: .copy)
    let clone = SimulatedDisk.Game(size: 100 * Self.mebibyte, cost: 8192, method: .clone)
    return SimulatedDisk(
      games: Array(repeating: copy, count: 9) + [clone], limits: limits, total: total * Self.mebibyte)
  }

  private func build(_ numbers: [Int], _ cause: CacheLedger.Cause = .read, on disk: inout SimulatedDisk) {
    for number in numbers {
      disk.ask(number, cause)
      disk.inspect()
      disk.finish(disk.games[number].method)
      disk.now += 1
    }
  }

  private func there(_ disk: SimulatedDisk) -> [Int] { disk.files.filter { $0.value.isVisible }.keys.sorted() }

  @Test func `what was used longest ago goes first, and no more than is needed`() {
    var disk = disk()
    build([0, 1, 2], on: &disk)
    disk.pass(5000)
    disk.open(0)
    disk.close(0)
    disk.pass(5000)
    disk.ask(3, .read)
    disk.inspect()
    #expect(disk.files.filter { $0.value.isRemoving }.keys.sorted() == [1])
    #expect(disk.running.isEmpty)
    disk.finishRemoval(1)
    #expect(disk.running[.copy]?.key == 3)
    disk.finish(.copy)
    #expect(there(disk) == [0, 2, 3] && disk.problems == [])
  }

  @Test func `age removes after 48 hours, large ones after 12, from their last use`() {
    var disk = disk { $0.large = 50 * Self.mebibyte }
    build([0, 1, 9], on: &disk)
    disk.pass(11 * 3600)
    #expect(there(disk) == [0, 1, 9])
    disk.pass(3600)
    #expect(there(disk) == [0, 1])
    disk.pass(35 * 3600)
    disk.open(1)
    disk.close(1)
    disk.pass(3600)
    #expect(there(disk) == [1])
    disk.pass(46 * 3600)
    #expect(there(disk) == [1])
    disk.pass(3600)
    #expect(there(disk) == [] && disk.problems == [])
  }

  @Test func `what is open or pinned has no age`() {
    var disk = disk()
    build([0, 1], on: &disk)
    disk.open(0)
    disk.pin(1, true)
    disk.pass(1_000_000)
    #expect(there(disk) == [0, 1])
    disk.close(0)
    disk.pin(1, false)
    disk.pass(10)
    #expect(there(disk) == [0])
    disk.pass(48 * 3600)
    #expect(there(disk) == [] && disk.problems == [])
  }

  @Test func `a copy needs twice its size free, a clone does not`() {
    var disk = disk(total: 1000) { $0.reserve = .bytes(0) }
    disk.foreign = 980 * Self.mebibyte + 1
    disk.observe()
    disk.ask(0, .read)
    disk.ask(9, .read)
    disk.inspect()
    #expect(disk.starts == [9])
    #expect(disk.wanted[0] == nil)
    disk.foreign -= 1
    disk.finish(.clone)
    disk.foreign -= 8192
    disk.pass(10)
    disk.ask(0, .read)
    disk.inspect()
    #expect(disk.starts == [9, 0] && disk.problems == [])
  }

  @Test func `the reserve is a share of the disk and stays free`() {
    var disk = disk(total: 100) { $0.reserve = .percent(75) }
    disk.ask(0, .read)
    disk.inspect()
    disk.finish(.copy)
    disk.ask(1, .read)
    disk.inspect()
    disk.finish(.copy)
    disk.ask(2, .read)
    disk.inspect()
    // 80 MiB are left after two, and one more would leave 70.
    #expect(disk.starts == [0, 1] && disk.wanted.isEmpty && disk.problems == [])
  }

  @Test func `what is refused is remembered for readers until there is room`() {
    var disk = disk(cap: 15)
    build([0], on: &disk)
    disk.ask(1, .read)
    disk.inspect()
    #expect(disk.ledger.isRefused(SimulatedDisk.keys[1]))
    disk.ask(1, .read)
    #expect(disk.ledger.unreadyCount == 0 && disk.wanted.isEmpty)
    disk.ask(1, .prepare)
    #expect(disk.ledger.unreadyCount == 1)
    disk.inspect()
    #expect(disk.ledger.isRefused(SimulatedDisk.keys[1]))
    disk.pass(3600)
    #expect(!disk.ledger.isRefused(SimulatedDisk.keys[1]))
    disk.ask(1, .read)
    disk.inspect()
    disk.finishRemoval(0)
    #expect(disk.starts == [0, 1] && disk.problems == [])
  }

  @Test func `what can never be built is refused with its reason`() {
    var disk = disk(cap: 5) { $0.reflinkOnly = true }
    var limits = disk.ledger.limits
    #expect(disk.ledger.ask(disk.request(0), .read, now: disk.now) == [.queued(SimulatedDisk.keys[0])])
    #expect(
      disk.ledger.inspected(SimulatedDisk.keys[0], method: .copy, cost: disk.games[0].cost, now: disk.now)
        == [.answered(SimulatedDisk.keys[0], .refused(.reflinkOnly))])
    limits.reflinkOnly = false
    #expect(disk.ledger.setLimits(limits, now: disk.now) == [.forgotten(SimulatedDisk.keys[0])])
    _ = disk.ledger.ask(disk.request(0), .read, now: disk.now)
    #expect(
      disk.ledger.inspected(SimulatedDisk.keys[0], method: .copy, cost: disk.games[0].cost, now: disk.now)
        == [.answered(SimulatedDisk.keys[0], .refused(.tooLarge(disk.games[0].size)))])
  }

  @Test func `nothing goes for what is built because everything is`() {
    var disk = disk { $0.policy = .always }
    build([0, 1, 2], on: &disk)
    disk.pass(10_000)
    disk.ask(3, .always)
    disk.inspect()
    #expect(there(disk) == [0, 1, 2] && disk.starts == [0, 1, 2])
    #expect(disk.ledger.isUnderWay(SimulatedDisk.keys[3]) && !disk.ledger.hasRoomForMore)
    // It waits, and for a reader it is urgent.
    disk.ask(3, .read)
    disk.finishRemoval(0)
    #expect(disk.starts == [0, 1, 2, 3] && disk.problems == [])
  }

  @Test func `checksums that do not come are given up after an hour in which none came`() {
    var disk = disk()
    disk.ask(0, .prepare)
    disk.pass(3000)
    disk.ask(1, .read)
    _ = disk.ledger.inspected(SimulatedDisk.keys[1], method: .copy, cost: 1, now: disk.now)
    _ = disk.ledger.ready(SimulatedDisk.keys[1], now: disk.now)
    disk.running = [.copy: .init(key: 1)]
    disk.pass(3000)
    #expect(disk.wanted[0] == [.prepare])
    disk.pass(700)
    #expect(disk.wanted[0] == nil && disk.ledger.isRefused(SimulatedDisk.keys[0]))
  }

  @Test func `a copy is given up when others fill the disk and nothing may go`() {
    var disk = disk(total: 100)
    build([0], on: &disk)
    disk.ask(1, .prepare)
    disk.inspect()
    disk.step(.copy)
    disk.foreign = 75 * Self.mebibyte
    disk.step(.copy)
    #expect(disk.running[.copy]?.isCancelled == false)
    disk.foreign = 79 * Self.mebibyte
    disk.step(.copy)
    #expect(disk.running[.copy]?.isCancelled == true && there(disk) == [0])
    disk.fail(.copy, .cancelled)
    #expect(disk.wanted.isEmpty && disk.ledger.isRefused(SimulatedDisk.keys[1]) && disk.problems == [])
  }

  @Test func `bytes that are slow to become free do not make more go`() {
    var disk = disk(cap: 200, total: 95) { $0.reserve = .bytes(10 * Self.mebibyte) }
    build([0, 1, 2, 3, 4, 5, 6, 7], on: &disk)
    #expect(there(disk).count == 8)
    disk.pass(4000)
    disk.ask(8, .read)
    disk.inspect()
    let first = disk.files.filter { $0.value.isRemoving }.keys.sorted()
    #expect(first == [0])
    // The file is gone, and its bytes are not free yet.
    disk.foreign += 10 * Self.mebibyte
    disk.finishRemoval(0)
    #expect(disk.files.values.filter(\.isRemoving).isEmpty && disk.running.isEmpty)
    // Others take more: what is on its way counts then, too.
    disk.foreign += 10 * Self.mebibyte
    disk.observe()
    #expect(disk.files.filter { $0.value.isRemoving }.keys.sorted() == [1])
    disk.foreign -= 20 * Self.mebibyte
    disk.observe()
    #expect(disk.running[.copy]?.key == 8 && disk.problems == [])
  }

  @Test func `a removal that fails holds nothing up, and is tried again`() {
    var disk = disk()
    build([0, 1, 2], on: &disk)
    disk.pass(4000)
    disk.ask(3, .read)
    disk.inspect()
    disk.failRemoval(0)
    #expect(disk.files.filter { $0.value.isRemoving }.keys.sorted() == [1])
    disk.finishRemoval(1)
    #expect(disk.running[.copy]?.key == 3)
    disk.finish(.copy)
    #expect(disk.ledger.ask(disk.request(0), .read, now: disk.now).count == 1)
    #expect(!disk.ledger.isUnderWay(SimulatedDisk.keys[0]))
    disk.pass(CacheLedger.removalInterval)
    #expect(disk.files[0]?.isRemoving == true)
    disk.finishRemoval(0)
    #expect(disk.files[0] == nil && disk.problems == [])
  }

  @Test func `what cannot be cloned after all is copied`() {
    var disk = disk(cap: 500)
    disk.ask(9, .read)
    disk.inspect()
    disk.fail(.clone, .failed(.notSupported, "sharing"))
    #expect(disk.wanted[9] == [.read])
    disk.games[9].method = .copy
    disk.games[9].cost = disk.games[9].size
    disk.inspect()
    #expect(disk.running[.copy]?.key == 9)
    disk.fail(.copy, .failed(.notSupported, "writing"))
    #expect(disk.wanted.isEmpty && disk.ledger.isRefused(SimulatedDisk.keys[9]) && disk.problems == [])
    // And not without end.
    disk.games[9].method = .clone
    disk.ask(9, .prepare)
    for _ in 0..<2 {
      disk.inspect()
      disk.fail(.clone, .failed(.notSupported, "sharing"))
    }
    #expect(disk.wanted.isEmpty && disk.problems == [])
  }

  @Test func `a clock that was wrong keeps nothing for ever`() {
    var zip = CachedZip(
      key: SimulatedDisk.keys[0], system: "s", name: "", size: 5, occupied: 5, modified: 0, created: 0,
      lastUsed: 99_000_000_000, isPinned: false)
    var ledger = CacheLedger(CacheLimits(), found: [zip], now: 1_000_000)
    #expect(ledger.listed.first?.zip.lastUsed == 1_000_000)
    zip.lastUsed = 1_000_000
    #expect(ledger.tick(now: 1_000_000 + 48 * 3600) == [.disappeared(zip), .remove(zip)])
  }

  @Test func `clones go last where they make no room`() {
    var disk = disk()
    build([9, 0, 1, 2], on: &disk)
    disk.pass(4000)
    disk.ask(3, .read)
    disk.inspect()
    #expect(disk.files.filter { $0.value.isRemoving }.keys.sorted() == [0])
  }
}
