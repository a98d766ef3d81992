internal import Catalog
internal import Configuration
internal import Enrichment
internal import Metadata
internal import Model
internal import Platform
internal import Synchronization

/// Finds out about the library's games behind the mount: in the background what comes, and what somebody asks for.
///
/// One thread carries it out, one errand at a time. Lock order: `state` is taken with no other lock held, and nothing
/// is called with it held.
final class EnrichmentDesk: Sendable {
  /// What somebody asked for, and who wants to know of its end.
  struct Job: Sendable {
    var request: EnrichmentRequest
    /// Nobody is asked: what was not asked about yet is stored as ended by somebody.
    var isGivenUp = false
    /// Told how it ended; nil is well. Not told when the service ends.
    var ended: @Sendable (EnrichmentProgress, String?) -> Void
  }

  private struct State {
    var plan = EnrichmentPlan()
    var jobs: [Int64: Job] = [:]
    /// Of requests of the desk's own, which count downwards from -1.
    var lastOwn: Int64 = 0
    var settings: Settings
    var running: (errand: EnrichmentPlan.Errand, task: Task<Void, Never>?)?
    /// What runs is to end: its task may not have begun.
    var isInterrupted = false
    /// Being imported.
    var importing: OfflineProgress?
    var importProblem: String?
    var isStopping = false

    /// What runs in the background is begun anew later.
    mutating func interruptBackground() -> Task<Void, Never>? {
      guard case .background = running?.errand else { return nil }
      plan.interrupted(at: monotonicNanoseconds())
      isInterrupted = true
      return running?.task
    }
  }

  private let catalog: Catalog
  private let enricher: Enricher
  private let providers: ProviderDesk
  let artwork: ArtworkStore
  private let state: Monitor<State>
  private let listener = Mutex<(@Sendable (Set<String>) -> Void)?>(nil)

  /// - Parameter directory: the state directory, absolute.
  init(_ catalog: Catalog, directory: String, _ settings: Settings) throws(Errno) {
    self.catalog = catalog
    artwork = ArtworkStore(directory: directory + "/artwork")
    enricher = Enricher(catalog, artwork)
    providers = try ProviderDesk(catalog, directory: directory)
    state = Monitor(State(settings: settings))
    apply(settings)
  }

  /// - Parameter changed: told of systems of whose games more is known.
  func start(changed: @escaping @Sendable (Set<String>) -> Void) throws(Errno) {
    listener.withLock { $0 = changed }
    // Titles and answers are parsed here at times.
    try WorkerThread(name: "enrich", stackBytes: 2 << 20) { [self] in work() }.detach()
  }

  /// Stores what is complete; the rest is asked for again by the next service.
  func stop() {
    let task = state.signal { state in
      state.isStopping = true
      return state.running?.task
    }
    task?.cancel()
    providers.close()
  }

  func configure(_ settings: Settings) {
    let isOther = state.withLock { state in
      defer { state.settings = settings }
      return state.settings.providers != settings.providers || state.settings.enrichment != settings.enrichment
    }
    if isOther { apply(settings) }
  }

  private func apply(_ settings: Settings) {
    enricher.configure(providers.providers(settings))
    let hasBackground = settings.enrichment.background && enricher.hasSources
    state.signal { state in
      state.plan.hasBackground = hasBackground
      state.plan.changedAll(at: monotonicNanoseconds())
    }
  }

  /// The games of a system, or their checksums, are others.
  func changed(_ system: String) {
    state.signal { $0.plan.changed(system, at: monotonicNanoseconds()) }
  }

  // MARK: Jobs

  /// Whether anybody can be asked at all.
  var hasSources: Bool { enricher.hasSources }

  /// Who can be asked, in the order of whose word counts.
  var sources: [Provider] { enricher.sources }

  /// Pictures and documents that are fetched where nobody says otherwise.
  var artworkKinds: Set<MediaKind> { state.withLock { Set($0.settings.enrichment.artwork) } }

