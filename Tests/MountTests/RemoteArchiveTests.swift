internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// Games of several files at a server: how much of their ZIPs is kept, and how all of it gets there on request.
  @Suite("ZIPs of a server's files in the mount") struct RemoteArchives {
    private static let path = "Games/psx/Far (USA).zip"
    private static let tracks = (1...3).map { "psx/Far (USA)/Far (USA) (Track \($0)).bin" }
    private static let trackSize = 2_000_000
    private let library: FetchingLibrary

    init() throws {
      library = try FetchingLibrary()
      for (number, track) in Self.tracks.enumerated() {
        try library.writeLarge(track, Self.trackSize + number, seed: number)
      }
      try library.write("psx/Far (USA)/Far (USA).cue", 0, in: "far")
    }

    private func mount(_ source: String, _ settings: String = "") throws -> MountedLibrary {
      try library.configure("\"readDeadline\": 3, \(settings)\"sources\": {\"far\": {\(source)}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: [Self.path])
      return mounted
    }

    private func nginx() throws -> RecordingNginx {
      try #require(try RecordingNginx(of: library.scratch("far")), "nginx is not installed")
    }

    private func cached(_ mounted: MountedLibrary) throws -> Int64? {
      try mounted.attribute("user.vitrine.cached", of: Self.path).flatMap { Int64($0) }
    }

    private func status(_ mounted: MountedLibrary) throws -> String? {
      try mounted.attribute("user.vitrine.status", of: Self.path)
    }

    /// Reads in the middle of a member.
    private func readSome(_ mounted: MountedLibrary) throws {
      let size = try FileStatus.of(mounted(Self.path)).size
      #expect(try Files.read(mounted(Self.path), at: size / 2, count: 50_000).count == 50_000)
    }

    private func prepare(
      _ mounted: MountedLibrary, _ path: String = path, _ options: [String] = []
    ) throws -> ProgramOutput {
      try mounted.vitrine(["prepare", "--state", mounted.state] + options + [mounted(path)], timeout: 120_000_000_000)
    }

    private func expectWhole(_ mounted: MountedLibrary) throws {
      try mounted.dropPages(of: [Self.path])
      let tested = try mounted.run("unzip", ["-tq", mounted(Self.path)])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    @Test func `say how much of them is kept`() throws {
      let server = try nginx()
      let mounted = try mount("\"url\": \"\(server.address)\"")
      let size = try FileStatus.of(mounted(Self.path)).size
      #expect(try status(mounted) == "remote" && cached(mounted) == 0)
      try readSome(mounted)
      #expect(try status(mounted) == "partial")
      let some = try #require(try cached(mounted))
      #expect(some >= 50_000 && some < size)
      // Nobody has its files open then.
      try mounted.remount()
      try mounted.wait(for: [Self.path])
      #expect(try status(mounted) == "partial" && cached(mounted).map { $0 > 0 && $0 < size } == true)
      try expectWhole(mounted)
      try MountTests.eventually("all of it is kept") { try status(mounted) == "cached" && cached(mounted) == size }
      server.stop()
      try mounted.remount()
      try mounted.wait(for: [Self.path])
      #expect(try status(mounted) == "cached" && cached(mounted) == size)
      try expectWhole(mounted)
    }

    @Test func `are fetched whole by prepare, what is there not again`() throws {
      let server = try nginx()
      let mounted = try mount("\"url\": \"\(server.address)\"")
      try readSome(mounted)
      let everything = try prepare(mounted, "")
      #expect(everything.status == 1 && everything.text.contains("its files are at a source"), "\(everything.text)")
      let prepared = try prepare(mounted)
      #expect(prepared.status == 0, "\(prepared.text)\(prepared.errorText)\(mounted.log.suffix(2000))")
      #expect(prepared.text.contains("1 ZIP"), "\(prepared.text)")
      #expect(try status(mounted) == "cached")
      // Every byte once.
      #expect(try server.sent(of: ".bin") < Self.trackSize * 3 * 5 / 4)
      server.stop()
      try expectWhole(mounted)
      let again = try prepare(mounted)
      #expect(again.status == 0, "\(again.text)\(again.errorText)")
    }

    @Test func `say what could not be fetched, and why`() throws {
      let server = try nginx()
      let mounted = try mount("\"url\": \"\(server.address)\"")
      server.stop()
      let prepared = try prepare(mounted)
      #expect(prepared.status == 1, "\(prepared.text)\(prepared.errorText)")
      #expect(prepared.text.contains("Far (USA).zip (psx)") && prepared.text.contains("far"), "\(prepared.text)")
      #expect(try status(mounted) == "remote")
      try server.start()
      try MountTests.eventually("it can be had again") { try prepare(mounted).status == 0 }
      try expectWhole(mounted)
    }

    @Test func `larger than the cache may be are not begun`() throws {
      let server = try nginx()
      let mounted = try mount("\"url\": \"\(server.address)\"", "\"cache\": {\"size\": \"5 MB\"}, ")
      let prepared = try prepare(mounted)
      #expect(prepared.status == 1 && prepared.text.contains("cache.size"), "\(prepared.text)\(prepared.errorText)")
      #expect(try server.fetches().isEmpty)
    }

    @Test func `are not fetched any more once that is cancelled, and gone on with later`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"), .slow)
      let mounted = try mount("\"manifest\": \"\(server.manifest)\"")
      let begun = try prepare(mounted, Self.path, ["--detach"])
      #expect(begun.status == 0, "\(begun.text)\(begun.errorText)")
      try MountTests.eventually("some of it is there") { try status(mounted) == "partial" }
      let cancelled = try mounted.vitrine(["prepare", "--state", mounted.state, "--mount", mounted.path, "--cancel"])
      #expect(cancelled.status == 0 && cancelled.text.contains("cancelled: 0 of 1 ZIP"), "\(cancelled.text)")
      try MountTests.eventually("nothing is fetched any more") { try FetchingLibrary.fetches(of: mounted) == 0 }
      let some = try #require(try cached(mounted))
      #expect(some < Self.trackSize * 3)
      try server.set(.plain)
      #expect(try prepare(mounted).status == 0)
      var seen: [String: Set<Int>] = [:]
      var again = 0
      for fetch in try server.asked() where fetch.name.hasSuffix(".bin") {
        let blocks = Set(fetch.range.lowerBound / 65_536..<(fetch.range.upperBound + 65_535) / 65_536)
        again += seen[fetch.name, default: []].intersection(blocks).count
        seen[fetch.name, default: []].formUnion(blocks)
      }
      // What was asked for when it was cancelled, and had not come.
      #expect(again <= 80, "\(again) blocks were asked for twice")
      try expectWhole(mounted)
    }
  }
}
