internal import Text

/// The part of a name that says which disc of a game it is.
///
/// | form | examples |
/// |---|---|
/// | in brackets | `(Disc 1)`, `(Disk A)`, `[CD2]`, `(Tape 1)`, `(Side B)`, `(Part 2)`, `(Disk 1 Side B)` |
/// | with a total | `(Disc 1 of 3)`, `(Disk1of3)`, `(1 of 3)` |
/// | TOSEC | `(Disk 1 of 2)(Side A)` |
/// | with a label | `(System Disk)`, `(Bonus Disc)`, `(Disc 2 - Terra)` |
/// | without brackets | `Game - Disc 1`, `Game Disc 1`, `game_cd2`, `Game.CD1` |
/// | Roman, in words, with a side | `(Disc II)`, `(Disc Two)`, `(Disk 1A)` |
/// | only beside others of the title | `Game Side A`, `Game Disk A`, `Game 1of3` |
package struct DiscTag: Hashable, Sendable {
  /// The name without the tag and the blanks, dashes and underscores before it.
  package var title: [UInt8]
  /// What stands before the tag: what comes after it can be about this one disc, as in `(Disc 2) (Rev 1)`.
  package var lead: [UInt8]
  /// The disc's number; A is 1, and so is I, which is as well a Roman numeral: see ``letter``. Where a name has sides only, the side's. Labels come before or after all numbers.
  package var ordinal: Int
  /// The side's number where a name has both a disc and a side; 0 otherwise.
  package var side: Int
  /// Which label it is; 0 for a number.
  package var label: Int
  /// The number of the letter that is written instead of the disc's.
  package var letter: Int?
  /// It is a tag only where other names differ in it alone.
  package var isWeak: Bool

  /// The tags of one game's discs: beside `A` and `B`, `I` is a letter and no numeral.
  package static func ofOneGame(_ tags: [DiscTag]) -> [DiscTag] {
    guard tags.contains(where: { $0.letter != nil && $0.letter == $0.ordinal }) else { return tags }
    return tags.map { tag in
      var tag = tag
      tag.ordinal = tag.letter ?? tag.ordinal
      return tag
    }
  }

  /// The tag of a name without its extension; nil where it has none.
  ///
  /// - Parameter isBesideOthers: also what is a tag only where other names differ in it alone: `Dark Side A` is a title
  ///   by itself, and a disk beside `Dark Side B`.
  package static func parse(_ name: some Collection<UInt8>, isBesideOthers: Bool = false) -> DiscTag? {
    if name.contains(0xEF) {
      let narrowed = withPlainBrackets(Array(name))
      return narrowed.withUnsafeBufferPointer { parse($0, isBesideOthers) }
    }
    if let tag = name.withContiguousStorageIfAvailable({ parse($0, isBesideOthers) }) { return tag }
    return Array(name).withUnsafeBufferPointer { parse($0, isBesideOthers) }
  }

  private static func parse(_ name: UnsafeBufferPointer<UInt8>, _ isBesideOthers: Bool) -> DiscTag? {
    guard let found = bracketed(name) ?? open(name, isBesideOthers) else { return nil }
    let lead = Array(withoutTrailingBlanks(name, found.start))
    let rest = name[found.end...]
    var tag = DiscTag(
      title: lead.isEmpty ? Array(rest.drop(while: isBlank)) : lead + rest, lead: lead,
      ordinal: found.label.ordinal, side: found.side, label: found.label.number, letter: found.label.letter,
      isWeak: found.isWeak)
    guard tag.side == 0, !found.label.isSide else { return tag }
    // TOSEC: `Game (Disk 1 of 2)(Side A)`.
    let second = tag.title.withUnsafeBufferPointer { title -> (side: Int, title: [UInt8])? in
      guard let next = bracketed(title), next.label.isSide else { return nil }
      return (next.label.ordinal, Array(withoutTrailingBlanks(title, next.start)) + title[next.end...])
    }
    if let second {
      tag.side = second.side
      tag.title = second.title
    }
    return tag
  }

  /// With brackets of full width as plain ones: `ゲーム（Disc 1）`.
  private static func withPlainBrackets(_ name: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var index = 0
    while index < name.count {
      if index + 2 < name.count, name[index] == 0xEF, name[index + 1] == 0xBC, name[index + 2] & 0xFE == 0x88 {
        result.append(name[index + 2] == 0x88 ? UInt8(ascii: "(") : UInt8(ascii: ")"))
        index += 3
      } else {
        result.append(name[index])
        index += 1
      }
    }
    return result
  }

  private struct Found {
    /// The tag with its brackets.
    var start: Int
    var end: Int
    var label: DiscTagScanner.Label
    var side: Int
    var isWeak = false
  }

  /// The first pair of brackets that holds a tag and nothing else.
  private static func bracketed(_ name: UnsafeBufferPointer<UInt8>) -> Found? {
    for start in name.indices {
      let closing: UInt8
      switch name[start] {
      case UInt8(ascii: "("): closing = UInt8(ascii: ")")
      case UInt8(ascii: "["): closing = UInt8(ascii: "]")
      default: continue
      }
      guard let end = name[start...].firstIndex(of: closing) else { continue }
      var scanner = DiscTagScanner(name, start + 1, end)
      guard let label = scanner.label(isBracketed: true) else { continue }
      _ = scanner.total()
      var side = label.side
      if !label.isSide, let second = scanner.side() { side = second }
      // `(Disc 2 - Terra)`: what the disc is called.
      if label.number == 0, !label.isSide, scanner.isAtRemark {
        return Found(start: start, end: end + 1, label: label, side: side)
      }
      scanner.blanks()
      guard scanner.isAtEnd else { continue }
      return Found(start: start, end: end + 1, label: label, side: side)
    }
    return nil
  }

  /// A tag without brackets, at the end of the name or before bracketed remarks.
  private static func open(_ name: UnsafeBufferPointer<UInt8>, _ isBesideOthers: Bool) -> Found? {
    for start in name.indices where start == 0 || isBlank(name[start - 1]) || name[start - 1] == UInt8(ascii: ".") {
      var scanner = DiscTagScanner(name, start, name.count)
      guard let label = scanner.label(isBracketed: false) else { continue }
      // `Dark Side A` and `Mix Tape 2` are titles; `Dark - Side A` and a folder called `Side A` are not.
      let titleEnd = withoutTrailingBlanks(name, start).endIndex
      let hasDash = start == 0 || name[titleEnd..<start].contains(UInt8(ascii: "-"))
      let isWeak = !hasDash && (label.isWord || label.isSide || label.isCount)
      _ = scanner.total()
      let side = isWeak ? nil : scanner.side()
      guard hasDash || !label.isCareful || side != nil, !isWeak || isBesideOthers else { continue }
      // `Magazine Demo Disc 42` is one of a series, and no disc of a game.
      guard hasDash || !DiscTagScanner.endsInSeries(name[..<titleEnd]) else { continue }
      let end = scanner.position
      // A folder `Disc 1 - Terra`, in that of its game.
      if start == 0, !isWeak, scanner.isAtRemark {
        return Found(start: 0, end: name.count, label: label, side: side ?? label.side)
      }
      scanner.blanks()
      let next = scanner.isAtEnd ? nil : name[scanner.position]
      if next == nil || next == UInt8(ascii: "(") || next == UInt8(ascii: "[") {
        return Found(
          start: start, end: next == nil ? name.count : end, label: label, side: side ?? label.side, isWeak: isWeak)
      }
    }
    return nil
  }

  private static func withoutTrailingBlanks(
    _ name: UnsafeBufferPointer<UInt8>, _ end: Int
  ) -> Slice<UnsafeBufferPointer<UInt8>> {
    var end = end
    // A dot stands between words only where the tag has one before it: `Game.CD1`, but `Dr. (Disc 1)`.
    if end > 1, name[end - 1] == UInt8(ascii: "."), end < name.count, name[end] != UInt8(ascii: "(") { end -= 1 }
    while end > 0, isBlank(name[end - 1]) || name[end - 1] == UInt8(ascii: ",") { end -= 1 }
    return name[..<end]
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
  }
}
