/// Makes the weaker forms of a title.
struct TitleForms {
  private let words: [TitleWord]
  private let source: TitleWords

  init(_ source: TitleWords) {
    self.source = source
    words = source.withoutLeadingArticle
  }

  var all: [TitleKey.Rank: String] {
    var forms: [TitleKey.Rank: String] = [:]
    let loose = Self.loose(words)
    let plain = TitleWord.glued(loose)
    guard !plain.isEmpty else { return [:] }
    forms[.loose] = plain
    forms[.unjoined] = TitleWord.glued(
      loose.enumerated().filter { $0.offset == 0 || $0.offset + 1 == loose.count || !$0.element.isAnd }.map(\.element))
    forms[.romanised] = TitleWord.glued(
      loose.map { word in
        var word = word
        word.text = TitleRomaji.unified(word.text)
        return word
      })
    forms[.letters] = TitleWord.glued(Self.withLetters(loose))
    forms[.uncounted] = TitleWord.glued(Self.withoutCounters(loose))
    forms[.clipped] = TitleWord.glued(
      loose.map { word in
        var word = word
        if word.text.utf8.count > 5, word.text.hasSuffix("ing") { word.text.removeLast() }
        return word
      })
    forms[.first] = TitleWord.glued(Self.withoutFirst(loose))
    let shorter: [(TitleKey.Rank, [TitleWord])] = [
      (.unbranded, Self.withoutBrand(words)), (.plainGame, Self.withoutGameSuffix(words)),
      (.unbracketed, words.filter { !$0.isBracketed }),
    ]
    for (rank, rest) in shorter where !rest.isEmpty && rest.count < words.count {
      forms[rank] = TitleWord.glued(Self.loose(rest))
    }
    return forms
  }

  /// One half of a title as halves are compared: without an article in front, letters as numerals.
  static func halfKey(_ words: [TitleWord]) -> String {
    let start = words.count > 1 && TitleVocabulary.englishArticles.contains(words[0].text) ? 1 : 0
    return TitleWord.glued(withLetters(loose(Array(words[start...]))))
  }

  static func same(_ first: [TitleWord], _ second: [TitleWord]) -> Bool {
    !first.isEmpty && !second.isEmpty && halfKey(first) == halfKey(second)
  }

  static func loose(_ words: [TitleWord]) -> [TitleWord] {
    var result: [TitleWord] = []
    var segment = -1
    for (index, word) in words.enumerated() {
      let startsSegment = word.segment != segment
      segment = word.segment
      if isDropped(at: index, of: words, startsSegment: startsSegment) { continue }
      var word = word
      if let number = TitleNumeral.words[word.text], !word.isInitials, words.count > 1 {
        word.text = number
        word.isNumberWord = true
      } else if word.isNumber {
        word.text = numeral(at: index, of: words)
      } else if isConjunction(at: index, of: words) {
        // Another language's is no more than a spelling of `and`, of which it may be left out: `Generation Y`.
        word.isAnd = word.text == "and"
        word.text = "and"
      } else if isDegreeSign(at: index, of: words) {
        continue
      }
      result.append(word)
    }
    return result.isEmpty ? words : result
  }

  /// A year in one form; the number of a part without zeros in front.
  private static func numeral(at index: Int, of words: [TitleWord]) -> String {
    let word = words[index]
    guard index > 0 else { return word.text }
    if TitleVocabulary.counters.contains(words[index - 1].text) {
      return word.text.utf8.count == 2 && word.text.hasPrefix("0") ? String(word.text.dropFirst()) : word.text
    }
    let ends = index + 1 == words.count || words[index + 1].segment != word.segment
    return ends ? TitleNumeral.shortYear(word) ?? word.text : word.text
  }

  private static func isConjunction(at index: Int, of words: [TitleWord]) -> Bool {
    let word = words[index]
    guard !word.isInitials, TitleVocabulary.conjunctions.contains(word.text), index > 0, index + 1 < words.count else {
      return false
    }
    return words[index - 1].segment == word.segment && words[index + 1].segment == word.segment
  }

  /// `1080°`, of which file names often lack the sign; written as a word it is part of the title.
  private static func isDegreeSign(at index: Int, of words: [TitleWord]) -> Bool {
    index > 0 && words[index].text == "degrees" && words[index].joint == .other && words[index - 1].isNumber
  }

  private static func isDropped(at index: Int, of words: [TitleWord], startsSegment: Bool) -> Bool {
    let word = words[index]
    guard index + 1 < words.count, !word.isInitials else { return false }
    let next = words[index + 1]
    // `A-Train`, `A 2`; and `a` at the end of a segment is a letter.
    let isFollowed = next.segment == word.segment && (next.joint == .blank || next.joint == .apostrophe)
    guard isFollowed else { return false }
    if word.text == "l" { return startsSegment && word.segment > 0 && next.joint == .apostrophe }
    // Between other words an article tells phrases apart: `Escape the Room`, `Class A Racing`.
    if word.text == "the", index > 0, TitleVocabulary.prepositions.contains(words[index - 1].text) { return true }
    // `Disney's The Lion King`, `Disney's Lion King`.
    if word.text == "the", index > 0, words[index - 1].text.hasSuffix("s"),
      TitleVocabulary.brands.contains(TitleWord.glued(words[..<index]))
    {
      return true
    }
    guard startsSegment else { return false }
    if TitleVocabulary.englishArticles.contains(word.text) { return word.text == "the" || !next.isNumber }
    // In front of a whole title they may be something else: `Die Hard`.
    return word.segment > 0 && TitleVocabulary.leadingArticles.contains(word.text)
      && !TitleVocabulary.doubtfulArticles.contains(word.text)
  }

