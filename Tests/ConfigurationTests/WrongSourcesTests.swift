internal import Configuration
internal import Testing

@Suite("Wrong settings of sources and downloads") struct WrongSourcesTests {
  @Test(arguments: sources) func `a source that cannot be is named with its place and a remedy`(
    wrong: WrongConfiguration
  ) throws { try WrongConfigurationTests.check(wrong) }

  @Test(arguments: downloads) func `so is what cannot be of downloads`(
    wrong: WrongConfiguration
  ) throws { try WrongConfigurationTests.check(wrong) }

  /// The value of a source that begins in the second line, and what is said of it.
  private static func source(_ value: String, _ expected: String...) -> WrongConfiguration {
    var wrong = WrongConfiguration("{\"sources\": {\"nas\":\n\(value)}}")
    wrong.expected = expected
    return wrong
  }

  static let sources = [
    WrongConfiguration(
      "{\n\"sources\": [\"https://h/\"]}", "2:12 a list is not an object such as {\"nas\": \"https://"),
    WrongConfiguration("{\n\"sources\": \"https://h/\"}", "2:12 is not an object such as"),
    WrongConfiguration("{\"sources\": {\n\".nas\": \"/a\"}}", "2:1 sources: this cannot be the name of a source"),
    WrongConfiguration("{\"sources\": {\n\"-nas\": \"/a\"}}", "2:1 without a dot or dash in front"),
    WrongConfiguration("{\"sources\": {\n\"\": \"/a\"}}", "2:1 this cannot be the name of a source"),
    WrongConfiguration("{\"sources\": {\n\"my nas\": \"/a\"}}", "2:1 letters (a to z), digits and the signs"),
    WrongConfiguration("{\"sources\": {\n\"größe\": \"/a\"}}", "2:1 letters (a to z)"),
    WrongConfiguration(
      "{\"sources\": {\n\"\(String(repeating: "a", count: 65))\": \"/a\"}}", "2:1 1 to 64 letters"),
    WrongConfiguration(
      "{\"sources\": {\"nas\": \"/a\",\n\"NAS\": \"/b\"}}", "2:1 there is a source \"nas\" already"),
    source("5", "2:1 sources.nas: `5` is not an object such as {\"url\": \"https://nas.local/roms/\"}"),
    source("{}", "2:1 its place is missing: write \"url\""),
    source("{\"url\": null}", "2:1 its place is missing"),
    source("{\"open\": 2}", "2:1 its place is missing"),
    source("\"\"", "2:1 \"\" is not the path of a folder"),
    source("\"ftp://h/roms\"", "2:1 sources.nas.path: only http:// and https://"),
    source("\"smb://h/roms\"", "2:1 mount a share, and write its path"),
    source("\"\\\\\\\\h\\\\roms\"", "2:1 mount a share, and write its path"),
    source("\"https://\"", "2:1 sources.nas.url: \"https://\" is not an address such as"),
    source("\"https://h/my roms/\"", "2:1 write %20"),
    source("\"https://h/roms/?C=M\"", "2:1 has no query"),
    source("\"https://h/roms/#top\"", "2:1 has no query"),
    source("\"https://h:70000/\"", "2:1 \"70000\" is no port"),
    source("\"https://h/roms/index.html\"", "2:1 looks like a single page"),
    source("{\"url\": \"https://h/list.json\"}", "2:9 looks like a list of files: call it \"manifest\""),
    source("{\"url\": \"/mnt/x\"}", "2:9 \"/mnt/x\" is not an address such as"),
    source("{\"path\": 5}", "2:10 `5` is not the path of a folder"),
    source("{\"path\": \"https://h/\"}", "2:10 only http:// and https://"),
    source("{\"manifest\": \"\"}", "2:14 \"\" is not the address or path of a JSON list"),
    source("{\"manifest\": true}", "2:14 true is not the address or path"),
    source("{\"url\": \"https://h/\", \"path\": \"/a\"}", "2:23 it has \"url\" already"),
    source("{\"manifest\": \"/l.json\", \"url\": \"https://h/\"}", "2:25 it has \"manifest\" already"),
    source("{\"address\": \"https://h/\"}", "2:1 its place is missing", "2:2 (did you mean `url`?)"),
    source("{\"url\": \"https://h/\", \"username\": \"me\"}", "2:23 (did you mean `user`?)"),
    source("{\"url\": \"https://h/\", \"token\": \"me\"}", "2:23 (did you mean `key`?)"),
    source("{\"url\": \"https://h/\", \"transfers\": 2}", "2:23 (did you mean `open`?)"),
    source("{\"url\": \"https://h/\", \"opne\": 2}", "2:23 (did you mean `open`?)"),
    source("{\"url\": \"https://h/\", \"open\": 0}", "2:31 a whole number from 1 to 64"),
    source("{\"url\": \"https://h/\", \"asked\": 65}", "2:32 a whole number from 1 to 64"),
    source("{\"url\": \"https://h/\", \"platform\": \"\"}", "2:35 the name of a platform"),
    source("{\"url\": \"https://h/\", \"enabled\": \"yes\"}", "2:34 true or false"),
    source("{\"url\": \"https://h/\", \"password\": \"x\"}", "2:23 \"user\" is missing"),
    source(
      "{\"url\": \"https://h/\", \"user\": \"me\", \"password\": \"x\", \"key\": \"y\"}",
      "2:54 two ways to say the same"),
    source(
      "{\"url\": \"https://h/\", \"header\": \"X-Key\", \"user\": \"me\"}", "2:42 two ways to say the same"),
    source("{\"path\": \"/a\", \"user\": \"me\", \"password\": \"x\"}", "2:16 take \"user\" out"),
    source("{\"manifest\": \"/l.json\", \"key\": \"x\"}", "2:25 take \"key\" out"),
    source("{\"url\": \"https://h/\", \"user\": \"me:x\"}", "2:31 without a colon"),
    source("{\"url\": \"https://h/\", \"user\": \"\"}", "2:31 the name of a user"),
    source("{\"url\": \"https://h/\", \"header\": \"X-Key: x\"}", "2:33 without its value, which is \"key\""),
    source("{\"url\": \"https://h/\", \"header\": \"Range\"}", "2:33 the name of a header"),
    source("{\"url\": \"https://h/\", \"user\": \"me\", \"password\": 5}", "2:49 a password between quotation marks"),
    source("{\"url\": \"https://h/\", \"key\": \"\"}", "2:30 the value of a header"),
    source("{\"url\": \"https://h/\", \"key\": \"(set)\"}", "2:30 write it itself"),
    source("{\"webdav\": \"ftp://h/\"}", "2:12 \"ftp://h/\" is not the address of a WebDAV folder"),
    source("{\"webdav\": \"https://h/?a\"}", "2:12 has no query"),
    source("{\"dav\": \"https://h/\"}", "2:1 its place is missing", "2:2 (did you mean `webdav`?)"),
    source("{\"webdav\": \"https://h/\", \"url\": \"https://h/\"}", "2:26 it has \"webdav\" already"),
    source("{\"webdav\": \"https://h/\", \"password\": \"x\"}", "2:26 \"user\" is missing"),
    source("\"s3://b\"", "2:1 this is not a bucket such as \"s3://games/roms/\""),
    source("{\"s3\": \"games\"}", "2:8 this is not a bucket"), source("{\"s3\": 5}", "2:8 this is not a bucket"),
    source("{\"s3\": \"s3://ga mes/\"}", "2:8 this is not a bucket"),
    source("{\"bucket\": \"s3://games\"}", "2:1 its place is missing", "2:2 (did you mean `s3`?)"),
    source("{\"s3\": \"s3://games\", \"endpoint\": \"nas:9000\"}", "2:34 is not the address of an S3 server"),
    source("{\"s3\": \"s3://games\", \"endpoint_url\": \"http://nas\"}", "2:22 (did you mean `endpoint`?)"),
    source("{\"s3\": \"s3://games\", \"region\": \"eu west\"}", "2:32 a region such as"),
    source("{\"s3\": \"s3://games\", \"style\": \"Path\"}", "2:31 one of \"auto\", \"path\" or \"virtual\""),
    source("{\"s3\": \"s3://games\", \"force_path_style\": true}", "2:22 (did you mean `style`?)"),
    source("{\"s3\": \"s3://games\", \"accessKey\": \"a/b\"}", "2:35 without space, comma and slash"),
    source(
      "{\"s3\": \"s3://games\", \"accessKey\": \"a\", \"secretKey\": 5}", "2:53 a secret key between quotation marks"),
    source(
      "{\"s3\": \"s3://games\", \"aws_secret_access_key\": \"a\"}", "2:22 (did you mean `secretKey`?)"),
    source("{\"s3\": \"s3://games\", \"secretKey\": \"x\"}", "2:22 \"accessKey\" is missing"),
    source("{\"s3\": \"s3://games\", \"sessionToken\": \"x\"}", "2:22 \"accessKey\" is missing"),
    source("{\"s3\": \"s3://games\", \"user\": \"me\"}", "2:22 take \"user\" out"),
    source("{\"s3\": \"s3://games\", \"key\": \"x\"}", "2:22 \"accessKey\" and \"secretKey\""),
    source("{\"url\": \"https://h/\", \"accessKey\": \"x\"}", "2:23 goes with \"s3\" alone"),
    source("{\"path\": \"/a\", \"endpoint\": \"https://h\"}", "2:16 goes with \"s3\" alone"),
  ]

