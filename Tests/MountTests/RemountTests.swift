internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Mounting again") struct Remounting {
    @Test func `bytes, inodes, sizes and times are the same after a remount, and with a new catalog`() throws {
      let library = try Fixtures.library()
      // Lists have the time at which they were made, and come seconds after a mount.
      let mounted = try MountedLibrary(library.path, environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let first = try snapshot(mounted)
      #expect(first.sums.count >= 7)
      try mounted.remount()
      try mounted.waitUntilSettled()
      expectSame(first, try snapshot(mounted))
      let other = try MountedLibrary(library.path, environment: MountTests.plainViews)
      try other.waitUntilSettled()
      expectSame(first, try snapshot(other))
    }

    @Test func `a game that was added is there after a remount, and nothing else has changed`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try DiscSet("First (USA)", .oneFolder, tags: [""]).write(to: library + "/psx")
      try Files.write("one", to: library + "/nes/One.nes")
      let mounted = try MountedLibrary(library)
      try mounted.waitUntilSettled()
      let before = try listTree(mounted("Games")).filter { $0.status.kind == .regular }
      try mounted.unmount()
      try Files.write("two", to: library + "/nes/Two.nes")
      try mounted.mountAgain()
      try mounted.wait(for: ["Games/nes/Two.nes"])
      let after = try listTree(mounted("Games")).filter { $0.status.kind == .regular }
      #expect(after.filter { $0.path != "nes/Two.nes" } == before)
    }

    private struct Snapshot {
      var entries: [TreeEntry]
      var sums: [String: String]
    }

    private func snapshot(_ mounted: MountedLibrary) throws -> Snapshot {
      let entries = try listTree(mounted.path)
      let archives = try MountTests.archives(of: mounted)
      let sums = try Files.sha256(archives.map { mounted($0) })
      return Snapshot(entries: entries, sums: Dictionary(uniqueKeysWithValues: zip(archives, sums)))
    }

    private func expectSame(_ first: Snapshot, _ second: Snapshot) {
      #expect(first.sums == second.sums)
      #expect(first.entries.count == second.entries.count)
      for (left, right) in zip(first.entries, second.entries) { #expect(left == right) }
    }
  }
}
