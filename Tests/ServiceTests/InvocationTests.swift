internal import Platform
internal import Service
internal import Testing

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
    (["mount", "a"], "usage: vitrine mount LIBRARY MOUNTPOINT"),
    (["mount", "a", "b", "c"], "`c` is too much"),
    (["mount", "a", "b", "--state"], "`--state` needs a value"),
    (["unmount", "--lazy=yes", "a"], "`--lazy` takes no value"),
    ([], "no command"),
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
    #expect(ExitCode.allCases.map(\.rawValue) == Array(0...9))
  }

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
  private func request(_ arguments: String...) throws -> MountRequest {
    try MountRequest(try Invocation(["mount"] + arguments + ["LIB", "MNT"]))
  }

  @Test func `the short form has defaults for everything`() throws {
    let request = try request()
    #expect(request.library == "LIB")
    #expect(request.mountPoint == "MNT")
    #expect(request.readDeadline == 30)
    #expect(request.logLevel == .info)
    #expect(!request.allowsOthers)
    #expect(!request.staysInForeground)
    #expect(request.user == nil)
  }

  @Test func `what fstab lines have in them is accepted`() throws {
    let request = try request(
      "-o", "ro,noauto,nofail,_netdev,user,x-systemd.automount,comment=games", "-o", "allow_other")
    #expect(request.allowsOthers)
  }

  @Test(arguments: [
    (["-o", "ro,allow_othr"], "`allow_othr` (did you mean `allow_other`?)"), (["-o", "rw"], "read-only"),
    (["--read-deadline", "0"], "from 1 to 86400"), (["--read-deadline", "soon"], "`soon`"),
    (["--log-level", "warn"], "did you mean `warning`?"), (["--log-level", "loud"], "debug, info, warning, error"),
  ])
  func `a value that cannot be is named`(arguments: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) {
      _ = try MountRequest(try Invocation(["mount"] + arguments + ["LIB", "MNT"]))
    }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }
}
