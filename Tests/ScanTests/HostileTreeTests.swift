internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import Synchronization
internal import TestSupport
internal import Testing

/// Trees that nobody would make, and somebody has.
@Suite struct HostileTreeTests {
  let library: LibraryOnDisk

  init() throws { library = try LibraryOnDisk() }

  private func walk(_ folder: String = "") throws -> Walker.Found {
    let root = try FileDescriptor.open(library.path, [.readOnly, .directory])
    return try #require(
      try Walker.walk(LibraryRoot(id: 1, path: library.path), root: root, folder: [UInt8](folder.utf8)) { _ in true })
  }

  @Test func threeHundredLevelsAreShown() throws {
    var path = "nes"
    for level in 1...300 {
      path += "/d\(level)"
      if level % 50 == 0 { try library.write(path + "/Game \(level).nes") }
    }
    let session = try Session(library, scan: ScanSettings(workers: 2))
    try session.start()
    #expect(session.games == ["nes": 6])
    #expect(session.discovery.progress.problems.count == 0)
    // And what happens down there is seen.
    try library.write(path + "/Another.nes")
    while session.games["nes"] != 7 { sleep(nanoseconds: 20_000_000) }
  }

  @Test func aFolderOfVeryManyEntriesIsListed() throws {
    let count = environmentVariables()["VITRINE_SOAK"] == "1" ? 200_000 : 20_000
    try library.folder("nes")
    let folder = try FileDescriptor.open(library.path + "/nes", [.readOnly, .directory])
    for number in 0..<count {
      let file = openat(folder.rawValue, "Game \(number).nes", O_WRONLY | O_CREAT, 0o644)
      try #require(file >= 0)
      close(file)
    }
    let session = try Session(library)
    try session.start()
    #expect(session.games == ["nes": count])
  }

  @Test func namesOfTheGreatestLengthAreShown() throws {
    let name = String(repeating: "n", count: 251)
    try library.write("nes/\(name)/\(name)/\(name).nes")
    try library.write([UInt8]("nes/".utf8) + [UInt8](repeating: 0xFF, count: 255))
    let session = try Session(library)
    try session.start()
    #expect(session.games == ["nes": 2])
  }

  @Test func bindMountsIntoThemselvesEnd() throws {
    guard geteuid() == 0 else { return print("skipped: mounting needs root") }
    defer { Mounts.detach(below: library.path) }
    try library.write("nes/a.nes")
    try library.write("snes/b.sfc")
    for place in ["nes/library", "nes/self", "snes/deep/er", "snes/neighbour"] { try library.folder(place) }
    for (source, place) in [
      ("", "nes/library"), ("nes", "nes/self"), ("", "snes/deep/er"), ("nes", "snes/neighbour"),
      // Once more, so that the mounts are in each other.
      ("", "nes/library"),
    ] {
      guard mount(library.path + "/" + source, library.path + "/" + place, nil, UInt(MS_BIND | MS_REC), nil) == 0 else {
        throw Errno(rawValue: errno)
      }
    }
    let nes = try walk("nes")
    #expect(nes.files.paths == ["a.nes"])
    #expect(nes.problems[.cyclicLink].count == 2)
    let snes = try walk("snes")
    #expect(snes.files.paths.prefix(1) == ["b.sfc"])
    // Of another folder than those above it, a mount is a folder like any other; what it holds of those above is not.
    #expect(snes.files.count <= 3)
    let session = try Session(library)
    try session.start()
    #expect(session.games["nes"] == 1)
  }

  @Test func aFarmOfLinksEnds() throws {
    let names = (0..<40).map { "f\($0)" }
    for name in names {
      try library.write("nes/\(name)/\(name).nes")
      for other in names where other != name { try library.link("nes/\(name)/to-\(other)", to: "../\(other)") }
      try library.link("nes/\(name)/up", to: "../..")
      try library.link("nes/\(name)/out", to: "/usr")
    }
    let session = try Session(library)
    try session.start()
    let paths = try #require(session.paths["nes"])
    #expect(paths.count >= 40 && paths.count <= 80)
    #expect(paths.allSatisfy { $0.hasSuffix(".nes") })
    #expect(session.discovery.progress.problems[.escapingLink].count >= 40)
  }

  /// Folders that turn into links out of the library and back while they are read: nothing from outside ever shows.
  @Test func nothingOutsideIsShownWhateverChangesMeanwhile() throws {
    let outside = try TemporaryDirectory()
    for number in 0..<50 { try Files.write("secret", to: outside("secret \(number).nes")) }
    for number in 0..<20 { try library.write("nes/folder \(number)/game.nes") }
    let isDone = Atomic<Bool>(false)
    let path = library.path
    let target = outside.path
    let swapper = try WorkerThread(name: "swapper") {
      var round = 0
      while !isDone.load(ordering: .relaxed) {
        let folder = path + "/nes/folder \(round % 20)"
        rename(folder, folder + " away")
        symlink(target, folder)
        usleep(200)
        unlink(folder)
        rename(folder + " away", folder)
        round += 1
      }
    }
    for _ in 0..<60 {
      let found = try walk("nes")
      #expect(found.files.paths.allSatisfy { !$0.contains("secret") })
    }
    let session = try Session(library, scan: ScanSettings(workers: 2))
    try session.start()
    for _ in 0..<10 { session.rescan() }
    isDone.store(true, ordering: .relaxed)
    swapper.join()
    while session.places != ["nes": 20] { sleep(nanoseconds: 20_000_000) }
    #expect(session.changes.withLock { $0 }.allSatisfy { $0 == "+nes" })
  }

  @Test func aFolderThatChangesWhileItIsReadComesOutRight() throws {
    for number in 0..<2000 { try library.write("nes/\(number % 10)/Game \(number).nes") }
    let isDone = Atomic<Bool>(false)
    let path = library.path
    let worker = try WorkerThread(name: "changer") {
      var number = 2000
      while !isDone.load(ordering: .relaxed) {
        let file = open(path + "/nes/\(number % 10)/Game \(number).nes", O_WRONLY | O_CREAT, 0o644)
        if file >= 0 { close(file) }
        unlink(path + "/nes/\(number % 10)/Game \(number - 2000).nes")
        number += 1
        usleep(300)
      }
    }
    let session = try Session(library, scan: ScanSettings(workers: 2))
    try session.start()
    for _ in 0..<5 { session.rescan() }
    isDone.store(true, ordering: .relaxed)
    worker.join()
    let deadline = monotonicNanoseconds() + 30_000_000_000
    while session.games != ["nes": 2000], monotonicNanoseconds() < deadline { sleep(nanoseconds: 20_000_000) }
    let other = try Session(library, state: "fresh")
    try other.start()
    while session.contents != other.contents, monotonicNanoseconds() < deadline { sleep(nanoseconds: 20_000_000) }
    #expect(session.contents == other.contents)
  }
}
