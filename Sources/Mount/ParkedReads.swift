package import Platform

/// Reads that wait for something, such as checksums: who waits for what, and until when.
///
/// A pure state machine: it is told what happened and says what to do. Times are ``monotonicNanoseconds()``.
package struct ParkedReads<Key: Hashable & Sendable>: Sendable {
  package typealias Identifier = UInt64

  package enum Action: Hashable, Sendable {
    /// All the read waited for is there: do it again.
    case resume(Identifier)
    case fail(Identifier, Errno)
  }

  private struct Parked: Sendable {
    var node: UInt64
    var handle: UInt64
    var process: Int32
    var keys: Set<Key>
    var isInLine: Bool
    var remembersExpiry: Bool
    /// When something it waits for last went forward.
    var progressed: UInt64
  }

  private var reads: [Identifier: Parked] = [:]
  private var waiting: [Key: Set<Identifier>] = [:]
  private var perNode: [UInt64: Int] = [:]
  /// When readers of a key gave up, for those that have not gone forward since.
  private var expired: [Key: UInt64] = [:]
  /// The same of nodes whose reads wait in line.
  private var expiredNodes: [UInt64: UInt64] = [:]
  /// Nanoseconds without progress after which a read fails, those that wait already included.
  package var deadline: UInt64
  private let limitPerNode: Int

  /// - Parameters:
  ///   - deadline: nanoseconds without progress after which a read fails.
  ///   - limitPerNode: how many reads of one file may wait: the kernel lets only so many be outstanding on the
  ///     whole mount.
  package init(deadline: UInt64, limitPerNode: Int) {
    self.deadline = deadline
    self.limitPerNode = limitPerNode
  }

  package var count: Int { reads.count }

  /// A read has to wait for `keys`.
  ///
  /// For one that others have just given up on the time is up at once: when a page could not be read, the kernel lets
  /// the next of those who wait for it ask again, and a hundred readers would wait a hundred deadlines.
  ///
  /// - Parameters:
  ///   - isInLine: what the read waits for may come after other things of its node, so that progress of any of them is
  ///     its own; see ``progressed(node:now:)``.
  ///   - remembersExpiry: what nobody got in time is not asked for any more until it goes forward. Otherwise who
  ///     provides it knows better when that is worth while.
  package mutating func park(
    _ identifier: Identifier, node: UInt64, handle: UInt64, process: Int32, keys: Set<Key>, isInLine: Bool = false,
    remembersExpiry: Bool = true, now: UInt64
  ) -> [Action] {
    guard perNode[node, default: 0] < limitPerNode else { return [.fail(identifier, .ioError)] }
    guard !keys.isEmpty else { return [.resume(identifier)] }
    let hasJustExpired =
      isInLine
      ? expiredNodes[node].map { $0 + deadline > now } ?? false
      : keys.contains { key in expired[key].map { $0 + deadline > now } ?? false }
    guard !hasJustExpired else { return [.fail(identifier, .ioError)] }
    reads[identifier] = Parked(
      node: node, handle: handle, process: process, keys: keys, isInLine: isInLine, remembersExpiry: remembersExpiry,
      progressed: now)
    perNode[node, default: 0] += 1
    for key in keys { waiting[key, default: []].insert(identifier) }
    return []
  }

  /// A key is there, or will not be.
  package mutating func finished(_ key: Key, succeeded: Bool, now: UInt64) -> [Action] {
    expired[key] = nil
    guard let identifiers = waiting.removeValue(forKey: key) else { return [] }
    var actions: [Action] = []
    for identifier in identifiers.sorted() {
      reads[identifier]?.keys.remove(key)
      reads[identifier]?.progressed = now
      if !succeeded {
        forget(identifier)
        actions.append(.fail(identifier, .ioError))
      } else if reads[identifier]?.keys.isEmpty == true {
        forget(identifier)
        actions.append(.resume(identifier))
      }
    }
    return actions
  }

  /// Something was done for a key.
  package mutating func progressed(_ key: Key, now: UInt64) {
    expired[key] = nil
    for identifier in waiting[key] ?? [] { reads[identifier]?.progressed = now }
  }

  /// Something went forward that reads of `node` stand in line behind.
  package mutating func progressed(node: UInt64, now: UInt64) {
    expiredNodes[node] = nil
    for (identifier, read) in reads where read.node == node { reads[identifier]?.progressed = now }
  }

  /// A descriptor of the opening `handle` was closed.
  ///
  /// - Parameter isGone: whether the process of a read no longer waits for it.
  package mutating func cancel(handle: UInt64, where isGone: (Int32) -> Bool) -> [Action] {
    let cancelled = reads.filter { $0.value.handle == handle && isGone($0.value.process) }.keys.sorted()
    for identifier in cancelled { forget(identifier) }
    return cancelled.map { .fail($0, .interrupted) }
  }

  /// Time has passed.
  package mutating func expire(now: UInt64) -> [Action] {
    if !expired.isEmpty { expired = expired.filter { $0.value + deadline > now } }
    if !expiredNodes.isEmpty { expiredNodes = expiredNodes.filter { $0.value + deadline > now } }
    let late = reads.filter { $0.value.progressed + deadline <= now }
    for (identifier, read) in late {
      if read.isInLine {
        expiredNodes[read.node] = now
      } else if read.remembersExpiry {
        for key in read.keys { expired[key] = now }
      }
      forget(identifier)
    }
    return late.keys.sorted().map { .fail($0, .ioError) }
  }

  private mutating func forget(_ identifier: Identifier) {
    guard let read = reads.removeValue(forKey: identifier) else { return }
    for key in read.keys {
      waiting[key]?.remove(identifier)
      if waiting[key]?.isEmpty == true { waiting[key] = nil }
    }
    perNode[read.node, default: 1] -= 1
    if perNode[read.node] == 0 { perNode[read.node] = nil }
  }
}
