package import Model

/// What discovery has done and found so far.
package struct DiscoveryProgress: Sendable {
  /// What the thread does.
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
  /// Roots that are out of reach; what is known of them is kept.
  package var missingRoots: [LibraryRoot] = []
  /// Why, in words.
  package var outages: [LibraryRoot: String] = [:]
  package var watching = Watching()

  /// How changes of the library become known.
  package struct Watching: Sendable, Equatable {
    package enum Mode: String, Sendable {
      /// As the kernel tells of them.
      case events
      /// By looking at folders every few seconds.
      case polling
      case both = "events and polling"
      case off
    }

    package var mode = Mode.events
    /// Directories with a watch.
    package var watches = 0
    /// Folders that are looked at by the clock.
    package var polled = 0
    /// Why not everything is watched.
    package var reasons: [String] = []
  }
}
