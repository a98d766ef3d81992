internal import Configuration
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Settings") struct SettingsTests {
  @Test func `a file with everything in it is understood`() throws {
    let loaded = try load(
      """
      // Comments stand anywhere.
      {
        "mountpoint": "~/games", /* here, too */
        "roots": [
          "relative/roms",
          {"path": "/srv/snes/", "platform": "snes", "layout": "single", "kind": "games", "excludes": ["*.txt", "/old"]},
          {"path": "~"},
        ],
        "excludes": ["saves/"],
        "views": {
          "Loose": {"enabled": false},
          "Handheld": {"packing": "loose", "systems": ["gb", "Game Boy Advance"], "saves": "../saves", "savesLimit": "2 GiB"},
        },
        "hashing": {
          "platforms": ["nes"], "algorithms": ["sha1", "crc32", "sha1"], "workers": 3, "background": false,
          "pauseOnBattery": false, "maxLoad": "off",
        },
        "scan": {"workers": "auto", "interval": "1h 30m", "watch": false},
        "cache": {
          "directory": "../cache", "size": "2TB", "reserve": "20 GiB", "ttl": "2 days", "ttlLarge": 3600,
          "large": "1.5 GiB", "minimum": 4096, "policy": "never", "reflinkOnly": true,
        },
        "log": {"level": "debug", "file": "./x.log"},
        "readDeadline": "2 min",
        "allowOther": true,
        "user": "games",
        "state": "/var/lib/elsewhere//",
      }
      """)
    #expect(loaded.diagnostics.map(\.description) == [])
    let directory = ConfigurationFile(path: loaded.file ?? "", isRequired: true).directory
    var expected = Settings()
    expected.mountPoint = "/home-of/me/games"
    expected.roots = [
      RootSettings(path: directory + "/relative/roms"),
      RootSettings(
        path: "/srv/snes", platform: "snes", layout: .single,
        excludes: ["*.txt", "/old"].compactMap { PathPattern($0) }),
      RootSettings(path: "/home-of/me"),
    ]
    expected.excludes = [PathPattern("saves/")].compactMap { $0 }
    expected.views = [
      ViewSettings(name: "Games", packing: .zip), ViewSettings(name: "Loose", packing: .loose, isEnabled: false),
      ViewSettings(name: "Collections", content: .collections, packing: .zip),
      ViewSettings(name: "Playlists", content: .playlists, packing: .loose),
      ViewSettings(name: "Download", content: .downloads),
      ViewSettings(name: "Handheld", packing: .loose, systems: ["gb", "Game Boy Advance"]),
    ]
    expected.views[5].saves = directory + "/../saves"
    expected.views[5].savesLimit = 2 << 30
    expected.hashing.platforms = .listed(["nes"])
    expected.hashing.algorithms = [.sha1, .crc32]
    expected.hashing.workers = 3
    expected.hashing.background = false
    expected.hashing.pauseOnBattery = false
    expected.hashing.maxLoad = nil
    expected.scan.interval = .seconds(5400)
    expected.scan.watch = false
    expected.cache.directory = directory + "/../cache"
    expected.cache.size = 2_000_000_000_000
    expected.cache.reserve = .bytes(20 << 30)
    expected.cache.ttl = 2 * 86_400
    expected.cache.ttlLarge = 3600
    expected.cache.large = 3 << 29
    expected.cache.minimum = 4096
    expected.cache.policy = .never
    expected.cache.reflinkOnly = true
    expected.log.level = .debug
    expected.log.file = directory + "/x.log"
    expected.readDeadline = 120
    expected.allowOther = true
    expected.user = "games"
    expected.state = "/var/lib/elsewhere"
    for (left, right) in zip(Settings.table.map { $0.text(loaded.settings) }, Settings.table.map { $0.text(expected) })
    {
      #expect(left == right)
    }
    #expect(loaded.settings == expected)
    // What is written reads back as the same.
    #expect(try load(expected.json).settings == expected)
  }

  @Test func `the example is accepted, changes nothing, and has every key`() throws {
    let loaded = try load(Settings.example)
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.settings == Settings())
    for setting in Settings.table {
      let name = setting.name.split(separator: ".").last ?? ""
      #expect(Settings.example.contains("\"\(name)\": "), "\(setting.name)")
    }
    for key in [
      "path", "kind", "platform", "layout", "excludes", "packing", "shows", "systems", "enabled", "saves", "savesLimit",
    ] {
      #expect(Settings.example.contains("//   \(key) "), "\(key)")
    }
    #expect(Settings.example.split(separator: "\n").allSatisfy { $0.count <= 112 })
  }

  @Test func `what the example shows in comments is accepted as well`() throws {
    // The defaults of the same keys go, so that none stands there twice.
    var lines: [Substring] = []
    var isInside = false
    for line in Settings.example.split(separator: "\n") {
      let words = line.drop { $0 == " " }
      if isInside {
        isInside = !words.hasPrefix("},") || line.hasPrefix("    ")
      } else if words.hasPrefix("// \""), words.contains("\": ") {
        lines.append(words.dropFirst(3))
      } else if let last = lines.last, let colon = words.firstIndex(of: ":"), last.hasPrefix(words[...colon]) {
        isInside = words.hasSuffix("{")
      } else {
        lines.append(line)
      }
    }
    let loaded = try load(lines.joined(separator: "\n"))
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.settings.mountPoint == "/mnt/games")
    #expect(loaded.settings.roots.map(\.path) == ["/srv/roms", "/home-of/me/more"])
    #expect(loaded.settings.views.last?.name == "Handheld")
    #expect(loaded.settings.user == "games")
    #expect(loaded.settings.state == "/var/lib/vitrine")
    #expect(loaded.settings.log.file == "/var/log/vitrine.log")
  }

  @Test func `null leaves the default`() throws {
    let loaded = try load("{\"mountpoint\": null, \"roots\": null, \"hashing\": null, \"readDeadline\": null}")
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.settings == Settings())
  }

  @Test func `what is written is read back, whatever the values`() throws {
    var settings = Settings()
    settings.roots = [RootSettings(path: "/a \"b\"\n\u{1}ポケ", platform: "x", layout: .nested)]
    settings.hashing.platforms = .all
    settings.scan.interval = .never
    settings.cache.size = 1_234_567_891
    settings.cache.reserve = .bytes(0)
    settings.views[0].systems = ["psx"]
    #expect(try load(settings.json).settings == settings)
    #expect(try load(settings.json).diagnostics.isEmpty)
    #expect(try load(Settings().json).settings == Settings())
  }

  @Test func `the keys that differ are known by name`() {
    var settings = Settings()
    settings.hashing.workers = 2
    settings.allowOther = true
    let differences = settings.differences(from: Settings())
    #expect(differences.map(\.name) == ["hashing.workers", "allowOther"])
    #expect(differences.map(\.effect) == [.live, .nextMount])
  }

  @Test func `names and variables are one of a kind`() {
    let variables = Settings.table.map(\.variable)
    #expect(Set(variables).count == variables.count)
    #expect(Set(Settings.table.map(\.name)).count == Settings.table.count)
    #expect(Settings.setting(named: "hashing.workers")?.variable == "VITRINE_HASHING_WORKERS")
    #expect(Settings.setting(named: "readDeadline")?.variable == "VITRINE_READ_DEADLINE")
    #expect(Settings.setting(named: "hashing.pauseOnBattery")?.variable == "VITRINE_HASHING_PAUSE_ON_BATTERY")
    #expect(!variables.contains("VITRINE_CONFIG"))
  }

  @Test(arguments: [
    "http://h", "http://h:1", "https://h:65535/v4", "http://[::1]/v4", "http://[fd00::1]:8080/v4",
    "HTTP://h.example.org:080/a/b:c@d",
  ]) func `addresses of providers may have ports`(address: String) throws {
    let loaded = try load(#"{"providers": {"igdb": {"url": "\#(address)/"}}}"#)
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.settings.providers.igdb.url == address)
  }

  @Test func `half of what a provider wants is a warning until the other half is there`() throws {
    let file = #"{"providers": {"igdb": {"clientId": "me"}}}"#
    let half = try load(file)
    #expect(half.isUsable)
    #expect(
      half.diagnostics.map(\.description) == [
        "FILE:1:37: warning: providers.igdb.clientId: IGDB is asked only where providers.igdb.clientSecret is set as "
          + "well, which can also be done by VITRINE_PROVIDERS_IGDB_CLIENT_SECRET"
      ])
    #expect(try load(file, environment: ["VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": "s3cret"]).diagnostics.isEmpty)
    let other = try load("{}", environment: ["VITRINE_PROVIDERS_IGDB_CLIENT_SECRET": "s3cret"])
    #expect(other.diagnostics.map(\.key) == ["providers.igdb.clientSecret"])
    #expect(other.diagnostics.allSatisfy { !"\($0)".contains("s3cret") })
  }

  @Test func `what probably does not do what was meant is a warning`() throws {
    let loaded = try load(
      """
      {
        "state": "$HOME/state",
        "excludes": ["/srv/roms/psx"],
        "roots": [{"path": "/srv/roms", "excludes": ["/srv/roms/nes/old"]}],
      }
      """)
    #expect(loaded.isUsable)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "FILE:2:12: warning: state: \"$HOME/state\" is taken as it stands: no variable is put in; write ~ for the home "
          + "directory, or set the key by its own environment variable",
        "FILE:4:48: warning: roots[1].excludes[1]: \"/srv/roms/nes/old\" matches nothing: a pattern begins at the root; "
          + "write \"/nes/old\"",
        "FILE:3:16: warning: excludes[1]: \"/srv/roms/psx\" matches nothing: a pattern begins at the root; write \"/psx\"",
      ])
  }
}

