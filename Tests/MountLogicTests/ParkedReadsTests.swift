internal import Model
internal import Mount
internal import Platform
internal import Testing

private func key(_ inode: UInt64) -> ContentKey {
  ContentKey(root: 1, version: FileVersion(size: 10, modified: 20, inode: inode))
}

@Suite("Reads that wait for checksums")
struct ParkedReadsTests {
  private var reads = ParkedReads<ContentKey>(deadline: 100, limitPerNode: 3)

  @Test("A read goes on when the last checksum it waits for is known")
  mutating func resumesAfterTheLast() {
    #expect(reads.park(1, node: 7, handle: 70, process: 5, keys: [key(1), key(2)], now: 0) == [])
    #expect(reads.finished(key(1), succeeded: true, now: 10) == [])
    #expect(reads.finished(key(2), succeeded: true, now: 20) == [.resume(1)])
    #expect(reads.count == 0)
  }

  @Test("Everybody who waits for one file goes on together, in the order they came")
  mutating func resumesAll() {
    for identifier in [1, 2, 3] as [UInt64] {
      #expect(reads.park(identifier, node: identifier, handle: 1, process: 5, keys: [key(1)], now: 0) == [])
    }
    #expect(reads.finished(key(1), succeeded: true, now: 1) == [.resume(1), .resume(2), .resume(3)])
    #expect(reads.finished(key(1), succeeded: true, now: 2) == [])
  }

  @Test("A file that cannot be hashed fails its readers and nobody else's")
  mutating func failsOnlyItsOwn() {
    _ = reads.park(1, node: 1, handle: 1, process: 5, keys: [key(1), key(2)], now: 0)
    _ = reads.park(2, node: 2, handle: 2, process: 5, keys: [key(2)], now: 0)
    #expect(reads.finished(key(1), succeeded: false, now: 1) == [.fail(1, .ioError)])
    #expect(reads.finished(key(2), succeeded: true, now: 2) == [.resume(2)])
  }

  @Test("Another deadline holds for the reads that wait already")
  mutating func deadlineChanges() {
    _ = reads.park(1, node: 1, handle: 1, process: 5, keys: [key(1)], now: 0)
    reads.deadline = 300
    #expect(reads.expire(now: 299) == [])
    reads.deadline = 50
    #expect(reads.expire(now: 299) == [.fail(1, .ioError)])
  }

  @Test("The deadline counts from the last progress, not from the start")
  mutating func deadlineFollowsProgress() {
    _ = reads.park(1, node: 1, handle: 1, process: 5, keys: [key(1)], now: 0)
    _ = reads.park(2, node: 2, handle: 2, process: 5, keys: [key(2)], now: 0)
    reads.progressed(key(1), now: 90)
    #expect(reads.expire(now: 99) == [])
    #expect(reads.expire(now: 100) == [.fail(2, .ioError)])
    #expect(reads.expire(now: 189) == [])
    #expect(reads.expire(now: 190) == [.fail(1, .ioError)])
    #expect(reads.count == 0)
  }

  @Test("Closing a descriptor cancels the reads of processes that are gone, on that opening only")
  mutating func cancelsOnClose() {
    _ = reads.park(1, node: 1, handle: 8, process: 5, keys: [key(1)], now: 0)
    _ = reads.park(2, node: 1, handle: 8, process: 6, keys: [key(1)], now: 0)
    _ = reads.park(3, node: 1, handle: 9, process: 5, keys: [key(1)], now: 0)
    #expect(reads.cancel(handle: 8, where: { $0 == 5 }) == [.fail(1, .interrupted)])
    #expect(reads.finished(key(1), succeeded: true, now: 1) == [.resume(2), .resume(3)])
  }

  @Test("One file can have only so many reads waiting; when they are through, more may come")
  mutating func capsReadsOfOneFile() {
    for identifier in 1...3 as ClosedRange<UInt64> {
      #expect(reads.park(identifier, node: 1, handle: 1, process: 5, keys: [key(1)], now: 0) == [])
    }
    #expect(reads.park(4, node: 1, handle: 1, process: 5, keys: [key(1)], now: 0) == [.fail(4, .ioError)])
    #expect(reads.park(5, node: 2, handle: 1, process: 5, keys: [key(1)], now: 0) == [])
    _ = reads.finished(key(1), succeeded: true, now: 1)
    #expect(reads.park(6, node: 1, handle: 1, process: 5, keys: [key(3)], now: 2) == [])
  }

  @Test("Nothing to wait for means going on at once")
  mutating func goesOnAtOnce() {
    #expect(reads.park(1, node: 1, handle: 1, process: 5, keys: [], now: 0) == [.resume(1)])
  }

  @Test("Who comes when others have just given up does not wait as long again, unless something has moved")
  mutating func failsAtOnceAfterTheDeadline() {
    _ = reads.park(1, node: 1, handle: 1, process: 5, keys: [key(1)], now: 0)
    #expect(reads.expire(now: 100) == [.fail(1, .ioError)])
    #expect(reads.park(2, node: 1, handle: 1, process: 5, keys: [key(1)], now: 101) == [.fail(2, .ioError)])
    #expect(reads.park(3, node: 2, handle: 1, process: 5, keys: [key(2)], now: 101) == [])
    reads.progressed(key(1), now: 150)
    #expect(reads.park(4, node: 1, handle: 1, process: 5, keys: [key(1)], now: 151) == [])
    #expect(reads.expire(now: 251) == [.fail(3, .ioError), .fail(4, .ioError)])
    #expect(reads.park(5, node: 1, handle: 1, process: 5, keys: [key(1)], now: 351) == [], "time for another try")
  }
}
