internal import Remote
internal import TestSupport
internal import Testing

@Suite("What is fetched next")
struct FetchPlanTests {
  private var files = PlannedFiles()

  @Test("What a reader waits for comes before what it will read, and that before whole files")
  mutating func order() throws {
    files.open(1)
    files.open(2)
    files.open(3)
    files.plan.fetchWhole(3, isWaitedFor: false)
    files.plan.setWindow(10..<20, of: 2, by: 7)
    do {
      let result = files.plan.demand([500], of: 1, now: files.now)
      #expect(result)
    }
    let first = try files.take()
    #expect(first.file == 1 && first.blocks == 500..<501 && first.urgency == .demand)
    let second = try files.take()
    #expect(second.file == 2 && second.blocks == 10..<20 && second.urgency == .ahead)
    // Nor does it take a part of the line from them.
    files.expectNothing()
    files.bring(first)
    files.expectNothing()
    files.bring(second)
    let third = try files.take()
    #expect(third.file == 3 && third.urgency == .whole && third.blocks == 0..<files.plan.limits.piece)
    files.expectNothing()
  }

  @Test("A demanded block and the window behind it are one request, and what is there or comes is left out")
  mutating func coalesces() throws {
    files.open(1)
    files.present[1] = [15]
    files.plan.setWindow(0..<100, of: 1, by: 7)
    _ = files.plan.demand([3, 4], of: 1, now: files.now)
    let first = try files.take()
    #expect(first.blocks == 3..<15)
    let second = try files.take()
    // The reader waits for block 4 already; this is what lies before.
    #expect(second.blocks == 0..<3 && second.urgency == .ahead)
  }

  @Test(
    "Who waits for a block that is about to come is not fetched for again; one far behind is, and the first ends there")
  mutating func jumps() throws {
    files.open(1)
    files.plan.setWindow(0..<200, of: 1, by: 7)
    _ = files.plan.demand([0], of: 1, now: files.now)
    let stream = try files.take()
    #expect(stream.blocks == 0..<200)
    _ = files.plan.demand([files.plan.limits.near - 1], of: 1, now: files.now)
    files.expectNothing()
    _ = files.plan.demand([150], of: 1, now: files.now)
    let jump = try files.take()
    #expect(jump.blocks.lowerBound == 150)
    #expect(files.plan.fetches[stream.id]?.blocks == 0..<150)
    for block in 0..<150 {
      let advance = files.plan.stored(block..<block + 1, by: stream.id, now: files.now)
      #expect(advance.goesOn == (block < 149))
    }
  }

  @Test("Who reads in order waits for what comes, however far behind the rest of a read is")
  mutating func follows() throws {
    files.open(1)
    files.plan.setWindow(0..<200, of: 1, by: 7)
    let far = files.plan.limits.near * 3
    _ = files.plan.demand(0..<far, of: 1, now: files.now)
    let stream = try files.take()
    #expect(stream.blocks == 0..<200)
    _ = files.plan.demand(far..<far * 2, of: 1, now: files.now)
    files.expectNothing()
    #expect(files.plan.fetches[stream.id]?.blocks == 0..<200)
    // Some blocks left out: somebody has jumped.
    _ = files.plan.demand([far * 2 + 1], of: 1, now: files.now)
    #expect(try files.take().blocks.lowerBound == far * 2 + 1)
  }

  @Test("Blocks that come at once are all told of, those first that somebody waits for")
  mutating func runs() throws {
    files.open(1)
    files.plan.setWindow(0..<20, of: 1, by: 7)
    _ = files.plan.demand([0, 3, 12], of: 1, now: files.now)
    let fetch = try files.take()
    let first = files.plan.stored(0..<4, by: fetch.id, now: files.now)
    #expect(first.demanded == [0, 3] && first.goesOn)
    #expect(files.plan.fetches[fetch.id]?.position == 4)
    let rest = files.plan.stored(4..<20, by: fetch.id, now: files.now)
    #expect(rest.demanded == [12] && !rest.goesOn)
    #expect(files.plan.demandCount == 0)
  }

  @Test("What comes of a whole file and is not kept is not fetched for ever")
  mutating func passes() throws {
    files.open(1, blocks: 100)
    files.plan.fetchWhole(1, isWaitedFor: true)
    var fetched = 0
    // Nothing of it is there afterwards.
    while let fetch = files.next() {
      let advance = files.plan.stored(fetch.blocks, by: fetch.id, now: files.now)
      #expect(!advance.goesOn)
      _ = files.plan.ended(fetch.id, .done, now: files.now)
      fetched += fetch.blocks.count
      if fetched > 1000 { break }
    }
    #expect(fetched >= 100 && fetched <= 200 && !files.plan.wantsWhole(1))
    // Also where several come at the same time, and the last first.
    files.open(2, blocks: 1000)
    files.plan.fetchWhole(2, isWaitedFor: true)
    let first = try files.take()
    let second = try files.take()
    for fetch in [second, first] {
      _ = files.plan.stored(fetch.blocks, by: fetch.id, now: files.now)
      _ = files.plan.ended(fetch.id, .done, now: files.now)
    }
    #expect(try files.take().blocks.lowerBound == second.blocks.upperBound)
  }

