internal import Model
internal import Names

/// How well a title of a record agrees with the title of a file.
struct TitleAgreement {
  /// In thousandths.
  var points: Int
  var reasons: [Evidence]
  /// The keys are the same, or one is the other's known spelling.
  var isExact = false
  var isVerbatim = false
  /// What the region calls it.
  var isRegional = false
  /// With the edition that the file's name has in brackets.
  var isOfEdition = false
  /// Only what the whole list allows: nobody else may be near.
  var isProvisional = false
  /// Accepted with the file's year alone.
  var needsYear = false
  /// Equal as Japanese, which says nothing of English words.
  var isRomanised = false
  /// The file's name lacks a subtitle.
  var isShortened = false
  /// The file's subtitle, where this title has none; glued.
  var addedSubtitle: String?
  /// Which of the two titles of the file's name it agrees with.
  var part: Int?
}

/// The title of a file, ready for comparing with titles of records.
struct QueryTitle {
  let key: TitleKey
  /// Of `Bare Knuckle III ~ Streets of Rage 3` the two titles; empty else.
  let parts: [TitleKey]
  /// With an edition that the name has in brackets.
  let extended: [TitleKey]

  init(_ title: String, editions: [String] = []) {
    key = TitleKey(title)
    let parts = Self.parts(of: title)
    extended = editions.map { TitleKey(title + ": " + $0) }
    self.parts = parts.count > 1 ? parts.map { TitleKey($0) } : []
  }

  /// By ` ~ `: what `~Subtitle~` is around is no title.
  static func parts(of title: String) -> [String] {
    var parts: [String] = []
    var current: [Substring] = []
    for word in title.split(separator: " ") {
      if word == "~" || word == "\u{301C}" || word == "\u{FF5E}" {
        parts.append(current.joined(separator: " "))
        current = []
      } else {
        current.append(word)
      }
    }
    parts.append(current.joined(separator: " "))
    return parts.filter { !$0.isEmpty }
  }

  /// Nil where the titles have nothing to do with each other.
  func agreement(with title: TitleKey, numerals: SeriesNumerals, misspelling: Misspelling) -> TitleAgreement? {
    for key in extended {
      if var found = Self.agreement(key, title, numerals: numerals), found.isExact {
        found.isOfEdition = true
        return found
      }
    }
    if let whole = Self.agreement(key, title, numerals: numerals) { return whole }
    for (number, part) in parts.enumerated() {
      if var found = Self.agreement(part, title, numerals: numerals), found.points >= 920 {
        found.points = max(found.points - 60, 910)
        found.reasons.append(.onePartOfTwo)
        found.isVerbatim = false
        found.part = number
        return found
      }
    }
    return swapped(title) ?? subtitle(of: title) ?? misspelt(title, misspelling)
  }

  /// The same two halves the other way round: `Yoshi's Island: Super Mario Advance 3`.
  private func swapped(_ title: TitleKey) -> TitleAgreement? {
    let own = key.words.halves
    let other = title.words.halves
    // A single word may be anybody's subtitle.
    guard own.front.count > 1, own.rest.count > 1, TitleForms.same(own.front, other.rest),
      TitleForms.same(own.rest, other.front)
    else { return nil }
    return TitleAgreement(points: 930, reasons: [.swappedHalves], isProvisional: true)
  }

  private static func agreement(_ own: TitleKey, _ other: TitleKey, numerals: SeriesNumerals) -> TitleAgreement? {
    if own.strict.utf8.elementsEqual(other.strict.utf8) {
      return TitleAgreement(
        points: 1000, reasons: [.sameTitle], isExact: true, isVerbatim: own.verbatim == other.verbatim)
    }
    guard !own.words.words.isEmpty, !other.words.words.isEmpty else { return nil }
    for rank in TitleKey.Rank.allCases where isEqual(own, other, rank) {
      var found = TitleAgreement(points: 920, reasons: [.similarTitle(rank)])
      switch rank {
      case .loose, .unjoined:
        found.points = 940
        found.isExact = true
      case .romanised:
        guard TitleRomaji.isSure(TitleForms.loose(own.words.words), TitleForms.loose(other.words.words)) else {
          continue
        }
        found.points = 930
        found.isRomanised = true
      case .letters:
        guard let isSupported = numerals.isSupported(own.words, other.words) else { continue }
        if isSupported {
          found.points = 930
        } else {
          // The X of a name is as often a letter, but where the same subtitle follows.
          found.isProvisional = true
          found.needsYear = SeriesNumerals.hasTen(own.words) != SeriesNumerals.hasTen(other.words)
        }
      case .uncounted:
        // `Space Invaders II` is no `Space Invaders Part II`, but no two parts have one subtitle.
        found.isProvisional = true
        found.needsYear = own.words.halves.rest.isEmpty || other.words.halves.rest.isEmpty
      case .clipped: found.isProvisional = true
      case .first:
        // People number the first part when there are more; providers hardly ever do.
        if own.form(.loose) == own.form(.first) { found.points = 910 }
      case .plainGame:
        found.isProvisional = true
        // `The Game` alone may be the name of another one.
        found.needsYear = !own.strict.contains("video") && !other.strict.contains("video")
      case .unbranded:
        found.isProvisional = true
        let isNamed = own.words.hasArticle || other.words.hasArticle
        found.needsYear =
          !(TitleForms.isBySomebody(own.words, isNamed: isNamed)
          || TitleForms.isBySomebody(other.words, isNamed: isNamed))
      case .unbracketed:
        // Providers put there what tells two games of one title apart: `(2008)`.
        found.isProvisional = true
        found.needsYear = true
      }
      return found
    }
    return nil
  }

