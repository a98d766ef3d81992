/// How the candidates number their series: tells whether the X of a title may be a 10.
struct SeriesNumerals {
  private struct Habit {
    var isRoman = false
    var isArabic = false
    /// `Mega Man X2`: the letter is a name.
    var isLetter = false
  }

  private let titles: [[TitleWord]]

  /// - Parameter titles: the main titles of all candidates.
  init(_ titles: [TitleWords]) { self.titles = titles.map { TitleForms.loose($0.withoutLeadingArticle) } }

  /// Whether `first` and `second`, which are equal with letters as numerals, are one title; nil where they are not, and
  /// else whether other titles of the series say so.
  func isSupported(_ first: TitleWords, _ second: TitleWords) -> Bool? {
    var support = false
    for words in [first, second] {
      let loose = TitleForms.loose(words.withoutLeadingArticle)
      for index in loose.indices where TitleForms.isNumeralLetter(loose, at: index) {
        // The same subtitle behind it says as much as the habit of a series.
        if loose.count > index + 2, loose[index + 1].segment != loose[index].segment {
          support = true
          continue
        }
        let habit = habit(behind: TitleWord.glued(loose[..<index]), letter: loose[index].text)
        if habit.isLetter || habit.isArabic && !habit.isRoman { return nil }
        if habit.isRoman { support = true }
      }
    }
    return support
  }

  /// Whether a title has an X with nothing behind it, which may be a 10.
  static func hasTen(_ words: TitleWords) -> Bool {
    let loose = TitleForms.loose(words.withoutLeadingArticle)
    return loose.indices.contains { index in
      loose[index].text == "x" && TitleForms.isNumeralLetter(loose, at: index)
        && (index + 1 == loose.count || loose[index + 1].segment == loose[index].segment)
    }
  }

  private func habit(behind stem: String, letter: String) -> Habit {
    var habit = Habit()
    for words in titles {
      var glued = ""
      for (index, word) in words.enumerated() where index + 1 < words.count {
        glued += word.text
        if glued.utf8.count > stem.utf8.count { break }
        guard glued == stem else { continue }
        let next = words[index + 1]
        if next.isRoman, next.text == "20" {
          // `Guilty Gear XX`.
          habit.isLetter = true
        } else if next.isRoman {
          habit.isRoman = true
        } else if let number = next.number, (2...30).contains(number) {
          habit.isArabic = true
        } else if next.text == letter, index + 2 < words.count, words[index + 2].joint == .none,
          words[index + 2].isNumber
        {
          habit.isLetter = true
        }
      }
    }
    return habit
  }
}
