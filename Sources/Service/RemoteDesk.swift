internal import Cache
internal import Catalog
internal import Configuration
internal import HTTPClient
internal import Model
internal import Mount
internal import Platform
internal import Remote
internal import Sources
internal import Synchronization
internal import Tree

/// Shows what sources offer in the mount, and has it fetched as it is read.
///
/// One thread ("remote") arranges what is offered; files are asked about in tasks. Lock order: `state` is taken with no
/// other lock held, and nothing is called with it held.
final class RemoteDesk: Sendable {
  /// What the mount around it is told, once there is one.
  struct Surroundings: Sendable {
    /// What is offered is shown for the first time.
    var arranged: @Sendable () -> Void
    var blockFinished: @Sendable (RemoteBlock, Bool) -> Void
    var blockProgressed: @Sendable (RemoteBlock) -> Void
    var checksumFinished: @Sendable (ContentKey, Bool) -> Void
    var checksumProgressed: @Sendable (ContentKey) -> Void
  }

  struct State {
    var settings: Settings
    /// What is shown everywhere, and what only in its own view.
    var shown: [SourceExposure: RemoteShelves] = [:]
    var places: [Int64: RemotePlace] = [:]
    var checksums = RemoteChecksums()
    /// How often an offer was said to be another version than was shown, and since when.
    var changes: [Int64: Changes] = [:]
    var inspections: [Int64: Inspection] = [:]
    var lastInspection = 0
    var isDue = true
    var hasArranged = false
    /// When that was done last, monotonic.
    var arranged: UInt64 = 0
    var isStopping = false
  }

  /// Of one offer.
  struct Changes: Sendable {
    var count = 0
    var since: UInt64
    /// What was said last.
    var said: RangeReading.Head?

    /// Changes further apart than that are changes. Nanoseconds.
    private static let memory: UInt64 = 600_000_000_000

    func isPast(at now: UInt64) -> Bool { now - since > Changes.memory }

    func says(_ head: RangeReading.Head) -> Bool {
      said.map { $0.etag == head.etag && $0.modified == head.modified && $0.total == head.total } ?? false
    }
  }

  /// Files of a source that are asked about.
  struct Inspection: Sendable {
    var number = 0
    var task: Task<Void, Never>?
    var waiting = 0
    var retryAt: Int64 = 0
    var problem: String?
    var refused = RefusedOffers()
    /// When the first of those that wait is due, where all of them were refused.
    var dueAt: Int64 = 0
    /// Of the source, when it was refused.
    var listings = 0

    /// What is wrong, for people.
    var complaint: String? {
      guard let files = refused.problem else { return problem }
      guard let problem, !files.hasSuffix(problem) else { return files }
      return "\(problem); \(files)"
    }
  }

  let library: MountedLibrary
  let catalog: Catalog
  let sources: SourceDesk
  let client: HTTPClient
  let state: Monitor<State>
  let surroundings = Mutex<Surroundings?>(nil)
  let cache: ZipCache
  private let made = AtomicLazyReference<RemoteEngine>()

  init(_ library: MountedLibrary, _ sources: SourceDesk, _ cache: ZipCache, _ settings: Settings) throws(Errno) {
    self.library = library
    self.cache = cache
    self.sources = sources
    catalog = library.catalog
    client = try HTTPClient(userAgent: "Vitrine/\(Version.current)")
    state = Monitor(State(settings: settings))
    _ = made.storeIfNil(
      RemoteEngine(
        client, settings.remoteLimits,
        RemoteEngine.Hooks(
          entry: { [weak self] in self?.entry($0) }, cache: { [cache] in cache.engine?.cache.blocks },
          finished: { [weak self] in self?.around?.blockFinished($0, $1) },
          progressed: { [weak self] in self?.around?.blockProgressed($0) },
          checksum: { [weak self] in self?.checksumKnown($0, $1) },
          checksumProgressed: { [weak self] in self?.around?.checksumProgressed($0) },
          changed: { [weak self] in self?.changed($0, $1) }, gone: { [weak self] in self?.gone($0) },
          completed: { [weak self] in self?.completed($0) })))
  }

  /// nil as long as there is no cache.
  var cacheOfBlocks: BlockCache? { cache.engine?.cache.blocks }

  private var around: Surroundings? { surroundings.withLock { $0 } }

