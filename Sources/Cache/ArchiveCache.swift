package import Platform
internal import Synchronization

/// The cache of ZIPs: what the ``CacheLedger`` decides is done here, on threads of its own.
///
/// One thread clones and finds out what can be built, one copies, both behind everybody else; one does the
/// housekeeping: it removes, measures, remembers and tells. Any thread may call any function.
///
/// Beside the ZIPs it has ``blocks``: files of which only a part is there. The ledger counts both.
///
/// Lock order: ``recording``, the monitor, the index. Neither of the last two is held while the storage, a blueprint or
/// a hook is called.
package final class ArchiveCache: Sendable {
  struct State {
    var ledger: CacheLedger
    var blueprints: [CacheKey: any ArchiveBlueprint] = [:]
    /// Builds whose thread has not taken them yet.
    var orders: [BuildMethod: CacheKey] = [:]
    /// Builds that are to end.
    var cancelled: Set<CacheKey> = []
    var removals: [CachedZip] = []
    var blockRemovals: [RemoteVersion] = []
    /// When the disk was observed last, of the monotonic clock.
    var lastLook: UInt64 = 0
    var notices: [Notice] = []
    var preparations: [Int64: Preparation] = [:]
    /// Who prepares what.
    var preparing: [CacheKey: Set<Int64>] = [:]
    var source: (@Sendable () -> (any ArchiveBlueprint)?)?
    /// ZIPs that could not be described, and when that is asked again.
    var undescribed: [(short: UInt64, until: Int64)] = []
    /// When the thread that clones next looks what has become ready, of the monotonic clock.
    var pollDue: UInt64 = 0
    var pollPosition = 0
    /// Why there is no use in the directory any more.
    var loss: String?
    var lastRefusal: CacheStatus.Event?
    var lastRemovalFailure: CacheStatus.Event?
    var isStopping = false
    var threads: [WorkerThread] = []
  }

  enum Notice {
    case appeared(CachedZip)
    case disappeared(CachedZip)
  }

  /// Files of which only some blocks are there.
  package let blocks: BlockCache

  let storage: any CacheStorage
  let hooks: ArchiveCacheHooks
  let index = ShortIndex()
  let monitor: Monitor<State>
  /// Held while use is remembered, so that what is older never comes last. Before the monitor.
  let recording = Mutex(())
  /// Nanoseconds between two rounds of housekeeping.
  let interval: UInt64

  /// Nothing is built or removed before ``start()``; what was found can be opened.
  package init(
    storage: any CacheStorage, limits: CacheLimits, hooks: ArchiveCacheHooks, interval: UInt64 = 10_000_000_000
  ) {
    self.storage = storage
    self.hooks = hooks
    self.interval = interval
    let ledger = CacheLedger(
      limits, found: storage.found, blocks: storage.blocks?.found ?? [], now: hooks.clock())
    blocks = BlockCache(storage.blocks, clock: hooks.clock)
    monitor = Monitor(State(ledger: ledger))
    index.set(limits)
    for zip in storage.found { index.add(zip.key) }
    blocks.attach(self)
  }

  /// Starts the threads. Call it once.
  package func start() throws(Errno) {
    let space = look()
    post { state in space.map { state.ledger.observed($0, now: now) } ?? [] }
    do throws(Errno) {
      try run("cache-clone") { $0.clone() }
      try run("cache-copy") { $0.copy() }
      try run("cache-keep") { $0.keep() }
      try run("cache-blocks") { $0.blocks.keep() }
    } catch {
      stop()
      throw error
    }
  }

  private func run(_ name: String, _ body: @escaping @Sendable (ArchiveCache) -> Void) throws(Errno) {
    let thread = try WorkerThread(name: name) { body(self) }
    monitor.withLock { $0.threads.append(thread) }
  }

  /// Gives up what is being built, remembers what was used, and waits for the threads. What is there can still be
  /// opened.
  package func stop() {
    let threads = monitor.signal { state in
      state.isStopping = true
      defer { state.threads = [] }
      return state.threads
    }
    blocks.endKeeping()
    for thread in threads { thread.join() }
    blocks.finish()
    record()
  }

  package func setLimits(_ limits: CacheLimits) {
    index.set(limits)
    post { $0.ledger.setLimits(limits, now: now) }
  }

  /// A source of ZIPs for the policy `always`, in the order in which they are to be built; nil ends it. It is asked on
  /// the housekeeping thread until it gives nil, as long as there is room.
  package func fill(from source: (@Sendable () -> (any ArchiveBlueprint)?)?) {
    monitor.signal { $0.source = source }
  }

  // MARK: What the ledger says

  var now: Int64 { hooks.clock() }

  /// Tells the ledger something and sees to what it answers.
  func post(_ event: (inout State) -> [CacheLedger.Action]) {
    let isIdle = monitor.withLock { state in
      let actions = event(&state)
      for action in actions { take(action, &state) }
      return actions.isEmpty
    }
    if !isIdle { monitor.signal { _ in } }
  }

  /// Under the lock.
  func take(_ action: CacheLedger.Action, _ state: inout State) {
    switch action {
    case .queued(let key):
      // What is built because everything is comes sooner when it is read.
      if state.ledger.isAskedFor(key) { index.silence(key.short) }
      state.pollDue = 0
    case .start(let key, let method): state.orders[method] = key
    case .cancel(let key): state.cancelled.insert(key)
    case .remove(let zip): state.removals.append(zip)
    case .removeBlocks(let version): state.blockRemovals.append(version)
    case .appeared(let zip):
      index.add(zip.key)
      state.notices.append(.appeared(zip))
    case .disappeared(let zip):
      index.remove(zip.key)
      state.notices.append(.disappeared(zip))
    case .answered(let key, let answer): settle(key, answer, &state)
    case .forgotten(let key): index.listen(key.short)
    }
  }

  private func settle(_ key: CacheKey, _ answer: CacheLedger.Answer, _ state: inout State) {
    let blueprint = state.blueprints.removeValue(forKey: key)
    if !state.ledger.isRefused(key) { index.listen(key.short) }
    if case .refused(let reason) = answer {
      let event = CacheStatus.Event(name: blueprint?.name ?? "", text: reason.description, time: hooks.clock())
      if event.text != state.lastRefusal?.text { Log.info("cache: \(event.name): \(event.text)") }
      state.lastRefusal = event
    } else if case .complete = answer, state.lastRefusal?.name == blueprint?.name {
      state.lastRefusal = nil
    }
    for id in state.preparing.removeValue(forKey: key) ?? [] {
      state.preparations[id]?.settle(key, answer)
    }
  }
}
