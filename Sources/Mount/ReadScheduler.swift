internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Carries out the reads that cannot be answered at once: it keeps them, runs them on a bounded set of threads, and
/// fails them at their deadline.
///
/// One lock, ``state``; requests are answered and files are read after it was let go.
final class ReadScheduler<Checksums: ChecksumSource>: Sendable {
  private struct State {
    var parked: ParkedReads
    var pooled: PooledReads
    var reads: [UInt64: WaitingRead] = [:]
    var runnable: [UInt64] = []
    var lastIdentifier: UInt64 = 0
    var threads = 0
    var idleThreads = 0
    var isStopping = false
  }

  private let state: Monitor<State>
  private let reader: NodeReader<Checksums>
  private let buffers: ReadBuffers
  /// Told when a library file turned out to be another version.
  private let contentChanged: @Sendable (OpenNode) -> Void
  private let maximumThreads = 32

  init(
    reader: NodeReader<Checksums>, buffers: ReadBuffers, deadline: UInt64, limitPerNode: Int,
    contentChanged: @escaping @Sendable (OpenNode) -> Void
  ) throws(Errno) {
    self.reader = reader
    self.buffers = buffers
    self.contentChanged = contentChanged
    state = Monitor(
      State(
        parked: ParkedReads(deadline: deadline, limitPerNode: limitPerNode),
        pooled: PooledReads(
          deadline: deadline, threads: maximumThreads, threadsPerNode: 4, limitPerNode: limitPerNode)))
    try WorkerThread(name: "deadlines") { [self] in watchDeadlines() }.detach()
  }

  /// Reads that wait at the moment: for checksums, and for a thread or a slow file system.
  var counts: (parked: Int, pooled: Int) { state.withLock { ($0.parked.count, $0.pooled.count) } }

  /// Runs the read on a thread of the pool.
  func submit(_ read: WaitingRead) {
    let actions = state.signal { state -> [PooledReads.Action] in
      let identifier = Self.keep(read, in: &state)
      return Self.enqueue(identifier, in: &state)
    }
    carryOut(actions)
  }

  /// Keeps the read until the checksums of `files` are known.
  func park(_ read: WaitingRead, until files: [LibraryFile]) {
    let keys = Set(files.map(\.contentKey))
    let actions = state.signal { state -> [ParkedReads.Action] in
      let identifier = Self.keep(read, in: &state)
      return state.parked.park(
        identifier, node: read.node, handle: read.handle, process: read.process, keys: keys,
        now: monotonicNanoseconds())
    }
    carryOut(actions)
    // After the read is in the list: a checksum that comes now finds it there.
    for file in files { reader.checksums.promote(file) }
    // And one that came in between is seen here.
    for key in keys where reader.checksums.checksum(of: key) != nil { checksumFinished(key, succeeded: true) }
  }

  func checksumFinished(_ key: ContentKey, succeeded: Bool) {
    let actions = state.signal { $0.parked.finished(key, succeeded: succeeded, now: monotonicNanoseconds()) }
    carryOut(actions)
  }

  func checksumProgressed(_ key: ContentKey) {
    state.withLock { $0.parked.progressed(key, now: monotonicNanoseconds()) }
  }

  /// A descriptor of the opening `handle` was closed by `process`, or everything of it was (`process` nil).
  func cancel(handle: UInt64, closedBy process: Int32?) {
    let isIdle = state.withLock { $0.reads.isEmpty }
    if isIdle { return }
    let (parked, pooled) = state.signal { state -> ([ParkedReads.Action], [PooledReads.Action]) in
      // A descriptor shared with another process may be closed while that one still waits.
      let isGone = { (reader: Int32) in process == nil || reader == process || !processRuns(reader) }
      return (
        state.parked.cancel(handle: handle, where: isGone), state.pooled.cancel(handle: handle, where: isGone)
      )
    }
    carryOut(parked)
    carryOut(pooled)
  }

  func stop() { state.signal { $0.isStopping = true } }

  // MARK: Carrying out

  private static func keep(_ read: WaitingRead, in state: inout State) -> UInt64 {
    state.lastIdentifier += 1
    state.reads[state.lastIdentifier] = read
    return state.lastIdentifier
  }

  private static func enqueue(_ identifier: UInt64, in state: inout State) -> [PooledReads.Action] {
    guard let read = state.reads[identifier] else { return [] }
    return state.pooled.submit(
      identifier, node: read.open.sourceNode(at: read.offset), handle: read.handle, process: read.process,
      now: monotonicNanoseconds())
  }

