internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  @Suite("Reading while checksums are computed") struct ConcurrentReads {
    @Test func `eight processes reading at random get exactly the finished bytes`() throws {
      let scratch = try TemporaryDirectory()
      let library = scratch("library")
      for index in 0..<6 {
        // Sectors for 48 MB a game: hashing takes longer than the first readers need to arrive.
        try DiscSet("Game \(index)", .oneFolder, tags: [""], sectors: 15_000).write(to: library + "/psx")
      }
      let mounted = try MountedLibrary(library)
      let archives = (0..<6).map { "Games/psx/Game \($0).zip" }
      try mounted.wait(for: archives)
      let readers = try RangeReaders(8, ranges: 1000, of: archives.map { mounted($0) }, tail: 400, in: scratch)
      readers.wait()
      try mounted.waitUntilSettled()
      try readers.check()
      // The finished bytes themselves are right.
      for archive in archives {
        let tested = try ExternalProgram.run("unzip", ["-tqq", mounted(archive)])
        #expect(tested.status == 0, "\(tested.text)")
      }
    }
  }
}
