internal import HTTPClient
internal import Metadata

/// What came of one try, in the gate's terms. Pure.
struct Answer: Sendable {
  let outcome: GateLedger.Outcome
  let trouble: RetryPolicy.Trouble
  /// For the caller; nil with ``failure``.
  let response: HTTPResponse?
  let failure: ProviderFailure?
  /// How long the provider wants to be left alone, nanoseconds.
  let wish: UInt64?
  /// Whether anything came of the provider that tells how fast it is.
  let isTimed: Bool
  /// Monotonic: when the request really went out, where that is known.
  let sentAt: UInt64?
  let bytes: Int

  init(_ response: HTTPResponse, provider: String, isWellFormed: Bool, wall: Int64) {
    let status = response.status
    bytes = response.body.count
    sentAt = response.sentAt
    isTimed = true
    wish = response.retryPause(wall: wall)
    switch status {
    case 429:
      outcome = .throttled
      trouble = .throttled
      failure = ProviderFailure(.throttled, "\(provider) says that there are too many requests", status: status)
    case 408, 425, 500...599:
      outcome = .failed
      trouble = .status
      failure = ProviderFailure(
        .unavailable, "\(provider) does not work: it answers with status \(status)", status: status)
    case 200..<500 where isWellFormed:
      outcome = .answered
      trouble = .final
      failure = nil
    default:
      outcome = .failed
      trouble = .final
      failure = ProviderFailure(
        .malformed, "what \(provider) answers is not of the form it should have", status: status)
    }
    self.response = failure == nil ? response : nil
  }

  init(_ error: HTTPError, provider: String) {
    response = nil
    wish = nil
    isTimed = false
    sentAt = nil
    bytes = 0
    switch error.reason {
    case .cancelled:
      outcome = .cancelled
      trouble = .final
      failure = .cancelled(provider)
    case .unreachable, .timedOut, .notSecure:
      outcome = .failed
      // A certificate does not get better within seconds.
      trouble = error.reason == .notSecure ? .final : .network
      failure = ProviderFailure(.unavailable, "\(provider) cannot be reached: \(error.message)")
    case .interrupted:
      outcome = .failed
      trouble = .network
      failure = ProviderFailure(.malformed, "what \(provider) answers cannot be used: \(error.message)")
    case .tooLong:
      // That of one thing, such as a picture: it says nothing of the others.
      outcome = .cancelled
      trouble = .final
      failure = ProviderFailure(.refused, "what \(provider) answers is not taken: \(error.message)")
    case .other:
      // A mistake of ours: it says nothing of the provider.
      outcome = .cancelled
      trouble = .final
      failure = ProviderFailure(.refused, "\(provider) was not asked: \(error.message)")
    }
  }
}

extension ProviderFailure {
  static func cancelled(_ provider: String) -> ProviderFailure {
    ProviderFailure(.cancelled, "the request to \(provider) was cancelled")
  }
}
