internal import Metadata
internal import Platform
internal import TestSupport
internal import Testing

/// The stand-in judges the clients, so it is judged itself.
@Suite("The stand-in for IGDB") struct IGDBStandInTests {
  private static let catalog = [
    #"{"id":1,"name":"Alpha","platforms":[19,58],"game_type":0,"total_rating":50,"alternative_names":["Eins"]}"#,
    #"{"id":2,"name":"Alphabet Soup","platforms":[19],"game_type":1,"total_rating":70,"parent_game":1}"#,
    #"{"id":3,"name":"The ALPHA","platforms":[29,58],"game_type":0,"genres":[{"id":5,"name":"Quiz"}]}"#,
    #"{"id":4,"name":"Say \"Alpha\" \\o/","platforms":[],"game_type":8,"total_rating":90}"#,
  ]

  @Test(arguments: [
    ("where id = (1,3);", [1, 3]), ("where id != (1,3);", [2, 4]), ("where id = !(1,3);", [2, 4]),
    (#"where name = "Alpha";"#, [1]), (#"where name = "alpha";"#, []), (#"where name ~ "alpha";"#, [1]),
    (#"where name ~ "alpha"*;"#, [1, 2]), (#"where name ~ *"alpha";"#, [1, 3]),
    (#"where name ~ *"alpha"*;"#, [1, 2, 3, 4]), (#"where name = *"Alpha"*;"#, [1, 2, 4]),
    (#"where name = "Say \"Alpha\" \\o/";"#, [4]), (#"where alternative_names.name ~ "EINS";"#, [1]),
    ("where platforms = (58);", [1, 3]), ("where platforms = 19;", [1, 2]), ("where platforms = [19,58];", [1]),
    ("where platforms = {19};", [2]), ("where platforms = {58,29};", [3]), ("where parent_game = null;", [1, 3, 4]),
    ("where parent_game != n;", [2]), ("where total_rating > 50;", [2, 4]), ("where total_rating >= 50;", [1, 2, 4]),
    ("where total_rating < 70;", [1]), ("where total_rating <= 70;", [1, 2]), ("where genres = 5;", [3]),
    (#"where genres.name = "Quiz";"#, [3]), ("where game_type = 0 & platforms = 58 | id = 4;", [1, 3, 4]),
    ("where game_type = 0 & (platforms = 19 | id = 4);", [1]),
    ("sort total_rating desc; where total_rating > 0;", [4, 2, 1]),
    ("sort name asc; limit 2;", [1, 2]), ("limit 2; offset 1;", [2, 3]), (#"search "alpha";"#, [1, 3, 4]),
  ])
  func `conditions choose what they say`(query: String, ids: [Int]) async throws {
    let fixture = try IGDBFixture(catalog: Self.catalog)
    let answer = try await ask(fixture, "games", query)
    let found = (JSONValue(answer.body) ?? .null).array.compactMap { $0["id"].integer }
    // What has no order is in none.
    let isOrdered = query.contains("sort") || query.contains("offset")
    #expect(isOrdered ? found == ids : Set(found) == Set(ids), "\(found)")
  }

  @Test(arguments: [
    "where;", "where id = ;", "where id = (1;", #"where name ~ "x;"#, "limit 501;", "limit 0;", "fields nosuch;",
    "hello;",
    "fields name", #"search x;"#, #"where name = "a" "b";"#, #"where name = "\n";"#,
  ])
  func `a malformed query is 400, also as one of several`(query: String) async throws {
    let fixture = try IGDBFixture(catalog: Self.catalog)
    #expect(try await ask(fixture, "games", query).status == 400)
    let both = "query games \"a\" { fields name; };\nquery games \"b\" { \(query) };"
    #expect(try await ask(fixture, "multiquery", both).status == 400)
  }

  @Test func `fields are chosen, expanded and excluded`() async throws {
    let fixture = try IGDBFixture(catalog: Self.catalog)
    func text(_ query: String) async throws -> String {
      String(decoding: try await ask(fixture, "games", query).body, as: UTF8.self)
    }
    #expect(try await text("fields name,genres; where id = 3;") == #"[{"genres":[5],"id":3,"name":"The ALPHA"}]"#)
    #expect(try await text("fields genres.name; where id = 3;") == #"[{"genres":[{"id":5,"name":"Quiz"}],"id":3}]"#)
    #expect(
      try await text("fields *; exclude platforms,name; where id = 2;")
        == #"[{"game_type":1,"id":2,"parent_game":1,"total_rating":70}]"#)
    #expect(
      String(decoding: try await ask(fixture, "games/count", "where id > 1;").body, as: UTF8.self) == #"{"count":3}"#)
  }

  @Test func `limits are kept: requests in a second, queries in a request, keys`() async throws {
    let fixture = try IGDBFixture(["--rate", "2"], catalog: Self.catalog)
    let statuses = [
      try await ask(fixture, "games", "limit 1;").status, try await ask(fixture, "games", "limit 1;").status,
      try await ask(fixture, "games", "limit 1;").status,
    ]
    #expect(statuses == [200, 200, 429])
    #expect(try fixture.standIn.statistics["mostInASecond"].integer == 2)
    let eleven = (0..<11).map { "query games \"q\($0)\" { limit 1; };" }.joined()
    let unlimited = try IGDBFixture(catalog: Self.catalog)
    #expect(try await ask(unlimited, "multiquery", eleven).status == 400)
    let bare = try PlainHTTP.exchange(port: unlimited.standIn.port, "POST", "/v4/games", body: Array("limit 1;".utf8))
    #expect(bare.status == 401)
  }

  @Test func `pictures are of the type they say, and each name has its own`() throws {
    let standIn = try ProviderStandIn([])
    func picture(_ name: String) throws -> PlainHTTP.Answer {
      try PlainHTTP.exchange(port: standIn.port, "GET", "/igdb/image/upload/t_cover_big_2x/\(name)")
    }
    let (jpeg, again, other) = (try picture("co1.jpg"), try picture("co1.jpg"), try picture("co2.jpg"))
    let png = try picture("co1.png")
    #expect(jpeg.body.starts(with: [0xFF, 0xD8, 0xFF]) && jpeg.body.suffix(2) == [0xFF, 0xD9])
    #expect(jpeg.headers.first { $0.name == "content-type" }?.value == "image/jpeg")
    #expect(png.body.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png.headers.first { $0.name == "content-type" }?.value == "image/png")
    #expect(jpeg.body != other.body && jpeg.body == again.body)
    #expect(try picture("co1").status == 404)
  }

  /// With a token, past the client.
  private func ask(_ fixture: IGDBFixture, _ endpoint: String, _ query: String) async throws -> PlainHTTP.Answer {
    let form = "client_id=stand-in&client_secret=stand-in-secret&grant_type=client_credentials"
    let token = try PlainHTTP.exchange(port: fixture.standIn.port, "POST", "/oauth2/token?\(form)")
    return try PlainHTTP.exchange(
      port: fixture.standIn.port, "POST", "/v4/\(endpoint)",
      headers: [
        ("Client-ID", "stand-in"),
        ("Authorization", "Bearer \((JSONValue(token.body) ?? .null)["access_token"].string ?? "")"),
      ], body: Array(query.utf8))
  }
}
