internal import Service
internal import Testing

@Suite("When games are asked about") struct EnrichmentPlanTests {
  @Test func `what somebody asked for comes first, and the background begins anew after it`() {
    var plan = EnrichmentPlan()
    plan.hasBackground = true
    plan.changedAll(at: 10)
    #expect(plan.take(at: 10) == .background(nil))
    plan.add(job: 1)
    plan.add(job: 2)
    plan.interrupted(at: 11)
    plan.ended(at: 12)
    #expect(plan.hasJobs)
    #expect(plan.nextTime == 0)
    #expect(plan.take(at: 12) == .job(1))
    #expect(plan.take(at: 12) == .job(2))
    plan.ended(at: 13)
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
