internal import Platform

/// Files of which only some blocks are there: their use, their age and their end.
extension CacheLedger {
  /// What is kept of one version.
  struct BlockEntry: Hashable, Sendable {
    enum State: Hashable, Sendable {
      case kept
      case removing
      /// Could not be removed; tried again then.
      case stuck(Int64)
    }

    var version: RemoteVersion
    var state = State.kept
    /// Bytes of the disk.
    var occupied: Int64
    /// Blocks that may come.
    var room = 0
    var isOpen = false
    var isPinned = false
    var created: Int64
    var lastUsed: Int64

    /// nil for one that is on its way out, or of which nothing has come.
    var listed: ListedBlocks? {
      guard state == .kept, occupied > 0 else { return nil }
      return ListedBlocks(
        version: version, occupied: occupied, created: created, lastUsed: lastUsed, isOpen: isOpen, isPinned: isPinned)
    }
  }

  /// A version that is kept in part, as it was found in the directory.
  package struct FoundBlocks: Hashable, Sendable {
    package var version: RemoteVersion
    /// Bytes of the disk.
    package var occupied: Int64
    package var created: Int64
    package var lastUsed: Int64
    package var isPinned: Bool

    package init(version: RemoteVersion, occupied: Int64, created: Int64, lastUsed: Int64, isPinned: Bool = false) {
      self.version = version
      self.occupied = occupied
      self.created = created
      self.lastUsed = lastUsed
      self.isPinned = isPinned
    }
  }

  mutating func take(_ found: [FoundBlocks], now: Int64) {
    for file in found {
      add(
        BlockEntry(
          version: file.version, occupied: file.occupied, isPinned: file.isPinned, created: min(file.created, now),
          lastUsed: min(file.lastUsed, now)))
      occupied += file.occupied
    }
  }

  private mutating func add(_ entry: BlockEntry) {
    let key = entry.version.key
    blockFiles[key] = entry
    blockKeys[key.short] = key
  }

  private mutating func forget(blocks key: CacheKey) -> BlockEntry? {
    if blockKeys[key.short] == key { blockKeys[key.short] = nil }
    return blockFiles.removeValue(forKey: key)
  }

  // MARK: Use

  /// Somebody opens what is kept of a version, or the beginning of it. Until it is closed it is not removed.
  ///
  /// - Returns: false where it is being removed: that is waited for.
  package mutating func openedBlocks(_ version: RemoteVersion, now: Int64) -> Bool {
    guard var entry = blockFiles[version.key] else {
      add(BlockEntry(version: version, occupied: 0, isOpen: true, created: now, lastUsed: now))
      return true
    }
    guard entry.state == .kept else { return false }
    entry.isOpen = true
    // The name may be a better one by now.
    entry.version = version
    entry.lastUsed = max(entry.lastUsed, now)
    blockFiles[version.key] = entry
    return true
  }

  /// - Parameter isEmpty: whether nothing of it is on the disk.
  package mutating func closedBlocks(_ key: CacheKey, isEmpty: Bool, now: Int64) -> [Action] {
    guard let entry = blockFiles[key], entry.isOpen else { return [] }
    roomTaken -= Int64(entry.room) * BlockCache.blockCost
    blockFiles[key]?.room = 0
    blockFiles[key]?.isOpen = false
    blockFiles[key]?.lastUsed = max(entry.lastUsed, now)
    if isEmpty { drop(blocks: key, now) }
    return relieve(now) + schedule(now)
  }

  /// It takes another part of the disk than was thought.
  package mutating func measuredBlocks(_ key: CacheKey, occupied bytes: Int64) {
    guard let entry = blockFiles[key] else { return }
    occupied += bytes - entry.occupied
    if entry.state == .removing { leaving += bytes - entry.occupied }
    blockFiles[key]?.occupied = bytes
  }

  /// Blocks went from a file that is there.
  package mutating func punchedBlocks(_ key: CacheKey, _ count: Int, now: Int64) {
    guard let entry = blockFiles[key] else { return }
    let bytes = min(entry.occupied, Int64(count) * BlockCache.blockCost)
    blockFiles[key]?.occupied -= bytes
    occupied -= bytes
    expect(bytes, now)
  }

  package mutating func setPinnedBlocks(_ isPinned: Bool, _ key: CacheKey) -> Bool {
    guard let entry = blockFiles[key], entry.state == .kept, entry.occupied > 0 else { return false }
    blockFiles[key]?.isPinned = isPinned
    return true
  }

