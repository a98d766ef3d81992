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
    /// A to Z instead of a number, as a number.
    var letter: Int?
    /// In letters: `B`, `II`, `Two`.
    var isWord = false
    /// Of `Disk 1A`.
    var side = 0
    /// Without brackets it is a tag only behind a dash.
    var isCareful = false
    /// `1 of 3`, which has no word before it.
    var isCount = false
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

  /// Whether words stand behind a dash, a colon or a comma.
  var isAtRemark: Bool {
    let rest = name[position..<end]
    let text = rest.drop { $0 == 0x20 }
    guard let mark = text.first else { return false }
    let words = text.dropFirst()
    guard let first = words.first(where: { $0 != 0x20 }), first != mark else { return false }
    switch mark {
    case UInt8(ascii: "-"): return text.startIndex > rest.startIndex && words.first == 0x20
    case UInt8(ascii: ":"), UInt8(ascii: ","): return true
    default: return false
    }
  }

  private static let series = words("demo demos cover sampler preview magazine trial")

  /// Whether the last word of a title is one behind which discs of a series are counted: `Cover Disk 12`.
  static func endsInSeries(_ title: Slice<UnsafeBufferPointer<UInt8>>) -> Bool {
    let start = title.lastIndex { $0 == 0x20 || $0 == UInt8(ascii: "_") }.map { $0 + 1 } ?? title.startIndex
    let word = title[start...]
    return series.contains { $0.count == word.count && zip($0, word).allSatisfy { $0 == UTF8Text.foldedASCII($1) } }
  }

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
    case UInt8(ascii: "0")...UInt8(ascii: "9"): found = trial.counted()
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
      if ordinal.isWord, !isApart { continue }
      if ordinal.letter != nil, medium == .numberedDisc || word.count == 2 { continue }
      // Amiga CD32.
      if ordinal.value == 32, !isApart, medium == .numberedDisc { continue }
      self = trial
      return Label(
        ordinal: ordinal.value, isSide: medium == .side, letter: ordinal.letter, isWord: ordinal.isWord,
        side: ordinal.side,
        isCareful: medium == .careful)
    }
    return nil
  }

  /// `1 of 3` and nothing else.
  private mutating func counted() -> Label? {
    var trial = self
    guard let ordinal = trial.ordinal(), !ordinal.isWord, ordinal.side == 0, let total = trial.total(),
      1...max(2, total) ~= ordinal.value, total > 1
    else {
      return nil
    }
    self = trial
    return Label(ordinal: ordinal.value, isCount: true)
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
    guard let ordinal = trial.ordinal(), ordinal.side == 0 else { return nil }
    self = trial
    return ordinal.value
  }

  /// `Side B` behind a disc's number.
  mutating func side() -> Int? {
    var trial = self
    trial.skip(UInt8(ascii: ","))
    guard let second = trial.label(isBracketed: true), second.isSide else { return nil }
    self = trial
    return second.ordinal
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

  private struct Ordinal {
    var value: Int
    var letter: Int?
    /// Written in letters: `B`, `II`, `Two`.
    var isWord = false
    var side = 0
  }

  private static let numerals: [[UInt8]: Int] = {
    let table = [
      (1, "i one uno"), (2, "ii two due dos"), (3, "iii three tre tres"), (4, "iv four quattro"), (5, "v five cinque"),
      (6, "vi six"), (7, "vii seven"), (8, "viii eight"), (9, "ix nine"), (10, "x ten"),
    ]
    var numerals: [[UInt8]: Int] = [:]
    for (value, text) in table { for word in words(text) { numerals[word] = value } }
    return numerals
  }()

  /// A number of up to three digits, with the side's letter in `1A`, a Roman numeral, a number word or a single letter;
  /// with no letter or digit after it but in `1of3`.
  private mutating func ordinal() -> Ordinal? {
    func isLetter(_ byte: UInt8) -> Bool { UTF8Text.foldedASCII(byte) &- UInt8(ascii: "a") < 26 }
    func isDigit(_ byte: UInt8) -> Bool { byte &- UInt8(ascii: "0") < 10 }
    func isWord(_ next: Int) -> Bool {
      next < end && (isLetter(name[next]) || isDigit(name[next]) || name[next] >= 0x80)
    }
    guard position < end else { return nil }
    var next = position
    var found = Ordinal(value: 0)
    while next < end, next - position <= 3, isDigit(name[next]) {
      found.value = found.value * 10 + Int(name[next] - UInt8(ascii: "0"))
      next += 1
    }
    guard next - position <= 3 else { return nil }
    if next == position {
      while next < end, next - position <= 8, isLetter(name[next]) { next += 1 }
      let word = name[position..<next].map(UTF8Text.foldedASCII)
      let letter = word.count == 1 ? Int(word[0] - UInt8(ascii: "a")) + 1 : nil
      guard !isWord(next), let value = DiscTagScanner.numerals[word] ?? letter else { return nil }
      found = Ordinal(value: value, letter: letter, isWord: true)
    } else if isWord(next) {
      let letter = UTF8Text.foldedASCII(name[next])
      let isTotal =
        next + 2 < end && letter == UInt8(ascii: "o") && UTF8Text.foldedASCII(name[next + 1]) == UInt8(ascii: "f")
        && isDigit(name[next + 2])
      if !isTotal {
        // `Disk 1A`, but neither `3D` nor `2nd`.
        guard letter &- UInt8(ascii: "a") < 3, !isWord(next + 1) else { return nil }
        found.side = Int(letter - UInt8(ascii: "a")) + 1
        next += 1
      }
    }
    position = next
    return found
  }
}
