extension AcquisitionPlan {
  // MARK: Events

  package mutating func transferEnded(_ id: ID, _ result: TransferResult, at now: UInt64) -> [Action] {
    if let source = lateTransfers.removeValue(forKey: id) {
      standings[source]?.ended(result, at: now)
      return proceed(at: now)
    }
    guard var entry = entries[id], case .transferring(let source) = entry.stage else { return [] }
    standings[source]?.ended(result, at: now)
    endingTransfers.remove(id)
    var actions: [Action] = []
    switch result {
    case .done:
      split.transferred(after: now - entry.since)
      settle(entry, nil, &actions)
    case .stale:
      // The first time the address may only have been too old.
      if !entry.stale.insert(source).inserted { entry.excluded.insert(source) }
      again(&entry, inFront: true, at: now, &actions)
    case .wrong:
      entry.excluded.insert(source)
      entry.sawWrongBytes = true
      again(&entry, inFront: true, at: now, &actions)
    case .failed:
      entry.transferTries += 1
      if entry.transferTries >= limits.mostTransferTries {
        settle(entry, .interrupted, &actions)
      } else {
        entry.aside.insert(source)
        again(&entry, inFront: false, at: now, &actions)
      }
    case .throttled:
      entry.throttles += 1
      if entry.throttles >= AcquisitionPlan.mostThrottles {
        settle(entry, .interrupted, &actions)
      } else {
        again(&entry, inFront: false, at: now, &actions)
      }
    case .noSpace, .ended:
      if result == .noSpace { isFull = true }
      leave(entry)
      entry.stage = .ready(source, since: now, expires: .max)
      ready.insert(id, at: 0)
    case .impossible: settle(entry, .impossible, &actions)
    }
    if entries[id] != nil { entries[id] = entry }
    return actions + proceed(at: now)
  }

  /// All sources that are left are asked anew.
  private mutating func again(_ entry: inout Entry, inFront: Bool, at now: UInt64, _ actions: inout [Action]) {
    entry.tried = []
    if remaining(entry).sources.isEmpty { entry.aside = [] }
    if remaining(entry).sources.isEmpty {
      settle(entry, entry.sawWrongBytes ? .wrongBytes : .nobodyHasIt, &actions)
    } else {
      wait(&entry, inFront: inFront, at: now)
    }
  }

  // MARK: Beginning

  /// Does whatever can be done now.
  mutating func proceed(at now: UInt64) -> [Action] {
    var actions: [Action] = []
    expire(at: now)
    giveUpWaiting(at: now, &actions)
    hedge(at: now, &actions)
    if isPaused { return actions }
    while beginResolving(.reader, at: now, &actions) {}
    if isFull { return actions }
    for id in ready where entries[id]?.item.urgency == .reader { beginTransfer(id, at: now, &actions) }
    while true {
      let waiting = nextToResolve(.background, at: now) != nil
      let next = nextToTransfer()
      // Who could resolve and has no room for what comes of it may as well transfer.
      let mayResolve = waiting && readyCount < split.readyLimit
      if let next, split.allowsTransfer(resolving: resolving, transferring: transferring, waiting: mayResolve) {
        beginTransfer(next, at: now, &actions)
        continue
      }
      guard waiting,
        split.allowsResolving(
          resolving: resolving, transferring: transferring, ready: readyCount, couldTransfer: next != nil),
        beginResolving(.background, at: now, &actions)
      else { return actions }
    }
  }

  /// Addresses that were not used in time are asked for again.
  private mutating func expire(at now: UInt64) {
    for id in ready {
      guard var entry = entries[id], case .ready(_, let since, let expires) = entry.stage,
        now >= expires || now - since >= limits.readyAge, !isFull, !isPaused, !entry.isHeld
      else { continue }
      entry.tried = []
      wait(&entry, inFront: true, at: now)
      entries[id] = entry
    }
  }

  private func nextToTransfer() -> ID? {
    ready.first { id in
      guard let entry = entries[id], !entry.isHeld, case .ready(let source, _, _) = entry.stage else { return false }
      return entry.item.urgency == .background && standings[source]?.hasRoomToTransfer == true
    }
  }

  private mutating func beginTransfer(_ id: ID, at now: UInt64, _ actions: inout [Action]) {
    guard var entry = entries[id], !entry.isHeld, case .ready(let source, _, _) = entry.stage else { return }
    guard standings[source]?.hasRoomToTransfer == true else {
      makeRoomToTransfer(source, &actions)
      return
    }
    leave(entry)
    entry.stage = .transferring(source)
    entry.since = now
    transferringIDs.insert(id)
    if entry.item.urgency == .background { transferring += 1 }
    standings[source]?.beganTransfer()
    entries[id] = entry
    actions.append(.transfer(id, source))
  }

  /// The transfer that began last makes room for what a reader waits for.
  private mutating func makeRoomToTransfer(_ source: Source, _ actions: inout [Action]) {
    var latest: (began: UInt64, id: ID)?
    for id in transferringIDs {
      guard let entry = entries[id], entry.item.urgency == .background, case .transferring(source) = entry.stage
      else { continue }
      // One is enough at a time.
      if endingTransfers.contains(id) { return }
      if latest.map({ ($0.began, $0.id) < (entry.since, id) }) ?? true { latest = (entry.since, id) }
    }
    guard let id = latest?.id else { return }
    endingTransfers.insert(id)
    actions.append(.endTransfer(id))
  }
}
