package import Catalog
package import Model
package import Platform

/// Finds out what the library holds and keeps the catalog and the tree in step with it, on a thread of its own.
///
/// The shelves of the catalog come first: the caller shows them, and hands them over as what is known. Every system
/// folder that differs is published and stored as soon as it has been looked at, one after the other.
///
/// What is known of a library stays when its root cannot be opened, or is empty: a disk that is not mounted has lost
/// no games.
package final class Discovery: Sendable {
  /// What the tree has to follow.
  package enum Change: Sendable {
    /// A system folder is new or differs.
    case updated(Shelf)
    /// A system folder is gone, or holds no files any more.
    case removed(Shelf.Location)
  }

  private enum Request: Hashable {
    case everything
    case folder(Shelf.Location)
  }

  private struct State {
    var queue: [Request] = []
    var completions: [Request: [@Sendable () -> Void]] = [:]
    var isStopping = false
    var shelves: [Shelf.Location: Shelf] = [:]
    /// Shown but not in the catalog, because writing failed; the next look tries again.
    var unstored: Set<Shelf.Location> = []
    var problems: [Shelf.Location: ScanProblems] = [:]
    var rootProblems: [LibraryRoot: ScanProblems] = [:]
    var progress = DiscoveryProgress()
  }

  private let catalog: Catalog
  private let roots: [LibraryRoot]
  private let table: PlatformTable
  private let publish: @Sendable (Change) -> Void
  private let state: Monitor<State>

  /// - Parameters:
  ///   - shelves: what the catalog holds of `roots`.
  ///   - publish: called on discovery's thread, one call at a time; returns soon.
  package init(
    catalog: Catalog, roots: [LibraryRoot], shelves: [Shelf], table: PlatformTable = .standard,
    publish: @escaping @Sendable (Change) -> Void
  ) {
    self.catalog = catalog
    self.roots = roots
    self.table = table
    self.publish = publish
    var initial = State()
    for shelf in shelves { initial.shelves[shelf.location] = shelf }
    state = Monitor(initial)
  }

  /// Starts the thread, which looks through the whole library once and then waits for ``rescan(_:completion:)``.
  package func start() throws(Errno) {
    state.withLock { $0.queue.append(.everything) }
    // Grouping descends as deep as folders are nested.
    try WorkerThread(name: "scan-1", stackBytes: 4 << 20) { self.run() }.detach()
  }

  /// Looks through one system folder again, or the whole library for nil. Callable from any thread.
  ///
  /// A request that is already waiting is not queued twice.
  ///
  /// - Parameter completion: called on discovery's thread when it is done, or dropped because discovery stops.
  package func rescan(_ location: Shelf.Location?, completion: (@Sendable () -> Void)? = nil) {
    let request = location.map { Request.folder($0) } ?? .everything
    let isStopping = state.signal { state in
      guard !state.isStopping else { return true }
      if !state.queue.contains(request) { state.queue.append(request) }
      if let completion { state.completions[request, default: []].append(completion) }
      return false
    }
    if isStopping { completion?() }
  }

  /// Ends discovery at the next directory. Callable from any thread; does not wait.
  package func stop() { state.signal { $0.isStopping = true } }

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

  private var isStopping: Bool { state.withLock { $0.isStopping } }

  private func run() {
    while true {
      let next: Request?? = state.wait { state in
        if state.isStopping { return .some(nil) }
        return state.queue.isEmpty ? nil : .some(state.queue.removeFirst())
      }
      guard case .some(.some(let request)) = next else { break }
      state.withLock { state in
        state.progress.state = .discovering
        state.progress.systemsDone = 0
        state.progress.systemsTotal = 0
        state.progress.filesSeen = 0
      }
      switch request {
      case .everything:
        for root in roots { scan(root, only: nil) }
        if !isStopping { state.withLock { $0.progress.runs += 1 } }
      case .folder(let location): scan(location.root, only: location.folder)
      }
      let completions = state.withLock { state in
        if state.queue.isEmpty { state.progress.state = .idle }
        return state.completions.removeValue(forKey: request) ?? []
      }
      for completion in completions { completion() }
    }
    let abandoned = state.withLock { state in
      state.progress.state = .stopped
      defer { state.completions.removeAll() }
      return state.completions.values.flatMap { $0 }
    }
    for completion in abandoned { completion() }
  }

  /// Looks through a root, or through one folder of it.
  private func scan(_ root: LibraryRoot, only folder: [UInt8]?) {
    let known = state.withLock { state in
      state.shelves.values.filter { $0.location.root == root }.sorted { left, right in
        left.location.folder.lexicographicallyPrecedes(right.location.folder)
      }
    }
    let open: OpenRoot
    let shape: LibraryShape
    do throws(Errno) {
      open = try OpenRoot(root)
      shape = try LibraryShape(root: open.descriptor, name: open.name, table: table)
    } catch {
      return keep(root, known, "it cannot be read (\(error))")
    }
    if shape.isEmpty, !known.isEmpty { return keep(root, known, "it is empty") }
    let systems = shape.systems.filter { folder == nil || $0.folder == folder }
    state.withLock { state in
      state.progress.missingRoots.removeAll { $0 == root }
      state.progress.systemsTotal += systems.count
      state.rootProblems[root] = shape.problems
    }
    for system in systems {
      if isStopping { return }
      scan(system, open)
    }
    let present = Set(shape.systems.map(\.folder))
    for shelf in known
    where !present.contains(shelf.location.folder) && (folder ?? shelf.location.folder) == shelf.location.folder {
      if isGone(shelf.location, open, shape) { remove(shelf.location) }
    }
  }

  private func keep(_ root: LibraryRoot, _ known: [Shelf], _ reason: String) {
    state.withLock { state in
      if !state.progress.missingRoots.contains(root) { state.progress.missingRoots.append(root) }
    }
    let games = known.reduce(0) { $0 + $1.gameCount }
    Log.warning(
      "the library \(root.path): \(reason). What is known of it (\(games) games) stays; mount it or check the path, "
        + "then run vitrine scan.")
  }

  private func scan(_ system: LibraryShape.SystemFolder, _ open: OpenRoot) {
    let location = Shelf.Location(root: open.root, folder: system.folder)
    let built: ShelfBuilder.Built?
    do throws(Errno) {
      built = try ShelfBuilder.build(system, in: open) { added in
        state.withLock { state in
          state.progress.filesSeen += added
          return !state.isStopping
        }
      }
    } catch {
      // What was known of the folder stays.
      var problems = ScanProblems()
      problems.add(.unreadableFolder, path: system.folder)
      finish(location, problems)
      return Log.warning("cannot read the system folder \(shown(location)): \(error). What is known of it stays.")
    }
    guard var built else { return }
    let (previous, isStored) = state.withLock { ($0.shelves[location], !$0.unstored.contains(location)) }
    let isNew = previous.map { !built.shelf.isEqual(to: $0) } ?? true
    if built.shelf.files.isEmpty {
      if previous != nil { remove(location) }
    } else if isNew || !isStored {
      state.withLock { $0.shelves[location] = built.shelf }
      // Shown before it is stored: the catalog can be made again at any time, and the user is waiting.
      if isNew { publish(.updated(built.shelf)) }
      do throws(CatalogError) {
        try catalog.replace(built.shelf)
        state.withLock { _ = $0.unstored.remove(location) }
      } catch {
        state.withLock { _ = $0.unstored.insert(location) }
        built.problems.add(.catalogNotWritten, path: system.folder)
        Log.error("\(error)")
      }
    }
    finish(location, built.problems)
  }

  private func finish(_ location: Shelf.Location, _ problems: ScanProblems) {
    state.withLock { state in
      state.problems[location] = problems.count == 0 ? nil : problems
      state.progress.systemsDone += 1
    }
  }

  /// Whether a folder that is no system folder any more is really gone, and not only out of reach.
  private func isGone(_ location: Shelf.Location, _ open: OpenRoot, _ shape: LibraryShape) -> Bool {
    guard shape.problems[.unreadableFolder].count == 0 else { return false }
    guard !location.folder.isEmpty else { return true }
    do throws(Errno) {
      _ = try open.descriptor.open(beneath: location.folder, [.path])
      return true
    } catch {
      switch error {
      case .noSuchFile, .notDirectory, .crossDevice, .tooManyLinks: return true
      default:
        Log.warning("cannot reach the system folder \(shown(location)): \(error). What is known of it stays.")
        return false
      }
    }
  }

  private func remove(_ location: Shelf.Location) {
    state.withLock { state in
      state.shelves[location] = nil
      state.problems[location] = nil
    }
    publish(.removed(location))
    do throws(CatalogError) { try catalog.remove(location) } catch { Log.error("\(error)") }
  }

  private func shown(_ location: Shelf.Location) -> String {
    location.root.path + "/" + String(decoding: location.folder, as: UTF8.self)
  }
}

extension Shelf {
  fileprivate func isEqual(to other: Shelf) -> Bool {
    system == other.system && modified == other.modified && singles == other.singles && archives == other.archives
      && mounts == other.mounts
      && files.isEqual(to: other.files)
  }
}
