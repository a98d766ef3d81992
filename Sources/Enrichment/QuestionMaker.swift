internal import Catalog
internal import Metadata
package import Model
internal import Names

/// Games that one question is about.
struct AskedGames: Sendable {
  var question: Question
  var games: [SoughtGame]
  /// When, by what was known then. Nanoseconds since 1970.
  var made: Int64
}

/// Makes questions out of games: one for all that it is the same for, and none where the answer is known.
///
/// Asks the catalog: on a thread that may wait.
struct QuestionMaker {
  let source: any GameSource
  let catalog: Catalog
  let settlement: Settlement
  let selection: EnrichmentSelection

  struct Made {
    var asked: [AskedGames] = []
    /// What is known without asking.
    var settled: [SettledGame] = []

    var gameCount: Int { asked.reduce(settled.count) { $0 + $1.games.count } }
  }

  private var provider: Provider { source.provider }
  /// What is known already is asked again.
  private var isAnew: Bool { selection == .all || selection == .marked }

  func make(_ games: [SoughtGame]) throws(CatalogError) -> Made {
    var made = Made()
    var places: [String: Int] = [:]
    for game in games {
      // What the user said stays; what the provider says of it may be another thing by now.
      let known = game.matches[provider]
      if known?.method == .manual, known?.id == nil { continue }
      var question = question(for: game)
      if let known, known.method == .manual { (question.id, question.method) = (known.id, .manual) }
      switch source.readiness(of: question) {
      case .ready: break
      case .later: continue
      case .never:
        made.settled.append(settlement.notAsked(game, question))
        continue
      }
      try identify(&question, game)
      if let settled = try settleWithoutAsking(game, question) {
        made.settled.append(settled)
        continue
      }
      let key = key(of: question)
      if let place = places[key] {
        made.asked[place].games.append(game)
      } else {
        places[key] = made.asked.count
        made.asked.append(AskedGames(question: question, games: [game], made: settlement.now))
      }
    }
    return made
  }

  /// Whether anything can be asked about a game by now.
  func isReady(_ game: SoughtGame) -> Bool {
    if case .ready = source.readiness(of: question(for: game)) { return true }
    return false
  }

  private func question(for game: SoughtGame) -> Question {
    var question = Question(game.query, checksums: game.checksums, size: game.size)
    if source.ways.contains(where: { $0.kind != .checksums }) { question.term = question.query.term }
    return question
  }

  /// By which id the provider has the game, as far as that is known without asking.
  private func identify(_ question: inout Question, _ game: SoughtGame) throws(CatalogError) {
    if let known = game.matches[provider], known.method == .manual, let id = known.id {
      question.id = id
      question.method = .manual
    } else if let id = question.query.knownIDs.first(where: { $0.provider == provider })?.id {
      question.id = id
      question.method = .name
    } else if let id = try reference(game) {
      question.id = id
      question.method = .reference
    } else if let id = knownID(of: game) {
      question.id = id
      question.method = .remembered
    } else if !isAnew, let term = question.term {
      let known = try catalog.lookup(
        term, title: GameQuery.titleTerm(of: term) + SoughtGame.anyTags, system: game.system, at: provider,
        version: GameQuery.termVersion, now: settlement.now)
      if case .game(let id) = known {
        question.id = id
        question.method = .remembered
      } else if known == .nothing, !asksForMissesAgain || game.matches[provider]?.state != .noMatch {
        question.method = .remembered
      }
    }
  }

  /// Somebody asks for what is not known, and knows that it was asked for before.
  private var asksForMissesAgain: Bool { selection == .missing }

  /// Which game it is was found out before: that is not looked for again. What is only to be had by a checksum is.
  private func knownID(of game: SoughtGame) -> String? {
    guard let known = game.matches[provider], known.state == .done || known.state == .partial,
      source.ways.contains(where: { $0.kind == .ids })
    else { return nil }
    return known.id
  }

