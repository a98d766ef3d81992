internal import Platform
internal import Synchronization

/// The thread that removes, measures, remembers and tells.
extension ArchiveCache {
  private enum Chore {
    case stop
    case tell(Notice)
    case remove(CachedZip)
    case removeBlocks
    case fill(@Sendable () -> (any ArchiveBlueprint)?)
  }

  /// Nanoseconds between two times that use is remembered.
  private static let recordInterval: UInt64 = 60_000_000_000
  /// Rounds between two times that something is measured: that may wake a disk.
  private static let measureRounds = 360
  /// The least number of entries that are measured at a time, and the part of all.
  private static let measuredAtATime = 16
  private static let measuredPart = 24

  func keep() {
    var nextRound = monotonicNanoseconds() + interval
    var nextRecord = monotonicNanoseconds() + Self.recordInterval
    var measured = 0
    var rounds = 0
    while true {
      let chore = monitor.wait(until: nextRound) { self.nextChore(&$0) }
      switch chore {
      case .stop: return
      case .tell(.appeared(let zip)): hooks.completed(zip)
      case .tell(.disappeared(let zip)): hooks.removed(zip)
      case .remove(let zip): remove(zip)
      case .removeBlocks: removeBlocks()
      case .fill(let source): fill(source)
      case nil: break
      }
      guard monotonicNanoseconds() >= nextRound else { continue }
      round()
      rounds += 1
      if rounds % Self.measureRounds == 0 { measure(&measured) }
      nextRound = monotonicNanoseconds() + interval
      if monotonicNanoseconds() >= nextRecord {
        record()
        nextRecord = monotonicNanoseconds() + Self.recordInterval
      }
    }
  }

  /// Under the lock.
  private func nextChore(_ state: inout State) -> Chore? {
    // First who reads a file is told, then the file goes.
    if !state.notices.isEmpty { return .tell(state.notices.removeFirst()) }
    if state.isStopping { return .stop }
    if !state.removals.isEmpty { return .remove(state.removals.removeFirst()) }
    if !state.blockRemovals.isEmpty { return .removeBlocks }
    if let source = state.source, state.ledger.hasRoomForMore { return .fill(source) }
    return nil
  }

  private func remove(_ zip: CachedZip) {
    do throws(Errno) {
      try storage.remove(zip)
      let space = look()
      post { $0.ledger.removed(zip.key, space: space, now: now) }
    } catch {
      Log.warning("cache: \(storage.path(of: zip)) cannot be removed: \(error)")
      post { state in
        state.lastRemovalFailure = CacheStatus.Event(name: zip.name, text: "\(error)", time: now)
        return state.ledger.removalFailed(zip.key, now: now)
      }
    }
    // Who waits for it to be gone.
    monitor.signal { _ in }
  }

  private func fill(_ source: @Sendable () -> (any ArchiveBlueprint)?) {
    guard let blueprint = source() else {
      monitor.withLock { $0.source = nil }
      return
    }
    post { ask(for: blueprint, .always, &$0) }
  }

  private func round() {
    if !storage.isThere() { return lose() }
    let space = look()
    post { state in
      let time = now
      let known = state.undescribed.filter { $0.until <= time }
      for (short, _) in known { index.listen(short) }
      state.undescribed.removeAll { $0.until <= time }
      return (space.map { state.ledger.observed($0, now: time) } ?? []) + state.ledger.tick(now: time)
    }
  }

  /// Somebody removed the directory, or put another in its place: nothing of it is of use any more, but to those who
  /// have it open.
  private func lose() {
    let words = "its directory was removed or replaced; it is made anew at the next mount"
    let isNews = monitor.withLock { state in
      defer { state.loss = words }
      guard state.loss == nil else { return false }
      for listed in state.ledger.listed {
        index.remove(listed.zip.key)
        state.notices.append(.disappeared(listed.zip))
      }
      return true
    }
    if isNews { Log.error("cache: \(words)") }
  }

  /// What is cloned takes space of its own once the library's file goes.
  private func measure(_ position: inout Int) {
    let zips = monitor.withLock { state in
      let all = state.ledger.listed
      guard !all.isEmpty else { return [CachedZip]() }
      let count = min(max(Self.measuredAtATime, all.count / Self.measuredPart), all.count)
      defer { position = (position + count) % all.count }
      return (0..<count).map { all[(position + $0) % all.count].zip }
    }
    for zip in zips {
      guard let occupied = try? storage.occupied(zip), occupied != zip.occupied else { continue }
      post { $0.ledger.measured(zip.key, occupied: occupied, now: now) }
    }
  }

  /// What was used and pinned outlives a restart.
  func record() {
    recording.withLock { _ in
      let zips = monitor.withLock { $0.ledger.unrecorded(now: now) }
      guard !zips.isEmpty else { return }
      do throws(Errno) {
        try storage.record(zips)
      } catch {
        monitor.withLock { $0.ledger.setUnrecorded(zips.map(\.key)) }
        Log.warning("The cache cannot remember what was used lately: \(error)")
      }
    }
  }
}
