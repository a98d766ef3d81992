internal import HTTPClient
internal import Model

/// Reads times as directory indexes and manifests write them. Pure.
enum ListedTime {
  /// `22-Nov-2026 13:28`, `2026-11-22 13:28`, `2026-Nov-22 13:28:52`, in two words. Their zone is not said.
  static func read(_ date: String, _ clock: String) -> OfferTime? {
    let fields = date.split(separator: "-", omittingEmptySubsequences: false)
    guard fields.count == 3, let month = month(fields[1]) else { return nil }
    let isYearFirst = fields[0].utf8.count == 4
    guard let year = number(fields[isYearFirst ? 0 : 2], digits: 4...4),
      let day = number(fields[isYearFirst ? 2 : 0], digits: 1...2)
    else { return nil }
    let parts = clock.split(separator: ":", omittingEmptySubsequences: false)
    guard (2...3).contains(parts.count), let hour = number(parts[0], digits: 1...2),
      let minute = number(parts[1], digits: 2...2),
      let second = parts.count == 3 ? number(parts[2], digits: 2...2) : 0,
      let seconds = HTTPDate.seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    return OfferTime(seconds, isExact: false)
  }

  /// RFC 3339, such as `2026-11-22T13:28:52.308Z` or `2026-11-22 14:28:52+01:00`; or the date of an HTTP header.
  static func exact(_ text: String) -> OfferTime? {
    let text = text.drop { $0 == " " }
    if let seconds = timestamp(Array(text.utf8)) ?? HTTPDate.seconds(since1970: String(text)) {
      return OfferTime(seconds, isExact: true)
    }
    return nil
  }

  private static func timestamp(_ text: [UInt8]) -> Int64? {
    guard text.count >= 20, text[4] == UInt8(ascii: "-"), text[7] == UInt8(ascii: "-"), text[13] == UInt8(ascii: ":"),
      text[16] == UInt8(ascii: ":"), [UInt8(ascii: "T"), UInt8(ascii: "t"), UInt8(ascii: " ")].contains(text[10])
    else { return nil }
    func field(_ range: Range<Int>) -> Int64? {
      number(Substring(String(decoding: text[range], as: UTF8.self)), digits: range.count...range.count)
    }
    guard let year = field(0..<4), let month = field(5..<7), let day = field(8..<10), let hour = field(11..<13),
      let minute = field(14..<16), let second = field(17..<19),
      let seconds = HTTPDate.seconds(year: year, month: month, day: day, hour: hour, minute: minute, second: second)
    else { return nil }
    var rest = text[19...]
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      guard let first = rest.first, (0x30...0x39).contains(first) else { return nil }
      rest = rest.drop { (0x30...0x39).contains($0) }
    }
    if rest.count == 1, rest.first == UInt8(ascii: "Z") || rest.first == UInt8(ascii: "z") { return seconds }
    let start = rest.startIndex
    guard rest.count == 6, rest[start + 3] == UInt8(ascii: ":"), let hours = field(start + 1..<start + 3),
      let minutes = field(start + 4..<start + 6), hours < 24, minutes < 60
    else { return nil }
    let offset = hours * 3600 + minutes * 60
    switch rest[start] {
    case UInt8(ascii: "+"): return seconds - offset
    case UInt8(ascii: "-"): return seconds + offset
    default: return nil
    }
  }

  private static func month(_ text: Substring) -> Int64? {
    if let number = number(text, digits: 1...2) { return number }
    return text.utf8.count == 3 ? HTTPDate.month(String(text)) : nil
  }

  private static func number(_ text: Substring, digits: ClosedRange<Int>) -> Int64? {
    guard digits.contains(text.utf8.count), text.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    return Int64(text)
  }
}
