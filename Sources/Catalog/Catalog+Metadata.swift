package import Model
internal import SQLite

/// What providers say of a game of the library.
package struct ProvidedFacts: Sendable {
  /// Raw path of one of the game's files, below the system's folder.
  package var path: [UInt8]
  package var provider: Provider
  /// The provider's id of the game.
  package var id: String
  package var facts: GameFacts
  /// Pictures and documents that are stored.
  package var artwork: [Artwork]
}

extension Catalog {
  /// Which of a provider's games are known, and when what is said of them was fetched.
  ///
  /// - Returns: nanoseconds since 1970, by id; those that are not known are left out.
  package func fetchTimes(of ids: [String], at provider: Provider) throws(CatalogError) -> [String: Int64] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT fetched FROM metadata WHERE provider = ?1 AND id = ?2")
      defer { query.reset() }
      var found: [String: Int64] = [:]
      for id in ids {
        query.reset()
        query.bind(provider.rawValue, at: 1)
        query.bind(id, at: 2)
        if try query.step() { found[id] = query.integer(0) }
      }
      return found
    }
  }

  /// The name of a provider's game, and what it is called elsewhere; nil where it is not known.
  package func knownGame(
    _ game: ProviderGame
  ) throws(CatalogError) -> (facts: GameFacts, others: [ProviderGame])? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT name, description, rating, released, developer, publisher, genre, players, family, others
        FROM metadata WHERE provider = ?1 AND id = ?2
        """)
      query.bind(game.provider.rawValue, at: 1)
      query.bind(game.id, at: 2)
      defer { query.reset() }
      guard try query.step() else { return nil }
      return (MetadataRows.facts(query, from: 0), MetadataRows.others(query.text(9)))
    }
  }

  /// What providers say of the games of a system folder.
  package func providedFacts(at location: Shelf.Location) throws(CatalogError) -> [ProvidedFacts] {
    var found: [ProvidedFacts] = []
    var last: Int64 = 0
    // In pages: others who read do not wait for all of a large folder.
    while true {
      let (page, end) = try withReader { [last] (connection: Connection) throws(SQLiteError) in
        try Catalog.providedFacts(at: location, after: last, connection)
      }
      found += page
      guard let end else { return found }
      last = end
    }
  }

  private static func providedFacts(
    at location: Shelf.Location, after last: Int64, _ connection: Connection
  ) throws(SQLiteError) -> ([ProvidedFacts], end: Int64?) {
    let limit: Int64 = 2_000
    let query = try connection.statement(
      """
      SELECT first.game_id, first.path, identity.provider, identity.id, name, description, rating, released, developer,
        publisher, genre, players, family
      FROM (
          SELECT game_id, min(file.path) AS path FROM file JOIN platform ON platform.id = platform_id
          WHERE root_id = ?1 AND folder = ?2 AND game_id > ?3 GROUP BY game_id ORDER BY game_id LIMIT ?4
        ) AS first
        LEFT JOIN identity ON identity.game_id = first.game_id AND identity.id IS NOT NULL
          AND identity.state IN ('done', 'partial')
        LEFT JOIN metadata ON metadata.provider = identity.provider AND metadata.id = identity.id
      ORDER BY first.game_id
      """)
    query.bind(location.root.id, at: 1)
    query.bind(location.folder, at: 2)
    query.bind(last, at: 3)
    query.bind(limit, at: 4)
    var found: [ProvidedFacts] = []
    var games: Int64 = 0
    var end: Int64?
    while try query.step() {
      if query.integer(0) != end { games += 1 }
      end = query.integer(0)
      guard let provider = query.optionalText(2).flatMap({ Provider(rawValue: $0) }) else { continue }
      found.append(
        ProvidedFacts(
          path: query.blob(1), provider: provider, id: query.text(3), facts: MetadataRows.facts(query, from: 4),
          artwork: []))
    }
    query.reset()
    for index in found.indices {
      found[index].artwork = try ArtworkRows(connection).stored(
        of: ProviderGame(found[index].provider, found[index].id))
    }
    return (found, games < limit ? nil : end)
  }
}
