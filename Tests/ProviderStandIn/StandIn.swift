internal import Platform
internal import Synchronization

/// Stands in for IGDB, Twitch's tokens, IGDB's pictures and Hasheous, with their limits, and with faults on demand.
///
/// Locks: each is held for one look, and none inside another.
final class StandIn: Sendable {
  let options: StandInOptions
  let statistics = Statistics()
  let faults = FaultTable()
  let catalog: GameCatalog
  let hashes: HashTable
  let gate: Mutex<RequestGate>
  let tokens: Mutex<TokenDesk>

  init(_ options: StandInOptions) throws(Errno) {
    self.options = options
    catalog = GameCatalog(lines: try StandIn.lines(options.catalog), generated: options.generated)
    hashes = HashTable(lines: try StandIn.lines(options.hashes), generated: options.generated)
    gate = Mutex(RequestGate(rate: options.rate, mostOpen: options.mostOpen))
    tokens = Mutex(
      TokenDesk(clientID: options.clientID, clientSecret: options.clientSecret, life: options.tokenLife))
  }

  private static func lines(_ path: String?) throws(Errno) -> [[UInt8]] {
    guard let path else { return [] }
    return try readFile(path, limit: 1 << 30).split(separator: 0x0A).map(Array.init)
  }

  /// What counts as a request of a provider, and not of the test itself.
  func counts(_ path: String) -> Bool { !path.hasPrefix("/__") }

  /// A request has come. - Returns: whether it counts as open until ``close(_:)``.
  func open(_ request: ServerRequest) -> Bool {
    guard counts(request.path) else { return false }
    statistics.count("requests")
    guard request.path.hasPrefix("/v4/") else { return false }
    let open = gate.withLock { gate in
      gate.enter()
      return gate.open
    }
    statistics.raise("mostOpen", to: open)
    return true
  }

  func close(_ isOpen: Bool) { if isOpen { gate.withLock { $0.leave() } } }

  /// As long as an answer takes.
  func wait() { if options.latency > 0 { sleep(nanoseconds: options.latency * 1_000_000) } }

  func answer(_ request: ServerRequest, _ isOpen: Bool) -> ServerResponse {
    if !counts(request.path) { return controlAnswer(request) }
    let isPicture = request.path.hasPrefix("/igdb/image/upload/")
    statistics.count("endpoint.\(isPicture ? "/igdb/image/upload" : request.path)")
    switch request.path {
    case "/oauth2/token":
      wait()
      guard request.method == "POST" else { return ServerResponse(404, text: "{}") }
      let form = ServerRequest.form(String(decoding: request.body, as: UTF8.self))
      let response = tokens.withLock {
        $0.issue(request.query.merging(form) { $1 }, at: monotonicNanoseconds())
      }
      if response.status == 200 { statistics.count("tokens") }
      return response
    case _ where request.path.hasPrefix("/v4/"):
      // Judged when it comes, answered when its time is over.
      let response = igdbAnswer(request)
      wait()
      return response
    case _ where request.path.hasPrefix("/api/v1/Lookup/ByHash"):
      wait()
      return hasheousAnswer(request)
    case _ where isPicture: return Pictures.answer(request.path)
    default: return ServerResponse(404, text: "not found", type: "text/plain")
    }
  }

  /// What tests ask and say.
  private func controlAnswer(_ request: ServerRequest) -> ServerResponse {
    switch (request.method, request.path) {
    case ("GET", "/__statistics"): return ServerResponse(200, statistics.encoded)
    case ("GET", "/__asked"): return ServerResponse(200, statistics.encodedTerms)
    case ("POST", "/__reset"):
      statistics.reset()
      return ServerResponse(200, text: "{}")
    case ("POST", "/__revoke"):
      tokens.withLock { $0.revoke() }
      return ServerResponse(200, text: "{}")
    case ("POST", "/__faults"):
      guard case .array(let values)? = JSONValue(request.body) else {
        return ServerResponse(400, text: #"{"message":"a list of faults"}"#)
      }
      let read = values.map { Fault($0) }
      guard !read.contains(where: { $0 == nil }) else {
        return ServerResponse(400, text: #"{"message":"no such fault"}"#)
      }
      faults.replace(read.compactMap(\.self))
      return ServerResponse(200, text: "{}")
    case ("GET", "/__games"):
      let offset = request.query["offset"].flatMap { Int($0) } ?? 0
      let limit = request.query["limit"].flatMap { Int($0) } ?? 100
      let games = (0..<options.generated).dropFirst(offset).prefix(limit).map { number -> JSONValue in
        let game = GeneratedGame(number)
        return .object([
          "id": JSONValue(game.id), "name": .string(game.name), "sha1": .string(game.sha1),
          "platforms": .array(game.platforms.map { JSONValue($0) }),
        ])
      }
      return ServerResponse(200, JSONValue.array(games).encoded)
    default: return ServerResponse(404, text: "not found", type: "text/plain")
    }
  }
}