  static let downloads = [
    WrongConfiguration("{\n\"downloads\": \"/srv\"}", "2:14 is not an object such as"),
    WrongConfiguration("{\"downloads\":\n{\"directory\": 5}}", "2:15 the path of a directory"),
    WrongConfiguration("{\"downloads\":\n{\"workers\": 65}}", "2:13 a whole number from 1 to 64"),
    WrongConfiguration("{\"downloads\":\n{\"rule\": \"clever\"}}", "2:10 one of \"adaptive\", \"fixed\" or \"mixed\""),
    WrongConfiguration(
      "{\"downloads\":\n{\"bandwidth\": \"fast\"}}", "2:15 \"5 MB\" or \"512 KiB\", at least 1 KiB, or \"off\""),
    WrongConfiguration("{\"downloads\":\n{\"bandwidth\": 0}}", "2:15 or \"off\""),
    WrongConfiguration("{\"downloads\":\n{\"bandwidth\": \"16 Mbit\"}}", "2:15 or \"off\""),
    WrongConfiguration("{\"downloads\":\n{\"reserve\": \"10%\"}}", "2:13 a size such as"),
    WrongConfiguration("{\"downloads\":\n{\"stall\": \"1 s\"}}", "2:11 a duration from 5 s to 1 h"),
    WrongConfiguration("{\"downloads\":\n{\"largest\": \"big\"}}", "2:13 a size such as"),
    WrongConfiguration("{\"downloads\":\n{\"retry\": \"30 d\"}}", "2:11 a duration from 10 s to 168 h"),
    WrongConfiguration(
      "{\"downloads\":\n{\"syncInterval\": \"1 min\"}}", "2:18 a duration from 10 min to 720 h, such as \"30 s\""),
    WrongConfiguration("{\n\"bwlimit\": \"5M\"}", "2:1 write \"downloads\": {\"bandwidth\": …}"),
    WrongConfiguration("{\n\"max_concurrent_downloads\": 5}", "2:1 write \"downloads\": {\"workers\": …}"),
    WrongConfiguration("{\"downloads\":\n{\"limit\": \"5M\"}}", "2:2 (did you mean `downloads.bandwidth`?)"),
    WrongConfiguration("{\"downloads\":\n{\"dir\": \"/a\"}}", "2:2 (did you mean `downloads.directory`?)"),
    WrongConfiguration("{\"downloads\":\n{\"interval\": \"1 h\"}}", "2:2 (did you mean `downloads.syncInterval`?)"),
    WrongConfiguration("{\n\"remotes\": {}}", "2:1 (did you mean `sources`?)"),
  ]

