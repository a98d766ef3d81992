package import Model
internal import Platform
internal import SQLite
internal import Synchronization

/// What Vitrine knows of the library, on disk: every system folder as last seen, and the checksums.
///
/// Usable from any thread; calls take turns. Several processes may have one catalog open: every write is one short
/// transaction.
package final class Catalog: Sendable {
  /// The database file.
  package let path: String
  /// nil when closed.
  private let connection: Mutex<Connection?>
  /// For what somebody waits for who must not wait for a writer: a read that goes on while others write. Opened when
  /// it is first asked for.
  private let reader = Mutex<Connection?>(nil)
  /// Whether games came or went since the last ``tidy(now:)``, and when the last one removed what is outdated.
  let tidying = Mutex<Tidying>(Tidying())

  /// Opens `<directory>/catalog.sqlite` and creates it, and the directory, where there is none.
  package static func open(directory: String) throws(CatalogError) -> Catalog {
    try Catalog(directory: directory)
  }

  private init(directory: String) throws(CatalogError) {
    let path = directory + "/catalog.sqlite"
    do throws(Errno) {
      try createDirectories(directory, permissions: 0o700)
    } catch {
      throw CatalogError(
        reason: .notAccessible,
        description: "The state directory \(directory) cannot be created (\(error)). Create it, make it writable for "
          + "this user, or name another one with --state.")
    }
    let opened: Connection
    do throws(SQLiteError) {
      opened = try Connection(path: path)
      // In one transaction: another process may be creating the tables right now.
      try opened.execute("BEGIN")
      let owner = try opened.integer("PRAGMA application_id") ?? 0
      let tables = try opened.integer("SELECT count(*) FROM sqlite_schema") ?? 0
      try opened.execute("COMMIT")
      guard owner == applicationID || (owner == 0 && tables == 0) else {
        throw SQLiteError(code: Catalog.foreignCode, message: "", sql: "")
      }
      let found = try schema.apply(to: opened)
      guard found <= schema.version else {
        throw SQLiteError(code: Catalog.newerCode, message: String(found), sql: "")
      }
    } catch {
      throw Catalog.openingError(error, path: path)
    }
    self.path = path
    connection = Mutex(opened)
  }

  // Outside SQLite's own range of codes.
  private static let foreignCode: Int32 = -1
  private static let newerCode: Int32 = -2
  private static let closedCode: Int32 = -3

  private static func openingError(_ error: SQLiteError, path: String) -> CatalogError {
    switch error.code {
    case foreignCode:
      CatalogError(
        reason: .foreign,
        description: "\(path) is a database of another program. Move it away, or name another directory with --state.")
    case newerCode:
      CatalogError(
        reason: .newer,
        description: "The catalog \(path) was written by a newer Vitrine (schema \(error.message), this one knows "
          + "\(schema.version)). Use that version, or name another directory with --state.")
    default: CatalogError(error, path: path)
    }
  }

  /// Runs `body` with the connection while nobody else has it.
  func withConnection<Result: Sendable>(
    _ body: (Connection) throws(SQLiteError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(SQLiteError) {
      return try connection.withLock { (connection: inout Connection?) throws(SQLiteError) -> Result in
        guard let connection else { throw SQLiteError(code: Catalog.closedCode, message: "", sql: "") }
        return try body(connection)
      }
    } catch {
      guard error.code != Catalog.closedCode else {
        throw CatalogError(reason: .closed, description: "The catalog \(path) is closed.")
      }
      throw CatalogError(error, path: path)
    }
  }

  /// Runs `body`, which writes nothing, without waiting for whoever writes at the moment.
  func withReader<Result: Sendable>(
    _ body: (Connection) throws(SQLiteError) -> Result
  ) throws(CatalogError) -> Result {
    do throws(SQLiteError) {
      return try reader.withLock { (reader: inout Connection?) throws(SQLiteError) -> Result in
        if let reader { return try body(reader) }
        let opened = try Connection(path: path)
        reader = opened
        return try body(opened)
      }
    } catch {
      throw CatalogError(error, path: path)
    }
  }

  /// Closes the database: the last to do so leaves one file, without `-wal` and `-shm` beside it. Every call after
  /// this one fails.
  ///
  /// Does not wait longer than ``closePatience`` for a call that is under way; it then leaves the database as it is,
  /// which loses nothing either.
  package func close() {
    let deadline = monotonicNanoseconds() + Catalog.closePatience
    _ = reader.withLockIfAvailable { $0 = nil }
    while true {
      let isClosed: Void? = connection.withLockIfAvailable { $0 = nil }
      if isClosed != nil { return }
      guard monotonicNanoseconds() < deadline else {
        return Log.warning("The catalog \(path) is in use and stays open until the process ends.")
      }
      sleep(nanoseconds: 5_000_000)
    }
  }

  /// Nanoseconds.
  private static let closePatience: UInt64 = 2_000_000_000

  /// Has every statement told when it begins: its SQL, without what is bound. For tests of how many there are.
  ///
  /// - Parameter body: on any thread; must not use the catalog. nil ends it.
  package func trace(_ body: (@Sendable (String) -> Void)?) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in connection.trace(body) }
    try withReader { (connection: Connection) throws(SQLiteError) in connection.trace(body) }
  }

  /// Rows written since the catalog was opened.
  package var totalChanges: Int { connection.withLock { $0?.totalChanges ?? 0 } }

  /// The root for a directory of the library, numbered at its first use.
  ///
  /// - Parameter path: absolute, without a slash at the end.
  package func root(forPath path: String) throws(CatalogError) -> LibraryRoot {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      if let id = try Catalog.rootID(path, connection) { return LibraryRoot(id: id, path: path) }
      return try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement("INSERT INTO root (path) VALUES (?) ON CONFLICT DO NOTHING")
        insert.bind(path, at: 1)
        try insert.run()
        return LibraryRoot(id: try Catalog.rootID(path, connection) ?? 0, path: path)
      }
    }
  }

  private static func rootID(_ path: String, _ connection: Connection) throws(SQLiteError) -> Int? {
    let query = try connection.statement("SELECT id FROM root WHERE path = ?")
    query.bind(path, at: 1)
    defer { query.reset() }
    return try query.step() ? Int(query.integer(0)) : nil
  }
}
