internal import Digest
internal import Model
internal import SQLite

/// The columns of `download`, in one order for reading and writing.
enum DownloadRows {
  /// What was wanted: written once, with the row.
  private static let wanted = ["path", "size", "crc32", "sha1", "md5", "sha256", "modified", "replaces"]
  /// What becomes of it.
  private static let standing = [
    "state", "code", "message", "retry_at", "failures", "source", "received", "part_total", "part_etag",
    "part_modified", "found_crc32", "found_sha1", "found_md5", "found_sha256", "updated",
  ]

  static let columns = (["download.id"] + (wanted + standing).map { "download." + $0 }).joined(separator: ", ")

  /// The mount point comes last.
  static let insert: String = {
    let columns = wanted + standing + ["mount_point"]
    let places = columns.indices.map { "?\($0 + 1)" }.joined(separator: ", ")
    return "INSERT INTO download (\(columns.joined(separator: ", "))) VALUES (\(places))"
  }()

  /// What somebody has cancelled stays so.
  static let update: String = {
    let values = standing.enumerated().map { "\($1) = ?\($0 + 2)" }.joined(separator: ", ")
    return "UPDATE download SET \(values) WHERE id = ?1 AND state <> 'cancelled'"
  }()

  static func bindInsert(_ download: Download, at mountPoint: String, _ insert: Statement) {
    insert.bind(download.path, at: 1)
    insert.bind(download.size, at: 2)
    bind(download.checksums.crc32, insert, at: 3)
    insert.bind(download.checksums.sha1?.bytes, at: 4)
    insert.bind(download.checksums.md5?.bytes, at: 5)
    insert.bind(download.checksums.sha256?.bytes, at: 6)
    insert.bind(download.modified, at: 7)
    insert.bind(download.replaces ? 1 : 0, at: 8)
    bind(standingOf: download, insert, from: 9)
    insert.bind(mountPoint, at: 9 + standing.count)
  }

  static func bindUpdate(_ download: Download, _ update: Statement) {
    update.bind(download.id, at: 1)
    bind(standingOf: download, update, from: 2)
  }

  private static func bind(standingOf download: Download, _ statement: Statement, from index: Int) {
    statement.bind(download.state.rawValue, at: index)
    statement.bind(download.failure?.code, at: index + 1)
    statement.bind(download.failure?.message, at: index + 2)
    statement.bind(download.failure?.retryAt, at: index + 3)
    statement.bind(download.failures, at: index + 4)
    statement.bind(download.source, at: index + 5)
    statement.bind(download.received, at: index + 6)
    statement.bind(download.partTotal, at: index + 7)
    statement.bind(download.partETag, at: index + 8)
    statement.bind(download.partModified, at: index + 9)
    bind(download.found?.crc32, statement, at: index + 10)
    Catalog.bind(digestsOf: download.found, to: statement, at: index + 11)
    statement.bind(download.updated, at: index + 14)
  }

  private static func bind(_ crc32: UInt32?, _ statement: Statement, at index: Int) {
    statement.bind(crc32.map { Int64($0) }, at: index)
  }

  /// - Returns: nil for a row with a word that this version does not know.
  static func read(_ row: Statement) -> Download? {
    guard let state = Download.State(rawValue: row.text(9)) else { return nil }
    let offered = Catalog.checksums(row, from: 3)
    var download = Download(
      id: row.integer(0), path: row.blob(1), size: row.optionalInteger(2),
      checksums: OfferedChecksums(
        crc32: row.isNull(3) ? nil : offered.crc32, md5: offered.md5, sha1: offered.sha1, sha256: offered.sha256),
      modified: row.optionalInteger(7))
    download.replaces = row.integer(8) != 0
    download.state = state
    if let code = row.optionalText(10) {
      download.failure = Download.Failure(code: code, message: row.text(11), retryAt: row.optionalInteger(12))
    }
    download.failures = Int(row.integer(13))
    download.source = row.optionalText(14)
    download.received = row.integer(15)
    download.partTotal = row.optionalInteger(16)
    download.partETag = row.optionalText(17)
    download.partModified = row.optionalText(18)
    if !row.isNull(19) { download.found = Catalog.checksums(row, from: 19) }
    download.updated = row.integer(23)
    return download
  }

  /// All that are left of a query; those that this version does not know are left out.
  static func all(_ query: Statement) throws(SQLiteError) -> [Download] {
    defer { query.reset() }
    var downloads: [Download] = []
    while try query.step() {
      if let download = read(query) { downloads.append(download) }
    }
    return downloads
  }
}
