internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// A service that is killed with its supervisor again and again while it looks through a library and hashes it.
  @Suite("Killed scans") struct KilledScans {
    private let scratch: TemporaryDirectory
    private let library: String
    private let count = MountTests.isSoak ? 20_000 : 2000

    init() throws {
      scratch = try TemporaryDirectory()
      library = scratch("library")
      for number in 0..<count {
        let bytes = SplitMix64.bytes(1000 + number % 30_000, seed: UInt64(number))
        switch number % 4 {
        case 0: try Files.write(bytes, to: "\(library)/nes/Game \(number).nes")
        case 1: try Files.write(bytes, to: "\(library)/snes/\(number % 9)/Game \(number).sfc")
        case 2: try Files.write(bytes, to: "\(library)/dos/Game \(number / 20)/\(number).dat")
        default: try Files.write(bytes, to: "\(library)/gba/Game \(number).gba")
        }
      }
    }

    /// Prints what the catalog has: with `files` every file, its game and its checksums, with `hashed` the paths of
    /// those whose checksums are complete.
    private static let dump = """
      import sqlite3, sys
      base = sqlite3.connect('file:' + sys.argv[1] + '/catalog.sqlite?mode=ro', uri=True)
      files = base.execute('''
        SELECT root.path, folder, system, file.path, file.size, file.modified, file.inode, file.game_id,
          (SELECT name FROM game_archive WHERE game_archive.game_id = file.game_id), crc32, hex(sha1)
        FROM file JOIN platform ON platform.id = platform_id JOIN root ON root.id = platform.root_id
        LEFT JOIN checksum AS c ON c.root_id = root.id AND c.size = file.size AND c.modified = file.modified
          AND c.inode = file.inode ORDER BY 1, 2, 4''').fetchall()
      first = {}
      for row in files: first.setdefault(row[7], row[3])
      for row in files:
          if sys.argv[2] == 'files': print(row[:7], first[row[7]], row[8:])
          elif row[9] is not None and row[10]: print(row[1].decode() + '/' + row[3].decode())
      """

    private func stored(_ mounted: MountedLibrary, _ what: String) throws -> String {
      try MountTests.python(Self.dump, [mounted.state, what]).text
    }

    private func hashed(_ mounted: MountedLibrary) throws -> Set<Substring> {
      Set(try stored(mounted, "hashed").split(separator: "\n"))
    }

    /// What the service said it hashed since this was last asked, below the library. Only while nothing is mounted, for
    /// it empties the logs.
    private func takeHashed(_ mounted: MountedLibrary) throws -> [Substring] {
      let logs = try listTree(mounted.state).filter { $0.path.hasSuffix("log") }.map { mounted.state + "/" + $0.path }
      let text = try logs.map { String(decoding: try Files.read($0), as: UTF8.self) }.joined()
      for log in logs { try Files.write("", to: log) }
      return text.split(separator: "\n").compactMap { line in
        guard let start = line.firstRange(of: "debug: hashed ")?.upperBound, let end = line.lastIndex(of: ":") else {
          return nil
        }
        return Substring(line[start..<end].dropFirst(library.utf8.count + 1))
      }
    }

    private func killAll(_ mounted: MountedLibrary) throws {
      // The supervisor first: it would start another worker.
      for process in mounted.processes("vitrine-supervisor") { kill(process, SIGSTOP) }
      for process in mounted.processes("vitrine") + mounted.processes("vitrine-supervisor") { kill(process, SIGKILL) }
      try MountTests.eventually("both are gone") {
        mounted.processes("vitrine").isEmpty && mounted.processes("vitrine-supervisor").isEmpty
      }
    }

    @Test func `leave the catalog as it would be, and nothing is hashed twice`() throws {
      let environment = ["VITRINE_LOG_LEVEL": "debug"]
      let mounted = try MountedLibrary(library, environment: environment)
      var generator = SplitMix64(seed: 11)
      var known: Set<Substring> = []
      var interrupted = 0
      var lines = 0
      var twice: Set<Substring> = []
      let rounds = MountTests.rounds(short: 5, long: 50)
      for _ in 0..<rounds {
        let longest: UInt64 = MountTests.isSoak ? 2_500_000_000 : 600_000_000
        sleep(nanoseconds: UInt64.random(in: 10_000_000...longest, using: &generator))
        try killAll(mounted)
        let done = try takeHashed(mounted)
        twice.formUnion(done.filter { known.contains($0) })
        lines += done.count
        let now = try hashed(mounted)
        #expect(now.isSuperset(of: known), "\(known.subtracting(now).count) checksums were lost")
        if now.count > known.count, now.count < count { interrupted += 1 }
        known = now
        if known.count == count {
          // The rest of the rounds is to disturb something, too.
          try Files.remove(mounted.state + "/catalog.sqlite")
          for suffix in ["-wal", "-shm"] { try? Files.remove(mounted.state + "/catalog.sqlite" + suffix) }
          known = []
        }
        try mounted.mountAgain()
      }
      try mounted.waitUntilSettled(timeout: 600_000_000_000)
      try mounted.unmount()
      twice.formUnion(try takeHashed(mounted).filter { known.contains($0) })
      #expect(twice.isEmpty, "hashed again: \(twice.sorted().prefix(5))")
      #expect(interrupted > 0 && lines > 0)
      #expect(try hashed(mounted).count == count)
      let undisturbed = try MountedLibrary(library, environment: environment)
      try undisturbed.waitUntilSettled(timeout: 600_000_000_000)
      try undisturbed.unmount()
      #expect(try stored(mounted, "files") == stored(undisturbed, "files"))
      print("killed \(rounds) times, \(interrupted) times while it hashed")
    }
  }
}
