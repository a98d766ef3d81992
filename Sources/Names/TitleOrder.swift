internal import Text

/// Titles as people say them and as lists sort them.
///
/// An article behind a comma goes to the front for people and away for sorting; one in front goes away for sorting where
/// it can be one: `Die Siedler` is sorted under S and `Die Hard (USA)` under D.
enum TitleOrder {
  /// - Parameters:
  ///   - languages: in which the name says the game is.
  ///   - regions: tell the language of the title where no language is named.
  static func forms(
    of title: String, languages: [String], regions: [Region]
  ) -> (natural: String, sortKey: String) {
    let bytes = Array(title.utf8)
    var natural = bytes
    var sorted = bytes[...]
    var hasArticle = false
    // A name of two games has two: `Game, The & Game 2, The`.
    while let (article, before, behind) = trailingArticle(of: natural[...]) {
      let joins = article.last == UInt8(ascii: "'") || article.suffix(3).elementsEqual("\u{2019}".utf8)
      natural = before + article + (joins ? [] : [UInt8(ascii: " ")]) + behind
      if !hasArticle { sorted = (before + behind)[...] }
      hasArticle = true
    }
    if !hasArticle {
      sorted = withoutLeadingArticle(sorted, in: titleLanguages(languages, regions))
    }
    return (
      natural == bytes ? title : String(decoding: natural, as: UTF8.self), String(decoding: key(sorted), as: UTF8.self)
    )
  }

  /// Articles with the languages they are of.
  private static let articles: [Phrase: [String]] = {
    var articles: [Phrase: [String]] = [:]
    let lines = """
      en: the a an
      fr: le la les l' l’ un une des
      de: der die das den dem ein eine
      es: el la los las un una unos unas
      it: il lo la i gli le l' l’ un uno una
      pt: o a os as um uma
      nl: de het een 't
      sv: en ett den det de
      da: en et den det de
      no: en et ei den det de
      """
    for line in lines.split(separator: "\n") {
      for word in line.dropFirst(3).split(separator: " ") {
        articles[Phrase(word), default: []].append(String(line.prefix(2)))
      }
    }
    return articles
  }()

  private static let joints = [" - ", " ~ ", " + ", " & "].map { Array($0.utf8) }

  /// `The` of `Legend of Zelda, The - A Link to the Past`, and the title before and behind the place where people say
  /// it: at the front of the part it ends.
  private static func trailingArticle(of title: Bytes) -> (article: Bytes, before: Bytes, behind: [UInt8])? {
    guard title.contains(UInt8(ascii: ",")) else { return nil }
    var partStart = title.startIndex
    for index in title.indices {
      if index > partStart, let joint = joints.first(where: { title[index...].starts(with: $0) }) {
        partStart = index + joint.count
      }
      guard title[index] == UInt8(ascii: ","), index > partStart else { continue }
      let rest = title[(index + 1)...]
      guard rest.first == UInt8(ascii: " ") else { continue }
      let word = rest.dropFirst().prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: ",") }
      let following = rest.dropFirst(1 + word.count)
      guard following.isEmpty || joints.contains(where: { following.starts(with: $0) }), word.count <= 5,
        word.first?.isUpper == true || word.first == UInt8(ascii: "'"), let key = Phrase(word), articles[key] != nil
      else { continue }
      return (word, title[..<partStart], Array(title[partStart..<index] + following))
    }
    return nil
  }

  /// In which languages the title may be; nil where the name does not tell.
  private static func titleLanguages(_ languages: [String], _ regions: [Region]) -> [String]? {
    // A game in several languages goes by its English title.
    if languages.contains("en") { return ["en"] }
    if !languages.isEmpty { return languages.map { String($0.prefix(2)) } }
    let implied = regions.compactMap(\.titleLanguage)
    if implied.isEmpty { return nil }
    return implied.contains("en") ? ["en"] : implied
  }

  private static func withoutLeadingArticle(_ title: Bytes, in languages: [String]?) -> Bytes {
    let word = title.prefix { $0 != UInt8(ascii: " ") && $0 != UInt8(ascii: "'") }
    guard let next = title.dropFirst(word.count).first else { return title }
    let isElided = next == UInt8(ascii: "'")
    let article = isElided ? title.prefix(word.count + 1) : word
    guard !word.isEmpty || isElided, article.count <= 5, let key = Phrase(article), let of = articles[key] else {
      return title
    }
    let isEnglish = of.contains("en")
    guard isEnglish || languages.map({ !$0.allSatisfy { !of.contains($0) } }) ?? true else { return title }
    let rest = title.dropFirst(article.count).drop(while: \.isBlank)
    // `A - Z` and `The` alone keep it.
    return rest.first?.isWord == true ? rest : title
  }

  /// Case-folded, one blank between words, every number padded to twelve digits.
  private static func key(_ title: Bytes) -> [UInt8] {
    let folded = UTF8Text.caseFolded(Array(title)) ?? Array(title)
    var key: [UInt8] = []
    key.reserveCapacity(folded.count + 16)
    var index = 0
    while index < folded.count {
      let byte = folded[index]
      if byte.isDigit {
        let digits = folded[index...].prefix(while: \.isDigit)
        key.append(contentsOf: repeatElement(UInt8(ascii: "0"), count: max(0, 12 - digits.count)))
        key.append(contentsOf: digits)
        index += digits.count
        continue
      }
      if !byte.isBlank || key.last?.isBlank == false { key.append(byte) }
      index += 1
    }
    return key
  }
}
