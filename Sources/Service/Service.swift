internal import Catalog
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

/// One mount's parts, wired together: what the catalog knows is shown at once, discovery corrects it, and multi-file
/// games are hashed in the background.
///
/// No lock is held while another part is called.
final class Service: Sendable {
  private let options: WorkerOptions
  private let tree = Tree()
  private let parts: ServiceParts
  private let catalog: Catalog
  private let discovery: Discovery
  private let started = monotonicNanoseconds()

  /// Opens the catalog and shows what it holds. Nothing is started.
  init(_ options: WorkerOptions) throws(Complaint) {
    self.options = options
    let space: FileSystemStatus
    do throws(Errno) { space = try FileSystemStatus.of(options.library) } catch {
      throw Complaint(.library, "library \(options.library): \(error)")
    }
    do throws(CatalogError) {
      catalog = try Catalog.open(directory: options.stateDirectory)
      let root = try catalog.root(forPath: options.library)
      let shelves = try catalog.shelves(of: root)
      let parts = ServiceParts(
        tree: tree, holdings: Holdings(shelves, space: space), catalog: catalog,
        known: try catalog.checksums(of: root))
      self.parts = parts
      discovery = Discovery(catalog: catalog, roots: [root], shelves: shelves) { parts.take($0) }
      parts.show(shelves)
    } catch {
      throw Complaint(.state, error.description)
    }
  }

  func makeSession(_ device: consuming FileDescriptor) throws(Errno) -> ServiceParts.Session {
    let account = Account.current
    let session = try MountSession(
      device: device, tree: tree, checksums: parts.checksums, library: Watch(discovery: discovery),
      options: MountOptions(
        owner: account.user, group: account.group, readDeadline: UInt64(options.readDeadline) * 1_000_000_000),
      hooks: MountHooks(
        status: { [self] in report().json }, fileSystemStatus: { [parts] in parts.holdings.space }))
    parts.connect(session)
    return session
  }

  /// Starts everything that runs beside the session.
  func start(link: SupervisorLink, control: consuming FileDescriptor) throws(Errno) {
    let server = ControlServer(
      control,
      ControlServer.Actions(
        status: { [self] in report().json }, rescan: { [self] in discovery.rescan(nil) },
        unmount: { link.askToUnmount() }))
    try server.start()
    let options = options
    let signals = try SignalQueue()
    try Guardian(options: options, link: link, signals: signals, rescan: { [self] in discovery.rescan(nil) }).start()
    try discovery.start()
    try parts.startHashing()
  }

  /// Stores what is done. The session has ended.
  func stop() {
    discovery.stop()
    parts.checksums.queue.stop()
  }

  /// Asks discovery for a folder whose file turned out to be another version.
  struct Watch: LibraryWatch {
    let discovery: Discovery

    func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void) {
      discovery.rescan(location, completion: then)
    }
  }

  private func report() -> StatusReport {
    var report = StatusReport()
    report.processID = Host.processID
    report.uptime = monotonicNanoseconds() - started
    report.mountPoint = options.mountPoint
    report.library = options.library
    report.stateDirectory = options.stateDirectory
    report.restarts = options.restarts
    report.profile = .current
    report.scan = scanReport()
    let checksums = parts.checksums.queue.progress
    report.checksums.done = checksums.filesDone
    report.checksums.total = checksums.filesTotal
    report.checksums.bytesDone = checksums.bytesDone
    report.checksums.bytesTotal = checksums.bytesTotal
    let waiting = parts.waitingReads
    report.reads.parked = waiting.parked
    report.reads.pooled = waiting.pooled
    return report
  }

  private func scanReport() -> StatusReport.Scan {
    var scan = StatusReport.Scan()
    let progress = discovery.progress
    let counts = parts.holdings.counts
    scan.systems = counts.systems
    scan.files = counts.files
    scan.games = counts.games
    scan.state =
      switch progress.state {
      case .discovering: "running"
      case .idle, .stopped: !progress.missingRoots.isEmpty ? "failed" : progress.runs == 0 ? "waiting" : "idle"
      }
    scan.problems = ScanProblem.allCases.compactMap { problem in
      let count = progress.problems[problem].count
      return count == 0 ? nil : (problem.rawValue, count)
    }
    return scan
  }
}
