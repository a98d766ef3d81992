internal import Catalog
internal import Model
internal import Platform
internal import Sources
internal import Synchronization

/// Asks a server what the files are that its listing tells only roughly: how long they are, and when they changed.
///
/// Such a file is not shown before. What comes is stored as it comes, and asked for once.
struct OfferInspector: Sendable {
  let catalog: Catalog
  let probe: OfferProbe
  let source: any Source
  /// Questions at the same time.
  let asked: Int
  /// Told now and then that something was stored.
  let stored: @Sendable (_ count: Int) -> Void

  /// Offers whose answers are stored at a time, at most.
  private static let batch = 256

  /// What came of it.
  enum Outcome: Hashable, Sendable {
    case done
    /// It is worth trying again then, wall-clock nanoseconds.
    case failed(String, retryAt: Int64)
    case cancelled
  }

  /// After a failure. Nanoseconds.
  private static let pause: Int64 = 60_000_000_000

  private enum Answer: Sendable {
    case inspected(OfferInspection)
    case failed(String, pause: Int64)
    case cancelled
  }

  /// Asks about all of them. Cancelling the task ends it soon.
  func run(_ offers: [StoredOffer]) async -> Outcome {
    var outcome = Outcome.done
    var pending: [OfferInspection] = []
    var rest = offers.makeIterator()
    var lastStored = monotonicNanoseconds()
    await withTaskGroup(of: Answer.self) { group in
      for _ in 0..<max(1, asked) {
        guard let next = rest.next() else { break }
        group.addTask { await inspect(next) }
      }
      for await answer in group {
        switch answer {
        case .inspected(let inspection):
          pending.append(inspection)
          if pending.count >= Self.batch || monotonicNanoseconds() - lastStored > 2_000_000_000 {
            store(&pending)
            lastStored = monotonicNanoseconds()
          }
        case .failed(let message, let pause):
          outcome = .failed(message, retryAt: wallNanoseconds() + pause)
          group.cancelAll()
          continue
        case .cancelled:
          if outcome == .done { outcome = .cancelled }
          continue
        }
        if outcome == .done, let next = rest.next() { group.addTask { await inspect(next) } }
      }
    }
    store(&pending)
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
    case .failed(let message): return .failed(message, pause: Self.pause)
    case .throttled(let pause): return .failed("the server asks for fewer requests", pause: Int64(clamping: pause))
    case .cancelled: return .cancelled
    }
  }

  private func store(_ pending: inout [OfferInspection]) {
    guard !pending.isEmpty else { return }
    let batch = pending
    pending = []
    do throws(CatalogError) { try catalog.store(batch) } catch {
      Log.warning("what servers say of files is asked again: it cannot be stored (\(error.description))")
      return
    }
    stored(batch.count)
  }
}
