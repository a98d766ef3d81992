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
    var hasWalked = false
    /// Which walk it is: what a page of an earlier one says does not count for a later one.
    var walk = 0
    /// Text that is still being fetched may want more.
    var isTextDone = false
    var isCancelled = false
    /// What this run has given out: what fails is not tried again in it.
    var given: Set<String> = []
    /// Of a run that is about some games alone: those whose pictures have not been looked for.
    var games: [ProviderGame] = []

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
  /// Whether it is about some games alone.
  private let isLimited: Bool
  /// Bytes.
  private let limit: Int64
  private let progress: EnrichmentProgressDesk
  private let state = Mutex(State())

  private static let page = 500
  /// Nanoseconds.
  private static let minute: Int64 = 60_000_000_000
  private static let forgetMissing: Int64 = 30 * 24 * 60 * minute
  private static let retry: Int64 = 15 * minute

  /// - Parameter games: the run is about these and those of ``concerns(_:)``; nil is about all there are.
  init(
    _ catalog: Catalog, _ store: ArtworkStore, kinds: Set<MediaKind>, limit: Int64, of games: Set<ProviderGame>?,
    _ progress: EnrichmentProgressDesk, sender: @escaping @Sendable (Provider) -> (any RequestSender)?
  ) {
    self.catalog = catalog
    self.store = store
    self.kinds = kinds
    self.limit = limit
    self.progress = progress
    self.sender = sender
    isLimited = games != nil
    if let games { state.withLock { $0.games = Array(games) } }
  }

  /// The pictures of these are wanted as well; what is said of the games is stored.
  func concerns(_ games: [ProviderGame]) {
    if isLimited { state.withLock { $0.games += games } }
  }

  func textEnded() {
    state.withLock { state in
      state.isTextDone = true
      state.beginAgain()
    }
  }

  func cancel() { state.withLock { $0.isCancelled = true } }

  // MARK: Taking

  func next() async -> Artwork? {
    while true {
      let (artwork, isEnd, mustWalk) = state.withLock { state -> (Artwork?, Bool, Bool) in
        if state.isCancelled { return (nil, true, false) }
        if !state.queue.isEmpty { return (state.queue.removeFirst(), false, false) }
        return (nil, state.hasWalked && state.isTextDone, !state.hasWalked)
      }
      if let artwork { return artwork }
      if isEnd { return nil }
      if mustWalk {
        walk()
      } else {
        // Looked at again while text comes in.
        try? await Task.sleep(nanoseconds: 250_000_000)
        state.withLock { $0.beginAgain() }
      }
    }
  }

  private func walk() {
    let (last, walk, games) = state.withLock { state in
      defer { state.games = Array(state.games.dropFirst(ArtworkRun.page)) }
      return (state.last, state.walk, Array(state.games.prefix(ArtworkRun.page)))
    }
    let now = wallNanoseconds()
    do throws(CatalogError) {
      let page =
        isLimited
        ? try catalog.wantedArtwork(of: games, kinds: kinds, now: now)
        : try catalog.wantedArtwork(after: last, kinds: kinds, now: now, limit: ArtworkRun.page)
      let count = state.withLock { state in
        let fresh = page.filter { state.given.insert("\($0.game.provider.rawValue)/\($0.game.id)/\($0.url)").inserted }
        state.queue += fresh
        if isLimited {
          state.hasWalked = state.games.isEmpty
        } else if state.walk == walk {
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

  /// - Returns: nil where somebody ended the run before there was an answer: it is wanted as before.
  func fetch(_ artwork: Artwork) async -> Fetched? {
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
      if error.code == .cancelled { return nil }
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
