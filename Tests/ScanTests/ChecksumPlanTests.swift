internal import Model
internal import Scan
internal import Testing

@Suite struct ChecksumPlanTests {
  private let root = LibraryRoot(id: 1, path: "/library")

  /// Large enough to be handed out alone.
  private func file(_ number: Int) -> LibraryFile {
    let digits = String(number)
    return LibraryFile(
      root: root, path: [UInt8]("file \(String(repeating: "0", count: 3 - digits.utf8.count))\(digits)".utf8),
      version: FileVersion(size: Int64(number) << 20, modified: 0, inode: UInt64(number)))
  }

  private func plan(knowing known: [Int] = []) -> SharedPlan { SharedPlan(known: known.map(file), root: root) }

  @Test func theBackgroundTakesFilesInTheirOrder() {
    let plan = plan()
    #expect(plan.enqueue([file(1), file(2)]))
    #expect(plan.enqueue([file(3)]))
    #expect(plan.take(4, .background) == [file(1), file(2), file(3), nil])
  }

  @Test func aFileIsQueuedOnce() {
    let plan = plan(knowing: [1])
    #expect(!plan.enqueue([file(1)]))
    #expect(plan.enqueue([file(2), file(2)]))
    #expect(!plan.enqueue([file(2)]))
    #expect(plan.next(.background) == file(2))
    // Being hashed, and then known.
    #expect(!plan.enqueue([file(2)]))
    plan.finish(file(2), .background)
    #expect(!plan.enqueue([file(2)]))
    #expect(plan.next(.background) == nil)
    #expect(plan.plan.known[file(2).contentKey] == .usual)
  }

  @Test func aRenamedFileIsTheSameFile() {
    let plan = plan(knowing: [1])
    var renamed = file(1)
    renamed.path = [1]
    #expect(!plan.enqueue([renamed]))
    #expect(plan.promote(renamed) == .known)
  }

  @Test func twoNamesOfOneFileAreHashedOnce() {
    let plan = plan()
    var other = file(1)
    other.path = [UInt8]("other name".utf8)
    _ = plan.enqueue([file(1), other])
    #expect(plan.drain().count == 1)
    #expect(plan.plan.amounts(.background).done == plan.plan.amounts(.background).total)
  }

  @Test func promotedFilesComeFirstAndInTheirOrder() {
    let plan = plan()
    _ = plan.enqueue((1...5).map(file))
    #expect(plan.promote(file(4)) == .queued(startThread: true))
    #expect(plan.promote(file(3)) == .queued(startThread: true))
    #expect(plan.promote(file(9)) == .queued(startThread: true))
    #expect(plan.take(4, .promoted) == [file(4), file(3), file(9), nil])
    #expect(plan.take(4, .background) == [file(1), file(2), file(5), nil])
  }

  @Test func aPromotedFileIsNotHashedTwice() {
    let plan = plan()
    _ = plan.enqueue([file(1), file(2)])
    #expect(plan.next(.background) == file(1))
    #expect(plan.promote(file(1)) == .underWay)
    #expect(plan.plan.isUrgent(file(1).contentKey))
    #expect(plan.promote(file(2)) == .queued(startThread: true))
    #expect(plan.promote(file(2)) == .underWay)
    #expect(plan.next(.promoted) == file(2))
    #expect(plan.promote(file(2)) == .underWay)
    #expect(plan.next(.promoted) == nil)
  }

  @Test func aReaderGetsItsCRC32AndTheDigestsFollow() {
    let plan = plan()
    _ = plan.enqueue([file(1), file(2)])
    _ = plan.promote(file(2))
    #expect(plan.nextTask(.promoted)?.wants == .crc32)
    plan.finish(file(2), .promoted)
    #expect(plan.nextTask(.background)?.wants == .usual)
    plan.finish(file(1), .background)
    let rest = plan.nextTask(.background)
    #expect(rest?.file == file(2) && rest?.wants == HashFacts(.sha1))
  }

  @Test func aFileOfTheBackgroundGoesOnForItsReader() throws {
    let plan = plan()
    _ = plan.enqueue([file(1), file(2)])
    let task = plan.nextTask(.background)
    _ = plan.promote(file(1))
    let begun = try #require(task)
    #expect(plan.handOver(begun))
    #expect(plan.plan.runningPromoted == 0)
    #expect(plan.next(.background) == file(2))
    #expect(plan.nextTask(.promoted)?.file == file(1))
    // Nobody else takes it meanwhile, and nothing is left of it where the reader's thread had all of it computed.
    #expect(plan.next(.background) == nil)
    plan.plan.finish(begun, .promoted, found: .usual)
    #expect(plan.next(.background) == nil)
  }