  var engine: RemoteEngine {
    guard let engine = made.load() else { preconditionFailure("made in the initialiser") }
    return engine
  }

  /// How long a mount waits for what is offered to be arranged. Nanoseconds.
  private static let patience: UInt64 = 2_000_000_000

  /// Shows what the catalog has of sources. Returns when that is done, or after two seconds.
  func open() throws(Errno) {
    try engine.start()
    try WorkerThread(name: "remote", stackBytes: 2 << 20) { [self] in work() }.detach()
    _ = state.wait(until: monotonicNanoseconds() + Self.patience) { $0.hasArranged ? true : nil }
  }

  func start(_ surroundings: Surroundings) { self.surroundings.withLock { $0 = surroundings } }

  func stop() {
    let tasks = state.signal { state in
      state.isStopping = true
      return state.inspections.values.compactMap(\.task)
    }
    for task in tasks { task.cancel() }
    engine.stop()
    client.close()
  }

  func configure(_ settings: Settings) {
    engine.configure(settings.remoteLimits)
    state.signal { state in
      state.settings = settings
      state.isDue = true
    }
  }

  /// Sources came or went, or were listed.
  func changed() { state.signal { $0.isDue = true } }

  // MARK: What the mount asks

  /// Whether what is offered has been shown at all.
  var hasArranged: Bool { state.withLock { $0.hasArranged } }

  func checksum(of key: ContentKey) -> UInt32? { state.withLock { $0.checksums[key] } }

  /// Somebody waits for the checksum of a file.
  func promote(_ file: LibraryFile) {
    var maker = FileNodeMaker(root: file.root)
    let node = maker.node(file.version).rawValue
    // Of a source that was removed nothing comes: who has a ZIP of it open need not wait.
    guard entry(node) != nil else {
      return surroundings.withLock { $0 }?.checksumFinished(file.contentKey, false) ?? ()
    }
    engine.promote(node)
  }

  /// What a node of the mount is at its source. Asks the catalog.
  func entry(_ node: UInt64) -> RemoteEntry? {
    let found = state.withLock { state -> (shelves: RemoteShelves, place: RemoteShelves.Place)? in
      for shelves in state.shown.values { if let place = shelves.places[node] { return (shelves, place) } }
      return nil
    }
    guard let (shelves, place) = found, let stored = (try? catalog.offers([place.offer]))?.first else { return nil }
    let (source, ignoresTags) = state.withLock { state in
      (state.places[stored.source], state.changes[stored.id].map { $0.count >= RemoteDesk.mostChanges } ?? false)
    }
    guard let source else { return nil }
    let inspection = (try? catalog.inspection(of: stored.id)) ?? nil
    guard let offer = stored.offer.current(inspection) else { return nil }
    let shelf = shelves.shelves[place.shelf]
    let version = shelf.files.version(at: place.file)
    // The catalog has another version by now, and the tree will.
    guard offer.size?.bytes == version.size, (offer.modified?.seconds ?? 0) &* 1_000_000_000 == version.modified else {
      return nil
    }
    var maker = FileNodeMaker(root: shelves.root)
    let isInspected = inspection.map { $0.listed == OfferInspection.Listed(stored.offer) } ?? false
    return RemoteEntry(
      node: node, content: ContentKey(root: shelves.root.id, version: version),
      version: RemoteVersion(
        key: CacheKey(maker.digest(version)), system: shelf.system,
        name: String(decoding: ShelfReading.lastName(offer.path), as: UTF8.self), size: version.size,
        modified: version.modified),
      offer: StoredOffer(id: stored.id, source: stored.source, offer: offer), place: source,
      validator: Validator(
        etag: ignoresTags ? nil : offer.etag.flatMap(EntityTag.normal),
        modified: isInspected ? inspection?.lastModified : nil),
      ignoresTags: ignoresTags,
      isImage: version.size >= RemoteShelves.smallestImage && RemoteShelves.isImage(offer.path),
      next: shelves.nextDiscs[node] ?? [])
  }

  /// So often a file may be another version before its tags are taken for no sign of that.
  static let mostChanges = 3

  /// The root under which offers of a kind are shown.
  static func root(of exposure: SourceExposure, _ catalog: Catalog) throws(CatalogError) -> LibraryRoot {
    try catalog.root(forPath: LibraryRoot.remoteScheme + exposure.rawValue)
  }
}
