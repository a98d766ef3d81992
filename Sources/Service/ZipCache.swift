internal import Cache
internal import Configuration
internal import Model
internal import Mount
package import Platform
internal import Synchronization
internal import Tree

/// The cache of a mount: opened as soon as its directory can be had, and from then on asked at every open and read.
///
/// A mount does without where there is none: a disk that does not answer, or a directory that another mount has.
///
/// Its lock guards single values and is held while nothing else is called.
final class ZipCache: ArchiveStore, Sendable {
  /// What the cache needs of the mount around it.
  struct Surroundings: Sendable {
    /// The kernel has to forget what it knows of these names.
    var changed: @Sendable ([Tree.Change]) -> Void
    /// When somebody last read in the mount, in ``monotonicNanoseconds()``.
    var lastRead: @Sendable () -> UInt64
    /// Lets go of files that nobody has open any more.
    var closeIdle: @Sendable () -> Void
  }

  struct State {
    var settings: Settings
    var surroundings: Surroundings?
    /// Why there is no cache, as long as there is none.
    var reason: String? = "it is being opened"
    var isStopping = false
    /// Whether somebody is about to look for what is to be built because everything is.
    var isFillPending = false
  }

  let state: Mutex<State>
  let library: MountedLibrary
  private let mountPoint: String
  /// Absolute.
  let directory: String
  private let opened = AtomicLazyReference<Engine>()
  private let hits = Atomic<Int>(0)
  private let misses = Atomic<Int>(0)
  /// Whether the kernel refuses files of the directory.
  private let isRefused = Atomic<Bool>(false)

  /// The cache's parts, once it is open.
  final class Engine: Sendable {
    let cache: ArchiveCache
    let requests: LibraryCache
    /// Whether the kernel may read files of its directory itself.
    let canPassThrough: Bool

    init(_ cache: ArchiveCache, _ requests: LibraryCache, canPassThrough: Bool) {
      self.cache = cache
      self.requests = requests
      self.canPassThrough = canPassThrough
    }
  }

  /// - Parameter settings: with the directory.
  init(_ settings: Settings, _ library: MountedLibrary, mountPoint: String) {
    directory = settings.cache.directory ?? ""
    self.library = library
    self.mountPoint = mountPoint
    state = Mutex(State(settings: settings))
  }

  /// nil as long as there is none.
  var engine: Engine? { opened.load() }

  // MARK: Coming and going

  /// How long a mount waits for its cache, nanoseconds; afterwards it goes on without until it is there.
  private static let patience: UInt64 = 2_000_000_000
  /// Between two attempts at a directory that another mount has.
  private static let retryInterval: UInt64 = 10_000_000_000

  /// Opens the directory on a thread of its own. Returns when that is done, or after two seconds.
  func open() throws(Errno) {
    let isDone = Monitor(false)
    try WorkerThread(name: "cache-open") { [self] in
      while !tryOpening() {
        isDone.signal { $0 = true }
        sleep(nanoseconds: ZipCache.retryInterval)
        if state.withLock({ $0.isStopping }) { return }
      }
      isDone.signal { $0 = true }
    }.detach()
    _ = isDone.wait(until: monotonicNanoseconds() + ZipCache.patience) { $0 ? true : nil }
  }

  /// - Returns: false where another attempt may do better.
  private func tryOpening() -> Bool {
    do throws(CacheProblem) {
      let store = try CacheStore.open(directory: directory, owner: mountPoint)
      for line in store.findings.lines { Log.info("cache: \(line)") }
      start(store)
      return true
    } catch {
      let isNews = state.withLock { state in
        defer { state.reason = error.description }
        return state.reason != error.description
      }
      if isNews { Log.warning("no ZIPs are kept: \(error)") }
      return error.reason != .inUse
    }
  }

