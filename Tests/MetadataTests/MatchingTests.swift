internal import Metadata
internal import Model
internal import Names
internal import TestSupport
internal import Testing

@Suite("Which game a file is") struct MatchingTests {
  static let shelves =
    MatchingRows.shelves + MatchingFurtherRows.shelves + MatchingHarderRows.shelves
    + MatchingHarderRows.moreShelves + MatchingStricterRows.shelves + catalogShelves

  private static let catalogShelves =
    MatchingCatalogRows.numberedShelves + MatchingCatalogRows.regionalShelves + MatchingCatalogRows.namesakeShelves
    + MatchingCatalogRows.sportsShelves + MatchingCatalogRows.editionShelves + MatchingCatalogRows.otherShelves
    + MatchingCatalogRows.consoleShelves

  @Test func `no file is taken for a wrong game, and hardly any is left over`() {
    var wrong: [String] = []
    var missed: [String] = []
    var expected = 0
    var count = 0
    for shelf in Self.shelves {
      for file in shelf.files {
        count += 1
        let query = GameQuery(name: GameName(file.name.utf8), system: file.system)
        let match = Matcher.match(query, among: shelf.prepared)
        let found = match.verdict == .accepted ? match.best?.game.id : nil
        if file.expected != nil { expected += 1 }
        if found == file.expected { continue }
        let text = "\(shelf.name): \(file.name) is \(file.expected ?? "none"), taken for \(Self.text(of: match))"
        if found == nil { missed.append(text) } else { wrong.append(text) }
      }
    }
    for text in wrong { Issue.record("wrong: \(text)") }
    for text in missed { print("missed: \(text)") }
    #expect(count >= 1800)
    #expect(missed.count * 20 <= expected, "\(missed.count) of \(expected) are missed")
    print("\(count) files, \(expected) of them games: \(wrong.count) wrong, \(missed.count) missed")
  }

  @Test func `a file is taken for no other game where its own is not among the records`() {
    var wrong: [String] = []
    for shelf in Self.shelves {
      for file in shelf.files where file.expected != nil {
        let query = GameQuery(name: GameName(file.name.utf8), system: file.system)
        let others = shelf.prepared.filter { $0.game.id != file.expected }
        // Another game of the same title on the same platform is right as far as anybody can know.
        let ranked = Matcher.match(query, among: others).ranked
        let hasEqual = ranked.contains { candidate in
          candidate.reasons.contains(.sameTitle) && candidate.reasons.contains(.sameSystem)
            && !candidate.reasons.contains(.foreignTitle)
        }
        if hasEqual { continue }
        for records in [others] + ranked.map({ one in others.filter { $0.game == one.game } }) {
          let match = Matcher.match(query, among: records)
          if match.verdict == .accepted {
            wrong.append(
              "\(file.name) is taken for \(match.best.map { records.records[$0.index].titles[0].text } ?? ""), \(Self.text(of: match))"
            )
          }
        }
      }
    }
    for text in Set(wrong).sorted() { Issue.record("alone: \(text)") }
  }

  @Test func `the order of the records changes nothing`() {
    for (number, shelf) in Self.shelves.enumerated() {
      var order = shelf.records
      var random = SplitMix64(seed: UInt64(number + 1))
      order.shuffle(using: &random)
      let shuffled = PreparedRecords(order)
      // Every third file: the machine has other things to do.
      for file in shelf.files.enumerated().filter({ $0.offset % 3 == 0 }).map(\.element) {
        let query = GameQuery(name: GameName(file.name.utf8), system: file.system)
        let first = Matcher.match(query, among: shelf.prepared)
        let second = Matcher.match(query, among: shuffled)
        #expect(first.ranked.map(\.game) == second.ranked.map(\.game), "\(file.name)")
        #expect(first.ranked.map(\.score) == second.ranked.map(\.score), "\(file.name)")
        #expect(first.ranked.map(\.reasons) == second.ranked.map(\.reasons), "\(file.name)")
        #expect(first.verdict == second.verdict && first.runnerUp?.game == second.runnerUp?.game, "\(file.name)")
      }
    }
  }

