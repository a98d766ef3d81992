internal import Catalog
internal import Model
internal import Platform

/// The thread that looks at the machine and at the workers of the background, and starts those that are missing.
extension ChecksumQueue {
  private static let tick: UInt64 = 1_000_000_000
  /// A worker that has not moved for so long does not count: its file's server is away.
  private static let stallLimit: UInt64 = 30_000_000_000
  /// Workers in the place of those.
  private static let spareWorkers = 8

  /// Has the thread running as long as there is something to do.
  func startControl() {
    let isNeeded = state.signal { state in
      guard !state.isStopping, !state.hasControl, state.isLoaded, state.needsControl else { return false }
      state.hasControl = true
      return true
    }
    guard isNeeded else { return }
    do throws(Errno) {
      try WorkerThread(name: "hash-control", stackBytes: 1 << 20) { self.control() }.detach()
    } catch {
      state.withLock { $0.hasControl = false }
      Log.error("no thread for hashing in the background: \(error)")
    }
  }

  private func control() {
    var politeness = Politeness()
    while true {
      let work: Bool? = state.wait { state in
        if state.isStopping { return false }
        if state.needsControl { return true }
        state.hasControl = false
        return false
      }
      guard work == true else { return }
      look(&politeness)
      startWorkers()
      settleRequests()
      for progress in state.withLock({ $0.plan.requests }) { events.requests.progressed(progress) }
      let now = monotonicNanoseconds()
      let rest = state.withLock { state in
        state.isAtWork ? now + ChecksumQueue.tick : max(now + ChecksumQueue.tick, state.plan.nextDue ?? 0)
      }
      if rest > now + ChecksumQueue.tick { politeness.rest() }
      let isIdle = state.withLock { !$0.isAtWork }
      _ = state.wait(until: rest) { state in
        state.isStopping || !state.needsControl || isIdle && state.isAtWork ? () : nil
      }
    }
  }

  /// Takes in what the machine does.
  private func look(_ politeness: inout Politeness) {
    var reading = surroundings.reading()
    let (threads, settings, volumes) = state.withLock { state in
      (state.slots.values.count { $0.task != nil && !$0.isWaiting }, state.plan.settings, state.volumes)
    }
    reading.ownThreads = threads
    let now = monotonicNanoseconds()
    let pause = politeness.pause(reading, settings, now: now)
    var asleep: [Int: Bool] = [:]
    for (number, volume) in volumes where !volume.disks.isEmpty {
      // Every one is looked at, so that none is taken for quiet that only was not looked at.
      asleep[number] = volume.disks.reduce(false) { isAsleep, disk in
        let reading = surroundings.disk(disk)
        return (reading.map { politeness.isAsleep(disk, $0, now: now) } ?? false) || isAsleep
      }
    }
    state.signal { state in
      state.pause = pause
      state.holdBack()
      for (number, isAsleep) in asleep { state.plan.setAsleep(isAsleep, volume: number) }
      _ = state.plan.retry(now: now)
      state.rate.note(state.doneAmount, now: now)
    }
  }

  private func startWorkers() {
    let now = monotonicNanoseconds()
    let numbers: [Int] = state.withLock { state in
      guard state.plan.mayFindWork(now: now) else { return [] }
      let stalled = state.slots.values.count { slot in
        slot.task != nil && !slot.isWaiting && now &- slot.moved > ChecksumQueue.stallLimit
      }
      let wanted = state.plan.settings.workerCount + min(stalled, ChecksumQueue.spareWorkers)
      guard state.slots.count < wanted else { return [] }
      let free = (1...wanted + state.slots.count).filter { state.slots[$0] == nil }
      let numbers = Array(free.prefix(wanted - state.slots.count))
      for number in numbers { state.slots[number] = Slot(name: "hash-\(number)", moved: now) }
      return numbers
    }
    for number in numbers {
      do throws(Errno) {
        try WorkerThread(name: "hash-\(number)") { self.workInBackground(number) }.detach()
      } catch {
        state.withLock { $0.slots[number] = nil }
        Log.error("no thread for hashing in the background: \(error)")
      }
    }
  }

  /// Tells of requests that are done.
  func settleRequests() {
    let done = state.withLock { $0.plan.takeDone() }
    for progress in done { events.requests.done(progress) }
  }
}

extension ChecksumQueue.State {
  /// Whether the background has something to do.
  var isAtWork: Bool { plan.hasBackgroundWork || slots.values.contains { $0.task != nil } }

  /// Whether it has, or will have.
  var needsControl: Bool { isAtWork || plan.nextDue != nil }
}
