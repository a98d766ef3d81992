internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

/// The folders above system folders as last seen: which system folders there are depends on what lies in them.
struct ShapeRecord {
  /// Raw paths below the root.
  var folders: [(path: [UInt8], folder: FolderTable.Folder)]
  /// Where the root's file system was mounted.
  var mountPoint: String?

  func endWatches(of root: LibraryRoot, _ watches: FolderWatches, except next: ShapeRecord?) {
    for (path, folder) in folders {
      guard let watch = folder.watch else { continue }
      if next?.folders.contains(where: { $0.path == path && $0.folder.watch == watch }) == true { continue }
      watches.end(watch, of: .shape(root, path))
    }
  }
}

extension Discovery {
  /// Looks at a root: which system folders it has, and at those that are new, or wanted.
  func look(at root: LibraryRoot, _ scope: LookScope, _ progress: RootLook) {
    guard let configured = configured(root) else { return }
    let (known, record, outage) = state.withLock { state in
      (
        state.shelves.values.filter { $0.location.root == root }.sorted { left, right in
          left.location.folder.lexicographicallyPrecedes(right.location.folder)
        }, state.shapes[root], state.outages[root]
      )
    }
    let began = monotonicNanoseconds()
    let look = beginLook()
    let open: OpenRoot
    let shape: LibraryShape
    do throws(Errno) {
      open = try OpenRoot(root, exclusions(of: configured))
      if scope.isQuiet, outage == nil, let record, isUnchanged(record, open) {
        return watcher.looked(root, isAvailable: true, record, isDistant: open.isSilent)
      }
      shape = try LibraryShape(
        root: open.descriptor, name: open.name, table: table, settings: configured.settings,
        exclusions: open.exclusions, stalling: open.silentPlaces, progress: progress.progress)
    } catch {
      return keep(root, known, record, "it cannot be read (\(error))")
    }
    if shape.isEmpty, !known.isEmpty { return keep(root, known, record, "it is empty") }
    if let before = lostMount(open, record), !isSameLibrary(shape, known, open) {
      return keep(root, known, record, "what was mounted at \(before) is not any more")
    }
    progress.hasOpened()
    let next = watch(shape, open, record)
    let isBack = state.withLock { state in
      guard state.roots.contains(where: { $0.root == root }) else { return false }
      state.rootProblems[root] = shape.problems
      state.platforms = state.platforms.filter { $0.key.root != root }
      for system in shape.systems {
        state.platforms[Shelf.Location(root: root, folder: system.folder)] = system.platform
      }
      state.shapes[root] = next
      return state.outages.removeValue(forKey: root) != nil
    }
    if isBack { Log.info("the library \(root.path) is there again") }
    if let mountPoint = open.mountPoint, mountPoint != record?.mountPoint {
      do throws(CatalogError) { try catalog.setMountPoint(mountPoint, of: root) } catch { Log.error("\(error)") }
    }
    lookAtSystems(shape, open, isBack ? .complete : scope)
    let present = Set(shape.systems.map(\.folder))
    for shelf in known where !present.contains(shelf.location.folder) {
      if isStopping { return }
      removeIfGone(shelf, look, began: began, open, shape)
    }
    forget(of: root) { !present.contains($0.folder) }
    watcher.looked(root, isAvailable: true, next, isDistant: open.isSilent)
  }

  /// Drops what looks at system folders that are none any more have found of their folders.
  private func forget(of root: LibraryRoot, _ isGone: (Shelf.Location) -> Bool) {
    let gone = state.withLock { state in
      // What a missing disk keeps is looked at when the mounts change.
      let gone = state.records.filter { $0.key.root == root && isGone($0.key) }
      for location in gone.keys { state.records[location] = nil }
      return gone
    }
    for (location, record) in gone {
      watcher.watches.end(record.folders, of: location, except: FolderTable())
      watcher.forget(location)
    }
  }

