package import Model
internal import SQLite

/// The table `artwork`.
struct ArtworkRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  static let columns = "provider, id, kind, url, state, digest, size, extension, stored, retry_at"

  static func isDue(_ triesFailed: Bool, _ now: String) -> String {
    "retry_at IS NULL OR retry_at <= \(now)" + (triesFailed ? " OR state = 'failed'" : "")
  }

  /// nil for what a newer version wrote.
  static func artwork(_ query: Statement) -> Artwork? {
    guard let provider = Provider(rawValue: query.text(0)), let kind = MediaKind(rawValue: query.text(2)),
      let state = Artwork.State(rawValue: query.text(4))
    else { return nil }
    var artwork = Artwork(ProviderGame(provider, query.text(1)), kind, url: query.text(3))
    artwork.state = state
    artwork.digest = query.isNull(5) ? nil : query.blob(5)
    artwork.size = query.integer(6)
    artwork.fileExtension = query.optionalText(7)
    artwork.stored = query.integer(8)
    artwork.retryAt = query.optionalInteger(9)
    return artwork
  }

  /// What is stored goes on being shown while something newer is fetched.
  func stored(of game: ProviderGame) throws(SQLiteError) -> [Artwork] {
    let query = try connection.statement(
      "SELECT \(ArtworkRows.columns) FROM artwork WHERE provider = ?1 AND id = ?2 AND digest IS NOT NULL")
    query.bind(game.provider.rawValue, at: 1)
    query.bind(game.id, at: 2)
    defer { query.reset() }
    var found: [Artwork] = []
    while try query.step() { if let artwork = ArtworkRows.artwork(query) { found.append(artwork) } }
    return found
  }
}

extension Catalog {
  /// What is to be fetched, and what of that is to be tried again by now: of games that are in the library, in the
  /// order of providers and games.
  ///
  /// - Parameters:
  ///   - last: the last one of the page before.
  ///   - now: nanoseconds since 1970.
  ///   - triesFailed: what failed is tried again before its time.
  package func wantedArtwork(
    after last: Artwork?, kinds: Set<MediaKind>, now: Int64, triesFailed: Bool = false, limit: Int
  ) throws(CatalogError) -> [Artwork] {
    if kinds.isEmpty { return [] }
    let names = kinds.map { "'\($0.rawValue)'" }.sorted().joined(separator: ", ")
    return try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(ArtworkRows.columns) FROM artwork
        WHERE state <> 'stored' AND (\(ArtworkRows.isDue(triesFailed, "?1"))) AND kind IN (\(names))
          AND (provider, id, kind) > (?2, ?3, ?4)
          AND EXISTS (
            SELECT 1 FROM identity WHERE identity.provider = artwork.provider AND identity.id = artwork.id)
        ORDER BY provider, id, kind LIMIT ?5
        """)
      query.bind(now, at: 1)
      query.bind(last?.game.provider.rawValue ?? "", at: 2)
      query.bind(last?.game.id ?? "", at: 3)
      query.bind(last?.kind.rawValue ?? "", at: 4)
      query.bind(limit, at: 5)
      defer { query.reset() }
      var found: [Artwork] = []
      while try query.step() { if let artwork = ArtworkRows.artwork(query) { found.append(artwork) } }
      return found
    }
  }

  /// The same of some games of providers alone.
  package func wantedArtwork(
    of games: [ProviderGame], kinds: Set<MediaKind>, now: Int64, triesFailed: Bool = false
  ) throws(CatalogError) -> [Artwork] {
    if kinds.isEmpty || games.isEmpty { return [] }
    return try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT \(ArtworkRows.columns) FROM artwork
        WHERE provider = ?1 AND id = ?2 AND state <> 'stored' AND (\(ArtworkRows.isDue(triesFailed, "?3")))
        """)
      defer { query.reset() }
      var found: [Artwork] = []
      for game in games {
        query.reset()
        query.bind(game.provider.rawValue, at: 1)
        query.bind(game.id, at: 2)
        query.bind(now, at: 3)
        while try query.step() {
          if let artwork = ArtworkRows.artwork(query), kinds.contains(artwork.kind) { found.append(artwork) }
        }
      }
      return found
    }
  }

  /// Stores what became of pictures: a group in one transaction. One whose address is another by now is passed over.
  package func store(_ artwork: [Artwork]) throws(CatalogError) {
    if artwork.isEmpty { return }
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let update = try connection.statement(
          """
          UPDATE artwork SET state = ?5, digest = coalesce(?6, digest), size = iif(?6 IS NULL, size, ?7),
            extension = coalesce(?8, extension), stored = iif(?6 IS NULL, stored, ?9), retry_at = ?10
          WHERE provider = ?1 AND id = ?2 AND kind = ?3 AND url = ?4
          """)
        for item in artwork {
          update.bind(item.game.provider.rawValue, at: 1)
          update.bind(item.game.id, at: 2)
          update.bind(item.kind.rawValue, at: 3)
          update.bind(item.url, at: 4)
          update.bind(item.state.rawValue, at: 5)
          update.bind(item.digest, at: 6)
          update.bind(item.size, at: 7)
          update.bind(item.fileExtension, at: 8)
          update.bind(item.stored, at: 9)
          update.bind(item.retryAt, at: 10)
          try update.run()
        }
      }
    }
  }

  /// Whether any game needs a stored picture.
  package func usesArtwork(_ digest: [UInt8]) throws(CatalogError) -> Bool {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT 1 FROM artwork WHERE digest = ? LIMIT 1")
      query.bind(digest, at: 1)
      defer { query.reset() }
      return try query.step()
    }
  }

  /// By state.
  package func artworkCounts() throws(CatalogError) -> [(state: String, count: Int)] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT state, count(*) FROM artwork GROUP BY state ORDER BY state")
      defer { query.reset() }
      var counts: [(state: String, count: Int)] = []
      while try query.step() { counts.append((query.text(0), Int(query.integer(1)))) }
      return counts
    }
  }
}
