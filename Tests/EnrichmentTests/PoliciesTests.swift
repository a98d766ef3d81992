internal import Enrichment
internal import HTTPClient
internal import Pacing
internal import Testing

@Suite("What gates decide by") struct PoliciesTests {
  static let second: UInt64 = 1_000_000_000

  @Test func `concurrency halves for those that fail together, and grows one by one`() {
    var concurrency = AdaptiveConcurrency(most: 8)
    let together = concurrency.mark
    for _ in 0..<8 { concurrency.failed(together) }
    #expect(concurrency.current == 4)
    for _ in 0..<5 { concurrency.failed(concurrency.mark) }
    #expect(concurrency.current == 1)
    var sizes: [Int] = []
    for _ in 0..<50 {
      concurrency.succeeded()
      sizes.append(concurrency.current)
    }
    #expect(sizes.prefix(6) == [2, 2, 3, 3, 3, 4] && sizes.last == 8)
    #expect(AdaptiveConcurrency(most: 0).current == 1)
  }

  @Test func `the margin doubles for those that are too many, and comes back`() {
    var margin = AdaptiveMargin(RequestLimits(requests: 4, open: 8))
    var sizes: [UInt64] = []
    for _ in 0..<6 {
      margin.throttled()
      sizes.append(margin.current / 1_000_000)
    }
    #expect(sizes == [20, 40, 80, 160, 250, 250])
    for _ in 0..<200 { margin.succeeded() }
    #expect(margin.current == 10_000_000)
    var none = AdaptiveMargin(RequestLimits(requests: 4, margin: 0, open: 8))
    none.throttled()
    #expect(none.current == 10_000_000)
  }

  @Test func `the breaker opens, tries once, and opens for longer`() {
    var breaker = CircuitBreaker()
    var now: UInt64 = 7
    for _ in 0..<4 { breaker.record(.failed, isProbe: false, at: now) }
    breaker.record(.undecided, isProbe: false, at: now)
    #expect(breaker.state == .closed)
    breaker.record(.answered, isProbe: false, at: now)
    for _ in 0..<5 { breaker.record(.failed, isProbe: false, at: now) }
    var pauses: [UInt64] = []
    for _ in 0..<9 {
      guard case .open(let until) = breaker.state else {
        Issue.record("not open: \(breaker.state)")
        return
      }
      pauses.append((until - now) / Self.second)
      // Stragglers from before change nothing.
      breaker.record(.answered, isProbe: false, at: now)
      breaker.record(.failed, isProbe: false, at: now)
      #expect(breaker.ask(at: until - 1) == .refused(until: until))
      now = until
      #expect(breaker.ask(at: now) == .granted(isProbe: true))
      #expect(breaker.state == .halfOpen)
      if case .granted = breaker.ask(at: now) { Issue.record("two try at the same time") }
      // A try that was cancelled says nothing: the next one tries.
      breaker.record(.undecided, isProbe: true, at: now)
      #expect(breaker.ask(at: now) == .granted(isProbe: true))
      breaker.record(.failed, isProbe: true, at: now)
    }
    #expect(pauses == [5, 10, 20, 40, 80, 160, 320, 600, 600])
    #expect(breaker.ask(at: now + 600 * Self.second) == .granted(isProbe: true))
    breaker.record(.answered, isProbe: true, at: now)
    #expect(breaker.state == .closed && breaker.failures == 0)
    for _ in 0..<5 { breaker.record(.failed, isProbe: false, at: now) }
    #expect(breaker.state == .open(until: now + 5 * Self.second))
  }

  @Test(
    arguments: [
      ("7", nil, 7), ("0", nil, 0), (" 12 ", nil, 12), ("99999999999999999999999", nil, 366 * 86400),
      ("Sun, 06 Nov 1994 08:49:47 GMT", nil, 10), ("Sunday, 06-Nov-94 08:49:47 GMT", nil, 10),
      ("Sun Nov  6 08:49:47 1994", nil, 10), ("Sun, 06 Nov 1994 08:00:00 GMT", nil, 0),
      ("Sun, 06 Nov 1994 09:00:00 GMT", "Sun, 06 Nov 1994 08:59:00 GMT", 60),
      ("Mon, 07 Nov 1994 08:49:37 GMT", "nonsense", 86400), ("Fri, 31 Dec 9999 23:59:59 GMT", nil, 366 * 86400),
      ("Thu, 29 Feb 1996 08:49:37 GMT", "Wed, 28 Feb 1996 08:49:37 GMT", 86400),
      ("Sat, 01 Mar 1997 00:00:00 GMT", "Fri, 28 Feb 1997 00:00:00 GMT", 86400),
      ("", nil, nil), ("-5", nil, nil), ("1.5", nil, nil), ("soon", nil, nil), ("5 seconds", nil, nil), ("٣", nil, nil),
      ("Sun, 06 Nov 1994 25:00:00 GMT", nil, nil), ("Sun, 06 Nov 1994", nil, nil),
      ("Sun, 99 Nov 1994 08:00:00 GMT", nil, nil),
      ("Sun, 06 Foo 1994 08:00:00 GMT", nil, nil), ("Sun, 06 Nov 1994 08:00 GMT", nil, nil),
      ("a, b c d e:f:g GMT", nil, nil),
    ] as [(String, String?, Int?)])
  func `Retry-After is read`(text: String, date: String?, seconds: Int?) {
    // Sun, 06 Nov 1994 08:49:37 GMT
    let found = RetryAfter.pause(text, date: date, wall: 784_111_777_000_000_000)
    #expect(found == seconds.map { UInt64($0) * Self.second })
  }

