internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

extension Discovery {
  /// Looks through one folder, without touching the rest of the library where it is known what the folder holds: a
  /// neighbour may be on a server that is away.
  func scanFolder(_ location: Shelf.Location) {
    guard let root = configured(location.root) else { return }
    if let platform = platform(of: location) {
      let system = LibraryShape.SystemFolder(folder: location.folder, platform: platform)
      do throws(Errno) {
        let open = try OpenRoot(root.root, exclusions(of: root))
        let look = beginLook()
        guard let built = try build(system, open, onProgress: {}) else { return }
        if !built.shelf.files.isEmpty {
          state.withLock { $0.progress.systemsTotal += 1 }
          return settle(built, look, open)
        }
      } catch {
        // Gone, or out of reach: the whole shape tells.
      }
    }
    scan(root, only: location.folder)
  }

  /// The root with its settings; nil when it is none any more.
  private func configured(_ root: LibraryRoot) -> ScanRoot? {
    state.withLock { state in state.roots.first { $0.root == root } }
  }

  private func exclusions(of root: ScanRoot) -> Exclusions {
    Exclusions(of: root, among: state.withLock { $0.roots })
  }

  private func platform(of location: Shelf.Location) -> Platform? {
    let (known, shelf) = state.withLock { ($0.platforms[location], $0.shelves[location]) }
    if let known { return known }
    guard let shelf else { return nil }
    if let configured = configured(location.root)?.settings.platform {
      return table.platformOrOwn(forFolder: configured.utf8)
    }
    // Before the first look at the shape, the name tells, or that of the folder above a `roms`.
    let names = location.root.path.utf8.split(separator: UInt8(ascii: "/")).suffix(2).map { [UInt8]($0) }
    let folders = names + location.folder.split(separator: UInt8(ascii: "/")).map { [UInt8]($0) }
    return folders.suffix(2).reversed().lazy.map { self.table.platformOrOwn(forFolder: $0) }
      .first { $0.key == shelf.system }
  }

  /// Looks through a root, or through one folder of it.
  func scan(_ configured: ScanRoot, only folder: [UInt8]?) {
    let root = configured.root
    let known = state.withLock { state in
      state.shelves.values.filter { $0.location.root == root }.sorted { left, right in
        left.location.folder.lexicographicallyPrecedes(right.location.folder)
      }
    }
    let look = beginLook()
    let open: OpenRoot
    let shape: LibraryShape
    do throws(Errno) {
      open = try OpenRoot(root, exclusions(of: configured))
      shape = try LibraryShape(
        root: open.descriptor, name: open.name, table: table, settings: configured.settings,
        exclusions: open.exclusions, stalling: stallingMounts(below: root))
    } catch {
      return keep(root, known, "it cannot be read (\(error))")
    }
    if shape.isEmpty, !known.isEmpty { return keep(root, known, "it is empty") }
    let systems = shape.systems.filter { folder == nil || $0.folder == folder }
    state.withLock { state in
      state.progress.missingRoots.removeAll { $0 == root }
      state.progress.systemsTotal += systems.count
      state.rootProblems[root] = shape.problems
      state.platforms = state.platforms.filter { $0.key.root != root }
      for system in shape.systems {
        state.platforms[Shelf.Location(root: root, folder: system.folder)] = system.platform
      }
    }
    for system in systems {
      if isStopping { return }
      if folder != nil {
        scan(system, open) {}
      } else if shape.isSilent(system.folder) {
        giveUp(Shelf.Location(root: root, folder: system.folder), isCounted: true)
      } else {
        scanPatiently(system, open)
      }
    }
    let present = Set(shape.systems.map(\.folder))
    for shelf in known
    where !present.contains(shelf.location.folder) && (folder ?? shelf.location.folder) == shelf.location.folder {
      removeIfGone(shelf, look, open, shape)
    }
  }

