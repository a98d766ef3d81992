internal import Acquisition
internal import Catalog
internal import Configuration
internal import HTTPClient
internal import Model
internal import Platform
internal import Sources
internal import Synchronization

/// Keeps the sources: those of the configuration and those that were added, when each is listed, and what came of it.
///
/// One thread ("sources") looks what is due; each listing is a task. Lock order: `state` is taken with no other lock
/// held, and nothing is called with it held.
final class SourceDesk: Sendable {
  struct Entry: Sendable {
    var settings: SourceSettings
    var isAdded: Bool
    /// nil where it cannot be used: see `problem`.
    var source: (any Source)?
    var known: KnownSource?
    var problem: String?
    /// Under way.
    var task: Task<Void, Never>?
    var progress = SyncProgress()
    /// When it is to be listed, nanoseconds since 1970; nil for never by itself.
    var due: Int64?
    /// Listings in a row that failed.
    var failures = 0
    /// How many listings have ended, whatever came of them.
    var listings = 0
  }

  /// Who hears of changes. On any thread.
  struct Listener: Sendable {
    /// There are other sources, in the order in which they are preferred.
    var places: @Sendable ([Acquirer.Place]) -> Void
    /// Sources were added or removed by command.
    var changed: @Sendable () -> Void
    /// A source was listed.
    var listed: @Sendable (_ name: String) -> Void
  }

  struct State {
    var entries: [Entry] = []
    var configured: [SourceSettings] = []
    var interval: Int64?
    var tests: [Int64: SourceTest] = [:]
    var lastTest: Int64 = 0
    var isStopping = false
  }

  let catalog: Catalog
  let client: HTTPClient
  /// Of the sources that were added.
  let file: String
  let state = Monitor(State())
  let listener: Monitor<Listener?> = Monitor(nil)
  /// What sources said last that do not answer those who read from them, by ``KnownSource/id``.
  let outages = Mutex<(@Sendable () -> [Int64: String])?>(nil)

  /// - Parameter directory: the state directory, absolute.
  init(_ catalog: Catalog, _ client: HTTPClient, directory: String, _ settings: Settings) {
    self.catalog = catalog
    self.client = client
    file = SourceDesk.file(in: directory)
    take(settings)
  }

  /// Where sources are kept that were added.
  ///
  /// - Parameter directory: the state directory.
  static func file(in directory: String) -> String { directory + "/sources.json" }

  func start(_ listener: Listener) throws(Errno) {
    self.listener.signal { $0 = listener }
    try WorkerThread(name: "sources") { [self] in work() }.detach()
    tell()
  }

  func stop() {
    let tasks = state.signal { state in
      state.isStopping = true
      return state.entries.compactMap(\.task) + state.tests.values.compactMap(\.task)
    }
    for task in tasks { task.cancel() }
  }

  func configure(_ settings: Settings) {
    take(settings)
    tell()
  }

  /// Whether there is any.
  var hasSources: Bool { state.withLock { !$0.entries.isEmpty } }

  // MARK: Which there are

  private func take(_ settings: Settings) {
    state.signal { state in
      state.configured = settings.sources
      state.interval = settings.downloads.syncInterval.map { Int64($0) * 1_000_000_000 }
    }
    refresh()
  }

  /// Reads what was added, and takes over what has changed.
  func refresh() {
    let configured = state.withLock { $0.configured }
    let (added, diagnostics) = AddedSources.read(file, besides: configured)
    for diagnostic in diagnostics { Log.warning("\(diagnostic)") }
    let all = AddedSources.joined(configured, added)
    let before = state.withLock { $0.entries }
    var entries: [Entry] = []
    for settings in all {
      let isAdded = !configured.contains { $0.isNamed(settings.name) }
      if var known = before.first(where: { $0.settings == settings }) {
        known.isAdded = isAdded
        entries.append(known)
      } else {
        entries.append(makeEntry(settings, isAdded: isAdded))
      }
    }
    let ended = before.filter { old in !all.contains(old.settings) }
    state.signal { state in
      // What came of listings meanwhile is kept.
      for index in entries.indices {
        if let now = state.entries.first(where: { $0.settings == entries[index].settings }) { entries[index] = now }
      }
      state.entries = entries
    }
    for entry in ended { entry.task?.cancel() }
  }

  private func makeEntry(_ settings: SourceSettings, isAdded: Bool) -> Entry {
    var entry = Entry(settings: settings, isAdded: isAdded)
    guard settings.isEnabled else { return entry }
    do throws(SourceFailure) { entry.source = try makeSource(settings) } catch {
      entry.problem = error.message
      return entry
    }
    do throws(CatalogError) {
      let known = try catalog.source(named: settings.name, at: settings.placeText)
      entry.known = known
      entry.due = known.listing.map { due(after: $0, of: settings) } ?? wallNanoseconds()
    } catch {
      entry.problem = error.description
      entry.source = nil
    }
    return entry
  }

  func makeSource(_ settings: SourceSettings) throws(SourceFailure) -> any Source {
    if settings.lacksSecret {
      throw SourceFailure(
        .configuration,
        "\(settings.placeText): its password or key is not known: set it in the configuration, or in "
          + "the environment")
    }
    var keys: S3Source.Keys?
    if case .accessKey(let id, let secretKey, let token) = settings.credentials {
      keys = S3Source.Keys(accessKey: id, secretKey: secretKey, sessionToken: token)
    }
    let credentials: SourceCredentials =
      switch settings.credentials {
      case .none, .accessKey: .none
      case .password(let user, let password): .password(user: user, password)
      case .header(let name, let key): .header(name: name, key)
      }
    var limits = CrawlLimits()
    limits.openRequests = settings.asked
    switch settings.place {
    case .index(let url): return try HTTPIndexSource(url, credentials: credentials, client: client, limits: limits)
    case .manifest(let url): return try ManifestSource(url, credentials: credentials, client: client)
    case .manifestFile(let path): return ManifestSource(file: path)
    case .folder(let path): return FolderSource(path)
    case .romm(let url): return try RomMSource(url, credentials: credentials, client: client, limits: limits)
    case .webDAV(let url): return try WebDAVSource(url, credentials: credentials, client: client, limits: limits)
    case .s3(let bucket): return try S3Source(bucket, keys: keys, client: client, limits: limits)
    }
  }

  private func tell() {
    let places = state.withLock { state in
      state.entries.compactMap { entry -> Acquirer.Place? in
        guard let known = entry.known, let source = entry.source else { return nil }
        return Acquirer.Place(known, source, asked: entry.settings.asked, transfers: entry.settings.open)
      }
    }
    listener.withLock { $0 }?.places(places)
  }

  /// After sources were added or removed.
  func changed() {
    refresh()
    tell()
    listener.withLock { $0 }?.changed()
  }

  var entries: [Entry] { state.withLock { $0.entries } }

  // MARK: Trying

  /// - Returns: a number to ask for the result by.
  func begin(_ test: SourceTest) -> Int64 {
    state.withLock { state in
      state.lastTest += 1
      // Those that nobody asked about are forgotten.
      for old in state.tests.keys where old + 20 < state.lastTest { state.tests[old] = nil }
      state.tests[state.lastTest] = test
      return state.lastTest
    }
  }

  func test(_ number: Int64) -> SourceTest? { state.withLock { $0.tests[number] } }

  func update(_ number: Int64, _ change: (inout SourceTest) -> Void) {
    state.withLock { state in
      if var test = state.tests[number] {
        change(&test)
        state.tests[number] = test
      }
    }
  }
}
