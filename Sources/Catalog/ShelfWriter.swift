internal import Model
internal import SQLite

/// Brings the rows of one system folder to what a shelf says.
///
/// Compared with the rows themselves and not with an earlier shelf in memory, because another process may have
/// written in between.
struct ShelfWriter {
  private let shelf: Shelf
  private let connection: Connection

  /// Per file of the shelf: the row's game, 0 for none or no row.
  private var storedGame: [Int64] = []
  private var isStored: [Bool] = []
  private var isChanged: [Bool] = []
  private var vanished: [[UInt8]] = []

  private struct StoredArchive: Equatable {
    var name: [UInt8]
    var prefixLength: Int64
    var playlist: GeneratedMember?
  }
  /// By game id; nil for a single.
  private var storedGames: [Int64: StoredArchive?] = [:]

  init(_ shelf: Shelf, _ connection: Connection) {
    self.shelf = shelf
    self.connection = connection
  }

  /// Call inside a transaction.
  mutating func write() throws(SQLiteError) {
    let platform = try platformRow()
    try readGames(platform)
    try compareFiles(platform)
    let gameOfFile = try writeGames(platform)
    try writeFiles(platform, gameOfFile)
    try deleteLeftovers(platform)
    try writeMounts(platform)
  }

  /// A handful at most: written anew where they differ.
  private func writeMounts(_ platform: Int64) throws(SQLiteError) {
    guard Set(try Catalog.mounts(ofPlatform: platform, connection)) != Set(shelf.mounts) else { return }
    let delete = try connection.statement("DELETE FROM mount WHERE platform_id = ?")
    delete.bind(platform, at: 1)
    try delete.run()
    let insert = try connection.statement("INSERT OR REPLACE INTO mount (platform_id, path, volume) VALUES (?, ?, ?)")
    for mount in shelf.mounts {
      insert.bind(platform, at: 1)
      insert.bind(mount.path, at: 2)
      insert.bind(mount.volume, at: 3)
      try insert.run()
    }
  }

  private func platformRow() throws(SQLiteError) -> Int64 {
    let query = try connection.statement(
      "SELECT id, system, modified FROM platform WHERE root_id = ? AND folder = ?")
    query.bind(shelf.location.root.id, at: 1)
    query.bind(shelf.location.folder, at: 2)
    defer { query.reset() }
    if try query.step() {
      let id = query.integer(0)
      if query.text(1) != shelf.system || query.integer(2) != shelf.modified {
        let update = try connection.statement("UPDATE platform SET system = ?, modified = ? WHERE id = ?")
        update.bind(shelf.system, at: 1)
        update.bind(shelf.modified, at: 2)
        update.bind(id, at: 3)
        try update.run()
      }
      return id
    }
    let insert = try connection.statement(
      "INSERT INTO platform (root_id, folder, system, modified) VALUES (?, ?, ?, ?)")
    insert.bind(shelf.location.root.id, at: 1)
    insert.bind(shelf.location.folder, at: 2)
    insert.bind(shelf.system, at: 3)
    insert.bind(shelf.modified, at: 4)
    try insert.run()
    return connection.lastInsertedRow
  }

  private mutating func readGames(_ platform: Int64) throws(SQLiteError) {
    let query = try connection.statement(
      "SELECT id, kind, name, prefix_length, playlist_name, playlist_contents FROM game WHERE platform_id = ?")
    query.bind(platform, at: 1)
    defer { query.reset() }
    while try query.step() {
      var archive: StoredArchive?
      if query.integer(1) == 1 {
        let playlist = query.isNull(4) ? nil : GeneratedMember(name: query.blob(4), contents: query.blob(5))
        archive = StoredArchive(name: query.blob(2), prefixLength: query.integer(3), playlist: playlist)
      }
      storedGames.updateValue(archive, forKey: query.integer(0))
    }
  }

  /// Walks rows and shelf side by side: both are in path order.
  private mutating func compareFiles(_ platform: Int64) throws(SQLiteError) {
    let count = shelf.files.count
    storedGame = Array(repeating: 0, count: count)
    isStored = Array(repeating: false, count: count)
    isChanged = Array(repeating: false, count: count)
    let query = try connection.statement(
      "SELECT path, size, modified, inode, game_id FROM file WHERE platform_id = ? ORDER BY path")
    query.bind(platform, at: 1)
    defer { query.reset() }
    var index = 0
    while try query.step() {
      let path = query.unsafeBlob(0)
      while index < count, shelf.files.withPath(at: index, { $0.precedes(path) }) { index += 1 }
      guard index < count, !shelf.files.withPath(at: index, { path.precedes($0) }) else {
        vanished.append([UInt8](path))
        continue
      }
      let version = FileVersion(size: query.integer(1), modified: query.integer(2), inode: query.unsigned(3))
      isStored[index] = true
      isChanged[index] = version != shelf.files.version(at: index)
      storedGame[index] = query.integer(4)
      index += 1
    }
  }

