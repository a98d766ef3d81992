internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// A source is taken away while programs have its files open.
  @Suite("Files of a source that is removed") struct RemovedSources {
    private static let name = "snes/Large (USA).sfc"
    private static let path = "Games/" + name
    private static let archive = "Games/psx/Far (USA).zip"
    private static let size = 6_000_003
    private let library: FetchingLibrary

    init() throws {
      library = try FetchingLibrary("\"readDeadline\": 3")
      try library.writeLarge(Self.name, Self.size)
      for track in 1...3 {
        try library.writeLarge("psx/Far (USA)/Far (USA) (Track \(track)).bin", 2_000_000 + track, seed: track)
      }
      try library.write("psx/Far (USA)/Far (USA).cue", 0, in: "far")
    }

    private func pair(_ mounted: MountedLibrary) -> [(mounted: String, source: String)] {
      [(mounted(Self.path), library.far(Self.name))]
    }

    @Test func `gives what was kept of it, or an error in time`() throws {
      let server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "add", "nas", server.address])
      try mounted.wait(for: [Self.path, Self.archive])
      let holder = try Holder(mounted(Self.path), library.far(Self.name), mounted(Self.archive), library.scratch)
      try holder.waitUntilReady()
      try FetchingLibrary.run(mounted, ["sources", "remove", "nas"])
      try MountTests.eventually("they are gone with their source") {
        !Files.exists(mounted(Self.path)) && !Files.exists(mounted(Self.archive))
          && !Files.exists(mounted("Available/" + Self.name))
      }
      // What was on its way when it was removed may still come.
      try MountTests.eventually("nothing is fetched any more") {
        try FetchingLibrary.fetches(of: mounted) == 0
      }
      let before = try server.fetches().count
      try holder.goOn()
      let errors = try holder.finish()
      #expect(errors > 0, "nobody is asked for what was not kept")
      #expect(try server.fetches().count == before)
      #expect(try Files.read(mounted("Games/nes/Own (USA).nes")).count == 40_976)
      #expect(try mounted.status().contains("\"restarts\":0"))
    }

    @Test func `is read to its end where it was added again meanwhile`() throws {
      let server = try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "add", "nas", server.address])
      try mounted.wait(for: [Self.path, Self.archive])
      let holder = try Holder(mounted(Self.path), library.far(Self.name), mounted(Self.archive), library.scratch)
      try holder.waitUntilReady()
      try FetchingLibrary.run(mounted, ["sources", "remove", "nas"])
      try MountTests.eventually("it is gone") { !Files.exists(mounted(Self.path)) }
      try FetchingLibrary.run(mounted, ["sources", "add", "nas", server.address])
      try mounted.wait(for: [Self.path, Self.archive])
      // The one that has it open from before included.
      try RemoteReaders(.sequential, pair(mounted), in: library.scratch).finish("opened anew")
      try holder.goOn()
      #expect(try holder.finish() == 0)
    }

    @Test func `lets go of who waits for a server that says nothing`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      try library.configure("\"readDeadline\": 3, \"sources\": {\"far\": {\"manifest\": \"\(server.manifest)\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: [Self.path])
      try server.set(.mute)
      let readers = try (0..<20).map { number in
        try ExternalProgram(
          "dd", ["if=\(mounted(Self.path))", "of=/dev/null", "bs=4k", "count=1", "skip=\(number * 70)", "status=none"])
      }
      defer { for reader in readers { reader.stop() } }
      try MountTests.eventually("they wait") { try !server.asked().isEmpty }
      try library.configure("\"readDeadline\": 3")
      _ = try mounted.vitrine(["config", "reload", mounted.path])
      try MountTests.eventually("it is gone with its source") { !Files.exists(mounted(Self.path)) }
      for reader in readers { #expect(reader.wait(timeout: 40_000_000_000) == 1) }
      #expect(try listTree(mounted("Games")).contains { $0.path == "nes/Own (USA).nes" })
      try server.set(.plain)
    }

    /// A program that has a file and a ZIP open, reads some, waits, and reads all of both.
    private final class Holder {
      private let program: ExternalProgram
      private let scratch: TemporaryDirectory
      private let input: FileDescriptor
      private let ready: String
      private let said: String

      init(_ file: String, _ source: String, _ archive: String, _ scratch: TemporaryDirectory) throws {
        self.scratch = scratch
        (ready, said) = (scratch("ready"), scratch("said"))
        let pipe = scratch("go")
        #expect(mkfifo(pipe, 0o600) == 0)
        input = try FileDescriptor.open(pipe, .readWrite)
        let output = try FileDescriptor.open(said, [.writeOnly, .create])
        program = try ExternalProgram(
          "python3", ["-c", Self.script, file, source, archive, ready],
          streams: .init(input: input.rawValue, output: output.rawValue, errors: output.rawValue))
      }

      func waitUntilReady() throws {
        try MountTests.eventually("it has read some") { Files.exists(ready) || program.wait(timeout: 0) != nil }
        #expect(Files.exists(ready), "\(words)")
      }

      func goOn() throws { try Files.write("\n", to: scratch("go")) }

      /// - Returns: how many of its reads failed.
      func finish() throws -> Int {
        let status = program.wait(timeout: 120_000_000_000)
        if status == nil { program.stop() }
        #expect(status == 0, "\(status.map(String.init) ?? "it hangs") \(words)")
        return Int(words.filter { !$0.isWhitespace }) ?? -1
      }

      private var words: String { String(decoding: (try? Files.read(said)) ?? [], as: UTF8.self) }

      private static let script = """
        import errno, os, sys
        f, zip = os.open(sys.argv[1], os.O_RDONLY), os.open(sys.argv[3], os.O_RDONLY)
        want = open(sys.argv[2], 'rb').read()
        size = os.fstat(zip).st_size
        # In the middle of a member: it is stored, and nothing of it has to be known before.
        half = size // 2
        assert os.pread(f, 65536, 0) == want[:65536]
        kept = os.pread(zip, 65536, half)
        assert len(kept) == 65536
        open(sys.argv[4], 'w').close()
        sys.stdin.readline()
        errors = 0
        def look(f, at, right):
            global errors
            try: got = os.pread(f, 65536, at)
            except OSError as e:
                assert e.errno == errno.EIO, e
                errors += 1
                return
            # What precedes a page that cannot be had is given.
            assert got and (right is None or right.startswith(got)), (at, len(got))
        for file in f, zip: os.posix_fadvise(file, 0, 0, os.POSIX_FADV_DONTNEED)
        # What was kept of a file that is still open is had without its source.
        assert os.pread(f, 65536, 0) == want[:65536]
        for at in range(0, len(want), 65536): look(f, at, want[at:at + 65536])
        for at in range(0, size, 65536): look(zip, at, None)
        look(zip, half, kept)
        assert os.fstat(zip).st_size == size and os.fstat(f).st_size == len(want)
        print(errors)
        """
    }
  }
}

extension FetchingLibrary {
  /// Requests for bytes of files that are under way.
  static func fetches(of mounted: MountedLibrary) throws -> Int {
    let status = try JSONValue(Files.read(mounted(".vitrine/status.json")))
    return try #require(status?["remote"]["fetches"].integer.map { Int($0) })
  }
}
