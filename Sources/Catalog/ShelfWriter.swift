internal import Model
internal import SQLite

/// Brings the rows of one system folder to what a shelf says, and gives every game its id.
///
/// Call it inside a transaction, once.
struct ShelfWriter {
  let shelf: Shelf
  let connection: Connection
  /// When the library was looked at, nanoseconds since 1970.
  let observed: Int64
  private(set) var platform: Int64 = 0
  /// By file of the shelf: its game, 0 for none.
  var gameOfFile: [Int64]
  /// Something came or went that may be a game that is known.
  var hasNews = false

  init(_ shelf: Shelf, _ connection: Connection, observed: Int64) {
    self.shelf = shelf
    self.connection = connection
    self.observed = observed
    gameOfFile = Array(repeating: 0, count: shelf.files.count)
  }

  mutating func write() throws(SQLiteError) {
    let known = try platformRow()
    if let known { platform = known } else { platform = try insertPlatform() }
    let stored = try StoredShelf(shelf, platform: known, connection)
    try assignGames(stored)
    try writeFiles(stored)
    try writeMounts()
  }

  /// Takes the folder out of the catalog; its games are missing from now on, or where they were found meanwhile.
  mutating func remove() throws(SQLiteError) {
    guard let known = try platformRow(updates: false) else { return }
    platform = known
    try assignGames(try StoredShelf(shelf, platform: known, connection))
    let delete = try connection.statement("DELETE FROM platform WHERE id = ?")
    delete.bind(known, at: 1)
    try delete.run()
  }

  // MARK: The folder

  private func platformRow(updates: Bool = true) throws(SQLiteError) -> Int64? {
    let query = try connection.statement(
      "SELECT id, system, modified FROM platform WHERE root_id = ? AND folder = ?")
    query.bind(shelf.location.root.id, at: 1)
    query.bind(shelf.location.folder, at: 2)
    defer { query.reset() }
    guard try query.step() else { return nil }
    let id = query.integer(0)
    if updates, query.text(1) != shelf.system || query.integer(2) != shelf.modified {
      let update = try connection.statement("UPDATE platform SET system = ?, modified = ? WHERE id = ?")
      update.bind(shelf.system, at: 1)
      update.bind(shelf.modified, at: 2)
      update.bind(id, at: 3)
      try update.run()
    }
    return id
  }

  private func insertPlatform() throws(SQLiteError) -> Int64 {
    let insert = try connection.statement(
      "INSERT INTO platform (root_id, folder, system, modified) VALUES (?, ?, ?, ?)")
    insert.bind(shelf.location.root.id, at: 1)
    insert.bind(shelf.location.folder, at: 2)
    insert.bind(shelf.system, at: 3)
    insert.bind(shelf.modified, at: 4)
    try insert.run()
    return connection.lastInsertedRow
  }

  /// A handful at most: written anew where they differ.
  private func writeMounts() throws(SQLiteError) {
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

  // MARK: Files

  private func writeFiles(_ stored: StoredShelf) throws(SQLiteError) {
    var new: [Int] = []
    let update = try connection.statement(
      """
      UPDATE file SET size = ?3, modified = ?4, inode = ?5, game_id = nullif(?6, 0)
      WHERE platform_id = ?1 AND path = ?2
      """)
    for index in 0..<shelf.files.count {
      if stored.states[index] == .new {
        new.append(index)
      } else if stored.states[index] == .changed || stored.games[index] != gameOfFile[index] {
        update.bind(platform, at: 1)
        shelf.files.withPath(at: index) { update.bind($0, at: 2) }
        update.bind(shelf.files.version(at: index), at: 3)
        update.bind(gameOfFile[index], at: 6)
        try update.run()
      }
    }
    try insertFiles(new)
    let delete = try connection.statement("DELETE FROM file WHERE platform_id = ? AND path = ?")
    for file in stored.vanished {
      delete.bind(platform, at: 1)
      delete.bind(file.path, at: 2)
      try delete.run()
    }
  }

  private func insertFiles(_ indices: [Int]) throws(SQLiteError) {
    let result = shelf.files.withUnsafeFiles { files -> Result<Void, SQLiteError> in
      do throws(SQLiteError) {
        try connection.insert(
          into: "file (platform_id, path, size, modified, inode, game_id)", columns: 6, rows: indices.count
        ) { insert, row, first in
          let index = indices[row]
          insert.bind(platform, at: first)
          insert.bindBorrowed(files.path(at: index), at: first + 1)
          insert.bind(files.version(at: index), at: first + 2)
          if gameOfFile[index] != 0 { insert.bind(gameOfFile[index], at: first + 5) }
        }
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  /// The path of a file of the folder, below the root.
  func pathBelowRoot(_ path: some Collection<UInt8>) -> [UInt8] {
    let folder = shelf.location.folder
    return folder.isEmpty ? Array(path) : folder + [UInt8(ascii: "/")] + path
  }
}

extension Statement {
  /// To three parameters.
  func bind(_ version: FileVersion, at index: Int) {
    bind(version.size, at: index)
    bind(version.modified, at: index + 1)
    bind(version.inode, at: index + 2)
  }
}
