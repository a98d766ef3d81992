internal import Remote
internal import Testing

/// What is fetched for a reader who is gone, and what is not one more read.
@Suite("Fetching ends with its readers") struct FetchEndTests {
  private func begun(_ plan: inout FetchPlan) throws -> FetchPlan.Fetch {
    plan.open(1, source: 1, blocks: 1000)
    plan.setWindow(0..<256, of: 1, by: 7)
    let isTaken = plan.demand([0], of: 1, now: 0)
    #expect(isTaken)
    return try #require(plan.next(now: 0) { _, range in [range] })
  }

  @Test func `What a reader waits for comes with what it will read, as one request`() throws {
    var plan = FetchPlan()
    let fetch = try begun(&plan)
    #expect(fetch.blocks == 0..<256)
  }

  @Test func `A reader who is gone ends what comes for it alone`() throws {
    var plan = FetchPlan()
    let fetch = try begun(&plan)
    for block in 0..<10 {
      let advance = plan.stored(block..<block + 1, by: fetch.id, now: 1)
      #expect(advance.goesOn)
    }
    plan.remove(reader: 7, of: 1)
    let last = plan.stored(10..<11, by: fetch.id, now: 2)
    #expect(!last.goesOn)
  }

  @Test func `What another reader will read, or waits for, goes on`() throws {
    var plan = FetchPlan()
    let fetch = try begun(&plan)
    plan.setWindow(20..<30, of: 1, by: 8)
    _ = plan.demand([40], of: 1, now: 0)
    plan.remove(reader: 7, of: 1)
    #expect(plan.fetches[fetch.id]?.blocks == 0..<41)
  }

  @Test func `A file that is wanted as a whole comes on`() throws {
    var plan = FetchPlan()
    let fetch = try begun(&plan)
    plan.fetchWhole(1, isWaitedFor: false)
    plan.close(1)
    #expect(plan.fetches[fetch.id]?.blocks == 0..<256)
  }

  @Test func `A read that waited is no second one in order`() {
    var pattern = ReadPattern()
    for offset in [Int64(700 << 20), 20 << 20, 300 << 20] {
      for isMissing in [true, false] {
        if pattern.repeats(offset: offset, isMissing: isMissing) { continue }
        let window = pattern.observe(offset: offset, length: 65_536, size: 1 << 30)
        #expect(window == nil)
      }
    }
    #expect(pattern.reads == 3)
    let isRepeated = pattern.repeats(offset: 300 << 20, isMissing: false)
    #expect(!isRepeated, "read once more, by itself")
  }
}
