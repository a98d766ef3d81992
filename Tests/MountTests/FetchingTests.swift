internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  @Suite("Games fetched from sources") struct Fetching {
    private static let missing = FetchingLibrary.games.filter { !$0.path.hasPrefix("nes/") }

    @Test(arguments: [WebServer.Kind.nginx, .apache, .lighttpd, .caddy])
    func `come from a server into the mount`(kind: WebServer.Kind) throws {
      let library = try FetchingLibrary()
      let server = try #require(try WebServer.start(kind, of: library.scratch("far")), "\(kind) is not installed")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "add", "nas", server.address + "/"])
      let listed = try FetchingLibrary.run(mounted, ["sources", "list", "--json"])
      #expect(listed.text.contains("\"offers\":\(FetchingLibrary.games.count)"), "\(listed.text)")
      // What would be fetched, and nothing is.
      let trial = try FetchingLibrary.run(mounted, ["get", "--all", "--dry-run"])
      #expect(trial.text.contains("snes/Far Game 3 (Europe).sfc") && !trial.text.contains("Common (USA)"))
      #expect(!Files.exists(mounted.state + "/downloads/snes"))
      // One game, by its name; it is shown without a scan.
      try FetchingLibrary.run(mounted, ["get", "snes/Far Game 3*"])
      try mounted.wait(for: ["Games/snes/Far Game 3 (Europe).sfc"], timeout: 5_000_000_000)
      #expect(
        try Files.sha256(mounted("Games/snes/Far Game 3 (Europe).sfc"))
          == Files.sha256(library.scratch("far/snes/Far Game 3 (Europe).sfc")))
      // And the rest: what is there already is left alone.
      try FetchingLibrary.run(mounted, ["get", "--all"])
      #expect(try FetchingLibrary.job(mounted)["present"].integer == 2)
      try library.expectLanded(mounted, Self.missing)
      try mounted.wait(for: ["Games/psx/Alpha (USA).zip", "Games/psx/Beta (USA).zip"], timeout: 5_000_000_000)
      // Their checksums are known without having been read again.
      let tested = try mounted.run("unzip", ["-tq", mounted("Games/psx/Alpha (USA).zip")])
      #expect(tested.status == 0, "\(tested.text)")
      #expect(try Self.storedChecksums(mounted) >= Self.missing.count)
      let metrics = String(decoding: try Files.read(mounted(".vitrine/metrics")), as: UTF8.self)
      #expect(metrics.contains("vitrine_source_files_total{source=\"nas\"} \(Self.missing.count)"), "\(metrics)")
      #expect(metrics.contains("vitrine_source_answer_seconds_count{source=\"nas\"}"))
      // A second time there is nothing to do.
      let again = try FetchingLibrary.run(mounted, ["get", "--all"])
      #expect(again.text.contains("already"), "\(again.text)")
      // They stay without their source.
      try FetchingLibrary.run(mounted, ["sources", "remove", "nas"])
      try mounted.remount()
      try mounted.wait(for: ["Games/psx/Beta (USA).zip", "Games/nes/Own (USA).nes"])
    }

    private static func storedChecksums(_ mounted: MountedLibrary) throws -> Int {
      let script = """
        import sqlite3, sys
        c = sqlite3.connect('file:' + sys.argv[1] + '/catalog.sqlite?mode=ro', uri=True)
        print(c.execute("SELECT count(*) FROM checksum JOIN root ON root.id = root_id WHERE path LIKE '%/downloads'")
              .fetchone()[0])
        """
      return Int(try MountTests.python(script, [mounted.state]).text.filter(\.isNumber)) ?? 0
    }

    @Test func `by a list, a collection, a platform and a pattern`() throws {
      let library = try FetchingLibrary(
        #""sources": {"share": "far"}, "collections": {"Best": ["snes/Far Game 1*", "Alpha"]}"#)
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try Files.write("# mine\nFar Game 2 (Europe)\nNothing Such\n", to: library.scratch("mine.txt"))
      let listed = try FetchingLibrary.run(mounted, ["get", "--list", library.scratch("mine.txt")])
      #expect(listed.text.contains("Nothing Such"), "\(listed.text)")
      try FetchingLibrary.run(mounted, ["get", "--collection", "Best"])
      try library.expectLanded(
        mounted,
        Self.missing.filter { $0.path.contains("Game 1") || $0.path.contains("Game 2") || $0.path.contains("Alpha") })
      try FetchingLibrary.run(mounted, ["get", "--platform", "psx"])
      try FetchingLibrary.run(mounted, ["get", "snes"])
      try library.expectLanded(mounted, Self.missing)
      // Long lists do not fit one request.
      let many = (1...5000).map { "snes/No Such Game With A Long Name Number \($0)" }
      try Files.write(many.joined(separator: "\n") + "\nsnes/Far Game 4*\n", to: library.scratch("long.txt"))
      let long = try FetchingLibrary.run(mounted, ["get", "--list", library.scratch("long.txt")])
      #expect(long.text.contains("already"), "\(long.text.suffix(300))")
      try FetchingLibrary.run(mounted, ["get", "Nothing Such"], status: 1)
      try FetchingLibrary.run(mounted, ["get", "--collection", "None"], status: 2)
      // A better dump only where that is asked for.
      let path = "snes/Far Game 5 (Europe).sfc"
      try Files.replace(library.scratch("far") + "/" + path, with: SplitMix64.bytes(300_000, seed: 99))
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "snes/Far Game 5*", "--replace"])
      #expect(
        try Files.read(mounted.state + "/downloads/" + path) == Files.read(library.scratch("far") + "/" + path))
      #expect(try listTree(mounted.state + "/downloads").allSatisfy { !$0.path.hasSuffix(".part") })
    }

    @Test func `a service that dies goes on where it was`() throws {
      let library = try FetchingLibrary(#""downloads": {"bandwidth": "1 MB"}, "sources": {"share": "far"}"#)
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all", "--detach"])
      for _ in 0..<3 {
        sleep(nanoseconds: 700_000_000)
        for process in mounted.processes("vitrine") { kill(process, SIGKILL) }
        try mounted.wait(for: ["Games/nes/Own (USA).nes"])
      }
      try MountTests.eventually("all is there") {
        try FetchingLibrary.job(mounted)["state"].string == "done"
      }
      try library.expectLanded(mounted, Self.missing)
      #expect(try FetchingLibrary.job(mounted)["failed"].integer == 0)
    }

    @Test func `paused, resumed and cancelled by command`() throws {
      let library = try FetchingLibrary(#""downloads": {"bandwidth": "500 KB"}, "sources": {"share": "far"}"#)
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all", "--detach"])
      let id = try #require(try FetchingLibrary.job(mounted)["id"].integer)
      try MountTests.eventually("a transfer begins") {
        try FetchingLibrary.acquisition(mounted)["workers"].array.contains { $0["bytes"].integer ?? 0 > 0 }
      }
      let status = try mounted.vitrine(["status", mounted.path])
      #expect(status.text.contains("transfer-1") && status.text.contains("from share"), "\(status.text)")
      try FetchingLibrary.run(mounted, ["jobs", "pause", "\(id)"])
      try MountTests.eventually("it rests") { try FetchingLibrary.job(mounted)["state"].string == "paused" }
      try mounted.remount()
      sleep(nanoseconds: 500_000_000)
      #expect(try FetchingLibrary.job(mounted)["state"].string == "paused")
      #expect(try FetchingLibrary.acquisition(mounted)["transferring"].integer == 0)
      try FetchingLibrary.run(mounted, ["jobs", "resume", "\(id)"])
      try MountTests.eventually("it goes on") {
        try FetchingLibrary.acquisition(mounted)["transferring"].integer ?? 0 > 0
      }
      try FetchingLibrary.run(mounted, ["jobs", "cancel", "\(id)"])
      try MountTests.eventually("it has ended") { try FetchingLibrary.job(mounted)["state"].string == "cancelled" }
      try MountTests.eventually("nothing is left of what is not whole") {
        try listTree(mounted.state + "/downloads").allSatisfy { !$0.path.hasSuffix(".part") }
      }
      let list = try FetchingLibrary.run(mounted, ["jobs", "list"])
      #expect(list.text.contains("cancelled"), "\(list.text)")
    }

    @Test func `passwords and keys are in no output, no log and no file but their own`() throws {
      let library = try FetchingLibrary()
      let folder = library.scratch("far")
      let server = try KeyedServer(folder, user: "me", password: "pAsSw0rDz81q", key: "kEy77Yt5Rb2NmQ")
      try library.configure(
        #""sources": {"keyed": {"url": "\#(server.address)/", "header": "X-Key", "key": "kEy77Yt5Rb2NmQ"}}"#)
      try Files.write("pAsSw0rDz81q\n", to: library.scratch("password"))
      let mounted = try library.mount()
      try FetchingLibrary.run(
        mounted,
        [
          "sources", "add", "named", server.address + "/", "--user", "me", "--password-file",
          library.scratch("password"),
        ])
      #expect(
        try FileStatus.of(mounted.state + "/sources.json").permissions & 0o777 == 0o600)
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all"])
      try library.expectLanded(mounted, Self.missing)
      var hunt = SecretHunt(words: ["pAsSw0rDz81q", "kEy77Yt5Rb2NmQ", "bWU6cEFzU3cwckR6ODFx"])
      let commands: [[String]] = [
        ["status", mounted.path], ["status", "--json", mounted.path], ["config", "show", mounted.path],
        ["config", "show", "--json", "--config", library.file], ["config", "check", library.file],
        ["sources", "list", "--mount", mounted.path], ["sources", "list", "--json", "--mount", mounted.path],
        ["sources", "test", "named", "--mount", mounted.path], ["jobs", "list", "--mount", mounted.path],
        ["jobs", "list", "1", "--json", "--mount", mounted.path],
        ["sources", "add", "x", server.address + "/", "--password", "pAsSw0rDz81q", "--mount", mounted.path],
      ]
      for command in commands {
        hunt.look(try mounted.vitrine(command), "vitrine " + command.joined(separator: " ").prefix(40))
      }
      try hunt.look(below: mounted.state, but: mounted.state + "/sources.json")
      try hunt.look(below: mounted(".vitrine"))
      #expect(hunt.found == [])
      // Without them nothing comes, and it is said why.
      try FetchingLibrary.run(mounted, ["sources", "test", server.address + "/"], status: 1)
    }

    @Test func `names that are none are refused, and what is endless ends`() throws {
      let library = try FetchingLibrary()
      let server = try HostileServer()
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "add", "bad", server.address + "/", "--no-test"])
      let list = try FetchingLibrary.run(mounted, ["sources", "list"])
      #expect(list.text.contains("cannot be used"), "\(list.text)")
      let result = try mounted.vitrine(
        ["get", "--all", "--mount", mounted.path, "--state", mounted.state], timeout: 120_000_000_000)
      #expect(result.status == 1, "\(result.text)")
      #expect(try Files.read(mounted.state + "/downloads/nes/Good.nes") == Array("good".utf8))
      let landed = try listTree(mounted.state + "/downloads").filter { $0.status.kind == .regular }.map(\.path)
      #expect(landed == ["nes/Good.nes"], "\(landed)")
      #expect(!Files.exists(mounted.state + "/evil") && !Files.exists("/tmp/vitrine-evil"))
      let files = try FetchingLibrary.run(mounted, ["jobs", "list", "1"])
      #expect(files.text.contains("Huge.nes") && files.text.contains("at most"), "\(files.text)")
    }
  }
}
