internal import Model

/// What becomes of files that cannot be read, and of places that cannot be reached.
extension ChecksumPlan {
  /// A file that could not be hashed.
  struct Failure {
    /// When it is worth another try.
    var due: UInt64
    var lane: Lane
    /// Bytes that count as done.
    var cost: Int64
    /// It is not there, or in another version: discovery will say what is, and nobody need hear of it.
    var isGone: Bool
  }

  /// A place where one file after the other cannot be reached, as of a disk that was pulled out.
  struct Trouble {
    var inARow = 0
    /// Nothing is read there before.
    var until: UInt64 = 0
    var pause = ChecksumPlan.firstPause
  }

  /// So many files that cannot be reached, one after the other, are the place's fault and not theirs.
  package static let troubleLimit = 8
  static let firstPause: UInt64 = 30_000_000_000
  private static let longestPause: UInt64 = 1_800_000_000_000
  /// After which a file that could not be read is worth another try.
  package static let retryInterval: UInt64 = 600_000_000_000
  /// After which a file is looked for again that was not there, or in another version. Discovery is quicker as a rule.
  static let goneInterval: UInt64 = 60_000_000_000
  private static let failureLimit = 65_536

  /// The place of a file is reachable again, or the file could be given up without a word about its place.
  mutating func settle(_ task: HashingTask, isReached: Bool) {
    guard isReached, !troubles.isEmpty, let location = location(of: task.file) else { return }
    troubles[location] = nil
  }

  mutating func noteFailure(
    of task: HashingTask, _ lane: Lane, isUnreachable: Bool, isGone: Bool, _ now: UInt64
  ) {
    forgetFailure(task.key)
    if failures.count < ChecksumPlan.failureLimit {
      let due = now + (isGone ? ChecksumPlan.goneInterval : ChecksumPlan.retryInterval)
      failures[task.key] = Failure(due: due, lane: lane, cost: task.cost, isGone: isGone)
      if !isGone { failedAmounts[lane, default: HashingAmount()].add(bytes: task.cost) }
    }
    guard isUnreachable, let location = location(of: task.file) else { return }
    var trouble = troubles[location] ?? Trouble()
    trouble.inARow += 1
    if trouble.inARow >= ChecksumPlan.troubleLimit {
      trouble.inARow = 0
      trouble.until = now + trouble.pause
      trouble.pause = min(ChecksumPlan.longestPause, trouble.pause * 2)
    }
    troubles[location] = trouble
  }

  /// It is tried again, or has been read.
  mutating func forgetFailure(_ key: ContentKey) {
    guard let failure = failures.removeValue(forKey: key), !failure.isGone else { return }
    failedAmounts[failure.lane]?.remove(bytes: failure.cost)
  }

  /// Something of the root has come to light: what was not where it had been may be there.
  mutating func forgetGone(in root: LibraryRoot) {
    guard !failures.isEmpty else { return }
    for (key, failure) in failures where failure.isGone && key.root == root.id { failures[key] = nil }
  }

  func location(of file: LibraryFile) -> Shelf.Location? {
    places.keys.filter { $0.holds(file) }.max { $0.folder.count < $1.folder.count }
  }

  /// When the plan is worth another look; nil where only an event can change it.
  package var nextDue: UInt64? { (failures.values.map(\.due) + troubles.values.map(\.until).filter { $0 > 0 }).min() }

  /// Gives files that could not be read another try, and places that could not be reached.
  ///
  /// - Returns: whether there is something to do because of it.
  package mutating func retry(now: UInt64) -> Bool {
    let hadTrouble = troubles.values.contains { $0.until > 0 && $0.until <= now }
    for (location, trouble) in troubles where trouble.until > 0 && trouble.until <= now {
      troubles[location]?.until = 0
    }
    let due = failures.filter { $0.value.due <= now }.map(\.key)
    guard !due.isEmpty else { return hadTrouble }
    for key in due { forgetFailure(key) }
    restart()
    return true
  }
}
