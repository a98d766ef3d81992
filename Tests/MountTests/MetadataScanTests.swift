internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  @Suite("Scans for metadata") struct MetadataScans {
    private let scratch: TemporaryDirectory
    private let library: String
    private let standIn: ProviderStandIn
    private let environment: [String: String]
    /// One that the provider has.
    private let first: String
    /// Games that the provider has, and those that it does not.
    private static let known = 300
    private static let unknown = 200

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      standIn = try ProviderStandIn(["--generate", "20000", "--latency", "250", "--rate", "1000"])
      let games = try standIn.games(limit: 20_000).filter { $0.platforms.contains(19) }
      var names: Set<String> = []
      for game in games where names.count < Self.known { names.insert(game.name) }
      #expect(names.count == Self.known)
      first = names.sorted { $0.utf8.count < $1.utf8.count }.first?.replacing("/", with: "-") ?? ""
      for name in names {
        try Files.write("x", to: library + "/snes/\(name.replacing("/", with: "-")) (USA).sfc")
      }
      for number in 0..<Self.unknown { try Files.write("x", to: library + "/snes/Qzxv \(number) (USA).sfc") }
      try Files.write("x", to: library + "/nes/Other (USA).nes")
      try Files.setModified(library, seconds: 1_000_000_000)
      environment = [
        "VITRINE_SCAN_WATCH": "false", "VITRINE_HASHING_BACKGROUND": "false", "VITRINE_ENRICHMENT_BACKGROUND": "false",
        "VITRINE_PROVIDERS_IGDB_URL": standIn.base + "/v4",
        "VITRINE_PROVIDERS_IGDB_TOKEN_URL": standIn.base + "/oauth2/token",
        "VITRINE_PROVIDERS_IGDB_IMAGE_URL": standIn.base + "/igdb/image/upload",
        "VITRINE_PROVIDERS_IGDB_CLIENT_ID": ProviderStandIn.clientID,
        "VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": ProviderStandIn.clientSecret, "VITRINE_PROVIDERS_IGDB_OPEN": "1",
        "VITRINE_PROVIDERS_IGDB_RATE": "1000",
      ]
    }

    private func mount(_ environment: [String: String]) throws -> MountedLibrary {
      let mounted = try MountedLibrary(library, environment: environment)
      try mounted.waitUntilSettled(checksums: false)
      return mounted
    }

    /// How many games stand how, as `state=count` with the system.
    private func states(_ mounted: MountedLibrary) throws -> [String: Int] {
      let script = """
        import sqlite3, sys
        rows = sqlite3.connect('file:' + sys.argv[1] + '?mode=ro', uri=True).execute(
          'SELECT system, state, count(*) FROM identity GROUP BY 1, 2')
        for row in rows: print('%s %s=%d' % row)
        """
      var states: [String: Int] = [:]
      for line in try MountTests.python(script, [mounted.state + "/catalog.sqlite"]).text.split(separator: "\n") {
        let parts = line.split(separator: "=")
        if parts.count == 2 { states[String(parts[0])] = Int(parts[1]) }
      }
      return states
    }

    private func scan(_ mounted: MountedLibrary, _ arguments: String...) throws -> ProgramOutput {
      try mounted.vitrine(["scan", "--state", mounted.state] + arguments)
    }

    @Test func `a scan that is cancelled keeps what is complete, and the next one gets what is missing`() throws {
      let mounted = try mount(environment)
      let output = try FileDescriptor.open(scratch("output"), [.writeOnly, .create])
      let watcher = try ExternalProgram(
        Products.vitrine,
        ["scan", "--state", mounted.state, "--type", "metadata", "--artwork", "none", mounted("Games/snes")],
        streams: .init(output: output.rawValue))
      try MountTests.eventually("some games are known") { try (states(mounted)["snes done"] ?? 0) > 0 }
      let status = try mounted.vitrine(["status", "--state", mounted.state, "--json", mounted.path]).text
      #expect(status.contains("\"phase\":\"enrich\""), "\(status)")
      #expect(status.contains("\"name\":\"enrich-igdb-1\""), "\(status)")
      let cancelled = try scan(mounted, "--cancel", mounted.path)
      #expect(cancelled.status == 0)
      #expect(watcher.wait(timeout: 60_000_000_000) == 10)
      let text = String(decoding: try Files.read(scratch("output")), as: UTF8.self)
      #expect(text.contains("metadata, snes"), "\(text)")
      #expect(text.contains("fetching metadata"), "\(text)")
      #expect(text.contains("metadata scan of snes: cancelled after"), "\(text)")
      #expect(text.contains("not asked about"), "\(text)")
      try MountTests.eventually("what was not asked about is stored so") {
        try (states(mounted)["snes cancelled"] ?? 0) > 0
      }
      let between = try states(mounted)
      #expect((between["snes cancelled"] ?? 0) < Self.known + Self.unknown)
      #expect(between["nes cancelled"] == nil)

      let rest = try scan(mounted, "--type", "unmatched", "--artwork", "none", mounted("Games/snes"))
      #expect(rest.status == 0, "\(rest.errorText)\(rest.text)\(mounted.log)")
      let after = try states(mounted)
      #expect(after["snes cancelled"] == nil, "\(after)")
      #expect(after["snes failed"] == nil, "\(after)")
      #expect((after["snes done"] ?? 0) >= Self.known * 3 / 4, "\(after)")
      #expect(after.filter { $0.key.hasPrefix("snes") }.values.reduce(0, +) == Self.known + Self.unknown)
      #expect(after.keys.allSatisfy { !$0.hasPrefix("nes") }, "\(after)")
      // A single game is asked about by the same words.
      let one = try scan(mounted, "--type", "metadata", mounted("Games/nes/Other (USA).nes"))
      #expect(one.text.contains("0 of 1 game matched, 1 not known"), "\(one.text)\(one.errorText)")
    }

    @Test func `a quick scan asks about what is new, and pictures are fetched`() throws {
      let mounted = try mount(environment)
      let one = try scan(
        mounted, "--type", "metadata", "--artwork", "cover", "--fields", "name", library + "/snes/\(first) (USA).sfc")
      #expect(one.text.contains("1 of 1 game matched"), "\(one.text)\(one.errorText)")
      #expect(one.text.contains("artwork   1 file"), "\(one.text)")
      let quick = try scan(mounted, library + "/nes")
      #expect(quick.text.contains("metadata  0 of 1 game matched, 1 not known"), "\(quick.text)")
      let again = try scan(mounted, library + "/nes")
      #expect(!again.text.contains("metadata  "), "\(again.text)")
    }

    @Test func `without a provider a scan for metadata says what is to be set`() throws {
      let mounted = try mount(["VITRINE_SCAN_WATCH": "false", "VITRINE_HASHING_BACKGROUND": "false"])
      let refused = try scan(mounted, "--type", "metadata", mounted.path)
      #expect(refused.status == 12)
      #expect(refused.errorText.contains("providers.igdb.clientId and providers.igdb.clientSecret"))
      let quick = try scan(mounted, mounted.path)
      #expect(quick.status == 0)
      #expect(!quick.text.contains("metadata  "))
    }
  }
}
