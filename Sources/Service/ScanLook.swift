package import Model

/// The way of one scan through the system folders of its scope. Pure.
///
/// First the roots are asked for folders that are not known, then every folder of the scope is looked through that has
/// not been since the scan began: whoever looks at it first does it for all.
package struct ScanLook: Sendable {
  /// What a look at a system folder found, by whomever it was asked for.
  package struct Report: Sendable {
    package var location: Shelf.Location
    package var system: String
    /// In the clock of ``ScanLook/init(_:began:finished:limit:)``.
    package var began: UInt64
    /// Every entry of the folder was looked at.
    package var isComplete: Bool
    /// Nothing was taken over from earlier looks.
    package var isAnew: Bool
    /// Whether it was known before.
    package var wasKnown: Bool
    /// What differs, and what there is now.
    package var found: ScanJobs.Found

    package init(
      location: Shelf.Location, system: String, began: UInt64, isComplete: Bool, isAnew: Bool, wasKnown: Bool,
      found: ScanJobs.Found
    ) {
      self.location = location
      self.system = system
      self.began = began
      self.isComplete = isComplete
      self.isAnew = isAnew
      self.wasKnown = wasKnown
      self.found = found
    }
  }

  package let job: ScanJob
  private let began: UInt64
  private let limit: Int
  private var done: Set<Shelf.Location>
  private var waiting: [Shelf.Location] = []
  private var outstanding: Set<Shelf.Location> = []
  private var isListed = false
  /// What was found in folders that are not done.
  private var found: [Shelf.Location: ScanJobs.Found] = [:]

  /// - Parameters:
  ///   - began: looks that began earlier do not count.
  ///   - finished: folders the job is done with.
  ///   - limit: looks asked for at once.
  package init(_ job: ScanJob, began: UInt64, finished: Set<Shelf.Location>, limit: Int) {
    self.job = job
    self.began = began
    self.limit = max(1, limit)
    done = finished
  }

  /// Whether the folder is one that counts as looked through.
  package func isDone(_ location: Shelf.Location) -> Bool { done.contains(location) }

  /// Whether the roots have to be asked for new folders: not where everything in the scope lies in known ones.
  package func needsRoots(_ known: [(location: Shelf.Location, system: String)]) -> Bool {
    guard job.kind != .new, !job.scope.places.isEmpty else { return true }
    return !job.scope.places.allSatisfy { place in
      known.contains { $0.location.root == place.root && $0.location.holds(place.path) }
    }
  }

  /// Takes the system folders there are, once the roots have been asked.
  ///
  /// - Returns: how many have to be looked through.
  package mutating func list(_ known: [(location: Shelf.Location, system: String)]) -> Int {
    isListed = true
    // Of new folders the roots' own looks have told.
    guard job.kind != .new else { return 0 }
    waiting = known.filter { job.scope.concerns($0.location, system: $0.system) && !done.contains($0.location) }
      .map(\.location).sorted { left, right in
        // Taken from the end.
        left.root.path == right.root.path
          ? right.folder.lexicographicallyPrecedes(left.folder) : right.root.path < left.root.path
      }
    return waiting.count
  }

  /// The folders to ask for now.
  package mutating func next() -> [Shelf.Location] {
    var next: [Shelf.Location] = []
    while outstanding.count < limit, let location = waiting.popLast() {
      if done.contains(location) { continue }
      outstanding.insert(location)
      next.append(location)
    }
    return next
  }

  /// - Returns: what the folder comes to where it is done by this.
  package mutating func took(_ report: Report) -> ScanJobs.Found? {
    let location = report.location
    guard job.scope.concerns(location, system: report.system), !done.contains(location) else { return nil }
    if job.kind == .new, report.wasKnown { return nil }
    var sum = found[location] ?? ScanJobs.Found()
    sum.new += report.found.new
    sum.changed += report.found.changed
    sum.gone += report.found.gone
    sum.files = report.found.files
    sum.games = report.found.games
    guard report.isComplete, report.began >= began, report.isAnew || job.kind != .complete else {
      found[location] = sum
      return nil
    }
    found[location] = nil
    done.insert(location)
    return sum
  }

  /// A look that was asked for has ended.
  ///
  /// - Parameter now: files and games that stand.
  /// - Returns: what the folder comes to where nothing told of it: it could not be looked at, and what was known stays.
  package mutating func ended(_ location: Shelf.Location, now: ScanJobs.Found) -> ScanJobs.Found? {
    guard outstanding.remove(location) != nil, done.insert(location).inserted else { return nil }
    var sum = found.removeValue(forKey: location) ?? ScanJobs.Found()
    sum.files = now.files
    sum.games = now.games
    return sum
  }

  /// The folders that have been asked for and not ended.
  package var asked: Set<Shelf.Location> { outstanding }

  package var isOver: Bool { isListed && waiting.isEmpty && outstanding.isEmpty }
}

extension ScanJobs.Found {
  /// What differs between what was known of a system folder and what there is.
  package init(from before: Shelf?, to now: Shelf?) {
    self.init()
    files = now?.files.count ?? 0
    games = now?.gameCount ?? 0
    guard before !== now else { return }
    guard let before else {
      new = files
      return
    }
    guard let now else {
      gone = before.files.count
      return
    }
    count(before.files, now.files)
  }

  /// Walks both side by side: they are in path order.
  private mutating func count(_ before: FileTable, _ now: FileTable) {
    var old = 0
    var index = 0
    while old < before.count, index < now.count {
      switch order(before, old, now, index) {
      case ..<0:
        gone += 1
        old += 1
      case 0:
        if before.version(at: old) != now.version(at: index) { changed += 1 }
        old += 1
        index += 1
      default:
        new += 1
        index += 1
      }
    }
    gone += before.count - old
    new += now.count - index
  }

  private func order(_ before: FileTable, _ old: Int, _ now: FileTable, _ index: Int) -> Int {
    before.withPath(at: old) { left in
      now.withPath(at: index) { right in left.precedes(right) ? -1 : right.precedes(left) ? 1 : 0 }
    }
  }
}

extension Shelf.Location {
  /// Whether a raw path below the root is the folder or lies in it.
  fileprivate func holds(_ path: [UInt8]) -> Bool {
    guard !folder.isEmpty else { return true }
    return path.starts(with: folder) && (path.count == folder.count || path[folder.count] == UInt8(ascii: "/"))
  }
}