  private static func isEqual(_ own: TitleKey, _ other: TitleKey, _ rank: TitleKey.Rank) -> Bool {
    if own.form(rank) == other.form(rank) { return true }
    guard rank == .loose else { return false }
    return own.spelt.map { $0 == other.form(.loose) } == true || other.spelt.map { $0 == own.form(.loose) } == true
  }

  /// One has a subtitle that the other lacks: the same game only where a number says which part of a series it is, and
  /// the subtitle says nothing of another edition. `Castlevania` is not `Castlevania: Symphony of the Night`.
  private func subtitle(of title: TitleKey) -> TitleAgreement? {
    let own = key.words.withoutLeadingArticle
    let other = title.words.withoutLeadingArticle
    guard let long = [own, other].max(by: { $0.count < $1.count }), own.count != other.count else { return nil }
    let short = own.count < other.count ? own : other
    var head = Array(long.prefix { $0.segment == long.first?.segment })
    guard head.count < long.count, !short.isEmpty else { return nil }
    if TitleWord.glued(TitleForms.loose(head)) != TitleWord.glued(TitleForms.loose(short)) {
      // The V of `King's Quest V: Absence Makes the Heart Go Yonder!`; an X is as often a letter.
      let numbered = TitleForms.withLetters(head)
      guard head.last?.text != "x", short.last?.text != "x",
        TitleWord.glued(TitleForms.loose(numbered)) == TitleWord.glued(TitleForms.loose(TitleForms.withLetters(short)))
      else { return nil }
      head = numbered
    }
    let isMissing = own.count < other.count
    let reason: Evidence = isMissing ? .subtitleMissing : .subtitleAdded
    let rest = long.dropFirst(head.count)
    let isNumbered =
      head.last.map { word in (word.number.map { (2...20).contains($0) } ?? false) && head.count > 1 } ?? false
    let isNumberAlone = head.count == 1 && (head[0].number ?? 0) >= 100
    // `The Final Fight` is a subtitle, `Final Tuned` an edition.
    let isPhrase = rest.contains {
      TitleVocabulary.englishArticles.contains($0.text) || TitleVocabulary.prepositions.contains($0.text)
    }
    let isPlain = rest.allSatisfy { word in
      !word.isNumber && !word.isBracketed
        && (!TitleVocabulary.editions.contains(word.text) || isPhrase && TitleVocabulary.adjectives.contains(word.text))
        && !(word.text.utf8.count == 1 && TitleNumeral.roman[word.text] != nil)
    }
    guard isNumbered || isNumberAlone, isPlain else { return TitleAgreement(points: 700, reasons: [reason]) }
    return TitleAgreement(
      points: 910, reasons: [reason], isProvisional: true, needsYear: !isMissing, isShortened: isMissing,
      addedSubtitle: isMissing ? nil : TitleForms.halfKey(Array(rest)))
  }

  private func misspelt(_ title: TitleKey, _ misspelling: Misspelling) -> TitleAgreement? {
    guard
      let slip = misspelling.slip(between: key.words.withoutLeadingArticle, and: title.words.withoutLeadingArticle)
    else { return nil }
    // What is a word of its own, for all that is known, is a candidate.
    return TitleAgreement(
      points: slip == .unlikely ? 890 : 920, reasons: [.misspelt(letters: 1)], isProvisional: true,
      needsYear: slip == .likely)
  }
}
