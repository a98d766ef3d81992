internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("A mount by its configuration") struct Configured {
    private let scratch: TemporaryDirectory
    private let file: String

    init() throws {
      scratch = try TemporaryDirectory()
      file = scratch("vitrine.json")
      for (root, game) in [("one", "nes/First.nes"), ("two", "snes/Second.sfc"), ("three", "gb/Third.gb")] {
        try Files.write(Array(game.utf8), to: scratch("\(root)/\(game)"))
        try Files.write("notes", to: scratch("\(root)/\(game).txt"))
      }
    }

    private static let first = "Games/nes/First.nes"
    private static let second = "Games/snes/Second.sfc"
    private static let third = "Games/gb/Third.gb"

    private func configure(_ text: String) throws { try Files.replace(file, with: Array(text.utf8)) }

    private func reload(_ mounted: MountedLibrary) throws -> ProgramOutput {
      try mounted.vitrine(["config", "reload", "--state", mounted.state, mounted.path])
    }

    private func kill(_ signal: Int32, _ mounted: MountedLibrary) {
      for worker in mounted.processes("vitrine") { _ = Glibc.kill(worker, signal) }
    }

    @Test func `roots that are added and taken out are followed, and with a mistake nothing changes`() throws {
      try configure("{\n  // two of three\n  \"roots\": [\"one\", {\"path\": \"two\", \"layout\": \"systems\"}],\n}\n")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.wait(for: [Self.first, Self.second])
      #expect(!Files.exists(mounted(Self.third)))

      try configure("{\n  \"roots\": [\"one\", \"two\", \"three\"],\n}\n")
      let added = try reload(mounted)
      #expect(added.status == 0, "\(added.errorText)")
      #expect(added.text.contains("changed: roots"), "\(added.text)")
      try mounted.wait(for: [Self.first, Self.second, Self.third])

      try configure("{\n  \"roots\": [\"one\"],\n  \"readDeadline\": \"soon\",\n  \"loglevel\": 1\n}\n")
      let refused = try reload(mounted)
      #expect(refused.status == 12)
      #expect(refused.errorText.contains("\(file):3:19: readDeadline: \"soon\" is not"), "\(refused.errorText)")
      #expect(refused.errorText.contains("\(file):4:3: there is no key \"loglevel\""), "\(refused.errorText)")
      #expect(refused.errorText.contains("it goes on as before"))
      try mounted.wait(for: [Self.first, Self.second, Self.third])
      try MountTests.eventually("the status says it") {
        try mounted.status().contains("\"refusal\":\"theconfigurationwasnottakenover")
      }

      // Nobody reads the broken file who takes a dead worker's place.
      let before = mounted.processes("vitrine")
      kill(SIGKILL, mounted)
      try MountTests.eventually("another worker serves") {
        let now = mounted.processes("vitrine")
        return !now.isEmpty && now != before && Files.exists(mounted(Self.third))
      }
      try mounted.wait(for: [Self.first, Self.second, Self.third])
      #expect(try Files.read(mounted(Self.third)) == Array("gb/Third.gb".utf8))

      try configure("{\"roots\": [\"three\", \"one\"], \"excludes\": [\"*.nes\"], \"log\": {\"level\": \"debug\"}}")
      #expect(try reload(mounted).status == 0)
      try MountTests.eventually("what is configured no more is gone") {
        !Files.exists(mounted(Self.second)) && !Files.exists(mounted(Self.first))
      }
      try mounted.wait(for: [Self.third])
      try MountTests.eventually("the status says it") { try mounted.status().contains("\"refusal\":null") }
      try mounted.unmount()
      let left = try listTree(mounted.state).map(\.path)
      #expect(!left.contains { $0.hasSuffix(".settings.json") }, "\(left)")
    }

    @Test func `views come, change and go while mounted`() throws {
      try configure("{\"roots\": [\"one\", \"two\"]}")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.wait(for: [Self.first, Self.second, "Loose/nes/First.nes"])
      try configure(
        """
        {
          "roots": ["one", "two"],
          "views": {
            "Loose": {"enabled": false},
            "Handheld": {"packing": "loose", "systems": ["Super Nintendo"]},
          },
        }
        """)
      let changed = try reload(mounted)
      #expect(changed.text.contains("changed: views"), "\(changed.text)\(changed.errorText)")
      try mounted.wait(for: [Self.first, Self.second, "Handheld/snes/Second.sfc"])
      try MountTests.eventually("the folder is gone") { !Files.exists(mounted("Loose")) }
      #expect(!Files.exists(mounted("Handheld/nes")))
      #expect(
        try listTree(mounted.path).filter { !$0.path.contains("/") }.map(\.path).sorted()
          == ["Collections", "Download", "Games", "Handheld", "Playlists"])
      // And the same after a death, and after a mount.
      kill(SIGKILL, mounted)
      try mounted.wait(for: ["Handheld/snes/Second.sfc"])
      #expect(!Files.exists(mounted("Loose")))
      try mounted.remount()
      try mounted.wait(for: ["Handheld/snes/Second.sfc"])
      #expect(!Files.exists(mounted("Loose")))
    }

    @Test func `what is hashed follows the configuration while mounted`() throws {
      try configure("{\"roots\": [\"one\"], \"hashing\": {\"platforms\": \"none\"}}")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.waitUntilSettled()
      func hashed() throws -> Int? {
        JSONValue(try Files.read(mounted(".vitrine/status.json")))?["checksums"]["done"].integer
      }
      #expect(try hashed() == 0)
      try configure("{\"roots\": [\"one\"], \"hashing\": {\"platforms\": [\"NES\"]}}")
      #expect(try reload(mounted).text.contains("changed: hashing.platforms"))
      try MountTests.eventually("the game is hashed") { try hashed() == 1 }
    }

    @Test func `SIGHUP takes the configuration over and looks through the library`() throws {
      try configure("{\"roots\": [\"one\"]}")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.wait(for: [Self.first])
      try configure("{\"roots\": [\"one\", \"two\"]}")
      kill(SIGHUP, mounted)
      try mounted.wait(for: [Self.first, Self.second])
      // Also where the configuration is wrong.
      try configure("{\"roots\": [")
      try Files.write("new", to: scratch("two/snes/New.sfc"))
      kill(SIGHUP, mounted)
      try mounted.wait(for: [Self.first, Self.second, "Games/snes/New.sfc"])
      try MountTests.eventually("the log says it") {
        mounted.log.contains("vitrine.json:1:1: this `{` is never closed")
      }
    }

    @Test func `a worker goes on with what holds, not with what was written since`() throws {
      try configure("{\"roots\": [\"one\"]}")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.wait(for: [Self.first])
      for replacement in ["{\"roots\": [\"two\"]}", "{ broken", ""] {
        try configure(replacement)
        let before = mounted.processes("vitrine")
        kill(SIGKILL, mounted)
        try MountTests.eventually("another worker serves") {
          let now = mounted.processes("vitrine")
          return !now.isEmpty && now != before && Files.exists(mounted(Self.first))
        }
        #expect(!Files.exists(mounted(Self.second)))
      }
      try Files.remove(file)
      #expect(try reload(mounted).status == 12)
      #expect(Files.exists(mounted(Self.first)))
    }

    @Test func `the environment comes before the file, also in a worker that takes over`() throws {
      try configure("{\"roots\": [\"one\"], \"log\": {\"level\": \"info\"}}")
      let roots = [scratch("two"), scratch("three")].joined(separator: ":")
      let mounted = try MountedLibrary(
        configuredBy: file, environment: ["VITRINE_ROOTS": roots, "VITRINE_LOG_LEVEL": "debug"])
      try mounted.wait(for: [Self.second, Self.third])
      let before = mounted.processes("vitrine")
      kill(SIGKILL, mounted)
      try MountTests.eventually("another worker serves") {
        let now = mounted.processes("vitrine")
        return !now.isEmpty && now != before && Files.exists(mounted(Self.third))
      }
      try configure("{\"roots\": [\"one\"], \"excludes\": [\"*.gb\"]}")
      #expect(try reload(mounted).status == 0)
      try MountTests.eventually("the pattern is followed") { !Files.exists(mounted(Self.third)) }
      #expect(Files.exists(mounted(Self.second)))
      #expect(!Files.exists(mounted(Self.first)))
    }

    @Test func `mount with no operands, with the place, and with a library instead of the roots`() throws {
      let mountPoint = try scratch.makeDirectory("mount")
      try configure(
        "{\"roots\": [\"one\", \"two\"], \"mountpoint\": \"mount\", \"state\": \"state\", \"excludes\": [\"*.txt\"]}")
      func vitrine(_ arguments: String...) throws -> ProgramOutput {
        try ExternalProgram.run(Products.vitrine, arguments, environment: ["VITRINE_CONFIG": file])
      }
      defer { Mounts.detach(below: scratch.path) }
      let plain = try vitrine("mount")
      #expect(plain.status == 0, "\(plain.errorText)")
      #expect(Mounts.isMountPoint(mountPoint))
      #expect(Files.exists("\(mountPoint)/\(Self.second)"))
      #expect(!Files.exists("\(mountPoint)/Loose/nes/First.nes.txt"))
      #expect(Files.exists(scratch("state/catalog.sqlite")))
      // The state directory of the file is where the others look, too.
      #expect(try vitrine("status", "--json").text.contains(mountPoint))
      #expect(try vitrine("unmount", mountPoint).status == 0)

      let elsewhere = try scratch.makeDirectory("elsewhere")
      #expect(try vitrine("mount", elsewhere).status == 0)
      #expect(Mounts.isMountPoint(elsewhere))
      #expect(Files.exists("\(elsewhere)/\(Self.first)"))
      #expect(try vitrine("unmount", elsewhere).status == 0)

      try Files.createLink(at: scratch("link"), to: "three")
      #expect(try vitrine("mount", scratch("link"), mountPoint).status == 0)
      #expect(Files.exists("\(mountPoint)/\(Self.third)"))
      #expect(!Files.exists("\(mountPoint)/\(Self.first)"))
      #expect(!Files.exists("\(mountPoint)/Loose/gb/Third.gb.txt"))
      // A reload does not bring the roots of the file back.
      #expect(try vitrine("config", "reload", mountPoint).text.contains("the configuration is as it was"))
      #expect(!Files.exists("\(mountPoint)/\(Self.first)"))
      #expect(try vitrine("unmount", mountPoint).status == 0)
    }

    @Test func `a root that is away does not keep the others from being mounted`() throws {
      try configure("{\"roots\": [\"one\", \"away\"]}")
      let mounted = try MountedLibrary(configuredBy: file)
      try mounted.wait(for: [Self.first])
      try Files.write("late", to: scratch("away/gba/Late.gba"))
      try mounted.rescan()
      try mounted.wait(for: [Self.first, "Games/gba/Late.gba"])
    }

    /// The text of the file, the arguments, the exit code, and what the error names.
    @Test(arguments: [
      (
        "{\"roots\": [\"one\"], \"mountpont\": \"mount\"}", ["mount"], 12,
        "vitrine.json:1:20: there is no key \"mountpont\""
      ),
      ("{\"roots\": [\"one\"],\n\"readDeadline\": 0,\n\"user\": 5}", ["mount", "M"], 12, "vitrine.json:3:9: user"),
      (
        "{\"roots\": [\"one\"],\n\"readDeadline\": 0,\n\"user\": 5}", ["mount", "L", "M"], 12,
        "2 mistakes; nothing was mounted"
      ),
      ("{\"roots\": [\"one\"]}", ["mount"], 2, "no mountpoint configured in"),
      ("{\"mountpoint\": \"mount\"}", ["mount"], 2, "no roots configured in"),
      ("{\"roots\": [\"one\"], \"mountpoint\": \"one/nes\"}", ["mount"], 4, "inside the library"),
      ("{\"roots\": [\"one/nes/First.nes\"]}", ["mount", "M"], 12, "is no directory"),
      (
        "{\"roots\": [\"one\"]}", ["mount", "--config", "/nowhere.json", "M"], 12,
        "/nowhere.json: there is no such file"
      ),
      (
        "{\"roots\": [\"one\"]}", ["mount", "--user", "no-such-user-anywhere", "M"], 2, "--user: user: there is no user"
      ),
      ("{\"roots\": [\"one\"]}", ["config"], 2, "check, show, example and reload"),
      ("{\"roots\": [\"one\"]}", ["config", "chekc"], 2, "did you mean `check`?"),
      ("{\"roots\": [\"one\"]}", ["config", "reload", "M"], 8, "nothing is mounted at"),
    ])
    func `what is wrong is said before anything is mounted`(
      text: String, arguments: [String], status: Int32, expected: String
    ) throws {
      try configure(text)
      let places = ["M": try scratch.makeDirectory("mount"), "L": scratch("one")]
      let result = try ExternalProgram.run(
        Products.vitrine, arguments.map { places[$0] ?? $0 },
        environment: ["VITRINE_CONFIG": file, "VITRINE_STATE": scratch("state")])
      #expect(result.status == status, "\(result.errorText)")
      #expect(result.errorText.contains(expected), "\(result.errorText)")
      #expect(Mounts.below(scratch.path).isEmpty)
    }

    @Test func `check, show and example say what they are for, and in JSON`() throws {
      func vitrine(_ arguments: String..., environment: [String: String] = [:]) throws -> ProgramOutput {
        try ExternalProgram.run(Products.vitrine, arguments, environment: environment)
      }
      let example = try vitrine("config", "example")
      try Files.write(example.text, to: file)
      let checked = try vitrine("config", "check", file)
      #expect(checked.status == 0)
      #expect(checked.text == "\(file): no mistakes\n")
      try configure("{\n  \"roots\": [\"one\", \"won\"],\n  \"readDeadline\": \"0 s\"\n}")
      let wrong = try vitrine(
        "config", "check", file, environment: ["VITRINE_HASHING_WORKERS": "x", "VITRINE_USR": "x"])
      #expect(wrong.status == 12)
      for expected in [
        "\(file):3:19: readDeadline: \"0 s\" is not a duration",
        "VITRINE_HASHING_WORKERS: hashing.workers: \"x\" is not",
        "VITRINE_USR: warning: there is no such key (did you mean `VITRINE_USER`?)",
        "\(file):2:20: warning: roots[2].path: there is no directory", "\(file): 2 mistakes, 2 warnings",
      ] { #expect(wrong.text.contains(expected), "\(wrong.text)") }
      let json = try #require(JSONValue(try vitrine("config", "check", "--json", "--config", file).output))
      #expect(json["ok"].boolean == false)
      #expect(json["problems"].array.contains { $0["line"].integer == 3 && $0["key"].string == "readDeadline" })

      try configure("{\n  \"roots\": [\"one\"],\n  \"readDeadline\": 45\n}")
      let shown = try vitrine("config", "show", "--config", file, environment: ["VITRINE_LOG_LEVEL": "debug"])
      #expect(shown.status == 0)
      let lines = shown.text.split(separator: "\n")
      #expect(
        lines.contains { $0.hasPrefix("readDeadline ") && $0.contains("\"45 s\"") && $0.hasSuffix("\(file):3:19") })
      #expect(
        lines.contains { $0.hasPrefix("log.level ") && $0.contains("\"debug\"") && $0.hasSuffix("VITRINE_LOG_LEVEL") })
      #expect(lines.contains { $0.hasPrefix("scan.watch ") && $0.hasSuffix("default") })
      let values = try #require(JSONValue(try vitrine("config", "show", "--json", "--config", file).output))
      #expect(values["settings"]["readDeadline"]["value"].string == "45 s")
    }
  }
}
