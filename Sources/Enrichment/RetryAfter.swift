internal import HTTPClient

/// The header `Retry-After`: seconds, or a date. Pure.
package enum RetryAfter {
  /// How long the provider wants to be left alone, nanoseconds; nil where it does not say so in a form one can read.
  ///
  /// - Parameters:
  ///   - date: the answer's own `Date`, if it has one: a date of the server's counts by the server's clock.
  ///   - wall: now, nanoseconds since 1970.
  package static func pause(_ text: String?, date: String?, wall: Int64) -> UInt64? {
    guard let text = text.map(trimmed), !text.isEmpty else { return nil }
    if text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) {
      return min(UInt64(text) ?? .max, longest) * 1_000_000_000
    }
    guard let then = seconds(since1970: text) else { return nil }
    let now = date.map(trimmed).flatMap(seconds(since1970:)) ?? wall / 1_000_000_000
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

  /// Reads the three forms of RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
  /// `Sun Nov  6 08:49:37 1994`.
  private static func seconds(since1970 text: String) -> Int64? {
    guard text.utf8.count <= 64 else { return nil }
    var words = text.split { $0 == " " || $0 == "," || $0 == "-" }.map(String.init)
    if words.last == "GMT" { words.removeLast() }
    guard words.count == 5 else { return nil }
    words.removeFirst()
    let isOldC = month(words[0]) != nil
    let fields = isOldC ? [words[1], words[0], words[3], words[2]] : words
    let clock = fields[3].split(separator: ":", omittingEmptySubsequences: false).map { number($0) }
    guard let day = number(fields[0]), let month = month(fields[1]), var year = number(fields[2]), clock.count == 3,
      let hour = clock[0], let minute = clock[1], let second = clock[2]
    else { return nil }
    if fields[2].utf8.count == 2 { year += year < 70 ? 2000 : 1900 }
    guard (1...31).contains(day), hour < 24, minute < 60, second <= 60, (1970...9999).contains(year) else { return nil }
    // Days since 1970 in the Gregorian calendar, with years that begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let days = shifted * 365 + shifted / 4 - shifted / 100 + shifted / 400 + dayOfYear - 719_468
    return days * 86400 + hour * 3600 + minute * 60 + second
  }

  private static func number(_ text: some StringProtocol) -> Int64? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int64(text)
  }

  private static func month(_ text: String) -> Int64? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.firstIndex(of: text.lowercased()).map { Int64($0) + 1 }
  }
}

extension HTTPResponse {
  /// How long the server wants to be left alone, nanoseconds; nil where it says nothing one can read.
  func retryPause(wall: Int64) -> UInt64? {
    RetryAfter.pause(header("retry-after"), date: header("date"), wall: wall)
  }
}
