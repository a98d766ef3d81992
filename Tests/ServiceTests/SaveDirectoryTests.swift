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
    let reloader = Reloader(first.settings, sources: sources, accepted: accepted, mountPoint: base + "/mount")
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
