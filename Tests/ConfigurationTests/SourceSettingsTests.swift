internal import Configuration
internal import Model
internal import Platform
internal import Testing

@Suite("Settings of sources") struct SourceSettingsTests {
  static let everything = """
    {"sources": {
      "nas": "https://nas.local/roms",
      "Share_1": "/mnt/pc/Games/",
      "home": "~/Games",
      "list": "HTTPS://h.example.org/a/list.JSON",
      "archive": {"url": "https://h.example.org:8443/a%20b/", "user": "me", "password": "p@ss: wört", "open": 64,
        "asked": 1, "platform": "snes"},
      "lan": {"manifest": "http://10.0.0.2/list", "enabled": false, "show": "available"},
      "own.list": {"manifest": "/mnt/x/list.json"},
      "keyed": {"url": "https://h", "header": "X-API-Key", "key": "Bearer abc"},
      "plain-key": {"manifest": "https://h/l.json", "key": "k"},
      "none": null,
    }}
    """

  static let all = [
    SourceSettings(name: "nas", place: .index("https://nas.local/roms/")),
    SourceSettings(name: "Share_1", place: .folder("/mnt/pc/Games")),
    SourceSettings(name: "home", place: .folder("/home-of/me/Games")),
    SourceSettings(name: "list", place: .manifest(url: "HTTPS://h.example.org/a/list.JSON")),
    SourceSettings(
      name: "archive", place: .index("https://h.example.org:8443/a%20b/"),
      credentials: .password(user: "me", Secret("p@ss: wört")), open: 64, asked: 1, platform: "snes"),
    SourceSettings(name: "lan", place: .manifest(url: "http://10.0.0.2/list"), shown: .available, isEnabled: false),
    SourceSettings(name: "own.list", place: .manifestFile("/mnt/x/list.json")),
    SourceSettings(
      name: "keyed", place: .index("https://h/"), credentials: .header(name: "X-API-Key", Secret("Bearer abc"))),
    SourceSettings(
      name: "plain-key", place: .manifest(url: "https://h/l.json"),
      credentials: .header(name: "Authorization", Secret("k"))),
  ]

