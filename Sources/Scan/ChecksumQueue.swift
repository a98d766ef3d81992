package import Catalog
package import Model
package import Platform

/// Computes the CRC-32 of library files: what a reader waits for at once, everything else one file after the other
/// behind everybody else's reads.
///
/// Callable from any thread. A read that never returns costs its thread and nothing else.
package final class ChecksumQueue: Sendable {
  /// Called on the hashing threads, without a lock held.
  package struct Events: Sendable {
    /// ESTALE means that the file is not the version asked for any more.
    package var finished: @Sendable (ContentKey, Result<UInt32, Errno>) -> Void
    /// After every read, a MiB or less; while that goes on, about once a second for files in line as well.
    package var progressed: @Sendable (ContentKey) -> Void

    package init(
      finished: @escaping @Sendable (ContentKey, Result<UInt32, Errno>) -> Void,
      progressed: @escaping @Sendable (ContentKey) -> Void
    ) {
      self.finished = finished
      self.progressed = progressed
    }
  }

  /// Files and bytes since the start; what the catalog knew already does not count.
  package struct Progress: Sendable, Equatable {
    package var filesDone: Int
    package var filesTotal: Int
    package var bytesDone: Int64
    package var bytesTotal: Int64
  }

  private struct State {
    var plan: ChecksumPlan
    var isStopping = false
    var hasBackgroundThread = false
    /// When the lane for readers last read something, in ``monotonicNanoseconds()``.
    var readerProgress: UInt64 = 0
    var hasRecorder = false
    var unrecorded: [(ContentKey, UInt32)] = []
    /// The recorder has taken results and not stored them yet.
    var isRecording = false
    /// When the oldest of ``unrecorded`` is due.
    var recordDeadline: UInt64 = 0
    /// When progress was last reported for files that are still in line.
    var queueReported: UInt64 = 0

    /// Those in line whose progress is to be reported now, about once a second.
    mutating func queuedToReport(_ now: UInt64) -> [ContentKey] {
      guard now &- queueReported >= ChecksumQueue.queueReportInterval else { return [] }
      queueReported = now
      return plan.queuedPromoted
    }
  }

  private let catalog: Catalog
  private let events: Events
  private let state: Monitor<State>

  private static let batchLimit = 64
  private static let recordDelay: UInt64 = 1_000_000_000
  fileprivate static let queueReportInterval: UInt64 = 1_000_000_000
  /// How long a thread for readers waits for the next one.
  private static let idleLimit: UInt64 = 5_000_000_000

  /// - Parameter known: the checksums of the catalog; none of them is computed again.
  package init(catalog: Catalog, known: [(ContentKey, UInt32)], events: Events) {
    self.catalog = catalog
    self.events = events
    state = Monitor(State(plan: ChecksumPlan(known: known)))
  }

  /// Adds what the catalog holds of a root that came later.
  package func learn(_ known: [(ContentKey, UInt32)]) {
    state.withLock { state in for (key, crc) in known { state.plan.learn(crc, of: key) } }
  }

  /// The checksum of a file, when it has been computed.
  package func known(_ key: ContentKey) -> UInt32? { state.withLock { $0.plan.known[key] } }

  /// How far hashing is.
  package var progress: Progress {
    state.withLock { state in
      Progress(
        filesDone: state.plan.filesDone, filesTotal: state.plan.filesTotal, bytesDone: state.plan.bytesDone,
        bytesTotal: state.plan.bytesTotal)
    }
  }

  /// Queues files for the background; what is known or queued already is passed over.
  package func enqueue(_ files: [LibraryFile]) {
    let startThread = state.signal { state in
      guard !state.isStopping, state.plan.enqueue(files), !state.hasBackgroundThread else { return false }
      state.hasBackgroundThread = true
      return true
    }
    if startThread { startBackground() }
  }

  /// Hashes a file now, because a reader waits for it. What is known already is reported at once, on this thread.
  ///
  /// A file the background is reading is left to it.
  package func promote(_ file: LibraryFile) {
    let promotion = state.signal { state -> ChecksumPlan.Promotion? in
      state.isStopping ? nil : state.plan.promote(file)
    }
    switch promotion {
    case .known(let crc): events.finished(file.contentKey, .success(crc))
    case nil: events.finished(file.contentKey, .failure(.cancelled))
    case .queued(startThread: true): startPromoted()
    case .queued, .underWay: break
    }
  }

  /// Ends hashing at the next read and stores what is finished. Does not wait for reads that do not return.
  package func stop() {
    let batch = state.signal { state in
      state.isStopping = true
      defer { state.unrecorded = [] }
      return state.unrecorded
    }
    record(batch)
    // What the recorder took a moment ago is stored when this returns, too.
    state.wait { $0.isRecording ? nil : () }
  }

  private func startBackground() {
    do throws(Errno) {
      try WorkerThread(name: "hash-1") {
        useIdleIOPriority()
        self.work(.background)
      }.detach()
    } catch {
      state.withLock { $0.hasBackgroundThread = false }
      Log.error("no thread for hashing in the background: \(error)")
    }
  }

  private func startPromoted() {
    do throws(Errno) {
      try WorkerThread(name: "hash-reader") { self.work(.promoted) }.detach()
    } catch {
      let startThread = state.signal { state in
        state.plan.threadFailed()
        defer { state.hasBackgroundThread = true }
        return !state.hasBackgroundThread
      }
      Log.error("no thread for hashing what a reader waits for: \(error)")
      if startThread { startBackground() }
    }
  }

  private enum Next {
    case hash(LibraryFile)
    case end
  }

  private func work(_ lane: ChecksumPlan.Lane) {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: FileHasher.bufferBytes, alignment: 4096)
    defer { buffer.deallocate() }
    while case .hash(let file) = next(lane) {
      let key = file.contentKey
      let result = FileHasher.checksum(of: file, buffer: buffer) { count in
        let (goesOn, queued) = state.withLock { state -> (Bool, [ContentKey]) in
          state.plan.read(count, of: key)
          guard lane == .promoted || state.plan.isUrgent(key) else { return (!state.isStopping, []) }
          let now = monotonicNanoseconds()
          if lane == .promoted { state.readerProgress = now }
          return (!state.isStopping, state.queuedToReport(now))
        }
        events.progressed(key)
        // Who stands in line gets nearer to its turn: only where nothing moves any more is a wait in vain.
        for key in queued { events.progressed(key) }
        if lane == .background { giveWay(hashing: key) }
        return goesOn
      }
      finish(file, lane, result)
      if lane == .background { useIdleIOPriority() }
    }
  }

  /// Between two reads of the background: hurries where a reader has come to wait for this very file, and pauses
  /// while others wait for another one, unless that one has stalled.
  private func giveWay(hashing key: ContentKey) {
    let patience: UInt64 = 1_000_000_000
    var isUrgent = false
    _ = state.wait(until: monotonicNanoseconds() + patience) { state -> Void? in
      isUrgent = state.plan.isUrgent(key)
      let readersMove = state.plan.runningPromoted > 0 && monotonicNanoseconds() < state.readerProgress + patience
      return isUrgent || state.isStopping || !readersMove ? () : nil
    }
    if isUrgent { useNormalIOPriority() }
  }

  private func next(_ lane: ChecksumPlan.Lane) -> Next {
    while true {
      let deadline = lane == .promoted ? monotonicNanoseconds() + ChecksumQueue.idleLimit : nil
      let found: Next? = state.wait(until: deadline) { state in
        if state.isStopping { return .end }
        return state.plan.next(lane).map { .hash($0) }
      }
      if let found { return found }
      if state.withLock({ $0.plan.mayEndThread() }) { return .end }
    }
  }

  private func finish(_ file: LibraryFile, _ lane: ChecksumPlan.Lane, _ result: Result<UInt32, Errno>) {
    let crc = try? result.get()
    let startRecorder = state.signal { state in
      state.plan.finish(file, lane, crc: crc)
      guard let crc, !state.isStopping else { return false }
      if state.unrecorded.isEmpty { state.recordDeadline = monotonicNanoseconds() + ChecksumQueue.recordDelay }
      state.unrecorded.append((file.contentKey, crc))
      defer { state.hasRecorder = true }
      return !state.hasRecorder
    }
    if case .failure(let error) = result, error != .cancelled {
      Log.debug("cannot hash \(file.root.path)/\(String(decoding: file.path, as: UTF8.self)): \(error)")
    }
    events.finished(file.contentKey, result)
    if startRecorder { self.startRecorder() }
  }

  private func startRecorder() {
    do throws(Errno) {
      try WorkerThread(name: "hash-record", stackBytes: 1 << 20) { self.recordResults() }.detach()
    } catch {
      // The next result tries again; until then they wait in memory, and stop() stores them.
      state.withLock { $0.hasRecorder = false }
    }
  }

  /// Stores results when there are enough of them, or when one has waited long enough: a commit for each file would
  /// cost more than hashing small ones.
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
      record(batch)
      state.signal { $0.isRecording = false }
    }
  }

  private func record(_ batch: [(ContentKey, UInt32)]) {
    do throws(CatalogError) {
      try catalog.record(checksums: batch)
    } catch {
      if error.reason == .closed { return }
      Log.error("\(batch.count) checksums are not stored and will be computed again. \(error)")
    }
  }
}
