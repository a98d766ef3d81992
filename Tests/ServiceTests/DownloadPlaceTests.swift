internal import Configuration
internal import Platform
internal import Service
internal import TestSupport
internal import Testing

@Suite("Where what is fetched is kept") struct DownloadPlaceTests {
  private let scratch: TemporaryDirectory
  private let base: String

  init() throws {
    scratch = try TemporaryDirectory()
    base = try resolvedPath(scratch.path)
    for name in ["roms/psx", "fetched/deep", "mount", "state", "share"] { _ = try scratch.makeDirectory(name) }
    try Files.write("x", to: scratch("file"))
    try Files.createLink(at: scratch("link"), to: "roms")
  }

  private var sources: SettingsSources {
    SettingsSources(
      file: ConfigurationFile(path: base + "/vitrine.json", isRequired: true), workingDirectory: base, home: nil)
  }

  private func write(_ text: String) throws { try Files.write(text, to: scratch("vitrine.json")) }

  private func words(_ diagnostics: [Diagnostic]) -> [String] {
    diagnostics.map { $0.description.replacing(base, with: "BASE") }
  }

  /// What stands in the file behind the roots, and what is said of it.
  @Test(
    arguments: [
      (#""downloads": {"directory": "fetched"}"#, []), (#""downloads": {"directory": "fetched/new/deep"}"#, []),
      (
        #""downloads": {"directory": "roms/x"}"#,
        ["2:28: downloads.directory: BASE/roms/x is inside the root BASE/roms,"]
      ),
      (#""downloads": {"directory": "link/x"}"#, ["2:28: downloads.directory: BASE/roms/x is inside the root"]),
      (#""downloads": {"directory": "roms"}"#, ["2:28: downloads.directory: BASE/roms is a root as well"]),
      (
        #""downloads": {"directory": "."}"#,
        [
          "2:28: downloads.directory: the root BASE/roms is inside BASE",
          "2:28: downloads.directory: BASE and the mount",
        ]
      ),
      (#""downloads": {"directory": "mount/x"}"#, ["2:28: downloads.directory: BASE/mount/x and the mount point"]),
      (
        #""downloads": {"directory": "fetched"}, "cache": {"directory": "fetched/cache"}"#,
        ["2:28: downloads.directory: BASE/fetched and the cache in BASE/fetched/cache lie in each other"]
      ),
      (#""downloads": {"directory": "file/x"}"#, ["2:28: warning: downloads.directory: BASE/file is no directory"]),
      (
        #""downloads": {"directory": "fetched"}, "sources": {"a": "fetched/deep"}"#,
        ["2:57: sources.a.path: BASE/fetched/deep and BASE/fetched, where what is fetched is kept, lie in each other"]
      ),
      (
        #""sources": {"a": "share", "b": {"path": "share", "platform": "snse"}}"#,
        ["2:62: warning: sources.b.platform: no platform is called \"snse\" (did you mean `snes`?)"]
      ),
      (
        #""sources": {"a": "mount/x"}"#,
        [
          "2:18: sources.a.path: BASE/mount/x is inside the mount point",
          "2:18: warning: sources.a.path: there is no folder",
        ]
      ),
      (#""sources": {"a": "roms/psx"}"#, ["2:18: warning: sources.a.path: BASE/roms/psx is inside the root"]),
      (#""sources": {"a": "file"}"#, ["2:18: warning: sources.a.path: BASE/file is no folder"]),
      (#""sources": {"a": {"path": "file", "enabled": false}}"#, []),
    ] as [(String, [String])])
  func `it lies outside of what is shown and of where it comes from`(text: String, expected: [String]) throws {
    try write("{\"roots\": [\"roms\"], \"mountpoint\": \"mount\",\n\(text)}")
    let found = words(MachineCheck.run(sources.load(), for: .report).diagnostics)
    #expect(found.count == expected.count, "\(found)")
    for (line, start) in zip(found, expected) { #expect(line.hasPrefix("BASE/vitrine.json:\(start)"), "\(line)") }
  }

  @Test func `its own place is in the state directory, and in the way only where something is fetched`() throws {
    try write("{\"roots\": [\"roms\"], \"state\": \"roms/state\"}")
    let quiet = MachineCheck.run(sources.loadWithPlaces(), for: .mount)
    #expect(quiet.settings.downloads.directory == base + "/roms/state/downloads")
    #expect(quiet.isUsable)
    try write("{\"roots\": [\"roms\"], \"state\": \"roms/state\", \"sources\": {\"a\": \"share\"}}")
    let found = words(MachineCheck.run(sources.loadWithPlaces(), for: .mount).mistakes)
    #expect(found.count == 1)
    #expect(found.first?.contains("where what is fetched is kept unless another is named, is inside the root") == true)
  }

  @Test func `a reload refuses a root in the directory of the mount, whatever it says of the next`() throws {
    try write("{\"roots\": [\"roms\"], \"state\": \"state\", \"downloads\": {\"directory\": \"fetched\"}}")
    let first = sources.loadWithPlaces()
    let accepted = AcceptedSettings(state: base + "/state", entry: RuntimeEntry(base: base + "/run/mount"))
    let reloader = Reloader(
      first.settings, sources: sources, accepted: accepted, mountPoint: base + "/mount", saves: { [] })
    for downloads in ["fetched", "elsewhere"] {
      try write(
        """
        {"roots": ["roms",
        "fetched/deep"], "state": "state", "downloads": {"directory": "\(downloads)"}}
        """)
      let report = reloader.reload { _, _ in Issue.record("applied") }
      #expect(!report.isAccepted)
      let found = words(report.diagnostics)
      #expect(found.count == 1 && found[0].contains("json:2:1: roots[2].path: the root BASE/fetched/deep"), "\(found)")
    }
    try write(
      "{\"roots\": [\"roms\"], \"state\": \"state\", \"downloads\": {\"directory\": \"elsewhere\", \"workers\": 2}}")
    let report = reloader.reload { _, _ in }
    #expect(report.isAccepted)
    #expect(report.changed == ["downloads.workers"])
    #expect(report.nextMount == ["downloads.directory"])
    #expect(reloader.settings.downloads.directory == base + "/fetched")
  }

  @Test func `secrets of sources reach what runs, and are in no file of ours`() throws {
    try write(
      """
      {"roots": ["roms"], "state": "state", "sources": {
        "nas": {"url": "https://h/", "user": "me", "password": "hunter2"}, "box": {"url": "https://b/", "key": "k3y"}}}
      """)
    let first = sources.loadWithPlaces()
    let accepted = AcceptedSettings(state: base + "/state", entry: RuntimeEntry(base: base + "/run/mount"))
    try accepted.write(first.settings)
    func check(_ settings: Settings, _ secrets: String...) throws {
      let file = String(decoding: try Files.read(accepted.path), as: UTF8.self)
      for secret in secrets { #expect(!file.contains(secret)) }
      var read = try #require(accepted.read())
      #expect(read.sources.map(\.name) == ["nas", "box"])
      #expect(read.sources.allSatisfy { $0.lacksSecret })
      read.takeSecrets(of: sources.load().settings)
      #expect(read == settings)
    }
    try check(first.settings, "hunter2", "k3y")
    let reloader = Reloader(
      first.settings, sources: sources, accepted: accepted, mountPoint: base + "/mount", saves: { [] })
    #expect(reloader.reload { _, _ in }.changed == [])
    let text = String(decoding: try Files.read(scratch("vitrine.json")), as: UTF8.self)
    try write(text.replacing("hunter2", with: "hunter3"))
    let report = reloader.reload { new, old in #expect(new.sources != old.sources) }
    #expect(report.changed == ["sources"])
    #expect(!String(decoding: report.json, as: UTF8.self).contains("hunter"))
    try check(reloader.settings, "hunter", "k3y")
  }
}
