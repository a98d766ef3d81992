internal import Catalog
internal import Model
internal import Platform
internal import Scan
internal import Testing

@Suite struct DiscoveryTests {
  let library: LibraryOnDisk

  init() throws {
    library = try LibraryOnDisk()
    for file in ["nes/a.nes", "nes/USA/b.nes", "psx/G (Disc 1).chd", "psx/G (Disc 2).chd", "bios/x.bin"] {
      try library.write(file)
    }
  }

  @Test func aLibraryIsFoundShownAndStored() throws {
    let session = try Session(library)
    try session.start()
    #expect(session.games == ["nes": 2, "psx": 1])
    #expect(try session.stored() == ["nes": 2, "psx": 1])
    #expect(session.changeList == ["+nes", "+psx"])
    let progress = session.discovery.progress
    #expect(progress.games == 3)
    #expect(progress.systemsDone == 2 && progress.systemsTotal == 2)
    #expect(progress.filesSeen == 4)
  }

  @Test func aRestartShowsTheSameWithoutWriting() throws {
    do { try Session(library).start() }
    let session = try Session(library)
    #expect(session.games == ["nes": 2, "psx": 1])
    let before = session.catalog.totalChanges
    try session.start()
    #expect(session.changeList == [])
    #expect(session.catalog.totalChanges == before)
  }

  @Test func onlyWhatChangedIsPublished() throws {
    let session = try Session(library)
    try session.start()
    try library.write("psx/H.chd")
    session.rescan()
    #expect(session.changeList == ["+nes", "+psx", "+psx"])
    #expect(try session.stored() == ["nes": 2, "psx": 2])
  }

  @Test func aRewrittenFileIsNoticed() throws {
    let session = try Session(library)
    try session.start()
    try library.write("nes/a.nes", "longer")
    session.rescan("nes")
    #expect(session.changeList == ["+nes", "+psx", "+nes"])
    #expect(session.shelves.withLock { $0["nes"]?.files.version(at: 1).size } == 6)
  }

  @Test func oneFolderCanBeLookedThroughAlone() throws {
    let session = try Session(library)
    try session.start()
    try library.write("psx/H.chd")
    try library.write("nes/c.nes")
    session.rescan("nes")
    #expect(session.games == ["nes": 3, "psx": 1])
    try library.write("snes/new.sfc")
    session.rescan("snes")
    #expect(session.games == ["nes": 3, "psx": 1, "snes": 1])
  }

  @Test func aFolderThatGoesIsRemoved() throws {
    let session = try Session(library)
    try session.start()
    library.remove("psx")
    session.rescan()
    #expect(session.games == ["nes": 2])
    #expect(try session.stored() == ["nes": 2])
    library.remove("nes/a.nes")
    library.remove("nes/USA")
    session.rescan("nes")
    #expect(session.games == [:])
    #expect(session.changeList == ["+nes", "+psx", "-psx", "-nes"])
  }

  @Test func aLibraryThatIsGoneKeepsItsGames() throws {
    let session = try Session(library)
    try session.start()
    try library.setPresent(false)
    session.rescan()
    #expect(session.games == ["nes": 2, "psx": 1])
    #expect(try session.stored() == ["nes": 2, "psx": 1])
    #expect(session.discovery.progress.missingRoots == [session.root])
    try library.setPresent(true)
    session.rescan()
    #expect(session.discovery.progress.missingRoots == [])
    #expect(session.changeList == ["+nes", "+psx"])
  }

  @Test func anEmptyLibraryIsOneThatIsNotMounted() throws {
    let session = try Session(library)
    try session.start()
    for folder in ["nes", "psx", "bios"] { library.remove(folder) }
    session.rescan()
    #expect(session.games == ["nes": 2, "psx": 1])
    #expect(session.discovery.progress.missingRoots == [session.root])
  }

  @Test func twoFoldersOfOneSystemAreTwoShelves() throws {
    try library.write("PlayStation/H.chd")
    let session = try Session(library)
    try session.start()
    #expect(session.shelves.withLock { $0["PlayStation"]?.system } == "psx")
    #expect(session.games == ["PlayStation": 1, "nes": 2, "psx": 1])
  }

  @Test func problemsAreCountedByKindAndGoWithTheirCause() throws {
    try library.link("nes/out.nes", to: "/etc/passwd")
    try library.write("psx/X.cue", "FILE \"gone.bin\" BINARY\n")
    let session = try Session(library)
    try session.start()
    var problems = session.discovery.progress.problems
    #expect(problems[.escapingLink].examples == [[UInt8]("nes/out.nes".utf8)])
    #expect(problems[.missingDiscFile].examples == [[UInt8]("psx/X.cue".utf8)])
    library.remove("nes/out.nes")
    session.rescan()
    problems = session.discovery.progress.problems
    #expect(problems[.escapingLink].count == 0)
    #expect(problems[.missingDiscFile].count == 1)
  }

  @Test func aLimitedRequestComesToItsTurnByItself() throws {
    let session = try Session(library)
    try session.start()
    let done = Monitor(0)
    let location = Shelf.Location(root: session.root, folder: [UInt8]("nes".utf8))
    for count in 1...3 {
      try library.write("nes/new \(count).nes")
      session.discovery.rescan(location, isLimited: true) { done.signal { $0 += 1 } }
      done.wait { $0 == count ? () : nil }
      #expect(session.games["nes"] == 2 + count)
    }
  }

  @Test func whoComesDuringARunWaitsForTheNext() throws {
    let gate = Monitor((isReached: false, isOpen: false))
    let session = try Session(library) { _ in
      gate.signal { $0.isReached = true }
      gate.wait { $0.isOpen ? () : nil }
    }
    try session.discovery.start()
    gate.wait { $0.isReached ? () : nil }
    let runs = Monitor<Int?>(nil)
    let discovery = session.discovery
    discovery.rescan(nil) { runs.signal { $0 = discovery.progress.runs } }
    gate.signal { $0.isOpen = true }
    #expect(runs.wait { $0 } == 2)
  }

  @Test func stoppingAnswersEverybodyWhoWaits() throws {
    let session = try Session(library)
    try session.start()
    session.discovery.stop()
    session.rescan()
    session.rescan("nes")
    #expect(session.discovery.progress.games == 3)
  }

  @Test func aRenamedFileKeepsItsChecksum() throws {
    let session = try Session(library)
    try session.start()
    let version = try library.version("nes/a.nes")
    let key = ContentKey(root: session.root.id, version: version)
    let found = HashResult(key: key, path: [], checksums: Checksums(crc32: 7))
    #expect(try session.catalog.record([found], at: 1).isEmpty)
    try library.move("nes/a.nes", "psx/renamed.nes")
    session.rescan()
    let shelf = try #require(session.shelves.withLock { $0["psx"] })
    let index = try #require(shelf.files.paths.firstIndex(of: "renamed.nes"))
    let known = try session.catalog.checksums(of: shelf.libraryFile(at: index).contentKey)
    #expect(known?.checksums.crc32 == 7)
  }
}
