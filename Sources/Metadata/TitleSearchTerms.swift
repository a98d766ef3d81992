internal import Text

/// What to ask a provider for.
package enum SearchTerms {
  /// How many spellings are worth a question.
  package static let mostVariants = 10
  private static let mostPlainVariants = 6

  /// The spellings under which a provider that compares names exactly, but for their case, may have a title; the
  /// likeliest first, at most ``mostVariants``.
  ///
  /// - Parameters:
  ///   - title: as people say it; see ``GameName/naturalTitle``.
  ///   - editions: see ``GameQuery/editions``. A provider that has them as games of their own is asked for those, too:
  ///     else the plain game would be taken for them.
  package static func variants(of title: String, editions: [String] = []) -> [String] {
    let natural = tidied(title)
    guard !natural.isEmpty else { return [] }
    let titles = parts(of: natural)
    var variants: [String] = []
    for part in titles {
      let colon = withColon(part)
      variants.append(colon)
      if titles.count > 1 { continue }
      if colon != part { variants.append(part) }
      for base in [colon] {
        if let other = withOtherNumeral(base) { variants.append(other) }
        if let other = withOtherAnd(base) { variants.append(other) }
        if let other = withoutEdition(base) { variants.append(other) }
        if base.lowercased().hasPrefix("the ") { variants.append(String(base.dropFirst(4))) }
      }
      if colon.contains(":") { variants.append(replaced(part, " - ", " ")) }
      if part.contains("'") { variants.append(replaced(part, "'", "\u{2019}")) }
    }
    if titles.count > 1 {
      // The second may be a subtitle of the first.
      variants += [titles.joined(separator: ": "), titles.joined(separator: " - "), natural]
    }
    var seen: Set<String> = []
    variants = Array(variants.filter { !$0.isEmpty && seen.insert(folded($0)).inserted }.prefix(mostPlainVariants))
    let base = titles.count > 1 ? titles.joined(separator: ": ") : withColon(natural)
    for edition in editions.map(tidied).filter({ !$0.isEmpty }) {
      let others = ["\(base): \(edition)", "\(base) - \(edition)", "\(base) \(edition)", "\(base) (\(edition))"]
      variants += others.filter { seen.insert(folded($0)).inserted }
    }
    return Array(variants.prefix(mostVariants))
  }

  /// The words of a title for a provider's search in full text: letters, digits and what belongs inside of a word, with
  /// nothing that a query language has a meaning for.
  package static func search(of title: String) -> String {
    let first = parts(of: tidied(title)).first ?? ""
    let scalars = Array(first.unicodeScalars)
    var result = String.UnicodeScalarView()
    for (index, scalar) in scalars.enumerated() {
      let isInside =
        index > 0 && index + 1 < scalars.count && isWord(scalars[index - 1]) && isWord(scalars[index + 1])
      if isWord(scalar) || scalar == "&" || isInside && (scalar == "'" || scalar == "-" || scalar == ".") {
        result.append(scalar)
      } else if scalar == "\u{2019}", isInside {
        result.append("'")
      } else if let last = result.last, last != " " {
        result.append(" ")
      }
    }
    let words = String(result).split(separator: " ").joined(separator: " ")
    // A title of signs alone: `!!!`.
    let text = words.isEmpty ? String(first.filter { $0 != "\"" && $0 != "\\" && $0 != ";" }) : words
    return String(text.prefix(100))
  }

  private static func isWord(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x80 { return scalar.properties.isAlphabetic || (0x30...0x39).contains(scalar.value) }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .spacingMark, .decimalNumber, .letterNumber, .otherNumber: return true
    default: return scalar.properties.isAlphabetic
    }
  }

  /// Composed, without blanks around and doubled ones, cut where nobody would search for it.
  private static func tidied(_ title: String) -> String {
    let composed = UTF8Text.composed(Array(title.utf8)).map { String(decoding: $0, as: UTF8.self) } ?? title
    let words = composed.split { $0.isWhitespace || $0 == "_" || $0.unicodeScalars.allSatisfy { $0.value < 0x20 } }
    return String(words.joined(separator: " ").prefix(200))
  }

  /// `Bare Knuckle III ~ Streets of Rage 3` is two.
  private static func parts(of title: String) -> [String] {
    let parts = QueryTitle.parts(of: title)
    return parts.isEmpty ? [title] : parts
  }

  /// Providers write a colon, which file names cannot have; only the first ` - ` is surely one.
  private static func withColon(_ title: String) -> String {
    let words = title.split(separator: " ")
    guard let dash = words.firstIndex(of: "-"), dash > 0, dash + 1 < words.count else { return title }
    return words[..<dash].joined(separator: " ") + ": " + words[(dash + 1)...].joined(separator: " ")
  }

  /// The last numeral of the other kind: `II` for 2, 2 for `II`.
  private static func withOtherNumeral(_ title: String) -> String? {
    var words = title.split(separator: " ").map(String.init)
    for index in words.indices.dropFirst().reversed() {
      let colon = words[index].hasSuffix(":") ? ":" : ""
      let word = String(words[index].dropLast(colon.count))
      if let number = Int(word), number > 1, let roman = TitleNumeral.roman(number), "\(number)" == word {
        words[index] = roman + colon
      } else if word == word.uppercased(), word != "I", let number = TitleNumeral.roman[word.lowercased()] {
        words[index] = "\(number)" + colon
      } else {
        continue
      }
      return words.joined(separator: " ")
    }
    return nil
  }

  private static func withOtherAnd(_ title: String) -> String? {
    if title.contains(" & ") { return replaced(title, " & ", " and ") }
    if title.contains(" + ") { return replaced(title, " + ", " & ") }
    let words = title.split(separator: " ")
    guard words.contains(where: { $0.lowercased() == "and" }) else { return nil }
    return words.map { $0.lowercased() == "and" ? "&" : String($0) }.joined(separator: " ")
  }

  /// Without `Special Edition` and the like at the end: what is found is held against the whole title later.
  private static func withoutEdition(_ title: String) -> String? {
    let words = title.split(separator: " ").map(String.init)
    guard let last = words.last?.lowercased(), ["edition", "version", "collection", "cut"].contains(last),
      words.count > 2
    else { return nil }
    let rest = words.dropLast(2)
    let text = rest.joined(separator: " ")
    return text.last == ":" || text.last == "-"
      ? String(text.dropLast()).split(separator: " ").joined(separator: " ") : text
  }

  private static func replaced(_ text: String, _ from: String, _ to: String) -> String {
    var result = ""
    var rest = text[...]
    while let index = rest.indices.first(where: { rest[$0...].hasPrefix(from) }) {
      result += rest[..<index]
      result += to
      rest = rest[index...].dropFirst(from.count)
    }
    return result + rest
  }

  private static func folded(_ text: String) -> String { UTF8Text.searchFolded(text) }
}