  /// None of these may show any of `hun`, `ter2`, `s3cr` and `W0rds`.
  @Test(arguments: [
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": hunter2}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": hun@ter2}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "pasword": hunter2, "pass": hunter2}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": "hun"ter2"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password", "hunter2"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password" "hunter2"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password: "hunter2"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": 'hunter2', "open": 0}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": ["hunter2"]}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": {"hunter2": 1}}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "token": hunter2}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "key": s3cretW0rds, "key": "s3cretW0rds"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "header": "X-Key: hunter2"}}}"#,
    #"{"sources": {"a": {"url": "https://h/", "user": "me:hunter2"}}}"#,
    #"{"sources": {"a": "https://me:hunter2@h/"}}"#, #"{"sources": {"a": "https://me:hun/ter2@h/"}}"#,
    #"{"sources": {"a": "ftp://me:hunter2@h/"}}"#, #"{"sources": {"a": "smb://me:hun/ter2@h/"}}"#,
    #"{"sources": {"a": {"url": "ftp://me:hunter2@h/"}}}"#, #"{"sources": {"a": {"manifest": "ftp://me:hunter2@h"}}}"#,
    #"{"sources": {"a": "https://h/?key=hunter2"}}"#, #"{"sources": {"https://me:hunter2@h/": "/a"}}"#,
    #"{"sources": {"a": https://me:hunter2@h/}}"#, #"{"sources": ["https://me:hunter2@h/"]}"#,
    #"{"sources": {"a": {"s3": "s3://me:hunter2@games/"}}}"#, #"{"sources": {"a": "s3://me:hunter2@games"}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "accessKey": "id", "secretKey": hunter2}}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "accessKey": "id", "secretKey": ["hunter2"]}}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "secret_access_key": hun/ter2}}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "accessKey": "id", "sessionToken": 's3cretW0rds'}}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "accessKey": "id/hunter2"}}}"#,
    #"{"sources": {"a": {"s3": "s3://games", "endpoint": "https://me:hunter2@h/"}}}"#,
    #"{"sources": {"a": {"webdav": "davs://me:hunter2@h/"}}}"#, #"{"sources": {"a": "webdav://me:hun/ter2@h/"}}"#,
    #"{"sources": "https://me:hunter2@h/"}"#, #"{"providers": {"igdb": {"url": "ftp://me:hunter2@h/"}}}"#,
    #"{"providers": {"igdb": {"url": "https://me:hun/ter2@h/"}}}"#,
  ]) func `no message has a password or key`(text: String) throws {
    let found = try load(text).diagnostics.map(\.description)
    #expect(!found.isEmpty)
    for part in ["hun", "ter2", "s3cr", "W0rds"] { #expect(!found.contains { $0.contains(part) }, "\(found)") }
  }

  @Test func `what is beside a secret is told all the same`() throws {
    let found = try load(
      #"{"sources": {"a": {"url": "https://h/", "user": "me", "password": "x", "opne": 4, "platform": 5}}}"#
    ).diagnostics.map(\.description)
    #expect(found.count == 2)
    #expect(found.first?.contains("there is no key \"opne\" (did you mean `open`?)") == true, "\(found)")
    #expect(found.last?.contains("`5` is not the name of a platform") == true, "\(found)")
  }
}

