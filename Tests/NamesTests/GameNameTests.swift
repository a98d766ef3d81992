internal import Names
internal import Testing

@Suite("What a game's name says") struct GameNameTests {
  @Test(arguments: NoIntroRows.rows) func `No-Intro`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: RedumpRows.rows) func `Redump`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: TOSECRows.rows) func `TOSEC`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: GoodToolsRows.rows) func `GoodTools`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: HomeMadeRows.rows) func `people and release groups`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: RomMRows.rows) func `what RomM reads wrong`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: ListedRows.rows) func `names of published lists`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: FurtherRows.rows) func `further names`(row: Row) { row.check(GameName(row.name.utf8)) }

  @Test(arguments: OddRows.rows) func `odd names`(row: Row) { row.check(GameName(row.name.utf8)) }
}

@Suite("Names as bytes and as paths") struct NameBytesTests {
  @Test func `what is no UTF-8 is percent-encoded, and the rest is read all the same`() {
    let name = GameName(Array("Pok".utf8) + [0xE9] + Array("mon (France) [b1].gb".utf8))
    #expect(name.title == "Pok%E9mon")
    #expect(name.regions == [.france])
    #expect(name.flags == [.bad])
    #expect(name.fileExtension == "gb")
  }

  @Test func `a tag that is no UTF-8 is a tag like any other`() {
    let name = GameName(Array("Game (USA) (".utf8) + [0xFF, 0xFE] + Array(").gb".utf8))
    #expect(name.title == "Game")
    #expect(name.regions == [.usa])
    #expect(name.tags == ["%FF%FE"])
  }

  @Test func `the title is composed, however the file system writes it`() {
    let decomposed = GameName("Poke\u{301}mon Cafe\u{301} (Japan).zip".utf8)
    // Bytes: strings that differ in composition are equal in Swift.
    #expect(Array(decomposed.title.utf8) == Array("Pok\u{E9}mon Caf\u{E9}".utf8))
    #expect(Array(GameName("か\u{3099}つ.zip".utf8).title.utf8) == Array("が\u{3064}".utf8))
  }

  @Test(arguments: [
    ("/roms/snes/Game (USA).sfc", "Game", "sfc"), ("Game (USA).sfc", "Game", "sfc"),
    ("/roms (USA)/Vol.2/", "Vol.2", nil), ("dos/Game v1.1/", "Game", nil), ("psx/Game.m3u/", "Game", "m3u"),
    ("ps3/Game.ps3//", "Game", "ps3"), ("/roms/Mr.Do/", "Mr.Do", nil), ("/", "/", nil),
  ]) func `of a path the last part counts, and a folder has hardly ever an extension`(
    path: String, title: String, fileExtension: String?
  ) {
    let name = GameName(path: Array(path.utf8))
    #expect(name.title == title)
    #expect(name.fileExtension == fileExtension)
  }

  @Test func `an empty name has an empty title`() {
    #expect(GameName([UInt8]()).title == "")
    #expect(GameName([UInt8]()).sortKey == "")
  }

  @Test(arguments: ["(", "[", "(((((((((((a", ")", "(a)", " - ", "a.", "v1 ", "- Disc 1 ", "[b1", ", The"])
  func `names far longer than file systems allow end in bounded time and keep their text`(unit: String) {
    let long = String(repeating: unit, count: 200_000 / unit.utf8.count)
    #expect(!GameName(long.utf8).title.isEmpty)
    #expect(!GameName(String(repeating: unit, count: 1_000 / unit.utf8.count).utf8).title.isEmpty)
  }

  @Test func `whatever bytes come, something comes out, and the title holds no more than the name`() {
    var random: UInt64 = 0x9E37_79B9_7F4A_7C15
    let alphabet =
      Array("()[]{}.,-_ +&%'!#\u{3000}（）v1RevDiscUSAEnofTb09x\u{E9}".utf8) + [0xFF, 0xE3, 0x80, 0xEF, 0xBC]
    for _ in 0..<1_500 {
      var bytes: [UInt8] = []
      for _ in 0..<Int(random % 40) {
        random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        bytes.append(alphabet[Int(random >> 33) % alphabet.count])
      }
      random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let name = GameName(bytes)
      let isBlank = String(decoding: bytes, as: UTF8.self).allSatisfy { " _\u{3000}".contains($0) }
      #expect(name.title.isEmpty == isBlank, "\(bytes)")
      #expect(name.title.utf8.count <= bytes.count * 3)
      #expect(GameName(bytes) == name)
    }
  }
}
