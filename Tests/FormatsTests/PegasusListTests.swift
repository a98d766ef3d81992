internal import Formats
internal import Model
internal import TestSupport
internal import Testing

@Suite("Reading Pegasus' metadata") struct PegasusListTests {
  static let sample = """
    # made by hand
    collection: Super Nintendo
    shortname: snes
    extensions: sfc, ZIP
    launch: snes9x
      "{file.path}"
    x-source: me

    game: Robo Farm
    file: USA/Robo Farm.sfc
    sort-by: Farm, Robo
    developer: Acme
    publishers:
      One
      Two
    genre: Action
    players: 1-4
    release: 1992-3-5
    rating: 70%
    summary: Short.
    description:
      First line
      goes on.
      .
      Second paragraph\\nwith a break.
    assets.boxFront: media/Robo Farm/boxFront.png
    assets.screenshot: https://example.org/x.png
      media/shot.png
    assets.music: x.ogg
    tags: mine
    X-Id: 12

    Collection: Game Boy
    game: Two Discs
    files:
      ./Two (Disc 1).cue
      ./Two (Disc 2).cue
    summary: Only this.

    collection: Super Nintendo
    game: Last
    file: /mnt/pc/roms/snes/EU/Last.sfc
    """

  @Test func `everything in it is read`() throws {
    let list = PegasusList(reading: bytes(Self.sample), systemFolder: bytes("snes"))
    #expect(list.problems.kept == [])
    #expect(
      list.collections == [
        PegasusMetadata.Collection(name: "Super Nintendo", shortName: "snes", extensions: ["sfc", "zip"]),
        PegasusMetadata.Collection(name: "Game Boy"),
      ])
    try #require(list.games.count == 3)
    let game = list.games[0]
    #expect(game.files.map { $0.location.map(text) } == ["USA/Robo Farm.sfc"])
    #expect(game.collections == ["snes"])
    #expect(game.line == 9)
    var facts = GameFacts()
    facts.name = "Robo Farm"
    facts.sortName = "Farm, Robo"
    facts.developer = "Acme"
    facts.publisher = "One, Two"
    facts.genre = "Action"
    facts.players = "1-4"
    facts.released = "1992-03-05"
    facts.rating = 0.7
    facts.description = "First line goes on.\n\nSecond paragraph\nwith a break."
    facts.media = [.cover: bytes("media/Robo Farm/boxFront.png"), .screenshot: bytes("media/shot.png")]
    #expect(game.facts == facts)
    #expect(
      game.fields == [
        GamelistField("summary", "Short."), GamelistField("assets.music", "x.ogg"), GamelistField("tag", "mine"),
        GamelistField("x-id", "12"),
      ])
    #expect(list.games[1].files.map { $0.location.map(text) } == ["Two (Disc 1).cue", "Two (Disc 2).cue"])
    #expect(list.games[1].facts.description == "Only this.")
    #expect(list.games[1].collections == ["Game Boy"])
    #expect(list.games[2].files.map { $0.location.map(text) } == ["EU/Last.sfc"])
    #expect(list.games[2].collections == ["snes"])
  }

  @Test func `what is written is read again`() throws {
    var facts = GameFacts()
    facts.sortName = "Farm"
    facts.developer = "Acme"
    facts.players = "1-4"
    facts.released = "1992-03"
    facts.rating = 0.86
    facts.description = "One.\n\nTwo: x"
    let game = PegasusMetadata.Game(
      title: "Robo: Farm", files: ["a/1.cue", "a/2.cue"], facts: facts, media: [.video: "media/v.mp4"])
    let written = PegasusMetadata.render(PegasusMetadata.Collection(name: "S", shortName: "s"), [game])
    let list = PegasusList(reading: written)
    #expect(list.problems.kept == [])
    facts.name = "Robo: Farm"
    facts.media = [.video: bytes("media/v.mp4")]
    #expect(list.games.map(\.facts) == [facts])
    #expect(list.games.first?.files.map { text($0.path) } == ["a/1.cue", "a/2.cue"])
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var source: [UInt8]
    var names: [String]
    var problems: [Int]
    var testDescription: String { String(decoding: source, as: UTF8.self) }

    init(_ source: String, _ names: [String], problems: [Int] = []) {
      self.init(bytes(source), names, problems: problems)
    }

    init(_ source: [UInt8], _ names: [String], problems: [Int] = []) {
      self.source = source
      self.names = names
      self.problems = problems
    }
  }

  private static let rest = "\ngame: B\nfile: b\n"

  @Test(arguments: [
    Case("game: A\nfile: a\n" + rest, ["A", "B"]),
    Case("game: A\r\nfile: a\r\n" + rest, ["A", "B"]),
    Case([0xEF, 0xBB, 0xBF] + bytes("game: A\nfile: a"), ["A"]),
    Case("GAME : A\nFILE:a" + rest, ["A", "B"]),
    Case("game: A" + rest, ["B"], problems: [1]),
    Case("game:\nfile: a" + rest, ["B"], problems: [1, 2]),
    Case("  x\ngame: A\nfile: a" + rest, ["A", "B"], problems: [1]),
    Case("nothing\ngame: A\nfile: a" + rest, ["A", "B"], problems: [1]),
    Case(": x\ngame: A\nfile: a" + rest, ["A", "B"], problems: [1]),
    Case("game: A\nfile: a\nrating: 7\nplayers: many\nrelease: soon" + rest, ["A", "B"], problems: [3, 4, 5]),
    Case("game: A\nfile: a\ncolour: red" + rest, ["A", "B"], problems: [3]),
    Case("game: A\nfile: b" + rest, ["A"], problems: [3, 4]),
    Case("game: A\nfile: a\nassets.boxFront: ../../x.png" + rest, ["A", "B"], problems: [3]),
    Case("game: A\nfile: a\ngenre:\n\n  x" + rest, ["A", "B"], problems: [3, 5]),
    Case(bytes("game: Pok") + [0xE9] + bytes("mon\nfile: a" + rest), ["Pokémon", "B"]),
    Case([0xFF, 0xFE, 0x67, 0], [], problems: [1]),
    Case("", [], problems: [1]),
    Case("# only this", [], problems: [1]),
    Case("developer: x\n" + rest, ["B"], problems: [1]),
  ])
  func `whatever is wrong with it, the rest counts`(given: Case) {
    let list = PegasusList(reading: given.source)
    #expect(list.games.map(\.facts.name) == given.names)
    #expect(list.problems.kept.map(\.line) == given.problems, "\(list.problems.kept)")
  }

  @Test func `paths keep bytes that are no UTF-8`() {
    let list = PegasusList(reading: bytes("game: A\nfile: Pok") + [0xE9] + bytes("mon.nes"))
    #expect(list.games.first?.files.first?.location == bytes("Pok") + [0xE9] + bytes("mon.nes"))
  }

  @Test func `a value of many megabytes is cut off`() {
    let line = "  " + String(repeating: "x", count: 1000) + "\n"
    let source = "game: A\nfile: a\ndescription:\n" + String(repeating: line, count: 3000) + "genre: G\n"
    let list = PegasusList(reading: bytes(source))
    #expect(list.games.first?.facts.genre == "G")
    #expect((list.games.first?.facts.description?.utf8.count ?? 0) <= 1 << 20)
    #expect(list.problems.count == 1)
  }
}
