internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// Games of several files at a server: how much of their ZIPs is kept.
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
  }
}
