internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

/// A library with a system on a file system that can be made to stall.
@Suite(.enabled(if: geteuid() == 0 && access("/dev/fuse", R_OK | W_OK) == 0, "mounting needs root and /dev/fuse"))
struct StalledFolderTests {
  let library: LibraryOnDisk
  private let source: TemporaryDirectory
  private let stalling: StallingDirectory

  init() throws {
    library = try LibraryOnDisk()
    source = try TemporaryDirectory()
    try Files.write("x", to: source("G.chd"))
    stalling = try StallingDirectory(of: source.path)
    for file in ["gb/a.gb", "snes/a.sfc"] { try library.write(file) }
    try library.folder("psx")
    guard mount(stalling.path, library.path + "/psx", nil, UInt(MS_BIND), nil) == 0 else {
      throw Errno(rawValue: errno)
    }
  }

  private func finish(_ session: Session) {
    session.discovery.stop()
    try? stalling.resume()
    Mounts.detach(below: library.path)
  }

  @Test func singleFoldersDoNotWaitForTheRunOverTheLibrary() throws {
    let session = try Session(library)
    defer { finish(session) }
    try stalling.stall([(.status, "G.chd")])
    try session.discovery.start()
    while session.games["gb"] == nil { sleep(nanoseconds: 10_000_000) }
    // The run is at psx, and not yet at snes.
    try library.write("gb/b.gb")
    session.rescan("gb")
    #expect(session.games["gb"] == 2)
    session.rescan("snes")
    #expect(session.games["snes"] == 1)
    #expect(session.discovery.progress.runs == 0)
    try stalling.resume()
    session.rescan()
    #expect(session.games == ["gb": 2, "psx": 1, "snes": 1])
    #expect(session.discovery.progress.runs == 2)
  }

  @Test func aRunGoesOnWithoutAFolderThatDoesNotAnswer() throws {
    let session = try Session(library, patience: 300_000_000)
    defer { finish(session) }
    try stalling.stall([(.status, "G.chd")])
    try session.start()
    #expect(session.games == ["gb": 1, "snes": 1])
    #expect(session.discovery.progress.problems[.unreadableFolder].count == 1)
    // What came back late counts.
    try stalling.resume()
    while session.games["psx"] == nil { sleep(nanoseconds: 10_000_000) }
    session.rescan()
    #expect(session.discovery.progress.problems.count == 0)
  }

  @Test func aFileSystemThatIsAwayWholeHidesNoOther() throws {
    let session = try Session(library, patience: 300_000_000)
    defer { finish(session) }
    try session.start()
    #expect(session.games == ["gb": 1, "psx": 1, "snes": 1])
    try stalling.stall([(.status, ""), (.status, "G.chd")])
    try library.write("snes/b.sfc")
    session.rescan()
    #expect(session.games == ["gb": 1, "psx": 1, "snes": 2])
    try library.write("gb/b.gb")
    session.rescan("gb")
    #expect(session.games == ["gb": 2, "psx": 1, "snes": 2])
  }
}
