package import Model
internal import SQLite

/// The table `lookup`.
struct LookupRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  func store(_ lookup: SettledGame.Lookup, at provider: Provider) throws(SQLiteError) {
    // Nothing found says less than what was found, unless that was by an older way of making terms.
    let upsert = try connection.statement(
      """
      INSERT INTO lookup (provider, system, term, version, id, expires) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET version = ?4, id = ?5, expires = ?6
      WHERE ?5 IS NOT NULL OR id IS NULL OR version <> ?4
      """)
    upsert.bind(provider.rawValue, at: 1)
    upsert.bind(lookup.system, at: 2)
    upsert.bind(lookup.term, at: 3)
    upsert.bind(lookup.version, at: 4)
    upsert.bind(lookup.id, at: 5)
    upsert.bind(lookup.expires, at: 6)
    try upsert.run()
  }

  /// What leads to a game, of all terms that begin with `title`.
  func remove(_ id: String, system: String, title: String, at provider: Provider) throws(SQLiteError) {
    let delete = try connection.statement(
      "DELETE FROM lookup WHERE provider = ?1 AND system = ?2 AND substr(term, 1, length(?3)) = ?3 AND id = ?4")
    delete.bind(provider.rawValue, at: 1)
    delete.bind(system, at: 2)
    delete.bind(title, at: 3)
    delete.bind(id, at: 4)
    try delete.run()
  }

  func remove(system: String, term: String, at provider: Provider) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM lookup WHERE provider = ?1 AND system = ?2 AND term = ?3")
    delete.bind(provider.rawValue, at: 1)
    delete.bind(system, at: 2)
    delete.bind(term, at: 3)
    try delete.run()
  }
}

/// What a term led to before.
package enum KnownLookup: Hashable, Sendable {
  case game(id: String)
  /// The provider said that there is nothing, not long ago.
  case nothing
  case unknown
}

extension Catalog {
  /// What a term led to when it was last looked for at a provider, by whatever scan: one statement.
  ///
  /// - Parameters:
  ///   - title: what somebody's word on a title is remembered by: it counts where `term` has led to no game.
  ///   - version: of the way terms are made now.
  ///   - now: nanoseconds since 1970.
  package func lookup(
    _ term: String, title: String? = nil, system: String, at provider: Provider, version: Int, now: Int64
  ) throws(CatalogError) -> KnownLookup {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT id FROM lookup WHERE provider = ?1 AND system = ?2 AND term IN (?3, ?6) AND version = ?4
          AND (expires IS NULL OR expires > ?5)
        ORDER BY id IS NULL, term <> ?3 LIMIT 1
        """)
      query.bind(provider.rawValue, at: 1)
      query.bind(system, at: 2)
      query.bind(term, at: 3)
      query.bind(version, at: 4)
      query.bind(now, at: 5)
      query.bind(title, at: 6)
      defer { query.reset() }
      guard try query.step() else { return .unknown }
      return query.optionalText(0).map { .game(id: $0) } ?? .nothing
    }
  }
}
