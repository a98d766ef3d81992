package import Model
internal import Digest
internal import SQLite

extension Catalog {
  /// Stores what hashing found, all of it or nothing.
  ///
  /// Where other checksums of the same version are stored already, those stay, and the difference is noted; where
  /// they are confirmed, an earlier difference is forgotten.
  ///
  /// - Parameter time: when the files were read, nanoseconds since 1970.
  /// - Returns: the differences.
  package func record(_ results: [HashResult], at time: Int64) throws(CatalogError) -> [ChecksumDifference] {
    guard !results.isEmpty else { return [] }
    return try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        var differences: [ChecksumDifference] = []
        for result in results {
          if let listing = result.listing {
            try Catalog.write(listing, result.key, result.memberAlgorithms, connection)
          }
          guard let checksums = result.checksums else { continue }
          if try Catalog.write(checksums, result.key, time, connection) {
            try Catalog.forgetDifference(result.key, connection)
          } else {
            let difference = ChecksumDifference(key: result.key, path: result.path, found: checksums, time: time)
            try Catalog.write(difference, connection)
            differences.append(difference)
          }
        }
        try Reunion(connection).recogniseHashed(results.lazy.filter { $0.checksums?.sha1 != nil }.map(\.key))
        return differences
      }
    }
  }

  /// - Returns: false where other checksums are stored, which nothing was done about.
  private static func write(
    _ checksums: Checksums, _ key: ContentKey, _ time: Int64, _ connection: Connection
  ) throws(SQLiteError) -> Bool {
    // Digests that one of the two does not have say nothing about the other.
    let upsert = try connection.statement(
      """
      INSERT INTO checksum (root_id, size, modified, inode, crc32, sha1, md5, sha256, checked)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      ON CONFLICT DO UPDATE SET sha1 = coalesce(sha1, ?6), md5 = coalesce(md5, ?7), sha256 = coalesce(sha256, ?8),
        checked = ?9
      WHERE crc32 = ?5 AND coalesce(sha1 = ?6, TRUE) AND coalesce(md5 = ?7, TRUE) AND coalesce(sha256 = ?8, TRUE)
      """)
    bind(key, to: upsert)
    upsert.bind(Int64(checksums.crc32), at: 5)
    bind(digestsOf: checksums, to: upsert, at: 6)
    upsert.bind(time, at: 9)
    try upsert.run()
    return connection.changes > 0
  }

  private static func write(_ difference: ChecksumDifference, _ connection: Connection) throws(SQLiteError) {
    let insert = try connection.statement(
      """
      INSERT OR REPLACE INTO checksum_difference (root_id, size, modified, inode, path, crc32, sha1, found)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
      """)
    bind(difference.key, to: insert)
    insert.bind(difference.path, at: 5)
    insert.bind(Int64(difference.found.crc32), at: 6)
    insert.bind(difference.found.sha1?.bytes, at: 7)
    insert.bind(difference.time, at: 8)
    try insert.run()
  }

  private static func forgetDifference(_ key: ContentKey, _ connection: Connection) throws(SQLiteError) {
    let delete = try connection.statement(
      "DELETE FROM checksum_difference WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4")
    bind(key, to: delete)
    try delete.run()
  }

  private static func write(
    _ listing: ArchiveListing, _ key: ContentKey, _ algorithms: ChecksumAlgorithms, _ connection: Connection
  ) throws(SQLiteError) {
    let delete = try connection.statement(
      "DELETE FROM archive WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4")
    bind(key, to: delete)
    try delete.run()
    let insert = try connection.statement(
      "INSERT INTO archive (root_id, size, modified, inode, problem, algorithms) VALUES (?1, ?2, ?3, ?4, ?5, ?6)")
    bind(key, to: insert)
    if let problem = listing.problem { insert.bind(problem.rawValue, at: 5) } else { insert.bindNull(at: 5) }
    insert.bind(Int64(algorithms.rawValue), at: 6)
    try insert.run()
    let archive = connection.lastInsertedRow
    let member = try connection.statement(
      """
      INSERT INTO archive_member (archive_id, number, name, flags, size, crc32, sha1, md5, sha256)
      VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)
      """)
    for entry in listing.members {
      member.bind(archive, at: 1)
      member.bind(entry.number, at: 2)
      member.bind(entry.name, at: 3)
      member.bind((entry.isUTF8 ? 1 : 0) | (entry.isEncrypted ? 2 : 0), at: 4)
      member.bind(entry.size, at: 5)
      if let crc = entry.crc32 { member.bind(Int64(crc), at: 6) } else { member.bindNull(at: 6) }
      bind(digestsOf: entry.checksums, to: member, at: 7)
      try member.run()
    }
  }

  /// The members of an archive as stored; nil where it has not been looked into.
  package func listing(of key: ContentKey) throws(CatalogError) -> ArchiveListing? {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let archive = try connection.statement(
        "SELECT id, problem FROM archive WHERE root_id = ?1 AND size = ?2 AND modified = ?3 AND inode = ?4")
      Catalog.bind(key, to: archive)
      defer { archive.reset() }
      guard try archive.step() else { return nil }
      var listing = ArchiveListing(members: [])
      if !archive.isNull(1) { listing.problem = ArchiveProblem(rawValue: archive.text(1)) ?? .damaged }
      let members = try connection.statement(
        """
        SELECT number, name, flags, size, crc32, sha1, md5, sha256 FROM archive_member
        WHERE archive_id = ? ORDER BY number
        """)
      members.bind(archive.integer(0), at: 1)
      defer { members.reset() }
      while try members.step() {
        let flags = members.integer(2)
        var member = ArchiveMember(
          number: Int(members.integer(0)), name: members.blob(1), isUTF8: flags & 1 != 0,
          isEncrypted: flags & 2 != 0, size: members.integer(3),
          crc32: members.isNull(4) ? nil : UInt32(truncatingIfNeeded: members.integer(4)))
        let checksums = Catalog.checksums(members, from: 4)
        if checksums.algorithms != .crc32 { member.checksums = checksums }
        listing.members.append(member)
      }
      return listing
    }
  }

  /// Every file that was found different, the latest first.
  package func checksumDifferences() throws(CatalogError) -> [ChecksumDifference] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        """
        SELECT root_id, size, modified, inode, crc32, sha1, path, found FROM checksum_difference
        ORDER BY found DESC, path
        """)
      defer { query.reset() }
      var found: [ChecksumDifference] = []
      while try query.step() {
        let checksums = Checksums(
          crc32: UInt32(truncatingIfNeeded: query.integer(4)), sha1: .init(stored: query.unsafeBlob(5)))
        found.append(
          ChecksumDifference(key: Catalog.key(query), path: query.blob(6), found: checksums, time: query.integer(7)))
      }
      return found
    }
  }
}
