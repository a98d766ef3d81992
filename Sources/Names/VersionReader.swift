/// What a tag says of the version of a game.
///
/// | tag | revision | version |
/// |---|---|---|
/// | `(Rev 1)`, `(Rev1)`, `(Rev.1)`, `(Rev-1)`, `(Revision 1)` | `1` | |
/// | `(REV02)` | `02` | |
/// | `(Rev A)`, `(rev a)`, `(RevA)` | `A` | |
/// | `(PRG1)`, `(PRG 1)` (GoodNES), `(RE2)`, `(RE-2)` (Redump's ring codes) | `1`, `2` | |
/// | `(v1.1)`, `(V1.1)`, `(v 1.1)`, `(v.1.1)`, `(v_1.1)` | | `1.1` |
/// | `(Version 1.1)`, `(Ver. 1.1)`, `(ver JAA)`, `(version B)` | | `1.1`, `JAA`, `B` |
/// | `(1.01)` (Redump) | | `1.01` |
///
/// Numbers are given as written: `1.10` is not `1.1`. `(Reverse)`, `(Variation)`, `(v-)` and `(Rumble Version)` say
/// nothing of a version.
enum VersionReader {
  enum Found {
    case revision(Bytes), version(Bytes)
  }

  /// - Returns: what was found, and what stands behind it.
  static func read(_ tag: Bytes) -> (found: Found, rest: Bytes)? {
    guard let first = tag.first else { return nil }
    switch first.folded {
    case UInt8(ascii: "r"): return revision(tag)
    case UInt8(ascii: "v"): return version(tag)
    case UInt8(ascii: "p"):
      guard let after = tag.after("prg") else { return nil }
      let (value, rest) = word(after.drop(while: isSeparator))
      return value.number == nil ? nil : (.revision(value), rest)
    default:
      return first.isDigit && isNumber(tag, dots: 1) ? (.version(tag), tag.suffix(0)) : nil
    }
  }

  private static func revision(_ tag: Bytes) -> (found: Found, rest: Bytes)? {
    if let after = tag.after("re"), tag.count <= 6 {
      let number = after.first == UInt8(ascii: "-") ? after.dropFirst() : after
      if number.number != nil { return (.revision(number), tag.suffix(0)) }
    }
    guard let after = tag.after("revision") ?? tag.after("rev") else { return nil }
    let behind = after.drop(while: isSeparator)
    let (value, rest) = word(behind)
    guard let first = value.first else { return nil }
    let isApart = behind.startIndex > after.startIndex
    // `Rev1`, `RevA`; `Rev AB`, `Rev 1.1`, `Rev 1a`.
    let isCode = first.isDigit && value.allSatisfy { $0.isDigit || $0.isLetter || $0 == UInt8(ascii: ".") }
    let isLetters = value.count <= 3 && value.allSatisfy { $0.isUpper || $0.isDigit }
    let isLetter = value.count == 1 && first.isLetter
    guard isCode || isApart && (isLetters || isLetter) || value.count == 1 && first.isUpper else { return nil }
    return (.revision(value), rest)
  }

  private static func version(_ tag: Bytes) -> (found: Found, rest: Bytes)? {
    let isWord = tag.hasFoldedPrefix("ver")
    guard let after = tag.after("version") ?? tag.after("ver") ?? tag.after("v") else { return nil }
    let behind = after.drop(while: isSeparator)
    let (value, rest) = word(behind)
    guard let first = value.first else { return nil }
    if first.isDigit {
      // `v1.2a`, `v1.5.6.198`, `v0.91-005`, `v1.0b3`; `v2ray` is a word.
      let letters = value.drop { $0.isDigit || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: ",") }
      guard letters.prefix(while: \.isLetter).count <= 5 else { return nil }
      return (.version(value), rest)
    }
    let isCode = value.count <= 5 && value.allSatisfy { $0.isUpper || $0.isDigit }
    guard isWord, behind.startIndex > after.startIndex, isCode || value.count == 1 && first.isLetter else { return nil }
    return (.version(value), rest)
  }

  /// Whether these bytes are numbers with at least so many dots between them.
  static func isNumber(_ text: Bytes, dots: Int) -> Bool {
    var found = 0
    var wasDigit = false
    for byte in text {
      if byte == UInt8(ascii: ".") {
        if !wasDigit { return false }
        found += 1
        wasDigit = false
      } else {
        if !byte.isDigit { return false }
        wasDigit = true
      }
    }
    return wasDigit && found >= dots
  }

  private static func isSeparator(_ byte: UInt8) -> Bool {
    byte.isBlank || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
  }

  private static func word(_ text: Bytes) -> (word: Bytes, rest: Bytes) {
    let word = text.prefix { !$0.isBlank }
    return (word, text[word.endIndex...].trimmed)
  }
}
