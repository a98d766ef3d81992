internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// What becomes of the ZIP of a folder when a member of it is slow, or kept elsewhere.
  @Suite("Members of folders as ZIPs") struct DownloadMembers {
    @Test func `a member that stalls holds up neither others nor lists, and at the deadline its readers get an error`()
      throws
    {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      let slow = SplitMix64.bytes(2_000_000, seed: 1)
      try Files.write(slow, to: library + "/nes/A Slow.nes")
      for number in 0..<4 {
        try Files.write(SplitMix64.bytes(600_000, seed: UInt64(10 + number)), to: library + "/nes/Quick \(number).nes")
      }
      let stalling = try StallingDirectory(of: library)
      try stalling.stall([(.read, "nes/A Slow.nes")])
      let mounted = try MountedLibrary(
        stalling.path, options: ["--read-deadline", "3"],
        environment: MountTests.plainViews.merging(["VITRINE_HASHING_PLATFORMS": "none"]) { $1 })
      try mounted.wait(for: ["Games/nes/Quick 3.nes", "Download/Games/nes.zip"])
      try mounted.waitUntilSettled(checksums: false)
      let path = mounted("Download/Games/nes.zip")
      // The directory at the end needs the checksum of the slow one, which is the first to be hashed.
      let lister = try ExternalProgram("dd", ["if=\(path)", "of=/dev/null", "bs=1M", "status=none"])
      try MountTests.eventually("somebody waits") {
        try MountTests.statusValue(mounted)["reads"]["parked"].integer ?? 0 > 0
      }
      // The data of others, and all lists.
      let size = try FileStatus.of(path).size
      let expected = SplitMix64.bytes(600_000, seed: 13)
      let tail = try Files.read(path, at: size - 300_000, count: 100_000)
      #expect(Self.contains(expected, tail))
      #expect(try listTree(mounted("Download")).count > 3)
      #expect(try Files.read(mounted("Games/nes/Quick 2.nes")) == SplitMix64.bytes(600_000, seed: 12))
      #expect(lister.wait(timeout: 30_000_000_000) == 1)
      try stalling.resume()
      var tested = try ExternalProgram.run("unzip", ["-tqq", path])
      for _ in 0..<50 where tested.status != 0 {
        sleep(nanoseconds: 200_000_000)
        tested = try ExternalProgram.run("unzip", ["-tqq", path])
      }
      #expect(tested.status == 0, "\(tested.text)\(tested.errorText)")
    }

    /// Whether `part` is a piece of `whole`.
    private static func contains(_ whole: [UInt8], _ part: [UInt8]) -> Bool {
      guard let first = part.first, part.count <= whole.count else { return false }
      return (0...whole.count - part.count).contains { start in
        whole[start] == first && whole[start..<start + 64].elementsEqual(part[..<64])
          && whole[start..<start + part.count].elementsEqual(part)
      }
    }

    @Test func `ZIPs that are in the cache are read from there, and the bytes are the same`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for name in ["One", "Two"] {
        try DiscSet(name, .oneFolder, tags: [""], sectors: 1000).write(to: library + "/psx")
      }
      let mounted = try MountedLibrary(library, environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let path = mounted("Download/Games/psx.zip")
      let sum = try Files.sha256(path)
      func entries() throws -> Int { try MountTests.statusValue(mounted)["cache"]["entries"].integer ?? -1 }
      // Reading through the folder builds nothing.
      #expect(try entries() == 0)
      let prepared = try mounted.vitrine(["prepare", path])
      #expect(prepared.status == 0, "\(prepared.text)\(prepared.errorText)")
      try MountTests.eventually("both are there") { try entries() == 2 }
      let file = try FileDescriptor.open(path, .readOnly)
      file.adviseNotNeeded(from: 0, length: 0)
      #expect(try Files.sha256(path) == sum)
    }

    @Test func `processes that read at random while files are hashed get exactly the finished bytes`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for number in 0..<60 {
        try Files.write(
          SplitMix64.bytes(200_000 + number, seed: UInt64(number)), to: library + "/nes/Game \(number).nes")
      }
      for name in ["One", "Two"] { try DiscSet(name, .oneFolder, tags: [""], sectors: 400).write(to: library + "/psx") }
      let mounted = try MountedLibrary(
        library, environment: MountTests.plainViews.merging(["VITRINE_HASHING_PLATFORMS": "none"]) { $1 })
      try mounted.wait(for: ["Games/nes/Game 59.nes", "Games/psx/One.zip", "Games/psx/Two.zip"])
      try mounted.waitUntilSettled(checksums: false)
      let archives = ["Games.zip", "Games/nes.zip", "Loose.zip"].map { mounted("Download/" + $0) }
      let readers = try RangeReaders(4, ranges: 400, of: archives, tail: 9000, dropsPages: true, in: scratch)
      readers.wait()
      try readers.check()
      for archive in archives {
        let tested = try ExternalProgram.run("unzip", ["-tqq", archive])
        #expect(tested.status == 0, "\(tested.text)")
      }
    }

    @Test func `paths below Download are those of the folders for scan and explain`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      try DiscSet("Saga", .oneFolder, tags: [""]).write(to: library + "/psx")
      try Files.write("x", to: library + "/nes/a.nes")
      let mounted = try MountedLibrary(library, environment: MountTests.plainViews)
      try mounted.waitUntilSettled()
      let explained = try mounted.vitrine(["explain", mounted("Download/Loose/psx/Saga.zip")])
      #expect(explained.status == 0 && explained.text.contains("Saga"), "\(explained.text)\(explained.errorText)")
      #expect(
        try explained.text.split(separator: "\n").dropFirst()
          == mounted.vitrine(["explain", mounted("Loose/psx/Saga")]).text.split(separator: "\n").dropFirst())
      let scanned = try mounted.vitrine(["scan", mounted("Download/Games/nes.zip")])
      #expect(scanned.status == 0 && scanned.text.contains("nes"), "\(scanned.text)\(scanned.errorText)")
    }
  }
}
