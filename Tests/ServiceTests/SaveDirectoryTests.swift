internal import Configuration
internal import Model
internal import Platform
internal import Service
internal import TestSupport
internal import Testing

@Suite("Save directories that cannot be") struct SaveDirectoryTests {
  private let scratch: TemporaryDirectory
  private let base: String

  init() throws {
    scratch = try TemporaryDirectory()
    base = try resolvedPath(scratch.path)
    for name in ["roms/psx", "mount", "state"] { _ = try scratch.makeDirectory(name) }
    try Files.write("x", to: scratch("file"))
    try Files.createLink(at: scratch("link"), to: "roms")
  }

  /// A save directory of Loose, and what is said of it. Everything is below the scratch directory.
  @Test(arguments: [
    ("roms", "is inside the root"), ("roms/psx/saves", "is inside the root"), ("link/saves", "is inside the root"),
    (".", "the root BASE/roms is inside"), ("mount", "is inside the mount point"),
    ("mount/saves", "is inside the mount point"), ("file", "BASE/file is no directory"),
    ("file/saves", "is no directory"), ("cache/saves", "lie in each other"),
    ("other", "the view Games has BASE/other already"), ("other/loose", "lie in each other"),
    ("/proc/saves", "may not write to /proc"),
  ])
  func `a directory in somebody's way is a mistake of its key`(place: String, expected: String) throws {
    if place.hasPrefix("/proc"), Account.current.isRoot { return }
    let loaded = try check(
      """
      {"roots": ["roms"], "mountpoint": "mount", "cache": {"directory": "cache"}, "views": {
      "Games": {"saves": "other"},
      "Loose": {"saves": "\(place)"}}}
      """)
    let words = loaded.mistakes.map { $0.description.replacing(base, with: "BASE") }
    #expect(words.count == 1 && words[0].hasPrefix("BASE/vitrine.json:3:"), "\(words)")
    #expect(words.first?.contains("views.Loose.saves: ") == true && words[0].contains(expected), "\(words)")
  }

  @Test(arguments: ["saves", "state/saves", "new/and/deep", "rom", "mount2"])
  func `a directory of its own is fine, whether it is there or not`(place: String) throws {
    let loaded = try check(
      "{\"roots\": [\"roms\"], \"mountpoint\": \"mount\", \"state\": \"state\", "
        + "\"views\": {\"Loose\": {\"saves\": \"\(place)\"}}}")
    #expect(loaded.diagnostics.map(\.description) == [])
    #expect(loaded.settings.saveDirectories.map(\.path) == ["\(base)/\(place)"])
    #expect(!Files.exists(scratch("new")))
  }

  @Test func `a limit without a directory is told, and a view that is not shown has none`() throws {
    let loaded = try check(
      "{\"roots\": [\"roms\"], \"views\": {\n\"Games\": {\"savesLimit\": \"1 GiB\"},\n"
        + "\"Loose\": {\"saves\": \"roms\", \"enabled\": false}}}")
    #expect(loaded.mistakes.isEmpty)
    #expect(loaded.warnings.map(\.key) == ["views.Games.savesLimit"])
    #expect(loaded.settings.saveDirectories.isEmpty)
  }

  @Test func `a reload leaves save directories as they were mounted, and says so`() throws {
    try write("{\"roots\": [\"roms\"], \"views\": {\"Loose\": {\"saves\": \"saves\"}}}")
    let first = sources.loadWithPlaces()
    let state = scratch("state")
    let accepted = AcceptedSettings(state: state, entry: RuntimeEntry(base: state + "/run/mount"))
    let reloader = Reloader(
      first.settings, sources: sources, accepted: accepted, mountPoint: base + "/mount",
      saves: { first.settings.saveDirectories })
    try write(
      """
      {"roots": ["roms"], "views": {
        "Loose": {"saves": "elsewhere", "savesLimit": "1 GiB", "systems": ["nes"]},
        "Games": {"saves": "games"}}}
      """)
    let report = reloader.reload { _, _ in }
    #expect(report.isAccepted, "\(report.diagnostics)")
    #expect(report.changed == ["views"])
    #expect(report.nextMount == ["views.Games.saves", "views.Loose.saves", "views.Loose.savesLimit"])
    #expect(reloader.settings.saveDirectories == first.settings.saveDirectories)
    #expect(reloader.settings.views.first { $0.name == "Loose" }?.systems == ["nes"])
    #expect(accepted.read()?.saveDirectories == first.settings.saveDirectories)
    try write("{\"roots\": [\"roms\"], \"views\": {\"Loose\": {\"systems\": [\"nes\"]}}}")
    let removal = reloader.reload { _, _ in }
    #expect(removal.changed == [] && removal.nextMount == ["views.Loose.saves"])
  }

