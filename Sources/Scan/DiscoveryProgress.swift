package import Model

/// What discovery has done and found so far.
package struct DiscoveryProgress: Sendable {
  package enum State: String, Sendable {
    case idle, discovering, stopped
  }

  package var state = State.idle
  /// Of the present or last run.
  package var systemsDone = 0
  package var systemsTotal = 0
  /// Files met in the present or last run, growing while a folder is being listed.
  package var filesSeen = 0
  /// Whole runs over the library that have ended.
  package var runs = 0
  /// Of all shelves as they stand.
  package var games = 0
  /// What could not be shown, of all folders as last seen.
  package var problems = ScanProblems()
  /// Roots that could not be opened, or were found empty though games are known of them; what is known is kept.
  package var missingRoots: [LibraryRoot] = []
}
