package import Model

/// Decides which scan runs, and what becomes of each. Pure: it looks at no file and reads no clock.
///
/// Scans look through the library one after the other, in the order they were asked for; one that only hashes any
/// more, or asks providers, holds up none. Asking for what is under way joins it.
///
/// Times are nanoseconds since 1970.
package struct ScanJobs: Sendable {
  /// What is to be done, in this order.
  package enum Action: Equatable, Sendable {
    /// Look through what is left of the job's scope.
    case discover(ScanJob, run: Int)
    /// Hash what is left of it.
    case hash(ScanJob, run: Int)
    /// Ask providers about what is left of its games.
    case enrich(ScanJob, run: Int)
    /// Store that the games which the job has not asked about are not asked about.
    case giveUp(ScanJob)
    /// End what runs for a job. `isFinal`: nobody comes back for the rest.
    case halt(Int64, isFinal: Bool)
    /// The system folders that the job is done with are to be looked through again.
    case forgetFolders(Int64)
  }

  /// What looking at one system folder found.
  package struct Found: Equatable, Sendable {
    package var files = 0
    package var games = 0
    package var new = 0
    package var changed = 0
    package var gone = 0
    package init() {}
  }

  /// How far a run of hashing is, counted from its beginning.
  package struct Hashed: Equatable, Sendable {
    /// Those that could be hashed.
    package var files = 0
    package var filesTotal = 0
    /// Those of files that could not be hashed included.
    package var bytes: Int64 = 0
    package var bytesTotal: Int64 = 0
    /// Read of files that are not done.
    package var bytesUnderWay: Int64 = 0
    package init() {}
  }

  /// How far a run of asking providers is, counted from its beginning. A game counts for each of them.
  package struct Enriched: Equatable, Sendable {
    package var games = 0
    package var matched = 0
    package var unmatched = 0
    package var failed = 0
    /// Pictures and documents.
    package var artwork = 0
    package var artworkTotal = 0
    package init() {}
  }

  struct Entry {
    var job: ScanJob
    /// Of the present or last run; what comes from an earlier one is late.
    var run = 0
    /// What the runs before the present one hashed.
    var hashedBefore = Hashed()
    /// Where they left off, until the present one has told what is left: `filesTotal` and `bytesTotal` count.
    var expectedBefore: Hashed?
    /// What the present run has read beyond `job.counts.hashedBytes`.
    var bytesUnderWay: Int64 = 0
    /// What runs of asking have come to, of an earlier program in one. One that is ended goes on for a moment: what it
    /// has asked for is stored, and counts.
    var enriched: [Int: Enriched] = [:]
  }

  /// Oldest first; ended ones last until they are forgotten.
  var entries: [Entry] = []
  /// Order in which looks take their turn.
  private var line: [Int64] = []
  private var changed: Set<Int64> = []

  /// - Parameter stored: what the catalog has. Those that ran when the program ended wait for ``resumeAll(now:)``.
  package init(stored: [ScanJob] = []) {
    entries = stored.map { job in
      var entry = Entry(job: job)
      var before = Enriched()
      before.matched = job.counts.enriched
      before.unmatched = job.counts.unmatched
      before.failed = job.counts.enrichmentFailed
      before.artwork = job.counts.artwork
      entry.enriched[0] = before
      return entry
    }
  }

  // MARK: Asking

  /// Oldest first.
  package var all: [ScanJob] { entries.map(\.job) }

  package var active: [ScanJob] { all.filter { !$0.state.isEnded } }

  package subscript(id: Int64) -> ScanJob? { entries.first { $0.job.id == id }?.job }

  /// Bytes read of files that are not hashed to their end; less than is missing from the job's `bytesToHash`.
  package func bytesUnderWay(_ id: Int64) -> Int64 {
    entries.first { $0.job.id == id && $0.job.state == .running && $0.job.phase == .hash }?.bytesUnderWay ?? 0
  }

  /// The jobs to be stored since this was last asked.
  package mutating func takeChanged() -> [ScanJob] {
    defer { changed = [] }
    return all.filter { changed.contains($0.id) }
  }

  // MARK: What users ask for

  /// Goes on with what a program that ended was doing.
  package mutating func resumeAll(now: Int64) -> [Action] {
    for index in entries.indices where entries[index].job.state == .running { entries[index].job.state = .queued }
    let waiting = entries.filter { $0.job.state == .queued }.map(\.job)
    line = waiting.filter { $0.phase == .discover }.map(\.id)
    var actions: [Action] = []
    for job in waiting where job.phase != .discover { actions += begin(job.id, now) }
    return actions + advance(now)
  }

  /// Joins a scan of the same kind and scope, that asks for the same, and has not ended. One that is paused goes on;
  /// one that is past looking looks through everything once more, because its look may have been before what the user
  /// did.
  ///
  /// - Returns: nil where there is none: store a new job and ``admit(_:now:)`` it.
  package mutating func join(
    _ kind: ScanJob.Kind, _ scope: ScanScope, _ metadata: MetadataOptions = MetadataOptions(), now: Int64
  ) -> (job: ScanJob, actions: [Action])? {
    let index = entries.firstIndex {
      $0.job.kind == kind && $0.job.scope == scope && $0.job.metadata == metadata && !$0.isEnded
    }
    guard let index else { return nil }
    let id = entries[index].job.id
    var actions: [Action] = []
    let wasPaused = entries[index].job.state == .paused
    if kind == .metadata {
      if wasPaused { actions += begin(id, now) }
    } else if entries[index].job.phase != .discover {
      if !wasPaused { actions.append(.halt(id, isFinal: false)) }
      actions.append(.forgetFolders(id))
      change(index) { entry in
        entry.job.phase = .discover
        entry.job.state = .queued
        entry.job.counts.systemsDone = 0
        entry.job.counts.files = 0
        entry.job.counts.games = 0
      }
      line.append(id)
    } else if wasPaused {
      change(index) { $0.job.state = .queued }
      line.append(id)
    }
    actions += advance(now)
    return (entries[index].job, actions)
  }

  /// Takes a new job that is stored already.
  package mutating func admit(_ job: ScanJob, now: Int64) -> [Action] {
    entries.append(Entry(job: job))
    forgetOld()
    if job.phase != .discover { return begin(job.id, now) }
    line.append(job.id)
    return advance(now)
  }

  /// Jobs that have ended or are paused already stay as they are.
  package mutating func pause(_ ids: some Sequence<Int64>, now: Int64) -> [Action] {
    var actions: [Action] = []
    for index in indices(of: ids) where [.queued, .running].contains(entries[index].job.state) {
      if entries[index].job.state == .running { actions.append(.halt(entries[index].job.id, isFinal: false)) }
      leave(index) { $0.state = .paused }
    }
    return actions + advance(now)
  }

  /// Jobs that are not paused stay as they are.
  package mutating func resume(_ ids: some Sequence<Int64>, now: Int64) -> [Action] {
    var actions: [Action] = []
    for index in indices(of: ids) where entries[index].job.state == .paused {
      change(index) { $0.job.state = .queued }
      switch entries[index].job.phase {
      case .discover: line.append(entries[index].job.id)
      case .hash, .enrich: actions += begin(entries[index].job.id, now)
      }
    }
    return actions + advance(now)
  }

  /// Jobs that have ended already stay as they are.
  package mutating func cancel(_ ids: some Sequence<Int64>, now: Int64) -> [Action] {
    var actions: [Action] = []
    for index in indices(of: ids) where !entries[index].isEnded {
      actions.append(.halt(entries[index].job.id, isFinal: true))
      if entries[index].job.phase == .enrich { actions.append(.giveUp(entries[index].job)) }
      leave(index) { job in
        job.state = .cancelled
        job.ended = now
      }
    }
    return actions + advance(now)
  }

  // MARK: Within

  func current(_ id: Int64, _ run: Int) -> Int? {
    entries.firstIndex { $0.job.id == id && $0.run == run && $0.job.state == .running }
  }

  private func indices(of ids: some Sequence<Int64>) -> [Int] {
    let ids = Set(ids)
    return entries.indices.filter { ids.contains(entries[$0].job.id) }
  }

  mutating func change(_ index: Int, _ body: (inout Entry) -> Void) {
    body(&entries[index])
    changed.insert(entries[index].job.id)
  }

  mutating func change(_ id: Int64, run: Int, _ body: (inout Entry) -> Void) {
    if let index = current(id, run) { change(index, body) }
  }

  /// Takes a job out of the line and out of the work.
  mutating func leave(_ index: Int, _ body: (inout ScanJob) -> Void) {
    line.removeAll { $0 == entries[index].job.id }
    change(index) { body(&$0.job) }
  }

  mutating func begin(_ id: Int64, _ now: Int64) -> [Action] {
    guard let index = entries.firstIndex(where: { $0.job.id == id }) else { return [] }
    change(index) { entry in
      entry.run += 1
      entry.job.state = .running
      entry.job.started = entry.job.started ?? now
      entry.bytesUnderWay = 0
      entry.forgetWhatIsFoundAgain()
    }
    let entry = entries[index]
    switch entry.job.phase {
    case .discover: return [.discover(entry.job, run: entry.run)]
    case .hash: return [.hash(entry.job, run: entry.run)]
    case .enrich: return [.enrich(entry.job, run: entry.run)]
    }
  }

  mutating func advance(_ now: Int64) -> [Action] {
    let isLooking = entries.contains { $0.job.state == .running && $0.job.phase == .discover }
    guard !isLooking, !line.isEmpty else { return [] }
    return begin(line.removeFirst(), now)
  }

  private mutating func forgetOld() {
    let ended = entries.filter(\.isEnded).map(\.job.id)
    let old = Set(ended.dropLast(ScanJobs.historyLimit))
    if !old.isEmpty { entries.removeAll { old.contains($0.job.id) } }
  }

  /// Ended jobs that are kept.
  package static let historyLimit = 100
}
