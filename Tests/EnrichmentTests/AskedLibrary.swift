internal import Catalog
internal import Digest
internal import Enrichment
internal import HTTPClient
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization
internal import TestSupport

/// A library that exists in a catalog only, and providers on this machine that are asked about it.
final class AskedLibrary: Sendable {
  let standIn: ProviderStandIn
  let directory: TemporaryDirectory
  let catalog: Catalog
  let store: ArtworkStore
  let enricher: Enricher
  let http: HTTPClient
  let clock: SystemGateClock
  private let tokens = KeptToken()
  private let names = Mutex<[String: [String]]>([:])

  /// Pauses that take seconds in the service take milliseconds.
  static let policy: RetryPolicy = {
    var policy = RetryPolicy()
    policy.firstPause = 2_000_000
    policy.firstThrottledPause = 10_000_000
    policy.longestPause = 500_000_000
    policy.deadline = 20_000_000_000
    return policy
  }()

  /// For providers of which some give no answer: they are not waited for as long.
  static let impatient: RetryPolicy = {
    var policy = AskedLibrary.policy
    policy.deadline = 3_000_000_000
    return policy
  }()

  /// - Parameters:
  ///   - options: of the stand-in.
  ///   - standIn: one that runs already, instead.
  init(_ options: [String] = ["--generate", "600"], standIn: ProviderStandIn? = nil) throws {
    self.standIn = try standIn ?? ProviderStandIn(options + ["--rate", "100000", "--most-open", "1000"])
    directory = try TemporaryDirectory()
    catalog = try Catalog.open(directory: directory("state"))
    store = ArtworkStore(directory: directory("artwork"))
    enricher = Enricher(catalog, store)
    http = try HTTPClient(userAgent: "Vitrine/test")
    clock = try SystemGateClock()
  }

  deinit {
    http.close()
    catalog.close()
  }

  // MARK: Games

  /// Games that are games of their own, and have no namesakes: one of each series.
  static func distinct(_ standIn: ProviderStandIn, _ count: Int) throws -> [ProviderStandIn.Game] {
    try standIn.games(limit: count * 8).enumerated().filter { $0.offset % 8 == 0 }.map(\.element)
  }

  /// The systems as folders, by the platforms of the made-up games.
  static func system(of game: ProviderStandIn.Game) -> String {
    let systems: [Int: String] = [
      19: "snes", 18: "nes", 29: "megadrive", 4: "n64", 7: "psx", 8: "ps2", 24: "gba", 33: "gb", 22: "gbc", 20: "nds",
      38: "psp", 21: "gc", 32: "saturn", 23: "dreamcast", 86: "pcengine", 64: "mastersystem", 35: "gamegear",
      59: "atari2600", 37: "n3ds", 130: "switch", 5: "wii", 11: "xbox",
    ]
    return game.platforms.first.flatMap { systems[$0] } ?? "snes"
  }

  /// Shows files, by system, in place of those shown before.
  func see(_ files: [String: [String]]) throws {
    let root = try catalog.root(forPath: "/library")
    for (system, files) in files {
      var table = FileTable()
      let sorted = files.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      for file in sorted { table.append(path: file.utf8, version: Self.version(system, file)) }
      let shelf = Shelf(
        location: .init(root: root, folder: Array(system.utf8)), system: system, modified: 0, files: table,
        singles: sorted.indices.map { UInt32($0) }, archives: [])
      try catalog.replace(shelf, observed: wallNanoseconds())
      names.withLock { $0[system] = sorted }
    }
  }

  /// Shows these games, a file each, in the folders of their systems.
  ///
  /// - Parameter tags: one file for each.
  func see(_ games: [ProviderStandIn.Game], tags: [String] = ["(USA)"]) throws {
    var files: [String: [String]] = [:]
    for game in games { files[Self.system(of: game), default: []] += tags.map { "\(game.name) \($0).rom" } }
    try see(files)
  }

  /// The checksums of these games' files are known.
  func hash(_ games: [ProviderStandIn.Game], tag: String = "(USA)") throws {
    let root = try catalog.root(forPath: "/library")
    let results = games.map { game -> HashResult in
      let version = Self.version(Self.system(of: game), "\(game.name) \(tag).rom")
      let digits = Array(game.sha1.utf8)
      let bytes = stride(from: 0, to: 40, by: 2).map { offset in
        UInt8(String(decoding: digits[offset..<offset + 2], as: UTF8.self), radix: 16) ?? 0
      }
      let sums = Checksums(crc32: UInt32(game.id), sha1: bytes.withUnsafeBytes { SHA1Digest(bytes: $0) })
      return HashResult(key: ContentKey(root: root.id, version: version), path: [], checksums: sums)
    }
    _ = try catalog.record(results, at: wallNanoseconds())
  }

