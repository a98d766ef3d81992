internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("The mount follows the library") struct Following {
    @Test func `a name that was asked for before it existed appears, however much changed in between`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try Files.write("a", to: library + "/nes/First.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      // Each absence is remembered by the kernel; the changes after it must take back every single one.
      let later = ["gb/One.gb", "gba/Two.gba", "snes/Three.sfc", "nes/Second.nes"]
      for name in later { #expect(!Files.exists(mounted("Games/" + name))) }
      for name in later {
        try Files.write("new", to: library + "/" + name)
        try mounted.rescan()
        try mounted.wait(for: ["Games/" + name, "Loose/" + name])
      }
    }

    @Test func `a file that goes is gone, one that is renamed is seen under its new name`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try Files.write("a", to: library + "/nes/First.nes")
      try Files.write("b", to: library + "/nes/Second.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      #expect(try listTree(mounted("Games/nes")).map(\.path) == ["First.nes", "Second.nes"])
      try Files.remove(library + "/nes/First.nes")
      try Files.rename(library + "/nes/Second.nes", library + "/nes/Third.nes")
      try mounted.rescan()
      try MountTests.eventually("the listing follows") {
        try listTree(mounted("Games/nes")).map(\.path) == ["Third.nes"]
      }
      #expect(!Files.exists(mounted("Games/nes/First.nes")))
      #expect(try Files.read(mounted("Games/nes/Third.nes")) == Array("b".utf8))
    }

    @Test func `a file that is replaced has its new size, time and bytes`() throws {
      let scratch = try TemporaryDirectory()
      let file = scratch("library/nes/Game.nes")
      try Files.write("old", to: file)
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      #expect(try Files.read(mounted("Games/nes/Game.nes")) == Array("old".utf8))
      try Files.replace(file, with: Array("longer than before".utf8))
      try mounted.rescan()
      try MountTests.eventually("the new bytes are shown") {
        (try? Files.read(mounted("Games/nes/Game.nes"))) == Array("longer than before".utf8)
      }
      let (shown, own) = (try FileStatus.of(mounted("Games/nes/Game.nes")), try FileStatus.of(file))
      #expect(shown.size == own.size)
      #expect(shown.modified == own.modified)
    }

    @Test func `a listing that was begun before a change leaves nothing outdated behind`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library/nes")
      for index in 0..<4000 { try Files.write("old", to: "\(library)/Game \(1000 + index).nes") }
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      // The kernel takes entries with their attributes as it lists; the last ones come after the change.
      let script = """
        import os, sys
        entries = os.scandir(sys.argv[1])
        for i in range(10): next(entries)
        print('begun', flush=True)
        sys.stdin.readline()
        for e in entries: pass
        """
      let orders = try DescriptorPair.pipe()
      let answers = try FileDescriptor.open(scratch("answers"), [.writeOnly, .create])
      let lister = try ExternalProgram(
        "python3", ["-c", script, mounted("Games/nes")],
        streams: .init(input: orders.first.rawValue, output: answers.rawValue))
      try MountTests.eventually("the listing has begun") { try FileStatus.of(scratch("answers")).size > 0 }
      try Files.remove(library + "/Game 4990.nes")
      try Files.replace(library + "/Game 4991.nes", with: Array("new and longer".utf8))
      try mounted.rescan()
      try MountTests.eventually("the service has seen the change") {
        try mounted.status().contains("\"files\":3999,")
      }
      sleep(nanoseconds: 300_000_000)
      try orders.second.write("\n")
      #expect(lister.wait(timeout: 30_000_000_000) == 0)
      #expect(!Files.exists(mounted("Games/nes/Game 4990.nes")))
      #expect(try FileStatus.of(mounted("Games/nes/Game 4991.nes")).size == 14)
      #expect(try Files.read(mounted("Games/nes/Game 4991.nes")) == Array("new and longer".utf8))
    }

    @Test func `files that were replaced open at once, however many are opened together`() throws {
      let scratch = try TemporaryDirectory()
      let names = (0..<12).map { "nes/Game \($0).nes" }
      for name in names { try Files.write("old", to: scratch("library/" + name)) }
      let mounted = try MountedLibrary(scratch("library"))
      try mounted.waitUntilSettled()
      for round in 1...3 {
        for name in names { try Files.replace(scratch("library/" + name), with: Array("round \(round)".utf8)) }
        let readers = try names.map { try ExternalProgram("cat", [mounted("Games/" + $0)]) }
        #expect(readers.map { $0.wait(timeout: 20_000_000_000) } == names.map { _ in 0 })
        for name in names { #expect(try Files.read(mounted("Games/" + name)) == Array("round \(round)".utf8)) }
      }
    }
  }
}
