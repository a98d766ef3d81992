package import Model
internal import Digest
internal import SQLite

extension Catalog {
  /// What is known of files of all roots, in the order of their keys: `limit` of them, those behind `last`.
  ///
  /// In parts, because a library has a million and nobody else reads or writes meanwhile.
  package func knownChecksums(after last: ContentKey?, limit: Int) throws(CatalogError) -> [KnownHashes] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT root_id, size, modified, inode, crc32, sha1 IS NOT NULL, md5 IS NOT NULL, sha256 IS NOT NULL
        FROM checksum WHERE (root_id, size, modified, inode) > (?1, ?2, ?3, ?4)
        ORDER BY root_id, size, modified, inode LIMIT ?5
        """)
      Catalog.bind(last, to: query)
      query.bind(limit, at: 5)
      defer { query.reset() }
      var found: [KnownHashes] = []
      while try query.step() {
        var algorithms: ChecksumAlgorithms = .crc32
        if query.integer(5) != 0 { algorithms.insert(.sha1) }
        if query.integer(6) != 0 { algorithms.insert(.md5) }
        if query.integer(7) != 0 { algorithms.insert(.sha256) }
        found.append(
          KnownHashes(
            key: Catalog.key(query), crc32: UInt32(truncatingIfNeeded: query.integer(4)), algorithms: algorithms))
      }
      return found
    }
  }

  /// As ``knownChecksums(after:limit:)``, of archives that have been looked into.
  package func knownArchives(after last: ContentKey?, limit: Int) throws(CatalogError) -> [KnownHashes] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT root_id, size, modified, inode, algorithms FROM archive
        WHERE (root_id, size, modified, inode) > (?1, ?2, ?3, ?4)
        ORDER BY root_id, size, modified, inode LIMIT ?5
        """)
      Catalog.bind(last, to: query)
      query.bind(limit, at: 5)
      defer { query.reset() }
      var found: [KnownHashes] = []
      while try query.step() {
        let algorithms = ChecksumAlgorithms(rawValue: UInt8(truncatingIfNeeded: query.integer(4)))
        found.append(KnownHashes(key: Catalog.key(query), isListed: true, memberAlgorithms: algorithms))
      }
      return found
    }
  }

  /// The stored checksums of one version of a file.
  package func checksums(of key: ContentKey) throws(CatalogError) -> StoredChecksums? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT crc32, sha1, md5, sha256, checked FROM checksum
        WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4
        """)
      Catalog.bind(key, to: query)
      defer { query.reset() }
      guard try query.step() else { return nil }
      return StoredChecksums(checksums: Catalog.checksums(query, from: 0), checked: query.integer(4))
    }
  }

  /// Those CRC-32s of `keys` that are stored.
  package func crc32s(of keys: [ContentKey]) throws(CatalogError) -> [(ContentKey, UInt32)] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT crc32 FROM checksum WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4")
      defer { query.reset() }
      var found: [(ContentKey, UInt32)] = []
      for key in keys {
        query.reset()
        Catalog.bind(key, to: query)
        if try query.step() { found.append((key, UInt32(truncatingIfNeeded: query.integer(0)))) }
      }
      return found
    }
  }

  static func bind(_ key: ContentKey, to statement: Statement) {
    statement.bind(key.root, at: 1)
    statement.bind(key.version.size, at: 2)
    statement.bind(key.version.modified, at: 3)
    statement.bind(key.version.inode, at: 4)
  }

  /// nil is before all keys.
  private static func bind(_ key: ContentKey?, to statement: Statement) {
    if let key { return bind(key, to: statement) }
    for index in 1...4 { statement.bind(Int64.min, at: index) }
  }

  /// From the first four columns.
  static func key(_ query: Statement) -> ContentKey {
    ContentKey(
      root: Int(query.integer(0)),
      version: FileVersion(size: query.integer(1), modified: query.integer(2), inode: query.unsigned(3)))
  }

  /// From four columns: CRC-32, SHA-1, MD5, SHA-256. A digest of another length than it has counts as none.
  static func checksums(_ query: Statement, from column: Int) -> Checksums {
    Checksums(
      crc32: UInt32(truncatingIfNeeded: query.integer(column)), sha1: .init(stored: query.unsafeBlob(column + 1)),
      md5: .init(stored: query.unsafeBlob(column + 2)), sha256: .init(stored: query.unsafeBlob(column + 3)))
  }

  /// To three parameters: SHA-1, MD5, SHA-256.
  static func bind(digestsOf checksums: Checksums?, to statement: Statement, at index: Int) {
    statement.bind(checksums?.sha1?.bytes, at: index)
    statement.bind(checksums?.md5?.bytes, at: index + 1)
    statement.bind(checksums?.sha256?.bytes, at: index + 2)
  }
}