  /// Every file has one of its own.
  private static func version(_ system: String, _ file: String) -> FileVersion {
    var inode: UInt64 = 14_695_981_039_346_656_037
    for byte in "\(system)/\(file)".utf8 { inode = (inode ^ UInt64(byte)) &* 1_099_511_628_211 }
    return FileVersion(size: 1000, modified: 5_000_000_000, inode: inode >> 1)
  }

  /// How every game stands, by its path.
  func games() throws -> [SoughtGame] {
    var place: SoughtPlace?
    var games: [SoughtGame] = []
    repeat {
      games += try catalog.soughtGames(.all, providers: Provider.allCases, scope: .everything, now: 0, from: &place)
    } while place != nil
    return games
  }

  func matches(_ provider: Provider = .igdb) throws -> [ProviderMatch] {
    try games().compactMap { $0.matches[provider] }
  }

  // MARK: Providers

  func gate(_ name: String, open: Int = 8, policy: RetryPolicy = AskedLibrary.policy) -> ProviderGate {
    ProviderGate(name: name, limits: RequestLimits(requests: 100_000, open: open), policy: policy, clock: clock) {
      [http] request throws(HTTPError) in try await http.send(request)
    }
  }

  func igdb(policy: RetryPolicy = AskedLibrary.policy) -> IGDBSource {
    var places = IGDBClient.Places()
    places.api = standIn.base + "/v4"
    places.images = standIn.base + "/igdb/image/upload"
    let tokens = TwitchTokens(
      clientID: ProviderStandIn.clientID, secret: ProviderStandIn.clientSecret, url: standIn.base + "/oauth2/token",
      sender: gate("Twitch", policy: policy), store: tokens)
    return IGDBSource(
      IGDBClient(
        clientID: ProviderStandIn.clientID, tokens: tokens, sender: gate("IGDB", policy: policy), places: places),
      open: 8)
  }

  func hasheous(policy: RetryPolicy = AskedLibrary.policy) -> HasheousSource {
    HasheousSource(HasheousClient(base: standIn.base, sender: gate("Hasheous", open: 4, policy: policy)))
  }

  /// Asks these until all is settled.
  ///
  /// - Parameter forgetMisses: nanoseconds.
  @discardableResult
  func run(
    _ sources: any GameSource..., selection: EnrichmentSelection = .due, artwork: Set<MediaKind> = [],
    artworkLimit: Int64 = 20 << 20, forgetMisses: Int64 = 86_400_000_000_000
  ) async -> EnrichmentProgress {
    var providers = Enricher.Providers()
    providers.sources = sources
    let images = gate("pictures")
    providers.artworkSender = { _ in images }
    providers.artworkLimit = artworkLimit
    providers.forgetMisses = forgetMisses
    enricher.configure(providers)
    return await enricher.run(EnrichmentRequest(selection, artwork: artwork, now: wallNanoseconds())) { _ in }
  }

  /// Requests to all providers, tokens and pictures included.
  var requests: Int { get throws { try standIn.statistics["requests"].integer ?? 0 } }
}

/// A token in memory.
private final class KeptToken: TokenStore {
  private let token = Mutex<TwitchToken?>(nil)
  func load() async -> TwitchToken? { token.withLock { $0 } }
  func save(_ token: TwitchToken) async { self.token.withLock { $0 = token } }
}

/// Notes what a source is asked.
struct NotedSource: GameSource {
  let source: any GameSource
  let asked = Record<(way: WayOfAsking.Kind, titles: [String])>()

  init(_ source: any GameSource) { self.source = source }

  var provider: Provider { source.provider }
  var concurrency: Int { source.concurrency }
  var ways: [WayOfAsking] { source.ways }
  func readiness(of question: Question) -> Readiness { source.readiness(of: question) }

  func answer(_ questions: [Question], _ way: WayOfAsking) async -> [SourceAnswer] {
    asked.append((way.kind, questions.map(\.query.title)))
    return await source.answer(questions, way)
  }
}
