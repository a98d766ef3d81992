internal import Model
internal import Platform

/// The threads that read files.
extension ChecksumQueue {
  /// How long a thread waits for the next file before it ends.
  static let idleLimit: UInt64 = 5_000_000_000
  /// How long results of a batch of small files wait for the rest of it.
  private static let batchPatience: UInt64 = 50_000_000
  /// How long a reader may read nothing before the background goes on beside it.
  private static let readerPatience: UInt64 = 1_000_000_000
  /// How long a file is kept open through a pause: somebody may want to unmount its disk.
  private static let pausePatience: UInt64 = 120_000_000_000

  /// What a thread of the background does after a read.
  private enum Step {
    case goOn
    /// A reader waits for this very file.
    case handOver
    case giveBack
    case stop
  }

  // MARK: Background

  func workInBackground(_ number: Int) {
    useLowestPriority()
    var hasher = FileHasher()
    while let tasks = nextInBackground(number) {
      var finished: [(HashingTask, Result<FileHasher.Outcome, Errno>)] = []
      var start = monotonicNanoseconds()
      for task in tasks {
        let isLarge = task.size > FileHasher.bufferBytes || !task.wants.memberAlgorithms.isEmpty
        note(task, number, isLarge || tasks.count == 1)
        var step = Step.goOn
        let result = hash(task, hasher, sparesCache: task.purpose != .reader) { count in
          step = take(count, task, number, isLarge: isLarge)
          return step == .goOn
        }
        switch step {
        case .goOn, .stop: finished.append((task, result))
        case .giveBack:
          hasher.close()
          state.signal { $0.plan.giveBack(task) }
        case .handOver:
          hand(task, hasher)
          hasher = FileHasher()
        }
        let now = monotonicNanoseconds()
        if now &- start > ChecksumQueue.batchPatience {
          settle(finished, .background)
          finished = []
          start = now
        }
      }
      settle(finished, .background)
      state.signal { state in
        state.plan.leave(volume: tasks[0].volume)
        state.slots[number]?.task = nil
      }
    }
  }

  private func nextInBackground(_ number: Int) -> [HashingTask]? {
    let deadline = monotonicNanoseconds() + ChecksumQueue.idleLimit
    while true {
      let next: ChecksumPlan.Next? = state.wait(until: deadline) { state in
        if state.isStopping { return .nothing }
        // Fewer workers are wanted by now.
        if number > state.plan.settings.workerCount + state.stalledWorkers(monotonicNanoseconds()) { return .nothing }
        if state.unrecorded.count >= ChecksumQueue.backlogLimit { return nil }
        let next = state.plan.nextBackground(now: monotonicNanoseconds())
        if case .nothing = next { return nil }
        return next
      }
      switch next {
      case .tasks(let tasks): return tasks
      case .lookAgain: continue
      case .nothing, nil:
        state.withLock { $0.slots[number] = nil }
        return nil
      }
    }
  }

  /// - Parameter isAlone: small files of a batch are not worth the lock each.
  private func note(_ task: HashingTask, _ number: Int, _ isAlone: Bool) {
    state.withLock { state in
      guard isAlone || state.slots[number]?.task == nil else { return }
      state.slots[number]?.task = task
      state.slots[number]?.bytesDone = 0
      state.slots[number]?.moved = monotonicNanoseconds()
    }
  }

  private func take(_ count: Int, _ task: HashingTask, _ number: Int, isLarge: Bool) -> Step {
    events.progressed(task.key)
    guard isLarge else { return .goOn }
    var isFirst = true
    let start = monotonicNanoseconds()
    while true {
      let now = monotonicNanoseconds()
      var queued: [ContentKey] = []
      let step: Step? = state.wait(until: now + ChecksumQueue.readerPatience) { state in
        let now = monotonicNanoseconds()
        if isFirst {
          isFirst = false
          state.plan.read(count, of: task.key, .background)
          state.slots[number]?.bytesDone += Int64(count)
          state.slots[number]?.moved = now
        }
        if state.isStopping { return .stop }
        if state.plan.isUrgent(task.key) { return .handOver }
        let isHeld = state.isHeld(task)
        let readersMove =
          state.plan.runningPromoted > 0 && now < state.readerProgress + ChecksumQueue.readerPatience
        state.slots[number]?.isWaiting = isHeld || readersMove
        if task.purpose == .reader { queued = state.queuedToReport(now) }
        return isHeld || readersMove ? nil : .goOn
      }
      for key in queued { events.progressed(key) }
      if let step {
        state.withLock { $0.slots[number]?.isWaiting = false }
        return step
      }
      if monotonicNanoseconds() &- start > ChecksumQueue.pausePatience { return .giveBack }
    }
  }

  private func hand(_ task: HashingTask, _ hasher: FileHasher) {
    hasher.hurry()
    let startThread = state.signal { state in
      // Among an archive's members there is nothing to go on with.
      if hasher.file != nil { state.handedOver[task.key] = hasher }
      return state.plan.handOver(task)
    }
    if startThread { startReaders() }
  }
}

extension ChecksumQueue.State {
  /// Whether the file is one of those that stand back.
  fileprivate func isHeld(_ task: HashingTask) -> Bool {
    switch plan.hold {
    case .nothing: false
    case .standing: task.purpose == .standing
    case .everything: task.purpose != .reader
    }
  }

  func stalledWorkers(_ now: UInt64) -> Int {
    slots.values.count { $0.task != nil && !$0.isWaiting && now &- $0.moved > 30_000_000_000 }
  }
}
