internal import Acquisition
internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Fetching from sources that fail", .timeLimit(.minutes(Soak.patience))) struct FaultyFetchTests {
  @Test func `no wrong byte is accepted, and what any source has comes`() async throws {
    guard hasTool("openssl") else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch.makeDirectory("offered"), in: scratch)
    let offered = try FaultyOffers(Soak.isOn ? 1000 : 100, at: server, servedFrom: scratch("offered"))
    let world = try FetchingWorld(authorities: server.certificate) { settings in
      // On a machine that is busy an answer takes its time: what waits for one is to be wrong about nobody.
      settings.transfer.stream.patience = 3
      settings.patience = 4_000_000_000
      settings.largest = 30 << 20
      settings.plan.workers = 24
      settings.plan.patience = 600_000_000_000
      settings.retry = 300_000_000
      settings.mostRetries = 12
    }
    let places = try await offered.places(in: world)
    try world.acquirer.start()
    world.acquirer.configure(places)
    let began = monotonicNanoseconds()
    let added = try world.acquirer.add(
      DownloadJob(title: "all", created: wallNanoseconds()), world.wanted(places))
    // What only dead sources have, as far as anybody knows, is tried again for as long as anybody waits, which is for the others.
    let others = Set(offered.files.filter { !$0.waitsForDead }.map(\.path))
    var downloads: [String: Download] = [:]
    var open = others
    while !open.isEmpty, monotonicNanoseconds() - began < (Soak.isOn ? 1000 : 400) * 1_000_000_000 {
      try await Task.sleep(for: .milliseconds(100))
      for download in try world.catalog.downloads(ofJob: added.id, limit: 2000) {
        downloads[download.pathText] = download
      }
      open = others.filter { downloads[$0]?.isOver != true }
    }
    #expect(open.isEmpty, "\(world.acquirer.view)")
    let seconds = Double(monotonicNanoseconds() - began) / 1e9
    _ = try world.acquirer.cancel(added.id)
    for _ in 0..<500 where !world.acquirer.view.isIdle || !world.parts.isEmpty {
      try await Task.sleep(for: .milliseconds(20))
    }
    #expect(downloads.count == offered.files.count)
    var codes: [String: Int] = [:]
    for file in offered.files {
      let download = try #require(downloads[file.path])
      let words = "\(file.path) of \(file.contents.count): \(file.faults): \(download)"
      let landed = try? world.bytes(file.path)
      #expect((landed != nil) == (download.state == .done), "\(words)")
      if let landed { #expect(landed == file.contents, "wrong bytes: \(landed.count) of \(words)") }
      if let canCome = file.canCome { #expect((download.state == .done) == canCome, "\(words)") }
      if download.state == .done { continue }
      if file.waitsForDead { continue }
      let failure = try #require(download.failure, "\(words)")
      #expect(failure.message.contains(": "), "\(words)")
      codes[failure.code, default: 0] += 1
      // What has another length by now is not what was offered, which some say before it is fetched.
      #expect(["wrong-bytes", "nobody-has-it"].contains(failure.code), "\(words)")
    }
    #expect(world.parts.isEmpty, "\(world.parts)")
    #expect(world.acquirer.view.isIdle)
    // Keys went to the server they are for, and to nobody it sent us to.
    let answer = try await world.client.send(HTTPRequest(server.address + "/seen"))
    let seen = String(decoding: answer.body, as: UTF8.self).split(separator: "\n").map { $0.split(separator: " ") }
    #expect(seen.contains { $0[0] == "0" && $0[1].hasPrefix("/cross/open/") })
    for entry in seen {
      let isSecure = entry[1].split(separator: "/")[1] == "secure"
      #expect(entry[0] == (isSecure ? "2" : "0"), "\(entry)")
    }
    print("\(offered.files.count) files in \(seconds) s, \(seen.count) requests with keys, failed: \(codes)")
  }

  @Test func `what only sources have that nothing can be known of is given up after some tries`() async throws {
    guard hasTool("openssl") else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch.makeDirectory("offered"), in: scratch)
    let world = try FetchingWorld { settings in
      settings.patience = 1_000_000_000
      // A source that is left alone for longer is not waited for.
      settings.plan.patience = 1_000_000_000
      settings.retry = 100_000_000
      settings.mostRetries = 4
    }
    var manifest = OfferedManifest()
    for fault in FaultyOffers.dead {
      for number in 1...2 {
        let name = "\(fault)-\(number)"
        try Files.write([1, 2, 3], to: scratch("offered/\(name)"))
        manifest.add("nes/\(name)", at: "\(server.address)/\(fault)/x/\(name)", size: 3, contents: [1, 2, 3])
      }
    }
    let added = try await begin(manifest, server, scratch, world)
    let job = try await world.end(of: added.id, seconds: 120)
    let downloads = try world.catalog.downloads(ofJob: job.id, limit: 100)
    #expect(downloads.count == 2 * FaultyOffers.dead.count)
    for download in downloads {
      let failure = try #require(download.failure, "\(download)")
      #expect(download.state == .failed && download.failures == world.settings.mostRetries + 1, "\(download)")
      #expect(failure.code == "no-answer" && failure.retryAt == nil && failure.message.contains(": "), "\(download)")
    }
    #expect(world.parts.isEmpty && world.acquirer.view.isIdle)
  }

  /// What a file without an end, or one that is too long, would do to the disk.
  @Test func `what is too long takes no room, and holds up nothing`() async throws {
    guard hasTool("openssl") else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch.makeDirectory("offered"), in: scratch)
    let world = try FetchingWorld { settings in
      settings.largest = 30 << 20
      settings.transfer.stream.patience = 1
    }
    var manifest = OfferedManifest()
    let contents = SplitMix64.bytes(20_000, seed: 1)
    let faults = ["endless", "huge", "growing", "plain"]
    for fault in faults {
      for (kind, size, hasSum) in [("sized", 20_000, true), ("summed", nil, true), ("bare", nil, false)] {
        let name = "\(fault)-\(kind)"
        try Files.write(contents, to: scratch("offered/\(name)"))
        manifest.add(
          "nes/\(name)", at: "\(server.address)/\(fault)/x/\(name)", size: size, contents: hasSum ? contents : nil)
      }
    }
    let added = try await begin(manifest, server, scratch, world)
    let job = try await world.end(of: added.id)
    for download in try world.catalog.downloads(ofJob: job.id, limit: 100) {
      // What grows has no bytes that were promised by anybody, and another length each time.
      let isGood = download.pathText.contains("plain")
      #expect((download.state == .done) == isGood, "\(download)")
      if !isGood { #expect(download.failure?.retryAt == nil && download.failure?.message.isEmpty == false) }
    }
    #expect(world.parts.isEmpty && world.landed.count == 3, "\(world.parts)")
  }

  @Test func `a file that does not fit on the disk waits, and the others do not`() async throws {
    guard hasTool("openssl") else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch.makeDirectory("offered"), in: scratch)
    let world = try FetchingWorld { $0.plan.workers = 2 }
    let space = try FileDescriptor.open(scratch.path, [.readOnly, .directory]).fileSystemSpace()
    // A disk that is nearly empty has no such length.
    let length = space.free + (space.total - space.free) / 2
    guard space.free > 4 << 30, length - space.free > 4 << 30 else { return }
    var manifest = OfferedManifest()
    for name in ["\(length)", "a", "b", "c", "d"] {
      try Files.write([1, 2, 3], to: scratch("offered/\(name)"))
      let fault = name.count > 1 ? "huge" : "plain"
      manifest.add("nes/\(name)", at: "\(server.address)/\(fault)/x/\(name)", size: nil, contents: nil)
    }
    let job = try await begin(manifest, server, scratch, world)
    let waiting = try await world.wait(for: job.id, seconds: 20) { $0.counts[.done] == 4 }
    #expect(waiting.state == .running && waiting.counts.open == 1)
    for _ in 0..<500 where world.acquirer.view.holds.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(world.acquirer.view.holds.contains { $0.contains("does not fit") }, "\(world.acquirer.view.holds)")
    // It is not asked for again and again.
    try await Task.sleep(for: .seconds(3))
    let view = world.acquirer.view
    #expect(view.sources.first?.failures == 1 && view.transferring == 0, "\(view)")
    #expect(try world.acquirer.cancel(job.id))
    for _ in 0..<200 where !world.parts.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(world.parts.isEmpty && world.landed.count == 4)
  }

  @Test func `a file whose length nobody says leaves the room on the disk that is to be left`() async throws {
    guard hasTool("openssl") else { return }
    let scratch = try TemporaryDirectory()
    let server = try FaultServer(of: scratch.makeDirectory("offered"), in: scratch)
    let world = try FetchingWorld { $0.transfer.keepFree = .max / 2 }
    var manifest = OfferedManifest()
    try Files.write([1, 2, 3], to: scratch("offered/file"))
    manifest.add("nes/file", at: "\(server.address)/endless/x/file", size: nil, contents: [1, 2, 3])
    let added = try await begin(manifest, server, scratch, world)
    let job = try await world.end(of: added.id)
    let download = try #require(try world.catalog.downloads(ofJob: job.id, limit: 1).first)
    #expect(download.state == .failed && download.failure?.message.contains("no room") == true, "\(download)")
    #expect(world.parts.isEmpty)
  }

  /// Begins to fetch everything that a manifest offers.
  private func begin(
    _ manifest: OfferedManifest, _ server: FaultServer, _ scratch: TemporaryDirectory, _ world: FetchingWorld
  ) async throws -> DownloadJob {
    try manifest.write(to: scratch("offered/all.json"))
    let place = try await world.place(
      "one", ManifestSource("\(server.address)/plain/m/all.json", client: world.client))
    try world.acquirer.start()
    world.acquirer.configure([place])
    return try world.acquirer.add(
      DownloadJob(title: "all", created: wallNanoseconds()), world.wanted([place]))
  }
}

extension Download {
  /// Whether nothing is tried any more.
  fileprivate var isOver: Bool { state == .done || state == .failed && failure?.retryAt == nil }
}

extension AcquisitionView {
  /// Whether nothing is asked for and nothing transferred.
  fileprivate var isIdle: Bool { workers.isEmpty && ready == 0 }
}
