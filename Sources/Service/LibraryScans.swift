internal import Enrichment
internal import Model
internal import Platform
internal import Scan
internal import Synchronization

/// Carries out scans by discovery and the checksum queue of a mounted library, and by those who ask providers.
///
/// Callable from any thread; nothing is called with its lock held.
final class LibraryScans: ScanEngine {
  private struct Look {
    /// Of this run: what an earlier one asked for before a pause may still be answered.
    let number: Int
    var look: ScanLook
    var events: ScanEvents
    /// Files that were known when it began.
    var filesExpected: Int
    /// Roots that have not answered yet.
    var roots: Int
  }

  private struct State {
    var looks: [Int64: Look] = [:]
    var lastLook = 0
    var hashing: [Int64: ScanEvents] = [:]
    /// By job: the number under which its present run asks providers.
    var asking: [Int64: Int64] = [:]
    var lastAsking: Int64 = 0
    var enrichment: EnrichmentDesk?

    /// The look of a job, if it is that of this number.
    func look(_ job: Int64, _ number: Int) -> Look? { looks[job].flatMap { $0.number == number ? $0 : nil } }
  }

  private let discovery: Discovery
  private let checksums: ChecksumQueue
  private let roots: @Sendable () -> [LibraryRoot]
  private let state = Mutex(State())

  /// System folders that a scan asks for at once: enough for discovery's workers, and few enough that a pause is one.
  private static let lookLimit = Host.processorCount + 1

  /// - Parameter roots: those of the library at the moment.
  init(_ discovery: Discovery, _ checksums: ChecksumQueue, roots: @escaping @Sendable () -> [LibraryRoot]) {
    self.discovery = discovery
    self.checksums = checksums
    self.roots = roots
    discovery.observe { [weak self] report in self?.took(report) }
  }

  /// - Parameter enrichment: asks providers. Without it nobody is asked.
  func attach(_ enrichment: EnrichmentDesk) { state.withLock { $0.enrichment = enrichment } }

  var libraryRoots: [LibraryRoot] { roots() }

  // MARK: Looking

  func discover(_ job: ScanJob, finished: Set<Shelf.Location>, _ events: ScanEvents) {
    let roots = roots().filter { job.scope.concerns($0) }
    guard !roots.isEmpty else {
      return events.discovered([], "what it is about is in no library of this mount any more")
    }
    let known = discovery.locations
    let look = ScanLook(job, began: monotonicNanoseconds(), finished: finished, limit: LibraryScans.lookLimit)
    let asked = look.needsRoots(known) ? roots : []
    let filesExpected = discovery.fileCount { job.scope.concerns($0, system: $1) }
    let number = state.withLock { state in
      state.lastLook += 1
      state.looks[job.id] = Look(
        number: state.lastLook, look: look, events: events, filesExpected: filesExpected, roots: asked.count)
      return state.lastLook
    }
    if asked.isEmpty { return list(job.id) }
    for root in asked { discovery.lookForNewFolders(of: root) { [weak self] in self?.answered(job.id, number) } }
  }

  private func answered(_ job: Int64, _ number: Int) {
    let isLast = state.withLock { state in
      guard let roots = state.look(job, number)?.roots else { return false }
      state.looks[job]?.roots = roots - 1
      return roots == 1
    }
    if isLast { list(job) }
  }

  private func list(_ job: Int64) {
    let known = discovery.locations
    let (count, events) = state.withLock { state in (state.looks[job]?.look.list(known), state.looks[job]?.events) }
    guard let count, let events else { return }
    events.expected(count)
    goOn(job)
  }

  private func goOn(_ job: Int64) {
    let (next, number, isAnew, ended) = state.withLock { state -> ([Shelf.Location], Int, Bool, Look?) in
      guard let next = state.looks[job]?.look.next(), let look = state.looks[job] else { return ([], 0, false, nil) }
      let isOver = look.look.isOver
      return (next, look.number, look.look.job.kind == .complete, isOver ? state.looks.removeValue(forKey: job) : nil)
    }
    if let ended { return end(ended) }
    for location in next {
      discovery.look(at: location, isAnew: isAnew) { [weak self] in self?.ended(job, number, location) }
    }
  }

  private func ended(_ job: Int64, _ number: Int, _ location: Shelf.Location) {
    let shelf = discovery.shelf(at: location)
    let (found, events) = state.withLock { state -> (ScanJobs.Found?, ScanEvents?) in
      guard let events = state.look(job, number)?.events else { return (nil, nil) }
      return (state.looks[job]?.look.ended(location, now: ScanJobs.Found(from: shelf, to: shelf)), events)
    }
    if let found, let events { events.lookedThrough(location, found) }
    goOn(job)
  }

