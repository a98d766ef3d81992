internal import Catalog
internal import Configuration
internal import Model
internal import Mount
internal import Platform
internal import Remote
internal import Scan
internal import Synchronization

/// One mount's parts, wired together.
final class Service: Sendable {
  typealias Session = MountSession<MountedLibrary, MountedLibrary>

  let options: WorkerOptions
  let library: MountedLibrary
  let scans: ScanRunner
  let reloader: Reloader
  let cache: ZipCache
  let views: ViewDesk
  let saves: SaveLayers
  let enrichment: EnrichmentDesk
  let acquisition: AcquisitionDesk
  let remote: RemoteDesk
  let rates = EnrichmentRates()
  let counts: CatalogCounts
  /// The file of settings that was there at the start. Looked for once: a report is made while somebody waits for it.
  let configurationFile: String?
  let started = monotonicNanoseconds()
  let session = Mutex<Session?>(nil)

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
      acquisition.sources.outages.withLock { $0 = { [weak remote] in remote?.engine.standing.outages ?? [:] } }
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

}
