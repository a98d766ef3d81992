package import Model
internal import SQLite

extension Catalog {
  /// Every checksum (CRC-32) known for files of `root`.
  package func checksums(of root: LibraryRoot) throws(CatalogError) -> [(ContentKey, UInt32)] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT size, modified, inode, crc32 FROM checksum WHERE root_id = ?")
      query.bind(root.id, at: 1)
      defer { query.reset() }
      var found: [(ContentKey, UInt32)] = []
      while try query.step() {
        let version = FileVersion(size: query.integer(0), modified: query.integer(1), inode: query.unsigned(2))
        found.append((ContentKey(root: root.id, version: version), UInt32(truncatingIfNeeded: query.integer(3))))
      }
      return found
    }
  }

  /// Stores checksums, all of them or none.
  package func record(checksums: [(ContentKey, UInt32)]) throws(CatalogError) {
    guard !checksums.isEmpty else { return }
    try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        let insert = try connection.statement(
          """
          INSERT INTO checksum (root_id, size, modified, inode, crc32) VALUES (?1, ?2, ?3, ?4, ?5)
          ON CONFLICT DO UPDATE SET crc32 = ?5 WHERE crc32 <> ?5
          """)
        for (key, crc) in checksums {
          insert.bind(key.root, at: 1)
          insert.bind(key.version.size, at: 2)
          insert.bind(key.version.modified, at: 3)
          insert.bind(key.version.inode, at: 4)
          insert.bind(Int(crc), at: 5)
          try insert.run()
        }
      }
    }
  }
}
