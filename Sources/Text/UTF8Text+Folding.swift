internal import CUtf8proc

extension UTF8Text {
  /// A form for finding text that people and programs write differently: full width, ligatures and the like in their
  /// plain form (NFKC), case-folded, without marks on Latin and Greek letters and without what cannot be seen.
  ///
  /// Marks of other scripts make other letters (`か` and `が`, `и` and `й`, the vowels of Devanagari) and stay. Folding
  /// what is folded changes nothing. For comparing, never for showing.
  package static func searchFolded(_ text: String) -> String {
    if text.utf8.allSatisfy({ $0 < 0x80 }) {
      return String(decoding: text.utf8.map(foldedASCII), as: UTF8.self)
    }
    var folded = text
    // Few characters fold into some that fold once more.
    for _ in 0..<4 {
      let next = foldedOnce(folded)
      if next.utf8.elementsEqual(folded.utf8) { break }
      folded = next
    }
    return folded
  }

  private static func foldedOnce(_ text: String) -> String {
    let options =
      UTF8PROC_STABLE.rawValue | UTF8PROC_DECOMPOSE.rawValue | UTF8PROC_COMPAT.rawValue | UTF8PROC_CASEFOLD.rawValue
      | UTF8PROC_IGNORE.rawValue
    let decomposed = Array(text.utf8).withUnsafeBufferPointer { transformed($0, options) }
    guard let decomposed else { return text }
    var kept = String.UnicodeScalarView()
    var isPlainBase = false
    for scalar in String(decoding: decomposed, as: UTF8.self).unicodeScalars {
      if (0x300...0x36F).contains(scalar.value) {
        if isPlainBase { continue }
      } else {
        isPlainBase = isLatinOrGreek(scalar.value)
      }
      if let letters = undecomposed[scalar] {
        kept.append(contentsOf: letters.unicodeScalars)
      } else {
        kept.append(scalar)
      }
    }
    let stripped = Array(String(kept).utf8)
    return String(decoding: composed(stripped) ?? stripped, as: UTF8.self)
  }

  private static func isLatinOrGreek(_ value: UInt32) -> Bool {
    switch value {
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x3FF, 0x1E00...0x1FFF: true
    default: false
    }
  }

  /// Latin letters with strokes and joined ones, which Unicode does not decompose.
  private static let undecomposed: [Unicode.Scalar: String] = [
    "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ł": "l", "æ": "ae", "œ": "oe", "ħ": "h", "ı": "i", "ŧ": "t",
  ]
}
