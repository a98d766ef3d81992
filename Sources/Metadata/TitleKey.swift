internal import Text

/// A title as titles are compared: the same for what people and programs write differently, and different for different
/// games.
///
/// ``strict`` is the same for spellings of one title alone: case, width, accents, punctuation, blanks, `&`, Roman
/// numerals of two letters, usual abbreviations, an English article in front or any behind a comma. ``forms`` are
/// weaker: equal ones are evidence, of which other candidates may be better.
package struct TitleKey: Hashable, Sendable {
  /// Changes whenever a title gets another key, so that stored keys are made anew.
  package static let version = 3

  /// The weaker forms, the strongest first.
  package enum Rank: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Without articles that say nothing, number words as numbers, years in two digits, `oe` for `ö`.
    case loose
    /// Without `and`.
    case unjoined
    /// Japanese in Latin letters, in whatever way.
    case romanised
    /// I, V and X alone as numerals.
    case letters
    /// Without the `Part` or `Vol.` in front of a number.
    case uncounted
    /// `Hoppin'` as `Hopping`.
    case clipped
    /// Without who stands before a title: `Disney's`.
    case unbranded
    /// Without `The Video Game` at the end.
    case plainGame
    /// Without the 1 of a first part.
    case first
    /// Without what stands in parentheses.
    case unbracketed

    package static func < (first: Rank, second: Rank) -> Bool { first.rawValue < second.rawValue }
  }

  /// For exact comparison, and for storing. Never empty where the title is not.
  package let strict: String
  /// By rank; a form that is no other than the loose one is left out.
  package let forms: [Rank: String]
  /// ``Rank/loose`` with umlauts spelt out; nil where there are none.
  let spelt: String?
  /// With its punctuation: tells `K-On!` from `K-On!!`.
  let verbatim: String
  let words: TitleWords

  /// The form of a rank, which is the loose one where nothing distinguishes it.
  func form(_ rank: Rank) -> String { forms[rank] ?? forms[.loose] ?? strict }

  /// Pure, and safe from any thread.
  package init(_ title: String) {
    words = TitleWords(title)
    verbatim = Self.verbatim(title)
    let glued = TitleWord.glued(words.withoutLeadingArticle)
    guard !glued.isEmpty else {
      let folded = UTF8Text.searchFolded(title)
      let composed = UTF8Text.composed(Array(title.utf8)).map { String(decoding: $0, as: UTF8.self) }
      strict = folded.isEmpty ? composed ?? title : folded
      forms = [:]
      spelt = nil
      return
    }
    strict = Self.settled(glued)
    spelt = TitleForms.withSpeltUmlauts(title).flatMap { TitleForms(TitleWords($0)).all[.loose] }
    let all = TitleForms(words).all
    forms = all.filter { $0.key == .loose || $0.value != all[.loose] }
  }

  /// What has been put together may read as something else: `V I` is `vi`, and that is 6.
  private static func settled(_ glued: String) -> String {
    var key = glued
    for _ in 0..<4 {
      let next = TitleWord.glued(TitleWords(key).withoutLeadingArticle)
      if next == key || next.isEmpty { break }
      key = next
    }
    return key
  }

  /// Folded, with one sign for each kind of separator.
  private static func verbatim(_ title: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in UTF8Text.searchFolded(title).unicodeScalars {
      switch scalar {
      case "\u{2019}", "\u{2018}", "`", "\u{B4}": result.append("'")
      case ":", "-", "\u{2013}", "\u{2014}", "~", "\u{301C}":
        // ` - ` and `: ` are one.
        while result.last == " " { result.removeLast() }
        result.append("-")
      case " ", "\u{3000}", "_":
        if let last = result.last, last != " ", last != "-" { result.append(" ") }
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
