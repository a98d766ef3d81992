internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Coming, going and dying") struct Lifecycle {
    private let scratch: TemporaryDirectory
    private let library: String

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      try DiscSet("Game", .oneFolder, tags: ["Disc 1", "Disc 2"], sectors: 4000).write(to: library + "/psx")
      for number in 0..<50 {
        try Files.write(SplitMix64.bytes(20_000, seed: UInt64(number)), to: library + "/nes/Game \(number).nes")
      }
    }

    @Test func `mounting and unmounting again and again leaves nothing behind`() throws {
      let mounted = try MountedLibrary(library)
      for _ in 0..<MountTests.rounds(short: 10, long: 50) {
        try mounted.wait(for: ["Games/psx/Game.zip"])
        try mounted.remount()
      }
      try mounted.unmount()
      expectNothingLeft(mounted)
    }

    @Test func `killing the worker under load is not noticed by readers, and the library is never written`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let watch = try WriteWatch(library)
      let files = ["Games/psx/Game.zip"] + (0..<50).map { "Games/nes/Game \($0).nes" }
      let expected = try Files.sha256(files.map { mounted($0) })
      for round in 0..<MountTests.rounds(short: 5, long: 20) {
        // A page cache that is warm would answer for the dead.
        try? Files.write("1", to: "/proc/sys/vm/drop_caches")
        let readers = try (0..<4).map { _ in
          try ExternalProgram(
            "python3", ["-c", Self.readAll, mounted("Games")], streams: ExternalProgram.Streams())
        }
        sleep(nanoseconds: UInt64(20_000_000 * (round % 5 + 1)))
        for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
        for reader in readers { #expect(reader.wait(timeout: 60_000_000_000) == 0, "round \(round)") }
        try mounted.wait(for: ["Games/psx/Game.zip"])
      }
      #expect(try Files.sha256(files.map { mounted($0) }) == expected)
      try mounted.unmount()
      expectNothingLeft(mounted)
      #expect(try watch.events() == [])
    }

    @Test func `a worker that dies while the library does not answer is replaced all the same`() throws {
      let stalling = try StallingDirectory(of: library)
      let mounted = try MountedLibrary(stalling.path)
      try mounted.waitUntilSettled()
      try stalling.stall([(.status, "nes/Game 5.nes")])
      let scan = try mounted.vitrine(["scan", "--state", mounted.state, "--detach", mounted.path])
      #expect(scan.status == 0, "\(scan.errorText)")
      // The other folder is done: a thread hangs in this one, and with it what is left of a process that is killed.
      try wait(for: "\"systemsDone\":1,", of: mounted)
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
      let status = try mounted.status()
      #expect(status.contains("\"restarts\":1,"), "\(status)\n\(mounted.log)")
      #expect(try Files.read(mounted("Games/nes/Game 7.nes")) == SplitMix64.bytes(20_000, seed: 7))
      try stalling.resume()
      try wait(for: "\"state\":\"done\"", of: mounted)
      try mounted.unmount()
      expectNothingLeft(mounted)
    }

    private func wait(for words: String, of mounted: MountedLibrary) throws {
      for _ in 0..<1000 {
        if try mounted.status().contains(words) { return }
        sleep(nanoseconds: 20_000_000)
      }
      throw TestFailure("no \(words) in \(try mounted.status())\n\(mounted.log)")
    }

    /// Reads every file below a folder in blocks of odd sizes; any error ends it with a trace.
    private static let readAll = """
      import os, sys
      for top, _, names in os.walk(sys.argv[1]):
          for name in names:
              with open(os.path.join(top, name), 'rb', buffering=0) as f:
                  while f.read(77777): pass
      """

    @Test func `killing the supervisor takes the mount away, and the next mount works`() throws {
      let mounted = try MountedLibrary(library)
      for _ in 0..<MountTests.rounds(short: 5, long: 20) {
        try mounted.wait(for: ["Games/psx/Game.zip"])
        let reader = try ExternalProgram("python3", ["-c", Self.readAll, mounted("Games")])
        for supervisor in mounted.processes("vitrine-supervisor") { kill(supervisor, SIGKILL) }
        _ = reader.wait(timeout: 30_000_000_000)
        try MountTests.eventually("the worker unmounts") { !Mounts.isMountPoint(mounted.path) }
        try MountTests.eventually("the worker ends") { mounted.processes("vitrine").isEmpty }
        try mounted.mountAgain()
      }
      try mounted.unmount()
      expectNothingLeft(mounted)
    }

    @Test func `a mount point whose service was killed whole is repaired by the next mount`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.wait(for: ["Games/nes/Game 1.nes"])
      // The supervisor first: it would start another worker.
      for process in mounted.processes("vitrine-supervisor") { kill(process, SIGSTOP) }
      for process in mounted.processes("vitrine") + mounted.processes("vitrine-supervisor") { kill(process, SIGKILL) }
      try MountTests.eventually("both are gone") { mounted.processes("vitrine").isEmpty }
      try mounted.mountAgain()
      try mounted.wait(for: ["Games/nes/Game 1.nes"])
      try mounted.unmount()
      expectNothingLeft(mounted)
    }

    @Test func `SIGTERM to the supervisor unmounts`() throws {
      let mounted = try MountedLibrary(library)
      try mounted.wait(for: ["Games/nes/Game 1.nes"])
      for process in mounted.processes("vitrine-supervisor") { kill(process, SIGTERM) }
      try MountTests.eventually("it is unmounted") { !Mounts.isMountPoint(mounted.path) }
      try MountTests.eventually("the supervisor ends") { mounted.processes("vitrine-supervisor").isEmpty }
      expectNothingLeft(mounted)
    }

    private func expectNothingLeft(_ mounted: MountedLibrary) {
      #expect(!Mounts.isMountPoint(mounted.path))
      #expect(mounted.processes("vitrine") == [])
      #expect(mounted.processes("vitrine-supervisor") == [])
    }
  }
}
