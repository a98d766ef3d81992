/// Japanese in Latin letters, of which there are several ways: `Bishoujo`, `Bishojo`; `Shimbun`, `Sinbun`.
enum TitleRomaji {
  /// The word in one way; a word that cannot be Japanese is left as it is.
  static func unified(_ word: String) -> String {
    let bytes = Array(withoutMute(word).utf8)
    if bytes.contains(where: { $0 >= 0x80 }) { return katakana(word) }
    if word == "wo" { return "o" }
    guard bytes.count > 2, isRomaji(bytes) else { return word }
    var text = withoutMute(word)
    for (from, to) in replacements where text.utf8.count >= from.utf8.count { text = replaced(text, from, to) }
    return text
  }

  /// Whether two titles that are equal as Japanese are Japanese: `Space Room` and `Space Rom` are not.
  ///
  /// Each word that differs is one of three syllables, or with a sound that English lacks; a shorter one only by the
  /// length of its vowels, among other words of that kind.
  static func isSure(_ first: [TitleWord], _ second: [TitleWord]) -> Bool {
    guard first.count == second.count else { return isSureApart(first, second) }
    let isAmongJapanese =
      first.contains { particles.contains($0.text) } || first.filter { isPlain($0.text) }.count >= 2
      || isWhollyJapanese(first) && isWhollyJapanese(second)
    return zip(first, second).allSatisfy { one, two in
      if one.text == two.text || one.text.utf8.contains(where: { $0 >= 0x80 }) { return true }
      if one.text == "wo" || two.text == "wo" { return true }
      if isPlain(one.text), isPlain(two.text) { return true }
      return isAmongJapanese && withShortVowels(one.text) == withShortVowels(two.text)
    }
  }

  /// `Gensou Suikoden II`: one word that must be Japanese, and none that cannot be; no Japanese word ends with an m.
  private static func isWhollyJapanese(_ words: [TitleWord]) -> Bool {
    words.contains { isPlain($0.text) }
      && words.allSatisfy { $0.isNumber || isRomaji(Array($0.text.utf8)) && !$0.text.hasSuffix("m") }
  }

  /// The same for words that one of them writes as two: `Ryuuken Den`, `Ryukenden`.
  private static func isSureApart(_ first: [TitleWord], _ second: [TitleWord]) -> Bool {
    let start = zip(first, second).prefix { $0.text == $1.text }.count
    let end = zip(first[start...].reversed(), second[start...].reversed()).prefix { $0.text == $1.text }.count
    let middles = [first, second].map { words in words[start..<(words.count - end)] }
    return middles.allSatisfy { words in
      !words.isEmpty && words.allSatisfy { !$0.isNumber } && isPlain(TitleWord.glued(words))
    }
  }

  /// `Daioh` as `Daio`: behind the o that ends a word an h is there for its length alone.
  private static func withoutMute(_ word: String) -> String {
    word.utf8.count > 3 && word.hasSuffix("oh") ? String(word.dropLast()) : word
  }

  private static let particles: Set<String> = ["no", "ni", "wo", "wa"]

  private static let sounds = ["ry", "ky", "gy", "hy", "by", "py", "ny", "my", "ts", "tch", "cch"]

  private static func isPlain(_ word: String) -> Bool {
    let bytes = Array(withoutMute(word).utf8)
    guard bytes.count > 2, bytes.allSatisfy({ $0 < 0x80 }), isRomaji(bytes) else { return false }
    let syllables = withShortVowels(word).utf8.filter { "aiueo".utf8.contains($0) }.count
    return syllables >= 3 || sounds.contains { word.contains($0) }
  }

  private static func withShortVowels(_ word: String) -> String {
    var text = withoutMute(word)
    for (from, to) in [("ou", "o"), ("oo", "o"), ("uu", "u"), ("aa", "a")] { text = replaced(text, from, to) }
    return text
  }

  private static let replacements: [(String, String)] = [
    ("sy", "sh"), ("ty", "ch"), ("zy", "j"), ("jy", "j"), ("si", "shi"), ("ti", "chi"), ("tu", "tsu"), ("hu", "fu"),
    ("zi", "ji"), ("mb", "nb"), ("mp", "np"), ("cch", "tch"), ("ou", "o"), ("oo", "o"), ("uu", "u"), ("aa", "a"),
  ]

  private static func replaced(_ text: String, _ from: String, _ to: String) -> String {
    var result: [UInt8] = []
    let bytes = Array(text.utf8)
    let pattern = Array(from.utf8)
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: pattern) {
        // The `hu` of `shu` and the `tu` of nothing are no syllables of their own.
        let isInside =
          from == "hu" && (bytes[..<index].last == UInt8(ascii: "s") || bytes[..<index].last == UInt8(ascii: "c"))
        if !isInside {
          result += Array(to.utf8)
          index += pattern.count
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  /// Consonants as Japanese has them, each group with a vowel behind it; `n` and `m` may be alone.
  private static func isRomaji(_ bytes: [UInt8]) -> Bool {
    let vowels = Set("aiueo".utf8)
    var index = 0
    while index < bytes.count {
      var end = index
      while end < bytes.count, !vowels.contains(bytes[end]) { end += 1 }
      var consonants = bytes[index..<end]
      while consonants.count > 1 || end == bytes.count,
        consonants.first == UInt8(ascii: "n") || consonants.first == UInt8(ascii: "m"),
        consonants.dropFirst().first != UInt8(ascii: "y")
      {
        consonants = consonants.dropFirst()
      }
      if end == bytes.count { return consonants.isEmpty }
      if consonants.count > 1, consonants.first == consonants.dropFirst().first { consonants = consonants.dropFirst() }
      if !consonants.isEmpty, !onsets.contains(String(decoding: consonants, as: UTF8.self)) { return false }
      index = end + 1
    }
    return true
  }

  private static let onsets = TitleVocabulary.set(
    "k s t n h m y r w g z d b p f j sh ch ts ky sy ty ny hy my ry gy zy jy by py tch cch dz v")

  /// Hiragana as katakana.
  private static func katakana(_ word: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in word.unicodeScalars {
      let isHiragana = (0x3041...0x3096).contains(scalar.value)
      result.append(isHiragana ? Unicode.Scalar(scalar.value + 0x60) ?? scalar : scalar)
    }
    return String(result)
  }
}
