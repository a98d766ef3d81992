package import Model
internal import SQLite

/// What lets this program in at a provider: sealed by the caller, so that the file says nothing to others.
extension Catalog {
  package func access(to provider: Provider) throws(CatalogError) -> [UInt8]? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT sealed FROM access WHERE provider = ?")
      query.bind(provider.rawValue, at: 1)
      defer { query.reset() }
      return try query.step() ? query.blob(0) : nil
    }
  }

  /// - Parameter sealed: nil forgets it.
  package func setAccess(_ sealed: [UInt8]?, to provider: Provider) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let statement = try connection.statement(
        sealed == nil
          ? "DELETE FROM access WHERE provider = ?1"
          : "INSERT INTO access (provider, sealed) VALUES (?1, ?2) ON CONFLICT DO UPDATE SET sealed = ?2")
      statement.bind(provider.rawValue, at: 1)
      if let sealed { statement.bind(sealed, at: 2) }
      try statement.run()
    }
  }
}
