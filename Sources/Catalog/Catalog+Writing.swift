package import Model
internal import Platform
internal import SQLite

extension Catalog {
  /// Makes the catalog hold `shelf`, in one transaction that writes only the rows that differ from what is stored.
  ///
  /// Every game keeps its id wherever it was before, as ``GameIdentity`` says. Killed in the middle, the catalog has
  /// the old shelf, whole.
  ///
  /// - Parameter observed: when the folder was looked at, or the whole library where that was, nanoseconds since
  ///   1970: games that were found together have come together.
  package func replace(_ shelf: Shelf, observed: Int64 = wallNanoseconds()) throws(CatalogError) {
    try write(shelf, observed: observed) { (writer) throws(SQLiteError) in try writer.write() }
  }

  /// Forgets the system folder at `location` and its files. Its games are missing until they turn up elsewhere;
  /// checksums stay.
  package func remove(_ location: Shelf.Location, observed: Int64 = wallNanoseconds()) throws(CatalogError) {
    let nothing = Shelf(
      location: location, system: "", modified: 0, files: FileTable(), singles: [], archives: ArchiveTable([]))
    try write(nothing, observed: observed) { (writer) throws(SQLiteError) in try writer.remove() }
  }

  private func write(
    _ shelf: Shelf, observed: Int64, _ body: (inout ShelfWriter) throws(SQLiteError) -> Void
  ) throws(CatalogError) {
    let hasNews = try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        var writer = ShelfWriter(shelf, connection, observed: observed)
        try body(&writer)
        return writer.hasNews
      }
    }
    if hasNews { noteNews() }
  }
}