  /// A folder that waits for its disk is not to hold up the scan: it counts as done, and what was known of it stays.
  func passOverSilent() {
    let looks = state.withLock { $0.looks }
    for (job, look) in looks {
      for location in look.look.asked where discovery.giveUpSilent(location) { ended(job, look.number, location) }
    }
  }

  /// On the thread of the look, whoever asked for it.
  private func took(_ report: LookReport) {
    guard state.withLock({ !$0.looks.isEmpty }), let shelf = report.now ?? report.before else { return }
    let found = ScanLook.Report(
      location: report.location, system: shelf.system, began: report.began, isComplete: report.scope.isComplete,
      isAnew: report.scope.isAnew, wasKnown: report.before != nil,
      found: ScanJobs.Found(from: report.before, to: report.now))
    let told = state.withLock { state in
      state.looks.keys.compactMap { job in
        state.looks[job]?.look.took(found).map { ($0, state.looks[job]?.events) }
      }
    }
    for (found, events) in told { events?.lookedThrough(report.location, found) }
  }

  private func end(_ look: Look) {
    let scope = look.look.job.scope
    let isNewOnly = look.look.job.kind == .new
    let found = discovery.problems(of: { location in
      guard !isNewOnly else { return look.look.isDone(location) }
      guard let system = discovery.shelf(at: location)?.system else {
        return scope.systems.isEmpty && scope.concerns(location, system: "")
      }
      return scope.concerns(location, system: system)
    }) { root in !isNewOnly && scope.systems.isEmpty && scope.holds([], in: root) }
    var job = look.look.job
    job.problems = []
    for (root, problems) in found {
      for problem in ScanProblem.allCases where problems[problem].count > 0 {
        let examples = problems[problem].examples.map { Array(root.path.utf8) + [UInt8(ascii: "/")] + $0 }
        job.add(ScanJob.Problem(reason: problem.rawValue, count: problems[problem].count, examples: examples))
      }
    }
    let concerned = roots().filter { scope.concerns($0) }
    let outages = discovery.progress.outages.filter { concerned.contains($0.key) }
    for root in outages.keys.sorted(by: { $0.path < $1.path }) {
      job.add(
        ScanJob.Problem(reason: ScanJob.Problem.unavailable, count: 1, examples: [Array(root.path.utf8)]))
    }
    guard outages.count == concerned.count, let (root, reason) = outages.min(by: { $0.key.path < $1.key.path }) else {
      return look.events.discovered(job.problems, nil)
    }
    look.events.discovered(
      job.problems, "the library \(root.path): \(reason); what is known of it stays, and it is looked for by itself")
  }

  // MARK: Hashing

  func hash(_ job: ScanJob, _ events: ScanEvents) {
    state.withLock { $0.hashing[job.id] = events }
    let kind: HashRequest.Kind =
      switch job.kind {
      case .quick, .new, .metadata: .usual
      case .hashes: .missing
      case .complete: .everything
      }
    checksums.hash(HashRequest(id: job.id, kind: kind, scope: job.scope, started: job.started ?? job.created))
  }

  /// What the checksum queue is to tell.
  ///
  /// - Parameter scans: made after the queue, because it needs that.
  static func requestEvents(_ scans: @escaping @Sendable () -> LibraryScans?) -> ChecksumQueue.RequestEvents {
    var events = ChecksumQueue.RequestEvents()
    events.progressed = { progress in scans()?.events(of: progress.request.id)?.hashed(ScanJobs.Hashed(progress)) }
    events.found = { id, file, finding in
      guard let events = scans()?.events(of: id) else { return }
      let path = Array(file.root.path.utf8) + [UInt8(ascii: "/")] + file.path
      switch finding {
      case .different: events.foundDamaged(path)
      case .unreadable: events.foundUnreadable(path)
      }
    }
    events.done = { progress in
      let events = scans()?.state.withLock { $0.hashing.removeValue(forKey: progress.request.id) }
      events?.hashingEnded(ScanJobs.Hashed(progress))
    }
    return events
  }

  private func events(of job: Int64) -> ScanEvents? { state.withLock { $0.hashing[job] } }

  // MARK: Asking

  private var enrichment: EnrichmentDesk? { state.withLock { $0.enrichment } }

  var canEnrich: Bool { enrichment?.hasSources ?? false }

