internal import HTTPClient
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Tokens for IGDB") struct IGDBTokenTests {
  private static let search = [IGDBSearch("Crimson Harbor")]

  @Test func `many calls at once need one token, and it is saved`() async throws {
    let fixture = try IGDBFixture(["--generate", "8", "--latency", "50"])
    await ask(fixture, times: 8)
    #expect(try fixture.standIn.statistics["tokens"].integer == 1)
    #expect(fixture.store.saves == 1 && fixture.store.token?.clientID == ProviderStandIn.clientID)
  }

  @Test func `when a token is no longer taken, all share a new one`() async throws {
    let fixture = try IGDBFixture(["--generate", "8", "--latency", "50"])
    await ask(fixture, times: 1)
    try fixture.standIn.revokeTokens()
    await ask(fixture, times: 8)
    #expect(try fixture.standIn.statistics["tokens"].integer == 2)
    #expect(fixture.store.saves == 2)
  }

  @Test func `a saved token is used, but not one of another id or one that is over`() async throws {
    let first = try IGDBFixture(["--generate", "8"])
    await ask(first, times: 1)
    let saved = try #require(first.store.token)
    #expect(saved.expires - saved.issued == 5_587_808 * 1_000_000_000)

    // Another client on the same server.
    let again = TwitchTokens(
      clientID: ProviderStandIn.clientID, secret: ProviderStandIn.clientSecret,
      url: first.standIn.base + "/oauth2/token", sender: IGDBPlainSender(), store: first.store)
    var places = IGDBClient.Places()
    places.api = first.standIn.base + "/v4"
    let client = IGDBClient(
      clientID: ProviderStandIn.clientID, tokens: again, sender: IGDBPlainSender(), places: places)
    #expect(await client.search(Self.search).allSatisfy { $0.isComplete })
    #expect(try first.standIn.statistics["tokens"].integer == 1)

    for wrong in [
      TwitchToken(text: "x", clientID: "other", issued: 0, expires: .max),
      TwitchToken(text: "x", clientID: ProviderStandIn.clientID, issued: 0, expires: 1),
      TwitchToken(text: "x", clientID: ProviderStandIn.clientID, issued: .min, expires: .max),
      TwitchToken(text: "x", clientID: ProviderStandIn.clientID, issued: .max - 1, expires: .max),
    ] {
      let fixture = try IGDBFixture(["--generate", "8"], store: IGDBTokenMemory(wrong))
      await ask(fixture, times: 1)
      #expect(try fixture.standIn.statistics["unauthorized"].integer == 0)
    }
  }

  @Test func `a token is renewed at nine tenths of its life, and used on where that fails`() async throws {
    let clock = Mutex<Int64>(1_000_000_000_000)
    let fixture = try IGDBFixture(["--generate", "8", "--token-life", "1000"], now: { clock.withLock { $0 } })
    await ask(fixture, times: 1)
    clock.withLock { $0 += 899_000_000_000 }
    await ask(fixture, times: 1)
    #expect(try fixture.standIn.statistics["tokens"].integer == 1)
    clock.withLock { $0 += 2_000_000_000 }
    try fixture.standIn.setFaults(#"{"mode":"status","status":500,"prefix":"/oauth2"}"#)
    await ask(fixture, times: 1)
    #expect(try fixture.standIn.statistics["tokens"].integer == 1)
    try fixture.standIn.setFaults()
    await ask(fixture, times: 1)
    #expect(try fixture.standIn.statistics["tokens"].integer == 2)
  }

  @Test func `a token that ends before it should is replaced, and the request is sent again`() async throws {
    let fixture = try IGDBFixture(["--generate", "8"])
    await ask(fixture, times: 1)
    try fixture.standIn.setFaults(#"{"mode":"expired-token","prefix":"/v4","count":1}"#)
    await ask(fixture, times: 1)
    #expect(try fixture.standIn.statistics["tokens"].integer == 2)
    #expect(fixture.sender.requests.count == 3)
  }

  @Test func `two refusals one after the other stop everything`() async throws {
    let fixture = try IGDBFixture(["--generate", "8"])
    try fixture.standIn.setFaults(#"{"mode":"expired-token","prefix":"/v4"}"#)
    let answers = await fixture.client.search((0..<35).map { IGDBSearch("Crimson \($0)") })
    #expect(answers.count == 35 && answers.allSatisfy { $0.failure?.code == .unauthorized })
    #expect(fixture.sender.requests.count == 2)
    #expect(await fixture.client.search(Self.search).map { $0.failure?.code } == [.unauthorized])
    #expect(fixture.sender.requests.count == 2)
    #expect(try fixture.standIn.requests("/oauth2/token") == 2)
  }

  @Test func `a wrong secret is tried once, again after a pause, and is in no error`() async throws {
    let clock = Mutex<Int64>(1_000_000_000_000)
    let fixture = try IGDBFixture(
      ["--generate", "8"], secret: "wrong&secret=é", now: { clock.withLock { $0 } })
    for _ in 0..<3 {
      let answers = await fixture.client.search(Self.search)
      let failure = try #require(answers.first?.failure)
      #expect(failure.code == .unauthorized)
      #expect(!String(reflecting: failure).contains("wrong&"))
    }
    #expect(try fixture.standIn.requests("/oauth2/token") == 1)
    #expect(fixture.sender.requests.isEmpty)
    clock.withLock { $0 += TwitchTokens.pause }
    _ = await fixture.client.search(Self.search)
    #expect(try fixture.standIn.requests("/oauth2/token") == 2)
  }

  @Test(arguments: ["html", "wrong-json", "die"])
  func `a token endpoint that is out of order is a failure of the moment`(mode: String) async throws {
    let fixture = try IGDBFixture(["--generate", "8"])
    try fixture.standIn.setFaults("{\"mode\":\"\(mode)\",\"prefix\":\"/oauth2\"}")
    let code = await fixture.client.search(Self.search).first?.failure?.code
    #expect(code == .malformed || code == .unavailable)
    try fixture.standIn.setFaults()
    await ask(fixture, times: 1)
  }

  /// Answers when it is told to.
  private actor SilentSender: RequestSender {
    private var waiting: [CheckedContinuation<Void, Never>] = []
    private(set) var count = 0

    func send(_ request: HTTPRequest, cost: Int) async throws(ProviderFailure) -> HTTPResponse {
      count += 1
      await withCheckedContinuation { waiting.append($0) }
      throw ProviderFailure(.unavailable, "no answer")
    }

    func answer() {
      for waiter in waiting { waiter.resume() }
      waiting = []
    }
  }

  @Test func `who is cancelled does not wait for a token that does not come`() async throws {
    let sender = SilentSender()
    let tokens = TwitchTokens(clientID: "id", secret: "s3cret", sender: sender, store: IGDBTokenMemory())
    @Sendable func code() async -> ProviderFailure.Code? {
      do throws(ProviderFailure) { _ = try await tokens.token() } catch { return error.code }
      return nil
    }
    let waiting = (0..<3).map { _ in Task { await code() } }
    while await sender.count == 0 { try await Task.sleep(for: .milliseconds(1)) }
    for task in waiting.dropFirst() { task.cancel() }
    for task in waiting.dropFirst() { #expect(await task.value == .cancelled) }
    // The request is for all, and the first one goes on waiting for it.
    await sender.answer()
    #expect(await waiting[0].value == .unavailable)
    #expect(await sender.count == 1)
  }

  @Test func `a token does not describe itself`() {
    let token = TwitchToken(text: "s3cret", clientID: "id", issued: 0, expires: 1)
    var dumped = ""
    dump(token, to: &dumped)
    for text in ["\(token)", String(reflecting: token), String(describing: Optional(token)), dumped] {
      #expect(!text.contains("s3cret"))
    }
  }

  private func ask(_ fixture: IGDBFixture, times: Int) async {
    let client = fixture.client
    await withTaskGroup(of: Bool.self) { group in
      for _ in 0..<times { group.addTask { await client.search(Self.search).allSatisfy { $0.isComplete } } }
      for await isComplete in group { #expect(isComplete) }
    }
  }
}
