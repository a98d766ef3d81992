internal import Model
internal import SQLite

/// The tables `missing` and `missing_file`: games whose content is nowhere in the library.
struct MissingGames {
  /// Where a file was.
  struct Place: Hashable {
    var root: Int
    /// Raw, below the root.
    var path: [UInt8]
  }

  typealias Matching = GameMatching<FileVersion>

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Whether there is any.
  func areThere() throws(SQLiteError) -> Bool { try connection.integer("SELECT 1 FROM missing LIMIT 1") != nil }

  /// The missing games that have a file in common with one of `found`, or were at the place of one.
  ///
  /// - Parameter place: where the file of a number is now.
  func candidates(
    for found: [[Matching.File]], at place: (Int) -> Place
  ) throws(SQLiteError) -> [Matching.Known] {
    guard !found.isEmpty, try areThere() else { return [] }
    let byVersion = try connection.statement(
      "SELECT game_id FROM missing_file WHERE size = ? AND modified = ? AND inode = ?")
    let byPlace = try connection.statement("SELECT game_id FROM missing_file WHERE root_id = ? AND path = ?")
    var games: Set<Int64> = []
    var numbers: [Place: Int] = [:]
    for file in found.joined() {
      byVersion.bind(file.content, at: 1)
      while try byVersion.step() { games.insert(byVersion.integer(0)) }
      byVersion.reset()
      guard let number = file.place else { continue }
      let place = place(number)
      byPlace.bind(place.root, at: 1)
      byPlace.bind(place.path, at: 2)
      while try byPlace.step() {
        games.insert(byPlace.integer(0))
        numbers[place] = number
      }
      byPlace.reset()
    }
    var known: [Matching.Known] = []
    let files = try connection.statement(
      "SELECT size, modified, inode, root_id, path FROM missing_file WHERE game_id = ?")
    for game in games.sorted() {
      var members: [Matching.File] = []
      files.bind(game, at: 1)
      while try files.step() {
        let place = Place(root: Int(files.integer(3)), path: files.blob(4))
        members.append(Matching.File(content: files.version(0), place: numbers[place]))
      }
      files.reset()
      known.append(Matching.Known(id: game, files: members))
    }
    return known
  }

  func insert(_ game: Int64, since: Int64) throws(SQLiteError) {
    let insert = try connection.statement("INSERT OR REPLACE INTO missing (game_id, since) VALUES (?, ?)")
    insert.bind(game, at: 1)
    insert.bind(since, at: 2)
    try insert.run()
  }

  func insert(_ version: FileVersion, _ place: Place, of game: Int64) throws(SQLiteError) {
    let insert = try connection.statement(
      """
      INSERT OR IGNORE INTO missing_file (size, modified, inode, root_id, path, game_id) VALUES (?, ?, ?, ?, ?, ?)
      """)
    insert.bind(version, at: 1)
    insert.bind(place.root, at: 4)
    insert.bind(place.path, at: 5)
    insert.bind(game, at: 6)
    try insert.run()
  }

  /// The game is back.
  func remove(_ game: Int64) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM missing WHERE game_id = ?")
    delete.bind(game, at: 1)
    try delete.run()
  }
}

extension Statement {
  /// From three columns.
  func version(_ column: Int) -> FileVersion {
    FileVersion(size: integer(column), modified: integer(column + 1), inode: unsigned(column + 2))
  }
}
