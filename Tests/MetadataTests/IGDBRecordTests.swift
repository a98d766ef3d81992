internal import Metadata
internal import Model
internal import Platform
internal import Testing

@Suite("IGDB's games") struct IGDBRecordTests {
  private func record(_ text: String) -> GameRecord? {
    JSONValue(text.utf8).flatMap { GameRecord(igdb: $0, images: "https://i.example/u") }
  }

  @Test func `everything that is there is read`() throws {
    let game = try #require(
      record(
        #"""
        {"id":1942,"name":"Secret of  Mana","game_type":10,"platforms":[19,{"id":58,"name":"Super Famicom"},6000],
         "first_release_date":744336000,"release_dates":[{"y":1993,"m":8},{"date":752457600},{"y":1994}],
         "alternative_names":[{"name":"Seiken Densetsu 2","comment":"Japanese title - romanization"},{"name":"SoM"}],
         "game_localizations":[{"name":"聖剣伝説2","region":{"identifier":"ja-JP"},"cover":{"image_id":"cojp"}},
                               {"name":"Secret of Mana","region":{"identifier":"EU"}}],
         "cover":{"image_id":"co1abc"},"screenshots":[{"image_id":"sc1"},{"image_id":"../x"}],"artworks":[{"image_id":"ar1"}],
         "genres":[{"name":"RPG"},{"name":"Adventure"},{"name":"RPG"}],"franchises":[{"name":"Mana"}],
         "involved_companies":[{"company":{"name":"Square"},"developer":true,"publisher":true},
                               {"company":{"name":"Nintendo"},"publisher":true}],
         "total_rating":86.5,"summary":"A boy\nand a sword\u0007.","version_parent":7,"parent_game":{"id":8},
         "game_modes":[1,2],"multiplayer_modes":[{"offlinemax":3}]}
        """#))
    #expect(game.game == ProviderGame(.igdb, "1942"))
    #expect(
      game.titles == [
        .init("Secret of Mana"), .init("Seiken Densetsu 2", .alternative, region: "jp"), .init("SoM", .alternative),
        .init("聖剣伝説2", .localized, region: "jp"), .init("Secret of Mana", .localized, region: "eu"),
      ])
    #expect(game.systems.isSuperset(of: ["snes", "sfc"]))
    #expect(game.kind == .expanded && game.years == [1993, 1994] && game.parent == "7")
    #expect(game.facts.released == "1993-08-03" && game.facts.rating == 0.865 && game.facts.players == "1-3")
    #expect(game.facts.name == "Secret of Mana" && game.facts.description == "A boy\nand a sword.")
    #expect(game.facts.developer == "Square" && game.facts.publisher == "Square, Nintendo")
    #expect(game.facts.genre == "RPG, Adventure" && game.facts.family == "Mana")
    #expect(
      game.media == [
        .init(.cover, url: "https://i.example/u/t_cover_big_2x/co1abc.jpg"),
        .init(.cover, url: "https://i.example/u/t_cover_big_2x/cojp.jpg", region: "jp"),
        .init(.screenshot, url: "https://i.example/u/t_720p/sc1.jpg"),
        .init(.fanart, url: "https://i.example/u/t_1080p/ar1.jpg"),
      ])
  }

  @Test(arguments: [
    "null", "7", "[]", "{}", #"{"id":1}"#, #"{"name":"x"}"#, #"{"id":0,"name":"x"}"#, #"{"id":-4,"name":"x"}"#,
    #"{"id":"1","name":"x"}"#, #"{"id":1e300,"name":"x"}"#, #"{"id":1,"name":""}"#, #"{"id":1,"name":" \u0001"}"#,
    #"{"id":1,"name":["x"]}"#,
  ])
  func `without a number and a name it is no game`(text: String) {
    #expect(record(text) == nil)
  }

  @Test(arguments: ["null", "true", "7", "-1e308", "1e18", "\"x\"", "[]", "[null,1,\"x\",[],{}]", "{}", #"{"id":"x"}"#])
  func `a value of any type anywhere else is left out`(value: String) {
    let names = [
      "game_type", "category", "platforms", "first_release_date", "release_dates", "alternative_names",
      "game_localizations", "cover", "screenshots", "artworks", "genres", "franchises", "involved_companies",
      "total_rating", "summary", "storyline", "version_parent", "parent_game", "game_modes", "multiplayer_modes",
    ]
    let members = names.map { "\"\($0)\":\(value)" }.joined(separator: ",")
    let game = record("{\"id\":1,\"name\":\"x\",\(members)}")
    #expect(game?.titles == [.init("x")])
    #expect(game?.systems == [] && game?.media == [] && game?.facts.developer == nil)
  }

  @Test func `what is huge is cut`() throws {
    let long = String(repeating: "é", count: 100_000)
    let names = Array(repeating: "{\"name\":\"n\"}", count: 10_000).joined(separator: ",")
    let game = try #require(record(#"{"id":1,"name":"x","summary":"\#(long)","alternative_names":[\#(names)]}"#))
    #expect(game.facts.description?.utf8.count == 16 << 10)
    #expect(game.titles.count == 2)
    #expect(record("{\"id\":1,\"name\":\"\(long)\"}") == nil)
  }

  @Test(arguments: [
    (0, "1970-01-01"), (-1, "1969-12-31"), (951_782_400, "2000-02-29"), (951_868_800, "2000-03-01"),
    (4_102_444_799, "2099-12-31"), (-86_400 * 366, "1968-12-31"),
  ])
  func `days are counted rightly`(seconds: Int, day: String) {
    let game = record("{\"id\":1,\"name\":\"x\",\"first_release_date\":\(seconds)}")
    #expect(game?.facts.released == day)
  }

  @Test(arguments: [
    ("snes", 58), ("sfc", 19), ("nes", 99), ("famicom", 18), ("megadrive", 29), ("genesis", 29), ("pcengine", 86),
    ("pcenginecd", 150), ("tg-cd", 150), ("psx", 7),
  ])
  func `systems and platforms are translated both ways`(system: String, id: Int) {
    #expect(IGDBPlatforms.ids(of: system).contains(id))
    #expect(IGDBPlatforms.systems(of: id).contains(system))
  }

  @Test func `what is not in the table stands for nothing`() {
    #expect(IGDBPlatforms.ids(of: "no such system").isEmpty && IGDBPlatforms.systems(of: -1).isEmpty)
  }
}
