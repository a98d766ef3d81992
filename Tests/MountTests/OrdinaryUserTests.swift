internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("As an ordinary user, through fusermount3", .enabled(if: geteuid() == 0, "only root can become another user"))
  struct OrdinaryUser {
    @Test func `a library is shown, read and unmounted, and others cannot look in`() throws {
      guard hasTool("fusermount3"), hasTool("setpriv") else { return }
      let library = try Fixtures.library()
      let mounted = try MountedLibrary(library.path, user: ordinaryUser)
      try mounted.waitUntilSettled()
      let listed = try mounted.run("find", [mounted("Games"), "-name", "*.zip"]).text.split(separator: "\n")
      #expect(listed.count >= 7)
      for archive in listed {
        let tested = try mounted.run("unzip", ["-tqq", String(archive)])
        #expect(tested.status == 0, "\(archive): \(tested.text)\(tested.errorText)")
      }
      // The same bytes as root's mount of the library.
      let names = try MountTests.archives(of: try MountTests.real())
      let sums = try mounted.run("sha256sum", names.map { mounted($0) }).text.split(separator: "\n").map {
        $0.prefix(64)
      }
      #expect(try sums.map(String.init) == Files.sha256(names.map { try MountTests.real()($0) }))
      // Not even root looks into a user's mount without allow_other.
      #expect(throws: Errno.accessDenied) { try FileStatus.of(mounted("Games")) }
      let refused = try mounted.run("sh", ["-c", "touch \"$1\"/x", "sh", mounted("Games")])
      #expect(refused.errorText.contains("Read-only file system"), "\(refused.errorText)")
      let again = try listing(mounted)
      try mounted.remount()
      try mounted.waitUntilSettled()
      #expect(try listing(mounted) == again)
      try mounted.unmount()
      #expect(!Mounts.isMountPoint(mounted.path))
      #expect(mounted.processes("vitrine").isEmpty)
      #expect(mounted.processes("vitrine-supervisor").isEmpty)
    }

    /// Without what is made of the library meanwhile.
    private func listing(_ mounted: MountedLibrary) throws -> String {
      let expression = ["-type", "d", "-printf", "%P %i %m\\n", "-o", "-printf", "%P %i %s %T@ %n %m\\n"]
      return try mounted.run("find", [mounted("Games"), mounted("Loose")] + expression).text
        .split(separator: "\n").filter { !$0.contains("gamelist.xml") }.sorted().joined(separator: "\n")
    }
  }

  @Suite("What is refused before anything is mounted") struct Refusals {
    /// Arguments with `L`, `M` and `S` for a library, a mount point and a state directory; what the error names.
    @Test(arguments: [
      (["mount", "--state", "S", "--no-such-option", "L", "M"], "--no-such-option"),
      (["mount", "--state", "S", "L/missing", "M"], "L/missing"),
      (["mount", "--state", "S", "L/nes/One.nes", "M"], "One.nes"),
      (["mount", "--state", "/proc/nowhere", "L", "M"], "/proc/nowhere"),
      (["mount", "--state", "S", "L", "L/nes"], "inside the library"),
      (["mount", "--state", "S", "L"], "mount"),
      (["mount", "--state", "S", "-o", "no_such_mount_option", "L", "M"], "no_such_mount_option"),
      (["mount", "--state", "S", "--read-deadline", "soon", "L", "M"], "soon"),
      (["unmount", "M"], "M"),
      (["no-such-command"], "no-such-command"),
    ])
    func `a clear error says what is wrong and where`(arguments: [String], named: String) throws {
      let scratch = try TemporaryDirectory()
      try Files.write("one", to: scratch("L/nes/One.nes"))
      _ = try scratch.makeDirectory("M")
      let real = arguments.map { $0.first.map { "LMS".contains($0) } == true ? scratch($0) : $0 }
      let result = try ExternalProgram.run(Products.vitrine, real)
      #expect(result.status > 0)
      #expect(result.errorText.hasPrefix("vitrine: "), "\(result.errorText)")
      #expect(result.errorText.contains(named), "\(result.errorText)")
      #expect(Mounts.below(scratch.path).isEmpty)
    }
  }
}
