internal import Catalog
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

/// What a root's settings make of one and the same tree.
struct SettingsCase: Sendable, CustomTestStringConvertible {
  var title: String
  var platform: String?
  var layout = RootSettings.Layout.automatic
  var excludes: [String] = []
  /// `folder=system`.
  var systems: [String]
  /// Files shown, below the root.
  var files: [String]?

  var testDescription: String { title }

  static let files = [
    "nes/a.nes", "nes/Hacks/b.nes", "psx/roms/c.chd", "psx/saves/c.srm", "snes/roms/d.sfc", "snes/e.sfc", "odd/f.bin",
    "bios/g.bin",
  ]
}

@Suite struct RootSettingsTests {
  let library: LibraryOnDisk

  init() throws {
    library = try LibraryOnDisk()
    for file in SettingsCase.files { try library.write(file) }
  }

  static let cases: [SettingsCase] = [
    .init(title: "found out", systems: ["nes=nes", "odd=odd", "psx/roms=psx", "snes=snes"]),
    .init(
      title: "systems: every folder is one", layout: .systems, systems: ["nes=nes", "odd=odd", "psx=psx", "snes=snes"]),
    .init(title: "nested: what has a roms folder", layout: .nested, systems: ["psx/roms=psx", "snes/roms=snes"]),
    .init(title: "single: the root is one", layout: .single, systems: ["=library"]),
    .init(title: "single of a platform", platform: "Sega Genesis", layout: .single, systems: ["=genesis"]),
    .init(title: "everything is one platform's", platform: "psx", systems: ["=psx"]),
    .init(
      title: "folders of one platform", platform: "psx", layout: .systems,
      systems: ["nes=psx", "odd=psx", "psx=psx", "snes=psx"]),
    .init(title: "a system left out", excludes: ["odd"], systems: ["nes=nes", "psx/roms=psx", "snes=snes"]),
    .init(
      title: "folders and files left out", excludes: ["/nes/hacks/", "*.SFC", "odd/**", "saves/"],
      systems: ["nes=nes", "odd=odd", "psx/roms=psx", "snes=snes"], files: ["nes/a.nes", "psx/roms/c.chd"]),
    .init(title: "everything left out", excludes: ["*"], systems: [], files: []),
  ]

  @Test(arguments: cases)
  func settingsAreFollowed(_ example: SettingsCase) throws {
    let catalog = try Catalog.open(directory: library.state)
    let settings = RootSettings(
      path: library.path, platform: example.platform, layout: example.layout,
      excludes: try example.excludes.map { try #require(PathPattern($0)) })
    let session = try Session(library, [settings], catalog: catalog)
    try session.start()
    let shelves = session.shelves.withLock {
      $0.values.sorted { $0.location.folder.lexicographicallyPrecedes($1.location.folder) }
    }
    let withFiles = Set(example.systems)
    for shelf in shelves {
      #expect(withFiles.contains(String(decoding: shelf.location.folder, as: UTF8.self) + "=" + shelf.system))
    }
    if let files = example.files {
      #expect(
        shelves.flatMap { shelf in
          (0..<shelf.files.count).map { String(decoding: shelf.libraryFile(at: $0).path, as: UTF8.self) }
        } == files)
    } else {
      #expect(shelves.count == example.systems.count)
    }
  }

  @Test func rootsComeAndGoWhileTheLibraryIsShown() throws {
    let (one, other) = (library.path + "/nes", library.path + "/snes")
    let session = try Session(library, [RootSettings(path: one)])
    try session.start()
    #expect(session.places == ["nes:": 2])
    try session.configure([RootSettings(path: one), RootSettings(path: other)])
    #expect(session.places == ["nes:": 2, "snes:": 2])
    try session.configure([RootSettings(path: other)])
    #expect(session.places == ["snes:": 2])
    // What is known of it was kept: it is there before anything is looked at.
    try library.move("nes", "away")
    try session.configure([RootSettings(path: other), RootSettings(path: one)])
    #expect(session.places == ["nes:": 2, "snes:": 2])
    #expect(session.discovery.progress.missingRoots.map(\.path) == [one])
    // Other settings are followed without anything on disk changing.
    try session.configure([RootSettings(path: other, excludes: [try #require(PathPattern("roms"))])])
    #expect(session.places == ["snes:": 1])
  }

  @Test func aRootInsideAnotherIsShownByItselfAlone() throws {
    try library.link("odd/also", to: "../nes/Hacks")
    let session = try Session(
      library, [RootSettings(path: library.path), RootSettings(path: library.path + "/nes/Hacks", platform: "gb")])
    try session.start()
    let shelves = session.shelves.withLock { $0 }
    #expect(shelves["library:nes"]?.files.paths == ["a.nes"])
    #expect(shelves["library:odd"]?.files.paths == ["f.bin"])
    #expect(shelves["Hacks:"]?.system == "gb")
    #expect(shelves["Hacks:"]?.files.paths == ["b.nes"])
    // When it is no root any more, its files are the outer one's.
    try session.configure([RootSettings(path: library.path)])
    #expect(
      session.shelves.withLock { $0["nes"]?.files.paths ?? $0["library:nes"]?.files.paths } == ["Hacks/b.nes", "a.nes"])
  }
}
