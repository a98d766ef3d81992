internal import Cache
internal import Configuration
internal import Model
internal import Layouts
internal import Platform
internal import Scan
internal import Service
internal import TestSupport
internal import Testing
internal import Tree

@Suite("What the machine has of a configuration") struct MachineCheckTests {
  private let scratch: TemporaryDirectory
  private let base: String

  init() throws {
    scratch = try TemporaryDirectory()
    base = try resolvedPath(scratch.path)
    for name in ["roms/psx", "more", "mount"] { _ = try scratch.makeDirectory(name) }
    try Files.write("x", to: scratch("file"))
    try Files.createLink(at: scratch("link"), to: "more")
    try Files.createLink(at: scratch("gone"), to: "unmounted/roms")
  }

  /// - Parameter text: with `BASE` for the scratch directory.
  private func check(_ text: String, for purpose: MachineCheck.Purpose = .report) throws -> LoadedSettings {
    try Files.write(text.replacing("BASE", with: base), to: scratch("vitrine.json"))
    let sources = SettingsSources(
      file: ConfigurationFile(path: base + "/vitrine.json", isRequired: true), workingDirectory: base, home: nil)
    return MachineCheck.run(sources.load(), for: purpose)
  }

  private func words(_ loaded: LoadedSettings) -> [String] {
    loaded.diagnostics.map { $0.description.replacing(base, with: "BASE") }
  }

  @Test func `roots that are there have nothing wrong with them, and paths without links`() throws {
    let loaded = try check("{\"roots\": [\"roms\", \"link\"], \"mountpoint\": \"mount\"}")
    #expect(words(loaded) == [])
    #expect(loaded.settings.roots.map(\.path) == [base + "/roms", base + "/more"])
  }

  @Test func `whatever else is wrong is told in the same go, line by line and once`() throws {
    let loaded = try check(
      """
      {"roots": [
      {"path": "roms", "kind": "gamez"},
      7,
      {"paht": "more"},
      "roms",
      "roms/psx",
      "/nowhere/at/all"],
      "mountpoint": "roms/psx/mount",
      "log": {"level": "loud"}}
      """)
    let expected = [
      "2:26: roots[1].kind: \"gamez\" is not",
      "3:1: roots[2]: `7` is not an object", "4:1: roots[3]: \"path\" is missing",
      "4:2: roots[3]: there is no key \"paht\"", "5:1: roots: root 4 is the same directory as root 1 of line 2",
      "6:1: warning: roots[5].path: this lies in root 1", "7:1: warning: roots[6].path: there is no directory",
      "8:15: mountpoint: the mount point BASE/roms/psx/mount is inside the root BASE/roms:",
      "9:18: log.level: \"loud\" is not one of",
    ]
    #expect(words(loaded).count == expected.count, "\(words(loaded))")
    for (words, start) in zip(words(loaded), expected) {
      #expect(words.hasPrefix("BASE/vitrine.json:" + start), "\(words)")
    }
  }

