internal import Service
internal import Testing

@Suite("How fast something goes") struct WorkRateTests {
  private let second: UInt64 = 1_000_000_000

  @Test func `a steady rate is told as it is, and the rest follows from it`() throws {
    var rate = WorkRate()
    #expect(rate.perSecond == nil)
    for step in 0...20 { rate.note(Double(step) * 50, at: UInt64(step) * second / 2) }
    #expect(abs(try #require(rate.perSecond) - 100) < 1e-6)
    #expect(abs(try #require(rate.left(until: 2000)) - 10) < 1e-6)
    #expect(rate.left(until: 1000) == 0)
    #expect(rate.left(until: 10) == 0)
  }

  @Test func `there is no forecast after the first moments, and none where nothing moves`() {
    var rate = WorkRate()
    rate.note(0, at: 0)
    #expect(rate.left(until: 10) == nil)
    rate.note(1, at: second)
    #expect(rate.perSecond == 1)
    #expect(rate.left(until: 10) == nil)
    rate.note(2, at: 2 * second)
    #expect(rate.left(until: 10) == 8)
    var still = WorkRate()
    for step in 0...10 { still.note(0, at: UInt64(step) * second) }
    #expect(still.perSecond == 0)
    #expect(still.left(until: 10) == nil)
  }

  @Test func `another speed counts for more the longer it lasts`() throws {
    var rate = WorkRate()
    var done = 0.0
    for step in 0...60 {
      rate.note(done, at: UInt64(step) * second)
      done += 10
    }
    var before = try #require(rate.perSecond)
    for step in 61...180 {
      done += 90
      rate.note(done, at: UInt64(step) * second)
      let now = try #require(rate.perSecond)
      #expect(now > before)
      before = now
      if step == 70 { #expect(now > 50 && now < 90, "\(now)") }
    }
    #expect(before > 89.9)
  }

  @Test func `a stall slows it down, and lets the time left grow`() throws {
    var rate = WorkRate()
    for step in 0...20 { rate.note(Double(step) * 100, at: UInt64(step) * second) }
    let before = try #require(rate.left(until: 4000))
    for step in 21...40 { rate.note(2000, at: UInt64(step) * second) }
    #expect(try #require(rate.left(until: 4000)) > before * 3)
  }

  @Test func `how often it is asked changes little`() throws {
    var often = WorkRate()
    var seldom = WorkRate()
    for step in 0...4000 {
      // Slow for the first half, then three times as fast.
      let done = step < 2000 ? Double(step) : Double(2000 + (step - 2000) * 3)
      often.note(done, at: UInt64(step) * second / 100)
      if step % 100 == 0 { seldom.note(done, at: UInt64(step) * second / 100) }
    }
    let (left, right) = (try #require(often.perSecond), try #require(seldom.perSecond))
    #expect(abs(left - right) / right < 0.1, "\(left) \(right)")
  }

  @Test func `what begins anew is measured anew, and two looks at one moment are one`() {
    var rate = WorkRate()
    for step in 0...5 { rate.note(Double(step) * 1000, at: UInt64(step) * second) }
    rate.note(0, at: 6 * second)
    #expect(rate.perSecond == nil)
    rate.note(5, at: 6 * second)
    #expect(rate.perSecond == nil)
    rate.note(10, at: 7 * second)
    #expect(rate.perSecond == 10)
  }
}
