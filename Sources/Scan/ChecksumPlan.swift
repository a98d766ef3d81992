package import Model

/// Decides which file is hashed next. Pure: it starts no thread, reads no file and no clock.
///
/// First what a reader waits for, on threads of its own; in the background members of games of several files, then
/// what somebody asked for, then everything else that the settings name. Times are nanoseconds of one clock.
package struct ChecksumPlan {
  /// Who hashes a file.
  package enum Lane: Hashable, Sendable {
    /// Threads that work through the library, behind everybody else's reads.
    case background
    /// Threads for files a reader waits for.
    case promoted
  }

  /// What becomes of a file a reader asks for.
  package enum Promotion: Equatable {
    /// Its CRC-32 has been computed.
    case known
    /// Already being hashed, or first in line.
    case underWay
    /// `startThread`: nobody is free to take it.
    case queued(startThread: Bool)
  }

  /// What a thread of the background does next.
  package enum Next: Equatable {
    case tasks([HashingTask])
    /// Nothing found yet, and not everything looked at.
    case lookAgain
    case nothing
  }

  /// What of the background stands back.
  package enum Hold: Hashable, Sendable {
    case nothing
    /// What nobody asked for.
    case standing
    case everything
  }

  /// Threads of the promoted lane; that many files may stall before a reader of another one waits.
  package static let threadLimit = 16

  /// What is known of all files.
  package internal(set) var known: HashedFiles
  package internal(set) var settings: HashingSettings
  /// What of the background stands back at the moment.
  package var hold = Hold.nothing

  // The background; see ChecksumPlan+Background.
  var places: [Shelf.Location: HashingPlace] = [:]
  /// In the order in which they were first seen.
  var order: [Shelf.Location] = []
  var volumes: [Int: Volume] = [:]
  var errands: [HashingErrand] = []
  var errandNumber = 0
  /// Tasks that were given back unfinished.
  var returned: [HashingTask] = []
  /// Files that could not be read, until they are tried again.
  var failures: [ContentKey: Failure] = [:]
  /// Of those the ones that are told of.
  var failedAmounts: [Lane: HashingAmount] = [:]
  var troubles: [Shelf.Location: Trouble] = [:]

  // The promoted lane.
  private var promoted: [HashingTask] = []
  private var promotedKeys: Set<ContentKey> = []
  package private(set) var runningPromoted = 0
  /// Threads of the promoted lane that run or are being started.
  package private(set) var promotedThreads = 0

  /// With the bytes read so far.
  private(set) var running: [ContentKey: Int64] = [:]
  /// Files of the background that a reader waits for by now.
  private var urgent: Set<ContentKey> = []

  /// What has been hashed, by lane. A file is done when its result is stored.
  private var done: [Lane: HashingAmount] = [:]
  /// Taken, and neither stored nor given up.
  private var underWay: [Lane: HashingAmount] = [:]
  /// Bytes read of what is being hashed.
  private var bytesUnderWay: [Lane: Int64] = [:]

  package init(known: HashedFiles = HashedFiles(), settings: HashingSettings = HashingSettings()) {
    self.known = known
    self.settings = settings
  }

  // MARK: Readers

  /// Puts a file before everything the background has, unless that has it in hand.
  ///
  /// - Parameters:
  ///   - isForgotten: its CRC-32 is needed though it is known, because only the catalog has it.
  ///   - mayBeStored: the catalog may have it, which is not known yet.
  package mutating func promote(
    _ file: LibraryFile, isForgotten: Bool = false, mayBeStored: Bool = false
  ) -> Promotion {
    let key = file.contentKey
    let isStored = known[key].contains(.crc32)
    if isStored, !isForgotten { return .known }
    if running[key] != nil { urgent.insert(key) }
    if running[key] != nil || promotedKeys.contains(key) { return .underWay }
    var task = HashingTask(file: file, wants: .crc32, purpose: .reader)
    task.isStored = isStored || mayBeStored
    promoted.append(task)
    promotedKeys.insert(key)
    return .queued(startThread: needsPromotedThread())
  }

  private mutating func needsPromotedThread() -> Bool {
    let idle = promotedThreads - runningPromoted
    let startThread = promoted.count > idle && promotedThreads < ChecksumPlan.threadLimit
    if startThread { promotedThreads += 1 }
    return startThread
  }

  /// A file of the background goes on in the promoted lane, on another thread.
  ///
  /// - Returns: whether that has to be started.
  package mutating func handOver(_ task: HashingTask) -> Bool {
    leave(task, .background)
    running[task.key] = nil
    urgent.remove(task.key)
    noteErrands(0, of: task.key)
    // What else was wanted of it comes later, if there is anything left of that.
    returned.append(task)
    var task = task
    task.purpose = .reader
    // Whoever waits for it needs it in memory, whatever it is.
    task.isMember = true
    promoted.insert(task, at: 0)
    promotedKeys.insert(task.key)
    return needsPromotedThread()
  }

  /// The next file for a thread of the promoted lane, from now on being hashed by it.
  package mutating func nextPromoted() -> HashingTask? {
    guard let task = takePromoted(.promoted) else { return nil }
    runningPromoted += 1
    return task
  }

  mutating func takePromoted(_ lane: Lane) -> HashingTask? {
    guard !promoted.isEmpty else { return nil }
    let task = promoted.removeFirst()
    promotedKeys.remove(task.key)
    begin(task, lane)
    return task
  }

  /// What readers wait for and no thread has taken yet.
  package var queuedPromoted: [ContentKey] { promoted.map(\.key) }

  /// Whether a reader waits for a file that the background hashes.
  package func isUrgent(_ key: ContentKey) -> Bool { urgent.contains(key) }

  /// Whether a thread of the promoted lane that found nothing to do for a while may end; it then no longer counts.
  package mutating func mayEndThread() -> Bool {
    guard promoted.isEmpty else { return false }
    promotedThreads -= 1
    return true
  }

  /// A thread that was asked for could not be started.
  package mutating func threadFailed() { promotedThreads -= 1 }

  // MARK: Any file

  mutating func begin(_ task: HashingTask, _ lane: Lane) {
    running[task.key] = 0
    underWay[lane, default: HashingAmount()].add(bytes: task.cost)
  }

  /// Whether somebody hashes the file, or is about to.
  func isInHand(_ key: ContentKey) -> Bool { running[key] != nil || promotedKeys.contains(key) }

  func isBusy(_ key: ContentKey) -> Bool { isInHand(key) || failures[key] != nil }

  /// Bytes that the thread hashing `key` has read since it last said so.
  package mutating func read(_ bytes: Int, of key: ContentKey, _ lane: Lane) {
    guard running[key] != nil else { return }
    running[key]? += Int64(bytes)
    bytesUnderWay[lane, default: 0] += Int64(bytes)
    noteErrands(running[key] ?? 0, of: key)
  }

  /// The end of a file that was given to a thread.
  ///
  /// - Parameters:
  ///   - found: what is known of it now, and counts as done when it is stored (see ``record(_:_:)``); nil where it
  ///     could not be read, or changed meanwhile.
  ///   - isUnreachable: the whole place may be, not only this file.
  ///   - isGone: there is no such file any more, or another version of it.
  package mutating func finish(
    _ task: HashingTask, _ lane: Lane, found: HashFacts?, isUnreachable: Bool = false, isGone: Bool = false,
    now: UInt64 = 0
  ) {
    leave(task, lane)
    running[task.key] = nil
    urgent.remove(task.key)
    if lane == .promoted { runningPromoted -= 1 }
    if let found {
      known.insert(found, for: task.key)
      forgetFailure(task.key)
      underWay[lane, default: HashingAmount()].add(bytes: task.cost)
      noteErrands(task.size, of: task.key)
    } else {
      noteFailure(of: task, lane, isUnreachable: isUnreachable, isGone: isGone, now)
      if case .request(let number) = task.purpose {
        errand(number) { isGone ? $0.drop(task) : $0.finish(task, failed: true) }
      }
    }
    if lane == .background { settle(task, isReached: found != nil) }
  }

  private mutating func noteErrands(_ bytes: Int64, of key: ContentKey) {
    for index in errands.indices { errands[index].note(bytes, of: key) }
  }

  private mutating func leave(_ task: HashingTask, _ lane: Lane) {
    underWay[lane]?.remove(bytes: task.cost)
    bytesUnderWay[lane, default: 0] -= running[task.key] ?? 0
  }

  /// A file that came out of ``finish(_:_:found:isUnreachable:now:)`` is stored.
  package mutating func record(_ task: HashingTask, _ lane: Lane) {
    underWay[lane]?.remove(bytes: task.cost)
    done[lane, default: HashingAmount()].add(bytes: task.cost)
    if case .request(let number) = task.purpose { errand(number) { $0.finish(task, failed: false) } }
  }

  /// A thread of the background lets go of a file, which begins anew later.
  package mutating func giveBack(_ task: HashingTask) {
    leave(task, .background)
    running[task.key] = nil
    noteErrands(0, of: task.key)
    if task.purpose == .reader {
      promoted.append(task)
      promotedKeys.insert(task.key)
    } else {
      returned.append(task)
    }
  }

  // MARK: Progress

  /// Files that could not be read and are not to be tried again soon; they count as done.
  package func failed(_ lane: Lane) -> Int { failedAmounts[lane]?.files ?? 0 }

  /// Done, and on the way and ahead together.
  package func amounts(_ lane: Lane) -> (done: HashingAmount, total: HashingAmount) {
    var done = done[lane] ?? HashingAmount()
    done.add(failedAmounts[lane] ?? HashingAmount())
    var total = done
    total.add(underWay[lane] ?? HashingAmount())
    switch lane {
    case .promoted: for task in promoted { total.add(bytes: task.cost) }
    case .background: total.add(ahead)
    }
    return (done, total)
  }

  /// Bytes read of files that are not done.
  package func bytesUnderWay(_ lane: Lane) -> Int64 { max(0, bytesUnderWay[lane] ?? 0) }
}
