internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

/// The threads that read what a reader waits for.
extension ChecksumQueue {
  func startReaders() {
    do throws(Errno) {
      try WorkerThread(name: "hash-reader") { self.workForReaders() }.detach()
    } catch {
      state.signal { $0.plan.threadFailed() }
      Log.error("no thread for hashing what a reader waits for: \(error)")
      // The background serves them.
      startControl()
    }
  }

  private func workForReaders() {
    let number = state.withLock { state -> Int in
      let number = (1...).first { state.readers[$0] == nil } ?? 0
      state.readers[number] = Slot(name: "hash-reader", moved: monotonicNanoseconds())
      return number
    }
    defer { state.withLock { $0.readers[number] = nil } }
    let own = FileHasher()
    while let (task, begun) = nextForReaders(number) {
      if task.isStored, let stored = (try? catalog.crc32s(of: [task.key]))?.first {
        finishStored(task, stored.1)
        continue
      }
      let result = hash(task, begun ?? own, isBegun: begun != nil, sparesCache: false) { count in
        let (goesOn, queued) = state.withLock { state -> (Bool, [ContentKey]) in
          let now = monotonicNanoseconds()
          state.plan.read(count, of: task.key, .promoted)
          state.readers[number]?.bytesDone += Int64(count)
          state.readers[number]?.moved = now
          state.readerProgress = now
          // Nobody else does while the background has nothing to do.
          if state.rate.isDue(now) { state.rate.note(state.doneAmount, now: now) }
          return (!state.isStopping, state.queuedToReport(now))
        }
        events.progressed(task.key)
        // Who stands in line gets nearer to its turn: only where nothing moves any more is a wait in vain.
        for key in queued { events.progressed(key) }
        return goesOn
      }
      settle([(task, result)], .promoted)
      state.signal { $0.readers[number]?.task = nil }
    }
  }

  private func nextForReaders(_ number: Int) -> (HashingTask, FileHasher?)? {
    while true {
      let deadline = monotonicNanoseconds() + ChecksumQueue.idleLimit
      let found: (HashingTask, FileHasher?)?? = state.wait(until: deadline) { state in
        if state.isStopping { return .some(nil) }
        guard let task = state.plan.nextPromoted() else { return nil }
        let begun = state.handedOver.removeValue(forKey: task.key)
        state.readers[number]?.task = task
        state.readers[number]?.bytesDone = begun?.offset ?? 0
        return (task, begun)
      }
      if let found { return found }
      if state.withLock({ $0.plan.mayEndThread() }) { return nil }
    }
  }

  /// A checksum that the catalog had all along.
  private func finishStored(_ task: HashingTask, _ crc: UInt32) {
    members.withLock { $0.insert(crc, for: task.key) }
    state.signal { state in
      state.plan.finish(task, .promoted, found: .crc32)
      state.plan.record(task, .promoted)
    }
    events.finished(task.key, .success(crc))
  }
}
