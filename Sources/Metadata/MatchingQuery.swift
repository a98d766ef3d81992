package import Model
package import Names

/// What is known of a file, for finding the game it is.
package struct GameQuery: Hashable, Sendable {
  /// As people say it; see ``GameName/naturalTitle``.
  package var title: String
  /// Its platform's key: `snes`.
  package var system: String
  /// In which it may have come out, by its name; empty where that does not tell. `199x` are ten.
  package var years: Set<Int> = []
  package var regions: [Region] = []
  /// BCP 47.
  package var languages: [String] = []
  /// What stands in brackets and makes another edition, should there be a game of that title: `Director's Cut`.
  package var editions: [String] = []
  /// What the name itself says it is: `(igdb-1234)`.
  package var knownIDs: [ProviderGame] = []

  /// The one year, where it is one.
  package var year: Int? { years.count == 1 ? years.first : nil }

  /// Whether it came out in Japan or near it, where games of a title may be others than elsewhere.
  package var isOfTheEast: Bool { !easternRegions.isEmpty }

  package init(title: String, system: String) {
    self.title = title
    self.system = system
  }

  package init(name: GameName, system: String) {
    self.init(title: Self.withoutTags(name.naturalTitle), system: system)
    regions = name.regions
    languages = name.languages
    // A hack's date is its own, but for TOSEC, which dates the game.
    if !name.flags.contains(.hack) || name.convention == .tosec { years = Self.years(of: name.date) }
    editions = Array(
      name.tags.filter { tag in
        TitleReader.words(of: tag).contains { TitleVocabulary.editions.contains($0.text) }
      }.prefix(3))
    knownIDs = name.ids.compactMap { id in Provider(rawValue: id.provider).map { ProviderGame($0, id.id) } }
  }

  /// Where a name has no word but in brackets, its title has the tags as well: `!!! (World)`, `[u] (World)`.
  private static func withoutTags(_ title: String) -> String {
    let parts = title.split(separator: " ")
    let rest = parts.prefix { !$0.hasPrefix("(") }
    guard rest.count < parts.count, !rest.isEmpty, title.last == ")" else { return title }
    let hasWord = rest.contains { part in
      !part.hasPrefix("[")
        && part.unicodeScalars.contains { $0.properties.isAlphabetic || $0.properties.numericType != nil }
    }
    return hasWord ? title : rest.joined(separator: " ")
  }

  /// `1992-08-21`, `1986`, `199x`; nothing for `19xx`.
  private static func years(of date: String?) -> Set<Int> {
    guard let digits = date.map({ Array($0.utf8.prefix(4)) }), digits.count == 4 else { return [] }
    var value = 0
    for digit in digits.prefix(3) {
      guard digit &- 0x30 < 10 else { return [] }
      value = value * 10 + Int(digit - 0x30)
    }
    if digits[3] &- 0x30 < 10 { return [value * 10 + Int(digits[3] - 0x30)] }
    return digits[3] == UInt8(ascii: "x") ? Set((value * 10)..<(value * 10 + 10)) : []
  }
}
