internal import Configuration
internal import Model
internal import Platform
internal import Service
internal import Testing
internal import Text

@Suite("Command line") struct InvocationTests {
  @Test(arguments: [
    ["mount", "--state", "/s", "-f", "LIB", "MNT", "-o", "allow_other"],
    ["mount", "LIB", "MNT", "--state=/s", "--foreground", "-oallow_other"],
    ["mount", "-f", "-o", "allow_other", "--state", "/s", "--", "LIB", "MNT"],
  ])
  func `options stand anywhere, with their value behind a space, an equals sign or at once`(
    arguments: [String]
  ) throws {
    let invocation = try Invocation(arguments)
    #expect(invocation.command == .mount)
    #expect(invocation.operands == ["LIB", "MNT"])
    #expect(invocation.value(of: "--state") == "/s")
    #expect(invocation.value(of: "-o") == "allow_other")
    #expect(invocation.has("--foreground"))
    #expect(!invocation.has("--user"))
  }

  @Test func `a name that begins with a hyphen goes behind two hyphens`() throws {
    #expect(try Invocation(["unmount", "--", "-mnt"]).operands == ["-mnt"])
  }

  @Test(arguments: [
    (["mont", "a", "b"], "`mont` (did you mean `mount`?)"),
    (["umnount", "a"], "did you mean `unmount`?"),
    (["stat"], "did you mean `status`?"),
    (["zzzzzz"], "no command `zzzzzz`; see `vitrine help`"),
    (["mount", "--stat", "x", "a", "b"], "no option `--stat` (did you mean `--state`?)"),
    (["mount", "--read-dedline=3", "a", "b"], "no option `--read-dedline` (did you mean `--read-deadline`?)"),
    (["mount", "-x", "a", "b"], "no option `-x`"),
    (["status", "--jsno"], "did you mean `--json`?"),
    (["scan", "--typ", "new"], "did you mean `--type`?"),
    (["mount", "a", "b", "c"], "`c` is too much"),
    (["mount", "a", "b", "--state"], "`--state` needs a value"),
    (["unmount", "--lazy=yes", "a"], "`--lazy` takes no value"),
    ([], "no command"),
    (["mount", ""], "MOUNTPOINT is empty"), (["config", "check", "a", "b"], "`b` is too much"),
    (["mount", "", "b"], "LIBRARY is empty"), (["mount", "a", ""], "MOUNTPOINT is empty"),
    (["unmount", ""], "MOUNTPOINT is empty"), (["status", ""], "MOUNTPOINT is empty"),
    (["mount", "--allow-other", "a", "b"], "did you mean `-o allow_other`?"),
    (["unmount", "--force", "a"], "did you mean `--lazy`?"), (["unmount", "-l", "a"], "did you mean `--lazy`?"),
  ])
  func `a mistake is named with what was probably meant`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try Invocation(arguments) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test(arguments: [
    ["help", "mount"], ["mount", "--help"], ["mount", "-h", "a", "b", "c"], ["mount", "a", "--help"],
  ])
  func `help is there however it is asked for`(arguments: [String]) throws {
    let invocation = try Invocation(arguments)
    #expect(invocation.command == .help)
    #expect(invocation.helpTopic == .mount)
  }

