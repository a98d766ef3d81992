internal import Model
internal import XML

/// A platform's list of LaunchBox, `Data/Platforms/<Platform>.xml`, as read.
///
/// It is a flat table: games, further files of games (`AdditionalApplication`: discs and versions) and further names
/// of games (`AlternateName`), which stand behind one another and name their game by its `ID`. What front ends take is
/// taken, as in ``Gamelist``: a file that was cut off counts as far as it goes, a field that makes no sense is left
/// out and reported.
package struct LaunchBoxList: Sendable {
  package private(set) var games: [ListedGame] = []
  package private(set) var problems = FormatProblems()

  private static let records: Set<String> = ["Game", "AdditionalApplication", "AlternateName"]
  private static let fields: Set<String> = [
    "ID", "Title", "SortTitle", "ApplicationPath", "Notes", "Developer", "Publisher", "Genre", "ReleaseDate",
    "ReleaseYear", "StarRatingFloat", "CommunityStarRating", "CommunityStarRatingTotalVotes", "MaxPlayers", "PlayMode",
    "Favorite", "PlayCount", "PlayTime", "LastPlayedDate", "Completed", "Region", "Series", "Hide", "Broken",
    "Platform",
    "Id", "GameID", "GameId", "Name", "Disc", "DatabaseID", "LaunchBoxDbId", "DateAdded", "DateModified", "Version",
  ]

  private let systemFolder: [UInt8]?
  /// By LaunchBox's identifier.
  private var places: [String: Int] = [:]

  /// - Parameters:
  ///   - bytes: the file.
  ///   - systemFolder: the name of the system's folder in the library, raw: what follows it in a path is below it, and
  ///     of a path without it only the file's name counts.
  package init(reading bytes: [UInt8], systemFolder: [UInt8]? = nil) {
    self.systemFolder = systemFolder
    read(bytes)
  }

  private mutating func read(_ bytes: [UInt8]) {
    guard !bytes.allSatisfy({ $0 <= 0x20 }) else {
      return problems.add("the file is empty: there are no games in it", line: 1)
    }
    guard var reader = XMLRecordReader(bytes, records: LaunchBoxList.records, fields: LaunchBoxList.fields) else {
      return problems.add("the file is too large to be read: split it", line: 1)
    }
    var further: [XMLRecord] = []
    var count = 0
    while let record = reader.next() {
      count += 1
      if record.name == "Game" { takeGame(record) } else { further.append(record) }
    }
    for record in further { takeFurther(record) }
    for mistake in reader.mistakes { problems.add(mistake.message, line: mistake.line) }
    // An empty list is a list.
    if count == 0, problems.count == 0, XMLReader.firstElement(of: bytes) != "LaunchBox" {
      problems.add("there is no `<Game>` in the file: it is no list of LaunchBox", line: 1)
    }
    problems.sort()
  }

  private mutating func takeGame(_ record: XMLRecord) {
    var game = ListedGame(line: record.line)
    if let path = record["ApplicationPath"] { game.files.append(file(path.bytes, of: record.text("Platform"))) }
    guard !game.files.isEmpty else {
      // LaunchBox keeps games that its user does not have, and what the file was cut off in says enough.
      guard !record.isCutOff else { return }
      return problems.add(
        "\(quoted(record.text("Title") ?? "a game")) has no `<ApplicationPath>`: it is left out", line: record.line)
    }
    game.collections = record.text("Platform").map { [$0] } ?? []
    for field in record.fields {
      if let expected = LaunchBoxValue.take(field.name, field.text, &game) {
        problems.add(
          "`<\(field.name)>` is \(quoted(field.text)): \(expected); it is left out", line: field.line)
      }
    }
    LaunchBoxValue.complete(&game)
    if let id = record.text("ID") {
      if let first = places[id] {
        return problems.add(
          "the game of this `<ID>` stands in line \(games[first].line) already: it is left out", line: record.line)
      }
      places[id] = games.count
    }
    games.append(game)
  }

  private mutating func takeFurther(_ record: XMLRecord) {
    guard let id = record.text("GameID") ?? record.text("GameId") else { return }
    guard let place = places[id] else {
      return problems.add("the game of this `<\(record.name)>` is not in the list: it is left out", line: record.line)
    }
    if record.name == "AlternateName" {
      guard let name = record.text("Name"), !games[place].titles.contains(name) else { return }
      return games[place].titles.append(name)
    }
    guard let path = record["ApplicationPath"] else { return }
    let file = file(path.bytes, of: games[place].collections.first)
    if !games[place].files.contains(where: { $0.path == file.path }) { games[place].files.append(file) }
  }

  /// Paths are relative to LaunchBox's own folder, or absolute, on a machine of its own: what counts is what follows
  /// the system's folder, which may be called as LaunchBox calls the platform. Otherwise all that is left is the name.
  private func file(_ path: [UInt8], of platform: String?) -> ListedGame.File {
    let slash = UInt8(ascii: "/")
    let names = path.map { $0 == UInt8(ascii: "\\") ? slash : $0 }.split(separator: slash)
    let above = Array(names.drop { $0.allSatisfy { $0 == UInt8(ascii: ".") } })
    let absolute = Array(above.map { [slash] + Array($0) }.joined())
    for folder in [systemFolder, platform.map { Array($0.utf8) }] {
      guard let folder, let location = ListedPath.location(absolute, systemFolder: folder) else { continue }
      return ListedGame.File(path: path, location: location)
    }
    guard let name = names.last, !PegasusValue.isAddress(path) else {
      return ListedGame.File(path: path, location: nil)
    }
    return ListedGame.File(path: path, location: Array(name), isNameOnly: true)
  }
}
