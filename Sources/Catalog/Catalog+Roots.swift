package import Model
internal import SQLite

extension Catalog {
  /// Where the file system of a root was mounted when it was last looked at; nil where that is not known.
  package func mountPoint(of root: LibraryRoot) throws(CatalogError) -> String? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT mount_point FROM root WHERE id = ? AND mount_point IS NOT NULL")
      query.bind(root.id, at: 1)
      defer { query.reset() }
      return try query.step() ? query.text(0) : nil
    }
  }

  /// Stores where the file system of a root is mounted; writes nothing where that is known.
  package func setMountPoint(_ path: String, of root: LibraryRoot) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let update = try connection.statement(
          "UPDATE root SET mount_point = ?1 WHERE id = ?2 AND mount_point IS NOT ?1")
        update.bind(path, at: 1)
        update.bind(root.id, at: 2)
        try update.run()
      }
    }
  }
}
