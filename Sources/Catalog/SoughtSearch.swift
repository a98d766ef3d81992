internal import Model
internal import SQLite

/// The queries of one look for games.
struct SoughtSearch {
  struct Folder {
    var id: Int64
    var location: Shelf.Location
    var system: String

    func pathBelowRoot(_ path: [UInt8]) -> [UInt8] {
      location.folder.isEmpty ? path : location.folder + [UInt8(ascii: "/")] + path
    }
  }

  private let connection: Connection
  private let selection: EnrichmentSelection
  private let providers: [Provider]
  private let now: Int64
  private let since: Int64

  init(
    _ connection: Connection, _ selection: EnrichmentSelection, _ providers: [Provider], now: Int64,
    since: Int64? = nil
  ) {
    self.connection = connection
    self.selection = selection
    self.providers = providers
    self.now = now
    self.since = since ?? .max
  }

  // MARK: Folders

  private static let folders = """
    SELECT platform.id, folder, system, root.id, root.path FROM platform JOIN root ON root.id = root_id
    """

  func folder(_ id: Int64) throws(SQLiteError) -> Folder? {
    try folder("\(SoughtSearch.folders) WHERE platform.id = ?") { $0.bind(id, at: 1) }
  }

  func folder(after id: Int64) throws(SQLiteError) -> Folder? {
    try folder("\(SoughtSearch.folders) WHERE platform.id > ? ORDER BY platform.id LIMIT 1") { $0.bind(id, at: 1) }
  }

  func folder(at location: Shelf.Location) throws(SQLiteError) -> Folder? {
    try folder("\(SoughtSearch.folders) WHERE root_id = ?1 AND folder = ?2") { statement in
      statement.bind(location.root.id, at: 1)
      statement.bind(location.folder, at: 2)
    }
  }

  private func folder(_ sql: String, _ bind: (Statement) -> Void) throws(SQLiteError) -> Folder? {
    let query = try connection.statement(sql)
    bind(query)
    defer { query.reset() }
    guard try query.step() else { return nil }
    let root = LibraryRoot(id: Int(query.integer(3)), path: query.text(4))
    return Folder(
      id: query.integer(0), location: Shelf.Location(root: root, folder: query.blob(1)), system: query.text(2))
  }

  func place(after id: Int64) throws(SQLiteError) -> SoughtPlace? {
    guard let next = try folder(after: id) else { return nil }
    return SoughtPlace(platform: next.id, path: [])
  }

  // MARK: Games

  func game(of path: [UInt8], _ platform: Int64) throws(SQLiteError) -> Int64? {
    let query = try connection.statement("SELECT game_id FROM file WHERE platform_id = ?1 AND path = ?2")
    query.bind(platform, at: 1)
    query.bind(path, at: 2)
    defer { query.reset() }
    return try query.step() && !query.isNull(0) ? query.integer(0) : nil
  }

  /// - Returns: the games, and the last file looked at; nil where there are no more.
  func games(
    of folder: Folder, after path: [UInt8], limit: Int, only game: Int64? = nil
  ) throws(SQLiteError) -> (games: [SoughtGame], last: [UInt8]?) {
    let query = try connection.statement(
      """
      SELECT path, file.game_id, file.size, file.modified, file.inode, game_archive.name, crc32, sha1, md5, sha256
      FROM file LEFT JOIN game_archive USING (game_id)
        LEFT JOIN checksum ON checksum.root_id = ?3 AND checksum.size = file.size
          AND checksum.modified = file.modified AND checksum.inode = file.inode
      WHERE file.platform_id = ?1 AND path > ?2 AND file.game_id IS NOT NULL AND (?4 IS NULL OR file.game_id = ?4)
        AND (\(condition))
      ORDER BY path LIMIT ?5
      """)
    query.bind(folder.id, at: 1)
    query.bind(path, at: 2)
    query.bind(folder.location.root.id, at: 3)
    if let game { query.bind(game, at: 4) }
    query.bind(limit, at: 5)
    query.bind(now, at: 6)
    query.bind(since, at: 7)
    defer { query.reset() }
    var games: [SoughtGame] = []
    var versions: [FileVersion] = []
    var seen: Set<Int64> = []
    var last: [UInt8]?
    var count = 0
    while try query.step() {
      count += 1
      last = query.blob(0)
      let id = query.integer(1)
      guard seen.insert(id).inserted else { continue }
      var game = SoughtGame(
        id: id, system: folder.system, location: folder.location, path: query.blob(0), size: query.integer(2))
      if !query.isNull(5) {
        game.name = query.blob(5)
      } else if !query.isNull(6) {
        game.checksums = Catalog.checksums(query, from: 6)
      }
      games.append(game)
      versions.append(
        FileVersion(size: query.integer(2), modified: query.integer(3), inode: query.unsigned(4)))
    }
    query.reset()
    // A page may begin in the midst of a game's files: its first is then not this one, and it was given before.
    if !path.isEmpty { try dropGivenBefore(&games, &versions, folder.id, path) }
    for index in games.indices {
      if games[index].name == nil { try lookInto(&games[index], versions[index]) }
      games[index].matches = try matches(of: games[index].id)
    }
    return (games, count < limit ? nil : last)
  }

