/// Roman numerals and number words.
enum TitleNumeral {
  /// To 20: what games are counted by. One letter may be a letter (`Mega Man X`) and is compared apart.
  static let roman: [String: Int] = Dictionary(
    uniqueKeysWithValues: """
      i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx
      """.split(separator: " ").enumerated().map { (String($0.element), $0.offset + 1) })

  /// In capitals, as titles write it; nil above 20.
  static func roman(_ number: Int) -> String? { romanByNumber[number] }

  private static let romanByNumber = Dictionary(
    uniqueKeysWithValues: roman.map { ($0.value, String(decoding: $0.key.utf8.map { $0 & ~0x20 }, as: UTF8.self)) })

  /// As digits, ordinals with their ending: `three` is 3, `third` 3rd.
  static let words: [String: String] = {
    var words: [String: String] = [:]
    let cardinals = "one two three four five six seven eight nine ten eleven twelve thirteen".split(separator: " ")
    for (offset, word) in cardinals.enumerated() { words[String(word)] = String(offset + 1) }
    let ordinals = "first second third fourth fifth sixth seventh eighth ninth tenth".split(separator: " ")
    let endings = ["st", "nd", "rd"]
    for (offset, word) in ordinals.enumerated() {
      words[String(word)] = "\(offset + 1)" + (offset < 3 ? endings[offset] : "th")
    }
    return words
  }()

  /// The last two digits, behind an apostrophe, where a number is a year: `NHL '94`, `NHL 94`, `NHL 1994`.
  ///
  /// With the apostrophe it is never the number of a part: 2003 is no 3, and 20 no 2020. Without one, two digits are a
  /// year only where no series has got that far.
  static func shortYear(_ word: TitleWord) -> String? {
    guard !word.isRoman, let number = word.number else { return nil }
    let digits = word.text
    switch digits.utf8.count {
    case 4: return (1980...2029).contains(number) ? "'" + digits.suffix(2) : nil
    case 2: return number < 10 || number >= 80 || word.isShortYear ? "'" + digits : nil
    default: return nil
    }
  }
}
