internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import Testing

@Suite struct ChecksumQueueTests {
  let library: LibraryOnDisk

  init() throws { library = try LibraryOnDisk() }

  @Test func checksumsAreThoseOfZIP() throws {
    try library.write("check", "123456789")
    try library.write("empty", "")
    let hashing = try Hashing(library)
    let check = try library.libraryFile("check", root: hashing.root)
    let empty = try library.libraryFile("empty", root: hashing.root)
    hashing.enqueue([check, empty])
    hashing.wait(for: 2)
    #expect(hashing.result(of: check) == .success(0xCBF4_3926))
    #expect(hashing.result(of: empty) == .success(0))
    #expect(hashing.queue.known(check.contentKey) == 0xCBF4_3926)
    try hashing.waitUntilDone(files: 2)
    let progress = hashing.queue.progress
    #expect(progress.filesTotal == 2)
    #expect(progress.bytesDone == 9 && progress.bytesTotal == 9)
  }

  @Test func aReaderGetsItsFileWithoutTheBackground() throws {
    try library.write("a", "123456789")
    let hashing = try Hashing(library)
    let file = try library.libraryFile("a", root: hashing.root)
    hashing.queue.promote(file)
    hashing.wait(for: 1)
    #expect(hashing.result(of: file) == .success(0xCBF4_3926))
    // Known by now: answered at once, on the caller's thread.
    hashing.queue.promote(file)
    #expect(hashing.results.withLock { $0.count } == 2)
  }

  @Test func progressIsReportedAtLeastForEveryMiB() throws {
    try library.write("big", String(repeating: "0123456789abcdef", count: 1 << 18))
    let hashing = try Hashing(library)
    hashing.queue.promote(try library.libraryFile("big", root: hashing.root))
    hashing.wait(for: 1)
    #expect(hashing.steps.withLock { $0 } >= 4)
  }

  @Test func aRestartDoesNotHashAgain() throws {
    for number in 0..<100 { try library.write("f\(number)", "contents \(number)") }
    do {
      let hashing = try Hashing(library)
      hashing.enqueue(try (0..<100).map { try library.libraryFile("f\($0)", root: hashing.root) })
      hashing.wait(for: 100)
      hashing.queue.stop()
    }
    try library.move("f5", "renamed")
    let again = try Hashing(library)
    let files = try ((0..<100).filter { $0 != 5 }.map { "f\($0)" } + ["renamed"]).map {
      try library.libraryFile($0, root: again.root)
    }
    again.enqueue(files)
    try again.wait("the catalog is read") { $0.isReady }
    #expect(again.queue.progress.filesTotal == 0)
    #expect(files.allSatisfy { again.queue.known($0.contentKey) != nil })
  }

  @Test func resultsAreStoredWithoutWaitingForTheEnd() throws {
    try library.write("a")
    let hashing = try Hashing(library)
    hashing.enqueue([try library.libraryFile("a", root: hashing.root)])
    hashing.wait(for: 1)
    // One file does not fill a batch: it is stored when it has waited long enough.
    let deadline = monotonicNanoseconds() + 30_000_000_000
    while try hashing.stored().isEmpty, monotonicNanoseconds() < deadline { usleep(10_000) }
    #expect(try hashing.stored().count == 1)
  }

  @Test func aFileThatIsAnotherOneByNowIsStale() throws {
    try library.write("a", "before")
    try library.write("b", "before")
    try library.write("c", "before")
    let hashing = try Hashing(library)
    let files = try ["a", "b", "c"].map { try library.libraryFile($0, root: hashing.root) }
    try library.write("a", "longer than before")
    library.remove("b")
    library.remove("c")
    #expect(mkfifo(library.path + "/c", 0o644) == 0)
    hashing.enqueue(files)
    hashing.wait(for: 3)
    #expect(hashing.result(of: files[0]) == .failure(.stale))
    #expect(hashing.result(of: files[1]) == .failure(.noSuchFile))
    #expect(hashing.result(of: files[2]) == .failure(.stale))
    hashing.queue.stop()
    #expect(try hashing.stored().isEmpty)
  }

