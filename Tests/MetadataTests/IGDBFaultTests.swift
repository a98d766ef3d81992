internal import Metadata
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("IGDB out of order") struct IGDBFaultTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var fault: String
    var code: ProviderFailure.Code
    var testDescription: String { fault }
  }

  @Test(arguments: [
    Case(fault: #""mode":"stall""#, code: .unavailable), Case(fault: #""mode":"die""#, code: .unavailable),
    Case(fault: #""mode":"truncate""#, code: .unavailable), Case(fault: #""mode":"wrong-json""#, code: .malformed),
    Case(fault: #""mode":"html""#, code: .malformed), Case(fault: #""mode":"not-a-list""#, code: .malformed),
    Case(fault: #""mode":"status","status":500"#, code: .unavailable),
    Case(fault: #""mode":"status","status":503"#, code: .unavailable),
    Case(fault: #""mode":"status","status":404"#, code: .refused),
    Case(fault: #""mode":"throttle","retryAfter":7"#, code: .throttled),
    Case(fault: #""mode":"drip","milliseconds":100"#, code: .unavailable),
    Case(fault: #""mode":"long-length""#, code: .unavailable), Case(fault: #""mode":"short-length""#, code: .malformed),
    Case(fault: #""mode":"long-answer","bytes":3000000"#, code: .malformed),
  ])
  func `a fault is a failure and never a negative, and the next call is right`(_ item: Case) async throws {
    let fixture = try IGDBFixture(
      ["--generate", "80"], sender: IGDBPlainSender(timeout: 3_000_000_000, answerLimit: 2_000_000))
    let searches = [IGDBSearch("Crimson Harbor"), IGDBSearch("Silver Harbor")]
    try fixture.standIn.setFaults("{\(item.fault),\"prefix\":\"/v4\"}")
    let answers = await fixture.client.search(searches)
    #expect(answers.map { $0.failure?.code } == [item.code, item.code])
    #expect(!answers.contains { $0.isComplete })
    try fixture.standIn.setFaults()
    #expect(await fixture.client.search(searches).allSatisfy { $0.isComplete && !$0.games.isEmpty })
  }

  @Test func `bad games are left out and counted, and the others survive`() async throws {
    let fixture = try IGDBFixture(["--generate", "80"])
    let terms = try fixture.standIn.games(limit: 20).map { IGDBTerm([$0.name]) }
    try fixture.standIn.setFaults(#"{"mode":"bad-rows","prefix":"/v4"}"#)
    let answers = await fixture.client.games(named: terms)
    #expect(answers.count == 1 && answers[0].games.count == 20 && answers[0].failure == nil)
    // Five in front, one behind each game, and one with a negative number; the one that comes twice is none.
    #expect(answers[0].leftOut == 5 + 20 + 1)
    #expect(!answers[0].isComplete)
    let details = await fixture.client.games(ids: [1000, 1001, 5])
    #expect(details.games.count == 2 && details.gone.isEmpty && details.unanswered == [5])
  }

  @Test func `games with other types are left out`() async throws {
    let fixture = try IGDBFixture(["--generate", "80"])
    try fixture.standIn.setFaults(#"{"mode":"wrong-types","prefix":"/v4"}"#)
    let answers = await fixture.client.games(named: [IGDBTerm(["Crimson Harbor"])])
    #expect(answers.map(\.leftOut) == [1] && answers[0].games.isEmpty && !answers[0].isComplete)
  }

  @Test func `one failed request of several takes nothing from the others`() async throws {
    let fixture = try IGDBFixture(["--generate", "800"])
    let games = try fixture.standIn.games(limit: 30 * 8).filter { ($0.id - 1000) % 8 == 0 }
    try fixture.standIn.setFaults(#"{"mode":"status","status":500,"prefix":"/v4","skip":1,"count":1}"#)
    let answers = await fixture.client.search(games.map { IGDBSearch($0.name) })
    #expect(answers.filter { $0.failure != nil }.flatMap(\.terms) == Array(10..<20))
    #expect(answers.filter { $0.failure == nil }.allSatisfy { !$0.games.isEmpty })
  }
}
