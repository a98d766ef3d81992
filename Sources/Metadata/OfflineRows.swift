internal import SQLite

/// A game as it is written into the offline database.
struct OfflineGame {
  var row: Int64
  var platform: Int?
  /// As the provider writes it, where that is not the row's number.
  var id: String?
  var title: String
  var kind: String?
  var description: String?
  var rating: Double?
  var released: String?
  var developer: String?
  var publisher: String?
  var genre: String?
  var players: String?
  var family: String?
  var region: String?
  var language: String?
  var ageRating: String?
  var isCooperative: Bool?
}

/// Writes rows of a source, many at a time. Belongs to one thread.
struct OfflineRows {
  struct Title {
    var game: Int64
    var text: String
    var region: String?
  }

  struct Image {
    var game: Int64
    var type: Int
    var region: String?
    var file: String
  }

  struct Dump: Hashable {
    var game: Int64
    var crc32: UInt32?
    var md5: [UInt8]?
    var sha1: [UInt8]?
    var serial: String?
  }

  private static let batch = 256

  let connection: Connection
  let source: Int64
  /// All that have been written.
  private(set) var count = 0
  private(set) var gameCount = 0
  private var titles: [Title] = []
  private var names: [(game: Int64, key: String)] = []
  private var images: [Image] = []
  private var dumps: [Dump] = []

  init(_ connection: Connection, source: Int64) {
    self.connection = connection
    self.source = source
  }

  /// - Returns: false where there is a game of that number already.
  mutating func add(_ game: OfflineGame) throws(SQLiteError) -> Bool {
    let statement = try connection.statement(
      "INSERT OR IGNORE INTO game VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
    statement.bind(game.row, at: 1)
    statement.bind(source, at: 2)
    if let platform = game.platform { statement.bind(platform, at: 3) }
    statement.bind(game.id, at: 4)
    statement.bind(game.title, at: 5)
    statement.bind(game.kind, at: 6)
    statement.bind(game.description, at: 7)
    if let rating = game.rating { statement.bind(rating, at: 8) }
    let texts = [
      game.released, game.developer, game.publisher, game.genre, game.players, game.family, game.region, game.language,
      game.ageRating,
    ]
    for (index, text) in texts.enumerated() { statement.bind(text, at: 9 + index) }
    if let isCooperative = game.isCooperative { statement.bind(isCooperative ? 1 : 0, at: 18) }
    try statement.run()
    guard connection.changes == 1 else { return false }
    count += 1
    gameCount += 1
    return true
  }

  mutating func add(_ title: Title) throws(SQLiteError) {
    titles.append(title)
    if titles.count == OfflineRows.batch { try writeTitles() }
  }

  mutating func add(key: String, of game: Int64) throws(SQLiteError) {
    guard !key.isEmpty else { return }
    names.append((game, key))
    if names.count == OfflineRows.batch { try writeNames() }
  }

  mutating func add(_ image: Image) throws(SQLiteError) {
    images.append(image)
    if images.count == OfflineRows.batch { try writeImages() }
  }

  mutating func add(_ dump: Dump) throws(SQLiteError) {
    dumps.append(dump)
    if dumps.count == OfflineRows.batch { try writeDumps() }
  }

  /// Writes what is left.
  mutating func finish() throws(SQLiteError) {
    try writeTitles()
    try writeNames()
    try writeImages()
    try writeDumps()
  }

  private mutating func writeTitles() throws(SQLiteError) {
    let rows = titles
    let source = source
    try connection.insert(into: "title (source, game, text, region)", columns: 4, rows: rows.count) {
      $0.bind(source, at: $2)
      $0.bind(rows[$1].game, at: $2 + 1)
      $0.bind(rows[$1].text, at: $2 + 2)
      $0.bind(rows[$1].region, at: $2 + 3)
    }
    count += rows.count
    titles.removeAll(keepingCapacity: true)
  }

  private mutating func writeNames() throws(SQLiteError) {
    let rows = names
    let source = source
    try connection.insert(into: "name (source, game, key)", columns: 3, rows: rows.count) {
      $0.bind(source, at: $2)
      $0.bind(rows[$1].game, at: $2 + 1)
      $0.bind(rows[$1].key, at: $2 + 2)
    }
    count += rows.count
    names.removeAll(keepingCapacity: true)
  }

  private mutating func writeImages() throws(SQLiteError) {
    let rows = images
    let source = source
    try connection.insert(into: "image (source, game, type, region, file)", columns: 5, rows: rows.count) {
      $0.bind(source, at: $2)
      $0.bind(rows[$1].game, at: $2 + 1)
      $0.bind(rows[$1].type, at: $2 + 2)
      $0.bind(rows[$1].region, at: $2 + 3)
      $0.bind(rows[$1].file, at: $2 + 4)
    }
    count += rows.count
    images.removeAll(keepingCapacity: true)
  }

  private mutating func writeDumps() throws(SQLiteError) {
    let rows = dumps
    let source = source
    try connection.insert(into: "dump (source, game, crc32, md5, sha1, serial)", columns: 6, rows: rows.count) {
      $0.bind(source, at: $2)
      $0.bind(rows[$1].game, at: $2 + 1)
      if let sum = rows[$1].crc32 { $0.bind(Int64(sum), at: $2 + 2) } else { $0.bindNull(at: $2 + 2) }
      $0.bind(rows[$1].md5, at: $2 + 3)
      $0.bind(rows[$1].sha1, at: $2 + 4)
      $0.bind(rows[$1].serial, at: $2 + 5)
    }
    count += rows.count
    dumps.removeAll(keepingCapacity: true)
  }
}
