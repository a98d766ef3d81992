package import Model
internal import Platform
internal import Synchronization

/// A folder of this machine, or one that is mounted from another. Nothing in it is ever changed.
package struct FolderSource: Source {
  package let place: String
  private let limits: Limits

  package struct Limits: Hashable, Sendable {
    /// Folders inside each other.
    package var depth = 32
    /// Files and folders together.
    package var entries = 1_000_000
    /// Without a sign of life of the file system, nanoseconds.
    package var patience: UInt64 = 30_000_000_000
    package init() {}
  }

  /// - Parameter path: absolute, of the folder.
  package init(_ path: String, limits: Limits = Limits()) {
    place = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    self.limits = limits
  }

  package func list(
    known: any KnownFolders = NothingKnown(), _ deliver: (ListingBatch) async -> Void
  ) async throws(SourceFailure) -> ListingReport {
    let (place, limits) = (place, limits)
    if FolderErrand.isStuck(place) { throw .stalled(place, seconds: limits.patience / 1_000_000_000) }
    let errand = FolderErrand(place)
    defer { errand.abandon() }
    do throws(Errno) {
      // A share whose server is gone keeps this thread until it is back, and nobody else.
      try WorkerThread(name: "source-folder", stackBytes: 1 << 20) { errand.run(limits) }.detach()
    } catch {
      throw SourceFailure(error, at: place)
    }
    while true {
      switch await errand.next(patience: limits.patience) {
      case .batches(let batches):
        for batch in batches where !Task.isCancelled { await deliver(batch) }
      case .end(let report): return report
      case .failed(let error): throw SourceFailure(error, at: place)
      case .stalled:
        errand.noteStuck()
        throw .stalled(place, seconds: limits.patience / 1_000_000_000)
      }
      if Task.isCancelled { throw .cancelled(place) }
    }
  }

  package func place(of offer: Offer) throws(SourceFailure) -> OfferPlace {
    guard case .file(let path) = offer.address, OfferedName.refusal(ofPath: path) == nil else {
      throw SourceFailure(.configuration, "\(offer.pathText): is not an offer of \(place)")
    }
    return .file(folder: place, path: path)
  }
}

/// A walk on a thread of its own, and the task that takes what it finds. Any thread.
private final class FolderErrand: Sendable {
  enum Event: Sendable {
    case batches([ListingBatch])
    case end(ListingReport)
    case failed(Errno)
    case stalled
  }

  private struct State {
    var ready: [Event] = []
    var isAbandoned = false
    var hasEnded = false
    var isStuck = false
  }

  /// Places whose last walk has not come back: another thread would only be lost there, too.
  private static let stuckPlaces = Mutex<Set<String>>([])

  static func isStuck(_ place: String) -> Bool { stuckPlaces.withLock { $0.contains(place) } }

  /// The walk waits while so many folders have not been taken.
  private static let mostReady = 16
  private let state = Monitor(State())
  private let lastSign = Atomic<UInt64>(monotonicNanoseconds())
  private let place: String

  init(_ place: String) { self.place = place }

  /// The thread's work.
  func run(_ limits: FolderSource.Limits) {
    defer { end() }
    do throws(Errno) {
      var walk = try FolderWalk(place, limits)
      while let batches = try walk.next({ alive() }) {
        alive()
        if !hand(.batches(batches)) { return }
      }
      _ = hand(.end(walk.report))
    } catch {
      _ = hand(.failed(error))
    }
  }

  /// The next thing that was found. While the task works on the last one nobody counts the time.
  func next(patience: UInt64) async -> Event {
    alive()
    var pause: UInt64 = 200_000
    while true {
      let event: Event? = state.signal { state in state.ready.isEmpty ? nil : state.ready.removeFirst() }
      if let event { return event }
      if monotonicNanoseconds() &- lastSign.load(ordering: .relaxed) > patience { return .stalled }
      do { try await Task.sleep(nanoseconds: pause) } catch { return .batches([]) }
      pause = min(pause * 2, 20_000_000)
    }
  }

  /// Nobody takes anything any more: the thread ends as soon as it can.
  func abandon() { state.signal { $0.isAbandoned = true } }

  /// The file system gives no sign: until the thread comes back nobody else goes there.
  func noteStuck() {
    state.signal { state in
      if state.hasEnded { return }
      state.isStuck = true
      FolderErrand.stuckPlaces.withLock { _ = $0.insert(place) }
    }
  }

  private func end() {
    state.signal { state in
      state.hasEnded = true
      if state.isStuck { FolderErrand.stuckPlaces.withLock { _ = $0.remove(place) } }
    }
  }

  private func alive() { lastSign.store(monotonicNanoseconds(), ordering: .relaxed) }

  /// - Returns: false where nobody wants it.
  private func hand(_ event: Event) -> Bool {
    state.wait { state in
      if state.isAbandoned { return false }
      if state.ready.count >= FolderErrand.mostReady { return nil }
      state.ready.append(event)
      return true
    } ?? false
  }
}
