internal import Catalog
internal import Model
internal import Platform

extension ChecksumQueue {
  /// Results that make a transaction worth it: one for each file would cost more than hashing small ones.
  private static let batchLimit = 1024
  /// How long a result waits for others at most. Until it is stored its file does not count as done.
  private static let recordDelay: UInt64 = 100_000_000
  /// Results beyond which hashing waits for the catalog.
  static let backlogLimit = 32_768
  private static let retryDelay: UInt64 = 2_000_000_000

  /// Queues results for the catalog. Call with the state locked.
  ///
  /// - Returns: whether the recorder has to be started, and whether it has to be woken.
  static func enqueue(_ results: [Unrecorded], _ state: inout State) -> (start: Bool, wake: Bool) {
    guard !results.isEmpty, !state.isStopping else { return (false, false) }
    let wasEmpty = state.unrecorded.isEmpty
    if wasEmpty { state.recordDeadline = monotonicNanoseconds() + recordDelay }
    let before = state.unrecorded.count
    state.unrecorded += results
    let start = !state.hasRecorder
    state.hasRecorder = true
    return (start, wasEmpty || before < batchLimit && state.unrecorded.count >= batchLimit)
  }

  func startRecorder() {
    do throws(Errno) {
      try WorkerThread(name: "hash-record", stackBytes: 1 << 20) { self.recordResults() }.detach()
    } catch {
      // The next result tries again; until then they wait in memory, and stop() stores them.
      state.withLock { $0.hasRecorder = false }
    }
  }

  /// Stores results when there are enough of them, or when one has waited long enough.
  private func recordResults() {
    while true {
      let isEnd = state.wait { state -> Bool? in
        if state.isStopping { return true }
        return state.unrecorded.isEmpty ? nil : false
      }
      if isEnd != false { return }
      let deadline = state.withLock { $0.recordDeadline }
      _ = state.wait(until: deadline) { state -> Bool? in
        state.isStopping || state.unrecorded.count >= ChecksumQueue.batchLimit ? true : nil
      }
      let batch = state.withLock { state in
        state.isRecording = true
        defer { state.unrecorded = [] }
        return state.unrecorded
      }
      let isStored = record(batch)
      state.signal { state in
        state.isRecording = false
        if !isStored { state.unrecorded = batch + state.unrecorded }
        state.isCatalogFailing = !isStored
        state.holdBack()
      }
      if isStored {
        settleRequests()
      } else {
        _ = state.wait(until: monotonicNanoseconds() + ChecksumQueue.retryDelay) { $0.isStopping ? () : nil }
      }
    }
  }

  /// - Returns: false where the catalog could not take them and may later.
  func record(_ batch: [Unrecorded]) -> Bool {
    guard !batch.isEmpty else { return true }
    let differences: [ChecksumDifference]
    do throws(CatalogError) {
      differences = try catalog.record(batch.map(\.result), at: wallNanoseconds())
    } catch {
      // Nobody will come back for them.
      if error.reason == .closed { return true }
      let isNews = state.withLock { !$0.isCatalogFailing }
      if isNews { Log.error("\(batch.count) checksums cannot be stored yet; hashing waits. \(error)") }
      return false
    }
    events.recorded(batch.map(\.result.key))
    let different = Set(differences.map(\.key))
    let found = state.withLock { state -> [(Int64, LibraryFile)] in
      var found: [(Int64, LibraryFile)] = []
      for entry in batch {
        if different.contains(entry.result.key) {
          state.plan.noteDifference(entry.task)
          if let request = state.plan.request(of: entry.task) { found.append((request.id, entry.task.file)) }
        }
        state.plan.record(entry.task, entry.lane)
        if let problem = entry.result.listing?.problem { state.archiveProblems[problem, default: 0] += 1 }
      }
      state.differences += differences.count
      return found
    }
    for (request, file) in found { events.requests.found(request, file, .different) }
    for difference in differences {
      let root = batch.first { $0.result.key == difference.key }?.task.file.root.path ?? ""
      Log.error(
        "\(root)/\(String(decoding: difference.path, as: UTF8.self)) gave the checksum "
          + "\(hexadecimal(difference.found.crc32)), and another one before, though its size and time are the same. "
          + "A disk may be failing: compare it with a copy. If it is as it should be, touch(1) makes it a new version.")
    }
    return true
  }
}
