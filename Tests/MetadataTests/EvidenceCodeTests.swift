internal import Metadata
internal import Testing

@Suite("Reasons by their codes") struct EvidenceCodeTests {
  @Test func `every code that is stored has its sentence`() {
    let all: [Evidence] =
      TitleKey.Rank.allCases.map { .similarTitle($0) } + [
        .knownID, .otherID, .sameTitle, .onePartOfTwo, .subtitleMissing, .subtitleAdded, .swappedHalves,
        .alternativeTitle,
        .regionalTitle, .foreignTitle, .calledOtherwise, .sameSystem, .unknownSystem, .relatedSystem, .otherSystem,
        .sameYear, .addOn, .edition, .betterEdition, .betterPunctuation, .betterSystem, .betterYear, .betterKind,
      ]
    for evidence in all { #expect(Evidence.sentence(ofCode: evidence.code) == evidence.sentence) }
    #expect(Set(all.map(\.code)).count == all.count)
    // Numbers are not in the code.
    for letters in 1...2 {
      #expect(Evidence.sentence(ofCode: Evidence.misspelt(letters: letters).code) == "letters of the title differ")
    }
    #expect(Evidence.sentence(ofCode: Evidence.otherYear(years: 3).code) == "the year differs")
    #expect(Evidence.sentence(ofCode: "") == nil)
    #expect(Evidence.sentence(ofCode: "title-unheard-of") == nil)
  }
}
