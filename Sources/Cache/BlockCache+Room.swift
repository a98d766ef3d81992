internal import Model
internal import Platform
internal import Synchronization

/// Room, and what goes to make it.
extension BlockCache {
  /// Seconds in which nobody read a part of an open file that is given back.
  static let coldAge: Int64 = 10
  /// Nanoseconds that somebody waits for files to be removed.
  private static let patience: UInt64 = 2_000_000_000
  /// Nanoseconds for which what the disk said last is good enough where there seems to be no room.
  private static let lookInterval: UInt64 = 500_000_000
  /// Bytes that are stored before somebody sees to it that they come to the disk.
  static let commitBytes = 512 << 20

  func takeRoom(_ file: SparseFile, _ wanted: Int, for demand: BlockDemand) -> Int {
    guard let cache, wanted > 0, !file.holdsAll else { return 0 }
    let count = min(wanted, file.blockCount)
    var granted = ask(cache, file, count, demand, makesRoom: false).granted
    if granted < count, cache.lookAgain(after: BlockCache.lookInterval) {
      granted += ask(cache, file, count - granted, demand, makesRoom: false).granted
    }
    if granted < count {
      let answer = ask(cache, file, count - granted, demand, makesRoom: true)
      granted += answer.granted
      if answer.granted == 0, makeRoom(cache, answer, demand) {
        granted += ask(cache, file, count - granted, demand, makesRoom: false).granted
      }
    }
    file.addRoom(granted)
    return granted
  }

  private func ask(
    _ cache: ArchiveCache, _ file: SparseFile, _ wanted: Int, _ demand: BlockDemand, makesRoom: Bool
  ) -> CacheLedger.RoomAnswer {
    var answer = CacheLedger.RoomAnswer()
    cache.post { state in
      guard !state.isStopping, state.loss == nil else { return [] }
      answer = state.ledger.takeRoom(file.version.key, wanted, for: demand, makesRoom: makesRoom, now: cache.now)
      return answer.actions
    }
    return answer
  }

  /// - Returns: whether it is worth asking again.
  private func makeRoom(_ cache: ArchiveCache, _ answer: CacheLedger.RoomAnswer, _ demand: BlockDemand) -> Bool {
    cache.removeBlocks()
    var hasChanged = answer.isLeaving
    if answer.isLeaving, demand < .prefetch { cache.waitForRemovals(BlockCache.patience) }
    if answer.short > 0, demand < .prefetch { hasChanged = giveBackCold(answer.short, cache) || hasChanged }
    if hasChanged, answer.isDiskFull { _ = cache.lookAgain(after: 0) }
    return hasChanged
  }

  func giveBack(_ file: SparseFile, _ blocks: Int) {
    guard let cache, blocks > 0 else { return }
    cache.post { $0.ledger.giveBackRoom(file.version.key, blocks, now: cache.now) }
  }

  // MARK: Blocks of open files

  /// Gives the blocks back that nobody has read for longest, of all files that are open.
  ///
  /// - Returns: whether any went.
  func giveBackCold(_ bytes: Int64, _ cache: ArchiveCache) -> Bool {
    evicting.withLock { _ in
      let limit = cache.now - BlockCache.coldAge
      let files = registry.withLock { registry in registry.slots.values.map(\.file) }
      var candidates: [ColdBlocks] = []
      for (index, file) in files.enumerated() where !file.holdsAll {
        if cache.monitor.withLock({ $0.ledger.isPinnedBlocks(file.version.key) }) { continue }
        let cold = file.table.withLock { $0.table.cold(usedBefore: limit) }
        candidates += cold.map { ColdBlocks(file: index, part: $0.part, lastUsed: $0.lastUsed) }
      }
      var hasAny = false
      for (index, parts) in ColdBlocks.choose(candidates, bytes: bytes) {
        if files[index].giveBack(parts.map { ($0.part, $0.count) }, usedBefore: limit) > 0 { hasAny = true }
      }
      return hasAny
    }
  }

  // MARK: Bytes

  func store(_ file: SparseFile, _ bytes: UnsafeRawBufferPointer, block first: Int) throws(Errno) {
    var left = try file.blocks(of: bytes, from: first)
    while !left.isEmpty {
      var room = file.useRoom(left.count)
      if room == 0 {
        if file.contains(left.lowerBound) {
          left = left.dropFirst()
          continue
        }
        if file.isDiscarded { throw .ioError }
        guard takeRoom(file, 1, for: .demand) == 1 else { throw .noSpace }
        room = file.useRoom(1)
        // Somebody else who stores has used it.
        if room == 0 { continue }
      }
      let rest = bytes[((left.lowerBound - first) * BlockCache.blockSize)...]
      var written = 0
      defer { giveBack(file, room - written) }
      written = try file.store(UnsafeRawBufferPointer(rebasing: rest), blocks: left.prefix(room))
      if written > 0 { stored(file, written) }
      left = left.dropFirst(max(1, written))
    }
  }

  private func stored(_ file: SparseFile, _ blocks: Int) {
    cache.map { cache in cache.monitor.withLock { $0.ledger.storedBlocks(file.version.key, blocks) } }
    let bytes = blocks * BlockCache.blockSize
    let total = uncommitted.add(bytes, ordering: .relaxed).newValue
    if total >= BlockCache.commitBytes, total - bytes < BlockCache.commitBytes { registry.signal { $0.isDue = true } }
  }

  // MARK: Complete

  func complete(
    _ file: SparseFile, _ expected: OfferedChecksums, while isWanted: () -> Bool
  ) throws(Errno) -> CachedZip {
    let key = file.version.key
    do throws(Errno) {
      return try file.complete(expected, while: isWanted) { (entry) throws(Errno) -> CachedZip in
        guard let cache else { throw .notSupported }
        guard cache.monitor.withLock({ $0.ledger.mayComplete(key) }) else { throw .busy }
        var entry = entry
        entry.isPinned = cache.monitor.withLock { $0.ledger.isPinnedBlocks(key) }
        try cache.storage.complete(entry)
        cache.post { $0.ledger.completedBlocks(entry, now: cache.now) }
        cache.monitor.signal { _ in }
        return entry
      }
    } catch {
      if error == .illegalSequence {
        Log.warning("cache: \(file.version.name) has other checksums than it should; it is thrown away")
        discard(key)
      }
      throw error
    }
  }
}

/// Blocks of an open file that nobody has read for a while. Decides which go. Pure.
struct ColdBlocks: Hashable, Sendable {
  /// The number of the file.
  var file: Int
  var part: BlockTable.Part
  var lastUsed: Int64

  /// Those that were read longest ago, and free so many bytes together.
  static func choose(
    _ candidates: [ColdBlocks], bytes: Int64
  ) -> [Int: [(part: BlockTable.Part, count: Int)]] {
    var chosen: [Int: [(part: BlockTable.Part, count: Int)]] = [:]
    var missing = Int(min(Int64(Int32.max), (max(0, bytes) + BlockCache.blockCost - 1) / BlockCache.blockCost))
    let sorted = candidates.sorted { ($0.lastUsed, $0.file, $0.part.region) < ($1.lastUsed, $1.file, $1.part.region) }
    for candidate in sorted where missing > 0 {
      let count = min(missing, candidate.part.mask.nonzeroBitCount)
      chosen[candidate.file, default: []].append((candidate.part, count))
      missing -= count
    }
    return chosen
  }
}
