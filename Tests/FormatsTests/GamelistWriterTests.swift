internal import Formats
internal import Model
internal import TestSupport
internal import Testing

@Suite("Writing gamelist.xml") struct GamelistWriterTests {
  private static func everything() -> GamelistItem {
    var facts = GameFacts()
    facts.name = "Robo & <Farm> \"x\" 'y' é 🎮"
    facts.sortName = "Farm"
    facts.description = "One\n\n\tTwo\rThree ]]> &amp; end"
    facts.rating = 0.7
    facts.released = "1992-03-15"
    facts.developer = "Acme"
    facts.publisher = "Acme Games"
    facts.genre = "Action"
    facts.players = "1-4"
    facts.family = "Robo"
    facts.region = "us,eu"
    facts.language = "en,fr"
    facts.isFavorite = true
    facts.isCompleted = false
    facts.isForKids = true
    facts.isHidden = false
    facts.isBroken = true
    facts.playCount = 0
    facts.lastPlayed = "20240131T201500"
    facts.playTime = 7434
    return GamelistItem(
      path: bytes("./USA/Robo Farm & Co.zip"), facts: facts, crc32: 0xA1B2C3,
      media: Dictionary(uniqueKeysWithValues: MediaKind.allCases.map { ($0, bytes("./media/\($0.rawValue) & x.png")) }),
      attributes: [.init("id", "a \"b\" <c> & \n")],
      fields: [GamelistField("scrap", "", attributes: [.init("name", "X")]), GamelistField("cheevosId", "42 & 43")])
  }

