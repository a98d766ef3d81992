internal import Platform

/// Where a ``Pipeline``'s workers and its writer meet. Pure, but for the tasks it is given to cancel and to wake.
struct PipelineState<Output: Sendable>: Sendable {
  /// A call of the pipeline's owner that is under way.
  struct Errand: Sendable {
    let isFetch: Bool
    let cancel: @Sendable () -> Void
  }

  struct Worker: Sendable {
    var activity = PipelineWorker.Activity.waitingForWork
    var since: UInt64
    var errand: Errand?
  }

  var workers: [Worker]
  /// Fetches that may still begin before something is written.
  private var room: Int
  private var waitingForRoom: [CheckedContinuation<Bool, Never>] = []
  private(set) var results: [Output] = []
  /// When the first of ``results`` came. Monotonic.
  private(set) var oldest: UInt64 = 0

  var hasBegun = false
  /// There is no more work.
  private(set) var isExhausted = false
  private(set) var isCancelled = false
  private(set) var areFetchesCancelled = false
  /// No result comes any more.
  var areWorkersDone = false
  /// The writer has ended; whoever waits for that.
  private(set) var isWriterDone = false
  private var waitingForWriter: CheckedContinuation<Void, Never>?
  /// Cancels the fetches after the grace time.
  var grace: Task<Void, Never>?

  private(set) var fetched = 0
  private(set) var written = 0
  private(set) var groups = 0
  private(set) var lost = 0
  private var writing = 0
  private(set) var failure: (any Error)?

  init(_ settings: PipelineSettings, at now: UInt64) {
    workers = Array(repeating: Worker(since: now), count: settings.concurrency)
    room = settings.groupCount + settings.concurrency
  }

  private var takesWork: Bool { !isExhausted && !isCancelled }

  // MARK: Workers

  /// Answers whether one more fetch may begin; where there is no room, as soon as there is.
  mutating func askForRoom(_ worker: Int, _ continuation: CheckedContinuation<Bool, Never>, at now: UInt64) {
    if takesWork, room == 0 {
      set(worker, .waitingForWriter, at: now)
      waitingForRoom.append(continuation)
      return
    }
    if takesWork { room -= 1 }
    continuation.resume(returning: takesWork)
  }

  mutating func begin(_ worker: Int, _ activity: PipelineWorker.Activity, _ errand: Errand, at now: UInt64) {
    set(worker, activity, at: now)
    workers[worker].errand = errand
    if errand.isFetch ? areFetchesCancelled : isCancelled { errand.cancel() }
  }

  mutating func set(_ worker: Int, _ activity: PipelineWorker.Activity, at now: UInt64) {
    workers[worker] = Worker(activity: activity, since: now)
  }

  mutating func exhaust() {
    isExhausted = true
    giveRoom(1)
  }

  /// A fetch has ended, with a result or with nothing to write.
  mutating func take(_ output: Output?, at now: UInt64) {
    fetched += 1
    guard let output else { return giveRoom(1) }
    if failure != nil {
      lost += 1
      return
    }
    if results.isEmpty { oldest = now }
    results.append(output)
  }

  mutating func giveRoom(_ count: Int) {
    room += count
    while let first = waitingForRoom.first {
      if takesWork, room == 0 { return }
      if takesWork { room -= 1 }
      waitingForRoom.removeFirst()
      first.resume(returning: takesWork)
    }
  }

  // MARK: The end

  /// - Returns: whether it was not cancelled before.
  mutating func cancel() -> Bool {
    if isCancelled { return false }
    isCancelled = true
    for worker in workers where worker.errand?.isFetch == false { worker.errand?.cancel() }
    giveRoom(0)
    return true
  }

  mutating func cancelFetches() {
    areFetchesCancelled = true
    for worker in workers { worker.errand?.cancel() }
  }

  mutating func writerEnded() {
    isWriterDone = true
    waitingForWriter?.resume()
    waitingForWriter = nil
  }

  mutating func waitForWriter(_ continuation: CheckedContinuation<Void, Never>) {
    if isWriterDone { continuation.resume() } else { waitingForWriter = continuation }
  }

  // MARK: Writer

  mutating func takeGroup(_ count: Int, at now: UInt64) -> [Output] {
    let group = Array(results.prefix(count))
    results.removeFirst(group.count)
    // Those left are younger; when they came is not kept, and waiting as long again does no harm.
    oldest = now
    writing = group.count
    return group
  }

  mutating func wrote() {
    written += writing
    groups += 1
    let count = writing
    writing = 0
    giveRoom(count)
  }

  /// Nothing is written any more.
  mutating func failed(_ error: any Error) {
    failure = error
    lost += writing + results.count
    writing = 0
    results = []
    _ = cancel()
    cancelFetches()
  }

  // MARK: Snapshots

  func status(_ settings: PipelineSettings) -> PipelineStatus {
    var status = PipelineStatus()
    status.workers = workers.enumerated().map { index, worker in
      PipelineWorker(name: "\(settings.name)-\(index + 1)", activity: worker.activity, since: worker.since)
    }
    status.fetched = fetched
    status.written = written
    status.groups = groups
    status.unwritten = results.count + writing
    status.isCancelled = isCancelled
    return status
  }

  var end: PipelineEnd {
    PipelineEnd(
      fetched: fetched, written: written, lost: lost, isCancelled: isCancelled && failure == nil, failure: failure)
  }
}