  /// A title with its umlauts as they are written where there are none: `ae`, `oe`, `ue`; nil where it has none.
  ///
  /// The other way round nothing is certain: `Guest` is no `Güst`.
  static func withSpeltUmlauts(_ title: String) -> String? {
    guard !title.utf8.allSatisfy({ $0 < 0x80 }) else { return nil }
    var result = String.UnicodeScalarView()
    var isChanged = false
    for scalar in title.unicodeScalars {
      switch scalar {
      case "ä", "Ä": result.append(contentsOf: "ae".unicodeScalars)
      case "ö", "Ö", "ø", "Ø": result.append(contentsOf: "oe".unicodeScalars)
      case "ü", "Ü": result.append(contentsOf: "ue".unicodeScalars)
      case "\u{308}" where result.last.map { "aouAOU".unicodeScalars.contains($0) } == true: result.append("e")
      default:
        result.append(scalar)
        continue
      }
      isChanged = true
    }
    return isChanged ? String(result) : nil
  }

  /// Single letters that may be numerals. The I of `I, Robot` and of `Type-I` is none.
  static func withLetters(_ words: [TitleWord]) -> [TitleWord] {
    var result = words
    for index in words.indices.dropFirst() where isNumeralLetter(words, at: index) {
      result[index].text = TitleNumeral.roman[words[index].text].map(String.init) ?? words[index].text
    }
    return result
  }

  static func isNumeralLetter(_ words: [TitleWord], at index: Int) -> Bool {
    let word = words[index]
    guard index > 0, !word.isInitials, word.text == "i" || word.text == "v" || word.text == "x" else { return false }
    let isBehindKana = word.joint == .none && words[index - 1].text.utf8.last ?? 0 >= 0x80
    guard word.joint == .blank || isBehindKana, word.segment == words[index - 1].segment else { return false }
    let ends = index + 1 == words.count || words[index + 1].segment != word.segment
    if ends { return true }
    // `Ys I & II`.
    if word.text == "i" {
      let next = words[index + 1].text == "and" && index + 2 < words.count ? index + 2 : index + 1
      return words[next].isNumber && words[next].joint == .blank
    }
    // `Mega Man X2`, `Final Fantasy X-2`.
    return words[index + 1].joint == .blank
  }

  /// `Part II` as `II`, where the title goes on in front of it: a series is counted in either way.
  private static func withoutCounters(_ words: [TitleWord]) -> [TitleWord] {
    let numbered = withLetters(words)
    var result: [TitleWord] = []
    for (index, word) in words.enumerated() {
      let isBehindCounter = index > 1 && (words[index - 1].text == "part" || words[index - 1].text == "vol")
      if isBehindCounter, word.segment == words[index - 1].segment,
        numbered[index].number.map({ (1...20).contains($0) }) == true
      {
        result[result.count - 1] = numbered[index]
      } else {
        result.append(word)
      }
    }
    return result
  }

  /// Without a 1 that ends the first segment: the first of a series is seldom numbered.
  private static func withoutFirst(_ words: [TitleWord]) -> [TitleWord] {
    guard let end = words.lastIndex(where: { $0.segment == words.first?.segment }), end > 0, words[end].joint == .blank,
      // Nobody numbers a part in words: `Air Force One`.
      words[end].text == "1" && !words[end].isNumberWord || words[end].text == "i" && isNumeralLetter(words, at: end)
    else { return words }
    let before = words[end - 1]
    guard before.text.utf8.count > 1, !before.isNumber, !TitleVocabulary.counters.contains(before.text),
      TitleWord.glued(words[..<end]).utf8.count >= 4
    else { return words }
    var result = words
    result.remove(at: end)
    return result
  }

  private static func withoutBrand(_ words: [TitleWord]) -> [TitleWord] {
    for count in stride(from: min(4, words.count - 1), to: 0, by: -1) {
      let rest = Array(words[count...])
      guard TitleVocabulary.brands.contains(TitleWord.glued(words[..<count])), let first = rest.first,
        TitleWord.glued(rest).utf8.count >= 4, !first.isNumber, !TitleVocabulary.conjunctions.contains(first.text),
        first.text != "vs"
      else { continue }
      return rest
    }
    return words
  }

  /// Whether the name in front is surely no part of the title: a person's, or whose company it is, and enough words
  /// behind it that no other game has them. With an article it is the name of a work as it is: `The Lion King`, of
  /// which there is one, and of a `Dance Party` any company may have its own.
  static func isBySomebody(_ words: TitleWords, isNamed: Bool) -> Bool {
    let all = words.withoutLeadingArticle
    return all.indices.dropFirst().contains { count in
      let name = TitleWord.glued(all[..<count])
      let rest = all[count...].filter { !TitleVocabulary.englishArticles.contains($0.text) && !$0.isAnd }.count
      if TitleVocabulary.authors.contains(name) { return rest >= 2 }
      return TitleVocabulary.brands.contains(name) && name.hasSuffix("s") && rest >= (isNamed ? 2 : 3)
    }
  }

  private static func withoutGameSuffix(_ words: [TitleWord]) -> [TitleWord] {
    for suffix in TitleVocabulary.gameSuffixes where words.count > suffix.count {
      let rest = words.dropLast(suffix.count)
      // `The Simpsons Game` is called so.
      let isApart =
        suffix.contains { $0.hasPrefix("video") } || words[rest.endIndex].segment != words[rest.endIndex - 1].segment
      if isApart, words.suffix(suffix.count).map(\.text) == suffix { return Array(rest) }
    }
    return words
  }
}
