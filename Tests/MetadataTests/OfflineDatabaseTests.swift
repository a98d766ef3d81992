internal import Metadata
internal import Model
internal import Platform
internal import SQLite
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("The offline database") struct OfflineDatabaseTests {
  private static func database(_ directory: TemporaryDirectory, version: Int = 1) -> OfflineDatabase {
    OfflineDatabase(directory: directory("state"), keyVersion: version) { text in
      text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
  }

  private static func sources(_ directory: TemporaryDirectory) throws -> OfflineSources {
    try Files.write(OfflineSamples.metadata, to: directory("lb/Metadata.xml"))
    try Files.write(
      OfflineSamples.database([
        OfflineSamples.entry(
          "Legend of Farm, The (USA)", crc: 0x1234_5678,
          [
            ("sha1", .bytes((1...20).map { $0 })), ("md5", .bytes((1...16).map { $0 })), ("users", .number(4)),
            ("releaseyear", .number(1994)), ("releasemonth", .number(11)), ("esrb_rating", .text("T")),
          ]),
        OfflineSamples.entry("Legend of Farm, The (USA)", crc: 0x1234_5679, [("serial", .bytes(Array("SNS-LF".utf8)))]),
        OfflineSamples.entry("Robo Farm (Japan)", crc: 7),
      ]), to: directory("rdb/Nintendo - Super Nintendo Entertainment System.rdb"))
    try Files.write(
      OfflineSamples.database([OfflineSamples.entry("Robo Farm (Europe)", crc: 8)]),
      to: directory("rdb/Sega - Mega Drive - Genesis.rdb"))
    return OfflineSources(launchBox: directory("lb"), libretro: directory("rdb"))
  }

  @Test func `LaunchBox's and libretro's games are found by name, number and checksum`() throws {
    let directory = try TemporaryDirectory()
    let database = Self.database(directory)
    let sources = try Self.sources(directory)
    #expect(try database.records(named: ["robofarm"], system: nil) == [])
    #expect(!database.isCurrent(for: sources))
    var progress: [OfflineProgress] = []
    let report = try database.importSources(sources, progress: { progress.append($0) })
    #expect(database.isCurrent(for: sources))
    #expect(report.readFiles == 3)
    #expect(report.games == 6)
    #expect(
      report.problems.map(\.place) == [.line(20), .line(22), .line(23), .line(24)], "\(report.problems)")
    #expect(progress.last?.done == progress.last?.total)
    #expect(try database.gameCount() == 6)

    let found = try database.records(named: ["robofarm"], system: "sfc")
    #expect(
      found.map(\.game) == [
        ProviderGame(.launchbox, "101"),
        ProviderGame(.libretro, "Nintendo - Super Nintendo Entertainment System/Robo Farm (Japan)"),
      ])
    let game = try #require(found.first)
    #expect(
      game.titles == [
        GameRecord.Title("Robo Farm"), GameRecord.Title("Robo Nojo", .localized, region: "jp"),
        GameRecord.Title("RF", .alternative),
      ])
    #expect(game.systems == ["snes", "snesna", "sfc"])
    #expect(game.years == [1992])
    var facts = GameFacts()
    facts.name = "Robo Farm"
    facts.description = "Grow & build."
    facts.rating = 0.9
    facts.released = "1992-03-15"
    facts.developer = "Acme"
    facts.publisher = "Big"
    facts.genre = "Action, Puzzle"
    facts.players = "2"
    #expect(game.facts == facts)
    #expect(
      game.media == [
        GameRecord.Medium(.cover, url: "https://images.launchbox-app.com/a%20b.jpg", region: "us"),
        GameRecord.Medium(.cover, url: "https://images.launchbox-app.com/b.png", region: "eu"),
        GameRecord.Medium(.marquee, url: "https://images.launchbox-app.com/l.png"),
      ])
    #expect(
      try database.extras(game.game) == OfflineDatabase.Extras(ageRating: "E - Everyone", isCooperative: true))

    #expect(
      try database.records(named: ["robofarm"], system: "megadrive").map(\.game.id) == [
        "102", "Sega - Mega Drive - Genesis/Robo Farm (Europe)",
      ])
    #expect(try database.records(named: ["", "nothing", "robonojo"], system: "snes").map(\.game.id) == ["101"])
    #expect(try database.records(named: ["elsewhere"], system: "snes") == [])
    #expect(try database.records(named: ["elsewhere"], system: nil).map(\.systems) == [[]])

    let legend = try #require(try database.records(crc32: 0x1234_5678).first)
    #expect(legend.titles.map(\.text) == ["The Legend of Farm"])
    #expect(legend.facts.players == "4")
    #expect(legend.facts.released == "1994-11")
    for found in [
      try database.records(crc32: 0x1234_5679), try database.records(sha1: (1...20).map { $0 }),
      try database.records(md5: (1...16).map { $0 }), try database.records(serial: "sns lf"),
      try database.records(crc32: 0x1234_5678, sha1: (1...20).map { $0 }, serial: "SNS-LF"),
      [try #require(try database.record(legend.game))],
    ] { #expect(found == [legend]) }
    #expect(try database.records(crc32: 0) == [])
    #expect(try database.record(ProviderGame(.launchbox, "999")) == nil)
    #expect(try database.record(ProviderGame(.igdb, "101")) == nil)
    #expect(try database.record(ProviderGame(.launchbox, "9223372036854775808")) == nil)
  }

  @Test(arguments: [(false, false), (true, false), (false, true)])
  func `the ZIP is read as the file in it is`(stored: Bool, isWide: Bool) throws {
    let directory = try TemporaryDirectory()
    _ = try Self.sources(directory)
    try Files.write("<Platforms/>", to: directory("lb/Platforms.xml"))
    try OfflineSamples.zip(
      [directory("lb/Platforms.xml"), directory("lb/Metadata.xml")], to: directory("Metadata.zip"), stored: stored,
      isWide: isWide)
    let database = Self.database(directory)
    let report = try database.importSources(OfflineSources(launchBox: directory("Metadata.zip")))
    #expect(report.games == 3)
    #expect(try database.records(named: ["robofarm"], system: "snes").first?.media.count == 3)
  }

  @Test func `only what has changed is read again, and the rest is as it was`() throws {
    let directory = try TemporaryDirectory()
    let database = Self.database(directory)
    let sources = try Self.sources(directory)
    _ = try database.importSources(sources)
    let before = try database.records(named: ["robofarm"], system: nil)
    #expect(try database.importSources(sources).readFiles == 0)

    try Files.write(
      OfflineSamples.database([OfflineSamples.entry("Robo Farm (Brazil)", crc: 9)]),
      to: directory("rdb/Sega - Mega Drive - Genesis.rdb"))
    #expect(!database.isCurrent(for: sources))
    let report = try database.importSources(sources)
    #expect(report.readFiles == 1)
    #expect(report.keptFiles == 2)
    let after = try database.records(named: ["robofarm"], system: nil)
    #expect(after.dropLast() == before.dropLast())
    #expect(after.last?.game.id == "Sega - Mega Drive - Genesis/Robo Farm (Brazil)")
    #expect(after.first?.media.count == 3)

    // Another key makes everything anew.
    let other = Self.database(directory, version: 2)
    #expect(!other.isCurrent(for: sources))
    #expect(try other.importSources(sources).readFiles == 3)

    // A disk that is gone takes nothing away; a source that is taken out does.
    try Files.rename(directory("rdb"), directory("away"))
    #expect(other.isCurrent(for: sources))
    #expect(try other.importSources(sources).problemCount == 1)
    #expect(try other.gameCount() == 6)
    _ = try other.importSources(OfflineSources(launchBox: sources.launchBox))
    #expect(try other.gameCount() == 3)
  }

  @Test func `a file that got damaged leaves what was imported from it`() throws {
    let directory = try TemporaryDirectory()
    let database = Self.database(directory)
    let sources = try Self.sources(directory)
    let path = directory("rdb/Nintendo - Super Nintendo Entertainment System.rdb")
    _ = try database.importSources(sources)
    let whole = try Files.read(path)
    try Files.write(Array(whole.prefix(120)), to: path)
    try Files.write("PK no zip", to: directory("lb/Metadata.xml"))
    let report = try database.importSources(sources)
    #expect(report.problems.map(\.place) == [.file, .file])
    #expect(try database.gameCount() == 6)
    #expect(try database.records(crc32: 0x1234_5679).count == 1)
    #expect(try database.records(named: ["robofarm"], system: "snes").first?.media.count == 3)
    // It is not read again before it changes.
    #expect(database.isCurrent(for: sources))
  }

  @Test func `an import that is cancelled anywhere leaves the old database`() throws {
    let directory = try TemporaryDirectory()
    let database = Self.database(directory)
    let sources = try Self.sources(directory)
    _ = try database.importSources(sources)
    let sum = try Files.sha256(database.path)
    try Self.writeLarge(to: directory("lb/Metadata.xml"), games: 20_000)
    for limit in [0, 1, 3, 5, 8] {
      var calls = 0
      #expect(throws: OfflineFailure.cancelled) {
        _ = try database.importSources(
          sources,
          isCancelled: {
            calls += 1; return calls > limit
          })
      }
      #expect(try Files.sha256(database.path) == sum)
      #expect(!Files.exists(database.path + ".new"))
      #expect(try database.gameCount() == 6)
    }
    // What a killed import left behind is in nobody's way.
    try Files.write("left", to: database.path + ".new")
    try Files.write("left", to: database.path + ".new-journal")
    let report = try database.importSources(sources)
    #expect(report.games == 20_000)
    #expect(report.problems == [])
    #expect(try database.gameCount() == 20_003)
  }

  @Test func `two imports at a time are one too many`() throws {
    let directory = try TemporaryDirectory()
    let sources = try Self.sources(directory)
    let database = Self.database(directory)
    var second: OfflineFailure?
    _ = try database.importSources(
      sources,
      progress: { _ in
        do throws(OfflineFailure) { _ = try Self.database(directory).importSources(sources) } catch { second = error }
      })
    #expect(second == .busy)
  }

  @Test func `a database that is damaged or of another program is made anew`() throws {
    let directory = try TemporaryDirectory()
    let sources = try Self.sources(directory)
    let database = Self.database(directory)
    try Files.write(SplitMix64.bytes(20_000, seed: 4), to: database.path)
    #expect(throws: SQLiteError.self) { try database.records(named: ["robofarm"], system: nil) }
    #expect(!database.isCurrent(for: sources))
    #expect(try database.importSources(sources).games == 6)
    #expect(try database.records(named: ["robofarm"], system: nil).count == 4)
  }

  @Test func `a dump of many games is read in pieces, and damage costs what it hits`() throws {
    let directory = try TemporaryDirectory()
    try Self.writeLarge(to: directory("Metadata.xml"), games: 20_000)
    var bytes = try Files.read(directory("Metadata.xml"))
    for place in stride(from: 100_000, to: bytes.count, by: 500_000) { bytes[place] = UInt8(ascii: "<") }
    try Files.write(bytes, to: directory("Metadata.xml"))
    let database = Self.database(directory)
    let report = try database.importSources(OfflineSources(launchBox: directory("Metadata.xml")))
    let damages = (bytes.count - 100_000) / 500_000 + 1
    #expect(report.games >= 20_000 - damages)
    #expect(report.problemCount >= 1)
    #expect(try database.record(ProviderGame(.launchbox, "20000"))?.titles.first?.text == "Game 20000")
  }

  /// A dump with games, names and pictures in proportion to LaunchBox's.
  private static func writeLarge(to path: String, games: Int) throws {
    var text = "<?xml version=\"1.0\" standalone=\"yes\"?>\n<LaunchBox>\n"
    for number in 1...games {
      text += """
          <Game><Name>Game \(number)</Name><DatabaseID>\(number)</DatabaseID><Platform>Sega Genesis</Platform>
          <Overview>Words of the game \(number) that go on for a while.</Overview></Game>
          <GameImage><DatabaseID>\(number)</DatabaseID><FileName>\(number).png</FileName><Type>Box - Front</Type></GameImage>

        """
    }
    try Files.write(text + "</LaunchBox>\n", to: path)
  }
}
