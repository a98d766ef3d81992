internal import Enrichment
internal import Synchronization

/// Runs tasks one after the other, in time that stands still while anything can run and jumps to the next call-back
/// when nothing can. What happens depends on nothing but the program and its seeds.
final class VirtualTime: TaskExecutor, GateClock {
  private struct Alarm {
    let time: UInt64
    let order: UInt64
    let body: @Sendable () -> Void
  }

  private struct State {
    var jobs: [UnownedJob] = []
    var alarms: [Alarm] = []
    var time: UInt64
    var order: UInt64 = 0
  }

  private let state: Mutex<State>
  private static let start: UInt64 = 5_000_000_000
  /// 2026-11-20T00:00:00Z.
  private static let wallStart: Int64 = 1_795_132_800_000_000_000

  init() { state = Mutex(State(time: VirtualTime.start)) }

  func now() -> UInt64 { state.withLock { $0.time } }
  func wall() -> Int64 { VirtualTime.wallStart + Int64(now() - VirtualTime.start) }

  /// Seconds since the beginning.
  var seconds: Double { Double(now() - VirtualTime.start) / 1e9 }

  func callBack(at time: UInt64, _ body: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.order += 1
      state.alarms.append(Alarm(time: time, order: state.order, body: body))
    }
  }

  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    state.withLock { $0.jobs.append(job) }
  }

  /// Waits as long, or until the task is cancelled.
  func sleep(_ nanoseconds: UInt64) async {
    let waiting = Shared<CheckedContinuation<Void, Never>?>(nil)
    let wake: @Sendable () -> Void = {
      waiting.change { waiting in
        waiting?.resume()
        waiting = nil
      }
    }
    await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        waiting.change { $0 = continuation }
        if Task.isCancelled { wake() } else { callBack(at: now() &+ nanoseconds, wake) }
      }
    } onCancel: {
      wake()
    }
  }

  /// Runs `body` to its end, with all that it starts in task groups.
  func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value? {
    let result = Shared<Value?>(nil)
    Task(executorPreference: self) {
      let value = await body()
      result.change { $0 = value }
    }
    while true {
      if let value = result.value { return value }
      var jobs: [UnownedJob] = []
      state.withLock { swap(&$0.jobs, &jobs) }
      for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
      if !jobs.isEmpty { continue }
      let next: Alarm? = state.withLock { state in
        guard
          let index = state.alarms.indices.min(by: {
            (state.alarms[$0].time, state.alarms[$0].order) < (state.alarms[$1].time, state.alarms[$1].order)
          })
        else { return nil }
        let alarm = state.alarms.remove(at: index)
        state.time = max(state.time, alarm.time)
        return alarm
      }
      guard let next else { return nil }
      next.body()
    }
  }
}

/// Random numbers that are the same for the same seed (SplitMix64).
struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64
  init(_ seed: UInt64) { state = seed }
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// A list that tasks append to.
final class Record<Element: Sendable>: Sendable {
  private let held = Mutex<[Element]>([])
  func append(_ element: Element) { held.withLock { $0.append(element) } }
  var all: [Element] { held.withLock { $0 } }
  var count: Int { held.withLock { $0.count } }
}

/// A value that tasks change.
final class Shared<Value: Sendable>: Sendable {
  private let held: Mutex<Value>
  init(_ value: Value) { held = Mutex(value) }
  func change<Result: Sendable>(_ body: (inout Value) -> Result) -> Result { held.withLock { body(&$0) } }
  var value: Value { held.withLock { $0 } }
}
