internal import Model
internal import Platform
internal import Scan
internal import Testing

@Suite struct RescanQueueTests {
  private final class Shared {
    var queue = RescanQueue<Shelf.Location>()
    let done = Monitor(0)

    func add(_ folder: String, now: UInt64, isLimited: Bool = false) {
      let done = done
      queue.add(Shared.location(folder), now: now, isLimited: isLimited) { done.signal { $0 += 1 } }
    }

    func next(now: UInt64) -> String? {
      guard let run = queue.next(now: now) else { return nil }
      for completion in run.completions { completion() }
      return String(decoding: run.location.folder, as: UTF8.self)
    }

    func finish(_ folder: String) { queue.finish(Shared.location(folder)) }

    static func location(_ folder: String) -> Shelf.Location {
      Shelf.Location(root: LibraryRoot(id: 1, path: "/library"), folder: [UInt8](folder.utf8))
    }
  }

  private let queue = Shared()
  private let second = RescanQueue<Shelf.Location>.interval

  @Test func requestsForOneFolderShareALook() {
    for _ in 0..<3 { queue.add("nes", now: 10) }
    #expect(queue.next(now: 10) == "nes")
    #expect(queue.done.withLock { $0 } == 3)
    #expect(queue.next(now: 10) == nil)
  }

  @Test func aRequestDuringALookBelongsToTheNext() {
    queue.add("nes", now: 10)
    #expect(queue.next(now: 10) == "nes")
    queue.add("nes", now: 11)
    #expect(queue.done.withLock { $0 } == 1)
    #expect(queue.next(now: 12) == nil)
    queue.finish("nes")
    #expect(queue.next(now: 12) == "nes")
    #expect(queue.done.withLock { $0 } == 2)
  }

  @Test func limitedRequestsWaitForTheirTime() {
    queue.add("nes", now: 10, isLimited: true)
    #expect(queue.next(now: 10) == "nes")
    queue.finish("nes")
    queue.add("nes", now: 20, isLimited: true)
    queue.add("nes", now: 30, isLimited: true)
    #expect(queue.queue.nextDue(now: 30) == 10 + second)
    #expect(queue.next(now: 9 + second) == nil)
    #expect(queue.done.withLock { $0 } == 1)
    #expect(queue.next(now: 10 + second) == "nes")
    #expect(queue.done.withLock { $0 } == 3)
    queue.finish("nes")
    // Somebody who asks for it goes at once, and takes along who waits.
    queue.add("nes", now: 20 + second, isLimited: true)
    queue.add("nes", now: 21 + second)
    #expect(queue.next(now: 21 + second) == "nes")
    #expect(queue.done.withLock { $0 } == 5)
  }

  @Test func aFolderThatNeverComesBackHoldsUpNoOther() {
    queue.add("psx", now: 1)
    #expect(queue.next(now: 1) == "psx")
    queue.add("psx", now: 2)
    queue.add("nes", now: 3)
    #expect(queue.next(now: 3) == "nes")
    #expect(queue.next(now: 3) == nil)
    #expect(queue.queue.nextDue(now: 3) == nil)
  }

  @Test func whatIsAbandonedIsAnswered() {
    queue.add("psx", now: 1)
    queue.add("nes", now: 1)
    for completion in queue.queue.abandon() { completion() }
    #expect(queue.done.withLock { $0 } == 2)
    #expect(queue.next(now: 9) == nil)
  }
}
