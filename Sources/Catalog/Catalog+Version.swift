internal import SQLite

extension Catalog {
  /// The version of the SQLite that is loaded, such as `3.40.1`.
  package static var databaseVersion: String { sqliteLibraryVersion }
}
