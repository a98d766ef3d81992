internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// A library on a disk or server that stalls: `Tests/StallFS`.
  @Suite("Readers of a member that stalls") struct ParkedReaders {
    /// One game whose track can be stalled, others that cannot, and a single-file ROM.
    private struct Setup {
      let stalling: StallingDirectory
      let mounted: MountedLibrary
      let scratch: TemporaryDirectory
      let track = "psx/Slow/Slow (Track 1).bin"
      let slow = "Games/psx/Slow.zip"

      init(deadline: Int, stallingFirst: Bool) throws {
        scratch = try TemporaryDirectory()
        let library = scratch("library")
        try DiscSet("Slow", .oneFolder, tags: [""], sectors: 3000).write(to: library + "/psx")
        try DiscSet("Quick", .oneFolder, tags: [""], sectors: 3000).write(to: library + "/psx")
        try Files.write(SplitMix64.bytes(40_000, seed: 9), to: library + "/nes/Single.nes")
        stalling = try StallingDirectory(of: library)
        if stallingFirst { try stalling.stall([(.read, track)]) }
        mounted = try MountedLibrary(stalling.path, options: ["--read-deadline", "\(deadline)"])
        try mounted.wait(for: [slow, "Games/psx/Quick.zip", "Games/nes/Single.nes"])
      }
    }

    @Test func `others read and list at once, a killed reader is freed, and the end of the stall helps everyone`()
      throws
    {
      let setup = try Setup(deadline: 120, stallingFirst: true)
      let mounted = setup.mounted
      // The first bytes hold the checksum of a member that cannot be read.
      let readers = try (0..<200).map { index in
        try ExternalProgram(
          "dd", ["if=\(mounted(setup.slow))", "of=/dev/null", "bs=4k", "count=1", "skip=\(index % 3)", "status=none"])
      }
      try waitUntilWaiting(mounted, 1)

      try expectOthersAtOnce(mounted)
      #expect(readers.allSatisfy { $0.wait(timeout: 0) == nil })

      readers[0].signal(SIGKILL)
      #expect(readers[0].wait(timeout: 10_000_000_000) == -SIGKILL)

      try setup.stalling.resume()
      for reader in readers.dropFirst() { #expect(reader.wait(timeout: 30_000_000_000) == 0) }
      let tested = try ExternalProgram.run("unzip", ["-tqq", mounted(setup.slow)])
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    @Test func `at the deadline readers get an error, and later readers the bytes`() throws {
      let setup = try Setup(deadline: 2, stallingFirst: true)
      let mounted = setup.mounted
      let readers = try (0..<20).map { _ in
        try ExternalProgram("dd", ["if=\(mounted(setup.slow))", "of=/dev/null", "bs=4k", "count=1", "status=none"])
      }
      // Together, not one deadline after the other.
      for reader in readers { #expect(reader.wait(timeout: 10_000_000_000) == 1) }
      let error = try ExternalProgram.run("dd", ["if=\(mounted(setup.slow))", "of=/dev/null", "bs=4k", "count=1"])
      #expect(error.errorText.contains("Input/output error"), "\(error.errorText)")
      try setup.stalling.resume()
      let tested = try eventually { try ExternalProgram.run("unzip", ["-tqq", mounted(setup.slow)]) }
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    @Test func `a member that stalls when its checksum is known holds up its own readers only`() throws {
      let setup = try Setup(deadline: 120, stallingFirst: false)
      let mounted = setup.mounted
      try mounted.waitUntilSettled()
      try setup.stalling.stall([(.read, setup.track)])
      // Every one somewhere else in the track, which begins near the start of the ZIP: so many requests.
      let readers = try (0..<200).map { index in
        try ExternalProgram(
          "dd",
          ["if=\(mounted(setup.slow))", "of=/dev/null", "bs=4k", "count=1", "skip=\(32 + index * 8)", "status=none"])
      }
      try waitUntilWaiting(mounted, 150)
      #expect(readers.allSatisfy { $0.wait(timeout: 0) == nil })
      try expectOthersAtOnce(mounted)
      readers[1].signal(SIGKILL)
      #expect(readers[1].wait(timeout: 10_000_000_000) == -SIGKILL)
      try setup.stalling.resume()
      for (index, reader) in readers.enumerated() where index != 1 {
        #expect(reader.wait(timeout: 30_000_000_000) == 0)
      }
    }

    @Test func `an unmount does not wait for readers that stall`() throws {
      let setup = try Setup(deadline: 120, stallingFirst: true)
      let mounted = setup.mounted
      let readers = try (0..<10).map { _ in
        try ExternalProgram("dd", ["if=\(mounted(setup.slow))", "of=/dev/null", "bs=4k", "count=1", "status=none"])
      }
      try waitUntilWaiting(mounted, 1)
      let result = try mounted.vitrine(["unmount", "--lazy", mounted.path], timeout: 30_000_000_000)
      #expect(result.status == 0, "\(result.errorText)")
      #expect(!Mounts.isMountPoint(mounted.path))
      try setup.stalling.resume()
      for reader in readers {
        if reader.wait(timeout: 30_000_000_000) == nil { Issue.record("a reader is left behind") }
      }
    }

    /// Waits until the service says that so many requests wait. One page that many processes read is one request.
    private func waitUntilWaiting(_ mounted: MountedLibrary, _ count: Int) throws {
      for _ in 0..<500 {
        let reads = try mounted.status().split(separator: "\"reads\":").last ?? ""
        let waiting = reads.split { !$0.isNumber }.compactMap { Int($0) }.reduce(0, +)
        if waiting >= count { return }
        sleep(nanoseconds: 20_000_000)
      }
      throw TestFailure("fewer than \(count) reads wait: \(try mounted.status())\n\(mounted.log)")
    }

    /// Another file is read, and all folders are listed, as if nobody waited.
    private func expectOthersAtOnce(_ mounted: MountedLibrary) throws {
      let started = monotonicNanoseconds()
      #expect(try Files.read(mounted("Games/nes/Single.nes")) == SplitMix64.bytes(40_000, seed: 9))
      let readTime = monotonicNanoseconds() - started
      let listed = monotonicNanoseconds()
      #expect(try listTree(mounted("Games")).count > 3)
      let listTime = monotonicNanoseconds() - listed
      print("with 200 readers waiting: a file in \(readTime / 1000) µs, all lists in \(listTime / 1000) µs")
      // A stall is seconds; ten times the goal leaves room for a busy machine.
      #expect(readTime < 100_000_000)
      #expect(listTime < 100_000_000)
      #expect(try Files.sha256(mounted("Games/psx/Quick.zip")).count == 64)
    }

    /// A service that just met an error may remember it for a moment.
    private func eventually(_ body: () throws -> ProgramOutput) throws -> ProgramOutput {
      var last = try body()
      for _ in 0..<50 where last.status != 0 {
        sleep(nanoseconds: 200_000_000)
        last = try body()
      }
      return last
    }
  }
}
