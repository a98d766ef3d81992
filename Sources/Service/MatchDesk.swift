internal import Catalog
internal import Enrichment
internal import Model
internal import Platform

/// Takes what clients ask and say about which games of providers the library's are, over the control socket.
///
/// On the control thread: what it does asks a local disk, and no provider.
struct MatchDesk: Sendable {
  let library: MountedLibrary
  let enrichment: EnrichmentDesk
  /// Told of a system of whose games other things are known now.
  let changed: @Sendable (String) -> Void

  private var catalog: Catalog { library.catalog }

  /// By verb.
  var handlers: [String: ControlServer.Handler] {
    [
      "match": { arguments in
        do throws(Complaint) {
          let order = try MatchOrder(arguments: arguments)
          switch order.action {
          case .list: return try list(order)
          case .choose, .none: return try choose(order)
          case .undo: return try undo(order)
          case .mark: return try mark(order, true)
          case .unmark: return try mark(order, false)
          }
        } catch {
          return ControlServer.refusal(error)
        }
      }
    ]
  }

  private func stored<Result>(_ body: () throws(CatalogError) -> Result) throws(Complaint) -> Result {
    do throws(CatalogError) { return try body() } catch { throw Complaint(.state, error.description) }
  }

  private func game(_ order: MatchOrder) throws(Complaint) -> SoughtGame {
    guard let place = order.places.first, order.places.count == 1 else {
      throw Complaint(.usage, "the mount shows several games: name one")
    }
    return try MatchSubjects(library).game(at: place)
  }

  // MARK: Looking

  /// Rows of one answer, and how long finding them may take: the next client waits meanwhile. Nanoseconds.
  private static let mostRows = 400
  private static let patience: UInt64 = 150_000_000
  private static let filesAtOnce = 200

  private func list(_ order: MatchOrder) throws(Complaint) -> [UInt8] {
    let scope = order.places.isEmpty ? .everything : try MatchSubjects(library).scope(of: order.places)
    var place = try order.after.map { text throws(Complaint) in try MatchDesk.place(text) }
    let providers = enrichment.sources
    var rows: [MatchReport] = []
    let end = monotonicNanoseconds() + MatchDesk.patience
    repeat {
      let games = try stored { () throws(CatalogError) in
        try catalog.soughtGames(
          .all, providers: Provider.allCases, scope: scope, now: 0, from: &place, limit: MatchDesk.filesAtOnce)
      }
      for game in games { rows += try self.rows(of: game, order.filter, providers) }
    } while place != nil && rows.count < MatchDesk.mostRows && monotonicNanoseconds() < end
    let next = place.map { "\($0.platform):" + hexadecimal($0.path) }
    return ControlServer.success { json in
      json.array("matches") { json in for row in rows { row.write(to: &json) } }
      json.member("next", next)
    }
  }

  /// - Parameter providers: those that are configured; others are told of where they were asked before.
  private func rows(
    of game: SoughtGame, _ filter: MatchFilter, _ providers: [Provider]
  ) throws(Complaint) -> [MatchReport] {
    var rows: [MatchReport] = []
    for provider in MatchOrder.providers where game.matches[provider] != nil || providers.contains(provider) {
      let match = game.matches[provider]
      guard filter.includes(match) else { continue }
      rows.append(
        MatchReport(
          path: MatchSubjects.path(of: game), game: String(decoding: game.shownName, as: UTF8.self),
          system: game.system,
          try stored { () throws(CatalogError) in try catalog.standing(provider, match) }))
    }
    return rows
  }

  /// Reads what ``list(_:)`` says as `next`.
  private static func place(_ text: [UInt8]) throws(Complaint) -> SoughtPlace {
    let parts = String(decoding: text, as: UTF8.self).split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count == 2, let platform = Int64(parts[0]), let path = bytes(hexadecimal: parts[1]) else {
      throw Complaint(.usage, "`\(shown(String(decoding: text, as: UTF8.self)))` is no end of a page")
    }
    return SoughtPlace(platform: platform, path: path)
  }

