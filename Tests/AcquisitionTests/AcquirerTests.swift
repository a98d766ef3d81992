internal import Acquisition
internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import TestSupport
internal import Testing

@Suite("Files are fetched", .timeLimit(.minutes(Soak.patience))) struct AcquirerTests {
  private static let names =
    (1...30).map { "nes/Game \($0).nes" } + ["snes/A Folder/Disc 1.bin", "snes/A Folder/Disc.cue"]

  @Test func `from a folder and from a server, each once, with their checksums`() async throws {
    let world = try FetchingWorld()
    try world.offer(Self.names, in: "share")
    try world.offer(Self.names, in: "served")
    let server = try #require(try WebServer.start(.nginx, of: world.scratch("served")))
    let web = try HTTPIndexSource(server.address + "/", client: world.client)
    let places = [
      try await world.place("nas", web), try await world.place("share", FolderSource(world.scratch("share"))),
    ]
    try world.acquirer.start()
    world.acquirer.configure(places)
    var job = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), world.wanted(places))
    job = try await world.end(of: job.id)
    #expect(job.state == .done && job.counts[.done] == Self.names.count)
    #expect(job.counts.received == job.counts.bytes && job.counts.bytes == Int64(50_000 * Self.names.count))
    for name in Self.names { #expect(try world.bytes(name) == FetchingWorld.contents(name, 50_000), "\(name)") }
    #expect(Set(world.landed) == Set(Self.names) && world.landed.count == Self.names.count)
    for file in try world.catalog.downloads(ofJob: job.id, limit: 100) {
      let crc = try Files.crc32(world.directory + "/" + file.pathText)
      #expect(file.found?.crc32 == crc && file.found?.sha1 != nil && file.source != nil)
    }
    #expect(world.parts.isEmpty)
    // What is there is not fetched again.
    let again = try world.acquirer.add(DownloadJob(title: "again", created: wallNanoseconds()), world.wanted(places))
    #expect(try await world.end(of: again.id).state == .done)
    #expect(try world.catalog.downloads(ofJob: again.id, limit: 100).allSatisfy { $0.source == nil })
  }

  @Test func `what fails is said with a reason, and tried again by itself`() async throws {
    let world = try FetchingWorld { $0.retry = 500_000_000 }
    try world.offer(Self.names, in: "share", size: 1000)
    let places = [try await world.place("share", FolderSource(world.scratch("share")))]
    let wanted = try world.wanted(places)
    try Files.remove(world.scratch("share") + "/nes/Game 3.nes")
    try Files.write([1, 2, 3], to: world.scratch("share") + "/nes/Game 4.nes")
    try Files.write([9], to: world.directory + "/nes/Game 5.nes")
    try world.acquirer.start()
    world.acquirer.configure(places)
    let asked = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), wanted)
    var job = try await world.end(of: asked.id)
    #expect(job.state == .failed && job.counts[.failed] == 3 && job.counts[.done] == wanted.count - 3)
    let failed = try world.catalog.downloads(ofJob: job.id, limit: 10, in: [.failed])
    #expect(failed.map(\.pathText) == ["nes/Game 3.nes", "nes/Game 4.nes", "nes/Game 5.nes"])
    #expect(failed[0].failure?.code == "nobody-has-it" && failed[0].failure?.message.contains("share") == true)
    #expect(failed[1].failure?.message.contains("3 bytes") == true, "\(failed[1])")
    #expect(failed[2].failure?.message.contains("another file of that name") == true, "\(failed[2])")
    #expect(try Files.read(world.directory + "/nes/Game 5.nes") == [9])
    // Mended, and asked for again.
    try world.offer(["nes/Game 3.nes", "nes/Game 4.nes"], in: "share", size: 1000)
    try Files.remove(world.directory + "/nes/Game 5.nes")
    #expect(try world.acquirer.retry(job.id) == 3)
    job = try await world.end(of: asked.id)
    #expect(job.state == .done)
    // A share that is away: later, by itself.
    try world.offer((1...3).map { "md/\($0).md" }, in: "share")
    let more = [try await world.place("share", FolderSource(world.scratch("share")))]
    let late = try world.wanted(more).filter { $0.download.pathText.hasPrefix("md/") }
    try Files.rename(world.scratch("share"), world.scratch("away"))
    let second = try world.acquirer.add(DownloadJob(title: "md", created: wallNanoseconds()), late)
    job = try await world.wait(for: second.id) { $0.counts.retrying == 3 }
    #expect(job.state == .running && job.counts.nextRetry != nil)
    try Files.rename(world.scratch("away"), world.scratch("share"))
    #expect(try await world.end(of: second.id).state == .done)
  }

  @Test func `a service that begins anew goes on where it was`() async throws {
    let world = try FetchingWorld { $0.bandwidth = 1_000_000 }
    let names = (1...6).map { "psx/Disc \($0).bin" }
    try world.offer(names, in: "served", size: 1_000_000)
    let server = try #require(try WebServer.start(.nginx, of: world.scratch("served")))
    let places = [try await world.place("nas", HTTPIndexSource(server.address + "/", client: world.client))]
    try world.acquirer.start()
    world.acquirer.configure(places)
    let job = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), world.wanted(places))
    func begun() throws -> Bool {
      try world.catalog.downloads(ofJob: job.id, limit: 10).contains { $0.received > 100_000 && $0.partETag != nil }
    }
    for _ in 0..<1000 where try !begun() { try await Task.sleep(for: .milliseconds(10)) }
    world.restart()
    let open = try world.catalog.downloads(ofJob: job.id, limit: 10).filter { !$0.state.isEnded }
    #expect(open.contains { $0.received > 100_000 && $0.partETag != nil }, "\(open)")
    #expect(open.allSatisfy { $0.state == .pending })
    #expect(!world.parts.isEmpty)
    // Parts that nobody knows of, as a crash leaves them; and one of somebody else.
    let part = try #require(world.parts.first?.split(separator: " ").first { $0.contains(".part") })
    let name = part.split(separator: "/").last.map(String.init) ?? ""
    let tag = name.dropLast(5).split(separator: ".").last?.split(separator: "-").first.map(String.init) ?? ""
    try Files.write([1], to: world.directory + "/old/.Gone.bin.\(tag)-4711.part")
    try Files.write([1], to: world.directory + "/old/.Other.bin.0badf00d-3.part")
    try world.acquirer.start()
    world.acquirer.configure(places)
    #expect(try await world.end(of: job.id).state == .done)
    for name in names { #expect(try world.bytes(name) == FetchingWorld.contents(name, 1_000_000)) }
    #expect(world.parts.count == 1 && world.parts[0].contains("Other"), "\(world.parts)")
    #expect(world.landed.count == names.count)
  }

  @Test func `paused, resumed and cancelled`() async throws {
    let world = try FetchingWorld { $0.bandwidth = 1_000_000 }
    let names = (1...12).map { "psx/Disc \($0).bin" }
    try world.offer(names, in: "share", size: 400_000)
    let places = [try await world.place("share", FolderSource(world.scratch("share")))]
    try world.acquirer.start()
    world.acquirer.configure(places)
    let job = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), world.wanted(places))
    _ = try await world.wait(for: job.id) { $0.counts[.done] >= 1 }
    #expect(try world.acquirer.pause(job.id))
    // What is under way comes to its end, and nothing follows.
    for _ in 0..<500 where world.acquirer.view.transferring > 0 { try await Task.sleep(for: .milliseconds(20)) }
    let paused = try #require(try world.acquirer.jobs(job.id).first)
    try await Task.sleep(for: .milliseconds(700))
    let later = try #require(try world.acquirer.jobs(job.id).first)
    #expect(paused.state == .paused && later.counts[.done] == paused.counts[.done] && later.counts.open > 0)
    #expect(world.parts.isEmpty)
    // The same files, wanted by another job as well, go on.
    let other = try world.acquirer.add(
      DownloadJob(title: "two", created: wallNanoseconds()), Array(world.wanted(places).suffix(2)))
    #expect(try await world.end(of: other.id).state == .done)
    #expect(try world.acquirer.resume(job.id))
    _ = try await world.wait(for: job.id) { $0.counts[.done] > later.counts[.done] + 2 }
    let time = monotonicNanoseconds()
    #expect(try world.acquirer.cancel(job.id))
    let ended = try #require(try world.acquirer.jobs(job.id).first)
    #expect(ended.state == .cancelled && ended.counts[.cancelled] > 0 && ended.counts.open == 0)
    for _ in 0..<200 where !world.parts.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(world.parts.isEmpty && monotonicNanoseconds() - time < 2_000_000_000)
    #expect(try !world.acquirer.cancel(job.id) && !world.acquirer.pause(job.id))
    // What was cancelled can be had after all.
    #expect(try (world.acquirer.retry(job.id) ?? 0) > 0)
    #expect(try await world.end(of: job.id).state == .done)
    for name in names { #expect(try world.bytes(name) == FetchingWorld.contents(name, 400_000)) }
  }

  @Test func `what is left of jobs that rest goes with them`() async throws {
    let world = try FetchingWorld { $0.bandwidth = 1_500_000 }
    let names = (1...5).map { "psx/Disc \($0).bin" }
    try world.offer(names, in: "share", size: 1_200_000)
    let places = [try await world.place("share", FolderSource(world.scratch("share")), transfers: 1)]
    let wanted = try world.wanted(places)
    try world.acquirer.start()
    world.acquirer.configure(places)
    let job = try world.acquirer.add(DownloadJob(title: "all", created: wallNanoseconds()), wanted)
    for _ in 0..<500 where world.acquirer.view.rate == 0 { try await Task.sleep(for: .milliseconds(10)) }
    // The parts stay, and are not looked at while the job rests.
    world.restart()
    #expect(!world.parts.isEmpty)
    #expect(try world.acquirer.pause(job.id))
    try world.acquirer.start()
    world.acquirer.configure(places)
    try await Task.sleep(for: .milliseconds(300))
    #expect(try world.acquirer.cancel(job.id))
    for _ in 0..<500 where !world.parts.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(world.parts.isEmpty)
    // What a cancelled job shared with one that is paused rests.
    let paused = try world.acquirer.add(DownloadJob(title: "paused", created: wallNanoseconds()), wanted)
    #expect(try world.acquirer.pause(paused.id))
    let other = try world.acquirer.add(DownloadJob(title: "other", created: wallNanoseconds()), wanted)
    for _ in 0..<500 where world.parts.isEmpty { try await Task.sleep(for: .milliseconds(10)) }
    #expect(try world.acquirer.cancel(other.id))
    for _ in 0..<1500 where world.acquirer.view.transferring > 0 { try await Task.sleep(for: .milliseconds(10)) }
    let before = world.landed.count
    try await Task.sleep(for: .milliseconds(2500))
    #expect(world.landed.count == before && before < names.count)
    #expect(try world.acquirer.resume(paused.id))
    #expect(try await world.end(of: paused.id).state == .done)
  }

  @Test func `a file that waits comes from where another job has it`() async throws {
    let world = try FetchingWorld()
    try world.offer(["one.bin"], in: "share")
    try world.offer(["one.bin"], in: "other")
    let share = try await world.place("share", FolderSource(world.scratch("share")))
    let other = try await world.place("other", FolderSource(world.scratch("other")))
    // The disk of the first is not mounted: the file is not given up for that.
    try Files.remove(world.scratch("share") + "/one.bin")
    try world.acquirer.start()
    world.acquirer.configure([share, other])
    let first = try world.acquirer.add(
      DownloadJob(title: "first", created: wallNanoseconds()), world.wanted([share]))
    let waiting = try await world.wait(for: first.id) { $0.counts.retrying == 1 }
    #expect(!waiting.state.isEnded)
    let second = try world.acquirer.add(
      DownloadJob(title: "second", created: wallNanoseconds()), world.wanted([other]))
    #expect(try await world.end(of: second.id).state == .done)
    #expect(try await world.end(of: first.id).state == .done)
    #expect(world.landed.count == 1)
  }

  @Test func `files of a source that is away keep none of the others out`() async throws {
    let world = try FetchingWorld { $0.window = 20 }
    try world.offer((1...1000).map { "a/\($0).bin" }, in: "away", size: 100)
    try world.offer((1...10).map { "b/\($0).bin" }, in: "share", size: 100)
    let away = try await world.place("away", FolderSource(world.scratch("away")))
    let share = try await world.place("share", FolderSource(world.scratch("share")))
    try Files.rename(world.scratch("away"), world.scratch("gone"))
    let first = try world.acquirer.add(
      DownloadJob(title: "a", created: wallNanoseconds()), world.wanted([away]))
    let second = try world.acquirer.add(
      DownloadJob(title: "b", created: wallNanoseconds()), world.wanted([share]))
    try world.acquirer.start()
    world.acquirer.configure([away, share])
    #expect(try await world.end(of: second.id, seconds: 50).state == .done)
    #expect(try world.acquirer.jobs(first.id).first?.state == .running)
  }

  @Test func `more files than are looked at in one go, of paused jobs and others`() async throws {
    let world = try FetchingWorld { $0.window = 20 }
    try world.offer((1...100).map { "a/\($0).bin" } + (1...60).map { "b/\($0).bin" }, in: "share", size: 100)
    let places = [try await world.place("share", FolderSource(world.scratch("share")))]
    let wanted = try world.wanted(places)
    let first = try world.acquirer.add(
      DownloadJob(title: "a", created: wallNanoseconds()), wanted.filter { $0.download.pathText.hasPrefix("a/") })
    #expect(try world.acquirer.pause(first.id))
    let second = try world.acquirer.add(
      DownloadJob(title: "b", created: wallNanoseconds()), wanted.filter { $0.download.pathText.hasPrefix("b/") })
    try world.acquirer.start()
    world.acquirer.configure(places)
    #expect(try await world.end(of: second.id).state == .done)
    #expect(world.landed.count == 60)
    #expect(try world.acquirer.resume(first.id))
    #expect(try await world.end(of: first.id).state == .done)
    #expect(world.landed.count == 160)
  }
}
