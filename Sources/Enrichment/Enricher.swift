package import Catalog
package import Metadata
package import Model
internal import Platform
internal import Synchronization

/// Finds out about games: asks every provider at the same time, each as it allows, and stores what comes.
///
/// One run at a time. Providers know nothing of each other but through the catalog: one that stalls delays its own
/// answers alone.
package final class Enricher: Sendable {
  /// Who is asked, and how.
  package struct Providers: Sendable {
    package var sources: [any GameSource] = []
    /// Where pictures of a provider are had; nil where they are not.
    package var artworkSender: @Sendable (Provider) -> (any RequestSender)? = { _ in nil }
    /// Bytes.
    package var artworkLimit: Int64 = 20 << 20
    package var artworkWorkers = 8
    /// Nanoseconds until a provider is asked again for what it did not know.
    package var forgetMisses: Int64 = 7 * 86_400 * 1_000_000_000

    package init() {}
  }

  private struct State {
    var providers = Providers()
    var pipelines: [any RunningPipeline] = []
  }

  private let catalog: Catalog
  private let store: ArtworkStore
  private let desk = EnrichmentProgressDesk()
  private let state = Mutex(State())

  package init(_ catalog: Catalog, _ store: ArtworkStore) {
    self.catalog = catalog
    self.store = store
  }

  /// Takes effect with the next run.
  package func configure(_ providers: Providers) { state.withLock { $0.providers = providers } }

  package var progress: EnrichmentProgress { desk.progress }

  /// What those that work are at.
  package var workers: [PipelineWorker] { state.withLock { $0.pipelines }.flatMap(\.status.workers) }

  /// Whether somebody is done while others are still being asked.
  package var hasIdleSources: Bool {
    state.withLock { $0.pipelines }.contains { pipeline in
      pipeline.settings.name != Enricher.artworkName && pipeline.status.workers.allSatisfy { $0.activity == .done }
    }
  }

  private static let artworkName = "artwork"

  /// Whether anybody can be asked.
  package var hasSources: Bool { state.withLock { !$0.providers.sources.isEmpty } }

  /// Who can be asked, in the order of whose word counts.
  package var sources: [Provider] { state.withLock { $0.providers.sources.map(\.provider) } }

  /// Works until everything that a request is about is settled. A task that is cancelled stores what is complete and
  /// returns.
  ///
  /// - Parameter changed: told of the systems of whose games more is known now; on a writer's thread.
  package func run(
    _ request: EnrichmentRequest, changed: @escaping @Sendable (Set<String>) -> Void
  ) async -> EnrichmentProgress {
    let providers = state.withLock { $0.providers }
    let sources = providers.sources.filter { request.providers?.contains($0.provider) ?? true }
    desk.began()
    defer { desk.ended() }
    for source in sources { expect(source.provider, request) }
    let pictures = ArtworkRun(
      catalog, store, kinds: request.artwork, triesFailed: request.selection == .missing || request.isAnew,
      limit: providers.artworkLimit, of: games(of: request), desk, sender: providers.artworkSender)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.run(pictures, workers: providers.artworkWorkers, changed) }
      await withTaskGroup(of: Void.self) { texts in
        for source in sources {
          texts.addTask {
            await self.run(source, request, forgetMisses: providers.forgetMisses, pictures, changed)
          }
        }
      }
      pictures.textEnded()
      await group.waitForAll()
    }
    state.withLock { $0.pipelines = [] }
    if request.isAnew, !Task.isCancelled { unmark(request) }
    return desk.progress
  }

  /// Stores of every game of a request that a provider was not asked about yet that somebody ended it before: as of
  /// ``EnrichmentRequest/now``, so that a request that has begun since asks about them all the same.
  package func giveUp(_ request: EnrichmentRequest) throws(CatalogError) {
    let providers = state.withLock { $0.providers }
    for source in providers.sources where request.providers?.contains(source.provider) ?? true {
      let now = request.now
      let settlement = Settlement(source.provider, forgetMisses: providers.forgetMisses, now: now)
      let maker = QuestionMaker(
        source: source, catalog: catalog, settlement: settlement, selection: request.selection)
      var place: SoughtPlace?
      repeat {
        let games = try catalog.soughtGames(
          request.selection, providers: [source.provider], scope: request.scope, now: request.now,
          since: request.since, from: &place)
        // What nobody can be asked about yet was not ended by anybody.
        try catalog.store(games.filter { maker.isReady($0) }.compactMap { settlement.cancelled($0) }, now: now)
      } while place != nil
    }
    if request.isAnew { unmark(request) }
  }

  /// Marks are for one request: those of games that it has asked about are done with.
  private func unmark(_ request: EnrichmentRequest) {
    do throws(CatalogError) { try catalog.unmark(askedSince: request.since ?? request.now) } catch {
      Log.warning("games that were asked about are still marked: \(error.description)")
    }
  }

  private func expect(_ provider: Provider, _ request: EnrichmentRequest) {
    do throws(CatalogError) {
      let count = try catalog.soughtCount(
        request.selection, provider: provider, scope: request.scope, now: request.now, since: request.since)
      desk.expects(count, at: provider)
    } catch {
      Log.warning("how many games there are to ask \(provider.rawValue) about is not known: \(error.description)")
    }
  }

  /// Those whose pictures a limited request is about, as far as they are known by now; nil for one without limits.
  private func games(of request: EnrichmentRequest) -> Set<ProviderGame>? {
    guard request.isLimited else { return nil }
    do throws(CatalogError) {
      return try catalog.providerGames(in: request.scope, providers: request.providers)
    } catch {
      Log.warning("pictures of games that are known are not fetched: \(error.description)")
      return []
    }
  }

  private func run(
    _ source: any GameSource, _ request: EnrichmentRequest, forgetMisses: Int64, _ pictures: ArtworkRun,
    _ changed: @escaping @Sendable (Set<String>) -> Void
  ) async {
    let run = SourceRun(source, catalog, request, forgetMisses: forgetMisses, desk)
    let pipeline = Pipeline<SourceRun.Work, [SettledGame]>(
      PipelineSettings(name: "enrich-\(source.provider.rawValue)", concurrency: source.concurrency),
      describe: { $0.text }, next: { await run.next() }, fetch: { await run.fetch($0) },
      write: { [catalog, desk] groups in
        let settled = Array(groups.joined())
        if settled.isEmpty { return }
        let systems = try catalog.store(
          settled, fields: request.fields, artworkKinds: request.artwork, now: wallNanoseconds())
        desk.stored(settled)
        pictures.concerns(settled.compactMap(\.match.providerGame))
        changed(systems)
      })
    await carryOut(pipeline, of: source.provider.rawValue) { run.cancel() }
    if let failure = run.failure, failure.reason != .closed {
      Log.warning("games are not asked about: \(failure.description)")
      desk.failed(failure.description)
    }
  }

  private func run(
    _ pictures: ArtworkRun, workers: Int, _ changed: @escaping @Sendable (Set<String>) -> Void
  ) async {
    let pipeline = Pipeline<Artwork, ArtworkRun.Fetched>(
      PipelineSettings(name: Enricher.artworkName, concurrency: workers),
      describe: { "\($0.kind.rawValue) of \($0.game.id)" },
      next: { await pictures.next() }, fetch: { await pictures.fetch($0) },
      write: { [catalog] group in
        let games = try pictures.write(group)
        if !games.isEmpty { changed(try catalog.systems(of: games)) }
      })
    await carryOut(pipeline, of: "pictures") { pictures.cancel() }
  }

  private func carryOut(
    _ pipeline: some RunningPipeline, of what: String, cancel: @escaping @Sendable () -> Void
  ) async {
    state.withLock { $0.pipelines.append(pipeline) }
    await withTaskCancellationHandler {
      do throws(Errno) {
        let end = try await pipeline.run()
        // With the service's end the catalog is closed: the next one asks again.
        if let failure = end.failure, (failure as? CatalogError)?.reason != .closed {
          let reason = (failure as? CatalogError)?.description ?? "\(failure)"
          Log.warning("what \(what) gave is not stored: \(reason)")
          desk.failed("what \(what) gave is not stored: \(reason)")
        }
        if end.failure != nil { cancel() }
      } catch {
        Log.warning("no thread for \(what): \(error)")
        desk.failed("no thread for \(what): \(error)")
      }
    } onCancel: {
      cancel()
    }
  }
}

/// What is the same of all pipelines.
private protocol RunningPipeline: Sendable {
  var settings: PipelineSettings { get }
  var status: PipelineStatus { get }
  func run() async throws(Errno) -> PipelineEnd
}

extension Pipeline: RunningPipeline {}

extension SourceRun.Work {
  /// What is shown of it.
  fileprivate var text: String {
    guard case .ask(let asked, _) = self, let first = asked.first else { return "" }
    let title = first.question.query.title
    return asked.count == 1 ? title : "\(title) and \(asked.count - 1) more"
  }
}
