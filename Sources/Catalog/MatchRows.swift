internal import Model
internal import SQLite

/// The tables `identity` and `candidate`.
struct MatchRows {
  let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// In the order of the providers' names.
  func matches(of game: Int64) throws(SQLiteError) -> [ProviderMatch] {
    let query = try connection.statement(
      """
      SELECT provider, state, id, method, term, score, evidence, fields, code, message, retry_at, updated
      FROM identity WHERE game_id = ? ORDER BY provider
      """)
    query.bind(game, at: 1)
    var matches: [ProviderMatch] = []
    while try query.step() {
      // What a newer version wrote is left alone.
      guard let provider = Provider(rawValue: query.text(0)),
        let state = ProviderMatch.State(rawValue: query.text(1))
      else { continue }
      var match = ProviderMatch(provider, state, updated: query.integer(11))
      match.id = query.optionalText(2)
      match.method = query.optionalText(3).flatMap { ProviderMatch.Method(rawValue: $0) }
      match.term = query.optionalText(4)
      match.score = query.optionalReal(5)
      match.evidence = query.optionalText(6)
      match.fields = query.text(7).split(separator: " ").map(String.init)
      match.code = query.optionalText(8)
      match.message = query.optionalText(9)
      match.retryAt = query.optionalInteger(10)
      matches.append(match)
    }
    query.reset()
    for index in matches.indices { matches[index].candidates = try candidates(of: game, matches[index].provider) }
    return matches
  }

  private func candidates(of game: Int64, _ provider: Provider) throws(SQLiteError) -> [ProviderMatch.Candidate] {
    let query = try connection.statement(
      "SELECT id, name, score FROM candidate WHERE game_id = ?1 AND provider = ?2 ORDER BY number")
    query.bind(game, at: 1)
    query.bind(provider.rawValue, at: 2)
    defer { query.reset() }
    var candidates: [ProviderMatch.Candidate] = []
    while try query.step() {
      candidates.append(ProviderMatch.Candidate(id: query.text(0), name: query.text(1), score: query.real(2)))
    }
    return candidates
  }

  /// Whether the user has said which game it is there, or that it is none.
  func isManual(_ game: Int64, _ provider: Provider) throws(SQLiteError) -> Bool {
    let query = try connection.statement(
      "SELECT 1 FROM identity WHERE game_id = ?1 AND provider = ?2 AND method = 'manual'")
    query.bind(game, at: 1)
    query.bind(provider.rawValue, at: 2)
    defer { query.reset() }
    return try query.step()
  }

  func exists(game: Int64) throws(SQLiteError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM game WHERE id = ?")
    query.bind(game, at: 1)
    defer { query.reset() }
    return try query.step()
  }

  func store(_ match: ProviderMatch, of game: Int64, _ system: String) throws(SQLiteError) {
    let upsert = try connection.statement(
      """
      INSERT INTO identity (game_id, provider, state, id, method, term, score, evidence, fields, code, message, retry_at,
        updated, system)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
      ON CONFLICT DO UPDATE SET state = ?3, id = ?4, method = ?5, term = ?6, score = ?7, evidence = ?8, fields = ?9,
        code = ?10, message = ?11, retry_at = ?12, updated = ?13, system = ?14
      """)
    upsert.bind(game, at: 1)
    upsert.bind(match.provider.rawValue, at: 2)
    upsert.bind(match.state.rawValue, at: 3)
    upsert.bind(match.id, at: 4)
    upsert.bind(match.method?.rawValue, at: 5)
    upsert.bind(match.term, at: 6)
    upsert.bind(match.score, at: 7)
    upsert.bind(match.evidence, at: 8)
    upsert.bind(match.fields.isEmpty ? nil : match.fields.joined(separator: " "), at: 9)
    upsert.bind(match.code, at: 10)
    upsert.bind(match.message, at: 11)
    upsert.bind(match.retryAt, at: 12)
    upsert.bind(match.updated, at: 13)
    upsert.bind(system, at: 14)
    try upsert.run()
    try removeCandidates(of: game, match.provider)
    let insert = try connection.statement(
      "INSERT INTO candidate (game_id, provider, number, id, name, score) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    for (number, candidate) in match.candidates.prefix(ProviderMatch.candidateLimit).enumerated() {
      insert.bind(game, at: 1)
      insert.bind(match.provider.rawValue, at: 2)
      insert.bind(number, at: 3)
      insert.bind(candidate.id, at: 4)
      insert.bind(candidate.name, at: 5)
      insert.bind(candidate.score, at: 6)
      try insert.run()
    }
  }

  /// Who knows a game by more than its title says which it is at others: what was found by its title there, and is
  /// another game, is asked for again.
  func reconsider(
    _ game: Int64, _ teller: ProviderGame, _ others: [ProviderGame], now: Int64
  ) throws(SQLiteError) {
    let update = try connection.statement(
      """
      UPDATE identity SET state = 'failed', code = 'other', retry_at = ?4
      WHERE game_id = ?1 AND provider = ?2 AND id IS NOT ?3 AND method IS NOT 'manual' AND method IS NOT 'name'
        AND EXISTS (
          SELECT 1 FROM identity AS teller WHERE teller.game_id = ?1 AND teller.provider = ?5
            AND teller.method IN ('checksum', 'manual'))
      """)
    for other in others where other.provider != teller.provider {
      update.bind(game, at: 1)
      update.bind(other.provider.rawValue, at: 2)
      update.bind(other.id, at: 3)
      update.bind(now, at: 4)
      update.bind(teller.provider.rawValue, at: 5)
      try update.run()
    }
  }

  /// The same of what others have said of the game while `provider` was asked about it by its title.
  ///
  /// - Parameter since: nanoseconds since 1970, as `now`. What was said before the question was made is known to it.
  func reconsider(_ game: Int64, of provider: Provider, since: Int64, now: Int64) throws(SQLiteError) {
    let query = try connection.statement(
      """
      SELECT identity.provider, identity.id, others FROM identity
        JOIN metadata ON metadata.provider = identity.provider AND metadata.id = identity.id
      WHERE game_id = ?1 AND identity.provider <> ?2 AND method IN ('checksum', 'manual') AND updated >= ?3
        AND others IS NOT NULL
      """)
    query.bind(game, at: 1)
    query.bind(provider.rawValue, at: 2)
    query.bind(since, at: 3)
    var tellers: [(ProviderGame, [ProviderGame])] = []
    while try query.step() {
      guard let teller = Provider(rawValue: query.text(0)) else { continue }
      let others = MetadataRows.others(query.text(2)).filter { $0.provider == provider }
      tellers.append((ProviderGame(teller, query.text(1)), others))
    }
    query.reset()
    for (teller, others) in tellers { try reconsider(game, teller, others, now: now) }
  }

  func remove(_ game: Int64, _ provider: Provider) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM identity WHERE game_id = ?1 AND provider = ?2")
    delete.bind(game, at: 1)
    delete.bind(provider.rawValue, at: 2)
    try delete.run()
  }

  private func removeCandidates(of game: Int64, _ provider: Provider) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM candidate WHERE game_id = ?1 AND provider = ?2")
    delete.bind(game, at: 1)
    delete.bind(provider.rawValue, at: 2)
    try delete.run()
  }
}
