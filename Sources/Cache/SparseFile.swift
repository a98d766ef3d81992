internal import Platform
internal import Synchronization

/// One version of a file, as far as it is on the disk.
///
/// Any thread may call. Three locks, in this order:
///
/// * ``completing``: held by whoever makes the file complete, while all of it is read. Nobody else waits for it.
/// * ``disk``: held by whoever changes the journal, gives blocks back, or has the file take its place among what is
///   complete, with everything that takes: one at a time.
/// * ``table``: what is there. Innermost, and never held while the disk is waited for: that is why nobody who reads
///   waits for a commit, and why a running read is counted in the table, so that nothing is given back under it.
///
/// A block that is written, or given back, is `busy` from beginning to end, and neither readable nor writable meanwhile.
final class SparseFile: Sendable {
  struct State {
    var table: BlockTable
    /// Blocks that may come.
    var room = 0
    var validator: String?
    /// Of the whole file, once it was asked for.
    var checksum: UInt32?
    /// Nobody may read what is not read yet.
    var isDiscarded = false
  }

  struct Disk: ~Copyable {
    var journal: FileDescriptor?
    /// Bytes of the journal; 0 before it has its header.
    var length = 0
    /// Whether the journal has the validator.
    var hasValidator = false
    /// Seconds since 1970.
    var created: Int64
    /// What the file is once it is complete.
    var entry: CachedZip?
    /// Somebody else may have the files open from now on: whoever comes late changes nothing of them.
    var isClosed = false
  }

  /// The open file.
  final class Data: Sendable {
    let file: FileDescriptor
    init(_ file: consuming FileDescriptor) { self.file = file }
  }

  let version: RemoteVersion
  let blockCount: Int
  let directory: BlockDirectory
  /// Seconds since 1970.
  let clock: @Sendable () -> Int64
  /// Told how many blocks went, with ``disk`` held: before anybody can measure what is left.
  let freed: @Sendable (Int) -> Void
  let table: Monitor<State>
  let disk: Mutex<Disk>
  let completing = Mutex(())
  /// Held while the data is written: the file system lets one in at a time, and the others would spin for it. A leaf.
  let writing = Mutex(())
  /// There once something was stored.
  let data = AtomicLazyReference<Data>()
  /// All of it is there for good, as an entry of the cache.
  let isWhole = Atomic<Bool>(false)

  /// Opens what is kept of a version, or begins with nothing. What cannot be used is removed.
  init(
    _ version: RemoteVersion, in directory: BlockDirectory, clock: @escaping @Sendable () -> Int64,
    freed: @escaping @Sendable (Int) -> Void
  ) throws(Errno) {
    guard version.size >= 0, version.size <= RemoteVersion.largest, CacheDirectory.isUsable(version.system) else {
      throw .invalidArgument
    }
    self.version = version
    self.directory = directory
    self.clock = clock
    self.freed = freed
    blockCount = version.blockCount
    let replay = try BlockReplay(version, in: directory)
    table = Monitor(State(table: replay.table, validator: replay.validator))
    let kept = replay.takeFiles()
    disk = Mutex(
      Disk(
        journal: kept.journal.map { FileDescriptor(owning: $0) }, length: replay.length,
        hasValidator: replay.validator != nil, created: replay.created ?? clock()))
    if let number = kept.data { _ = data.storeIfNil(Data(FileDescriptor(owning: number))) }
  }

  /// An entry of the cache.
  init(
    _ entry: CachedZip, _ file: consuming FileDescriptor, as version: RemoteVersion, in directory: BlockDirectory,
    clock: @escaping @Sendable () -> Int64
  ) {
    self.version = version
    self.directory = directory
    self.clock = clock
    freed = { _ in }
    blockCount = version.blockCount
    table = Monitor(State(table: BlockTable(blockCount: 0), checksum: entry.crc32))
    disk = Mutex(Disk(journal: nil, created: entry.created, entry: entry))
    _ = data.storeIfNil(Data(file))
    isWhole.store(true, ordering: .releasing)
  }

  // MARK: Looking

  var holdsAll: Bool { isWhole.load(ordering: .acquiring) }

  var isDiscarded: Bool { table.withLock { $0.isDiscarded } }

  func contains(_ block: Int) -> Bool {
    guard block >= 0, block < blockCount else { return false }
    return table.withLock { state in !state.isDiscarded && (holdsAll || state.table.contains(block)) }
  }

  func missing(in blocks: Range<Int>) -> [Range<Int>] {
    table.withLock { state in
      if holdsAll, !state.isDiscarded { return [] }
      return state.table.missing(in: blocks)
    }
  }

  var presentCount: Int {
    table.withLock { state in
      if holdsAll { return state.isDiscarded ? 0 : blockCount }
      return state.table.presentCount
    }
  }

  /// Bytes of the disk that are this file's.
  var occupied: Int64 {
    let count = presentCount
    guard data.load() != nil else { return 0 }
    return BlockCache.fileCost + Int64(count) * BlockCache.blockCost
  }

  var crc32: UInt32? {
    let table: BlockTable? = table.withLock { state in
      guard state.checksum == nil, !state.isDiscarded, state.table.knownCount == blockCount else { return nil }
      return state.table
    }
    // Not under the lock: for large files it takes a while.
    guard let table else { return self.table.withLock { $0.isDiscarded ? nil : $0.checksum } }
    let checksum = table.checksum { version.length(of: $0) }
    self.table.withLock { $0.checksum = checksum }
    return checksum
  }

  // MARK: The version's name

  var validator: String? { table.withLock { $0.validator } }

  func setValidator(_ validator: String) throws(Errno) -> Bool {
    guard validator.utf8.count <= BlockJournal.largestText else { throw .invalidArgument }
    return table.withLock { state in
      if state.validator == nil { state.validator = validator }
      return state.validator == validator
    }
  }

  // MARK: Windows

  func protect(_ blocks: Range<Int>, by reader: UInt64) {
    table.withLock { $0.table.windows[reader] = blocks.clamped(to: 0..<blockCount) }
  }

  func letGo(_ reader: UInt64) { table.withLock { _ = $0.table.windows.removeValue(forKey: reader) } }

  // MARK: Room

  func addRoom(_ blocks: Int) { table.withLock { $0.room += blocks } }

  /// - Returns: how much of it there was.
  func useRoom(_ blocks: Int) -> Int {
    table.withLock { state in
      let count = min(state.room, max(0, blocks))
      state.room -= count
      return count
    }
  }
}
