internal import Text

/// Reads the words of a disc tag from a part of a name, without copying.
struct DiscTagScanner {
  private let name: UnsafeBufferPointer<UInt8>
  private(set) var position: Int
  private let end: Int

  init(_ name: UnsafeBufferPointer<UInt8>, _ start: Int, _ end: Int) {
    self.name = name
    position = start
    self.end = end
  }

  struct Label {
    var ordinal: Int
    var isSide = false
    /// A to Z instead of a number.
    var isLetter = false
    /// Without brackets it is a tag only behind a dash.
    var isCareful = false
    /// See ``DiscTag/label``.
    var number = 0
  }

  private enum Medium { case disc, numberedDisc, side, careful, bracketed }

  /// Longer words before their beginnings.
  private static let media: [(word: [UInt8], medium: Medium)] = {
    let table: [(String, Medium)] = [
      ("diskette", .careful), ("disque", .careful), ("disco", .bracketed), ("disc", .disc), ("disk", .disc),
      ("dvd", .numberedDisc), ("cd", .numberedDisc), ("side", .side), ("tape", .careful), ("cassette", .careful),
      ("floppy", .careful), ("umd", .careful), ("gd", .bracketed), ("part", .bracketed),
    ]
    return table.map { ([UInt8]($0.0.utf8), $0.1) }
  }()

  /// What discs are called instead of a number: those to start with, and the others.
  private static let labels = words(
    """
    system boot start program opening main install installation game play
    data user save scenario story event ending character map world battle movie music sound graphic graphics utility
    extra extras bonus special loader master
    """)
  private static let firstLabels = 10
  private static let of = Array("of".utf8)
  private static let discs = words("diskette disc disk")

  private static func words(_ text: String) -> [[UInt8]] {
    text.split(whereSeparator: \.isWhitespace).map { [UInt8]($0.utf8) }
  }

  var isAtEnd: Bool { position == end }

  /// `Disc 1`, `Disk A`, `CD2`, `Side B`, `System Disk`, `1 of 3`; nothing is consumed where there is none.
  mutating func label(isBracketed: Bool) -> Label? {
    var trial = self
    trial.blanks()
    guard !trial.isAtEnd else { return nil }
    let found: Label?
    switch UTF8Text.foldedASCII(name[trial.position]) {
    case UInt8(ascii: "d"), UInt8(ascii: "c"), UInt8(ascii: "s"), UInt8(ascii: "t"), UInt8(ascii: "f"),
      UInt8(ascii: "u"), UInt8(ascii: "g"), UInt8(ascii: "p"):
      found = trial.numbered(isBracketed: isBracketed) ?? (isBracketed ? trial.labelled() : nil)
    case UInt8(ascii: "0")...UInt8(ascii: "9"): found = isBracketed ? trial.counted() : nil
    default: found = isBracketed ? trial.labelled() : nil
    }
    if found != nil { self = trial }
    return found
  }

  private mutating func numbered(isBracketed: Bool) -> Label? {
    for (word, medium) in DiscTagScanner.media {
      var trial = self
      guard trial.take(word) else { continue }
      let before = trial.position
      trial.blanks()
      trial.skip(UInt8(ascii: "#"))
      let isApart = trial.position > before
      guard isBracketed || medium != .bracketed, let ordinal = trial.ordinal() else { continue }
      // `Disc o` is a tag, `Disco` is not; nor are `CD-i` and `DVD-R`.
      if ordinal.isLetter, !isApart || medium == .numberedDisc { continue }
      self = trial
      return Label(
        ordinal: ordinal.value, isSide: medium == .side, isLetter: ordinal.isLetter, isCareful: medium == .careful)
    }
    return nil
  }

  /// `1 of 3` and nothing else.
  private mutating func counted() -> Label? {
    var trial = self
    guard let ordinal = trial.ordinal(), let total = trial.total(), 1...max(2, total) ~= ordinal.value, total > 1 else {
      return nil
    }
    self = trial
    return Label(ordinal: ordinal.value)
  }

  /// `System Disk`, `Bonus Disc`.
  private mutating func labelled() -> Label? {
    for (index, word) in DiscTagScanner.labels.enumerated() {
      var trial = self
      guard trial.take(word) else { continue }
      let before = trial.position
      trial.blanks()
      guard trial.position > before, DiscTagScanner.discs.contains(where: { trial.take($0) }), trial.isAtEnd
      else { continue }
      self = trial
      return Label(ordinal: index < DiscTagScanner.firstLabels ? 0 : 1000 + index, number: index + 1)
    }
    return nil
  }

  /// Passes over ` of 3` and says how many there are.
  mutating func total() -> Int? {
    var trial = self
    trial.blanks()
    guard trial.take(DiscTagScanner.of) else { return nil }
    trial.blanks()
    guard let ordinal = trial.ordinal() else { return nil }
    self = trial
    return ordinal.value
  }

  mutating func blanks() {
    while position < end, name[position] == 0x20 || name[position] == 0x2D || name[position] == 0x5F { position += 1 }
  }

  mutating func skip(_ byte: UInt8) { if position < end, name[position] == byte { position += 1 } }

  private mutating func take(_ word: [UInt8]) -> Bool {
    guard end - position >= word.count else { return false }
    for (offset, byte) in word.enumerated() where UTF8Text.foldedASCII(name[position + offset]) != byte {
      return false
    }
    position += word.count
    return true
  }

  /// A number of up to three digits or a single letter, with no letter or digit after it but in `1of3`.
  private mutating func ordinal() -> (value: Int, isLetter: Bool)? {
    func isLetter(_ byte: UInt8) -> Bool { UTF8Text.foldedASCII(byte) &- UInt8(ascii: "a") < 26 }
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    var value = 0
    var next = position
    while next < end, next - position <= 3, isDigit(name[next]) {
      value = value * 10 + Int(name[next] - UInt8(ascii: "0"))
      next += 1
    }
    guard next - position <= 3, position < end else { return nil }
    let isNumber = next > position
    if !isNumber {
      guard isLetter(name[next]) else { return nil }
      value = Int(UTF8Text.foldedASCII(name[next]) - UInt8(ascii: "a")) + 1
      next += 1
    }
    if next < end, isLetter(name[next]) || isDigit(name[next]) || name[next] >= 0x80 {
      let isTotal =
        isNumber && next + 2 < end && UTF8Text.foldedASCII(name[next]) == UInt8(ascii: "o")
        && UTF8Text.foldedASCII(name[next + 1]) == UInt8(ascii: "f") && isDigit(name[next + 2])
      guard isTotal else { return nil }
    }
    position = next
    return (value, !isNumber)
  }
}
