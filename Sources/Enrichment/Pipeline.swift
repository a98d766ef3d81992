package import Platform

/// Fetches several things at the same time and writes the results in groups as they come, in whatever order.
///
/// Runs once. There is one writer, on a thread of its own: it may block. Where it is slower than the fetches they wait,
/// so that never more than a group and ``PipelineSettings/concurrency`` results are fetched and not written.
///
/// A cancelled pipeline begins nothing any more and writes everything that is complete. A fetch that stalls holds its
/// own worker, nobody else's, and nobody's result.
package final class Pipeline<Work: Sendable, Output: Sendable>: Sendable {
  package typealias Next = @Sendable () async -> Work?
  package typealias Fetch = @Sendable (Work) async -> Output?
  package typealias Write = @Sendable ([Output]) throws -> Void

  package let settings: PipelineSettings
  let state: Monitor<PipelineState<Output>>
  private let next: Next
  private let fetch: Fetch
  private let write: Write
  private let describe: @Sendable (Work) -> String

  /// - Parameters:
  ///   - describe: what a piece of work is called in ``status``.
  ///   - next: the next piece of work; nil where there is none any more. Several workers ask at the same time. Its task
  ///     is cancelled together with the pipeline; what it gives then is not fetched.
  ///   - fetch: what comes of a piece of work; nil leaves nothing to write. Its task is cancelled when the pipeline is,
  ///     after ``PipelineSettings/grace``, or as soon as writing has failed, and must end then.
  ///   - write: stores a group of results, in one transaction. Called by one thread, one group after the other. What
  ///     it throws ends the pipeline.
  package init(
    _ settings: PipelineSettings, describe: @escaping @Sendable (Work) -> String = { _ in "" }, next: @escaping Next,
    fetch: @escaping Fetch, write: @escaping Write
  ) {
    self.settings = settings
    self.describe = describe
    self.next = next
    self.fetch = fetch
    self.write = write
    state = Monitor(PipelineState(settings, at: monotonicNanoseconds()))
  }

  /// Works until there is nothing left to do, or until it is cancelled: by ``cancel()``, or as the task is.
  ///
  /// - Throws: what the writer's thread could not be started for. Nothing has been fetched then.
  package func run() async throws(Errno) -> PipelineEnd {
    let isFirst = state.withLock { state in
      defer { state.hasBegun = true }
      return !state.hasBegun
    }
    precondition(isFirst, "a pipeline runs once")
    // The kernel keeps 15 bytes.
    try WorkerThread(name: settings.name.prefix(12) + "-wr") { [self] in writeAll() }.detach()
    return await withTaskCancellationHandler {
      // No children of this task: its cancellation would reach fetches at once.
      let workers = (0..<settings.concurrency).map { index in Task { await work(index) } }
      for worker in workers { await worker.value }
      let grace = state.signal { state in
        state.areWorkersDone = true
        return state.grace
      }
      grace?.cancel()
      await withCheckedContinuation { continuation in state.withLock { $0.waitForWriter(continuation) } }
      return state.withLock { $0.end }
    } onCancel: {
      cancel()
    }
  }

  /// Begins nothing any more. Fetches under way go on for the grace time; what is complete is written. Any thread.
  package func cancel() {
    guard state.signal({ $0.cancel() }) else { return }
    let grace = Task { [weak self, settings] in
      try? await Task.sleep(nanoseconds: settings.grace)
      if !Task.isCancelled { self?.state.withLock { $0.cancelFetches() } }
    }
    let isOver = state.withLock { state in
      state.grace = grace
      return state.areWorkersDone
    }
    if isOver { grace.cancel() }
  }

  package var status: PipelineStatus { state.withLock { $0.status(settings) } }

  private func work(_ index: Int) async {
    while await hasRoom(index) {
      let found = await run(index, .waitingForWork, isFetch: false, next)
      guard let found, !state.withLock({ $0.isCancelled }) else {
        state.withLock { found == nil ? $0.exhaust() : $0.giveRoom(1) }
        break
      }
      let output = await run(index, .fetching(describe(found)), isFetch: true) { [fetch] in await fetch(found) }
      state.signal { $0.take(output, at: monotonicNanoseconds()) }
    }
    state.withLock { $0.set(index, .done, at: monotonicNanoseconds()) }
  }

  private func hasRoom(_ index: Int) async -> Bool {
    await withCheckedContinuation { continuation in
      state.withLock { $0.askForRoom(index, continuation, at: monotonicNanoseconds()) }
    }
  }

  /// Runs something of the owner's in a task that can be cancelled by itself.
  private func run<Value: Sendable>(
    _ index: Int, _ activity: PipelineWorker.Activity, isFetch: Bool, _ body: @escaping @Sendable () async -> Value?
  ) async -> Value? {
    let task = Task { await body() }
    let errand = PipelineState<Output>.Errand(isFetch: isFetch) { task.cancel() }
    state.withLock { $0.begin(index, activity, errand, at: monotonicNanoseconds()) }
    return await task.value
  }

  private func writeAll() {
    while let group = nextGroup() {
      do {
        try write(group)
        state.withLock { $0.wrote() }
      } catch { state.withLock { $0.failed(error) } }
    }
    state.withLock { $0.writerEnded() }
  }

  /// Waits for a group that is full, or old enough, or the last; nil when no result comes any more.
  private func nextGroup() -> [Output]? {
    let due = state.wait { state -> UInt64? in
      if !state.results.isEmpty { return state.oldest &+ settings.groupWait }
      return state.areWorkersDone ? 0 : nil
    }
    _ = state.wait(until: due) { state in
      state.areWorkersDone || state.results.count >= settings.groupCount ? true : nil
    }
    let group = state.withLock { $0.takeGroup(settings.groupCount, at: monotonicNanoseconds()) }
    return group.isEmpty ? nil : group
  }
}
