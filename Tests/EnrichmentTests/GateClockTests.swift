internal import Enrichment
internal import HTTPClient
internal import Platform
internal import TestSupport
internal import Testing

@Suite("The gate in real time", .timeLimit(.minutes(Soak.patience)))
struct GateClockTests {
  @Test func `the clock calls back in order, and not too soon`() async throws {
    let clock = try SystemGateClock()
    let calls = Record<(wanted: UInt64, found: UInt64)>()
    let start = clock.now()
    for delay in [90, 10, 50, 30, 70, 0, 20] as [UInt64] {
      let time = start + delay * 1_000_000
      clock.callBack(at: time) { calls.append((time, clock.now())) }
    }
    for _ in 0..<500 where calls.count < 7 { try await Task.sleep(for: .milliseconds(10)) }
    #expect(calls.count == 7 && calls.all.allSatisfy { $0.found >= $0.wanted })
    #expect(calls.all.dropFirst().map(\.wanted) == calls.all.dropFirst().map(\.wanted).sorted())
  }

  @Test func `64 callers have the allowance of a slow and of a fast provider`() async throws {
    let clock = try SystemGateClock()
    for (allowance, open) in [(4, 8), (40, 64)] {
      let sent = Record<(time: UInt64, cost: Int)>()
      let gate = ProviderGate(name: "Test", limits: RequestLimits(requests: allowance, open: open), clock: clock) {
        _ async throws(HTTPError) in
        sent.append((monotonicNanoseconds(), 1))
        try? await Task.sleep(for: .milliseconds(Int.random(in: 1...20)))
        return HTTPResponse(status: 200)
      }
      try await OwnThread().run {
        await withTaskGroup { group in
          let end = monotonicNanoseconds() + 3_000_000_000
          for _ in 0..<64 {
            group.addTask {
              while monotonicNanoseconds() < end, !Task.isCancelled {
                _ = try? await gate.send(HTTPRequest("http://x"), cost: 1)
              }
            }
          }
          try? await Task.sleep(for: .milliseconds(3000))
          group.cancelAll()
        }
      }
      let times = sent.all.map(\.time).sorted()
      let first = try #require(times.first)
      let last = try #require(times.last)
      // What is measured here is a little later than what the gate counts: by as much as this thread may be held up.
      #expect(RequestWindowTests.fullest(times.map { ($0, 1) }, 950_000_000) <= allowance)
      let share = Double(times.count - allowance) / (Double(last - first) / 1e9) / Double(allowance)
      print("allowance of \(allowance) a second: \(times.count) in \((last - first) / 1_000_000) ms, \(share)")
      #expect(share > 0.85)
    }
  }
}
