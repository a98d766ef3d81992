internal import Digest
package import HTTPClient
package import Model

/// Signs requests for S3 by header, as AWS Signature Version 4 has it. Pure; any thread.
///
/// The secret key itself is never sent. A signature is for one method, address and time: servers take it for 15 minutes.
package struct RequestSigner: Hashable, Sendable {
  private let accessKey: String
  private let secretKey: Secret
  private let sessionToken: Secret?
  private let region: String

  /// - Parameter sessionToken: of keys that hold for some hours.
  package init(accessKey: String, secretKey: Secret, sessionToken: Secret? = nil, region: String) {
    self.accessKey = accessKey
    self.secretKey = secretKey
    self.sessionToken = sessionToken
    self.region = region
  }

  /// The SHA-256 of no bytes: the body of all that is asked.
  static let emptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

  /// The headers of a request without a body.
  ///
  /// - Parameter seconds: now, since 1970.
  package func headers(
    for method: HTTPRequest.Method, _ address: WebAddress, at seconds: Int64
  ) -> [(name: String, value: String)] {
    var headers = [("x-amz-content-sha256", RequestSigner.emptyHash), ("x-amz-date", SigningTime(seconds).text)]
    if let sessionToken { headers.append(("x-amz-security-token", sessionToken.value)) }
    let request = SignableRequest(
      method: method.rawValue, address, headers: headers, payloadHash: RequestSigner.emptyHash)
    return headers + [("Authorization", authorization(of: request, at: seconds, service: "s3"))]
  }

  /// What the header `Authorization` says of a request.
  package func authorization(of request: SignableRequest, at seconds: Int64, service: String) -> String {
    let time = SigningTime(seconds)
    let scope = "\(time.day)/\(region)/\(service)/aws4_request"
    let hash = Array(request.canonical.utf8).withUnsafeBytes { SHA256Digest(of: $0).hexadecimal }
    let text = "AWS4-HMAC-SHA256\n\(time.text)\n\(scope)\n\(hash)"
    var key = Array(("AWS4" + secretKey.value).utf8)
    for part in [time.day, region, service, "aws4_request"] { key = MessageCode.sha256(part.utf8, key: key).bytes }
    let signature = MessageCode.sha256(text.utf8, key: key).hexadecimal
    return "AWS4-HMAC-SHA256 Credential=\(accessKey)/\(scope), SignedHeaders=\(request.signedNames), "
      + "Signature=\(signature)"
  }
}

/// A request in the one form of which client and server compute the signature.
package struct SignableRequest: Sendable {
  package let canonical: String
  /// The names of the headers that are signed.
  package let signedNames: String

  /// - Parameters:
  ///   - headers: those that are signed besides `Host`.
  ///   - payloadHash: the SHA-256 of the body in hexadecimal digits.
  package init(
    method: String, _ address: WebAddress, headers: [(name: String, value: String)], payloadHash: String
  ) {
    var values: [String: [String]] = [:]
    for (name, value) in [("host", address.authority)] + headers {
      let words = value.split { $0 == " " || $0 == "\t" }
      values[name.lowercased(), default: []].append(words.joined(separator: " "))
    }
    let names = values.keys.sorted()
    signedNames = names.joined(separator: ";")
    let lines = names.map { "\($0):\(values[$0]?.joined(separator: ",") ?? "")\n" }
    canonical = [
      method, SignableRequest.path(address.path), SignableRequest.query(address.query ?? []), lines.joined(),
      signedNames, payloadHash,
    ].joined(separator: "\n")
  }

  /// Each name encoded once, which S3 alone has so, and neither `.` nor `//` taken out.
  private static func path(_ path: [UInt8]) -> String {
    let parts = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    let names = parts.map { PercentEncoding.encodedName(PercentEncoding.decoded($0)) }
    return String(decoding: Array(names.joined(separator: [UInt8(ascii: "/")])), as: UTF8.self)
  }

  /// In the order of the encoded names, and then values, byte by byte.
  private static func query(_ query: [UInt8]) -> String {
    let pairs = query.split(separator: UInt8(ascii: "&")).map { pair -> (name: [UInt8], value: [UInt8]) in
      let parts = pair.split(separator: UInt8(ascii: "="), maxSplits: 1, omittingEmptySubsequences: false)
      let encoded = parts.map { PercentEncoding.encodedName(PercentEncoding.decoded($0)) }
      return (encoded[0], encoded.count > 1 ? encoded[1] : [])
    }
    let sorted = pairs.sorted { left, right in
      left.name == right.name
        ? left.value.lexicographicallyPrecedes(right.value) : left.name.lexicographicallyPrecedes(right.name)
    }
    let texts = sorted.map { String(decoding: $0.name + [UInt8(ascii: "=")] + $0.value, as: UTF8.self) }
    return texts.joined(separator: "&")
  }
}

/// A time as signatures have it: `20130524T000000Z`.
private struct SigningTime {
  let day: String
  let text: String

  /// - Parameter seconds: since 1970.
  init(_ seconds: Int64) {
    let (days, rest) = (seconds / 86400, seconds % 86400)
    // The Gregorian calendar in eras of 400 years that begin in March.
    let shifted = days + 719_468
    let era = shifted / 146_097
    let dayOfEra = shifted % 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let calendarMonth = month < 10 ? month + 3 : month - 9
    let year = yearOfEra + era * 400 + (calendarMonth <= 2 ? 1 : 0)
    func two(_ number: Int64) -> String { number < 10 ? "0\(number)" : "\(number)" }
    day = "\(year)\(two(calendarMonth))\(two(dayOfMonth))"
    text = "\(day)T\(two(rest / 3600))\(two(rest / 60 % 60))\(two(rest % 60))Z"
  }
}
