/// A request as it came over the wire.
struct ServerRequest: Sendable {
  var method: String
  /// Percent-encoding is kept: nothing that is served here needs it.
  var path: String
  var query: [String: String]
  /// Names in lower case.
  var headers: [String: String]
  var body: [UInt8] = []
  var keepsAlive: Bool

  /// Reads the head of a request; nil where it is none.
  init?(head: [UInt8]) {
    var lines = String(decoding: head, as: UTF8.self).split(separator: "\r\n")[...]
    guard let first = lines.popFirst() else { return nil }
    let words = first.split(separator: " ")
    guard words.count == 3, words[2].hasPrefix("HTTP/1.") else { return nil }
    method = String(words[0])
    let target = words[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
    path = String(target[0])
    query = target.count > 1 ? ServerRequest.form(target[1]) : [:]
    headers = [:]
    for line in lines {
      guard let colon = line.firstIndex(of: ":") else { return nil }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    keepsAlive = words[2] == "HTTP/1.1" && headers["connection"]?.lowercased() != "close"
  }

  /// Pairs of `name=value`, joined by `&` and percent-encoded.
  static func form(_ text: some StringProtocol) -> [String: String] {
    var pairs: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      pairs[decoded(parts[0])] = parts.count > 1 ? decoded(parts[1]) : ""
    }
    return pairs
  }

  private static func decoded(_ text: some StringProtocol) -> String {
    var bytes: [UInt8] = []
    var rest = Array(text.utf8)[...]
    while let byte = rest.popFirst() {
      let digits = String(decoding: rest.prefix(2), as: UTF8.self)
      if byte == UInt8(ascii: "%"), digits.utf8.count == 2, let value = UInt8(digits, radix: 16) {
        bytes.append(value)
        rest = rest.dropFirst(2)
      } else {
        bytes.append(byte == UInt8(ascii: "+") ? 0x20 : byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}

/// What is answered.
struct ServerResponse: Sendable {
  var status: Int
  var type: String
  var headers: [(name: String, value: String)] = []
  var body: [UInt8]

  init(_ status: Int, type: String = "application/json", _ body: [UInt8]) {
    self.status = status
    self.type = type
    self.body = body
  }

  init(_ status: Int, text: String, type: String = "application/json") {
    self.init(status, type: type, Array(text.utf8))
  }

  /// The head in the form of the wire.
  ///
  /// - Parameter length: what it says of the body's length.
  func head(length: Int, keepsAlive: Bool) -> [UInt8] {
    var text = "HTTP/1.1 \(status) \(ServerResponse.reasons[status] ?? "Status")\r\n"
    text += "Content-Type: \(type)\r\nContent-Length: \(length)\r\n"
    for header in headers { text += "\(header.name): \(header.value)\r\n" }
    text += "Connection: \(keepsAlive ? "keep-alive" : "close")\r\n\r\n"
    return Array(text.utf8)
  }

  private static let reasons = [
    200: "OK", 400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 404: "Not Found",
    405: "Method Not Allowed", 413: "Content Too Large", 429: "Too Many Requests", 500: "Internal Server Error",
    503: "Service Unavailable",
  ]
}
