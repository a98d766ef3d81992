package import Model

/// Which system folders are to be looked through again, and when. Pure: it starts no thread and reads no clock.
///
/// Times are nanoseconds of one clock.
package struct RescanQueue {
  package typealias Completion = @Sendable () -> Void

  /// A folder to look through, and who waits for that.
  package struct Run {
    package var location: Shelf.Location
    package var completions: [Completion]
  }

  private struct Waiting {
    var location: Shelf.Location
    var due: UInt64
    var completions: [Completion]
  }

  /// From one start to the next of a folder that readers found changed.
  package static let interval: UInt64 = 1_000_000_000
  /// Folders looked through at once; more than one only where several are asked for.
  package static let limit = 8

  /// Ordered by when they are due.
  private var waiting: [Waiting] = []
  /// Folders that are being looked through.
  package private(set) var running: Set<Shelf.Location> = []
  private var started: [Shelf.Location: UInt64] = [:]

  package init() {}

  /// Asks for a folder. A request that waits already takes the completion; one that runs does not, because it may
  /// have passed what changed.
  ///
  /// - Parameter isLimited: the folder is looked through at most once in ``interval``.
  package mutating func add(
    _ location: Shelf.Location, now: UInt64, isLimited: Bool, completion: Completion?
  ) {
    var entry = Waiting(location: location, due: now, completions: [])
    if isLimited, let start = started[location] { entry.due = max(now, start + RescanQueue.interval) }
    if let index = waiting.firstIndex(where: { $0.location == location }) {
      let present = waiting.remove(at: index)
      entry.due = min(entry.due, present.due)
      entry.completions = present.completions
    }
    if let completion { entry.completions.append(completion) }
    waiting.insert(entry, at: waiting.firstIndex { $0.due > entry.due } ?? waiting.count)
  }

  /// The next folder to look through, from now on running.
  package mutating func next(now: UInt64) -> Run? {
    guard running.count < RescanQueue.limit,
      let index = waiting.firstIndex(where: { !running.contains($0.location) }), waiting[index].due <= now
    else { return nil }
    let entry = waiting.remove(at: index)
    running.insert(entry.location)
    started = started.filter { now < $0.value + RescanQueue.interval }
    started[entry.location] = now
    return Run(location: entry.location, completions: entry.completions)
  }

  /// When ``next(now:)`` is worth another look; nil where only an event can change its answer.
  package var nextDue: UInt64? {
    running.count < RescanQueue.limit ? waiting.first { !running.contains($0.location) }?.due : nil
  }

  /// The end of what ``next(now:)`` gave.
  package mutating func finish(_ location: Shelf.Location) { running.remove(location) }

  /// Empties the queue.
  package mutating func abandon() -> [Completion] {
    defer { waiting = [] }
    return waiting.flatMap(\.completions)
  }
}
