internal import Glibc
internal import Model
internal import Platform
internal import Scan
internal import TestSupport
internal import Testing

/// Changes that nobody asks to look for.
@Suite struct WatchingTests {
  /// How discovery learns of changes; what comes out is to be the same.
  enum Way: String, Sendable, CaseIterable {
    case events
    /// There are watches for half of the folders.
    case halfAndHalf
    case polling

    var settings: ScanSettings {
      switch self {
      case .events: ScanSettings()
      case .halfAndHalf: ScanSettings(watchLimit: 6)
      case .polling: ScanSettings(watchLimit: 0)
      }
    }
  }

  /// What a second discovery finds that begins with nothing.
  private func fresh(_ library: LibraryOnDisk) throws -> [String: [String]] {
    let other = try Session(library, state: "fresh")
    try other.start()
    return other.contents
  }

  private func expectTheSame(_ session: Session, _ library: LibraryOnDisk, _ what: String) throws {
    let wanted = try fresh(library)
    let deadline = monotonicNanoseconds() + 30_000_000_000
    while session.contents != wanted, monotonicNanoseconds() < deadline { sleep(nanoseconds: 20_000_000) }
    #expect(session.contents == wanted, "\(what)")
  }

  @Test(arguments: Way.allCases) func everyKindOfChangeAppearsByItself(_ way: Way) throws {
    let library = try LibraryOnDisk()
    for file in ["nes/a.nes", "nes/USA/b.nes", "nes/USA/Old/c.nes", "psx/G/g.cue", "psx/G/g.bin", "gb/x.gb"] {
      try library.write(file)
    }
    let session = try Session(library, scan: way.settings)
    try session.start()
    try expectTheSame(session, library, "at first")
    func exchange(_ one: String, _ other: String) throws {
      try library.move(one, "between")
      try library.move(other, one)
      try library.move("between", other)
    }
    let steps: [(String, () throws -> Void)] = [
      ("a file", { try library.write("nes/new.nes") }),
      ("a file deeper down", { try library.write("nes/USA/Old/new.nes") }),
      ("a folder with files", { for n in 0..<20 { try library.write("nes/More/\(n)/\(n).nes") } }),
      ("a rewritten file", { try library.write("nes/USA/b.nes", "longer than before") }),
      ("a renamed file", { try library.move("nes/a.nes", "nes/z.nes") }),
      ("a renamed folder", { try library.move("nes/More", "nes/Others") }),
      ("a file in a renamed folder", { try library.write("nes/Others/3/again.nes") }),
      ("a folder moved to another system", { try library.move("nes/Others/4", "gb/4") }),
      ("a file in a folder that was moved", { try library.write("gb/4/after.gb") }),
      ("a deleted file", { library.remove("nes/z.nes") }),
      ("a deleted folder", { library.remove("nes/Others") }),
      (
        "a folder in place of another",
        {
          try library.move("nes/USA/Old", "nes/USA/Older")
          try library.write("nes/USA/Old/other.nes")
        }
      ),
      ("a new system", { for n in 0..<5 { try library.write("snes/\(n)/\(n).sfc") } }),
      ("systems that change places", { try exchange("gb", "psx") }),
      ("a file in one that did", { try library.write("gb/exchanged.chd") }),
      ("systems that change back", { try exchange("gb", "psx") }),
      ("a system that is gone", { library.remove("gb") }),
      ("a system renamed", { try library.move("snes", "megadrive") }),
      ("an emptied system", { library.remove("psx/G") }),
      ("a system filled again", { try library.write("psx/H.chd") }),
      (
        "a roms folder that holds all of a system",
        {
          library.remove("megadrive")
          try library.write("n64/roms/a.z64")
        }
      ),
      ("a link to a folder", { try library.link("nes/Linked", to: "USA") }),
      ("a file below a link", { try library.write("nes/USA/linked.nes") }),
      ("a link to a file", { try library.link("psx/linked.chd", to: "../nes/USA/linked.nes") }),
      ("the file a link leads to", { try library.write("nes/USA/linked.nes", "another size") }),
      ("a link that is gone", { library.remove("nes/Linked") }),
      (
        "a file that grows",
        {
          for _ in 0..<5 {
            let file = try FileDescriptor.open(library.path + "/nes/grows.nes", [.writeOnly, .create, .append])
            try file.write("more and more")
            usleep(100_000)
          }
        }
      ),
      ("times alone", { try Files.setModified(library.path + "/nes/USA/linked.nes", seconds: 1_000_000) }),
    ]
    // By the clock a look takes its time: there several steps are seen at once.
    let together = way == .events ? 1 : 4
    for (number, (what, step)) in steps.enumerated() {
      try step()
      if (number + 1) % together != 0, number + 1 < steps.count { continue }
      try expectTheSame(session, library, "\(way): \(what)")
    }
    if way == .events { #expect(session.discovery.progress.watching.mode == .events) }
    if way == .polling { #expect(session.discovery.progress.watching.watches == 0) }
  }

  @Test func aRootInPlaceOfAnotherIsSeenByItself() throws {
    let library = try LibraryOnDisk()
    try library.write("roms/nes/a.nes")
    try library.write("others/snes/b.sfc")
    // What has just changed is looked at again anyway.
    for folder in ["roms", "roms/nes"] { try Files.setModified(library.path + "/" + folder, seconds: 1_000_000) }
    let session = try Session(library, [RootSettings(path: library.path + "/roms")], scan: ScanSettings())
    try session.start()
    #expect(session.games == ["roms:nes": 1])
    try library.move("roms", "away")
    try library.move("others", "roms")
    let deadline = monotonicNanoseconds() + 30_000_000_000
    while session.games != ["roms:snes": 1], monotonicNanoseconds() < deadline { sleep(nanoseconds: 20_000_000) }
    #expect(session.games == ["roms:snes": 1])
  }

  @Test(arguments: Way.allCases) func randomChangesComeOutRight(_ way: Way) throws {
    let library = try LibraryOnDisk()
    var random = Random(seed: 7)
    for n in 0..<60 { try library.write("\(random.system())/\(random.folder())\(n).rom") }
    let session = try Session(library, scan: way.settings)
    try session.start()
    for round in 0..<4 {
      for step in 0..<40 {
        let (from, to) = ("\(random.system())/\(random.folder())", "\(random.system())/\(random.folder())")
        switch random.next() % 6 {
        case 0, 1:
          try? library.write(from + "\(round)-\(step).rom", String(repeating: "x", count: Int(random.next() % 50)))
        case 2: try? library.move(from, to)
        case 3: library.remove(from + "\(random.next() % 60).rom")
        case 4 where step % 5 == 0: library.remove(from)
        default: try? library.write(from + "deeper/\(step).rom")
        }
      }
      try expectTheSame(session, library, "\(way), round \(round)")
    }
  }

  /// The same numbers in every run.
  private struct Random {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state >> 33
    }

    mutating func system() -> String { ["nes", "snes", "gb"][Int(next() % 3)] }
    mutating func folder() -> String { ["", "A/", "B/", "A/C/", "B/D/E/"][Int(next() % 5)] }
  }

  @Test func aFolderThatCannotBeReadKeepsWhatWasKnown() throws {
    guard geteuid() != 0 else { return try asRootAFolderThatFails() }
    let library = try LibraryOnDisk()
    for file in ["nes/a.nes", "nes/closed/b.nes", "nes/closed/deep/c.nes"] { try library.write(file) }
    let session = try Session(library)
    try session.start()
    try Files.setPermissions(library.path + "/nes/closed", 0)
    defer { try? Files.setPermissions(library.path + "/nes/closed", 0o755) }
    try library.write("nes/d.nes")
    session.rescan()
    #expect(session.places["nes"] == 4)
    #expect(session.discovery.progress.problems[.unreadableFolder].examples == [[UInt8]("nes/closed".utf8)])
  }

  /// Root reads everything but what its file system refuses.
  private func asRootAFolderThatFails() throws {
    guard access("/dev/fuse", R_OK | W_OK) == 0 else { return print("skipped: no /dev/fuse") }
    let library = try LibraryOnDisk()
    let source = try TemporaryDirectory()
    for file in ["b.nes", "deep/c.nes"] { try Files.write("x", to: source(file)) }
    try library.write("nes/a.nes")
    try library.folder("nes/closed")
    var stalling: StallingDirectory? = try StallingDirectory(of: source.path)
    let view = try #require(stalling).path
    guard mount(view, library.path + "/nes/closed", nil, UInt(MS_BIND), nil) == 0 else { throw Errno(rawValue: errno) }
    defer { Mounts.detach(below: library.path) }
    let session = try Session(library)
    try session.start()
    let all = ["a.nes", "closed/b.nes", "closed/deep/c.nes"]
    #expect(session.paths["nes"] == all)
    // The program of the file system ends: every request fails with ENOTCONN.
    stalling = nil
    try library.write("nes/d.nes")
    session.rescan()
    #expect(session.paths["nes"] == all + ["d.nes"])
    #expect(session.discovery.progress.problems[.unreadableFolder].examples == [[UInt8]("nes/closed".utf8)])
  }
}
