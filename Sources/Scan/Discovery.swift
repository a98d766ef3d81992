package import Catalog
package import Model
package import Platform
internal import Synchronization

/// Finds out what the library holds and keeps the catalog and the tree in step with it, on threads of its own.
///
/// The shelves of the catalog come first: the caller shows them, and hands them over as what is known. Every system
/// folder that differs is published and stored as soon as it has been looked at, one after the other.
///
/// What is known stays when the library's root cannot be opened, or is empty, and when a file system below it is not
/// there: a disk that is not mounted has lost no games.
///
/// One thread looks through the whole library. Single folders are looked through at the same time by others, so that
/// neither a long first run nor a server that is away holds them up. Of two looks at one folder the one that began
/// later counts.
///
/// Lock order: `publishing`, then `state`.
package final class Discovery: Sendable {
  /// What the tree has to follow.
  package enum Change: Sendable {
    /// A system folder is new or differs.
    case updated(Shelf)
    /// A system folder is gone, or holds no files any more.
    case removed(Shelf.Location)
  }

  struct State {
    /// In the order configured.
    var roots: [ScanRoot] = []
    var everything: (isWanted: Bool, completions: [RescanQueue.Completion]) = (false, [])
    var folders = RescanQueue()
    /// Runs of either kind that are under way.
    var activeRuns = 0
    var isStopping = false
    var shelves: [Shelf.Location: Shelf] = [:]
    /// Of the last look at the library's shape.
    var platforms: [Shelf.Location: Platform] = [:]
    /// Numbers looks at folders by their beginnings.
    var lastLook: UInt64 = 0
    /// The look whose result stands.
    var standing: [Shelf.Location: UInt64] = [:]
    /// Systems whose look within a whole run has not come back.
    var unanswered: Set<Shelf.Location> = []
    /// Shown but not in the catalog, because writing failed; the next look tries again.
    var unstored: Set<Shelf.Location> = []
    var problems: [Shelf.Location: ScanProblems] = [:]
    var rootProblems: [LibraryRoot: ScanProblems] = [:]
    var progress = DiscoveryProgress()
  }

  let catalog: Catalog
  let table: PlatformTable
  let publish: @Sendable (Change) -> Void
  /// Held while one result is compared, published and stored.
  let publishing = Mutex<Void>(())
  let state: Monitor<State>
  /// How long a folder of a whole run may show no progress before the run goes on without it, nanoseconds.
  let patience: UInt64

  /// - Parameters:
  ///   - shelves: what the catalog holds of `roots`.
  ///   - patience: nanoseconds without progress after which a run over the library goes on with the next folder.
  ///   - publish: called on discovery's threads, one call at a time; returns soon.
  package init(
    catalog: Catalog, roots: [ScanRoot], shelves: [Shelf], table: PlatformTable = .standard,
    patience: UInt64 = 30_000_000_000, publish: @escaping @Sendable (Change) -> Void
  ) {
    self.catalog = catalog
    self.table = table
    self.patience = patience
    self.publish = publish
    var initial = State()
    initial.roots = roots
    for shelf in shelves { initial.shelves[shelf.location] = shelf }
    state = Monitor(initial)
  }

  /// Starts the threads, which look through the whole library once and then wait for ``rescan(_:isLimited:completion:)``.
  package func start() throws(Errno) {
    state.withLock { $0.everything.isWanted = true }
    try WorkerThread(name: "scan-1") { self.runEverything() }.detach()
    try WorkerThread(name: "scan-2") { self.dispatchFolders() }.detach()
  }

  /// Looks through one system folder again, or the whole library for nil. Callable from any thread.
  ///
  /// A request that is already waiting is not queued twice.
  ///
  /// - Parameters:
  ///   - isLimited: one folder is looked through at most once a second for such requests; they wait for their time.
  ///   - completion: called when a look that began after this call is done, or dropped because discovery stops.
  package func rescan(
    _ location: Shelf.Location?, isLimited: Bool = false, completion: RescanQueue.Completion? = nil
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

  /// Replaces the roots: those that are new are shown as the catalog knows them, those that are gone are shown no
  /// more, and the library is looked through again. What the catalog holds of a root that is gone stays there.
  ///
  /// Callable from any thread, by one at a time.
  ///
  /// - Parameter shelves: what the catalog holds of the roots that are new.
  package func configure(_ roots: [ScanRoot], shelves: [Shelf]) {
    publishing.withLock { _ in
      let present = Set(roots.map(\.root))
      let gone = state.withLock { state in
        state.roots = roots
        return state.forget { !present.contains($0) }
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
    let abandoned = state.signal { state in
      state.isStopping = true
      state.progress.state = .stopped
      defer { state.everything.completions = [] }
      return state.everything.completions + state.folders.abandon()
    }
    for completion in abandoned { completion() }
  }

  /// How far discovery is, and what it could not show.
  package var progress: DiscoveryProgress {
    state.withLock { state in
      var progress = state.progress
      progress.games = state.shelves.values.reduce(0) { $0 + $1.gameCount }
      for problems in state.problems.values { progress.problems.add(problems) }
      for problems in state.rootProblems.values { progress.problems.add(problems) }
      return progress
    }
  }

  var isStopping: Bool { state.withLock { $0.isStopping } }

  // MARK: The threads

  private func runEverything() {
    while true {
      let completions: [RescanQueue.Completion]?? = state.wait { state in
        if state.isStopping { return .some(nil) }
        guard state.everything.isWanted else { return nil }
        // Taken before the run: who comes while it goes on belongs to the next.
        defer { state.everything = (false, []) }
        state.begin()
        return state.everything.completions
      }
      guard case .some(.some(let completions)) = completions else { return }
      for root in state.withLock({ $0.roots }) { scan(root, only: nil) }
      state.withLock { state in
        if !state.isStopping { state.progress.runs += 1 }
        state.end()
      }
      for completion in completions { completion() }
    }
  }

  private enum Dispatch {
    case run(RescanQueue.Run)
    case lookAgain
    case end
  }

  /// Starts a thread for each folder that is due: one that never comes back holds up no other.
  private func dispatchFolders() {
    while true {
      let deadline = state.withLock { $0.folders.nextDue }
      let next: Dispatch? = state.wait(until: deadline) { state in
        if state.isStopping { return .end }
        if let run = state.folders.next(now: monotonicNanoseconds()) {
          state.begin()
          return .run(run)
        }
        // Something is due earlier than what this waits for.
        return state.folders.nextDue == deadline ? nil : .lookAgain
      }
      let run: RescanQueue.Run
      switch next {
      case .end: return
      case .run(let due): run = due
      case .lookAgain, nil: continue
      }
      do throws(Errno) {
        // Grouping descends as deep as folders are nested.
        try WorkerThread(name: "scan-folder", stackBytes: 4 << 20) { self.run(run) }.detach()
      } catch {
        self.run(run)
      }
    }
  }

  private func run(_ run: RescanQueue.Run) {
    scanFolder(run.location)
    state.signal { state in
      state.folders.finish(run.location)
      state.end()
    }
    for completion in run.completions { completion() }
  }
}

extension Discovery.State {
  /// Drops everything about some roots.
  ///
  /// - Returns: the system folders that were shown, ordered by root and folder.
  fileprivate mutating func forget(_ isGone: (LibraryRoot) -> Bool) -> [Shelf.Location] {
    let gone = shelves.keys.filter { isGone($0.root) }.sorted { left, right in
      left.root.path == right.root.path
        ? left.folder.lexicographicallyPrecedes(right.folder) : left.root.path < right.root.path
    }
    for location in gone { shelves[location] = nil }
    platforms = platforms.filter { !isGone($0.key.root) }
    problems = problems.filter { !isGone($0.key.root) }
    unstored = unstored.filter { !isGone($0.root) }
    rootProblems = rootProblems.filter { !isGone($0.key) }
    progress.missingRoots.removeAll(where: isGone)
    return gone
  }

  fileprivate mutating func begin() {
    if activeRuns == 0 {
      progress.state = .discovering
      progress.systemsDone = 0
      progress.systemsTotal = 0
      progress.filesSeen = 0
    }
    activeRuns += 1
  }

  fileprivate mutating func end() {
    activeRuns -= 1
    if activeRuns == 0, !isStopping { progress.state = .idle }
  }
}
