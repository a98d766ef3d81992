internal import Model
internal import Platform
internal import Saves
internal import TestSupport
internal import Testing

@Suite("A save directory") struct SavesLayerTests {
  private let scratch: TemporaryDirectory
  private let layer: SavesLayer
  private static let both = SaveAccess(reads: true, writes: true)

  init() throws {
    scratch = try TemporaryDirectory()
    layer = try SavesLayer(view: "Loose", directory: scratch("saves"), limit: nil)
  }

  /// As the worker has it that takes over.
  private func another(limit: Int64? = nil) throws -> SavesLayer {
    try SavesLayer(view: "Loose", directory: scratch("saves"), limit: limit)
  }

  private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }
  private func path(_ text: String) -> SavedPath { SavedPath(bytes(text)) }

  @discardableResult
  private func make(
    _ layer: SavesLayer, _ name: String, in folder: String = "", _ text: String = "", wasSent: Bool = false
  ) throws(Errno) -> NodeID {
    let (entry, open) = try layer.create(
      bytes(name), in: path(folder), Self.both, permissions: 0o640, isExclusive: true, wasSent: wasSent)
    if !text.isEmpty { _ = try write(layer, open, text, at: 0) }
    layer.close(open)
    return entry.node
  }

  private func write(
    _ layer: SavesLayer, _ open: OpenSave, _ text: String, at offset: Int64
  ) throws(Errno) -> Int {
    let result: Result<Int, Errno> = bytes(text).withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try layer.write(open, bytes, at: offset)) } catch { return .failure(error) }
    }
    return try result.get()
  }

  private func failure(_ body: () throws(Errno) -> Void) -> Errno? {
    do throws(Errno) { try body() } catch { return error }
    return nil
  }

  private func names(_ folder: String = "") throws -> [String] {
    try layer.names(in: path(folder)).map { String(decoding: $0.name, as: UTF8.self) }
  }

  @Test(.enabled(if: Account.current.isRoot, "only root can mount"))
  func `what is mounted below the directory is never written to, whenever it was mounted`() throws {
    try Files.write("library", to: scratch("library/One.nes"))
    try make(layer, "Game.srm", in: "psx/sub", "saved")
    try make(layer, "One.srm", in: "", "saved")
    for (source, target) in [("library", "saves/psx/sub"), ("library/One.nes", "saves/One.srm")] {
      let result = try ExternalProgram.run("mount", ["--bind", scratch(source), scratch(target)])
      guard result.status == 0 else { return }
    }
    defer { Mounts.detach(below: scratch.path) }
    #expect(failure { () throws(Errno) in try make(layer, "New.srm", in: "psx/sub") } == .crossDevice)
    #expect(
      failure { () throws(Errno) in
        try layer.remove(bytes("One.nes"), in: path("psx/sub"), asDirectory: false, wasSent: false)
      } == .crossDevice)
    let file = try #require(try layer.entry(bytes("One.srm"), in: .root))
    #expect(failure { () throws(Errno) in _ = try layer.open(file.node, Self.both) } == .crossDevice)
    let resized = SavedChange(size: 0)
    #expect(failure { () throws(Errno) in _ = try layer.change(file.node, through: nil, resized) } == .crossDevice)
    #expect(try listTree(scratch("library")).map(\.path) == ["One.nes"])
    #expect(try Files.read(scratch("library/One.nes")) == bytes("library"))
  }

  @Test func `files lie at their paths below the view, with the rights they were made with`() throws {
    let node = try make(layer, "Game.srm", in: "psx/Game (Disc 1)", "saved")
    let file = scratch("saves/psx/Game (Disc 1)/Game.srm")
    #expect(try Files.read(file) == bytes("saved"))
    #expect(try FileStatus.of(file).permissions == 0o640)
    #expect(node.kind == .saved)
    #expect(try layer.path(of: node) == path("psx/Game (Disc 1)/Game.srm"))
    #expect(try names("psx/Game (Disc 1)") == ["Game.srm"])
    #expect(try names("nes") == [])
    #expect(try layer.entry(bytes("Other.srm"), in: path("psx")) == nil)
  }

  @Test func `a node stays the same through renames and for the next worker, and no other file gets it`() throws {
    let node = try make(layer, "a", in: "nes", "one")
    try layer.rename(
      bytes("a"), in: path("nes"), to: bytes("b"), in: path("snes/deep"), .replace, unique: 2, wasSent: false)
    #expect(try layer.path(of: node) == path("snes/deep/b"))
    let next = try another()
    #expect(!next.knows(node))
    #expect(try next.path(of: node) == path("snes/deep/b"))
    // By somebody who goes past the mount.
    try createDirectories(scratch("saves/gb"))
    try Files.rename(scratch("saves/snes/deep/b"), scratch("saves/gb/c"))
    #expect(try another().entry(of: node).status.size == 3)
    #expect(try layer.path(of: node) == path("gb/c"))
    try Files.remove(scratch("saves/gb/c"))
    #expect(throws: Errno.stale) { try layer.entry(of: node) }
    var nodes: Set<NodeID> = [node]
    for _ in 0..<20 {
      let made = try make(layer, "again", in: "gb")
      #expect(nodes.insert(made).inserted)
      try layer.remove(bytes("again"), in: path("gb"), asDirectory: false, wasSent: false)
    }
  }

  @Test func `a directory that is only saved is not made again by who comes too late`() throws {
    try make(layer, "a", in: "x/y")
    try layer.rename(bytes("x"), in: .root, to: bytes("z"), in: .root, .replace, unique: 2, wasSent: false)
    let (old, node) = (path("x/y"), try make(layer, "b"))
    #expect(
      failure { () throws(Errno) in
        _ = try layer.create(
          bytes("new"), in: old, isFolder: false, Self.both, permissions: 0o600, isExclusive: false, wasSent: false)
      } == .noSuchFile)
    #expect(
      failure { () throws(Errno) in
        _ = try layer.makeDirectory(bytes("new"), in: old, isFolder: false, permissions: 0o700, wasSent: false)
      } == .noSuchFile)
    #expect(
      failure { () throws(Errno) in
        _ = try layer.makeSymbolicLink(bytes("new"), in: old, isFolder: false, to: bytes("a"), wasSent: false)
      } == .noSuchFile)
    #expect(
      failure { () throws(Errno) in
        _ = try layer.link(node, bytes("new"), in: old, isFolder: false, wasSent: false)
      } == .noSuchFile)
    #expect(
      failure { () throws(Errno) in
        try layer.rename(
          bytes("b"), in: .root, to: bytes("new"), in: old, isFolder: false, .replace, unique: 4, wasSent: false)
      } == .noSuchFile)
    #expect(try listTree(scratch("saves")).map(\.path) == ["b", "z", "z/y", "z/y/a"])
  }

  @Test func `a node that is nowhere keeps nobody from finding another`() throws {
    let (gone, kept) = (try make(layer, "gone"), try make(layer, "kept", in: "x"))
    try Files.remove(scratch("saves/gone"))
    let next = try another()
    #expect(throws: Errno.stale) { try next.path(of: gone) }
    try Files.rename(scratch("saves/x"), scratch("saves/y"))
    #expect(try next.path(of: kept) == path("y/kept"))
    // It is back, and somebody comes upon it.
    try make(layer, "gone")
    let again = try #require(try next.entry(bytes("gone"), in: .root))
    #expect(try next.path(of: again.node) == path("gone"))
  }

  @Test func `a directory too deep to be reached is not made, and one that is there spoils no count`() throws {
    let name = bytes(String(repeating: "d", count: 250))
    var deep = SavedPath.root
    var count = 0
    let error = failure { () throws(Errno) in
      while count < 20 {
        _ = try layer.makeDirectory(name, in: deep, permissions: 0o700, wasSent: false)
        deep = deep.appending(name)
        count += 1
      }
    }
    #expect(error == .nameTooLong && count == 16)
    #expect(try layer.names(in: deep).isEmpty)
    let script = """
      import os, sys
      os.chdir(sys.argv[1])
      for _ in range(20):
          os.makedirs('e' * 250, exist_ok=True); os.chdir('e' * 250)
      """
    #expect(try ExternalProgram.run("python3", ["-c", script, scratch("saves")]).status == 0)
    defer { _ = try? ExternalProgram.run("rm", ["-rf", scratch("saves")]) }
    try Files.write([UInt8](repeating: 1, count: 81_920), to: scratch("saves/old"))
    try Files.write([UInt8](repeating: 1, count: 81_920), to: scratch("saves/lost+found/old"))
    let limited = try another(limit: 100_000)
    while !limited.usage.isComplete { sleep(nanoseconds: 1_000_000) }
    #expect(limited.usage.used == 81_920)
    let (_, open) = try limited.create(
      bytes("new"), in: .root, Self.both, permissions: 0o600, isExclusive: false, wasSent: false)
    defer { limited.close(open) }
    let block = String(repeating: "x", count: 40_960)
    #expect(throws: Errno.quotaExceeded) { try write(limited, open, block, at: 0) }
    // Room that somebody makes in the directory itself is there as soon as it is counted anew, which is not done for
    // every write where it takes long.
    try Files.remove(scratch("saves/old"))
    var written: Int?
    for _ in 0..<6000 {
      written = try? write(limited, open, block, at: 0)
      if written != nil { break }
      sleep(nanoseconds: 10_000_000)
    }
    #expect(written == 40_960)
  }

  @Test func `a folder that is renamed takes along what is in it`() throws {
    let inner = try make(layer, "state", in: "x/slots", "s")
    let folder = try layer.makeDirectory(bytes("slots2"), in: path("x"), permissions: 0o755, wasSent: false).node
    try layer.rename(bytes("x"), in: .root, to: bytes("y"), in: .root, .refuse, unique: 2, wasSent: false)
    #expect(try layer.path(of: inner) == path("y/slots/state"))
    #expect(try layer.path(of: folder) == path("y/slots2"))
    try layer.rename(
      bytes("slots"), in: path("y"), to: bytes("slots2"), in: path("y"), .exchange, unique: 2, wasSent: false)
    #expect(try layer.path(of: inner) == path("y/slots2/state"))
    #expect(try layer.path(of: folder) == path("y/slots"))
  }

  @Test func `what was done before the request came again is no error, and otherwise it is`() throws {
    let node = try make(layer, "a", "one")
    #expect(throws: Errno.exists) { try make(layer, "a") }
    #expect(try make(layer, "a", wasSent: true) == node)
    let root = SavedPath.root
    _ = try layer.makeDirectory(bytes("d"), in: root, permissions: 0o755, wasSent: false)
    _ = try layer.makeSymbolicLink(bytes("l"), in: root, to: bytes("a"), wasSent: false)
    _ = try layer.link(node, bytes("h"), in: root, wasSent: false)
    for wasSent in [false, true] {
      #expect(
        failure { () throws(Errno) in
          _ = try layer.makeDirectory(bytes("d"), in: root, permissions: 0o755, wasSent: wasSent)
        } == (wasSent ? nil : .exists))
      #expect(
        failure { () throws(Errno) in
          _ = try layer.makeSymbolicLink(bytes("l"), in: root, to: bytes("a"), wasSent: wasSent)
        } == (wasSent ? nil : .exists))
      #expect(
        failure { () throws(Errno) in
          _ = try layer.makeSymbolicLink(bytes("l"), in: root, to: bytes("other"), wasSent: wasSent)
        } == .exists)
      #expect(
        failure { () throws(Errno) in _ = try layer.link(node, bytes("h"), in: root, wasSent: wasSent) }
          == (wasSent ? nil : .exists))
      #expect(
        failure { () throws(Errno) in
          try layer.remove(bytes("gone"), in: path("nowhere"), asDirectory: false, wasSent: wasSent)
        } == (wasSent ? nil : .noSuchFile))
      #expect(
        failure { () throws(Errno) in
          try layer.rename(bytes("gone"), in: root, to: bytes("a"), in: root, .replace, unique: 2, wasSent: wasSent)
        } == (wasSent ? nil : .noSuchFile))
      #expect(
        failure { () throws(Errno) in
          try layer.rename(
            bytes("gone"), in: root, to: bytes("gone too"), in: root, .replace, unique: 2, wasSent: wasSent)
        } == .noSuchFile)
    }
    #expect(throws: Errno.exists) { try make(layer, "d") }
  }

  @Test func `an exchange that came again is not undone, and one that was not done is done`() throws {
    try make(layer, "a", "A")
    try make(layer, "b", "B")
    func exchange(_ layer: SavesLayer, unique: UInt64, wasSent: Bool) throws(Errno) {
      try layer.rename(
        bytes("a"), in: .root, to: bytes("b"), in: .root, .exchange, unique: unique, wasSent: wasSent)
    }
    // It came to a worker that died before it did anything.
    try exchange(layer, unique: 4, wasSent: true)
    #expect(try Files.read(scratch("saves/a")) == bytes("B"))
    let next = try another()
    try exchange(next, unique: 4, wasSent: true)
    #expect(try Files.read(scratch("saves/a")) == bytes("B"))
    // One of the same files, that only looks like it.
    try exchange(next, unique: 6, wasSent: true)
    #expect(try Files.read(scratch("saves/a")) == bytes("A"))
    try exchange(next, unique: 8, wasSent: false)
    #expect(try Files.read(scratch("saves/a")) == bytes("B"))
    #expect(try names() == ["a", "b"])
  }

  @Test func `nothing outside of the directory is reached, whatever lies in it`() throws {
    try Files.write("secret", to: scratch("outside/file"))
    try createDirectories(scratch("saves"))
    try Files.createLink(at: scratch("saves/folder"), to: scratch("outside"))
    try Files.createLink(at: scratch("saves/up"), to: "..")
    try Files.createLink(at: scratch("saves/file"), to: scratch("outside/file"))
    for folder in ["folder", "up", "up/outside", "..", "../outside", "a/../..", "/"] {
      let found = (try? layer.entry(bytes("file"), in: path(folder))) ?? nil
      #expect(found?.status.kind != .regular, "\(folder)")
      #expect(throws: Errno.self, "\(folder)") { try make(layer, "new", in: folder) }
      #expect(throws: Errno.self, "\(folder)") {
        try layer.remove(bytes("file"), in: path(folder), asDirectory: false, wasSent: false)
      }
    }
    let link = try #require(try layer.entry(bytes("file"), in: .root))
    #expect(link.status.kind == .symbolicLink)
    #expect(throws: Errno.tooManyLinks) { try layer.open(link.node, Self.both) }
    #expect(throws: Errno.stale) {
      try layer.create(bytes("file"), in: .root, Self.both, permissions: 0o644, isExclusive: false, wasSent: false)
    }
    _ = try layer.change(link.node, through: nil, SavedChange(modified: .to(5)))
    #expect(try FileStatus.of(scratch("outside/file")).modified > 5)
    #expect(try Files.read(scratch("outside/file")) == bytes("secret"))
    #expect(try listTree(scratch("outside")).map(\.path) == ["file"])
  }

  @Test func `pipes and sockets that lie there are left out, and nothing waits for them`() throws {
    try make(layer, "a")
    _ = try ExternalProgram.run("mkfifo", [scratch("saves/pipe")])
    #expect(try names() == ["a"])
    #expect(try layer.entry(bytes("pipe"), in: .root) == nil)
    #expect(throws: Errno.exists) { try make(layer, "pipe") }
  }

  @Test func `a file that was unlinked while it is open can still be read, written and asked about`() throws {
    let (entry, open) = try layer.create(
      bytes("a"), in: .root, Self.both, permissions: 0o600, isExclusive: true, wasSent: false)
    try layer.remove(bytes("a"), in: .root, asDirectory: false, wasSent: false)
    #expect(try write(layer, open, "still", at: 3) == 5)
    let status = try layer.entry(of: entry.node).status
    #expect(status.size == 8 && status.links == 0)
    #expect(layer.usage.used == 4096)
    layer.close(open)
    #expect(layer.usage.used == 0)
    #expect(throws: Errno.stale) { try layer.entry(of: entry.node) }
  }

  @Test func `directories that only stood for folders go when they are empty`() throws {
    try make(layer, "a", in: "psx/USA/deep")
    try layer.remove(bytes("a"), in: path("psx/USA/deep"), asDirectory: false, wasSent: false)
    layer.prune(path("psx/USA/deep")) { $0 != path("psx") }
    #expect(try listTree(scratch("saves")).map(\.path) == ["psx"])
    try make(layer, "b", in: "psx")
    layer.prune(path("psx")) { _ in true }
    #expect(try listTree(scratch("saves")).map(\.path) == ["psx", "psx/b"])
  }

  @Test func `what may be written ends at the limit, and what is overwritten may always be`() throws {
    try createDirectories(scratch("saves"))
    try Files.write([UInt8](repeating: 1, count: 40_960), to: scratch("saves/old"))
    let layer = try another(limit: 100_000)
    while !layer.usage.isComplete { sleep(nanoseconds: 1_000_000) }
    #expect(layer.usage.used == 40_960)
    let (_, open) = try layer.create(
      bytes("new"), in: .root, Self.both, permissions: 0o600, isExclusive: false, wasSent: false)
    let block = String(repeating: "x", count: 4096)
    var count = 0
    while (try? write(layer, open, block, at: Int64(count) * 4096)) != nil { count += 1 }
    #expect(count == 14)
    #expect(throws: Errno.quotaExceeded) { try write(layer, open, "x", at: Int64(count) * 4096) }
    #expect(throws: Errno.quotaExceeded) { try layer.allocate(open, mode: 0, from: 0, length: 200_000) }
    #expect(try write(layer, open, block, at: 4096) == 4096)
    #expect(layer.usage.used == 98_304)
    let space = try layer.space()
    #expect(space.blocks * space.blockSize <= 100_000 && space.availableBlocks == 0)
    // Room made through the mount is there at once.
    _ = try layer.change(open.node, through: open, SavedChange(size: 4096))
    #expect(try write(layer, open, block, at: 4096) == 4096)
    layer.close(open)
    try layer.remove(bytes("old"), in: .root, asDirectory: false, wasSent: false)
    #expect(layer.usage.used == 8192)
  }

  @Test func `a directory that cannot be had is told with its path`() throws {
    try Files.write("x", to: scratch("file"))
    for place in [scratch("file"), scratch("file/below"), "/proc/saves"] {
      let failure = #expect(throws: SavesFailure.self) { try SavesLayer(view: "V", directory: place, limit: nil) }
      #expect(failure?.message.contains(place) == true, "\(place)")
    }
  }
}
