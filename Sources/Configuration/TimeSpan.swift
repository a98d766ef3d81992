/// Durations as people write them: `30s`, `15 min`, `48h`, `2 days`, `1h 30m`, and a number alone for seconds.
package enum TimeSpan {
  private static let units: [(seconds: Int, names: [String])] = [
    (1, ["s", "sec", "secs", "second", "seconds"]), (60, ["m", "min", "mins", "minute", "minutes"]),
    (3600, ["h", "hr", "hrs", "hour", "hours"]), (86_400, ["d", "day", "days"]), (604_800, ["w", "week", "weeks"]),
  ]

  /// - Returns: seconds; nil where the text is no duration of whole seconds, or one of more than a century.
  package static func parse(_ text: String) -> Int? {
    var rest = text.lowercased()[...].drop { $0 == " " }
    guard !rest.isEmpty else { return nil }
    if let seconds = Int(rest), rest.first?.isNumber == true { return check(seconds) }
    var total = 0
    while !rest.isEmpty {
      let number = rest.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
      rest = rest.dropFirst(number.count).drop { $0 == " " }
      let name = rest.prefix { $0.isLetter }
      rest = rest.dropFirst(name.count).drop { $0 == " " }
      guard let unit = units.first(where: { $0.names.contains(String(name)) }),
        let part = multiple(of: unit.seconds, number)
      else { return nil }
      total += part
      if check(total) == nil { return nil }
    }
    return total
  }

  /// A text that ``parse(_:)`` takes for the same number.
  package static func text(_ seconds: Int) -> String {
    if seconds > 0, seconds % 3600 == 0 { return "\(seconds / 3600) h" }
    if seconds > 0, seconds % 60 == 0 { return "\(seconds / 60) min" }
    return "\(seconds) s"
  }

  private static func check(_ seconds: Int) -> Int? { (0...3_155_760_000).contains(seconds) ? seconds : nil }

  private static func multiple(of unit: Int, _ number: Substring) -> Int? {
    let parts = number.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = Int(parts[0]), whole <= 3_155_760_000 else { return nil }
    if parts.count == 1 { return whole * unit }
    guard (1...3).contains(parts[1].count), let fraction = Int(parts[1]) else { return nil }
    let scale = [10, 100, 1000][parts[1].count - 1]
    guard fraction * unit % scale == 0 else { return nil }
    return whole * unit + fraction * unit / scale
  }
}
