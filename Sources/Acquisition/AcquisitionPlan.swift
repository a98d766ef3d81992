internal import Pacing

/// Decides which source is asked for which file and when, and which file is transferred. Pure: events come in with the
/// time, actions go out. Times in monotonic nanoseconds.
///
/// Sources are asked in the order of what an answer from them costs; where the first takes longer than it mostly does,
/// the next is asked as well, and the first that has the file counts. What a reader waits for goes before everything
/// else, by a worker of its own, and takes the place of something else at a source that allows no more at a time.
package struct AcquisitionPlan: Sendable {
  package typealias ID = AcquisitionItem.ID
  package typealias Source = AcquisitionItem.Source

  package enum Action: Hashable, Sendable {
    case ask(ID, Source)
    /// The answer is of no use any more; ``SourceAnswer/ended`` is to follow.
    case endAsking(ID, Source)
    case transfer(ID, Source)
    /// It has to make room; ``TransferResult/ended`` is to follow. What came of it is kept.
    case endTransfer(ID)
    case settled(ID, AcquisitionFailure?)
  }

  package struct Limits: Hashable, Sendable {
    package var rule = PoolSplit.Rule.adaptive
    package var workers = 6
    /// Asked for one file at the same time; 1 asks one after the other.
    package var hedges = 3
    /// An address that was not used for so long is asked for again. Nanoseconds.
    package var readyAge: UInt64 = 120_000_000_000
    /// At one source at the same time.
    package var mostAsked = 4
    package var mostTransfers = 4
    /// So many transfers of one file may break off.
    package var mostTransferTries = 4
    /// Whether sources are asked by what is known of them, and those that fail are left alone. Otherwise in their order,
    /// each time: for comparison.
    package var learns = true
    /// Where no source of a file can be asked for longer, it is given up for now. Nanoseconds.
    package var patience: UInt64 = 60_000_000_000

    package init() {}
  }

  struct Asking: Sendable {
    var began: UInt64
    var isProbe: Bool
    var isEnding = false
  }

  enum Stage: Sendable {
    case waiting
    case resolving
    case ready(Source, since: UInt64, expires: UInt64)
    case transferring(Source)
  }

  struct Entry: Sendable {
    var item: AcquisitionItem
    var stage = Stage.waiting
    var asking: [Source: Asking] = [:]
    /// Those that have answered in this round, or failed to.
    var tried: Set<Source> = []
    /// Those whose bytes are no good.
    var excluded: Set<Source> = []
    /// Those whose address led nowhere once: the next time it counts as "has not".
    var stale: Set<Source> = []
    /// Those from which it broke off: they are asked when the others do not have it.
    var aside: Set<Source> = []
    var sawFailure = false
    var sawWrongBytes = false
    var transferTries = 0
    /// How often a source wanted to be left alone when it was asked for it, or sent it.
    var throttles = 0
    var isHeld = false
    /// When the stage began.
    var since: UInt64
    /// When the next source is asked as well.
    var hedgeAt: UInt64?

    /// Without those that are being ended.
    var liveAskings: Int { asking.values.count { !$0.isEnding } }
  }

  package internal(set) var limits: Limits
  package internal(set) var split: PoolSplit
  var standings: [Source: SourceStanding] = [:]
  var entries: [ID: Entry] = [:]
  var line = WaitingLine()
  /// Resolved, the oldest first.
  var ready: [ID] = []
  /// Those that are in these stages: the others may be a hundred thousand.
  var resolvingIDs: Set<ID> = []
  var transferringIDs: Set<ID> = []
  /// Resolved, without those that rest: nobody waits for their transfers.
  var readyCount: Int { ready.count { entries[$0]?.isHeld == false } }
  /// Their numbers, without what readers wait for.
  var resolving = 0
  var transferring = 0
  /// Nothing is begun.
  package internal(set) var isPaused = false
  /// Nothing is begun until there is room on the disk.
  package internal(set) var isFull = false

  package init(_ limits: Limits = Limits()) {
    self.limits = limits
    split = PoolSplit(limits.rule, workers: limits.workers)
  }

  // MARK: What comes in

  package mutating func add(_ items: [AcquisitionItem], at now: UInt64) -> [Action] {
    var actions: [Action] = []
    for item in items {
      if item.sources.isEmpty, entries[item.id] == nil {
        actions.append(.settled(item.id, .nobodyHasIt))
        continue
      }
      if var known = entries[item.id] {
        guard item.urgency > known.item.urgency else { continue }
        promote(&known, to: item.urgency)
        entries[item.id] = known
        continue
      }
      entries[item.id] = Entry(item: item, since: now)
      for source in item.sources where standings[source] == nil {
        standings[source] = SourceStanding(mostAsked: limits.mostAsked, mostTransfers: limits.mostTransfers)
      }
      line.add(item)
    }
    return actions + proceed(at: now)
  }

  /// What a reader waits for is in nobody's way any more.
  private mutating func promote(_ entry: inout Entry, to urgency: AcquisitionItem.Urgency) {
    switch entry.stage {
    case .waiting:
      entry.item.urgency = urgency
      if !entry.isHeld { line.add(remaining(entry)) }
    case .resolving: resolving -= 1
    case .transferring: transferring -= 1
    case .ready: break
    }
    entry.item.urgency = urgency
  }

  /// Ends what is under way for them; nothing more is said of them.
  package mutating func cancel(_ ids: [ID], at now: UInt64) -> [Action] {
    var actions: [Action] = []
    for id in ids {
      guard var entry = entries[id] else { continue }
      for source in entry.asking.keys.sorted() { endAsking(&entry, source, &actions) }
      leave(entry)
      if case .transferring(let source) = entry.stage {
        actions.append(.endTransfer(id))
        lateTransfers[id] = source
      }
      entries[id] = nil
      for (source, asking) in entry.asking { lateAnswers[Late(id: id, source: source)] = asking }
    }
    return actions + proceed(at: now)
  }

  /// They are left alone until they are released: nothing is begun for them, and what is known of them is kept.
  package mutating func hold(_ ids: [ID]) {
    for id in ids where entries[id]?.isHeld == false {
      entries[id]?.isHeld = true
      line.remove(id)
    }
  }

  package mutating func release(_ ids: [ID], at now: UInt64) -> [Action] {
    for id in ids {
      guard var entry = entries[id], entry.isHeld else { continue }
      entry.isHeld = false
      entries[id] = entry
      if case .waiting = entry.stage { line.add(remaining(entry)) }
    }
    return proceed(at: now)
  }

  package mutating func pause() { isPaused = true }

  package mutating func resume(at now: UInt64) -> [Action] {
    isPaused = false
    return proceed(at: now)
  }

  package mutating func roomWasMade(at now: UInt64) -> [Action] {
    isFull = false
    return proceed(at: now)
  }

  /// Time has passed: to be called at ``nextWake(at:)``.
  package mutating func tick(at now: UInt64) -> [Action] { proceed(at: now) }

  // MARK: What is asked of it

  package var count: Int { entries.count }

  /// When something is to be done although nothing happens; nil for never.
  package func nextWake(at now: UInt64) -> UInt64? {
    var next: UInt64?
    func consider(_ time: UInt64) { next = min(next ?? .max, max(time, now + 1)) }
    for id in resolvingIDs {
      if let time = entries[id]?.hedgeAt { consider(time) }
    }
    // Those that rest do not grow old: a time that has passed would be considered for ever.
    for id in ready where !isFull && !isPaused {
      guard let entry = entries[id], !entry.isHeld, case .ready(_, let since, let expires) = entry.stage else {
        continue
      }
      consider(min(expires, since + limits.readyAge))
    }
    if line.count > 0 {
      for standing in standings.values {
        let time = standing.earliest(at: now)
        if time > now { consider(time) }
      }
    }
    return next
  }

  // MARK: Inside

  struct Late: Hashable, Sendable {
    var id: ID
    var source: Source
  }

  /// What was cancelled or is settled, until it has ended: it takes room at its source so long.
  var lateAnswers: [Late: Asking] = [:]
  var lateTransfers: [ID: Source] = [:]
  /// Transfers that are to make room.
  var endingTransfers: Set<ID> = []

  /// The entry is in no pool any more.
  mutating func leave(_ entry: Entry) {
    let counts = entry.item.urgency == .background
    switch entry.stage {
    case .waiting: line.remove(entry.item.id)
    case .resolving:
      resolvingIDs.remove(entry.item.id)
      if counts { resolving -= 1 }
    case .ready: ready.removeAll { $0 == entry.item.id }
    case .transferring:
      transferringIDs.remove(entry.item.id)
      if counts { transferring -= 1 }
    }
  }

  /// Its turn is to come again.
  mutating func wait(_ entry: inout Entry, inFront: Bool, at now: UInt64) {
    leave(entry)
    entry.stage = .waiting
    entry.since = now
    entry.hedgeAt = nil
    if !entry.isHeld { line.add(remaining(entry), inFront: inFront) }
  }

  mutating func endAsking(_ entry: inout Entry, _ source: Source, _ actions: inout [Action]) {
    guard entry.asking[source]?.isEnding == false else { return }
    entry.asking[source]?.isEnding = true
    actions.append(.endAsking(entry.item.id, source))
  }

  /// As it waits: with the sources that are left.
  func remaining(_ entry: Entry) -> AcquisitionItem {
    var item = entry.item
    item.sources = item.sources.filter {
      !entry.excluded.contains($0) && !entry.tried.contains($0) && !entry.aside.contains($0)
    }
    return item
  }

  /// Nothing more is to be had of it, or all is there.
  mutating func settle(_ entry: Entry, _ failure: AcquisitionFailure?, _ actions: inout [Action]) {
    leave(entry)
    entries[entry.item.id] = nil
    // Those that are being ended take room at their sources until they have.
    for (source, asking) in entry.asking { lateAnswers[Late(id: entry.item.id, source: source)] = asking }
    actions.append(.settled(entry.item.id, failure))
  }
}
