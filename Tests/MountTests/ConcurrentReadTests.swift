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
      let readers = try (0..<8).map { reader in
        let output = try FileDescriptor.open(scratch("ranges-\(reader)"), [.writeOnly, .create])
        return try ExternalProgram(
          "python3", ["-c", Self.reader, "\(reader)"] + archives.map { mounted($0) },
          streams: .init(output: output.rawValue, errors: output.rawValue))
      }
      for reader in readers { #expect(reader.wait(timeout: 120_000_000_000) == 0) }
      try mounted.waitUntilSettled()
      let records = (0..<8).map { scratch("ranges-\($0)") }
      let checked = try MountTests.python(Self.checker, records)
      #expect(checked.text == "8000 ranges\n", "\(checked.text)")
      // The finished bytes themselves are right.
      for archive in archives {
        let tested = try ExternalProgram.run("unzip", ["-tqq", mounted(archive)])
        #expect(tested.status == 0, "\(tested.text)")
      }
    }

    /// Reads 1,000 random ranges, half of them where checksums stand: at the ends, and around the members' headers.
    private static let reader = """
      import hashlib, os, random, sys
      random.seed(int(sys.argv[1]))
      files = [(p, os.open(p, os.O_RDONLY)) for p in sys.argv[2:]]
      for i in range(1000):
          path, f = random.choice(files)
          size = os.fstat(f).st_size
          at = random.choice([random.randrange(size), random.randrange(4096), size - random.randrange(1, 400)])
          n = random.randrange(1, 70000)
          data = os.pread(f, n, at)
          assert len(data) == min(n, size - at), (path, at, n, len(data))
          print(path, at, n, hashlib.md5(data).hexdigest(), sep='\\t')
      """

    private static let checker = """
      import hashlib, os, sys
      files, count = {}, 0
      for record in sys.argv[1:]:
          for line in open(record):
              path, at, n, sum = line.rstrip('\\n').split('\\t')
              if path not in files: files[path] = open(path, 'rb').read()
              data = files[path][int(at):int(at) + int(n)]
              assert hashlib.md5(data).hexdigest() == sum, line
              count += 1
      print(count, 'ranges')
      """
  }
}
