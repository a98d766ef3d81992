internal import Formats
internal import Model
internal import Testing

@Suite("Reading gamelist.xml") struct GamelistTests {
  private func facts(_ build: (inout GameFacts) -> Void) -> GameFacts {
    var facts = GameFacts()
    build(&facts)
    return facts
  }

  @Test func `ES-DE's list is read with everything in it`() throws {
    let list = Gamelist(reading: bytes(Samples.esDE))
    #expect(list.problems.kept == [])
    #expect(list.dialect == .esDE)
    #expect(list.alternativeEmulator == "Sample Core (Standalone)")
    try #require(list.games.count == 2)
    let game = list.games[0]
    #expect(text(game.path) == "./Robo Farm (USA).zip")
    #expect(game.location.map(text) == "Robo Farm (USA).zip")
    #expect(game.line == 6)
    #expect(
      game.facts
        == facts {
          $0.name = "Robo Farm"
          $0.sortName = "Farm, Robo"
          $0.description = "Line one.\n\nLine three & last."
          $0.rating = 0.7
          $0.released = "1992-03-15"
          $0.developer = "Acme"
          $0.publisher = "Acme <Games>"
          $0.genre = "Action"
          $0.players = "1-2"
          $0.isFavorite = true
          $0.isCompleted = true
          $0.isForKids = false
          $0.playCount = 12
          $0.lastPlayed = "20240131T201500"
          $0.playTime = 7434
        })
    #expect(
      game.fields == [
        GamelistField("collectionsortname", "Farm"), GamelistField("hidemetadata", "true"),
        GamelistField("altemulator", "Other Core"),
      ])
    #expect(list.games[1].location.map(text) == "USA/Sky Taxi.m3u")
    #expect(list.folders.map(\.facts.name) == ["United States"])
    #expect(list.folders.map(\.fields) == [[GamelistField("folderlink", "./USA/Sky Taxi.m3u")]])
  }

  @Test func `Batocera's list is read with media, times and what it keeps for itself`() throws {
    let list = Gamelist(reading: bytes(Samples.batocera))
    #expect(list.problems.kept == [])
    #expect(list.dialect == .batocera)
    let game = try #require(list.games.first)
    #expect(game.crc32 == 0x0A1B_2C3D)
    #expect(game.attributes == [.init("id", "12345"), .init("source", "ScreenScraper")])
    #expect(game.facts.playTime == 7434)
    #expect(game.facts.language == "en")
    #expect(game.facts.region == "us")
    #expect(game.facts.family == "Robo")
    let stem = "Robo Farm (USA)"
    #expect(
      game.facts.media.mapValues(text) == [
        .screenshot: "images/\(stem)-image.png", .video: "videos/\(stem)-video.mp4",
        .marquee: "images/\(stem)-marquee.png", .cover: "images/\(stem)-thumb.png",
        .fanart: "images/\(stem)-fanart.jpg", .titleScreen: "images/\(stem)-titleshot.png",
        .manual: "manuals/\(stem)-manual.pdf", .map: "images/\(stem)-map.png", .bezel: "images/\(stem)-bezel.png",
        .physicalMedia: "images/\(stem)-cartridge.png", .backCover: "images/\(stem)-boxback.png",
      ])
    #expect(game.fields.map(\.name) == ["magazine", "md5", "cheevosHash", "cheevosId", "scrap", "scrap"])
    #expect(
      game.fields[4]
        == GamelistField("scrap", "", attributes: [.init("name", "ScreenScraper"), .init("date", "20240115T120000")]))
  }

  @Test func `RetroPie's list is read, and its picture is what its folder says`() throws {
    let list = Gamelist(reading: bytes(Samples.retroPie))
    #expect(list.problems.kept == [])
    #expect(list.dialect == nil)
    let game = try #require(list.games.first)
    #expect(
      game.facts.media.mapValues(text) == [
        .mix: "media/mixrbv2/Robo Farm (USA).png", .marquee: "media/wheel/Robo Farm (USA).png",
      ])
    #expect(list.folders.map { text($0.path) } == ["./hacks"])
  }

  struct Whole: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var source: [UInt8]
    var names: [String?]
    var problems: [Int]

    init(_ what: String, _ source: [UInt8], _ names: [String?], problems: [Int] = []) {
      testDescription = what
      self.source = source
      self.names = names
      self.problems = problems
    }
  }

  private static func game(_ path: String, _ rest: String) -> String { "<game><path>\(path)</path>\(rest)</game>" }
  private static let two = game("./a", "<name>A</name>") + "\n" + game("./b", "<name>B</name>")

  @Test(arguments: [
    Whole("no declaration", bytes("<gameList>\(two)</gameList>"), ["A", "B"]),
    Whole(
      "a byte order mark", [0xEF, 0xBB, 0xBF] + bytes("<?xml version=\"1.0\"?><gameList>\(two)</gameList>"), ["A", "B"]),
    Whole("Windows line ends", bytes("<gameList>\r\n\(two)\r\n</gameList>\r\n"), ["A", "B"]),
    Whole(
      "two lists", bytes("<gameList>\(two)</gameList><gameList>\(game("./c", "<name>C</name>"))</gameList>"),
      ["A", "B", "C"]),
    Whole("no list around", bytes(two), ["A", "B"]),
    Whole(
      "an ampersand", bytes("<gameList>\(game("./a & b", "<name>Tom & Jerry</name>"))</gameList>"), ["Tom & Jerry"]),
    Whole(
      "an entity of HTML", bytes("<gameList>\(game("./a", "<name>Caf&eacute;</name>"))</gameList>"), ["Caf&eacute;"]),
    Whole(
      "Latin-1 that is declared",
      bytes("<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><gameList><game><path>./a</path><name>Pok") + [0xE9]
        + bytes("mon</name></game></gameList>"), ["Pokémon"]),
    Whole(
      "Latin-1 that is not",
      bytes("<gameList><game><path>./a</path><name>Pok") + [0xE9] + bytes("mon</name></game></gameList>"), ["Pokémon"]),
    Whole(
      "cut off in a name", bytes("<gameList>\(two)\n<game><path>./c</path><name>Hal"), ["A", "B", nil], problems: [3]),
    Whole("cut off in a path", bytes("<gameList>\(two)\n<game><path>./c"), ["A", "B"], problems: [3]),
    Whole("cut off in a tag", bytes("<gameList>\(two)\n<game><path>./c</path><na"), ["A", "B", nil], problems: [3]),
    Whole("cut off behind a game", bytes("<gameList>\(two)\n"), ["A", "B"], problems: [3]),
    Whole(
      "cut off in a character", bytes("<gameList>\(two)\n<game><path>./c</path><name>") + [0xE3, 0x83],
      ["A", "B", nil], problems: [3]),
    Whole(
      "a game without an end", bytes("<gameList><game><path>./a</path><name>A</name>\n\(game("./b", ""))</gameList>"),
      ["A", nil], problems: [1]),
    Whole(
      "a field without an end",
      bytes("<gameList><game><path>./a</path><name>A<desc>x</desc></game>\(game("./b", ""))</gameList>"), ["A", nil],
      problems: [1]),
    Whole("an end too many", bytes("<gameList></game>\(two)</gameList>"), ["A", "B"], problems: [1]),
    Whole(
      "a game without a path", bytes("<gameList><game><name>X</name></game>\n\(two)</gameList>"), ["A", "B"],
      problems: [1]),
    Whole(
      "an empty path", bytes("<gameList><game><path> </path></game>\n\(two)</gameList>"), ["A", "B"], problems: [1]),
    Whole(
      "what is not known", bytes("<gameList><provider><System>x</System></provider>\(two)<theme/></gameList>"),
      ["A", "B"]),
    Whole(
      "markup in a text", bytes("<gameList>\(game("./a", "<name>A <b>bold</b> one</name>"))</gameList>"), ["A bold one"]
    ),
    Whole(
      "comments and CDATA",
      bytes("<gameList><!-- \(two) -->\(game("./c", "<name><![CDATA[C & D]]></name>"))</gameList>"), ["C & D"]),
    Whole("an empty file", [], [], problems: [1]),
    Whole("only space", bytes(" \n "), [], problems: [1]),
    Whole("another file", bytes("<html><body>x</body></html>"), [], problems: [1]),
    Whole("no XML", bytes("{\"a\": 1}"), [], problems: [1]),
    Whole("an empty list", bytes("<?xml version=\"1.0\"?>\n<gameList />\n"), []),
  ])
  func `whatever is wrong with it, the rest counts`(given: Whole) {
    let list = Gamelist(reading: given.source)
    #expect(list.games.map(\.facts.name) == given.names)
    #expect(list.problems.kept.map(\.line) == given.problems, "\(list.problems.kept)")
    #expect(list.problems.kept.allSatisfy { !$0.message.isEmpty })
  }

  @Test func `of two entries for one path the last counts, whole and in its place`() {
    let source = """
      <gameList>
      <game><path>./a</path><name>First</name><desc>Text</desc></game>
      <game><path>./b</path></game>
      <game><path>a</path><name>Second</name></game>
      <folder><path>./a</path></folder>
      </gameList>
      """
    let list = Gamelist(reading: bytes(source))
    #expect(list.games.map { text($0.path) } == ["./b", "a"])
    #expect(list.games[1].facts == facts { $0.name = "Second" })
    #expect(list.folders.count == 1)
    #expect(list.problems.kept.map(\.line) == [4])
    #expect(list.problems.kept[0].message.contains("line 2"))
  }

  @Test func `the first of two fields counts, and an empty one is none`() {
    let source = "<game><path>./a</path><path>./b</path><name></name><name>A</name><name>B</name><genre/></game>"
    let list = Gamelist(reading: bytes(source))
    #expect(list.games.map { text($0.path) } == ["./a"])
    #expect(list.games.map(\.facts) == [facts { $0.name = "A" }])
  }

  struct Field: Sendable, CustomTestStringConvertible {
    var xml: String
    var facts: GameFacts
    var isWrong: Bool
    var testDescription: String { xml }

    init(_ xml: String, isWrong: Bool = false, _ build: (inout GameFacts) -> Void = { _ in }) {
      self.xml = xml
      self.isWrong = isWrong
      facts = GameFacts()
      build(&facts)
    }
  }

  @Test(arguments: [
    Field("<rating>0</rating>") { $0.rating = 0 }, Field("<rating>1</rating>") { $0.rating = 1 },
    Field("<rating>0.850000</rating>") { $0.rating = 0.85 }, Field("<rating>0,5</rating>") { $0.rating = 0.5 },
    Field("<rating> .5\n</rating>") { $0.rating = 0.5 }, Field("<rating>1e-1</rating>") { $0.rating = 0.1 },
    Field("<rating>4.5</rating>", isWrong: true), Field("<rating>-0.1</rating>", isWrong: true),
    Field("<rating>nan</rating>", isWrong: true), Field("<rating>1e999</rating>", isWrong: true),
    Field("<rating>inf</rating>", isWrong: true), Field("<rating>0x1</rating>", isWrong: true),
    Field("<rating>good</rating>", isWrong: true), Field("<rating/>"),
    Field("<playcount>3</playcount>") { $0.playCount = 3 }, Field("<playcount>0</playcount>") { $0.playCount = 0 },
    Field("<playcount>-1</playcount>", isWrong: true),
    Field("<playcount>99999999999999999999</playcount>", isWrong: true),
    Field("<playcount>4000000000</playcount>", isWrong: true), Field("<playcount>3.5</playcount>", isWrong: true),
    Field("<playcount>many</playcount>", isWrong: true),
    Field("<playtime>60</playtime>") { $0.playTime = 60 }, Field("<gametime>60</gametime>") { $0.playTime = 60 },
    Field("<timeplayed>60</timeplayed>") { $0.playTime = 60 }, Field("<gametime>1:00</gametime>", isWrong: true),
    Field("<releasedate>19940315T000000</releasedate>") { $0.released = "1994-03-15" },
    Field("<releasedate>19940315</releasedate>") { $0.released = "1994-03-15" },
    Field("<releasedate>1994-03-15</releasedate>") { $0.released = "1994-03-15" },
    Field("<releasedate>1994-03-15T12:00:00</releasedate>") { $0.released = "1994-03-15" },
    Field("<releasedate>1994</releasedate>") { $0.released = "1994" },
    Field("<releasedate>1994-03</releasedate>") { $0.released = "1994-03" },
    Field("<releasedate>19940000T000000</releasedate>") { $0.released = "1994" },
    Field("<releasedate>19940300T000000</releasedate>") { $0.released = "1994-03" },
    Field("<releasedate>20000229T000000</releasedate>") { $0.released = "2000-02-29" },
    Field("<releasedate>19000229T000000</releasedate>", isWrong: true),
    Field("<releasedate>19941301T000000</releasedate>", isWrong: true),
    Field("<releasedate>19940431T000000</releasedate>", isWrong: true),
    Field("<releasedate>19940015T000000</releasedate>", isWrong: true),
    Field("<releasedate>March 1994</releasedate>", isWrong: true),
    Field("<releasedate>199</releasedate>", isWrong: true),
    Field("<releasedate>00000000T000000</releasedate>"), Field("<releasedate>not-a-date-time</releasedate>"),
    Field("<releasedate>19700101T010000</releasedate>"), Field("<releasedate>0</releasedate>"),
    Field("<lastplayed>20240131T201500</lastplayed>") { $0.lastPlayed = "20240131T201500" },
    Field("<lastplayed>2024-01-31 20:15:00</lastplayed>") { $0.lastPlayed = "20240131T201500" },
    Field("<lastplayed>20240131</lastplayed>") { $0.lastPlayed = "20240131T000000" },
    Field("<lastplayed>0</lastplayed>"), Field("<lastplayed>19700101T000000</lastplayed>"),
    Field("<lastplayed>20240131T251500</lastplayed>", isWrong: true),
    Field("<lastplayed>20240231T201500</lastplayed>", isWrong: true),
    Field("<lastplayed>yesterday</lastplayed>", isWrong: true),
    Field("<favorite>true</favorite>") { $0.isFavorite = true },
    Field("<favorite>TRUE</favorite>") { $0.isFavorite = true },
    Field("<hidden>1</hidden>") { $0.isHidden = true }, Field("<kidgame>false</kidgame>") { $0.isForKids = false },
    Field("<broken>yes</broken>") { $0.isBroken = true }, Field("<favorite>maybe</favorite>", isWrong: true),
    Field("<developer>unknown</developer>"), Field("<genre>Unknown</genre>"), Field("<players>unknown</players>"),
    Field("<name>Unknown</name>") { $0.name = "Unknown" }, Field("<players>1-4</players>") { $0.players = "1-4" },
    Field("<crc32>not a sum</crc32>", isWrong: true), Field("<crc32>0123456789</crc32>", isWrong: true),
    Field("<name>  spaced \n</name>") { $0.name = "spaced" },
    Field("<image>./images/a-image.png</image>") { $0.media = [.screenshot: bytes("images/a-image.png")] },
    Field("<image>images/a.png</image>") { $0.media = [.screenshot: bytes("images/a.png")] },
    Field("<image>.\\media\\covers\\a.png</image>") { $0.media = [.cover: bytes("media/covers/a.png")] },
    Field("<image>./media/box3d/a.png</image>") { $0.media = [.box3D: bytes("media/box3d/a.png")] },
    Field("<image>/elsewhere/a.png</image>", isWrong: true), Field("<image>../media/a.png</image>", isWrong: true),
    Field("<image>~/.emulationstation/downloaded_images/a.png</image>", isWrong: true),
    Field("<video>http://example.com/a.mp4</video>", isWrong: true),
    Field("<wheel>./w.png</wheel><marquee>./m.png</marquee>") { $0.media = [.marquee: bytes("m.png")] },
    Field("<boxart>./b.png</boxart><thumbnail>./t.png</thumbnail>") { $0.media = [.cover: bytes("t.png")] },
    Field("<boxart>./b.png</boxart>") { $0.media = [.cover: bytes("b.png")] },
    Field("<screenshot>./s.png</screenshot><image>./i.png</image>") { $0.media = [.screenshot: bytes("s.png")] },
    Field("<image>./c.png</image><thumbnail>./c.png</thumbnail>") { $0.media = [.cover: bytes("c.png")] },
    Field("<image>./x.png</image><mix>./x.png</mix>") { $0.media = [.mix: bytes("x.png")] },
    Field("<title_screen>./t.png</title_screen><miximage>./m.png</miximage><physicalmedia>./p.png</physicalmedia>") {
      $0.media = [.titleScreen: bytes("t.png"), .mix: bytes("m.png"), .physicalMedia: bytes("p.png")]
    },
  ])
  func `a field is what front ends mean by it, or is left out and reported`(given: Field) {
    let source = "<gameList>\n<game><path>./a</path><desc>Kept</desc>\n\(given.xml)</game></gameList>"
    let list = Gamelist(reading: bytes(source))
    var expected = given.facts
    expected.description = "Kept"
    #expect(list.games.map(\.facts) == [expected])
    #expect(list.problems.kept.map(\.line) == (given.isWrong ? [3] : []), "\(list.problems.kept)")
  }

  @Test func `so many problems are counted, and the first are kept`() {
    let rows = (0..<500).map { "<game><path>./\($0)</path><rating>x</rating></game>\n" }
    let list = Gamelist(reading: bytes("<gameList>\n" + rows.joined() + "</gameList>"))
    #expect(list.games.count == 500)
    #expect(list.problems.count == 500)
    #expect(list.problems.kept.map(\.line) == Array(2...101))
  }

  @Test func `a path keeps bytes of another encoding, and spaces that may be its own`() {
    let raw: [UInt8] = bytes("./Pok") + [0xE9] + bytes("mon.zip")
    let source =
      bytes("<gameList><game><path>") + raw + bytes("</path></game><game><path>\n  ./b \n</path></game>")
      + bytes("<game><path> ./c </path></game></gameList>")
    let list = Gamelist(reading: source)
    #expect(list.games.map(\.path) == [raw, bytes("./b"), bytes("./c ")])
    #expect(list.games[0].location == Array(raw.dropFirst(2)))
  }

  @Test(
    arguments: [
      ("./a.zip", "a.zip"), ("a.zip", "a.zip"), ("././a.zip", "a.zip"), (".//a//b.zip", "a/b.zip"),
      ("./a/../b.zip", "b.zip"),
      (".\\a\\b.zip", "a/b.zip"), ("a\\b.zip", "a/b.zip"), ("./a/", "a"), ("~/ROMs/snes/a.zip", "a.zip"),
      ("/userdata/roms/snes/x/a.zip", "x/a.zip"), ("/opt/RetroPie/roms/SNES/a.zip", "a.zip"),
      ("C:\\RetroBat\\roms\\snes\\a.zip", "a.zip"), ("%ROMPATH%/snes/a.zip", "a.zip"),
      ("/snes/roms/snes/snes/a.zip", "snes/a.zip"),
      ("../snes/a.zip", "a.zip"), ("../../roms/a.zip", nil), ("../nes/a.zip", nil), ("/roms/nes/a.zip", nil),
      ("~/a.zip", nil),
      ("", nil), ("./", nil), (".", nil), ("..", nil), ("/", nil), ("/roms/snes", nil), ("http://x/snes/a.zip", nil),
      ("steam://run/1", nil), ("./..", nil), ("./Über.zip", "Über.zip"), ("./a: b.zip", "a: b.zip"),
    ] as [(String, String?)])
  func `paths are below the system's folder wherever the list was written`(written: String, location: String?) {
    #expect(ListedPath.location(bytes(written), systemFolder: bytes("snes")).map(text) == location)
  }

  @Test func `without the folder's name only relative paths tell something`() {
    #expect(ListedPath.location(bytes("/roms/snes/a.zip"), systemFolder: nil) == nil)
    #expect(ListedPath.location(bytes("./a.zip"), systemFolder: nil) == bytes("a.zip"))
  }
}
