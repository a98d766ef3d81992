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

  /// Whether anybody can be asked.
  package var hasSources: Bool { state.withLock { !$0.providers.sources.isEmpty } }

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
    let pictures = ArtworkRun(
      catalog, store, kinds: request.artwork, limit: providers.artworkLimit, desk, sender: providers.artworkSender)
    await withTaskGroup(of: Void.self) { group in
      group.addTask { await self.run(pictures, workers: providers.artworkWorkers, changed) }
      await withTaskGroup(of: Void.self) { texts in
        for source in sources {
          texts.addTask {
            await self.run(source, request, pictures, forgetMisses: providers.forgetMisses, changed)
          }
        }
      }
      pictures.textEnded()
      await group.waitForAll()
    }
    state.withLock { $0.pipelines = [] }
    return desk.progress
  }

  private func run(
    _ source: any GameSource, _ request: EnrichmentRequest, _ pictures: ArtworkRun, forgetMisses: Int64,
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
        pictures.textCame()
        changed(systems)
      })
    await carryOut(pipeline, of: source.provider.rawValue) { run.cancel() }
    if let failure = run.failure { Log.warning("games are not asked about: \(failure.description)") }
  }

  private func run(
    _ pictures: ArtworkRun, workers: Int, _ changed: @escaping @Sendable (Set<String>) -> Void
  ) async {
    let pipeline = Pipeline<Artwork, ArtworkRun.Fetched>(
      PipelineSettings(name: "artwork", concurrency: workers), describe: { "\($0.kind.rawValue) of \($0.game.id)" },
      next: { await pictures.next() }, fetch: { await pictures.fetch($0) },
      write: { [catalog] group in
        let games = pictures.write(group)
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
        if let failure = end.failure {
          Log.warning("what \(what) gave is not stored: \((failure as? CatalogError)?.description ?? "\(failure)")")
          cancel()
        }
      } catch {
        Log.warning("no thread for \(what): \(error)")
      }
    } onCancel: {
      cancel()
    }
  }
}

/// What is the same of all pipelines.
private protocol RunningPipeline: Sendable {
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
