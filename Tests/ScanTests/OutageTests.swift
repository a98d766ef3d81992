internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

/// Roots that go out of reach and come back, beside one that is always there.
@Suite(.enabled(if: geteuid() == 0 && access("/dev/fuse", R_OK | W_OK) == 0, "mounting needs root and /dev/fuse"))
struct OutageTests {
  private let library: LibraryOnDisk
  private let source: TemporaryDirectory
  private let near: String
  private let far: String

  init() throws {
    library = try LibraryOnDisk()
    source = try TemporaryDirectory()
    near = library.path + "/near"
    far = library.path + "/far"
    try library.write("near/nes/a.nes")
    try library.folder("far")
    for number in 0..<3 { try Files.write("x", to: source("snes/\(number).sfc")) }
  }

  private func bind(_ place: String, to target: String) throws {
    guard mount(place, target, nil, UInt(MS_BIND), nil) == 0 else { throw Errno(rawValue: errno) }
  }

  private func session(_ scan: ScanSettings = ScanSettings()) throws -> Session {
    try Session(library, [RootSettings(path: near), RootSettings(path: far)], scan: scan, patience: 500_000_000)
  }

  private func wait(_ what: String, _ body: () -> Bool) throws {
    let deadline = monotonicNanoseconds() + 40_000_000_000
    while !body() {
      guard monotonicNanoseconds() < deadline else { throw TestFailure("not within 40 s: \(what)") }
      sleep(nanoseconds: 20_000_000)
    }
  }

  private func isAway(_ session: Session) -> Bool { session.discovery.progress.missingRoots.map(\.path) == [far] }

  private static let all = ["near:nes": 1, "far:snes": 3]

  @Test func aServerThatHangsKeepsItsGamesAndHoldsUpNobody() throws {
    let stalling = try StallingDirectory(of: source.path)
    defer {
      try? stalling.resume()
      Mounts.detach(below: library.path)
    }
    try bind(stalling.path, to: far)
    let session = try session()
    try session.start()
    #expect(session.games == Self.all)
    try stalling.stall([(.status, ""), (.status, "snes"), (.status, "snes/0.sfc"), (.open, "")])
    try library.write("near/nes/b.nes")
    // Whoever asks for all of it gets an answer.
    session.rescan()
    #expect(session.games == ["near:nes": 2, "far:snes": 3])
    try library.write("near/nes/c.nes")
    try wait("changes of the other") { session.games["near:nes"] == 3 }
    try stalling.resume()
    try Files.write("x", to: source("snes/new.sfc"))
    try wait("the server answers again") { session.games["far:snes"] == 4 || !isAway(session) }
    session.rescan()
    #expect(session.games == ["near:nes": 3, "far:snes": 4])
    #expect(!isAway(session))
  }

  @Test func aFileSystemWhoseProgramEndsKeepsItsGames() throws {
    defer { Mounts.detach(below: library.path) }
    var stalling: StallingDirectory? = try StallingDirectory(of: source.path)
    try bind(try #require(stalling).path, to: far)
    let session = try session()
    try session.start()
    #expect(session.games == Self.all)
    stalling = nil
    session.rescan()
    #expect(isAway(session))
    #expect(session.games == Self.all)
    // Mounted anew, nobody has to ask.
    Mounts.detach(below: far)
    try wait("it is seen that nothing is mounted") {
      session.discovery.progress.outages.values.contains { $0.contains("empty") || $0.contains("mounted") }
    }
    try Files.write("x", to: source("snes/new.sfc"))
    try bind(source.path, to: far)
    try wait("it is back") { session.games["far:snes"] == 4 }
    #expect(!isAway(session))
  }

  @Test(arguments: ["gb/what lay below.gb", "snes/saved while it was away.sfc"])
  func anEmptyPlaceAndOneWithOtherThingsInItAreNoLibrary(_ other: String) throws {
    defer { Mounts.detach(below: library.path) }
    try bind(source.path, to: far)
    let session = try session()
    try session.start()
    #expect(session.games == Self.all)
    Mounts.detach(below: far)
    try wait("it is away") { isAway(session) }
    try library.write("far/\(other)")
    session.rescan()
    #expect(session.games == Self.all)
    #expect(isAway(session))
    try bind(source.path, to: far)
    try wait("it is back") { !isAway(session) }
    session.rescan()
    #expect(session.games == Self.all)
  }

  @Test func aLibraryThatMovesOutOfItsDiskIsTheLibrary() throws {
    defer { Mounts.detach(below: library.path) }
    try bind(source.path, to: far)
    let session = try session()
    try session.start()
    Mounts.detach(below: far)
    try wait("it is away") { isAway(session) }
    for number in 1..<4 { try library.write("far/snes/\(number).sfc") }
    session.rescan()
    #expect(!isAway(session))
    #expect(session.games == Self.all)
  }

  @Test(arguments: [true, false]) func aRootThatMayNotBeEnteredComesBack(_ watches: Bool) throws {
    // Root may enter everything: a root that is a file for a while stands for one that refuses.
    try bind(source.path, to: source.path)
    defer { Mounts.detach(below: source.path) }
    let session = try Session(
      library, [RootSettings(path: near), RootSettings(path: source.path + "/sub")],
      scan: watches ? ScanSettings() : ScanSettings(watchLimit: 0))
    try session.start()
    #expect(session.games == ["near:nes": 1])
    #expect(session.discovery.progress.missingRoots.count == 1)
    try Files.write("x", to: source("sub/gb/a.gb"))
    try wait("it is there") { session.games["sub:gb"] == 1 }
    #expect(session.discovery.progress.missingRoots == [])
    try Files.rename(source("sub"), source("away"))
    try wait("it is gone") { session.discovery.progress.missingRoots.count == 1 }
    #expect(session.games["sub:gb"] == 1)
    try Files.rename(source("away"), source("sub"))
    try Files.write("x", to: source("sub/gb/b.gb"))
    try wait("it is back") { session.games["sub:gb"] == 2 }
  }
}
