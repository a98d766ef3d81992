internal import Platform

extension ValueType {
  /// An address of a provider, or of a mirror of it. The value has no slash at its end.
  static var url: ValueType<String> {
    let expectation = "an address such as \"https://api.example.org/v4\""
    return ValueType<String>(expectation, .text) { node, reading in
      guard let text = reading.address(node, expected: expectation) else { return nil }
      return text.hasSuffix("/") ? String(text.dropLast()) : text
    } write: {
      $1.value($0)
    }
  }
}

/// What is told apart in the text of an HTTP address.
enum AddressText {
  /// `http://` or `https://` as it stands in front of `text`, in whichever case; nil for anything else.
  static func scheme(of text: String) -> Substring? {
    for scheme in ["https://", "http://"] where text.lowercased().hasPrefix(scheme) { return text.prefix(scheme.count) }
    return nil
  }

  /// What `davs://` and the like stand for; nil for anything else.
  static func httpAddress(ofWebDAV text: String) -> String? {
    let schemes = [
      ("davs://", "https://"), ("webdavs://", "https://"), ("dav://", "http://"), ("webdav://", "http://"),
    ]
    for (scheme, address) in schemes where text.lowercased().hasPrefix(scheme) {
      return address + text.dropFirst(scheme.count)
    }
    return nil
  }

  /// `HOST`, `HOST:PORT` or `[IPV6]:PORT`.
  static func server(of text: String) -> Substring {
    text.dropFirst(scheme(of: text)?.count ?? 0).prefix { !"/?#".contains($0) }
  }

  /// What stands behind the last slash; empty where that is the end, or there is no path.
  static func lastName(of text: String) -> Substring {
    let path = text.dropFirst((scheme(of: text)?.count ?? 0) + server(of: text).count)
    return path.lastIndex(of: "/").map { path[path.index(after: $0)...] } ?? ""
  }

  /// What keeps a `HOST`, `HOST:PORT` or `[IPV6]:PORT` from being one.
  fileprivate static func wrongPart(of server: Substring) -> String? {
    var host = server
    var port: Substring?
    if let end = server.first == "[" ? server.firstIndex(of: "]") : nil {
      host = server[...end]
      let rest = server[server.index(after: end)...]
      guard rest.isEmpty || rest.first == ":" else { return "after the \"]\" of an address comes \":\" and a port" }
      port = rest.isEmpty ? nil : rest.dropFirst()
    } else if let colon = server.firstIndex(of: ":") {
      host = server[..<colon]
      port = server[server.index(after: colon)...]
    }
    if host.isEmpty { return "there is no host in front of \":\"" }
    guard let port else { return nil }
    if port.contains(":") { return "an IPv6 address stands in brackets, such as \"http://[fd00::1]:8080\"" }
    guard port.utf8.allSatisfy({ (0x30...0x39).contains($0) }), let number = UInt16(port), number > 0 else {
      return "\"\(port)\" is no port: those are numbers from 1 to 65535"
    }
    return nil
  }
}

extension Reading {
  /// The text of `node` where it is an HTTP address that may stand here; what is wrong with it is reported. What may
  /// hold a password is not shown.
  mutating func address(_ node: JSONNode, expected: String) -> String? {
    guard case .string(let text) = node.content else {
      refuse(node, expected: expected)
      return nil
    }
    // Also of what is no HTTP address, such as `ftp://me:password@host`.
    let server = text.firstRange(of: "://").map { text[$0.upperBound...].prefix { $0 != "/" } } ?? ""
    let stranger = "an address has no query, and no user or password in it: those are keys of their own"
    if text.contains("?") || text.contains("#") || server.contains("@") {
      report(at: node.place, stranger)
      return nil
    }
    let host = AddressText.server(of: text)
    guard AddressText.scheme(of: text) != nil, !host.isEmpty,
      text.unicodeScalars.allSatisfy({ $0.value >= 0x20 && $0.value != 0x7F })
    else {
      refuse(node, expected: expected)
      return nil
    }
    if text.contains(" ") {
      report(at: node.place, "an address has no space in it: write %20 where a name has one")
      return nil
    }
    if let wrong = AddressText.wrongPart(of: host) {
      // What looks like a port is the begin of a password that has a slash in it.
      report(at: node.place, text.contains("@") ? stranger : wrong)
      return nil
    }
    return text
  }
}
