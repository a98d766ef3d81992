internal import CacheTestSupport
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// What the queue does when it cannot go on, and that nobody else notices.
  @Suite("Games that cannot be fetched for a time") struct FetchingFaults {
    private static let missing = FetchingLibrary.games.filter { !$0.path.hasPrefix("nes/") }

    /// Listing and reading of what is there takes as long as ever.
    private func expectUnaffected(_ mounted: MountedLibrary) throws {
      let began = monotonicNanoseconds()
      #expect(try listTree(mounted("Games/nes")).count == 2)
      #expect(try Files.read(mounted("Games/nes/Own (USA).nes")).count == 40_976)
      #expect(monotonicNanoseconds() - began < 2_000_000_000)
    }

    @Test func `a full disk`() throws {
      guard let disk = try ScratchFileSystem.make(.tmpfs, mebibytes: 4) else { return }
      let library = try FetchingLibrary()
      try library.configure(
        "\"sources\": {\"share\": \"far\"}, \"downloads\": {\"directory\": \"\(disk.path)\", \"reserve\": \"512 KiB\"}")
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all", "--detach"])
      try MountTests.eventually("the queue says why it waits") {
        try FetchingLibrary.acquisition(mounted)["holds"].array.contains { $0.string?.contains("is full") == true }
      }
      try expectUnaffected(mounted)
      #expect(try FetchingLibrary.job(mounted)["failed"].integer == 0)
      let status = try mounted.vitrine(["status", mounted.path])
      #expect(status.text.contains("is full"), "\(status.text)")
      _ = try ExternalProgram.run("mount", ["-o", "remount,size=64m", disk.path])
      try MountTests.eventually("it goes on by itself") {
        try FetchingLibrary.job(mounted)["state"].string == "done"
      }
      for (path, _) in Self.missing {
        #expect(try Files.read(disk(path)) == Files.read(library.scratch("far") + "/" + path))
      }
    }

    @Test func `a share that goes away and comes back`() throws {
      let library = try FetchingLibrary(
        #""sources": {"share": "far"}, "downloads": {"retry": "10 s", "bandwidth": "2 MB"}"#)
      let mounted = try library.mount()
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all", "--detach"])
      try Files.rename(library.scratch("far"), library.scratch("away"))
      try MountTests.eventually("that the source is away is said") {
        let said = try FetchingLibrary.acquisition(mounted)
        return said["holds"].array.contains { $0.string?.contains("share") == true }
          || said["jobs"].array.contains { $0["retrying"].integer ?? 0 > 0 }
      }
      try expectUnaffected(mounted)
      try Files.rename(library.scratch("away"), library.scratch("far"))
      try MountTests.eventually("it goes on by itself", seconds: 120) {
        try FetchingLibrary.job(mounted)["state"].string == "done"
      }
      try library.expectLanded(mounted, Self.missing)
    }

    @Test func `a network that is cut`() throws {
      guard let network = try CutNetwork() else { return }
      let library = try FetchingLibrary()
      let server = try network.serve(library.scratch("far"))
      try library.configure(
        """
        "sources": {"nas": "\(server)/"}, "downloads": {"retry": "10 s", "bandwidth": "1 MB", "stall": "5 s"}
        """)
      let mounted = try library.mount(through: network.command)
      try FetchingLibrary.run(mounted, ["sources", "sync"])
      try FetchingLibrary.run(mounted, ["get", "--all", "--detach"])
      try MountTests.eventually("a transfer begins") {
        try FetchingLibrary.acquisition(mounted)["workers"].array.contains { $0["bytes"].integer ?? 0 > 0 }
      }
      try network.cut()
      try MountTests.eventually("the queue says why it waits") {
        try FetchingLibrary.acquisition(mounted)["holds"].array.contains { $0.string?.contains("nas") == true }
      }
      try expectUnaffected(mounted)
      try network.mend()
      try MountTests.eventually("it goes on by itself", seconds: 180) {
        try FetchingLibrary.job(mounted)["state"].string == "done"
      }
      try library.expectLanded(mounted, Self.missing)
    }
  }
}