  /// Whether the folders above system folders are as they were.
  private func isUnchanged(_ record: ShapeRecord, _ open: OpenRoot) -> Bool {
    record.folders.allSatisfy { path, folder in
      guard let status = try? open.descriptor.open(beneath: path.isEmpty ? [UInt8(ascii: ".")] : path, .path).status()
      else { return false }
      return folder.isSame(as: status) && folder.modified == status.modified && !folder.flags.contains(.isUnsettled)
    }
  }

  /// Whether what is there now may not be the library.
  func isAway(_ open: OpenRoot) -> Bool {
    let (outage, record) = state.withLock { ($0.outages[open.root], $0.shapes[open.root]) }
    return outage != nil || record.map { lostMount(open, $0) != nil } ?? false
  }

  /// Where the root's file system was mounted, when nothing is mounted there now.
  private func lostMount(_ open: OpenRoot, _ record: ShapeRecord?) -> String? {
    let before = record?.mountPoint ?? (try? catalog.mountPoint(of: open.root)) ?? nil
    guard let before, before != open.mountPoint, !isMountPoint(before) else { return nil }
    return before
  }

  /// Whether what lies where a disk was mounted is the library all the same, moved there by somebody: half of its
  /// system folders at least, and of a few of their files half. What a program saves there while the disk is away makes
  /// no library.
  private func isSameLibrary(_ shape: LibraryShape, _ known: [Shelf], _ open: OpenRoot) -> Bool {
    let present = Set(shape.systems.map(\.folder))
    let found = known.filter { present.contains($0.location.folder) }
    guard found.count * 2 >= known.count else { return false }
    var asked = 0
    var there = 0
    for shelf in found.prefix(Discovery.askedFolders) {
      let step = max(1, shelf.files.count / Discovery.askedFiles)
      for index in stride(from: 0, to: shelf.files.count, by: step) {
        asked += 1
        if (try? open.descriptor.open(beneath: shelf.libraryFile(at: index).path, .path)) != nil { there += 1 }
      }
    }
    return there * 2 >= asked
  }

  private static let askedFolders = 16
  private static let askedFiles = 8

  private func isMountPoint(_ path: String) -> Bool { (try? MountTable.current())?.topmost(at: path) != nil }

  /// Watches the folders above system folders. What came into them since they were read is noticed by their times.
  private func watch(_ shape: LibraryShape, _ open: OpenRoot, _ before: ShapeRecord?) -> ShapeRecord {
    let now = wallNanoseconds()
    var record = ShapeRecord(folders: [], mountPoint: open.mountPoint)
    for folder in shape.folders {
      var entry = FolderTable.Folder(
        device: folder.device, inode: folder.inode, modified: folder.modified, watch: nil, flags: [])
      if abs(now - folder.modified) < Walker.settling { entry.flags.insert(.isUnsettled) }
      if open.silentDevices.contains(folder.device) { entry.flags.insert(.isSilent) }
      let path = folder.path.isEmpty ? [UInt8(ascii: ".")] : folder.path
      if let directory = try? open.descriptor.open(beneath: path, [.path, .directory]) {
        entry.watch = watcher.watches.watch(
          directory, as: .shape(open.root, folder.path), reportsLoss: folder.path.isEmpty)
        let status = try? directory.status()
        if status.map({ !entry.isSame(as: $0) || entry.modified != $0.modified }) ?? true
          || entry.flags.contains(.isUnsettled)
        {
          watcher.shapeChanged(open.root)
        }
      }
      record.folders.append((folder.path, entry))
    }
    before?.endWatches(of: open.root, watcher.watches, except: record)
    return record
  }

