/// Days as offline databases have them, in ISO 8601 as far as they are known.
enum ReleaseDate {
  /// The day of `1995-03-11T00:00:00-05:00`, whatever the zone: it is midnight where it was entered.
  static func day(_ text: String) -> String? {
    let parts = text.prefix { $0 != "T" && $0 != " " }.split(separator: "-", omittingEmptySubsequences: false)
    guard parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]), let day = Int(parts[2]) else {
      return nil
    }
    return iso(year: year, month: month, day: day)
  }

  static func year(_ text: String) -> String? { Int(text).flatMap { iso(year: $0, month: nil, day: nil) } }

  /// nil for a year before games; a month or day that cannot be is not known.
  static func iso(year: Int, month: Int?, day: Int?) -> String? {
    guard (1940...2200).contains(year) else { return nil }
    guard let month, (1...12).contains(month) else { return String(year) }
    guard let day, (1...days(of: month, in: year)).contains(day) else { return "\(year)-\(padded(month))" }
    return "\(year)-\(padded(month))-\(padded(day))"
  }

  private static func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

  private static func days(of month: Int, in year: Int) -> Int {
    let isLeap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
    return [31, isLeap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
  }
}
