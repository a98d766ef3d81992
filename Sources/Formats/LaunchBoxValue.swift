internal import Model

/// Values as LaunchBox's lists have them.
enum LaunchBoxValue {
  /// What is of use for nothing but reading the rest.
  private static let communityRating = "CommunityStarRating"

  /// Puts a field of a game where it belongs.
  ///
  /// - Returns: what was expected instead of a value that makes no sense.
  static func take(_ name: String, _ text: String, _ game: inout ListedGame) -> String? {
    switch name {
    case "Title": set(\.name, .value(text), &game)
    case "SortTitle": set(\.sortName, .value(text), &game)
    case "Notes": set(\.description, .value(text), &game)
    case "Developer": set(\.developer, GamelistValue.word(text), &game)
    case "Publisher": set(\.publisher, GamelistValue.word(text), &game)
    case "Genre": set(\.genre, list(text), &game)
    case "Region": set(\.region, GamelistValue.word(text), &game)
    case "Series": set(\.family, .value(text), &game)
    case "ReleaseDate": set(\.released, date(text), &game)
    case "StarRatingFloat": set(\.rating, rating(text), &game)
    case "MaxPlayers": set(\.players, players(text), &game)
    case "Favorite": set(\.isFavorite, GamelistValue.flag(text), &game)
    case "Completed": set(\.isCompleted, GamelistValue.flag(text), &game)
    case "Hide": set(\.isHidden, GamelistValue.flag(text), &game)
    case "Broken": set(\.isBroken, GamelistValue.flag(text), &game)
    case "PlayCount": set(\.playCount, GamelistValue.count(text), &game)
    case "PlayTime": set(\.playTime, GamelistValue.count(text), &game)
    case "LastPlayedDate": set(\.lastPlayed, time(text), &game)
    case "ApplicationPath", "ID", "Platform": nil
    default: keep(name, text, &game)
    }
  }

  private static func keep(_ name: String, _ text: String, _ game: inout ListedGame) -> String? {
    game.fields.append(GamelistField(name, text))
    return nil
  }

  /// What the user did not say, and others did.
  static func complete(_ game: inout ListedGame) {
    if game.facts.rating == nil, let text = game.fields.first(where: { $0.name == communityRating })?.text,
      case .value(let rating) = rating(text)
    {
      game.facts.rating = rating
    }
    // `Cooperative; Multiplayer; Single Player` says how, and of one player how many.
    if game.facts.players == nil,
      game.fields.first(where: { $0.name == "PlayMode" })?.text.lowercased() == "single player"
    {
      game.facts.players = "1"
    }
  }

  /// The first of several counts.
  private static func set<Value>(
    _ fact: WritableKeyPath<GameFacts, Value?>, _ reading: GamelistValue.Reading<Value>, _ game: inout ListedGame
  ) -> String? {
    switch reading {
    case .value(let value):
      if game.facts[keyPath: fact] == nil { game.facts[keyPath: fact] = value }
      return nil
    case .nothing: return nil
    case .wrong(let expected): return expected
    }
  }

  /// `Action; Puzzle`
  private static func list(_ text: String) -> GamelistValue.Reading<String> {
    let parts = text.split(separator: ";").map { PegasusValue.withoutSpace($0) }.filter { !$0.isEmpty }
    return parts.isEmpty ? .nothing : .value(parts.joined(separator: ", "))
  }

  /// From 0 to 5 stars; none is no rating.
  private static func rating(_ text: String) -> GamelistValue.Reading<Double> {
    let plain = text.replacing(",", with: ".")
    guard plain.utf8.allSatisfy({ "0123456789.+-eE".utf8.contains($0) }), let stars = Double(plain), stars >= 0,
      stars <= 5
    else { return .wrong("a number from 0 to 5 stands here") }
    return stars == 0 ? .nothing : .value(stars / 5)
  }

  private static func players(_ text: String) -> GamelistValue.Reading<String> {
    switch GamelistValue.count(text) {
    case .value(let number): number == 0 ? .nothing : .value(String(number))
    case .nothing: .nothing
    case .wrong(let expected): .wrong(expected)
    }
  }

  /// The day of `1992-03-15T00:00:00-05:00`, whatever the zone: it is midnight where it was entered.
  private static func date(_ text: String) -> GamelistValue.Reading<String> {
    if text.hasPrefix("0001-01-01") { return .nothing }
    return GamelistValue.date(String(text.prefix { $0 != "T" }))
  }

  /// The local time of `2024-01-31T20:15:00.0000000-05:00`, as it was where it was played.
  private static func time(_ text: String) -> GamelistValue.Reading<String> {
    GamelistValue.time(String(text.prefix(19)))
  }
}
