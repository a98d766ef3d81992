extension JSONReader {
  // MARK: Space and comments

  mutating func skipSpace() {
    while let byte = peek {
      switch byte {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      case UInt8(ascii: "/") where dialect == .commented && self.byte(ahead: 1) == UInt8(ascii: "/"): skipLine()
      case UInt8(ascii: "/") where dialect == .commented && self.byte(ahead: 1) == UInt8(ascii: "*"): skipComment()
      case UInt8(ascii: "#") where dialect == .commented:
        report("`#`: a comment begins with `//`", at: here)
        skipLine()
      case 0xC2 where self.byte(ahead: 1) == 0xA0:
        report("a no-break space (U+00A0) stands here: write a plain one", at: here)
        position += 2
      default: return
      }
    }
  }

  private mutating func skipLine() {
    while let byte = peek, byte != 0x0A { position += 1 }
  }

  private mutating func skipComment() {
    let place = here
    position += 2
    while position < bytes.count {
      if isNext("*/") {
        position += 2
        return
      }
      position += 1
    }
    report("this comment never ends: a `*/` is missing", at: place)
  }

  // MARK: Names

  /// The name of a member; nil where none is here, and nothing may have been taken then.
  mutating func name() -> String? {
    let place = here
    switch peek {
    case UInt8(ascii: "\""), UInt8(ascii: "'"):
      guard let name = string() else { return nil }
      return name
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      report("a name is missing before this value: write \"NAME\": VALUE", at: place)
      _ = value()
      return nil
    default:
      let start = position
      let word = takeWord()
      guard word.unicodeScalars.contains(where: { $0.properties.isAlphabetic || $0.properties.numericType != nil })
      else {
        position = start
        return nil
      }
      let plain = plainlyQuoted(word)
      report(
        plain == word ? "a name stands in quotes: write \"\(word)\"" : "quotes are plain ones: write \"\(plain)\"",
        at: place)
      return plain
    }
  }

  // MARK: Values

  mutating func scalar() -> JSONNode.Content {
    let place = here
    if peek == UInt8(ascii: "\"") || peek == UInt8(ascii: "'") {
      return string().map(JSONNode.Content.string) ?? .unreadable
    }
    let word = takeWord()
    switch word {
    case "": return .unreadable
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "null": return .null
    default: break
    }
    let isNumeric = word.utf8.first.map { "+-.0123456789".utf8.contains($0) } ?? false
    if isNumeric, isNumber(word), !isFollowedByUnit { return .number(word) }
    report(explanation(of: word, isNumeric: isNumeric), at: place)
    return .unreadable
  }

  private mutating func explanation(of word: String, isNumeric: Bool) -> String {
    if ["true", "false", "null"].contains(word.lowercased()) { return "`\(word)`: write \(word.lowercased())" }
    if ["yes", "on"].contains(word.lowercased()) { return "`\(word)` is no value: write true" }
    if ["no", "off"].contains(word.lowercased()) {
      return "`\(word)` is no value: write false, or \"\(word)\" as a word"
    }
    if ["None", "nil", "undefined"].contains(word) { return "`\(word)` is no value: write null" }
    let plain = plainlyQuoted(word)
    if plain != word { return "quotes are plain ones: write \"\(plain)\"" }
    guard isNumeric else { return "`\(word)` is no value: a text stands in quotes: \"\(word)\"" }
    if isFollowedByUnit {
      position += 1
      return "a number with its unit stands in quotes: \"\(word) \(takeWord())\""
    }
    if word.unicodeScalars.contains(where: { !"+-.0123456789eE".unicodeScalars.contains($0) }) {
      return "`\(word)` is no number: with a unit, or as a text, it stands in quotes: \"\(word)\""
    }
    return "`\(word)` is no number of JSON: digits without a zero or a plus in front, as in 10 or 0.5"
  }

  /// Whether a number is followed by a space and a word, as in `64 GiB`.
  private var isFollowedByUnit: Bool {
    guard dialect == .commented, peek == 0x20, let next = byte(ahead: 1) else { return false }
    return next | 0x20 >= 0x61 && next | 0x20 <= 0x7A || next == UInt8(ascii: "%")
  }

  /// What reaches up to the next space or sign of JSON's.
  private mutating func takeWord() -> String {
    let start = position
    // What begins like a path may hold slashes; behind anything else two of them are a comment.
    let isPath = peek.map { "/~.".utf8.contains($0) } ?? false
    while let byte = peek, byte > 0x20, !",:;=[]{}\"'#".utf8.contains(byte) {
      if !isPath, isNext("//") || isNext("/*") { break }
      position += 1
    }
    return String(decoding: bytes[start..<position], as: UTF8.self)
  }

  /// Without the typographic quotes that word processors put in.
  private func plainlyQuoted(_ word: String) -> String {
    String(String.UnicodeScalarView(word.unicodeScalars.filter { !"“”„‟«»‘’‚".unicodeScalars.contains($0) }))
  }

  private func isNumber(_ word: String) -> Bool {
    var rest = word.utf8[...]
    func takeDigits() -> Int {
      let digits = rest.prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
      rest = rest.dropFirst(digits.count)
      return digits.count
    }
    if rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
    let startsWithZero = rest.first == UInt8(ascii: "0")
    let whole = takeDigits()
    if whole == 0 || (startsWithZero && whole > 1) { return false }
    if rest.first == UInt8(ascii: ".") {
      rest = rest.dropFirst()
      if takeDigits() == 0 { return false }
    }
    if let sign = rest.first, sign | 0x20 == UInt8(ascii: "e") {
      rest = rest.dropFirst()
      if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest = rest.dropFirst() }
      if takeDigits() == 0 { return false }
    }
    return rest.isEmpty
  }

  // MARK: Strings

  /// A string in its quotes; nil where it cannot be told what it says, and that was reported.
  private mutating func string() -> String? {
    let start = position
    let quote = bytes[position]
    if quote != UInt8(ascii: "\"") { report("a text stands between \" and \", not between ' and '", at: here) }
    position += 1
    var text: [UInt8] = []
    while let byte = peek, byte != 0x0A {
      switch byte {
      case quote:
        position += 1
        return checked(text, from: start)
      case UInt8(ascii: "\\"): escape(into: &text)
      case 0..<0x20 where !(byte == 0x0D && self.byte(ahead: 1) == 0x0A):
        let escape = byte == 0x09 ? "\\t" : "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))"
        report("a control character in a text is written \(escape)", at: here)
        position += 1
      default:
        text.append(byte)
        position += 1
      }
    }
    report("this text has no closing quote in its line", at: place(at: start), isLost: true)
    return nil
  }

  private mutating func checked(_ text: [UInt8], from start: Int) -> String? {
    if let string = String(validating: text, as: UTF8.self) { return string }
    // Escapes are valid by themselves, so the byte that is not is in the text as it stands.
    var offset = start
    while offset < position {
      let end = (offset + 1...min(offset + 4, position)).first {
        String(validating: bytes[offset..<$0], as: UTF8.self) != nil
      }
      guard let end else { break }
      offset = end
    }
    report(
      "byte 0x\(String(bytes[min(offset, bytes.count - 1)], radix: 16, uppercase: true)) is not UTF-8: save the text as UTF-8",
      at: place(at: offset))
    return nil
  }

  private mutating func escape(into text: inout [UInt8]) {
    let start = position
    position += 1
    guard let letter = peek, letter != 0x0A else { return }
    position += 1
    switch letter {
    case UInt8(ascii: "n"): text.append(0x0A)
    case UInt8(ascii: "t"): text.append(0x09)
    case UInt8(ascii: "r"): text.append(0x0D)
    case UInt8(ascii: "b"): text.append(0x08)
    case UInt8(ascii: "f"): text.append(0x0C)
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(letter)
    case UInt8(ascii: "u"):
      if let scalar = escapedScalar() {
        text.append(contentsOf: String(Character(scalar)).utf8)
      } else {
        report("`\\u` is followed by four hexadecimal digits, and a half of a pair by the other", at: place(at: start))
      }
    default:
      // The rest of the character stays for the loop that called this.
      report("a backslash in a text is written `\\\\`", at: place(at: start))
      position -= 1
    }
  }

  private mutating func escapedScalar() -> Unicode.Scalar? {
    guard let high = hexadecimal() else { return nil }
    guard (0xD800..<0xDC00).contains(high) else { return Unicode.Scalar(high) }
    guard isNext("\\u") else { return nil }
    position += 2
    guard let low = hexadecimal(), (0xDC00..<0xE000).contains(low) else { return nil }
    return Unicode.Scalar(0x10000 + (high - 0xD800) << 10 + (low - 0xDC00))
  }

  private mutating func hexadecimal() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<position + 4]
    guard digits.allSatisfy({ ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x66) || ($0 >= 0x30 && $0 <= 0x39) }) else {
      return nil
    }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }
}
