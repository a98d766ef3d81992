/// Files that somebody asked for with one command.
package struct DownloadJob: Hashable, Sendable {
  package enum State: String, Hashable, Sendable, CaseIterable {
    case running
    /// Nothing is begun for it until somebody resumes it, also after a remount.
    case paused
    /// All of its files are there.
    case done
    /// Nothing is under way, and some are missing.
    case failed
    case cancelled

    /// Whether nothing follows by itself.
    package var isEnded: Bool { self == .done || self == .failed || self == .cancelled }
  }

  /// How many of its files are in which state.
  package struct Counts: Hashable, Sendable {
    package var states: [Download.State: Int] = [:]
    /// Were there already, and are no downloads.
    package var present = 0
    /// Of all downloads whose size is known.
    package var bytes: Int64 = 0
    /// Of those, what is there.
    package var received: Int64 = 0
    /// Those that failed and are tried again by themselves.
    package var retrying = 0
    /// When the first of them is, nanoseconds since 1970.
    package var nextRetry: Int64?

    package init() {}

    package subscript(_ state: Download.State) -> Int { states[state] ?? 0 }
    /// Downloads.
    package var total: Int { states.values.reduce(0, +) }
    /// Those for which something is still to be done.
    package var open: Int { states.reduce(0) { $1.key.isEnded ? $0 : $0 + $1.value } }
  }

  /// Never used twice; 0 for one that is not stored.
  package var id: Int64
  /// What was asked for, for people.
  package var title: String
  package var state = State.running
  package var counts = Counts()
  /// Nanoseconds since 1970, as the next one.
  package var created: Int64
  package var ended: Int64?

  package init(id: Int64 = 0, title: String, created: Int64) {
    self.id = id
    self.title = title
    self.created = created
  }
}
