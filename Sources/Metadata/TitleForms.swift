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
    forms[.romanised] = TitleWord.glued(
      loose.map { word in
        var word = word
        word.text = TitleRomaji.unified(word.text)
        return word
      })
    forms[.letters] = TitleWord.glued(Self.withLetters(loose))
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

  static func loose(_ words: [TitleWord]) -> [TitleWord] {
    var result: [TitleWord] = []
    var segment = -1
    for (index, word) in words.enumerated() {
      let startsSegment = word.segment != segment
      segment = word.segment
      if isDropped(at: index, of: words, startsSegment: startsSegment) { continue }
      var word = word
      if let number = TitleNumeral.words[word.text], !word.isInitials {
        word.text = number
      } else if let number = word.number {
        let ends = index + 1 == words.count || words[index + 1].segment != word.segment
        let digits = ends ? TitleNumeral.shortYear(number) ?? word.text : word.text
        word.text = Int(digits).map { "\($0)" } ?? digits
      } else if word.text.utf8.count > 3 {
        word.text = withoutUmlauts(word.text)
      }
      result.append(word)
    }
    return result.isEmpty ? words : result
  }

  private static func isDropped(at index: Int, of words: [TitleWord], startsSegment: Bool) -> Bool {
    let word = words[index]
    guard index + 1 < words.count, !word.isInitials else { return false }
    let next = words[index + 1]
    if TitleVocabulary.conjunctions.contains(word.text) { return index > 0 }
    // `A-Train`, `A 2`; and `a` at the end of a segment is a letter.
    let isFollowed = next.segment == word.segment && (next.joint == .blank || next.joint == .apostrophe)
    guard isFollowed else { return false }
    if word.text == "l" { return startsSegment && word.segment > 0 && next.joint == .apostrophe }
    if word.text == "the" { return true }
    if TitleVocabulary.englishArticles.contains(word.text) { return !next.isNumber }
    // In front of a whole title they may be something else: `Die Hard`.
    return startsSegment && word.segment > 0 && TitleVocabulary.leadingArticles.contains(word.text)
  }

  /// `ae`, `oe` and `ue` are how umlauts are written where there are none.
  private static func withoutUmlauts(_ word: String) -> String {
    var result: [UInt8] = []
    for byte in word.utf8 {
      if byte == UInt8(ascii: "e"), let last = result.last, "aou".utf8.contains(last) { continue }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self)
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
    if word.text == "i" { return words[index + 1].isNumber && words[index + 1].joint == .blank }
    // `Mega Man X2`, `Final Fantasy X-2`.
    return words[index + 1].joint == .blank
  }

  /// Without a 1 that ends the first segment: the first of a series is seldom numbered.
  private static func withoutFirst(_ words: [TitleWord]) -> [TitleWord] {
    guard let end = words.lastIndex(where: { $0.segment == words.first?.segment }), end > 0, words[end].joint == .blank,
      words[end].text == "1" || words[end].text == "i" && isNumeralLetter(words, at: end)
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