@Suite("Settings of downloads") struct DownloadSettingsTests {
  @Test func `all of them are understood, and read back as they are written`() throws {
    let loaded = try load(
      """
      {"downloads": {"directory": "~/fetched", "workers": 12, "rule": "mixed", "bandwidth": "5 MB/s", "reserve": "0",
        "stall": 60, "largest": "4 GiB", "retry": "1 h", "syncInterval": "off"}}
      """)
    #expect(loaded.diagnostics.isEmpty)
    var expected = Settings().downloads
    expected.directory = "/home-of/me/fetched"
    expected.workers = 12
    expected.rule = .mixed
    expected.bandwidth = 5_000_000
    expected.reserve = 0
    expected.stall = 60
    expected.largest = 4 << 30
    expected.retry = 3600
    expected.syncInterval = nil
    #expect(loaded.settings.downloads == expected)
    #expect(try load(loaded.settings.json).settings == loaded.settings)
    #expect(try load("{\"downloads\": {\"bandwidth\": \"off\", \"syncInterval\": \"24 h\"}}").settings == Settings())
  }

  @Test(arguments: [
    ("VITRINE_DOWNLOADS_BANDWIDTH", "512k", "downloads.bandwidth", "\"512 KiB\""),
    ("VITRINE_DOWNLOADS_BANDWIDTH", "10 MBps", "downloads.bandwidth", "\"10 MB\""),
    ("VITRINE_DOWNLOADS_BANDWIDTH", "off", "downloads.bandwidth", "\"off\""),
    ("VITRINE_DOWNLOADS_SYNC_INTERVAL", "30 d", "downloads.syncInterval", "\"720 h\""),
    ("VITRINE_DOWNLOADS_RETRY", "7 d", "downloads.retry", "\"168 h\""),
    ("VITRINE_DOWNLOADS_STALL", "5", "downloads.stall", "\"5 s\""),
    ("VITRINE_DOWNLOADS_DIRECTORY", "fetched", "downloads.directory", "\"/here/fetched\""),
    ("VITRINE_DOWNLOADS_RULE", "fixed", "downloads.rule", "\"fixed\""),
  ])
  func `each is a variable`(variable: String, value: String, key: String, expected: String) throws {
    let loaded = try load("{}", environment: [variable: value])
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(Settings.setting(named: key)?.text(loaded.settings) == expected)
  }
}
