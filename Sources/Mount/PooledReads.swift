package import Platform

/// Reads that go through a bounded pool of threads, because their file system may hang or all other threads are
/// busy: which runs next, and which has waited too long.
///
/// A pure state machine. A thread that hangs in a read stays counted against its file until it comes back, so one
/// file can take only a few of them with it.
package struct PooledReads: Sendable {
  package typealias Identifier = UInt64

  package enum Action: Hashable, Sendable {
    case run(Identifier)
    case fail(Identifier, Errno)
  }

  private struct Queued: Sendable {
    var node: UInt64
    var handle: UInt64
    var process: Int32
    var progressed: UInt64
    var isRunning: Bool
    /// Answered already; only its thread is still out.
    var isAnswered = false
  }

  private var reads: [Identifier: Queued] = [:]
  private var queue: [Identifier] = []
  private var runningPerNode: [UInt64: Int] = [:]
  private var running = 0
  private let deadline: UInt64
  private let threads: Int
  private let threadsPerNode: Int
  private let limitPerNode: Int

  /// - Parameters:
  ///   - deadline: nanoseconds without progress on its file after which a read fails.
  ///   - threads: how many reads run at once.
  ///   - threadsPerNode: how many of them may be of one file.
  ///   - limitPerNode: how many reads of one file may run or wait.
  package init(deadline: UInt64, threads: Int, threadsPerNode: Int, limitPerNode: Int) {
    self.deadline = deadline
    self.threads = threads
    self.threadsPerNode = threadsPerNode
    self.limitPerNode = limitPerNode
  }

  /// Reads that are not answered yet.
  package var count: Int { reads.count(where: { !$0.value.isAnswered }) }

  /// Whether a thread is out with the read.
  package func isOut(_ identifier: Identifier) -> Bool { reads[identifier]?.isRunning == true }

  package mutating func submit(
    _ identifier: Identifier, node: UInt64, handle: UInt64, process: Int32, now: UInt64
  ) -> [Action] {
    guard reads.count(where: { $0.value.node == node && !$0.value.isAnswered }) < limitPerNode else {
      return [.fail(identifier, .ioError)]
    }
    reads[identifier] = Queued(node: node, handle: handle, process: process, progressed: now, isRunning: false)
    queue.append(identifier)
    return start()
  }

  /// The thread of a read has come back, whether anybody still waited or not.
  package mutating func finished(_ identifier: Identifier, now: UInt64) -> [Action] {
    guard let read = reads.removeValue(forKey: identifier), read.isRunning else { return [] }
    running -= 1
    runningPerNode[read.node, default: 1] -= 1
    if runningPerNode[read.node] == 0 { runningPerNode[read.node] = nil }
    for other in reads.keys where reads[other]?.node == read.node { reads[other]?.progressed = now }
    return start()
  }

  /// As ``ParkedReads/cancel(handle:where:)``.
  package mutating func cancel(handle: UInt64, where isGone: (Int32) -> Bool) -> [Action] {
    answer(.interrupted) { $0.handle == handle && isGone($0.process) }
  }

  package mutating func expire(now: UInt64) -> [Action] {
    let limit = deadline
    return answer(.ioError) { $0.progressed + limit <= now }
  }

  private mutating func answer(_ error: Errno, where matches: (Queued) -> Bool) -> [Action] {
    let hit = reads.filter { !$0.value.isAnswered && matches($0.value) }.keys.sorted()
    guard !hit.isEmpty else { return [] }
    for identifier in hit {
      if reads[identifier]?.isRunning == true { reads[identifier]?.isAnswered = true } else { reads[identifier] = nil }
    }
    queue.removeAll { reads[$0] == nil }
    return hit.map { .fail($0, error) }
  }

  private mutating func start() -> [Action] {
    var actions: [Action] = []
    var position = 0
    while running < threads, position < queue.count {
      let identifier = queue[position]
      guard let node = reads[identifier]?.node, runningPerNode[node, default: 0] < threadsPerNode else {
        position += 1
        continue
      }
      queue.remove(at: position)
      reads[identifier]?.isRunning = true
      running += 1
      runningPerNode[node, default: 0] += 1
      actions.append(.run(identifier))
    }
    return actions
  }
}
