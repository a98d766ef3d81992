internal import Model
internal import Mount
internal import Platform
internal import Testing

private func key(_ number: UInt64, size: Int64 = 10) -> ContentKey {
  ContentKey(root: 1, version: FileVersion(size: size, modified: 20, inode: number))
}

@Suite("Checksums for the ZIPs of folders") struct FolderHashingPlanTests {
  private typealias Plan = FolderHashingPlan<UInt64>
  private static let games = NodeID(rawValue: 5 << 60 | 1)
  private static let loose = NodeID(rawValue: 5 << 60 | 2)

  private func missing(_ numbers: some Sequence<UInt64>) -> [Plan.Missing] {
    numbers.map { Plan.Missing(member: Int($0), key: key($0), file: $0) }
  }

  private func take(_ plan: inout Plan, _ count: Int, known: Set<ContentKey> = []) -> [UInt64] {
    (0..<count).compactMap { _ in plan.next { known.contains($0) } }
  }

  @Test func `files come in the ZIP's order, a few at a time`() {
    var plan = Plan(limit: 2)
    plan.begin(Self.games, path: [], members: 9, missing: missing(1...5))
    #expect(take(&plan, 9) == [1, 2])
    #expect(plan.finished(key(2)) == [Self.games])
    #expect(take(&plan, 9) == [3])
    #expect(plan.finished(key(1)) == [Self.games])
    #expect(plan.finished(key(77)) == [])
    #expect(take(&plan, 9) == [4])
  }

  @Test func `what a reader waits for comes first, and is not asked for twice`() {
    var plan = Plan(limit: 2)
    plan.begin(Self.games, path: [], members: 9, missing: missing(1...6))
    #expect(take(&plan, 1) == [1])
    #expect(plan.want([key(1), key(5), key(4), key(9)], in: Self.games) == [key(9)])
    #expect(take(&plan, 9) == [5])
    _ = plan.finished(key(1))
    _ = plan.finished(key(5))
    #expect(take(&plan, 9) == [4, 2])
    for number in [2, 4] as [UInt64] { _ = plan.finished(key(number)) }
    #expect(take(&plan, 9) == [3, 6])
    #expect(plan.want([key(1)], in: Self.loose) == [key(1)])
  }

  @Test func `folders take turns, and one file is hashed for both`() {
    var plan = Plan(limit: 2)
    plan.begin(Self.games, path: [], members: 3, missing: missing(1...3))
    plan.begin(Self.loose, path: [], members: 3, missing: missing([11, 12, 3]))
    #expect(take(&plan, 9) == [1, 11, 2, 12])
    #expect(Set(plan.finished(key(3))) == [Self.games, Self.loose])
    for number in [1, 2, 11, 12] as [UInt64] { _ = plan.finished(key(number)) }
    #expect(take(&plan, 9) == [])
    #expect(plan.waits.isEmpty)
  }

  @Test func `what came by itself is passed over`() {
    var plan = Plan(limit: 1)
    plan.begin(Self.games, path: [], members: 5, missing: missing(1...3))
    #expect(take(&plan, 9, known: [key(1), key(2)]) == [3])
    #expect(plan.waits.map(\.missing) == [1])
    _ = plan.finished(key(3))
    #expect(!plan.contains(Self.games))
  }

  @Test func `members are counted, and bytes of each file once`() {
    var plan = Plan(limit: 4)
    // A ZIP of two files, and the first of them once more by itself.
    let entries = [
      Plan.Missing(member: 0, key: key(1, size: 100), file: 1), Plan.Missing(member: 0, key: key(2, size: 50), file: 2),
      Plan.Missing(member: 1, key: key(1, size: 100), file: 1),
    ]
    plan.begin(Self.games, path: Array("Games".utf8), members: 7, missing: entries)
    var wait = Plan.Wait(node: Self.games, path: Array("Games".utf8), members: 7, missing: 2, bytesLeft: 150)
    #expect(plan.waits == [wait])
    #expect(take(&plan, 9) == [1, 2])
    #expect(plan.waiting(for: key(1, size: 100)) == [Self.games])
    _ = plan.finished(key(1, size: 100))
    (wait.missing, wait.bytesLeft) = (1, 50)
    #expect(plan.waits == [wait])
    _ = plan.finished(key(2, size: 50))
    #expect(plan.waits.isEmpty)
  }

  @Test func `nobody asks for a folder that is closed, and it may be opened again`() {
    var plan = Plan(limit: 1)
    plan.begin(Self.games, path: [], members: 5, missing: missing(1...3))
    #expect(take(&plan, 9) == [1])
    plan.end(Self.games)
    #expect(take(&plan, 9) == [] && plan.waits.isEmpty)
    plan.begin(Self.games, path: [], members: 5, missing: missing(2...3))
    #expect(take(&plan, 9) == [2])
    plan.begin(Self.games, path: [], members: 5, missing: missing(1...3))
    #expect(plan.waits.map(\.missing) == [2])
  }
}

@Suite("Reads that stand in line") struct ReadsInLineTests {
  private var reads = ParkedReads<ContentKey>(deadline: 100, limitPerNode: 3)

  @Test mutating func `progress of anything in the folder is their own`() {
    _ = reads.park(1, node: 7, handle: 1, process: 5, keys: [key(1)], isInLine: true, now: 0)
    _ = reads.park(2, node: 8, handle: 1, process: 5, keys: [key(2)], isInLine: true, now: 0)
    reads.progressed(node: 7, now: 60)
    #expect(reads.expire(now: 120) == [.fail(2, .ioError)])
    #expect(reads.expire(now: 160) == [.fail(1, .ioError)])
  }

  @Test mutating func `where nothing moves the next reader fails at once, until something does`() {
    _ = reads.park(1, node: 7, handle: 1, process: 5, keys: [key(1)], isInLine: true, now: 0)
    _ = reads.expire(now: 100)
    #expect(
      reads.park(2, node: 7, handle: 1, process: 5, keys: [key(2)], isInLine: true, now: 110) == [.fail(2, .ioError)])
    // Who waits for the file itself is not the folder's reader.
    #expect(reads.park(3, node: 9, handle: 1, process: 5, keys: [key(1)], now: 110) == [])
    reads.progressed(node: 7, now: 120)
    #expect(reads.park(4, node: 7, handle: 1, process: 5, keys: [key(2)], isInLine: true, now: 130) == [])
  }
}
