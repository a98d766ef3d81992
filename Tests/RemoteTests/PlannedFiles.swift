internal import Remote
internal import TestSupport
internal import Testing

/// A plan with files of which some blocks are there.
struct PlannedFiles {
  var plan = FetchPlan()
  var present: [UInt64: Set<Int>] = [:]
  var now: UInt64 = 1_000_000_000_000

  static let second: UInt64 = 1_000_000_000

  mutating func open(_ file: UInt64, source: Int64 = 1, blocks: Int = 1000) {
    plan.open(file, source: source, blocks: blocks)
    present[file] = present[file] ?? []
  }

  mutating func next() -> FetchPlan.Fetch? {
    let present = present
    return plan.next(now: now) { file, range in
      var runs: [Range<Int>] = []
      for block in range where present[file]?.contains(block) != true {
        if let last = runs.last, last.upperBound == block {
          runs[runs.count - 1] = last.lowerBound..<block + 1
        } else {
          runs.append(block..<block + 1)
        }
      }
      return runs
    }
  }

  mutating func take() throws -> FetchPlan.Fetch {
    guard let fetch = next() else { throw TestFailure("there is something to fetch") }
    return fetch
  }

  mutating func expectNothing() {
    let fetch = next()
    #expect(fetch == nil)
  }

  /// Everything a fetch is for comes.
  mutating func bring(_ fetch: FetchPlan.Fetch) {
    var block = fetch.blocks.lowerBound
    while true {
      present[fetch.file]?.insert(block)
      if !plan.stored(block..<block + 1, by: fetch.id, now: now).goesOn { break }
      block += 1
    }
    let actions = plan.ended(fetch.id, .done, now: now)
    #expect(actions == [])
  }
}
