internal import Model
internal import SQLite

/// The table `newcomer`: games that came when others were known, and may be one of those that goes missing.
struct Newcomers {
  /// A newcomer that is a known game.
  struct Move {
    var newcomer: Int64
    /// Where it is.
    var platform: Int64
    var game: Int64
  }

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func areThere() throws(SQLiteError) -> Bool { try connection.integer("SELECT 1 FROM newcomer LIMIT 1") != nil }

  func insert(_ game: Int64, _ versions: [FileVersion], platform: Int64) throws(SQLiteError) {
    let insert = try connection.statement(
      "INSERT OR IGNORE INTO newcomer (size, modified, inode, game_id, platform_id) VALUES (?, ?, ?, ?, ?)")
    for version in versions {
      insert.bind(version, at: 1)
      insert.bind(game, at: 4)
      insert.bind(platform, at: 5)
      try insert.run()
    }
  }

  /// - Returns: whether the game was one.
  @discardableResult
  func remove(_ game: Int64) throws(SQLiteError) -> Bool {
    let before = connection.totalChanges
    let delete = try connection.statement("DELETE FROM newcomer WHERE game_id = ?")
    delete.bind(game, at: 1)
    try delete.run()
    return connection.totalChanges != before
  }

  /// Which of the games that are gone from their places came to other ones shortly before, in the same versions.
  func moves(of gone: [GameMatching<FileVersion>.Known], observed: Int64) throws(SQLiteError) -> [Move] {
    guard try areThere() else { return [] }
    let query = try connection.statement(
      """
      SELECT newcomer.game_id, platform_id, added FROM newcomer JOIN game ON game.id = newcomer.game_id
      WHERE size = ? AND modified = ? AND inode = ? AND added >= ?
      """)
    let rows = GameRows(connection)
    var found: [[GameMatching<FileVersion>.File]] = []
    var games: [(id: Int64, platform: Int64, added: Int64)] = []
    var numbers: [Int64: Int] = [:]
    var added: [Int64] = []
    for known in gone {
      var isCandidate = false
      for file in known.files {
        query.bind(file.content, at: 1)
        query.bind(observed - IdentityLimits.move, at: 4)
        while try query.step() {
          let id = query.integer(0)
          let number = numbers[id] ?? found.count
          if number == found.count {
            numbers[id] = number
            found.append([])
            games.append((id, query.integer(1), query.integer(2)))
          }
          found[number].append(.init(content: file.content, place: nil))
          isCandidate = true
        }
        query.reset()
      }
      added.append(isCandidate ? try rows.added(known.id) : .max)
    }
    let matches = GameMatching.match(found: found, known: gone) { games[$0].added > added[$1] }
    return zip(games, matches).compactMap { game, match in
      match.map { Move(newcomer: game.id, platform: game.platform, game: gone[$0].id) }
    }
  }
}