  /// Looks at system folders and waits for that, but not for those that do not answer.
  private func lookAtSystems(_ shape: LibraryShape, _ open: OpenRoot, _ scope: LookScope) {
    let left = Monitor(Set<Shelf.Location>())
    let urgency: RescanQueue<Shelf.Location>.Urgency = scope.isComplete ? .run : .change
    let replaced = scope.isComplete ? [] : replacedFolders(of: shape, open)
    let wanted = state.withLock { state in
      shape.systems.filter { system in
        let location = Shelf.Location(root: open.root, folder: system.folder)
        return scope.isComplete || scope.folders.contains(system.folder) || replaced.contains(system.folder)
          || state.records[location] == nil
          || state.shelves[location].map { $0.system != system.platform.key } ?? false
      }
    }
    for system in wanted {
      let location = Shelf.Location(root: open.root, folder: system.folder)
      if shape.isSilent(system.folder) {
        giveUp(location, isCounted: true)
        continue
      }
      var look = scope.isAnew ? LookScope.anew : .complete
      look.isConfirmed = true
      left.withLock { _ = $0.insert(location) }
      let isRefused = state.signal { state in
        guard !state.isStopping else { return true }
        state.progress.systemsTotal += 1
        state.folders.add(
          location, scope: look, urgency: urgency, now: monotonicNanoseconds(), isLimited: false
        ) { left.signal { _ = $0.remove(location) } }
        return false
      }
      if isRefused { return }
    }
    while true {
      let deadline = monotonicNanoseconds() + max(1, patience / 4)
      if left.wait(until: deadline, { $0.isEmpty ? true : nil }) == true || isStopping { return }
      let now = monotonicNanoseconds()
      for location in left.withLock({ $0 }) {
        let last = state.withLock { $0.folders.lastProgress(location) }
        guard let last, last + patience <= now else { continue }
        giveUp(location)
        left.withLock { _ = $0.remove(location) }
      }
    }
  }

  /// The system folders that are other directories than those that were looked through, under the same names: the
  /// directory above tells that something came, and what lies below the old one tells nothing.
  private func replacedFolders(of shape: LibraryShape, _ open: OpenRoot) -> Set<[UInt8]> {
    let known = state.withLock { state in
      shape.systems.compactMap { system -> ([UInt8], FolderTable.Folder)? in
        guard let folders = state.records[Shelf.Location(root: open.root, folder: system.folder)]?.folders,
          folders.count > 0, folders.path(at: 0).isEmpty
        else { return nil }
        return (system.folder, folders[0])
      }
    }
    var replaced: Set<[UInt8]> = []
    for (path, folder) in known where !shape.isSilent(path) && !folder.flags.contains(.isSilent) {
      let own = path.isEmpty ? [UInt8(ascii: ".")] : path
      guard let status = try? open.descriptor.open(beneath: own, .path).status() else { continue }
      if !folder.isSame(as: status) { replaced.insert(path) }
    }
    return replaced
  }

  /// - Parameter isCounted: the problems of the library's shape name it already.
  func giveUp(_ location: Shelf.Location, isCounted: Bool = false) {
    Log.warning("the system folder \(shown(location)) does not answer. What is known of it stays.")
    var problems = ScanProblems()
    if !isCounted { problems.add(.unreadableFolder, path: location.folder) }
    note(problems, of: location)
  }

  /// A root that does not even say what lies in it. Whoever waits for the look goes on; its thread stays until it gets
  /// an answer.
  func giveUp(_ look: RootLook) {
    look.hasOpened()
    let (known, record) = state.withLock { state in
      (state.shelves.values.filter { $0.location.root == look.root }, state.shapes[look.root])
    }
    keep(look.root, known, record, "it does not answer")
    for completion in look.takeCompletions() { completion() }
  }

  /// The root is out of reach.
  private func keep(_ root: LibraryRoot, _ known: [Shelf], _ record: ShapeRecord?, _ reason: String) {
    let isNews = state.withLock { state in
      guard state.roots.contains(where: { $0.root == root }) else { return false }
      return state.outages.updateValue(reason, forKey: root) != reason
    }
    watcher.looked(root, isAvailable: false, record, isDistant: false)
    guard isNews else { return }
    let games = known.reduce(0) { $0 + $1.gameCount }
    Log.warning(
      "the library \(root.path): \(reason). What is known of it (\(games) games) stays, and it is looked for every "
        + "few seconds; mount it or check the path.")
  }
}
