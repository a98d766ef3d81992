internal import Testing
internal import Text

@Suite("Columns of a terminal") struct DisplayWidthTests {
  @Test(arguments: [
    ("", 0), ("abc", 3), ("ファイナル", 10), ("한국", 4), ("e\u{301}", 1), ("…", 1), ("🎮", 2), ("👨‍👩‍👧", 2), ("🇯🇵", 2),
    ("❤️", 2), ("½", 1), ("ｱ", 1), ("\u{200B}", 0),
  ])
  func `text takes`(text: String, columns: Int) { #expect(DisplayWidth.of(text) == columns) }

  @Test(arguments: [
    ("Game (USA).nes", 14, "Game (USA).nes"), ("Game (USA).nes", 13, "Game (…A).nes"), ("abcdef", 3, "a…f"),
    ("abcdef", 2, "…f"), ("abcdef", 1, "…"), ("abcdef", 0, ""), ("ファイナル.iso", 10, "ファ….iso"),
    // A wide character that does not fit leaves a column free.
    ("ファイナル", 8, "フ…ナル"),
  ])
  func `what is too long loses its middle`(text: String, columns: Int, expected: String) {
    #expect(DisplayWidth.shortened(text, to: columns) == expected)
  }

  @Test func `shortened text never takes more than it may`() {
    for text in ["ファイナルファンタジー VII (Japan) (Disc 1).chd", "👨‍👩‍👧👨‍👩‍👧 e\u{301}e\u{301}e\u{301} ❤️❤️❤️.zip", "plain"] {
      for columns in 0...60 {
        #expect(DisplayWidth.of(DisplayWidth.shortened(text, to: columns)) <= columns)
        #expect(DisplayWidth.of(DisplayWidth.prefix(of: text, columns: columns)) <= columns)
      }
    }
  }
}