  /// Carries a request out when its turn comes. What is done in the background does not hold it up.
  ///
  /// - Parameter id: never used before.
  func begin(_ id: Int64, _ job: Job) {
    let task = state.signal { state in
      state.jobs[id] = job
      state.plan.add(job: id)
      return state.interruptBackground()
    }
    task?.cancel()
  }

  /// Has nothing be asked in the background, or again.
  func rest(_ isResting: Bool) {
    let task = state.signal { state -> Task<Void, Never>? in
      state.plan.isResting = isResting
      return isResting ? state.interruptBackground() : nil
    }
    task?.cancel()
  }

  /// Asks about games of which somebody has just said something, also where nothing is asked in the background.
  ///
  /// - Parameter places: of their first files.
  func ask(about places: [ScanScope.Place], at providers: Set<Provider>) {
    guard !places.isEmpty, hasSources else { return }
    let scope = ScanScope(places: places)
    let task = state.signal { state -> Task<Void, Never>? in
      let request = EnrichmentRequest(
        .due, scope: scope, providers: providers, artwork: Set(state.settings.enrichment.artwork),
        now: wallNanoseconds())
      state.lastOwn -= 1
      state.jobs[state.lastOwn] = Job(request: request) { _, _ in }
      state.plan.add(job: state.lastOwn)
      return state.interruptBackground()
    }
    task?.cancel()
  }

  /// Ends a request; what is complete is stored.
  func halt(_ id: Int64) {
    let task = state.signal { state -> Task<Void, Never>? in
      state.plan.remove(job: id)
      state.jobs[id] = nil
      guard state.running?.errand == .job(id) else { return nil }
      state.isInterrupted = true
      return state.running?.task
    }
    task?.cancel()
  }

  // MARK: Telling

  var progress: EnrichmentProgress { enricher.progress }

  /// How far a job is; nil while its turn has not come.
  func progress(of id: Int64) -> EnrichmentProgress? {
    state.withLock { $0.running?.errand == .job(id) } ? enricher.progress : nil
  }

  var workers: [PipelineWorker] { enricher.workers }
  var statistics: [(name: String, GateStatistics)] { providers.statistics }
  var importing: OfflineProgress? { state.withLock { $0.importing } }
  var importProblem: String? { state.withLock { $0.importProblem } }

  // MARK: The thread

  private func work() {
    while let errand = next() {
      importDumps()
      let (job, settings) = state.withLock { state -> (Job?, Settings) in
        state.running = (errand, nil)
        state.isInterrupted = false
        // Somebody came while dumps were imported.
        if state.plan.hasJobs { _ = state.interruptBackground() }
        if case .job(let id) = errand { return (state.jobs.removeValue(forKey: id), state.settings) }
        return (nil, state.settings)
      }
      var hasAsked = false
      switch errand {
      case .job:
        if let job { carryOut(job, errand) }
        hasAsked = true
      case .background(let systems):
        let request = EnrichmentRequest(
          .due, scope: ScanScope(systems: systems ?? []), artwork: Set(settings.enrichment.artwork),
          now: wallNanoseconds())
        if systems?.isEmpty != true { hasAsked = carryOut(request, errand).total > 0 }
      }
      state.withLock { state in
        state.running = nil
        state.plan.ended(at: monotonicNanoseconds(), hasAsked: hasAsked)
      }
    }
  }

  private func next() -> EnrichmentPlan.Errand? {
    while true {
      let deadline = state.withLock { $0.plan.nextTime }
      let step = state.wait(until: deadline.map { max($0, monotonicNanoseconds() + 1) }) { state -> Step? in
        if state.isStopping { return .stop }
        if let errand = state.plan.take(at: monotonicNanoseconds()) { return .errand(errand) }
        return state.plan.nextTime == deadline ? nil : .again
      }
      switch step {
      case .errand(let errand): return errand
      case .stop: return nil
      case .again, nil: continue
      }
    }
  }

