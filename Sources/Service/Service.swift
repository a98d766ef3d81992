internal import Model
internal import Mount
internal import Platform
internal import Synchronization
internal import Tree

/// One mount's parts, wired together.
final class Service: Sendable {
  typealias Session = MountSession<Checksums, Watch>

  struct Checksums: ChecksumSource {
    func checksum(of key: ContentKey) -> UInt32? { nil }
    func promote(_ file: LibraryFile) {}
  }
  struct Watch: LibraryWatch {
    func contentChanged(at location: Shelf.Location, then: @escaping @Sendable () -> Void) {}
  }

  private let options: WorkerOptions
  private let tree = Tree()
  private let started = monotonicNanoseconds()
  private let session = Mutex<Session?>(nil)
  private let space: Mutex<FileSystemStatus>

  init(_ options: WorkerOptions) throws(Complaint) {
    self.options = options
    do throws(Errno) { space = Mutex(try FileSystemStatus.of(options.library)) } catch {
      throw Complaint(.library, "library \(options.library): \(error)")
    }
  }

  func makeSession(_ device: consuming FileDescriptor) throws(Errno) -> Session {
    let account = Account.current
    let session = try MountSession(
      device: device, tree: tree, checksums: Checksums(), library: Watch(),
      options: MountOptions(
        owner: account.user, group: account.group, readDeadline: UInt64(options.readDeadline) * 1_000_000_000),
      hooks: MountHooks(
        status: { [self] in report().json }, fileSystemStatus: { [self] in space.withLock { $0 } }))
    self.session.withLock { $0 = session }
    return session
  }

  func start(link: SupervisorLink, control: consuming FileDescriptor) throws(Errno) {
    let server = ControlServer(
      control,
      ControlServer.Actions(
        status: { [self] in report().json }, rescan: { [self] in rescan() }, unmount: { link.askToUnmount() }))
    try server.start()
    let options = options
    try WorkerThread(name: "guardian") { [self] in
      do throws(Errno) {
        Guardian(options: options, link: link, signals: try SignalQueue(), rescan: { [self] in rescan() }).run()
      } catch {
        Log.error("signals cannot be taken: \(error)")
      }
    }.detach()
  }

  private func rescan() {}

  private func report() -> StatusReport {
    var report = StatusReport()
    report.processID = Host.processID
    report.uptime = monotonicNanoseconds() - started
    report.mountPoint = options.mountPoint
    report.library = options.library
    report.stateDirectory = options.stateDirectory
    report.restarts = options.restarts
    report.profile = .current
    if let waiting = session.withLock({ $0?.waitingReads }) {
      report.reads.parked = waiting.parked
      report.reads.pooled = waiting.pooled
    }
    return report
  }
}
