package import Catalog
package import Model
package import Platform
internal import Synchronization

/// Finds out what the library holds and keeps the catalog and the tree in step with it, on threads of its own.
///
/// The shelves of the catalog come first: the caller shows them, and hands them over as what is known. Every system
/// folder that differs is published and stored as soon as it has been looked at.
///
/// What is known stays when a root cannot be read, is empty, or is on another file system than it was, when a file
/// system below it is not there, and when a folder cannot be read: a disk that is not mounted has lost no games. A
/// root that is out of reach is looked at every few seconds until it is back.
///
/// Changes are followed by themselves (``WatchPlan``): as the kernel tells of them, and where it does not, by looking.
///
/// Every look at a system folder has a thread; so many run at once as there are workers, and those that wait for a
/// disk do not count. So neither a long first run nor a server that is away holds up another folder. Of two looks at
/// one folder the one that began later counts.
///
/// Lock order: `publishing`, then `state`; the watcher's own locks are taken last.
package final class Discovery: Sendable {
  /// What the tree has to follow.
  package enum Change: Sendable {
    /// A system folder is new or differs.
    case updated(Shelf)
    /// A system folder is gone, or holds no files any more.
    case removed(Shelf.Location)
  }

  package typealias Completion = @Sendable () -> Void

  /// What the last look at a system folder found beside its files; there is none before the first one.
  struct Record {
    var folders: FolderTable
    /// By folder.
    var problems: [[UInt8]: ScanProblems]
    var groupingProblems: ScanProblems
  }

  struct State {
    /// In the order configured.
    var roots: [ScanRoot] = []
    var everything: (isWanted: Bool, completions: [Completion]) = (false, [])
    var folders: RescanQueue<Shelf.Location>
    var rootQueue = RescanQueue<LibraryRoot>(limit: .max)
    /// Looks at roots that are under way.
    var rootLooks: [LibraryRoot: RootLook] = [:]
    /// Runs of either kind that are under way.
    var activeRuns = 0
    /// When the first of them began, nanoseconds since 1970: what they find has come together.
    var observed: Int64 = 0
    var isStopping = false
    var shelves: [Shelf.Location: Shelf] = [:]
    var records: [Shelf.Location: Record] = [:]
    /// Of the last look at the library's shape.
    var platforms: [Shelf.Location: Platform] = [:]
    var shapes: [LibraryRoot: ShapeRecord] = [:]
    /// Numbers looks at folders by their beginnings.
    var lastLook: UInt64 = 0
    /// The look whose result stands.
    var standing: [Shelf.Location: UInt64] = [:]
    /// Shown but not in the catalog, because writing failed; the next look tries again.
    var unstored: Set<Shelf.Location> = []
    var problems: [Shelf.Location: ScanProblems] = [:]
    var rootProblems: [LibraryRoot: ScanProblems] = [:]
    /// Why a root is out of reach.
    var outages: [LibraryRoot: String] = [:]
    var progress = DiscoveryProgress()
  }

  let catalog: Catalog
  let table: PlatformTable
  let publish: @Sendable (Change) -> Void
  /// Held while one result is compared, published and stored.
  let publishing = Mutex<Void>(())
  let state: Monitor<State>
  let descriptors = DescriptorCache()
  /// How long a folder of a whole run may show no progress before the run goes on without it, nanoseconds.
  let patience: UInt64
  let settings: ScanSettings
  let watcher: LibraryWatcher

  /// - Parameters:
  ///   - shelves: what the catalog holds of `roots`.
  ///   - patience: nanoseconds without progress after which a run over the library goes on with the next folder.
  ///   - publish: called on discovery's threads, one call at a time; returns soon.
  package init(
    catalog: Catalog, roots: [ScanRoot], shelves: [Shelf], settings: ScanSettings = ScanSettings(),
    table: PlatformTable = .standard, patience: UInt64 = 30_000_000_000, publish: @escaping @Sendable (Change) -> Void
  ) {
    self.catalog = catalog
    self.table = table
    self.patience = patience
    self.publish = publish
    self.settings = settings
    var initial = State(folders: RescanQueue(limit: settings.workers))
    initial.roots = roots
    for shelf in shelves { initial.shelves[shelf.location] = shelf }
    state = Monitor(initial)
    watcher = LibraryWatcher(settings)
    watcher.follow(roots.map(\.root))
  }

  /// Starts the threads, which look through the whole library once and then wait for changes and for
  /// ``rescan(_:isLimited:completion:)``.
  package func start() throws(Errno) {
    state.withLock { $0.everything.isWanted = true }
    try WorkerThread(name: "scan") { self.runEverything() }.detach()
    try WorkerThread(name: "scan-dispatch") { self.dispatch() }.detach()
    try watcher.start { [weak self] action in self?.carryOut(action) }
  }

  /// Looks through one system folder again, or the whole library for nil. Callable from any thread.
  ///
  /// A request that is already waiting is not queued twice.
  ///
  /// - Parameters:
  ///   - isLimited: one folder is looked through at most once a second for such requests; they wait for their time.
  ///   - completion: called when a look that began after this call is done, or dropped because discovery stops.
  package func rescan(
    _ location: Shelf.Location?, isLimited: Bool = false, completion: Completion? = nil
  ) {
    let isStopping = state.signal { state in
      guard !state.isStopping else { return true }
      if let location {
        state.folders.add(location, now: monotonicNanoseconds(), isLimited: isLimited, completion: completion)
      } else {
        state.everything.isWanted = true
        if let completion { state.everything.completions.append(completion) }
      }
      return false
    }
    if isStopping { completion?() }
  }

  /// Looks through one root again. Callable from any thread.
  ///
  /// - Parameter completion: as for ``rescan(_:isLimited:completion:)``.
  package func rescan(_ root: LibraryRoot, completion: Completion? = nil) {
    request(root, .complete, .reader, completion)
  }

  /// The system folders as last seen, in no order.
  package var locations: [(location: Shelf.Location, system: String)] {
    state.withLock { state in state.shelves.values.map { ($0.location, $0.system) } }
  }

  func request(
    _ root: LibraryRoot, _ scope: LookScope, _ urgency: RescanQueue<LibraryRoot>.Urgency, _ completion: Completion?
  ) {
    let isRefused = state.signal { state in
      guard !state.isStopping, state.roots.contains(where: { $0.root == root }) else { return true }
      state.rootQueue.add(
        root, scope: scope, urgency: urgency, now: monotonicNanoseconds(), isLimited: false, completion: completion)
      return false
    }
    if isRefused { completion?() }
  }

  private func carryOut(_ action: WatchPlan.Action) {
    switch action {
    case .look(let location, let scope):
      state.signal { state in
        guard !state.isStopping else { return }
        state.folders.add(
          location, scope: scope, urgency: .change, now: monotonicNanoseconds(), isLimited: false, completion: nil)
      }
    case .lookAtRoot(let root, let scope): request(root, scope, .change, nil)
    }
  }

  /// Replaces the roots: those that are new are shown as the catalog knows them, those that are gone are shown no
  /// more, and the library is looked through again. What the catalog holds of a root that is gone stays there.
  ///
  /// Callable from any thread, by one at a time.
  ///
  /// - Parameter shelves: what the catalog holds of the roots that are new.
  package func configure(_ roots: [ScanRoot], shelves: [Shelf]) {
    publishing.withLock { _ in
      let present = Set(roots.map(\.root))
      let (gone, completions) = state.signal { state in
        let previous = state.roots
        state.roots = roots
        for root in previous where !present.contains(root.root) { watcher.forget(root.root) }
        return state.forget(watcher) { !present.contains($0) }
      }
      for location in gone { publish(.removed(location)) }
      for shelf in shelves {
        let isNew = state.withLock { state in
          guard state.shelves[shelf.location] == nil else { return false }
          state.shelves[shelf.location] = shelf
          return true
        }
        if isNew { publish(.updated(shelf)) }
      }
      watcher.follow(roots.map(\.root))
      for completion in completions { completion() }
    }
    rescan(nil)
  }

  /// Publishes every shelf as it stands once more.
  package func republish() {
    publishing.withLock { _ in
      for shelf in state.withLock({ Array($0.shelves.values) }) { publish(.updated(shelf)) }
    }
  }

  /// Ends discovery at the next directory. Callable from any thread; does not wait for what looks at one.
  package func stop() {
    watcher.stop()
    let abandoned = state.signal { state in
      state.isStopping = true
      state.progress.state = .stopped
      defer { state.everything.completions = [] }
      let waiting = state.rootLooks.values.flatMap { $0.takeCompletions() }
      return state.everything.completions + state.folders.abandon() + state.rootQueue.abandon() + waiting
    }
    for completion in abandoned { completion() }
  }

  /// How far discovery is, and what it could not show.
  package var progress: DiscoveryProgress {
    var progress = state.withLock { state in
      var progress = state.progress
      progress.games = state.shelves.values.reduce(0) { $0 + $1.gameCount }
      for problems in state.problems.values { progress.problems.add(problems) }
      for problems in state.rootProblems.values { progress.problems.add(problems) }
      progress.missingRoots = state.roots.map(\.root).filter { state.outages[$0] != nil }
      progress.outages = state.outages
      return progress
    }
    progress.watching = watcher.condition
    return progress
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }
}

