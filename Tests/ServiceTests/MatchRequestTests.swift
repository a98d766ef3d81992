internal import Model
internal import Platform
internal import Service
internal import Testing

@Suite("What vitrine match is asked for") struct MatchRequestTests {
  private func request(_ words: String...) throws -> MatchRequest {
    try MatchRequest(try Invocation(["match"] + words))
  }

  @Test func `each action takes what it needs`() throws {
    let list = try request("list", "--candidates", "a", "b", "--json")
    #expect(list.action == .list && list.filter == .candidates && list.paths == ["a", "b"] && list.writesJSON)
    #expect(try request("list").filter == .open)
    let choice = try request("choose", "a b.nes", "IGDB", "1074")
    #expect(choice.paths == ["a b.nes"] && choice.provider == .igdb && choice.id == "1074")
    let none = try request("none", "a", "hasheous")
    #expect(none.provider == .hasheous && none.id == nil)
    #expect(try request("undo", "a").provider == nil)
    #expect(try request("undo", "a", "libretro").provider == .libretro)
    #expect(try request("mark", "a", "b").paths == ["a", "b"])
    #expect(try request("unmark", "a").action == .unmark)
  }

  @Test(arguments: [
    ([], "needs one of list, choose"), (["chose", "a", "igdb", "1"], "did you mean `choose`?"),
    (["set", "a", "igdb", "1"], "did you mean `choose`?"), (["choose", "a", "igdb"], "choose PATH PROVIDER ID"),
    (["choose", "a", "igdb", "1", "2"], "`2` is too much"), (["none", "a"], "none PATH PROVIDER"),
    (["choose", "a", "igbd", "1"], "did you mean `igdb`?"),
    (["choose", "a", "mobygames", "1"], "the providers are launchbox, libretro, hasheous, igdb"),
    (["choose", "a", "own", "1"], "there is no provider `own`"),
    (["choose", "a", "igdb", "chrono-trigger"], "`chrono-trigger` is no id of igdb: it is a number"),
    (["choose", "a", "launchbox", "-5"], "no option"), (["choose", "a", "launchbox", "0"], "is no id of launchbox"),
    (["choose", "a", "igdb", "99999999999999999999"], "is no id"), (["choose", "a", "igdb", "١٢"], "is no id"),
    (["choose", "a", "hasheous", "12"], "by the checksums of their files"), (["mark"], "needs more"),
    (["list", "--all", "--failed"], "--failed and --all cannot be had together"),
    (["undo", "a", "--manual"], "--manual is for `vitrine match list`"), (["undo", ""], "is empty"),
  ])
  func `what is wrong is named`(words: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try MatchRequest(try Invocation(["match"] + words)) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test func `an order arrives as it was sent`() throws {
    var order = MatchOrder(.choose)
    order.places = [.view([0x41, 0xFF, 0x20]), .library(Array("/a=b".utf8))]
    order.filter = .manual
    order.provider = .launchbox
    order.id = "12"
    order.after = Array("3:6162".utf8)
    #expect(try MatchOrder(arguments: order.arguments) == order)
    for wrong in ["action=x", "filter=x", "provider=x", "id=5", "nothing=1"] {
      #expect(throws: Complaint.self) { _ = try MatchOrder(arguments: [Array(wrong.utf8)]) }
    }
    #expect(throws: Complaint.self) {
      _ = try MatchOrder(arguments: ["provider=igdb", "id=1;drop"].map { Array($0.utf8) })
    }
  }
}

@Suite("Matches in words") struct MatchTextTests {
  private let text = MatchText(now: 1000)

  private func match(_ state: ProviderMatch.State, _ body: (inout ProviderMatch) -> Void = { _ in }) -> ProviderMatch {
    var match = ProviderMatch(.igdb, state, updated: 900_000_000_000)
    body(&match)
    return match
  }

  private static let near = [
    ProviderMatch.Candidate(id: "7", name: "Gem\u{1B}", score: 0.7561),
    ProviderMatch.Candidate(id: "8", name: "Gem II", score: 0.7), .init(id: "9", name: "Gem III", score: 0.5),
  ]

  @Test func `how a game stands is one line`() {
    func line(_ match: ProviderMatch?, name: String? = nil) -> String {
      let standing = ProviderStanding(.igdb, match, name: name)
      return text.line(MatchReport(path: "/r/a\u{1B}.nes", game: "a", system: "nes", standing))
    }
    #expect(line(nil) == "/r/a?.nes: igdb: not asked yet")
    #expect(line(match(.noMatch)) == "/r/a?.nes: igdb: no match")
    #expect(line(match(.noMatch) { $0.evidence = "not-asked" }).contains("it does not have such games"))
    #expect(
      line(match(.noMatch) { $0.candidates = Self.near })
        == "/r/a?.nes: igdb: no match; nearest 7 “Gem?” 0.76; next 8 “Gem II” 0.70, margin 0.06")
    let done = match(.done) {
      $0.id = "7"
      $0.method = .title
      $0.score = 1
      $0.candidates = Self.near
    }
    #expect(
      line(done, name: "Gem")
        == "/r/a?.nes: igdb: 7 “Gem” by title, score 1.00; next 8 “Gem II” 0.70, margin 0.06")
    let chosen = match(.partial) {
      $0.id = "9"
      $0.method = .manual
      $0.code = "chosen"
      $0.fields = ["all"]
      $0.candidates = Self.near
    }
    #expect(line(chosen) == "/r/a?.nes: igdb: 9, as you said; its details are to be fetched")
    #expect(line(match(.noMatch) { $0.method = .manual }) == "/r/a?.nes: igdb: none, as you said")
    let failed = match(.failed) {
      $0.message = "IGDB cannot be reached"
      $0.retryAt = 1_060_000_000_000
    }
    #expect(line(failed) == "/r/a?.nes: igdb: failed: IGDB cannot be reached; asked again in 1 min 0 s")
  }

  @Test func `what is told goes through JSON and back`() throws {
    let done = match(.done) {
      $0.id = "7"
      $0.method = .title
      $0.score = 0.875
      $0.evidence = "title system misspelt year-other what-is-this"
      $0.term = "gem"
      $0.candidates = [Self.near[1], .init(id: "3", name: "Q\"", score: 0.5)]
    }
    let report = MatchReport(path: "/r/a", game: "a", system: "nes", ProviderStanding(.igdb, done, name: "Gem"))
    let json = try #require(JSONValue(Array(report.json.utf8)))
    #expect(MatchReport(json) == report)
    #expect(json["runnerUp"]["id"].string == "3")
    #expect(
      json["evidence"].array.map { $0["sentence"].string }
        == [
          "the title is the same", "it came out on this platform", "letters of the title differ", "the year differs",
          "what-is-this",
        ])
    #expect(json["retryAt"] == .null && json["updated"].integer == 900)
    let lines = text.details(report.standing)
    #expect(lines.contains { $0.contains("because the title is the same; it came out on this platform") }, "\(lines)")
    #expect(
      lines.contains { $0.contains("looked for as gem") } && lines.contains { $0.contains("as of 1 min 40 s ago") })
  }
}
