internal import Catalog
internal import Digest
internal import HTTPClient
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization

/// Fetches the pictures and documents that the catalog wants, several at once, and stores each once by its content.
final class ArtworkRun: Sendable {
  /// What came of an address.
  struct Fetched: Sendable {
    var artwork: Artwork
    /// Of what is to be stored.
    var bytes: [UInt8]?
  }

  private struct State {
    var queue: [Artwork] = []
    var last: Artwork?
    var isWalking = false
    var hasWalked = false
    /// Which walk it is: what a page of an earlier one says does not count for a later one.
    var walk = 0
    /// No text comes any more that may want something.
    var isTextDone = false
    var isCancelled = false
    /// What this run has given out: what fails is not tried again in it.
    var given: Set<String> = []
    /// Workers that have nothing to do until there is more text.
    var waiters: [CheckedContinuation<Void, Never>] = []

    mutating func beginAgain() {
      hasWalked = false
      last = nil
      walk += 1
    }
  }

  private let catalog: Catalog
  private let store: ArtworkStore
  private let sender: @Sendable (Provider) -> (any RequestSender)?
  private let kinds: Set<MediaKind>
  /// Bytes.
  private let limit: Int64
  private let progress: EnrichmentProgressDesk
  private let state = Mutex(State())

  private static let page = 500
  /// Nanoseconds.
  private static let minute: Int64 = 60_000_000_000
  private static let forgetMissing: Int64 = 30 * 24 * 60 * minute
  private static let retry: Int64 = 15 * minute

  init(
    _ catalog: Catalog, _ store: ArtworkStore, kinds: Set<MediaKind>, limit: Int64, _ progress: EnrichmentProgressDesk,
    sender: @escaping @Sendable (Provider) -> (any RequestSender)?
  ) {
    self.catalog = catalog
    self.store = store
    self.kinds = kinds
    self.limit = limit
    self.progress = progress
    self.sender = sender
  }

  /// Text was stored, and may want pictures.
  func textCame() { wake { $0.beginAgain() } }

  func textEnded() {
    wake { state in
      state.isTextDone = true
      state.beginAgain()
    }
  }

  func cancel() { wake { $0.isCancelled = true } }

  // MARK: Taking

  func next() async -> Artwork? {
    while true {
      switch step() {
      case .artwork(let artwork): return artwork
      case .end: return nil
      case .walk:
        walk()
        wake { $0.isWalking = false }
      case .wait: await wait()
      }
    }
  }

  private enum Step {
    case artwork(Artwork)
    case walk, wait, end
  }

  private func step() -> Step {
    state.withLock { state in
      if state.isCancelled { return .end }
      if !state.queue.isEmpty { return .artwork(state.queue.removeFirst()) }
      if state.isWalking { return .wait }
      if state.hasWalked { return state.isTextDone ? .end : .wait }
      state.isWalking = true
      return .walk
    }
  }

  /// Until there may be something to do.
  private func wait() async {
    await withCheckedContinuation { continuation in
      let isLate = state.withLock { state in
        let isIdle = state.isWalking || (state.hasWalked && !state.isTextDone)
        if state.isCancelled || !state.queue.isEmpty || !isIdle { return true }
        state.waiters.append(continuation)
        return false
      }
      if isLate { continuation.resume() }
    }
  }

  private func wake(_ body: (inout State) -> Void) {
    let waiters = state.withLock { state in
      body(&state)
      defer { state.waiters = [] }
      return state.waiters
    }
    for waiter in waiters { waiter.resume() }
  }

  private func walk() {
    let (last, walk) = state.withLock { ($0.last, $0.walk) }
    do throws(CatalogError) {
      let page = try catalog.wantedArtwork(after: last, kinds: kinds, now: wallNanoseconds(), limit: ArtworkRun.page)
      let count = state.withLock { state in
        let fresh = page.filter { state.given.insert("\($0.game.provider.rawValue)/\($0.game.id)/\($0.url)").inserted }
        state.queue += fresh
        if state.walk == walk {
          state.last = page.last
          state.hasWalked = page.count < ArtworkRun.page
        }
        return fresh.count
      }
      progress.expectsArtwork(count)
    } catch {
      Log.warning("pictures are not fetched: \(error.description)")
      cancel()
    }
  }

  // MARK: Fetching

  func fetch(_ artwork: Artwork) async -> Fetched {
    var result = Fetched(artwork: artwork)
    guard let sender = sender(artwork.game.provider) else {
      result.artwork.state = .failed
      result.artwork.retryAt = wallNanoseconds() + ArtworkRun.retry
      return result
    }
    let request = HTTPRequest(artwork.url, deadline: 60_000_000_000, answerLimit: Int(limit))
    do throws(ProviderFailure) {
      let response = try await sender.send(request, cost: 1)
      take(response, into: &result)
    } catch {
      // The gate has tried often enough for now. What is too long stays so.
      let isRefused = error.code == .refused
      let pause = isRefused ? ArtworkRun.forgetMissing : ArtworkRun.retry
      result.artwork.state = isRefused ? .refused : .failed
      result.artwork.retryAt = max(error.retryAt ?? 0, wallNanoseconds() + pause)
    }
    return result
  }

  private func take(_ response: HTTPResponse, into result: inout Fetched) {
    let now = wallNanoseconds()
    switch response.status {
    case 404, 410:
      result.artwork.state = .missing
      result.artwork.retryAt = now + ArtworkRun.forgetMissing
    case 200:
      guard Int64(response.body.count) <= limit, let form = ArtworkForm(response.body), form.fits(result.artwork.kind)
      else {
        result.artwork.state = .refused
        result.artwork.retryAt = now + ArtworkRun.forgetMissing
        return
      }
      result.artwork.fileExtension = form.rawValue
      result.artwork.size = Int64(response.body.count)
      result.bytes = response.body
    default:
      result.artwork.state = .failed
      result.artwork.retryAt = now + ArtworkRun.retry
    }
  }

  // MARK: Storing

  /// On the writer's thread.
  func write(_ group: [Fetched]) -> Set<ProviderGame> {
    let now = wallNanoseconds()
    let artwork = group.map { item -> Artwork in
      var artwork = item.artwork
      guard let bytes = item.bytes, let form = artwork.fileExtension else { return artwork }
      do throws(Errno) {
        artwork.digest = try store.store(bytes, form).bytes
        artwork.state = .stored
        artwork.stored = now
        artwork.retryAt = nil
      } catch {
        Log.warning("\(store.directory): a picture cannot be stored (\(error)); it is tried again later")
        artwork.state = .failed
        artwork.retryAt = now + ArtworkRun.retry
      }
      return artwork
    }
    do throws(CatalogError) {
      try catalog.store(artwork)
      progress.stored(artwork)
    } catch {
      Log.warning("what became of pictures is not stored: \(error.description)")
    }
    return Set(artwork.filter { $0.state == .stored }.map(\.game))
  }
}
