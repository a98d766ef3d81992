internal import Remote
internal import Testing

@Suite("What is fetched of servers that make it difficult")
struct DifficultServerTests {
  private var files = PlannedFiles()

  @Test("What a source refuses is asked for once more, and then fails; other files of the source come meanwhile")
  mutating func refusals() throws {
    files.open(1)
    files.open(2)
    _ = files.plan.demand([3], of: 1, now: files.now)
    let refused = try files.take()
    var actions = files.plan.ended(refused.id, .refused, now: files.now)
    #expect(actions == [])
    files.expectNothing()
    _ = files.plan.demand([5], of: 2, now: files.now)
    let other = try files.take()
    #expect(other.file == 2)
    files.bring(other)
    files.now += files.plan.limits.firstRefusalPause
    let again = try files.take()
    #expect(again.file == 1 && again.blocks.lowerBound == 3)
    actions = files.plan.ended(again.id, .refused, now: files.now)
    #expect(actions == [.fail(1, block: 3)])
    do {
      let isTaken = files.plan.demand([4], of: 1, now: files.now)
      #expect(!isTaken)
    }
    files.now += files.plan.limits.refusalPause
    do {
      let isTaken = files.plan.demand([4], of: 1, now: files.now)
      #expect(isTaken)
    }
    let third = try files.take()
    _ = files.plan.progressed(third.id, now: files.now)
    files.bring(third)
    do {
      let isTaken = files.plan.demand([9], of: 1, now: files.now)
      #expect(isTaken)
    }
    #expect(try files.take().file == 1)
  }

  @Test("A server that wants to be left alone for a day is asked again after minutes")
  mutating func wishes() throws {
    files.open(1)
    _ = files.plan.demand([0], of: 1, now: files.now)
    let fetch = try files.take()
    _ = files.plan.ended(fetch.id, .unreachable("busy", pause: 86_400 * PlannedFiles.second), now: files.now)
    files.now += files.plan.limits.longestWish
    _ = files.plan.demand([0], of: 1, now: files.now)
    #expect(try files.take().file == 1)
  }

  @Test("Of a server that gives only whole files one request goes on to the end, and others wait for what it brings")
  mutating func wholes() throws {
    files.open(1)
    files.plan.setWindow(400..<500, of: 1, by: 7)
    _ = files.plan.demand([400], of: 1, now: files.now)
    let fetch = try files.take()
    files.plan.beginsAnew(fetch.id, isWhole: true)
    #expect(files.plan.fetches[fetch.id]?.blocks == 0..<1000)
    _ = files.plan.demand([900], of: 1, now: files.now)
    files.plan.setWindow(901..<920, of: 1, by: 8)
    files.plan.fetchWhole(1, isWaitedFor: false)
    files.expectNothing()
    files.present[1] = Set(0..<100)
    let advance = files.plan.stored(0..<100, by: fetch.id, now: files.now)
    #expect(advance.goesOn)
    files.plan.stopWhole(1)
    files.plan.remove(reader: 7, of: 1)
    #expect(files.plan.fetches[fetch.id]?.blocks == 0..<1000)
    // What was given back since does not come with it.
    files.present[1]?.remove(50)
    _ = files.plan.demand([50], of: 1, now: files.now)
    #expect(try files.take().blocks.lowerBound == 50)
    files.plan.close(1)
    #expect(files.plan.fetches[fetch.id]?.blocks.upperBound == 901, "somebody still waits")
  }
}
