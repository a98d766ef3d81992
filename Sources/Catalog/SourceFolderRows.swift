internal import Model
internal import SQLite

/// The table `source_folder`.
struct SourceFolderRows {
  private let connection: Connection

  init(_ connection: Connection) { self.connection = connection }

  /// Notes that a listing has seen a folder, and by what it is recognised the next time.
  func store(_ folder: ListedFolder, of source: Int64, listing: Int64) throws(SQLiteError) {
    if folder.isUnchanged { return try see(folder.path, of: source, listing: listing) }
    // Who is told the next time that it is as it was has to have all of it.
    guard folder.isWhole, let mark = folder.mark else { return try delete(folder.path, of: source) }
    let upsert = try connection.statement(
      """
      INSERT INTO source_folder (source_id, path, listing, etag, modified, subfolders) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
      ON CONFLICT DO UPDATE SET listing = max(listing, ?3), etag = ?4, modified = ?5, subfolders = ?6
      """)
    upsert.bind(source, at: 1)
    upsert.bind(folder.path, at: 2)
    upsert.bind(listing, at: 3)
    upsert.bind(mark.etag, at: 4)
    upsert.bind(mark.modified, at: 5)
    upsert.bind(SourceFolderRows.bytes(of: folder.subfolders), at: 6)
    try upsert.run()
  }

  private func see(_ path: [UInt8], of source: Int64, listing: Int64) throws(SQLiteError) {
    let update = try connection.statement(
      "UPDATE source_folder SET listing = max(listing, ?3) WHERE source_id = ?1 AND path = ?2")
    update.bind(source, at: 1)
    update.bind(path, at: 2)
    update.bind(listing, at: 3)
    try update.run()
  }

  private func delete(_ path: [UInt8], of source: Int64) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM source_folder WHERE source_id = ?1 AND path = ?2")
    delete.bind(source, at: 1)
    delete.bind(path, at: 2)
    try delete.run()
  }

  /// Deletes those that a listing of everything did not see.
  func deleteMissing(of source: Int64, listing: Int64) throws(SQLiteError) {
    let delete = try connection.statement("DELETE FROM source_folder WHERE source_id = ?1 AND listing < ?2")
    delete.bind(source, at: 1)
    delete.bind(listing, at: 2)
    try delete.run()
  }

  func folder(at path: [UInt8], of source: Int64) throws(SQLiteError) -> KnownFolder? {
    let query = try connection.statement(
      "SELECT etag, modified, subfolders FROM source_folder WHERE source_id = ?1 AND path = ?2")
    query.bind(source, at: 1)
    query.bind(path, at: 2)
    defer { query.reset() }
    guard try query.step(), let mark = PageMark(etag: query.optionalText(0), modified: query.optionalText(1)) else {
      return nil
    }
    return KnownFolder(mark: mark, subfolders: SourceFolderRows.subfolders(query.unsafeBlob(2)))
  }

  func isEmpty(of source: Int64) throws(SQLiteError) -> Bool {
    let query = try connection.statement("SELECT 1 FROM source_folder WHERE source_id = ? LIMIT 1")
    query.bind(source, at: 1)
    defer { query.reset() }
    return try !query.step()
  }

  // MARK: The column `subfolders`

  private static func bytes(of subfolders: [ListedFolder.Subfolder]) -> [UInt8] {
    var bytes: [UInt8] = []
    for folder in subfolders {
      bytes += folder.name
      bytes.append(0)
      bytes += folder.url.utf8
      bytes.append(0)
    }
    return bytes
  }

  private static func subfolders(_ bytes: UnsafeRawBufferPointer) -> [ListedFolder.Subfolder] {
    let fields = bytes.split(separator: 0, omittingEmptySubsequences: false)
    // Nothing stands behind the last NUL.
    return stride(from: 0, to: fields.count - 1, by: 2).map { index in
      ListedFolder.Subfolder(name: Array(fields[index]), url: String(decoding: fields[index + 1], as: UTF8.self))
    }
  }
}