  private func start(_ store: CacheStore) {
    let mount = (try? MountTable.current())?.holding(directory)
    let traffic = DiskTraffic([directory] + library.libraries.map(\.root.path))
    var hooks = ArchiveCacheHooks()
    hooks.completed = { [self] zip in announce(zip) }
    hooks.removed = { [self] zip in announce(zip) }
    hooks.readersActive = { [self] in
      guard let last = state.withLock({ $0.surroundings })?.lastRead() else { return false }
      return monotonicNanoseconds() < last + 250_000_000
    }
    hooks.diskIsBusy = { traffic.isBusy() }
    let cache = ArchiveCache(
      storage: store, limits: state.withLock { $0.settings.cacheLimits }, hooks: hooks)
    let source = LibraryCache.Source(
      key: { CacheKey($0.digest) },
      blueprint: { [library] archive in (try? OpenArchive(archive)).map { LibraryBlueprint($0, library) } },
      counts: { [self] in (hits.load(ordering: .relaxed), misses.load(ordering: .relaxed)) },
      fetch: { [library] archives, room in
        let desk = library.remote.withLock { $0 }
        return desk.flatMap { try? MemberFetch($0, archives, room: room) }
      })
    let engine = Engine(
      cache, LibraryCache(cache, directory: directory, source: source, clock: hooks.clock),
      canPassThrough: mount.map { !$0.mayStall && !$0.isLayered } ?? false)
    _ = opened.storeIfNil(engine)
    do throws(Errno) { try cache.start() } catch {
      Log.error("no threads for the cache: \(error)")
      state.withLock { $0.reason = "no threads for the cache: \(error)" }
      return
    }
    state.withLock { $0.reason = nil }
    fill()
  }

  /// The mount is there.
  func start(_ surroundings: Surroundings) { state.withLock { $0.surroundings = surroundings } }

  func configure(_ settings: Settings) {
    state.withLock { $0.settings = settings }
    engine?.cache.setLimits(settings.cacheLimits)
    fill()
  }

  /// Gives up what is being built, and remembers what was used.
  func stop() {
    state.withLock { $0.isStopping = true }
    engine?.cache.stop()
  }

  private func announce(_ zip: CachedZip) {
    let node = NodeID(kind: zip.kind == .zip ? .archive : .source, digest: zip.key.digest)
    state.withLock { $0.surroundings }?.changed(library.tree.namesChange(of: node))
  }

  // MARK: What the mount asks

  var canPassThrough: Bool { engine?.canPassThrough == true && !isRefused.load(ordering: .relaxed) }

  func passthroughRefused() {
    guard !isRefused.exchange(true, ordering: .relaxed), let cache = engine?.cache else { return }
    Log.info("\(directory): the kernel does not read ZIPs there itself")
    for listed in cache.list() { announce(listed.zip) }
  }

  /// Why ZIPs are read by the service all the same; nil where they are not, or there is no cache.
  var passthroughObstacle: String? {
    guard engine != nil, !canPassThrough else { return nil }
    let type = (try? MountTable.current())?.holding(directory)?.type ?? "a file system that refuses"
    return "but not ZIPs: the cache \(directory) lies on \(type)"
  }

  func isComplete(_ node: NodeID) -> Bool { engine?.cache.isComplete(short: node.digestBits) ?? false }

  func open(_ node: NodeID) -> (any StoredArchive)? {
    guard let cache = engine?.cache, cache.isComplete(short: node.digestBits) else { return nil }
    let zip = cache.open(short: node.digestBits)
    if zip != nil { hits.add(1, ordering: .relaxed) }
    return zip
  }

  func wasRead(_ archive: OpenArchive) {
    guard let cache = engine?.cache else { return }
    cache.wasRead(short: archive.node.digestBits, size: archive.size) {
      misses.add(1, ordering: .relaxed)
      return LibraryBlueprint(archive, library)
    }
  }
}

extension OpenedZip: StoredArchive {
  package var file: Int32 { descriptor.rawValue }

  package var origin: FileOrigin? { (try? descriptor.status()).map { descriptor.origin($0) } }

  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    try descriptor.read(into: buffer, at: offset)
  }
}
