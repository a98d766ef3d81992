internal import Digest
internal import Platform
internal import SQLite
internal import Synchronization

/// The database `index.sqlite` of a cache directory: what cannot be read from the files themselves.
///
/// A ZIP has a row from before its first byte is written until after its last one is removed. Any thread may call;
/// calls take turns, and the lock is the innermost of all.
final class CacheIndex: Sendable {
  static let name = "index.sqlite"

  struct Row: Hashable, Sendable {
    var zip: CachedZip
    /// Otherwise it is being built, or was when the process ended.
    var isComplete: Bool
  }

  private let connection: Mutex<Connection>

  /// Opens the database; one that is damaged, or written by a newer program, is put aside and a new one begun.
  ///
  /// - Returns: `wasReplaced` where that happened.
  static func open(in directory: CacheDirectory) throws(CacheProblem) -> (index: CacheIndex, wasReplaced: Bool) {
    let path = "\(directory.path)/\(name)"
    // SQLite makes its other files with the same rights: they name games.
    directory.makePrivate(name)
    do throws(SQLiteError) {
      return (try CacheIndex(path), false)
    } catch {
      if error.code == CacheIndex.foreignCode {
        throw CacheProblem(
          reason: .foreign,
          description: "\(path) is a database of another program. Move it away, or name another directory with "
            + "cache.directory.")
      }
      guard error.kind == .damaged || error.code == CacheIndex.newerCode else { throw CacheProblem(error, path) }
      Log.warning("The cache's index \(path) cannot be used (\(error)); it is kept as \(name).broken and made anew.")
    }
    do throws(Errno) { try directory.putAside(name) } catch { throw CacheProblem(error, path) }
    do throws(SQLiteError) { return (try CacheIndex(path), true) } catch { throw CacheProblem(error, path) }
  }

  private init(_ path: String) throws(SQLiteError) {
    let opened = try Connection(path: path)
    let owner = try opened.integer("PRAGMA application_id") ?? 0
    let tables = try opened.integer("SELECT count(*) FROM sqlite_schema") ?? 0
    guard owner == CacheIndex.applicationID || (owner == 0 && tables == 0) else {
      throw SQLiteError(code: CacheIndex.foreignCode, message: "it belongs to another program", sql: "")
    }
    guard try CacheIndex.schema.apply(to: opened) <= CacheIndex.schema.version else {
      throw SQLiteError(code: CacheIndex.newerCode, message: "a newer Vitrine wrote it", sql: "")
    }
    guard try CacheIndex.isIntact(opened) else {
      throw SQLiteError(code: CacheIndex.damagedCode, message: "it is damaged", sql: "")
    }
    connection = Mutex(opened)
  }

  /// Whether all of it can be read: a few thousand rows, which takes no time.
  private static func isIntact(_ connection: Connection) throws(SQLiteError) -> Bool {
    let check = try connection.statement("PRAGMA quick_check(1)")
    defer { check.reset() }
    return try check.step() && check.text(0) == "ok"
  }

  // Outside SQLite's own range of codes, except for SQLITE_CORRUPT.
  private static let foreignCode: Int32 = -1
  private static let newerCode: Int32 = -2
  private static let damagedCode: Int32 = 11

  /// "VtrZ".
  private static let applicationID: Int64 = 0x5674_725A

  private static let schema = Migrations([
    """
    PRAGMA application_id = \(applicationID);

    CREATE TABLE zip (
      key BLOB PRIMARY KEY,
      is_complete INTEGER NOT NULL,
      system TEXT NOT NULL,        -- folder below zips
      name TEXT NOT NULL,          -- shown to people
      size INTEGER NOT NULL,
      occupied INTEGER NOT NULL,   -- bytes on the disk that are this file's alone
      modified INTEGER NOT NULL,   -- nanoseconds since 1970
      created INTEGER NOT NULL,    -- seconds since 1970, as the next
      last_used INTEGER NOT NULL,
      is_pinned INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    """,
    """
    ALTER TABLE zip ADD COLUMN kind INTEGER NOT NULL DEFAULT 0;   -- 0 a ZIP, 1 a whole file of a remote server
    ALTER TABLE zip ADD COLUMN crc32 INTEGER;                     -- of a file's bytes

    -- Files of which some blocks are kept, and that stay for good.
    CREATE TABLE pinned_blocks (key BLOB PRIMARY KEY) STRICT, WITHOUT ROWID;
    """,
  ])

  // MARK: Rows

