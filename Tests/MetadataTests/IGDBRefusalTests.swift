internal import Metadata
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("What IGDB refuses") struct IGDBRefusalTests {
  @Test(arguments: [
    #"Rise "of" Robots"#, #"C:\DOS\RUN"#, #"\"#, #"""#, #"\""#, "Tab\tand\u{0}NUL", "a*b", "{};", "No. 1; limit 1",
    "a'b",
    "É & 日本", "x|y=(1)",
  ])
  func `any title can be asked for`(title: String) async throws {
    let clean = title.replacing("\t", with: " ").replacing("\u{0}", with: " ")
    let fixture = try IGDBFixture(catalog: [IGDBFixture.game(7, clean), IGDBFixture.game(8, "Other")])
    let named = await fixture.client.games(named: [IGDBTerm([title], platforms: [19]), IGDBTerm(["other"])])
    #expect(named.allSatisfy { $0.isComplete })
    #expect(named.first { $0.terms == [0] }?.games.map(\.game.id) == ["7"])
    let searched = await fixture.client.search([IGDBSearch(title), IGDBSearch("other")])
    #expect(searched.allSatisfy { $0.isComplete })
    #expect(try fixture.standIn.statistics["badQueries"].integer == 0)
  }

  @Test func `a title that makes a query malformed is found, and all others are answered`() async throws {
    let fixture = try IGDBFixture(["--generate", "1000", "--poison", "Poisoned Name"])
    let games = try fixture.standIn.games(limit: 600)
    var terms = games.map { IGDBTerm([$0.name], platforms: [$0.platforms[0]]) }
    terms[321].spellings = ["Poisoned Name"]
    let answers = await fixture.client.games(named: terms)
    #expect(answers.flatMap(\.terms).sorted() == Array(0..<600))
    #expect(answers.filter { $0.failure != nil }.map(\.terms) == [[321]])
    #expect(answers.first { $0.failure != nil }?.failure?.code == .refused)
    for answer in answers where answer.failure == nil {
      let found = Set(answer.games.map(\.game.id))
      #expect(answer.terms.allSatisfy { found.contains(String(games[$0].id)) })
    }
    // Two for each halving, of ten queries and of about thirty titles.
    #expect(fixture.sender.requests.count < 25)
  }

  @Test func `where everything is refused, asking ends soon`() async throws {
    let fixture = try IGDBFixture(["--poison", "fields"])
    let answers = await fixture.client.games(named: (0..<3000).map { IGDBTerm(["Title \($0)"]) })
    #expect(answers.flatMap(\.terms).sorted() == Array(0..<3000))
    #expect(answers.allSatisfy { $0.failure?.code == .refused })
    #expect(fixture.sender.requests.count == 24)
  }

  @Test func `a query that is too long is asked in parts, and the next ones are shorter from the start`() async throws {
    let fixture = try IGDBFixture(["--generate", "3000", "--most-body", "9000"])
    let games = try fixture.standIn.games(limit: 1000)
    let answers = await fixture.client.games(named: games.map { IGDBTerm([$0.name]) })
    #expect(answers.allSatisfy { $0.isComplete })
    #expect(answers.flatMap(\.terms).sorted() == Array(0..<1000))
    let refused = try fixture.standIn.statistics["tooLarge"].integer ?? 0
    // Ten, five, two; one fits.
    #expect(refused == 3)
    _ = await fixture.client.games(named: games.map { IGDBTerm([$0.name]) })
    #expect(try fixture.standIn.statistics["tooLarge"].integer == refused)
  }

  @Test func `where each query counts, a batch is halved until it is admitted, and that is remembered`() async throws {
    let fixture = try IGDBFixture(
      ["--generate", "100", "--rate", "4", "--multiquery-cost", "each"], sender: IGDBPlainSender(waits: true))
    let answers = await fixture.client.search((0..<8).map { IGDBSearch("Crimson \($0)") })
    #expect(answers.allSatisfy { $0.isComplete })
    #expect(fixture.sender.requests.count == 3)
    #expect(try fixture.standIn.statistics["mostInASecond"].integer == 4)
    let more = await fixture.client.search((0..<8).map { IGDBSearch("Silver \($0)") })
    #expect(more.allSatisfy { $0.isComplete })
    #expect(fixture.sender.requests.count == 3 + 2)
  }

  @Test func `where not even a single query is admitted, nothing more is asked`() async throws {
    let fixture = try IGDBFixture(["--generate", "8", "--rate", "0"])
    let answers = await fixture.client.search((0..<40).map { IGDBSearch("Crimson \($0)") })
    #expect(answers.count == 40 && answers.allSatisfy { $0.failure?.code == .throttled })
    // Ten, five, two, one.
    #expect(fixture.sender.requests.count == 4)
  }

  @Test func `a client that is told so counts each query and asks four at a time`() async throws {
    let fixture = try IGDBFixture(["--generate", "100", "--multiquery-cost", "each"], cost: .each)
    let answers = await fixture.client.search((0..<9).map { IGDBSearch("Crimson \($0)") })
    #expect(answers.allSatisfy { $0.isComplete })
    #expect(fixture.sender.costs == [4, 4, 1])
  }

  @Test func `where a multiquery takes no search, names are compared instead`() async throws {
    let fixture = try IGDBFixture(["--generate", "400", "--no-search-in-multiquery"])
    let games = try fixture.standIn.games(limit: 320).filter { ($0.id - 1000) % 8 == 0 }
    let answers = await fixture.client.search(games.map { IGDBSearch($0.name) })
    for (answer, game) in zip(answers, games) {
      #expect(answer.isComplete)
      #expect(answer.games.contains { $0.game.id == String(game.id) })
    }
    // Learned with the first batch of ten, then three batches.
    #expect(fixture.sender.requests.count <= 14)
    let before = fixture.sender.requests.count
    _ = await fixture.client.search(games.prefix(10).map { IGDBSearch($0.name) })
    #expect(fixture.sender.requests.count == before + 1)
  }

  @Test func `a term of which nothing can be asked is refused alone`() async throws {
    let fixture = try IGDBFixture(["--generate", "8"])
    let answers = await fixture.client.games(named: [
      IGDBTerm([]), IGDBTerm(["", " \u{1}"]), IGDBTerm([String(repeating: "x", count: 5000)]),
      IGDBTerm(["Crimson Harbor"]),
    ])
    #expect(answers.filter { $0.failure?.code == .refused }.flatMap(\.terms).sorted() == [0, 1, 2])
    #expect(answers.first { $0.terms == [3] }?.games.count == 1)
    #expect(await fixture.client.games(named: []).isEmpty)
    #expect(fixture.sender.requests.count == 1)
  }
}