@Suite("The configuration file") struct ConfigurationFileTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var option: String?
    var isRoot = false
    var environment: [String: String] = [:]
    var home: String? = "/h"
    var path: String?
    var isRequired = false
    var testDescription: String { "\(isRoot ? "root" : "user") \(option ?? "") \(environment)" }
  }

  @Test(arguments: [
    Case(path: "/h/.config/vitrine/vitrine.json"),
    Case(isRoot: true, path: "/etc/vitrine/vitrine.json"),
    Case(isRoot: true, environment: ["XDG_CONFIG_HOME": "/x"], path: "/etc/vitrine/vitrine.json"),
    Case(environment: ["XDG_CONFIG_HOME": "/x"], path: "/x/vitrine/vitrine.json"),
    Case(environment: ["XDG_CONFIG_HOME": "x"], path: "/h/.config/vitrine/vitrine.json"),
    Case(environment: ["VITRINE_CONFIG": "/v.json"], path: "/v.json", isRequired: true),
    Case(isRoot: true, environment: ["VITRINE_CONFIG": "v.json"], path: "/cwd/v.json", isRequired: true),
    Case(option: "o.json", environment: ["VITRINE_CONFIG": "/v.json"], path: "/cwd/o.json", isRequired: true),
    Case(home: nil, path: nil),
  ])
  func `is where the option, the environment and the user say`(given: Case) {
    let file = ConfigurationFile.find(
      option: given.option, isRoot: given.isRoot, environment: { given.environment[$0] }, home: given.home,
      workingDirectory: "/cwd")
    #expect(file?.path == given.path)
    #expect(file?.isRequired ?? false == given.isRequired)
  }

  @Test func `one that was named has to be there, the usual one need not`() throws {
    let scratch = try TemporaryDirectory()
    func load(_ name: String, isRequired: Bool) -> LoadedSettings {
      SettingsSources(
        file: ConfigurationFile(path: scratch(name), isRequired: isRequired), workingDirectory: "/", home: nil
      ).load()
    }
    #expect(load("none.json", isRequired: false).diagnostics.isEmpty)
    #expect(load("none.json", isRequired: false).file == nil)
    #expect(load("none.json", isRequired: true).diagnostics.map(\.message).joined().contains("no such file"))
    #expect(load("none/none.json", isRequired: true).diagnostics.count == 1)
    _ = try scratch.makeDirectory("directory")
    #expect(load("directory", isRequired: false).diagnostics.map(\.message).joined().contains("is a directory"))
    try Files.write(Array(repeating: 0x20, count: (4 << 20) + 1), to: scratch("large.json"))
    #expect(load("large.json", isRequired: false).diagnostics.map(\.message).joined().contains("larger than 4 MiB"))
  }

  @Test(arguments: [
    ([0x7B, 0x22, 0x75, 0x73, 0x65, 0x72, 0x22, 0x3A, 0x22, 0xFC, 0x22, 0x7D], "FILE:1:10: byte 0xFC is not UTF-8"),
    ([0x7B, 0x22, 0x75, 0x22, 0x3A, 0x22, 0xC3, 0xA9, 0xE9, 0x22, 0x7D], "FILE:1:8: byte 0xE9 is not UTF-8"),
    ([0xFF, 0xFE, 0x7B, 0x00, 0x7D, 0x00], "FILE:1:1: this is UTF-16: save it as UTF-8"),
    ([0x00, 0x01, 0x02], "FILE:1:1: "), ([0x7B, 0x22], "FILE:1:2: "), ([0x7B, 0x22, 0x5C], "FILE:1:2: "),
    ([0x2F, 0x2A], "FILE:1:1: "), ([0x22, 0x5C, 0x75, 0xFF, 0xFF, 0xFF, 0xFF, 0x22], "FILE:1:2: "),
  ])
  func `bytes that are no text are refused with their place`(bytes: [UInt8], expected: String) throws {
    let loaded = try load(bytes)
    #expect(loaded.diagnostics.contains { $0.description.hasPrefix(expected) }, "\(loaded.diagnostics)")
    #expect(!loaded.isUsable)
  }

  @Test func `a file of nothing but mistakes ends with the first hundred`() throws {
    let lines = (0..<5000).map { "  name\($0): value," }.joined(separator: "\n")
    let loaded = try load("{\n\(lines)\n}")
    #expect(loaded.mistakes.count == 101)
    #expect(loaded.mistakes.last?.message.contains("correct these first") == true)
  }

  @Test func `no file, however broken, ends the program or passes for a whole one`() throws {
    // Bytes of the example taken out, doubled, and replaced by signs that mean something.
    let example = Array(Settings.example.utf8)
    let signs = Array("{}[]\",:/*\\#'\n\t\0 e1-\u{FEFF}\u{A0}".utf8) + [0xFF, 0x80]
    var generator = SplitMix64(seed: 7)
    for _ in 0..<600 {
      var bytes = example
      for _ in 0...Int(generator.next() % 4) {
        let place = Int(generator.next() % UInt64(bytes.count))
        switch generator.next() % 4 {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(bytes[place], at: place)
        case 2: bytes[place] = signs[Int(generator.next() % UInt64(signs.count))]
        default: bytes = Array(bytes[..<place])
        }
        if bytes.isEmpty { bytes = [0x20] }
      }
      let (_, mistakes) = JSONReader.read(bytes, .commented)
      #expect(mistakes.count <= 101)
      if JSONValue(bytes) != nil { #expect(mistakes.isEmpty) }
    }
  }
}
