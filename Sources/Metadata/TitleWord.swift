/// A word of a title as titles are compared: folded, abbreviations and numerals in one spelling.
struct TitleWord: Hashable, Sendable {
  var text: String
  /// Which part of the title it is in: 0 before the first ` - `, `: ` or `~`.
  var segment: Int
  var joint: Joint
  /// Written as a Roman numeral of two letters at least; ``text`` is in digits.
  var isRoman = false
  /// Letters with dots: `R.C.`; never a numeral and never an article.
  var isInitials = false
  /// Written with an apostrophe in front of digits: `'03` is a year.
  var isShortYear = false
  /// Written as a word; ``text`` is in digits.
  var isNumberWord = false
  /// An English `and`, which may be left out.
  var isAnd = false
  /// Stands in parentheses or brackets.
  var isBracketed = false

  /// What stands between a word and the one before.
  enum Joint: Hashable, Sendable {
    case start, blank, comma, hyphen, dot, apostrophe, tilde, other
    /// Nothing: letters behind digits, Latin letters behind kana.
    case none
  }

  var isNumber: Bool { text.utf8.first.map { $0 &- 0x30 < 10 } ?? false }
  var number: Int? { isNumber ? Int(text) : nil }

  /// The words without what is between them; only numbers that would run into each other stay apart.
  static func glued(_ words: some Sequence<TitleWord>) -> String {
    var glued = ""
    for word in words {
      if word.isNumber, let last = glued.utf8.last, last &- 0x30 < 10 { glued += " " }
      glued += word.text
    }
    return glued
  }
}
