package import Platform

/// Requests that go through a bounded set of threads, because their file system may hang or all other threads are
/// busy: which runs next, and which has waited too long.
///
/// A pure state machine. A thread that hangs stays counted against its file until it comes back, so one file can take
/// only a few of them with it; against the whole it no longer counts once its request has been answered.
package struct PooledRequests: Sendable {
  package typealias Identifier = UInt64

  package enum Action: Hashable, Sendable {
    case run(Identifier)
    case fail(Identifier, Errno)
  }

  private struct Item: Sendable {
    var file: UInt64
    var handle: UInt64
    var process: Int32
    var submitted: UInt64
    var isRunning = false
    /// Answered already; only its thread is still out.
    var isAnswered = false

    func isLate(_ file: File, _ deadline: UInt64, _ now: UInt64) -> Bool {
      max(submitted, file.progressed) + deadline <= now
    }
  }

  /// What is known of one file while it has requests.
  private struct File: Sendable {
    var waiting = 0
    var running = 0
    var progressed: UInt64 = 0
    /// When its requests failed because nothing had gone forward; nil once something has.
    var expired: UInt64?
  }

  private var items: [Identifier: Item] = [:]
  private var files: [UInt64: File] = [:]
  private var queue: [Identifier] = []
  /// Threads whose request is not answered yet, and all threads.
  private var running = 0
  private var out = 0
  /// Nanoseconds without progress after which a request fails, those that wait already included.
  package var deadline: UInt64
  private let threads: Int
  private let threadsPerFile: Int
  private let limitPerFile: Int
  private let threadLimit: Int

  /// - Parameters:
  ///   - deadline: nanoseconds without progress on its file after which a request fails.
  ///   - threads: how many requests run at once.
  ///   - threadsPerFile: how many of them may be of one file.
  ///   - limitPerFile: how many requests of one file may run or wait.
  ///   - threadLimit: how many threads there may be with those that hang.
  package init(deadline: UInt64, threads: Int, threadsPerFile: Int, limitPerFile: Int, threadLimit: Int) {
    self.deadline = deadline
    self.threads = threads
    self.threadsPerFile = threadsPerFile
    self.limitPerFile = limitPerFile
    self.threadLimit = threadLimit
  }

  /// Requests that are not answered yet.
  package var count: Int { running + queue.count }

  /// Whether a thread is out with the request.
  package func isOut(_ identifier: Identifier) -> Bool { items[identifier]?.isRunning == true }

  /// A request of `file` wants a thread. Where the file's threads hang and others have just given up on it, its time
  /// is up at once, as with ``ParkedReads``.
  package mutating func submit(
    _ identifier: Identifier, file: UInt64, handle: UInt64, process: Int32, now: UInt64
  ) -> [Action] {
    let known = files[file, default: File()]
    let hasJustExpired = known.expired.map { $0 + deadline > now } ?? false
    guard known.waiting < limitPerFile, !hasJustExpired else { return [.fail(identifier, .ioError)] }
    files[file, default: File()].waiting += 1
    items[identifier] = Item(file: file, handle: handle, process: process, submitted: now)
    queue.append(identifier)
    return start()
  }

  /// The thread of a request has come back, whether anybody still waited or not.
  package mutating func finished(_ identifier: Identifier, now: UInt64) -> [Action] {
    guard let item = items.removeValue(forKey: identifier), item.isRunning else { return [] }
    out -= 1
    if !item.isAnswered { running -= 1 }
    update(item.file) { file in
      file.running -= 1
      if !item.isAnswered { file.waiting -= 1 }
      file.progressed = now
      file.expired = nil
    }
    return start()
  }

  /// As ``ParkedReads/cancel(handle:where:)``.
  package mutating func cancel(handle: UInt64, where isGone: (Int32) -> Bool) -> [Action] {
    answer(.interrupted) { item, _ in item.handle == handle && isGone(item.process) }
  }

  package mutating func expire(now: UInt64) -> [Action] {
    let limit = deadline
    let late = items.values.filter { !$0.isAnswered && $0.isLate(files[$0.file] ?? File(), limit, now) }
    for item in late { files[item.file]?.expired = now }
    return answer(.ioError) { item, file in item.isLate(file, limit, now) }
  }

  private mutating func answer(_ error: Errno, where matches: (Item, File) -> Bool) -> [Action] {
    let hit = items.filter { !$0.value.isAnswered && matches($0.value, files[$0.value.file] ?? File()) }.keys.sorted()
    guard !hit.isEmpty else { return [] }
    for identifier in hit {
      guard let item = items[identifier] else { continue }
      if item.isRunning {
        items[identifier]?.isAnswered = true
        running -= 1
      } else {
        items[identifier] = nil
      }
      update(item.file) { $0.waiting -= 1 }
    }
    queue.removeAll { items[$0] == nil }
    return hit.map { .fail($0, error) } + start()
  }

  private mutating func update(_ file: UInt64, _ change: (inout File) -> Void) {
    change(&files[file, default: File()])
    if files[file]?.waiting == 0, files[file]?.running == 0 { files[file] = nil }
  }

  private mutating func start() -> [Action] {
    var actions: [Action] = []
    var position = 0
    while running < threads, out < threadLimit, position < queue.count {
      let identifier = queue[position]
      guard let file = items[identifier]?.file, files[file, default: File()].running < threadsPerFile else {
        position += 1
        continue
      }
      queue.remove(at: position)
      items[identifier]?.isRunning = true
      running += 1
      out += 1
      files[file, default: File()].running += 1
      actions.append(.run(identifier))
    }
    return actions
  }
}
