internal import Model
internal import Scan
internal import Testing

/// A plan by reference, so that an expectation can both change it and look at the answer.
private final class SharedPlan {
  private var plan: ChecksumPlan
  init(known: [(ContentKey, UInt32)]) { plan = ChecksumPlan(known: known) }

  var known: [ContentKey: UInt32] { plan.known }
  var filesDone: Int { plan.filesDone }
  var filesTotal: Int { plan.filesTotal }
  var bytesDone: Int64 { plan.bytesDone }
  var bytesTotal: Int64 { plan.bytesTotal }
  var promotedThreads: Int { plan.promotedThreads }

  func enqueue(_ files: [LibraryFile]) -> Bool { plan.enqueue(files) }
  func promote(_ file: LibraryFile) -> ChecksumPlan.Promotion { plan.promote(file) }
  func next(_ lane: ChecksumPlan.Lane) -> LibraryFile? { plan.next(lane) }
  func take(_ count: Int, _ lane: ChecksumPlan.Lane) -> [LibraryFile?] { (0..<count).map { _ in plan.next(lane) } }
  func read(_ bytes: Int, of key: ContentKey) { plan.read(bytes, of: key) }
  func finish(_ file: LibraryFile, _ lane: ChecksumPlan.Lane, crc: UInt32?) { plan.finish(file, lane, crc: crc) }
  var queuedPromoted: [ContentKey] { plan.queuedPromoted }
  func mayEndThread() -> Bool { plan.mayEndThread() }
  func threadFailed() { plan.threadFailed() }
}

@Suite struct ChecksumPlanTests {
  private let root = LibraryRoot(id: 1, path: "/library")

  private func file(_ number: Int) -> LibraryFile {
    LibraryFile(
      root: root, path: [UInt8]("file \(number)".utf8),
      version: FileVersion(size: Int64(number) * 10, modified: 0, inode: UInt64(number)))
  }

  private func plan(knowing known: [Int] = []) -> SharedPlan {
    SharedPlan(known: known.map { (file($0).contentKey, UInt32($0)) })
  }

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
    plan.finish(file(2), .background, crc: 5)
    #expect(!plan.enqueue([file(2)]))
    #expect(plan.next(.background) == nil)
    #expect(plan.known[file(2).contentKey] == 5)
  }

  @Test func aRenamedFileIsTheSameFile() {
    let plan = plan(knowing: [1])
    var renamed = file(1)
    renamed.path = [1]
    #expect(!plan.enqueue([renamed]))
    #expect(plan.promote(renamed) == .known(1))
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
    #expect(plan.promote(file(2)) == .queued(startThread: true))
    #expect(plan.promote(file(2)) == .underWay)
    #expect(plan.next(.promoted) == file(2))
    #expect(plan.promote(file(2)) == .underWay)
    #expect(plan.next(.promoted) == nil)
  }

  @Test func threadsAreStartedAsLongAsNoneIsFree() {
    let plan = plan()
    #expect(plan.promote(file(1)) == .queued(startThread: true))
    #expect(plan.next(.promoted) == file(1))
    // The first one stalls: the next file gets a thread of its own.
    #expect(plan.promote(file(2)) == .queued(startThread: true))
    #expect(plan.next(.promoted) == file(2))
    plan.finish(file(2), .promoted, crc: 2)
    #expect(plan.promote(file(3)) == .queued(startThread: false))
    for number in 10..<100 { _ = plan.promote(file(number)) }
    #expect(plan.promotedThreads == ChecksumPlan.threadLimit)
  }

  @Test func aThreadEndsOnlyWhenNobodyWaits() {
    let plan = plan()
    _ = plan.promote(file(1))
    #expect(!plan.mayEndThread())
    _ = plan.next(.promoted)
    plan.finish(file(1), .promoted, crc: 1)
    #expect(plan.mayEndThread())
    #expect(plan.promote(file(2)) == .queued(startThread: true))
  }

  @Test func withoutThreadsForReadersTheBackgroundServesThem() {
    let plan = plan()
    _ = plan.enqueue([file(1)])
    _ = plan.promote(file(2))
    plan.threadFailed()
    #expect(plan.next(.background) == file(2))
    plan.finish(file(2), .background, crc: 2)
    #expect(plan.next(.background) == file(1))
  }

  @Test func whatFailedMayBeTriedAgain() {
    let plan = plan()
    _ = plan.enqueue([file(1)])
    _ = plan.next(.background)
    plan.finish(file(1), .background, crc: nil)
    #expect(plan.known[file(1).contentKey] == nil)
    #expect(plan.promote(file(1)) == .queued(startThread: true))
  }

  @Test func progressArrivesAtItsEnd() {
    let plan = plan(knowing: [7])
    _ = plan.enqueue([file(1), file(2), file(7)])
    _ = plan.promote(file(3))
    #expect(plan.filesTotal == 3 && plan.bytesTotal == 60)
    #expect(plan.next(.background) == file(1))
    plan.read(4, of: file(1).contentKey)
    #expect(plan.bytesDone == 4)
    plan.read(6, of: file(1).contentKey)
    plan.finish(file(1), .background, crc: 1)
    #expect(plan.bytesDone == 10)
    #expect(plan.next(.background) == file(2))
    plan.read(1, of: file(2).contentKey)
    plan.finish(file(2), .background, crc: nil)
    #expect(plan.next(.promoted) == file(3))
    plan.finish(file(3), .promoted, crc: 3)
    #expect(plan.filesDone == 3 && plan.bytesDone == 60)
  }

  @Test func sumsOfHugeSparseFilesEndAtTheLargestNumber() {
    let plan = plan()
    let huge = (1...3).map { number in
      LibraryFile(
        root: root, path: [UInt8(number)],
        version: FileVersion(size: .max - Int64(number), modified: 0, inode: UInt64(number)))
    }
    #expect(plan.enqueue(huge))
    #expect(plan.bytesTotal == .max)
    for file in huge {
      #expect(plan.next(.background) == file)
      plan.read(1000, of: file.contentKey)
      plan.finish(file, .background, crc: nil)
    }
    #expect(plan.bytesDone == .max)
  }

  @Test func readersInLineAreKnown() {
    let plan = plan()
    for number in 1...3 { _ = plan.promote(file(number)) }
    _ = plan.next(.promoted)
    #expect(Set(plan.queuedPromoted) == Set([file(2), file(3)].map(\.contentKey)))
  }
}
