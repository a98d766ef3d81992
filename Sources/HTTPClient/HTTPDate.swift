/// A date as headers have it, such as `Last-Modified`. Pure.
package enum HTTPDate {
  /// Reads the three forms of RFC 9110: `Sun, 06 Nov 1994 08:49:37 GMT`, `Sunday, 06-Nov-94 08:49:37 GMT` and
  /// `Sun Nov  6 08:49:37 1994`.
  package static func seconds(since1970 text: String) -> Int64? {
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
    guard (1970...9999).contains(year) else { return nil }
    return seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
  }

  /// Seconds since 1970 of a date in UTC; nil where there is no such day or time.
  package static func seconds(
    year: Int64, month: Int64, day: Int64, hour: Int64, minute: Int64, second: Int64
  ) -> Int64? {
    guard (0...9999).contains(year), (1...12).contains(month), (1...31).contains(day), (0..<24).contains(hour),
      (0..<60).contains(minute), (0...60).contains(second)
    else { return nil }
    // Days since 1970 in the Gregorian calendar, with years that begin in March.
    let shifted = month <= 2 ? year - 1 : year
    let dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1
    let leapDays = shifted / 4 - shifted / 100 + shifted / 400
    return (shifted * 365 + leapDays + dayOfYear - 719_468) * 86400 + hour * 3600 + minute * 60 + second
  }

  private static func number(_ text: some StringProtocol) -> Int64? {
    guard (1...4).contains(text.utf8.count), text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
    return Int64(text)
  }

  /// From 1, of `Jan` and so on in any case.
  package static func month(_ text: String) -> Int64? {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
    return names.firstIndex(of: text.lowercased()).map { Int64($0) + 1 }
  }
}
