internal import Platform
internal import TestSupport
internal import Testing

/// Processes that read files at random places, half of them where checksums stand, and note what they got.
struct RangeReaders {
  private let readers: [ExternalProgram]
  private let records: [String]
  private let ranges: Int

  /// - Parameters:
  ///   - ranges: of each process.
  ///   - tail: how many bytes before a file's end hold checksums.
  ///   - dropsPages: whether now and then the kernel has to ask for a file's bytes anew.
  init(
    _ count: Int, ranges: Int, of files: [String], tail: Int, dropsPages: Bool = false, in scratch: TemporaryDirectory
  ) throws {
    let records = (0..<count).map { scratch("ranges-\($0)") }
    readers = try records.enumerated().map { number, record in
      let output = try FileDescriptor.open(record, [.writeOnly, .create])
      return try ExternalProgram(
        "python3", ["-c", Self.reader, "\(number)", "\(ranges)", "\(tail)", dropsPages ? "drop" : ""] + files,
        streams: .init(output: output.rawValue, errors: output.rawValue))
    }
    self.records = records
    self.ranges = ranges
  }

  func wait() {
    for reader in readers { #expect(reader.wait(timeout: 120_000_000_000) == 0) }
  }

  /// Holds what was read against the files as they are now.
  func check() throws {
    let checked = try MountTests.python(Self.checker, records)
    #expect(checked.text == "\(readers.count * ranges) ranges\n", "\(checked.text)")
  }

  private static let reader = """
    import hashlib, os, random, sys
    random.seed(int(sys.argv[1]))
    files = [(p, os.open(p, os.O_RDONLY)) for p in sys.argv[5:]]
    for i in range(int(sys.argv[2])):
        path, f = random.choice(files)
        size = os.fstat(f).st_size
        near = size - random.randrange(1, int(sys.argv[3]))
        at = random.choice([random.randrange(size), random.randrange(4096), near])
        n = random.randrange(1, 70000)
        data = os.pread(f, n, at)
        assert len(data) == min(n, size - at), (path, at, n, len(data))
        if sys.argv[4] and i % 10 == 0: os.posix_fadvise(f, 0, 0, os.POSIX_FADV_DONTNEED)
        print(path, at, n, hashlib.md5(data).hexdigest(), sep='\\t')
    """

  private static let checker = """
    import hashlib, sys
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
