internal import Platform

/// What files of blocks need of the cache.
extension ArchiveCache {
  /// What the disk says, with what had been stored when it was asked; nil where it cannot be.
  func look() -> DiskSpace? {
    let stored = monitor.withLock { $0.ledger.stored }
    guard var space = try? storage.space() else { return nil }
    space.stored = stored
    monitor.withLock { $0.lastLook = monotonicNanoseconds() }
    return space
  }

  /// Asks the disk, where that was not done within `interval` nanoseconds.
  ///
  /// - Returns: whether it was asked.
  func lookAgain(after interval: UInt64) -> Bool {
    let now = monotonicNanoseconds()
    let isDue = monitor.withLock { state in
      guard interval == 0 || now &- state.lastLook >= interval else { return false }
      // One of those who ask at the same time will do.
      state.lastLook = now
      return true
    }
    guard isDue, let space = look() else { return false }
    post { $0.ledger.observed(space, now: self.now) }
    return true
  }

  /// Removes the files of blocks that are to go, on the calling thread.
  func removeBlocks() {
    while let version = monitor.withLock({ $0.blockRemovals.popLast() }) {
      do throws(Errno) {
        try storage.blocks?.remove(version, lasts: false)
        let space = look()
        post { $0.ledger.removedBlocks(version.key, space: space, now: now) }
      } catch {
        Log.warning("cache: the blocks of \(version.name) cannot be removed: \(error)")
        post { state in
          state.lastRemovalFailure = CacheStatus.Event(name: version.name, text: "\(error)", time: now)
          return state.ledger.blocksRemovalFailed(version.key, now: now)
        }
      }
      // Who waits for it to be gone.
      monitor.signal { _ in }
    }
  }

  /// Waits until what is to go has gone, where somebody sees to that.
  func waitForRemovals(_ patience: UInt64) {
    _ = monitor.wait(until: monotonicNanoseconds() + patience) { state -> Bool? in
      state.isStopping || state.threads.isEmpty || !state.ledger.isAnythingLeaving ? true : nil
    }
  }

  /// Bytes that blocks of open files are too many; nil for none.
  var blockExcess: Int64? {
    let excess = monitor.withLock { $0.ledger.excess }
    return excess > 0 ? excess : nil
  }
}

extension CacheLedger {
  var isAnythingLeaving: Bool { leaving > 0 }

  func removals(of actions: [Action]) -> Removals {
    var removals = Removals()
    for action in actions {
      switch action {
      case .remove(let zip): removals.zips.append(zip)
      case .removeBlocks(let version):
        guard let entry = blockFiles[version.key] else { continue }
        removals.files.append(
          ListedBlocks(
            version: version, occupied: entry.occupied, created: entry.created, lastUsed: entry.lastUsed,
            isOpen: false, isPinned: entry.isPinned))
      default: break
      }
    }
    return removals
  }
}
