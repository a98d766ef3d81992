internal import Acquisition
internal import Catalog
internal import Configuration
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization

/// One mount's parts, wired together.
final class Service: Sendable {
  typealias Session = MountSession<MountedLibrary, MountedLibrary>

  private let options: WorkerOptions
  private let library: MountedLibrary
  private let scans: ScanRunner
  private let reloader: Reloader
  private let cache: ZipCache
  private let views: ViewDesk
  private let saves: SaveLayers
  private let enrichment: EnrichmentDesk
  private let acquisition: AcquisitionDesk
  private let remote: RemoteDesk
  private let rates = EnrichmentRates()
  private let counts: CatalogCounts
  /// The file of settings that was there at the start. Looked for once: a report is made while somebody waits for it.
  private let configurationFile: String?
  private let started = monotonicNanoseconds()
  private let session = Mutex<Session?>(nil)

  init(_ options: WorkerOptions, _ settings: Settings) throws(Complaint) {
    self.options = options
    configurationFile = options.sources.file.flatMap { file in
      attempt(within: 1) { (try? FileStatus.of(file.path)) != nil } == true ? file.path : nil
    }
    saves = SaveLayers(settings.saveDirectories, roots: settings.roots.map(\.path))
    reloader = Reloader(
      settings, sources: options.sources, accepted: options.accepted, mountPoint: options.mountPoint,
      saves: { [saves] in saves.inUse })
    do throws(CatalogError) {
      library = try MountedLibrary(
        roots: settings.shownRoots(withDownloads: Service.downloads(settings, options)),
        views: settings.shownViews(withOffers: Service.mayHaveSources(settings, options)),
        scan: settings.scanSettings, hashing: settings.hashingSettings, stateDirectory: options.stateDirectory,
        mountPoint: options.mountPoint)
    } catch {
      throw Complaint(.state, error.description)
    }
    counts = CatalogCounts(library.catalog)
    do throws(Errno) {
      enrichment = try EnrichmentDesk(library.catalog, directory: options.stateDirectory, settings)
    } catch {
      throw Complaint(.failed, "no thread for requests to providers: \(error)")
    }
    do throws(Errno) {
      acquisition = try AcquisitionDesk(
        library, at: options.mountPoint, stateDirectory: options.stateDirectory, settings)
    } catch {
      throw Complaint(.failed, "no thread for requests to sources: \(error)")
    }
    do throws(CatalogError) {
      scans = try library.makeScanRunner(mountPoint: options.mountPoint, enrichment)
    } catch {
      throw Complaint(.state, error.description)
    }
    views = ViewDesk(
      tree: library.tree, catalog: library.catalog, mountPoint: options.mountPoint, restored: library.takeRestored(),
      artwork: enrichment.artwork, settings)
    cache = ZipCache(settings, library, mountPoint: options.mountPoint)
    do throws(Errno) { try cache.open() } catch { throw Complaint(.failed, "no thread for the cache: \(error)") }
    do throws(Errno) {
      remote = try RemoteDesk(library, acquisition.sources, cache, settings)
      library.remote.withLock { $0 = remote }
      try remote.open()
    } catch { throw Complaint(.failed, "no thread for files at sources: \(error)") }
  }

  func makeSession(_ device: consuming FileDescriptor) throws(Errno) -> Session {
    let account = Account.current
    let space = fileSystemStatus()
    let session = try MountSession(
      device: device, tree: library.tree, checksums: library, library: library, stored: cache, saves: saves.layers,
      options: MountOptions(
        owner: account.user, group: account.group, readDeadline: reloader.settings.readDeadlineNanoseconds,
        waitingReadsPerFile: MountOptions.waitingReadsPerFile(isPrivileged: account.user == 0)),
      hooks: MountHooks(
        status: { [self] in report().json }, jobs: { [self] in jobs() }, metrics: { [self] in metrics().text },
        sideCar: { [self] in views.bytes($0, $1) },
        extendedAttributes: { [description = FileDescription(catalog: library.catalog, remote: remote)] in
          description.attributes(of: $0, crc32: $1)
        },
        fileSystemStatus: { space }, remote: remote.engine))
    self.session.withLock { $0 = session }
    return session
  }

  /// The size of the disk the library is on, asked once: df(1) must not wait for a disk.
  private func fileSystemStatus() -> FileSystemStatus {
    let none = FileSystemStatus(type: 0, blockSize: 4096, blocks: 0, freeBlocks: 0, availableBlocks: 0)
    return library.localRoot.flatMap { try? FileSystemStatus.of($0) } ?? none
  }

