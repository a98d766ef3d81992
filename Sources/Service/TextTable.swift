internal import Text

/// Rows in columns, for people. One column gives way where the lines are too long for a terminal. Pure.
struct TextTable {
  struct Column {
    var head: String
    /// Numbers end below each other.
    var isNumber = false

    init(_ head: String, isNumber: Bool = false) {
      self.head = head
      self.isNumber = isNumber
    }
  }

  let columns: [Column]
  /// The one that gives way.
  let flexible: Int
  /// Columns of the terminal; nil for any number, as in a file.
  var width: Int?
  /// A cell for each column. Each row is a line.
  var rows: [[String]] = []

  /// Columns of the terminal that the flexible one is not made narrower than.
  private static let fewestColumns = 12

  init(_ columns: [Column], flexible: Int, width: Int?) {
    self.columns = columns
    self.flexible = flexible
    self.width = width
  }

  /// The heads, and a line for each row.
  var lines: [String] {
    let all = [columns.map(\.head)] + rows
    var widths = columns.indices.map { column in all.map { DisplayWidth.of($0[column]) }.max() ?? 0 }
    if let width {
      let others = widths.indices.reduce(0) { $1 == flexible ? $0 : $0 + widths[$1] + 2 }
      widths[flexible] = min(widths[flexible], max(TextTable.fewestColumns, width - others))
    }
    return all.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let text = column == flexible ? DisplayWidth.shortened(cell, to: widths[column]) : cell
        let space = String(repeating: " ", count: max(0, widths[column] - DisplayWidth.of(text)))
        line += (column == 0 ? "" : "  ") + (columns[column].isNumber ? space + text : text + space)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }
}
