internal import Formats
internal import Model
internal import Testing

@Suite("Reading LaunchBox's platforms") struct LaunchBoxListTests {
  static let sample = """
    <?xml version="1.0" standalone="yes"?>
    <LaunchBox>
      <Game>
        <ApplicationPath>..\\roms\\Robo Farm (USA).zip</ApplicationPath>
        <ID>5f0c1d2e-0000-4000-8000-000000000001</ID>
        <Title>Robo Farm</Title>
        <SortTitle>Farm, Robo</SortTitle>
        <Notes>Grow &amp; build.

    Second paragraph.</Notes>
        <Platform>Sample System</Platform>
        <Genre>Action; Puzzle</Genre>
        <Developer>Acme</Developer>
        <Publisher>Big</Publisher>
        <ReleaseDate>1992-03-15T00:00:00-05:00</ReleaseDate>
        <Favorite>true</Favorite>
        <Completed>false</Completed>
        <Broken>false</Broken>
        <Hide>true</Hide>
        <Region>North America</Region>
        <Series>Robo</Series>
        <MaxPlayers>2</MaxPlayers>
        <StarRatingFloat>4.5</StarRatingFloat>
        <CommunityStarRating>1</CommunityStarRating>
        <LastPlayedDate>2024-01-31T20:15:00.0000000-05:00</LastPlayedDate>
        <PlayCount>12</PlayCount>
        <PlayTime>7434</PlayTime>
      </Game>
      <Game>
        <ApplicationPath>D:\\Games\\ROMs\\sample\\Japan\\Sky Taxi (Japan) (Disc 1).cue</ApplicationPath>
        <ID>2</ID>
        <Title>Sky Taxi</Title>
        <Platform>Sample System</Platform>
        <CommunityStarRating>2.5</CommunityStarRating>
        <StarRatingFloat>0</StarRatingFloat>
        <LastPlayedDate>0001-01-01T00:00:00</LastPlayedDate>
        <ReleaseDate>0001-01-01T00:00:00</ReleaseDate>
        <PlayMode>Single Player</PlayMode>
      </Game>
      <Game>
        <ApplicationPath>Games\\Sample System\\Sub\\Third.zip</ApplicationPath>
        <Title>Third</Title>
        <Platform>Sample System</Platform>
      </Game>
      <AdditionalApplication>
        <GameID>2</GameID>
        <ApplicationPath>D:\\Games\\ROMs\\sample\\Japan\\Sky Taxi (Japan) (Disc 2).cue</ApplicationPath>
        <Name>Disc 2</Name>
      </AdditionalApplication>
      <AlternateName><GameID>2</GameID><Name>Sora Taxi</Name><Region>Japan</Region></AlternateName>
      <AlternateName><GameID>77</GameID><Name>Nobody's</Name></AlternateName>
    </LaunchBox>
    """

  @Test func `everything in it is read`() throws {
    let list = LaunchBoxList(reading: bytes(Self.sample), systemFolder: bytes("sample"))
    #expect(list.problems.kept.map(\.line) == [51])
    try #require(list.games.count == 3)
    let game = list.games[0]
    #expect(
      game.files == [
        .init(path: bytes("..\\roms\\Robo Farm (USA).zip"), location: bytes("Robo Farm (USA).zip"), isNameOnly: true)
      ])
    #expect(game.collections == ["Sample System"])
    #expect(game.line == 3)
    var facts = GameFacts()
    facts.name = "Robo Farm"
    facts.sortName = "Farm, Robo"
    facts.description = "Grow & build.\n\nSecond paragraph."
    facts.rating = 0.9
    facts.released = "1992-03-15"
    facts.developer = "Acme"
    facts.publisher = "Big"
    facts.genre = "Action, Puzzle"
    facts.players = "2"
    facts.family = "Robo"
    facts.region = "North America"
    facts.isFavorite = true
    facts.isCompleted = false
    facts.isHidden = true
    facts.isBroken = false
    facts.playCount = 12
    facts.lastPlayed = "20240131T201500"
    facts.playTime = 7434
    #expect(game.facts == facts)

    let second = list.games[1]
    #expect(
      second.files.map { $0.location.map(text) } == [
        "Japan/Sky Taxi (Japan) (Disc 1).cue", "Japan/Sky Taxi (Japan) (Disc 2).cue",
      ])
    #expect(second.files.allSatisfy { !$0.isNameOnly })
    #expect(second.titles == ["Sora Taxi"])
    #expect(second.facts.rating == 0.5)
    #expect(second.facts.lastPlayed == nil)
    #expect(second.facts.released == nil)
    #expect(second.facts.players == "1")
    #expect(list.games[2].files.map { $0.location.map(text) } == ["Sub/Third.zip"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var source: [UInt8]
    var names: [String?]
    var problems: [Int]

    init(_ what: String, _ source: String, _ names: [String?], problems: [Int] = []) {
      testDescription = what
      self.source = bytes(source)
      self.names = names
      self.problems = problems
    }
  }

  private static func game(_ name: String, _ rest: String = "") -> String {
    "<Game><ID>\(name)</ID><ApplicationPath>\(name).zip</ApplicationPath><Title>\(name)</Title>\(rest)</Game>"
  }

  @Test(arguments: [
    Case("no root", game("A") + game("B"), ["A", "B"]),
    Case("no path", "<LaunchBox><Game><Title>X</Title></Game>\n\(game("A"))</LaunchBox>", ["A"], problems: [1]),
    Case(
      "no end of a game", "<LaunchBox><Game><ApplicationPath>x</ApplicationPath>\n\(game("A"))</LaunchBox>",
      [nil, "A"],
      problems: [1]),
    Case("cut off", "<LaunchBox>\(game("A"))\n<Game><ApplicationPath>x", ["A"], problems: [2]),
    Case(
      "values that make no sense",
      "<LaunchBox>"
        + game("A", "\n<StarRatingFloat>9</StarRatingFloat>\n<PlayCount>-1</PlayCount>\n<Favorite>maybe</Favorite>")
        + "</LaunchBox>", ["A"], problems: [2, 3, 4]),
    Case("twice", "<LaunchBox>\(game("A"))\n\(game("A"))</LaunchBox>", ["A"], problems: [2]),
    Case("an ampersand", "<LaunchBox>\(game("A & B"))</LaunchBox>", ["A & B"]),
    Case("empty", "", [], problems: [1]), Case("another file", "<html/>", [], problems: [1]),
    Case("an empty list", "<?xml version=\"1.0\"?>\n<LaunchBox></LaunchBox>", []),
  ])
  func `whatever is wrong with it, the rest counts`(given: Case) {
    let list = LaunchBoxList(reading: given.source)
    #expect(list.games.map(\.facts.name) == given.names)
    #expect(list.problems.kept.map(\.line) == given.problems, "\(list.problems.kept)")
  }
}
