internal import Glibc
internal import Platform
internal import TestSupport

/// A library of which a stand-in for providers knows the games.
struct ProvidedLibrary {
  let scratch: TemporaryDirectory
  let standIn: ProviderStandIn
  let library: String
  let games: [ProviderStandIn.Game]

  /// - Parameters:
  ///   - count: games that are known, without namesakes.
  ///   - unknown: more, which it does not know.
  ///   - options: of the stand-in.
  init(_ count: Int, unknown: Int = 0, _ options: [String] = ["--rate", "1000", "--most-open", "100"]) throws {
    scratch = try TemporaryDirectory()
    standIn = try ProviderStandIn(["--generate", "\(count * 8)"] + options)
    library = scratch("library")
    games = try standIn.games(limit: count * 8).enumerated().filter { $0.offset % 8 == 0 }.map(\.element)
    for game in games {
      try Files.write("rom of \(game.name)", to: "\(library)/\(Self.file(of: game))")
    }
    for number in 0..<unknown {
      try Files.write("rom \(number)", to: "\(library)/snes/Unheard Of Qx\(number)z (World).sfc")
    }
  }

  /// Below the library.
  static func file(of game: ProviderStandIn.Game) -> String {
    let (system, form) = game.platforms.first.flatMap { folders[$0] } ?? ("snes", "sfc")
    return "\(system)/\(game.name) (USA).\(form)"
  }

  /// By IGDB's numbers of the platforms: the folder, and an extension that front ends list there.
  private static let folders: [Int: (String, String)] = [
    19: ("snes", "sfc"), 18: ("nes", "nes"), 29: ("megadrive", "md"), 4: ("n64", "z64"), 7: ("psx", "chd"),
    8: ("ps2", "chd"), 24: ("gba", "gba"), 33: ("gb", "gb"), 22: ("gbc", "gbc"), 20: ("nds", "nds"), 38: ("psp", "iso"),
    21: ("gc", "iso"), 32: ("saturn", "chd"), 23: ("dreamcast", "chd"), 86: ("pcengine", "pce"),
    64: ("mastersystem", "sms"), 35: ("gamegear", "gg"), 59: ("atari2600", "a26"), 37: ("n3ds", "3ds"),
    130: ("switch", "nsp"), 5: ("wii", "iso"), 11: ("xbox", "iso"),
  ]

  /// What Vitrine has to know to ask the stand-in.
  ///
  /// - Parameter artwork: kinds, with commas between them.
  func environment(artwork: String = ",", secret: String = ProviderStandIn.clientSecret) -> [String: String] {
    [
      "VITRINE_PROVIDERS_IGDB_CLIENT_ID": ProviderStandIn.clientID, "VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": secret,
      "VITRINE_PROVIDERS_IGDB_URL": standIn.base + "/v4",
      "VITRINE_PROVIDERS_IGDB_TOKEN_URL": standIn.base + "/oauth2/token",
      "VITRINE_PROVIDERS_IGDB_IMAGE_URL": standIn.base + "/igdb/image/upload", "VITRINE_ENRICHMENT_ARTWORK": artwork,
      "VITRINE_PROVIDERS_IGDB_RATE": "1000", "VITRINE_PROVIDERS_IGDB_OPEN": "8",
    ]
  }

  /// Rows of the catalog, as text.
  enum Part: String, CaseIterable {
    /// Which games are which, without times.
    case identity = """
      SELECT folder, file.path, provider, state, identity.id, method, term, score, evidence, fields, code,
        identity.system FROM identity JOIN file USING (game_id) JOIN platform ON platform.id = platform_id
      ORDER BY 1, 2, 3
      """
    case candidate = """
      SELECT folder, file.path, provider, number, candidate.id, name, score FROM candidate JOIN file USING (game_id)
        JOIN platform ON platform.id = platform_id ORDER BY 1, 2, 3, 4
      """
    /// What is said of them, without the time.
    case metadata = """
      SELECT provider, id, name, description, rating, released, developer, publisher, genre, players, family, others
      FROM metadata ORDER BY 1, 2
      """
    case lookup = "SELECT provider, system, term, version, id, expires IS NULL FROM lookup ORDER BY 1, 2, 3"
    case settled = "SELECT game_id FROM identity WHERE state IN ('done', 'no match')"
    case names = "SELECT name FROM metadata"
    case pictures = "SELECT url FROM artwork WHERE state = 'stored'"
  }

  private static let print = """
    import os, sqlite3, sys
    path = sys.argv[1] + '/catalog.sqlite'
    if os.path.exists(path):
        base = sqlite3.connect('file:' + path + '?mode=ro', uri=True, timeout=30)
        try:
            for row in base.execute(sys.argv[2]): print(*row, sep='\\t')
        except sqlite3.OperationalError as error:
            if 'no such table' not in str(error): raise
    """

  func rows(_ part: Part, of mounted: MountedLibrary) throws -> [String] {
    try MountTests.python(Self.print, [mounted.state, part.rawValue]).text.split(separator: "\n").map(String.init)
  }

  /// Waits until so many games are settled.
  func waitUntilSettled(_ mounted: MountedLibrary, _ count: Int) throws {
    let deadline = monotonicNanoseconds() + 120_000_000_000
    while try rows(.settled, of: mounted).count < count {
      if monotonicNanoseconds() > deadline {
        throw TestFailure("not settled: \(try rows(.identity, of: mounted))\n\(mounted.log)")
      }
      sleep(nanoseconds: 50_000_000)
    }
  }

  /// Kills the service and what would start it again.
  func killAll(_ mounted: MountedLibrary) throws {
    for process in mounted.processes("vitrine-supervisor") { kill(process, SIGSTOP) }
    for process in mounted.processes("vitrine") + mounted.processes("vitrine-supervisor") { kill(process, SIGKILL) }
    try MountTests.eventually("both are gone") {
      mounted.processes("vitrine").isEmpty && mounted.processes("vitrine-supervisor").isEmpty
    }
  }
}
