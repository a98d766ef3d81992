internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// What people do to get games out of the mount.
  @Suite("Copying out of the mount") struct Copying {
    @Test func `rsync transfers everything once and then nothing`() throws {
      guard hasTool("rsync") else { return }
      let mounted = try MountTests.real()
      let scratch = try TemporaryDirectory()
      let first = try rsync(["-a", "--itemize-changes", mounted("Games/"), scratch("copy/")])
      #expect(first.contains(">f"))
      #expect(try rsync(["-a", "--itemize-changes", mounted("Games/"), scratch("copy/")]).isEmpty)
      let names = try listTree(mounted("Games")).filter { $0.status.kind == .regular }.map(\.path)
      #expect(
        try Files.sha256(names.map { mounted("Games/") + $0 }) == Files.sha256(names.map { scratch("copy/") + $0 }))
    }

    @Test func `a transfer that broke off goes on with append-verify`() throws {
      guard hasTool("rsync") else { return }
      let (source, scratch) = try largestArchive()
      try Files.write(try Files.read(source, at: 0, count: 3_000_000), to: scratch("copy.zip"))
      _ = try rsync(["-a", "--append-verify", source, scratch("copy.zip")])
      #expect(try Files.sha256(source) == Files.sha256(scratch("copy.zip")))
    }

    @Test func `dd goes on where it stopped`() throws {
      let (source, scratch) = try largestArchive()
      let copy = scratch("copy.zip")
      try run("dd", ["if=\(source)", "of=\(copy)", "bs=1000003", "count=2", "status=none"])
      try run("dd", ["if=\(source)", "of=\(copy)", "bs=1000003", "skip=2", "seek=2", "status=none", "conv=notrunc"])
      #expect(try Files.sha256(source) == Files.sha256(copy))
    }

    @Test func `cp -a and tar keep bytes and times`() throws {
      let mounted = try MountTests.real()
      let scratch = try TemporaryDirectory()
      try run("cp", ["-a", mounted("Games/psx"), scratch("copied")])
      _ = try scratch.makeDirectory("untarred")
      try run(
        "sh", ["-c", "tar -C \"$1\" -cf - . | tar -C \"$2\" -xf -", "sh", mounted("Games/psx"), scratch("untarred")])
      let source = try listTree(mounted("Games/psx"))
      #expect(source.count >= 5)
      for copy in ["copied", "untarred"] {
        let found = try listTree(scratch(copy))
        #expect(found.map(\.path) == source.map(\.path))
        #expect(found.map(\.status.size) == source.map(\.status.size))
        // tar's own format keeps whole seconds.
        #expect(
          found.map { $0.status.modified / 1_000_000_000 } == source.map { $0.status.modified / 1_000_000_000 })
        #expect(
          try Files.sha256(found.map { scratch(copy) + "/" + $0.path })
            == Files.sha256(source.map { mounted("Games/psx/") + $0.path }))
      }
    }

    @Test func `a mapped file has the bytes that reads give`() throws {
      let (source, _) = try largestArchive()
      let script = """
        import mmap, os, random, sys
        random.seed(5)
        f = os.open(sys.argv[1], os.O_RDONLY); size = os.fstat(f).st_size
        m = mmap.mmap(f, 0, prot=mmap.PROT_READ)
        for i in range(500):
            at = random.randrange(size); n = random.randrange(1, 20000)
            assert m[at:at + n] == os.pread(f, n, at), at
        assert m[size - 22:size - 18] == b'PK\\x05\\x06'
        """
      _ = try MountTests.python(script, [source])
    }

    @Test func `reads past the end are short, and one at the end is empty`() throws {
      let (source, _) = try largestArchive()
      let size = try FileStatus.of(source).size
      #expect(try Files.read(source, at: size - 10, count: 4096).count == 10)
      #expect(try Files.read(source, at: size, count: 4096).isEmpty)
      #expect(try Files.read(source, at: size + 1_000_000, count: 4096).isEmpty)
    }

    private func largestArchive() throws -> (path: String, scratch: TemporaryDirectory) {
      let mounted = try MountTests.real()
      let archives = try MountTests.archives(of: mounted).map { (mounted($0), try FileStatus.of(mounted($0)).size) }
      let largest = try #require(archives.max { $0.1 < $1.1 })
      return (largest.0, try TemporaryDirectory())
    }

    private func rsync(_ arguments: [String]) throws -> String { try run("rsync", arguments) }

    @discardableResult
    private func run(_ program: String, _ arguments: [String]) throws -> String {
      let result = try ExternalProgram.run(program, arguments, timeout: 300_000_000_000)
      guard result.status == 0 else { throw TestFailure("\(program): exit \(result.status)\n\(result.errorText)") }
      return result.text
    }
  }
}
