internal import Catalog
internal import Digest
internal import Glibc
internal import Model
internal import Platform
internal import SQLite
internal import Scan
internal import TestSupport
internal import Testing

@Suite struct `Hashing in the background` {
  private let library: LibraryOnDisk

  init() throws { library = try LibraryOnDisk() }

  private func write(_ path: String, _ bytes: [UInt8]) throws { try Files.write(bytes, to: library.path + "/" + path) }

  @Test func `Gives what coreutils give, in one pass`() throws {
    let sizes = [0, 1, 4096, (256 << 10) - 1, 256 << 10, (256 << 10) + 1, 3 << 20]
    for size in sizes { try write("nes/\(size).nes", SplitMix64.bytes(size, seed: UInt64(size))) }
    let games = sizes.map { "\($0).nes" }
    let hashing = try Hashing(
      library, settings: HashingSettings { $0.algorithms = [.sha1, .md5, .sha256] }, games: games)
    try hashing.waitUntilDone(files: sizes.count)
    for game in games {
      let found = try #require(try hashing.stored("nes/\(game)"))
      #expect(found.crc32 == (try Files.crc32(library.path + "/nes/" + game)), "\(game)")
      for (program, digest) in [
        ("sha1sum", found.sha1?.hexadecimal), ("md5sum", found.md5?.hexadecimal),
        ("sha256sum", found.sha256?.hexadecimal),
      ] {
        let result = try ExternalProgram.run(program, [library.path + "/nes/" + game])
        #expect(digest == String(result.text.prefix { $0 != " " }), "\(program) of \(game)")
      }
    }
    #expect(hashing.queue.progress.bytesDone == Int64(sizes.reduce(0, +)))
  }

  @Test func `Of thousands of small files is stored, and not repeated after a restart`() throws {
    let games = (0..<3000).map { "\($0).nes" }
    for game in games { try write("nes/" + game, Array(game.utf8)) }
    do {
      let hashing = try Hashing(library, settings: HashingSettings { $0.workers = 4 }, games: games)
      try hashing.waitUntilDone(files: games.count)
      #expect(try hashing.stored().count == games.count)
      #expect(hashing.queue.progress.filesTotal == games.count)
      hashing.queue.stop()
    }
    let again = try Hashing(library, games: games + ["0.nes"])
    try again.show(["1.nes", "2.nes"])
    try again.wait("the catalog is read") { _ in again.isIdle }
    #expect(again.queue.progress.filesTotal == 0)
    #expect(again.results.withLock { $0.isEmpty })
  }

  @Test func `Lists the members of a zipped game without reading it`() throws {
    try makeZip()
    let hashing = try Hashing(library, games: ["game.zip", "broken.zip"])
    try hashing.waitUntilDone(files: 2)
    let listing = try #require(try hashing.catalog.listing(of: try hashing.file("nes/game.zip").contentKey))
    #expect(listing.members.map { String(decoding: $0.name, as: UTF8.self) } == ["stored.nes", "deflated.nes"])
    let content = SplitMix64.bytes(100_000, seed: 1)
    #expect(listing.members.map(\.size) == [100_000, 100_000])
    try write("plain", content)
    #expect(listing.members.map(\.crc32) == Array(repeating: try Files.crc32(library.path + "/plain"), count: 2))
    #expect(listing.members.allSatisfy { $0.checksums == nil } && listing.problem == nil)
    #expect(try hashing.stored().isEmpty)
    #expect(hashing.queue.progress.bytesDone < 1000)
    #expect(hashing.queue.progress.archiveProblems == [.notAnArchive: 1])
  }

  private func makeZip() throws {
    try write("content", SplitMix64.bytes(100_000, seed: 1))
    let script = """
      import zipfile
      data = open('content', 'rb').read()
      with zipfile.ZipFile('nes/game.zip', 'w') as z:
          z.writestr('stored.nes', data, 0)
          z.writestr('deflated.nes', data, 8)
      """
    try createDirectories(library.path + "/nes")
    let result = try ExternalProgram.run("python3", ["-c", script], directory: library.path)
    try #require(result.status == 0, "\(result.errorText)")
    try write("nes/broken.zip", SplitMix64.bytes(5000, seed: 2))
  }

  @Test func `Reads zipped games whole where somebody asks for it`() throws {
    try makeZip()
    let hashing = try Hashing(
      library, settings: HashingSettings { $0.isInBackground = false }, games: ["game.zip", "broken.zip"])
    let done = try hashing.carryOut(.missing)
    #expect(done.done.files == 2 && done.failed == 0)
    let sum = try ExternalProgram.run("sha1sum", [library.path + "/content"]).text.prefix(40)
    let listing = try #require(try hashing.catalog.listing(of: try hashing.file("nes/game.zip").contentKey))
    #expect(listing.members.map { $0.checksums?.sha1?.hexadecimal } == [String(sum), String(sum)])
    #expect(try hashing.stored("nes/game.zip")?.sha1 != nil && hashing.stored("nes/broken.zip")?.sha1 != nil)
    // Nothing is missing any more.
    #expect(try hashing.carryOut(.missing).done.files == 0)
  }

