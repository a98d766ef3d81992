internal import SQLite

/// What a service shows beside the library's own folders, so that the next one shows it at once. What the bytes say is
/// the service's business.
extension Catalog {
  /// Everything of a mount, by owner.
  package func placements(at mountPoint: String) throws(CatalogError) -> [(owner: String, bytes: [UInt8])] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT owner, bytes FROM placement WHERE mount_point = ? ORDER BY owner")
      query.bind(mountPoint, at: 1)
      defer { query.reset() }
      var found: [(owner: String, bytes: [UInt8])] = []
      while try query.step() { found.append((query.text(0), query.blob(1))) }
      return found
    }
  }

  /// Stores some, and forgets those without bytes; all of it or nothing. What is the same is not written again.
  package func storePlacements(_ placements: [String: [UInt8]?], at mountPoint: String) throws(CatalogError) {
    if placements.isEmpty { return }
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for (owner, bytes) in placements.sorted(by: { $0.key < $1.key }) {
          if let bytes {
            let upsert = try connection.statement(
              """
              INSERT INTO placement (mount_point, owner, bytes) VALUES (?1, ?2, ?3)
              ON CONFLICT DO UPDATE SET bytes = ?3 WHERE bytes <> ?3
              """)
            upsert.bind(mountPoint, at: 1)
            upsert.bind(owner, at: 2)
            upsert.bind(bytes, at: 3)
            try upsert.run()
          } else {
            let delete = try connection.statement("DELETE FROM placement WHERE mount_point = ?1 AND owner = ?2")
            delete.bind(mountPoint, at: 1)
            delete.bind(owner, at: 2)
            try delete.run()
          }
        }
      }
    }
  }
}
