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
    for part in parts {
      if let found = Self.agreement(part, title, numerals: numerals), found.points >= 920 {
        return TitleAgreement(
          points: found.points - 10, reasons: found.reasons + [.onePartOfTwo], isExact: found.isExact)
      }
    }
    return subtitle(of: title) ?? misspelt(title, misspelling)
  }

  private static func agreement(_ own: TitleKey, _ other: TitleKey, numerals: SeriesNumerals) -> TitleAgreement? {
    if own.strict.utf8.elementsEqual(other.strict.utf8) {
      return TitleAgreement(
        points: 1000, reasons: [.sameTitle], isExact: true, isVerbatim: own.verbatim == other.verbatim)
    }
    guard !own.words.words.isEmpty, !other.words.words.isEmpty else { return nil }
    for rank in TitleKey.Rank.allCases where own.form(rank) == other.form(rank) {
      switch rank {
      case .loose: return TitleAgreement(points: 940, reasons: [.similarTitle(rank)], isExact: true)
      case .romanised:
        // Short words are soon alike.
        guard own.form(rank).utf8.count >= 6 else { continue }
        return TitleAgreement(points: 930, reasons: [.similarTitle(rank)])
      case .letters:
        guard let isSupported = numerals.isSupported(own.words, other.words) else { continue }
        return TitleAgreement(points: isSupported ? 930 : 920, reasons: [.similarTitle(rank)])
      case .first:
        // People number the first part when there are more; providers hardly ever do.
        let isNumbered = own.form(.loose) != own.form(.first)
        return TitleAgreement(points: isNumbered ? 920 : 910, reasons: [.similarTitle(rank)])
      case .unbranded, .plainGame, .unbracketed: return TitleAgreement(points: 920, reasons: [.similarTitle(rank)])
      }
    }
    return nil
  }

  /// One has a subtitle that the other lacks: the same game only where a number says which part of a series it is, and
  /// the subtitle says nothing of another edition. `Castlevania` is not `Castlevania: Symphony of the Night`.
  private func subtitle(of title: TitleKey) -> TitleAgreement? {
    let own = key.words.withoutLeadingArticle
    let other = title.words.withoutLeadingArticle
    guard let long = [own, other].max(by: { $0.count < $1.count }), own.count != other.count else { return nil }
    let short = own.count < other.count ? own : other
    let head = Array(long.prefix { $0.segment == long.first?.segment })
    guard head.count < long.count, !short.isEmpty,
      TitleWord.glued(TitleForms.loose(head)) == TitleWord.glued(TitleForms.loose(short))
    else { return nil }
    let isMissing = own.count < other.count
    let reason: Evidence = isMissing ? .subtitleMissing : .subtitleAdded
    let rest = long.dropFirst(head.count)
    let isNumbered =
      head.last.map { word in (word.number.map { (2...20).contains($0) } ?? false) && head.count > 1 } ?? false
    let isNumberAlone = head.count == 1 && (head[0].number ?? 0) >= 100
    let isPlain = rest.allSatisfy { word in
      !word.isNumber && !word.isBracketed && !TitleVocabulary.editions.contains(word.text)
        && !(word.text.utf8.count == 1 && TitleNumeral.roman[word.text] != nil)
    }
    guard isNumbered || isNumberAlone, isPlain else { return TitleAgreement(points: 700, reasons: [reason]) }
    return TitleAgreement(points: 910, reasons: [reason], isProvisional: true, needsYear: !isMissing)
  }

  private func misspelt(_ title: TitleKey, _ misspelling: Misspelling) -> TitleAgreement? {
    guard
      let letters = misspelling.letters(
        between: key.words.withoutLeadingArticle, and: title.words.withoutLeadingArticle)
    else { return nil }
    return TitleAgreement(points: letters == 1 ? 920 : 910, reasons: [.misspelt(letters: letters)], isProvisional: true)
  }
}