  @Test func `Finds a file that changed though nothing about it says so`() throws {
    for name in ["a", "b", "c"] { try write("nes/" + name, SplitMix64.bytes(300_000, seed: 9)) }
    let hashing = try Hashing(library, games: ["a", "b", "c"])
    try hashing.waitUntilDone(files: 3)
    let before = try #require(try hashing.stored("nes/b"))
    try flipByte("nes/b")
    let done = try hashing.carryOut(.everything)
    #expect(done.done.files == 3 && done.differences == 1 && done.failed == 0)
    #expect(hashing.findings.withLock { $0.files.map(\.path) } == ["nes/b"])
    #expect(hashing.queue.progress.differences == 1)
    let difference = try #require(try hashing.catalog.checksumDifferences().first)
    #expect(difference.path == Array("nes/b".utf8) && difference.found != before)
    #expect(try hashing.stored("nes/b") == before)
    try flipByte("nes/b")
    #expect(try hashing.carryOut(.everything, hashing.scope("nes/b")).differences == 0)
    #expect(try hashing.catalog.checksumDifferences().isEmpty)
  }

  /// As a failing disk does: no time and no size changes.
  private func flipByte(_ path: String) throws {
    let whole = library.path + "/" + path
    let time = try FileStatus.of(whole).modified
    let byte = try Files.read(whole, at: 1000, count: 1)[0]
    let file = try FileDescriptor.open(whole, .writeOnly)
    #expect(lseek(file.rawValue, 1000, SEEK_SET) == 1000)
    try withUnsafeBytes(of: ~byte) { (bytes) throws(Errno) in try file.write(bytes) }
    try Files.setModified(whole, seconds: Int(time / 1_000_000_000), nanoseconds: Int(time % 1_000_000_000))
  }

  @Test func `Goes on with a request after a restart, where it was`() throws {
    let games = (0..<20).map { "\($0 + 10)" }
    for game in games { try write("nes/" + game, SplitMix64.bytes(2 << 20, seed: 3)) }
    let settings = HashingSettings {
      $0.isInBackground = false
      $0.workers = 1
    }
    let gate = Monitor((isOpen: false, read: Set<ContentKey>()))
    let request = HashRequest(id: 1, kind: .everything, scope: .everything, started: wallNanoseconds())
    do {
      let hashing = try Hashing(library, settings: settings, games: games) { key in
        // The sixth file is not read to its end.
        let count = gate.signal { gate in
          gate.read.insert(key)
          return gate.read.count
        }
        if count > 5 { gate.wait { $0.isOpen ? () : nil } }
      }
      hashing.queue.hash(request)
      try hashing.wait("five files are stored") { $0.background.done.files >= 5 }
      hashing.queue.stop()
      gate.signal { $0.isOpen = true }
    }
    let again = try Hashing(library, settings: settings, games: games)
    again.queue.hash(request)
    #expect(try again.result(of: request).done.files == 20)
    #expect(try again.stored().count == 20)
    // Those that were read before were not read again.
    #expect(again.results.withLock { $0.count } <= 15)
  }

  @Test func `Stops for a pause and a battery, but not for readers, and on the battery for nothing somebody asked for`()
    throws
  {
    for name in ["a", "b", "c"] { try write("nes/" + name, SplitMix64.bytes(1000, seed: 3)) }
    let isOnBattery = Monitor(true)
    var surroundings = Surroundings.quiet
    surroundings.reading = { Politeness.Reading(isOnBattery: isOnBattery.withLock { $0 }) }
    let hashing = try Hashing(library, surroundings: surroundings, games: ["a", "b", "c"])
    try hashing.wait("the battery is noticed") { $0.pause == .battery }
    hashing.queue.promote(try hashing.file("nes/a"))
    hashing.wait(for: 1)
    #expect(try hashing.carryOut(.missing, hashing.scope("nes/b")).done.files == 1)
    #expect(try hashing.stored("nes/c") == nil)
    hashing.queue.pause()
    isOnBattery.signal { $0 = false }
    try hashing.wait("the pause is shown") { $0.pause == .user }
    let request = HashRequest(id: 77, kind: .missing, scope: .everything, started: 0)
    hashing.queue.hash(request)
    try hashing.wait("the request waits") { $0.requests.map(\.request) == [request] && $0.pause == .user }
    #expect(try hashing.stored("nes/c") == nil)
    hashing.queue.resume()
    try hashing.wait("all is hashed") { _ in (try? hashing.stored("nes/c")) != nil }
  }

