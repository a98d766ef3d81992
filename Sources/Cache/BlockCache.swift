package import Platform
internal import Synchronization

/// Files of remote servers of which only some blocks are on the disk. One for each ``ArchiveCache``, with which it
/// shares the limits: ``ArchiveCache/blocks``.
///
/// Any thread may call. Lock order: ``evicting``, or a file's completion; a file's disk; a file's table, or the locks of
/// the ``ArchiveCache``. The registry is held while nothing else is called.
package final class BlockCache: Sendable {
  /// Bytes of a block, but for the last one of a file.
  package static let blockSize = 64 << 10
  /// Bytes of the disk that a block takes: with its record in the journal, and in that which replaces it.
  package static let blockCost = Int64(blockSize) + 64
  /// Bytes of the disk that the files themselves take.
  package static let fileCost: Int64 = 8192

  struct Slot {
    let file: SparseFile
    /// The last one that was made.
    weak var handle: BlockFile?
    var number: UInt64
    var isHeld = true
  }

  struct Registry {
    var slots: [CacheKey: Slot] = [:]
    /// Complete ones that were discarded while somebody had them open.
    var orphans: [Slot] = []
    /// Versions that are being opened, closed or discarded.
    var busy: Set<CacheKey> = []
    var lastNumber: UInt64 = 0
    var isRunning = false
    var isStopping = false
    /// Whether the thread has something to do before its time.
    var isDue = false
  }

  struct Owner {
    weak var cache: ArchiveCache?
  }

  let directory: BlockDirectory?
  /// Seconds since 1970.
  let clock: @Sendable () -> Int64
  let registry = Monitor(Registry())
  private let owner = Mutex(Owner())
  /// Held by whoever looks for cold blocks and gives them back: two would both give back what one needs.
  let evicting = Mutex(())
  /// Bytes that were stored since the last round of commits.
  let uncommitted = Atomic<Int>(0)

  init(_ directory: BlockDirectory?, clock: @escaping @Sendable () -> Int64) {
    self.directory = directory
    self.clock = clock
  }

  func attach(_ cache: ArchiveCache) { owner.withLock { $0.cache = cache } }

  /// Nil once it is gone: what is open can be read, and nothing more is kept.
  var cache: ArchiveCache? { owner.withLock { $0.cache } }

  /// Counts and bytes, from memory.
  package var status: BlockCacheStatus {
    cache.map { $0.monitor.withLock { $0.ledger.blockStatus } } ?? BlockCacheStatus()
  }

  /// Everything of which a part is there, in no order.
  package func list() -> [ListedBlocks] { cache.map { $0.monitor.withLock { $0.ledger.listedBlocks } } ?? [] }

  /// One of ``list()``: as fast, however many others there are.
  ///
  /// - Parameter short: ``CacheKey/short``.
  package func find(short: UInt64) -> ListedBlocks? {
    cache.flatMap { cache in cache.monitor.withLock { $0.ledger.listedBlocks(short: short) } }
  }

  // MARK: Opening and closing

  /// What is kept of a version, or the beginning of it; the same object for everybody while somebody has it.
  ///
  /// - Throws: what its files cannot be opened with, ENOTSUP for a cache that has no directory, EINVAL for a version
  ///   that cannot be kept.
  package func open(_ version: RemoteVersion) throws(Errno) -> BlockFile {
    let key = version.key
    let known = registry.wait { registry -> BlockFile?? in
      if registry.busy.contains(key) { return nil }
      guard let slot = registry.slots[key] else {
        registry.busy.insert(key)
        return .some(nil)
      }
      if slot.isHeld, let handle = slot.handle { return .some(handle) }
      // Whoever had it is just letting go of it.
      return .some(self.makeHandle(slot.file, &registry))
    }
    if let known = known ?? nil { return known }
    do throws(Errno) {
      let file = try load(version)
      return registry.signal { registry in
        registry.busy.remove(key)
        return makeHandle(file, &registry)
      }
    } catch {
      registry.signal { _ = $0.busy.remove(key) }
      throw error
    }
  }

  /// Under the registry's lock.
  private func makeHandle(_ file: SparseFile, _ registry: inout Registry) -> BlockFile {
    registry.lastNumber += 1
    let handle = BlockFile(file, self, number: registry.lastNumber)
    registry.slots[file.version.key] = Slot(file: file, handle: handle, number: registry.lastNumber)
    return handle
  }

  private func load(_ version: RemoteVersion) throws(Errno) -> SparseFile {
    guard let directory, let cache else { throw .notSupported }
    let key = version.key
    if let entry = cache.monitor.withLock({ $0.ledger.opened(key, now: cache.now) }) {
      if entry.kind == .file, entry.size == version.size, let file = try? cache.storage.open(entry) {
        return SparseFile(entry, file, as: version, in: directory, clock: clock)
      }
      cache.post { $0.ledger.damaged(key, now: cache.now) + $0.ledger.closed(key, now: cache.now) }
    }
    try waitForRemoval(of: version, cache)
    do throws(Errno) {
      let file = try SparseFile(version, in: directory, clock: clock) { [weak self] count in
        self?.cache.map { cache in
          cache.monitor.withLock { $0.ledger.punchedBlocks(key, count, now: cache.now) }
        }
      }
      cache.monitor.withLock { $0.ledger.measuredBlocks(key, occupied: file.occupied) }
      return file
    } catch {
      cache.post { $0.ledger.closedBlocks(key, isEmpty: false, now: cache.now) }
      throw error
    }
  }

  /// Counts it as open, once it is not being removed any more.
  private func waitForRemoval(of version: RemoteVersion, _ cache: ArchiveCache) throws(Errno) {
    let deadline = monotonicNanoseconds() + 10_000_000_000
    while !cache.monitor.withLock({ $0.ledger.openedBlocks(version, now: cache.now) }) {
      cache.removeBlocks()
      if monotonicNanoseconds() > deadline { throw .busy }
      _ = cache.monitor.wait(until: monotonicNanoseconds() + 50_000_000) { state -> Bool? in
        state.ledger.isLeavingBlocks(version.key) ? nil : true
      }
    }
  }

  /// Somebody lets go of a handle. What it stands for is closed on the cache's thread, as far as there is one.
  func released(_ key: CacheKey, _ number: UInt64) {
    let isRunning = registry.signal { registry in
      if registry.slots[key]?.number == number { registry.slots[key]?.isHeld = false }
      for index in registry.orphans.indices where registry.orphans[index].number == number {
        registry.orphans[index].isHeld = false
      }
      registry.isDue = true
      return registry.isRunning
    }
    if !isRunning { closeIdle() }
  }

  /// Closes what nobody has any more.
  func closeIdle() {
    while true {
      let file = registry.withLock { registry -> SparseFile? in
        if let index = registry.orphans.firstIndex(where: { !$0.isHeld }) {
          return registry.orphans.remove(at: index).file
        }
        guard
          let (key, slot) = registry.slots.first(where: { !$0.value.isHeld && !registry.busy.contains($0.key) })
        else { return nil }
        registry.slots[key] = nil
        registry.busy.insert(key)
        return slot.file
      }
      guard let file else { return }
      close(file)
      registry.signal { _ = $0.busy.remove(file.version.key) }
    }
  }

  private func close(_ file: SparseFile) {
    let key = file.version.key
    if file.holdsAll {
      cache.map { cache in cache.post { $0.ledger.closed(key, now: cache.now) } }
      return
    }
    if file.isDiscarded { return }
    let isEmpty = file.close()
    guard let cache else { return }
    cache.monitor.withLock { $0.ledger.measuredBlocks(key, occupied: isEmpty ? 0 : file.occupied) }
    cache.post { $0.ledger.closedBlocks(key, isEmpty: isEmpty, now: cache.now) }
    cache.monitor.signal { _ in }
  }

  // MARK: Throwing away

  /// Drops what is kept of a version that nobody may read any more: the server says that it is gone, or its checksums
  /// are others. Who has it open gets EIO for what he has not read; the next to open the version begins with nothing.
  package func discard(_ key: CacheKey) {
    let slot = registry.wait { registry -> Slot?? in
      guard !registry.busy.contains(key) else { return nil }
      registry.busy.insert(key)
      return .some(registry.slots.removeValue(forKey: key))
    }
    defer { registry.signal { _ = $0.busy.remove(key) } }
    if let slot = slot ?? nil { discard(slot) }
    guard let cache else { return }
    cache.post { state in
      let isFile = state.ledger.zip(key)?.kind == .file
      return (isFile ? state.ledger.damaged(key, now: cache.now) : []) + state.ledger.discardBlocks(key)
    }
    cache.removeBlocks()
  }

  private func discard(_ slot: Slot) {
    let file = slot.file
    do throws(Errno) { try file.discard() } catch {
      Log.warning("cache: \(file.directory.path(of: file.version)) cannot be removed: \(error)")
    }
    if file.holdsAll {
      // It counts as open until whoever has it lets go of it.
      registry.withLock { $0.orphans.append(slot) }
    } else if let cache {
      cache.post { $0.ledger.discardedBlocks(file.version.key, now: cache.now) }
    }
  }
}
