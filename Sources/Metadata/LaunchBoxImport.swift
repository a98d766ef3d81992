internal import Model
internal import SQLite
internal import XML

/// Makes rows of the offline database of those of LaunchBox's `Metadata.xml`.
///
/// Games, further names and pictures are flat siblings that name their game by its number, in any order.
struct LaunchBoxImport {
  static let records: Set<String> = ["Game", "GameAlternateName", "GameImage"]
  static let fields: Set<String> = [
    "Name", "ReleaseYear", "ReleaseDate", "Overview", "MaxPlayers", "Cooperative", "VideoURL", "DatabaseID",
    "CommunityRating", "CommunityRatingCount", "Platform", "ESRB", "Genres", "Developer", "Publisher", "WikipediaURL",
    "ReleaseType", "SteamAppId", "AlternateName", "Region", "FileName", "Type", "CRC32",
  ]

  /// Longer texts are cut off.
  private static let longestName = 1000
  private static let longestOverview = 64_000

  var rows: OfflineRows
  private let key: @Sendable (String) -> String

  init(_ rows: OfflineRows, key: @escaping @Sendable (String) -> String) {
    self.rows = rows
    self.key = key
  }

  /// - Parameter platform: gives the number of a platform.
  /// - Returns: what is wrong with the row, of which there is nothing or less then.
  mutating func take(
    _ record: XMLRecord, platform: (String) throws(SQLiteError) -> Int?
  ) throws(SQLiteError) -> String? {
    // What a document that was cut off says last may be half a text.
    if record.isCutOff { return "the row is cut off: it is left out" }
    guard let text = record.text("DatabaseID"), let number = Int64(text), number > 0,
      number <= OfflineSchema.largestNumber
    else { return "`<\(record.name)>` has no number in `<DatabaseID>`: it is left out" }
    return switch record.name {
    case "Game": try takeGame(record, number, platform)
    case "GameAlternateName": try takeName(record, number)
    default: try takeImage(record, number)
    }
  }

  private mutating func takeGame(
    _ record: XMLRecord, _ number: Int64, _ platform: (String) throws(SQLiteError) -> Int?
  ) throws(SQLiteError) -> String? {
    guard let title = short(record.text("Name")) else { return "the game \(number) has no `<Name>`: it is left out" }
    var problem: String?
    var game = OfflineGame(row: number, title: title)
    if let name = short(record.text("Platform")) { game.platform = try platform(name) }
    game.kind = record.text("ReleaseType").flatMap { LaunchBoxImport.kind($0) }?.rawValue
    game.description = record.text("Overview").map { String($0.prefix(LaunchBoxImport.longestOverview)) }
    game.developer = short(record.text("Developer"))
    game.publisher = short(record.text("Publisher"))
    game.genre = short(record.text("Genres")).flatMap { LaunchBoxImport.list($0) }
    game.ageRating = short(record.text("ESRB"))
    game.isCooperative = record.text("Cooperative").map { $0.lowercased() == "true" }
    if let text = record.text("MaxPlayers") {
      if let players = Int(text), (0...10_000).contains(players) {
        if players > 0 { game.players = String(players) }
      } else {
        problem = "the `<MaxPlayers>` of the game \(number) is no number: it is left out"
      }
    }
    if let text = record.text("CommunityRating") {
      if let rating = Double(text), rating >= 0, rating <= 5 {
        // Of nobody.
        if rating > 0 { game.rating = rating / 5 }
      } else {
        problem = "the `<CommunityRating>` of the game \(number) is no number from 0 to 5: it is left out"
      }
    }
    game.released =
      record.text("ReleaseDate").flatMap { ReleaseDate.day($0) }
      ?? record.text("ReleaseYear").flatMap { ReleaseDate.year($0) }
    guard try rows.add(game) else { return "there is a game \(number) already: this one is left out" }
    try rows.add(key: key(title), of: number)
    return problem
  }

  private mutating func takeName(_ record: XMLRecord, _ number: Int64) throws(SQLiteError) -> String? {
    guard let name = short(record.text("AlternateName")) else {
      return "a further name of the game \(number) is empty: it is left out"
    }
    let region = record.text("Region").flatMap { LaunchBoxRegion.code($0) }
    try rows.add(OfflineRows.Title(game: number, text: name, region: region))
    try rows.add(key: key(name), of: number)
    return nil
  }

  /// Types that no front end shows are passed over.
  private mutating func takeImage(_ record: XMLRecord, _ number: Int64) throws(SQLiteError) -> String? {
    guard let type = record.text("Type").flatMap({ LaunchBoxImageType.numbers[$0] }) else { return nil }
    guard let file = record.text("FileName"), file.utf8.count <= LaunchBoxImport.longestName else {
      return "a picture of the game \(number) has no file: it is left out"
    }
    let region = record.text("Region").flatMap { LaunchBoxRegion.code($0) }
    try rows.add(OfflineRows.Image(game: number, type: type, region: region, file: file))
    return nil
  }

  private func short(_ text: String?) -> String? {
    guard let text, text.utf8.count > LaunchBoxImport.longestName else { return text }
    return String(text.prefix(LaunchBoxImport.longestName))
  }

  /// `Action; Puzzle`
  private static func list(_ text: String) -> String? {
    let parts = text.split(separator: ";").map { $0.drop { $0 == " " } }.filter { !$0.isEmpty }
    return parts.isEmpty ? nil : parts.map(String.init).joined(separator: ", ")
  }

  /// Nearly all are games of their own, released or not.
  private static func kind(_ type: String) -> GameRecord.Kind? {
    switch type.lowercased() {
    case "rom hack", "hack": .mod
    case "dlc": .dlc
    case "expansion": .expansion
    default: nil
    }
  }
}
