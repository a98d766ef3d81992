internal import Platform
internal import Synchronization

extension StandIn {
  /// `/v4/…`: what is asked for is paid for first, as the limits say.
  func igdbAnswer(_ request: ServerRequest) -> ServerResponse {
    guard tokens.withLock({ $0.accepts(request.headers, at: monotonicNanoseconds()) }) else {
      statistics.count("unauthorized")
      return ServerResponse(401, text: #"{"message":"Authorization Failure"}"#)
    }
    let endpoint = String(request.path.dropFirst("/v4/".count))
    guard request.method == "POST" else { return ServerResponse(405, text: #"{"message":"POST"}"#) }
    do throws(BadQuery) {
      if endpoint == "multiquery" { return try multiqueryAnswer(request.body) }
      if let refusal = refusal(cost: 1) { return refusal }
      try checkPoison(request.body)
      return ServerResponse(200, try answer(to: ApicalypseParser.query(request.body), endpoint).encoded)
    } catch {
      return badQuery(error)
    }
  }

  private func multiqueryAnswer(_ body: [UInt8]) throws(BadQuery) -> ServerResponse {
    // A query that cannot be read is paid for as well.
    var subqueries: [ApicalypseSubquery] = []
    var mistake: BadQuery?
    do throws(BadQuery) { subqueries = try ApicalypseParser.multiquery(body) } catch { mistake = error }
    if let refusal = refusal(cost: options.chargesEachSubquery ? max(1, subqueries.count) : 1) { return refusal }
    if let mistake { throw mistake }
    try checkPoison(body)
    statistics.count("subqueries", by: subqueries.count)
    var results: [JSONValue] = []
    for subquery in subqueries {
      if subquery.query.search != nil, !options.searchesInMultiquery {
        throw BadQuery("search is not for multiqueries")
      }
      let answer = try answer(to: subquery.query, subquery.endpoint)
      results.append(
        .object(
          answer["count"] == .null
            ? ["name": .string(subquery.name), "result": answer]
            : ["name": .string(subquery.name), "count": answer["count"]]))
    }
    return ServerResponse(200, JSONValue.array(results).encoded)
  }

  private func checkPoison(_ body: [UInt8]) throws(BadQuery) {
    if let poison = options.poison, String(decoding: body, as: UTF8.self).contains(poison) { throw BadQuery("poison") }
  }

  private func refusal(cost: Int) -> ServerResponse? {
    let sum = gate.withLock { $0.admit(cost: cost, at: monotonicNanoseconds()) }
    guard let sum else {
      statistics.count("throttled")
      return ServerResponse(429, text: #"{"message":"Too Many Requests"}"#)
    }
    statistics.count("admittedCost", by: cost)
    statistics.raise("mostInASecond", to: sum)
    return nil
  }

  private func badQuery(_ mistake: BadQuery) -> ServerResponse {
    statistics.count("badQueries")
    let answer = JSONValue.array([
      .object(["title": .string("Syntax Error"), "status": JSONValue(400), "cause": .string(mistake.message)])
    ])
    return ServerResponse(400, answer.encoded)
  }

  private func answer(to query: ApicalypseQuery, _ endpoint: String) throws(BadQuery) -> JSONValue {
    statistics.ask(query)
    let isCount = endpoint.hasSuffix("/count")
    switch isCount ? String(endpoint.dropLast("/count".count)) : endpoint {
    case "games":
      for path in query.fields + query.excluded + query.paths where !StandIn.isField(path) {
        throw BadQuery("`\(path)` is no field of a game")
      }
      let games = catalog.selected(query)
      if isCount { return .object(["count": JSONValue(games.count)]) }
      let selection = FieldSelection(query.fields, excluded: query.excluded)
      return .array(games.dropFirst(query.offset).prefix(query.limit).map { selection.selected(catalog.game(at: $0)) })
    case "search":
      guard let text = query.search else { throw BadQuery("search needs a text") }
      return .array(
        catalog.found(text).dropFirst(query.offset).prefix(query.limit).map {
          let game = catalog.game(at: $0)
          return .object(["id": game["id"], "game": game["id"], "name": game["name"]])
        })
    case "game_time_to_beats", "platforms": return isCount ? .object(["count": JSONValue(0)]) : .array([])
    default: throw BadQuery("there is no endpoint \(endpoint)")
    }
  }

  /// IGDB refuses what is no field; what is below the first part is not checked here.
  private static func isField(_ path: String) -> Bool {
    path == "*" || fields.contains(String(path.prefix { $0 != "." }))
  }

  private static let fields: Set<String> = [
    "id", "name", "slug", "summary", "storyline", "first_release_date", "total_rating", "total_rating_count", "rating",
    "rating_count", "aggregated_rating", "url", "checksum", "updated_at", "game_type", "category", "game_status",
    "collections", "platforms", "alternative_names", "game_localizations", "cover", "artworks", "screenshots", "genres",
    "themes", "franchises", "involved_companies", "release_dates", "age_ratings", "external_games", "version_parent",
    "version_title", "parent_game", "multiplayer_modes", "game_modes", "websites", "videos",
  ]
}
