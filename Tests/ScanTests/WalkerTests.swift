internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import Testing

@Suite struct WalkerTests {
  let library: LibraryOnDisk

  init() throws { library = try LibraryOnDisk() }

  private func walk(_ folder: String = "") throws -> Walker.Found {
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    return try #require(
      try Walker.walk(LibraryRoot(id: 1, path: library.path), root: root, folder: [UInt8](folder.utf8)) { _ in true })
  }

  @Test func filesComeInTheOrderOfTheirBytes() throws {
    for file in ["b/x", "b y", "b-z", "b0", "a", "B", "b/.x", "ä", "c/d/e"] { try library.write(file) }
    let found = try walk()
    #expect(found.files.paths == ["B", "a", "b y", "b-z", "b/x", "b0", "c/d/e", "ä"])
    #expect(found.files.indicesSortedByPath() == Array(0..<found.files.count))
    #expect(found.files.version(at: 1) == (try library.version("a")))
    #expect(found.modified == (try FileStatus.of(library.path).modified))
    #expect(found.problems.count == 0)
  }

  @Test func pathsAreRelativeToTheFolder() throws {
    for file in ["nes/a", "nes/b/c", "snes/d"] { try library.write(file) }
    #expect(try walk("nes").files.paths == ["a", "b/c"])
  }

  @Test func hiddenFoldersAreSeenWhereAPlaylistNamesThem() throws {
    try library.write("a.m3u", ".discs/a (Disc 1).chd\n.DISCS/a (Disc 2).chd\n.git/x\n../b/.other/c\n")
    try library.write("b/c.cue", "FILE \".data\\c.bin\" BINARY\n")
    for file in [".discs/a (Disc 1).chd", ".discs/.b", ".git/x", ".other/c", "b/.data/c.bin", "b/.discs/d"] {
      try library.write(file)
    }
    #expect(try walk().files.paths == [".discs/a (Disc 1).chd", "a.m3u", "b/.data/c.bin", "b/c.cue"])
  }

  @Test func junkIsLeftOut() throws {
    for file in [
      "._a.nes", ".DS_Store", "Thumbs.db", "desktop.ini", "@eaDir/x", "#recycle/x", "$RECYCLE.BIN/x",
      "System Volume Information/x", "a.part", "a.tmp", "a.crdownload", "lost+found/x", ".hidden/x", "__MACOSX/x",
      "a.nes:Zone.Identifier", "systeminfo.txt", "a~", "THUMBS.DB", "a.nes", "ini.ini", "x.log", "part",
    ] { try library.write(file) }
    #expect(try walk().files.paths == ["a.nes", "ini.ini", "part", "x.log"])
  }

  @Test func namesMayBeAnyBytes() throws {
    let names: [[UInt8]] = [
      [0xFF, 0xFE], [0x61, 0x0A, 0x62], [0x80], [0x1B, 0x5B], [UInt8](repeating: 0x61, count: 255),
    ]
    for name in names { try library.write(name) }
    let files = try walk().files
    let found = (0..<files.count).map { [UInt8](files.path(at: $0)) }
    #expect(found == names.sorted { $0.lexicographicallyPrecedes($1) })
  }

  @Test func linksAreFollowedWhereTheyStayInTheLibrary() throws {
    try library.write("real/a", "contents")
    try library.write("real/deep/b")
    try library.link("file", to: "real/a")
    try library.link("real/up", to: "../real/a")
    try library.link("folder", to: "real/deep")
    let found = try walk()
    #expect(found.files.paths == ["file", "folder/b", "real/a", "real/deep/b", "real/up"])
    #expect(found.files.version(at: 0) == (try library.version("real/a")))
    #expect(found.problems.count == 0)
  }

  @Test func aLinkBackAboveTheSystemFolderBringsNoOtherSystemIn() throws {
    try library.write("roms/gb/a.gb")
    try library.write("roms/nes/b.nes")
    try library.link("roms/gb/roms", to: "..")
    try library.link("roms/gb/library", to: "../..")
    try library.link("roms/gb/sister", to: "../nes")
    let found = try walk("roms/gb")
    #expect(found.files.paths == ["a.gb", "sister/b.nes"])
    #expect(found.problems[.cyclicLink].count == 2)
  }

  @Test func linksThatLeadNowhereOrOutAreCounted() throws {
    try library.write("in/a")
    try library.link("in/dangling", to: "gone")
    try library.link("in/absolute", to: "/etc/passwd")
    try library.link("in/upward", to: "../../../../../../etc")
    try library.link("in/self", to: "self")
    try library.link("in/parent", to: "..")
    try library.link("in/here", to: ".")
    try library.link("in/through", to: "a/b")
    let found = try walk()
    #expect(found.files.paths == ["in/a"])
    #expect(found.problems[.danglingLink].count == 2)
    #expect(found.problems[.escapingLink].count == 2)
    #expect(found.problems[.cyclicLink].count == 3)
    #expect(found.problems[.danglingLink].examples.contains([UInt8]("in/dangling".utf8)))
  }

  @Test func foldersFullOfLinksToEachOtherEnd() throws {
    let names = (0..<12).map { "f\($0)" }
    for name in names {
      try library.write(name + "/file")
      for other in names where other != name { try library.link(name + "/to-" + other, to: "../" + other) }
    }
    let found = try walk()
    // Every folder by itself, and at most once more through links.
    #expect(found.files.count >= 12 && found.files.count <= 24)
    #expect(found.problems[.repeatedLink].count > 0)
  }

  @Test func devicesSocketsAndPipesAreCounted() throws {
    try library.write("a")
    #expect(mkfifo(library.path + "/pipe", 0o644) == 0)
    try library.link("to-pipe", to: "pipe")
    let found = try walk()
    #expect(found.files.paths == ["a"])
    #expect(found.problems[.specialFile].count == 2)
  }

  @Test func whatIsNestedTooDeeplyIsCounted() throws {
    let deep = Array(repeating: "d", count: Walker.depthLimit)
    try library.write(deep.joined(separator: "/") + "/last")
    try library.write((deep + ["e"]).joined(separator: "/") + "/beyond")
    let found = try walk()
    #expect(found.files.count == 1)
    #expect(found.problems[.tooDeep].count == 1)
  }

  @Test func aPathTheKernelDoesNotTakeIsCounted() throws {
    // 17 folders of 250 bytes: too long for one call, so each is made from within the last.
    let name = String(repeating: "n", count: 250)
    var folder = try FileDescriptor.open(library.path, [.readOnly, .directory])
    for _ in 0..<17 {
      #expect(mkdirat(folder.rawValue, name, 0o755) == 0)
      folder = FileDescriptor(owning: openat(folder.rawValue, name, O_RDONLY | O_DIRECTORY))
    }
    try library.write("a")
    let found = try walk()
    #expect(found.files.paths == ["a"])
    #expect(found.problems[.pathTooLong].count == 1)
  }

  @Test func anUnreadableFolderIsCountedAndTheRestGoesOn() throws {
    for file in ["a", "closed/b", "open/c"] { try library.write(file) }
    #expect(chmod(library.path + "/closed", 0) == 0)
    defer { chmod(library.path + "/closed", 0o755) }
    guard geteuid() != 0 else {
      // Root reads everything: a thread of its own goes on as nobody.
      let seen = try asNobody { try self.walk() }
      guard let seen else { return print("skipped: root may not become another user here") }
      #expect(seen.files.paths == ["a", "open/c"])
      #expect(seen.problems[.unreadableFolder].examples == [[UInt8]("closed".utf8)])
      return
    }
    let found = try walk()
    #expect(found.files.paths == ["a", "open/c"])
    #expect(found.problems[.unreadableFolder].count == 1)
  }

  @Test func aFolderThatIsGoneIsAnError() throws {
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    #expect(throws: Errno.noSuchFile) {
      _ = try Walker.walk(LibraryRoot(id: 1, path: library.path), root: root, folder: [0x78]) { _ in true }
    }
  }

  @Test func aWalkCanBeEnded() throws {
    for number in 0..<20 { try library.write("d\(number)/a") }
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    var calls = 0
    let found = try Walker.walk(LibraryRoot(id: 1, path: library.path), root: root, folder: []) { _ in
      calls += 1
      return calls < 3
    }
    #expect(found == nil)
    #expect(calls == 3)
  }
}

/// Runs `body` with the file access rights of user 65534; nil where that is refused.
///
/// setfsuid(2) concerns the calling thread alone. Glibc's module map does not have it.
private func asNobody<Result>(_ body: () throws -> Result) throws -> Result? {
  guard let symbol = dlsym(nil, "setfsuid") else { return nil }
  let setfsuid = unsafeBitCast(symbol, to: (@convention(c) (UInt32) -> Int32).self)
  _ = setfsuid(65534)
  defer { _ = setfsuid(0) }
  guard setfsuid(65534) == 65534 else { return nil }
  return try body()
}
