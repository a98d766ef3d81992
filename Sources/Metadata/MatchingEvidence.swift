internal import Model

/// A reason for or against a file's being a game.
package enum Evidence: Hashable, Sendable {
  case knownID
  /// The name says that it is another game of this provider.
  case otherID
  case sameTitle
  case similarTitle(TitleKey.Rank)
  case onePartOfTwo
  case subtitleMissing, subtitleAdded
  case swappedHalves
  case misspelt(letters: Int)
  case alternativeTitle
  case regionalTitle
  case foreignTitle
  /// In the file's region the game is called otherwise.
  case calledOtherwise
  case sameSystem, unknownSystem, relatedSystem, otherSystem
  case sameYear
  case otherYear(years: Int)
  case addOn, edition
  /// Others fit as well but for this.
  case betterEdition, betterPunctuation, betterSystem, betterYear, betterKind

  /// Short, for storing and for programs; never changes.
  package var code: String {
    switch self {
    case .knownID: "id"
    case .otherID: "other-id"
    case .sameTitle: "title"
    case .similarTitle(let rank): "title-\(rank)"
    case .onePartOfTwo: "title-part"
    case .subtitleMissing: "subtitle-missing"
    case .subtitleAdded: "subtitle-added"
    case .swappedHalves: "title-swapped"
    case .misspelt: "misspelt"
    case .alternativeTitle: "alternative"
    case .regionalTitle: "regional"
    case .foreignTitle: "foreign"
    case .calledOtherwise: "called-otherwise"
    case .sameSystem: "system"
    case .unknownSystem: "system-unknown"
    case .relatedSystem: "system-related"
    case .otherSystem: "system-other"
    case .sameYear: "year"
    case .otherYear: "year-other"
    case .addOn: "add-on"
    case .edition: "edition"
    case .betterEdition: "edition-worse"
    case .betterPunctuation: "punctuation-worse"
    case .betterSystem: "system-worse"
    case .betterYear: "year-worse"
    case .betterKind: "kind-worse"
    }
  }

  /// For people, without a full stop.
  package var sentence: String {
    switch self {
    case .knownID: "the file's name says that it is this game"
    case .otherID: "the file's name says that it is another game of this provider"
    case .sameTitle: "the title is the same"
    case .similarTitle(.loose): "the title is the same but for articles, number words or the form of a year"
    case .similarTitle(.unjoined): "the title is the same but for “and”"
    case .similarTitle(.romanised): "the title is the same Japanese in other Latin letters"
    case .similarTitle(.letters): "the title is the same where a letter is a Roman numeral"
    case .similarTitle(.uncounted): "the title is the same but for “Part” or “Vol.” in front of the number"
    case .similarTitle(.clipped): "the title is the same but for “-in'” and “-ing”"
    case .similarTitle(.unbranded): "the title is the same but for the brand in front of it"
    case .similarTitle(.plainGame): "the title is the same but for “The Video Game”"
    case .similarTitle(.first): "the title is the same but for the 1 of a first part"
    case .similarTitle(.unbracketed): "the title is the same but for what stands in parentheses"
    case .onePartOfTwo: "the file's name has two titles, and this is one of them"
    case .subtitleMissing: "the file's name lacks the subtitle"
    case .subtitleAdded: "the file's name has a subtitle that the game does not have"
    case .swappedHalves: "the title is the same with its halves the other way round"
    case .misspelt(let letters):
      letters == 1 ? "one letter of the title differs" : "\(letters) letters of the title differ"
    case .alternativeTitle: "it is another name of the game"
    case .regionalTitle: "the game is called so in the file's region"
    case .foreignTitle: "the game is called so in another region than the file's"
    case .calledOtherwise: "in the file's region the game has another title"
    case .sameSystem: "it came out on this platform"
    case .unknownSystem: "it is not known on which platforms it came out"
    case .relatedSystem: "it came out on a related platform"
    case .otherSystem: "it came out on other platforms only"
    case .sameYear: "the year agrees"
    case .otherYear(let years): years == 1 ? "the year differs by one" : "the year differs by \(years)"
    case .addOn: "it is an add-on and no game of its own"
    case .edition: "it is a collection, an expansion or a modification"
    case .betterEdition: "another game is the edition that the file's name speaks of"
    case .betterPunctuation: "another game's title is the same with its punctuation"
    case .betterSystem: "another game came out on just this platform"
    case .betterYear: "another game's year agrees better"
    case .betterKind: "another game of this title is no edition of one"
    }
  }
}

extension Evidence {
  /// One of each, with the numbers that a code leaves out as they are where nothing else is said.
  private static let samples: [Evidence] =
    TitleKey.Rank.allCases.map { .similarTitle($0) } + [
      .knownID, .otherID, .sameTitle, .onePartOfTwo, .subtitleMissing, .subtitleAdded, .swappedHalves,
      .alternativeTitle,
      .regionalTitle, .foreignTitle, .calledOtherwise, .sameSystem, .unknownSystem, .relatedSystem, .otherSystem,
      .sameYear, .addOn, .edition, .betterEdition, .betterPunctuation, .betterSystem, .betterYear, .betterKind,
    ]

  /// What a stored ``code`` says, for people, without a full stop; nil for none of the codes.
  package static func sentence(ofCode code: String) -> String? {
    switch code {
    case Evidence.misspelt(letters: 1).code: "letters of the title differ"
    case Evidence.otherYear(years: 1).code: "the year differs"
    default: samples.first { $0.code == code }?.sentence
    }
  }
}
