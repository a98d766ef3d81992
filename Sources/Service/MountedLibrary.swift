internal import Catalog
internal import Content
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization
internal import Tree

/// A library from the disk to the tree: the catalog, discovery, the checksum queue, and who is told of what.
///
/// Its locks guard single values; none is held while another is taken.
final class MountedLibrary: Sendable, ChecksumSource, LibraryWatch {
  /// Who hears of changes: the mount, once there is one.
  struct Announcer: Sendable {
    var changed: @Sendable ([Tree.Change]) -> Void
    var checksumFinished: @Sendable (ContentKey, Bool) -> Void
    var checksumProgressed: @Sendable (ContentKey) -> Void
    /// The games of a system, or their checksums, are others.
    var systemChanged: @Sendable (String) -> Void
  }

  let tree: Tree
  let catalog: Catalog
  /// What is shown, by number.
  let holdings = Holdings()
  let announcer = Mutex<Announcer?>(nil)
  // Set once in the initialiser, after `self` is complete: both call back into it.
  private let parts = Mutex<Parts?>(nil)
  /// In the order configured.
  let roots: Mutex<[ScanRoot]>
  /// Folders whose files the kernel refused to read past the service.
  let refusals = Mutex<Set<Shelf.Location>>([])
  private let restored = Mutex<RestoredViews?>(nil)
  /// One change of the roots at a time.
  private let configuring = Mutex<Void>(())
  /// Fetches what is at sources, once it is there.
  let remote = Mutex<RemoteDesk?>(nil)

  private struct Parts {
    let discovery: Discovery
    let checksums: ChecksumQueue
    let scans: LibraryScans
  }

  /// Opens the catalog and shows what it knows, without touching the library.
  ///
  /// - Parameters:
  ///   - roots: in the order in which names are given; at least one.
  ///   - views: the folders at the top.
  ///   - mountPoint: absolute; what was made for it before is shown with the library.
  init(
    roots settings: [RootSettings], views: [ViewDefinition] = ViewDefinition.standard,
    scan: ScanSettings = ScanSettings(), hashing: HashingSettings = HashingSettings(), stateDirectory: String,
    mountPoint: String
  ) throws(CatalogError) {
    tree = Tree(views: views)
    let catalog = try Catalog.open(directory: stateDirectory)
    self.catalog = catalog
    let roots = try MountedLibrary.numbered(settings, catalog)
    self.roots = Mutex(roots)
    var shelves: [Shelf] = []
    for root in roots { shelves += try catalog.shelves(of: root.root) }
    let checksums = ChecksumQueue(
      catalog: catalog, settings: hashing,
      events: ChecksumQueue.Events(
        finished: { [weak self] key, result in
          self?.announcer.withLock { $0 }?.checksumFinished(key, (try? result.get()) != nil)
        },
        progressed: { [weak self] key in self?.announcer.withLock { $0 }?.checksumProgressed(key) },
        recorded: { [weak self] keys in self?.recorded(keys) },
        requests: LibraryScans.requestEvents { [weak self] in self?.parts.withLock { $0?.scans } }))
    let discovery = Discovery(catalog: catalog, roots: roots, shelves: shelves, settings: scan) { [weak self] change in
      self?.apply(change)
    }
    let scans = LibraryScans(discovery, checksums) { [weak self] in self?.roots.withLock { $0.map(\.root) } ?? [] }
    parts.withLock { $0 = Parts(discovery: discovery, checksums: checksums, scans: scans) }
    let restored = RestoredViews(catalog, mountPoint: mountPoint, shelves: shelves)
    self.restored.withLock { $0 = restored }
    restored.showFolders(in: tree)
    for shelf in shelves { show(shelf) }
    checksums.start()
  }

  /// What was made before for the mount; whoever goes on making it takes it once.
  func takeRestored() -> RestoredViews {
    restored.withLock { restored in
      defer { restored = nil }
      guard let restored else { preconditionFailure("set in the initialiser, and taken once") }
      return restored
    }
  }

  /// The roots with their numbers. Of two with one path the first counts.
  private static func numbered(_ settings: [RootSettings], _ catalog: Catalog) throws(CatalogError) -> [ScanRoot] {
    var roots: [ScanRoot] = []
    for setting in settings where !roots.contains(where: { $0.root.path == setting.path }) {
      roots.append(ScanRoot(try catalog.root(forPath: setting.path), setting))
    }
    return roots
  }

  /// Shows these roots from now on: new ones as the catalog knows them and then as they are; those that are left out
  /// no more, though the catalog keeps what it knows of them. Callable from any thread while mounted.
  ///
  /// - Parameter settings: in the order in which names are given; at least one.
  /// - Throws: what reading the catalog failed with; the roots are then those they were.
  func configure(roots settings: [RootSettings]) throws(CatalogError) {
    try configuring.withLock { (_) throws(CatalogError) in
      let previous = roots.withLock { $0 }
      let next = try MountedLibrary.numbered(settings, catalog)
      guard next != previous else { return }
      var shelves: [Shelf] = []
      for root in next where !previous.contains(where: { $0.root == root.root }) {
        shelves += try catalog.shelves(of: root.root)
      }
      roots.withLock { $0 = next }
      examineStalling(next.filter { !previous.contains($0) })
      discovery?.configure(next, shelves: shelves)
      // Which of two roots gives a name depends on their places.
      let hasMoved = previous.enumerated().contains { place, root in
        next.firstIndex { $0.root == root.root }.map { $0 != place } ?? false
      }
      if hasMoved { discovery?.republish() }
    }
  }

  /// Shows these folders at the top from now on. Callable from any thread while mounted.
  func configure(views: [ViewDefinition]) {
    let changes = tree.setViews(views)
    announcer.withLock { $0 }?.changed(changes)
  }

