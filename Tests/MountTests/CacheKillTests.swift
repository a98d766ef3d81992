internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

extension MountTests {
  /// The service is killed while it builds, removes and reads.
  @Suite("A cache whose service is killed") struct KilledCache {
    private let scratch: TemporaryDirectory
    private let games = (0..<6).map { "Game \($0)" }

    init() throws {
      scratch = try TemporaryDirectory()
      for (number, game) in games.enumerated() {
        try DiscSet(game, .oneFolder, tags: [""], sectors: 400 + number * 500).write(to: scratch("library/psx"))
      }
    }

    /// Reads ranges of the ZIPs until a file appears, and compares them with what was read at first.
    private static let readRanges = """
      import os, random, sys, time
      stop, seed, *paths = sys.argv[1:]
      random.seed(int(seed))
      expected = {}
      for p in paths:
          mount, copy = p.split('=', 1)
          expected[mount] = open(copy, 'rb').read()
      held = {}
      while not os.path.exists(stop):
          p = random.choice(list(expected))
          want = expected[p]
          if p not in held or random.random() < 0.3:
              if p in held: os.close(held.pop(p))
              held[p] = os.open(p, os.O_RDONLY)
          if random.random() < 0.2: os.posix_fadvise(held[p], 0, 0, os.POSIX_FADV_DONTNEED)
          offset = random.randrange(len(want))
          got = os.pread(held[p], random.randrange(1, 300_000), offset)
          assert got and want[offset:offset + len(got)] == got, (p, offset, len(got))
      """

    @Test func `no wrong byte is read, no complete ZIP is lost, and nothing is left over`() throws {
      let environment = ["VITRINE_CACHE_MINIMUM": "0", "VITRINE_CACHE_RESERVE": "0"]
      let mounted = try MountedLibrary(scratch("library"), environment: environment)
      try mounted.waitUntilSettled()
      // As a mount without a cache shows them.
      let plain = try MountedLibrary(scratch("library"), environment: ["VITRINE_CACHE_POLICY": "never"])
      try plain.waitUntilSettled()
      for game in games { try Files.write(try Files.read(plain("Games/psx/\(game).zip")), to: scratch("\(game).zip")) }
      try plain.unmount()
      let expected = Set(try Files.sha256(games.map { scratch("\($0).zip") }))
      let pairs = games.map { "\(mounted("Games/psx/\($0).zip"))=\(scratch("\($0).zip"))" }

      for round in 0..<MountTests.rounds(short: 2, long: 34) {
        try? Files.remove(scratch("stop"))
        let readers = try (0..<3).map { number in
          try ExternalProgram(
            "python3", ["-c", Self.readRanges, scratch("stop"), "\(round * 10 + number)"] + pairs,
            streams: ExternalProgram.Streams())
        }
        for kill in 0..<6 {
          sleep(nanoseconds: 60_000_000 + UInt64((round * 7 + kill * 13) % 17) * 20_000_000)
          // What is built and not open goes, at an arbitrary moment.
          if kill % 2 == 0 { _ = try? mounted.vitrine(["cache", "clear", "--mount", mounted.path]) }
          killWorkers(mounted)
        }
        try Files.write("", to: scratch("stop"))
        for reader in readers { #expect(reader.wait(timeout: 60_000_000_000) == 0, "round \(round)") }
        try expectWholeEntries(mounted, expected, "round \(round)")
        try mounted.remount()
        #expect(partials(mounted) == [], "round \(round)")
      }
      try expectNoneLost(mounted, expected)
    }

    private func expectNoneLost(_ mounted: MountedLibrary, _ expected: Set<String>) throws {
      let prepared = try mounted.vitrine(["prepare", "--state", mounted.state, mounted("Games")])
      #expect(prepared.status == 0, "\(prepared.errorText)\(prepared.text)")
      let entries = try entries(mounted)
      #expect(Set(try Files.sha256(entries)) == expected)
      for _ in 0..<3 {
        killWorkers(mounted)
        try mounted.wait(for: ["Games/psx/Game 1.zip"])
        #expect(try self.entries(mounted) == entries)
      }
      #expect(Set(try Files.sha256(games.map { mounted("Games/psx/\($0).zip") })) == expected)
      let listed = try mounted.vitrine(["cache", "list", "--json", "--mount", mounted.path]).text
      #expect(listed.components(of: "\"key\":") == games.count, "\(listed)")
    }

    private func killWorkers(_ mounted: MountedLibrary) {
      for worker in mounted.processes("vitrine") { kill(worker, SIGKILL) }
    }

    private func entries(_ mounted: MountedLibrary) throws -> [String] {
      try listTree(mounted.cache).map(\.path).filter { $0.hasSuffix(".zip") }.map { mounted.cache + "/" + $0 }.sorted()
    }

    private func partials(_ mounted: MountedLibrary) -> [String] {
      ((try? listTree(mounted.cache)) ?? []).map(\.path).filter { $0.hasSuffix(".part") }
    }

    /// Every file with the name of a complete ZIP is one.
    private func expectWholeEntries(_ mounted: MountedLibrary, _ expected: Set<String>, _ when: String) throws {
      for entry in try entries(mounted) {
        // It may be removed at this moment.
        guard let sum = try? Files.sha256(entry) else { continue }
        #expect(expected.contains(sum), "\(when): \(entry)")
      }
    }
  }
}

extension String {
  /// How often `part` is in the text.
  fileprivate func components(of part: String) -> Int {
    split(separator: part, omittingEmptySubsequences: false).count - 1
  }
}
