internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Keeps the requests that cannot be answered at once: reads that wait for checksums or for bytes from a server, what
/// has to go through a pool of threads, and opens that wait for a rescan. All of them end at a deadline.
///
/// One lock of its own, ``state``; requests are answered, pools are called and files are read after it was let go.
final class RequestScheduler<Checksums: ChecksumSource>: Sendable {
  /// A read that waits for checksums, or for blocks, or a request for a file that is not shown yet.
  private struct Parked {
    var request: WaitingRequest
    var open: OpenNode?
    /// Whether doing it again may hang in a file system.
    var mayStall: Bool
  }

  private struct State {
    var parked: ParkedReads<Awaited>
    var reads: [UInt64: Parked] = [:]
    /// Requests that somebody else will answer, and when their time is up.
    var promised: [UInt64: (request: WaitingRequest, until: UInt64)] = [:]
    var lastIdentifier: UInt64 = 0
  }

  private let state: Mutex<State>
  private let isStopping = Atomic<Bool>(false)
  /// For what can be expected to end: local disks.
  private let local: RequestPool
  /// For network and FUSE file systems, where a thread may not come back.
  private let distant: RequestPool
  /// For reads of the ZIPs of folders.
  let folders: FolderHashing<Checksums>
  private let checksums: Checksums
  private let sources: SourceFiles
  /// Told when a library file turned out to be another version.
  private let contentChanged: @Sendable (Shelf.Location) -> Void
  /// What is to be done about once a second; returns soon.
  private let everySecond: @Sendable () -> Void

  init(
    checksums: Checksums, sources: SourceFiles, deadline: UInt64, limitPerFile: Int,
    contentChanged: @escaping @Sendable (Shelf.Location) -> Void, everySecond: @escaping @Sendable () -> Void
  ) throws(Errno) {
    self.checksums = checksums
    self.sources = sources
    self.everySecond = everySecond
    self.contentChanged = contentChanged
    folders = FolderHashing(checksums, contentChanged: contentChanged)
    state = Mutex(State(parked: ParkedReads(deadline: deadline, limitPerNode: limitPerFile)))
    local = RequestPool(
      "read",
      PooledRequests(
        deadline: deadline, threads: 32, threadsPerFile: 8, limitPerFile: limitPerFile, threadLimit: 64))
    distant = RequestPool(
      "read-distant",
      PooledRequests(
        deadline: deadline, threads: 64, threadsPerFile: 4, limitPerFile: limitPerFile, threadLimit: 256))
    try WorkerThread(name: "deadlines") { [self] in watchDeadlines() }.detach()
  }

  /// Requests that wait at the moment: for checksums and blocks, and for a thread or a slow file system.
  var counts: (parked: Int, pooled: Int) { (state.withLock { $0.parked.count }, local.count + distant.count) }

  /// Nanoseconds without progress after which a request fails.
  var deadline: UInt64 { state.withLock { $0.parked.deadline } }

  func setDeadline(_ deadline: UInt64) {
    state.withLock { $0.parked.deadline = deadline }
    for pool in [local, distant] { pool.setDeadline(deadline) }
  }

  /// Has the request's work done by a thread that may wait.
  func submit(_ request: WaitingRequest, mayStall: Bool) { (mayStall ? distant : local).submit(request) }

  /// Keeps the read until what is missing is there; then it is submitted.
  func park(_ request: WaitingRequest, open: OpenNode, mayStall: Bool, node: UInt64, until missing: MissingParts) {
    let files = missing.files
    let isInLine = if case .folder = open, !files.isEmpty { true } else { false }
    let actions = state.withLock { state -> [ParkedReads<Awaited>.Action] in
      state.lastIdentifier += 1
      state.reads[state.lastIdentifier] = Parked(request: request, open: open, mayStall: mayStall)
      return state.parked.park(
        state.lastIdentifier, node: node, handle: request.handle, process: request.process,
        keys: missing.awaited, isInLine: isInLine, remembersExpiry: missing.blocks.isEmpty,
        now: monotonicNanoseconds())
    }
    carryOut(actions)
    // After the read is in the list: a checksum that comes now finds it there.
    var asked = files
    if case .folder(let folder) = open {
      let others = Set(folders.want(files.map(\.contentKey), in: folder))
      asked.removeAll { !others.contains($0.contentKey) }
    }
    for file in asked { checksums.promote(file) }
    // And one that came in between is seen here.
    for key in Set(files.map(\.contentKey)) where checksums.checksum(of: key) != nil {
      checksumFinished(key, succeeded: true)
    }
    for block in missing.blocks {
      switch sources.state(of: block) {
      case .present: blockFinished(block, succeeded: true)
      case .failed: blockFinished(block, succeeded: false)
      case .pending: break
      }
    }
  }

  /// Keeps a request for a file that is still to be shown; then it is submitted.
  func parkUntilRestored(_ request: WaitingRequest, node: UInt64) {
    let actions = state.withLock { state -> [ParkedReads<Awaited>.Action] in
      state.lastIdentifier += 1
      state.reads[state.lastIdentifier] = Parked(request: request, mayStall: false)
      return state.parked.park(
        state.lastIdentifier, node: node, handle: request.handle, process: request.process, keys: [.restoration],
        now: monotonicNanoseconds())
    }
    carryOut(actions)
  }

