internal import Platform
internal import TestSupport
internal import Testing

/// A process that reads files of a mount and holds every byte against the files at their source.
struct RemoteReaders {
  enum Order: String, Sendable {
    /// From the beginning to the end, once.
    case sequential
    /// So many places, wherever.
    case random
    /// Wherever, until ``stop()``.
    case untilStopped
  }

  private let program: ExternalProgram
  private let output: String
  private let stopFile: String

  /// - Parameters:
  ///   - files: in the mount, and at the source.
  ///   - toleratesErrors: whether EIO is no failure: it is tried again.
  ///   - pause: milliseconds between two reads in order.
  init(
    _ order: Order, _ files: [(mounted: String, source: String)], seed: Int = 0, reads: Int = 200,
    toleratesErrors: Bool = false, pause: Int = 0, in scratch: TemporaryDirectory
  ) throws {
    output = scratch("reader-\(monotonicNanoseconds())-\(seed)")
    stopFile = output + "-stop"
    let log = try FileDescriptor.open(output, [.writeOnly, .create])
    program = try ExternalProgram(
      "python3",
      [
        "-c", RemoteReaders.script, order.rawValue, "\(seed)", "\(reads)", toleratesErrors ? "y" : "", "\(pause)",
        stopFile,
      ]
        + files.flatMap { [$0.mounted, $0.source] }, streams: .init(output: log.rawValue, errors: log.rawValue))
  }

  /// Whether it has its files open.
  var hasBegun: Bool { Files.exists(stopFile + "-begun") }

  /// Whether it still reads.
  var isRunning: Bool { program.wait(timeout: 0) == nil }

  /// Expects that all bytes were right.
  func finish(_ what: String = "", timeout: UInt64 = 120_000_000_000, stops: Bool = false) throws {
    if stops { try Files.write("", to: stopFile) }
    let status = program.wait(timeout: timeout)
    if status == nil { program.stop() }
    let words = String(decoding: try Files.read(output), as: UTF8.self)
    #expect(status == 0 && words.contains("right"), "\(what): \(status.map(String.init) ?? "it waits") \(words)")
  }

  private static let script = """
    import errno, os, random, sys, time
    order, seed, reads, tolerant, pause, stop, *pairs = sys.argv[1:]
    random.seed(int(seed))
    files = []
    for mounted, source in zip(pairs[::2], pairs[1::2]):
        with open(source, 'rb') as f: files.append((mounted, os.open(mounted, os.O_RDONLY), f.read()))
    open(stop + '-begun', 'w').close()
    def read(file, at, n):
        name, f, want = file
        end = time.time() + 100
        while True:
            try: got = os.pread(f, n, at); break
            except OSError as e:
                if not tolerant or e.errno != errno.EIO or time.time() > end: raise
                time.sleep(0.05)
        if got != want[at:at + n]: sys.exit('wrong bytes: %s at %d, %d of %d' % (name, at, len(got), n))
        return len(got)
    total, turn = 0, 0
    if order == 'sequential':
        for file in files:
            at = 0
            while at < len(file[2]):
                at += read(file, at, 131072)
                time.sleep(int(pause) / 1000)
            total += at
    else:
        while (turn < int(reads)) if order == 'random' else not os.path.exists(stop):
            turn += 1
            file = random.choice(files)
            at = random.randrange(len(file[2]))
            total += read(file, at, min(random.randrange(1, 200000), len(file[2]) - at))
            if turn % 10 == 0: os.posix_fadvise(file[1], 0, 0, os.POSIX_FADV_DONTNEED)
    print(total, 'right')
    """
}

extension MountedLibrary {
  /// An extended attribute; nil where it is not there.
  func attribute(_ name: String, of path: String) throws -> String? {
    let script = """
      import os, sys
      try: print(os.getxattr(sys.argv[1], sys.argv[2]).decode(), end='')
      except OSError as e:
          if e.errno != 61: raise
          print('-none-', end='')
      """
    let text = try MountTests.python(script, [self(path), name]).text
    return text == "-none-" ? nil : text
  }

  /// Has the kernel forget what it read of files.
  func dropPages(of paths: [String]) throws {
    let script = """
      import os, sys
      for p in sys.argv[1:]:
          f = os.open(p, os.O_RDONLY)
          os.posix_fadvise(f, 0, 0, os.POSIX_FADV_DONTNEED)
      """
    _ = try MountTests.python(script, paths.map { self($0) })
  }
}

extension FetchingLibrary {
  /// Writes a file that is large, and old, with bytes of its own.
  func writeLarge(_ path: String, _ size: Int, seed: Int = 1, modified: Int = 1_600_000_000) throws {
    let place = scratch("far") + "/" + path
    try Files.write([], to: place)
    let script = """
      import os, random, sys
      r = random.Random(int(sys.argv[3]))
      with open(sys.argv[1] + '.new', 'wb') as f:
          n = int(sys.argv[2])
          while n > 0:
              part = r.randbytes(min(n, 1 << 20))
              f.write(part)
              n -= len(part)
      os.utime(sys.argv[1] + '.new', (int(sys.argv[4]),) * 2)
      os.rename(sys.argv[1] + '.new', sys.argv[1])
      """
    _ = try MountTests.python(script, [place, "\(size)", "\(seed)", "\(modified)"])
  }

  func far(_ path: String) -> String { scratch("far") + "/" + path }
}
