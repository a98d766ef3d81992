internal import Model
internal import SQLite

/// The tables `game` and `game_archive`.
struct GameRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// The first id that was never given out, but for games that have been forgotten.
  func nextID() throws(SQLiteError) -> Int64 { (try connection.integer("SELECT max(id) FROM game") ?? 0) + 1 }

  /// When the oldest game was first seen; nil where there is none. Ids are given out in the order of time.
  func oldest() throws(SQLiteError) -> Int64? {
    try connection.integer("SELECT added FROM game ORDER BY id LIMIT 1")
  }

  /// When a game was first seen.
  func added(_ id: Int64) throws(SQLiteError) -> Int64 {
    let query = try connection.statement("SELECT added FROM game WHERE id = ?")
    query.bind(id, at: 1)
    defer { query.reset() }
    return try query.step() ? query.integer(0) : 0
  }

  func insert(_ ids: Range<Int64>, added: Int64) throws(SQLiteError) {
    try connection.insert(into: "game (id, added)", columns: 2, rows: ids.count) { insert, row, first in
      insert.bind(ids.lowerBound + Int64(row), at: first)
      insert.bind(added, at: first + 1)
    }
  }

  /// Gives what the game `id` is to `other`, which has no files, and forgets `id`. The rows of its files are for the
  /// caller.
  func merge(_ id: Int64, into other: Int64) throws(SQLiteError) {
    let moves = [
      "UPDATE game_archive SET game_id = ?2 WHERE game_id = ?1",
      // What the other was found to be was found earlier, and may be what the user said.
      "UPDATE OR IGNORE identity SET game_id = ?2 WHERE game_id = ?1",
      "UPDATE OR IGNORE mark SET game_id = ?2 WHERE game_id = ?1", "DELETE FROM game WHERE id = ?1",
    ]
    for sql in moves {
      let statement = try connection.statement(sql)
      statement.bind(id, at: 1)
      if sql.contains("?2") { statement.bind(other, at: 2) }
      try statement.run()
    }
  }

  /// Replaces games by others in the rows of the files of one folder.
  func replace(_ games: [Int64: Int64], inFilesOf platform: Int64) throws(SQLiteError) {
    var changes: [(path: [UInt8], game: Int64)] = []
    let query = try connection.statement("SELECT path, game_id FROM file WHERE platform_id = ?")
    query.bind(platform, at: 1)
    while try query.step() {
      if let game = games[query.integer(1)] { changes.append((query.blob(0), game)) }
    }
    query.reset()
    let update = try connection.statement("UPDATE file SET game_id = ?3 WHERE platform_id = ?1 AND path = ?2")
    for change in changes {
      update.bind(platform, at: 1)
      update.bind(change.path, at: 2)
      update.bind(change.game, at: 3)
      try update.run()
    }
  }

  func setArchive(_ archive: StoredShelf.Archive, of game: Int64, platform: Int64) throws(SQLiteError) {
    let upsert = try connection.statement(
      """
      INSERT INTO game_archive (game_id, platform_id, name, prefix_length, playlist_name, playlist_contents)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET platform_id = ?2, name = ?3, prefix_length = ?4, playlist_name = ?5,
        playlist_contents = ?6
      """)
    upsert.bind(game, at: 1)
    upsert.bind(platform, at: 2)
    upsert.bind(archive.name, at: 3)
    upsert.bind(archive.prefixLength, at: 4)
    upsert.bind(archive.playlist?.name, at: 5)
    upsert.bind(archive.playlist?.contents, at: 6)
    try upsert.run()
  }

  func removeArchive(of game: Int64) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM game_archive WHERE game_id = ?")
    delete.bind(game, at: 1)
    try delete.run()
  }
}