  @Test func `texts and objects are understood, in the order they stand in`() throws {
    let loaded = try load(Self.everything)
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.settings.sources == Self.all)
    #expect(loaded.settings.sources.map(\.placeText).contains("https://h.example.org:8443/a%20b/"))
    #expect(loaded.origin(of: "sources.archive.user").place == TextPlace(line: 6, column: 67))
    #expect(loaded.origin(of: "sources.nas.open").place == TextPlace(line: 2, column: 10))
    // A variable replaces all of them.
    let other = try load(
      Self.everything, environment: ["VITRINE_SOURCES": "{\"a\": \"/a\", \"b\": {\"url\": \"http://b/\", \"open\": 2}}"]
    )
    #expect(other.diagnostics.isEmpty)
    #expect(
      other.settings.sources == [
        SourceSettings(name: "a", place: .folder("/a")), SourceSettings(name: "b", place: .index("http://b/"), open: 2),
      ])
  }

  @Test func `relative paths begin at the file`() throws {
    let loaded = try load("{\"sources\": {\"a\": \"Games\", \"b\": {\"manifest\": \"../list.json\"}}}")
    let directory = ConfigurationFile(path: loaded.file ?? "", isRequired: true).directory
    #expect(
      loaded.settings.sources.map(\.place) == [
        .folder(directory + "/Games"), .manifestFile(directory + "/../list.json"),
      ])
  }

  @Test func `what is written without secrets takes them over from what has them`() throws {
    let whole = try load(Self.everything).settings
    let loaded = try load(whole.json)
    #expect(loaded.isUsable)
    #expect(loaded.warnings.map(\.key) == ["sources.archive.user", "sources.keyed.header", "sources.plain-key.header"])
    var settings = loaded.settings
    #expect(settings.sources.filter(\.lacksSecret).map(\.name) == ["archive", "keyed", "plain-key"])
    #expect(settings != whole)
    #expect(settings.differences(from: whole).map(\.name) == ["sources"])
    // Twice written it is the same.
    #expect(settings.json == whole.json)
    settings.takeSecrets(of: whole)
    #expect(settings == whole)
    #expect(settings.differences(from: whole).isEmpty)
  }

  @Test func `a secret goes to nobody but the server it is for`() throws {
    let whole = try load(Self.everything).settings
    for (old, new) in [
      ("https://h.example.org:8443/a%20b/", "https://elsewhere.example.org/"), ("\"me\"", "\"you\""),
      ("\"archive\"", "\"other\""),
    ] {
      let text = String(decoding: whole.json, as: UTF8.self).replacing(old, with: new)
      var settings = try load(text).settings
      settings.takeSecrets(of: whole)
      #expect(settings.sources.filter(\.lacksSecret).count == 1, "\(new)")
    }
    // What is not known to the other either does not take the place of what is.
    var settings = whole
    settings.takeSecrets(of: try load(whole.json).settings)
    #expect(settings == whole)
  }

  @Test func `a secret that changes is a difference, and is told by no text`() throws {
    let before = try load(Self.everything)
    let after = try load(Self.everything.replacing("p@ss: wört", with: "an0ther"))
    #expect(after.settings.differences(from: before.settings).map(\.name) == ["sources"])
    #expect(after.lines.map { $0.prefix(200) } != [])
    for loaded in [before, after] {
      let all =
        loaded.lines.joined() + String(decoding: loaded.json, as: UTF8.self)
        + String(decoding: loaded.settings.json, as: UTF8.self) + "\(loaded)" + "\(loaded.settings.sources)"
        + String(reflecting: loaded.settings)
      for secret in ["p@ss", "wört", "an0ther", "Bearer", "abc\"", "\"k\""] {
        #expect(!all.contains(secret), "\(secret)")
      }
    }
    let shown = try #require(Settings.setting(named: "sources")?.text(before.settings))
    #expect(shown.contains("\"user\": \"me\", \"password\": \"(set)\""))
    #expect(shown.contains("\"header\": \"X-API-Key\", \"key\": \"(set)\""))
    #expect(!String(decoding: before.settings.json, as: UTF8.self).contains("(set)"))
  }

  @Test func `half of the credentials is a warning, and so are credentials that everybody can read`() throws {
    let loaded = try load(
      """
      {"sources": {
      "a": {"url": "https://h/", "user": "me"},
      "b": {"url": "https://h/", "header": "X-Key"},
      "c": {"url": "http://h.example.org/", "user": "me", "password": "x"},
      "d": {"manifest": "http://8.8.8.8:80/l.json", "key": "x"},
      "e": {"url": "http://h.example.org/", "user": "me", "enabled": false},
      "f": {"url": "http://h.example.org/"},
      "g": {"url": "http://nas:8080/", "user": "me", "password": "x"}
      }}
      """)
    #expect(loaded.isUsable)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "FILE:2:36: warning: sources.a.user: its password is missing, so it is not asked: write \"password\": \"…\", or "
          + "set VITRINE_SOURCES_A_PASSWORD",
        "FILE:3:38: warning: sources.b.header: its key is missing, so it is not asked: write \"key\": \"…\", or set "
          + "VITRINE_SOURCES_B_KEY",
        "FILE:4:14: warning: sources.c.url: its password goes over the internet for everybody on the way to read: write "
          + "https:// if it can",
        "FILE:5:19: warning: sources.d.manifest: its key goes over the internet for everybody on the way to read: write "
          + "https:// if it can",
      ])
  }

  @Test(arguments: [
    "localhost", "nas", "NAS.local", "nas.fritz.box", "nas.home.arpa.", "127.0.0.1", "127.9.9.9:8080", "10.1.2.3",
    "172.31.0.1", "192.168.1.1", "169.254.1.1", "100.100.1.1", "[::1]:80", "[fd00::1]", "[fe80::1]",
    "[::ffff:10.0.0.1]",
  ])
  func `a server of the user's own network may have them in clear text`(server: String) throws {
    #expect(try warnings(server) == 0)
  }

  @Test(arguments: [
    "h.example.org", "local.example.org", "1.1.1.1", "172.32.0.1", "192.169.0.1", "100.128.0.1", "[2001:db8::1]:80",
    "[::ffff:8.8.8.8]", "2130706433", "10.0.0.1.example.org",
  ])
  func `a server of the internet may not`(server: String) throws { #expect(try warnings(server) == 1) }

  private func warnings(_ server: String) throws -> Int {
    let loaded = try load("{\"sources\": {\"a\": {\"url\": \"http://\(server)/\", \"key\": \"x\"}}}")
    #expect(loaded.isUsable)
    return loaded.warnings.count
  }
}

