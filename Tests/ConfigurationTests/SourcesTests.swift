internal import Configuration
internal import Model
internal import Platform
internal import Testing

@Suite("What the environment and the command line say") struct SourcesTests {
  @Test func `the command line comes before the environment, that before the file, and that before the default`() throws
  {
    let file = "{\n\"readDeadline\": 10, \"user\": \"file\", \"allowOther\": true, \"roots\": [\"/file\"]}"
    let environment = ["VITRINE_READ_DEADLINE": "20 s", "VITRINE_USER": "environment", "VITRINE_ROOTS": "/one:/two"]
    let overrides = [SettingsSources.Override("readDeadline", option: "--read-deadline", "30")]
    let loaded = try load(file, environment: environment, overrides: overrides)
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.settings.readDeadline == 30)
    #expect(loaded.settings.user == "environment")
    #expect(loaded.settings.allowOther)
    #expect(loaded.settings.roots.map(\.path) == ["/one", "/two"])
    #expect(!loaded.settings.hashing.platforms.isAll)
    #expect(loaded.origin(of: "readDeadline").description == "--read-deadline")
    #expect(loaded.origin(of: "user").description == "VITRINE_USER")
    #expect(loaded.origin(of: "allowOther").place == TextPlace(line: 2, column: 51))
    // A part of what was replaced has no place in the file any more.
    #expect(loaded.origin(of: "roots[1].path").description == "VITRINE_ROOTS")
    #expect(loaded.origin(of: "hashing.platforms").description == "default")
  }

  @Test func `what an object of keys does not name is not given by it`() throws {
    let loaded = try load("{\"hashing\": {\"workers\": 2}, \"log\": {\"level\": \"debug\"}}")
    #expect(loaded.origin(of: "hashing.workers").place == TextPlace(line: 1, column: 25))
    #expect(loaded.origin(of: "hashing.maxLoad") == .standard)
    #expect(loaded.origin(of: "log.file") == .standard)
  }

  /// A variable, its value, a key, and that key's value as `config show` has it.
  @Test(arguments: [
    ("VITRINE_MOUNTPOINT", "games", "mountpoint", "\"/here/games\""),
    ("VITRINE_MOUNTPOINT", "~/games", "mountpoint", "\"/home-of/me/games\""),
    ("VITRINE_EXCLUDES", "*.txt, saves/:x", "excludes", "[\"*.txt\", \"saves/\", \"x\"]"),
    ("VITRINE_EXCLUDES", "[\"a,b\", \"c:d\"]", "excludes", "[\"a,b\", \"c:d\"]"),
    (
      "VITRINE_VIEWS", "{\"Loose\": {\"enabled\": false}}", "views",
      "{\"Games\": {\"packing\": \"zip\", \"enabled\": true}, "
        + "\"Loose\": {\"packing\": \"loose\", \"enabled\": false}, "
        + "\"Collections\": {\"packing\": \"zip\", \"shows\": \"collections\", \"enabled\": true}, "
        + "\"Playlists\": {\"shows\": \"playlists\", \"enabled\": true}, "
        + "\"Download\": {\"shows\": \"downloads\", \"enabled\": true}}"
    ),
    (
      "VITRINE_VIEWS", "{\"Deck\": {\"layout\": \"batocera\"}, \"Sets\": {\"shows\": \"downloads\"}}", "views",
      "{\"Games\": {\"packing\": \"zip\", \"enabled\": true}, "
        + "\"Loose\": {\"packing\": \"loose\", \"enabled\": true}, "
        + "\"Collections\": {\"packing\": \"zip\", \"shows\": \"collections\", \"enabled\": true}, "
        + "\"Playlists\": {\"shows\": \"playlists\", \"enabled\": true}, "
        + "\"Download\": {\"shows\": \"downloads\", \"enabled\": true}, "
        + "\"Deck\": {\"packing\": \"loose\", \"layout\": \"batocera\", \"enabled\": true}, "
        + "\"Sets\": {\"shows\": \"downloads\", \"enabled\": true}}"
    ),
    ("VITRINE_HASHING_PLATFORMS", "all", "hashing.platforms", "\"all\""),
    ("VITRINE_HASHING_PLATFORMS", "nes, snes", "hashing.platforms", "[\"nes\", \"snes\"]"),
    ("VITRINE_HASHING_PLATFORMS", "[\"nes\"]", "hashing.platforms", "[\"nes\"]"),
    ("VITRINE_HASHING_ALGORITHMS", "crc32,md5", "hashing.algorithms", "[\"crc32\", \"md5\"]"),
    ("VITRINE_HASHING_ALGORITHMS", "crc32:md5", "hashing.algorithms", "[\"crc32\", \"md5\"]"),
    ("VITRINE_HASHING_WORKERS", "4", "hashing.workers", "4"),
    ("VITRINE_HASHING_WORKERS", "auto", "hashing.workers", "\"auto\""),
    ("VITRINE_HASHING_BACKGROUND", "no", "hashing.background", "false"),
    ("VITRINE_HASHING_PAUSE_ON_BATTERY", "0", "hashing.pauseOnBattery", "false"),
    ("VITRINE_HASHING_MAX_LOAD", "0.5", "hashing.maxLoad", "0.5"),
    ("VITRINE_SCAN_INTERVAL", "15 min", "scan.interval", "\"15 min\""),
    ("VITRINE_CACHE_SIZE", "2TB", "cache.size", "\"2 TB\""),
    ("VITRINE_CACHE_RESERVE", "5%", "cache.reserve", "\"5%\""),
    ("VITRINE_CACHE_TTL_LARGE", "1h", "cache.ttlLarge", "\"1 h\""),
    ("VITRINE_LOG_LEVEL", "debug", "log.level", "\"debug\""),
    ("VITRINE_READ_DEADLINE", "45", "readDeadline", "\"45 s\""),
    ("VITRINE_ALLOW_OTHER", "True", "allowOther", "true"),
    ("VITRINE_STATE", "/s", "state", "\"/s\""),
    (
      "VITRINE_ROOTS", "[{\"path\": \"/a\", \"platform\": \"nes\"}]", "roots",
      "[{\"path\": \"/a\", \"kind\": \"games\", \"platform\": \"nes\", \"layout\": \"automatic\", \"excludes\": []}]"
    ),
  ])
  func `a variable has the value people would give it`(
    variable: String, value: String, key: String, expected: String
  ) throws {
    let loaded = try load("{}", environment: [variable: value])
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(Settings.setting(named: key)?.text(loaded.settings) == expected)
    #expect(loaded.origin(of: key) == Origin(.environment(variable), at: .start))
  }

  @Test(arguments: [
    ("VITRINE_HASHING_WORKERS", "many", "VITRINE_HASHING_WORKERS: hashing.workers: \"many\" is not a whole number"),
    ("VITRINE_ALLOW_OTHER", "maybe", "VITRINE_ALLOW_OTHER: allowOther: \"maybe\" is not true or false"),
    ("VITRINE_ROOTS", "[{\"path\": \"/a\"}, {\"pth\": 1}]", "VITRINE_ROOTS, column 18: roots[2]: \"path\" is missing"),
    ("VITRINE_ROOTS", "[{\"path\" \"/a\"}]", "VITRINE_ROOTS, column 10: roots: between \"path\" and its value"),
    ("VITRINE_ROOTS", "/a:/b:/a/", "VITRINE_ROOTS: roots: root 3 is the same directory as root 1"),
    ("VITRINE_VIEWS", "Games", "VITRINE_VIEWS: views: `Games` is no value"),
    ("VITRINE_LOG_LEVEL", "inof", "VITRINE_LOG_LEVEL: log.level: \"inof\" is not one of"),
    ("VITRINE_READ_DEADLINE", "-3", "VITRINE_READ_DEADLINE: readDeadline: `-3` is not a duration"),
  ])
  func `a mistake in a variable is named with the variable`(
    variable: String, value: String, expected: String
  ) throws {
    let loaded = try load("{}", environment: [variable: value])
    #expect(!loaded.isUsable)
    #expect(
      loaded.diagnostics.first?.description.hasPrefix(expected) == true, "\(loaded.diagnostics.map(\.description))")
  }

  @Test func `a mistake of the file is one also where the value is replaced`() throws {
    let loaded = try load("{\"readDeadline\": \"soon\"}", environment: ["VITRINE_READ_DEADLINE": "20"])
    #expect(!loaded.isUsable)
    #expect(loaded.settings.readDeadline == 20)
  }

  @Test func `a variable that is no key is a warning with what was probably meant`() throws {
    let loaded = try load(
      "{}",
      environment: [
        "VITRINE_READ_DEADLIN": "20", "VITRINE_QQQQQQQQQQQQQ": "1", "VITRINE_CONFIG": "/x", "VITRINE_SOAK": "1",
        "VITRINE_ASSUME_NO_RESEND": "1", "VITRINE_ASSUME_NO_PASSTHROUGH": "init", "VITRINE_TEST_LOG": "1",
      ])
    #expect(loaded.isUsable)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "VITRINE_QQQQQQQQQQQQQ: warning: there is no such key, and the variable has no effect",
        "VITRINE_READ_DEADLIN: warning: there is no such key (did you mean `VITRINE_READ_DEADLINE`?), and the variable "
          + "has no effect",
      ])
  }

  @Test func `a mistake of the command line is named with the option`() throws {
    let loaded = try load("{}", overrides: [.init("readDeadline", option: "--read-deadline", "0")])
    #expect(
      loaded.diagnostics.map(\.description) == [
        "--read-deadline: readDeadline: `0` is not a duration from 1 s to 24 h, such as \"30 s\", \"15 min\" or \"48 h\""
      ])
  }

  @Test func `every key is shown with its value and where that comes from`() throws {
    let loaded = try load("{\n  \"user\": \"me\"\n}", environment: ["VITRINE_ALLOW_OTHER": "1"])
    let lines = loaded.lines
    #expect(lines.count == Settings.table.count)
    #expect(lines.contains { $0.hasPrefix("user ") && $0.contains("\"me\"") && $0.hasSuffix("vitrine.json:2:11") })
    #expect(
      lines.contains { $0.hasPrefix("allowOther ") && $0.contains("true") && $0.hasSuffix("VITRINE_ALLOW_OTHER") })
    #expect(lines.contains { $0.hasPrefix("scan.watch ") && $0.contains("true") && $0.hasSuffix("default") })
    let json = try #require(JSONValue(loaded.json))
    #expect(json["file"].string == loaded.file)
    #expect(json["settings"]["user"]["value"].string == "me")
    #expect(json["settings"]["user"]["line"].integer == 2)
    #expect(json["settings"]["user"]["column"].integer == 11)
    #expect(json["settings"]["allowOther"]["variable"].string == "VITRINE_ALLOW_OTHER")
    #expect(json["settings"]["cache.size"]["source"].string == "default")
    #expect(json["settings"].members.count == Settings.table.count)
  }
}