  @Test func `the help names every command and every option`() {
    for command in Command.listed {
      #expect(Help.overview.contains("  \(command.rawValue)"))
      for option in command.options { #expect(Help.text(for: command).contains(option.name)) }
    }
    #expect(!Help.overview.contains("worker"))
    #expect(Help.next.split(separator: "\n").count == 3)
  }

  @Test func `exit codes are one number each`() {
    #expect(ExitCode.allCases.map(\.rawValue) == Array(0...12))
  }

  @Test func `the help of mount says where the state is, what ro and rw do, and who sees what root mounts`() {
    let text = Help.text(for: .mount)
    for part in ["/var/lib/vitrine", "~/.local/state/vitrine", "ro is always so", "rw is refused", "only root sees"] {
      #expect(text.contains(part))
    }
  }

  @Test(arguments: [
    ("vitrine", "vitrine"), ("./vitrine", "./vitrine"), ("/opt/my games/vitrine", "'/opt/my games/vitrine'"),
    ("", "vitrine"),
  ])
  func `a hint calls the program as the user did`(name: String, expected: String) {
    #expect(programName(calledAs: name) == expected)
  }

  @Test(arguments: [
    ("/mnt/a-b_c.d", "/mnt/a-b_c.d"), ("/mnt/a b", "'/mnt/a b'"), ("it's", "'it'\\''s'"), ("", "''"),
    ("$(x)", "'$(x)'"), ("/mnt/Spiele für alle", "'/mnt/Spiele für alle'"), ("/mnt/für", "/mnt/für"),
  ])
  func `a path is one word for the shell`(path: String, expected: String) { #expect(shellQuoted(path) == expected) }

  @Test(arguments: [
    ("mount", "mount", 0), ("mont", "mount", 1), ("muont", "mount", 1), ("status", "stauts", 1), ("", "abc", 3),
    ("kitten", "sitting", 3),
  ])
  func `letters swapped count as one mistake`(first: String, second: String, distance: Int) {
    #expect(editDistance(first, second) == distance)
    #expect(editDistance(second, first) == distance)
  }
}

@Suite("What mount is asked for") struct MountRequestTests {
  private func request(_ arguments: [String]) throws -> MountRequest {
    try MountRequest(try Invocation(["mount"] + arguments), workingDirectory: "/cwd")
  }

  /// What holds where nothing but the command line says anything.
  private func settings(_ arguments: String...) throws -> Settings {
    let sources = SettingsSources(
      file: nil, overrides: try request(arguments + ["LIB", "MNT"]).overrides, workingDirectory: "/cwd", home: nil)
    let loaded = sources.load()
    #expect(loaded.diagnostics.isEmpty)
    return loaded.settings
  }

  @Test func `the short form has defaults for everything`() throws {
    let request = try request(["LIB", "MNT"])
    #expect(request.library == "LIB")
    #expect(request.mountPoint == "MNT")
    #expect(request.config == nil)
    #expect(!request.staysInForeground)
    var expected = Settings()
    expected.roots = [RootSettings(path: "/cwd/LIB")]
    expected.mountPoint = "/cwd/MNT"
    #expect(try settings() == expected)
  }

  @Test func `without operands everything is as configured, with one the place is another`() throws {
    let none = try request([])
    #expect(none.library == nil)
    #expect(none.overrides.isEmpty)
    let one = try request(["--config", "c.json", "MNT"])
    #expect(one.library == nil)
    #expect(one.config == "c.json")
    #expect(one.overrides == [.init("mountpoint", option: "MOUNTPOINT", "/cwd/MNT")])
  }

  @Test(arguments: ["a:b", "~", "[x", "with \"quotes\" and \\", "$x", "ポケモン"])
  func `a library may have any name`(name: String) throws {
    let request = try request([name, "MNT"])
    let loaded = SettingsSources(
      file: nil, overrides: request.overrides, workingDirectory: "/cwd", home: "/h"
    ).load()
    #expect(loaded.settings.roots.map(\.path) == ["/cwd/\(name)"])
  }

  @Test func `options come before what is in the file`() throws {
    let settings = try settings(
      "--state", "s", "--user", "games", "--read-deadline", "2 min", "--log-level", "debug", "-o", "allow_other")
    #expect(settings.state == "/cwd/s")
    #expect(settings.user == "games")
    #expect(settings.readDeadline == 120)
    #expect(settings.log.level == .debug)
    #expect(settings.allowOther)
  }

  @Test func `what fstab lines have in them is accepted`() throws {
    let settings = try settings(
      "-o", "ro,noauto,nofail,_netdev,user,x-systemd.automount,comment=games", "-o", "allow_other")
    #expect(settings.allowOther)
  }

  @Test func `who serves as another user without allow_other is told that only root sees the mount`() throws {
    #expect(try settings("--user", "games").visibilityNote?.contains("games does not") == true)
    #expect(try settings("--user", "games", "-o", "allow_other").visibilityNote == nil)
    #expect(try settings("--user", "root").visibilityNote == nil)
    #expect(try settings().visibilityNote == nil)
  }

  @Test(arguments: [
    (["-o", "ro,allow_othr"], "`allow_othr` (did you mean `allow_other`?)"), (["-o", "rw"], "read-only"),
    (["--read-deadline", "0"], "--read-deadline: readDeadline: `0` is not a duration from 1 s to 24 h"),
    (["--read-deadline", "soon"], "\"soon\" is not a duration"),
    (["--log-level", "warn"], "did you mean `warning`?"),
    (["--log-level", "loud"], "\"debug\", \"info\", \"warning\" or \"error\""),
  ])
  func `a value that cannot be is named`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) {
      _ = try request(arguments + ["LIB", "MNT"])
    }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }
}
