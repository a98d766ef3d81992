internal import HTTPClient
internal import Model
internal import Platform
internal import Synchronization

/// Asks IGDB (API v4) for games, in as few requests as possible.
///
/// A call's requests go out one after the other; calls may be made at the same time. Nothing of a call is kept, but
/// for what is learned of IGDB's limits.
package final class IGDBClient: Sendable {
  /// Where things are, and what they cost.
  package struct Places: Sendable {
    /// Of the API, without a slash at the end.
    package var api = "https://api.igdb.com/v4"
    /// Of pictures, likewise.
    package var images = "https://images.igdb.com/igdb/image/upload"
    package var multiqueryCost = MultiqueryCost.one

    package init() {}
  }

  /// What a multiquery counts as against the limit of requests, which the documentation leaves open.
  package enum MultiqueryCost: Sendable {
    case one
    /// Each sub-query counts.
    case each
  }

  private let clientID: String
  private let tokens: TwitchTokens
  private let sender: any RequestSender
  private let places: Places
  private let limits = Mutex(IGDBLimits())

  /// With a cost of one for each sub-query there are no more in a request than may be asked in a second.
  private static let mostCharged = 4

  /// - Parameter sender: keeps to the limits of the API.
  package init(clientID: String, tokens: TwitchTokens, sender: any RequestSender, places: Places = Places()) {
    self.clientID = clientID
    self.tokens = tokens
    self.sender = sender
    self.places = places
    if places.multiqueryCost == .each { limits.withLock { $0.mostSubqueries = IGDBClient.mostCharged } }
  }

  /// About as many titles, and searches, as one request holds.
  package var capacity: (titles: Int, searches: Int) {
    let subqueries = limits.withLock { $0.mostSubqueries }
    return (IGDBPlan.usualTitles * subqueries, subqueries)
  }

  // MARK: Asking

  /// Games by the exact spellings of their names, upper and lower case aside, with everything there is to know of them.
  ///
  /// Many terms share a request, so an answer holds the games of several terms.
  ///
  /// - Returns: answers that together have every term once.
  package func games(named terms: [IGDBTerm]) async -> [IGDBAnswer] {
    await run(IGDBPlan.queue(terms, limits: limits.withLock { $0 }))
  }

  /// Games by words of their names, for what has no exact name. An answer for each search, in which games come before
  /// add-ons and bundles, and otherwise in IGDB's order.
  package func search(_ searches: [IGDBSearch]) async -> [IGDBAnswer] {
    var answers = await run(IGDBPlan.queue(searches, limits: limits.withLock { $0 }))
    for index in answers.indices {
      let games = answers[index].games
      answers[index].games = games.filter(\.kind.isWholeGame) + games.filter { !$0.kind.isWholeGame }
    }
    return answers
  }

  /// Games by their numbers.
  package func games(ids: [Int]) async -> IGDBDetails {
    var seen: Set<Int> = []
    let ids = ids.filter { seen.insert($0).inserted }
    var details = IGDBDetails()
    for answer in await run(IGDBPlan.queue(ids: ids, limits: limits.withLock { $0 })) {
      let asked = Set(answer.terms.map { ids[$0] })
      let games = answer.games.filter { game in Int(game.game.id).map(asked.contains) ?? false }
      let found = Set(games.compactMap { Int($0.game.id) })
      details.games += games
      let missing = answer.terms.map { ids[$0] }.filter { !found.contains($0) }
      if answer.isComplete { details.gone += missing } else { details.unanswered += missing }
      details.failure = details.failure ?? answer.failure
    }
    return details
  }

  // MARK: Requests

  private func run(_ queue: IGDBQueue) async -> [IGDBAnswer] {
    var queue = queue
    while let batch = queue.next() {
      if Task.isCancelled {
        let failure = ProviderFailure(.cancelled, "cancelled")
        queue.failed(batch, failure)
        queue.failRest(failure)
        break
      }
      do throws(ProviderFailure) {
        let response = try await post(batch, queue.limits)
        switch response.status {
        case 200..<300: try read(response, batch, &queue)
        case 400:
          queue.refused(batch, .query, ProviderFailure(.refused, "IGDB does not understand the query", status: 400))
        case 413, 414:
          queue.refused(
            batch, .size, ProviderFailure(.refused, "the query is too long for IGDB", status: response.status))
        default:
          throw ProviderFailure(.refused, "IGDB answers with status \(response.status)", status: response.status)
        }
      } catch {
        if error.code == .throttled, error.status == 429, batch.subqueries.count > 1 {
          queue.refused(batch, .throttled, error)
          continue
        }
        queue.failed(batch, error)
        // What is true of one request is true of the next.
        if error.code == .unauthorized || error.code == .cancelled || error.code == .throttled { queue.failRest(error) }
      }
    }
    limits.withLock { $0.narrow(to: queue.limits) }
    return queue.answers
  }

  private func post(_ batch: IGDBQueue.Batch, _ limits: IGDBLimits) async throws(ProviderFailure) -> HTTPResponse {
    let subqueries = batch.subqueries
    if subqueries.count == 1 {
      // By itself a search is documented, whatever is true of multiqueries.
      return try await post("games", subqueries[0].text(.search), cost: 1)
    }
    let texts = subqueries.enumerated().map {
      "query games \"\(IGDBClient.name($0))\" {\($1.text(limits.searchForm))};"
    }
    return try await post(
      "multiquery", texts.joined(separator: "\n"), cost: places.multiqueryCost == .one ? 1 : subqueries.count)
  }

  /// What a sub-query is called in a request; the answer has it again.
  private static func name(_ index: Int) -> String { "q\(index)" }

  /// With a token; with another one where IGDB does not take the first.
  private func post(_ endpoint: String, _ query: String, cost: Int) async throws(ProviderFailure) -> HTTPResponse {
    let token = try await tokens.token()
    let response = try await sender.send(request(endpoint, query, token), cost: cost)
    guard response.status == 401 else { return response }
    let other = try await tokens.replacement(for: token)
    let second = try await sender.send(request(endpoint, query, other), cost: cost)
    if second.status == 401 { throw await tokens.refuse() }
    return second
  }

  private func request(_ endpoint: String, _ query: String, _ token: TwitchToken) -> HTTPRequest {
    HTTPRequest(
      "\(places.api)/\(endpoint)", method: .post,
      headers: [
        ("Client-ID", clientID), ("Authorization", "Bearer \(token.text)"), ("Accept", "application/json"),
        ("Content-Type", "text/plain"),
      ], body: Array(query.utf8))
  }

  // MARK: Answers

  private func read(
    _ response: HTTPResponse, _ batch: IGDBQueue.Batch, _ queue: inout IGDBQueue
  ) throws(ProviderFailure) {
    guard case .array(let values)? = JSONValue(response.body) else {
      throw ProviderFailure(.malformed, "IGDB's answer is no list in JSON", status: response.status)
    }
    queue.succeeded(batch)
    guard batch.subqueries.count > 1 else {
      queue.checked(batch, rows: values.count)
      return read(values, batch.subqueries[0], &queue)
    }
    // By their names: nothing says that they come in the order they were asked in.
    var results: [String: JSONValue] = [:]
    for value in values {
      if let name = value["name"].string, results[name] == nil { results[name] = value["result"] }
    }
    for (index, subquery) in batch.subqueries.enumerated() {
      switch results[IGDBClient.name(index)] {
      case .array(let rows): read(rows, subquery, &queue)
      case .null: queue.leftOut(subquery)
      default:
        queue.failed(
          subquery, ProviderFailure(.malformed, "IGDB's answer leaves out one of the queries", status: response.status))
      }
    }
  }

  private func read(_ rows: [JSONValue], _ subquery: IGDBSubquery, _ queue: inout IGDBQueue) {
    queue.answered(
      subquery, games: rows.compactMap { GameRecord(igdb: $0, images: places.images) }, rows: rows.count)
  }
}
