internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// The service is killed while files are fetched.
  @Suite("Files of a server whose reader's service is killed") struct RemoteKills {
    @Test func `no wrong byte is read, and no block that was kept is fetched again`() throws {
      let library = try FetchingLibrary()
      let name = "snes/Large (USA).sfc"
      let blockSize = 65_536
      let size = 12_000_003
      try library.writeLarge(name, size)
      let server = try ScriptedOrigin(of: library.scratch("far"), .slow)
      try library.configure("\"sources\": {\"far\": {\"manifest\": \"\(server.manifest)\"}}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: ["Games/" + name])
      let pair = [(mounted: mounted("Games/" + name), source: library.far(name))]
      let blockCount = (size + blockSize - 1) / blockSize
      var wasPartial = false
      for round in 0..<MountTests.rounds(short: 2, long: 40) {
        if round > 0 {
          // A service that dies more than twenty times within two minutes is given up.
          try mounted.remount()
          try mounted.wait(for: ["Games/" + name])
        }
        _ = try mounted.vitrine(["cache", "clear", "--mount", mounted.path])
        let readers = try (0..<2).map {
          try RemoteReaders(.untilStopped, pair, seed: round * 2 + $0, in: library.scratch)
        }
        for kill in 0..<5 {
          sleep(nanoseconds: 150_000_000 + UInt64((round * 7 + kill * 13) % 11) * 60_000_000)
          killWorkers(mounted)
        }
        for reader in readers { try reader.finish("round \(round)", stops: true) }
        killWorkers(mounted)
        try mounted.wait(for: ["Games/" + name])
        // What is there is known exactly while it is open.
        let file = try FileDescriptor.open(mounted("Games/" + name), .readOnly)
        posix_fadvise(file.rawValue, 0, 0, POSIX_FADV_DONTNEED)
        let before = try server.asked().count
        _ = try Files.read(file, at: 0, count: 1)
        let first = try #require(Int(mounted.attribute("user.vitrine.cached", of: "Games/" + name) ?? ""))
        try RemoteReaders(.sequential, pair, in: library.scratch).finish("round \(round): as a whole")
        var asked: Set<Int> = []
        for fetch in try server.asked()[before...] where fetch.name == name {
          asked.formUnion(fetch.range.lowerBound / blockSize..<(fetch.range.upperBound + blockSize - 1) / blockSize)
        }
        let kept = (first + blockSize - 1) / blockSize
        if kept > 0, kept < blockCount { wasPartial = true }
        // The first read may have fetched some by the time it was asked.
        #expect(asked.count <= blockCount - kept + 16, "round \(round): \(kept) of \(blockCount), asked \(asked.count)")
      }
      #expect(wasPartial)
    }

    private func killWorkers(_ mounted: MountedLibrary) {
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
    }
  }
}