  /// Scans on a thread of its own and goes on without it when it shows no progress for a while.
  private func scanPatiently(_ system: LibraryShape.SystemFolder, _ open: OpenRoot) {
    let location = Shelf.Location(root: open.root, folder: system.folder)
    let isFree = state.withLock { $0.unanswered.insert(location).inserted }
    guard isFree else { return giveUp(location) }
    let step = Monitor((isDone: false, last: monotonicNanoseconds()))
    let body: @Sendable () -> Void = {
      self.scan(system, open) { step.withLock { $0.last = monotonicNanoseconds() } }
      self.state.withLock { _ = $0.unanswered.remove(location) }
      step.signal { $0.isDone = true }
    }
    do throws(Errno) {
      // Grouping descends as deep as folders are nested.
      try WorkerThread(name: "scan-folder", stackBytes: 4 << 20, body).detach()
    } catch {
      return body()
    }
    while true {
      let deadline = step.withLock { $0.last } + patience
      if step.wait(until: deadline, { $0.isDone ? true : nil }) == true { return }
      if isStopping || step.withLock({ $0.last }) + patience <= monotonicNanoseconds() { return giveUp(location) }
    }
  }

  /// - Parameter isCounted: the problems of the library's shape name it already.
  private func giveUp(_ location: Shelf.Location, isCounted: Bool = false) {
    Log.warning("the system folder \(shown(location)) does not answer. What is known of it stays.")
    var problems = ScanProblems()
    if !isCounted { problems.add(.unreadableFolder, path: location.folder) }
    note(problems, of: location)
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

  private func scan(_ system: LibraryShape.SystemFolder, _ open: OpenRoot, onProgress: () -> Void) {
    let location = Shelf.Location(root: open.root, folder: system.folder)
    let look = beginLook()
    do throws(Errno) {
      guard let built = try build(system, open, onProgress: onProgress) else { return }
      settle(built, look, open)
    } catch {
      // What was known of the folder stays.
      var problems = ScanProblems()
      problems.add(.unreadableFolder, path: system.folder)
      note(problems, of: location)
      Log.warning("cannot read the system folder \(shown(location)): \(error). What is known of it stays.")
    }
  }

  private func build(
    _ system: LibraryShape.SystemFolder, _ open: OpenRoot, onProgress: () -> Void
  ) throws(Errno) -> ShelfBuilder.Built? {
    try ShelfBuilder.build(system, in: open) { added in
      onProgress()
      return state.withLock { state in
        state.progress.filesSeen += added
        return !state.isStopping
      }
    }
  }

  func note(_ problems: ScanProblems, of location: Shelf.Location) {
    let isNews = state.withLock { state in
      let known = state.problems[location] ?? ScanProblems()
      state.problems[location] = problems.count == 0 ? nil : problems
      state.progress.systemsDone += 1
      return problems != known
    }
    guard isNews else { return }
    for problem in ScanProblem.allCases {
      let entry = problems[problem]
      guard entry.count > 0 else { continue }
      let examples = entry.examples.map { String(decoding: $0, as: UTF8.self) }.joined(separator: ", ")
      let more = entry.count > entry.examples.count ? " and \(entry.count - entry.examples.count) more" : ""
      Log.warning("\(shown(location)): \(problem.rawValue): \(examples)\(more)")
    }
  }

  func shown(_ location: Shelf.Location) -> String {
    location.root.path + "/" + String(decoding: location.folder, as: UTF8.self)
  }

  /// Raw paths below the root at which file systems begin that may never answer.
  private func stallingMounts(below root: LibraryRoot) -> Set<[UInt8]> {
    guard let mounts = try? MountTable.current() else { return [] }
    let below = mounts.entries.filter { $0.mayStall && isPath($0.mountPoint, within: root.path) }
    return Set(below.map { [UInt8]($0.mountPoint.utf8.dropFirst(root.path.utf8.count + 1)) }.filter { !$0.isEmpty })
  }
}