  private enum Step {
    case errand(EnrichmentPlan.Errand)
    case again, stop
  }

  private func carryOut(_ job: Job, _ errand: EnrichmentPlan.Errand) {
    var progress = EnrichmentProgress()
    var failure: String?
    if job.isGivenUp {
      do throws(CatalogError) { try enricher.giveUp(job.request) } catch {
        Log.warning("games that were not asked about are not marked as such: \(error.description)")
        failure = error.description
      }
    } else if !hasSources {
      failure = "no provider can be asked any more: the settings name none"
    } else {
      progress = carryOut(job.request, errand)
      failure = progress.failure
    }
    // What the end of the service interrupts goes on with the next one.
    if !state.withLock({ $0.isStopping }) { job.ended(progress, failure) }
  }

  /// Blocks until the request is carried out.
  private func carryOut(_ request: EnrichmentRequest, _ errand: EnrichmentPlan.Errand) -> EnrichmentProgress {
    let done = Monitor<EnrichmentProgress?>(nil)
    let task = Task { [self] in
      let changed = listener.withLock { $0 }
      let progress = await enricher.run(request) { changed?($0) }
      done.signal { $0 = progress }
    }
    let isStopping = state.withLock { state in
      state.running = (errand, task)
      return state.isStopping || state.isInterrupted
    }
    if isStopping { task.cancel() }
    while true {
      let wake = monotonicNanoseconds() + EnrichmentDesk.turn
      if let progress = done.wait(until: wake, { $0 }) { return progress }
      // One that is slow is not to hold up others for what has come meanwhile.
      guard case .background = errand, enricher.hasIdleSources else { continue }
      state.withLock { state in
        if state.plan.hasChanges, !state.isInterrupted { state.interruptBackground()?.cancel() }
      }
    }
  }

  /// How often it is looked whether somebody waits for a provider that is slow. Nanoseconds.
  private static let turn: UInt64 = 20_000_000_000

  /// Brings the offline database up to the files that are configured.
  private func importDumps() {
    let settings = state.withLock { $0.settings.providers }
    let sources = OfflineSources(launchBox: settings.launchbox.file, libretro: settings.libretro.directory)
    guard settings.launchbox.file != nil || settings.libretro.directory != nil else { return }
    if providers.offline.isCurrent(for: sources) {
      let missing = providers.offline.missing(of: sources).first
      let isNews = state.withLock { state in
        guard let missing else { return false }
        defer { state.importProblem = missing }
        return state.importProblem != missing
      }
      if isNews, let missing { Log.warning("\(missing): it is imported when it is there") }
      return
    }
    let problem: String?
    var first: String?
    do throws(OfflineFailure) {
      let report = try providers.offline.importSources(
        sources, progress: { [state] progress in state.withLock { $0.importing = progress } },
        isCancelled: { [state] in state.withLock { $0.isStopping } })
      Log.info("the offline database has \(report.games) games")
      if report.readFiles > 0 { forgetMisses() }
      for problem in report.problems.prefix(10) {
        Log.warning("\(problem.path): \(problem.place): \(problem.message)")
      }
      first = report.problems.first.map { "\($0.path): \($0.place): \($0.message)" }
      let more = report.problemCount - min(10, report.problems.count)
      if more > 0 { Log.warning("\(more) problems more in the offline databases") }
      problem = first
    } catch {
      problem = error.description
      Log.warning(error.description)
    }
    state.withLock { state in
      state.importing = nil
      state.importProblem = problem
    }
  }

  private func forgetMisses() {
    do throws(CatalogError) {
      for provider in [Provider.launchbox, .libretro] {
        try catalog.forgetMisses(of: provider, now: wallNanoseconds())
      }
      state.withLock { $0.plan.changedAll(at: monotonicNanoseconds()) }
    } catch {
      Log.warning("what offline databases did not know is asked for again only later: \(error.description)")
    }
  }
}
