internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// What an nginx offers, read in the mount.
  @Suite("Files of a server in the mount") struct Remote {
    static let large = "snes/Large (USA).sfc"
    static let size = 6_000_003
    private let library: FetchingLibrary
    private let server: RecordingNginx

    init() throws {
      library = try FetchingLibrary()
      try library.writeLarge(Remote.large, Remote.size)
      server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      try show("everywhere")
    }

    private func show(_ where: String) throws {
      try library.configure(
        "\"readDeadline\": 4, \"sources\": {\"nas\": {\"url\": \"\(server.address)\", \"show\": \"\(`where`)\"}}")
    }

    private func mount(waitingFor name: String = "Games/" + large) throws -> MountedLibrary {
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: [name])
      return mounted
    }

    private func pair(_ mounted: MountedLibrary, _ view: String = "Games") -> [(mounted: String, source: String)] {
      [(mounted("\(view)/\(Remote.large)"), library.far(Remote.large))]
    }

    @Test func `are there with size and time before anything is fetched, and stay the same`() throws {
      let mounted = try mount()
      let views = ["Games", "Loose", "Available", "Collections/Regions/USA"].map { "\($0)/\(Remote.large)" }
      try mounted.wait(for: views + ["Games/psx/Alpha (USA).zip", "Available/psx/Beta (USA).zip"])
      var numbers: Set<UInt64> = []
      for view in views {
        let status = try FileStatus.of(mounted(view))
        #expect(status.size == Int64(Remote.size) && status.modified == 1_600_000_000_000_000_000, "\(view)")
        numbers.insert(status.inode)
      }
      #expect(numbers.count == 1)
      let archive = try FileStatus.of(mounted("Games/psx/Alpha (USA).zip"))
      #expect(archive.size > 2_100_006 && archive.size < 2_110_000)
      #expect(try mounted.attribute("user.vitrine.status", of: views[0]) == "remote")
      #expect(try mounted.attribute("user.vitrine.source", of: views[0]) == "nas")
      #expect(try mounted.attribute("user.vitrine.cached", of: views[0]) == "0")
      #expect(try mounted.attribute("user.vitrine.status", of: "Games/psx/Alpha (USA).zip") == "remote")
      #expect(try mounted.attribute("user.vitrine.source", of: "Games/psx/Alpha (USA).zip") == "nas")
      #expect(try mounted.attribute("user.vitrine.status", of: "Games/nes/Own (USA).nes") == "local")
      // What the library has too comes from there.
      #expect(Files.exists(mounted("Available/nes/Common (USA).nes")))
      #expect(try mounted.attribute("user.vitrine.status", of: "Games/nes/Common (USA).nes") == "local")
      #expect(try server.fetches().isEmpty)
      try mounted.remount()
      try mounted.wait(for: views)
      #expect(try FileStatus.of(mounted(views[0])).inode == numbers.first)
      #expect(try FileStatus.of(mounted("Games/psx/Alpha (USA).zip")).inode == archive.inode)
      #expect(try server.fetches().isEmpty)
    }

    @Test func `are read in any order, and once whole without their server`() throws {
      let mounted = try mount()
      let path = "Games/" + Remote.large
      let readers = try (0..<3).map {
        try RemoteReaders(
          .random, pair(mounted, ["Games", "Loose", "Available"][$0]), seed: $0, reads: 60, in: library.scratch)
      }
      for reader in readers { try reader.finish("in any order") }
      #expect(try mounted.attribute("user.vitrine.status", of: path) != "remote")
      try RemoteReaders(.sequential, pair(mounted), in: library.scratch).finish("in order")
      try MountTests.eventually("all of it is kept") {
        try mounted.attribute("user.vitrine.status", of: path) == "cached"
      }
      // Every byte once.
      #expect(try server.sent(of: "Large (USA).sfc") < Remote.size * 5 / 4)
      server.stop()
      try mounted.dropPages(of: [path])
      try RemoteReaders(.sequential, pair(mounted), in: library.scratch).finish("without a server")
      try mounted.remount()
      try mounted.wait(for: [path])
      try RemoteReaders(.sequential, pair(mounted, "Loose"), in: library.scratch).finish("after a mount")
      try expectReadByTheKernel(mounted, path)
    }

    /// Where the kernel can read a file itself it does, also while the service stands still.
    private func expectReadByTheKernel(_ mounted: MountedLibrary, _ path: String) throws {
      guard try mounted.status().contains("\"passthrough\":true") else { return }
      let file = try FileDescriptor.open(mounted(path), .readOnly)
      for worker in mounted.processes("vitrine") { kill(worker, SIGSTOP) }
      defer { for worker in mounted.processes("vitrine") { kill(worker, SIGCONT) } }
      let descriptor = file.rawValue
      posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED)
      let expected = try Files.read(library.far(Remote.large), at: 3_000_000, count: 100_000)
      #expect(try Files.read(file, at: 3_000_000, count: 100_000) == expected)
    }

    @Test func `of a game are one ZIP, of which only what is read is fetched`() throws {
      for track in 1...3 {
        try library.writeLarge("psx/Far (USA)/Far (USA) (Track \(track)).bin", 4_000_000 + track, seed: track)
      }
      try library.write("psx/Far (USA)/Far (USA).cue", 0, in: "far")
      let mounted = try mount(waitingFor: "Games/psx/Far (USA).zip")
      let script = """
        import os, struct, sys
        # Behind the first header, in the middle of a member: it is stored.
        f = os.open(sys.argv[1], os.O_RDONLY)
        want = open(sys.argv[2], 'rb').read()
        size = os.fstat(f).st_size
        at = size // 2
        got = os.pread(f, 50000, at)
        place = want.find(got[:64])
        assert len(got) == 50000 and place > 0 and want[place:place + 50000] == got
        """
      let zip = mounted("Games/psx/Far (USA).zip")
      _ = try MountTests.python(script, [zip, library.far("psx/Far (USA)/Far (USA) (Track 2).bin")])
      let fetches = try server.fetches()
      let sent = fetches.reduce(0) { $0 + $1.bytes }
      #expect(sent >= 50_000 && sent <= 2_000_000, "\(fetches)")
      #expect(fetches.allSatisfy { $0.path.hasSuffix("(Track 2).bin") }, "\(fetches)")
      let tested = try mounted.run("unzip", ["-tq", zip])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
      let members = """
        import sys, zipfile
        z = zipfile.ZipFile(sys.argv[1])
        assert z.testzip() is None
        for path in sys.argv[2:]:
            name = path.split('/')[-1]
            member = [n for n in z.namelist() if n.split('/')[-1] == name]
            assert len(member) == 1 and z.read(member[0]) == open(path, 'rb').read(), (name, z.namelist())
        """
      _ = try MountTests.python(
        members, [zip] + (1...3).map { library.far("psx/Far (USA)/Far (USA) (Track \($0)).bin") })
      #expect(try FileStatus.of(zip).size == FileStatus.of(mounted("Available/psx/Far (USA).zip")).size)
    }

    @Test func `give way to a copy in the library at once`() throws {
      let mounted = try mount()
      let path = "Games/" + Remote.large
      let game = "Games/snes/Far Game 2 (Europe).sfc"
      try FetchingLibrary.run(mounted, ["get", "snes/Far Game 2*"])
      try MountTests.eventually("what was fetched is local") {
        try mounted.attribute("user.vitrine.status", of: game) == "local"
      }
      #expect(try Files.sha256(mounted(game)) == Files.sha256(library.far("snes/Far Game 2 (Europe).sfc")))
      // An opening from before goes on.
      let before = try RemoteReaders(.untilStopped, pair(mounted), in: library.scratch)
      // Whole at once: the beginning of a copy would be shown as what it is, and the opening from before be cut short.
      try Files.replace(library.scratch("library/" + Remote.large), with: try Files.read(library.far(Remote.large)))
      try MountTests.eventually("what was copied is local") {
        try mounted.attribute("user.vitrine.status", of: path) == "local"
      }
      server.stop()
      try before.finish("an opening from before", stops: true)
      #expect(try Files.sha256(mounted(path)) == Files.sha256(library.far(Remote.large)))
    }

    @Test func `are shown where it is said, and not without their source`() throws {
      try show("available")
      let mounted = try mount(waitingFor: "Available/" + Remote.large)
      #expect(!Files.exists(mounted("Games/" + Remote.large)) && !Files.exists(mounted("Loose/" + Remote.large)))
      try RemoteReaders(.sequential, pair(mounted, "Available"), in: library.scratch).finish()
      func reload(_ what: String, _ isThere: @escaping () -> Bool) throws {
        _ = try mounted.vitrine(["config", "reload", mounted.path])
        try MountTests.eventually(what) { isThere() }
      }
      try show("never")
      try reload("it goes") { !Files.exists(mounted("Available/" + Remote.large)) }
      #expect(!Files.exists(mounted("Games/" + Remote.large)))
      try show("everywhere")
      try reload("it comes") { Files.exists(mounted("Games/" + Remote.large)) }
      try library.configure("")
      try reload("it is gone with its source") { !Files.exists(mounted("Games/" + Remote.large)) }
      #expect(!Files.exists(mounted("Loose/" + Remote.large)))
      #expect(try Files.read(mounted("Games/nes/Own (USA).nes")).count == 40_976)
    }
  }
}
