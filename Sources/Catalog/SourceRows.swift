internal import Model
internal import SQLite

/// The table `source`.
struct SourceRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  private static let select =
    "SELECT id, name, place, began, ended, is_complete, offers, folders, refused, failures, message FROM source"

  func source(named name: String) throws(SQLiteError) -> KnownSource? {
    let query = try connection.statement(SourceRows.select + " WHERE name = ?")
    query.bind(name, at: 1)
    defer { query.reset() }
    return try query.step() ? SourceRows.source(query) : nil
  }

  /// By name.
  func all() throws(SQLiteError) -> [KnownSource] {
    let query = try connection.statement(SourceRows.select + " ORDER BY name")
    defer { query.reset() }
    var sources: [KnownSource] = []
    while try query.step() { sources.append(SourceRows.source(query)) }
    return sources
  }

  func exists(_ id: Int64) throws(SQLiteError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM source WHERE id = ?")
    query.bind(id, at: 1)
    defer { query.reset() }
    return try query.step()
  }

  func add(_ name: String, _ place: String) throws(SQLiteError) -> KnownSource {
    let insert = try connection.statement("INSERT INTO source (name, place) VALUES (?, ?)")
    insert.bind(name, at: 1)
    insert.bind(place, at: 2)
    try insert.run()
    return KnownSource(id: connection.lastInsertedRow, name: name, place: place)
  }

  /// With its offers and folders.
  func delete(_ id: Int64) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM source WHERE id = ?")
    delete.bind(id, at: 1)
    try delete.run()
  }

  /// - Returns: the listing's number; 0 for a source that is not there.
  func beginListing(of source: Int64) throws(SQLiteError) -> Int64 {
    let update = try connection.statement("UPDATE source SET listing = listing + 1 WHERE id = ?")
    update.bind(source, at: 1)
    try update.run()
    let query = try connection.statement("SELECT listing FROM source WHERE id = ?")
    query.bind(source, at: 1)
    defer { query.reset() }
    return try query.step() ? query.integer(0) : 0
  }

  func store(_ listing: SourceListing, of source: Int64) throws(SQLiteError) {
    let update = try connection.statement(
      """
      UPDATE source SET began = ?2, ended = ?3, is_complete = ?4, offers = ?5, folders = ?6, refused = ?7, failures = ?8,
        message = ?9
      WHERE id = ?1
      """)
    update.bind(source, at: 1)
    update.bind(listing.began, at: 2)
    update.bind(listing.ended, at: 3)
    update.bind(listing.isComplete ? 1 : 0, at: 4)
    update.bind(listing.offers, at: 5)
    update.bind(listing.folders, at: 6)
    update.bind(listing.refused, at: 7)
    update.bind(listing.failures, at: 8)
    update.bind(listing.message, at: 9)
    try update.run()
  }

  private static func source(_ row: Statement) -> KnownSource {
    var source = KnownSource(id: row.integer(0), name: row.text(1), place: row.text(2))
    if let began = row.optionalInteger(3), let ended = row.optionalInteger(4) {
      var listing = SourceListing(began: began, ended: ended, isComplete: row.integer(5) != 0)
      listing.offers = Int(row.integer(6))
      listing.folders = Int(row.integer(7))
      listing.refused = Int(row.integer(8))
      listing.failures = Int(row.integer(9))
      listing.message = row.optionalText(10)
      source.listing = listing
    }
    return source
  }
}
