/// One scan that somebody asked for, from its place in the queue to its end, as the catalog stores it.
package struct ScanJob: Hashable, Sendable {
  /// How thoroughly a scan looks.
  package enum Kind: String, Sendable, CaseIterable {
    /// Every entry's status is read; what changed is parsed and stored, and hashed as the settings say.
    case quick
    /// System folders that are not known yet; the others are left alone.
    case new
    /// Quick, and then every file is hashed whatever the settings say, unless its digests are known.
    case hashes
    /// Everything is parsed anew, hashed again and compared with what was known.
    case complete
    /// Nothing is looked at: providers are asked about the games that are known.
    case metadata
  }

  /// What a scan is at, in this order.
  package enum Phase: String, Sendable, CaseIterable {
    case discover
    case hash
    /// Providers are asked about games.
    case enrich
  }

  package enum State: String, Sendable, CaseIterable {
    /// Its turn has not come.
    case queued
    case running
    /// Until somebody resumes it, also after a remount.
    case paused
    case cancelled
    case done
    case failed

    /// Whether nothing follows.
    package var isEnded: Bool {
      switch self {
      case .queued, .running, .paused: false
      case .cancelled, .done, .failed: true
      }
    }
  }

  /// How far it is and what it found. What was counted before an interruption stays counted.
  package struct Counts: Hashable, Sendable {
    package var systemsDone = 0
    package var systemsTotal = 0
    /// Files of the system folders that are done.
    package var files = 0
    package var games = 0
    /// Files that were not known.
    package var new = 0
    /// Files that are another version than the one known.
    package var changed = 0
    /// Files that are not there any more.
    package var gone = 0
    package var hashedFiles = 0
    package var filesToHash = 0
    package var hashedBytes: Int64 = 0
    package var bytesToHash: Int64 = 0
    /// Files of the version known whose content is another.
    package var damaged = 0
    /// Files that could not be hashed; ``hashedFiles`` is without them.
    package var unreadable = 0
    /// Games that providers are asked about, as far as that is known by now. A game counts once for each of them, here
    /// and in the next three.
    package var gamesToEnrich = 0
    /// Those that a provider has, and whose metadata is stored.
    package var enriched = 0
    /// Those that a provider does not have.
    package var unmatched = 0
    /// Those that no answer could be had about; they are asked about again.
    package var enrichmentFailed = 0
    /// Pictures and documents that were fetched and stored.
    package var artwork = 0
    /// Those that there are to fetch, as far as they are known by now.
    package var artworkToFetch = 0

    package init() {}

    /// Games that no provider is asked about any more.
    package var gamesAsked: Int { enriched + unmatched + enrichmentFailed }
  }

  /// Something of the scope that did not come out right.
  package struct Problem: Hashable, Sendable {
    /// In a few words, such as `dangling link`.
    package var reason: String
    package var count: Int
    /// A few of the places: raw paths, absolute.
    package var examples: [[UInt8]]

    package init(reason: String, count: Int, examples: [[UInt8]]) {
      self.reason = reason
      self.count = count
      self.examples = examples
    }

    /// Size and modification time are those known, and the content is not.
    package static let damaged = "damaged file"
    package static let unreadable = "file that could not be hashed"
    /// Providers could not be asked about games.
    package static let notAsked = "metadata not asked for"
    /// A root cannot be read, or its disk is not there.
    package static let unavailable = "library not available"

    /// Places kept of each kind.
    package static let exampleLimit = 20
  }

  /// Never used twice; 0 for one that is not stored.
  package var id: Int64
  package var kind: Kind
  package var scope: ScanScope
  /// Of a scan for metadata; the others have none.
  package var metadata: MetadataOptions
  package var phase: Phase
  package var state = State.queued
  package var counts = Counts()
  /// Ordered by reason.
  package var problems: [Problem] = []
  /// Why it failed, in words for the user.
  package var message: String?
  /// Nanoseconds since 1970, as the next two.
  package var created: Int64
  package var started: Int64?
  package var ended: Int64?

  package init(
    id: Int64 = 0, kind: Kind, scope: ScanScope, metadata: MetadataOptions = MetadataOptions(), created: Int64
  ) {
    self.id = id
    self.kind = kind
    self.scope = scope
    self.metadata = metadata
    self.created = created
    phase = kind == .metadata ? .enrich : .discover
  }

  /// Adds to what is known of the same kind of problem.
  package mutating func add(_ problem: Problem) {
    var total = problem
    if let index = problems.firstIndex(where: { $0.reason == problem.reason }) {
      let known = problems.remove(at: index)
      total.count += known.count
      total.examples = known.examples + problem.examples
    }
    total.examples = Array(total.examples.prefix(Problem.exampleLimit))
    problems.insert(total, at: problems.firstIndex { $0.reason > problem.reason } ?? problems.count)
  }
}
