internal import Platform
internal import Scan
internal import Testing

struct ShapeCase: CustomTestStringConvertible, Sendable {
  let title: String
  var library = "library"
  let files: [String]
  /// `folder=system`; a folder is relative to the library, empty for itself.
  let systems: [String]
  var testDescription: String { title }
}

@Suite struct LibraryShapeTests {
  static let cases: [ShapeCase] = [
    .init(
      title: "systems directly", files: ["nes/a.nes", "Mega Drive/b.md"], systems: ["Mega Drive=megadrive", "nes=nes"]),
    .init(
      title: "systems in roms", files: ["roms/nes/a.nes", "roms/psx/b.chd"], systems: ["roms/nes=nes", "roms/psx=psx"]),
    .init(title: "systems in ROMs", files: ["ROMs/nes/a.nes"], systems: ["ROMs/nes=nes"]),
    .init(
      title: "systems in games, as on MiSTer", files: ["games/NES/a.nes", "games/TGFX16/b.pce"],
      systems: ["games/NES=nes", "games/TGFX16=pcengine"]),
    .init(
      title: "roms in systems", files: ["nes/roms/a.nes", "psx/roms/b.chd", "psx/bios/c.bin"],
      systems: ["nes/roms=nes", "psx/roms=psx"]),
    .init(title: "roms in a system with ROMs beside it", files: ["nes/roms/a.nes", "nes/b.nes"], systems: ["nes=nes"]),
    .init(
      title: "roms in a system with another folder beside it", files: ["nes/roms/a.nes", "nes/USA/b.nes"],
      systems: ["nes=nes"]),
    .init(
      title: "a system beside roms", files: ["roms/nes/a.nes", "psx/b.chd", "tools/x", "junkyard/c.rom"],
      systems: ["psx=psx", "roms/nes=nes"]),
    .init(
      title: "what is no system",
      files: ["nes/a.nes", "bios/x.bin", "saves/y.srm", "media/z.png", "screenshots/q.png"], systems: ["nes=nes"]),
    .init(
      title: "no system in roms either", files: ["roms/nes/a.nes", "roms/bios/x.bin", "roms/media/z.png"],
      systems: ["roms/nes=nes"]),
    .init(
      title: "a folder nobody knows", files: ["nes/a.nes", "My Machine/b.rom"],
      systems: ["My Machine=My Machine", "nes=nes"]),
    .init(
      title: "vendors", files: ["Nintendo Stuff/NES/a.nes", "Nintendo Stuff/SNES/b.sfc", "sega/megadrive/c.md"],
      systems: ["Nintendo Stuff/NES=nes", "Nintendo Stuff/SNES=snes", "sega/megadrive=megadrive"]),
    .init(
      title: "two folders of one system", files: ["psx/a.chd", "PlayStation/b.chd"],
      systems: ["PlayStation=psx", "psx=psx"]),
    .init(title: "the library is a system", library: "nes", files: ["a.nes", "USA/b.nes"], systems: ["=nes"]),
    .init(
      title: "the library is a system with nothing but folders", library: "psx", files: ["Game/a.cue", "Other/b.cue"],
      systems: ["=psx"]),
    .init(
      title: "the library is a system with roms in it", library: "nes", files: ["roms/a.nes"], systems: ["roms=nes"]),
    .init(
      title: "the library is named after a platform and holds others", library: "arcade",
      files: ["mame/a.zip", "fbneo/b.zip"], systems: ["fbneo=fbneo", "mame=mame"]),
    .init(
      title: "a DOS library with a game called like a platform", library: "dos",
      files: ["doom/DOOM.EXE", "quake/QUAKE.EXE"], systems: ["=dos"]),
    .init(
      title: "the library holds ROMs", library: "stuff", files: ["a.nes", "b.sfc", "more/c.gb"], systems: ["=stuff"]),
    .init(title: "a readme does not make it one", files: ["README.md", "odd/c.rom"], systems: ["odd=odd"]),
    .init(title: "a ROM astray", files: ["a.nes", "nes/b.nes"], systems: ["nes=nes"]),
    .init(
      title: "hidden and junk folders", files: [".stfolder/a.nes", "@eaDir/b.nes", "nes/c.nes"], systems: ["nes=nes"]),
    .init(title: "nothing", files: [], systems: []),
  ]

  @Test(arguments: cases)
  func systemFoldersAreFound(_ example: ShapeCase) throws {
    let library = try LibraryOnDisk(name: example.library)
    for file in example.files { try library.write(file) }
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    let shape = try LibraryShape(root: root, name: [UInt8](example.library.utf8), table: .standard)
    #expect(shape.systems.map { String(decoding: $0.folder, as: UTF8.self) + "=" + $0.platform.key } == example.systems)
    #expect(shape.isEmpty == example.files.isEmpty)
  }

  @Test func aRomOutsideASystemFolderIsCounted() throws {
    let library = try LibraryOnDisk()
    for file in ["a.nes", "cover.png", "nes/b.nes"] { try library.write(file) }
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    let shape = try LibraryShape(root: root, name: [UInt8]("library".utf8), table: .standard)
    #expect(shape.problems[.fileOutsideSystem].count == 1)
    #expect(shape.problems[.fileOutsideSystem].examples == [[UInt8]("a.nes".utf8)])
  }

  @Test func aLinkToASystemIsTheSameSystemOnlyOnce() throws {
    let library = try LibraryOnDisk()
    try library.write("megadrive/a.md")
    try library.link("MD", to: "megadrive")
    try library.link("genesis", to: "megadrive")
    try library.link("nes", to: "/usr")
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    let shape = try LibraryShape(root: root, name: [UInt8]("library".utf8), table: .standard)
    #expect(shape.systems.map(\.platform.key).sorted() == ["genesis", "megadrive"])
    #expect(shape.problems[.repeatedLink].count == 1)
  }

  @Test func aLibraryHasSoManySystemsAndNoMore() throws {
    let library = try LibraryOnDisk()
    for number in 0..<LibraryShape.systemLimit + 5 { try library.folder("system \(number)") }
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    let shape = try LibraryShape(root: root, name: [UInt8]("library".utf8), table: .standard)
    #expect(shape.systems.count == LibraryShape.systemLimit)
    #expect(shape.problems[.tooMany].count == 5)
  }
}
