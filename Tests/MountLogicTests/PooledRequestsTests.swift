internal import Mount
internal import Platform
internal import Testing

@Suite("Requests on a bounded set of threads")
struct PooledRequestsTests {
  private var reads = PooledRequests(
    deadline: 100, threads: 4, threadsPerFile: 2, limitPerFile: 5, threadLimit: 6)

  @Test("A file gets only its share of the threads, and another file's read starts at once")
  mutating func sharesThreads() {
    #expect(reads.submit(1, file: 1, handle: 1, process: 5, now: 0) == [.run(1)])
    #expect(reads.submit(2, file: 1, handle: 1, process: 5, now: 0) == [.run(2)])
    #expect(reads.submit(3, file: 1, handle: 1, process: 5, now: 0) == [])
    #expect(reads.submit(4, file: 2, handle: 2, process: 5, now: 0) == [.run(4)])
    #expect(reads.finished(1, now: 1) == [.run(3)])
  }

  @Test("All threads out: reads wait for one, whatever their file")
  mutating func boundsThreads() {
    for identifier in 1...4 as ClosedRange<UInt64> {
      #expect(reads.submit(identifier, file: identifier, handle: 1, process: 5, now: 0) == [.run(identifier)])
    }
    #expect(reads.submit(5, file: 5, handle: 1, process: 5, now: 0) == [])
    #expect(reads.finished(3, now: 1) == [.run(5)])
  }

  @Test("At the deadline running and queued reads fail, and a thread that hangs stays counted until it is back")
  mutating func failsAtDeadline() {
    for identifier in 1...3 as ClosedRange<UInt64> {
      _ = reads.submit(identifier, file: 1, handle: 1, process: 5, now: 0)
    }
    #expect(reads.expire(now: 100) == [.fail(1, .ioError), .fail(2, .ioError), .fail(3, .ioError)])
    #expect(reads.count == 0)
    #expect(reads.submit(4, file: 1, handle: 1, process: 5, now: 201) == [], "its two threads are out")
    #expect(reads.finished(1, now: 202) == [.run(4)])
  }

  @Test("Another deadline holds for the reads that wait already")
  mutating func deadlineChanges() {
    _ = reads.submit(1, file: 1, handle: 1, process: 5, now: 0)
    reads.deadline = 300
    #expect(reads.expire(now: 299) == [])
    reads.deadline = 50
    #expect(reads.expire(now: 299) == [.fail(1, .ioError)])
  }

  @Test("A read of the file that comes back gives the others of that file their full time again")
  mutating func progressIsPerFile() {
    for identifier in 1...3 as ClosedRange<UInt64> {
      _ = reads.submit(identifier, file: 1, handle: 1, process: 5, now: 0)
    }
    _ = reads.submit(4, file: 2, handle: 1, process: 5, now: 0)
    _ = reads.finished(1, now: 60)
    #expect(reads.expire(now: 100) == [.fail(4, .ioError)])
    #expect(reads.expire(now: 160) == [.fail(2, .ioError), .fail(3, .ioError)])
  }

  @Test("A cancelled read that is queued never runs; one that is out is answered once")
  mutating func cancels() {
    for identifier in 1...3 as ClosedRange<UInt64> {
      _ = reads.submit(identifier, file: 1, handle: identifier, process: Int32(identifier), now: 0)
    }
    #expect(reads.cancel(handle: 3, where: { _ in true }) == [.fail(3, .interrupted)])
    #expect(reads.cancel(handle: 1, where: { _ in true }) == [.fail(1, .interrupted)])
    #expect(reads.cancel(handle: 1, where: { _ in true }) == [])
    #expect(reads.expire(now: 100) == [.fail(2, .ioError)])
    #expect(reads.finished(1, now: 101) == [])
    #expect(reads.finished(2, now: 101) == [])
    #expect(reads.submit(9, file: 1, handle: 1, process: 5, now: 102) == [.run(9)])
  }

  @Test("One file can have only so many reads waiting")
  mutating func capsReadsOfOneFile() {
    for identifier in 1...5 as ClosedRange<UInt64> {
      _ = reads.submit(identifier, file: 1, handle: 1, process: 5, now: 0)
    }
    #expect(reads.submit(6, file: 1, handle: 1, process: 5, now: 0) == [.fail(6, .ioError)])
    #expect(reads.submit(7, file: 2, handle: 1, process: 5, now: 0) == [.run(7)])
  }

  @Test("Threads that hang do not count once their requests have failed, until there are too many of them")
  mutating func hangingThreadsMakeRoom() {
    for identifier in 1...4 as ClosedRange<UInt64> {
      #expect(reads.submit(identifier, file: identifier, handle: 1, process: 5, now: 0) == [.run(identifier)])
    }
    #expect(reads.submit(5, file: 5, handle: 1, process: 5, now: 50) == [])
    #expect(
      reads.expire(now: 100) == [
        .fail(1, .ioError), .fail(2, .ioError), .fail(3, .ioError), .fail(4, .ioError), .run(5),
      ])
    #expect(reads.submit(6, file: 6, handle: 1, process: 5, now: 101) == [.run(6)])
    #expect(reads.submit(7, file: 7, handle: 1, process: 5, now: 101) == [], "six threads are out")
    #expect(reads.finished(2, now: 102) == [.run(7)])
  }

  @Test("Who comes when others have just given up fails at once, until the thread that hung is back")
  mutating func failsAtOnceAfterTheDeadline() {
    _ = reads.submit(1, file: 1, handle: 1, process: 5, now: 0)
    #expect(reads.expire(now: 100) == [.fail(1, .ioError)])
    #expect(reads.submit(2, file: 1, handle: 1, process: 5, now: 101) == [.fail(2, .ioError)])
    #expect(reads.submit(3, file: 2, handle: 1, process: 5, now: 101) == [.run(3)])
    #expect(reads.finished(1, now: 110) == [])
    #expect(reads.submit(4, file: 1, handle: 1, process: 5, now: 111) == [.run(4)])
  }
}
