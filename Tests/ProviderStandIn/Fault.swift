internal import Platform
internal import Synchronization

/// One way to answer wrongly.
struct Fault: Sendable {
  enum Mode: String, Sendable, CaseIterable {
    /// No answer at all, for ``Fault/milliseconds``.
    case stall
    /// The connection is closed without an answer.
    case die
    /// Half the body, and then the connection is closed.
    case truncate
    case wrongJSON = "wrong-json"
    /// Every value of every game has another type.
    case wrongTypes = "wrong-types"
    /// Between the games stand what is none: null, numbers, games without an id, the first game again.
    case badRows = "bad-rows"
    /// An object where a list should be.
    case notAList = "not-a-list"
    case html
    /// 429 with ``Fault/retryAfter``.
    case throttle
    /// ``Fault/status`` with a short body.
    case status
    /// One byte every ``Fault/milliseconds``.
    case drip
    /// 401, as if the token were no longer valid.
    case expiredToken = "expired-token"
    /// Content-Length says more than there is.
    case longLength = "long-length"
    /// Content-Length says less than there is.
    case shortLength = "short-length"
    /// ``Fault/bytes`` of spaces in front of the answer.
    case longAnswer = "long-answer"
    /// The answers of a multiquery in the opposite order.
    case shuffle
    /// The first answer of a multiquery is missing.
    case dropFirst = "drop-first"
    /// ``Fault/status`` with all of the request in the body, as a careless provider has it.
    case echo
    /// The first answer of a multiquery has its name and no result.
    case noResult = "no-result"
    /// Of a multiquery, what has found nothing has its name and no result.
    case noEmpty = "no-empty"
  }

  var mode: Mode
  /// Of the paths it is for.
  var prefix: String
  /// How often it is still for; nil is for ever.
  var count: Int?
  /// Requests before the first that it is for.
  var skip = 0
  var milliseconds: UInt64?
  var retryAfter = 1
  var status = 500
  var bytes = 128 << 20

  /// As `/__faults` takes it.
  init?(_ value: JSONValue) {
    guard let mode = value["mode"].string.flatMap({ Mode(rawValue: $0) }) else { return nil }
    self.mode = mode
    prefix = value["prefix"].string ?? "/"
    count = value["count"].integer
    skip = value["skip"].integer ?? 0
    milliseconds = value["milliseconds"].integer.map { UInt64(clamping: $0) }
    retryAfter = value["retryAfter"].integer ?? 1
    status = value["status"].integer ?? 500
    bytes = value["bytes"].integer ?? bytes
  }

  /// What is answered without looking at the request.
  var answerInstead: ServerResponse? {
    switch mode {
    case .html:
      return ServerResponse(
        200, text: "<!DOCTYPE html><html><body>Sign in to this network</body></html>", type: "text/html")
    case .throttle:
      var response = ServerResponse(429, text: #"{"message":"Too Many Requests"}"#)
      response.headers = [("Retry-After", "\(retryAfter)")]
      return response
    case .status: return ServerResponse(status, text: #"{"message":"as asked for"}"#)
    case .expiredToken: return ServerResponse(401, text: #"{"message":"Authorization Failure. Have you tried:"}"#)
    default: return nil
    }
  }
}

/// The faults that are asked for, in order: of those for a path the first that is not used up.
final class FaultTable: Sendable {
  private let faults = Mutex<[Fault]>([])

  func replace(_ faults: [Fault]) { self.faults.withLock { $0 = faults } }

  func next(for path: String) -> Fault? {
    faults.withLock { faults in
      for index in faults.indices where path.hasPrefix(faults[index].prefix) && !path.hasPrefix("/__") {
        if faults[index].count == 0 { continue }
        if faults[index].skip > 0 {
          faults[index].skip -= 1
          continue
        }
        if let count = faults[index].count { faults[index].count = count - 1 }
        return faults[index]
      }
      return nil
    }
  }
}