  private func carryOut(_ actions: [ParkedReads.Action]) {
    for action in actions {
      switch action {
      case .fail(let identifier, let error): take(identifier)?.fail(error)
      case .resume(let identifier): carryOut(state.signal { Self.enqueue(identifier, in: &$0) })
      }
    }
  }

  private func carryOut(_ actions: [PooledReads.Action]) {
    for action in actions {
      switch action {
      case .fail(let identifier, let error):
        // It stays in the list while its thread is out; answering twice is prevented by the read itself.
        state.withLock { $0.reads[identifier] }?.fail(error)
        state.withLock { if !$0.pooled.isOut(identifier) { $0.reads[identifier] = nil } }
      case .run(let identifier):
        let needsThread = state.signal { state -> Bool in
          state.runnable.append(identifier)
          guard state.idleThreads < state.runnable.count, state.threads < maximumThreads else { return false }
          state.threads += 1
          return true
        }
        if needsThread { startThread() }
      }
    }
  }

  private func take(_ identifier: UInt64) -> WaitingRead? {
    state.withLock { $0.reads.removeValue(forKey: identifier) }
  }

  private func startThread() {
    do throws(Errno) {
      try WorkerThread(name: "read") { [self] in runReads() }.detach()
    } catch {
      // The reads stay queued for the threads there are, and have a deadline.
      Log.error("no thread for a read: \(error)")
      state.withLock { $0.threads -= 1 }
    }
  }

  private func runReads() {
    while let (identifier, read) = nextRead() {
      perform(identifier, read)
    }
  }

  /// nil when nothing came for half a minute, or at the end.
  private func nextRead() -> (UInt64, WaitingRead)? {
    state.withLock { $0.idleThreads += 1 }
    let until = monotonicNanoseconds() + 30_000_000_000
    let next = state.wait(until: until) { state -> (UInt64, WaitingRead)?? in
      if state.isStopping { return .some(nil) }
      while !state.runnable.isEmpty {
        let identifier = state.runnable.removeFirst()
        if let read = state.reads[identifier] { return .some((identifier, read)) }
      }
      return nil
    }
    return state.withLock { state in
      state.idleThreads -= 1
      if let next, let next { return next }
      state.threads -= 1
      return nil
    }
  }

  private func perform(_ identifier: UInt64, _ read: WaitingRead) {
    let missing = buffers.withBuffer(read.length) { buffer -> [LibraryFile] in
      do throws(Errno) {
        switch try reader.read(read.open, into: buffer, at: read.offset) {
        case .bytes(let count): read.reply(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        case .waitsFor(let files): return files
        }
      } catch {
        read.fail(error)
        contentChanged(read.open)
      }
      return []
    }
    let actions = state.signal { state -> [PooledReads.Action] in
      state.reads[identifier] = nil
      return state.pooled.finished(identifier, now: monotonicNanoseconds())
    }
    carryOut(actions)
    if !missing.isEmpty { park(read, until: missing) }
  }

  private func watchDeadlines() {
    while true {
      // Nothing to do until something waits; then a look every 100 ms is close enough to a deadline of seconds.
      let goesOn: Bool? = state.wait { state in
        if state.isStopping { return false }
        return state.reads.isEmpty ? nil : true
      }
      guard goesOn == true else { return }
      let now = monotonicNanoseconds()
      let (parked, pooled) = state.withLock { ($0.parked.expire(now: now), $0.pooled.expire(now: now)) }
      if !parked.isEmpty || !pooled.isEmpty {
        Log.warning("\(parked.count + pooled.count) reads failed: no progress before the deadline")
      }
      carryOut(parked)
      carryOut(pooled)
      Platform.sleep(nanoseconds: 100_000_000)
    }
  }
}

/// Whether a thread is there and not about to end. Reads `/proc`.
private func processRuns(_ identifier: Int32) -> Bool {
  guard identifier > 0, let file = try? FileDescriptor.open("/proc/\(identifier)/stat", .readOnly) else { return false }
  return withUnsafeTemporaryAllocation(byteCount: 512, alignment: 1) { buffer in
    guard let count = try? file.read(into: buffer), count > 0 else { return false }
    // "pid (name) S …": the name may hold anything, so the state follows the last parenthesis.
    guard let close = buffer[..<count].lastIndex(of: UInt8(ascii: ")")), close + 2 < count else { return false }
    return buffer[close + 2] != UInt8(ascii: "Z") && buffer[close + 2] != UInt8(ascii: "X")
  }
}