  private static func bytes(hexadecimal text: Substring) -> [UInt8]? {
    let digits = Array(text.utf8)
    guard digits.count.isMultiple(of: 2) else { return nil }
    var bytes: [UInt8] = []
    for index in stride(from: 0, to: digits.count, by: 2) {
      guard let byte = UInt8(String(decoding: digits[index...index + 1], as: UTF8.self), radix: 16) else { return nil }
      bytes.append(byte)
    }
    return bytes
  }

  private func hexadecimal(_ bytes: [UInt8]) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }

  // MARK: Saying

  private func choose(_ order: MatchOrder) throws(Complaint) -> [UInt8] {
    guard let provider = order.provider, (order.id == nil) == (order.action == .none) else {
      throw Complaint(.usage, "\(order.action.rawValue) takes \(order.action.operands)")
    }
    let game = try game(order)
    // Who is asked by checksum has no terms.
    let hasTerms = provider == .igdb || provider == .launchbox
    let places = try stored { () throws(CatalogError) in
      try catalog.chooseMatch(
        of: game, at: provider, id: order.id, term: hasTerms ? game.term : nil,
        title: hasTerms ? game.titleTerm : nil, version: SoughtGame.termVersion, now: wallNanoseconds())
    }
    guard let places else { throw Complaint(.failed, "\(MatchSubjects.path(of: game)) has gone meanwhile") }
    changed(game.system)
    let isConfigured = enrichment.sources.contains(provider)
    if isConfigured { enrichment.ask(about: places, at: [provider]) }
    let others = places.count - (order.id == nil ? 0 : 1)
    let match = try stored { () throws(CatalogError) in try catalog.matches(of: game.id) }
      .first { $0.provider == provider }
    let report = MatchReport(
      path: MatchSubjects.path(of: game), game: String(decoding: game.shownName, as: UTF8.self), system: game.system,
      try stored { () throws(CatalogError) in try catalog.standing(provider, match) })
    return ControlServer.success { json in
      json.member("match") { report.write(to: &$0) }
      json.member("others", others)
      json.member("warning", isConfigured ? nil : MatchDesk.warning(provider))
    }
  }

  private static func warning(_ provider: Provider) -> String {
    "\(provider.rawValue) is not configured, so nothing is fetched from it: see `vitrine help config`"
  }

  private func undo(_ order: MatchOrder) throws(Complaint) -> [UInt8] {
    let game = try game(order)
    var forgotten: [Provider] = []
    var asked: [Provider] = []
    for provider in order.provider.map({ [$0] }) ?? MatchOrder.providers {
      let others = try stored { () throws(CatalogError) in
        try catalog.undoMatch(of: game, at: provider, title: game.titleTerm, now: wallNanoseconds())
      }
      guard let others else { continue }
      forgotten.append(provider)
      if enrichment.sources.contains(provider) {
        asked.append(provider)
        enrichment.ask(about: [game.place] + others, at: [provider])
      }
    }
    if !forgotten.isEmpty { changed(game.system) }
    return ControlServer.success { json in
      json.member("path", MatchSubjects.path(of: game))
      json.array("forgotten") { json in for provider in forgotten { json.value(provider.rawValue) } }
      json.array("asked") { json in for provider in asked { json.value(provider.rawValue) } }
    }
  }

  private func mark(_ order: MatchOrder, _ isMarked: Bool) throws(Complaint) -> [UInt8] {
    // A mount point alone stands for everything in it.
    let games = try MatchSubjects(library).games(at: order.places.isEmpty ? [.view([])] : order.places)
    try stored { () throws(CatalogError) in try catalog.mark(games.sorted(), isMarked) }
    return ControlServer.success { json in json.member("games", games.count) }
  }
}

extension SoughtGame {
  /// What it is called in the library, raw.
  var shownName: [UInt8] { name ?? ShelfReading.lastName(path) }
}

extension Catalog {
  /// How a game stands with a provider, with the name that it has there.
  func standing(_ provider: Provider, _ match: ProviderMatch?) throws(CatalogError) -> ProviderStanding {
    var name: String?
    if let id = match?.id {
      name = try knownGame(ProviderGame(provider, id))?.facts.name ?? match?.candidates.first { $0.id == id }?.name
    }
    return ProviderStanding(provider, match, name: name)
  }
}
