internal import CacheTestSupport
internal import Platform
internal import TestSupport
internal import Testing

extension SharedMountTests {
  /// A disk that others need as well: some of it is to stay free, whatever is read of servers.
  @Suite("Files of a server on a disk that is nearly full") struct RemoteReserve {
    private static let mebibytes = 64
    private static let reserve: Int64 = 40 << 20
    /// A block for each thread that fetches: what has been granted room is written a little later.
    private static let slack: Int64 = 24 * 65_536

    private let library: FetchingLibrary
    private let names = (1...3).map { "snes/Large \($0) (USA).sfc" }

    init() throws {
      library = try FetchingLibrary()
      for (number, name) in names.enumerated() { try library.writeLarge(name, 12_000_003, seed: number) }
    }

    /// Reads everything, and everywhere.
    ///
    /// - Returns: the least that was free meanwhile, in bytes.
    private func read(_ mounted: MountedLibrary, on disk: ScratchFileSystem, _ what: String) throws -> Int64 {
      let pairs = names.map { (mounted: mounted("Games/" + $0), source: library.far($0)) }
      let readers =
        try (0..<3).map { try RemoteReaders(.random, pairs, seed: $0, reads: 80, in: library.scratch) } + [
          RemoteReaders(.sequential, pairs, seed: 9, in: library.scratch)
        ]
      let directory = try FileDescriptor.open(disk.path, [.readOnly, .directory])
      var least = try directory.fileSystemSpace().free
      while readers.contains(where: \.isRunning) {
        least = min(least, try directory.fileSystemSpace().free)
        sleep(nanoseconds: 1_000_000)
      }
      for reader in readers { try reader.finish(what) }
      return least
    }

    @Test(arguments: Soak.isOn ? [ScratchFileSystem.Kind.tmpfs, .ext4] : [.ext4])
    func `the reserve stays free, and what cannot be kept is read all the same`(kind: ScratchFileSystem.Kind) throws {
      guard let disk = try ScratchFileSystem.make(kind, mebibytes: Self.mebibytes) else { return }
      let server = try ScriptedOrigin(of: library.scratch("far"))
      try library.configure(
        """
        "cache": {"size": "1 GiB", "reserve": "40 MiB"}, "sources": {"far": {"manifest": "\(server.manifest)"}}
        """)
      let mounted = try MountedLibrary(
        configuredBy: library.file, environment: ["VITRINE_CACHE_DIRECTORY": disk("cache")])
      try mounted.waitUntilSettled()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try mounted.wait(for: names.map { "Games/" + $0 })

      let least = try read(mounted, on: disk, "more than the disk holds")
      #expect(least >= Self.reserve - Self.slack, "\(least - Self.reserve)")
      // The room that there is was used.
      #expect(least < Self.reserve + (6 << 20), "\(least - Self.reserve)")

      // Somebody else takes all but a little of it: nothing more is kept, and what is not there comes from the server.
      let directory = try FileDescriptor.open(disk.path, [.readOnly, .directory])
      let size = try directory.fileSystemSpace().free - (4 << 20)
      let taken = try ExternalProgram.run("fallocate", ["-l", "\(size)", disk("other")])
      #expect(taken.status == 0, "\(taken.errorText)")
      try mounted.dropPages(of: names.map { "Games/" + $0 })
      let left = try directory.fileSystemSpace().free
      let before = try server.asked().count
      let last = try read(mounted, on: disk, "nothing can be kept")
      #expect(last >= left - Self.slack, "\(last - left)")
      let asked = try server.asked()[before...].reduce(0) { $0 + $1.range.count }
      #expect(asked > 8 << 20, "\(asked)")
    }
  }
}
