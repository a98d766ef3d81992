internal import CUtf8proc

/// How many columns of a terminal text takes, and text that fits.
package enum DisplayWidth {
  /// Columns of `text`: two for East Asian wide characters and emoji, none for what combines with the one before.
  package static func of(_ text: some StringProtocol) -> Int { text.reduce(0) { $0 + width($1) } }

  /// `text` in at most `columns` columns; what is too much is left out of its middle, where an ellipsis says so.
  package static func shortened(_ text: String, to columns: Int) -> String {
    if of(text) <= columns { return text }
    guard columns > 1 else { return columns == 1 ? "…" : "" }
    // The end tells more than the beginning: names differ in their tags and extensions.
    let front = prefix(of: text, columns: (columns - 1) / 2)
    let back = String(prefix(of: String(text.reversed()), columns: columns - 1 - of(front)).reversed())
    return front + "…" + back
  }

  /// `text` cut off after at most `columns` columns.
  package static func prefix(of text: String, columns: Int) -> String {
    var used = 0
    return String(
      text.prefix { character in
        used += width(character)
        return used <= columns
      })
  }

  private static func width(_ character: Character) -> Int {
    var sum = 0
    for scalar in character.unicodeScalars {
      // Asks for the emoji form, which is wide.
      sum += scalar.value == 0xFE0F ? 1 : Int(utf8proc_charwidth(Int32(bitPattern: scalar.value)))
    }
    // Terminals show a sequence as one sign.
    return min(sum, 2)
  }
}
