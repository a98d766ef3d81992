/// Reads a disc tag from the front of some text.
///
/// What grouping takes for a disc, CD, DVD or side is one here, with the same number. Tapes, parts and files without a
/// dash are read here alone.
struct DiscReader {
  var rest: Bytes

  /// A tag that `text` is as a whole.
  static func whole(_ text: Bytes) -> Disc? {
    guard let first = text.first, first.isLetter || first.isDigit else { return nil }
    var reader = DiscReader(rest: text)
    guard var disc = reader.tag(isOpen: false) else { return nil }
    reader.blanks()
    if reader.rest.isEmpty { return disc }
    // `Disc 2 - Terra`: what it is called.
    guard disc.label == nil, disc.number != nil, let name = reader.rest.after("- ")?.trimmed, !name.isEmpty else {
      return nil
    }
    disc.label = name.text
    return disc
  }

  /// The tag at the front; nothing is consumed where there is none.
  ///
  /// - Parameter isOpen: without brackets, where only discs are meant: `Game Part 2` is a title.
  mutating func tag(isOpen: Bool) -> Disc? {
    if rest.first?.isDigit == true {
      // `Game 1of3`; `The Best 1 of 3` is a title.
      return isOpen && rest.contains(where: \.isBlank) ? nil : bareCount()
    }
    for (word, kind) in Disc.words {
      guard let after = rest.after(word) else { continue }
      if isOpen {
        switch kind {
        case .disc, .disk, .cd, .dvd, .tape, nil: break
        default: continue
        }
      }
      var trial = DiscReader(rest: after)
      let isApart = trial.separators()
      guard let ordinal = trial.ordinal(isApart: isApart) else { continue }
      // `CD-i`, `DVD-R`, `Disco` and `Side 3D` are no tags.
      if ordinal.label != nil, !isApart || kind == .cd || kind == .dvd || kind == .gdROM { continue }
      // `(CD32)` is a console.
      if kind == .cd, !isApart, ordinal.number == 32 { continue }
      var disc = Disc(kind: kind)
      if kind == nil {
        disc.side = ordinal.label?.uppercased() ?? String(ordinal.number)
        // `Side 2 of 2`
        _ = trial.total()
      } else {
        disc.number = ordinal.number
        disc.label = ordinal.label
        disc.of = trial.total()
        disc.side = ordinal.side ?? trial.side()
      }
      rest = trial.rest
      return disc
    }
    return nil
  }

  /// `1 of 3` with no word before it.
  private mutating func bareCount() -> Disc? {
    var trial = self
    guard let ordinal = trial.ordinal(isApart: true), ordinal.label == nil, ordinal.side == nil,
      let total = trial.total()
    else {
      return nil
    }
    guard ordinal.number > 0, ordinal.number <= total else { return nil }
    rest = trial.rest
    return Disc(number: ordinal.number, of: total)
  }

  private mutating func total() -> Int? {
    var trial = self
    trial.blanks()
    if trial.rest.first == UInt8(ascii: "-") {
      trial.rest = trial.rest.dropFirst()
      trial.blanks()
    }
    guard let after = trial.rest.after("of") else { return nil }
    trial.rest = after
    if trial.rest.first == UInt8(ascii: "-") { trial.rest = trial.rest.dropFirst() }
    trial.blanks()
    guard let ordinal = trial.ordinal(isApart: true), ordinal.label == nil else { return nil }
    self = trial
    return ordinal.number
  }

  private mutating func side() -> String? {
    var trial = self
    _ = trial.separators()
    guard let after = trial.rest.after("side") else { return nil }
    trial.rest = after
    trial.blanks()
    guard let ordinal = trial.ordinal(isApart: true) else { return nil }
    self = trial
    return ordinal.label?.uppercased() ?? String(ordinal.number)
  }

  mutating func blanks() { rest = rest.drop(while: \.isBlank) }

  /// Passes over blanks, a hyphen, a dot, a number sign.
  ///
  /// - Returns: whether there was one.
  private mutating func separators() -> Bool {
    let start = rest.startIndex
    rest = rest.drop {
      $0.isBlank || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "#") || $0 == UInt8(ascii: ".")
    }
    return rest.startIndex > start
  }

  private static let numerals = Phrase.table(
    """
    1 = i, one, uno
    2 = ii, two, due, dos
    3 = iii, three, tre, tres
    4 = iv, four, quattro
    5 = five, cinque
    6 = vi, six
    7 = vii, seven
    8 = viii, eight
    9 = ix, nine
    10 = ten
    """, value: { Int($0) ?? 0 })

  /// A number of up to three digits, a single letter, a Roman numeral or the word for a number.
  private mutating func ordinal(isApart: Bool) -> (number: Int, label: String?, side: String?)? {
    let digits = rest.prefix(while: \.isDigit)
    if !digits.isEmpty {
      // `1of3` goes on with a letter, `3D` does not count.
      let after = rest.dropFirst(digits.count)
      guard digits.count <= 3, let number = digits.number else { return nil }
      if let next = after.first, next.isWord, !after.hasFoldedPrefix("of") {
        // `Disk 1A`, but neither `3D` nor `2nd`.
        guard next.folded &- UInt8(ascii: "a") < 3, after.dropFirst().first?.isWord != true else { return nil }
        rest = after.dropFirst()
        return (number, nil, String(Unicode.Scalar(next & ~0x20)))
      }
      rest = after
      return (number, nil, nil)
    }
    let word = rest.prefix(while: \.isWord)
    guard isApart, let first = word.first, first.isLetter else { return nil }
    rest = rest.dropFirst(word.count)
    if let phrase = Phrase(word), let number = Self.numerals[phrase] { return (number, word.text, nil) }
    guard word.count == 1 else { return nil }
    return (
      Int(first.folded - UInt8(ascii: "a")) + 1, String(Unicode.Scalar(first.isLower ? first & ~0x20 : first)), nil
    )
  }
}
