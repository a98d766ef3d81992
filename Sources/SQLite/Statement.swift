internal import CSQLite

/// A prepared statement. Wraps `sqlite3_stmt *`; belongs to the ``Connection`` it came from and its thread.
///
/// Parameters count from 1, columns from 0, as in SQLite. Binding to a parameter that does not exist is a mistake
/// in the program and traps.
package final class Statement {
  private let handle: OpaquePointer

  init(_ handle: OpaquePointer) { self.handle = handle }

  deinit { sqlite3_finalize(handle) }

  /// Goes to the next row; false after the last one, or at once for a statement without rows.
  package func step() throws(SQLiteError) -> Bool {
    let result = sqlite3_step(handle)
    switch result {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    default:
      let connection = sqlite3_db_handle(handle)
      let error = SQLiteError(
        code: result, message: String(cString: sqlite3_errmsg(connection)),
        sql: sqlite3_sql(handle).map { String(cString: $0) } ?? "")
      sqlite3_reset(handle)
      throw error
    }
  }

  /// Runs a statement that gives no rows, and makes it ready for the next parameters.
  package func run() throws(SQLiteError) {
    _ = try step()
    reset()
  }

  /// Ends the present use; what was bound is gone.
  package func reset() {
    sqlite3_reset(handle)
    sqlite3_clear_bindings(handle)
  }
}

extension Statement {
  package func bind(_ value: Int64, at index: Int) { check(sqlite3_bind_int64(handle, Int32(index), value)) }

  package func bind(_ value: Int, at index: Int) { bind(Int64(value), at: index) }

  /// Stores the bits: numbers of 2^63 and more read back the same through ``unsigned(_:)``.
  package func bind(_ value: UInt64, at index: Int) { bind(Int64(bitPattern: value), at: index) }

  package func bind(_ value: Double, at index: Int) { check(sqlite3_bind_double(handle, Int32(index), value)) }

  package func bind(_ value: String, at index: Int) {
    var value = value
    let result = value.withUTF8 { bytes in
      sqlite3_bind_text64(
        handle, Int32(index), UnsafeRawPointer(bytes.baseAddress)?.assumingMemoryBound(to: CChar.self),
        UInt64(bytes.count), csqlite_transient(), UInt8(SQLITE_UTF8))
    }
    check(result)
  }

  /// A blob; SQLite copies the bytes.
  package func bind(_ value: UnsafeRawBufferPointer, at index: Int) {
    guard let base = value.baseAddress, !value.isEmpty else {
      return check(sqlite3_bind_zeroblob(handle, Int32(index), 0))
    }
    check(sqlite3_bind_blob64(handle, Int32(index), base, UInt64(value.count), csqlite_transient()))
  }

  /// A blob that stays where it is until the statement has run or something else is bound: SQLite does not copy it.
  package func bindBorrowed(_ value: UnsafeRawBufferPointer, at index: Int) {
    guard let base = value.baseAddress, !value.isEmpty else { return bind(value, at: index) }
    check(sqlite3_bind_blob64(handle, Int32(index), base, UInt64(value.count), nil))
  }

  /// A blob, or NULL for nil.
  package func bind(_ value: [UInt8]?, at index: Int) {
    guard let value else { return bindNull(at: index) }
    value.withUnsafeBytes { bind($0, at: index) }
  }

  package func bindNull(at index: Int) { check(sqlite3_bind_null(handle, Int32(index))) }

  private func check(_ result: Int32) {
    precondition(result == SQLITE_OK || result == SQLITE_TOOBIG || result == SQLITE_NOMEM, "binding: code \(result)")
  }
}

extension Statement {
  package func integer(_ column: Int) -> Int64 { sqlite3_column_int64(handle, Int32(column)) }

  package func unsigned(_ column: Int) -> UInt64 { UInt64(bitPattern: integer(column)) }

  package func real(_ column: Int) -> Double { sqlite3_column_double(handle, Int32(column)) }

  package func isNull(_ column: Int) -> Bool { sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL }

  package func text(_ column: Int) -> String {
    sqlite3_column_text(handle, Int32(column)).map { String(cString: $0) } ?? ""
  }

  /// A blob's bytes without a copy, valid until the next step or reset.
  package func unsafeBlob(_ column: Int) -> UnsafeRawBufferPointer {
    let base = sqlite3_column_blob(handle, Int32(column))
    return UnsafeRawBufferPointer(start: base, count: Int(sqlite3_column_bytes(handle, Int32(column))))
  }

  package func blob(_ column: Int) -> [UInt8] { [UInt8](unsafeBlob(column)) }
}
