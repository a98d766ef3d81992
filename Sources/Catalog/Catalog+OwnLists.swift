package import Model
internal import SQLite

/// Copies of the user's own lists of games, each the last that was read whole.
extension Catalog {
  /// - Returns: nil where none has been stored, or the folder is not known.
  package func ownList(_ name: [UInt8], of location: Shelf.Location) throws(CatalogError) -> [UInt8]? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT bytes FROM own_file JOIN platform ON platform.id = platform_id
        WHERE root_id = ?1 AND folder = ?2 AND name = ?3
        """)
      query.bind(location.root.id, at: 1)
      query.bind(location.folder, at: 2)
      query.bind(name, at: 3)
      defer { query.reset() }
      return try query.step() ? query.blob(0) : nil
    }
  }

  /// Stores a list. One of the same version is there already and is not written again.
  ///
  /// - Parameters:
  ///   - name: of the file, below the system's folder.
  ///   - version: of the file that has `bytes`.
  package func storeOwnList(
    _ name: [UInt8], _ bytes: [UInt8], _ version: FileVersion, of location: Shelf.Location
  ) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let upsert = try connection.statement(
          """
          INSERT INTO own_file (platform_id, size, modified, inode, bytes, name)
          SELECT id, ?3, ?4, ?5, ?6, ?7 FROM platform WHERE root_id = ?1 AND folder = ?2
          ON CONFLICT DO UPDATE SET size = ?3, modified = ?4, inode = ?5, bytes = ?6
          WHERE size <> ?3 OR modified <> ?4 OR inode <> ?5
          """)
        upsert.bind(location.root.id, at: 1)
        upsert.bind(location.folder, at: 2)
        upsert.bind(version.size, at: 3)
        upsert.bind(version.modified, at: 4)
        upsert.bind(version.inode, at: 5)
        upsert.bind(bytes, at: 6)
        upsert.bind(name, at: 7)
        try upsert.run()
      }
    }
  }
}
