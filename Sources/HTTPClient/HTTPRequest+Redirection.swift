internal import CCurl

extension HTTPRequest {
  /// What another host gets to see of the headers when a server redirects there. Any other may hold a key.
  private static let harmless: Set<String> = [
    "accept", "accept-language", "range", "if-range", "if-none-match", "if-modified-since", "depth", "content-type",
  ]

  /// Refuses what would not be sent as it is meant: it would be cut off, or become several headers.
  func check() throws(HTTPError) {
    guard let origin = Origin(url), origin.scheme == "http" || origin.scheme == "https" else {
      throw HTTPError(.other, "the address is no HTTP address")
    }
    if url.utf8.contains(where: { $0 <= 0x20 || $0 == 0x7F }) {
      throw HTTPError(.other, "the address holds a blank or a control character")
    }
    for (name, value) in headers {
      let isName = !name.isEmpty && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: ":") }
      if !isName || value.utf8.contains(where: { $0 == 0x0D || $0 == 0x0A || $0 == 0 }) {
        throw HTTPError(.other, "a header's name or value holds a line break or what else it must not")
      }
    }
  }

  /// Changes the request into what the redirection of `status` asks for.
  mutating func redirect(to place: String, status: Int) throws(HTTPError) {
    let old = Origin(url)
    let new = Origin(place)
    let isElsewhere = old == nil || old != new
    if method == .post {
      if status == 307 || status == 308 {
        if isElsewhere {
          throw HTTPError(
            .notSecure, "the server redirects a request with a body to another server; it is not sent there")
        }
      } else {
        method = .get
        body = []
        headers.removeAll { $0.name.lowercased().hasPrefix("content-") }
      }
    }
    if isElsewhere { headers.removeAll { !HTTPRequest.harmless.contains($0.name.lowercased()) } }
    url = place
  }
}

/// Scheme, host and port of an address, with which keys are shared.
struct Origin: Hashable {
  let scheme: String
  let host: String
  let port: String

  /// - Returns: nil where the address is none, or has no scheme.
  init?(_ url: String) {
    guard let parsed = curl_url() else { return nil }
    defer { curl_url_cleanup(parsed) }
    guard curl_url_set(parsed, CURLUPART_URL, url, UInt32(CURLU_NON_SUPPORT_SCHEME)) == CURLUE_OK else { return nil }
    func part(_ part: CURLUPart) -> String? {
      var text: UnsafeMutablePointer<CChar>?
      guard curl_url_get(parsed, part, &text, UInt32(CURLU_DEFAULT_PORT)) == CURLUE_OK, let text else { return nil }
      defer { curl_free(text) }
      return String(cString: text).lowercased()
    }
    guard let scheme = part(CURLUPART_SCHEME), let host = part(CURLUPART_HOST), let port = part(CURLUPART_PORT) else {
      return nil
    }
    self.scheme = scheme
    self.host = host
    self.port = port
  }
}
