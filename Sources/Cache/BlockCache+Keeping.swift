internal import Platform
internal import Synchronization

/// The thread that brings blocks to the disk, and closes what nobody has any more.
extension BlockCache {
  /// Nanoseconds between two looks at the room, and two rounds of commits, ...
  private static let interval: UInt64 = 1_000_000_000
  /// ... where less has come than this. Bytes.
  private static let littleBytes = 32 << 20
  /// Otherwise so much later: what is lost with the process is fast to be had again, and a disk that is made to write
  /// takes its time from those who read. Nanoseconds.
  private static let commitInterval: UInt64 = 5_000_000_000
  /// Nanoseconds between two words about a commit that fails.
  private static let wordInterval: UInt64 = 60_000_000_000

  func keep() {
    registry.withLock { $0.isRunning = true }
    var nextLook = monotonicNanoseconds() + BlockCache.interval
    var nextCommit = monotonicNanoseconds() + BlockCache.commitInterval
    var nextWord: UInt64 = 0
    while true {
      let isStopping = registry.wait(until: min(nextLook, nextCommit)) { registry -> Bool? in
        guard registry.isDue || registry.isStopping else { return nil }
        registry.isDue = false
        return registry.isStopping
      }
      if isStopping == true { break }
      closeIdle()
      let now = monotonicNanoseconds()
      let bytes = uncommitted.load(ordering: .relaxed)
      if now >= nextCommit || bytes >= BlockCache.commitBytes || now >= nextLook && bytes < BlockCache.littleBytes {
        commitAll(&nextWord)
        nextCommit = now + BlockCache.commitInterval
      }
      if now >= nextLook {
        nextLook = now + BlockCache.interval
        if let cache, let excess = cache.blockExcess { _ = giveBackCold(excess, cache) }
      }
    }
  }

  private func commitAll(_ nextWord: inout UInt64) {
    uncommitted.store(0, ordering: .relaxed)
    for file in registry.withLock({ $0.slots.values.map(\.file) }) {
      do throws(Errno) {
        try file.commit()
      } catch {
        guard monotonicNanoseconds() >= nextWord else { continue }
        nextWord = monotonicNanoseconds() + BlockCache.wordInterval
        Log.warning("cache: \(file.directory.path(of: file.version)) was not brought to the disk: \(error)")
      }
    }
  }

  /// Ends the thread; the next to let go of something closes it himself.
  func endKeeping() {
    registry.signal { $0.isStopping = true }
  }

  /// Once the thread has ended: what was stored is on the disk.
  func finish() {
    registry.withLock {
      $0.isRunning = false
      $0.isStopping = false
    }
    closeIdle()
    var word: UInt64 = 0
    commitAll(&word)
  }
}
