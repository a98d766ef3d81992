/// Dates in names.
///
/// | tag | date |
/// |---|---|
/// | `(1995-03-01)`, `(1995.03.01)`, `(19950301)` | `1995-03-01` |
/// | `(1995-03)` | `1995-03` |
/// | `(1995)`, `(199x)`, `(19xx)` | as written |
/// | `(2000-01-0x)` (TOSEC) | as written |
/// | `(Aug 21, 1992)`, `(September 1991)` (MAME, Hidden Palace) | `1992-08-21`, `1991-09` |
enum NameDate {
  /// - Returns: as ISO 8601, with an `x` for an unknown digit; nil where `text` is no date.
  static func parse(_ text: Bytes) -> String? {
    guard let first = text.first else { return nil }
    if first.isLetter { return spelled(text) }
    guard first == UInt8(ascii: "1") || first == UInt8(ascii: "2") else { return nil }
    switch text.count {
    case 4: return isYear(text) ? text.text.lowercased() : nil
    case 7, 10:
      let sign = text[text.startIndex + 4]
      guard sign == UInt8(ascii: "-") || sign == UInt8(ascii: ".") else { return nil }
      let fields = text.parts { $0 == sign }
      guard fields.count == (text.count == 7 ? 2 : 3), isYear(fields[0]), isIn(1...12, fields[1]) else { return nil }
      if fields.count == 3, !isIn(1...31, fields[2]) { return nil }
      return fields.map { $0.text.lowercased() }.joined(separator: "-")
    case 8:
      let year = text.prefix(4)
      let month = text.dropFirst(4).prefix(2)
      guard isYear(year), year.number != nil, isIn(1...12, month), isIn(1...31, text.suffix(2)), month.number != nil
      else { return nil }
      return "\(year.text)-\(month.text)-\(text.suffix(2).text)"
    default: return nil
    }
  }

  /// `19xx` and `1986`, not `1086` or `2900`.
  static func isYear(_ text: Bytes) -> Bool {
    guard text.count == 4, let first = text.first else { return false }
    let century = text.dropFirst().first
    guard
      first == UInt8(ascii: "1") && century == UInt8(ascii: "9")
        || first == UInt8(ascii: "2") && century == UInt8(ascii: "0")
    else { return false }
    return text.suffix(2).allSatisfy { $0.isDigit || $0.folded == UInt8(ascii: "x") }
  }

  private static func isIn(_ range: ClosedRange<Int>, _ text: Bytes) -> Bool {
    if let number = text.number { return text.count == 2 && range.contains(number) }
    return text.count == 2 && text.allSatisfy { $0.isDigit || $0.folded == UInt8(ascii: "x") }
  }

  private static let months = Phrase.table(
    """
    01 = jan, january
    02 = feb, february
    03 = mar, march
    04 = apr, april
    05 = may
    06 = jun, june
    07 = jul, july
    08 = aug, august
    09 = sep, sept, september
    10 = oct, october
    11 = nov, november
    12 = dec, december
    """, value: { String($0) })

  /// `Aug 21, 1992`, `August 1992`, `September 1991`.
  private static func spelled(_ text: Bytes) -> String? {
    guard text.count >= 8, text.last?.isDigit == true else { return nil }
    let words = text.parts { $0.isBlank || $0 == UInt8(ascii: ",") }
    guard words.count == 2 || words.count == 3, let key = Phrase(words[0]), let month = months[key],
      let year = words.last, isYear(year), year.number != nil
    else { return nil }
    if words.count == 2 { return "\(year.text)-\(month)" }
    guard let day = words[1].number, (1...31).contains(day) else { return nil }
    return "\(year.text)-\(month)-\(day < 10 ? "0" : "")\(day)"
  }
}
