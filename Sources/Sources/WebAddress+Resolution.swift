extension WebAddress {
  /// What `reference` stands for on a page with this address, without its fragment (RFC 3986, section 5); nil for what
  /// is no HTTP address, such as `mailto:`.
  package func resolved(_ reference: some Sequence<UInt8>) -> WebAddress? {
    let parts = Parts(PercentEncoding.repaired(WebAddress.stripped(Array(reference))))
    if parts.scheme != nil { return WebAddress.absolute(parts) }
    if parts.authority != nil { return WebAddress.absolute(parts, defaultScheme: scheme) }
    if parts.path.isEmpty {
      return WebAddress(scheme: scheme, authority: authority, path: path, query: parts.query ?? query)
    }
    let isFromRoot = parts.path.first == UInt8(ascii: "/")
    let whole = isFromRoot ? parts.path : folder.path + parts.path
    return WebAddress(
      scheme: scheme, authority: authority, path: WebAddress.withoutDots(whole), query: parts.query)
  }

  static func absolute(_ text: [UInt8]) -> WebAddress? {
    absolute(Parts(PercentEncoding.repaired(stripped(text))))
  }

  private static func absolute(_ parts: Parts, defaultScheme: String? = nil) -> WebAddress? {
    guard let scheme = parts.scheme ?? defaultScheme, scheme == "http" || scheme == "https",
      let authority = parts.authority, let place = plainAuthority(authority, scheme)
    else { return nil }
    let path = parts.path.isEmpty ? [UInt8(ascii: "/")] : parts.path
    guard path.first == UInt8(ascii: "/") else { return nil }
    return WebAddress(scheme: scheme, authority: place, path: withoutDots(path), query: parts.query)
  }

  /// Without user and password, in lower case, and without the scheme's own port; nil where there is no host.
  private static func plainAuthority(_ authority: [UInt8], _ scheme: String) -> String? {
    let start = authority.lastIndex(of: UInt8(ascii: "@")).map { $0 + 1 } ?? 0
    var place = authority[start...].map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    let hostEnd = place.last == UInt8(ascii: "]") ? place.count : place.lastIndex(of: UInt8(ascii: ":")) ?? place.count
    let port = place[hostEnd...].dropFirst()
    guard hostEnd > 0, port.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    let number = UInt16(String(decoding: port, as: UTF8.self))
    guard port.isEmpty || number != nil else { return nil }
    place.removeSubrange(hostEnd...)
    if let number, number != (scheme == "http" ? 80 : 443) { place += Array(":\(number)".utf8) }
    return String(decoding: place, as: UTF8.self)
  }

  /// Space around it, and line ends and tabs in it, as HTML says.
  private static func stripped(_ text: [UInt8]) -> [UInt8] {
    var text = text[...]
    while let last = text.last, last <= 0x20 { text.removeLast() }
    while let first = text.first, first <= 0x20 { text.removeFirst() }
    return text.filter { $0 != 0x09 && $0 != 0x0A && $0 != 0x0D }
  }

  /// Without `.` and `..`, as section 5.2.4 of RFC 3986 has it.
  private static func withoutDots(_ path: [UInt8]) -> [UInt8] {
    let components = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst()
    var kept: [ArraySlice<UInt8>] = []
    for (index, component) in components.enumerated() {
      let isLast = index == components.count - 1
      switch component {
      case [UInt8(ascii: ".")]: if isLast { kept.append([]) }
      case [UInt8(ascii: "."), UInt8(ascii: ".")]:
        if !kept.isEmpty { kept.removeLast() }
        if isLast { kept.append([]) }
      default: kept.append(component)
      }
    }
    return kept.reduce(into: []) { path, component in
      path.append(UInt8(ascii: "/"))
      path += component
    }
  }

  /// The components of a reference, as the expression in appendix B of RFC 3986 finds them.
  struct Parts {
    /// In lower case.
    var scheme: String?
    var authority: [UInt8]?
    var path: [UInt8]
    var query: [UInt8]?

    init(_ text: [UInt8]) {
      var rest = text[...]
      if let hash = rest.firstIndex(of: UInt8(ascii: "#")) { rest = rest[..<hash] }
      if let mark = rest.firstIndex(of: UInt8(ascii: "?")) {
        query = Array(rest[(mark + 1)...])
        rest = rest[..<mark]
      }
      if let end = rest.firstIndex(where: { $0 == UInt8(ascii: ":") || $0 == UInt8(ascii: "/") }),
        rest[end] == UInt8(ascii: ":"), Parts.isScheme(rest[..<end])
      {
        scheme = String(decoding: rest[..<end], as: UTF8.self).lowercased()
        rest = rest[(end + 1)...]
      }
      if rest.starts(with: "//".utf8) {
        rest = rest.dropFirst(2)
        let end = rest.firstIndex(of: UInt8(ascii: "/")) ?? rest.endIndex
        authority = Array(rest[..<end])
        rest = rest[end...]
      }
      path = Array(rest)
    }

    private static func isScheme(_ text: ArraySlice<UInt8>) -> Bool {
      guard let first = text.first, (0x61...0x7A).contains(first | 0x20) else { return false }
      return text.allSatisfy {
        PercentEncoding.isUnreserved($0) && $0 != UInt8(ascii: "_") && $0 != UInt8(ascii: "~")
          || $0 == UInt8(ascii: "+")
      }
    }
  }
}
