internal import Model
internal import Scan
internal import Testing

extension GroupingCase {
  static let all =
    files + descriptors + discs + playlists + places + folders + trees + arcade + updates + further + habits
}

@Suite struct GroupingTests {
  @Test(arguments: GroupingCase.all)
  func filesBecomeGames(_ example: GroupingCase) {
    let found = example.found
    #expect(found.games == example.games)
    for other in example.others { #expect(found.others.contains(other), "\(found.others.sorted())") }
  }

  /// Rules about what is never handed to the grouping have their tests with those who leave it out.
  static let elsewhere: Set<GroupingRule> = [.junk, .excluded, .outside, .noSystem, .unseen]

  @Test func everyRuleHasACase() {
    let used = GroupingCase.all.reduce(into: Set<GroupingRule>()) { $0.formUnion($1.found.rules) }
    let missing = Set(GroupingRule.allCases).subtracting(used).subtracting(GroupingTests.elsewhere)
    #expect(missing.isEmpty, "\(missing.map(\.rawValue).sorted())")
  }

  @Test func noFileIsPartOfTwoGames() {
    for example in GroupingCase.all {
      let members = example.found.members
      #expect(Set(members).count == members.count, "\(example.title)")
    }
  }

  @Test func manyDescriptorsTakeTimeInProportion() {
    var files: [String] = []
    for number in 0..<3000 {
      files += ["g\(number).bin", "g\(number).cue<g\(number).bin", "g\(number).m3u<g\(number).cue"]
    }
    #expect(GroupingCase("", "psx", files, []).found.games.count == 3000)
  }
}
