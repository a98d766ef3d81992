internal import Acquisition
internal import Catalog
internal import Digest
internal import Glibc
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Fetching that is killed", .timeLimit(.minutes(Soak.patience))) struct KilledFetchTests {
  private static let mountPoint = "/mnt/games"

  /// What one job wants: files with and without checksums, and files that take the place of others, some of which are
  /// just as long.
  private final class Round: Sendable {
    let scratch: TemporaryDirectory
    let server: PacedServer
    let files: [String: [UInt8]]
    let old: [String: [UInt8]]

    init(_ number: Int) async throws {
      scratch = try TemporaryDirectory()
      server = try PacedServer(of: scratch("served"), in: scratch)
      var generator = SplitMix64(seed: UInt64(number))
      var (files, old): ([String: [UInt8]], [String: [UInt8]]) = ([:], [:])
      var manifest = OfferedManifest()
      for index in 0..<16 {
        let name = "\(index).bin"
        let size = index % 5 == 4 ? 1000 : Int.random(in: 50_000...1_000_000, using: &generator)
        let bytes = SplitMix64.bytes(size, seed: generator.next())
        try Files.write(bytes, to: scratch("served/\(name)"))
        files["psx/\(name)"] = bytes
        manifest.add(
          "psx/\(name)", at: "\(server.address)/\(name)", size: size, contents: index % 3 == 0 ? bytes : nil)
        if index % 4 == 0 {
          old["psx/\(name)"] = [UInt8](repeating: 0x55, count: index % 8 == 0 ? size : 77)
          try Files.write(old["psx/\(name)"] ?? [], to: scratch("downloads/psx/\(name)"))
        }
      }
      try manifest.write(to: scratch("served/manifest.json"))
      (self.files, self.old) = (files, old)
      let catalog = try Catalog.open(directory: scratch("state"))
      defer { catalog.close() }
      let client = try HTTPClient(userAgent: "vitrine-test/1")
      let source = try ManifestSource(server.address + "/manifest.json", client: client)
      let known = try catalog.source(named: "paced", at: source.place)
      let outcome = await SourceSync(catalog, source, known: known).run()
      #expect(outcome.failure == nil && outcome.listing.isComplete)
      let wanted = try catalog.offers(of: known.id, below: []).map { stored in
        var download = Download(
          path: stored.offer.path, size: stored.offer.size?.bytes, checksums: stored.offer.checksums)
        download.replaces = old[stored.offer.pathText] != nil
        return WantedFile(download, offers: [stored.id])
      }
      _ = try catalog.add(
        DownloadJob(title: "all", created: wallNanoseconds()), wanted, at: KilledFetchTests.mountPoint,
        now: wallNanoseconds())
      client.close()
    }

    /// - Parameter time: when it is killed, nanoseconds after its start; nil lets it come to its end.
    /// - Returns: whether it came to its end.
    func run(killedAfter time: UInt64?) async throws -> Bool {
      let log = try FileDescriptor.open(scratch("log"), [.writeOnly, .create, .append])
      let program = try ExternalProgram(
        Products.directory + "/FetchRunner", [scratch("state"), scratch("downloads")],
        streams: .init(output: log.rawValue, errors: log.rawValue))
      let limit = monotonicNanoseconds() + (time ?? 120_000_000_000)
      while monotonicNanoseconds() < limit {
        if let status = program.wait(timeout: 0) {
          let words = String(decoding: try Files.read(scratch("log")), as: UTF8.self)
          try #require(status == 0, "\(status): \(words)")
          return true
        }
        try await Task.sleep(for: .milliseconds(2))
      }
      program.signal(SIGKILL)
      while program.wait(timeout: 0) == nil { try await Task.sleep(for: .milliseconds(1)) }
      if time == nil { Issue.record("it does not come to its end") }
      return false
    }

    /// The files that are whole under their names; nothing else may be there under one.
    func landed() throws -> Set<String> {
      var landed: Set<String> = []
      for (path, bytes) in files {
        guard let found = try? Files.read(scratch("downloads/\(path)")) else {
          #expect(old[path] == nil, "\(path) was there, and is gone")
          continue
        }
        if found == bytes { landed.insert(path) } else { #expect(found == old[path], "\(path) has wrong bytes") }
      }
      return landed
    }

    func downloads() throws -> [Download] {
      let catalog = try Catalog.open(directory: scratch("state"))
      defer { catalog.close() }
      let job = try #require(try catalog.downloadJobs(at: KilledFetchTests.mountPoint).first)
      return try catalog.downloads(ofJob: job.id, limit: 100)
    }

    func checkEnd() throws {
      #expect(try landed() == Set(files.keys))
      for file in try downloads() {
        #expect(file.state == .done, "\(file.pathText) is \(file.state): \(String(describing: file.failure))")
        let bytes = files[file.pathText] ?? []
        #expect(file.found?.sha1 != nil && file.received == Int64(bytes.count), "\(file)")
      }
      let left = try listTree(scratch("downloads")).map { "\($0)" }.filter { $0.contains(".part") }
      #expect(left.isEmpty, "\(left)")
    }
  }

  @Test func `every job ends right, and what is there is not fetched again`() async throws {
    let wanted = Soak.isOn ? 200 : 10
    var generator = SplitMix64(seed: 11)
    var (kills, rests, wholes, rounds, files, disturbed) = (0, 0, 0, 0, 0, 0)
    while kills < wanted {
      let round = try await Round(rounds)
      rounds += 1
      files += round.files.count
      var seen: [(landed: Set<String>, sent: [String: PacedServer.Sent])] = []
      var hasEnded = false
      while !hasEnded, kills < wanted {
        hasEnded = try await round.run(killedAfter: UInt64.random(in: 20_000_000...600_000_000, using: &generator))
        if hasEnded { break }
        kills += 1
        let done = try round.downloads().filter { $0.state == .done }.map(\.pathText)
        let landed = try round.landed()
        #expect(Set(done).isSubset(of: landed))
        if !landed.isEmpty { disturbed += 1 }
        seen.append((landed, try round.server.sent()))
      }
      if !hasEnded { _ = try await round.run(killedAfter: nil) }
      try round.checkEnd()
      let sent = try round.server.sent()
      for (number, then) in seen.enumerated() {
        for path in then.landed {
          let name = String(path.dropFirst(4))
          #expect(
            then.sent[name]?.asked == sent[name]?.asked, "round \(rounds): \(path) was there after kill \(number + 1)")
        }
      }
      for (name, counts) in sent where name.hasSuffix(".bin") {
        rests += counts.rests
        wholes += counts.wholes
      }
    }
    // What was on its way when the program was killed may come again: no more than that.
    #expect(wholes <= files + kills * 4, "\(wholes) whole bodies for \(files) files")
    #expect(rests > 0 && disturbed > 0)
    print(
      "killed \(kills) times in \(rounds) jobs, \(disturbed) times with files there: \(files) files, "
        + "\(wholes) whole bodies, \(rests) rests")
  }

  @Test func `a file that is to be replaced is not taken for the new one`() async throws {
    let world = try FetchingWorld()
    try world.offer(["psx/Disc.bin"], in: "share", size: 5000)
    try Files.write([UInt8](repeating: 1, count: 5000), to: world.directory + "/psx/Disc.bin")
    let places = [try await world.place("share", FolderSource(world.scratch("share")))]
    var wanted = try world.wanted(places)
    wanted[0].download.replaces = true
    let job = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), wanted)
    // As the end of the program leaves it between storing that the file is about to get its name and its getting it.
    var file = try #require(try world.catalog.downloads(ofJob: job.id, limit: 1).first)
    let landing = Landing(world.directory, owner: world.catalog.path)
    let place = try landing.prepare(file.path, number: file.id, replaces: true)
    let bytes = FetchingWorld.contents("psx/Disc.bin", 5000)
    try Files.write(bytes, to: world.directory + "/psx/" + String(decoding: place.partName, as: UTF8.self))
    file.state = .verifying
    file.received = 5000
    file.source = "share"
    file.found = Checksums(crc32: 1)
    try world.catalog.update([file], now: wallNanoseconds())
    try world.acquirer.start()
    world.acquirer.configure(places)
    #expect(try await world.end(of: job.id).state == .done)
    #expect(try world.bytes("psx/Disc.bin") == bytes)
    #expect(world.parts.isEmpty)
  }

  @Test func `folders come and go while files are brought there`() async throws {
    let scratch = try TemporaryDirectory()
    let landing = Landing(scratch("downloads"), owner: "test")
    let problems = Monitor<[String]>([])
    let done = Monitor(0)
    let threads = 4
    for number in 0..<threads {
      try WorkerThread(name: "bring") {
        for index in 0..<2000 {
          let path = Array("nes/A Folder/\(number).bin".utf8)
          let id = Int64(number * 10_000 + index)
          do throws(Errno) {
            _ = try landing.prepare(path, number: id, replaces: false)
            if !landing.hasPart(of: path, number: id) { problems.signal { $0.append("\(id) has no part") } }
          } catch { problems.signal { $0.append("\(id): \(error)") } }
          landing.removePart(of: path, number: id)
        }
        done.signal { $0 += 1 }
      }.detach()
    }
    while done.withLock({ $0 }) < threads { try await Task.sleep(for: .milliseconds(10)) }
    #expect(problems.withLock { $0 } == [])
    #expect(try listTree(scratch("downloads")).isEmpty)
  }
}
