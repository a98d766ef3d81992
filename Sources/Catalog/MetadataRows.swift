internal import Model
internal import SQLite

/// The tables `metadata` and `artwork`.
struct MetadataRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// - Parameter fields: what is stored; the others stay as they are.
  func store(
    _ record: GameRecord, fields: Set<FactField>, artworkKinds: Set<MediaKind>, now: Int64
  ) throws(SQLiteError) {
    let upsert = try connection.statement(
      """
      INSERT INTO metadata (provider, id, fetched, name, description, rating, released, developer, publisher, genre,
        players, family, others)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
      ON CONFLICT DO UPDATE SET fetched = ?3, name = ?4, description = ?5, rating = ?6, released = ?7, developer = ?8,
        publisher = ?9, genre = ?10, players = ?11, family = ?12, others = ?13
      """)
    var facts = record.facts
    if fields.count < FactField.allCases.count {
      let known = try self.facts(of: record.game) ?? GameFacts()
      for field in FactField.allCases where !fields.contains(field) { field.copy(known, &facts) }
    }
    upsert.bind(record.game.provider.rawValue, at: 1)
    upsert.bind(record.game.id, at: 2)
    upsert.bind(now, at: 3)
    upsert.bind(facts.name, at: 4)
    upsert.bind(facts.description, at: 5)
    upsert.bind(facts.rating, at: 6)
    upsert.bind(facts.released, at: 7)
    upsert.bind(facts.developer, at: 8)
    upsert.bind(facts.publisher, at: 9)
    upsert.bind(facts.genre, at: 10)
    upsert.bind(facts.players, at: 11)
    upsert.bind(facts.family, at: 12)
    let others = record.others.map { "\($0.provider.rawValue):\($0.id)" }
    upsert.bind(others.isEmpty ? nil : others.joined(separator: " "), at: 13)
    try upsert.run()
    try storeArtwork(of: record, artworkKinds)
  }

  /// Each kind's best. What is stored of an address stays, and another address takes its place when it is fetched.
  private func storeArtwork(of record: GameRecord, _ kinds: Set<MediaKind>) throws(SQLiteError) {
    var seen: Set<MediaKind> = []
    let upsert = try connection.statement(
      """
      INSERT INTO artwork (provider, id, kind, url, state) VALUES (?1, ?2, ?3, ?4, 'wanted')
      ON CONFLICT DO UPDATE SET url = ?4, state = 'wanted', retry_at = NULL WHERE url <> ?4
      """)
    for medium in record.media where kinds.contains(medium.kind) && seen.insert(medium.kind).inserted {
      upsert.bind(record.game.provider.rawValue, at: 1)
      upsert.bind(record.game.id, at: 2)
      upsert.bind(medium.kind.rawValue, at: 3)
      upsert.bind(medium.url, at: 4)
      try upsert.run()
    }
  }

  func facts(of game: ProviderGame) throws(SQLiteError) -> GameFacts? {
    let query = try connection.statement(
      """
      SELECT name, description, rating, released, developer, publisher, genre, players, family
      FROM metadata WHERE provider = ?1 AND id = ?2
      """)
    query.bind(game.provider.rawValue, at: 1)
    query.bind(game.id, at: 2)
    defer { query.reset() }
    return try query.step() ? MetadataRows.facts(query, from: 0) : nil
  }

  /// What a provider's game is called at others, from the column `others`.
  static func others(_ text: String) -> [ProviderGame] {
    text.split(separator: " ").compactMap { text in
      let parts = text.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let provider = Provider(rawValue: String(parts[0])) else { return nil }
      return ProviderGame(provider, String(parts[1]))
    }
  }

  /// The facts that begin at a column, in the order of the table from `name` to `family`.
  static func facts(_ query: Statement, from column: Int) -> GameFacts {
    var facts = GameFacts()
    facts.name = query.optionalText(column)
    facts.description = query.optionalText(column + 1)
    facts.rating = query.optionalReal(column + 2)
    facts.released = query.optionalText(column + 3)
    facts.developer = query.optionalText(column + 4)
    facts.publisher = query.optionalText(column + 5)
    facts.genre = query.optionalText(column + 6)
    facts.players = query.optionalText(column + 7)
    facts.family = query.optionalText(column + 8)
    return facts
  }
}
