/// One query to IGDB's games, by itself or as a part of a multiquery.
struct IGDBSubquery: Sendable {
  /// A term with its place in the caller's list.
  struct Asked: Sendable {
    var index: Int
    var spellings: [String]
    /// See ``IGDBTerm/isLocal``.
    var isLocal = false

    var conditions: [String] { spellings.map { IGDBSubquery.condition($0, isLocal: isLocal) } }

    /// About as long as it is in a query.
    var length: Int { conditions.reduce(0) { $0 + $1.utf8.count + 3 } }
  }

  enum Question: Sendable {
    case titles([Asked], platforms: [Int])
    case search(String, platforms: [Int])
    case ids([Int])
  }

  /// How words are searched for.
  enum SearchForm: Sendable {
    /// `search "…"`
    case search
    /// `where name ~ *"…"*`, which finds the words only as they stand. For where `search` is not taken.
    case infix
  }

  /// The answer it is a part of, in the queue.
  var slot: Int
  var question: Question
  var offset = 0

  /// The most rows that IGDB gives.
  static let mostRows = 500
  /// Rows of a search: what comes later is hardly what was meant.
  static let searchRows = 30

  var limit: Int { if case .search = question { IGDBSubquery.searchRows } else { IGDBSubquery.mostRows } }

  /// Whether there may be more rows behind as many as ``limit``.
  var hasPages: Bool { if case .titles = question { true } else { false } }

  /// Two that ask the same together; nil where it cannot be parted.
  var halves: (IGDBSubquery, IGDBSubquery)? {
    guard offset == 0 else { return nil }
    var (first, second) = (self, self)
    switch question {
    case .titles(let terms, let platforms):
      guard terms.count > 1 else { return nil }
      first.question = .titles(Array(terms.prefix(terms.count / 2)), platforms: platforms)
      second.question = .titles(Array(terms.dropFirst(terms.count / 2)), platforms: platforms)
    case .ids(let ids):
      guard ids.count > 1 else { return nil }
      first.question = .ids(Array(ids.prefix(ids.count / 2)))
      second.question = .ids(Array(ids.dropFirst(ids.count / 2)))
    case .search: return nil
    }
    return (first, second)
  }

  /// Terms, or numbers, that are asked together.
  var size: Int {
    switch question {
    case .titles(let terms, _): terms.count
    case .ids(let ids): ids.count
    case .search: 1
    }
  }

  // MARK: Text

  /// The statements, without what makes them a part of a multiquery.
  func text(_ form: SearchForm) -> String {
    var text = "fields \(IGDBSubquery.fields);"
    switch question {
    case .titles(let terms, let platforms):
      let names = terms.flatMap(\.conditions).joined(separator: "|")
      // Pages need an order that stays.
      text += "where \(IGDBSubquery.restricted("(\(names))", to: platforms));sort id asc;"
    case .search(let words, let platforms):
      switch form {
      case .search:
        text += "search \(IGDBSubquery.quoted(words));"
        if !platforms.isEmpty { text += "where \(IGDBSubquery.restricted(nil, to: platforms));" }
      case .infix:
        let words = IGDBSubquery.quoted(words)
        let names = "(name ~ *\(words)*|alternative_names.name ~ *\(words)*)"
        text += "where \(IGDBSubquery.restricted(names, to: platforms));"
      }
    case .ids(let ids):
      text += "where id = (\(ids.map(String.init).joined(separator: ",")));"
    }
    text += "limit \(limit);"
    return offset > 0 ? text + "offset \(offset);" : text
  }

  private static func restricted(_ condition: String?, to platforms: [Int]) -> String {
    let list = platforms.isEmpty ? nil : "platforms = (\(platforms.map(String.init).joined(separator: ",")))"
    return [condition, list].compactMap(\.self).joined(separator: "&")
  }

  private static func condition(_ spelling: String, isLocal: Bool) -> String {
    let text = quoted(spelling)
    let names = "name ~ \(text)|alternative_names.name ~ \(text)"
    // Names in other scripts stand with the regions. In Latin letters most are among the alternative names too.
    return !isLocal && spelling.utf8.allSatisfy { $0 < 0x80 } ? names : names + "|game_localizations.name ~ \(text)"
  }

  /// A text in quotes, for a query.
  static func quoted(_ text: String) -> String {
    var quoted = "\""
    for scalar in cleaned(text).unicodeScalars {
      if scalar == "\"" || scalar == "\\" { quoted.unicodeScalars.append("\\") }
      quoted.unicodeScalars.append(scalar)
    }
    return quoted + "\""
  }

  /// Without control characters, and with single spaces.
  static func cleaned(_ text: String) -> String {
    text.unicodeScalars.split { $0.properties.generalCategory == .control || $0 == " " }
      .map { String($0) }.joined(separator: " ")
  }

  /// A longer title is none of IGDB's. Bytes.
  static let longestTitle = 500

  /// All that is ever needed of a game: fields are free, requests are not.
  private static let fields = [
    "name", "game_type", "platforms", "first_release_date", "alternative_names.name", "alternative_names.comment",
    "game_localizations.name", "game_localizations.region.identifier", "game_localizations.cover.image_id",
    "cover.image_id", "screenshots.image_id", "artworks.image_id", "genres.name", "franchises.name",
    "involved_companies.company.name", "involved_companies.developer", "involved_companies.publisher",
    "release_dates.date", "release_dates.y", "release_dates.m", "total_rating", "summary", "storyline",
    "version_parent", "parent_game", "game_modes", "multiplayer_modes.offlinemax",
  ].joined(separator: ",")
}
