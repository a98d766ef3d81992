internal import Cache
internal import Platform
internal import TestSupport
internal import Testing

/// What the ledger decides about room for blocks, against a disk that is only counted.
@Suite struct BlockRoomTests {
  private struct Disk {
    struct File {
      var blocks = 0
      var room = 0
      var isOpen = false
      var isThere = false
      var lastUsed: Int64 = 0
    }

    static let mebibyte: Int64 = 1 << 20
    var ledger: CacheLedger
    var now: Int64 = 1_000_000
    var total: Int64 = 120 * mebibyte
    var foreign: Int64 = 0
    var zips: [Int: CachedZip] = [:]
    var held: Set<Int> = []
    var leavingZips: Set<Int> = []
    var leavingFiles: Set<Int> = []
    var files = [File](repeating: File(), count: 6)
    var problems: [String] = []

    init(cap: Int64) {
      var limits = CacheLimits()
      limits.cap = cap
      var found: [CachedZip] = []
      for number in 0..<6 {
        found.append(
          CachedZip(
            key: SimulatedDisk.keys[number + 20], system: "s", name: "", size: 5 * Self.mebibyte,
            occupied: 5 * Self.mebibyte, modified: 0, created: 0, lastUsed: 900_000 + Int64(number) * 1000,
            isPinned: number == 3))
      }
      ledger = CacheLedger(limits, found: found, now: now)
      for (number, zip) in found.enumerated() { zips[number] = zip }
      observe()
    }

    static func version(_ number: Int) -> RemoteVersion {
      RemoteVersion(
        key: SimulatedDisk.keys[number], system: "s", name: "", size: 100 * mebibyte, modified: Int64(number))
    }

    var occupied: Int64 {
      zips.values.reduce(0) { $0 + $1.occupied }
        + files.reduce(0) {
          $0 + ($1.isThere ? BlockCache.fileCost + Int64($1.blocks) * BlockCache.blockCost : 0)
        }
    }
    var room: Int64 { files.reduce(0) { $0 + Int64($1.room) * BlockCache.blockCost } }
    var free: Int64 { total - foreign - occupied }
    var reserve: Int64 { ledger.limits.reserved(of: total) }

    mutating func expect(_ condition: Bool, _ text: String) { if !condition { problems.append(text) } }

    mutating func observe() {
      var space = DiskSpace(free: free, total: total)
      space.stored = ledger.stored
      perform(ledger.observed(space, now: now), nil)
    }

    mutating func perform(_ actions: [CacheLedger.Action], _ demand: BlockDemand?) {
      for action in actions {
        switch action {
        case .remove(let zip):
          let number = zips.first { $0.value.key == zip.key }?.key ?? -1
          expect(!held.contains(number) && zips[number]?.isPinned == false, "\(number) goes though it is kept")
          let isWaitedFor = demand.map { $0 < .prefetch } ?? false
          let interval = isWaitedFor ? CacheLedger.blockGrace : ledger.limits.grace
          expect(now - zip.lastUsed >= interval, "\(number) goes though it was used lately")
          leavingZips.insert(number)
        case .removeBlocks(let version):
          let number = Int(version.modified)
          expect(!files[number].isOpen && files[number].isThere, "blocks of \(number) go though they are in use")
          if demand == .prefetch {
            expect(now - files[number].lastUsed >= ledger.limits.grace, "blocks of \(number) go for nobody")
          }
          leavingFiles.insert(number)
        default: break
        }
      }
      check()
    }

    mutating func takeRoom(_ number: Int, _ wanted: Int, _ demand: BlockDemand, makesRoom: Bool) {
      let answer = ledger.takeRoom(
        Self.version(number).key, wanted, for: demand, makesRoom: makesRoom, now: now)
      expect(answer.granted >= 0 && answer.granted <= wanted, "more than wanted")
      if answer.granted > 0 {
        expect(files[number].isOpen, "room for what nobody has open")
        files[number].room += answer.granted
        files[number].isThere = true
        expect(occupied + room <= ledger.limits.cap, "over the cap")
        expect(free - room >= reserve, "the reserve is gone")
      }
      perform(answer.actions, demand)
    }

    mutating func finishRemovals() {
      for number in leavingZips {
        guard let zip = zips.removeValue(forKey: number) else { continue }
        perform(ledger.removed(zip.key, space: nil, now: now), nil)
      }
      leavingZips = []
      for number in leavingFiles {
        files[number] = File()
        perform(ledger.removedBlocks(Self.version(number).key, space: nil, now: now), nil)
      }
      leavingFiles = []
      observe()
    }

    mutating func check() {
      expect(ledger.occupied == occupied, "\(occupied) is there, and the ledger thinks \(ledger.occupied)")
      expect(ledger.blockStatus.reserved == room, "\(room) is taken, and the ledger thinks otherwise")
      let listed = ledger.listedBlocks
      for key in SimulatedDisk.keys.prefix(files.count) {
        let isFound = ledger.listedBlocks(short: key.short) == listed.first { $0.version.key == key }
        expect(isFound, "one that is asked for is not what is listed")
      }
    }
  }

