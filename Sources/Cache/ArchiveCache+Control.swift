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
        status.files += listed.zip.kind == .file ? 1 : 0
        status.size += listed.zip.size
        status.open += listed.holds > 0 ? 1 : 0
        status.pinned += listed.zip.isPinned ? 1 : 0
      }
      status.blocks = state.ledger.blockStatus
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
    let (entries, files) = monitor.withLock { state in
      (
        keys.filter { state.ledger.setPinned(isPinned, $0) },
        keys.filter { state.ledger.setPinnedBlocks(isPinned, $0) }
      )
    }
    if !files.isEmpty {
      do throws(Errno) { try storage.recordBlocks(files, isPinned: isPinned) } catch {
        Log.warning("The cache cannot remember what is pinned: \(error)")
      }
    }
    record()
    return entries + files.filter { !entries.contains($0) }
  }

  /// Removes what its age or the limits remove, at once, and waits for it.
  ///
  /// - Returns: bytes that the cache takes less.
  package func prune() -> Int64 {
    blocks.closeIdle()
    let space = look()
    var gone = Removals()
    post { state in
      let actions = (space.map { state.ledger.observed($0, now: now) } ?? []) + state.ledger.tick(now: now)
      gone = state.ledger.removals(of: actions)
      return actions
    }
    waitUntilGone(gone)
    return monitor.withLock { state in gone.done(state.ledger).freed }
  }

  /// Removes everything that nobody has open, however lately it was used, and waits for it.
  package func clear(includingPinned: Bool = false) -> CacheClearing {
    blocks.closeIdle()
    var clearing = CacheClearing()
    var gone = Removals()
    post { state in
      let result = state.ledger.clear(includingPinned: includingPinned, now: now)
      clearing.open = result.open
      clearing.pinned = result.pinned
      gone = state.ledger.removals(of: result.actions)
      return result.actions
    }
    waitUntilGone(gone)
    let done = monitor.withLock { gone.done($0.ledger) }
    clearing.removed = done.count
    clearing.freed = done.freed
    clearing.failed = gone.count - done.count
    return clearing
  }

  private func waitUntilGone(_ removals: Removals) {
    removeBlocks()
    _ = monitor.wait(until: monotonicNanoseconds() + Self.removalPatience) { state -> Bool? in
      state.isStopping || !removals.areLeaving(state.ledger) ? true : nil
    }
  }
}

/// What is on its way out, with the bytes of each.
struct Removals {
  var zips: [CachedZip] = []
  var files: [ListedBlocks] = []

  var count: Int { zips.count + files.count }

  func areLeaving(_ ledger: CacheLedger) -> Bool {
    zips.contains { ledger.isLeaving($0.key) } || files.contains { ledger.isLeavingBlocks($0.version.key) }
  }

  /// How many are gone, and what they freed.
  func done(_ ledger: CacheLedger) -> (count: Int, freed: Int64) {
    let goneZips = zips.filter { !ledger.occupies($0.key) }
    let goneFiles = files.filter { !ledger.keepsBlocks($0.version.key) }
    return (
      goneZips.count + goneFiles.count,
      goneZips.reduce(0) { $0 + $1.occupied } + goneFiles.reduce(0) { $0 + $1.occupied }
    )
  }
}
