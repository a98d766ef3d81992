/// A word or a few words in the one form that the tables know: ASCII letters in lower case, one space between words.
///
/// Thirty-two bytes in two numbers, so that a look-up allocates nothing; nothing longer is in any table.
struct Phrase: Hashable, Sendable {
  private var first: UInt128 = 0
  private var second: UInt128 = 0

  /// Nil where the words are too long for every table.
  init?(_ bytes: Bytes) {
    var length = 0
    var needsSpace = false
    for byte in bytes {
      if byte.isBlank {
        needsSpace = length > 0
        continue
      }
      if needsSpace { append(UInt8(ascii: " "), &length) }
      needsSpace = false
      append(byte.folded, &length)
      if length > 32 { return nil }
    }
    if length == 0 { return nil }
  }

  private mutating func append(_ byte: UInt8, _ length: inout Int) {
    if length < 16 { first = first << 8 | UInt128(byte) } else { second = second << 8 | UInt128(byte) }
    length += 1
  }

  /// What stands in a table.
  init(_ text: Substring) {
    guard let phrase = Phrase(Array(text.utf8)[...]) else { preconditionFailure("not a phrase: \(text)") }
    self = phrase
  }

  /// A table from lines of `value = spelling, spelling`.
  static func table<Value>(_ lines: String, value: (Substring) -> Value) -> [Phrase: Value] {
    var table: [Phrase: Value] = [:]
    for line in lines.split(separator: "\n") {
      let sides = line.split(separator: "=", maxSplits: 1)
      guard sides.count == 2 else { preconditionFailure("not a line of a table: \(line)") }
      let value = value(trimmed(sides[0]))
      for spelling in sides[1].split(separator: ",") { table[Phrase(trimmed(spelling))] = value }
    }
    return table
  }

  private static func trimmed(_ text: Substring) -> Substring {
    var text = text.drop { $0 == " " }
    while text.last == " " { text.removeLast() }
    return text
  }
}

/// How the ASCII letters of a code are written, which tells `(De)`, a language, from `(DE)`, a country.
enum LetterCase {
  case lower, upper, capitalized

  init(_ bytes: Bytes) {
    let hasLower = bytes.contains { $0.isLower }
    let beginsUpper = bytes.first?.isUpper == true
    self = !hasLower ? .upper : beginsUpper ? .capitalized : .lower
  }
}
