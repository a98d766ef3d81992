internal import Configuration
internal import Model
internal import Testing

@Suite("Settings of RomM servers") struct RomMSettingsTests {
  private static let everything = """
    {"sources": {
    "a": {"romm": "https://romm.local/"},
    "b": {"romm": "http://192.168.1.5:8080/romm", "user": "me", "password": "hun ter2", "asked": 2},
    "c": {"romm": "https://romm.example.org/api/", "key": "rmm_s3cretW0rds", "open": 1, "platform": "snes"}
    }}
    """

  private static let all = [
    SourceSettings(name: "a", place: .romm("https://romm.local/")),
    SourceSettings(
      name: "b", place: .romm("http://192.168.1.5:8080/romm/"),
      credentials: .password(user: "me", Secret("hun ter2")), asked: 2),
    SourceSettings(
      name: "c", place: .romm("https://romm.example.org/"),
      credentials: .header(name: "Authorization", Secret("rmm_s3cretW0rds")), open: 1, platform: "snes"),
  ]

  @Test func `they are understood, and written as they are read`() throws {
    let loaded = try load(Self.everything)
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.settings.sources == Self.all)
    #expect(Self.all.filter(\.place.isOnWeb).count == Self.all.count)
    var again = try load(loaded.settings.json)
    #expect(again.isUsable && again.settings.sources.filter(\.lacksSecret).map(\.name) == ["b", "c"])
    again.settings.takeSecrets(of: loaded.settings)
    #expect(again.settings == loaded.settings)
    let texts = loaded.lines + ["\(loaded)", String(reflecting: loaded.settings)]
    for text in texts + [String(decoding: loaded.settings.json, as: UTF8.self)] {
      for part in ["hun", "ter2", "s3cr", "W0rds"] { #expect(!text.contains(part)) }
    }
    #expect(try load(Settings.example).isUsable && Settings.example.contains("the address of a RomM server"))
  }

  /// The value of a source that begins in the second line, and what is said of it.
  private static func source(_ value: String, _ expected: String...) -> WrongConfiguration {
    var wrong = WrongConfiguration("{\"sources\": {\"r\":\n\(value)}}")
    wrong.expected = expected
    return wrong
  }

  @Test(arguments: [
    source("{\"romm\": 5}", "2:10 `5` is not the address of a RomM server"),
    source("{\"romm\": \"/mnt/romm\"}", "2:10 \"/mnt/romm\" is not the address of a RomM server"),
    source("{\"romm\": \"https://h/?key=1\"}", "2:10 has no query"),
    source("{\"romm\": \"https://me:secret@h/\"}", "2:10 no user or password in it"),
    source("{\"romm\": \"https://h:99999/\"}", "2:10 is no port"),
    source("{\"romm\": \"https://h/\", \"url\": \"https://h/\"}", "2:24 it has \"romm\" already"),
    source("{\"path\": \"/a\", \"romm\": \"https://h/\"}", "2:16 it has \"path\" already"),
    source("{\"romm\": \"https://h/\", \"password\": \"x\"}", "2:24 \"user\" is missing"),
    source(
      "{\"romm\": \"https://h/\", \"user\": \"me\", \"password\": \"x\", \"key\": \"y\"}",
      "2:55 two ways to say the same"),
    source("{\"romm\": \"https://h/\", \"token\": \"x\"}", "2:24 (did you mean `key`?)"),
  ]) func `what cannot be is named with its place and a remedy`(wrong: WrongConfiguration) throws {
    try WrongConfigurationTests.check(wrong)
  }

  @Test func `a key that everybody can read is a warning, and so is half of the credentials`() throws {
    let found = try load(
      "{\"sources\": {\"a\": {\"romm\": \"http://h.example.org/\", \"key\": \"x\"}, "
        + "\"b\": {\"romm\": \"https://h/\", \"user\": \"me\"}}}"
    ).diagnostics.map(\.description)
    #expect(found.count == 2)
    #expect(found.contains { $0.contains("sources.a.romm: its key goes over the internet") }, "\(found)")
    #expect(found.contains { $0.contains("sources.b.user: its password is missing") }, "\(found)")
  }
}
