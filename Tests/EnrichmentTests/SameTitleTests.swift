internal import Enrichment
internal import Metadata
internal import Model
internal import TestSupport
internal import Testing

@Suite("Different games of one title", .timeLimit(.minutes(Soak.patience))) struct SameTitleTests {
  private let scratch: TemporaryDirectory
  private let library: AskedLibrary

  init() throws {
    scratch = try TemporaryDirectory()
    let games = [
      #"{"id":1,"name":"Super Vario 2","platforms":[19]}"#,
      """
      {"id":2,"name":"Super Vario: Lost","platforms":[19],"alternative_names":["Super Vario 2"],
      "game_localizations":[{"id":9,"name":"Super Vario 2","region":{"id":3,"identifier":"ja-JP","name":"Japan"}}]}
      """.filter { $0 != "\n" },
      #"{"id":3,"name":"K-Zonn!","platforms":[19]}"#, #"{"id":4,"name":"K-Zonn!!","platforms":[19]}"#,
    ]
    try Files.write(games.joined(separator: "\n") + "\n", to: scratch("catalog"))
    library = try AskedLibrary(["--catalog", scratch("catalog")])
  }

  private func found() throws -> [String: String] {
    Dictionary(
      uniqueKeysWithValues: try library.games().map {
        (String(decoding: $0.path, as: UTF8.self), $0.matches[.igdb]?.id ?? "none")
      })
  }

  @Test func `each file is judged by its own region, together and one after the other`() async throws {
    let files = ["Super Vario 2 (Japan).sfc", "Super Vario 2 (USA).sfc"]
    try library.see(["snes": [files[1]]])
    await library.run(library.igdb())
    #expect(try found() == [files[1]: "1"])
    try library.see(["snes": files])
    await library.run(library.igdb())
    #expect(try found() == [files[0]: "2", files[1]: "1"])
    let other = try AskedLibrary(standIn: library.standIn)
    try other.see(["snes": files])
    await other.run(other.igdb())
    #expect(try other.matches().map { $0.id ?? "none" } == ["2", "1"])
    // Of both together it asks once.
    #expect(try library.standIn.asked["name:super vario 2"] == 3)
  }

  @Test func `marks at the end of a title count`() async throws {
    try library.see(["snes": ["K-Zonn! (USA).sfc", "K-Zonn!! (USA).sfc"]])
    await library.run(library.igdb())
    #expect(try found() == ["K-Zonn! (USA).sfc": "3", "K-Zonn!! (USA).sfc": "4"])
  }
}
