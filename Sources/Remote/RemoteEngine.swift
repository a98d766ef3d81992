internal import Cache
package import HTTPClient
internal import Model
package import Platform
internal import Synchronization
internal import Sources
package import Tree

/// Fetches files at sources as they are read: what readers wait for, what they will read next, and disc images whole.
///
/// Threads "fetch", as many as there is to fetch and at most ``Limits/threads``, and one "fetch-keep" for deadlines and
/// for what is complete. Every call may come from any thread.
///
/// Lock order: `state`, then those of a ``RemoteFile`` and of the cache's files. The hooks are called with none held.
package final class RemoteEngine: RemoteFiles {
  struct Held {
    var file: RemoteFile
    var openings = 0
    /// When the last one was closed; for one that nobody has opened, when it was begun.
    var unused: UInt64 = 0
    /// The file that this one is fetched after: it is wanted as long as that one.
    var follows: UInt64?
    /// Its checksum has been told.
    var isTold = false
    var isCompleting = false
    /// It could not be kept as a whole: not tried again as long as it is open.
    var cannotComplete = false
  }

  struct State {
    var plan: FetchPlan
    var files: [UInt64: Held] = [:]
    var running: [FetchPlan.Identifier: RangeReading] = [:]
    var readers: [UInt64: [WeakOpening]] = [:]
    var complete: [RemoteFile] = []
    /// The CRC-32 of files that came whole and were not what their source says.
    var misfits: [UInt64: UInt32] = [:]
    var threads = 0
    var idle = 0
    var isStopping = false
    /// Bytes that came since the start.
    var received: Int64 = 0
  }

  /// Somebody else holds it.
  struct WeakOpening {
    weak var opening: OpenRemoteFile?
  }

  let state: Monitor<State>
  let hooks: Hooks
  let client: HTTPClient
  private let settings: Mutex<Limits>
  /// What programs that look into everything have had fetched, by node of the mount. A leaf.
  let indexed = Mutex<[UInt64: Indexed]>([:])

  package init(_ client: HTTPClient, _ limits: Limits, _ hooks: Hooks) {
    self.client = client
    self.hooks = hooks
    settings = Mutex(limits)
    state = Monitor(State(plan: FetchPlan(limits.plan)))
  }

  package var limits: Limits { settings.withLock { $0 } }

  package func configure(_ limits: Limits) {
    settings.withLock { $0 = limits }
    state.signal { $0.plan.limits = limits.plan }
  }

  package func start() throws(Errno) {
    try WorkerThread(name: "fetch-keep") { [self] in keep() }.detach()
  }

  /// Ends what is under way; what came is kept.
  package func stop() {
    let running = state.signal { state in
      state.isStopping = true
      return Array(state.running.values)
    }
    for reading in running { reading.cancel() }
  }

  // MARK: Files

  package func open(_ file: FileContent) throws(Errno) -> any RemoteOpening {
    if let known = take(file.node.rawValue) { return OpenRemoteFile(known, self) }
    guard let entry = hooks.entry(file.node.rawValue) else { throw .stale }
    return OpenRemoteFile(try hold(entry), self)
  }

  private func take(_ node: UInt64) -> RemoteFile? {
    state.withLock { state in
      guard let file = state.files[node]?.file, !file.isOver else { return nil }
      state.files[node]?.openings += 1
      return file
    }
  }

  /// The file, without an opening.
  func held(_ entry: RemoteEntry) throws(Errno) -> RemoteFile {
    if let known = state.withLock({ $0.files[entry.node]?.file }), !known.isOver { return known }
    return try hold(entry, isOpening: false)
  }

  private func hold(_ entry: RemoteEntry, isOpening: Bool = true) throws(Errno) -> RemoteFile {
    // A disk is asked: away from the lock. Two that do so get the same of the cache.
    let cache = hooks.cache()
    let file = RemoteFile(entry, try cache?.open(entry.version))
    let known = state.withLock { state in
      let known = state.files[entry.node]?.file
      let kept = known.flatMap { $0.isOver ? nil : $0 } ?? file
      if kept === file {
        state.files[entry.node] = Held(file: file, unused: monotonicNanoseconds())
        state.plan.open(entry.node, source: entry.place.known.id, blocks: file.blockCount)
      }
      if isOpening { state.files[entry.node]?.openings += 1 }
      return kept
    }
    // All of it had come, and then everything ended before it was an entry of the cache.
    if let blocks = known.blocks, blocks.isComplete, blocks.blockCount > 0, !blocks.isEntry { settle(known) }
    return known
  }

  func closed(_ file: RemoteFile) {
    let dropped = state.withLock { state -> Held? in
      guard var held = state.files[file.node], held.file === file else { return nil }
      held.openings -= 1
      held.unused = monotonicNanoseconds()
      state.files[file.node] = held
      guard held.openings == 0 else { return nil }
      state.plan.close(file.node)
      return state.dropIfUnused(file.node)
    }
    withExtendedLifetime(dropped) {}
  }

  package func closed(_ handle: UInt64) {
    let openings = state.withLock { $0.readers.removeValue(forKey: handle) ?? [] }
    for weak in openings { weak.opening?.closed(handle) }
  }

  func note(_ opening: OpenRemoteFile, of handle: UInt64) {
    state.withLock { $0.readers[handle, default: []].append(WeakOpening(opening: opening)) }
  }

  // MARK: What readers want

  /// - Parameter window: what the reader will read next; nil where that is as before. It is one request with what is
  ///   waited for where the two meet.
  /// - Returns: false where waiting is no use.
  func demand(_ blocks: [Int], of file: RemoteFile, window: Range<Int>?, by handle: UInt64) -> Bool {
    if file.isOver { return false }
    let (isTaken, needsThread) = state.signal { state -> (Bool, Bool) in
      state.reopen(file)
      if let window { state.plan.setWindow(window, of: file.node, by: handle) }
      // What came a moment ago is told of to nobody any more.
      let absent = blocks.filter { !file.isPresent($0) }
      let isTaken = state.plan.demand(absent, of: file.node, now: monotonicNanoseconds())
      return (isTaken, isTaken && wantsThread(&state))
    }
    if needsThread { startThread() }
    return isTaken
  }

  func setWindow(_ blocks: Range<Int>, of file: RemoteFile, by handle: UInt64) {
    let needsThread = state.signal { state -> Bool in
      state.plan.setWindow(blocks, of: file.node, by: handle)
      return !blocks.isEmpty && wantsThread(&state)
    }
    if needsThread { startThread() }
  }

  func removed(reader handle: UInt64, of file: RemoteFile) {
    state.withLock { $0.plan.remove(reader: handle, of: file.node) }
  }

  /// A disc image is being read: all of it will be.
  func fetchImage(_ file: RemoteFile) {
    guard file.size <= limits.imageLargest, file.blocks != nil else { return }
    fetchWhole(file, isWaitedFor: false)
  }

  /// Somebody waits for the checksum of a file.
  package func promote(_ node: UInt64) {
    guard let entry = hooks.entry(node) else { return }
    do throws(Errno) {
      let file = try held(entry)
      if let value = file.blocks?.crc32 { return hooks.checksum(entry, value) }
      fetchWhole(file, isWaitedFor: true)
    } catch {
      Log.info("\(entry.version.name): it cannot be fetched (\(error))")
    }
  }

  func fetchWhole(_ file: RemoteFile, isWaitedFor: Bool, follows: UInt64? = nil) {
    if file.isOver { return }
    let needsThread = state.signal { state -> Bool in
      state.reopen(file)
      if let follows { state.files[file.node]?.follows = follows }
      state.plan.fetchWhole(file.node, isWaitedFor: isWaitedFor)
      return wantsThread(&state)
    }
    if needsThread { startThread() }
  }

  package func state(of block: RemoteBlock) -> RemoteBlock.State {
    state.withLock { state in
      guard let file = state.files[block.node]?.file else { return .failed }
      if file.isPresent(block.number) { return .present }
      return state.plan.isPending(block.number, of: block.node) ? .pending : .failed
    }
  }

  // MARK: Threads

  func wantsThread(_ state: inout State) -> Bool {
    guard state.idle == 0, state.threads < limits.threads, !state.isStopping else { return false }
    state.threads += 1
    return true
  }

  func startThread() {
    do throws(Errno) {
      try WorkerThread(name: "fetch") { [self] in work() }.detach()
    } catch {
      Log.error("no thread for fetching: \(error)")
      state.withLock { $0.threads -= 1 }
    }
  }
}

extension RemoteEngine.State {
  /// A file that was dropped while its opening was being used goes on.
  mutating func reopen(_ file: RemoteFile) {
    if files[file.node] == nil { files[file.node] = RemoteEngine.Held(file: file, unused: monotonicNanoseconds()) }
    plan.open(file.node, source: file.entry.place.known.id, blocks: file.blockCount)
  }

  /// A thread that waited for something to fetch ends.
  mutating func ended() -> (FetchPlan.Fetch, RemoteFile)? {
    idle -= 1
    threads -= 1
    return nil
  }

  /// - Returns: what is to be let go, outside of the lock.
  mutating func dropIfUnused(_ node: UInt64) -> RemoteEngine.Held? {
    guard let held = files[node], held.openings <= 0, !plan.isInUse(node), !held.isCompleting else { return nil }
    plan.close(node)
    return files.removeValue(forKey: node)
  }
}
