package import Model

/// What comes from the work.
extension ScanJobs {
  /// How many system folders the look of a job has before it, without those it was done with before.
  package mutating func expects(_ systems: Int, _ id: Int64, run: Int) {
    change(id, run: run) { $0.job.counts.systemsTotal = $0.job.counts.systemsDone + systems }
  }

  /// One system folder is done. A late one counts as well: what it found is stored already.
  ///
  /// - Returns: whether the folder is to be noted as done.
  package mutating func lookedThrough(_ found: Found, _ id: Int64, run: Int) -> Bool {
    guard let index = entries.firstIndex(where: { $0.job.id == id }), !entries[index].isEnded else { return false }
    let isLate = entries[index].run != run
    change(index) { entry in
      entry.job.counts.new += found.new
      entry.job.counts.changed += found.changed
      entry.job.counts.gone += found.gone
      if isLate { return }
      entry.job.counts.files += found.files
      entry.job.counts.games += found.games
      entry.job.counts.systemsDone += 1
      entry.job.counts.systemsTotal = max(entry.job.counts.systemsTotal, entry.job.counts.systemsDone)
    }
    return !isLate
  }

  /// The look is over.
  package mutating func discovered(
    _ id: Int64, run: Int, problems: [ScanJob.Problem] = [], failure: String? = nil, now: Int64
  ) -> [Action] {
    guard let index = current(id, run), entries[index].job.phase == .discover else { return [] }
    change(index) { entry in
      for problem in problems { entry.job.add(problem) }
      entry.job.counts.systemsTotal = entry.job.counts.systemsDone
    }
    if let failure {
      leave(index) { job in
        job.state = .failed
        job.message = failure
        job.ended = now
      }
      return advance(now)
    }
    change(index) { $0.job.phase = .hash }
    return begin(id, now) + advance(now)
  }

  /// How far hashing is.
  package mutating func hashed(_ progress: Hashed, _ id: Int64, run: Int) {
    guard let index = current(id, run) else { return }
    entries[index].settle(with: progress)
    let counts = entries[index].hashCounts(with: progress)
    if counts != entries[index].job.counts { change(index) { $0.job.counts = counts } }
    entries[index].bytesUnderWay = entries[index].bytesBeyondCounts(progress)
  }

  /// A file that was hashed is not what it was, though size and time say so. Late ones count as well.
  ///
  /// - Parameter path: raw, absolute.
  package mutating func foundDamaged(_ path: [UInt8], _ id: Int64) {
    guard let index = entries.firstIndex(where: { $0.job.id == id }), !entries[index].isEnded else { return }
    change(index) { entry in
      entry.job.counts.damaged += 1
      entry.job.add(ScanJob.Problem(reason: ScanJob.Problem.damaged, count: 1, examples: [path]))
    }
  }

  /// A file could not be hashed; the next run tries again.
  ///
  /// - Parameter path: raw, absolute.
  package mutating func foundUnreadable(_ path: [UInt8], _ id: Int64, run: Int) {
    change(id, run: run) { entry in
      entry.job.counts.unreadable += 1
      entry.job.add(ScanJob.Problem(reason: ScanJob.Problem.unreadable, count: 1, examples: [path]))
    }
  }

  /// Hashing is over.
  ///
  /// - Parameter canEnrich: there is somebody who can be asked about games.
  package mutating func hashingEnded(
    _ id: Int64, run: Int, _ progress: Hashed, canEnrich: Bool = false, now: Int64
  ) -> [Action] {
    guard let index = current(id, run), entries[index].job.phase == .hash else { return [] }
    change(index) { entry in
      entry.settle(with: progress)
      entry.job.counts = entry.hashCounts(with: progress)
    }
    if canEnrich, entries[index].job.selection != nil {
      change(index) { $0.job.phase = .enrich }
      return begin(id, now)
    }
    leave(index) { job in
      job.state = .done
      job.ended = now
    }
    return advance(now)
  }

  /// The run of a job that asks providers now; nil where none does.
  package func runAsking(_ id: Int64) -> Int? {
    entries.first { $0.job.id == id && $0.job.state == .running && $0.job.phase == .enrich }?.run
  }

  /// How far asking is. A late one counts as well: what it was told is stored already.
  package mutating func enriched(_ progress: Enriched, _ id: Int64, run: Int) {
    guard let index = entries.firstIndex(where: { $0.job.id == id }), run > 0 else { return }
    if entries[index].enriched[run] == progress { return }
    change(index) { entry in
      entry.enriched[run] = progress
      entry.countEnriched()
    }
  }

