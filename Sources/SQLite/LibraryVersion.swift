internal import CSQLite

/// The version of the SQLite that is loaded, such as `3.40.1`.
package var sqliteLibraryVersion: String { sqlite3_libversion().map { String(cString: $0) } ?? "?" }
