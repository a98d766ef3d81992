internal import Acquisition
internal import Catalog
internal import Configuration
internal import HTTPClient
internal import Model
internal import Platform
internal import Scan
internal import Sources
internal import Text
internal import Synchronization

/// Fetches what somebody asks for into a library of its own, and has the mount show it.
///
/// Lock order: `state` is taken with no other lock held, and nothing is called with it held.
final class AcquisitionDesk: Sendable {
  struct State {
    var settings: Settings
    var offered: Offered?
    var orders: [(ticket: Int64, order: GetOrder)] = []
    var answers: [Int64: GetAnswer] = [:]
    var lastTicket: Int64 = 0
    /// Lines of orders that do not fit one request.
    var drafts: [Int64: [[UInt8]]] = [:]
    var isStopping = false
  }

  /// What the sources offer, as long as none of them was listed anew.
  struct Offered {
    var library: OfferedLibrary
    /// The end of each source's last listing, by its number.
    var listings: [Int64: Int64]
    var used: UInt64
  }

  let catalog: Catalog
  let library: MountedLibrary
  let sources: SourceDesk
  /// Of what is fetched. Absolute.
  let directory: String
  let acquirer: Acquirer
  private let client: HTTPClient
  let state: Monitor<State>

  /// - Parameters:
  ///   - stateDirectory: absolute.
  ///   - mountPoint: absolute; whose jobs they are.
  init(
    _ library: MountedLibrary, at mountPoint: String, stateDirectory: String, _ settings: Settings
  ) throws(Errno) {
    self.library = library
    catalog = library.catalog
    directory = settings.downloadDirectory(stateDirectory)
    client = try HTTPClient(userAgent: "Vitrine/\(Version.current)")
    sources = SourceDesk(library.catalog, client, directory: stateDirectory, settings)
    state = Monitor(State(settings: settings))
    let (catalog, directory) = (catalog, directory)
    let arrivals = Arrivals(library)
    acquirer = Acquirer(
      catalog, client, at: mountPoint, settings.acquirerSettings(directory),
      landed: { path, file in AcquisitionDesk.record(path, file, directory, catalog, arrivals) })
  }

  /// - Parameters:
  ///   - changed: told when sources were added or removed by command.
  ///   - listed: told when there are other sources, or one was listed.
  func start(changed: @escaping @Sendable () -> Void, listed: @escaping @Sendable () -> Void) throws(Errno) {
    try acquirer.start()
    try sources.start(
      SourceDesk.Listener(
        places: { [acquirer] in
          acquirer.configure($0)
          listed()
        }, changed: changed,
        listed: { [weak self] _ in
          self?.forgetOffered()
          listed()
        }))
    try WorkerThread(name: "get", stackBytes: 2 << 20) { [self] in work() }.detach()
  }

  /// Parts stay; the next service goes on with them.
  func stop() {
    state.signal { $0.isStopping = true }
    sources.stop()
    acquirer.stop()
    client.close()
  }

  func configure(_ settings: Settings) {
    state.withLock { $0.settings = settings }
    acquirer.configure(settings.acquirerSettings(directory))
    sources.configure(settings)
    forgetOffered()
  }

  /// Whether anything can be fetched, or was.
  var isOn: Bool { sources.hasSources || (try? FileStatus.of(directory)) != nil }

  // MARK: Landing

  /// A file has its place: its checksums are known, and it is shown. On the transfer's thread.
  private static func record(
    _ path: [UInt8], _ file: TransferredFile, _ directory: String, _ catalog: Catalog, _ arrivals: Arrivals
  ) {
    do throws(CatalogError) {
      let root = try catalog.root(forPath: directory)
      if let version = try? Landing(directory, owner: catalog.path).version(of: path) {
        let key = ContentKey(root: root.id, version: version)
        _ = try catalog.record([HashResult(key: key, path: path, checksums: file.checksums)], at: wallNanoseconds())
      }
      let folder = path.firstIndex(of: UInt8(ascii: "/")).map { Array(path[..<$0]) } ?? []
      arrivals.note(Shelf.Location(root: root, folder: folder))
    } catch {
      Log.warning("what was fetched is shown after the next scan: \(error.description)")
    }
  }

  // MARK: Asking

  /// - Returns: a number to ask for the answer by.
  func ask(_ order: GetOrder) -> Int64 {
    state.signal { state in
      state.lastTicket += 1
      for old in state.answers.keys where old + 50 < state.lastTicket { state.answers[old] = nil }
      state.answers[state.lastTicket] = .pending
      state.orders.append((state.lastTicket, order))
      return state.lastTicket
    }
  }

  /// Lines of one list, and how many lists are kept until they are asked for.
  private static let mostLines = 200_000
  private static let mostDrafts: Int64 = 8

  /// Notes lines for an order that does not fit one request.
  ///
  /// - Parameter draft: nil begins one.
  /// - Returns: its number.
  func note(_ lines: [[UInt8]], in draft: Int64?) throws(Complaint) -> Int64 {
    let number: Int64? = state.withLock { state in
      if let draft {
        guard let known = state.drafts[draft] else { return nil }
        guard known.count + lines.count <= AcquisitionDesk.mostLines else { return -1 }
        state.drafts[draft] = known + lines
        return draft
      }
      state.lastTicket += 1
      for old in state.drafts.keys.sorted().dropLast(Int(AcquisitionDesk.mostDrafts) - 1) { state.drafts[old] = nil }
      state.drafts[state.lastTicket] = lines
      return state.lastTicket
    }
    guard let number else { throw Complaint(.failed, "there is no list \(draft ?? 0): begin anew") }
    if number < 0 { throw Complaint(.usage, "a list has at most \(AcquisitionDesk.mostLines) lines: split it") }
    return number
  }

  func answer(_ ticket: Int64) -> GetAnswer? { state.withLock { $0.answers[ticket] } }

  private func forgetOffered() { state.withLock { $0.offered = nil } }

  /// For so long after its last use what is offered stays in memory. Nanoseconds.
  private static let memory: UInt64 = 300_000_000_000

  private func work() {
    while true {
      let deadline = state.withLock { $0.offered.map { $0.used + AcquisitionDesk.memory } }
      let next: (ticket: Int64, order: GetOrder)?? = state.wait(until: deadline) { state in
        if state.isStopping { return .some(nil) }
        return state.orders.isEmpty ? nil : .some(state.orders.removeFirst())
      }
      guard let next else {
        forgetOffered()
        continue
      }
      guard let (ticket, order) = next else { return }
      let answer: GetAnswer
      do throws(Complaint) { answer = try carryOut(order) } catch { answer = .refused(error) }
      state.signal { $0.answers[ticket] = answer }
    }
  }
}
