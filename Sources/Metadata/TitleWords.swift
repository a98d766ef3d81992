/// The words of a title in the spelling in which titles are compared, and the weaker spellings.
struct TitleWords: Hashable, Sendable {
  var words: [TitleWord]

  init(_ title: String) {
    words = TitleReader.words(of: title)
    joinInitials()
    unifySpellings()
    moveTrailingArticles()
  }

  private mutating func joinInitials() {
    guard words.contains(where: { $0.joint == .dot }) else { return }
    var joined: [TitleWord] = []
    for word in words {
      let isLetter = word.text.unicodeScalars.count == 1 && !word.isNumber
      if isLetter, word.joint == .dot, let last = joined.last, last.segment == word.segment,
        last.isInitials || last.text.unicodeScalars.count == 1 && !last.isNumber
      {
        joined[joined.count - 1].text += word.text
        joined[joined.count - 1].isInitials = true
      } else {
        joined.append(word)
      }
    }
    words = joined
  }

  private mutating func unifySpellings() {
    for index in words.indices where !words[index].isInitials {
      let text = words[index].text
      if let spelling = TitleVocabulary.spellings[text] {
        words[index].text = spelling
      } else if text.utf8.count > 1, let number = TitleNumeral.roman[text] {
        words[index].text = String(number)
        words[index].isRoman = true
      } else if text == "n", index > 0, index + 1 < words.count, words[index].joint == .blank,
        words[index + 1].joint == .blank, words[index - 1].text.utf8.count > 1, words[index + 1].text.utf8.count > 1
      {
        words[index].text = "and"
      }
    }
  }

  /// `Legend of Zelda, The - A Link to the Past`: the article goes where people say it.
  private mutating func moveTrailingArticles() {
    for index in words.indices where words[index].joint == .comma {
      let word = words[index]
      let isLast = index + 1 == words.count || words[index + 1].segment != word.segment
      guard isLast, TitleVocabulary.articles.contains(word.text) || word.text == "l",
        let start = words.firstIndex(where: { $0.segment == word.segment }), start < index
      else { continue }
      words.remove(at: index)
      var article = word
      article.joint = words[start].joint
      words[start].joint = word.text == "l" ? .apostrophe : .blank
      words.insert(article, at: start)
    }
  }

  /// Without `The`, `A`, `An` in front.
  var withoutLeadingArticle: [TitleWord] {
    guard let first = words.first, words.count > 1, TitleVocabulary.englishArticles.contains(first.text),
      !first.isInitials, words[1].joint == .blank || words[1].joint == .other, words[1].segment == 0
    else { return words }
    if first.text != "the", words[1].isNumber { return words }
    return Array(words.dropFirst())
  }

  /// What stands in front of the first ` - ` or `: `, and behind it.
  var halves: (front: [TitleWord], rest: [TitleWord]) {
    let words = withoutLeadingArticle
    let front = words.prefix { $0.segment == words.first?.segment }
    return (Array(front), Array(words.dropFirst(front.count)))
  }

  /// Whether `The` stands in front.
  var hasArticle: Bool { words.count > 1 && words[0].text == "the" && !words[0].isInitials }

  /// Whether a word is the last of its segment.
  func endsSegment(_ index: Int) -> Bool {
    index + 1 == words.count || words[index + 1].segment != words[index].segment
  }
}
