internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

@Suite(.enabled(if: geteuid() == 0, "mounting needs root"))
struct MissingDiskTests {
  let library: LibraryOnDisk

  init() throws {
    library = try LibraryOnDisk()
    try library.write("snes/own.sfc")
  }

  private func unmount(_ folder: String) { Mounts.detach(below: library.path + "/" + folder) }

  private func isKept(_ session: Session) -> Bool { session.discovery.progress.problems[.missingDisk].count == 1 }

  @Test(arguments: [
    ("nes", "nes/a.nes", "nes"), ("roms", "roms/nes/a.nes", "roms/nes"), ("nes/USA", "nes/USA/a.nes", "nes"),
  ])
  func aDiskThatIsNotMountedHasLostNoGames(_ mountPoint: String, _ file: String, _ system: String) throws {
    defer { unmount(mountPoint) }
    try library.folder(mountPoint)
    try mountTmpfs(at: library.path + "/" + mountPoint)
    try library.write(file)
    let session = try Session(library)
    try session.start()
    #expect(session.games == [system: 1, "snes": 1])
    #expect(!isKept(session))
    unmount(mountPoint)
    session.rescan()
    #expect(session.games == [system: 1, "snes": 1])
    #expect(isKept(session))
    session.rescan(system)
    #expect(session.games == [system: 1, "snes": 1])
    session.discovery.stop()

    // After a restart as well.
    let again = try Session(library)
    try again.start()
    #expect(again.games == [system: 1, "snes": 1])
    #expect(try again.stored() == [system: 1, "snes": 1])
    #expect(isKept(again))
    // Another disk, with other games.
    try mountTmpfs(at: library.path + "/" + mountPoint)
    try library.write(file)
    try library.write(file + ".zip")
    again.rescan()
    #expect(again.games == [system: 2, "snes": 1])
    #expect(!isKept(again))
  }

  @Test func whatItsOwnerDeletedIsGone() throws {
    defer { unmount("nes") }
    try library.folder("nes")
    try mountTmpfs(at: library.path + "/nes")
    try library.write("nes/a.nes")
    let session = try Session(library)
    try session.start()
    library.remove("nes/a.nes")
    session.rescan()
    #expect(session.games == ["snes": 1])
    try library.write("nes/a.nes")
    session.rescan()
    #expect(session.games == ["nes": 1, "snes": 1])
    unmount("nes")
    library.remove("nes")
    session.rescan()
    #expect(session.games == ["snes": 1])
  }
}
