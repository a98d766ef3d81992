package import Model
internal import SQLite

extension Catalog {
  /// Stores what came of asking providers: a group in one transaction, all of it or nothing.
  ///
  /// What the user said of a game is not touched, and a game that has gone meanwhile is passed over.
  ///
  /// - Parameters:
  ///   - fields: what is stored of what they say; the others stay as they are.
  ///   - artworkKinds: those of which a picture is wanted.
  ///   - now: nanoseconds since 1970.
  /// - Returns: the systems of which something is known that was not.
  @discardableResult
  package func store(
    _ settled: [SettledGame], fields: Set<FactField> = Set(FactField.allCases), artworkKinds: Set<MediaKind> = [],
    now: Int64
  ) throws(CatalogError) -> Set<String> {
    if settled.isEmpty { return [] }
    return try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let matches = MatchRows(connection)
        let records = MetadataRows(connection)
        let lookups = LookupRows(connection)
        var systems: Set<String> = []
        for item in settled {
          let provider = item.match.provider
          if let record = item.record {
            try records.store(record, fields: fields, artworkKinds: artworkKinds, now: now)
          }
          if let lookup = item.lookup { try lookups.store(lookup, at: provider) }
          guard try matches.exists(game: item.game) else { continue }
          let isManual = try matches.isManual(item.game, provider)
          if isManual, item.match.method != .manual { continue }
          try matches.store(item.match, of: item.game, item.system)
          if let record = item.record { try matches.reconsider(item.game, record.game, record.others, now: now) }
          if let asked = item.asked, item.match.method != .reference {
            try matches.reconsider(item.game, of: provider, since: asked, now: now)
          }
          systems.insert(item.system)
        }
        return systems
      }
    }
  }

  /// How a game stands with providers.
  package func matches(of game: Int64) throws(CatalogError) -> [ProviderMatch] {
    try withReader { (connection: Connection) throws(SQLiteError) in try MatchRows(connection).matches(of: game) }
  }

  /// Forgets how a game stands with a provider, and what its term led to: it is asked about again, as are others of the
  /// term that what the user said of this one was taken over for.
  ///
  /// - Parameter now: nanoseconds since 1970.
  /// - Returns: where the others lie; nil where there was nothing to forget.
  package func undoMatch(
    of game: SoughtGame, at provider: Provider, title: String? = nil, now: Int64
  ) throws(CatalogError) -> [ScanScope.Place]? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let matches = MatchRows(connection)
        guard let match = try matches.matches(of: game.id).first(where: { $0.provider == provider }) else { return nil }
        try matches.remove(game.id, provider)
        guard let term = match.term else { return [] }
        try LookupRows(connection).remove(system: game.system, term: term, at: provider)
        guard match.method == .manual else { return [] }
        var places = try matches.askAgain(term, game.system, provider, unlessIn: nil, now: now)
        if let title, let id = match.id {
          try LookupRows(connection).remove(id, system: game.system, title: title, at: provider)
          places += try matches.askAgain(remembered: id, title: title, game.system, provider, now: now)
        }
        return places
      }
    }
  }

  /// What a provider did not know it may know now: it is asked about that again, and about what it gave no answer to.
  ///
  /// - Parameter now: nanoseconds since 1970.
  package func forgetMisses(of provider: Provider, now: Int64) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let delete = try connection.statement("DELETE FROM lookup WHERE provider = ? AND id IS NULL")
        delete.bind(provider.rawValue, at: 1)
        try delete.run()
        let update = try connection.statement(
          """
          UPDATE identity SET retry_at = ?2
          WHERE provider = ?1 AND state IN ('no match', 'failed') AND retry_at > ?2 AND method IS NOT 'manual'
          """)
        update.bind(provider.rawValue, at: 1)
        update.bind(now, at: 2)
        try update.run()
      }
    }
  }

  /// What a provider has no more: its games are asked about again, and no term leads there.
  package func forget(_ ids: [String], of provider: Provider) throws(CatalogError) {
    if ids.isEmpty { return }
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for id in ids {
          for sql in [
            "DELETE FROM lookup WHERE provider = ?1 AND id = ?2",
            "DELETE FROM identity WHERE provider = ?1 AND id = ?2 AND method <> 'manual'",
            "DELETE FROM metadata WHERE provider = ?1 AND id = ?2",
            "DELETE FROM artwork WHERE provider = ?1 AND id = ?2",
          ] {
            let statement = try connection.statement(sql)
            statement.bind(provider.rawValue, at: 1)
            statement.bind(id, at: 2)
            try statement.run()
          }
        }
      }
    }
  }

  /// The systems of games that are one of a provider's.
  package func systems(of games: Set<ProviderGame>) throws(CatalogError) -> Set<String> {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT DISTINCT system FROM identity WHERE provider = ?1 AND id = ?2")
      defer { query.reset() }
      var systems: Set<String> = []
      for game in games {
        query.reset()
        query.bind(game.provider.rawValue, at: 1)
        query.bind(game.id, at: 2)
        while try query.step() { systems.insert(query.text(0)) }
      }
      return systems
    }
  }

  /// Marks games for the next request that is about marked ones, or takes their marks away.
  package func mark(_ games: [Int64], _ isMarked: Bool) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for game in games {
          guard isMarked else {
            try Catalog.unmark(game, connection)
            continue
          }
          let insert = try connection.statement(
            "INSERT INTO mark (game_id) SELECT id FROM game WHERE id = ? ON CONFLICT DO NOTHING")
          insert.bind(game, at: 1)
          try insert.run()
        }
      }
    }
  }

  /// Takes the marks off games that providers were asked about, unless somebody ended that before it was over.
  ///
  /// - Parameter since: when asking began, nanoseconds since 1970.
  package func unmark(askedSince since: Int64) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let delete = try connection.statement(
        """
        DELETE FROM mark WHERE EXISTS (SELECT 1 FROM identity WHERE identity.game_id = mark.game_id AND updated >= ?1)
          AND NOT EXISTS (
            SELECT 1 FROM identity
            WHERE identity.game_id = mark.game_id AND updated >= ?1 AND state = 'cancelled')
        """)
      delete.bind(since, at: 1)
      try delete.run()
    }
  }

  /// How many games stand how with each provider; those that it was not asked about are not counted.
  package func matchCounts() throws(CatalogError) -> [(provider: String, state: String, count: Int)] {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT provider, state, count(*) FROM identity GROUP BY provider, state ORDER BY provider, state")
      defer { query.reset() }
      var counts: [(provider: String, state: String, count: Int)] = []
      while try query.step() { counts.append((query.text(0), query.text(1), Int(query.integer(2)))) }
      return counts
    }
  }

  private static func unmark(_ game: Int64, _ connection: Connection) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM mark WHERE game_id = ?")
    delete.bind(game, at: 1)
    try delete.run()
  }
}
