internal import Formats
internal import Model
internal import Testing

@Suite("Pegasus' metadata") struct PegasusMetadataTests {
  @Test func `everything that is known is written, and nothing else`() {
    var facts = GameFacts()
    facts.sortName = "Farm"
    facts.developer = "Acme"
    facts.publisher = "Acme\nGames"
    facts.genre = "Action, Puzzle"
    facts.players = "1 - 4"
    facts.released = "1992-03"
    facts.rating = 0.855
    facts.description = "\n  One.\r\n\r\n\nTwo: x\n# three\n\n"
    let games = [
      PegasusMetadata.Game(
        title: "Robo: Farm", files: ["USA/Robo Farm (Disc 1).cue", "USA/Robo Farm (Disc 2).cue"], facts: facts,
        media: [.cover: "media/Robo Farm/boxFront.png", .video: "media/v.mp4", .map: "media/map.png"]),
      PegasusMetadata.Game(title: "Plain", files: ["Plain.nes"]),
    ]
    let collection = PegasusMetadata.Collection(name: "Super Nintendo", shortName: "snes", extensions: ["sfc", "zip"])
    #expect(
      text(PegasusMetadata.render(collection, games)) == """
        collection: Super Nintendo
        shortname: snes
        extensions: sfc, zip

        game: Robo: Farm
        files:
          USA/Robo Farm (Disc 1).cue
          USA/Robo Farm (Disc 2).cue
        sort-by: Farm
        developer: Acme
        publisher: Acme Games
        genre: Action, Puzzle
        players: 1-4
        release: 1992-03
        rating: 86%
        description:
          One.
          .
          .
          Two: x
          # three
        assets.boxFront: media/Robo Farm/boxFront.png
        assets.video: media/v.mp4

        game: Plain
        file: Plain.nes

        """)
  }

  @Test(
    arguments: [("2", "2"), ("1-4", "1-4"), ("0", nil), ("many", nil), ("1-", nil), ("-2", nil), ("1-2-3", nil)]
      as [(String, String?)])
  func `players are a number or a range`(players: String, written: String?) {
    var facts = GameFacts()
    facts.players = players
    let lines = text(PegasusMetadata.render(.init(name: "X"), [.init(title: "A", files: ["a"], facts: facts)]))
    #expect(lines.contains("players: \(written ?? "")\n") == (written != nil))
    #expect(lines.contains("players") == (written != nil))
  }

  @Test func `what makes no sense is left out`() {
    var facts = GameFacts()
    facts.rating = 7
    facts.released = "spring"
    facts.description = " \n "
    facts.genre = " "
    #expect(
      text(PegasusMetadata.render(.init(name: "X"), [.init(title: "A", files: [], facts: facts)]))
        == "collection: X\n\ngame: A\n")
  }
}
