internal import Text

/// A line of parts, of which those that tell least are left out where it is too narrow. Pure.
struct FittedLine {
  /// One part of the line; a low rank stays longest.
  struct Part {
    var rank: Int
    var text: String

    /// nil without text.
    init?(_ rank: Int, _ text: String?) {
      guard let text, !text.isEmpty else { return nil }
      self.rank = rank
      self.text = text
    }
  }

  /// In the order in which they stand; one of rank 0 is first.
  var parts: [Part]
  /// Stands last, shortened where there is not room for all of it; goes before any part does.
  var item: String?

  /// Columns that an item needs to be worth showing.
  private static let fewestItemColumns = 10

  /// - Parameter width: columns; nil for any number, as in a file.
  func text(width: Int?) -> String {
    guard let width else { return joined(parts.map(\.text) + [item].compactMap { $0 }) }
    var kept: [Part] = []
    for rank in Set(parts.map(\.rank)).sorted() {
      let candidate = parts.filter { part in part.rank == rank || kept.contains { $0.rank == part.rank } }
      if DisplayWidth.of(joined(candidate.map(\.text))) <= width { kept = candidate } else { break }
    }
    // Not even the first fits.
    if kept.isEmpty { return DisplayWidth.prefix(of: parts.first?.text ?? "", columns: width) }
    let line = joined(kept.map(\.text))
    guard kept.count == parts.count, let item else { return line }
    let room = width - DisplayWidth.of(line) - 2
    return room >= FittedLine.fewestItemColumns ? joined([line, DisplayWidth.shortened(item, to: room)]) : line
  }

  private func joined(_ parts: [String]) -> String { parts.joined(separator: "  ") }

  /// 20 cells.
  ///
  /// - Parameter part: from 0 to 1.
  static func bar(_ part: Double) -> String {
    let cells = 20
    let full = min(cells, max(0, Int(part * Double(cells))))
    return "[\(String(repeating: "#", count: full))\(String(repeating: "-", count: cells - full))]"
  }

  /// Rounded down: 100 % is said of what is complete. Always as wide.
  static func percentage(_ part: Double) -> String {
    let text = "\(Int(min(1, max(0, part)) * 100)) %"
    return String(repeating: " ", count: max(0, 5 - text.utf8.count)) + text
  }
}
