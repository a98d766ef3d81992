/// What stands between the words of a name.
enum WordStyle {
  case spaces, underscores, dots, hyphens, none

  /// - Parameter text: a title, with the tags it may have at its end.
  init(of text: Bytes) {
    if text.contains(UInt8(ascii: " ")) {
      self = .spaces
    } else if text.contains(UInt8(ascii: "_")) {
      self = .underscores
    } else if Self.hasDots(text) {
      self = .dots
    } else {
      self = text.contains(UInt8(ascii: "-")) ? .hyphens : .none
    }
  }

  /// Dots separate words where there are several, or one between longer words or before a version: not in `S.O.S.`,
  /// `mr.do`, `Vol.2`. Those between digits are a number's.
  private static func hasDots(_ text: Bytes) -> Bool {
    var words: [Bytes] = []
    var start = text.startIndex
    for index in text.indices where text[index] == UInt8(ascii: ".") {
      let isInNumber =
        index > text.startIndex && index + 1 < text.endIndex && text[index - 1].isDigit && text[index + 1].isDigit
      if isInNumber { continue }
      if start < index { words.append(text[start..<index]) }
      start = index + 1
    }
    if start < text.endIndex { words.append(text[start...]) }
    guard words.count >= 2 else { return false }
    var wasLetter = false
    for word in words {
      let isLetter = word.count == 1 && word.first?.isLetter == true
      if isLetter, wasLetter { return false }
      wasLetter = isLetter
    }
    if words.count > 2 || OpenTags.isVersionWord(words[1]) { return true }
    return words.allSatisfy { $0.count >= 3 && $0.contains { !$0.isDigit } }
  }
}
