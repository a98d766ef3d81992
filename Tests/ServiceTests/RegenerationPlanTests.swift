internal import Service
internal import Testing

@Suite("When lists are made anew") struct RegenerationPlanTests {
  private let second: UInt64 = 1_000_000_000

  @Test func `soon after the first change, once for all that come with it`() {
    var plan = RegenerationPlan()
    #expect(plan.nextTime == nil)
    plan.changed("nes", at: 10 * second)
    plan.changed("nes", at: 10 * second + 1)
    plan.changed("snes", at: 10 * second + 2)
    #expect(plan.nextTime == 10 * second + RegenerationPlan.quiet)
    #expect(plan.due(at: 10 * second).isEmpty)
    #expect(plan.due(at: 11 * second) == ["nes", "snes"])
    #expect(plan.due(at: 12 * second).isEmpty)
    #expect(plan.nextTime == nil)
  }

  @Test func `changes without end are one making for each interval, and none is lost`() {
    var plan = RegenerationPlan()
    var times: [UInt64] = []
    // A hundred a second for a minute.
    for change in 0..<6_000 {
      let now = UInt64(change) * second / 100
      plan.changed("nes", at: now)
      if plan.due(at: now) == ["nes"] { times.append(now) }
    }
    #expect(times.count == 12)
    for (earlier, later) in zip(times, times.dropFirst()) { #expect(later - earlier >= RegenerationPlan.interval) }
    #expect(plan.nextTime != nil)
    #expect(plan.due(at: 100 * second) == ["nes"])
  }

  @Test func `what takes long is made more rarely`() {
    var plan = RegenerationPlan()
    plan.changed("nes", at: 0)
    #expect(plan.due(at: second) == ["nes"])
    plan.made("nes", at: 3 * second, cost: 2 * second)
    plan.changed("nes", at: 4 * second)
    #expect(plan.nextTime == 43 * second)
    plan.made("nes", at: 4 * second, cost: 100 * second)
    #expect(plan.nextTime == 64 * second)
    plan.began(["nes"], at: 5 * second)
    #expect(plan.nextTime == nil)
  }

  @Test func `a change that comes while it is made is another one`() {
    var plan = RegenerationPlan()
    plan.changed("nes", at: 0)
    _ = plan.due(at: second)
    plan.changed("nes", at: second + 1)
    plan.made("nes", at: second + 2, cost: 2)
    #expect(plan.nextTime == second + RegenerationPlan.interval)
  }
}
