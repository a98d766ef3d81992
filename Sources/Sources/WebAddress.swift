/// An absolute HTTP address without user, password and fragment (RFC 3986). Pure.
///
/// Two that are equal are written alike; see ``canonical`` for what leads to the same place.
package struct WebAddress: Hashable, Sendable, CustomStringConvertible {
  /// `http` or `https`.
  package let scheme: String
  /// Host in lower case, and the port unless it is the scheme's own.
  package let authority: String
  /// Begins with `/`, has no `.` and `..` in it, and is percent-encoded as it was written.
  package let path: [UInt8]
  /// Without its `?`.
  package let query: [UInt8]?

  init(scheme: String, authority: String, path: [UInt8], query: [UInt8]?) {
    self.scheme = scheme
    self.authority = authority
    self.path = path
    self.query = query
  }

  /// - Returns: nil for what is no HTTP address.
  package init?(_ text: String) {
    guard let address = WebAddress.absolute(Array(text.utf8)) else { return nil }
    self = address
  }

  /// User and password of an address as people write it; nil where it has none.
  package static func userInfo(of text: String) -> (user: String, password: String)? {
    let parts = Parts(Array(text.utf8))
    guard let authority = parts.authority, let at = authority.lastIndex(of: UInt8(ascii: "@")) else { return nil }
    let both = authority[..<at].split(separator: UInt8(ascii: ":"), maxSplits: 1, omittingEmptySubsequences: false)
    func decoded(_ bytes: ArraySlice<UInt8>) -> String {
      String(decoding: PercentEncoding.decoded(bytes), as: UTF8.self)
    }
    return (decoded(both[0]), both.count > 1 ? decoded(both[1]) : "")
  }

  /// As it is requested.
  package var text: String {
    let query = query.map { "?" + String(decoding: $0, as: UTF8.self) } ?? ""
    return origin + String(decoding: path, as: UTF8.self) + query
  }

  /// For people: without the query, which may hold a key.
  package var description: String { origin + String(decoding: path, as: UTF8.self) }

  /// With what keys are shared: scheme, host and port.
  package var origin: String { scheme + "://" + authority }

  /// The same text for every way to write the same address.
  package var canonical: [UInt8] {
    var text = Array(origin.utf8)
    for component in path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropFirst() {
      text.append(UInt8(ascii: "/"))
      text += PercentEncoding.encodedName(PercentEncoding.decoded(component))
    }
    if let query { text += [UInt8(ascii: "?")] + query }
    return text
  }

  /// What a relative reference without a folder is relative to.
  package var folder: WebAddress {
    let end = path.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
    return WebAddress(scheme: scheme, authority: authority, path: Array(path[..<end]), query: nil)
  }

  /// The address of an entry of this folder. Its path ends with `/`.
  package func child(encoded name: some Sequence<UInt8>, isFolder: Bool = false) -> WebAddress {
    WebAddress(
      scheme: scheme, authority: authority, path: path + name + (isFolder ? [UInt8(ascii: "/")] : []), query: nil)
  }

  /// What lies below this folder at `other`, percent-encoded as there; nil where that is elsewhere.
  package func remainder(of other: WebAddress) -> [UInt8]? {
    guard scheme == other.scheme, authority == other.authority else { return nil }
    if other.path.starts(with: path) { return Array(other.path[path.count...]) }
    // The same folder in another spelling.
    let own = path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).dropLast()
    let others = other.path.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard others.count > own.count,
      zip(own, others).allSatisfy({
        $0 == $1 || PercentEncoding.decoded($0) == PercentEncoding.decoded($1)
      })
    else { return nil }
    return Array(others[own.count...].joined(separator: [UInt8(ascii: "/")]))
  }
}
