internal import Text

/// Takes a title apart into words.
///
/// | written | read |
/// |---|---|
/// | `Foo - Bar`, `Foo: Bar`, `Foo ~Bar~`, `Foo -Bar-` | two segments |
/// | `Yoshi's`, `'94`, `II'` | `yoshis`, `94`, `2`: apostrophes are nothing |
/// | `Rock 'n' Roll`, `Ghouls'n Ghosts`, `Tom + Jerry`, `Tom & Jerry` | `and` |
/// | `R.C. Pro-Am`, `Pac-Man`, `Vol.2` | words that are glued later, initials as one |
/// | `720°`, `1,000` | `720 degrees`, `1000` |
/// | `Foo+` | `foo plus`: an edition, and no `and` |
struct TitleReader {
  private let scalars: [Unicode.Scalar]
  private var words: [TitleWord] = []
  private var current = String.UnicodeScalarView()
  private var currentKind = CharacterKind.separator
  private var joint = TitleWord.Joint.start
  private var segment = 0
  private var isBracketed = false
  private var hasApostrophe = false

  static func words(of title: String) -> [TitleWord] {
    // File names are short; what is longer is no title that anybody compares.
    let text = title.utf8.count <= 1024 ? title : String(title.unicodeScalars.prefix(256))
    var plain = text
    if !text.utf8.allSatisfy({ $0 < 0x80 }) {
      plain = ""
      for scalar in text.unicodeScalars where !marks.contains(scalar) {
        plain.unicodeScalars.append(scalar == "º" ? "°" : scalar)
      }
    }
    var reader = TitleReader(scalars: Self.withJoinedAnd(Array(UTF8Text.searchFolded(plain).unicodeScalars)))
    reader.read()
    return reader.words
  }

  private static let marks: Set<Unicode.Scalar> = ["™", "®", "©", "℠"]

  private init(scalars: [Unicode.Scalar]) { self.scalars = scalars }

  private mutating func read() {
    for index in scalars.indices {
      let scalar = scalars[index]
      let kind = CharacterKind(scalar)
      if kind == .mark, !current.isEmpty {
        current.append(scalar)
      } else if kind != .separator {
        if !current.isEmpty, kind != currentKind {
          flush()
          joint = .none
        }
        current.append(scalar)
        currentKind = kind
      } else {
        readSeparator(scalar, at: index)
      }
    }
    flush()
  }

  private mutating func readSeparator(_ scalar: Unicode.Scalar, at index: Int) {
    let before = index > 0 ? scalars[index - 1] : " "
    let behind = index + 1 < scalars.count ? scalars[index + 1] : " "
    switch scalar {
    case _ where Self.apostrophes.contains(scalar):
      // The article of `L'Empereur` is a word; `l` alone is none otherwise.
      if current.elementsEqual("l".unicodeScalars), words.last?.segment != segment { separate(.apostrophe) }
      if current.isEmpty, CharacterKind(behind) == .digit { hasApostrophe = true }
    case "&": add("and")
    case "+": add(scalars[(index + 1)...].contains { CharacterKind($0).isWord } ? "and" : "plus")
    case "°": add("degrees")
    case ".": separate(.dot)
    case ",":
      if !Self.isThousands(scalars, at: index) { separate(.comma) }
    case ":", ";":
      if CharacterKind(before) == .digit, CharacterKind(behind) == .digit {
        separate(.hyphen)
      } else {
        startSegment(.other)
      }
    case "~", "\u{301C}": startSegment(.tilde)
    case "\u{2014}", "\u{2015}": startSegment(.other)
    case "-", "\u{2010}", "\u{2011}", "\u{2012}", "\u{2013}", "\u{2212}":
      if before.properties.isWhitespace || behind.properties.isWhitespace {
        startSegment(.other)
      } else {
        separate(.hyphen)
      }
    case "(", "[", "{":
      separate(.other)
      isBracketed = true
    case ")", "]", "}":
      separate(.other)
      isBracketed = false
    case _ where scalar.properties.isWhitespace: separate(.blank)
    default: separate(.other)
    }
  }

  private mutating func flush() {
    guard !current.isEmpty else { return }
    var word = TitleWord(text: String(current), segment: segment, joint: joint, isBracketed: isBracketed)
    word.isShortYear = hasApostrophe && word.isNumber
    words.append(word)
    hasApostrophe = false
    current.removeAll()
    joint = .blank
  }

  /// A blank beside a comma says less than the comma.
  private mutating func separate(_ next: TitleWord.Joint) {
    let wasOpen = !current.isEmpty
    flush()
    if words.isEmpty { return }
    if next != .blank || wasOpen { joint = joint == .comma || joint == .tilde ? joint : next }
  }

  private mutating func startSegment(_ next: TitleWord.Joint) {
    flush()
    guard !words.isEmpty else { return }
    if words.last?.segment == segment { segment += 1 }
    joint = next
  }

  private mutating func add(_ word: String) {
    flush()
    words.append(TitleWord(text: word, segment: segment, joint: .other, isBracketed: isBracketed))
    joint = .blank
  }

  private static let apostrophes: Set<Unicode.Scalar> = [
    "'", "\u{2019}", "\u{2018}", "`", "\u{B4}", "\u{2BC}", "\u{2032}", "\u{201B}", "\u{2BB}",
  ]

  private static func isThousands(_ scalars: [Unicode.Scalar], at comma: Int) -> Bool {
    func isDigit(_ index: Int) -> Bool { scalars.indices.contains(index) && CharacterKind(scalars[index]) == .digit }
    return isDigit(comma - 1) && isDigit(comma + 1) && isDigit(comma + 2) && isDigit(comma + 3) && !isDigit(comma + 4)
  }

  /// An `n` with an apostrophe at either side, between words, stands for `and`.
  private static func withJoinedAnd(_ scalars: [Unicode.Scalar]) -> [Unicode.Scalar] {
    guard scalars.count > 4, scalars.contains(where: apostrophes.contains) else { return scalars }
    var result = scalars
    for index in 1..<(scalars.count - 1) where scalars[index] == "n" {
      let isQuotedBefore = apostrophes.contains(scalars[index - 1])
      let isQuotedBehind = apostrophes.contains(scalars[index + 1])
      guard isQuotedBefore || isQuotedBehind,
        isQuotedBefore || scalars[index - 1] == " ", isQuotedBehind || scalars[index + 1] == " ",
        scalars[..<(index - 1)].contains(where: { CharacterKind($0).isWord }),
        scalars[(index + 2)...].contains(where: { CharacterKind($0).isWord })
      else { continue }
      result[index - 1] = " "
      result[index] = "&"
      result[index + 1] = " "
    }
    return result
  }
}

/// What a character is in a title.
private enum CharacterKind {
  case digit, latin, letter, mark, separator

  var isWord: Bool { self == .digit || self == .latin || self == .letter }

  init(_ scalar: Unicode.Scalar) {
    switch scalar.value {
    case 0x30...0x39: self = .digit
    case 0x61...0x7A, 0x41...0x5A: self = .latin
    case 0..<0x80: self = .separator
    default:
      let properties = scalar.properties
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark: self = .mark
      case .decimalNumber, .letterNumber, .otherNumber: self = .letter
      default:
        let isLatin = (0xC0...0x24F).contains(scalar.value) || (0x1E00...0x1EFF).contains(scalar.value)
        self = properties.isAlphabetic ? (isLatin ? .latin : .letter) : .separator
      }
    }
  }
}
