internal import SQLite

/// Why the catalog cannot be used: what happened, to which file, and what to do.
package struct CatalogError: Error, Sendable, CustomStringConvertible {
  /// What a caller decides by.
  package enum Reason: Sendable, Hashable {
    /// The state directory or the file cannot be created, read or written.
    case notAccessible
    case damaged
    /// A newer Vitrine wrote it.
    case newer
    /// A database, but somebody else's.
    case foreign
    /// Another process kept it locked.
    case busy
    case full
    /// The program is ending.
    case closed
    case other
  }

  package var reason: Reason
  /// One or two sentences for the person at the terminal.
  package var description: String

  init(reason: Reason, description: String) {
    self.reason = reason
    self.description = description
  }

  init(_ error: SQLiteError, path: String) {
    switch error.kind {
    case .damaged:
      self.init(
        reason: .damaged,
        description: "The catalog \(path) is damaged (\(error.message)). Move it and its -wal and -shm files away and "
          + "start again: the library is scanned anew, nothing but checksums is lost.")
    case .notAccessible:
      self.init(
        reason: .notAccessible,
        description: "The catalog \(path) cannot be opened for writing (\(error.message)). Make its directory "
          + "writable for this user, or name another one with --state.")
    case .busy:
      self.init(
        reason: .busy,
        description: "The catalog \(path) has been locked by another process for ten seconds (\(error.message)). "
          + "End that process, or name another directory with --state.")
    case .full:
      self.init(
        reason: .full,
        description: "There is no room left for the catalog \(path) (\(error.message)). Free some space, or name a "
          + "directory on another disk with --state.")
    case .other:
      self.init(reason: .other, description: "The catalog \(path) failed: \(error). Start Vitrine again.")
    }
  }
}
