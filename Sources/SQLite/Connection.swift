internal import CSQLite
internal import Platform

/// One open database. Wraps `sqlite3 *`.
///
/// Not Sendable: one thread uses it at a time, and its owner keeps it in a `Mutex`. SQLite is opened in multi-thread
/// mode for that reason, without a lock of its own around every call.
package final class Connection {
  let handle: OpaquePointer
  private var statements: [String: Statement] = [:]
  private var transactionDepth = 0
  /// Kept alive for SQLite, which has its address.
  var tracer: Tracer?

  /// How long a call waits for another connection's lock, milliseconds.
  private static let busyTimeout: Int32 = 10_000

  /// What a database file is opened for.
  package enum Use: Sendable {
    /// Several connections read and write it: write-ahead log, foreign keys checked, and it is created where there is
    /// none.
    case shared
    /// One connection fills a new file that nobody else looks at before it is whole. What was written when the process
    /// ended is of no use.
    case building
    /// A file that is never changed once it is there. No other file is created beside it.
    case reading
  }

  /// Opens the database file at `path`, with ten seconds of patience with other processes.
  package init(path: String, for use: Use = .shared) throws(SQLiteError) {
    var opened: OpaquePointer?
    let access = use == .reading ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    let flags = access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE
    let result = sqlite3_open_v2(path, &opened, flags, nil)
    guard result == SQLITE_OK, let opened else {
      let message = opened.map { String(cString: sqlite3_errmsg($0)) } ?? String(cString: sqlite3_errstr(result))
      sqlite3_close_v2(opened)
      throw SQLiteError(code: result, message: message, sql: "")
    }
    handle = opened
    sqlite3_busy_timeout(handle, Connection.busyTimeout)
    switch use {
    case .shared:
      try useWriteAheadLog()
      // NORMAL loses the last commits at a power cut, never the database; all of it can be found out again.
      try execute("PRAGMA synchronous = NORMAL")
      try execute("PRAGMA foreign_keys = ON")
    case .building:
      try execute("PRAGMA journal_mode = OFF")
      try execute("PRAGMA synchronous = OFF")
    case .reading: try execute("PRAGMA query_only = ON")
    }
  }

  deinit {
    statements.removeAll()
    sqlite3_close_v2(handle)
  }

  /// Rows inserted, changed or deleted since the connection was opened.
  package var totalChanges: Int { Int(sqlite3_total_changes64(handle)) }

  /// Rows that the last INSERT, UPDATE or DELETE wrote.
  package var changes: Int { Int(sqlite3_changes64(handle)) }

  /// The row id the last INSERT gave out.
  package var lastInsertedRow: Int64 { sqlite3_last_insert_rowid(handle) }

  /// Runs every statement of `sql`, without parameters and results.
  package func execute(_ sql: String) throws(SQLiteError) {
    let result = sqlite3_exec(handle, sql, nil, nil, nil)
    if result != SQLITE_OK { throw error(result, sql) }
  }

  /// The prepared form of `sql`, reset and with nothing bound; prepared once and kept as long as the connection.
  ///
  /// One use of a statement ends before the next one of the same SQL begins.
  package func statement(_ sql: String) throws(SQLiteError) -> Statement {
    if let known = statements[sql] {
      known.reset()
      return known
    }
    var prepared: OpaquePointer?
    let result = sqlite3_prepare_v3(handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &prepared, nil)
    guard result == SQLITE_OK, let prepared else { throw error(result, sql) }
    let statement = Statement(prepared)
    statements[sql] = statement
    return statement
  }

  /// Runs `body` in a transaction that has the write lock from the start; an error undoes everything it wrote.
  ///
  /// A transaction inside one is part of the outer one.
  package func transaction<Result>(
    _ body: () throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    if transactionDepth > 0 { return try body() }
    // A transaction that reads first and writes later fails without waiting when another process wrote in between.
    try execute("BEGIN IMMEDIATE")
    transactionDepth = 1
    defer { transactionDepth = 0 }
    do throws(SQLiteError) {
      let result = try body()
      try execute("COMMIT")
      return result
    } catch {
      // Some errors have rolled back already, and then this one says so.
      try? execute("ROLLBACK")
      throw error
    }
  }

  /// The first column of the first row as an integer; nil when there is no row.
  package func integer(_ sql: String) throws(SQLiteError) -> Int64? {
    let statement = try statement(sql)
    defer { statement.reset() }
    return try statement.step() ? statement.integer(0) : nil
  }

  private func useWriteAheadLog() throws(SQLiteError) {
    // Changing the journal mode is the one thing that reports a busy database without waiting: two processes that
    // create the file together would otherwise fail.
    let deadline = monotonicNanoseconds() + UInt64(Connection.busyTimeout) * 1_000_000
    while true {
      do throws(SQLiteError) {
        return try execute("PRAGMA journal_mode = WAL")
      } catch {
        guard error.kind == .busy, monotonicNanoseconds() < deadline else { throw error }
        sqlite3_sleep(10)
      }
    }
  }

  private func error(_ code: Int32, _ sql: String) -> SQLiteError {
    SQLiteError(code: code, message: String(cString: sqlite3_errmsg(handle)), sql: sql)
  }
}
