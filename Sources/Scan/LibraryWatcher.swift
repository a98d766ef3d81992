internal import Model
internal import Platform
internal import Synchronization

/// The thread that hears of changes and says what to look at: events of folders, changes of the mounts, and the clock.
///
/// Lock order: nothing is called while a lock is held.
final class LibraryWatcher: Sendable {
  let watches: FolderWatches
  private let isOn: Bool
  private let state: Mutex<State>
  /// A byte in it wakes the thread.
  private let wake: Wake?

  private final class Wake: Sendable {
    let ends: DescriptorPair
    init() throws(Errno) { ends = try DescriptorPair.pipe() }
  }

  private struct State {
    var plan: WatchPlan
    var roots: [LibraryRoot] = []
    /// What is mounted in a root and above it, as last seen.
    var mounts: [LibraryRoot: [MountTable.Entry]] = [:]
    /// Folders that are looked at by the clock, and those that other machines change.
    var polled: [Shelf.Location: (count: Int, isDistant: Bool)] = [:]
    var isStopping = false
  }

  /// Events that come within this time are taken together; the kernel keeps 16,384 of them.
  private static let gathering: UInt64 = 50_000_000

  init(_ settings: ScanSettings) {
    isOn = settings.watches
    watches = FolderWatches(isOn: settings.watches, limit: settings.watchLimit)
    state = Mutex(State(plan: WatchPlan(interval: settings.interval, isOn: settings.watches)))
    wake = try? Wake()
  }

  func start(_ act: @escaping @Sendable (WatchPlan.Action) -> Void) throws(Errno) {
    try WorkerThread(name: "scan-watch") { self.run(act) }.detach()
  }

  func stop() {
    state.withLock { $0.isStopping = true }
    rouse()
  }

  // MARK: What discovery tells

  /// The roots from now on.
  func follow(_ roots: [LibraryRoot]) {
    let mounts = (try? MountTable.current())?.entries ?? []
    state.withLock { state in
      state.roots = roots
      state.mounts = Dictionary(uniqueKeysWithValues: roots.map { ($0, LibraryWatcher.concerning($0, mounts)) })
    }
    rouse()
  }

  /// Changes ``ScanSettings/interval``.
  func setInterval(_ interval: UInt64?) { tell { state, now in state.plan.setInterval(interval, now: now) } }

  func forget(_ root: LibraryRoot) {
    state.withLock { state in
      state.plan.forget(root)
      state.polled = state.polled.filter { $0.key.root != root }
    }
  }

  func forget(_ location: Shelf.Location) {
    state.withLock { state in
      state.plan.forget(location)
      state.polled[location] = nil
    }
  }

  func looked(_ location: Shelf.Location, _ report: WatchPlan.Report) {
    tell { state, now in
      state.polled[location] = report.unwatched > 0 ? (report.unwatched, report.isDistant) : nil
      state.plan.looked(location, report, now: now)
    }
  }

  func looked(_ root: LibraryRoot, isAvailable: Bool, _ shape: ShapeRecord?, isDistant: Bool) {
    let unwatched = shape?.folders.count { $0.folder.isPolled } ?? 0
    tell { state, now in
      state.plan.looked(root, isAvailable: isAvailable, unwatched: unwatched, isDistant: isDistant, now: now)
    }
  }

  func shapeChanged(_ root: LibraryRoot) { tell { state, now in state.plan.shapeChanged(root, now: now) } }

  /// How changes are followed at this moment.
  var condition: DiscoveryProgress.Watching {
    let (count, refusal) = watches.condition
    var watching = DiscoveryProgress.Watching()
    watching.watches = count
    state.withLock { state in
      watching.polled = state.polled.values.reduce(0) { $0 + $1.count }
      if state.polled.values.contains(where: \.isDistant) {
        watching.reasons.append("other machines or programs change files without a word")
      }
    }
    if let refusal { watching.reasons.append(refusal.rawValue) }
    watching.mode = !isOn ? .off : watching.polled == 0 ? .events : count == 0 ? .polling : .both
    return watching
  }

  private func tell(_ body: (inout State, UInt64) -> Void) {
    let isSooner = state.withLock { state in
      let before = state.plan.nextDue
      body(&state, monotonicNanoseconds())
      return state.plan.nextDue.map { $0 < before ?? .max } ?? false
    }
    if isSooner { rouse() }
  }

