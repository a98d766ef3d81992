internal import Service
internal import Testing

@Suite("When games are asked about") struct EnrichmentPlanTests {
  private static let second: UInt64 = 1_000_000_000

  private func plan() -> EnrichmentPlan {
    var plan = EnrichmentPlan()
    plan.hasBackground = true
    return plan
  }

  @Test func `a burst of changes is one look, and the next comes after a pause`() {
    var plan = plan()
    #expect(plan.nextTime == nil)
    for number in 0..<50 { plan.changed("nes", at: UInt64(number)) }
    plan.changed("snes", at: 10)
    #expect(plan.nextTime == EnrichmentPlan.quiet)
    #expect(plan.take(at: EnrichmentPlan.quiet - 1) == nil)
    #expect(plan.take(at: EnrichmentPlan.quiet) == .background(["nes", "snes"]))
    #expect(plan.take(at: EnrichmentPlan.quiet) == nil)
    plan.changed("gb", at: Self.second)
    plan.ended(at: 5 * Self.second, hasAsked: true)
    #expect(plan.nextTime == 5 * Self.second + EnrichmentPlan.pause)
    #expect(plan.take(at: 60 * Self.second) == .background(["gb"]))
  }

  @Test func `a look that asked nobody holds up none`() {
    var plan = plan()
    plan.changedAll(at: 0)
    #expect(plan.take(at: 0) == .background(nil))
    plan.changed("nes", at: 1)
    plan.ended(at: 2, hasAsked: false)
    #expect(plan.take(at: 1 + EnrichmentPlan.quiet) == .background(["nes"]))
    // Changes that concern nobody are looked at less and less often.
    var now = Self.second
    for pause in [1, 2, 4, 8].map({ $0 * EnrichmentPlan.quiet }) + [EnrichmentPlan.pause, EnrichmentPlan.pause] {
      plan.changed("nes", at: now - EnrichmentPlan.quiet)
      plan.ended(at: now, hasAsked: false)
      #expect(plan.nextTime == now + pause)
      now += EnrichmentPlan.pause
      #expect(plan.take(at: now) == .background(["nes"]))
    }
    plan.changed("nes", at: now)
    plan.ended(at: now, hasAsked: true)
    #expect(plan.nextTime == now + EnrichmentPlan.pause)
    #expect(plan.take(at: now + EnrichmentPlan.pause) == .background(["nes"]))
    plan.ended(at: now, hasAsked: false)
    #expect(plan.nextTime == EnrichmentPlan.interval)
  }

  @Test func `what failed is looked for from time to time, in all systems`() {
    var plan = plan()
    plan.changedAll(at: 7)
    plan.changed("nes", at: 7)
    #expect(plan.take(at: 7) == .background(nil))
    // The change is in it.
    #expect(plan.nextTime == 7 + EnrichmentPlan.interval)
    #expect(plan.take(at: 7 + EnrichmentPlan.interval) == .background(nil))
  }

  @Test func `what somebody asked for comes first and in its order, also without a background`() {
    var plan = EnrichmentPlan()
    plan.changed("nes", at: 0)
    plan.changedAll(at: 0)
    #expect(plan.take(at: 100 * Self.second) == nil)
    for job: Int64 in [3, 1, 3, 2] { plan.add(job: job) }
    plan.remove(job: 1)
    #expect(plan.nextTime == 0)
    #expect(plan.take(at: 0) == .job(3))
    #expect(plan.take(at: 0) == .job(2))
    #expect(plan.take(at: 0) == nil)
  }

  @Test func `what somebody asked for comes first, and the background begins anew after it`() {
    var plan = EnrichmentPlan()
    plan.hasBackground = true
    plan.changedAll(at: 10)
    #expect(plan.take(at: 10) == .background(nil))
    plan.add(job: 1)
    plan.add(job: 2)
    plan.interrupted(at: 11)
    plan.ended(at: 12, hasAsked: true)
    #expect(plan.hasJobs)
    #expect(plan.nextTime == 0)
    #expect(plan.take(at: 12) == .job(1))
    #expect(plan.take(at: 12) == .job(2))
    plan.ended(at: 13, hasAsked: true)
    #expect(plan.take(at: 13) == nil)
    #expect(plan.nextTime == 13 + EnrichmentPlan.pause)
    #expect(plan.take(at: 13 + EnrichmentPlan.pause) == .background(nil))
  }

  @Test func `while it rests only what somebody asks for is done`() {
    var plan = EnrichmentPlan()
    plan.hasBackground = true
    plan.isResting = true
    plan.changedAll(at: 0)
    plan.changed("nes", at: 0)
    #expect(plan.nextTime == nil)
    #expect(plan.take(at: EnrichmentPlan.interval) == nil)
    plan.add(job: 7)
    #expect(plan.take(at: 0) == .job(7))
    plan.isResting = false
    #expect(plan.take(at: EnrichmentPlan.interval) == .background(nil))
  }
}

extension RegenerationPlanTests {
  @Test func `the first news of providers does not wait, and what follows does`() {
    var plan = RegenerationPlan()
    plan.began(["nes"], at: 1_000)
    plan.enriched("nes", at: 2_000)
    #expect(plan.due(at: 2_000 + RegenerationPlan.quiet) == ["nes"])
    let made = 2_000 + RegenerationPlan.quiet
    for number: UInt64 in 0..<50 { plan.enriched("nes", at: made + number) }
    #expect(plan.due(at: made + RegenerationPlan.interval - 1).isEmpty)
    #expect(plan.due(at: made + RegenerationPlan.interval) == ["nes"])
    // Changes of the library never go before the interval.
    plan.changed("nes", at: made + RegenerationPlan.interval + 1)
    #expect(plan.due(at: made + 2 * RegenerationPlan.interval - 1).isEmpty)
  }
}
