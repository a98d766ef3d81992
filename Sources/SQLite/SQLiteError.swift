internal import CSQLite

/// What SQLite said about a call that failed.
package struct SQLiteError: Error, Sendable, Hashable {
  /// An extended result code, such as 2067 for a violated UNIQUE; the primary code is its low byte.
  package var code: Int32
  /// SQLite's own words.
  package var message: String
  /// The statement it happened in; empty when none was involved.
  package var sql: String

  package init(code: Int32, message: String, sql: String) {
    self.code = code
    self.message = message
    self.sql = sql
  }

  /// The kinds a caller decides by.
  package enum Kind: Sendable {
    /// Another connection held its lock for longer than the busy timeout.
    case busy
    /// The file is not a database, or a damaged one.
    case damaged
    /// The file system refuses to create, open or write the file.
    case notAccessible
    case full
    case other
  }

  package var kind: Kind {
    switch code & 0xFF {
    case SQLITE_BUSY, SQLITE_LOCKED: .busy
    case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT: .damaged
    case SQLITE_CANTOPEN, SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH: .notAccessible
    case SQLITE_FULL: .full
    default: .other
    }
  }
}

extension SQLiteError: CustomStringConvertible {
  package var description: String {
    let place = sql.isEmpty ? "" : ", in: \(sql)"
    return "SQLite error \(code): \(message)\(place)"
  }
}
