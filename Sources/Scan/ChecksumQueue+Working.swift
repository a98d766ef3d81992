internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

/// The threads that read files.
extension ChecksumQueue {
  /// How long a thread waits for the next file before it ends.
  private static let idleLimit: UInt64 = 5_000_000_000
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

  // MARK: Readers

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

  // MARK: Both

  /// Reads a file, unless it need not be.
  ///
  /// - Parameter progress: called after each read with its bytes; false ends the hashing.
  private func hash(
    _ task: HashingTask, _ hasher: FileHasher, isBegun: Bool = false, sparesCache: Bool, progress: (Int) -> Bool
  ) -> Result<FileHasher.Outcome, Errno> {
    if let since = task.unlessCheckedSince, let stored = try? catalog.checksums(of: task.key), stored.checked >= since {
      return .success(FileHasher.Outcome())
    }
    do throws(Errno) {
      if !isBegun { try hasher.begin(task.file, wants: task.wants, sparesCache: sparesCache) }
      while hasher.hasMore {
        // Left open for whoever goes on with it; otherwise the next file takes its place.
        guard progress(try hasher.step()) else { throw .cancelled }
      }
      return .success(try hasher.finish(progress: progress))
    } catch {
      if error != .cancelled { hasher.close() }
      return .failure(error)
    }
  }

  /// Makes results known and queues them for the catalog.
  private func settle(_ finished: [(HashingTask, Result<FileHasher.Outcome, Errno>)], _ lane: ChecksumPlan.Lane) {
    guard !finished.isEmpty else { return }
    members.withLock { members in
      for case (let task, .success(let outcome)) in finished where task.isMember {
        if let crc = outcome.checksums?.crc32 { members.insert(crc, for: task.key) }
      }
    }
    let now = monotonicNanoseconds()
    let (wake, unreadable) = state.withLock { state -> ((start: Bool, wake: Bool), [(Int64, LibraryFile)]) in
      var results: [Unrecorded] = []
      var unreadable: [(Int64, LibraryFile)] = []
      for (task, result) in finished {
        switch result {
        case .failure(let error):
          let isGone = error == .noSuchFile || error == .notDirectory || error == .stale
          if error != .cancelled, !isGone, let request = state.plan.request(of: task) {
            unreadable.append((request.id, task.file))
          }
          state.plan.finish(
            task, lane, found: nil, isUnreachable: error.isUnreachable, isGone: isGone, now: now)
        case .success(let outcome):
          state.plan.finish(task, lane, found: outcome.facts, now: now)
          if let result = outcome.result(task) {
            results.append(Unrecorded(task: task, lane: lane, result: result))
          } else {
            state.plan.record(task, lane)
          }
        }
      }
      return (ChecksumQueue.enqueue(results, &state), unreadable)
    }
    for (request, file) in unreadable { events.requests.found(request, file, .unreadable) }
    // Whoever gives way to a reader goes on; the recorder begins.
    if wake.wake || lane == .promoted { state.signal { _ in } }
    if wake.start { startRecorder() }
    for (task, result) in finished { tell(task, result) }
  }

  private func tell(_ task: HashingTask, _ result: Result<FileHasher.Outcome, Errno>) {
    switch result {
    case .success(let outcome):
      if let crc = outcome.checksums?.crc32 {
        Log.debug("hashed \(task.file.shown): \(hexadecimal(crc))")
        events.finished(task.key, .success(crc))
      } else if outcome.listing != nil {
        Log.debug("listed \(task.file.shown)")
      }
    case .failure(let error):
      if ![.cancelled, .stale, .noSuchFile, .notDirectory].contains(error) { complain(task, error) }
      events.finished(task.key, .failure(error))
    }
  }

  /// The first few in full; a disk that is gone has a million.
  private func complain(_ task: HashingTask, _ error: Errno) {
    let count = state.withLock { state in
      state.complaints += 1
      return state.complaints
    }
    if count <= 20 {
      Log.warning("cannot hash \(task.file.shown): \(error)")
    } else {
      Log.debug("cannot hash \(task.file.shown): \(error)")
    }
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

extension FileHasher.Outcome {
  /// What is known of the file now.
  fileprivate var facts: HashFacts {
    var facts = HashFacts(checksums?.algorithms ?? []).union(HashFacts(ofMembers: memberAlgorithms))
    if listing != nil { facts.insert(.listing) }
    return facts
  }

  fileprivate func result(_ task: HashingTask) -> HashResult? {
    guard checksums != nil || listing != nil else { return nil }
    return HashResult(
      key: task.key, path: task.file.path, checksums: checksums, listing: listing, memberAlgorithms: memberAlgorithms)
  }
}

extension LibraryFile {
  /// For messages.
  fileprivate var shown: String { root.path + "/" + String(decoding: path, as: UTF8.self) }
}

extension Errno {
  /// Whether other files beside this one are likely to be out of reach as well.
  fileprivate var isUnreachable: Bool {
    switch self {
    case .noSuchFile, .notDirectory, .ioError, .noSuchDevice, .notConnected, .timedOut, .connectionAborted,
      .connectionRefused:
      true
    default: false
    }
  }
}
