package import Model
internal import SQLite

extension Catalog {
  /// Every system folder of `root` as last committed, ordered by folder.
  package func shelves(of root: LibraryRoot) throws(CatalogError) -> [Shelf] {
    try withConnection { (connection: Connection) throws(SQLiteError) in
      // One transaction: no other process's commit falls between one table and the next.
      try connection.execute("BEGIN")
      defer { try? connection.execute("COMMIT") }
      let query = try connection.statement(
        "SELECT id, folder, system, modified FROM platform WHERE root_id = ? ORDER BY folder")
      query.bind(root.id, at: 1)
      defer { query.reset() }
      var shelves: [Shelf] = []
      while try query.step() {
        let location = Shelf.Location(root: root, folder: query.blob(1))
        let contents = try Catalog.contents(ofPlatform: query.integer(0), connection)
        shelves.append(
          Shelf(
            location: location, system: query.text(2), modified: query.integer(3), files: contents.files,
            singles: contents.singles, archives: contents.archives,
            mounts: try Catalog.mounts(ofPlatform: query.integer(0), connection)))
      }
      return shelves
    }
  }

  static func mounts(ofPlatform platform: Int64, _ connection: Connection) throws(SQLiteError) -> [Shelf.Mount] {
    let query = try connection.statement("SELECT path, volume FROM mount WHERE platform_id = ? ORDER BY path")
    query.bind(platform, at: 1)
    defer { query.reset() }
    var mounts: [Shelf.Mount] = []
    while try query.step() { mounts.append(Shelf.Mount(path: query.blob(0), volume: query.unsigned(1))) }
    return mounts
  }

  private struct Contents {
    var files = FileTable()
    var singles: [UInt32] = []
    var archives: [ArchiveGame] = []
  }

  private static func contents(
    ofPlatform platform: Int64, _ connection: Connection
  ) throws(SQLiteError) -> Contents {
    var contents = Contents()
    var archiveOfGame: [Int64: Int] = [:]
    let games = try connection.statement(
      """
      SELECT game_id, name, prefix_length, playlist_name, playlist_contents FROM game_archive WHERE platform_id = ?
      """)
    games.bind(platform, at: 1)
    while try games.step() {
      let playlist =
        games.isNull(3) ? nil : GeneratedMember(name: games.blob(3), contents: games.blob(4))
      archiveOfGame[games.integer(0)] = contents.archives.count
      contents.archives.append(
        ArchiveGame(
          name: games.blob(1), members: [], prefixLength: Int(games.integer(2)), playlist: playlist))
    }
    games.reset()

    let files = try connection.statement(
      "SELECT path, size, modified, inode, game_id FROM file WHERE platform_id = ? ORDER BY path")
    files.bind(platform, at: 1)
    defer { files.reset() }
    var index: UInt32 = 0
    while try files.step() {
      let version = FileVersion(size: files.integer(1), modified: files.integer(2), inode: files.unsigned(3))
      contents.files.append(path: files.unsafeBlob(0), version: version)
      if !files.isNull(4) {
        if !archiveOfGame.isEmpty, let archive = archiveOfGame[files.integer(4)] {
          contents.archives[archive].members.append(index)
        } else {
          contents.singles.append(index)
        }
      }
      index += 1
    }
    // Growing by doubling would leave up to half of the memory unused for the life of the mount.
    contents.files.shrink()
    // The order games are found in: by their first file.
    contents.archives.sort { ($0.members.first ?? 0) < ($1.members.first ?? 0) }
    return contents
  }
}
