internal import Glibc
internal import Platform

/// A library of real games, built from what Debian ships, what cc65 compiles and generated discs.
///
/// Built once for each process and shared; tests must not change it. Nothing of the installed packages is
/// touched: their files are copied.
package struct FixtureLibrary: Sendable {
  /// The library's root, with the system folders in it.
  package let path: String
  /// What is left out, in words: the package that is not installed.
  package private(set) var missing: [String] = []
  /// Games of one file, as `<system>/<file>`.
  package private(set) var singleFiles: [String] = []
  /// Folders that are one game each, as `<system>/<folder>`.
  package private(set) var folders: [String] = []
  /// Games on several discs, with their system.
  package private(set) var discSets: [(system: String, set: DiscSet)] = []
  /// Files that belong to no game, as `<system>/<file>`.
  package private(set) var junk: [String] = []

  /// Builds the library in `path`, which must not exist.
  package static func build(at path: String) throws -> FixtureLibrary {
    var library = FixtureLibrary(path: path)
    try createDirectories(path)
    try library.copyPackages()
    try library.compileROMs()
    try library.generateDiscs()
    try library.addOddments()
    for reason in library.missing { print("left out of the test library: \(reason)") }
    return library
  }

  private init(path: String) { self.path = path }

  private static let packages: [(name: String, source: String, target: String)] = [
    ("beneath-a-steel-sky", "/usr/share/scummvm/beneath-a-steel-sky", "scummvm/Beneath a Steel Sky"),
    (
      "flight-of-the-amazon-queen", "/usr/share/scummvm/flight-of-the-amazon-queen",
      "scummvm/Flight of the Amazon Queen"
    ),
    ("drascula", "/usr/share/scummvm/drascula", "scummvm/Drascula"),
    ("lure-of-the-temptress", "/usr/share/scummvm/lure-of-the-temptress", "scummvm/Lure of the Temptress"),
    ("freedoom", "/usr/share/games/doom/freedoom1.wad", "doom/freedoom1.wad"),
    ("freedoom", "/usr/share/games/doom/freedoom2.wad", "doom/freedoom2.wad"),
    ("cbios", "/usr/share/cbios/cbios_main_msx1.rom", "msx/cbios_main_msx1.rom"),
    ("cbios", "/usr/share/cbios/cbios_main_msx2.rom", "msx/cbios_main_msx2.rom"),
    ("cbios", "/usr/share/cbios/cbios_logo_msx1.rom", "msx/cbios_logo_msx1.rom"),
    ("cbios", "/usr/share/cbios/cbios_sub.rom", "msx/USA/cbios_sub.rom"),
    ("cbios", "/usr/share/cbios/cbios_music.rom", "msx/A-F/cbios_music.rom"),
  ]

  private mutating func copyPackages() throws {
    for (name, source, target) in Self.packages {
      guard Files.exists(source) else {
        missing.append("\(target): the package \(name) is not installed")
        continue
      }
      try createDirectories(path + "/" + target.split(separator: "/").dropLast().joined(separator: "/"))
      let result = try ExternalProgram.run(
        "cp", ["-a", "--reflink=auto", source, path + "/" + target], timeout: 300_000_000_000)
      guard result.status == 0 else { throw TestFailure("cp of \(source): \(result.errorText)") }
      if try FileStatus.of(source).kind == .directory { folders.append(target) } else { singleFiles.append(target) }
    }
  }

  private mutating func compileROMs() throws {
    guard ExternalProgram.find("cl65") != nil else {
      missing.append("the ROMs of nes, c64, atari5200 and atari2600: the package cc65 is not installed")
      return
    }
    let scratch = try TemporaryDirectory()
    let screen = "#include <conio.h>\nint main(void){clrscr();cputs(\"TEXT\");while(1);return 0;}\n"
    let bare = "int main(void){for(;;);return 0;}\n"
    let programs: [(target: String, name: String, source: String)] = [
      ("nes", "nes/Glass Case (USA).nes", screen),
      ("nes", "nes/Glass Case (Europe) (Rev 1).nes", screen.replacing("TEXT", with: "VITRINE")),
      ("nes", "nes/USA/Third Shelf (USA).nes", screen.replacing("TEXT", with: "SHELF")),
      ("nes", "nes/A-F/Cabinet (Japan).nes", screen.replacing("TEXT", with: "CABINET")),
      ("c64", "c64/Glass Case.prg", screen),
      ("atari5200", "atari5200/Glass Case.a52", screen),
      ("atari2600", "atari2600/Glass Case.a26", bare),
    ]
    for (target, name, source) in programs {
      try Files.write(source, to: scratch("main.c"))
      let built = scratch("rom")
      let result = try ExternalProgram.run(
        "cl65", ["-t", target, "-O", "-o", built, "main.c"], directory: scratch.path)
      guard result.status == 0 else { throw TestFailure("cl65 -t \(target): \(result.errorText)") }
      try Files.write(try Files.read(built), to: path + "/" + name)
      singleFiles.append(name)
    }
  }

  private mutating func generateDiscs() throws {
    let sets: [(String, DiscSet)] = [
      ("psx", DiscSet("Sidewinder (USA)", .sideBySide, tags: DiscSet.numbered(3))),
      ("psx", DiscSet("Folder Saga (Europe)", .oneFolder, tags: DiscSet.numbered(3))),
      ("psx", DiscSet("Nested Quest (Japan)", .subfolders, tags: DiscSet.numbered(3))),
      ("psx", DiscSet("Twelve Nights (World)", .oneFolder, tags: DiscSet.numbered(12), sectors: 12)),
      ("psx", DiscSet("One Disc (USA)", .oneFolder, tags: [""], sectors: 3000)),
      ("saturn", DiscSet("Lettered (Japan)", .sideBySide, tags: ["(Disk A)", "(Disk B)"])),
      ("segacd", DiscSet("Numbered (USA)", .sideBySide, tags: DiscSet.numbered(2, "CD"))),
    ]
    for (system, set) in sets {
      try set.write(to: path + "/" + system)
      discSets.append((system, set))
    }
  }

  /// Junk that other systems leave behind, and times in the past, so that "now" is never right by accident.
  private mutating func addOddments() throws {
    junk = ["nes/.DS_Store", "nes/Thumbs.db", "psx/desktop.ini", "psx/._Sidewinder (USA) (Disc 1).cue"]
    for name in junk { try Files.write("junk", to: path + "/" + name) }
    for (index, entry) in try listTree(path).enumerated() where entry.status.kind == .regular {
      try Files.setModified(
        path + "/" + entry.path, seconds: 1_000_000_000 + index * 12_345, nanoseconds: index * 1000)
    }
  }
}

/// The shared library of real games of this process, read only.
package enum Fixtures {
  private static let scratch = Result { try TemporaryDirectory() }
  private static let built = Result { try FixtureLibrary.build(at: try scratch.get()("library")) }

  package static func library() throws -> FixtureLibrary { try built.get() }
}
