package import Catalog
package import Model
internal import Platform
internal import Synchronization

/// Carries out the scans of one mount: asks ``ScanJobs`` what is next, has the engine do it, and stores how far it is.
///
/// What a request changes is stored before it is answered; progress about once a second, together with the folders it
/// is about, so that what is counted and what is done again after a crash never disagree.
///
/// Callable from any thread. Lock order: `storing`, then `state`; the engine is called with neither held.
package final class ScanRunner: Sendable {
  private struct State {
    var jobs: ScanJobs
    /// Done with and not stored yet.
    var folders: [(job: Int64, location: Shelf.Location)] = []
    var rates: [Int64: Rates] = [:]
    var isResting = false
    var hasTicker = false
    var isStopping = false
  }

  /// Of the present phase of a job.
  private struct Rates {
    var phase: ScanJob.Phase
    /// Files while looking, bytes while hashing, games while asking: what is shown.
    var shown = WorkRate()
    /// What the time left follows from: a small file takes longer than its bytes.
    var work = WorkRate()
  }

  private let catalog: Catalog
  private let mountPoint: String
  private let engine: any ScanEngine
  private let state: Monitor<State>
  private let storing = Mutex<Void>(())
  private let now: @Sendable () -> Int64

  /// Reading so many bytes takes about as long as opening another file.
  private static let bytesPerFile = 64.0 * 1024

  /// - Parameters:
  ///   - mountPoint: whose jobs these are.
  ///   - now: nanoseconds since 1970.
  package init(
    catalog: Catalog, mountPoint: String, engine: any ScanEngine,
    now: @escaping @Sendable () -> Int64 = { wallNanoseconds() }
  ) throws(CatalogError) {
    self.catalog = catalog
    self.mountPoint = mountPoint
    self.engine = engine
    self.now = now
    state = Monitor(State(jobs: ScanJobs(stored: try catalog.jobs(at: mountPoint))))
  }

  /// Goes on with what the last service of this mount was at.
  package func start() { change { jobs in jobs.resumeAll(now: now()) } }

  /// Stores how far everything is. What runs goes on at the next start.
  package func stop() {
    state.signal { $0.isStopping = true }
    store()
  }

  // MARK: What users ask for

  /// Starts a scan, or joins one of the same kind and scope that asks for the same.
  package func request(
    _ kind: ScanJob.Kind, _ scope: ScanScope, _ metadata: MetadataOptions = MetadataOptions()
  ) throws(CatalogError) -> (report: ScanReport, hasJoined: Bool) {
    let now = now()
    let (job, actions, hasJoined) = try storing.withLock { (_) throws(CatalogError) in
      if let (job, actions) = state.withLock({ $0.jobs.join(kind, scope, metadata, now: now) }) {
        return (job, actions, true)
      }
      let job = try catalog.add(
        ScanJob(kind: kind, scope: scope, metadata: metadata, created: now), at: mountPoint)
      return (job, state.withLock { $0.jobs.admit(job, now: now) }, false)
    }
    store()
    perform(actions)
    return (report(job.id) ?? ScanReport(job), hasJoined)
  }

  package enum Control: Sendable { case pause, resume, cancel }

  /// - Returns: the jobs as they are now.
  package func control(_ control: Control, _ ids: [Int64]) -> [ScanReport] {
    let now = now()
    change { jobs in
      switch control {
      case .pause: jobs.pause(ids, now: now)
      case .resume: jobs.resume(ids, now: now)
      case .cancel: jobs.cancel(ids, now: now)
      }
    }
    return ids.compactMap { report($0) }
  }

  // MARK: Asking

  /// Oldest first, with those that have ended.
  package var jobs: [ScanJob] { state.withLock { $0.jobs.all } }

  /// Those that have not ended, oldest first.
  package var activeReports: [ScanReport] {
    let ids = state.withLock { $0.jobs.active.map(\.id) }
    return ids.compactMap { report($0) }
  }

  /// Those that have not ended, and the last one that has.
  package var statusReports: [ScanReport] {
    let jobs = jobs
    let last = jobs.filter(\.state.isEnded).max { ($0.ended ?? 0, $0.id) < ($1.ended ?? 0, $1.id) }
    return jobs.filter { !$0.state.isEnded || $0.id == last?.id }.compactMap { report($0.id) }
  }

  /// All, oldest first.
  package var reports: [ScanReport] { jobs.compactMap { report($0.id) } }

  /// All of them, one object of JSON and a line feed.
  package var json: [UInt8] {
    let reports = reports
    var json = JSONWriter()
    json.object { json in json.array("jobs") { json in for report in reports { report.write(to: &json) } } }
    return json.bytes + [0x0A]
  }

  package func report(_ id: Int64) -> ScanReport? {
    noteAsking(id)
    let (job, rates, bytesUnderWay) = state.withLock { ($0.jobs[id], $0.rates[id], $0.jobs.bytesUnderWay(id)) }
    guard let job else { return nil }
    var report = ScanReport(job)
    guard job.state == .running else { return report }
    report.bytesUnderWay = bytesUnderWay
    report.workers = engine.workers
    if job.phase == .discover {
      report.filesSeen = job.counts.files + engine.filesSeen(id)
      // The new has no last time.
      if job.kind != .new { report.filesExpected = engine.filesExpected(id) }
    }
    guard let rates, rates.phase == job.phase else { return report }
    report.perSecond = rates.shown.perSecond
    switch job.phase {
    case .discover:
      if report.filesExpected > 0 { report.secondsLeft = rates.work.left(until: Double(report.filesExpected)) }
    case .hash:
      report.secondsLeft = rates.work.left(until: ScanRunner.work(job.counts.filesToHash, job.counts.bytesToHash))
    case .enrich:
      if job.counts.gamesToEnrich > 0 { report.secondsLeft = rates.work.left(until: report.enrichment.total) }
    }
    return report
  }

  // MARK: Doing

  private func change(_ body: (inout ScanJobs) -> [ScanJobs.Action]) {
    let actions = state.withLock { body(&$0.jobs) }
    // Stored first: what a crash interrupts is then found again.
    store()
    perform(actions)
  }

  private func perform(_ actions: [ScanJobs.Action]) {
    rest()
    for action in actions {
      switch action {
      case .discover(let job, let run): engine.discover(job, finished: finishedFolders(of: job), events(job.id, run))
      case .hash(let job, let run): engine.hash(job, events(job.id, run))
      case .enrich(let job, let run): engine.enrich(job, events(job.id, run))
      case .giveUp(let job): engine.giveUp(job)
      case .halt(let id, let isFinal): engine.halt(id, isFinal: isFinal)
      case .forgetFolders(let id):
        do throws(CatalogError) {
          try catalog.forgetFinishedFolders(ofJob: id)
        } catch {
          Log.error("scan \(id) passes over folders that it looked through before. \(error)")
        }
      }
    }
    if !actions.isEmpty { startTicker() }
  }

  /// Who pauses all there is wants the disk to be quiet: what is hashed by default rests as well.
  private func rest() {
    let isResting = state.withLock { state -> Bool? in
      let active = state.jobs.active
      let isResting = !active.isEmpty && active.allSatisfy { $0.state == .paused }
      guard isResting != state.isResting else { return nil }
      state.isResting = isResting
      return isResting
    }
    if let isResting { engine.rest(isResting) }
  }

  private func finishedFolders(of job: ScanJob) -> Set<Shelf.Location> {
    do throws(CatalogError) {
      return try catalog.finishedFolders(ofJob: job.id, in: engine.libraryRoots)
    } catch {
      Log.error("scan \(job.id) looks through everything once more. \(error)")
      return []
    }
  }

  private func events(_ id: Int64, _ run: Int) -> ScanEvents {
    // The engine and its threads outlive no runner: both end with the process.
    ScanEvents(
      expected: { [self] systems in state.withLock { $0.jobs.expects(systems, id, run: run) } },
      lookedThrough: { [self] location, found in
        state.withLock { state in
          if state.jobs.lookedThrough(found, id, run: run) { state.folders.append((id, location)) }
        }
      },
      discovered: { [self] problems, failure in
        change { $0.discovered(id, run: run, problems: problems, failure: failure, now: now()) }
      },
      hashed: { [self] progress in state.withLock { $0.jobs.hashed(progress, id, run: run) } },
      foundDamaged: { [self] path in state.withLock { $0.jobs.foundDamaged(path, id) } },
      foundUnreadable: { [self] path in state.withLock { $0.jobs.foundUnreadable(path, id, run: run) } },
      hashingEnded: { [self] progress in
        let canEnrich = engine.canEnrich
        change { $0.hashingEnded(id, run: run, progress, canEnrich: canEnrich, now: now()) }
      },
      enrichmentEnded: { [self] progress, failure in
        change { $0.enrichmentEnded(id, run: run, progress, failure: failure, now: now()) }
      })
  }

  private func store() {
    storing.withLock { _ in
      let (changed, folders) = state.withLock { state in
        defer { state.folders = [] }
        return (state.jobs.takeChanged(), state.folders)
      }
      if changed.isEmpty, folders.isEmpty { return }
      do throws(CatalogError) {
        try catalog.update(changed, folders: folders)
      } catch {
        if error.reason != .closed { Log.error("the progress of scans is not stored. \(error)") }
      }
    }
  }

  // MARK: While something runs

  private func startTicker() {
    let isNeeded = state.withLock { state in
      guard !state.hasTicker, !state.isStopping else { return false }
      state.hasTicker = true
      return true
    }
    guard isNeeded else { return }
    do throws(Errno) {
      try WorkerThread(name: "scan-progress", stackBytes: 1 << 20) { self.tick() }.detach()
    } catch {
      // Progress is then stored where a job changes its phase, and there is no rate.
      state.withLock { $0.hasTicker = false }
    }
  }

  /// Measures and stores every second until nothing runs any more.
  private func tick() {
    while true {
      let isEnd: Bool? = state.wait(until: monotonicNanoseconds() + 1_000_000_000) { $0.isStopping ? true : nil }
      if isEnd == true { return }
      engine.passOverSilent()
      measure()
      store()
      let hasEnded = state.withLock { state in
        let isIdle = !state.jobs.active.contains { $0.state == .running }
        if isIdle {
          state.rates = [:]
          state.hasTicker = false
        }
        return isIdle
      }
      if hasEnded { return }
    }
  }

  /// Takes over how far asking is: that is not told, because it changes with every game.
  private func noteAsking(_ id: Int64) {
    guard let run = state.withLock({ $0.jobs.runAsking(id) }), let progress = engine.enriched(id) else { return }
    state.withLock { state in
      // By now another run may ask.
      if state.jobs.runAsking(id) == run { state.jobs.enriched(progress, id, run: run) }
    }
  }

  private func measure() {
    for id in state.withLock({ $0.jobs.active.map(\.id) }) { noteAsking(id) }
    let running = state.withLock { $0.jobs.active.filter { $0.state == .running } }
    for job in running {
      let seen = job.phase == .discover ? job.counts.files + engine.filesSeen(job.id) : 0
      let time = monotonicNanoseconds()
      state.withLock { state in
        var rates = state.rates[job.id] ?? Rates(phase: job.phase)
        if rates.phase != job.phase { rates = Rates(phase: job.phase) }
        switch job.phase {
        case .discover:
          rates.shown.note(Double(seen), at: time)
          rates.work.note(Double(seen), at: time)
        case .hash:
          var report = ScanReport(job)
          report.bytesUnderWay = state.jobs.bytesUnderWay(job.id)
          rates.shown.note(Double(report.bytesRead), at: time)
          rates.work.note(
            ScanRunner.work(job.counts.hashedFiles + job.counts.unreadable, report.bytesRead), at: time)
        case .enrich:
          rates.shown.note(Double(job.counts.gamesAsked), at: time)
          rates.work.note(ScanReport(job).enrichment.done, at: time)
        }
        state.rates[job.id] = rates
      }
    }
  }

  private static func work(_ files: Int, _ bytes: Int64) -> Double { Double(files) * bytesPerFile + Double(bytes) }
}
