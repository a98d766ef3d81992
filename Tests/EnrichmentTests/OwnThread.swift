internal import Platform

/// Runs tasks on a thread of its own: what other tests do with the common pool of threads delays none of them.
final class OwnThread: TaskExecutor {
  private struct State: Sendable {
    var jobs: [UnownedJob] = []
    var isEnded = false
  }

  private let state = Monitor(State())

  init() throws {
    let state = state
    let executor = Unowned(self)
    try WorkerThread(name: "own-thread") {
      while true {
        let jobs = state.wait { state -> [UnownedJob]? in
          if state.jobs.isEmpty { return state.isEnded ? [] : nil }
          defer { state.jobs = [] }
          return state.jobs
        }
        guard let jobs, !jobs.isEmpty else { return }
        for job in jobs { job.runSynchronously(on: executor.value) }
      }
    }.detach()
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.signal { $0.jobs.append(job) }
  }

  /// Runs `body`, and ends the thread when it and all that it started has run.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) async -> Value {
    let value = await Task(executorPreference: self) { await body() }.value
    state.signal { $0.isEnded = true }
    return value
  }

  /// The executor's name for the runtime, which its thread outlives by no job.
  private struct Unowned: @unchecked Sendable {
    let value: UnownedTaskExecutor
    init(_ executor: OwnThread) { value = executor.asUnownedTaskExecutor() }
  }
}
