/// The header `Retry-After`: seconds, or a date. Pure.
package enum RetryAfter {
  /// How long the server wants to be left alone, nanoseconds; nil where it does not say so in a form one can read.
  ///
  /// - Parameters:
  ///   - date: the answer's own `Date`, if it has one: a date of the server's counts by the server's clock.
  ///   - wall: now, nanoseconds since 1970.
  package static func pause(_ text: String?, date: String?, wall: Int64) -> UInt64? {
    guard let text = text.map(trimmed), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return min(UInt64(text) ?? .max, longest) * 1_000_000_000
    }
    guard let then = HTTPDate.seconds(since1970: text) else { return nil }
    let now = date.map(trimmed).flatMap(HTTPDate.seconds(since1970:)) ?? wall / 1_000_000_000
    return UInt64(min(max(then - now, 0), Int64(longest))) * 1_000_000_000
  }

  /// A year, in seconds: anything beyond it is no different.
  private static let longest: UInt64 = 366 * 86400

  private static func trimmed(_ text: String) -> String {
    var part = text[...]
    while let first = part.first, first == " " || first == "\t" { part.removeFirst() }
    while let last = part.last, last == " " || last == "\t" { part.removeLast() }
    return String(part)
  }
}

extension HTTPResponse {
  /// How long the server wants to be left alone, nanoseconds; nil where it says nothing one can read.
  package func retryPause(wall: Int64) -> UInt64? {
    RetryAfter.pause(header("retry-after"), date: header("date"), wall: wall)
  }
}
