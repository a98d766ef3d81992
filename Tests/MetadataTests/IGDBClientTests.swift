internal import Metadata
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Asking IGDB") struct IGDBClientTests {
  @Test func `a thousand titles of 22 platforms are three requests, and all are found`() async throws {
    let fixture = try IGDBFixture(["--generate", "3000"])
    let games = try fixture.standIn.games(offset: 500, limit: 1000)
    let answers = await fixture.client.games(named: games.map { IGDBTerm([$0.name], platforms: [$0.platforms[0]]) })
    #expect(answers.flatMap(\.terms).sorted() == Array(0..<1000))
    #expect(answers.allSatisfy { $0.isComplete })
    for answer in answers {
      let found = Set(answer.games.map(\.game.id))
      for term in answer.terms where !found.contains(String(games[term].id)) {
        Issue.record("\(games[term].name) is not found")
      }
    }
    #expect(fixture.sender.requests.count == 3)
    #expect(fixture.sender.costs == [1, 1, 1])
    #expect(try fixture.standIn.requests("/oauth2/token") == 1)
    #expect(try fixture.standIn.statistics["badQueries"].integer == 0)
    // What is known of a game comes with the same request.
    let record = try #require(answers.first?.games.first)
    #expect(record.facts.description != nil && record.facts.developer != nil && record.media.count == 3)
  }

  @Test func `other spellings, other names and names of regions are found, in upper and lower case`() async throws {
    let fixture = try IGDBFixture(catalog: [
      IGDBFixture.game(1, "Street Fighter II", [("alternative_names", .array([.string("SF2")]))]),
      IGDBFixture.game(2, "Biohazard", platforms: [7], [("game_localizations", .array([.string("バイオハザード")]))]),
      IGDBFixture.game(3, "Street Fighter II", platforms: [29]),
      IGDBFixture.game(4, "Lost Stages", platforms: [8], [("game_localizations", .array([.string("Super Wario 2")]))]),
    ])
    let answers = await fixture.client.games(named: [
      IGDBTerm(["street fighter 2", "STREET FIGHTER II"], platforms: [19, 58]), IGDBTerm(["sf2"]),
      IGDBTerm(["バイオハザード"], platforms: [7]), IGDBTerm(["Street"], platforms: [19]),
      IGDBTerm(["Super Wario 2"], platforms: [8], isLocal: true),
    ])
    func games(_ term: Int) -> [String] { answers.first { $0.terms.contains(term) }?.games.map(\.game.id) ?? [] }
    #expect(games(0) == ["1"] && games(1) == ["1"] && games(2) == ["2"] && games(3) == [])
    #expect(games(4).contains("4"))
    #expect(answers.allSatisfy { $0.isComplete })
    #expect(fixture.sender.requests.count == 1)
  }

  @Test func `more than 500 games of one name come page by page`() async throws {
    let fixture = try IGDBFixture(catalog: (1...1203).map { IGDBFixture.game($0, "Tetris", platforms: [33]) })
    let answers = await fixture.client.games(named: [IGDBTerm(["tetris"], platforms: [33])])
    #expect(answers.count == 1 && answers[0].isComplete)
    #expect(Set(answers[0].games.map(\.game.id)).count == 1203)
    #expect(fixture.sender.requests.count == 3)
  }

  @Test func `searches go out ten at a time, and games come before add-ons`() async throws {
    let fixture = try IGDBFixture(["--generate", "800"])
    let games = try fixture.standIn.games(limit: 25 * 8).filter { ($0.id - 1000) % 8 == 0 }
    let answers = await fixture.client.search(games.map { IGDBSearch($0.name, platforms: [$0.platforms[0]]) })
    #expect(answers.map(\.terms) == (0..<25).map { [$0] })
    for (answer, game) in zip(answers, games) {
      #expect(answer.isComplete)
      #expect(answer.games.contains { $0.game.id == String(game.id) })
      let kinds = answer.games.map(\.kind.isWholeGame)
      #expect(kinds == kinds.filter { $0 } + kinds.filter { !$0 })
    }
    #expect(fixture.sender.requests.count == 3)
    #expect(try fixture.standIn.statistics["subqueries"].integer == 25)
  }

  @Test func `games by number are 500 in a query, and those that are not there any more are told`() async throws {
    let fixture = try IGDBFixture(["--generate", "1200"])
    let details = await fixture.client.games(ids: Array(1000..<2300) + [1000, 1001])
    #expect(details.games.count == 1200)
    #expect(details.gone == Array(2200..<2300))
    #expect(details.unanswered.isEmpty && details.failure == nil)
    #expect(fixture.sender.requests.count == 1)
  }

  @Test func `answers belong to queries by name, whatever their order`() async throws {
    let fixture = try IGDBFixture(["--generate", "400"])
    try fixture.standIn.setFaults(#"{"mode":"shuffle","prefix":"/v4"}"#)
    let games = try fixture.standIn.games(limit: 80).filter { ($0.id - 1000) % 8 == 0 }
    let answers = await fixture.client.search(games.map { IGDBSearch($0.name) })
    for (answer, game) in zip(answers, games) { #expect(answer.games.first?.titles.first?.text == game.name) }
  }

  @Test func `a query without an answer is no negative, and one with an empty answer is`() async throws {
    let fixture = try IGDBFixture(["--generate", "80"])
    let searches = [IGDBSearch("Crimson Harbor"), IGDBSearch("Silver Harbor"), IGDBSearch("Zzyzx")]
    try fixture.standIn.setFaults(#"{"mode":"drop-first","prefix":"/v4"}"#)
    let dropped = await fixture.client.search(searches)
    #expect(dropped.map { $0.failure?.code } == [.malformed, nil, nil])
    #expect(dropped[2].games.isEmpty && dropped[2].isComplete)
    try fixture.standIn.setFaults(#"{"mode":"no-result","prefix":"/v4"}"#)
    let empty = await fixture.client.search(searches)
    #expect(empty.map { $0.failure?.code } == [nil, nil, nil])
    // What was left out is asked for by itself.
    #expect(!empty[0].games.isEmpty && !empty[1].games.isEmpty && empty[2].games.isEmpty)
  }

  @Test func `that empty lists are left out is found out once`() async throws {
    let fixture = try IGDBFixture(["--generate", "80"])
    try fixture.standIn.setFaults(#"{"mode":"no-empty","prefix":"/v4"}"#)
    let searches = ["Zzyzxa", "Zzyzxb", "Crimson Harbor", "Zzyzxc", "Zzyzxd"].map { IGDBSearch($0) }
    for round in 1...2 {
      let answers = await fixture.client.search(searches)
      #expect(answers.allSatisfy { $0.isComplete && $0.failure == nil })
      for answer in answers { #expect(answer.games.isEmpty == (answer.terms != [2]), "\(answer.terms)") }
      #expect(try fixture.standIn.requests("/v4/multiquery") == round)
      #expect(try fixture.standIn.requests("/v4/games") == 1)
    }
  }

  @Test func `a cancelled call asks nothing more`() async throws {
    let fixture = try IGDBFixture(["--generate", "80"])
    let client = fixture.client
    let task = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return await client.search([IGDBSearch("Crimson Harbor")])
    }
    #expect(await task.value.map { $0.failure?.code } == [.cancelled])
    #expect(fixture.sender.requests.isEmpty)
  }
}