  func rows() throws(SQLiteError) -> [Row] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT \(CacheIndex.columns) FROM zip")
      defer { query.reset() }
      var rows: [Row] = []
      while try query.step() { if let row = CacheIndex.row(query) { rows.append(row) } }
      return rows
    }
  }

  func row(of key: CacheKey) throws(SQLiteError) -> Row? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT \(CacheIndex.columns) FROM zip WHERE key = ?")
      key.digest.withBytes { query.bind($0, at: 1) }
      defer { query.reset() }
      return try query.step() ? CacheIndex.row(query) : nil
    }
  }

  /// Stores rows, replacing those of the same keys.
  func store(_ rows: [Row]) throws(SQLiteError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement(
          "INSERT OR REPLACE INTO zip (\(CacheIndex.columns)) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
        for row in rows {
          CacheIndex.bind(row, to: insert)
          try insert.run()
        }
      }
    }
  }

  func remove(_ keys: [CacheKey]) throws(SQLiteError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let deletion = try connection.statement("DELETE FROM zip WHERE key = ?")
        for key in keys {
          key.digest.withBytes { deletion.bind($0, at: 1) }
          try deletion.run()
        }
      }
    }
  }

  /// Stores when ZIPs were last used, whether they are pinned, and what they occupy; those without a row stay so.
  func recordUse(_ zips: [CachedZip]) throws(SQLiteError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let update = try connection.statement(
          "UPDATE zip SET last_used = ?, is_pinned = ?, occupied = ? WHERE key = ? AND is_complete = 1")
        for zip in zips {
          update.bind(zip.lastUsed, at: 1)
          update.bind(zip.isPinned ? 1 : 0, at: 2)
          update.bind(zip.occupied, at: 3)
          zip.key.digest.withBytes { update.bind($0, at: 4) }
          try update.run()
        }
      }
    }
  }

  // MARK: Blocks

  func pinnedBlocks() throws(SQLiteError) -> Set<CacheKey> {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT key FROM pinned_blocks")
      defer { query.reset() }
      var keys: Set<CacheKey> = []
      while try query.step() {
        if let digest = SHA256Digest(stored: query.unsafeBlob(0)) { keys.insert(CacheKey(digest)) }
      }
      return keys
    }
  }

  func setPinnedBlocks(_ isPinned: Bool, _ keys: [CacheKey]) throws(SQLiteError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let change = try connection.statement(
          isPinned
            ? "INSERT OR REPLACE INTO pinned_blocks (key) VALUES (?)" : "DELETE FROM pinned_blocks WHERE key = ?")
        for key in keys {
          key.digest.withBytes { change.bind($0, at: 1) }
          try change.run()
        }
      }
    }
  }

  private static let columns =
    "key, is_complete, system, name, size, occupied, modified, created, last_used, is_pinned, kind, crc32"

  private static func row(_ query: Statement) -> Row? {
    guard let digest = SHA256Digest(stored: query.unsafeBlob(0)) else { return nil }
    return Row(
      zip: CachedZip(
        key: CacheKey(digest), system: query.text(2), name: query.text(3), size: query.integer(4),
        occupied: query.integer(5), modified: query.integer(6), created: query.integer(7), lastUsed: query.integer(8),
        isPinned: query.integer(9) != 0, kind: CachedZip.Kind(rawValue: query.integer(10)) ?? .zip,
        crc32: query.isNull(11) ? nil : UInt32(truncatingIfNeeded: query.integer(11))),
      isComplete: query.integer(1) != 0)
  }

  private static func bind(_ row: Row, to statement: Statement) {
    row.zip.key.digest.withBytes { statement.bind($0, at: 1) }
    statement.bind(row.isComplete ? 1 : 0, at: 2)
    statement.bind(row.zip.system, at: 3)
    statement.bind(row.zip.name, at: 4)
    statement.bind(row.zip.size, at: 5)
    statement.bind(row.zip.occupied, at: 6)
    statement.bind(row.zip.modified, at: 7)
    statement.bind(row.zip.created, at: 8)
    statement.bind(row.zip.lastUsed, at: 9)
    statement.bind(row.zip.isPinned ? 1 : 0, at: 10)
    statement.bind(row.zip.kind.rawValue, at: 11)
    statement.bind(row.zip.crc32.map { Int64($0) }, at: 12)
  }

  private func withConnection<Result: Sendable>(
    _ body: (Connection) throws(SQLiteError) -> Result
  ) throws(SQLiteError) -> Result {
    try connection.withLock { (connection: inout Connection) throws(SQLiteError) -> Result in try body(connection) }
  }
}
