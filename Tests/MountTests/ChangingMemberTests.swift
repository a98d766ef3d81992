internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Members that change while they are read") struct ChangingMembers {
    /// A mounted game of two files, `Game.cue` and a track of 20 MB, opened through the mount.
    private struct Setup {
      let scratch: TemporaryDirectory
      let mounted: MountedLibrary
      let track: String
      let archive: String

      init() throws {
        scratch = try TemporaryDirectory()
        try DiscSet("Game", .oneFolder, tags: [""], sectors: 9000).write(to: scratch("library/psx"))
        try DiscSet("Other", .oneFolder, tags: [""], sectors: 30).write(to: scratch("library/psx"))
        mounted = try MountedLibrary(scratch("library"))
        track = scratch("library/psx/Game/Game (Track 1).bin")
        archive = mounted("Games/psx/Game.zip")
        try mounted.waitUntilSettled()
      }

      /// Everything else of the mount still works.
      func expectOthersUndisturbed() throws {
        let tested = try ExternalProgram.run("unzip", ["-tqq", mounted("Games/psx/Other.zip")])
        #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
      }
    }

    /// What happens to the track, with `bytes` another content of the same length.
    @Test(arguments: ["removed", "cut short", "replaced by rename", "rewritten in place", "grown"])
    func `a read fails or shows one version whole`(change: String) throws {
      let setup = try Setup()
      let old = try Files.read(setup.archive)
      let open = try FileDescriptor.open(setup.archive, .readOnly)
      let (size, head) = (Int64(old.count), 1 << 20)
      #expect(try Files.read(open, at: 0, count: head) == Array(old[..<head]))

      let other = SplitMix64.bytes(9000 * 2352, seed: 4711)
      switch change {
      case "removed": try Files.remove(setup.track)
      case "cut short": try Files.truncate(setup.track, to: 1_000_000)
      case "replaced by rename": try Files.replace(setup.track, with: other)
      case "rewritten in place": try Files.write(other, to: setup.track)
      default: try Files.truncate(setup.track, to: 30 << 20)
      }
      // Pages that are not in memory yet: the open handle gives the old bytes or an error.
      open.adviseNotNeeded(from: 0, length: 0)
      for offset in stride(from: Int64(0), to: size, by: 1 << 20) {
        guard let bytes = try? Files.read(open, at: offset, count: 1 << 20) else { continue }
        let end = min(Int(offset) + (1 << 20), old.count)
        #expect(bytes == Array(old[Int(offset)..<end]), "\(change): mixed bytes at \(offset)")
      }
      try setup.expectOthersUndisturbed()

      // What is seen at last is one version, whole: the file as it now is, or no such game.
      try setup.mounted.rescan()
      if change == "removed" {
        try eventually("the game goes or is shown without the track") {
          guard Files.exists(setup.archive) else { return true }
          return (try? ExternalProgram.run("unzip", ["-tqq", setup.archive]))?.status == 0
        }
      } else {
        let expected = try Files.sha256(setup.track)
        try eventually("the new version is shown whole") {
          let script = "unzip -p \"$1\" 'Game (Track 1).bin' | sha256sum"
          let result = try ExternalProgram.run("bash", ["-o", "pipefail", "-c", script, "bash", setup.archive])
          return result.status == 0 && result.text.hasPrefix(expected)
        }
      }
      try setup.expectOthersUndisturbed()
    }
  }

  /// Waits up to half a minute for something that follows by itself.
  static func eventually(_ what: String, seconds: UInt64 = 30, _ body: () throws -> Bool) throws {
    let deadline = monotonicNanoseconds() + seconds * 1_000_000_000
    while try !body() {
      if monotonicNanoseconds() > deadline { throw TestFailure("not within \(seconds) s: \(what)") }
      sleep(nanoseconds: 100_000_000)
    }
  }
}

/// For the suites above.
private func eventually(_ what: String, _ body: () throws -> Bool) throws { try MountTests.eventually(what, body) }
