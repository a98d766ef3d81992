internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// Servers that are away, stall, change, or answer nonsense.
  @Suite("Files of bad servers in the mount") struct RemoteFaults {
    private static let name = "snes/Large (USA).sfc"
    private static let path = "Games/" + name
    private static let size = 3_000_003
    private let library: FetchingLibrary

    init() throws {
      library = try FetchingLibrary()
      try library.writeLarge(Self.name, Self.size)
    }

    private func mount(_ place: String, key: String = "manifest", deadline: Int = 3) throws -> MountedLibrary {
      try library.configure("\"readDeadline\": \(deadline), \"sources\": {\"far\": {\"\(key)\": \"\(place)\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: [Self.path])
      return mounted
    }

    private func pair(_ mounted: MountedLibrary) -> [(mounted: String, source: String)] {
      [(mounted(Self.path), library.far(Self.name))]
    }

    /// Reads a block, and tells what came: bytes, or EIO.
    private func block(
      _ mounted: MountedLibrary, at offset: Int64, of path: String = path
    ) throws -> [UInt8]? {
      let file = try FileDescriptor.open(mounted(path), .readOnly)
      posix_fadvise(file.rawValue, 0, 0, POSIX_FADV_DONTNEED)
      do throws(Errno) { return try Files.read(file, at: offset, count: 4096) } catch {
        #expect(error == .ioError)
        return nil
      }
    }

    private func expected(at offset: Int64) throws -> [UInt8] {
      try Files.read(library.far(Self.name), at: offset, count: 4096)
    }

    private func expectReadAgain(_ mounted: MountedLibrary) throws {
      try MountTests.eventually("it can be read again by itself") {
        try block(mounted, at: 2_900_000) == (try expected(at: 2_900_000))
      }
      try RemoteReaders(.sequential, pair(mounted), toleratesErrors: true, in: library.scratch).finish("in the end")
    }

    @Test func `a server that goes away`() throws {
      let server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      let mounted = try mount(server.address, key: "url")
      #expect(try block(mounted, at: 0) == expected(at: 0))
      server.stop()
      #expect(try block(mounted, at: 0) == expected(at: 0), "what is kept")
      let began = monotonicNanoseconds()
      #expect(try block(mounted, at: 2_000_000) == nil)
      #expect(monotonicNanoseconds() - began < 15_000_000_000)
      let listed = try FetchingLibrary.run(mounted, ["sources", "list"])
      #expect(listed.text.contains("reading from it failed: "), "\(listed.text)")
      #expect(try FileStatus.of(mounted(Self.path)).size == Int64(Self.size))
      #expect(try listTree(mounted("Games")).contains { $0.path == Self.name })
      try server.start()
      try expectReadAgain(mounted)
    }

    @Test func `a server that accepts and says nothing`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server.manifest, deadline: 4)
      try server.set(.mute)
      let readers = try (0..<200).map { number in
        try ExternalProgram(
          "dd", ["if=\(mounted(Self.path))", "of=/dev/null", "bs=4k", "count=1", "skip=\(number * 3)", "status=none"])
      }
      try MountTests.eventually("they wait") { try !server.asked().isEmpty }
      // All of this before the first of them gets its error.
      for number in 0..<50 {
        #expect(try Files.read(mounted("Games/nes/Own (USA).nes"), at: Int64(number), count: 100).count == 100)
      }
      #expect(try listTree(mounted("Games")).contains { $0.path == Self.name })
      #expect(readers[199].wait(timeout: 0) == nil)
      for reader in readers[..<20] { reader.signal(SIGKILL) }
      for reader in readers[..<20] { #expect(reader.wait(timeout: 5_000_000_000) == -SIGKILL) }
      for reader in readers[20...] { #expect(reader.wait(timeout: 40_000_000_000) == 1) }
      try server.set(.plain)
      try expectReadAgain(mounted)
    }

    @Test(arguments: [ScriptedOrigin.Mode.whole, .bare, .flip, .short, .slow])
    func `an odd server, whose files are read all the same`(mode: ScriptedOrigin.Mode) throws {
      let server = try ScriptedOrigin(of: library.scratch("far"), mode)
      let mounted = try mount(server.manifest)
      // Tags that are others each time look like other versions at first.
      let readers = try (0..<2).map {
        try RemoteReaders(
          $0 == 0 ? .random : .sequential, pair(mounted), reads: 10, toleratesErrors: mode == .flip,
          in: library.scratch)
      }
      for reader in readers { try reader.finish("\(mode)") }
      let tested = try mounted.run("unzip", ["-tq", mounted("Games/psx/Alpha (USA).zip")])
      #expect(tested.status == 0 || mode == .flip, "\(mode): \(tested.text)\(tested.errorText)")
    }

    @Test(arguments: [ScriptedOrigin.Mode.shifted, .gone, .busy, .throttled])
    func `a server that refuses for a time`(mode: ScriptedOrigin.Mode) throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server.manifest, deadline: 2)
      #expect(try block(mounted, at: 0) == expected(at: 0))
      try server.set(mode)
      #expect(try block(mounted, at: 2_500_000) == nil, "\(mode)")
      #expect(try block(mounted, at: 0) == expected(at: 0), "\(mode): what is kept")
      if mode == .gone {
        // Only when that was confirmed.
        try MountTests.eventually("it is shown no more") { !Files.exists(mounted(Self.path)) }
        #expect(Files.exists(mounted("Games/snes/Far Game 1 (Europe).sfc")))
        // And it comes back with the next listing, when its disk is there again.
        try server.set(.plain)
        try FetchingLibrary.run(mounted, ["sources", "sync"])
        try MountTests.eventually("it is shown again") { (try? block(mounted, at: 0)) == (try expected(at: 0)) }
        return
      }
      try server.set(.plain)
      // What makes no sense is left alone for ten seconds.
      if mode != .shifted { try expectReadAgain(mounted) }
    }

    @Test func `a file that the server refuses holds up no other`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server.manifest)
      #expect(try block(mounted, at: 0) == expected(at: 0))
      try server.set(.forbidden, of: "Large")
      let refused = try ExternalProgram(
        "dd", ["if=\(mounted(Self.path))", "of=/dev/null", "bs=4k", "count=1", "skip=600", "status=none"])
      try MountTests.eventually("it has been refused") { try server.asked().contains { $0.range.contains(2_457_600) } }
      for number in 1...6 {
        let name = "snes/Far Game \(number) (Europe).sfc"
        #expect(try Files.sha256(mounted("Games/" + name)) == Files.sha256(library.far(name)))
      }
      #expect(refused.wait(timeout: 40_000_000_000) == 1)
      #expect(try block(mounted, at: 0) == expected(at: 0), "what is kept")
      try server.set(.plain)
      try expectReadAgain(mounted)
    }

    @Test func `a file that has another checksum than its source says is fetched again, and then believed`() throws {
      let name = "snes/Missummed (USA).sfc"
      try library.writeLarge(name, 300_000)
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server.manifest)
      try mounted.wait(for: ["Games/" + name])
      // Who reads it first may get an error instead of its end.
      let file = try FileDescriptor.open(mounted("Games/" + name), .readOnly)
      _ = try? Files.read(file, at: 0, count: 300_000)
      try MountTests.eventually("that is told") { mounted.log.contains("other checksums") }
      let all = try Files.read(library.far(name))
      try MountTests.eventually("it is there, and kept") {
        try mounted.dropPages(of: ["Games/" + name])
        return try (try? Files.read(mounted("Games/" + name))) == all
          && mounted.attribute("user.vitrine.status", of: "Games/" + name) == "cached"
      }
      let asked = try server.asked().filter { $0.name == name }.reduce(0) { $0 + $1.range.count }
      #expect(asked < 2_000_000, "\(asked)")
    }

    @Test func `versions are told apart by their times alone, however soon they follow on each other`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"), .dated)
      let mounted = try mount(server.manifest)
      #expect(try block(mounted, at: 0) == expected(at: 0))
      // What is there of a version is asked for no more.
      for (version, offset) in [Int64(2_900_000), 1_400_000, 700_000].enumerated() {
        try library.writeLarge(Self.name, Self.size, seed: 70 + version, modified: 1_600_000_005 + 5 * version)
        let new = try expected(at: offset)
        try MountTests.eventually("version \(version) is there by itself") { try block(mounted, at: offset) == new }
      }
    }

    @Test func `a server that gives only whole files is asked once for each`() throws {
      let name = "snes/Larger (USA).sfc"
      try library.writeLarge(name, 40_000_003)
      let server = try ScriptedOrigin(of: library.scratch("far"), .whole)
      let mounted = try mount(server.manifest)
      try mounted.wait(for: ["Games/" + name])
      let file = try FileDescriptor.open(mounted("Games/" + name), .readOnly)
      for offset in [Int64(30_000_000), 1_000_000, 39_000_000] {
        #expect(try Files.read(file, at: offset, count: 4096) == Files.read(library.far(name), at: offset, count: 4096))
      }
      #expect(try Files.sha256(mounted("Games/" + name)) == Files.sha256(library.far(name)))
      #expect(try server.asked().filter { $0.name == name }.count == 1)
    }

    @Test func `a file that is refused is told of, and keeps no other from being shown`() throws {
      let server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      // Asked about before all others.
      try library.writeLarge("gb/Refused (USA).gb", 100)
      let mounted = try mount(server.address, key: "url")
      #expect(try block(mounted, at: 0) == expected(at: 0))
      #expect(!Files.exists(mounted("Games/gb/Refused (USA).gb")))
      try MountTests.eventually("the status tells") {
        try mounted.vitrine(["status", mounted.path]).text
          .contains("far: 1 file cannot be shown yet: the server does not let us in (403)")
      }
    }

    @Test func `a file that is missing for a moment stays`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      let mounted = try mount(server.manifest)
      try server.set(.gone)
      #expect(try block(mounted, at: 2_500_000) == nil)
      try server.set(.plain)
      try expectReadAgain(mounted)
      #expect(Files.exists(mounted(Self.path)))
    }

    /// A reader that has the old version open gets its bytes, or EIO, and nothing in between.
    @Test(arguments: ["manifest", "url"])
    func `another version under the same name, of the same size`(kind: String) throws {
      let origin = try kind == "manifest" ? ScriptedOrigin(of: library.scratch("far")) : nil
      let server = try kind == "url" ? RecordingNginx(of: library.scratch("far")) : nil
      let mounted = try mount(try #require(origin?.manifest ?? server?.address), key: kind)
      let old = try Files.read(library.far(Self.name))
      let script = """
        import errno, os, sys
        f = os.open(sys.argv[1], os.O_RDONLY)
        old, size, errors = open(sys.argv[2], 'rb').read(), os.fstat(f).st_size, 0
        def look(at):
            global errors
            try: got = os.pread(f, 65536, at)
            except OSError as e:
                assert e.errno in (errno.EIO, errno.ESTALE), e
                errors += 1
                return
            # What precedes a page that cannot be had is given.
            assert got and old[at:at + 65536].startswith(got), (at, len(got))
        for at in range(0, 200000, 65536): look(at)
        assert errors == 0
        open(sys.argv[3], 'w').close()
        sys.stdin.readline()
        for at in list(range(size // 2, size, 65536)) + list(range(0, size, 65536)): look(at)
        print(errors)
        """
      try Files.write(old, to: library.scratch("old"))
      let pipe = library.scratch("go")
      #expect(mkfifo(pipe, 0o600) == 0)
      let input = try FileDescriptor.open(pipe, .readWrite)
      let output = try FileDescriptor.open(library.scratch("said"), [.writeOnly, .create])
      let reader = try ExternalProgram(
        "python3",
        ["-c", script, mounted(Self.path), library.scratch("old"), library.scratch("ready")],
        streams: .init(input: input.rawValue, output: output.rawValue, errors: output.rawValue))
      try MountTests.eventually("it has read some") { Files.exists(library.scratch("ready")) }
      // An index of nginx tells minutes: the listed time stays.
      try library.writeLarge(Self.name, Self.size, seed: 77, modified: 1_600_000_005)
      try Files.write("\n", to: pipe)
      #expect(reader.wait(timeout: 60_000_000_000) == 0)
      let said = String(decoding: try Files.read(library.scratch("said")), as: UTF8.self)
      #expect(Int(said.filter { !$0.isWhitespace }) ?? 0 > 0, "\(said)")
      let new = try Files.sha256(library.far(Self.name))
      try MountTests.eventually("the new version is there by itself") {
        (try? Files.sha256(mounted(Self.path))) == new
      }
      #expect(try FileStatus.of(mounted(Self.path)).modified == 1_600_000_005_000_000_000)
      // What a manifest says of checksums is of the old one.
      try MountTests.eventually("it is kept") {
        try mounted.attribute("user.vitrine.status", of: Self.path) == "cached"
      }
    }
  }
}
