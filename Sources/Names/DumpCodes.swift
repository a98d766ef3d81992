/// The codes for dumps, which GoodTools and TOSEC put in square brackets.
///
/// A letter, digits that tell one from the next, and for GoodTools what was changed: `[b1]`, `[h1C]`, `[hM04]`, `[b1o2]`.
/// TOSEC puts a blank and words behind it: `[cr PDX]`, `[t +3]`. Single letters in capitals belong to GoodTools' other
/// codes, of which `[C]`, `[S]` and `[M]` tell hardware and `[U]`, `[E]`, `[J]` regions; the rest of them are flags.
struct DumpCodes {
  private(set) var flags: [Flag] = []
  /// The languages of a translation.
  private(set) var languages: [String] = []

  /// Nil where `tag` is something else.
  ///
  /// - Parameter isTOSEC: words may follow every code.
  init?(_ tag: Bytes, isTOSEC: Bool) {
    guard let first = tag.first else { return nil }
    switch tag.count {
    case 1:
      guard let flag = Self.flag(of: first) else { return nil }
      flags = [flag]
    case 2 where tag.isFolded("!p"): flags = [.pending]
    case 2 where tag.isFolded("bf"): flags = [.fixed]
    default:
      if let translation = Self.translation(tag) {
        flags = [.translation]
        languages = translation
        return
      }
      guard first.isLower, readCodes(tag, isTOSEC: isTOSEC) else { return nil }
    }
  }

  private static func flag(of letter: UInt8) -> Flag? {
    switch letter {
    case UInt8(ascii: "!"): .verified
    case UInt8(ascii: "T"): .translation
    case UInt8(ascii: "A"), UInt8(ascii: "B"), UInt8(ascii: "F"), UInt8(ascii: "H"), UInt8(ascii: "O"):
      code(letter | 0x20)
    default: code(letter)
    }
  }

  private static func code(_ letter: UInt8) -> Flag? {
    switch letter {
    case UInt8(ascii: "a"): .alternate
    case UInt8(ascii: "b"): .bad
    case UInt8(ascii: "c"): .cracked
    case UInt8(ascii: "f"): .fixed
    case UInt8(ascii: "h"): .hack
    case UInt8(ascii: "m"): .modified
    case UInt8(ascii: "o"): .overdump
    case UInt8(ascii: "p"): .pirate
    case UInt8(ascii: "t"): .trainer
    case UInt8(ascii: "u"): .underdump
    case UInt8(ascii: "v"): .virus
    case UInt8(ascii: "x"): .badChecksum
    case UInt8(ascii: "z"): .trimmed
    default: nil
    }
  }

  private mutating func readCodes(_ tag: Bytes, isTOSEC: Bool) -> Bool {
    var rest = tag
    while let letter = rest.first {
      var flag = Self.code(letter)
      if rest.hasFoldedPrefix("cr") || rest.hasFoldedPrefix("tr") {
        flag = letter == UInt8(ascii: "c") ? .cracked : .translation
        rest = rest.dropFirst()
      }
      guard let flag else { return false }
      rest = rest.dropFirst()
      flags.append(flag)
      // Behind `[a9]` comes `[aa]`.
      if flag == .alternate, rest.count == 1, let last = rest.first, last.isLower, last <= UInt8(ascii: "f") {
        return true
      }
      let hasDigits = rest.first?.isDigit == true
      // `[v65536]` is a version of the Switch's.
      if flag == .virus, hasDigits, !isTOSEC { return false }
      rest = rest.drop(while: \.isDigit)
      guard let next = rest.first else { return true }
      if next.isBlank { return readDetail(rest.trimmed, of: flag, isTOSEC: isTOSEC) }
      if next.isLower, hasDigits { continue }
      // `[h1+1C]`, `[hFFE]`, `[b1+C]`: capitals, digits and plus signs. `[bonus]` and `[pC10]` are no codes.
      guard hasDigits || flag == .hack || flag == .trainer && next == UInt8(ascii: "+") else { return false }
      return rest.allSatisfy { $0.isUpper || $0.isDigit || $0 == UInt8(ascii: "+") }
    }
    return true
  }

  private mutating func readDetail(_ detail: Bytes, of flag: Flag, isTOSEC: Bool) -> Bool {
    switch flag {
    case .translation:
      // `[tr fr]`, `[tr de-partial X]`, `[tr en-fr]`: languages up to the first word that is none.
      for word in detail.prefix(while: { !$0.isBlank }).parts(at: { $0 == UInt8(ascii: "-") }) {
        guard word.count <= 3, let language = Language.ofTranslation(word) else { break }
        languages.append(language)
      }
      return isTOSEC || !languages.isEmpty
    case .cracked, .hack, .fixed, .modified: return true
    case .trainer where detail.first == UInt8(ascii: "+"): return true
    default: return isTOSEC
    }
  }

  /// The languages of `T+Fre1.0_X`, `T-Eng`, `T En`, `T-En by X v1.0`; nil where the tag is something else.
  ///
  /// A plus sign is GoodTools' alone. Behind a hyphen or a blank a language must stand, or a number behind the word:
  /// `(T-Rex)` is a tag.
  static func translation(_ tag: Bytes) -> [String]? {
    guard tag.count >= 4, tag.first?.folded == UInt8(ascii: "t") else { return nil }
    let sign = tag[tag.startIndex + 1]
    guard sign == UInt8(ascii: "+") || sign == UInt8(ascii: "-") || sign.isBlank else { return nil }
    let rest = tag.dropFirst(2)
    let word = rest.prefix(while: \.isLetter)
    // `[t +3]` and `[t+1]` are trainers.
    if word.isEmpty { return nil }
    let following = rest.dropFirst(word.count)
    if following.first == UInt8(ascii: "-"),
      let tagged = Language.tagged(rest.prefix { $0.isLetter || $0 == sign || $0 == UInt8(ascii: "-") })
    {
      return [tagged]
    }
    if let language = Language.ofTranslation(word) {
      let isSimplified = following.hasFoldedPrefix("(simplified")
      return [language == "zh" && isSimplified ? "zh-Hans" : language]
    }
    if sign == UInt8(ascii: "+") {
      // `T+EngHack`: the code is its first three letters.
      return Language.ofTranslation(word.prefix(3)).map { [$0] } ?? []
    }
    return sign == UInt8(ascii: "-") && following.first?.isDigit == true ? [] : nil
  }
}