  /// What another provider calls it, that knows it by more than its title.
  private func reference(_ game: SoughtGame) throws(CatalogError) -> String? {
    for match in game.matches.values.sorted(by: { $0.provider.rawValue < $1.provider.rawValue })
    where match.provider != provider && (match.method == .checksum || match.method == .manual) {
      guard let id = match.id else { continue }
      let known = try catalog.knownGame(ProviderGame(match.provider, id))
      if let other = known?.others.first(where: { $0.provider == provider }) { return other.id }
    }
    return nil
  }

  private func settleWithoutAsking(_ game: SoughtGame, _ question: Question) throws(CatalogError) -> SettledGame? {
    if question.id == nil, question.method == .remembered {
      return settlement.settle(game, question, .nothing([], evidence: "remembered"))
    }
    // Of what is there in part the rest is to be had.
    guard !isAnew, game.matches[provider]?.state != .partial, let id = question.id, let method = question.method,
      try catalog.fetchTimes(of: [id], at: provider)[id] != nil
    else { return nil }
    return settlement.known(game, question, id: id, method)
  }

  private func key(of question: Question) -> String {
    // What the user said of one game is not said of another.
    if let id = question.id { return "\(question.method?.rawValue ?? "id"):\(id)" }
    if let term = question.term { return "\(question.query.system):\(term)" }
    if let sha1 = question.checksums?.sha1 { return "sha1:\(sha1)" }
    return "crc:\(question.checksums.map { hexadecimal($0.crc32) } ?? "")/\(question.size)"
  }
}

extension GameQuery {
  /// Of ``term``: with every change of what it is made of.
  static var termVersion: Int { 100 * TitleKey.version + 1 }

  /// What an answer is remembered by: the same for all games of a title that are judged alike. East and West have had
  /// different games of one title, and an edition may be a game of its own.
  var term: String {
    let marks = title.filter { $0 == "!" || $0 == "?" }
    let tags = easternRegions.map(\.rawValue) + editions.map { TitleKey($0).strict }
    return [TitleKey(title).strict + marks, year.map { String($0) } ?? "", Set(tags).sorted().joined(separator: ",")]
      .joined(separator: "|")
  }

  /// What all terms of the same title and year begin with: all but the tags.
  static func titleTerm(of term: String) -> String {
    term.lastIndex(of: "|").map { String(term[...$0]) } ?? term
  }

  /// What a provider is asked is the same for all games with this.
  var asked: String {
    // Names of regions are asked for where the file is of one.
    "\(system)|\(title)|\(isOfTheEast ? "east" : "")|\(editions.joined(separator: "|"))"
  }
}

extension SoughtGame {
  fileprivate var query: GameQuery {
    GameQuery(name: name.map { GameName($0, isDirectory: true) } ?? GameName(path: path), system: system)
  }

  /// What a search for it is remembered by, in the way terms are made by now.
  package var term: String { query.term }

  /// What the terms of all games of its title begin with.
  package var titleTerm: String { GameQuery.titleTerm(of: term) }

  /// Of ``term``.
  package static var termVersion: Int { GameQuery.termVersion }
}

extension Settlement {
  /// Nobody needs to be asked, now or later.
  func notAsked(_ game: SoughtGame, _ question: Question) -> SettledGame {
    var match = ProviderMatch(provider, .noMatch, updated: now)
    match.term = question.term
    match.evidence = "not-asked"
    return SettledGame(game: game.id, game.system, match)
  }

  /// What the provider says of it is stored already.
  func known(_ game: SoughtGame, _ question: Question, id: String, _ method: ProviderMatch.Method) -> SettledGame {
    var match = ProviderMatch(provider, .done, updated: now)
    match.id = id
    match.method = method
    match.term = question.term
    match.score = 1
    match.evidence = method.rawValue
    return SettledGame(game: game.id, game.system, match)
  }
}
