package import Model
internal import SQLite

extension Catalog {
  /// Stores which game of a provider a game is because somebody says so, and what its term leads to from now on: in
  /// one transaction.
  ///
  /// The provider is to be asked for the details of that game; until they are there, the match is
  /// ``ProviderMatch/State/partial``. Others of the library that the term has led elsewhere are asked about again, and
  /// those of the title that nobody has found to be a game.
  ///
  /// - Parameters:
  ///   - id: nil: it is none of the provider's.
  ///   - term: what a search for the game is remembered by; nil where the provider is not searched.
  ///   - title: what every term of its title begins with; its word on the title is remembered by that and
  ///     ``SoughtGame/anyTags``.
  ///   - version: of the way terms are made now.
  ///   - now: nanoseconds since 1970.
  /// - Returns: where the games lie that are to be asked about; nil where the game has gone meanwhile.
  package func chooseMatch(
    of game: SoughtGame, at provider: Provider, id: String?, term: String?, title: String? = nil, version: Int,
    now: Int64
  ) throws(CatalogError) -> [ScanScope.Place]? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let matches = MatchRows(connection)
        guard try matches.exists(game: game.id) else { return nil }
        var match = ProviderMatch(provider, id == nil ? .noMatch : .partial, updated: now)
        match.id = id
        match.method = .manual
        match.term = term
        match.evidence = ProviderMatch.Method.manual.rawValue
        match.candidates = game.matches[provider]?.candidates ?? []
        if id != nil {
          match.fields = ["all"]
          match.code = "chosen"
          match.retryAt = now
        }
        try matches.store(match, of: game.id, game.system)
        var places = id == nil ? [] : [game.place]
        guard let term else { return places }
        let lookups = LookupRows(connection)
        // What the user says counts more than what was found.
        try lookups.remove(system: game.system, term: term, at: provider)
        try lookups.store(
          SettledGame.Lookup(system: game.system, term: term, version: version, id: id), at: provider)
        if let id, let title {
          try lookups.store(
            SettledGame.Lookup(system: game.system, term: title + SoughtGame.anyTags, version: version, id: id),
            at: provider)
        }
        places += try matches.askAgain(
          term, title: id == nil ? nil : title, game.system, provider, unlessIn: id, now: now)
        return places
      }
    }
  }
}

extension SoughtGame {
  /// Stands for the tags of any file of a title.
  package static let anyTags = "*"

  /// Where its first file lies.
  package var place: ScanScope.Place {
    let prefix = location.folder.isEmpty ? [] : location.folder + [UInt8(ascii: "/")]
    return ScanScope.Place(root: location.root, path: prefix + path)
  }
}

extension MatchRows {
  /// Has games asked about again that a term led to another game, or to none.
  ///
  /// - Returns: where the first file of each lies.
  func askAgain(
    _ term: String, title: String? = nil, _ system: String, _ provider: Provider, unlessIn id: String?, now: Int64
  ) throws(SQLiteError) -> [ScanScope.Place] {
    try askAgain(
      """
      id IS NOT ?4 AND (method IS NULL OR method IN ('title', 'remembered'))
        AND (term = ?3 OR (substr(term, 1, length(?6)) = ?6 AND state NOT IN ('done', 'partial')))
      """, term, title: title, system, provider, id: id, now: now)
  }

  /// The same of games that are what somebody said of another one of their title.
  ///
  /// - Parameter title: what every term of the title begins with.
  func askAgain(
    remembered id: String, title: String, _ system: String, _ provider: Provider, now: Int64
  ) throws(SQLiteError) -> [ScanScope.Place] {
    try askAgain(
      "id = ?4 AND method = 'remembered' AND substr(term, 1, length(?6)) = ?6", "", title: title, system, provider,
      id: id, now: now)
  }

  private func askAgain(
    _ condition: String, _ term: String, title: String?, _ system: String, _ provider: Provider, id: String?, now: Int64
  ) throws(SQLiteError) -> [ScanScope.Place] {
    let condition = "provider = ?1 AND system = ?2 AND \(condition)"
    let query = try connection.statement(
      """
      SELECT root.id, root.path, folder, min(file.path) FROM file
        JOIN platform ON platform.id = platform_id JOIN root ON root.id = root_id
      WHERE platform.system = ?2 AND game_id IN (SELECT game_id FROM identity WHERE \(condition))
      GROUP BY game_id LIMIT ?5
      """)
    bind(query, provider, system, term, id, title)
    query.bind(MatchRows.siblingLimit, at: 5)
    var places: [ScanScope.Place] = []
    while try query.step() {
      let folder = query.blob(2)
      let root = LibraryRoot(id: Int(query.integer(0)), path: query.text(1))
      places.append(
        ScanScope.Place(root: root, path: (folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]) + query.blob(3)))
    }
    query.reset()
    // What is known by its title to be another game is shown no more.
    let update = try connection.statement(
      "UPDATE identity SET state = 'failed', code = 'other', retry_at = ?5 WHERE \(condition)")
    bind(update, provider, system, term, id, title)
    update.bind(now, at: 5)
    try update.run()
    return places
  }

  private func bind(
    _ statement: Statement, _ provider: Provider, _ system: String, _ term: String, _ id: String?, _ title: String?
  ) {
    statement.bind(provider.rawValue, at: 1)
    statement.bind(system, at: 2)
    statement.bind(term, at: 3)
    statement.bind(id, at: 4)
    statement.bind(title, at: 6)
  }

  /// Versions of one game: more than these are found when their turn comes.
  private static let siblingLimit = 100
}