  /// Asking is over.
  ///
  /// - Parameter failure: why nobody could be asked, or what they said could not be stored.
  package mutating func enrichmentEnded(
    _ id: Int64, run: Int, _ progress: Enriched, failure: String? = nil, now: Int64
  ) -> [Action] {
    enriched(progress, id, run: run)
    guard let index = current(id, run), entries[index].job.phase == .enrich else { return [] }
    let isAllThereIs = entries[index].job.kind == .metadata
    leave(index) { job in
      job.state = failure != nil && isAllThereIs ? .failed : .done
      job.message = isAllThereIs ? failure : nil
      if failure != nil, !isAllThereIs {
        job.add(ScanJob.Problem(reason: ScanJob.Problem.notAsked, count: 1, examples: []))
      }
      job.ended = now
    }
    return advance(now)
  }
}

extension ScanJobs.Entry {
  var isEnded: Bool { job.state.isEnded }

  func hashCounts(with progress: ScanJobs.Hashed) -> ScanJob.Counts {
    var counts = job.counts
    if meetsAllAgain {
      counts.filesToHash = progress.filesTotal
      counts.bytesToHash = progress.bytesTotal
      // Until it has come as far as the runs before.
      counts.hashedFiles = max(progress.files, min(hashedBefore.files, progress.filesTotal - counts.unreadable))
      counts.hashedBytes = max(progress.bytes, min(hashedBefore.bytes, progress.bytesTotal))
      return counts
    }
    counts.hashedFiles = hashedBefore.files + progress.files
    counts.filesToHash = hashedBefore.files + progress.filesTotal
    counts.hashedBytes = sum(hashedBefore.bytes, progress.bytes)
    counts.bytesToHash = sum(hashedBefore.bytes, progress.bytesTotal)
    return counts
  }

  /// Whether every run goes over all files, and counts those that an earlier one has read as it passes them: what they
  /// are to be read anew for does not show that they were.
  private var meetsAllAgain: Bool { job.kind == .complete }

  func bytesBeyondCounts(_ progress: ScanJobs.Hashed) -> Int64 {
    let before = meetsAllAgain ? 0 : hashedBefore.bytes
    let read = sum(sum(before, progress.bytes), progress.bytesUnderWay)
    return max(0, min(read, job.counts.bytesToHash) - job.counts.hashedBytes)
  }

  /// What a run had done when it ended is not told to the last file: a file in flight is finished, and a program that
  /// is killed says nothing. What is not left any more was hashed.
  mutating func settle(with progress: ScanJobs.Hashed) {
    guard let before = expectedBefore else { return }
    expectedBefore = nil
    hashedBefore.files = max(hashedBefore.files, before.filesTotal - progress.filesTotal)
    hashedBefore.bytes = max(hashedBefore.bytes, before.bytesTotal - progress.bytesTotal)
  }

  /// A few sparse files together can be larger than the largest number.
  private func sum(_ bytes: Int64, _ more: Int64) -> Int64 {
    let (sum, overflows) = bytes.addingReportingOverflow(more)
    return overflows ? .max : sum
  }

  /// With what all runs have come to. The games of the last one are those that the others have left.
  mutating func countEnriched() {
    var counts = job.counts
    counts.enriched = enriched.values.reduce(0) { $0 + $1.matched }
    counts.unmatched = enriched.values.reduce(0) { $0 + $1.unmatched }
    counts.enrichmentFailed = enriched.values.reduce(0) { $0 + $1.failed }
    counts.artwork = enriched.values.reduce(0) { $0 + $1.artwork }
    let last = enriched.keys.max().flatMap { enriched[$0] } ?? ScanJobs.Enriched()
    counts.gamesToEnrich = counts.gamesAsked + max(0, last.games - last.matched - last.unmatched - last.failed)
    counts.artworkToFetch = counts.artwork + max(0, last.artworkTotal - last.artwork)
    job.counts = counts
  }

  /// Each run of a phase meets the same problems again.
  mutating func forgetWhatIsFoundAgain() {
    switch job.phase {
    case .discover: job.problems.removeAll { $0.reason != ScanJob.Problem.damaged }
    case .hash:
      job.problems.removeAll { $0.reason == ScanJob.Problem.unreadable }
      job.counts.unreadable = 0
      hashedBefore = ScanJobs.Hashed()
      hashedBefore.files = job.counts.hashedFiles
      hashedBefore.bytes = job.counts.hashedBytes
      expectedBefore = ScanJobs.Hashed()
      expectedBefore?.filesTotal = job.counts.filesToHash
      expectedBefore?.bytesTotal = job.counts.bytesToHash
    case .enrich: job.problems.removeAll { $0.reason == ScanJob.Problem.notAsked }
    }
  }
}
