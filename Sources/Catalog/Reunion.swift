internal import SQLite

/// Recognises missing games in newcomers that are copies of them: on another disk, or restored from a backup.
///
/// A fingerprint that several missing games or several newcomers have tells nothing, and is left out.
struct Reunion {
  /// What two files have in common that are one content.
  private struct Fingerprint: Hashable {
    var size: Int64
    var modified: Int64
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

  func recogniseCopies() throws(SQLiteError) {
    guard try MissingGames(connection).areThere(), try Newcomers(connection).areThere() else { return }
    try recognise(
      missing: """
        SELECT game_id, added, since, size, modified FROM missing_file
        JOIN missing USING (game_id) JOIN game ON id = game_id
        """,
      newcomers: """
        SELECT game_id, added, platform_id, size, modified FROM newcomer JOIN game ON id = game_id
        """)
  }

  private func recognise(missing: String, newcomers: String) throws(SQLiteError) {
    let known = try candidates(missing)
    let found = try candidates(newcomers)
    let telling = telling(known, found)
    let matches = GameMatching.match(
      found: found.map { $0.files.filter { telling.contains($0.content) } },
      known: known.map { .init(id: $0.id, files: $0.files) })
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

  private func candidates(_ sql: String) throws(SQLiteError) -> [Candidate] {
    let query = try connection.statement(sql)
    defer { query.reset() }
    var candidates: [Candidate] = []
    var numbers: [Int64: Int] = [:]
    while try query.step() {
      let id = query.integer(0)
      let number = numbers[id] ?? candidates.count
      if number == candidates.count {
        numbers[id] = number
        candidates.append(Candidate(id: id, added: query.integer(1), sinceOrPlatform: query.integer(2)))
      }
      let fingerprint = Fingerprint(size: query.integer(3), modified: query.integer(4))
      candidates[number].files.append(.init(content: fingerprint, place: nil))
    }
    return candidates
  }

  /// The fingerprints that one missing game and one newcomer have, where the one may be the other.
  private func telling(_ known: [Candidate], _ found: [Candidate]) -> Set<Fingerprint> {
    let holder = Reunion.holders(known)
    var telling: Set<Fingerprint> = []
    for (fingerprint, number) in Reunion.holders(found) {
      guard let number, case let old?? = holder[fingerprint] else { continue }
      let (game, newcomer) = (known[old], found[number])
      // A whole second may be an archive's, and then many files have it.
      guard fingerprint.modified % 1_000_000_000 != 0, newcomer.added > game.added,
        newcomer.added >= game.sinceOrPlatform - IdentityLimits.move
      else { continue }
      telling.insert(fingerprint)
    }
    return telling
  }

  /// Who has a fingerprint; nil where several do.
  private static func holders(_ candidates: [Candidate]) -> [Fingerprint: Int?] {
    var holders: [Fingerprint: Int?] = [:]
    for (number, candidate) in candidates.enumerated() {
      for file in candidate.files {
        if let known = holders[file.content], known != number {
          holders[file.content] = .some(nil)
        } else {
          holders[file.content] = .some(number)
        }
      }
    }
    return holders
  }
}

/// Removes what has been kept long enough.
struct Outdated {
  private let connection: Connection
  private let now: Int64

  init(_ connection: Connection, now: Int64) {
    self.connection = connection
    self.now = now
  }

  func remove() throws(SQLiteError) {
    try run("DELETE FROM game WHERE id IN (SELECT game_id FROM missing WHERE since < ?)", now - IdentityLimits.missing)
    try run(
      "DELETE FROM newcomer WHERE (SELECT added FROM game WHERE id = game_id) < ?", now - IdentityLimits.newcomer)
  }

  private func run(_ sql: String, _ limit: Int64) throws(SQLiteError) {
    let statement = try connection.statement(sql)
    statement.bind(limit, at: 1)
    try statement.run()
  }
}
