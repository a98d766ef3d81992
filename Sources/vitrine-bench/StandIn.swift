internal import HTTPClient
internal import Platform

/// The stand-in for providers of metadata that was built beside this program.
final class StandIn: Sendable {
  /// A made-up game.
  struct Game: Sendable {
    var id: Int
    var name: String
    var platform: Int
  }

  let base: String
  private let program: ExternalProgram
  private let http: HTTPClient

  static let clientID = "bench-client"
  static let clientSecret = "bench-secret"

  /// - Parameter options: of the command line, but for the port.
  init(_ scratch: Scratch, _ options: [String]) throws {
    let path = Vitrine.program.split(separator: "/").dropLast().reduce("") { $0 + "/" + $1 } + "/provider-stand-in"
    guard (try? FileStatus.of(path)) != nil else {
      throw BenchFailure("\(path) is not there; build it as this program was, with --product provider-stand-in")
    }
    let log = "stand-in-\(monotonicNanoseconds()).log"
    program = try scratch.start(
      path, ["--client-id", Self.clientID, "--client-secret", Self.clientSecret] + options, log: log)
    http = try HTTPClient(userAgent: "vitrine-bench")
    let deadline = monotonicNanoseconds() + 60_000_000_000
    var port: Int?
    while port == nil {
      if monotonicNanoseconds() > deadline { throw BenchFailure("the stand-in does not start") }
      sleep(nanoseconds: 5_000_000)
      port = JSONValue((try? readFile(scratch.path + "/" + log, limit: 4096)) ?? [])?["port"].integer
    }
    base = "http://127.0.0.1:\(port ?? 0)"
  }

  func stop() {
    http.close()
    program.stop(grace: 1_000_000_000)
  }

  /// What Vitrine has to know to ask it.
  var environment: [String: String] {
    [
      "VITRINE_PROVIDERS_IGDB_CLIENT_ID": Self.clientID, "VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": Self.clientSecret,
      "VITRINE_PROVIDERS_IGDB_URL": base + "/v4", "VITRINE_PROVIDERS_IGDB_TOKEN_URL": base + "/oauth2/token",
      "VITRINE_PROVIDERS_IGDB_IMAGE_URL": base + "/igdb/image/upload",
    ]
  }

  func statistics() throws -> JSONValue { try get("/__statistics") }

  func games(limit: Int) throws -> [Game] {
    try get("/__games?limit=\(limit)").array.map {
      Game(
        id: $0["id"].integer ?? 0, name: $0["name"].string ?? "", platform: $0["platforms"].array.first?.integer ?? 0)
    }
  }

  /// Has it look through its games once, as a provider has long done.
  func warmUp() throws {
    var request = HTTPRequest(
      base + "/oauth2/token", method: .post, headers: [("Content-Type", "application/x-www-form-urlencoded")],
      body: Array(
        "client_id=\(Self.clientID)&client_secret=\(Self.clientSecret)&grant_type=client_credentials".utf8))
    guard let token = JSONValue(try send(request).body)?["access_token"].string else {
      throw BenchFailure("the stand-in gives no token")
    }
    let query = "where (name ~ \"x\"|alternative_names.name ~ \"x\"|game_localizations.name ~ \"x\")&platforms = (19);"
    for text in [query, "search \"x\";"] {
      request = HTTPRequest(
        base + "/v4/games", method: .post,
        headers: [("Client-ID", Self.clientID), ("Authorization", "Bearer \(token)")],
        body: Array("fields name;\(text)sort id asc;".utf8), deadline: 60_000_000_000)
      _ = try send(request)
    }
    _ = try send(HTTPRequest(base + "/__reset", method: .post))
    // These count in its window as any other's would.
    sleep(nanoseconds: 1_100_000_000)
  }

  private func get(_ path: String) throws -> JSONValue { JSONValue(try send(HTTPRequest(base + path)).body) ?? .null }

  private func send(_ request: HTTPRequest) throws -> HTTPResponse {
    let response = try runAndWait { [http] in try await http.send(request) }
    guard response.status == 200 else { throw BenchFailure("the stand-in answers with status \(response.status)") }
    return response
  }
}
