package import Model
internal import SQLite

extension Catalog {
  /// When the games of a system folder were first seen, by each of their files.
  ///
  /// - Returns: raw paths below the folder, and nanoseconds since 1970; files of games of which it is not known are
  ///   left out.
  package func firstSeen(at location: Shelf.Location) throws(CatalogError) -> [(path: [UInt8], added: Int64)] {
    var found: [(path: [UInt8], added: Int64)] = []
    // In pages: others who read do not wait for all of a large folder.
    while true {
      let last = found.last?.path
      let page = try withReader { (connection: Connection) throws(SQLiteError) in
        try Catalog.firstSeen(at: location, after: last, connection)
      }
      found += page
      if page.count < Catalog.pageLength { return found }
    }
  }

  private static let pageLength = 2_000

  private static func firstSeen(
    at location: Shelf.Location, after last: [UInt8]?, _ connection: Connection
  ) throws(SQLiteError) -> [(path: [UInt8], added: Int64)] {
    let query = try connection.statement(
      """
      SELECT path, added FROM file JOIN platform ON platform.id = platform_id JOIN game ON game.id = game_id
      WHERE root_id = ?1 AND folder = ?2 AND path > ?3 AND added <> 0 ORDER BY path LIMIT ?4
      """)
    query.bind(location.root.id, at: 1)
    query.bind(location.folder, at: 2)
    query.bind(last ?? [], at: 3)
    query.bind(pageLength, at: 4)
    defer { query.reset() }
    var found: [(path: [UInt8], added: Int64)] = []
    while try query.step() { found.append((query.blob(0), query.integer(1))) }
    return found
  }

  /// What programs ask of an archive's ROMs: the first member's name and checksum where it has one member alone.
  ///
  /// - Returns: nil where the archive has not been looked into, or has several members.
  package func onlyMember(of key: ContentKey) throws(CatalogError) -> (name: [UInt8], crc32: UInt32?)? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT name, crc32 FROM archive JOIN archive_member ON archive_id = id
        WHERE root_id = ?1 AND archive.size = ?2 AND modified = ?3 AND inode = ?4 AND problem IS NULL LIMIT 2
        """)
      Catalog.bind(key, to: query)
      defer { query.reset() }
      guard try query.step() else { return nil }
      let member = (name: query.blob(0), crc32: query.isNull(1) ? nil : UInt32(truncatingIfNeeded: query.integer(1)))
      return try query.step() ? nil : member
    }
  }

  /// As ``checksums(of:)``, without waiting for whoever writes.
  package func storedChecksums(of key: ContentKey) throws(CatalogError) -> Checksums? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT crc32, sha1, md5, sha256 FROM checksum WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4"
      )
      Catalog.bind(key, to: query)
      defer { query.reset() }
      return try query.step() ? Catalog.checksums(query, from: 0) : nil
    }
  }

  /// Whether a file is one of a game's.
  ///
  /// - Parameter path: raw, below the system's folder.
  package func isOfGame(_ path: [UInt8], at location: Shelf.Location) throws(CatalogError) -> Bool {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT 1 FROM file JOIN platform ON platform.id = platform_id
        WHERE root_id = ?1 AND folder = ?2 AND path = ?3 AND game_id IS NOT NULL
        """)
      query.bind(location.root.id, at: 1)
      query.bind(location.folder, at: 2)
      query.bind(path, at: 3)
      defer { query.reset() }
      return try query.step()
    }
  }
}
