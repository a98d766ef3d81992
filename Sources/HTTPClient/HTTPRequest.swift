/// One request over HTTP or HTTPS.
package struct HTTPRequest: Sendable {
  package enum Method: String, Sendable {
    case get = "GET"
    case post = "POST"
    case head = "HEAD"
    /// What WebDAV lists folders with (RFC 4918). The body says what is asked for.
    case propfind = "PROPFIND"
  }

  package var method: Method
  /// Absolute. May hold keys in its query: it is never logged; ``place`` is.
  package var url: String
  /// May hold keys.
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]
  /// From the start to the last byte, connecting included; none for an ``HTTPStream``. Nanoseconds.
  package var deadline: UInt64
  /// A longer answer is a failure; any length for an ``HTTPStream``. Bytes.
  package var answerLimit: Int

  package init(
    _ url: String, method: Method = .get, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
    deadline: UInt64 = 20_000_000_000, answerLimit: Int = 64 << 20
  ) {
    self.method = method
    self.url = url
    self.headers = headers
    self.body = body
    self.deadline = deadline
    self.answerLimit = answerLimit
  }

  /// Whether what is said of lengths and parts is to be of the bytes as they are stored. Packed on the way they are others,
  /// and many servers give them another tag.
  var asksForStoredBytes: Bool { method == .head || headers.contains { $0.name.lowercased() == "range" } }

  /// The URL without user, password, query and fragment: what people may see.
  package var place: String {
    let plain = url.prefix { $0 != "?" && $0 != "#" }
    let parts = plain.split(separator: "/", maxSplits: 3, omittingEmptySubsequences: false)
    guard parts.count > 2, let at = parts[2].lastIndex(of: "@") else { return String(plain) }
    var shown = parts
    shown[2] = parts[2][parts[2].index(after: at)...]
    return shown.joined(separator: "/")
  }
}

/// What a server answered, whatever its status.
package struct HTTPResponse: Sendable {
  package var status: Int
  /// Names in lower case, in the order they came; those of the last answer where there were redirections.
  package var headers: [(name: String, value: String)]
  /// Without the compression it was sent with.
  package var body: [UInt8]
  /// When the connection stood and the request went out, in monotonic nanoseconds: where a connection had to be made
  /// first, much later than the request was handed over. nil where it is not known.
  package var sentAt: UInt64?
  /// What answered: the request's URL, or where the last redirection led. Empty where it is not known. As secret as the
  /// request's.
  package var url: String
  /// Whether its end is told from a connection that broke: by a length, by chunks, or by HTTP/2.
  package var hasMarkedEnd = true

  package init(
    status: Int, headers: [(name: String, value: String)] = [], body: [UInt8] = [], sentAt: UInt64? = nil,
    url: String = ""
  ) {
    self.status = status
    self.headers = headers
    self.body = body
    self.sentAt = sentAt
    self.url = url
  }

  /// The first header of that name, which is in lower case.
  package func header(_ name: String) -> String? { headers.first { $0.name == name }?.value }
}

/// Why there is no answer. Holds no URL and no key.
package struct HTTPError: Error, Hashable, Sendable {
  package enum Reason: String, Sendable {
    /// The name is not known, or nobody listens there.
    case unreachable
    /// Not done by the deadline, or nothing came for too long.
    case timedOut
    /// The answer ended before its length, or the connection broke.
    case interrupted
    case tooLong
    case notSecure
    case cancelled
    case other
  }

  package var reason: Reason
  /// In words, without the URL.
  package var message: String

  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }
}
