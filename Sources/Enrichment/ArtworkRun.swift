internal import Catalog
internal import Digest
internal import HTTPClient
internal import Metadata
internal import Model
internal import Platform

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
    /// The end of the page before, and whether that was the last one.
    var last: Artwork?
    var hasPaged = false
    /// Those whose pictures have not been looked for.
    var games: [ProviderGame] = []
    /// Somebody asks the catalog.
    var isWalking = false
    /// No text comes any more that may want something.
    var isTextDone = false
    var isCancelled = false
    /// What this run has given out: what fails is not tried again in it.
    var given: Set<String> = []

    /// What a worker does next; nil waits for more text, or for somebody who asks the catalog.
    mutating func step(page: Int) -> Step? {
      if isCancelled { return .end }
      if !queue.isEmpty { return .artwork(queue.removeFirst()) }
      if isWalking { return nil }
      if hasPaged, games.isEmpty { return isTextDone ? .end : nil }
      isWalking = true
      let next = Array(games.prefix(page))
      games.removeFirst(next.count)
      return .walk(next, after: last)
    }
  }

  private enum Step {
    case artwork(Artwork)
    /// Asks for what these want, or for the next page of what all want.
    case walk([ProviderGame], after: Artwork?)
    case end
  }

  private let catalog: Catalog
  private let store: ArtworkStore
  private let sender: @Sendable (Provider) -> (any RequestSender)?
  private let kinds: Set<MediaKind>
  private let triesFailed: Bool
  /// Bytes.
  private let limit: Int64
  private let progress: EnrichmentProgressDesk
  private let state = TaskMonitor(State())

  private static let page = 500
  /// Nanoseconds.
  private static let minute: Int64 = 60_000_000_000
  private static let forgetMissing: Int64 = 30 * 24 * 60 * minute
  private static let retry: Int64 = 15 * minute

  /// - Parameters:
  ///   - triesFailed: what failed a short while ago is tried again.
  ///   - games: the run is about these and those of ``concerns(_:)``; nil is about all there are.
  init(
    _ catalog: Catalog, _ store: ArtworkStore, kinds: Set<MediaKind>, triesFailed: Bool, limit: Int64,
    of games: Set<ProviderGame>?, _ progress: EnrichmentProgressDesk,
    sender: @escaping @Sendable (Provider) -> (any RequestSender)?
  ) {
    self.catalog = catalog
    self.store = store
    self.kinds = kinds
    self.triesFailed = triesFailed
    self.limit = limit
    self.progress = progress
    self.sender = sender
    guard let games else { return }
    state.withLock { state in
      state.games = Array(games)
      state.hasPaged = true
    }
  }

  /// The pictures of these are wanted as well; what is said of the games is stored.
  func concerns(_ games: [ProviderGame]) {
    if !games.isEmpty { state.signal { $0.games += games } }
  }

  func textEnded() { state.signal { $0.isTextDone = true } }

  func cancel() { state.signal { $0.isCancelled = true } }

  // MARK: Taking

  /// The next picture to fetch; nil when none comes any more. Waits while text that is fetched may want some: who gets
  /// nil ends the work of all.
  func next() async -> Artwork? {
    await withTaskCancellationHandler {
      while true {
        switch await state.wait({ $0.step(page: ArtworkRun.page) }) {
        case .artwork(let artwork): return artwork
        case .end: return nil
        case .walk(let games, let last): walk(games, after: last)
        }
      }
    } onCancel: {
      cancel()
    }
  }

  private func walk(_ games: [ProviderGame], after last: Artwork?) {
    let now = wallNanoseconds()
    do throws(CatalogError) {
      let page =
        games.isEmpty
        ? try catalog.wantedArtwork(
          after: last, kinds: kinds, now: now, triesFailed: triesFailed, limit: ArtworkRun.page)
        : try catalog.wantedArtwork(of: games, kinds: kinds, now: now, triesFailed: triesFailed)
      let count = state.withLock { state in
        let fresh = page.filter { state.given.insert("\($0.game.provider.rawValue)/\($0.game.id)/\($0.url)").inserted }
        state.queue += fresh
        if games.isEmpty {
          state.last = page.last
          state.hasPaged = page.count < ArtworkRun.page
        }
        return fresh.count
      }
      progress.expectsArtwork(count)
    } catch {
      Log.warning("pictures are not fetched: \(error.description)")
      cancel()
    }
    state.signal { $0.isWalking = false }
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

  /// On the writer's thread. What it throws ends the run: what cannot be stored is not fetched either.
  func write(_ group: [Fetched]) throws(CatalogError) -> Set<ProviderGame> {
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
    try catalog.store(artwork)
    progress.stored(artwork)
    return Set(artwork.filter { $0.state == .stored }.map(\.game))
  }
}
