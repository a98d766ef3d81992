extension Connection {
  /// Inserts many rows, sixteen with each run of a statement: half the time of one by one.
  ///
  /// - Parameters:
  ///   - table: such as `game (id, added)`.
  ///   - columns: how many it names; NULL where nothing is bound.
  ///   - conflict: what becomes of a row that is there already, such as `ON CONFLICT DO NOTHING`.
  ///   - bind: binds the values of a row to the parameters from `first` on.
  package func insert(
    into table: String, columns: Int, rows: Int, conflict: String = "",
    _ bind: (_ statement: Statement, _ row: Int, _ first: Int) -> Void
  ) throws(SQLiteError) {
    guard rows > 0 else { return }
    let step = 16
    let one = try statement(Connection.insertion(into: table, columns: columns, rows: 1) + conflict)
    let many =
      rows < step ? one : try statement(Connection.insertion(into: table, columns: columns, rows: step) + conflict)
    var row = 0
    while row < rows {
      let count = rows - row < step ? 1 : step
      let statement = count == 1 ? one : many
      for offset in 0..<count { bind(statement, row + offset, offset * columns + 1) }
      try statement.run()
      row += count
    }
  }

  private static func insertion(into table: String, columns: Int, rows: Int) -> String {
    let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
    return "INSERT INTO \(table) VALUES " + Array(repeating: row, count: rows).joined(separator: ", ") + " "
  }
}
