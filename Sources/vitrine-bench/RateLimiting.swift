internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Platform
internal import Synchronization

/// How much of what a provider allows is used, and whether it is ever more.
struct RateLimiting: OwnWorkload {
  let name = "limiter"
  let conditions = """
    64 tasks that send one request after the other through the gate of a provider that allows 4 in any second and 8 open
    at once, and answers after 300 ms; for 30 seconds. The share is that of what is allowed, after the first second; the
    most in a second is of any second, wherever it begins.
    """

  private static let callers = 64
  private static let allowed = 4
  private static let answer: UInt64 = 300_000_000
  private static let second: UInt64 = 1_000_000_000
  private static let duration = 30 * second

  static let share = Metric(name: "requests sent, of those allowed", unit: "share", isHigherBetter: true)
  static let most = Metric(name: "most requests in any second, 4 allowed", unit: "requests", isHigherBetter: false)
  static let open = Metric(name: "most requests open, 8 allowed", unit: "requests", isHigherBetter: false)

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    for _ in 0..<min(runs, 3) {
      let sent = try send()
      guard let first = sent.times.first else { throw BenchFailure("nothing was sent") }
      let later = sent.times.filter { $0 >= first + Self.second && $0 < first + Self.duration }
      let allowed = Double(Self.duration / Self.second - 1) * Double(Self.allowed)
      results.add(Double(later.count) / allowed, Self.share, for: vitrineName)
      results.add(Double(Self.most(within: Self.second, sent.times)), Self.most, for: vitrineName)
      results.add(Double(sent.mostOpen), Self.open, for: vitrineName)
    }
  }

  private func send() throws -> SentRequests.Record {
    let requests = SentRequests()
    let gate = ProviderGate(
      name: "bench", limits: RequestLimits(requests: Self.allowed, open: 8), clock: try SystemGateClock()
    ) { _ throws(HTTPError) in
      requests.began()
      try? await Task.sleep(nanoseconds: Self.answer)
      requests.ended()
      return HTTPResponse(status: 200)
    }
    let end = monotonicNanoseconds() + Self.duration + Self.second
    try runAndWait {
      await withTaskGroup(of: Void.self) { group in
        for _ in 0..<Self.callers {
          group.addTask {
            while monotonicNanoseconds() < end { _ = try? await gate.send(HTTPRequest("http://127.0.0.1/"), cost: 1) }
          }
        }
        // Those that still wait would take their turns for another quarter of a minute.
        try? await Task.sleep(nanoseconds: Self.duration + Self.second)
        group.cancelAll()
      }
    }
    return requests.record
  }

  /// The most of these that lie in a window of that length, wherever it begins.
  ///
  /// - Parameter times: ascending.
  private static func most(within window: UInt64, _ times: [UInt64]) -> Int {
    var most = 0
    var first = 0
    for (index, time) in times.enumerated() {
      while times[first] + window <= time { first += 1 }
      most = max(most, index - first + 1)
    }
    return most
  }
}

/// When requests went out.
private final class SentRequests: Sendable {
  struct Record: Sendable {
    /// Ascending.
    var times: [UInt64] = []
    var open = 0
    var mostOpen = 0
  }

  private let state = Mutex(Record())

  var record: Record { state.withLock { $0 } }

  func began() {
    state.withLock { state in
      state.times.append(monotonicNanoseconds())
      state.open += 1
      state.mostOpen = max(state.mostOpen, state.open)
    }
  }

  func ended() { state.withLock { $0.open -= 1 } }
}

/// Runs something asynchronous, and waits for its end.
func runAndWait<Value: Sendable>(_ body: @escaping @Sendable () async throws -> Value) throws -> Value {
  let end = Monitor<Result<Value, any Error>?>(nil)
  Task {
    do {
      let value = try await body()
      end.signal { $0 = .success(value) }
    } catch {
      end.signal { $0 = .failure(error) }
    }
  }
  guard let result = end.wait({ $0 }) else { throw BenchFailure("it never ended") }
  return try result.get()
}
