internal import Cache
internal import Digest
internal import Testing

/// What goes besides that which is needed for blocks, so that not everything is looked at for each of them.
@Suite struct BlockSlackTests {
  private static func version(_ number: Int) -> RemoteVersion {
    let key = CacheKey([UInt8]("remote \(number)".utf8).withUnsafeBytes { SHA256Digest(of: $0) })
    return RemoteVersion(key: key, system: "s", name: "", size: 1 << 40, modified: Int64(number))
  }

  /// A full cache of files of so many blocks, each used a second after the one before, and one that is open.
  private static func full(_ blocks: [Int], now: Int64) -> CacheLedger {
    var limits = CacheLimits()
    limits.reserve = .bytes(0)
    let found = blocks.enumerated().map { number, count in
      CacheLedger.FoundBlocks(
        version: version(number), occupied: BlockCache.fileCost + Int64(count) * BlockCache.blockCost, created: 0,
        lastUsed: Int64(number))
    }
    limits.cap = found.reduce(0) { $0 + $1.occupied }
    var ledger = CacheLedger(limits, found: [], blocks: found, now: now)
    _ = ledger.observed(DiskSpace(free: 1 << 40, total: 1 << 40), now: now)
    _ = ledger.openedBlocks(version(-1), now: now)
    return ledger
  }

  private static func removed(_ answer: CacheLedger.RoomAnswer) -> [RemoteVersion] {
    answer.actions.compactMap { if case .removeBlocks(let version) = $0 { version } else { nil } }
  }

  @Test func `what is kept is looked through once in a while, not for each block that lacks room`() {
    let now: Int64 = 100_000
    var ledger = Self.full(Array(repeating: 1, count: 6500), now: now)
    let cap = ledger.limits.cap
    let file = Self.version(-1).key
    var looks = 0
    var gone: [Int64] = []
    for _ in 0..<2000 {
      if ledger.takeRoom(file, 1, for: .demand, makesRoom: false, now: now).granted == 0 {
        looks += 1
        let versions = Self.removed(ledger.takeRoom(file, 1, for: .demand, makesRoom: true, now: now))
        gone += versions.map(\.modified)
        for version in versions { _ = ledger.removedBlocks(version.key, space: nil, now: now) }
        #expect(ledger.takeRoom(file, 1, for: .demand, makesRoom: false, now: now).granted == 1)
      }
      ledger.storedBlocks(file, 1)
      #expect(ledger.occupied <= cap && ledger.occupied >= cap - cap / 50)
    }
    #expect(looks <= 50)
    #expect(gone == gone.sorted())
  }

  @Test(arguments: [(100_000, [0, 1]), (61, [0, 1]), (60, [0])] as [(Int64, [Int64])])
  func `nothing goes besides what is needed that is large, or was read a moment ago`(now: Int64, expected: [Int64]) {
    var ledger = Self.full([100, 100, 3000] + Array(repeating: 100, count: 200), now: now)
    let answer = ledger.takeRoom(Self.version(-1).key, 1, for: .demand, makesRoom: true, now: now)
    #expect(Self.removed(answer).map(\.modified) == expected)
  }
}
