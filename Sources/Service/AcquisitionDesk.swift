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
  private struct State {
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
  private struct Offered {
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
  private let state: Monitor<State>

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

  private func carryOut(_ order: GetOrder) throws(Complaint) -> GetAnswer {
    var order = order
    if let draft = order.draft {
      guard let lines = state.withLock({ $0.drafts.removeValue(forKey: draft) }) else {
        throw Complaint(.failed, "there is no list \(draft): begin anew")
      }
      order.lines += lines
    }
    guard sources.hasSources else {
      throw Complaint(
        .failed, "there is no source to get anything from: `vitrine sources add NAME URL` adds one")
    }
    for name in order.sources where !sources.entries.contains(where: { $0.settings.isNamed(name) }) {
      throw Complaint(
        .usage,
        "there is no source `\(shown(name))`\(suggestion(name, from: sources.entries.map(\.settings.name)))")
    }
    let offered = try offered()
    let settings = state.withLock { $0.settings }
    let choice = try GetChoice(order, settings)
    var picked = choice.pick(from: offered, isHad: PresentGames(library, besides: directory))
    picked.leaveOutPresent(in: Landing(directory, owner: catalog.path))
    let (wanted, unavailable) = try wantedFiles(picked, from: order.sources)
    var found = GetFound(picked, wanted, unavailable: unavailable)
    if order.isTrial { return .found(found) }
    do throws(CatalogError) {
      var job = DownloadJob(title: order.title, created: wallNanoseconds())
      job.counts.present = picked.presentFiles
      // Nothing to do leaves nothing to follow.
      if !wanted.isEmpty {
        let added = try acquirer.add(job, wanted)
        found.job = DownloadJobReport(try acquirer.jobs(added.id).first ?? added)
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    return .found(found)
  }

  private func offered() throws(Complaint) -> OfferedLibrary {
    let entries = sources.entries.filter { $0.known != nil }
    let listings = Dictionary(entries.compactMap { entry in entry.known.map { ($0.id, $0.listing?.ended ?? 0) } }) {
      first, _ in first
    }
    let kept = state.withLock { state -> OfferedLibrary? in
      guard state.offered?.listings == listings else { return nil }
      state.offered?.used = monotonicNanoseconds()
      return state.offered?.library
    }
    if let kept { return kept }
    var listed: [OfferedLibrary.Listed] = []
    do throws(CatalogError) {
      for entry in entries {
        guard let known = entry.known else { continue }
        listed.append(
          OfferedLibrary.Listed(
            source: known, platform: entry.settings.platform.map(Settings.systemName),
            offers: try catalog.offers(of: known.id, below: [])))
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    let library = OfferedLibrary(listed) { [state] in state.withLock { $0.isStopping } }
    // While one is listed, what there is changes.
    if !entries.contains(where: { $0.task != nil }) {
      state.withLock {
        $0.offered = Offered(library: library, listings: listings, used: monotonicNanoseconds())
      }
    }
    return library
  }

  /// What is to be fetched of what was picked, with all that is known of it.
  ///
  /// - Parameter names: sources that it may come from; all where it is empty.
  /// - Returns: also how many files none of them has.
  private func wantedFiles(
    _ picked: GetChoice.Picked, from names: [String]
  ) throws(Complaint) -> (wanted: [WantedFile], unavailable: Int) {
    let chosen = sources.entries.filter { entry in
      names.isEmpty || names.contains { entry.settings.isNamed($0) }
    }
    let allowed = Set(chosen.compactMap { $0.known?.id })
    var wanted: [WantedFile] = []
    var unavailable = 0
    do throws(CatalogError) {
      for start in stride(from: 0, to: picked.files.count, by: 500) {
        let part = picked.files[start..<min(start + 500, picked.files.count)]
        let offers = Dictionary(
          try catalog.offers(part.flatMap(\.offers)).map { ($0.id, $0) }
        ) { first, _ in first }
        for file in part {
          let own = file.offers.compactMap { offers[$0] }.filter { allowed.contains($0.source) }
          if let file = WantedFile(file.path, own, replaces: picked.replaces) {
            wanted.append(file)
          } else {
            unavailable += 1
          }
        }
      }
    } catch {
      throw Complaint(.state, error.description)
    }
    return (wanted, unavailable)
  }
}

extension WantedFile {
  /// - Parameters:
  ///   - path: below the directory of downloads.
  ///   - offers: the preferred ones first; what contradicts the first that say something is left out.
  /// - Returns: nil without an offer.
  init?(_ path: [UInt8], _ offers: [StoredOffer], replaces: Bool) {
    guard !offers.isEmpty else { return nil }
    var download = Download(path: path)
    download.replaces = replaces
    var kept: [Int64] = []
    for stored in offers {
      let offer = stored.offer
      let size = offer.size.flatMap { $0.isExact ? $0.bytes : nil }
      if let size, let known = download.size, size != known { continue }
      guard download.checksums.agrees(with: offer.checksums) else { continue }
      download.checksums.join(offer.checksums)
      download.size = download.size ?? size
      download.modified = download.modified ?? offer.modified?.seconds
      kept.append(stored.id)
    }
    self.init(download, offers: kept)
  }
}
