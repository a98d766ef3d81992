internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("What is moved stays the same file") struct Identity {
    private let scratch: TemporaryDirectory
    private let library: String

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
    }

    private func inode(_ mounted: MountedLibrary, _ name: String) throws -> UInt64 {
      try FileStatus.of(mounted(name)).inode
    }

    @Test func `a renamed file keeps its inode number, one that takes its place gets another`() throws {
      try Files.write("a", to: library + "/nes/First.nes")
      try Files.write("b", to: library + "/nes/Second.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let (first, second) = (try inode(mounted, "Games/nes/First.nes"), try inode(mounted, "Games/nes/Second.nes"))
      try createDirectories(library + "/snes/USA")
      try Files.rename(library + "/nes/First.nes", library + "/snes/USA/Moved.sfc")
      try Files.rename(library + "/nes/Second.nes", library + "/nes/First.nes")
      try mounted.rescan()
      try mounted.wait(for: ["Games/snes/Moved.sfc"])
      try MountTests.eventually("the new name is seen") { try inode(mounted, "Games/nes/First.nes") == second }
      #expect(try inode(mounted, "Games/snes/Moved.sfc") == first)
      #expect(try inode(mounted, "Loose/snes/USA/Moved.sfc") == first)
      #expect(try Files.read(mounted("Games/nes/First.nes")) == Array("b".utf8))
      try mounted.remount()
      try mounted.waitUntilSettled()
      #expect(try inode(mounted, "Games/snes/Moved.sfc") == first)
    }

    @Test func `hard links are one file, and either of them is enough`() throws {
      try Files.write("linked", to: library + "/nes/One.nes")
      try createDirectories(library + "/NES")
      let linked = try ExternalProgram.run("ln", [library + "/nes/One.nes", library + "/NES/Two.nes"])
      #expect(linked.status == 0)
      try Files.write("b", to: library + "/nes/Other.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let node = try inode(mounted, "Games/nes/One.nes")
      #expect(try inode(mounted, "Games/nes/Two.nes") == node)
      try Files.remove(library + "/nes/One.nes")
      try mounted.rescan()
      try MountTests.eventually("the name is gone") { !Files.exists(mounted("Games/nes/One.nes")) }
      #expect(try inode(mounted, "Games/nes/Two.nes") == node)
      #expect(try Files.read(mounted("Games/nes/Two.nes")) == Array("linked".utf8))
    }

    @Test func `a ZIP stays the same file when its folder moves, also for who has it open`() throws {
      try DiscSet("Game", .oneFolder, tags: ["Disc 1", "Disc 2"], sectors: 2000).write(to: library + "/psx")
      try Files.write("b", to: library + "/psx/Other.chd")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let archive = "Games/psx/Game.zip"
      let (node, bytes) = (try inode(mounted, archive), try Files.read(mounted(archive)))
      let open = try FileDescriptor.open(mounted(archive), .readOnly)
      try createDirectories(library + "/saturn")
      try Files.rename(library + "/psx/Game", library + "/saturn/Game")
      try mounted.rescan()
      try mounted.wait(for: ["Games/saturn/Game.zip"])
      try MountTests.eventually("the old name is gone") { !Files.exists(mounted(archive)) }
      #expect(try inode(mounted, "Games/saturn/Game.zip") == node)
      #expect(try Files.read(mounted("Games/saturn/Game.zip")) == bytes)
      // Not out of the page cache.
      try? Files.write("1", to: "/proc/sys/vm/drop_caches")
      var again = [UInt8](repeating: 0, count: bytes.count)
      let count = again.withUnsafeMutableBytes { buffer in try? open.read(into: buffer, at: 0) }
      #expect(count == bytes.count && again == bytes)
    }
  }
}