  /// A file and what is said of it, in order.
  @Test(arguments: [
    (
      "{\"roots\": [\n\"rmos\"]}",
      ["2:1: warning: roots[1].path: there is no directory BASE/rmos (did you mean `BASE/roms`?)"]
    ),
    (
      "{\"roots\": [\n\"/nowhere/at/all\"]}",
      ["2:1: warning: roots[1].path: there is no directory /nowhere/at/all: correct"]
    ),
    ("{\"roots\": [\n\"file\"]}", ["2:1: roots[1].path: BASE/file is no directory"]),
    (
      "{\"roots\": [\n{\"path\": \"more\"},\n{\"path\": \"link\"}]}",
      ["3:10: roots[2].path: this is the same directory as root 1"]
    ),
    (
      "{\"roots\": [\"roms\",\n\"roms/psx\"]}",
      ["2:1: warning: roots[2].path: this lies in root 1, BASE/roms: what is in it is shown as this root says"]
    ),
    (
      "{\"roots\": [\n\"roms/psx\",\n\"roms\"]}",
      ["2:1: warning: roots[1].path: this lies in root 2, BASE/roms"]
    ),
    (
      "{\"roots\": [\"roms\"],\n\"mountpoint\": \"roms/mount\"}",
      ["2:15: mountpoint: the mount point BASE/roms/mount is inside the root"]
    ),
    (
      "{\"roots\": [\"link\"],\n\"mountpoint\": \"more\"}",
      ["2:15: mountpoint: the mount point BASE/more is inside the root"]
    ),
    (
      "{\"roots\": [\"mount/roms\"],\n\"mountpoint\": \"mount\"}",
      [
        "1:12: warning: roots[1].path: there is no directory",
        "2:15: mountpoint: the root BASE/mount/roms is inside the mount point",
      ]
    ),
    (
      "{\"roots\": [\"roms\"],\n\"state\": \"roms/.state\"}",
      ["2:10: warning: state: BASE/roms/.state is inside the root"]
    ),
    (
      "{\"roots\": [\"roms\"],\n\"log\": {\"file\": \"roms/x.log\"}}",
      ["2:17: warning: log.file: BASE/roms/x.log is inside"]
    ),
    (
      "{\"roots\": [\"roms\"],\n\"cache\": {\"directory\": \"roms/.cache\"}}",
      ["2:24: warning: cache.directory: BASE/roms/.cache is inside the root"]
    ),
    (
      "{\"mountpoint\": \"mount\",\n\"cache\": {\"directory\": \"mount/x\"}}",
      ["2:24: cache.directory: BASE/mount/x is inside the mount point BASE/mount"]
    ),
    ("{\"cache\": {\n\"directory\": \"file/x\"}}", ["2:14: warning: cache.directory: BASE/file is no directory"]),
    ("{\"cache\": {\"directory\": \"file/x\", \"policy\": \"never\"}}", []),
    ("{\"cache\": {\"directory\": \"more/x/y\"}}", []),
    (
      "{\"roots\": [{\"path\": \"roms\",\n\"platform\": \"snse\"}]}",
      ["2:13: warning: roots[1].platform: no platform is called \"snse\" (did you mean `snes`?)"]
    ),
    (
      "{\"views\": {\"Games\": {\"systems\": [\"psx\",\n\"gbb\"]}}}",
      ["2:1: warning: views.Games.systems[2]: no platform is called \"gbb\" (did you mean"]
    ),
    (
      "{\"hashing\": {\"platforms\": [\n\"qqqqqqqqq\"]}}",
      ["2:1: warning: hashing.platforms[1]: no platform is called \"qqqqqqqqq\": it is taken"]
    ),
    ("{\n\"user\": \"no-such-user-anywhere\"}", ["2:9: user: there is no user `no-such-user-anywhere`"]),
  ])
  func `what is not there, or in the way, is named with its place`(text: String, expected: [String]) throws {
    let found = words(try check(text))
    #expect(found.count == expected.count, "\(found)")
    for (line, start) in zip(found, expected) { #expect(line.hasPrefix("BASE/vitrine.json:\(start)"), "\(line)") }
  }

  @Test func `names that any tool has for a platform are taken`() throws {
    let loaded = try check(
      "{\"roots\": [{\"path\": \"roms\", \"platform\": \"Super Nintendo\"}], \"excludes\": [\"*.txt\"]}")
    #expect(words(loaded) == [])
    #expect(loaded.settings.shownRoots.map(\.platform) == ["snes"])
    #expect(loaded.settings.shownRoots.map { $0.excludes.map(\.text) } == [["*.txt"]])
  }

  @Test func `views and scan settings are handed on`() throws {
    let loaded = try check(
      """
      {"views": {"Loose": {"enabled": false}, "Mine": {"packing": "loose", "systems": ["Mega Drive", "own thing"]}},
       "scan": {"workers": 3, "interval": "1 min", "watch": false, "watchLimit": 100}}
      """)
    #expect(loaded.isUsable)
    #expect(
      loaded.settings.shownViews == [
        ViewDefinition(name: "Games", packing: .zip),
        ViewDefinition(name: "Collections", content: .collections, packing: .zip),
        ViewDefinition(name: "Playlists", content: .playlists, packing: .loose, layout: LayoutTable.esDE),
        ViewDefinition(name: "Download", content: .downloads),
        ViewDefinition(
          name: "Mine", packing: .loose, layout: LayoutTable.esDE, systems: ["megadrive", "own thing"]),
      ])
    #expect(
      loaded.settings.scanSettings
        == ScanSettings(workers: 3, watches: false, watchLimit: 100, interval: 60_000_000_000))
    #expect(Settings().shownViews == ViewDefinition.standard)
    #expect(Settings().scanSettings == ScanSettings())
    #expect(try check("{\"scan\": {\"interval\": \"off\"}}").settings.scanSettings.interval == ScanSettings.never)
  }

  @Test func `hashing settings are handed on`() throws {
    let settings = try check(
      """
      {"hashing": {"platforms": ["Mega Drive", "own"], "algorithms": ["crc32", "sha256"], "workers": 2,
        "background": false, "pauseOnBattery": false, "maxLoad": "off", "sizeLimit": "1 GiB"}}
      """
    ).settings.hashingSettings
    var expected = HashingSettings()
    expected.platforms = .listed(["megadrive", "own"])
    expected.algorithms = [.crc32, .sha256]
    expected.workers = 2
    expected.isInBackground = false
    expected.pausesOnBattery = false
    expected.maxLoad = nil
    expected.sizeLimit = 1 << 30
    #expect(settings == expected)
    // What nobody configures is the same on both sides.
    #expect(Settings().hashingSettings == HashingSettings())
  }

  @Test func `cache settings are handed on`() throws {
    let limits = try check(
      """
      {"cache": {"size": "1 GiB", "reserve": "5 GiB", "ttl": "1 h", "ttlLarge": "2 h", "large": "1 MiB",
        "minimum": 5, "policy": "always", "reflinkOnly": true}}
      """
    ).settings.cacheLimits
    var expected = CacheLimits()
    expected.cap = 1 << 30
    expected.reserve = .bytes(5 << 30)
    expected.ttl = 3600
    expected.ttlLarge = 7200
    expected.large = 1 << 20
    expected.minimum = 5
    expected.policy = .always
    expected.reflinkOnly = true
    #expect(limits == expected)
    // What nobody configures is the same on both sides.
    #expect(Settings().cacheLimits == CacheLimits())
  }

  @Test func `a directory has the same path while its disk is away`() throws {
    let away = try check("{\"roots\": [\"gone\"]}")
    #expect(away.settings.roots.map(\.path) == [base + "/unmounted/roms"])
    _ = try scratch.makeDirectory("unmounted/roms")
    #expect(try check("{\"roots\": [\"gone\"]}").settings.roots.map(\.path) == [base + "/unmounted/roms"])
  }

  @Test func `a reload needs a root, and none that has to do with the mount`() throws {
    let purpose = MachineCheck.Purpose.reload(mountPoint: base + "/mount")
    #expect(words(try check("{}", for: purpose)).joined().contains("there are no roots"))
    #expect(words(try check("{}")) == [])
    let inside = try check("{\"roots\": [\"mount/psx\"]}", for: purpose)
    #expect(inside.mistakes.map(\.description).joined().contains("roots[1].path: the root"))
    // The mount point of the file is for the next mount.
    #expect(try check("{\"roots\": [\"roms\"], \"mountpoint\": \"roms/x\"}", for: purpose).isUsable)
  }
}