  @Test func `ES-DE gets its own fields and no media`() {
    var item = Self.everything()
    item.facts.name = "Robo"
    item.facts.description = nil
    item.attributes = []
    item.fields = [
      GamelistField("altemulator", "Core"), GamelistField("name", "Other"), GamelistField("bad name", "x"),
    ]
    let folder = GamelistItem(path: bytes("./USA"), isFolder: true)
    #expect(
      text(GamelistWriter.render([item, folder], for: .esDE, alternativeEmulator: "A & B")) == """
        <?xml version="1.0"?>
        <alternativeEmulator>
        \t<label>A &amp; B</label>
        </alternativeEmulator>
        <gameList>
        \t<game>
        \t\t<path>./USA/Robo Farm &amp; Co.zip</path>
        \t\t<name>Robo</name>
        \t\t<sortname>Farm</sortname>
        \t\t<rating>0.7</rating>
        \t\t<releasedate>19920315T000000</releasedate>
        \t\t<developer>Acme</developer>
        \t\t<publisher>Acme Games</publisher>
        \t\t<genre>Action</genre>
        \t\t<players>1-4</players>
        \t\t<favorite>true</favorite>
        \t\t<completed>false</completed>
        \t\t<kidgame>true</kidgame>
        \t\t<hidden>false</hidden>
        \t\t<broken>true</broken>
        \t\t<playcount>0</playcount>
        \t\t<lastplayed>20240131T201500</lastplayed>
        \t\t<playtime>7434</playtime>
        \t\t<altemulator>Core</altemulator>
        \t</game>
        \t<folder>
        \t\t<path>./USA</path>
        \t</folder>
        </gameList>

        """)
  }

  @Test func `Batocera gets media, checksums and its own names`() {
    let written = text(GamelistWriter.render([Self.everything()], for: .batocera, alternativeEmulator: "A"))
    for line in [
      "<game id=\"a &quot;b&quot; &lt;c&gt; &amp; &#10;\">", "<gametime>7434</gametime>", "<crc32>00A1B2C3</crc32>",
      "<region>us,eu</region>", "<lang>en,fr</lang>", "<family>Robo</family>", "<scrap name=\"X\" />",
      "<cheevosId>42 &amp; 43</cheevosId>", "<image>./media/screenshot &amp; x.png</image>",
      "<thumbnail>./media/cover &amp; x.png</thumbnail>", "<marquee>./media/marquee &amp; x.png</marquee>",
      "<titleshot>./media/titleScreen &amp; x.png</titleshot>", "<boxback>./media/backCover &amp; x.png</boxback>",
      "<cartridge>./media/physicalMedia &amp; x.png</cartridge>", "<mix>./media/mix &amp; x.png</mix>",
    ] {
      #expect(written.contains("\t\(line)\n"), "\(line)")
    }
    for word in ["alternativeEmulator", "playtime", "<completed", "<broken", "box3D"] {
      #expect(!written.contains(word), "\(word)")
    }
  }

  @Test func `RetroPie gets four media and no times it does not know`() {
    let written = text(GamelistWriter.render([Self.everything()], for: .classic))
    let elements = written.split(separator: "\n").compactMap { line in
      line.contains("./media/") ? String(line.split(separator: "<")[1].prefix { $0 != ">" }) : nil
    }
    #expect(elements == ["image", "video", "marquee", "thumbnail"])
    for word in ["playtime", "gametime", "crc32>", "<lang", "<region", "<family"] { #expect(!written.contains(word)) }
  }

  @Test(
    arguments: [
      ("1994", "19940101T000000"), ("1994-07", "19940701T000000"), ("1994-07-15", "19940715T000000"),
      ("0090-01-01", "00900101T000000"),
      ("", nil), ("94", nil), ("1994-13", nil), ("July 1994", nil), ("19940715", nil), ("1994-02-30", nil),
    ] as [(String, String?)])
  func `a date is written as the first day that it may be, or not at all`(released: String, written: String?) {
    var facts = GameFacts()
    facts.released = released
    let lines = text(GamelistWriter.render([GamelistItem(path: bytes("./a"), facts: facts)], for: .batocera))
    #expect(lines.contains("releasedate") == (written != nil))
    if let written { #expect(lines.contains("<releasedate>\(written)</releasedate>")) }
  }

  @Test func `what no reader could take is left out`() {
    var facts = GameFacts()
    facts.name = "a\u{0}b\u{1B}c\u{FFFE}d\u{FFFF}e"
    facts.description = ""
    facts.rating = .nan
    facts.playCount = -1
    let item = GamelistItem(path: bytes("./") + [0xFF], facts: facts)
    #expect(
      text(GamelistWriter.render([item], for: .classic)) == """
        <?xml version="1.0"?>
        <gameList>
        \t<game>
        \t\t<path>./\u{FFFD}</path>
        \t\t<name>abcde</name>
        \t</game>
        </gameList>

        """)
  }

  /// What a dialect has a place for.
  private func representable(_ item: GamelistItem, in dialect: GamelistDialect) -> GamelistItem {
    var item = item
    let media: [MediaKind] =
      switch dialect {
      case .esDE: []
      case .batocera: MediaKind.allCases.filter { $0 != .box3D }
      case .classic: [.screenshot, .video, .marquee, .cover]
      }
    item.media = item.media.filter { media.contains($0.key) }
    if dialect != .batocera {
      item.crc32 = nil
      (item.facts.family, item.facts.region, item.facts.language) = (nil, nil, nil)
    }
    if dialect != .esDE { (item.facts.isCompleted, item.facts.isBroken) = (nil, nil) }
    if dialect == .classic { item.facts.playTime = nil }
    return item
  }

  private func check(_ items: [GamelistItem], _ dialect: GamelistDialect) {
    let items = items.map { representable($0, in: dialect) }
    let written = GamelistWriter.render(items, for: dialect)
    let list = Gamelist(reading: written)
    #expect(list.problems.kept == [])
    let read = list.games.map { entry in
      var facts = entry.facts
      facts.media = [:]
      let media = entry.facts.media.mapValues { bytes("./") + $0 }
      return GamelistItem(
        path: entry.path, facts: facts, crc32: entry.crc32, media: media, attributes: entry.attributes,
        fields: entry.fields)
    }
    #expect(read == items)
    #expect(GamelistWriter.render(read, for: dialect) == written)
  }

  @Test(arguments: GamelistDialect.allCases)
  func `what is written is read again as it was`(dialect: GamelistDialect) {
    check([Self.everything(), GamelistItem(path: bytes("./b"))], dialect)
  }

  @Test(arguments: GamelistDialect.allCases)
  func `whatever the texts and fields, what is written is read again`(dialect: GamelistDialect) {
    var random = SplitMix64(seed: 7)
    let characters = Array("ab<>&\"'\r\n\t é日🎮;#x]!-/?=%\u{300}\u{FEFF}".unicodeScalars)
    func word() -> String {
      var scalars = String.UnicodeScalarView(["w"])
      for _ in 0..<Int.random(in: 0...12, using: &random) {
        if let scalar = characters.randomElement(using: &random) { scalars.append(scalar) }
      }
      scalars.append("w")
      return String(scalars)
    }
    func maybe<Value>(_ value: @autoclosure () -> Value) -> Value? { Bool.random(using: &random) ? value() : nil }
    let items = (0..<400).map { number in
      var facts = GameFacts()
      facts.name = maybe(word())
      facts.sortName = maybe(word())
      facts.description = maybe(word() + "\n" + word())
      facts.rating = maybe(Double.random(in: 0...1, using: &random))
      facts.released = maybe(
        "19\(Int.random(in: 71...99, using: &random))-0\(Int.random(in: 1...9, using: &random))-2\(number % 9)")
      facts.developer = maybe(word())
      facts.genre = maybe(word())
      facts.players = maybe(word())
      facts.region = maybe(word())
      facts.language = maybe(word())
      facts.isFavorite = maybe(Bool.random(using: &random))
      facts.isCompleted = maybe(Bool.random(using: &random))
      facts.playCount = maybe(Int.random(in: 0...9999, using: &random))
      facts.playTime = maybe(Int.random(in: 0...999_999, using: &random))
      var media: [MediaKind: [UInt8]] = [:]
      for kind in MediaKind.allCases where Bool.random(using: &random) {
        media[kind] = bytes("./m\(number)/f\(kind.rawValue) & <x>.png")
      }
      return GamelistItem(
        path: bytes("./\(number) " + word().filter { !"\r\n\t/\\".contains($0) && $0 != "\r\n" }), facts: facts,
        crc32: maybe(UInt32.random(in: 1...(.max), using: &random)), media: media,
        attributes: maybe([.init("id", word())]) ?? [],
        fields: maybe([
          GamelistField("extra", word(), attributes: [.init("k", word())]), GamelistField("extra", word()),
        ]) ?? [])
    }
    check(items, dialect)
  }

  @Test func `a game without a screenshot has the best there is in the large place, once when it is read`() throws {
    for kind in [MediaKind.mix, .titleScreen, .cover] {
      let item = GamelistItem(path: bytes("./a"), media: [kind: bytes("./x.png")])
      let written = GamelistWriter.render([item], for: .batocera)
      #expect(text(written).contains("<image>./x.png</image>"))
      #expect(Gamelist(reading: written).games.first?.facts.media == [kind: bytes("x.png")])
    }
  }

  @Test func `a list of the samples, read and written again in its dialect, says the same`() throws {
    for (source, dialect) in [
      (Samples.esDE, GamelistDialect.esDE), (Samples.batocera, .batocera), (Samples.retroPie, .classic),
    ] {
      let list = Gamelist(reading: bytes(source))
      func items(_ entries: [GamelistEntry], isFolder: Bool) -> [GamelistItem] {
        entries.map { entry in
          GamelistItem(
            path: entry.path, isFolder: isFolder, facts: entry.facts, crc32: entry.crc32,
            media: entry.facts.media.mapValues { bytes("./") + $0 }, attributes: entry.attributes, fields: entry.fields)
        }
      }
      let written = GamelistWriter.render(
        items(list.games, isFolder: false) + items(list.folders, isFolder: true), for: dialect,
        alternativeEmulator: list.alternativeEmulator)
      func lines(_ text: String) -> [String] { text.split(separator: "\n").map(String.init).sorted() }
      #expect(lines(text(written)) == lines(source))
    }
  }
}