  @Test func aFileThatChangesWhileItIsReadIsNotRecorded() throws {
    try library.write("a", String(repeating: "x", count: 3 << 20))
    let path = library.path + "/a"
    let hashing = try Hashing(library) { _ in
      // Same size, written in place: only the modification time tells.
      guard let file = try? FileDescriptor.open(path, [.writeOnly]) else { return }
      try? file.write("y")
      var times = [timespec(tv_sec: 1, tv_nsec: 0), timespec(tv_sec: 1, tv_nsec: 0)]
      futimens(file.rawValue, &times)
    }
    let file = try library.libraryFile("a", root: hashing.root)
    hashing.enqueue([file])
    hashing.wait(for: 1)
    #expect(hashing.result(of: file) == .failure(.stale))
    #expect(hashing.queue.known(file.contentKey) == nil)
    hashing.queue.stop()
    #expect(try hashing.stored().isEmpty)
  }

  @Test func aStalledReaderHoldsUpNobodyElse() throws {
    let files = 6
    for number in 0..<files { try library.write("f\(number)", "contents \(number)") }
    let gate = Monitor((isOpen: false, stalled: 0))
    let hashing = try Hashing(library) { key in
      // All but the last stall, the background's among them.
      guard key.version.size == 10 else { return }
      gate.signal { $0.stalled += 1 }
      gate.wait { $0.isOpen ? () : nil }
    }
    try library.write("quick", "another size")
    let stalling = try (0..<files).map { try library.libraryFile("f\($0)", root: hashing.root) }
    hashing.enqueue([stalling[0]])
    for file in stalling.dropFirst() { hashing.queue.promote(file) }
    gate.wait { $0.stalled == files ? () : nil }
    let quick = try library.libraryFile("quick", root: hashing.root)
    hashing.queue.promote(quick)
    hashing.wait(for: 1)
    #expect(hashing.result(of: quick) != nil)
    #expect(hashing.results.withLock { $0.count } == 1)
    gate.signal { $0.isOpen = true }
    hashing.wait(for: files + 1)
  }

  @Test func nothingIsHashedAfterTheEnd() throws {
    try library.write("a")
    let hashing = try Hashing(library)
    hashing.queue.stop()
    let file = try library.libraryFile("a", root: hashing.root)
    hashing.enqueue([file])
    hashing.queue.promote(file)
    #expect(hashing.result(of: file) == .failure(.cancelled))
    #expect(hashing.queue.progress.filesTotal == 0)
  }

  @Test func whoStandsInLineSeesTheOthersProgress() throws {
    let busy = ChecksumPlan.threadLimit
    for number in 0...busy { try library.write("f\(number)", String(repeating: "x", count: 1 << 20)) }
    let gate = Monitor((last: ContentKey?.none, queuedSawProgress: false, isOpen: false))
    let hashing = try Hashing(library) { key in
      let isQueued = gate.signal { state in
        if key == state.last { state.queuedSawProgress = true }
        return key == state.last
      }
      guard !isQueued else { return }
      // Slow, and when the one in line has seen progress, at a halt.
      let isSeen = gate.wait(until: monotonicNanoseconds() + 1_100_000_000) { $0.queuedSawProgress ? true : nil }
      if isSeen == true { gate.wait { $0.isOpen ? () : nil } }
    }
    let files = try (0...busy).map { try library.libraryFile("f\($0)", root: hashing.root) }
    gate.signal { $0.last = files[busy].contentKey }
    for file in files { hashing.queue.promote(file) }
    gate.wait { $0.queuedSawProgress ? () : nil }
    #expect(hashing.results.withLock { $0.count } == 0)
    gate.signal { $0.isOpen = true }
    hashing.wait(for: busy + 1)
  }
}
