internal import Catalog
internal import Configuration
internal import Digest
internal import Enrichment
internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Keeps what is made of the library up to date: gamelists, playlists, media at their places, and collections.
///
/// One thread makes it, after a change and never more often than ``RegenerationPlan`` says; what is made is stored in
/// the catalog, so that a mount shows it at once with the size and time it had.
///
/// Lock order: `maker`, then `state`, then those of the tree and the catalog.
final class ViewDesk: Sendable {
  struct State {
    var plan = RegenerationPlan()
    var collections: [CollectionSettings] = []
    var sources: FactSources
    /// All systems have changed, as when views or lists have.
    var isAllChanged = true
    var isStopping = false
  }

  let tree: Tree
  let catalog: Catalog
  /// Absolute.
  let mountPoint: String
  private let state: Monitor<State>
  private let artwork: ArtworkStore
  /// Of the thread, but for the start.
  private let maker: Mutex<ViewMaking>
  private let listeners: Listeners

  /// Bytes that a picture or document is read of at most, whatever was allowed when it was stored.
  private static let artworkLimit: Int64 = 1 << 30

  /// How often the user's own lists are looked at. Nanoseconds.
  private static let listInterval: UInt64 = 5_000_000_000

  /// - Parameter restored: what an earlier service showed; what of it the tree does not have yet is shown here.
  init(
    tree: Tree, catalog: Catalog, mountPoint: String, restored: RestoredViews, artwork: ArtworkStore,
    _ settings: Settings
  ) {
    self.tree = tree
    self.catalog = catalog
    self.mountPoint = mountPoint
    self.artwork = artwork
    state = Monitor(State(collections: settings.collections, sources: FactSources(settings)))
    let listeners = Listeners()
    self.listeners = listeners
    maker = Mutex(ViewMaking(tree, catalog, mountPoint: mountPoint, restored: restored) { listeners.tell($0) })
    restored.showGuests(in: tree)
  }

  func start(_ announce: @escaping @Sendable ([Tree.Change]) -> Void) throws(Errno) {
    listeners.set(announce)
    // Parsers of what users wrote are deep at times.
    try WorkerThread(name: "views", stackBytes: 4 << 20) { [self] in work() }.detach()
  }

  /// Stores what is shown where that is not what was made last; while something is being made, that is stored.
  func stop() {
    let isBehind = state.signal { state in
      state.isStopping = true
      return state.plan.nextTime != nil
    }
    if isBehind { _ = maker.withLockIfAvailable { $0.recordAgain() } }
  }

  /// The games of a system, what is known of them, or how they are shown, may be others now.
  func changed(_ system: String) { state.signal { $0.plan.changed(system, at: monotonicNanoseconds()) } }

  /// More is known of games of a system.
  func enriched(_ system: String) { state.signal { $0.plan.enriched(system, at: monotonicNanoseconds()) } }

  func changedAll() { state.signal { $0.isAllChanged = true } }

  func configure(_ settings: Settings) {
    state.signal { state in
      guard state.collections != settings.collections || state.sources != FactSources(settings) else { return }
      state.collections = settings.collections
      state.sources = FactSources(settings)
      state.isAllChanged = true
    }
  }

  /// The stored bytes; nil where others have taken their place.
  func bytes(_ key: [UInt8], _ digest: SHA256Digest) -> [UInt8]? {
    if let form = SideCar.artworkForm(ofKey: key) {
      return artwork.bytes(of: digest, form, limit: ViewDesk.artworkLimit)
    }
    guard let bytes = try? catalog.sideCarBytes(key, at: mountPoint) else { return nil }
    return bytes.withUnsafeBytes { SHA256Digest(of: $0) } == digest ? bytes : nil
  }

  // MARK: The thread

  private enum Errand {
    case make([String])
    case makeAll
    case look
    case stop
  }

  private func work() {
    var own = OwnCollections()
    while true {
      switch next() {
      case .stop: return
      case .look:
        guard own.update(state.withLock { $0.collections }) else { continue }
        let systems = Set(tree.shelves.map(\.shelf.system))
        state.withLock { state in
          for system in systems { state.plan.changed(system, at: monotonicNanoseconds()) }
        }
      case .make(let systems): make(systems, isAll: false, own)
      case .makeAll:
        _ = own.update(state.withLock { $0.collections })
        let systems = Set(tree.shelves.map(\.shelf.system)).sorted()
        state.withLock { $0.plan.began(systems, at: monotonicNanoseconds()) }
        make(systems, isAll: true, own)
      }
    }
  }

  private func make(_ systems: [String], isAll: Bool, _ own: OwnCollections) {
    let isStored = maker.withLock { maker in
      maker.make(systems, isAll: isAll, own.all, state.withLock { $0.sources }) { system, cost in
        state.withLock { $0.plan.made(system, at: monotonicNanoseconds(), cost: cost) }
      }
    }
    // What a large list took is not needed until the next one.
    Host.releaseFreeMemory()
    guard !isStored else { return }
    // Such as no room on the disk: it is tried again.
    let later = monotonicNanoseconds() + ViewDesk.listInterval
    state.withLock { state in for system in systems { state.plan.changed(system, at: later) } }
  }

  private func next() -> Errand {
    let look = monotonicNanoseconds() + ViewDesk.listInterval
    let deadline = state.withLock { state in min(look, state.plan.nextTime ?? look) }
    let errand = state.wait(until: deadline) { state -> Errand? in
      if state.isStopping { return .stop }
      if state.isAllChanged {
        state.isAllChanged = false
        return .makeAll
      }
      let due = state.plan.due(at: monotonicNanoseconds())
      if !due.isEmpty { return .make(due) }
      // A change that came meanwhile may be due earlier than what is waited for.
      return state.plan.nextTime.map { $0 < deadline } ?? false ? .look : nil
    }
    return errand ?? .look
  }
}

/// Who hears of changes: the mount, once there is one.
private final class Listeners: Sendable {
  private let announce = Mutex<(@Sendable ([Tree.Change]) -> Void)?>(nil)

  func set(_ announce: @escaping @Sendable ([Tree.Change]) -> Void) { self.announce.withLock { $0 = announce } }

  func tell(_ changes: [Tree.Change]) {
    if !changes.isEmpty { announce.withLock { $0 }?(changes) }
  }
}
