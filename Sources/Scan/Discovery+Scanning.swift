internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

/// What the calling thread spends from now on.
private struct Cost {
  let began = monotonicNanoseconds()
  private let processor = threadNanoseconds()

  /// The time that has passed; and what it is worth: a processor that works is taken from others, one that waits for
  /// its turn or for a disk is so only in part.
  var measured: (duration: UInt64, cost: UInt64) {
    let duration = monotonicNanoseconds() - began
    let work = min(duration, threadNanoseconds() - processor)
    return (duration, work + (duration - work) / 4)
  }
}

extension Discovery {
  /// Looks at one system folder.
  ///
  /// Where it is known what the folder holds, the rest of the library is left alone: a neighbour may be on a server
  /// that is away. Where that fails, the library's shape is looked at.
  ///
  /// - Returns: whom to tell of its end.
  func look(at run: RescanQueue<Shelf.Location>.Run) -> [Completion] {
    let location = run.location
    guard let root = configured(location.root) else { return run.completions }
    guard let platform = platform(of: location) else { return lookAtShape(run) }
    let system = LibraryShape.SystemFolder(folder: location.folder, platform: platform)
    let began = Cost()
    enter(location)
    defer { leave(location) }
    do throws(Errno) {
      let open = try OpenRoot(root.root, exclusions(of: root))
      // A folder of the same name where the disk was is another one.
      if !run.scope.isConfirmed, isAway(open) { return lookAtShape(run) }
      let look = beginLook()
      guard let found = try walk(system, open, run.scope) else { return run.completions }
      if found.files.isEmpty, !run.scope.isConfirmed {
        watcher.watches.end(
          found.folders, of: location, except: state.withLock { $0.records[location]?.folders } ?? .init())
        return lookAtShape(run)
      }
      state.withLock { if !run.scope.isConfirmed, !run.scope.isQuiet { $0.progress.systemsTotal += 1 } }
      take(found, system, look, open, run.scope, began: began)
    } catch {
      if !run.scope.isConfirmed { return lookAtShape(run) }
      // What was known of the folder stays.
      var problems = ScanProblems()
      problems.add(.unreadableFolder, path: system.folder)
      note(problems, of: location)
      Log.warning("cannot read the system folder \(shown(location)): \(error). What is known of it stays.")
      var report = WatchPlan.Report()
      report.unread = 1
      report.scope = run.scope
      watcher.looked(location, report)
    }
    return run.completions
  }

  /// Hands a look over to its root, which finds out what has become of the folder.
  private func lookAtShape(_ run: RescanQueue<Shelf.Location>.Run) -> [Completion] {
    request(run.location.root, LookScope(folders: [run.location.folder]), .change) {
      for completion in run.completions { completion() }
    }
    return []
  }

  private func walk(
    _ system: LibraryShape.SystemFolder, _ open: OpenRoot, _ scope: LookScope
  ) throws(Errno) -> Walker.Found? {
    let location = Shelf.Location(root: open.root, folder: system.folder)
    let known = state.withLock { state -> Walker.Known? in
      guard let shelf = state.shelves[location] else { return nil }
      let record = state.records[location]
      return Walker.Known(
        files: shelf.files, mounts: shelf.mounts, folders: record?.folders, problems: record?.problems ?? [:])
    }
    return try Walker.walk(
      open.root, root: open.descriptor, folder: system.folder, exclusions: open.exclusions, scope: scope, known: known,
      watcher: FolderWatcher(watches: watcher.watches, location: location, silent: open.silentDevices)
    ) { added in
      state.withLock { state in
        state.progress.filesSeen += added
        state.looks[location]?.files += added
        state.folders.progress(location, now: monotonicNanoseconds())
        return !state.isStopping
      }
    }
  }

  private func take(
    _ found: Walker.Found, _ system: LibraryShape.SystemFolder, _ look: UInt64, _ open: OpenRoot, _ scope: LookScope,
    began: Cost
  ) {
    let location = Shelf.Location(root: open.root, folder: system.folder)
    let (shelf, record) = state.withLock { ($0.shelves[location], $0.records[location]) }
    // What the catalog holds may have been grouped by other rules.
    var previous: (Shelf, ScanProblems)?
    if let shelf, let record, record.groupingProblems[.unreadableDescriptor].count == 0, !scope.isAnew {
      previous = (shelf, record.groupingProblems)
    }
    let cache = scope.isAnew ? DescriptorCache() : descriptors
    let built = ShelfBuilder.build(system, found, in: open, cache, previous: previous)
    let outcome = settle(built, look, open)
    let isTaken = outcome == .taken || outcome == .unchanged
    let folders = isTaken ? found.folders : FolderTable()
    state.withLock { state in
      guard isTaken, state.roots.contains(where: { $0.root == location.root }) else {
        state.records[location] = nil
        return
      }
      state.records[location] = Record(
        folders: found.folders, problems: found.folderProblems, groupingProblems: built.groupingProblems)
    }
    if let record { watcher.watches.end(record.folders, of: location, except: folders) }
    if !isTaken { watcher.watches.end(found.folders, of: location, except: folders) }
    var report = WatchPlan.Report()
    report.scope = scope
    report.hasChanged = outcome == .taken
    (report.duration, report.cost) = began.measured
    if outcome == .kept {
      // Nothing is known of its folders: it is looked at whole until its disk is back, or files lie in its place.
      report.unwatched = 1
    } else {
      for index in 0..<folders.count {
        let folder = folders[index]
        if folder.flags.contains(.isUnread) { report.unread += 1 } else if folder.isPolled { report.unwatched += 1 }
        if folder.flags.contains(.holdsLinks) { report.holdsLinks = true }
      }
    }
    report.isDistant = open.isSilent || (0..<folders.count).contains { folders[$0].flags.contains(.isSilent) }
    watcher.looked(location, report)
    tell(LookReport(location: location, began: began.began, scope: scope, before: shelf, now: self.shelf(at: location)))
  }

  func platform(of location: Shelf.Location) -> Platform? {
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

  /// The root with its settings; nil when it is none any more.
  func configured(_ root: LibraryRoot) -> ScanRoot? {
    state.withLock { state in state.roots.first { $0.root == root } }
  }

  func exclusions(of root: ScanRoot) -> Exclusions {
    Exclusions(of: root, among: state.withLock { $0.roots })
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
}
