internal import Testing
internal import Text

@Suite struct `Unicode of names` {
  @Test(arguments: [
    ("plain.bin", "plain.bin"), ("", ""), ("Pokémon", "Pokémon"), ("Poke\u{301}mon", "Pok\u{E9}mon"),
    ("か\u{3099}", "が"), ("\u{1100}\u{1161}", "가"), ("\u{212B}", "\u{C5}"), ("a\u{323}\u{307}", "ạ\u{307}"),
    ("e\u{301}\u{301}", "\u{E9}\u{301}"), ("😀", "😀"), ("ﬁ", "ﬁ"), ("\u{0}é", "\u{0}é"),
  ]) func `Composition gives the one form of a name`(name: String, composed: String) throws {
    let result = try #require(UTF8Text.composed(Array(name.utf8)))
    #expect(result == Array(composed.utf8))
    #expect(UTF8Text.composed(result) == result)
  }

  @Test func `A long run of marks that decompose is composed too`() {
    let name = String(repeating: "\u{FB2C}\u{1F82}", count: 200)
    let expected = String(repeating: "\u{5E9}\u{5BC}\u{5C1}\u{1F82}", count: 200)
    #expect(UTF8Text.composed(Array(name.utf8)) == Array(expected.utf8))
  }

  @Test(arguments: [
    ("ABC xyz.BIN", "abc xyz.bin"), ("POKÉMON", "pokémon"), ("Poke\u{301}mon", "pokémon"), ("STRASSE", "straße"),
    ("ΣΊΣΥΦΟΣ", "σίσυφος"), ("ドラゴン", "ドラゴン"), ("İ", "i\u{307}"), ("[@`{", "[@`{"),
  ]) func `Case folding makes names that differ in case the same`(left: String, right: String) throws {
    let folded = try #require(UTF8Text.caseFolded(Array(left.utf8)))
    #expect(folded == UTF8Text.caseFolded(Array(right.utf8)))
    #expect(folded == UTF8Text.caseFolded(folded))
  }

  @Test(arguments: [
    ("Ｐｏｋé", "poke"), ("ﬁn", "fin"), ("Ⅳ", "iv"), ("ｶﾞ", "ガ"), ("が", "が"), ("й", "й"), ("हिन्दी", "हिन्दी"),
    ("Ώ", "ω"), ("Łódź", "lodz"), ("Æon", "aeon"), ("a\u{200B}b", "ab"), ("İ", "i"), ("plain 1", "plain 1"), ("", ""),
    ("e\u{301}\u{302}", "e"), ("か\u{3099}", "が"),
  ]) func `Folding for finding takes marks from Latin and Greek letters only`(text: String, folded: String) {
    let result = UTF8Text.searchFolded(text)
    #expect(Array(result.utf8) == Array(folded.utf8))
    #expect(Array(UTF8Text.searchFolded(result).utf8) == Array(result.utf8))
  }

  @Test func `Different names stay different`() {
    #expect(UTF8Text.caseFolded(Array("a".utf8)) != UTF8Text.caseFolded(Array("á".utf8)))
    #expect(UTF8Text.caseFolded(Array("か".utf8)) != UTF8Text.caseFolded(Array("カ".utf8)))
  }

  @Test(
    arguments: [
      [0xFF], [0x80], [0xC3], [0xC0, 0xAF], [0xE0, 0x80, 0x80], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80],
      [0xF0, 0x9F, 0x98],
    ] as [[UInt8]]) func `What is not UTF-8 is known as such`(bad: [UInt8])
  {
    let bytes = Array("aé".utf8) + bad + Array("z".utf8)
    #expect(!UTF8Text.isValid(bytes))
    #expect(bytes.withUnsafeBufferPointer(UTF8Text.validPrefix) == 3)
    #expect(UTF8Text.composed(bytes) == nil)
    #expect(UTF8Text.caseFolded(bytes) == nil)
  }
}
