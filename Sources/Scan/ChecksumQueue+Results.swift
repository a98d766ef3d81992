internal import Catalog
internal import Model
internal import Platform
internal import Synchronization

/// Reading one file, and what becomes of the result.
extension ChecksumQueue {
  /// Reads a file, unless it need not be.
  ///
  /// - Parameter progress: called after each read with its bytes; false ends the hashing.
  func hash(
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
  func settle(_ finished: [(HashingTask, Result<FileHasher.Outcome, Errno>)], _ lane: ChecksumPlan.Lane) {
    guard !finished.isEmpty else { return }
    // Those of single files are kept where a reader waits for them.
    let urgent = state.withLock { state in Set(finished.map(\.0.key).filter { state.plan.isUrgent($0) }) }
    members.withLock { members in
      for case (let task, .success(let outcome)) in finished where task.isMember || urgent.contains(task.key) {
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