@Suite("Secrets of sources in the environment") struct SourceEnvironmentTests {
  private let file = """
    {"sources": {"nas": {"url": "https://h/", "user": "me"}, "my.box": {"url": "https://b/", "header": "X-Key"},
    "open": "https://o/", "folder": "/f", "whole": {"url": "https://w/", "user": "me", "password": "of-the-file"}}}
    """

  @Test func `it fills in what the file leaves out, and comes before what it has`() throws {
    let loaded = try load(
      file,
      environment: [
        "VITRINE_SOURCES_NAS_PASSWORD": "wört: 1", "VITRINE_SOURCES_MY_BOX_KEY": "two", "VITRINE_SOURCES_OPEN_KEY": "3",
        "VITRINE_SOURCES_WHOLE_PASSWORD": "four",
      ])
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(
      loaded.settings.sources.map(\.credentials) == [
        .password(user: "me", Secret("wört: 1")), .header(name: "X-Key", Secret("two")),
        .header(name: "Authorization", Secret("3")), .none, .password(user: "me", Secret("four")),
      ])
    #expect(loaded.origin(of: "sources.nas.password").description == "VITRINE_SOURCES_NAS_PASSWORD")
    #expect(loaded.origin(of: "sources.nas.user").place == TextPlace(line: 1, column: 51))
    // Handed on, it is what it was.
    var settings = try load(loaded.settings.json).settings
    settings.takeSecrets(of: loaded.settings)
    #expect(settings == loaded.settings)
  }

  /// A variable and what is said of it; a warning unless it begins with `!`.
  @Test(arguments: [
    ("VITRINE_SOURCES_FOLDER_KEY", "folder is read without user and key"),
    ("VITRINE_SOURCES_OPEN_PASSWORD", "sources.open.password: the source has no \"user\""),
    (
      "VITRINE_SOURCES_NSA_PASSWORD",
      "no source of that name in the configuration (did you mean `VITRINE_SOURCES_NAS_PASSWORD`?)"
    ),
    ("VITRINE_SOURCES_QQQQQQQQ_KEY", "no source of that name in the configuration, and it has no effect"),
    ("VITRINE_SOURCES_NAS_USER", "there is no such key"),
    ("VITRINE_SOURCES_WHOLE_KEY", "!sources.whole.key: the source has a user with a password"),
    ("VITRINE_SOURCES_MY_BOX_PASSWORD", "!sources.my.box.password: the source has a key"),
  ])
  func `what has no effect, or too many, is told without it`(variable: String, expected: String) throws {
    let loaded = try load(file, environment: [variable: "s3cr3t"])
    let found = loaded.diagnostics.filter { $0.origin.source == .environment(variable) }
    #expect(found.count == 1)
    #expect(found.first?.severity == (expected.hasPrefix("!") ? .mistake : .warning))
    let words = expected.hasPrefix("!") ? String(expected.dropFirst()) : expected
    #expect(found.first?.description.contains(words) == true, "\(found)")
    #expect(!"\(loaded.diagnostics)".contains("s3cr3t"))
  }

  @Test(arguments: [
    ("VITRINE_SOURCES_NAS_PASSWORD", "s3\nt"), ("VITRINE_SOURCES_MY_BOX_KEY", "s3ört"),
    ("VITRINE_SOURCES_MY_BOX_KEY", " s3"), ("VITRINE_SOURCES_NAS_PASSWORD", "(set)"),
    ("VITRINE_SOURCES", #"{"a": {"url": "https://h/", "user": "me", "password": s3@t}}"#),
    ("VITRINE_SOURCES", #"{"a": {"url": "https://me:s3@h/"}}"#),
  ])
  func `a wrong one is not shown`(variable: String, value: String) throws {
    let loaded = try load(file, environment: [variable: value])
    #expect(loaded.mistakes.count == 1, "\(loaded.diagnostics)")
    #expect(loaded.diagnostics.first?.description.hasPrefix(variable) == true)
    #expect(!"\(loaded.diagnostics.map(\.description))".contains("s3"))
  }

  @Test func `one that could be for two is for none`() throws {
    let loaded = try load(
      #"{"sources": {"a-b": {"url": "https://h/", "user": "me"}, "a.b": {"url": "https://i/", "user": "me"}}}"#,
      environment: ["VITRINE_SOURCES_A_B_PASSWORD": "x"])
    #expect(loaded.mistakes.count == 1)
    #expect(loaded.mistakes.first?.message.contains("each of the sources a-b, a.b") == true)
    #expect(loaded.settings.sources.allSatisfy { $0.lacksSecret })
  }
}