  @Test func threadsAreStartedAsLongAsNoneIsFree() {
    let plan = plan()
    #expect(plan.promote(file(1)) == .queued(startThread: true))
    #expect(plan.next(.promoted) == file(1))
    // The first one stalls: the next file gets a thread of its own.
    #expect(plan.promote(file(2)) == .queued(startThread: true))
    #expect(plan.next(.promoted) == file(2))
    plan.finish(file(2), .promoted)
    #expect(plan.promote(file(3)) == .queued(startThread: false))
    for number in 10..<100 { _ = plan.promote(file(number)) }
    #expect(plan.plan.promotedThreads == ChecksumPlan.threadLimit)
  }

  @Test func aThreadEndsOnlyWhenNobodyWaits() {
    let plan = plan()
    _ = plan.promote(file(1))
    #expect(!plan.mayEndThread())
    _ = plan.next(.promoted)
    plan.finish(file(1), .promoted)
    #expect(plan.mayEndThread())
    #expect(plan.promote(file(2)) == .queued(startThread: true))
  }

  @Test func withoutThreadsForReadersTheBackgroundServesThem() {
    let plan = plan()
    _ = plan.enqueue([file(1)])
    _ = plan.promote(file(2))
    plan.plan.threadFailed()
    plan.plan.hold = .everything
    #expect(plan.next(.background) == file(2))
    plan.finish(file(2), .background)
    #expect(plan.next(.background) == nil)
    plan.plan.hold = .nothing
    #expect(plan.next(.background) == file(1))
  }

  @Test func whatFailedMayBeTriedAgain() {
    let plan = plan()
    _ = plan.enqueue([file(1)])
    _ = plan.next(.background)
    plan.finish(file(1), .background, isUnreachable: false, now: 1000)
    #expect(plan.plan.known[file(1).contentKey] == [])
    #expect(plan.plan.failed(.background) == 1)
    // Not again and again in the background, at once for a reader.
    #expect(!plan.enqueue([file(1)]))
    #expect(plan.next(.background, now: 2000) == nil)
    let due = plan.plan.nextDue
    #expect(due == 1000 + ChecksumPlan.retryInterval)
    #expect(plan.retry(now: due ?? 0))
    #expect(plan.next(.background) == file(1))
    plan.finish(file(1), .background, isUnreachable: false)
    #expect(plan.promote(file(1)) == .queued(startThread: true))
  }

  @Test func aFileIsDoneWhenItsResultIsStored() throws {
    let plan = plan(knowing: [7])
    _ = plan.enqueue([file(1), file(2), file(7)])
    _ = plan.promote(file(3))
    func amounts(_ lane: ChecksumPlan.Lane) -> [Int64] {
      let amounts = plan.plan.amounts(lane)
      return [
        Int64(amounts.done.files), amounts.done.bytes >> 20, Int64(amounts.total.files), amounts.total.bytes >> 20,
      ]
    }
    #expect(amounts(.background) == [0, 0, 2, 3] && amounts(.promoted) == [0, 0, 1, 3])
    let task = try #require(plan.nextTask(.background))
    plan.plan.read(4, of: task.key, .background)
    #expect(plan.plan.bytesUnderWay(.background) == 4)
    plan.plan.finish(task, .background, found: .usual)
    #expect(plan.plan.bytesUnderWay(.background) == 0)
    #expect(amounts(.background) == [0, 0, 2, 3])
    plan.plan.record(task, .background)
    #expect(amounts(.background) == [1, 1, 2, 3])
    #expect(plan.next(.background) == file(2))
    plan.finish(file(2), .background, isUnreachable: false)
    #expect(amounts(.background) == [2, 3, 2, 3])
    #expect(plan.next(.promoted) == file(3))
    plan.finish(file(3), .promoted)
    #expect(amounts(.promoted) == [1, 3, 1, 3])
  }

  @Test func sumsOfHugeSparseFilesEndAtTheLargestNumber() {
    let plan = SharedPlan(root: root, settings: HashingSettings { $0.platforms = .all })
    let huge = (1...3).map { number in
      LibraryFile(
        root: root, path: [UInt8(number)],
        version: FileVersion(size: .max - Int64(number), modified: 0, inode: UInt64(number)))
    }
    plan.plan.update(Shelf(huge, root: root, asMembers: false))
    #expect(plan.plan.amounts(.background).total.bytes == .max)
    for file in huge {
      #expect(plan.next(.background) == file)
      plan.finish(file, .background)
    }
    #expect(plan.plan.amounts(.background).done.bytes == .max)
    // A game larger than a file can be has no ZIP that would need its checksums.
    let game = SharedPlan(root: root)
    game.plan.update(Shelf(huge, root: root, asMembers: true))
    #expect(game.next(.background) == nil)
  }

  @Test func readersInLineAreKnown() {
    let plan = plan()
    for number in 1...3 { _ = plan.promote(file(number)) }
    _ = plan.next(.promoted)
    #expect(Set(plan.plan.queuedPromoted) == Set([file(2), file(3)].map(\.contentKey)))
  }
}
