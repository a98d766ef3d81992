package import HTTPClient
package import Metadata
internal import Synchronization

/// Where all requests to one provider pass: as many as it allows, again where that helps, and none while it is down.
///
/// Any task may call; who waits holds no thread, and leaves at once when its task is cancelled. Gates know nothing of
/// each other: a provider that stalls delays its own callers alone.
package final class ProviderGate: RequestSender {
  package typealias Transport = @Sendable (HTTPRequest) async throws(HTTPError) -> HTTPResponse

  /// For messages to people, such as "IGDB".
  package let name: String
  let policy: RetryPolicy
  let clock: any GateClock
  let state: Mutex<State>
  private let transport: Transport
  private let isWellFormed: @Sendable (HTTPResponse) -> Bool

  struct State {
    var ledger: GateLedger
    var statistics = GateStatistics()
    var waiting: [UInt64: CheckedContinuation<Entry, Never>] = [:]
    var nextNumber: UInt64 = 0
    /// When the clock calls back next.
    var alarm: UInt64?
    var generator: any RandomNumberGenerator & Sendable
  }

  /// What a call that waited is told.
  enum Entry: Sendable {
    case decided(GateLedger.Verdict)
    case cancelled
  }

  /// - Parameters:
  ///   - spentToday: what the last 24 hours have used of the day's quota.
  ///   - isWellFormed: whether an answer of status 200 to 299 looks like the provider's at all; one that does not is a
  ///     failure of the provider's.
  ///   - transport: sends one request; in the service that is ``HTTPClient/HTTPClient/send(_:)``.
  package init(
    name: String, limits: RequestLimits, policy: RetryPolicy = RetryPolicy(), spentToday: Int = 0,
    clock: any GateClock, generator: any RandomNumberGenerator & Sendable = SystemRandomNumberGenerator(),
    isWellFormed: @escaping @Sendable (HTTPResponse) -> Bool = { _ in true }, transport: @escaping Transport
  ) {
    self.name = name
    self.policy = policy
    self.clock = clock
    self.transport = transport
    self.isWellFormed = isWellFormed
    let ledger = GateLedger(limits, spentToday: spentToday, patience: policy.longestPause, at: clock.now())
    state = Mutex(State(ledger: ledger, generator: generator))
  }

  package func send(_ request: HTTPRequest, cost: Int) async throws(ProviderFailure) -> HTTPResponse {
    try await send(request, cost: cost, isUrgent: false)
  }

  /// - Parameter isUrgent: goes before all that are not; for what somebody waits for.
  package func send(_ request: HTTPRequest, cost: Int, isUrgent: Bool) async throws(ProviderFailure) -> HTTPResponse {
    let number = state.withLock { state in
      defer { state.nextNumber += 1 }
      return state.nextNumber
    }
    var call = WaitingLane.Call(number: number, cost: cost)
    var attempt = 0
    var firstSent: UInt64 = 0
    var last: ProviderFailure?
    while true {
      let permit: GateLedger.Permit
      switch await admission(call, isUrgent: isUrgent) {
      case .cancelled: throw ended(.cancelled(name))
      case .decided(.refused(let refusal)): throw ended(failure(refusal, after: last))
      case .decided(.admitted(let admitted)): permit = admitted
      }
      attempt += 1
      // Waking up took a while: only now it counts.
      let start = begin(permit, cost: cost)
      if attempt == 1 { firstSent = start }
      var limited = request
      let spent = start - firstSent
      limited.deadline = min(request.deadline, policy.deadline > spent ? policy.deadline - spent : 1)
      let answer: Answer
      do throws(HTTPError) {
        answer = judge(try await transport(limited))
      } catch { answer = judge(error) }
      switch end(permit, answer, attempt: attempt, start: start, firstSent: firstSent) {
      case .finished(let response): return response
      case .failed(let failure): throw failure
      case .again(let time, let failure):
        call.notBefore = time
        call.deadline = firstSent + policy.deadline
        last = failure
      }
    }
  }

  /// The same gate for calls that somebody waits for.
  package var urgent: any RequestSender { UrgentLane(gate: self) }

  /// The provider said, in a form of its own, that it wants to be left alone until that time (nanoseconds since 1970).
  package func park(until time: Int64) {
    let now = clock.now()
    let pause = UInt64(clamping: min(max(time - clock.wall(), 0), Int64(policy.longestParking)))
    advance { $0.ledger.park(until: now + pause) }
  }

  private func judge(_ response: HTTPResponse) -> Answer {
    let isGood = !(200..<300).contains(response.status) || isWellFormed(response)
    return Answer(response, provider: name, isWellFormed: isGood, wall: clock.wall())
  }

  private func judge(_ error: HTTPError) -> Answer { Answer(error, provider: name) }
}

/// A gate's lane for calls that somebody waits for.
private struct UrgentLane: RequestSender {
  let gate: ProviderGate

  func send(_ request: HTTPRequest, cost: Int) async throws(ProviderFailure) -> HTTPResponse {
    try await gate.send(request, cost: cost, isUrgent: true)
  }
}
