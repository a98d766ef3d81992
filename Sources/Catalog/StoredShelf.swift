internal import Model
internal import SQLite

/// The rows of one system folder, held against a shelf.
///
/// Compared with the rows themselves and not with an earlier shelf in memory, because another process may have
/// written in between.
struct StoredShelf {
  /// How a game of several files is stored.
  struct Archive: Equatable {
    var name: [UInt8]
    var prefixLength: Int
    var playlist: GeneratedMember?
  }

  enum State: UInt8 { case new, same, changed }

  /// A row whose path is not in the shelf.
  struct Vanished {
    var path: [UInt8]
    var version: FileVersion
    /// 0 for none.
    var game: Int64
  }

  /// By file of the shelf.
  private(set) var states: [State]
  /// By file of the shelf: the row's game, 0 for none or no row.
  private(set) var games: [Int64]
  /// The versions in the rows of changed files, by file of the shelf.
  private(set) var oldVersions: [Int: FileVersion] = [:]
  private(set) var vanished: [Vanished] = []
  /// By game.
  private(set) var archives: [Int64: Archive] = [:]
  /// How many rows each of `archives` has.
  private(set) var memberCounts: [Int64: Int] = [:]

  /// - Parameter platform: nil for a folder without rows.
  init(_ shelf: Shelf, platform: Int64?, _ connection: Connection) throws(SQLiteError) {
    states = Array(repeating: .new, count: shelf.files.count)
    games = Array(repeating: 0, count: shelf.files.count)
    guard let platform else { return }
    try readArchives(platform, connection)
    try compareFiles(shelf, platform, connection)
  }

  private mutating func readArchives(_ platform: Int64, _ connection: Connection) throws(SQLiteError) {
    let query = try connection.statement(
      """
      SELECT game_id, name, prefix_length, playlist_name, playlist_contents FROM game_archive WHERE platform_id = ?
      """)
    query.bind(platform, at: 1)
    defer { query.reset() }
    while try query.step() {
      let playlist = query.isNull(3) ? nil : GeneratedMember(name: query.blob(3), contents: query.blob(4))
      archives[query.integer(0)] = Archive(
        name: query.blob(1), prefixLength: Int(query.integer(2)), playlist: playlist)
    }
  }

  /// Walks rows and shelf side by side: both are in path order.
  private mutating func compareFiles(
    _ shelf: Shelf, _ platform: Int64, _ connection: Connection
  ) throws(SQLiteError) {
    let query = try connection.statement(
      "SELECT path, size, modified, inode, game_id FROM file WHERE platform_id = ? ORDER BY path")
    query.bind(platform, at: 1)
    defer { query.reset() }
    let result = shelf.files.withUnsafeFiles { files -> Result<Void, SQLiteError> in
      do throws(SQLiteError) {
        return .success(try compare(files, query))
      } catch {
        return .failure(error)
      }
    }
    try result.get()
  }

  private mutating func compare(_ files: FileTable.UnsafeFiles, _ query: Statement) throws(SQLiteError) {
    var index = 0
    while try query.step() {
      let path = query.unsafeBlob(0)
      let version = query.version(1)
      let game = query.integer(4)
      if game != 0, !archives.isEmpty, archives[game] != nil { memberCounts[game, default: 0] += 1 }
      while index < files.count, files.path(at: index).precedes(path) { index += 1 }
      guard index < files.count, files.path(at: index).isEqual(to: path) else {
        vanished.append(Vanished(path: [UInt8](path), version: version, game: game))
        continue
      }
      let isSame = version == files.version(at: index)
      states[index] = isSame ? .same : .changed
      if !isSame { oldVersions[index] = version }
      games[index] = game
      index += 1
    }
  }

  /// The version in the row of a file of the shelf that has one.
  func storedVersion(_ index: Int, _ shelf: Shelf) -> FileVersion {
    oldVersions[index] ?? shelf.files.version(at: index)
  }
}
