internal import Digest
internal import Platform
internal import SQLite

extension Catalog {
  /// Every generated file of a mount, in byte order of their paths, without a look at the bytes.
  package func sideCars(at mountPoint: String) throws(CatalogError) -> [StoredSideCar] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement(
        "SELECT path, size, modified, digest FROM side_car WHERE mount_point = ? ORDER BY path")
      query.bind(mountPoint, at: 1)
      defer { query.reset() }
      var found: [StoredSideCar] = []
      while try query.step() {
        guard let digest = SHA256Digest(stored: query.unsafeBlob(3)) else { continue }
        found.append(
          StoredSideCar(
            path: query.blob(0), size: Int(query.integer(1)), modified: query.integer(2), digest: digest))
      }
      return found
    }
  }

  /// The bytes of a generated file; nil where none is stored at `path`. Does not wait for whoever writes.
  package func sideCarBytes(_ path: [UInt8], at mountPoint: String) throws(CatalogError) -> [UInt8]? {
    try withReader { (connection: Connection) throws(SQLiteError) in
      let query = try connection.statement("SELECT bytes FROM side_car WHERE mount_point = ?1 AND path = ?2")
      query.bind(mountPoint, at: 1)
      query.bind(path, at: 2)
      defer { query.reset() }
      return try query.step() ? query.blob(0) : nil
    }
  }

  /// Stores generated files and forgets others, all of it or nothing.
  ///
  /// A file whose bytes are what is stored keeps its time, and nothing is written for it. One whose bytes change gets
  /// a later time than it had, even where the clock has been set back: by size and time others know that it changed.
  ///
  /// - Parameters:
  ///   - files: the last counts of two with the same path.
  ///   - removed: paths to forget; one that is among `files` too is stored.
  ///   - modified: the time of what is new or changed, nanoseconds since 1970.
  /// - Returns: `files` as they are stored now, in their order.
  @discardableResult
  package func storeSideCars(
    _ files: [(path: [UInt8], bytes: [UInt8])], removing removed: [[UInt8]] = [], at mountPoint: String,
    modified: Int64 = wallNanoseconds()
  ) throws(CatalogError) -> [StoredSideCar] {
    // Outside of the transaction: other writers do not wait for it.
    let digests = files.map { $0.bytes.withUnsafeBytes { SHA256Digest(of: $0) } }
    let kept = Set(files.map(\.path))
    return try withConnection { (connection: Connection) throws(SQLiteError) in
      try connection.transaction { () throws(SQLiteError) in
        for path in removed where !kept.contains(path) {
          let delete = try connection.statement("DELETE FROM side_car WHERE mount_point = ?1 AND path = ?2")
          delete.bind(mountPoint, at: 1)
          delete.bind(path, at: 2)
          try delete.run()
        }
        for (file, digest) in zip(files, digests) {
          try Catalog.write(file.path, file.bytes, digest, at: mountPoint, modified: modified, connection)
        }
        var stored: [StoredSideCar] = []
        for file in files {
          if let found = try Catalog.sideCar(file.path, at: mountPoint, connection) { stored.append(found) }
        }
        return stored
      }
    }
  }

  private static func write(
    _ path: [UInt8], _ bytes: [UInt8], _ digest: SHA256Digest, at mountPoint: String, modified: Int64,
    _ connection: Connection
  ) throws(SQLiteError) {
    let upsert = try connection.statement(
      """
      INSERT INTO side_car (mount_point, path, size, modified, digest, bytes) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET size = ?3, modified = max(?4, modified + 1), digest = ?5, bytes = ?6
      WHERE digest <> ?5
      """)
    upsert.bind(mountPoint, at: 1)
    upsert.bind(path, at: 2)
    upsert.bind(bytes.count, at: 3)
    upsert.bind(modified, at: 4)
    upsert.bind(digest.bytes, at: 5)
    upsert.bind(bytes, at: 6)
    try upsert.run()
  }

  private static func sideCar(
    _ path: [UInt8], at mountPoint: String, _ connection: Connection
  ) throws(SQLiteError) -> StoredSideCar? {
    let query = try connection.statement(
      "SELECT size, modified, digest FROM side_car WHERE mount_point = ?1 AND path = ?2")
    query.bind(mountPoint, at: 1)
    query.bind(path, at: 2)
    defer { query.reset() }
    guard try query.step(), let digest = SHA256Digest(stored: query.unsafeBlob(2)) else { return nil }
    return StoredSideCar(path: path, size: Int(query.integer(0)), modified: query.integer(1), digest: digest)
  }
}