@Suite("Reloading") struct ReloaderTests {
  private let scratch: TemporaryDirectory
  private let accepted: AcceptedSettings
  private let reloader: Reloader

  init() throws {
    scratch = try TemporaryDirectory()
    let base = try resolvedPath(scratch.path)
    for name in ["one", "two", "state", "mount"] { _ = try scratch.makeDirectory(name) }
    try Files.write(
      "{\"roots\": [\"one\"], \"mountpoint\": \"mount\", \"state\": \"state\"}", to: scratch("vitrine.json"))
    accepted = AcceptedSettings(state: base + "/state", entry: RuntimeEntry(base: "/run/somewhere/abc"))
    let sources = SettingsSources(
      file: ConfigurationFile(path: base + "/vitrine.json", isRequired: true), workingDirectory: base, home: nil)
    let first = sources.loadWithPlaces()
    try #require(first.isUsable)
    try accepted.write(first.settings)
    reloader = Reloader(
      first.settings, sources: sources, accepted: accepted, mountPoint: base + "/mount",
      saves: { first.settings.saveDirectories })
  }

  private func write(_ text: String) throws { try Files.write(text, to: scratch("vitrine.json")) }

  @Test func `what can change at once changes, and the rest is told`() throws {
    try write(
      """
      {"roots": ["one", "two"], "mountpoint": "elsewhere", "state": "state", "log": {"level": "debug"},
       "allowOther": true, "cache": {"size": "1 GiB", "reflinkOnly": true, "directory": "c"}}
      """)
    var seen: [Settings] = []
    let report = reloader.reload { new, _ in seen.append(new) }
    #expect(report.isAccepted)
    #expect(report.changed == ["roots", "cache.size", "cache.reflinkOnly", "log.level"])
    #expect(report.nextMount == ["mountpoint", "cache.directory", "allowOther"])
    #expect(seen.map { $0.roots.count } == [2])
    #expect(reloader.settings.roots.count == 2)
    #expect(reloader.settings.mountPoint == (try resolvedPath(scratch("mount"))))
    #expect(!reloader.settings.allowOther)
    #expect(accepted.read() == reloader.settings)
    // Until the next mount it is said each time.
    let again = reloader.reload { _, _ in }
    #expect(again.changed == [])
    #expect(again.nextMount == ["mountpoint", "cache.directory", "allowOther"])
    let json = try #require(JSONValue(report.json))
    #expect(json["ok"].boolean == true)
    #expect(json["changed"] == .array(["roots", "cache.size", "cache.reflinkOnly", "log.level"].map { .string($0) }))
  }

