internal import Text

/// The part of a name that says which disc of a game it is, such as `(Disc 1)`, `(Disk A)`, `[CD2]`,
/// `(Disc 1 of 3)`, `(Side B)`, or `- Disc 1` and `_cd2` where no brackets are used.
package struct DiscTag: Hashable, Sendable {
  /// The name without the tag and the blanks, dashes and underscores before it.
  package var title: [UInt8]
  /// The disc's number; A is 1. Where a name has sides only, the side's.
  package var ordinal: Int
  /// The side's number where a name has both a disc and a side; 0 otherwise.
  package var side: Int

  /// The tag of a name without its extension; nil where it has none.
  package static func parse(_ name: some Collection<UInt8>) -> DiscTag? {
    let name = Array(name)
    guard var tag = bracketed(name) ?? open(name) else { return nil }
    // TOSEC: `Game (Disk 1 of 2)(Side A)`.
    if tag.side == 0, !tag.isSide, let next = bracketed(tag.title), next.isSide {
      tag.side = next.ordinal
      tag.title = next.title
    }
    return DiscTag(title: tag.title, ordinal: tag.ordinal, side: tag.side)
  }

  private struct Found {
    var title: [UInt8]
    var ordinal: Int
    var side: Int
    var isSide: Bool
  }

  /// The first pair of brackets that holds a tag and nothing else.
  private static func bracketed(_ name: [UInt8]) -> Found? {
    for start in name.indices {
      let closing: UInt8
      switch name[start] {
      case UInt8(ascii: "("): closing = UInt8(ascii: ")")
      case UInt8(ascii: "["): closing = UInt8(ascii: "]")
      default: continue
      }
      guard let end = name[start...].firstIndex(of: closing) else { continue }
      var scanner = Scanner(rest: name[(start + 1)..<end])
      guard let label = scanner.label() else { continue }
      scanner.total()
      var side = 0
      if !label.isSide, let second = scanner.label(), second.isSide { side = second.ordinal }
      scanner.blanks()
      guard scanner.rest.isEmpty else { continue }
      let title = joined(withoutTrailingBlanks(name[..<start]), name[(end + 1)...])
      return Found(title: title, ordinal: label.ordinal, side: side, isSide: label.isSide)
    }
    return nil
  }

  /// A tag without brackets, at the end of the name or before bracketed remarks.
  private static func open(_ name: [UInt8]) -> Found? {
    for start in name.indices where start == 0 || isBlank(name[start - 1]) {
      var scanner = Scanner(rest: name[start...])
      guard let label = scanner.label() else { continue }
      let title = withoutTrailingBlanks(name[..<start])
      // `Dark Side A` is a title; `Dark - Side A` and a folder called `Side A` are not.
      let hasDash = start == 0 || name[title.endIndex..<start].contains(UInt8(ascii: "-"))
      guard hasDash || !label.isLetter && !label.isSide else { continue }
      scanner.total()
      let rest = scanner.rest
      scanner.blanks()
      guard let next = scanner.rest.first else {
        return Found(title: Array(title), ordinal: label.ordinal, side: 0, isSide: label.isSide)
      }
      if next == UInt8(ascii: "(") || next == UInt8(ascii: "[") {
        return Found(title: joined(title, rest), ordinal: label.ordinal, side: 0, isSide: label.isSide)
      }
    }
    return nil
  }

  private static func joined(_ before: ArraySlice<UInt8>, _ after: ArraySlice<UInt8>) -> [UInt8] {
    Array(before.isEmpty ? after.drop(while: isBlank) : before + after)
  }

  private static func withoutTrailingBlanks(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
    guard let last = text.lastIndex(where: { !isBlank($0) }) else { return text.prefix(0) }
    return text[...last]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }

  /// Reads the words of a tag from the front of some text.
  private struct Scanner {
    var rest: ArraySlice<UInt8>

    struct Label {
      var ordinal: Int
      var isSide: Bool
      /// A to Z instead of a number.
      var isLetter: Bool
    }

    /// `Disc 1`, `Disk A`, `CD2`, `DVD 1`, `Side B`; nothing is consumed where there is none.
    mutating func label() -> Label? {
      var trial = self
      trial.blanks()
      for (word, isSide) in [("disc", false), ("disk", false), ("dvd", false), ("cd", false), ("side", true)] {
        guard trial.rest.prefix(word.utf8.count).map(UTF8Text.foldedASCII).elementsEqual(word.utf8) else { continue }
        trial.rest = trial.rest.dropFirst(word.utf8.count)
        let before = trial.rest.startIndex
        trial.blanks()
        if trial.rest.first == UInt8(ascii: "#") { trial.rest = trial.rest.dropFirst() }
        let isApart = trial.rest.startIndex > before
        guard let ordinal = trial.ordinal() else { return nil }
        // `Disc o` is a tag, `Disco` is not; nor are `CD-i` and `DVD-R`.
        if ordinal.isLetter, !isApart || word == "cd" || word == "dvd" { return nil }
        self = trial
        return Label(ordinal: ordinal.value, isSide: isSide, isLetter: ordinal.isLetter)
      }
      return nil
    }

    /// Passes over ` of 3`.
    mutating func total() {
      var trial = self
      trial.blanks()
      guard trial.rest.prefix(2).map(UTF8Text.foldedASCII).elementsEqual("of".utf8) else { return }
      trial.rest = trial.rest.dropFirst(2)
      trial.blanks()
      if trial.ordinal() != nil { self = trial }
    }

    mutating func blanks() { rest = rest.drop(while: DiscTag.isBlank) }

    /// A number of up to three digits or a single letter, with no letter or digit after it.
    private mutating func ordinal() -> (value: Int, isLetter: Bool)? {
      func isLetter(_ byte: UInt8) -> Bool { UTF8Text.foldedASCII(byte) &- UInt8(ascii: "a") < 26 }
      func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
      let digits = rest.prefix(while: isDigit)
      let length = max(1, digits.count)
      guard let first = rest.first, length <= 3 else { return nil }
      if let next = rest.dropFirst(length).first, isLetter(next) || isDigit(next) || next >= 0x80 { return nil }
      if digits.isEmpty {
        guard isLetter(first) else { return nil }
        rest = rest.dropFirst()
        return (Int(UTF8Text.foldedASCII(first) - UInt8(ascii: "a")) + 1, true)
      }
      rest = rest.dropFirst(length)
      return (digits.reduce(0) { $0 * 10 + Int($1 - UInt8(ascii: "0")) }, false)
    }
  }
}
