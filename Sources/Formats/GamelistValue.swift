/// Values as lists of front ends have them.
enum GamelistValue {
  enum Reading<Value> {
    case value(Value)
    /// What front ends write for nothing.
    case nothing
    /// What was expected instead.
    case wrong(String)
  }

  /// From 0 to 1, with a point or a comma.
  static func rating(_ text: String) -> Reading<Double> {
    let plain = text.replacing(",", with: ".")
    guard plain.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }), let value = Double(plain), value >= 0,
      value <= 1
    else { return .wrong("a number from 0 to 1 stands here") }
    // Not -0, which is written otherwise.
    return .value(value == 0 ? 0 : value)
  }

  static func count(_ text: String) -> Reading<Int> {
    guard let value = Int(text), value >= 0, value <= Int(Int32.max) else {
      return .wrong("a whole number from 0 to \(Int32.max) stands here")
    }
    return .value(value)
  }

  static func flag(_ text: String) -> Reading<Bool> {
    switch text.lowercased() {
    case "true", "1", "yes": .value(true)
    case "false", "0", "no": .value(false)
    default: .wrong("`true` or `false` stands here")
    }
  }

  static func word(_ text: String) -> Reading<String> { text.lowercased() == "unknown" ? .nothing : .value(text) }

  static func checksum(_ text: String) -> UInt32? {
    guard text.utf8.count <= 8, text.utf8.allSatisfy({ isDigit($0) || (0x61...0x66).contains($0 | 0x20) }) else {
      return nil
    }
    return UInt32(text, radix: 16)
  }

  /// A day as `YYYYMMDD` with or without a time, or as in ISO 8601; ISO 8601 as far as it is known.
  ///
  /// A month or day of 00 is not known.
  static func date(_ text: String) -> Reading<String> {
    if isNothing(text) { return .nothing }
    let expected = "a date stands here, as in 19940315T000000"
    let day = text.utf8.prefix { $0 != UInt8(ascii: "T") && $0 != 0x20 }
    let digits = day.filter { $0 != UInt8(ascii: "-") }
    guard digits.allSatisfy(isDigit), [4, 6, 8].contains(digits.count), day.first != UInt8(ascii: "-") else {
      return .wrong(expected)
    }
    let year = number(digits[..<4])
    let month = digits.count > 4 ? number(digits[4..<6]) : 0
    let date = digits.count > 6 ? number(digits[6..<8]) : 0
    guard year >= 1, month <= 12, date == 0 || month > 0 && date <= days(of: month, in: year) else {
      return .wrong(expected)
    }
    if year == 1970, month == 1, date == 1, day.count < text.utf8.count { return .nothing }
    var iso = padded(year, 4)
    if month > 0 { iso += "-" + padded(month, 2) }
    if date > 0 { iso += "-" + padded(date, 2) }
    return .value(iso)
  }

  /// `YYYYMMDDTHHMMSS`; also as in ISO 8601, and without a time.
  static func time(_ text: String) -> Reading<String> {
    if isNothing(text) { return .nothing }
    let expected = "a time stands here, as in 20240131T201500"
    var plain = Array(text.utf8.filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: ":") })
    if plain.count == 8 { plain += "T000000".utf8 }
    if plain.count > 8, plain[8] == 0x20 { plain[8] = UInt8(ascii: "T") }
    guard plain.count == 15, plain[8] == UInt8(ascii: "T"), plain[..<8].allSatisfy(isDigit),
      plain[9...].allSatisfy(isDigit)
    else { return .wrong(expected) }
    let year = number(plain[..<4])
    let month = number(plain[4..<6])
    let day = number(plain[6..<8])
    guard year >= 1, (1...12).contains(month), day >= 1, day <= days(of: month, in: year),
      number(plain[9..<11]) < 24, number(plain[11..<13]) < 60, number(plain[13..<15]) < 61
    else { return .wrong(expected) }
    // What conversions make of no time at all.
    if year <= 1970, month == 1, day <= 2 { return .nothing }
    return .value(String(decoding: plain, as: UTF8.self))
  }

  /// The digits of a whole day for ISO 8601 as far as it is known: front ends take no other, and show what they do not
  /// take as some day of 1969. What is not known counts as the first: `1994` is `19940101`.
  ///
  /// - Returns: nil where `iso` is none.
  static func day(_ iso: String) -> String? {
    guard case .value(let date) = date(iso), date == iso else { return nil }
    let digits = iso.filter { $0 != "-" }
    return digits + "0101".dropFirst(digits.count - 4)
  }

  private static func isNothing(_ text: String) -> Bool {
    text == "not-a-date-time" || text.utf8.allSatisfy { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: "T") }
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  private static func number(_ digits: some Sequence<UInt8>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

  private static func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
  }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
