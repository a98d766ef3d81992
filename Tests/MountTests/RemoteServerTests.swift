internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// The same of the other kinds of servers.
  @Suite("Files of WebDAV servers, buckets and RomM in the mount") struct RemoteServers {
    private static let large = "snes/Large (USA).sfc"
    private static let size = 6_000_003
    private let library: FetchingLibrary

    init() throws {
      library = try FetchingLibrary()
      try library.writeLarge(Self.large, Self.size)
    }

    /// Lists, reads here and there, and reads on while the service is killed.
    ///
    /// - Parameters:
    ///   - modified: the times that the server's list has, in seconds.
    ///   - fetches: requests for the bytes of files, where the server tells them apart.
    private func expectRead(
      _ source: String, modified: Range<Int64> = 1_600_000_000..<1_600_000_001, fetches: () throws -> [String] = { [] }
    ) throws {
      try library.configure("\"readDeadline\": 20, \"sources\": {\"far\": \(source)}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      let zip = "Games/psx/Alpha (USA).zip"
      try mounted.wait(for: ["Games/" + Self.large, zip, "Available/" + Self.large])
      let status = try FileStatus.of(mounted("Games/" + Self.large))
      #expect(status.size == Int64(Self.size) && modified.contains(status.modified / 1_000_000_000), "\(status)")
      for (path, _) in FetchingLibrary.games where path.hasPrefix("snes/") {
        let status = try FileStatus.of(mounted("Games/" + path))
        let size = try FileStatus.of(library.far(path)).size
        #expect(status.size == size && modified.contains(status.modified / 1_000_000_000), "\(path): \(status)")
      }
      #expect(try FileStatus.of(mounted(zip)).size > 2_100_000)
      let early = try fetches()
      #expect(early == [], "\(early)")
      let pair = [(mounted: mounted("Games/" + Self.large), source: library.far(Self.large))]
      let random = try RemoteReaders(.random, pair, reads: 150, in: library.scratch)
      let whole = try RemoteReaders(.sequential, pair, seed: 1, in: library.scratch)
      sleep(nanoseconds: 100_000_000)
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      try random.finish("here and there")
      try whole.finish("as a whole")
      let tested = try mounted.run("unzip", ["-tq", mounted(zip)])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
      let track = try Files.read(library.far("psx/Alpha (USA)/Alpha (USA) (Track 2).bin"))
      let name = "Alpha (USA) (Track 2).bin"
      let script =
        "import sys, zipfile\nz = zipfile.ZipFile(sys.argv[1])\n"
        + "open(sys.argv[3], 'wb').write(z.read([n for n in z.namelist() if n.endswith(sys.argv[2])][0]))"
      _ = try MountTests.python(script, [mounted(zip), name, library.scratch("track")])
      #expect(try Files.read(library.scratch("track")) == track)
      try MountTests.eventually("all of it is kept") {
        try mounted.attribute("user.vitrine.status", of: "Games/" + Self.large) == "cached"
      }
    }

    @Test func `of Apache by WebDAV`() throws {
      let server = try #require(try WebServer.start(.apache, of: library.scratch("far")), "apache2 is not installed")
      try expectRead("{\"webdav\": \"\(server.address)/dav/\"}")
    }

    @Test(.enabled(if: BucketServer.hasBotocore, "botocore is not installed"))
    func `of a bucket, signed`() throws {
      let keys = [Self.large] + FetchingLibrary.games.map(\.path)
      for (number, key) in keys.enumerated() {
        let object = library.scratch("objects/\(number)")
        try Files.write(try Files.read(library.far(key)), to: object)
        try Files.setModified(object, seconds: 1_600_000_000)
      }
      let server = try #require(try BucketServer.start(keys, of: library.scratch("objects")))
      try expectRead(
        """
        {"s3": "s3://games", "endpoint": "\(server.address)", "accessKey": "\(BucketServer.accessKey)",
         "secretKey": "\(BucketServer.secretKey)", "sessionToken": "\(BucketServer.token)"}
        """)
    }

    /// The requests for the bytes of files since the last call.
    private static func fetches(_ server: RomMStandIn) throws -> [String] {
      try server.log().filter { $0.contains("content/") }
    }

    /// The versions that say where each file is, and that do not.
    @Test(arguments: [RomMStandIn.Version.array, .asked])
    func `of RomM, also games of several files`(version: RomMStandIn.Version) throws {
      _ = try library.scratch.makeDirectory("romm")
      try Files.createLink(at: library.scratch("romm/roms"), to: library.scratch("far"))
      let server = try RomMStandIn(version, of: library.scratch("romm"))
      // Not the times that come with the bytes: those of the list.
      try expectRead(
        "{\"romm\": \"\(server.address)/\", \"key\": \"rmm_secret\"}", modified: 1_000_000_000..<1_000_000_010
      ) { try Self.fetches(server) }
      let fetches = try Self.fetches(server)
      #expect(fetches.contains { $0.contains(" bytes=") } && fetches.allSatisfy { $0.hasSuffix(" key") }, "\(fetches)")
    }

    @Test func `whose manifest has checksums: a ZIP lists its members without having them fetched`() throws {
      let server = try ScriptedOrigin(of: library.scratch("far"))
      try library.configure("\"sources\": {\"far\": {\"manifest\": \"\(server.manifest)\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: ["Games/psx/Alpha (USA).zip"])
      let script = """
        import os, sys, zipfile, zlib
        members = {i.filename.split('/')[-1]: i.CRC for i in zipfile.ZipFile(sys.argv[1]).infolist()}
        want = {n: zlib.crc32(open(os.path.join(sys.argv[2], n), 'rb').read()) for n in os.listdir(sys.argv[2])}
        assert members == want, (members, want)
        """
      _ = try MountTests.python(script, [mounted("Games/psx/Alpha (USA).zip"), library.far("psx/Alpha (USA)")])
      let asked = try server.asked()
      #expect(asked.reduce(0) { $0 + $1.range.count } < 400_000, "\(asked)")
    }
  }
}