  private func rouse() { try? wake?.ends.second.write("!") }

  // MARK: The thread

  private func run(_ act: @Sendable (WatchPlan.Action) -> Void) {
    var mounts = try? MountWatch()
    while true {
      let (due, isStopping) = state.withLock { ($0.plan.nextDue, $0.isStopping) }
      if isStopping { return }
      var items: [PollItem] = []
      if let wake { items.append(PollItem(wake.ends.first.rawValue)) }
      if let number = mounts?.number { items.append(PollItem(number, wantsInput: false)) }
      if let number = watches.descriptor { items.append(PollItem(number)) }
      do throws(Errno) {
        // Without a way to be woken it looks up every second.
        try PollItem.wait(
          for: &items, until: wake == nil ? min(due ?? .max, monotonicNanoseconds() + 1_000_000_000) : due)
        if let wake, items[0].isReadable { _ = try wake.ends.first.readSome(limit: 4096) }
        if mounts?.hasChanged() == true { followMounts() }
        if items.last.map({ $0.descriptor == watches.descriptor && $0.isReadable }) == true {
          sleep(nanoseconds: LibraryWatcher.gathering)
          hear(try watches.events())
        }
      } catch {
        Log.error("changes of the library cannot be followed: \(error)")
        return
      }
      let actions = state.withLock { $0.plan.next(now: monotonicNanoseconds()) }
      for action in actions { act(action) }
    }
  }

  private func followMounts() {
    guard let entries = (try? MountTable.current())?.entries else { return }
    state.withLock { state in
      for root in state.roots {
        let concerning = LibraryWatcher.concerning(root, entries)
        guard state.mounts[root] != concerning else { continue }
        state.mounts[root] = concerning
        state.plan.upset(root, now: monotonicNanoseconds())
      }
    }
  }

  private static func concerning(_ root: LibraryRoot, _ entries: [MountTable.Entry]) -> [MountTable.Entry] {
    entries.filter { entry in
      // Our own mounts in a library are left out of it.
      entry.type != FUSEMount.type
        && (isPath(entry.mountPoint, within: root.path) || isPath(root.path, within: entry.mountPoint))
    }
  }

  private func hear(_ events: [(event: Inotify.Event, places: [FolderWatches.Place])]) {
    let now = monotonicNanoseconds()
    state.withLock { state in
      for (event, places) in events {
        if event.kind == .overflow {
          Log.info("more changes than the kernel keeps: everything is looked through again")
          for root in state.roots { state.plan.upset(root, now: now) }
          continue
        }
        // Without a name it is about the folder itself, and a playlist may name what is in a hidden folder.
        let isHidden = event.isDirectory && event.name.withUnsafeBytes(Junk.isHiddenFolder)
        if !event.name.isEmpty, !isHidden, event.name.withUnsafeBytes(Junk.contains) { continue }
        for place in places { LibraryWatcher.hear(event, place, &state.plan, now) }
      }
    }
  }

  private static func hear(
    _ event: Inotify.Event, _ place: FolderWatches.Place, _ plan: inout WatchPlan, _ now: UInt64
  ) {
    switch place {
    case .folder(let location, let path):
      switch event.kind {
      case .created where !event.isDirectory, .modified:
        plan.changed(location, folder: path, isBeingWritten: true, now: now)
      case .ended, .lost, .unmounted:
        // Gone from where it was; what it lies in knows more.
        plan.changed(location, folder: parentPath(path), isBeingWritten: false, now: now)
        if path.isEmpty { plan.shapeChanged(location.root, now: now) }
      default:
        plan.changed(location, folder: path, isBeingWritten: false, now: now)
        if path.isEmpty, event.isDirectory, LibraryShape.isRomFolder(event.name) {
          plan.shapeChanged(location.root, now: now)
        }
      }
    case .shape(let root, let path):
      switch event.kind {
      case .modified: break
      case .attributes where !event.isDirectory: break
      case .ended, .lost, .unmounted:
        if path.isEmpty { plan.upset(root, now: now) } else { plan.shapeChanged(root, now: now) }
      default: plan.shapeChanged(root, now: now)
      }
    }
  }
}
