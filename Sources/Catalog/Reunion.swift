internal import Model
internal import SQLite

/// Recognises missing games in newcomers that are copies of them: on another disk, or restored from a backup.
struct Reunion {
  /// What two files have in common that are one content.
  private enum Fingerprint: Hashable {
    case times(size: Int64, modified: Int64)
    case digest(size: Int64, sha1: [UInt8])
    /// Like nothing else.
    case none(game: Int64, number: Int)
  }

  private struct Candidate {
    var id: Int64
    var added: Int64
    /// Of a missing game: since when. Of a newcomer: where it is.
    var sinceOrPlatform: Int64
    var files: [GameMatching<Fingerprint>.File] = []
  }

  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Whether there is anybody to recognise.
  private func isPossible() throws(SQLiteError) -> Bool {
    guard try MissingGames(connection).areThere() else { return false }
    return try Newcomers(connection).areThere()
  }

  /// Looks at all of them.
  func recogniseCopies() throws(SQLiteError) {
    guard try isPossible() else { return }
    let known = try candidates(Reunion.missing)
    let found = try candidates(Reunion.newcomers)
    let (one, other) = (Reunion.holders(known), Reunion.holders(found))
    // A time that several missing games or several newcomers have tells nothing.
    try recognise(known, found) { one[$0] == 1 && other[$0] == 1 }
    try recogniseDigests(try candidates(Reunion.hashedMissing), try candidates(Reunion.hashedNewcomers))
  }

  /// Looks at those whose files have just been hashed.
  func recogniseHashed(_ keys: [ContentKey]) throws(SQLiteError) {
    guard try isPossible() else { return }
    let newcomer = try connection.statement(
      """
      SELECT game_id FROM newcomer JOIN platform ON platform.id = platform_id
      WHERE root_id = ? AND size = ? AND newcomer.modified = ? AND inode = ?
      """)
    var games: Set<Int64> = []
    for key in keys where key.version.size > 0 {
      Catalog.bind(key, to: newcomer)
      while try newcomer.step() { games.insert(newcomer.integer(0)) }
      newcomer.reset()
    }
    var found: [Candidate] = []
    for game in games.sorted() { found += try candidates(Reunion.hashedNewcomers + " AND game_id = ?", game) }
    try recogniseDigests(try missingGames(like: found), found)
  }

  /// The missing games that have a file of one of `found`.
  private func missingGames(like found: [Candidate]) throws(SQLiteError) -> [Candidate] {
    let query = try connection.statement(
      """
      SELECT game_id FROM missing_file JOIN checksum USING (root_id, size, modified, inode) WHERE size = ? AND sha1 = ?
      """)
    var games: Set<Int64> = []
    for file in found.lazy.flatMap(\.files) {
      guard case .digest(let size, let sha1) = file.content else { continue }
      query.bind(size, at: 1)
      query.bind(sha1, at: 2)
      while try query.step() { games.insert(query.integer(0)) }
      query.reset()
    }
    var known: [Candidate] = []
    for game in games.sorted() { known += try candidates(Reunion.hashedMissing + " AND game_id = ?", game) }
    return known
  }

  private func recogniseDigests(_ known: [Candidate], _ found: [Candidate]) throws(SQLiteError) {
    try recognise(known, found) { _ in true }
  }

  private func recognise(
    _ known: [Candidate], _ found: [Candidate], counting: (Fingerprint) -> Bool
  ) throws(SQLiteError) {
    let matches = GameMatching.match(
      found: found.map { $0.files.filter { counting($0.content) } },
      known: known.map { .init(id: $0.id, files: $0.files) }
    ) { newcomer, game in
      found[newcomer].added > known[game].added
        && found[newcomer].added >= known[game].sinceOrPlatform - IdentityLimits.move
    }
    let rows = GameRows(connection)
    var games: [Int64: [Int64: Int64]] = [:]
    for (newcomer, match) in zip(found, matches) {
      guard let game = match.map({ known[$0].id }) else { continue }
      try MissingGames(connection).remove(game)
      try rows.merge(newcomer.id, into: game)
      games[newcomer.sinceOrPlatform, default: [:]][newcomer.id] = game
    }
    for (platform, games) in games { try rows.replace(games, inFilesOf: platform) }
  }

  // MARK: Rows

  // A whole second may be an archive's, and then many files have it: it gives no fingerprint.
  private static let missing = """
    SELECT game_id, added, since, size, nullif(modified, modified / 1000000000 * 1000000000), NULL
    FROM missing_file JOIN missing USING (game_id) JOIN game ON id = game_id
    """
  private static let newcomers = """
    SELECT game_id, added, platform_id, size, nullif(modified, modified / 1000000000 * 1000000000), NULL
    FROM newcomer JOIN game ON id = game_id
    """
  /// Files that are not hashed count: a game is known by half of all its files.
  private static let hashedMissing = """
    SELECT game_id, added, since, size, NULL, sha1 FROM missing_file JOIN missing USING (game_id)
    JOIN game ON id = game_id LEFT JOIN checksum USING (root_id, size, modified, inode) WHERE TRUE
    """
  private static let hashedNewcomers = """
    SELECT game_id, added, platform_id, n.size, NULL, sha1 FROM newcomer AS n JOIN game ON game.id = game_id
    JOIN platform ON platform.id = platform_id JOIN checksum AS c
      ON c.root_id = platform.root_id AND c.size = n.size AND c.modified = n.modified AND c.inode = n.inode
    WHERE n.size > 0
    """

  /// - Parameter sql: gives a game, when it was first seen, since when it is missing or where it is, and of one of its
  ///   files the size and the time or the SHA-1.
  private func candidates(_ sql: String, _ game: Int64? = nil) throws(SQLiteError) -> [Candidate] {
    let query = try connection.statement(sql)
    defer { query.reset() }
    if let game { query.bind(game, at: 1) }
    var candidates: [Candidate] = []
    var numbers: [Int64: Int] = [:]
    while try query.step() {
      let id = query.integer(0)
      let number = numbers[id] ?? candidates.count
      if number == candidates.count {
        numbers[id] = number
        candidates.append(Candidate(id: id, added: query.integer(1), sinceOrPlatform: query.integer(2)))
      }
      let size = query.integer(3)
      let print: Fingerprint
      if !query.isNull(4) {
        print = .times(size: size, modified: query.integer(4))
      } else if size > 0, !query.isNull(5) {
        print = .digest(size: size, sha1: query.blob(5))
      } else {
        print = .none(game: id, number: candidates[number].files.count)
      }
      candidates[number].files.append(.init(content: print, place: nil))
    }
    return candidates
  }

  /// How many have a fingerprint.
  private static func holders(_ candidates: [Candidate]) -> [Fingerprint: Int] {
    var holders: [Fingerprint: Int] = [:]
    for candidate in candidates { for print in Set(candidate.files.map(\.content)) { holders[print, default: 0] += 1 } }
    return holders
  }
}
