internal import SQLite

/// Removes what has been kept long enough.
struct Outdated {
  private let connection: Connection
  private let now: Int64

  init(_ connection: Connection, now: Int64) {
    self.connection = connection
    self.now = now
  }

  func remove() throws(SQLiteError) {
    try run("DELETE FROM game WHERE id IN (SELECT game_id FROM missing WHERE since < ?)", now - IdentityLimits.missing)
    try run(
      "DELETE FROM newcomer WHERE (SELECT added FROM game WHERE id = game_id) < ?", now - IdentityLimits.newcomer)
    try UnusedContent(connection, now: now).sweep()
  }

  private func run(_ sql: String, _ limit: Int64) throws(SQLiteError) {
    let statement = try connection.statement(sql)
    statement.bind(limit, at: 1)
    try statement.run()
  }
}