  @Test func `Retry-After of any bytes is read or not, and no more`() {
    var generator = SeededGenerator(4)
    let pieces = ["Sun", ",", " ", "06", "Nov", "1994", "08:49:37", "GMT", "-", ":", "9999999", "é", "\0", "Feb", "31"]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...12, using: &generator)).map { _ in
        pieces[Int.random(in: 0..<pieces.count, using: &generator)]
      }.joined()
      _ = RetryAfter.pause(text, date: text, wall: .min)
      _ = RetryAfter.pause(text, date: nil, wall: .max)
    }
  }

  typealias Trouble = RetryPolicy.Trouble
  typealias Decision = RetryPolicy.Decision

  @Test(
    arguments: [
      (.final, 1, nil, 0, .giveUp), (.final, 1, 5, 0, .giveUp),
      (.throttled, 1, nil, 0, .retry(after: 1, parks: true)), (.throttled, 2, nil, 0, .retry(after: 2, parks: true)),
      (.throttled, 1, 0, 0, .retry(after: 1, parks: true)), (.throttled, 1, 7, 0, .retry(after: 7, parks: true)),
      (.throttled, 1, 60, 0, .retry(after: 60, parks: true)), (.throttled, 1, 61, 0, .park(for: 61)),
      (.throttled, 3, nil, 0, .park(for: 4)), (.throttled, 1, 60, 100, .park(for: 60)),
      (.throttled, 1, 99_999_999, 0, .park(for: 86400)), (.status, 1, 3, 0, .retry(after: 3, parks: true)),
      (.status, 1, 3600, 0, .park(for: 3600)), (.status, 3, nil, 0, .giveUp), (.network, 3, nil, 0, .giveUp),
      (.network, 1, nil, 120, .giveUp), (.status, 3, 30, 0, .park(for: 30)),
    ] as [(Trouble, Int, UInt64?, UInt64, Decision)])
  func `a try is repeated as the provider says`(
    trouble: Trouble, attempt: Int, wish: UInt64?, elapsed: UInt64, decision: Decision
  ) {
    var generator = SeededGenerator(1)
    let found = RetryPolicy().decide(
      trouble, attempt: attempt, wish: wish.map { $0 * Self.second }, elapsed: elapsed * Self.second, using: &generator)
    switch (found, decision) {
    case (.retry(let pause, let parks), .retry(let expected, let expectedParks)):
      #expect(pause == expected * Self.second && parks == expectedParks)
    case (.park(let pause), .park(let expected)): #expect(pause == expected * Self.second)
    default: #expect(found == decision)
    }
  }

  @Test func `those that failed together come back one by one`() {
    var generator = SeededGenerator(2)
    for attempt in 1...2 {
      let pauses = (0..<200).map { _ in
        let decision = RetryPolicy().decide(.network, attempt: attempt, wish: nil, elapsed: 0, using: &generator)
        guard case .retry(let pause, false) = decision else { return UInt64(0) }
        return pause
      }
      let whole = (Self.second / 2) << UInt64(attempt - 1)
      #expect(pauses.allSatisfy { $0 >= whole / 2 && $0 <= whole } && Set(pauses).count > 150)
    }
  }

  @Test func `latencies are counted, and quantiles lie where they are`() {
    var histogram = LatencyHistogram()
    #expect(histogram.quantile(0.5) == nil)
    for milliseconds in 1...1000 { histogram.add(UInt64(milliseconds) * 1_000_000) }
    #expect(histogram.count == 1000 && histogram.counts.reduce(0, +) == 1000)
    for (share, expected) in [(0.5, 500.0), (0.95, 950), (0.99, 990), (1, 1000), (0, 0)] {
      let found = Double(histogram.quantile(share) ?? 0) / 1e6
      #expect(abs(found - expected) < 15, "\(share): \(found)")
    }
    histogram.add(.max / 4)
    #expect(histogram.quantile(1) == .max / 4 && histogram.longest == .max / 4)
  }
}