  /// Everything is shown that was shown before.
  func restored() {
    carryOut(state.withLock { $0.parked.finished(.restoration, succeeded: true, now: monotonicNanoseconds()) })
  }

  /// A block of a file at a server is there, or will not be.
  func blockFinished(_ block: RemoteBlock, succeeded: Bool) {
    let now = monotonicNanoseconds()
    carryOut(state.withLock { $0.parked.finished(.block(block), succeeded: succeeded, now: now) })
  }

  /// The server has sent something of the block, or of what comes before it.
  func blockProgressed(_ block: RemoteBlock) {
    state.withLock { $0.parked.progressed(.block(block), now: monotonicNanoseconds()) }
  }

  func checksumFinished(_ key: ContentKey, succeeded: Bool) {
    note(folders.finished(key, succeeded: succeeded))
    let actions = state.withLock {
      $0.parked.finished(.checksum(key), succeeded: succeeded, now: monotonicNanoseconds())
    }
    // A file that cannot be hashed is not what the tree says; without another scan it would stay so.
    if !succeeded {
      for case .fail(let identifier, _) in actions {
        let open = state.withLock { $0.reads[identifier]?.open }
        // Of a folder's ZIP the range is not known here, and the file has been told of.
        for location in open?.locations(at: 0, length: 0) ?? [] { contentChanged(location) }
      }
    }
    carryOut(actions)
  }

  func checksumProgressed(_ key: ContentKey) {
    note(folders.waiting(for: key))
    state.withLock { $0.parked.progressed(.checksum(key), now: monotonicNanoseconds()) }
  }

  /// What a reader of a folder's ZIP waits for may stand behind other files of the folder.
  private func note(_ progressing: [NodeID]) {
    guard !progressing.isEmpty else { return }
    state.withLock { state in
      for node in progressing { state.parked.progressed(node: node.rawValue, now: monotonicNanoseconds()) }
    }
  }

  /// Fails a request that somebody else is to answer if nobody has by then.
  func promise(_ request: WaitingRequest, within nanoseconds: UInt64) {
    state.withLock { state in
      state.lastIdentifier += 1
      state.promised[state.lastIdentifier] = (request, monotonicNanoseconds() + nanoseconds)
    }
  }

  /// A descriptor of the opening `handle` was closed by `process`, or everything of it was (`process` nil).
  func cancel(handle: UInt64, closedBy process: Int32?) {
    // A descriptor shared with another process may be closed while that one still waits.
    let isGone = { (reader: Int32) in process == nil || reader == process || !processRuns(reader) }
    carryOut(state.withLock { $0.reads.isEmpty ? [] : $0.parked.cancel(handle: handle, where: isGone) })
    for pool in [local, distant] where pool.count > 0 { pool.cancel(handle: handle, where: isGone) }
  }

  func stop() {
    isStopping.store(true, ordering: .relaxed)
    local.stop()
    distant.stop()
  }

  private func carryOut(_ actions: [ParkedReads<Awaited>.Action]) {
    for action in actions {
      let (identifier, error): (UInt64, Errno?) =
        switch action {
        case .fail(let identifier, let error): (identifier, error)
        case .resume(let identifier): (identifier, nil)
        }
      guard let read = state.withLock({ $0.reads.removeValue(forKey: identifier) }) else { continue }
      if let error { read.request.fail(error) } else { submit(read.request, mayStall: read.mayStall) }
    }
  }

  /// A look every 100 ms is close enough to deadlines of seconds, and costs nothing while nobody waits.
  private func watchDeadlines() {
    var ticks = 0
    while !isStopping.load(ordering: .relaxed) {
      Platform.sleep(nanoseconds: 100_000_000)
      ticks += 1
      if ticks % 10 == 0 { everySecond() }
      let now = monotonicNanoseconds()
      let (parked, promised) = state.withLock { state -> ([ParkedReads<Awaited>.Action], [WaitingRequest]) in
        let due = state.promised.filter { $0.value.until <= now }
        for identifier in due.keys { state.promised[identifier] = nil }
        return (state.parked.expire(now: now), due.values.map(\.request))
      }
      carryOut(parked)
      for request in promised { request.fail(.ioError) }
      let failed = parked.count + local.expire() + distant.expire()
      if failed > 0 { Log.warning("\(failed) reads failed: no progress before the deadline") }
    }
  }
}

/// Whether a thread is there and not about to end. Reads `/proc`; in doubt it is there.
private func processRuns(_ identifier: Int32) -> Bool {
  guard identifier > 0 else { return true }
  do throws(Errno) {
    let file = try FileDescriptor.open("/proc/\(identifier)/stat", .readOnly)
    var head = [UInt8](repeating: 0, count: 512)
    let result: Result<Int, Errno> = head.withUnsafeMutableBytes { buffer in
      do throws(Errno) { return .success(try file.read(into: buffer)) } catch { return .failure(error) }
    }
    let text = head[..<(try result.get())]
    // "pid (name) S …": the name may hold anything, so the state follows the last parenthesis.
    guard let close = text.lastIndex(of: UInt8(ascii: ")")), close + 2 < text.endIndex else { return true }
    return text[close + 2] != UInt8(ascii: "Z") && text[close + 2] != UInt8(ascii: "X")
  } catch {
    return error != .noSuchFile && error != .noSuchProcess
  }
}