  /// How many games there are in those of a folder's places that are in the scope.
  func count(of folder: Folder, in scope: ScanScope) throws(SQLiteError) -> Int {
    let isWhole = scope.isWhole(folder.location)
    let query = try connection.statement(
      """
      SELECT \(isWhole ? "count(DISTINCT game_id)" : "game_id, path") FROM file
      WHERE platform_id = ?1 AND game_id IS NOT NULL AND (\(condition))
      """)
    query.bind(folder.id, at: 1)
    query.bind(now, at: 6)
    query.bind(since, at: 7)
    defer { query.reset() }
    if isWhole { return try query.step() ? Int(query.integer(0)) : 0 }
    var games: Set<Int64> = []
    while try query.step() {
      if scope.holds(folder.pathBelowRoot(query.blob(1)), in: folder.location.root) { games.insert(query.integer(0)) }
    }
    return games.count
  }

  /// By how a game stands with the providers.
  private var condition: String {
    let each = providers.map { provider in
      let row = "SELECT 1 FROM identity WHERE identity.game_id = file.game_id AND provider = '\(provider.rawValue)'"
      let selected =
        switch selection {
        case .all: "?6 IS NOT NULL"
        case .new: "?6 IS NOT NULL AND NOT EXISTS (\(row) AND state <> 'cancelled')"
        case .due: "NOT EXISTS (\(row) AND (state = 'done' OR retry_at IS NULL OR retry_at > ?6))"
        case .missing: "?6 IS NOT NULL AND NOT EXISTS (\(row) AND (state = 'done' OR method = 'manual'))"
        case .marked: "?6 IS NOT NULL AND EXISTS (SELECT 1 FROM mark WHERE mark.game_id = file.game_id)"
        }
      return "\(selected) AND NOT EXISTS (\(row) AND updated >= ?7)"
    }
    return each.isEmpty ? "?6 IS NULL AND ?7 IS NULL" : each.map { "(\($0))" }.joined(separator: " OR ")
  }

  private func dropGivenBefore(
    _ games: inout [SoughtGame], _ versions: inout [FileVersion], _ platform: Int64, _ path: [UInt8]
  ) throws(SQLiteError) {
    let query = try connection.statement(
      "SELECT 1 FROM file WHERE platform_id = ?1 AND path <= ?2 AND game_id = ?3 LIMIT 1")
    var index = 0
    while index < games.count {
      // Only a game of several files has others, and those lie side by side.
      guard games[index].name != nil else {
        index += 1
        continue
      }
      query.bind(platform, at: 1)
      query.bind(path, at: 2)
      query.bind(games[index].id, at: 3)
      let isGiven = try query.step()
      query.reset()
      if isGiven {
        games.remove(at: index)
        versions.remove(at: index)
      } else {
        index += 1
      }
    }
  }

  /// An archive of one ROM is known by the ROM.
  private func lookInto(_ game: inout SoughtGame, _ version: FileVersion) throws(SQLiteError) {
    let query = try connection.statement(
      """
      SELECT crc32, sha1, archive_member.md5, sha256, archive_member.size FROM archive
      JOIN archive_member ON archive_id = id
      WHERE root_id = ?1 AND archive.size = ?2 AND modified = ?3 AND inode = ?4 AND crc32 IS NOT NULL LIMIT 2
      """)
    Catalog.bind(ContentKey(root: game.location.root.id, version: version), to: query)
    defer { query.reset() }
    guard try query.step() else { return }
    let checksums = Catalog.checksums(query, from: 0)
    let size = query.integer(4)
    guard try !query.step() else { return }
    game.checksums = checksums
    game.size = size
  }

  private func matches(of game: Int64) throws(SQLiteError) -> [Provider: ProviderMatch] {
    var matches: [Provider: ProviderMatch] = [:]
    for match in try MatchRows(connection).matches(of: game) { matches[match.provider] = match }
    return matches
  }
}
