package import Model
internal import SQLite

/// Where a walk over all games is: those of a system folder in the order of their paths, folder by folder.
package struct SoughtPlace: Hashable, Sendable {
  /// The catalog's number of the folder.
  package var platform: Int64
  /// The last file that was looked at, raw.
  package var path: [UInt8]

  package init(platform: Int64, path: [UInt8]) {
    self.platform = platform
    self.path = path
  }
}

extension Catalog {
  /// Games that providers are to be asked about: the next ones of a walk over the library.
  ///
  /// - Parameters:
  ///   - place: where the walk is; nil begins it, and is what is left there at its end.
  ///   - selection: by how each stands with any of `providers`.
  ///   - now: nanoseconds since 1970, as the next one.
  ///   - since: what a provider was asked about since then is left out; nil leaves nothing out.
  ///   - limit: files that are looked at, at most.
  package func soughtGames(
    _ selection: EnrichmentSelection, providers: [Provider], scope: ScanScope, now: Int64,
    since: Int64? = nil, from place: inout SoughtPlace?, limit: Int = 2_000
  ) throws(CatalogError) -> [SoughtGame] {
    var walk = place ?? SoughtPlace(platform: 0, path: [])
    let (games, next) = try withReader {
      [walk] (connection: Connection) throws(SQLiteError) -> ([SoughtGame], SoughtPlace?) in
      let search = SoughtSearch(connection, selection, providers, now: now, since: since)
      var found = try search.folder(walk.platform)
      if found == nil { found = try search.folder(after: walk.platform) }
      guard let folder = found else { return ([], nil) }
      let start = folder.id == walk.platform ? walk.path : []
      guard scope.concerns(folder.location, system: folder.system) else {
        return ([], try search.place(after: folder.id))
      }
      var (games, last) = try search.games(of: folder, after: start, limit: limit)
      if !scope.isWhole(folder.location) {
        games.removeAll { !scope.holds(folder.pathBelowRoot($0.path), in: folder.location.root) }
      }
      if let last { return (games, SoughtPlace(platform: folder.id, path: last)) }
      return (games, try search.place(after: folder.id))
    }
    if let next { walk = next }
    place = next == nil ? nil : walk
    return games
  }

  /// The game that a file is of; nil where it is of none.
  ///
  /// - Parameter path: raw, below the system's folder.
  package func soughtGame(
    holding path: [UInt8], at location: Shelf.Location, providers: [Provider]
  ) throws(CatalogError) -> SoughtGame? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let search = SoughtSearch(connection, .all, providers, now: 0)
      guard let folder = try search.folder(at: location), let game = try search.game(of: path, folder.id) else {
        return nil
      }
      return try search.games(of: folder, after: [], limit: .max, only: game).games.first
    }
  }

  /// How many games ``soughtGames(_:providers:scope:now:since:from:limit:)`` is going to give for one provider.
  package func soughtCount(
    _ selection: EnrichmentSelection, provider: Provider, scope: ScanScope, now: Int64, since: Int64? = nil
  ) throws(CatalogError) -> Int {
    try eachFolder(of: scope) { (folder, connection) throws(SQLiteError) in
      try SoughtSearch(connection, selection, [provider], now: now, since: since).count(of: folder, in: scope)
    }.reduce(0, +)
  }

  /// The games of providers that games of a scope are.
  ///
  /// - Parameter providers: nil is all.
  package func providerGames(
    in scope: ScanScope, providers: Set<Provider>?
  ) throws(CatalogError) -> Set<ProviderGame> {
    let found = try eachFolder(of: scope) { (folder, connection) throws(SQLiteError) -> Set<ProviderGame> in
      let query = try connection.statement(
        """
        SELECT path, provider, id FROM file JOIN identity USING (game_id) WHERE platform_id = ?1 AND id IS NOT NULL
        """)
      query.bind(folder.id, at: 1)
      defer { query.reset() }
      var games: Set<ProviderGame> = []
      while try query.step() {
        guard let provider = Provider(rawValue: query.text(1)), providers?.contains(provider) ?? true,
          scope.holds(folder.pathBelowRoot(query.blob(0)), in: folder.location.root)
        else { continue }
        games.insert(ProviderGame(provider, query.text(2)))
      }
      return games
    }
    return found.reduce(into: []) { $0.formUnion($1) }
  }

  /// In parts: others who read do not wait for all of a large library.
  private func eachFolder<Value: Sendable>(
    of scope: ScanScope, _ body: (SoughtSearch.Folder, Connection) throws(SQLiteError) -> Value
  ) throws(CatalogError) -> [Value] {
    var values: [Value] = []
    var last: Int64 = 0
    while true {
      let (id, value) = try withReader { [last] (connection: Connection) throws(SQLiteError) -> (Int64?, Value?) in
        guard let folder = try SoughtSearch(connection, .all, [], now: 0).folder(after: last) else { return (nil, nil) }
        guard scope.concerns(folder.location, system: folder.system) else { return (folder.id, nil) }
        return (folder.id, try body(folder, connection))
      }
      guard let id else { return values }
      if let value { values.append(value) }
      last = id
    }
  }
}
