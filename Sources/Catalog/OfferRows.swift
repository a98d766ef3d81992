internal import Digest
internal import Model
internal import SQLite

/// The table `offer`.
struct OfferRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// What lies below a folder of a source, the source itself being the empty path: greater than `lower`, less than
  /// `upper`.
  struct Span {
    var lower: [UInt8]
    var upper: [UInt8]

    init(below folder: [UInt8]) {
      // Bytes of UTF-8 are less than 0xFF, and "0" comes after "/".
      lower = folder.isEmpty ? [] : folder + [UInt8(ascii: "/")]
      upper = folder.isEmpty ? [0xFF] : folder + [UInt8(ascii: "0")]
    }
  }

  // MARK: Writing

  private static let written = [
    "source_id", "path", "folder_length", "listing", "url", "file", "size", "size_exact", "modified", "modified_exact",
    "etag", "crc32", "md5", "sha1", "sha256",
  ]
  private static let table = "offer (\(written.joined(separator: ", ")))"

  /// The row of a path stays, with what the source says now. An older listing that still goes on does not make it old.
  private static let conflict: String = {
    let values = written.dropFirst(4).map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
    return "ON CONFLICT (source_id, path) DO UPDATE SET listing = max(listing, excluded.listing), \(values)"
  }()

  /// - Parameter listing: the one that gave them.
  func store(_ offers: [Offer], of source: Int64, listing: Int64) throws(SQLiteError) {
    try connection.insert(
      into: OfferRows.table, columns: OfferRows.written.count, rows: offers.count, conflict: OfferRows.conflict
    ) { statement, row, first in
      statement.bind(source, at: first)
      statement.bind(listing, at: first + 3)
      OfferRows.bind(offers[row], to: statement, at: first)
    }
  }

  private static func bind(_ offer: Offer, to statement: Statement, at first: Int) {
    offer.path.withUnsafeBytes { path in
      statement.bind(path, at: first + 1)
      statement.bind(path.lastIndex(of: UInt8(ascii: "/")) ?? 0, at: first + 2)
    }
    switch offer.address {
    case .web(let url): statement.bind(url, at: first + 4)
    case .file(let path): statement.bind(path, at: first + 5)
    }
    if let size = offer.size {
      statement.bind(size.bytes, at: first + 6)
      statement.bind(size.isExact ? 1 : 0, at: first + 7)
    }
    if let modified = offer.modified {
      statement.bind(modified.seconds, at: first + 8)
      statement.bind(modified.isExact ? 1 : 0, at: first + 9)
    }
    if let etag = offer.etag { statement.bind(etag, at: first + 10) }
    // Most sources say nothing of checksums, and a million of offers is bound here.
    guard offer.checksums != OfferedChecksums() else { return }
    if let crc32 = offer.checksums.crc32 { statement.bind(Int64(crc32), at: first + 11) }
    offer.checksums.md5?.withBytes { statement.bind($0, at: first + 12) }
    offer.checksums.sha1?.withBytes { statement.bind($0, at: first + 13) }
    offer.checksums.sha256?.withBytes { statement.bind($0, at: first + 14) }
  }

  /// Deletes what lies directly in a folder and was not given by a listing, nor by a later one.
  func deleteMissing(in folder: [UInt8], of source: Int64, listing: Int64) throws(SQLiteError) {
    let delete = try connection.statement(
      """
      DELETE FROM offer
      WHERE source_id = ?1 AND path > ?2 AND path < ?3 AND listing < ?4 AND folder_length = ?5
      """)
    let span = Span(below: folder)
    delete.bind(source, at: 1)
    delete.bind(span.lower, at: 2)
    delete.bind(span.upper, at: 3)
    delete.bind(listing, at: 4)
    delete.bind(folder.count, at: 5)
    try delete.run()
  }

  /// Deletes what a listing of everything did not give, except in folders that it saw: there it is as it was.
  ///
  /// - Parameters:
  ///   - last: only what comes behind that path.
  ///   - limit: not more than so many.
  /// - Returns: the path of the last one; nil where there were fewer.
  func deleteMissing(
    of source: Int64, listing: Int64, after last: [UInt8], limit: Int
  ) throws(SQLiteError) -> [UInt8]? {
    let query = try connection.statement(
      """
      SELECT id, path FROM offer
      WHERE source_id = ?1 AND path > ?3 AND listing < ?2 AND NOT EXISTS (
        SELECT 1 FROM source_folder AS folder
        WHERE folder.source_id = ?1 AND folder.path = substr(offer.path, 1, folder_length) AND folder.listing >= ?2)
      ORDER BY path LIMIT ?4
      """)
    query.bind(source, at: 1)
    query.bind(listing, at: 2)
    query.bind(last, at: 3)
    query.bind(limit, at: 4)
    var ids: [Int64] = []
    var end: [UInt8] = []
    while try query.step() {
      ids.append(query.integer(0))
      if ids.count == limit { end = query.blob(1) }
    }
    query.reset()
    let delete = try connection.statement("DELETE FROM offer WHERE id = ?")
    for id in ids {
      delete.bind(id, at: 1)
      try delete.run()
    }
    return ids.count == limit ? end : nil
  }

  /// Deletes what a source has.
  ///
  /// - Returns: false where it had fewer than `limit`, and has nothing any more.
  func delete(of source: Int64, limit: Int) throws(SQLiteError) -> Bool {
    let delete = try connection.statement(
      "DELETE FROM offer WHERE id IN (SELECT id FROM offer WHERE source_id = ? LIMIT ?)")
    delete.bind(source, at: 1)
    delete.bind(limit, at: 2)
    try delete.run()
    return connection.changes >= limit
  }

  // MARK: Reading

  private static let read =
    "id, source_id, path, url, file, size, size_exact, modified, modified_exact, etag, crc32, md5, sha1, sha256"

  func count(of source: Int64) throws(SQLiteError) -> Int {
    let query = try connection.statement("SELECT count(*) FROM offer WHERE source_id = ?")
    query.bind(source, at: 1)
    defer { query.reset() }
    return try query.step() ? Int(query.integer(0)) : 0
  }

  /// Sorted by path.
  func offers(of source: Int64, in span: Span, limit: Int) throws(SQLiteError) -> [StoredOffer] {
    let query = try connection.statement(
      "SELECT \(OfferRows.read) FROM offer WHERE source_id = ? AND path > ? AND path < ? ORDER BY path LIMIT ?")
    query.bind(source, at: 1)
    query.bind(span.lower, at: 2)
    query.bind(span.upper, at: 3)
    query.bind(limit, at: 4)
    defer { query.reset() }
    var offers: [StoredOffer] = []
    while try query.step() { offers.append(OfferRows.offer(query)) }
    return offers
  }

  /// Those that are known, in the order of the ids.
  func offers(_ ids: some Sequence<Int64>) throws(SQLiteError) -> [StoredOffer] {
    let query = try connection.statement("SELECT \(OfferRows.read) FROM offer WHERE id = ?")
    defer { query.reset() }
    var offers: [StoredOffer] = []
    for id in ids {
      query.reset()
      query.bind(id, at: 1)
      if try query.step() { offers.append(OfferRows.offer(query)) }
    }
    return offers
  }

  private static func offer(_ row: Statement) -> StoredOffer {
    var offer = Offer(path: row.blob(2), address: row.optionalText(3).map { .web($0) } ?? .file(row.blob(4)))
    if let bytes = row.optionalInteger(5) { offer.size = OfferSize(bytes, isExact: row.integer(6) != 0) }
    if let seconds = row.optionalInteger(7) { offer.modified = OfferTime(seconds, isExact: row.integer(8) != 0) }
    offer.etag = row.optionalText(9)
    offer.checksums = OfferedChecksums(
      crc32: row.optionalInteger(10).map { UInt32(truncatingIfNeeded: $0) },
      md5: MD5Digest(stored: row.unsafeBlob(11)), sha1: SHA1Digest(stored: row.unsafeBlob(12)),
      sha256: SHA256Digest(stored: row.unsafeBlob(13)))
    return StoredOffer(id: row.integer(0), source: row.integer(1), offer: offer)
  }

  /// The first components of paths that have something below them, sorted.
  ///
  /// Jumps from one to the next in the index: nothing is looked at but what lies below them, and files at the top.
  func topFolders(of source: Int64) throws(SQLiteError) -> [(name: [UInt8], offers: Int, bytes: Int64)] {
    let next = try connection.statement(
      "SELECT path FROM offer WHERE source_id = ? AND path >= ? ORDER BY path LIMIT 1")
    let sum = try connection.statement(
      "SELECT count(*), total(size) FROM offer WHERE source_id = ? AND path > ? AND path < ?")
    defer {
      next.reset()
      sum.reset()
    }
    var folders: [(name: [UInt8], offers: Int, bytes: Int64)] = []
    var from: [UInt8] = []
    while true {
      next.reset()
      next.bind(source, at: 1)
      next.bind(from, at: 2)
      guard try next.step() else { break }
      let path = next.blob(0)
      guard let slash = path.firstIndex(of: UInt8(ascii: "/")) else {
        // No path has a NUL: this comes directly after it.
        from = path + [0]
        continue
      }
      let name = Array(path[..<slash])
      let span = Span(below: name)
      sum.reset()
      sum.bind(source, at: 1)
      sum.bind(span.lower, at: 2)
      sum.bind(span.upper, at: 3)
      // A sum of untrue sizes may be larger than any integer.
      if try sum.step() { folders.append((name, Int(sum.integer(0)), Int64(min(sum.real(1), 9e18)))) }
      from = span.upper
    }
    // The index has "a b" before "a", as "a b/" is less than "a/".
    return folders.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }
}