  @Test(arguments: ["saves", "saves/psx", ".", "link-to-saves"])
  func `a reload refuses a root in which programs go on to save, whatever else it changes`(root: String) throws {
    let other = try TemporaryDirectory()
    _ = try scratch.makeDirectory("saves/psx")
    try Files.createLink(at: scratch("link-to-saves"), to: "saves")
    try write("{\"roots\": [\"roms\"], \"views\": {\"Loose\": {\"saves\": \"saves\"}}}")
    let first = sources.loadWithPlaces()
    let accepted = AcceptedSettings(state: scratch("state"), entry: RuntimeEntry(base: scratch("state/run/mount")))
    let reloader = Reloader(
      first.settings, sources: sources, accepted: accepted, mountPoint: "/nowhere",
      saves: { first.settings.saveDirectories })
    for view in ["{\"saves\": \"\(other.path)\"}", "{}", "{\"saves\": \"saves\", \"enabled\": false}"] {
      try write("{\"roots\": [\"roms\",\n\"\(root)\"], \"views\": {\"Loose\": \(view)}}")
      let report = reloader.reload { _, _ in }
      #expect(!report.isAccepted)
      let words = report.diagnostics.filter { $0.severity == .mistake }.map(\.description)
      #expect(
        words.count == 1 && words[0].contains("json:2:") && words[0].contains("until the next mount programs save in"),
        "\(words)")
    }
    #expect(reloader.settings.roots == first.settings.roots)
    try write("{\"roots\": [\"roms\", \"state\"], \"views\": {\"Loose\": {\"saves\": \"elsewhere\"}}}")
    #expect(reloader.reload { _, _ in }.isAccepted)
  }

  @Test(
    .enabled(if: Account.current.isRoot, "only root can mount"),
    arguments: [
      // What is mounted where, and what is said.
      ("roms", "saves", "BASE/saves and the root BASE/roms share"),
      ("roms/psx", "saves", "BASE/saves and the root BASE/roms share"),
      (".", "saves", "BASE/saves and the root BASE/roms share"),
      ("roms/psx", "saves/nes", "BASE/saves and the root BASE/roms share"),
      ("roms", "above", "BASE/above/saves and the root BASE/roms share"),
      ("saves", "roms/psx", "BASE/saves and the root BASE/roms share"),
      ("saves/nes", "roms/psx", "BASE/saves and the root BASE/roms share"),
      ("other", "saves", "BASE/saves and BASE/other of the view Games share"),
      ("mount", "saves", nil), ("state", "roms/psx", nil),
    ] as [(String, String, String?)])
  func `a directory that a mount makes part of the library is a mistake`(
    source: String, target: String, expected: String?
  ) throws {
    for name in ["saves/nes", "above", "other"] { _ = try scratch.makeDirectory(name) }
    let result = try ExternalProgram.run("mount", ["--bind", scratch(source), scratch(target)])
    guard result.status == 0 else { return }
    defer { Mounts.detach(below: base) }
    let loaded = try check(
      """
      {"roots": ["roms"], "views": {"Games": {"saves": "other"},
      "Loose": {"saves": "\(target == "above" ? "above/saves" : "saves")"}}}
      """)
    let words = loaded.mistakes.map { $0.description.replacing(base, with: "BASE") }
    guard let expected else {
      #expect(words == [])
      return
    }
    #expect(words.count == 1 && words[0].contains("views.Loose.saves: "), "\(words)")
    #expect(words.first?.contains(expected) == true, "\(words)")
    #expect(!Files.exists(scratch("roms/saves")))
  }

  @Test(
    arguments: [
      ("/srv/roms", "/saves", true), ("/srv/roms/psx", "/saves", true), ("/srv/roms/psx", "/whole/roms/nes", false),
      ("/srv/roms/psx", "/whole/roms", true), ("/srv", "/saves/nes", true), ("/srv/roms2", "/saves", false),
      ("/srv/roms", "/elsewhere", false), ("/srv/roms", "/saves2", false), ("/srv/roms/nes", "/psx", false),
      ("/srv/roms/psx", "/psx/new/deep", true), ("/srv/roms", "/psx", true), ("/home", "/saves", false),
    ])
  func `where directories lie is told by what is mounted, whatever their paths`(
    one: String, other: String, overlaps: Bool
  ) {
    let table = MountTable(
      parsing: """
        21 1 8:1 / / rw - ext4 /dev/sda1 rw
        22 21 8:2 / /srv rw - ext4 /dev/sdb1 rw
        23 21 8:2 /roms /saves rw - ext4 /dev/sdb1 rw
        24 21 8:2 /roms/psx /psx rw - ext4 /dev/sdb1 rw
        25 21 8:2 / /whole rw - ext4 /dev/sdb1 rw
        26 21 8:3 /roms /elsewhere rw - ext4 /dev/sdc1 rw
        """)
    let (first, second) = (DirectoryPlaces(one, in: table), DirectoryPlaces(other, in: table))
    #expect(first.overlaps(second) == overlaps)
    #expect(second.overlaps(first) == overlaps)
  }

  private func write(_ text: String) throws { try Files.write(text, to: scratch("vitrine.json")) }

  private var sources: SettingsSources {
    SettingsSources(
      file: ConfigurationFile(path: base + "/vitrine.json", isRequired: true), workingDirectory: base, home: nil)
  }

  private func check(_ text: String) throws -> LoadedSettings {
    try write(text)
    return MachineCheck.run(sources.load(), for: .report)
  }
}