  /// What ``ChecksumQueue/configure(_:)`` takes.
  func configure(hashing: HashingSettings) { checksums?.configure(hashing) }

  /// What ``Discovery/configure(_:)`` takes.
  func configure(scan: ScanSettings) { discovery?.configure(scan) }

  var discovery: Discovery? { parts.withLock { $0?.discovery } }
  var checksums: ChecksumQueue? { parts.withLock { $0?.checksums } }

  /// Starts looking through the library.
  func start(_ announcer: Announcer) throws(Errno) {
    self.announcer.withLock { $0 = announcer }
    examineStalling(roots.withLock { $0 })
    try discovery?.start()
  }

  private func examineStalling(_ roots: [ScanRoot]) {
    let deadline = monotonicNanoseconds() + 2_000_000_000
    for root in roots { Volumes.shared.examineStalling(of: root.root, until: deadline) }
  }

  func stop() {
    discovery?.stop()
    checksums?.stop()
    catalog.close()
  }

  /// Whether there is anything in the tree yet.
  var showsGames: Bool { counts.games > 0 }

  func rescan() { discovery?.rescan(nil) }

  /// A file has come into a system folder, which may be new: looks through it. Callable from any thread.
  ///
  /// - Parameter done: called when it is shown, or cannot be looked through.
  func arrived(at location: Shelf.Location, done: @escaping @Sendable () -> Void) {
    guard let discovery else { return done() }
    if discovery.shelf(at: location) == nil {
      discovery.lookForNewFolders(of: location.root, completion: done)
    } else {
      discovery.look(at: location, isAnew: false, completion: done)
    }
  }

  /// What is shown of all roots together.
  var counts: Holdings.Counts { holdings.counts }

  /// Games that another root has under the same name and in the same size.
  var duplicateCount: Int { tree.duplicateCount }

  /// Each root and what is shown of it, in the order configured.
  var libraries: [(root: LibraryRoot, counts: Holdings.Counts)] {
    roots.withLock { $0 }.map { ($0.root, holdings.counts(of: $0.root)) }
  }

  /// The roots as places.
  var wholeRoots: [ScanScope.Place] { roots.withLock { $0.map { ScanScope.Place(root: $0.root, path: []) } } }

  /// The system folders there are, in no order.
  var systemFolders: [(location: Shelf.Location, system: String)] { discovery?.locations ?? [] }

  /// Carries out the scans of the mount at `mountPoint`, and goes on with those of the last service.
  ///
  /// - Parameter enrichment: asks providers for them.
  func makeScanRunner(mountPoint: String, _ enrichment: EnrichmentDesk) throws(CatalogError) -> ScanRunner {
    guard let scans = parts.withLock({ $0?.scans }) else { preconditionFailure("set in the initialiser") }
    scans.attach(enrichment)
    return try ScanRunner(catalog: catalog, mountPoint: mountPoint, engine: scans)
  }

  var scanProgress: DiscoveryProgress? { discovery?.progress }

  var checksumProgress: HashingProgress? { checksums?.progress }

  // MARK: From discovery to the tree

  private func apply(_ change: Discovery.Change) {
    let system: String?
    let changes: [Tree.Change]
    switch change {
    case .updated(let shelf):
      system = shelf.system
      changes = show(shelf)
    case .removed(let location):
      system =
        discovery?.shelf(at: location)?.system ?? tree.shelves.first { $0.shelf.location == location }?.shelf.system
      changes = remove(location)
    }
    guard let announcer = announcer.withLock({ $0 }) else { return }
    announcer.changed(changes)
    if let system { announcer.systemChanged(system) }
  }

  private func recorded(_ keys: [ContentKey]) {
    guard let announcer = announcer.withLock({ $0 }) else { return }
    let roots = roots.withLock { $0.map(\.root) }
    var systems: Set<String> = []
    for root in roots {
      var maker = FileNodeMaker(root: root)
      for key in keys where key.root == root.id { systems.formUnion(tree.systems(of: maker.node(key.version))) }
    }
    for system in systems { announcer.systemChanged(system) }
  }

  private func remove(_ location: Shelf.Location) -> [Tree.Change] {
    holdings.drop(location)
    checksums?.remove(location)
    return tree.remove(location)
  }

  @discardableResult
  private func show(_ shelf: Shelf) -> [Tree.Change] {
    let rank = roots.withLock { $0.firstIndex { $0.root == shelf.location.root } }
    let changes = tree.replace(shelf, reach: reach(of: shelf.location), rank: rank ?? 0)
    holdings.take(shelf)
    checksums?.update(shelf)
    return changes
  }

  /// The first root, unless it may be on a server that is away.
  var localRoot: String? {
    guard let path = roots.withLock({ $0.first?.root.path }) else { return nil }
    return (try? MountTable.current())?.holding(path)?.mayStall == false ? path : nil
  }

  /// How the folder's files can be read. From the mount table: asking the file system itself could hang here already.
  /// Read each time, because file systems come and go below a library.
  private func reach(of location: Shelf.Location) -> LibraryReach {
    guard let mounts = try? MountTable.current() else { return .layered }
    var path = location.root.path
    if !location.folder.isEmpty { path += "/" + String(decoding: location.folder, as: UTF8.self) }
    let below = mounts.entries.filter { isPath($0.mountPoint, within: path) }
    let places = below + [mounts.holding(path)].compactMap { $0 }
    if places.contains(where: \.mayStall) { return .stalling }
    if places.contains(where: \.isLayered) || refusals.withLock({ $0.contains(location) }) { return .layered }
    return .direct
  }
}
