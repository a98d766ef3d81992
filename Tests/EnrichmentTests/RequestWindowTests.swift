internal import Enrichment
internal import Testing

@Suite("The window of requests") struct RequestWindowTests {
  /// The most that any window of that length holds, by looking at each.
  static func fullest(_ admissions: [(time: UInt64, cost: Int)], _ interval: UInt64) -> Int {
    var most = 0
    for (index, first) in admissions.enumerated() {
      var sum = 0
      for next in admissions[index...] where next.time < first.time + interval { sum += next.cost }
      most = max(most, sum)
    }
    return most
  }

  @Test(arguments: UInt64(1)...60)
  func `no window holds more than its allowance, and none is wasted`(seed: UInt64) {
    var generator = SeededGenerator(seed)
    let allowance = Int.random(in: 1...12, using: &generator)
    let interval = UInt64.random(in: 50...2000, using: &generator)
    let margin = UInt64.random(in: 0...20, using: &generator)
    let mostCost = Int.random(in: 1...3, using: &generator)
    var window = RequestWindow(RequestLimits(requests: allowance, interval: interval, margin: margin, open: 1))
    var now: UInt64 = 0
    var admissions: [(time: UInt64, cost: Int)] = []
    while admissions.count < 300 {
      let cost = Int.random(in: 1...mostCost, using: &generator)
      switch window.admit(cost: cost, at: now) {
      case .now: admissions.append((now, min(cost, allowance)))
      case .notBefore(let time):
        #expect(time > now)
        // One moment sooner it would have been too much.
        let past = admissions.filter { $0.time + interval + margin > time - 1 }.reduce(0) { $0 + $1.cost }
        #expect(past + min(cost, allowance) > allowance)
        #expect(window.admit(cost: cost, at: time - 1) == .notBefore(time))
        now = time
        #expect(window.admit(cost: cost, at: now) == .now)
        admissions.append((now, min(cost, allowance)))
      }
      if Int.random(in: 0..<8, using: &generator) == 0 { now += UInt64.random(in: 0...interval, using: &generator) }
    }
    #expect(Self.fullest(admissions, interval + margin) <= allowance)
  }

  @Test func `what goes out later counts later`() {
    var window = RequestWindow(RequestLimits(requests: 2, interval: 100, margin: 0, open: 1))
    #expect(window.admit(at: 0) == .now)
    let first = window.lastSerial
    #expect(window.admit(at: 0) == .now)
    window.moved(first, to: 40)
    #expect(window.admit(at: 50) == .notBefore(100))
    #expect(window.admit(at: 100) == .now)
    #expect(window.admit(at: 100) == .notBefore(140))
    window.moved(first, to: 10)
    window.moved(999, to: 1000)
    #expect(window.admit(at: 100) == .notBefore(140))
  }

  @Test func `what was admitted and has not gone counts for as long as that takes`() {
    var window = RequestWindow(RequestLimits(requests: 2, interval: 100, margin: 10, open: 2))
    #expect(window.admit(isPending: true, at: 0) == .now)
    let first = window.lastSerial
    #expect(window.admit(isPending: true, at: 0) == .now)
    // Their tasks come late to a processor.
    #expect(window.admit(at: 500) == .notBefore(610))
    window.moved(first, to: 520)
    #expect(window.admit(at: 560) == .notBefore(630))
    window.moved(first + 1, to: 600)
    #expect(window.admit(at: 629) == .notBefore(630))
    #expect(window.admit(at: 630) == .now)
    #expect(window.admit(at: 631) == .notBefore(710))
  }

  @Test func `parked is parked, and the longest counts`() {
    var window = RequestWindow(RequestLimits(requests: 2, interval: 100, margin: 0, open: 1))
    window.park(until: 500)
    window.park(until: 300)
    #expect(window.admit(at: 0) == .notBefore(500))
    #expect(window.admit(at: 500) == .now)
  }

  @Test(arguments: UInt64(1)...20)
  func `no 24 hours hold more than the day's quota`(seed: UInt64) {
    var generator = SeededGenerator(seed)
    let day: UInt64 = 86_400_000_000_000
    let quota = Int.random(in: 1...50, using: &generator)
    let limits = RequestLimits(requests: 4, interval: 1_000_000_000, open: 1, perDay: quota)
    var now = UInt64.random(in: 0...day, using: &generator)
    let spent = Int.random(in: 0...quota, using: &generator)
    var window = RequestWindow(limits, spentToday: spent, at: now)
    var admissions: [(time: UInt64, cost: Int)] = spent > 0 ? [(now, spent)] : []
    while admissions.count < 200 {
      let cost = Int.random(in: 1...2, using: &generator)
      switch window.admit(cost: cost, at: now) {
      case .now: admissions.append((now, min(cost, quota)))
      case .notBefore(let time): now = time
      }
      if Int.random(in: 0..<4, using: &generator) == 0 {
        now += UInt64.random(in: 0...3_600_000_000_000, using: &generator)
      }
    }
    // A cost of two where one is allowed counts as two, and nothing else goes that day.
    #expect(Self.fullest(admissions, day) <= max(quota, 1))
    let span = Double((admissions.last?.time ?? 0) - admissions[0].time)
    if quota >= 10 { #expect(span < Double(day) * (Double(200 * 2) / Double(quota) + 14)) }
  }
}