  @Test(arguments: 1...20)
  func `random workloads keep cap and reserve, and let nothing go that is in use`(seed: UInt64) {
    var random = SplitMix64(seed: seed)
    var disk = Disk(cap: Int64([20, 40, 60, 100][Int(seed % 4)]) << 20)
    var granted = 0
    for _ in 0..<3000 {
      let number = Int.random(in: 0..<6, using: &random)
      switch Int.random(in: 0..<30, using: &random) {
      case ..<4:
        let isPossible = !disk.leavingFiles.contains(number)
        if disk.ledger.openedBlocks(Disk.version(number), now: disk.now) {
          disk.files[number].isOpen = true
          disk.files[number].lastUsed = disk.now
        } else {
          disk.expect(!isPossible, "\(number) cannot be opened")
        }
      case ..<16:
        let demand = BlockDemand.allCases.randomElement(using: &random) ?? .demand
        disk.takeRoom(
          number, Int.random(in: 1...60, using: &random), demand, makesRoom: Bool.random(using: &random))
        granted += disk.files[number].room
      case ..<21:
        let count = Int.random(in: 0...disk.files[number].room, using: &random)
        disk.files[number].room -= count
        disk.files[number].blocks += count
        disk.ledger.storedBlocks(Disk.version(number).key, count)
        disk.check()
      case 21:
        let room = disk.files[number].room
        disk.files[number].room = 0
        disk.perform(disk.ledger.giveBackRoom(Disk.version(number).key, room, now: disk.now), nil)
      case 22 where disk.files[number].isOpen:
        let count = Int.random(in: 0...disk.files[number].blocks, using: &random)
        disk.files[number].blocks -= count
        disk.ledger.punchedBlocks(Disk.version(number).key, count, now: disk.now)
        disk.check()
      case ..<25 where disk.files[number].isOpen:
        let isEmpty = disk.files[number].blocks == 0
        disk.files[number].isOpen = false
        disk.files[number].room = 0
        disk.files[number].lastUsed = disk.now
        if isEmpty { disk.files[number].isThere = false }
        disk.perform(
          disk.ledger.closedBlocks(Disk.version(number).key, isEmpty: isEmpty, now: disk.now), nil)
      case 25:
        if let zip = disk.zips[number], disk.ledger.opened(zip.key, now: disk.now) != nil {
          disk.held.insert(number)
          disk.zips[number]?.lastUsed = disk.now
          disk.perform(disk.ledger.closed(zip.key, now: disk.now), nil)
          disk.held.remove(number)
        }
      case 26: disk.finishRemovals()
      case 27:
        disk.foreign = Int64.random(in: 0...60, using: &random) << 20
        disk.observe()
      default:
        disk.now += Int64.random(in: 1...3000, using: &random)
        disk.perform(disk.ledger.tick(now: disk.now), nil)
        disk.observe()
      }
      guard disk.problems.isEmpty else { break }
    }
    #expect(disk.problems == [])
    #expect(granted > 0)
  }

  @Test func `what was used longest ago goes first, whichever kind it is of`() {
    var disk = Disk(cap: 45 << 20)
    for (number, age) in [(0, 200_000), (1, 95_000)] as [(Int, Int64)] {
      disk.now = 1_000_000 - age
      _ = disk.ledger.openedBlocks(Disk.version(number), now: disk.now)
      _ = disk.ledger.takeRoom(Disk.version(number).key, 64, for: .demand, makesRoom: false, now: disk.now)
      disk.ledger.storedBlocks(Disk.version(number).key, 64)
      _ = disk.ledger.closedBlocks(Disk.version(number).key, isEmpty: false, now: disk.now)
    }
    disk.now = 1_000_000
    _ = disk.ledger.openedBlocks(Disk.version(2), now: disk.now)
    var order: [String] = []
    for action in disk.ledger.takeRoom(
      Disk.version(2).key, 360, for: .demand, makesRoom: true, now: disk.now
    ).actions {
      switch action {
      case .remove(let zip): order.append("zip \(zip.lastUsed)")
      case .removeBlocks(let version): order.append("blocks \(version.modified)")
      default: break
      }
    }
    #expect(order == ["blocks 0", "zip 900000", "zip 901000", "zip 902000"])
  }

  @Test(
    "What a reader waits for counts more than what was used in the last hour, unless that was a moment ago",
    arguments: [(BlockDemand.demand, 59, false), (.demand, 60, true), (.ahead, 60, true), (.prefetch, 3599, false)])
  func grace(demand: BlockDemand, age: Int64, goes: Bool) {
    var disk = Disk(cap: 45 << 20)
    // The last that was used.
    disk.now = 902_000 + age
    _ = disk.ledger.openedBlocks(Disk.version(2), now: disk.now)
    let answer = disk.ledger.takeRoom(Disk.version(2).key, 600, for: demand, makesRoom: true, now: disk.now)
    let gone = answer.actions.contains { if case .remove(let zip) = $0 { zip.lastUsed == 902_000 } else { false } }
    #expect(gone == goes)
  }
}