  func enrich(_ job: ScanJob, _ events: ScanEvents) {
    guard let enrichment else { return events.enrichmentEnded(ScanJobs.Enriched(), nil) }
    let number = state.withLock { state in
      state.lastAsking += 1
      state.asking[job.id] = state.lastAsking
      return state.lastAsking
    }
    enrichment.begin(
      number,
      EnrichmentDesk.Job(request: request(job, enrichment)) { [weak self] progress, failure in
        self?.forget(job.id, number)
        events.enrichmentEnded(ScanJobs.Enriched(progress), failure)
      })
  }

  private func forget(_ job: Int64, _ number: Int64) {
    state.withLock { state in if state.asking[job] == number { state.asking[job] = nil } }
  }

  func enriched(_ job: Int64) -> ScanJobs.Enriched? {
    let (enrichment, number) = state.withLock { ($0.enrichment, $0.asking[job]) }
    return number.flatMap { enrichment?.progress(of: $0) }.map { ScanJobs.Enriched($0) }
  }

  func giveUp(_ job: ScanJob) {
    guard let enrichment else { return }
    let number = state.withLock { state in
      state.lastAsking += 1
      return state.lastAsking
    }
    var order = EnrichmentDesk.Job(request: request(job, enrichment)) { _, _ in }
    order.isGivenUp = true
    enrichment.begin(number, order)
  }

  private func request(_ job: ScanJob, _ enrichment: EnrichmentDesk) -> EnrichmentRequest {
    EnrichmentRequest(
      job.selection ?? .due, scope: job.scope, providers: job.metadata.providers,
      fields: job.metadata.fields ?? Set(FactField.allCases),
      artwork: job.metadata.artwork ?? enrichment.artworkKinds, now: wallNanoseconds(),
      since: job.started ?? job.created)
  }

  // MARK: Ending

  func halt(_ job: Int64, isFinal: Bool) {
    let (enrichment, number) = state.withLock { state in
      state.looks[job] = nil
      state.hashing[job] = nil
      return (state.enrichment, state.asking.removeValue(forKey: job))
    }
    checksums.cancel(request: job)
    if let number { enrichment?.halt(number) }
  }

  func rest(_ isResting: Bool) {
    if isResting { checksums.pause() } else { checksums.resume() }
    enrichment?.rest(isResting)
  }

  // MARK: Telling

  func filesSeen(_ job: Int64) -> Int {
    guard let look = state.withLock({ $0.looks[job]?.look }) else { return 0 }
    return discovery.looksUnderWay.reduce(0) { sum, entry in
      guard !look.isDone(entry.location) else { return sum }
      let system = discovery.shelf(at: entry.location)?.system
      let isConcerned =
        system.map { look.job.scope.concerns(entry.location, system: $0) } ?? look.job.scope.systems.isEmpty
      return isConcerned ? sum + entry.files : sum
    }
  }

  func filesExpected(_ job: Int64) -> Int { state.withLock { $0.looks[job]?.filesExpected ?? 0 } }

  var workers: [ScanReport.Worker] {
    discovery.looksUnderWay.map { entry in
      let folder = String(decoding: entry.location.folder, as: UTF8.self)
      let name = entry.location.root.path.split(separator: "/").last.map(String.init) ?? entry.location.root.path
      return ScanReport.Worker(name: "scan-\(entry.number)", item: folder.isEmpty ? name : folder)
    }
      + checksums.progress.workers.map { worker in
        ScanReport.Worker(name: worker.name, item: String(decoding: worker.path, as: UTF8.self))
      }
      + (enrichment?.workers ?? []).map { worker in
        guard case .fetching(let item) = worker.activity else {
          return ScanReport.Worker(name: worker.name, item: "")
        }
        return ScanReport.Worker(name: worker.name, item: item)
      }
  }
}

extension ScanJobs.Enriched {
  fileprivate init(_ progress: EnrichmentProgress) {
    self.init()
    for part in progress.parts.values {
      games += part.total
      matched += part.matched
      unmatched += part.unmatched
      failed += part.failed
    }
    artwork = progress.artwork.matched
    artworkTotal = progress.artwork.total
  }
}

extension ScanJobs.Hashed {
  fileprivate init(_ progress: HashRequestProgress) {
    self.init()
    files = progress.done.files - progress.failed
    filesTotal = progress.total.files
    bytes = progress.done.bytes
    bytesUnderWay = progress.read
    bytesTotal = progress.total.bytes
  }
}
