/// Numbered steps that bring a database to the present schema; a released step is never edited.
package struct Migrations: Sendable {
  private let steps: [String]

  /// - Parameter steps: SQL scripts; step `n` (from 1) leaves `PRAGMA user_version` at `n`.
  package init(_ steps: [String]) { self.steps = steps }

  /// The version of a database that has gone through all steps.
  package var version: Int { steps.count }

  /// Applies what is missing, each step in a transaction of its own.
  ///
  /// - Returns: the version the database had before. When that is more than ``version``, a newer program wrote it
  ///   and nothing was touched.
  package func apply(to connection: Connection) throws(SQLiteError) -> Int {
    let before = Int(try connection.integer("PRAGMA user_version") ?? 0)
    guard before < steps.count else { return before }
    for number in before + 1...steps.count {
      try connection.transaction { () throws(SQLiteError) in
        // Another process may have taken this step between the look and the lock.
        guard Int(try connection.integer("PRAGMA user_version") ?? 0) < number else { return }
        try connection.execute(steps[number - 1])
        try connection.execute("PRAGMA user_version = \(number)")
      }
    }
    return before
  }
}