extension Discovery.State {
  /// Drops everything about some roots.
  ///
  /// - Returns: the system folders that were shown, ordered by root and folder, and who waits for a look at them.
  fileprivate mutating func forget(
    _ watcher: LibraryWatcher, _ isGone: (LibraryRoot) -> Bool
  ) -> (shown: [Shelf.Location], completions: [Discovery.Completion]) {
    let gone = shelves.keys.filter { isGone($0.root) }.sorted { left, right in
      left.root.path == right.root.path
        ? left.folder.lexicographicallyPrecedes(right.folder) : left.root.path < right.root.path
    }
    var completions: [Discovery.Completion] = []
    for location in gone {
      shelves[location] = nil
      completions += folders.withdraw(location)
    }
    for (location, record) in records where isGone(location.root) {
      watcher.watches.end(record.folders, of: location, except: FolderTable())
      records[location] = nil
    }
    for (root, shape) in shapes where isGone(root) {
      shape.endWatches(of: root, watcher.watches, except: nil)
      shapes[root] = nil
    }
    platforms = platforms.filter { !isGone($0.key.root) }
    problems = problems.filter { !isGone($0.key.root) }
    unstored = unstored.filter { !isGone($0.root) }
    standing = standing.filter { !isGone($0.key.root) }
    rootProblems = rootProblems.filter { !isGone($0.key) }
    outages = outages.filter { !isGone($0.key) }
    return (gone, completions)
  }
}
