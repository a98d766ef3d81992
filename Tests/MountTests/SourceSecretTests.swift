internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// Passwords and keys of sources: in the configuration, the environment and the file of what was added, and nowhere
  /// else.
  @Suite("Secrets of sources", .enabled(if: BucketServer.hasBotocore, "botocore is not installed"))
  struct SourceSecrets {
    private let library: FetchingLibrary
    private let servers: EchoingServers
    private static let kinds = ["dav", "bucket", "romm"]
    private static let names = kinds.flatMap { [$0, "added-\($0)"] }
    private static let game = "snes/Far Game 3 (Europe).sfc"

    init() throws {
      library = try FetchingLibrary()
      servers = try #require(try EchoingServers.start(library), "apache2 is not installed")
    }

    /// Three are in the configuration, with one key in the environment, and three are added.
    private func mount() throws -> MountedLibrary {
      try library.configure(
        """
        "readDeadline": 1, "log": {"level": "debug"}, "sources": {
          "dav": {"webdav": "\(servers.webDAV)", "user": "me", "password": "\(EchoingServers.password)"},
          "bucket": {"s3": "s3://games", "endpoint": "\(servers.endpoint)", "accessKey": "\(BucketServer.accessKey)",
            "secretKey": "\(BucketServer.secretKey)", "sessionToken": "\(BucketServer.token)"},
          "romm": {"romm": "\(servers.library)"}}
        """)
      let mounted = try MountedLibrary(
        configuredBy: library.file, options: ["--log-level", "debug"],
        environment: ["VITRINE_SOURCES_ROMM_KEY": EchoingServers.key])
      try mounted.waitUntilSettled()
      let files = [
        "password": EchoingServers.password, "secret": BucketServer.secretKey, "token": BucketServer.token,
        "key": EchoingServers.key,
      ]
      for (name, secret) in files { try Files.write(secret + "\n", to: library.scratch(name)) }
      let user = ["--user", "me", "--password-file", library.scratch("password")]
      for (name, arguments) in [
        ("dav", [servers.webDAV, "--webdav"] + user), ("romm", [servers.library, "--romm"] + user),
        (
          "bucket",
          [
            "s3://games", "--endpoint", servers.endpoint, "--access-key", BucketServer.accessKey, "--secret-key-file",
            library.scratch("secret"), "--session-token-file", library.scratch("token"),
          ]
        ),
      ] {
        try FetchingLibrary.run(mounted, ["sources", "add", "added-" + name] + arguments)
      }
      return mounted
    }

    /// What is said of the sources when they are tried and listed, of a file of theirs and of what was got.
    private func lookAtOutputs(
      _ mounted: MountedLibrary, _ hunt: inout SecretHunt, _ mode: EchoingServers.Mode = .passed
    ) throws {
      let here = ["--mount", mounted.path]
      // All at once: some are tried for seconds.
      let script = """
        program=$1 mount=$2; shift 2
        for name; do "$program" sources test "$name" --mount "$mount" 2>&1 & done
        "$program" sources test "$1" --json --mount "$mount" 2>&1 &
        "$program" sources sync --mount "$mount" 2>&1
        echo "listed: $?"
        wait
        """
      let tried = try mounted.run("sh", ["-c", script, "sh", Products.vitrine, mounted.path] + Self.names)
      #expect(tried.text.contains("listed: 0") == (mode == .passed), "\(mode): \(tried.text)")
      for name in Self.names { #expect(tried.text.contains(name), "\(mode): \(tried.text)") }
      hunt.look(tried, "\(mode): vitrine sources test")
      let commands: [[String]] = [
        ["status", mounted.path], ["status", "--json", mounted.path], ["explain", mounted("Games/" + Self.game)],
        ["explain", "--json", mounted("Games/" + Self.game)], ["sources", "list"] + here,
        ["sources", "list", "--json"] + here, ["jobs", "list"] + here, ["jobs", "list", "1", "--json"] + here,
      ]
      for command in commands {
        hunt.look(try mounted.vitrine(command), "\(mode): vitrine " + command.joined(separator: " "))
      }
    }

    private func lookAtConfiguration(_ mounted: MountedLibrary, _ hunt: inout SecretHunt) throws {
      for command in [
        ["config", "show", mounted.path], ["config", "show", "--json", "--config", library.file],
        ["config", "check", library.file], ["config", "reload", mounted.path], ["doctor"],
        ["cache", "list", "--json", "--mount", mounted.path],
      ] {
        hunt.look(try mounted.vitrine(command), "vitrine " + command.joined(separator: " "))
      }
    }

    /// - Parameter keeps: whether there is the file of what was added.
    private func lookAtFiles(_ mounted: MountedLibrary, _ hunt: inout SecretHunt, keeps: Bool = true) throws {
      try hunt.look(below: mounted.state, but: keeps ? mounted.state + "/sources.json" : nil)
      try hunt.look(below: mounted.cache)
      try hunt.look(below: mounted(".vitrine"))
      for directory in ["/run/vitrine", environmentVariables()["XDG_RUNTIME_DIR"].map { $0 + "/vitrine" }] {
        if let directory { try hunt.look(below: directory) }
      }
      for process in mounted.processes("vitrine") + mounted.processes("vitrine-supervisor") {
        hunt.look((try? Files.read("/proc/\(process)/cmdline")) ?? [], "the command line of \(process)")
      }
    }

    @Test func `are in no output, no log and no file but their own`() throws {
      let mounted = try mount()
      var hunt = SecretHunt(words: EchoingServers.words)
      hunt.look(try FetchingLibrary.run(mounted, ["sources", "sync"]), "sync")
      let listed = try FetchingLibrary.run(mounted, ["sources", "list", "--json"]).text
      let whole = "\"offers\":\(FetchingLibrary.games.count)"
      #expect(
        listed.split(separator: whole, omittingEmptySubsequences: false).count == Self.names.count + 1, "\(listed)")
      try mounted.wait(for: ["Games/" + Self.game])
      #expect(try Files.read(mounted("Games/" + Self.game)) == Files.read(library.far(Self.game)))
      for source in Self.names.indices {
        let got = try FetchingLibrary.run(
          mounted, ["get", "snes/Far Game \(source + 1)*"])
        hunt.look(got, "get")
      }
      try lookAtOutputs(mounted, &hunt)
      try lookAtConfiguration(mounted, &hunt)
      try mounted.remount()
      try lookAtFiles(mounted, &hunt)
      #expect(hunt.found == [])
      // What is looked for is found where it is.
      var control = SecretHunt(words: EchoingServers.words)
      try control.look(below: mounted.state)
      for word in [EchoingServers.password, BucketServer.secretKey, BucketServer.token] {
        #expect(control.found.contains { $0.hasSuffix("sources.json: " + word) }, "\(control.found)")
      }
      // And goes with what it was for.
      for kind in Self.kinds { try FetchingLibrary.run(mounted, ["sources", "remove", "added-" + kind]) }
      try lookAtFiles(mounted, &hunt, keeps: false)
      #expect(hunt.found == [])
    }

    @Test func `are in no error, also where a server says them`() throws {
      let mounted = try mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: ["Games/" + Self.game])
      var hunt = SecretHunt(words: EchoingServers.words)
      for (number, mode) in EchoingServers.Mode.allCases.enumerated() where mode != .passed {
        try servers.set(mode)
        // The reading fails, and what is said of that counts.
        let read = try mounted.run("cat", [mounted("Games/snes/Far Game \(number) (Europe).sfc")])
        #expect(read.status != 0, "\(mode)")
        hunt.look(read.errorText.utf8.map { $0 }, "\(mode): cat")
        hunt.look(
          try mounted.vitrine(["get", "psx/Alpha*", "--detach", "--mount", mounted.path, "--state", mounted.state]),
          "\(mode): get")
        try lookAtOutputs(mounted, &hunt, mode)
        #expect(hunt.found == [], "\(mode)")
      }
      try lookAtFiles(mounted, &hunt)
      #expect(hunt.found == [])
    }
  }
}