  func start(link: SupervisorLink, control: consuming FileDescriptor, session: Session) throws(Errno) {
    cache.start(
      ZipCache.Surroundings(
        changed: { session.announce($0) }, lastRead: { session.lastRead }, closeIdle: { session.closeIdle() }))
    try library.start(
      MountedLibrary.Announcer(
        changed: { [cache] changes in
          session.announce(changes)
          cache.libraryChanged()
        },
        checksumFinished: { session.checksumFinished($0, succeeded: $1) },
        checksumProgressed: { session.checksumProgressed($0) },
        systemChanged: { [views, enrichment] system in
          views.changed(system)
          enrichment.changed(system)
        }))
    try views.start { session.announce($0) }
    try enrichment.start { [views] systems in for system in systems { views.enriched(system) } }
    scans.start()
    remote.start(
      RemoteDesk.Surroundings(
        arranged: { session.restored() },
        blockFinished: { session.blockFinished($0, succeeded: $1) },
        blockProgressed: { session.blockProgressed($0) },
        checksumFinished: { session.checksumFinished($0, succeeded: $1) },
        checksumProgressed: { session.checksumProgressed($0) }))
    try acquisition.start(changed: { [self] in sourcesChanged() }, listed: { [remote] in remote.changed() })
    var handlers = ScanDesk(runner: scans, library: library, enrichment: enrichment).handlers
    let places = ArchivePlaces(library.tree) { [self] in library.libraries.map(\.root) }
    handlers.merge(CacheDesk(cache, off: .off("this mount keeps none"), places: places).handlers) { first, _ in first }
    let matches = MatchDesk(library: library, enrichment: enrichment) { [views] in views.enriched($0) }
    handlers.merge(matches.handlers) { first, _ in first }
    handlers.merge(acquisition.handlers) { first, _ in first }
    handlers["status"] = { [self] _ in report().json }
    handlers["rescan"] = { [self] _ in
      library.rescan()
      return ControlServer.done
    }
    handlers["reload"] = { [self] _ in reload().json }
    handlers["explain"] = { [self] in library.explain($0, priority: FactSources(reloader.settings).priority) }
    let server = ControlServer(control, handlers: handlers, unmount: { link.askToUnmount() })
    try server.start()
    let guardian = Guardian(
      options: options, link: link, signals: try SignalQueue(),
      reload: { [self] in
        _ = reload()
        library.rescan()
      })
    try guardian.start()
  }

  /// Whether there are sources: those that were added are read later.
  private static func mayHaveSources(_ settings: Settings, _ options: WorkerOptions) -> Bool {
    !settings.sources.isEmpty || !AddedSources.read(SourceDesk.file(in: options.stateDirectory)).sources.isEmpty
  }

  /// The directory of what is fetched, where there are sources, or were: it is part of the library then.
  private static func downloads(_ settings: Settings, _ options: WorkerOptions) -> String? {
    let directory = settings.downloadDirectory(options.stateDirectory)
    let added = SourceDesk.file(in: options.stateDirectory)
    if (try? FileStatus.of(directory)) == nil {
      if settings.sources.isEmpty, (try? FileStatus.of(added)) == nil { return nil }
      do throws(Errno) { try createDirectories(directory) } catch {
        Log.warning("\(directory), where what is fetched is to be kept, cannot be made: \(error)")
        return nil
      }
    }
    return directory
  }

  /// Sources were added or removed.
  private func sourcesChanged() {
    let settings = reloader.settings
    do throws(CatalogError) {
      try library.configure(roots: settings.shownRoots(withDownloads: Service.downloads(settings, options)))
    } catch {
      Log.warning("what is fetched is shown after the next mount: \(error.description)")
    }
    library.configure(views: settings.shownViews(withOffers: acquisition.sources.hasSources))
  }

  /// Scans, and what is fetched.
  private func jobs() -> [UInt8] {
    let acquisition = acquisition.status()
    let scans = scans.reports
    var json = JSONWriter()
    json.object { json in
      json.array("jobs") { json in for report in scans { report.write(to: &json) } }
      acquisition.writeMember(to: &json)
    }
    return json.bytes + [0x0A]
  }

  private func reload() -> ReloadReport {
    reloader.reload { [self] (new: Settings, _) throws(Complaint) in try apply(new) }
  }

  /// Lets settings hold that can change while mounted.
  private func apply(_ settings: Settings) throws(Complaint) {
    // First, because it is the only thing that can fail.
    let roots = settings.shownRoots(withDownloads: Service.downloads(settings, options))
    do throws(CatalogError) { try library.configure(roots: roots) } catch {
      throw Complaint(.state, error.description)
    }
    library.configure(views: settings.shownViews(withOffers: acquisition.sources.hasSources))
    views.configure(settings)
    views.changedAll()
    library.configure(scan: settings.scanSettings)
    library.configure(hashing: settings.hashingSettings)
    cache.configure(settings)
    enrichment.configure(settings)
    acquisition.configure(settings)
    remote.configure(settings)
    Log.setLevel(settings.log.level)
    session.withLock { $0 }?.setReadDeadline(settings.readDeadlineNanoseconds)
  }

