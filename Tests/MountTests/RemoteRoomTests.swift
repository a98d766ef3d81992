internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// A cache that is smaller than what is read, and programs that read everything.
  @Suite("Files of a server that are not all kept") struct RemoteRoom {
    private let library: FetchingLibrary
    private let names = (1...3).map { "snes/Large \($0) (USA).sfc" }

    init() throws {
      library = try FetchingLibrary()
      for (number, name) in names.enumerated() { try library.writeLarge(name, 16_000_003, seed: number) }
    }

    private func mount(_ server: ScriptedOrigin, _ settings: String = "") throws -> MountedLibrary {
      try library.configure("\(settings)\"sources\": {\"far\": {\"manifest\": \"\(server.manifest)\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: names.map { "Games/" + $0 })
      return mounted
    }

    @Test func `the cache stays within its size, and all bytes are right`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server, "\"cache\": {\"size\": \"24 MiB\", \"reserve\": \"1 MiB\"}, ")
      let pairs = names.map { (mounted: mounted("Games/" + $0), source: library.far($0)) }
      let readers =
        try (0..<3).map { try RemoteReaders(.random, pairs, seed: $0, reads: 100, in: library.scratch) } + [
          RemoteReaders(.sequential, pairs, seed: 9, in: library.scratch)
        ]
      var most = 0
      while readers.contains(where: \.isRunning) { most = max(most, try occupied(mounted)) }
      for reader in readers { try reader.finish("more than the cache holds") }
      // A block for each of those who fetch.
      #expect(most > 8 << 20 && most <= 24 << 20 + 24 * 65_536, "\(most)")
    }

    @Test func `who reads in order while there is no room is not served piece by piece`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server, "\"cache\": {\"size\": \"1 MiB\", \"reserve\": \"1 MiB\"}, ")
      for name in names {
        #expect(try Files.sha256(mounted("Games/" + name)) == Files.sha256(library.far(name)))
        // Two MiB at a time, besides what is fetched while the windows grow, and what others take of it.
        let asked = try server.asked().filter { $0.name == name }
        #expect(asked.count < 40, "\(asked.map(\.range))")
        #expect(asked.reduce(0) { $0 + $1.range.count } < 20_000_000)
      }
    }

    @Test func `a ZIP that is larger than the cache, and whose checksums nobody tells, is whole`() throws {
      for track in 1...2 {
        try library.writeLarge("psx/Unsummed (USA)/Unsummed (USA) (Track \(track)).bin", 12_000_000, seed: 30 + track)
      }
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server, "\"cache\": {\"size\": \"6 MiB\", \"reserve\": \"1 MiB\"}, ")
      let zip = "Games/psx/Unsummed (USA).zip"
      try mounted.wait(for: [zip])
      // Something else has the room.
      let pair = (mounted: mounted("Games/" + names[0]), source: library.far(names[0]))
      let other = try RemoteReaders(.untilStopped, [pair], in: library.scratch)
      let tested = try mounted.run("unzip", ["-tq", mounted(zip)])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
      try other.finish("beside it", stops: true)
      let asked = try server.asked().filter { $0.name.contains("Unsummed") }.reduce(0) { $0 + $1.range.count }
      // For the checksums, and to be read.
      #expect(asked < 3 * 24_000_000, "\(asked)")
    }

    private func occupied(_ mounted: MountedLibrary) throws -> Int {
      let result = try ExternalProgram.run("du", ["-s", "--block-size=1", mounted.cache])
      return Int(result.text.prefix { $0.isNumber }) ?? 0
    }

    @Test func `who looks into everything gets a beginning, and others all of it`() throws {
      // Of one ZIP its source says the checksums of what is in it, and of the other none.
      for name in ["Summed", "Unsummed"] {
        let tracks = (1...3).map { "psx/\(name)/\(name) (Track \($0)).bin" }
        for track in tracks { try library.writeLarge(track, 4_000_000) }
        let sheet = (1...3).map {
          "FILE \"\(name) (Track \($0)).bin\" BINARY\n  TRACK 0\($0) AUDIO\n    INDEX 01 00:00:00\n"
        }
        try Files.write(Array(sheet.joined().utf8), to: library.scratch("far/psx/\(name)/\(name).cue"))
      }
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server)
      try mounted.wait(for: ["Games/psx/Summed.zip", "Games/psx/Unsummed.zip"])
      let script = """
        import ctypes, errno, os, sys
        ctypes.CDLL(None).prctl(15, sys.argv[2].encode())
        f = os.open(sys.argv[1], os.O_RDONLY)
        size, at = os.fstat(f).st_size, 0
        try:
            while at < size: at += len(os.pread(f, 65536, at))
        except OSError as e: print(errno.errorcode[e.errno], at)
        else: print('all', at)
        """
      let path = mounted("Games/" + names[0])
      let indexer = try MountTests.python(script, [path, "tumblerd"]).text.split(separator: " ")
      #expect(indexer.first == "EACCES" || indexer.first == "EIO", "\(indexer)")
      #expect(Int(indexer.last?.filter(\.isNumber) ?? "") ?? 0 >= 65_536)
      let asked = try server.asked().filter { $0.name == names[0] }.reduce(0) { $0 + $1.range.count }
      #expect(asked <= 1 << 20, "\(asked)")
      #expect(try MountTests.python(script, [path, "emulator"]).text == "all 16000003\n")
      for name in ["Summed", "Unsummed"] {
        let path = mounted("Games/psx/\(name).zip")
        // Each part of it is not a file of its own to who looks into everything, nor is each time it is opened.
        for _ in 0..<3 {
          let indexer = try MountTests.python(script, [path, "tumblerd"]).text
          #expect(indexer.hasPrefix("EACCES") || indexer.hasPrefix("EIO"), "\(name): \(indexer)")
        }
        let asked = try server.asked().filter { $0.name.contains("/\(name)/") }.reduce(0) { $0 + $1.range.count }
        #expect(asked <= 1 << 20, "\(name): \(asked)")
        #expect(try MountTests.python(script, [path, "emulator"]).text.hasPrefix("all 120"), "\(name)")
      }
    }
  }
}