  /// Gives every game a row. A game keeps its row as long as it has a file of it and is of the same kind.
  private mutating func writeGames(_ platform: Int64) throws(SQLiteError) -> [Int64] {
    var gameOfFile = [Int64](repeating: 0, count: shelf.files.count)
    for single in shelf.singles {
      let index = Int(single)
      if let known = storedGames[storedGame[index]], known == nil {
        gameOfFile[index] = storedGame[index]
        storedGames[storedGame[index]] = nil
      } else {
        gameOfFile[index] = try insertGame(platform, nil)
      }
    }
    for game in shelf.archives {
      let archive = StoredArchive(
        name: game.name, prefixLength: Int64(game.prefixLength), playlist: game.playlist)
      let row = try archiveRow(platform, archive, candidates: game.members.map { storedGame[Int($0)] })
      for member in game.members { gameOfFile[Int(member)] = row }
    }
    return gameOfFile
  }

  private mutating func archiveRow(
    _ platform: Int64, _ archive: StoredArchive, candidates: [Int64]
  ) throws(SQLiteError) -> Int64 {
    for id in candidates {
      guard let known = storedGames[id], let known else { continue }
      storedGames[id] = nil
      if known != archive { try updateGame(id, archive) }
      return id
    }
    return try insertGame(platform, archive)
  }

  private func insertGame(_ platform: Int64, _ archive: StoredArchive?) throws(SQLiteError) -> Int64 {
    let insert = try connection.statement(
      """
      INSERT INTO game (platform_id, kind, name, prefix_length, playlist_name, playlist_contents)
      VALUES (?, ?, ?, ?, ?, ?)
      """)
    insert.bind(platform, at: 1)
    insert.bind(archive == nil ? 0 : 1, at: 2)
    insert.bind(archive?.name, at: 3)
    insert.bind(archive?.prefixLength ?? 0, at: 4)
    insert.bind(archive?.playlist?.name, at: 5)
    insert.bind(archive?.playlist?.contents, at: 6)
    try insert.run()
    return connection.lastInsertedRow
  }

  private func updateGame(_ id: Int64, _ archive: StoredArchive) throws(SQLiteError) {
    let update = try connection.statement(
      "UPDATE game SET name = ?, prefix_length = ?, playlist_name = ?, playlist_contents = ? WHERE id = ?")
    update.bind(archive.name, at: 1)
    update.bind(archive.prefixLength, at: 2)
    update.bind(archive.playlist?.name, at: 3)
    update.bind(archive.playlist?.contents, at: 4)
    update.bind(id, at: 5)
    try update.run()
  }

  private func writeFiles(_ platform: Int64, _ gameOfFile: [Int64]) throws(SQLiteError) {
    let upsert = try connection.statement(
      """
      INSERT INTO file (platform_id, path, size, modified, inode, game_id)
      VALUES (?1, ?2, ?3, ?4, ?5, nullif(?6, 0))
      ON CONFLICT DO UPDATE SET size = ?3, modified = ?4, inode = ?5, game_id = nullif(?6, 0)
      """)
    for index in 0..<shelf.files.count
    where !isStored[index] || isChanged[index] || storedGame[index] != gameOfFile[index] {
      let version = shelf.files.version(at: index)
      upsert.bind(platform, at: 1)
      shelf.files.withPath(at: index) { upsert.bind($0, at: 2) }
      upsert.bind(version.size, at: 3)
      upsert.bind(version.modified, at: 4)
      upsert.bind(version.inode, at: 5)
      upsert.bind(gameOfFile[index], at: 6)
      try upsert.run()
    }
  }

  /// What is left in ``storedGames`` no file of the shelf belongs to any more.
  private func deleteLeftovers(_ platform: Int64) throws(SQLiteError) {
    let deleteFile = try connection.statement("DELETE FROM file WHERE platform_id = ? AND path = ?")
    for path in vanished {
      deleteFile.bind(platform, at: 1)
      deleteFile.bind(path, at: 2)
      try deleteFile.run()
    }
    let deleteGame = try connection.statement("DELETE FROM game WHERE id = ?")
    for id in storedGames.keys {
      deleteGame.bind(id, at: 1)
      try deleteGame.run()
    }
  }
}