  @Test func `any bytes are read, as a name and as a title`() {
    let odd = [
      "", " ", "🎮", "👨‍👩‍👧‍👦 (USA)", "\u{0}", "(((", "~ ~", " - ", ", The", "I", "V X I", "'n'", "+",
      String(repeating: "A, The - ", count: 200),
    ]
    let records = odd.enumerated().map { GameRecord(ProviderGame(.igdb, "\($0.offset)"), titles: [.init($0.element)]) }
    for number in 0..<200 {
      let bytes = SplitMix64.bytes(number, seed: UInt64(number))
      let query = GameQuery(name: GameName(bytes), system: "snes")
      _ = Matcher.match(query, among: records)
      let title = String(decoding: bytes, as: UTF8.self)
      _ = SearchTerms.variants(of: title) + [SearchTerms.search(of: title)]
    }
    for title in odd {
      let match = Matcher.match(GameQuery(title: title, system: ""), among: records)
      #expect(match.ranked.allSatisfy { (0...1).contains($0.score) })
    }
    #expect(Matcher.match(GameQuery(title: "Tetris", system: "gb"), among: []).verdict == .none)
    let untitled = GameRecord(ProviderGame(.igdb, "1"), titles: [])
    #expect(Matcher.match(GameQuery(title: "Tetris", system: "gb"), among: [untitled]).ranked.isEmpty)
  }

  @Test func `an id in the name wins over every title, and rules out others of its provider`() {
    var right = GameRecord(ProviderGame(.launchbox, "5"), titles: [.init("Something Else")])
    right.others = [ProviderGame(.igdb, "9")]
    var wrong = GameRecord(ProviderGame(.igdb, "1"), titles: [.init("Tetris")])
    wrong.systems = ["gb"]
    let query = GameQuery(name: GameName("Tetris (igdb-9).gb".utf8), system: "gb")
    #expect(query.knownIDs == [ProviderGame(.igdb, "9")])
    let match = Matcher.match(query, among: [wrong, right])
    #expect(match.verdict == .accepted && match.best?.game == right.game && match.best?.reasons.first == .knownID)
    #expect(Matcher.match(query, among: [wrong]).verdict == .none)
  }

  @Test func `the same game twice, or at two providers, is no rival of itself`() {
    var first = GameRecord(ProviderGame(.igdb, "1"), titles: [.init("Tetris")])
    first.systems = ["gb"]
    var second = first
    second.game = ProviderGame(.launchbox, "7")
    let query = GameQuery(title: "Tetris", system: "gb")
    #expect(Matcher.match(query, among: [first, second, first]).verdict == .accepted)
    second.game = ProviderGame(.igdb, "2")
    let match = Matcher.match(query, among: [first, second])
    #expect(match.verdict == .candidate && match.margin == 0 && match.runnerUp != nil)
  }

  @Test(arguments: [
    ("Game (1990)(Sega).md", [1990]), ("Game (199x)(Sega).md", Array(1990...1999)), ("Game (19xx)(-).md", []),
    ("Game (USA) (Proto) (1995-04-28).md", [1995]), ("Game (2010-03-05) (SMW1 Hack).smc", []), ("Game (USA).md", []),
  ]) func `the years of a name`(name: String, years: [Int]) {
    #expect(GameQuery(name: GameName(name.utf8), system: "x").years == Set(years))
  }

  private static func text(of match: Match) -> String {
    let shown = match.ranked.prefix(3).map { candidate in
      "\(candidate.game.id) \(candidate.score) [\(candidate.reasons.map(\.code).joined(separator: " "))]"
    }
    return "\(match.verdict), margin \(match.margin): " + shown.joined(separator: ", ")
  }
}
