package import Model

/// What is looked at again because something has changed, and when. Pure: it reads no clock and touches no file.
///
/// | what happens | look |
/// |---|---|
/// | an entry comes, goes, is renamed, or closed by its writer | at its folder, when ``quiet`` has passed without another event, ``longest`` after the first at the latest |
/// | a file is made, or written and not closed | at its folder, when ``writingQuiet`` has passed, every ``writingLongest`` at least |
/// | something in a folder above system folders | for system folders that come and go |
/// | events are lost | at everything |
/// | mounts below or above a root change | at all of the root |
/// | a root is out of reach | at the root every ``probe`` |
/// | folders that are not watched | at their times every ``poll``, at everything in them every ``complete``; both more seldom where that would cost more than a few percent of a processor, and on disks of other machines |
/// | a folder that cannot be read | at it every ``retry`` |
///
/// A look is never begun sooner after the last one than that one took. Times are nanoseconds of one clock.
package struct WatchPlan: Sendable {
  package enum Action: Hashable, Sendable {
    case look(Shelf.Location, LookScope)
    /// With `isComplete` at all of its system folders, with `comparesTimes` only where a folder above them differs.
    case lookAtRoot(LibraryRoot, LookScope)
  }

  /// What a look at a system folder found out about it.
  package struct Report: Hashable, Sendable {
    /// Folders that are not watched, and whether another machine may change them.
    package var unwatched = 0
    package var isDistant = false
    /// Folders that could not be read.
    package var unread = 0
    /// Links to files lie in it, whose targets can change elsewhere.
    package var holdsLinks = false
    package var scope = LookScope.complete
    package var hasChanged = false
    /// Nanoseconds the look took.
    package var duration: UInt64 = 0
    /// What looking by the clock costs, nanoseconds; counts for looks that found nothing.
    package var cost: UInt64 = 0

    package init() {}
  }

  package static let quiet: UInt64 = 300_000_000
  package static let longest: UInt64 = 2_000_000_000
  package static let writingQuiet: UInt64 = 1_000_000_000
  package static let writingLongest: UInt64 = 3_000_000_000
  package static let poll: UInt64 = 2_000_000_000
  package static let complete: UInt64 = 4_000_000_000
  package static let distantPoll: UInt64 = 60_000_000_000
  package static let distantComplete: UInt64 = 900_000_000_000
  package static let probe: UInt64 = 2_000_000_000
  package static let retry: UInt64 = 30_000_000_000
  /// Each kind of polling takes at most this part of the time.
  package static let share: UInt64 = 50
  /// A change of the mounts comes in several steps.
  static let mounting: UInt64 = 200_000_000

  /// Folders that have changed since the last look, and when.
  fileprivate struct Burst: Sendable {
    var folders: Set<[UInt8]> = []
    var first: UInt64 = 0
    var last: UInt64 = 0

    mutating func add(_ folder: [UInt8], _ now: UInt64) {
      if folders.isEmpty { first = now }
      folders.insert(folder)
      last = now
    }

    func due(_ quiet: UInt64, _ longest: UInt64) -> UInt64? {
      folders.isEmpty ? nil : min(last + quiet, first + longest)
    }
  }

  fileprivate struct Folder: Sendable {
    var changed = Burst()
    var written = Burst()
    var report: Report?
    var pollCost: UInt64 = 0
    var completeCost: UInt64 = 0
    /// When the next look by events may begin.
    var rest: UInt64 = 0
    var retryDue: UInt64?
    var linksDue: UInt64?
  }

  fileprivate struct Root: Sendable {
    var changed = Burst()
    var completeDue: UInt64?
    var probeDue: UInt64?
    /// Folders above system folders that are not watched.
    var unwatched = 0
    var isDistant = false
  }

  /// One of the two kinds of folders that are looked at by the clock.
  private struct Round: Sendable {
    var pollDue: UInt64?
    var completeDue: UInt64?
  }

  private var folders: [Shelf.Location: Folder] = [:]
  private var roots: [LibraryRoot: Root] = [:]
  private var near = Round()
  private var distant = Round()
  /// Nanoseconds between looks at everything that is not watched; nil adapts.
  private var interval: UInt64?
  private let isOn: Bool

  /// - Parameters:
  ///   - interval: how often everything that is not watched is looked through; nil finds that out by its cost.
  ///   - isOn: whether changes are looked for between such times. Without an interval either, nothing is polled.
  package init(interval: UInt64? = nil, isOn: Bool = true) {
    self.interval = interval
    self.isOn = isOn
  }

  // MARK: What happens

  /// Changes how often what is not watched is looked through, or ``ScanSettings/never``.
  package mutating func setInterval(_ interval: UInt64?, now: UInt64) {
    guard interval != self.interval else { return }
    self.interval = interval
    (near, distant) = (Round(), Round())
    schedule(now)
  }

  /// - Parameters:
  ///   - folder: raw path below the system folder.
  ///   - isBeingWritten: more is to be expected.
  package mutating func changed(_ location: Shelf.Location, folder: [UInt8], isBeingWritten: Bool, now: UInt64) {
    if isBeingWritten {
      folders[location, default: Folder()].written.add(folder, now)
    } else {
      folders[location, default: Folder()].changed.add(folder, now)
    }
  }

  /// Something in a folder above system folders.
  package mutating func shapeChanged(_ root: LibraryRoot, now: UInt64) {
    roots[root, default: Root()].changed.add([], now)
  }

  /// Everything below the root may be another thing: its mounts have changed, or events were lost.
  package mutating func upset(_ root: LibraryRoot, now: UInt64) {
    // Counted from the last sign: what comes in steps is looked at when it has come.
    roots[root, default: Root()].completeDue = now + WatchPlan.mounting
  }

  /// A look at a system folder has ended.
  package mutating func looked(_ location: Shelf.Location, _ report: Report, now: UInt64) {
    var folder = folders[location, default: Folder()]
    // What has changed costs more, once.
    if !report.hasChanged {
      if report.scope.isComplete { folder.completeCost = report.cost }
      if report.scope.comparesTimes { folder.pollCost = report.cost }
    }
    folder.report = report
    folder.rest = now + report.duration
    folder.retryDue = report.unread > 0 ? now + WatchPlan.retry : nil
    folders[location] = folder
    if report.hasChanged {
      for (other, state) in folders where other.root == location.root && other != location {
        if state.report?.holdsLinks == true, state.linksDue == nil { folders[other]?.linksDue = now + WatchPlan.quiet }
      }
    }
    schedule(now)
  }

  /// A look at a root has ended.
  ///
  /// - Parameters:
  ///   - isAvailable: it could be read.
  ///   - unwatched: folders above system folders that are not watched.
  package mutating func looked(
    _ root: LibraryRoot, isAvailable: Bool, unwatched: Int, isDistant: Bool, now: UInt64
  ) {
    var state = roots[root, default: Root()]
    state.probeDue = isAvailable ? nil : now + WatchPlan.probe
    state.unwatched = unwatched
    state.isDistant = isDistant
    roots[root] = state
    schedule(now)
  }

  package mutating func forget(_ location: Shelf.Location) { folders[location] = nil }

  package mutating func forget(_ root: LibraryRoot) {
    roots[root] = nil
    folders = folders.filter { $0.key.root != root }
  }

  // MARK: What to do

  /// When ``next(now:)`` has something; nil where only an event can bring that about.
  package var nextDue: UInt64? {
    var due = [near.pollDue, near.completeDue, distant.pollDue, distant.completeDue].compactMap { $0 }
    for folder in folders.values { if let own = folder.due { due.append(own) } }
    for root in roots.values { if let own = root.due { due.append(own) } }
    return due.min()
  }

  /// What is due, in a fixed order.
  package mutating func next(now: UInt64) -> [Action] {
    var looks: [Shelf.Location: LookScope] = [:]
    var rootLooks: [LibraryRoot: LookScope] = [:]
    for (location, folder) in folders {
      guard let due = folder.due, due <= now else { continue }
      looks[location] = take(location, now)
    }
    for (root, state) in roots {
      guard let due = state.due, due <= now else { continue }
      let isComplete = (state.completeDue ?? .max) <= now || (state.probeDue ?? .max) <= now
      rootLooks[root] = LookScope(isComplete: isComplete)
      roots[root]?.changed = Burst()
      if isComplete { roots[root]?.completeDue = nil }
      // Set again by the end of the look.
      roots[root]?.probeDue = nil
    }
    poll(\.near, isDistant: false, now, &looks, &rootLooks)
    poll(\.distant, isDistant: true, now, &looks, &rootLooks)
    return looks.sorted { WatchPlan.precedes($0.key, $1.key) }.map { .look($0.key, $0.value) }
      + rootLooks.sorted { $0.key.id < $1.key.id }.map { .lookAtRoot($0.key, $0.value) }
  }

  private mutating func take(_ location: Shelf.Location, _ now: UInt64) -> LookScope {
    guard var folder = folders[location] else { return LookScope() }
    defer { folders[location] = folder }
    var scope = LookScope()
    scope.listsLinks = folder.report?.holdsLinks ?? false
    if let due = folder.changed.due(WatchPlan.quiet, WatchPlan.longest), due <= now {
      scope.folders.formUnion(folder.changed.folders)
      folder.changed = Burst()
    }
    if let due = folder.written.due(WatchPlan.writingQuiet, WatchPlan.writingLongest), due <= now {
      scope.folders.formUnion(folder.written.folders)
      folder.written = Burst()
    }
    if (folder.retryDue ?? .max) <= now {
      scope.listsUnread = true
      folder.retryDue = nil
    }
    if (folder.linksDue ?? .max) <= now { folder.linksDue = nil }
    // What has just been closed is not being written any more.
    folder.written.folders.subtract(scope.folders)
    return scope
  }

  private mutating func poll(
    _ round: WritableKeyPath<WatchPlan, Round>, isDistant: Bool, _ now: UInt64,
    _ looks: inout [Shelf.Location: LookScope], _ rootLooks: inout [LibraryRoot: LookScope]
  ) {
    let isComplete = (self[keyPath: round].completeDue ?? .max) <= now
    guard isComplete || (self[keyPath: round].pollDue ?? .max) <= now else { return }
    let scope = LookScope(isComplete: isComplete, comparesTimes: true)
    for (location, folder) in folders where folder.isPolled(isDistant) {
      looks[location, default: LookScope()].merge(scope)
    }
    for (root, state) in roots where state.unwatched > 0 && state.isDistant == isDistant && state.probeDue == nil {
      rootLooks[root, default: LookScope(comparesTimes: true)].merge(LookScope(comparesTimes: true))
    }
    // Until the looks have ended, by which the next round is set.
    self[keyPath: round].pollDue = nil
    if isComplete { self[keyPath: round].completeDue = nil }
    schedule(now)
  }

  private mutating func schedule(_ now: UInt64) {
    schedule(\.near, isDistant: false, WatchPlan.poll, WatchPlan.complete, now)
    schedule(\.distant, isDistant: true, WatchPlan.distantPoll, WatchPlan.distantComplete, now)
  }

  private mutating func schedule(
    _ round: WritableKeyPath<WatchPlan, Round>, isDistant: Bool, _ poll: UInt64, _ complete: UInt64, _ now: UInt64
  ) {
    let polled = folders.values.filter { $0.isPolled(isDistant) }
    let isAnyRoot = roots.values.contains { $0.unwatched > 0 && $0.isDistant == isDistant }
    guard !polled.isEmpty || isAnyRoot, interval != ScanSettings.never else { return self[keyPath: round] = Round() }
    let pollCost = polled.reduce(0) { $0 + $1.pollCost }
    let completeCost = polled.reduce(0) { $0 + $1.completeCost }
    if self[keyPath: round].completeDue == nil, interval != nil || isOn {
      let wait = interval ?? max(complete, completeCost * WatchPlan.share)
      self[keyPath: round].completeDue = now + wait
    }
    if self[keyPath: round].pollDue == nil, isOn {
      let wait = max(poll, pollCost * WatchPlan.share)
      self[keyPath: round].pollDue = now + (interval.map { min($0, wait) } ?? wait)
    }
  }

  private static func precedes(_ left: Shelf.Location, _ right: Shelf.Location) -> Bool {
    left.root.id == right.root.id ? left.folder.lexicographicallyPrecedes(right.folder) : left.root.id < right.root.id
  }
}

extension WatchPlan.Folder {
  fileprivate var due: UInt64? {
    let events = [
      changed.due(WatchPlan.quiet, WatchPlan.longest), written.due(WatchPlan.writingQuiet, WatchPlan.writingLongest),
      linksDue,
    ]
    let own = events.compactMap { $0 }.min().map { max($0, rest) }
    return [own, retryDue].compactMap { $0 }.min()
  }

  fileprivate func isPolled(_ isDistant: Bool) -> Bool {
    guard let report, report.unwatched > 0 else { return false }
    return report.isDistant == isDistant
  }
}

extension WatchPlan.Root {
  fileprivate var due: UInt64? {
    [changed.due(WatchPlan.quiet, WatchPlan.longest), completeDue, probeDue].compactMap { $0 }.min()
  }
}