  @Test("No source has more requests than its limit, and one is left for who waits")
  mutating func limits() throws {
    for file in 1...20 as ClosedRange<UInt64> {
      files.open(file)
      files.plan.setWindow(0..<10, of: file, by: 7)
    }
    var count = 0
    while let fetch = files.next() {
      #expect(fetch.urgency == .ahead)
      count += 1
    }
    #expect(count == files.plan.limits.perSource - 1)
    _ = files.plan.demand([100], of: 1, now: files.now)
    do {
      let fetch = try files.take()
      #expect(fetch.urgency == .demand)
    }
    _ = files.plan.demand([100], of: 2, now: files.now)
    files.expectNothing()
    // Another source is none of it.
    files.open(30, source: 2)
    _ = files.plan.demand([0], of: 30, now: files.now)
    do {
      let fetch = try files.take()
      #expect(fetch.file == 30)
    }
  }

  @Test("The reader that has waited longest comes first, whatever its file")
  mutating func fairness() throws {
    files.open(9)
    files.open(1)
    _ = files.plan.demand([5], of: 9, now: files.now)
    files.now += 1
    _ = files.plan.demand([5], of: 1, now: files.now)
    do {
      let fetch = try files.take()
      #expect(fetch.file == 9)
    }
    do {
      let fetch = try files.take()
      #expect(fetch.file == 1)
    }
  }

  @Test("A whole file comes piece by piece, ends when all is there, and does not begin again")
  mutating func whole() throws {
    files.open(1, blocks: 300)
    files.plan.fetchWhole(1, isWaitedFor: false)
    var pieces = 0
    while let piece = files.next() {
      files.expectNothing()
      files.bring(piece)
      pieces += 1
      if pieces > 100 { break }
    }
    #expect(pieces == (300 + files.plan.limits.piece - 1) / files.plan.limits.piece)
    #expect(files.present[1]?.count == 300)
    #expect(!files.plan.wantsWhole(1))
  }

  @Test("A file that is larger than the cache is gone through twice, and then no more")
  mutating func doesNotLoop() {
    files.open(1, blocks: 300)
    files.plan.fetchWhole(1, isWaitedFor: false)
    var pieces = 0
    while let piece = files.next(), pieces < 1000 {
      files.bring(piece)
      // What came before had to go for it.
      files.present[1] = Set(piece.blocks)
      pieces += 1
    }
    #expect(pieces <= 12, "\(pieces)")
  }

  @Test(
    "A source that fails is left alone for longer and longer; readers wait until their time is up, then others fail at once"
  )
  mutating func outage() throws {
    files.open(1)
    _ = files.plan.demand([0], of: 1, now: files.now)
    var fetch = try files.take()
    do {
      let actions = files.plan.ended(fetch.id, .unreachable("no", pause: nil), now: files.now)
      #expect(actions == [])
    }
    files.expectNothing()
    let pause = files.plan.limits.firstPause
    #expect(files.plan.nextTime(now: files.now) == files.now + pause)
    files.now += pause
    fetch = try files.take()
    // Only one asks.
    _ = files.plan.demand([700], of: 1, now: files.now)
    files.expectNothing()
    files.now += files.plan.limits.deadline
    let failed = files.plan.ended(fetch.id, .unreachable("no", pause: nil), now: files.now)
    #expect(failed == [.fail(1, block: 0), .fail(1, block: 700)])
    do {
      let result = files.plan.demand([1], of: 1, now: files.now)
      #expect(!result)
    }
    // And it is tried again.
    files.now += files.plan.limits.longestPause
    do {
      let result = files.plan.demand([1], of: 1, now: files.now)
      #expect(result)
    }
    fetch = try files.take()
    do {
      let result = files.plan.progressed(fetch.id, now: files.now)
      #expect(result == [1])
    }
    #expect(files.plan.outages.isEmpty)
    files.bring(fetch)
    do {
      let result = files.plan.demand([2], of: 1, now: files.now)
      #expect(result)
    }
  }