extension Settings.Hashing.Platforms {
  fileprivate var isAll: Bool { self == .all }
}

@Suite("Sizes and durations") struct UnitTests {
  @Test(
    arguments: [
      ("0", 0), ("4096", 4096), ("4096 B", 4096), ("1k", 1024), ("1 KB", 1000), ("1KiB", 1024), ("64 GiB", 64 << 30),
      ("64gib", 64 << 30), ("2TB", 2_000_000_000_000), ("2T", 2 << 40), ("1.5 GiB", 3 << 29), ("0.5k", 512),
      ("1.25 MB", 1_250_000), ("8 PiB", 8 << 50), ("1.999 KB", 1999),
    ] as [(String, Int64)])
  func `sizes are read as they are meant, and written so that they read back`(text: String, bytes: Int64) {
    #expect(ByteSize.parse(text) == bytes)
    #expect(ByteSize.parse(ByteSize.text(bytes)) == bytes)
  }

  @Test(arguments: [
    "", " ", "GiB", "-1", "1e3", "1..5", "1.", ".5", "1.2345 G", "1 GiB 5", "64 XB", "9999999 PiB", "8192 PiB", "１",
    "1 Gi", "0x10", "99999999999999999999",
  ])
  func `what is no size is refused`(text: String) { #expect(ByteSize.parse(text) == nil) }

  @Test(
    arguments: [
      (64 << 30, "64 GiB"), (2_000_000_000_000, "2 TB"), (0, "0 B"), (1023, "1023 B"), (1_234_567_891, "1234567891 B"),
      (1536, "1536 B"),
    ] as [(Int64, String)])
  func `sizes have the unit that makes them shortest`(bytes: Int64, text: String) {
    #expect(ByteSize.text(bytes) == text)
  }

  @Test(arguments: [
    ("30", 30), ("30s", 30), ("30 sec", 30), ("15 min", 900), ("15m", 900), ("48h", 172_800), ("48 hours", 172_800),
    ("2 days", 172_800), ("2d", 172_800), ("1w", 604_800), ("1h30m", 5400), ("1h 30 min 5 s", 5405), ("1.5h", 5400),
    ("0.5 min", 30), ("0", 0),
  ])
  func `durations are read as they are meant, and written so that they read back`(text: String, seconds: Int) {
    #expect(TimeSpan.parse(text) == seconds)
    #expect(TimeSpan.parse(TimeSpan.text(seconds)) == seconds)
  }

  @Test(arguments: [
    "", "soon", "-5", "5 x", "1h30", "1.0001 h", "0.3 s", "99999999999999999999 s", "200 years", "6000 w", "s", "1 2 s",
  ])
  func `what is no duration of whole seconds is refused`(text: String) { #expect(TimeSpan.parse(text) == nil) }

  @Test(arguments: [(30, "30 s"), (90, "90 s"), (900, "15 min"), (172_800, "48 h"), (0, "0 s")])
  func `durations have the largest unit that fits`(seconds: Int, text: String) {
    #expect(TimeSpan.text(seconds) == text)
  }
}
