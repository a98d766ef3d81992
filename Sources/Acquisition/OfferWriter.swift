internal import Catalog
internal import Model
internal import Platform

/// Stores a listing in the catalog while it comes in, on a thread of its own: it may block. Any thread.
///
/// As many batches as are there go into one transaction. Where they come faster than they are stored, whoever delivers
/// waits without blocking.
final class OfferWriter: Sendable {
  /// What became of it.
  enum End: Sendable {
    case stored(SourceListing)
    /// The source is not in the catalog any more.
    case forgotten
    case failed(CatalogError)
  }

  private struct State {
    var batches: [ListingBatch] = []
    /// Entries in ``batches``.
    var entries = 0
    /// Who delivers waits for this.
    var room: Arrival<Void>?
    /// Nothing comes any more.
    var result: SourceListing?
    /// Nothing is stored any more.
    var isOver = false
  }

  private enum Work {
    case batches([ListingBatch])
    case end(SourceListing)
  }

  private let catalog: Catalog
  private let source: Int64
  private let progressed: @Sendable (SyncProgress) -> Void
  private let state = Monitor(State())
  private let start = Arrival<Bool?>()
  private let end = Arrival<End>()

  /// Who delivers waits while more entries than this are not stored: some megabytes.
  private static let mostEntries = 20_000
  /// Enough for a transaction.
  private static let group = 5_000
  /// How long fewer wait for more, nanoseconds: a slow server's folders do not get a transaction each.
  private static let patience: UInt64 = 100_000_000

  init(_ catalog: Catalog, source: Int64, _ progressed: @escaping @Sendable (SyncProgress) -> Void) {
    self.catalog = catalog
    self.source = source
    self.progressed = progressed
  }

  /// Starts the thread. ``finish(_:)`` ends it.
  ///
  /// - Returns: whether the catalog knows folders of the source that need not be listed anew if they did not change;
  ///   nil where nothing is stored, for a reason that ``finish(_:)`` gives.
  func begin() async throws(Errno) -> Bool? {
    try WorkerThread(name: "source-sync", stackBytes: 1 << 20) { [self] in run() }.detach()
    return await start.value
  }

  /// - Returns: false where nothing is stored any more.
  func take(_ batch: ListingBatch) async -> Bool {
    let room: Arrival<Void>? = state.signal { state in
      guard !state.isOver else { return nil }
      state.batches.append(batch)
      state.entries += 1 + batch.offers.count + (batch.folder?.subfolders.count ?? 0)
      if state.entries > OfferWriter.mostEntries { state.room = Arrival() }
      return state.room
    }
    await room?.value
    return state.withLock { !$0.isOver }
  }

  /// Stores what was delivered and how the listing ended. Called once, after ``begin()``.
  ///
  /// - Parameter result: its offers are counted in the catalog.
  func finish(_ result: SourceListing) async -> End {
    state.signal { $0.result = result }
    return await end.value
  }

  // MARK: The thread

  private func run() {
    do throws(CatalogError) {
      let listing = try catalog.beginListing(of: source)
      if listing == 0 { return stop(.forgotten) }
      start.settle(try catalog.hasKnownFolders(of: source))
      var progress = SyncProgress()
      while true {
        switch next() {
        case .batches(let batches):
          guard try catalog.store(batches, of: source, listing: listing) else { return stop(.forgotten) }
          progress.add(batches)
          progressed(progress)
        case .end(let result):
          return stop(try catalog.endListing(of: source, listing: listing, result).map { .stored($0) } ?? .forgotten)
        }
      }
    } catch {
      stop(.failed(error))
    }
  }

  private func stop(_ end: End) {
    let room = state.signal { state in
      state.isOver = true
      state.batches = []
      return state.room
    }
    room?.settle(())
    start.settle(nil)
    self.end.settle(end)
  }

  private func next() -> Work {
    let hasWork: Bool? = state.wait { state in state.batches.isEmpty && state.result == nil ? nil : true }
    precondition(hasWork == true, "waits as long as there is nothing")
    let deadline = monotonicNanoseconds() + OfferWriter.patience
    let isEnough: (State) -> Bool = { state in state.entries >= OfferWriter.group || state.result != nil }
    _ = state.wait(until: deadline) { state in isEnough(state) ? true : nil }
    let (work, room): (Work, Arrival<Void>?) = state.withLock { state in
      if let result = state.result, state.batches.isEmpty { return (.end(result), nil) }
      defer {
        state.batches = []
        state.entries = 0
        state.room = nil
      }
      return (.batches(state.batches), state.room)
    }
    room?.settle(())
    return work
  }
}

extension SyncProgress {
  fileprivate mutating func add(_ batches: [ListingBatch]) {
    for batch in batches {
      offers += batch.offers.count
      if batch.folder != nil { folders += 1 }
    }
  }
}
