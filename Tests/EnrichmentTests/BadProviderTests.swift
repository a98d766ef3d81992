internal import Enrichment
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

/// Providers that are dead, stall, lie or say something else: nobody else's games wait for them, and every game ends in
/// a state that is stored.
@Suite("Bad providers", .serialized, .timeLimit(.minutes(Soak.patience)))
struct BadProviderTests {
  /// Every way the stand-in can be wrong in.
  static let faults = [
    #""mode":"stall""#, #""mode":"die""#, #""mode":"truncate""#, #""mode":"wrong-json""#, #""mode":"wrong-types""#,
    #""mode":"bad-rows""#, #""mode":"not-a-list""#, #""mode":"html""#, #""mode":"throttle","retryAfter":1"#,
    #""mode":"throttle","retryAfter":86400"#, #""mode":"status","status":500"#, #""mode":"status","status":400"#,
    #""mode":"status","status":403"#, #""mode":"status","status":404"#, #""mode":"drip""#,
    #""mode":"expired-token""#, #""mode":"long-length""#, #""mode":"short-length""#,
    #""mode":"long-answer","bytes":70000000,"count":4"#, #""mode":"shuffle""#, #""mode":"drop-first""#,
    #""mode":"no-result""#, #""mode":"no-empty""#,
  ]

  /// A library of which both providers know all games, and its size.
  private func library() throws -> (AskedLibrary, count: Int) {
    let library = try AskedLibrary(["--generate", "480"])
    let games = try AskedLibrary.distinct(library.standIn, 60)
    try library.see(games)
    try library.hash(games)
    return (library, games.count)
  }

  /// Runs both.
  ///
  /// - Returns: whether one of them was done with all before the other was.
  private func run(
    _ library: AskedLibrary, until provider: Provider, is count: Int, before other: Provider, _ policy: RetryPolicy
  ) async throws -> Bool {
    let run = Task { await library.run(library.igdb(policy: policy), library.hasheous(policy: policy)) }
    let start = monotonicNanoseconds()
    while library.enricher.progress.parts[provider]?.done ?? 0 < count {
      if monotonicNanoseconds() - start > 60_000_000_000 {
        Issue.record("\(provider) is not done: \(library.enricher.progress)")
        break
      }
      try await Task.sleep(for: .milliseconds(2))
    }
    let isFirst = library.enricher.progress.parts[other]?.done ?? 0 < count
    _ = await run.value
    return isFirst
  }

  /// So long that nobody is done who waits for one that stalls.
  private static func policy(_ fault: String) -> RetryPolicy {
    var policy = AskedLibrary.impatient
    if fault.contains("stall") { policy.deadline = 6_000_000_000 }
    return policy
  }

  /// How all games stand with a provider; all of them do.
  private func expectStored(_ library: AskedLibrary, _ provider: Provider, _ count: Int) throws -> [ProviderMatch] {
    let matches = try library.matches(provider)
    #expect(matches.count == count)
    for match in matches where match.state == .failed || match.state == .partial {
      let isTold = match.code != nil && match.message?.isEmpty == false || match.state == .partial
      #expect(isTold && (match.retryAt ?? 0) > match.updated, "\(match)")
    }
    for match in matches where match.state == .noMatch { #expect(match.retryAt != nil, "\(match)") }
    return matches
  }

  @Test(arguments: faults)
  func `Hasheous' trouble is not IGDB's`(fault: String) async throws {
    let (library, count) = try library()
    try library.standIn.setFaults("{\(fault),\"prefix\":\"/api\"}")
    let isFirst = try await run(library, until: .igdb, is: count, before: .hasheous, Self.policy(fault))
    if fault.contains("stall") { #expect(isFirst) }
    #expect(try expectStored(library, .igdb, count).allSatisfy { $0.id != nil && $0.state != .failed })
    _ = try expectStored(library, .hasheous, count)
  }

  @Test(arguments: faults)
  func `IGDB's trouble is not Hasheous', and no game is a miss that is none`(fault: String) async throws {
    let (library, count) = try library()
    try library.standIn.setFaults("{\(fault),\"prefix\":\"/v4\"}")
    let isFirst = try await run(library, until: .hasheous, is: count, before: .igdb, Self.policy(fault))
    if fault.contains("stall") { #expect(isFirst) }
    #expect(try expectStored(library, .hasheous, count).allSatisfy { $0.state == .done })
    let matches = try expectStored(library, .igdb, count)
    #expect(matches.filter { $0.state == .noMatch }.isEmpty)
    // The provider is well again: all are found.
    try library.standIn.setFaults()
    await library.run(
      library.igdb(policy: AskedLibrary.impatient), library.hasheous(policy: AskedLibrary.impatient),
      selection: .missing)
    #expect(try library.matches().allSatisfy { $0.state == .done })
  }

  @Test(arguments: [#""mode":"status","status":500"#, #""mode":"html""#, #""mode":"stall""#, #""mode":"wrong-json""#])
  func `no token is no answer for any game`(fault: String) async throws {
    let (library, count) = try library()
    try library.standIn.setFaults("{\(fault),\"prefix\":\"/oauth2\"}")
    await library.run(library.igdb(policy: AskedLibrary.impatient))
    #expect(try expectStored(library, .igdb, count).allSatisfy { $0.state == .failed })
  }
}
