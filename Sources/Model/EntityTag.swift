/// By what a server tells versions of a file apart (RFC 9110, 8.8.3): `"abc"`, or `W/"abc"` where it is weak. Pure.
package enum EntityTag {
  /// As a header has it; nil where there is none. Some listings leave out the quotes, or escape them twice.
  package static func normal(_ text: String) -> String? {
    let (isWeak, opaque) = parts(text)
    return opaque.isEmpty ? nil : (isWeak ? "W/\"" : "\"") + opaque + "\""
  }

  /// What is between the quotes. The same for a tag that is weak, and that becomes strong by itself.
  package static func opaque(_ text: String) -> Substring { parts(text).opaque }

  private static func parts(_ text: String) -> (isWeak: Bool, opaque: Substring) {
    var rest = text.utf8[...]
    while let first = rest.first, first <= 0x20 { rest.removeFirst() }
    while let last = rest.last, last <= 0x20 { rest.removeLast() }
    let isWeak = rest.starts(with: "W/".utf8) || rest.starts(with: "w/".utf8)
    if isWeak { rest = rest.dropFirst(2) }
    for quote in ["\"", "&quot;"] {
      if rest.starts(with: quote.utf8) { rest = rest.dropFirst(quote.utf8.count) }
      if rest.reversed().starts(with: quote.utf8.reversed()) { rest = rest.dropLast(quote.utf8.count) }
    }
    return (isWeak, Substring(rest))
  }
}
