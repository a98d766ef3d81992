internal import Content
internal import Model
internal import Platform
internal import Scan
internal import Testing

@Suite struct ExplainerTests {
  private func explain(_ path: String, in library: LibraryOnDisk, settings: RootSettings? = nil) throws -> Explanation {
    let root = ScanRoot(LibraryRoot(id: 1, path: library.path), settings ?? RootSettings(path: library.path))
    return try Explainer(root).explain([UInt8](path.utf8), shelves: nil)
  }

  private func sample() throws -> LibraryOnDisk {
    let library = try LibraryOnDisk()
    try library.write("psx/G (Disc 1).cue", "FILE \"G (Disc 1).bin\" BINARY")
    try library.write("psx/G (Disc 2).cue", "FILE \"G (Disc 2).bin\" BINARY")
    for file in ["psx/G (Disc 1).bin", "psx/G (Disc 2).bin", "psx/notes.txt", "psx/A.srm", "psx/.hidden", "psx/x.part"]
    {
      try library.write(file)
    }
    for file in ["snes/USA/Z.sfc", "snes/Zelda/Zelda.sfc", "snes/Zelda/manual/m.pdf", "snes/media/a.sfc"] {
      try library.write(file)
    }
    for file in ["bios/a.bin", "stray.nes", "roms-backup/old/a.txt"] { try library.write(file) }
    try library.link("psx/out.bin", to: "/etc/hostname")
    try library.link("psx/nowhere.bin", to: "gone")
    try library.folder("nes")
    return library
  }

  @Test(arguments: [
    ("psx/G (Disc 1).bin", Explanation.Kind.member, GroupingRule.discs as GroupingRule?),
    ("psx", .system, .systemFolder),
    ("psx/notes.txt", .leftOut, .sideCar), ("psx/A.srm", .leftOut, .record), ("psx/.hidden", .leftOut, .junk),
    ("psx/x.part", .leftOut, .junk), ("psx/out.bin", .leftOut, .unseen), ("psx/nowhere.bin", .leftOut, .unseen),
    ("psx/not there", .missing, nil), ("snes/USA", .place, .sortingName), ("snes/USA/Z.sfc", .game, .rom),
    ("snes/Zelda", .game, .titleFolder), ("snes/Zelda/manual", .member, .titleFolder),
    ("snes/Zelda/manual/m.pdf", .member, .titleFolder), ("snes/media", .leftOut, .sideCarFolder),
    ("snes/media/a.sfc", .leftOut, .sideCarFolder), ("bios/a.bin", .leftOut, .noSystem),
    ("stray.nes", .leftOut, .outside),
    ("bios", .folder, .noSystem), ("", .library, nil), ("nothing/here", .missing, nil), ("nes", .system, .systemFolder),
  ])
  func whatSomethingIs(path: String, kind: Explanation.Kind, rule: GroupingRule?) throws {
    let explanation = try explain(path, in: try sample())
    #expect(explanation.kind == kind)
    #expect(explanation.rule == rule)
  }

  @Test func aMemberSaysWhatItIsForAndWhoNamesIt() throws {
    let library = try sample()
    let track = try explain("psx/G (Disc 2).bin", in: library)
    #expect(track.member?.namedBy == [UInt8]("G (Disc 2).cue".utf8))
    #expect(track.game?.name == [UInt8]("G".utf8))
    #expect(track.game?.members.count == 4)
    #expect(track.game?.playlist == [UInt8]("G.m3u".utf8))
    let manual = try explain("snes/Zelda/manual/m.pdf", in: library)
    #expect(manual.member?.category == .manual)
    #expect(manual.system?.key == "snes" && manual.system?.rule == .platformName)
  }

  @Test func aFolderSaysWhichGamesLieInIt() throws {
    let system = try explain("snes", in: try sample())
    #expect(system.games.map { String(decoding: $0.name, as: UTF8.self) } == ["Z.sfc", "Zelda"])
    #expect(try explain("", in: try sample()).systems.map(\.key).contains("psx"))
  }

  @Test func aLinkThatLeadsOutSaysSo() throws {
    let library = try sample()
    #expect(try explain("psx/out.bin", in: library).detail == ScanProblem.escapingLink.rawValue)
    #expect(try explain("psx/nowhere.bin", in: library).detail == ScanProblem.danglingLink.rawValue)
  }

  @Test func whatTheConfigurationLeavesOutSaysByWhat() throws {
    let library = try sample()
    var settings = RootSettings(path: library.path)
    settings.excludes = [try #require(PathPattern("snes/USA/"))]
    let explanation = try explain("snes/USA/Z.sfc", in: library, settings: settings)
    #expect(explanation.rule == .excluded)
    #expect(explanation.detail == "snes/USA")
  }

  @Test func whatIsGoneIsStillExplainedFromTheLastScan() throws {
    let library = try sample()
    let root = ScanRoot(LibraryRoot(id: 1, path: library.path))
    var files = FileTable()
    for file in ["USA/Gone.sfc", "USA/Z.sfc"] {
      files.append(path: file.utf8, version: FileVersion(size: 1, modified: 1, inode: 1))
    }
    let shelf = Shelf(
      location: Shelf.Location(root: root.root, folder: [UInt8]("snes".utf8)), system: "snes", modified: 0,
      files: files,
      singles: [0, 1], archives: [])
    let explainer = try Explainer(root)
    let gone = try explainer.explain([UInt8]("snes/USA/Gone.sfc".utf8), shelves: [shelf])
    #expect(gone.kind == .game && gone.isGone)
    #expect(try explainer.explain([UInt8]("snes/USA/Z.sfc".utf8), shelves: [shelf]).isGone == false)
    // What came since the scan is not there yet.
    #expect(try explainer.explain([UInt8]("snes/Zelda/Zelda.sfc".utf8), shelves: [shelf]).rule == .unseen)
  }

  @Test(arguments: [
    ("library", "nes/a.nes", "nes", SystemFolderRule.platformName), ("library", "Odd/a.rom", "Odd", .ownName),
    ("library", "roms/nes/a.nes", "roms/nes", .inROMs), ("library", "nes/roms/a.nes", "nes/roms", .nested),
    ("library", "Big N/NES/a.nes", "Big N/NES", .vendor), ("nes", "a.nes", "", .library),
  ])
  func howASystemFolderWasRecognised(library name: String, file: String, folder: String, rule: SystemFolderRule) throws
  {
    let library = try LibraryOnDisk(name: name)
    try library.write(file)
    let explanation = try explain(file, in: library)
    #expect(explanation.system?.folder == [UInt8](folder.utf8))
    #expect(explanation.system?.rule == rule)
  }

  @Test func everyRuleHasASentenceAndACodeOfItsOwn() {
    #expect(Set(GroupingRule.allCases.map(\.sentence)).count == GroupingRule.allCases.count)
    for rule in GroupingRule.allCases {
      #expect(!rule.sentence.isEmpty && rule.sentence.last != ".")
      #expect(rule.rawValue.allSatisfy { $0 == "-" || $0.isLowercase })
    }
  }
}
