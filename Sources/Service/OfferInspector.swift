package import Catalog
package import Model
internal import Platform
package import Sources
internal import Synchronization

/// Asks a server what the files are that its listing tells only roughly: how long they are, and when they changed.
///
/// Such a file is not shown before. What comes is stored as it comes, and asked for once. As long as the catalog does
/// not take it nothing more is asked: who cannot keep answers shall not have servers give them.
package struct OfferInspector: Sendable {
  private let catalog: Catalog
  private let probe: OfferProbe
  private let source: any Source
  /// Questions at the same time.
  private let asked: Int
  /// After the first time that the catalog refuses; twice as long after each further one. Nanoseconds.
  private let firstPause: UInt64
  private let told: @Sendable (News) -> Void

  /// What is told while it goes on. On any thread.
  package enum News: Hashable, Sendable {
    /// Of so many offers what came was stored, now and then.
    case stored(Int)
    /// What came is held until the catalog takes it: why it does not, for people.
    case held(String)
    /// The server says nothing of this offer: why, for people.
    case refused(Int64, String)
    /// There was no answer when it was asked about this offer, and nothing more is asked now.
    case unanswered(Int64)
  }

  /// What came of it.
  package enum Outcome: Hashable, Sendable {
    case done
    /// It is worth trying again then, wall-clock nanoseconds.
    case failed(String, retryAt: Int64)
    case cancelled
  }

  /// Offers whose answers are stored at a time, at most.
  package static let batch = 256
  /// After so many refusals in a row, which may be those of one folder, the rest is asked about in any order; after as
  /// many again nothing works there.
  package static let mostRefusals = 16
  /// After a failure. Nanoseconds.
  private static let pause: Int64 = 60_000_000_000
  /// While the catalog refuses. Nanoseconds.
  private static let longestPause: UInt64 = 300_000_000_000

  private enum Answer: Sendable {
    case inspected(OfferInspection)
    case refused(Int64, String)
    case failed(Int64, String, pause: Int64)
    case cancelled
  }

  package init(
    _ catalog: Catalog, _ source: any Source, _ probe: OfferProbe, asked: Int, firstPause: UInt64 = 1_000_000_000,
    told: @escaping @Sendable (News) -> Void
  ) {
    self.catalog = catalog
    self.source = source
    self.probe = probe
    self.asked = asked
    self.firstPause = firstPause
    self.told = told
  }

  /// Asks about all of them. Cancelling the task ends it soon.
  package func run(_ offers: [StoredOffer]) async -> Outcome {
    var outcome = Outcome.done
    var pending: [OfferInspection] = []
    var rest = offers[...]
    var refusals = 0
    var isShuffled = false
    var lastStored = monotonicNanoseconds()
    await withTaskGroup(of: Answer.self) { group in
      for _ in 0..<max(1, asked) {
        guard let next = rest.popFirst() else { break }
        group.addTask { await inspect(next) }
      }
      for await answer in group {
        switch answer {
        case .inspected(let inspection):
          refusals = 0
          pending.append(inspection)
          if pending.count >= Self.batch || monotonicNanoseconds() - lastStored > 2_000_000_000 {
            if await !store(&pending), outcome == .done { outcome = .cancelled }
            lastStored = monotonicNanoseconds()
          }
        case .refused(let id, let message):
          told(.refused(id, message))
          refusals += 1
          if refusals >= Self.mostRefusals, !rest.isEmpty, outcome == .done {
            if isShuffled {
              outcome = .failed(message, retryAt: wallNanoseconds() + Self.pause)
              group.cancelAll()
            }
            rest.shuffle()
            (isShuffled, refusals) = (true, 0)
          }
        case .failed(let id, let message, let pause):
          told(.unanswered(id))
          outcome = .failed(message, retryAt: wallNanoseconds() + pause)
          group.cancelAll()
          continue
        case .cancelled:
          if outcome == .done { outcome = .cancelled }
          continue
        }
        if outcome == .done, let next = rest.popFirst() { group.addTask { await inspect(next) } }
      }
    }
    if await !store(&pending), outcome == .done { outcome = .cancelled }
    return outcome
  }

  private func inspect(_ stored: StoredOffer) async -> Answer {
    let place: OfferPlace
    do throws(SourceFailure) { place = try source.place(of: stored.offer) } catch {
      return .inspected(OfferInspection(of: stored, isGone: true))
    }
    switch await probe.ask(place, size: nil) {
    case .has(let version):
      // A server that does not say how long it is says it with the bytes; until then it is not shown.
      return .inspected(
        OfferInspection(
          of: stored, size: version.size, modified: version.modified, etag: version.etag,
          lastModified: version.lastModified))
    case .hasNot: return .inspected(OfferInspection(of: stored, isGone: true))
    case .refused(let message): return .refused(stored.id, message)
    case .failed(let message): return .failed(stored.id, message, pause: Self.pause)
    case .throttled(let pause):
      return .failed(stored.id, "the server asks for fewer requests", pause: Int64(clamping: pause))
    case .cancelled: return .cancelled
    }
  }

  /// Returns when the catalog has it all, however long that takes.
  ///
  /// - Returns: false where that was cancelled: it is asked for another time.
  private func store(_ pending: inout [OfferInspection]) async -> Bool {
    guard !pending.isEmpty else { return true }
    let batch = pending
    pending = []
    var pause = firstPause
    while true {
      do throws(CatalogError) {
        try catalog.store(batch)
        break
      } catch {
        if pause == firstPause { Log.warning("what servers say of files waits to be stored: \(error.description)") }
        told(
          .held(
            "what it says of its files cannot be stored, and it is asked no more until that succeeds: "
              + error.description))
      }
      try? await Task.sleep(nanoseconds: pause)
      if Task.isCancelled { return false }
      pause = min(pause * 2, max(firstPause, Self.longestPause))
    }
    told(.stored(batch.count))
    return true
  }
}
