/// Codes for regions and languages.
extension TagReader {
  /// Codes that stand for other things more often than for a country: Nintendo Power, infrared.
  private static let onlyTOSEC = Set("np ir mn om jo qa yu cs ba al lu ph pe".split(separator: " ").map { Phrase($0) })
  /// Languages that people write in capitals; `(BS)` is Satellaview.
  private static let inCapitals = Set("en ja ko zh el da sv cs he".split(separator: " ").map { Phrase($0) })
  /// Regions although the code is a language's: the language comes with others if at all, or from TOSEC.
  private static let regionsInSmallLetters = Set("uk ca be".split(separator: " ").map { Phrase($0) })

  /// A code of two letters that stands alone.
  ///
  /// | | No-Intro, people | TOSEC |
  /// |---|---|---|
  /// | `DE`, `NL`, `NO` | a region | a region |
  /// | `De`, `Nl`, `No` | a language | a language |
  /// | `de`, `nl`, `no` | a language | a language |
  /// | `EU`, `Eu`, `eu`, `UK`, `Uk`, `uk` | a region: Basque and Ukrainian come with other languages | `eu`, `uk`: a language |
  /// | `EN`, `JA` | a language | |
  /// | `CH` | China, as in GoodTools | Switzerland |
  func code(_ code: Bytes) -> Meaning? {
    guard let key = Phrase(code) else { return nil }
    if let flags = Vocabulary.words[key]?.flags, !isTOSEC { return .flags(flags.flags) }
    let region = Region.codes[key].map { Meaning.region($0, .code) }
    let language = Language.codes[key].map { Meaning.language($0) }
    let letterCase = LetterCase(code)
    if isTOSEC {
      guard letterCase == .upper else { return language ?? region }
      if let flag = Flag.copyright[key] { return .flags([flag]) }
      return code.isFolded("ch") ? .region(.switzerland, .code) : region
    }
    switch letterCase {
    case .upper:
      if let region, !Self.onlyTOSEC.contains(key) { return region }
      return Self.inCapitals.contains(key) ? language : nil
    case .capitalized: return code.isFolded("uk") ? region : language ?? region
    case .lower: return Self.regionsInSmallLetters.contains(key) ? region : language ?? region
    }
  }

  /// GoodTools' letters in a row, such as `UE` and `JUE`: at least two of J, U and E, or one with B, K or A.
  func letters(_ part: Bytes) -> [Item]? {
    guard part.count >= 2, part.count <= 5 else { return nil }
    let letterCase = LetterCase(part)
    guard letterCase != .capitalized else { return nil }
    var main = 0
    var seen: UInt32 = 0
    for byte in part {
      guard byte.isLetter, "jueabk".utf8.contains(byte.folded) else { return nil }
      let bit = UInt32(1) << UInt32(byte.folded - UInt8(ascii: "a"))
      if seen & bit != 0 { return nil }
      seen |= bit
      if "jue".utf8.contains(byte.folded) { main += 1 }
    }
    let isOne = main >= 2 || main == 1 && part.count == 2 && letterCase == .upper
    guard isOne else { return nil }
    return part.compactMap { Region.letter($0 & ~0x20) }.map { Item(.region($0, .letters), part) }
  }

  /// Regions or languages in a row: `En,Fr`, `En+En,De`, `USA, Europe`, `JP-US`, `U,E`. Nil unless all are the same.
  func list(_ tag: Bytes, separators: StaticString) -> [Item]? {
    let pieces = tag.parts { byte in
      separators.withUTF8Buffer { $0.contains(byte) }
    }
    guard pieces.count >= 2, pieces.count <= 40 else { return nil }
    return languages(pieces, tag) ?? regions(pieces, tag)
  }

  private func languages(_ pieces: [Bytes], _ tag: Bytes) -> [Item]? {
    var items: [Item] = []
    var isCertain = false
    for piece in pieces {
      guard let language = listedLanguage(piece) else { return nil }
      items.append(Item(.language(language), tag))
      // `(FR,DE)` are two countries, `(EN,FR,DE)` three languages.
      let isCountry = LetterCase(piece) == .upper && listedRegion(piece) != nil
      if !isCountry { isCertain = true }
    }
    return isCertain ? items : nil
  }

  private func listedLanguage(_ piece: Bytes) -> String? {
    guard let key = Phrase(piece) else { return nil }
    if piece.count == 2 {
      return Language.codes[key] ?? (piece.isFolded("eu") && LetterCase(piece) == .capitalized ? "eu" : nil)
    }
    return Vocabulary.words[key]?.language ?? Language.tagged(piece)
  }

  private func regions(_ pieces: [Bytes], _ tag: Bytes) -> [Item]? {
    var items: [Item] = []
    for piece in pieces {
      guard let (region, spelling) = listedRegion(piece) else { return nil }
      items.append(Item(.region(region, spelling), tag))
    }
    return items
  }

  func listedRegion(_ piece: Bytes) -> (Region, RegionSpelling)? {
    if piece.count == 1, let byte = piece.first, byte.isUpper {
      return Region.letter(byte).map { ($0, .letters) }
    }
    guard let key = Phrase(piece) else { return nil }
    if piece.count == 2 {
      if isTOSEC, piece.isFolded("ch") { return (.switzerland, .code) }
      return Region.codes[key].map { ($0, .code) }
    }
    return Vocabulary.words[key]?.region.map { ($0, Self.spelling(of: $0, piece)) }
  }

  static func spelling(of region: Region, _ text: Bytes) -> RegionSpelling {
    text.elementsEqual(region.rawValue.utf8) ? .longName : .name
  }
}
