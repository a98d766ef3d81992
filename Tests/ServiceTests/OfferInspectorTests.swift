internal import Catalog
internal import HTTPClient
internal import Model
internal import Platform
internal import SQLite
internal import Service
internal import Sources
internal import Synchronization
internal import TestSupport
internal import Testing

@Suite("Asking servers what their files are", .timeLimit(.minutes(Soak.patience))) struct OfferInspectorTests {
  private static let count = OfferInspector.batch * 2 + 40
  private static let asked = 4
  private let workspace: TemporaryDirectory
  private let catalog: Catalog
  private let known: KnownSource
  private let source: AskedFolder
  private let heard = Heard()

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace("state"))
    known = try catalog.source(named: "nas", at: workspace("far"))
    source = AskedFolder(workspace("far"))
    let names = (0..<Self.count).map { "\($0 + 1000).nes" }
    for name in names { try Files.write("some", to: workspace("far/" + name)) }
    let listing = try catalog.beginListing(of: known.id)
    let offers = names.map { Offer(path: Array($0.utf8), address: .file(Array($0.utf8))) }
    try catalog.store(ListingBatch.batches(of: offers, folder: nil), of: known.id, listing: listing)
    _ = try catalog.endListing(of: known.id, listing: listing, SourceListing(began: 1, ended: 2, isComplete: true))
  }

  /// Has the catalog refuse what servers say, or not any more.
  private func refuse(_ isRefusing: Bool) throws {
    let connection = try Connection(path: catalog.path)
    try connection.execute(
      isRefusing
        ? "CREATE TRIGGER refuse BEFORE INSERT ON offer_inspection BEGIN SELECT RAISE(FAIL, 'no room'); END"
        : "DROP TRIGGER refuse")
  }

  private func begin() throws -> Task<OfferInspector.Outcome, Never> {
    let client = try HTTPClient(userAgent: "test")
    let offers = try catalog.offers(of: known.id, below: [])
    #expect(offers.count == Self.count)
    let inspector = OfferInspector(catalog, source, OfferProbe(client), asked: Self.asked, firstPause: 1_000_000) {
      [heard] news in heard.news.withLock { $0.append(news) }
    }
    return Task { await inspector.run(offers) }
  }

  private func waitUntilHeld(times: Int) async throws {
    func held() -> Int {
      heard.news.withLock { $0.filter { if case .held(let why) = $0 { why.contains("no room") } else { false } }.count }
    }
    while held() < times { try await Task.sleep(nanoseconds: 5_000_000) }
  }

  @Test func `what the catalog refuses is held, nothing more is asked, and nothing twice`() async throws {
    try refuse(true)
    let task = try begin()
    try await waitUntilHeld(times: 4)
    #expect(source.questions <= OfferInspector.batch + Self.asked)
    #expect(try catalog.inspections(of: known.id).isEmpty)
    try refuse(false)
    #expect(await task.value == .done)
    #expect(source.questions == Self.count)
    let found = try catalog.inspections(of: known.id)
    #expect(found.count == Self.count && found.values.allSatisfy { $0.size == 4 && !$0.isGone })
    let stored = heard.news.withLock { $0.reduce(0) { if case .stored(let count) = $1 { $0 + count } else { $0 } } }
    #expect(stored == Self.count)
  }

  @Test func `waiting for the catalog ends when it is cancelled`() async throws {
    try refuse(true)
    let task = try begin()
    try await waitUntilHeld(times: 2)
    task.cancel()
    #expect(await task.value == .cancelled)
    #expect(source.questions <= OfferInspector.batch + Self.asked)
  }

  @Test func `the pause after a refusal grows`() async throws {
    try refuse(true)
    let began = monotonicNanoseconds()
    let task = try begin()
    // 1 + 2 + ... + 256 ms.
    try await waitUntilHeld(times: 10)
    #expect(monotonicNanoseconds() - began >= 511_000_000)
    task.cancel()
    _ = await task.value
  }
}

private final class Heard: Sendable {
  let news = Mutex<[OfferInspector.News]>([])
}

/// A folder that counts how often somebody wants to know where a file of it is.
private final class AskedFolder: Source {
  private let folder: FolderSource
  private let asked = Atomic(0)
  var place: String { folder.place }
  var questions: Int { asked.load(ordering: .relaxed) }

  init(_ path: String) { folder = FolderSource(path) }

  func list(
    known: any KnownFolders, _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    try await folder.list(known: known, deliver)
  }

  func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    asked.wrappingAdd(1, ordering: .relaxed)
    return try folder.place(of: offer)
  }
}
