/// What is to be looked through again, and when: system folders, or whole roots. Pure: it starts no thread and reads no
/// clock.
///
/// Times are nanoseconds of one clock.
package struct RescanQueue<Place: Hashable & Sendable> {
  package typealias Completion = @Sendable () -> Void

  /// What is taken first of what is due.
  package enum Urgency: Int, Comparable, Sendable {
    /// Part of a run over the library.
    case run
    /// Something has changed there.
    case change
    /// Somebody waits for it.
    case reader

    package static func < (left: Urgency, right: Urgency) -> Bool { left.rawValue < right.rawValue }
  }

  /// A place to look through, and who waits for that.
  package struct Run {
    package var location: Place
    package var scope: LookScope
    package var completions: [Completion]
  }

  private struct Waiting {
    var scope: LookScope
    var urgency: Urgency
    var due: UInt64
    /// Of equals the one that was asked for first.
    var number: UInt64
    var completions: [Completion]

    func precedes(_ other: Waiting) -> Bool {
      if urgency != other.urgency { return urgency > other.urgency }
      return due == other.due ? number < other.number : due < other.due
    }
  }

  /// From one start to the next of a place that readers found changed.
  package static var interval: UInt64 { 1_000_000_000 }
  /// A look that has shown no progress for so long waits for a disk and not for a processor: it no longer counts
  /// against the limit.
  package static var stall: UInt64 { 2_000_000_000 }
  /// Looks at once, with those that wait for a disk.
  package static var threadLimit: Int { 256 }

  private var waiting: [Place: Waiting] = [:]
  /// Places that are being looked through, and when they last went forward.
  private var running: [Place: UInt64] = [:]
  private var started: [Place: UInt64] = [:]
  private var lastNumber: UInt64 = 0
  /// Places looked through at once.
  package var limit: Int

  package init(limit: Int = 8) { self.limit = limit }

  package func isRunning(_ location: Place) -> Bool { running[location] != nil }

  /// Asks for a place. A request that waits already takes scope and completion; one that runs does not, because it may
  /// have passed what changed.
  ///
  /// - Parameter isLimited: the place is looked through at most once in ``interval``.
  package mutating func add(
    _ location: Place, scope: LookScope = .complete, urgency: Urgency = .reader, now: UInt64, isLimited: Bool,
    completion: Completion?
  ) {
    lastNumber += 1
    var entry = Waiting(scope: scope, urgency: urgency, due: now, number: lastNumber, completions: [])
    if isLimited, let start = started[location] { entry.due = max(now, start + Self.interval) }
    if let present = waiting[location] {
      entry.due = min(entry.due, present.due)
      entry.urgency = max(entry.urgency, present.urgency)
      entry.number = present.number
      entry.scope.merge(present.scope)
      entry.completions = present.completions
    }
    if let completion { entry.completions.append(completion) }
    waiting[location] = entry
  }

  /// The next place to look through, from now on running.
  package mutating func next(now: UInt64) -> Run? {
    guard running.count < Self.threadLimit, busy(now) < limit else { return nil }
    var best: (key: Place, value: Waiting)?
    for entry in waiting where entry.value.due <= now && running[entry.key] == nil {
      if best.map({ entry.value.precedes($0.value) }) ?? true { best = entry }
    }
    guard let (location, entry) = best else { return nil }
    waiting[location] = nil
    running[location] = now
    started = started.filter { now < $0.value + Self.interval }
    started[location] = now
    return Run(location: location, scope: entry.scope, completions: entry.completions)
  }

  /// Looks that have a claim on a processor.
  private func busy(_ now: UInt64) -> Int { running.values.count { now < $0 + Self.stall } }

  /// When ``next(now:)`` is worth another look; nil where only an event can change its answer.
  package func nextDue(now: UInt64) -> UInt64? {
    guard let due = waiting.lazy.filter({ running[$0.key] == nil }).map(\.value.due).min() else { return nil }
    guard busy(now) >= limit else { return due }
    // The one that has stood still longest makes room first.
    return running.values.filter { now < $0 + Self.stall }.min().map { max(due, $0 + Self.stall) }
  }

  /// A running look has gone forward.
  package mutating func progress(_ location: Place, now: UInt64) {
    if running[location] != nil { running[location] = now }
  }

  /// When a running look last went forward.
  package func lastProgress(_ location: Place) -> UInt64? { running[location] }

  /// The end of what ``next(now:)`` gave.
  package mutating func finish(_ location: Place) { running[location] = nil }

  /// Takes a place out that is not there any more, unless it is being looked through.
  ///
  /// - Returns: who waits for it.
  package mutating func withdraw(_ location: Place) -> [Completion] {
    waiting.removeValue(forKey: location)?.completions ?? []
  }

  /// Empties the queue.
  package mutating func abandon() -> [Completion] {
    defer { waiting = [:] }
    return waiting.values.flatMap(\.completions)
  }
}
