internal import Acquisition
internal import Catalog
internal import Model
internal import Platform
internal import Sources
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Sources, listed into the catalog", .timeLimit(.minutes(Soak.patience))) struct SourceSyncTests {
  private let workspace: TemporaryDirectory
  private let catalog: Catalog

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace("state"))
  }

  private func sync(_ source: any Source) async throws -> SyncOutcome {
    try await SourceSync(catalog, source, known: catalog.source(named: "home", at: source.place)).run()
  }

  private func known() throws -> KnownSource { try #require(try catalog.sources().first) }

  private func ids() throws -> [String: Int64] {
    let offers = try catalog.offers(of: known().id, below: [])
    return Dictionary(uniqueKeysWithValues: offers.map { ($0.offer.pathText, $0.id) })
  }

  // MARK: What comes in

  @Test func `a folder and what becomes of it`() async throws {
    let folder = workspace("files")
    for path in ["top", "a/1", "a/2", "a/b/1", "c/1"] { try Files.write("\(path)", to: folder + "/" + path) }
    let first = try await sync(FolderSource(folder))
    #expect(first.failure == nil && first.catalogError == nil && first.listing.isComplete)
    #expect(first.listing.offers == 5 && first.listing.folders == 4 && first.listing.message == nil)
    #expect(first.listing.began > 0 && first.listing.ended >= first.listing.began)
    #expect(try known().listing == first.listing)
    let before = try ids()
    _ = try ExternalProgram.run("rm", ["-r", folder + "/a/2", folder + "/c"])
    try Files.write("longer than before", to: folder + "/a/1")
    try Files.write("", to: folder + "/d")
    #expect(try await sync(FolderSource(folder)).listing.offers == 4)
    var after = try ids()
    #expect(after.removeValue(forKey: "d") != nil)
    #expect(after == before.filter { ["top", "a/1", "a/b/1"].contains($0.key) })
    let longer = try catalog.offers([#require(before["a/1"])])
    #expect(
      longer.first?.offer.size == OfferSize(18, isExact: true)
        && longer.first?.offer.address == .file(Array("a/1".utf8)))
  }

  @Test func `folders that did not change are not listed anew`() async throws {
    let first = ScriptedSource { known, deliver throws(SourceFailure) in
      #expect(known.folder(at: []) == nil)
      for batch in ScriptedSource.folder("", files: 0..<2, etag: "0", subfolders: ["a"]) { await deliver(batch) }
      for batch in ScriptedSource.folder("a", files: 0..<1_500, etag: "a") { await deliver(batch) }
      return ListingReport()
    }
    #expect(try await sync(first).listing.offers == 1_502)
    let before = try ids()
    let second = ScriptedSource { known, deliver throws(SourceFailure) in
      let top = known.folder(at: [])
      #expect(top?.mark.etag == "0" && top?.subfolders.map(\.url) == ["http://scripted/a/"])
      #expect(known.folder(at: Array("a".utf8))?.mark.etag == "a" && known.folder(at: Array("b".utf8)) == nil)
      for path in ["", "a"] {
        let folder = ListedFolder(path: Array(path.utf8), isWhole: true, isUnchanged: true)
        await deliver(ListingBatch(offers: [], folder: folder))
      }
      return ListingReport()
    }
    #expect(try await sync(second).listing.offers == 1_502)
    #expect(try ids() == before)
  }

  @Test func `200,000 offers, and the same again`() async throws {
    let source = ScriptedSource { _, deliver throws(SourceFailure) in
      for number in 0..<200 {
        for batch in ScriptedSource.folder("System \(number % 20)/Folder \(number)", files: 0..<1_000) {
          await deliver(batch)
        }
      }
      return ListingReport()
    }
    for run in ["", " again"] {
      let start = monotonicNanoseconds()
      #expect(try await sync(source).listing.offers == 200_000)
      print("200,000 offers listed into the catalog\(run): \(Double(monotonicNanoseconds() - start) / 1e9) s")
    }
  }

  // MARK: What goes wrong

  @Test func `what was left out is said`() async throws {
    let folder = workspace("files")
    for path in ["a/b/1", "a/c/1", "a/d/1", "a/e/1", "f", "back\\slash"] {
      try Files.write("", to: folder + "/" + path)
    }
    try Files.createLink(at: folder + "/outside", to: "/etc/passwd")
    var limits = FolderSource.Limits()
    limits.depth = 1
    let outcome = try await sync(FolderSource(folder, limits: limits))
    #expect(outcome.failure == nil && !outcome.listing.isComplete)
    #expect(outcome.listing.failures == 4 && outcome.listing.refused == 1 && outcome.listing.folders == 2)
    let message = try #require(outcome.listing.message)
    #expect(
      message.hasPrefix("4 folders could not be listed: /a/b: \(folder): folders lie more than 1 inside"), "\(message)")
    #expect(message.contains("; /a/d: ") && !message.contains("/a/e: "), "\(message)")
    #expect(message.contains(". 1 name cannot be used: back\\slash: the name holds a backslash. "), "\(message)")
    #expect(message.hasSuffix("Links that lead elsewhere, sockets and devices left out: 1"), "\(message)")
    #expect(try catalog.sources().first?.listing?.message == message)
  }

  @Test func `rows of a manifest that cannot be used`() async throws {
    let manifest = workspace("list.json")
    try Files.write(
      """
      {"files": [{"path": "a/1", "size": 1}, {"path": "../b"}, {"path": "c", "size": -1}, {"size": 1}]}
      """, to: manifest)
    let outcome = try await sync(ManifestSource(file: manifest))
    // One row does not say which file it is about, and nothing is gone for that.
    #expect(!outcome.listing.isComplete && outcome.failure == nil)
    #expect(outcome.listing.offers == 1 && outcome.listing.refused == 1 && outcome.listing.failures == 2)
    let message = try #require(outcome.listing.message)
    #expect(message.hasPrefix("3 rows of the manifest cannot be used: row 2 (line 1): "), "\(message)")
  }

  @Test func `a source that fails keeps what it had`() async throws {
    let whole = ScriptedSource { _, deliver throws(SourceFailure) in
      for batch in ScriptedSource.folder("a", files: 0..<10) { await deliver(batch) }
      return ListingReport()
    }
    #expect(try await sync(whole).listing.isComplete)
    let before = try ids()
    let failing = ScriptedSource { _, deliver throws(SourceFailure) in
      for batch in ScriptedSource.folder("b", files: 0..<5) { await deliver(batch) }
      throw SourceFailure(.throttled, "scripted: asks for less", retryAt: 77)
    }
    let outcome = try await sync(failing)
    #expect(outcome.failure?.kind == .throttled && outcome.failure?.retryAt == 77)
    #expect(!outcome.listing.isComplete && outcome.listing.offers == 15)
    #expect(outcome.listing.message == "scripted: asks for less")
    #expect(try known().listing == outcome.listing)
    let stopping = ScriptedSource { _, _ throws(SourceFailure) in
      var report = ListingReport()
      report.folders = 3
      report.stop = SourceFailure(.tooLong, "scripted: is too long")
      return report
    }
    let stopped = try await sync(stopping)
    #expect(stopped.failure?.kind == .tooLong && stopped.listing.message == "scripted: is too long")
    #expect(!stopped.listing.isComplete && stopped.listing.folders == 3 && stopped.listing.offers == 15)
    #expect(try before.allSatisfy { try ids()[$0.key] == $0.value })
    let gone = try await sync(FolderSource("/nowhere"))
    #expect(gone.failure?.kind == .notFound && gone.listing.message == gone.failure?.message)
  }

  // MARK: What ends it

  /// Delivers folders until its task is cancelled.
  private func endless(_ delivered: Counter) -> ScriptedSource {
    ScriptedSource { _, deliver throws(SourceFailure) in
      while !Task.isCancelled {
        for batch in ScriptedSource.folder("\(delivered.value)", files: 0..<1_000) { await deliver(batch) }
        delivered.add()
      }
      throw SourceFailure(.cancelled, "scripted: was cancelled")
    }
  }

  @Test func `a cancelled listing ends soon, and what came counts`() async throws {
    let (delivered, stored) = (Counter(), Counter())
    let source = endless(delivered)
    let known = try catalog.source(named: "home", at: source.place)
    let sync = SourceSync(catalog, source, known: known)
    let task = Task { await sync.run { stored.set($0.offers) } }
    while stored.value < 10_000 { try await Task.sleep(nanoseconds: 1_000_000) }
    // Others see it while it comes, also after a crash.
    #expect(try Catalog.open(directory: workspace("state")).offers(of: known.id, below: Array("0".utf8)).count == 1_000)
    let start = monotonicNanoseconds()
    task.cancel()
    let outcome = await task.value
    #expect(monotonicNanoseconds() - start < 10_000_000_000)
    #expect(outcome.failure?.kind == .cancelled && outcome.catalogError == nil && !outcome.listing.isComplete)
    #expect(outcome.listing.offers == delivered.value * 1_000)
    #expect(try self.known().listing == outcome.listing)
  }

  @Test func `who delivers waits for the catalog`() async throws {
    let delivered = Counter()
    let source = endless(delivered)
    let sync = SourceSync(catalog, source, known: try catalog.source(named: "home", at: source.place))
    // Called on the writer's own thread.
    let held = Held()
    let task = Task { await sync.run { _ in held.wait() } }
    var last = 0
    while delivered.value < 5 || delivered.value != last {
      last = delivered.value
      try await Task.sleep(nanoseconds: 300_000_000)
    }
    #expect(delivered.value < 60, "\(delivered.value)")
    held.release()
    while delivered.value < last + 50 { try await Task.sleep(nanoseconds: 1_000_000) }
    task.cancel()
    #expect(await task.value.listing.offers == delivered.value * 1_000)
  }

  @Test(arguments: [true, false])
  func `a listing that nobody stores any more ends`(isClosed: Bool) async throws {
    let delivered = Counter()
    let source = endless(delivered)
    let known = try catalog.source(named: "home", at: source.place)
    let sync = SourceSync(catalog, source, known: known)
    let task = Task { await sync.run() }
    while delivered.value < 2 { try await Task.sleep(nanoseconds: 1_000_000) }
    if isClosed { catalog.close() } else { try catalog.forgetSource(known.id) }
    for outcome in [await task.value, await sync.run()] {
      #expect(!outcome.listing.isComplete && outcome.listing.message?.isEmpty == false)
      #expect(outcome.catalogError?.reason == (isClosed ? .closed : nil))
      #expect(outcome.failure?.kind == (isClosed ? nil : .cancelled), "\(outcome)")
    }
  }
}

/// A number that several threads use.
private final class Counter: Sendable {
  private let number = Atomic<Int>(0)
  var value: Int { number.load(ordering: .sequentiallyConsistent) }
  func add() { number.add(1, ordering: .sequentiallyConsistent) }
  func set(_ value: Int) { number.store(value, ordering: .sequentiallyConsistent) }
}

/// Keeps threads until it is released; not for tasks.
private final class Held: Sendable {
  private let isReleased = Monitor(false)
  func wait() { _ = isReleased.wait(until: monotonicNanoseconds() + 60_000_000_000) { $0 ? true : nil } }
  func release() { isReleased.signal { $0 = true } }
}