  // MARK: The end

  mutating func remove(blocks key: CacheKey) -> [Action] {
    guard let entry = blockFiles[key], entry.state != .removing, !entry.isOpen else { return [] }
    blockFiles[key]?.state = .removing
    leaving += entry.occupied
    return [.removeBlocks(entry.version)]
  }

  /// Nobody may read it any more.
  ///
  /// - Returns: false where it is open, and whoever has it open is to see to it, or where there is none.
  package mutating func discardBlocks(_ key: CacheKey) -> [Action] { remove(blocks: key) }

  /// - Parameter space: observed after it went; nil where it could not be.
  package mutating func removedBlocks(_ key: CacheKey, space: DiskSpace?, now: Int64) -> [Action] {
    guard let entry = blockFiles[key], entry.state == .removing else { return [] }
    leaving -= entry.occupied
    drop(blocks: key, now)
    if let space { note(space) }
    return relieve(now) + schedule(now)
  }

  package mutating func blocksRemovalFailed(_ key: CacheKey, now: Int64) -> [Action] {
    guard let entry = blockFiles[key], entry.state == .removing else { return [] }
    blockFiles[key]?.state = .stuck(now + CacheLedger.removalInterval)
    leaving -= entry.occupied
    return relieve(now) + schedule(now)
  }

  /// An open one was thrown away by whoever has it open.
  package mutating func discardedBlocks(_ key: CacheKey, now: Int64) -> [Action] {
    guard let entry = blockFiles[key], entry.isOpen else { return [] }
    roomTaken -= Int64(entry.room) * BlockCache.blockCost
    drop(blocks: key, now)
    return relieve(now) + schedule(now)
  }

  private mutating func drop(blocks key: CacheKey, _ now: Int64) {
    guard let entry = forget(blocks: key) else { return }
    occupied -= entry.occupied
    if entry.occupied > 0 { expect(entry.occupied, now) }
  }

  /// Whether a version may take its place among what is complete.
  package func mayComplete(_ key: CacheKey) -> Bool { entries[key] == nil && blockFiles[key]?.isOpen == true }

  /// All of an open one is there: from now on it is an entry, which whoever has it open is to close.
  package mutating func completedBlocks(_ file: CachedZip, now: Int64) -> [Action] {
    guard let blocks = forget(blocks: file.key) else { return [] }
    roomTaken -= Int64(blocks.room) * BlockCache.blockCost
    var file = file
    file.isPinned = blocks.isPinned
    file.lastUsed = max(file.lastUsed, now)
    entries[file.key] = Entry(zip: file, holds: 1, isUsed: true, isUnrecorded: true)
    occupied += file.occupied - blocks.occupied
    return [.appeared(file)] + relieve(now) + schedule(now)
  }

  // MARK: What can be told

  package var listedBlocks: [ListedBlocks] { blockFiles.values.compactMap(\.listed) }

  /// One of ``listedBlocks``, without looking at the others.
  ///
  /// - Parameter short: ``CacheKey/short``.
  package func listedBlocks(short: UInt64) -> ListedBlocks? {
    blockKeys[short].flatMap { blockFiles[$0] }.flatMap(\.listed)
  }

  package var blockStatus: BlockCacheStatus {
    var status = BlockCacheStatus()
    for entry in blockFiles.values where entry.occupied > 0 {
      status.files += 1
      status.open += entry.isOpen ? 1 : 0
      status.size = status.size.saturatingSum(entry.version.size)
      status.occupied += entry.occupied
    }
    status.reserved = roomTaken
    return status
  }

  package func isPinnedBlocks(_ key: CacheKey) -> Bool { blockFiles[key]?.isPinned == true }
  package func isLeavingBlocks(_ key: CacheKey) -> Bool { blockFiles[key]?.state == .removing }
  package func keepsBlocks(_ key: CacheKey) -> Bool { blockFiles[key] != nil }

  /// What its age removes.
  mutating func expireBlocks(_ now: Int64) -> [Action] {
    blockFiles.flatMap { key, entry -> [Action] in
      switch entry.state {
      case .stuck(let until) where until <= now: return remove(blocks: key)
      case .kept where mayGo(entry, since: limits.grace, now):
        let lifetime = limits.lifetime(of: entry.version.size)
        return lifetime.map { entry.lastUsed + $0 <= now } ?? false ? remove(blocks: key) : []
      case .kept, .removing, .stuck: return []
      }
    }
  }
}
