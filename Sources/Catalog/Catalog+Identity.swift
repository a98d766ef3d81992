package import Model
internal import Platform
internal import SQLite
internal import Synchronization

/// A game, whatever its files are called and wherever they are.
///
/// Its id stays the same through a rename, a move to another folder, system or root, while a root is not there, and
/// when the content is deleted and comes back within 180 days. The rules are those of `GameMatching`:
///
/// * the same version of a file (size, modification time, inode) is the same content, of a game of several files at
///   least half of them;
/// * other content at the same path is the same game, replaced;
/// * a game that goes missing is found again in one that came later, or up to a day earlier, by its size and
///   modification time where that is no whole second, as copying with times leaves them, or by its size and SHA-1.
package struct GameIdentity: Hashable, Sendable {
  package var id: Int64
  /// When it was first seen, nanoseconds since 1970; 0 is not known.
  package var added: Int64
  /// Since when its content is nowhere in the library, nanoseconds since 1970; nil where it is there.
  package var missingSince: Int64?
}

extension Catalog {
  /// The game that a file belongs to, or belonged to when it was last there.
  ///
  /// - Parameter path: raw, below the root.
  /// - Returns: nil for a file that is not known, or no part of a game.
  package func identity(of root: LibraryRoot, path: [UInt8]) throws(CatalogError) -> GameIdentity? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      guard let game = try Catalog.game(root, path, connection) else { return nil }
      let query = try connection.statement(
        "SELECT added, since FROM game LEFT JOIN missing ON game_id = id WHERE id = ?")
      query.bind(game, at: 1)
      defer { query.reset() }
      guard try query.step() else { return nil }
      return GameIdentity(
        id: game, added: query.integer(0), missingSince: query.isNull(1) ? nil : query.integer(1))
    }
  }

  private static func game(
    _ root: LibraryRoot, _ path: [UInt8], _ connection: Connection
  ) throws(SQLiteError) -> Int64? {
    let slash = UInt8(ascii: "/")
    let file = try connection.statement(
      """
      SELECT game_id FROM file JOIN platform ON platform.id = platform_id
      WHERE root_id = ?1 AND folder = ?2 AND path = ?3
      """)
    defer { file.reset() }
    // The innermost system folder that has it.
    for end in path.indices.reversed() + [-1] where end < 0 || path[end] == slash {
      file.reset()
      file.bind(root.id, at: 1)
      file.bind(Array(path[..<max(0, end)]), at: 2)
      file.bind(Array(path[(end + 1)...]), at: 3)
      if try file.step() { return file.isNull(0) ? nil : file.integer(0) }
    }
    let missing = try connection.statement(
      """
      SELECT missing_file.game_id FROM missing_file JOIN missing USING (game_id)
      WHERE root_id = ? AND path = ? ORDER BY since DESC LIMIT 1
      """)
    missing.bind(root.id, at: 1)
    missing.bind(path, at: 2)
    defer { missing.reset() }
    return try missing.step() ? missing.integer(0) : nil
  }
}

extension Catalog {
  struct Tidying {
    /// A process before this one may have ended too early.
    var hasNews = true
    var lastRemoval: Int64 = .min
  }

  func noteNews() { tidying.withLock { $0.hasNews = true } }

  /// Recognises games that went missing in those that came, where that takes more than one folder to see; and once a
  /// day removes what has been kept long enough. Cheap when there is nothing to do.
  ///
  /// To be called when the library has been looked through, and when files have been hashed.
  ///
  /// - Parameter now: nanoseconds since 1970.
  package func tidy(now: Int64 = wallNanoseconds()) throws(CatalogError) {
    let (reunites, removes) = tidying.withLock { tidying in
      let removes = tidying.lastRemoval < now - Catalog.removalInterval
      defer {
        tidying.hasNews = false
        if removes { tidying.lastRemoval = now }
      }
      return (tidying.hasNews, removes)
    }
    guard reunites || removes else { return }
    do throws(CatalogError) {
      try withConnection { (connection: Connection) throws(SQLiteError) in
        try connection.transaction { () throws(SQLiteError) in
          if reunites { try Reunion(connection).recogniseCopies() }
          if removes { try Outdated(connection, now: now).remove() }
        }
      }
    } catch {
      tidying.withLock { $0 = Tidying() }
      throw error
    }
  }

  /// Nanoseconds.
  private static let removalInterval: Int64 = 86_400_000_000_000
}
