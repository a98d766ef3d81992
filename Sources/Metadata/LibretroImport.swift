internal import Names
internal import SQLite

/// Makes rows of the offline database of the entries of one of libretro's databases.
///
/// Entries of one name, such as the tracks of a disc, are one game with several dumps.
struct LibretroImport {
  private static let longestText = 1000

  var rows: OfflineRows
  private let playlist: String
  private let platform: Int?
  private let key: @Sendable (String) -> String
  private var nextRow: Int64
  /// The rows of the games, by their names: a database has some ten thousand at most.
  private var games: [String: Int64] = [:]

  /// - Parameter firstRow: the number of the first game.
  init(
    _ rows: OfflineRows, playlist: String, platform: Int?, firstRow: Int64,
    key: @escaping @Sendable (String) -> String
  ) {
    self.rows = rows
    self.playlist = playlist
    self.platform = platform
    self.key = key
    nextRow = firstRow
  }

  mutating func take(_ entry: RDBEntry) throws(SQLiteError) {
    let row: Int64
    let name = short(entry.name)
    if let known = games[name] {
      row = known
    } else {
      row = nextRow
      nextRow += 1
      games[name] = row
      try add(entry, name, row)
    }
    let dump = OfflineRows.Dump(
      game: row, crc32: entry.crc32, md5: entry.md5, sha1: entry.sha1,
      serial: entry.serial.map { DumpSerial.normalized($0) }.flatMap { $0.isEmpty ? nil : $0 })
    if dump != OfflineRows.Dump(game: row) { try rows.add(dump) }
  }

  private mutating func add(_ entry: RDBEntry, _ name: String, _ row: Int64) throws(SQLiteError) {
    let title = LibretroImport.title(name)
    var game = OfflineGame(row: row, platform: platform, id: "\(playlist)/\(name)", title: title)
    game.developer = entry.developer.map { short($0) }
    game.publisher = entry.publisher.map { short($0) }
    game.genre = entry.genre.map { short($0) }
    game.family = entry.franchise.map { short($0) }
    game.region = entry.region.map { short($0) }
    game.language = entry.language.map { short($0) }
    game.ageRating = entry.esrb.map { short($0) }
    game.players = entry.users.map { String($0) }
    game.isCooperative = entry.isCooperative
    game.released = entry.releaseYear.flatMap {
      ReleaseDate.iso(year: $0, month: entry.releaseMonth, day: entry.releaseDay)
    }
    _ = try rows.add(game)
    try rows.add(key: key(title), of: row)
    // It is no prose, but another name where it is not the same.
    guard let description = entry.description, description != entry.name else { return }
    let other = LibretroImport.title(short(description))
    guard other != title else { return }
    try rows.add(OfflineRows.Title(game: row, text: other, region: nil))
    try rows.add(key: key(other), of: row)
  }

  /// Without tags, as people say it. The name is no file's: what is behind its last dot belongs to it.
  private static func title(_ name: String) -> String {
    let title = GameName(Array(name.utf8), isDirectory: true).naturalTitle
    return title.isEmpty ? name : title
  }

  private func short(_ text: String) -> String {
    text.utf8.count <= LibretroImport.longestText ? text : String(text.prefix(LibretroImport.longestText))
  }
}

/// Serials of discs and cartridges, for comparing: letters and digits, which all spellings have in common.
enum DumpSerial {
  /// `SLUS_005.94` is `SLUS00594`.
  static func normalized(_ serial: String) -> String {
    String(
      decoding: serial.uppercased().utf8.filter { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0) },
      as: UTF8.self)
  }
}
