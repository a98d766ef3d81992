internal import Configuration
internal import Model
internal import Testing

@Suite("Settings of WebDAV folders and buckets") struct BucketSettingsTests {
  private static let everything = """
    {"sources": {
      "cloud": {"webdav": "https://c.example.org/remote.php/dav/files/me/My%20Games", "user": "me", "password": "w0rd"},
      "share": "davs://nas.local/roms", "plain": "dav://nas.local:8080/",
      "open": "s3://games", "folder": {"s3": "S3://games/My Games"},
      "minio": {"s3": "s3://games/roms/", "endpoint": "http://nas.local:9000/", "region": "eu-west-1", "style": "virtual",
        "accessKey": "AKID", "secretKey": "sEcr/et+", "sessionToken": "t0ken==", "platform": "snes"},
      "half": {"s3": "s3://games", "accessKey": "AKID"},
    }}
    """

  private static let all = [
    SourceSettings(
      name: "cloud", place: .webDAV("https://c.example.org/remote.php/dav/files/me/My%20Games/"),
      credentials: .password(user: "me", Secret("w0rd"))),
    SourceSettings(name: "share", place: .webDAV("https://nas.local/roms/")),
    SourceSettings(name: "plain", place: .webDAV("http://nas.local:8080/")),
    SourceSettings(name: "open", place: .s3(S3Bucket("games", prefix: ""))),
    SourceSettings(name: "folder", place: .s3(S3Bucket("games", prefix: "My Games/"))),
    SourceSettings(
      name: "minio",
      place: .s3(
        S3Bucket("games", prefix: "roms/", endpoint: "http://nas.local:9000", region: "eu-west-1", style: .virtual)),
      credentials: .accessKey("AKID", secretKey: Secret("sEcr/et+"), sessionToken: Secret("t0ken==")),
      platform: "snes"),
    SourceSettings(
      name: "half", place: .s3(S3Bucket("games", prefix: "")),
      credentials: .accessKey("AKID", secretKey: Secret(""), sessionToken: nil)),
  ]

  @Test func `they are understood, and are the same when they are written and read again`() throws {
    let loaded = try load(Self.everything)
    #expect(loaded.settings.sources == Self.all)
    #expect(
      loaded.diagnostics.map(\.description) == [
        "FILE:7:45: warning: sources.half.accessKey: its secretKey is missing, so it is not asked: write \"secretKey\": "
          + "\"…\", or set VITRINE_SOURCES_HALF_SECRET_KEY"
      ])
    var again = try load(loaded.settings.json).settings
    #expect(again.sources.filter(\.lacksSecret).map(\.name) == ["cloud", "minio", "half"])
    again.takeSecrets(of: loaded.settings)
    #expect(again == loaded.settings)
    let moved = String(decoding: loaded.settings.json, as: UTF8.self).replacing("nas.local:9000", with: "other:9000")
    var elsewhere = try load(moved).settings
    elsewhere.takeSecrets(of: loaded.settings)
    #expect(elsewhere.sources.filter(\.lacksSecret).map(\.name) == ["minio", "half"])
  }

  @Test func `no text has a secret, and the file of added sources has all of them`() throws {
    let loaded = try load(Self.everything)
    let shown = try #require(Settings.setting(named: "sources")?.text(loaded.settings))
    #expect(shown.contains("\"accessKey\": \"AKID\", \"secretKey\": \"(set)\", \"sessionToken\": \"(set)\""))
    let all =
      shown + loaded.lines.joined() + String(decoding: loaded.json, as: UTF8.self)
      + String(decoding: loaded.settings.json, as: UTF8.self) + "\(loaded)" + String(reflecting: loaded.settings)
    for secret in ["w0rd", "sEcr", "t0ken"] { #expect(!all.contains(secret), "\(secret)") }
  }

  @Test func `the environment may hold their secrets`() throws {
    let file = """
      {"sources": {"b": {"s3": "s3://games", "accessKey": "AKID"}, "b_secret": "https://h/", "open": "s3://games",
        "web": "https://h/"}}
      """
    let loaded = try load(
      file,
      environment: ["VITRINE_SOURCES_B_SESSION_TOKEN": "t0ken==", "VITRINE_SOURCES_WEB_KEY": "k3y"])
    #expect(loaded.settings.sources[3].credentials == .header(name: "Authorization", Secret("k3y")))
    #expect(loaded.settings.sources[0].lacksSecret)
    let single = try load(
      file.replacing("b_secret", with: "c"),
      environment: ["VITRINE_SOURCES_B_SESSION_TOKEN": "t0ken==", "VITRINE_SOURCES_B_SECRET_KEY": "sEcr/et+"])
    #expect(single.diagnostics.map(\.description) == [])
    #expect(
      single.settings.sources[0].credentials
        == .accessKey("AKID", secretKey: Secret("sEcr/et+"), sessionToken: Secret("t0ken==")))
    // One name, and two that it may be for.
    let both = try load(file, environment: ["VITRINE_SOURCES_B_SECRET_KEY": "sEcr/et+"])
    #expect(both.diagnostics.contains { $0.message.contains("it could be for each of the sources b, b_secret") })
    for (variable, words) in [
      ("VITRINE_SOURCES_OPEN_SECRET_KEY", "no \"accessKey\""),
      ("VITRINE_SOURCES_WEB_SECRET_KEY", "has no \"secretKey\""),
      ("VITRINE_SOURCES_OPEN_PASSWORD", "has no \"password\""),
      ("VITRINE_SOURCES_OPNE_SECRET_KEY", "did you mean `VITRINE_SOURCES_OPEN_SECRET_KEY`?"),
    ] {
      let found = try load(file, environment: [variable: "sEcr/et+"]).diagnostics.map(\.description)
      #expect(found.contains { $0.contains(words) } && !"\(found)".contains("sEcr"), "\(variable): \(found)")
    }
  }

  /// A bucket, and the address of what is in it.
  @Test(arguments: [
    (S3Bucket("games"), "https://games.s3.us-east-1.amazonaws.com/"),
    (S3Bucket("games", region: "cn-north-1"), "https://games.s3.cn-north-1.amazonaws.com.cn/"),
    (S3Bucket("my.games", region: "eu-west-1"), "https://s3.eu-west-1.amazonaws.com/my.games/"),
    (S3Bucket("games", style: .path), "https://s3.us-east-1.amazonaws.com/games/"),
    (S3Bucket("games", endpoint: "http://nas:9000"), "http://nas:9000/games/"),
    (S3Bucket("games", endpoint: "http://nas:9000/s3"), "http://nas:9000/s3/games/"),
    (S3Bucket("games", endpoint: "https://s3.example.org", style: .virtual), "https://games.s3.example.org/"),
    (
      S3Bucket("games", endpoint: "https://s3.dualstack.eu-west-1.amazonaws.com"),
      "https://games.s3.dualstack.eu-west-1.amazonaws.com/"
    ),
  ])
  func `a bucket's address is as its server likes it`(bucket: S3Bucket, address: String) {
    #expect(bucket.address == address)
  }
}
