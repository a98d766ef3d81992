internal import Platform

/// What people ask and order.
extension ArchiveCache {
  /// Nanoseconds that an order to remove waits for the files to be gone.
  private static let removalPatience: UInt64 = 60_000_000_000

  /// Everything that can be opened, in no order.
  package func list() -> [CacheLedger.Listed] { monitor.withLock { $0.ledger.listed } }

  /// The ZIP with that key, where it can be opened.
  package func find(_ key: CacheKey) -> CachedZip? { monitor.withLock { $0.ledger.zip(key) } }

  package func path(of zip: CachedZip) -> String { storage.path(of: zip) }

  package var status: CacheStatus {
    monitor.withLock { state in
      var status = CacheStatus(
        limits: state.ledger.limits, space: state.ledger.space, occupied: state.ledger.occupied,
        running: state.ledger.inHand, queued: state.ledger.buildCount - state.ledger.inHand.count,
        lastRefusal: state.lastRefusal, lastRemovalFailure: state.lastRemovalFailure)
      for listed in state.ledger.listed {
        status.count += 1
        status.size += listed.zip.size
        status.open += listed.holds > 0 ? 1 : 0
        status.pinned += listed.zip.isPinned ? 1 : 0
      }
      if state.ledger.limits.policy == .never { status.offReason = CacheRefusal.off.description }
      if let loss = state.loss { status.offReason = loss }
      return status
    }
  }

  /// Keeps ZIPs for good, whatever else has to go.
  ///
  /// - Returns: those that are there.
  package func pin(_ keys: [CacheKey]) -> [CacheKey] { setPinned(true, keys) }

  package func unpin(_ keys: [CacheKey]) -> [CacheKey] { setPinned(false, keys) }

  private func setPinned(_ isPinned: Bool, _ keys: [CacheKey]) -> [CacheKey] {
    let found = monitor.withLock { state in keys.filter { state.ledger.setPinned(isPinned, $0) } }
    record()
    return found
  }

  /// Removes what its age or the limits remove, at once, and waits for it.
  ///
  /// - Returns: bytes that the cache takes less.
  package func prune() -> Int64 {
    let space = try? storage.space()
    var gone: [CachedZip] = []
    post { state in
      let actions = (space.map { state.ledger.observed($0, now: now) } ?? []) + state.ledger.tick(now: now)
      gone = actions.removals
      return actions
    }
    waitUntilGone(gone)
    return monitor.withLock { state in
      gone.reduce(0) { $0 + (state.ledger.occupies($1.key) ? 0 : $1.occupied) }
    }
  }

  /// Removes everything that nobody has open, however lately it was used, and waits for it.
  package func clear(includingPinned: Bool = false) -> CacheClearing {
    var clearing = CacheClearing()
    var gone: [CachedZip] = []
    post { state in
      let result = state.ledger.clear(includingPinned: includingPinned, now: now)
      clearing.open = result.open
      clearing.pinned = result.pinned
      gone = result.actions.removals
      return result.actions
    }
    waitUntilGone(gone)
    monitor.withLock { state in
      for zip in gone {
        if state.ledger.occupies(zip.key) {
          clearing.failed += 1
        } else {
          clearing.removed += 1
          clearing.freed += zip.occupied
        }
      }
    }
    return clearing
  }

  private func waitUntilGone(_ zips: [CachedZip]) {
    _ = monitor.wait(until: monotonicNanoseconds() + Self.removalPatience) { state -> Bool? in
      state.isStopping || !zips.contains { state.ledger.isLeaving($0.key) } ? true : nil
    }
  }
}

extension [CacheLedger.Action] {
  var removals: [CachedZip] {
    compactMap { action in
      if case .remove(let zip) = action { zip } else { nil }
    }
  }
}