  @Test("A reader gets an error when nothing has come for its time, which begins anew with what comes")
  mutating func deadlines() throws {
    files.open(1)
    files.plan.setWindow(0..<50, of: 1, by: 7)
    _ = files.plan.demand([10], of: 1, now: files.now)
    let fetch = try files.take()
    files.now += files.plan.limits.deadline - 1
    do {
      let result = files.plan.progressed(fetch.id, now: files.now)
      #expect(result == [10])
    }
    files.now += files.plan.limits.deadline - 1
    do {
      let actions = files.plan.expire(now: files.now)
      #expect(actions == [])
    }
    files.now += 1
    let late = Set(files.plan.expire(now: files.now))
    #expect(late == [.fail(1, block: 10), .cancel(fetch.id)])
    #expect(!files.plan.isPending(10, of: 1))
  }

  @Test("What the source has lost fails at once for its own readers, and no one else's")
  mutating func lost() throws {
    files.open(1)
    files.open(2)
    files.plan.fetchWhole(1, isWaitedFor: true)
    _ = files.plan.demand([0], of: 1, now: files.now)
    _ = files.plan.demand([0], of: 2, now: files.now)
    let fetch = try files.take()
    #expect(fetch.file == 1)
    do {
      let actions = files.plan.ended(fetch.id, .lost, now: files.now)
      #expect(actions == [.fail(1, block: 0), .failWhole(1)])
    }
    #expect(files.plan.isPending(0, of: 2))
    do {
      let fetch = try files.take()
      #expect(fetch.file == 2)
    }
  }

  @Test("Without room only what readers wait for comes, and the rest later")
  mutating func noRoom() throws {
    files.open(1)
    files.plan.setWindow(0..<64, of: 1, by: 7)
    let ahead = try files.take()
    files.plan.shorten(ahead.id, to: 0, now: files.now)
    do {
      let actions = files.plan.ended(ahead.id, .done, now: files.now)
      #expect(actions == [])
    }
    files.expectNothing()
    _ = files.plan.demand([0, 1], of: 1, now: files.now)
    let demanded = try files.take()
    files.plan.shorten(demanded.id, to: 2, now: files.now)
    #expect(files.plan.fetches[demanded.id]?.blocks == 0..<2)
    files.now += files.plan.limits.roomPause
    files.bring(files.plan.fetches[demanded.id]!)
    do {
      let fetch = try files.take()
      #expect(fetch.blocks == 2..<64)
    }
  }

  @Test("What nobody has open any more is forgotten, but for what is still to come")
  mutating func closing() throws {
    files.open(1)
    files.plan.setWindow(0..<10, of: 1, by: 7)
    _ = files.plan.demand([50], of: 1, now: files.now)
    files.plan.close(1)
    let fetch = try files.take()
    #expect(fetch.blocks == 50..<51, "nothing ahead any more")
    files.bring(fetch)
    files.expectNothing()
    do {
      let result = files.plan.demand([1], of: 1, now: files.now)
      #expect(!result)
    }
    #expect(files.plan.nextTime(now: files.now) == nil)
  }

  @Test("Readers at random, a source that comes and goes: everybody gets an answer", arguments: 0..<20)
  mutating func random(seed: Int) {
    var generator = SplitMix64(seed: UInt64(seed))
    func any(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &generator) }
    var waiting: Set<[Int]> = []
    for file in 1...3 as ClosedRange<UInt64> { files.open(file, blocks: 200) }
    var isDown = false
    for _ in 0..<3000 {
      switch any(10) {
      case 0: isDown.toggle()
      case 1...4:
        let (file, block) = (UInt64(1 + any(3)), any(200))
        guard files.present[file]?.contains(block) != true else { break }
        if files.plan.demand([block], of: file, now: files.now) { waiting.insert([Int(file), block]) }
      case 5:
        let start = any(190)
        files.plan.setWindow(start..<start + any(10), of: UInt64(1 + any(3)), by: UInt64(any(3)))
      case 6: files.present[UInt64(1 + any(3))] = []
      default:
        guard let fetch = files.next() else { break }
        if isDown {
          take(files.plan.ended(fetch.id, .unreachable("", pause: nil), now: files.now), &waiting)
        } else {
          files.bring(fetch)
          for block in fetch.blocks { waiting.remove([Int(fetch.file), block]) }
        }
      }
      files.now += UInt64(any(200)) * 10_000_000
      take(files.plan.expire(now: files.now), &waiting)
    }
    #expect(files.plan.demandCount == waiting.count)
    files.now += 2 * files.plan.limits.deadline
    take(files.plan.expire(now: files.now), &waiting)
    #expect(waiting.isEmpty)
    #expect(files.plan.fetches.isEmpty)
  }

  private func take(_ actions: [FetchPlan.Action], _ waiting: inout Set<[Int]>) {
    for case .fail(let file, let block) in actions { waiting.remove([Int(file), block]) }
  }
}