  /// Says that the mount can be used: at once where the catalog knows the library, otherwise when the first games are
  /// there or after a second, so that a script that mounts and looks does not see an empty library.
  func reportReady(to link: SupervisorLink) throws(Errno) {
    if library.showsGames { return link.reportReady() }
    try WorkerThread(name: "ready") { [self] in
      let patience = monotonicNanoseconds() + 1_000_000_000
      while monotonicNanoseconds() < patience {
        if let progress = library.scanProgress, progress.runs > 0 { break }
        sleep(nanoseconds: 5_000_000)
      }
      link.reportReady()
    }.detach()
  }

  /// Stores what is finished. What runs is abandoned with the process.
  func stop() {
    cache.stop()
    remote.stop()
    acquisition.stop()
    enrichment.stop()
    views.stop()
    scans.stop()
    library.stop()
  }

  private func report() -> StatusReport {
    var report = StatusReport()
    report.processID = Host.processID
    report.uptime = monotonicNanoseconds() - started
    report.mountPoint = options.mountPoint
    let settings = reloader.settings
    report.library = settings.roots.first?.path ?? ""
    let reload = reloader.lastReport
    report.configuration = StatusReport.Configuration(file: reload == nil ? configurationFile : reload?.file, reload)
    report.stateDirectory = options.stateDirectory
    report.runtime = options.entry.base
    report.restarts = options.restarts
    report.profile = StatusReport.Profile(
      passthrough: session.withLock { $0?.passthrough } ?? (false, 0, nil), roots: library.libraries.map(\.root),
      refused: library.refusedRoots)
    if report.profile.passthrough, let obstacle = cache.passthroughObstacle {
      report.profile.passthroughReasons.append(obstacle)
    }
    if let progress = library.scanProgress {
      report.scan = StatusReport.Scan(progress, library.counts)
      report.scan.duplicates = library.duplicateCount
      report.libraries = library.libraries.map { root, counts in
        StatusReport.Library(
          path: root.path, state: progress.outages[root] == nil ? .available : .unavailable,
          reason: progress.outages[root], files: counts.files, games: counts.games)
      }
      report.watching.mode = progress.watching.mode.rawValue
      report.watching.watches = progress.watching.watches
      report.watching.polled = progress.watching.polled
      report.watching.reasons = progress.watching.reasons
    }
    if let checksums = library.checksumProgress { report.checksums = StatusReport.Checksums(checksums) }
    report.jobs = scans.statusReports
    report.cache = cache.status
    report.metadata = metadata(report)
    let rate = report.checksums.bytesPerSecond
    report.downloads = session.withLock { $0?.folderWaits }?.map { StatusReport.Download($0, rate: rate) } ?? []
    report.saves = saves.reports
    report.acquisition = acquisition.status()
    report.remote = remote.report
    if let waiting = session.withLock({ $0?.waitingReads }) {
      report.reads.parked = waiting.parked
      report.reads.pooled = waiting.pooled
    }
    return report
  }

  private func metadata(_ report: StatusReport) -> StatusReport.Metadata {
    let progress = enrichment.progress
    var metadata = StatusReport.Metadata(progress, of: enrichment)
    rates.note(progress, &metadata, at: monotonicNanoseconds())
    if report.scan.state == "running" { metadata.phases.insert("discovering", at: 0) }
    if report.checksums.done < report.checksums.total {
      metadata.phases.insert("hashing", at: report.scan.state == "running" ? 1 : 0)
    }
    return metadata
  }

  private func metrics() -> MetricsReport {
    var metrics = MetricsReport()
    metrics.gates = enrichment.statistics.map { ($0.name, $0.1) }
    metrics.providers = enrichment.sources
    metrics.progress = enrichment.progress
    let counts = counts.current
    (metrics.games, metrics.artwork) = (counts.games, counts.artwork)
    metrics.status = report()
    metrics.sourceLatencies = acquisition.acquirer.view.sources.map { ($0.name, $0.standing.latencies) }
    return metrics
  }
}

extension StatusReport.Scan {
  fileprivate init(_ progress: DiscoveryProgress, _ counts: Holdings.Counts) {
    self.init()
    state =
      switch progress.state {
      case .discovering: "running"
      case .stopped: "failed"
      case .idle:
        progress.runs == 0 ? "waiting" : progress.missingRoots.isEmpty ? "idle" : "failed"
      }
    systems = counts.systems
    files = counts.files
    games = counts.games
    problems = ScanProblem.allCases.compactMap { problem in
      let count = progress.problems[problem].count
      return count == 0 ? nil : (problem.rawValue, count)
    }
  }
}