  @Test func `Leaves a sleeping disk alone until somebody else wakes it`() throws {
    try write("nes/a", [1])
    let disk = SpinningDisk(name: "sdx")
    let requests = Monitor<UInt64>(100)
    var surroundings = Surroundings.quiet
    surroundings.volume = { _ in Surroundings.Volume(device: 8, disks: [disk]) }
    surroundings.disk = { _ in DiskReading(power: .unknown, requests: requests.withLock { $0 }) }
    let hashing = try Hashing(library, surroundings: surroundings, games: ["a"])
    try hashing.wait("the disk is noticed") { $0.pause == .sleepingDisk }
    #expect(hashing.results.withLock { $0.isEmpty })
    requests.signal { $0 += 1 }
    try hashing.waitUntilDone(files: 1)
  }

  @Test func `Leaves the page cache as it was`() throws {
    let size = 6 << 20
    try write("nes/cold", SplitMix64.bytes(size, seed: 1))
    try write("nes/warm", SplitMix64.bytes(size, seed: 2))
    let cold = try FileDescriptor.open(library.path + "/nes/cold", .readOnly)
    let warm = try FileDescriptor.open(library.path + "/nes/warm", .readOnly)
    try cold.synchronize()
    cold.adviseNotNeeded(from: 0, length: 0)
    guard let before = CachedRanges.missingByStatistics(cold, size: Int64(size)), !before.isEmpty else {
      return print("skipped: this kernel does not say what is in the page cache, or keeps all of it")
    }
    #expect(CachedRanges.missingByStatistics(warm, size: Int64(size)) == [])
    let hashing = try Hashing(library, games: ["cold", "warm"])
    try hashing.waitUntilDone(files: 2)
    #expect(CachedRanges.missingByStatistics(cold, size: Int64(size)) == before)
    #expect(CachedRanges.missingByStatistics(warm, size: Int64(size)) == [])
  }

  @Test func `Is done by as many threads as are set, which say what they do`() throws {
    for name in ["a", "b", "c", "d"] { try write("nes/" + name, SplitMix64.bytes(3 << 20, seed: 3)) }
    let gate = Monitor(false)
    let hashing = try Hashing(
      library, settings: HashingSettings { $0.workers = 3 }, games: ["a", "b", "c", "d"]
    ) { _ in gate.wait { $0 ? () : nil } }
    defer { gate.signal { $0 = true } }
    try hashing.wait("three are at work") { $0.workers.count == 3 }
    #expect(hashing.queue.progress.workers.map(\.name) == ["hash-1", "hash-2", "hash-3"])
    #expect(
      Set(hashing.queue.progress.workers.map(\.path)).isSubset(
        of: Set(["a", "b", "c", "d"].map { Array("nes/\($0)".utf8) })))
    gate.signal { $0 = true }
    try hashing.waitUntilDone(files: 4)
    try hashing.wait("nobody is at work") { $0.workers.isEmpty }
  }

  @Test func `Is taken over by a reader's thread in the middle of a file`() throws {
    try write("nes/a", SplitMix64.bytes(8 << 20, seed: 3))
    let gate = Monitor((isOpen: false, isStopped: false))
    let hashing = try Hashing(library, games: ["a"]) { _ in
      gate.signal { $0.isStopped = true }
      gate.wait { $0.isOpen ? () : nil }
    }
    let file = try hashing.file("nes/a")
    gate.wait { $0.isStopped ? () : nil }
    hashing.queue.promote(file)
    gate.signal { $0.isOpen = true }
    hashing.wait(for: 1)
    #expect(hashing.result(of: file) == .success(try Files.crc32(library.path + "/nes/a")))
    #expect(hashing.queue.progress.readers.total.files == 1)
    // The rest of what is wanted follows in the background.
    try hashing.wait("the digest is stored") { _ in (try? hashing.stored("nes/a"))?.sha1 != nil }
  }

  @Test func `Is not repeated for a reader of what only the catalog knows`() throws {
    try write("nes/a", Array("123456789".utf8))
    do {
      let hashing = try Hashing(library, games: ["a"])
      try hashing.waitUntilDone(files: 1)
      hashing.queue.stop()
    }
    let again = try Hashing(library, games: ["a"])
    let file = try again.file("nes/a")
    library.remove("nes/a")
    again.queue.promote(file)
    again.wait(for: 1)
    #expect(again.result(of: file) == .success(0xCBF4_3926))
    #expect(again.queue.known(file.contentKey) == 0xCBF4_3926)
  }

  @Test func `Waits while results cannot be stored, and loses none`() throws {
    try write("nes/a", [1])
    let hashing = try Hashing(library)
    let connection = try Connection(path: library.state + "/catalog.sqlite")
    try connection.execute(
      "CREATE TRIGGER full BEFORE INSERT ON checksum BEGIN SELECT raise(ABORT, 'the disk is full'); END")
    try hashing.show(["a"])
    try write("nes/b", [2])
    hashing.wait(for: 1)
    try hashing.show(["a", "b"])
    try hashing.wait("the catalog is noticed") { $0.pause == .catalog }
    #expect(hashing.queue.progress.filesDone == 0)
    try connection.execute("DROP TRIGGER full")
    try hashing.waitUntilDone(files: 2)
    #expect(try hashing.stored().count == 2)
  }
}
