package import Model
internal import SQLite

extension Catalog {
  /// Makes the catalog hold `shelf`, in one transaction that writes only the rows that differ from what is stored.
  ///
  /// Killed in the middle, the catalog has the old shelf, whole.
  package func replace(_ shelf: Shelf) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        var writer = ShelfWriter(shelf, connection)
        try writer.write()
      }
    }
  }

  /// Forgets the system folder at `location`, its files and games. Checksums stay.
  package func remove(_ location: Shelf.Location) throws(CatalogError) {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let delete = try connection.statement("DELETE FROM platform WHERE root_id = ? AND folder = ?")
        delete.bind(location.root.id, at: 1)
        delete.bind(location.folder, at: 2)
        try delete.run()
      }
    }
  }
}