  @Test(arguments: [
    ("{\"roots\": [\"one\", \"two\"],\n\"readDeadline\": \"soon\"}", "2:17: readDeadline: \"soon\" is not"),
    ("{\"roots\": [\"one\", \"two\"],\n\"log\": {\"level\": \"debug\"},\n", "1:1: this `{` is never closed"),
    ("", "1:1: there is no value"), ("{}", "roots: there are no roots"),
    ("{\"roots\": [\"one\",\n\"mount\"]}", "2:1: roots[2].path: the mount point"),
  ])
  func `with a mistake nothing changes, and all mistakes are told`(text: String, expected: String) throws {
    let before = reloader.settings
    try write(text)
    var applications = 0
    let report = reloader.reload { _, _ in applications += 1 }
    #expect(!report.isAccepted)
    #expect(report.diagnostics.contains { $0.description.contains(expected) }, "\(report.diagnostics)")
    #expect(applications == 0)
    #expect(reloader.settings == before)
    #expect(accepted.read() == before)
    let json = try #require(JSONValue(report.json))
    #expect(json["ok"].boolean == false)
    #expect(json["problems"].array.contains { $0["text"].string?.contains(expected) == true })
    #expect(reloader.lastReport?.isAccepted == false)
  }

  @Test func `a file that is gone changes nothing`() throws {
    let before = reloader.settings
    try Files.remove(scratch("vitrine.json"))
    let report = reloader.reload { _, _ in Issue.record("applied") }
    #expect(report.diagnostics.map(\.message).joined().contains("no such file"))
    #expect(reloader.settings == before)
    #expect(accepted.read() == before)
  }

  @Test func `what cannot be applied or kept leaves the old settings in force`() throws {
    let before = reloader.settings
    try write("{\"roots\": [\"two\"]}")
    let report = reloader.reload { (_, _) throws(Complaint) in throw Complaint(.state, "the catalog is gone") }
    #expect(!report.isAccepted)
    #expect(report.summary.contains("the catalog is gone"))
    #expect(reloader.settings == before)
    #expect(accepted.read() == before)
    try Files.rename(scratch("state"), scratch("moved"))
    let other = reloader.reload { _, _ in Issue.record("applied") }
    #expect(!other.isAccepted)
    #expect(other.failure?.contains(accepted.path) == true)
    #expect(reloader.settings == before)
  }

  @Test func `what was accepted outlives the configuration, and a torn write`() throws {
    let before = reloader.settings
    try write("{ broken")
    try Files.write("{\"roots\":", to: accepted.path + ".new")
    #expect(accepted.read() == before)
    #expect(try FileStatus.of(accepted.path).permissions == 0o600)
    // A key of a newer version is passed over.
    let text = String(decoding: try Files.read(accepted.path), as: UTF8.self)
    try Files.write(text.replacing("\"readDeadline\"", with: "\"later\":1,\"readDeadline\""), to: accepted.path)
    #expect(accepted.read() == before)
    try Files.write("{\"roots\":", to: accepted.path)
    #expect(accepted.read() == nil)
    accepted.remove()
    #expect(accepted.read() == nil)
    #expect(!Files.exists(accepted.path))
  }
}
