package import Model
internal import Platform
internal import Synchronization

/// A look at a system folder that has come to its end.
package struct LookReport: Sendable {
  package var location: Shelf.Location
  /// In ``monotonicNanoseconds()``.
  package var began: UInt64
  package var scope: LookScope
  /// What was known when it began to compare.
  package var before: Shelf?
  /// What stands now; nil where there is no such system folder any more.
  package var now: Shelf?
}

/// A look at a system folder that goes on.
struct LookUnderWay: Sendable {
  /// Which of those that go on at once it is, from 1.
  var number: Int
  /// Met so far.
  var files = 0
}

extension Discovery {
  /// Has every look told that comes to its end from now on, on the thread of the look and without a lock held.
  package func observe(_ observer: @escaping @Sendable (LookReport) -> Void) {
    self.observer.withLock { $0 = observer }
  }

  func tell(_ report: LookReport) { observer.withLock { $0 }?(report) }

  func enter(_ location: Shelf.Location) {
    state.withLock { state in
      let taken = Set(state.looks.values.map(\.number))
      state.looks[location] = LookUnderWay(number: (1...).first { !taken.contains($0) } ?? 0)
    }
  }

  func leave(_ location: Shelf.Location) { state.withLock { $0.looks[location] = nil } }

  /// The looks that go on: which of those at once each is, from 1, and how many files it has met. By number.
  package var looksUnderWay: [(number: Int, location: Shelf.Location, files: Int)] {
    state.withLock { $0.looks }.map { ($0.value.number, $0.key, $0.value.files) }.sorted { $0.number < $1.number }
  }

  /// What is known of a system folder.
  package func shelf(at location: Shelf.Location) -> Shelf? { state.withLock { $0.shelves[location] } }

  /// Files of the system folders that are asked for, as last seen.
  package func fileCount(of isWanted: (Shelf.Location, _ system: String) -> Bool) -> Int {
    state.withLock { state in
      state.shelves.values.reduce(0) { isWanted($1.location, $1.system) ? $0 + $1.files.count : $0 }
    }
  }

  /// Looks through a system folder, because somebody asked for it. Callable from any thread.
  ///
  /// - Parameters:
  ///   - isAnew: nothing is taken over from an earlier look.
  ///   - completion: called when a look that began after this call is done, or dropped because discovery stops.
  package func look(at location: Shelf.Location, isAnew: Bool, completion: @escaping Completion) {
    let isRefused = state.signal { state in
      guard !state.isStopping, state.roots.contains(where: { $0.root == location.root }) else { return true }
      state.folders.add(
        location, scope: isAnew ? .anew : .complete, urgency: .run, now: monotonicNanoseconds(), isLimited: false,
        completion: completion)
      return false
    }
    if isRefused { completion() }
  }

  /// Whether a look at a system folder has shown no progress for so long that nobody should wait for it. It goes on,
  /// and what is known of the folder stays.
  package func giveUpSilent(_ location: Shelf.Location) -> Bool {
    guard let last = state.withLock({ $0.folders.lastProgress(location) }), last + patience <= monotonicNanoseconds()
    else { return false }
    giveUp(location)
    return true
  }

  /// Looks for system folders of a root that are not known, and through those. Callable from any thread.
  ///
  /// - Parameter completion: as for ``look(at:isAnew:completion:)``.
  package func lookForNewFolders(of root: LibraryRoot, completion: @escaping Completion) {
    request(root, LookScope(), .change, completion)
  }

  /// What could not be shown, as last seen: of the system folders that are asked for, and of the roots themselves.
  package func problems(
    of isWanted: (Shelf.Location) -> Bool, _ isRootWanted: (LibraryRoot) -> Bool
  ) -> [(root: LibraryRoot, problems: ScanProblems)] {
    let (folders, roots) = state.withLock { ($0.problems, $0.rootProblems) }
    var found = roots.filter { isRootWanted($0.key) }
    for (location, problems) in folders.sorted(by: { $0.key.folder.lexicographicallyPrecedes($1.key.folder) })
    where isWanted(location) {
      found[location.root, default: ScanProblems()].add(problems)
    }
    return found.sorted { $0.key.path < $1.key.path }.map { ($0.key, $0.value) }
  }
}
