internal import Platform

/// A day, a month or a year in which a game came out.
struct IGDBDate: Hashable, Comparable, CustomStringConvertible {
  var year: Int
  var month: Int?
  var day: Int?

  /// Games have come out since; what is far ahead is an announcement or a mistake.
  private static let years = 1950...2100

  /// Seconds since 1970, which may be before it.
  init?(seconds value: JSONValue) {
    guard let seconds = value.integer, abs(seconds) < 10_000_000_000 else { return nil }
    // Days since 1 March 0000, in eras of 400 years (146,097 days), whose last day is 29 February.
    let days = Int((Double(seconds) / 86_400).rounded(.down)) + 719_468
    let era = (days >= 0 ? days : days - 146_096) / 146_097
    let dayOfEra = days - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shifted = (5 * dayOfYear + 2) / 153
    let month = shifted < 10 ? shifted + 3 : shifted - 9
    year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
    self.month = month
    day = dayOfYear - (153 * shifted + 2) / 5 + 1
    if !IGDBDate.years.contains(year) { return nil }
  }

  init?(year value: JSONValue, month monthValue: JSONValue) {
    guard let year = value.integer, IGDBDate.years.contains(year) else { return nil }
    self.year = year
    month = monthValue.integer.flatMap { (1...12).contains($0) ? $0 : nil }
  }

  /// What is less well known comes later.
  static func < (left: IGDBDate, right: IGDBDate) -> Bool {
    (left.year, left.month ?? 13, left.day ?? 32) < (right.year, right.month ?? 13, right.day ?? 32)
  }

  /// ISO 8601, as far as it is known.
  var description: String {
    func digits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    guard let month else { return "\(year)" }
    guard let day else { return "\(year)-\(digits(month))" }
    return "\(year)-\(digits(month))-\(digits(day))"
  }
}
