package import HTTPClient

/// Sends a provider's requests as its limits allow: what a provider's client gets, so that it knows nothing of limits.
///
/// Waits for admission, repeats what is worth repeating, and gives up by a deadline.
package protocol RequestSender: Sendable {
  /// - Parameter cost: how many requests it counts as.
  /// - Returns: an answer of status 200 to 399, or one of 400 to 499 that is none of 408, 425 and 429.
  func send(_ request: HTTPRequest, cost: Int) async throws(ProviderFailure) -> HTTPResponse
}

/// Why a provider gave no usable answer. Holds no key and no URL.
package struct ProviderFailure: Error, Hashable, Sendable {
  /// Stored with an item.
  package enum Code: String, Sendable {
    /// It said that there are too many requests, or the day's are used up.
    case throttled
    /// No answer in time, connection refused, 5xx.
    case unavailable
    /// It does not take the keys.
    case unauthorized
    /// It refused the request: a mistake of ours, or a change of theirs.
    case refused
    /// An answer that is not what it should be: no JSON, wrong types, cut off.
    case malformed
    case cancelled
  }

  package var code: Code
  /// For people: what happened, without keys.
  package var message: String
  /// When it is worth trying again, nanoseconds since 1970; nil leaves it to the caller.
  package var retryAt: Int64?
  /// The HTTP status; nil where there was none.
  package var status: Int?

  package init(_ code: Code, _ message: String, retryAt: Int64? = nil, status: Int? = nil) {
    self.code = code
    self.message = message
    self.retryAt = retryAt
    self.status = status
  }
}
