extension AcquisitionPlan {
  /// How much dearer than the best an answer may be for which a file does not wait.
  private static let tolerance = 4.0
  /// A file waits for a source that wants to be left alone for less. Nanoseconds.
  private static let shortRest: UInt64 = 60_000_000_000
  /// It is given up for now when sources wanted that so often.
  static let mostThrottles = 10

  // MARK: Events

  /// A source has answered, or does not answer any more.
  package mutating func answered(_ id: ID, _ source: Source, _ answer: SourceAnswer, at now: UInt64) -> [Action] {
    if let late = lateAnswers.removeValue(forKey: Late(id: id, source: source)) {
      standings[source]?.answered(answer, after: now - late.began, isProbe: late.isProbe, at: now)
      return proceed(at: now)
    }
    guard var entry = entries[id], let asking = entry.asking.removeValue(forKey: source) else { return [] }
    standings[source]?.answered(answer, after: now - asking.began, isProbe: asking.isProbe, at: now)
    var actions: [Action] = []
    if case .resolving = entry.stage, !asking.isEnding {
      take(answer, of: source, for: &entry, at: now, &actions)
    }
    if entries[id] != nil { entries[id] = entry }
    return actions + proceed(at: now)
  }

  private mutating func take(
    _ answer: SourceAnswer, of source: Source, for entry: inout Entry, at now: UInt64, _ actions: inout [Action]
  ) {
    switch answer {
    case .has(let expires):
      for other in entry.asking.keys.sorted() { endAsking(&entry, other, &actions) }
      split.resolved(after: now - entry.since)
      leave(entry)
      entry.stage = .ready(source, since: now, expires: expires)
      entry.hedgeAt = nil
      ready.append(entry.item.id)
      return
    case .hasNot: entry.tried.insert(source)
    case .throttled where limits.learns && entry.throttles < AcquisitionPlan.mostThrottles:
      // It has not said that it does not have it.
      entry.throttles += 1
    case .failed, .throttled, .ended:
      entry.tried.insert(source)
      entry.sawFailure = true
    }
    askNext(&entry, at: now, &actions)
  }

  // MARK: Asking

  /// Begins to find out where the next file is.
  ///
  /// - Returns: whether there was one.
  mutating func beginResolving(_ urgency: AcquisitionItem.Urgency, at now: UInt64, _ actions: inout [Action]) -> Bool {
    guard let id = nextToResolve(urgency, at: now), var entry = entries[id] else { return false }
    line.remove(id)
    entry.stage = .resolving
    entry.since = now
    resolvingIDs.insert(id)
    if urgency == .background { resolving += 1 }
    askNext(&entry, at: now, &actions)
    if entries[id] != nil { entries[id] = entry }
    return true
  }

  mutating func nextToResolve(_ urgency: AcquisitionItem.Urgency, at now: UInt64) -> ID? {
    let standings = standings
    let learns = limits.learns
    return line.next(urgency) { sources in
      AcquisitionPlan.candidates(sources, standings, learns, at: now).contains {
        urgency == .reader || standings[$0]?.hasRoomToAsk == true
      }
    }
  }

  /// Those of the sources that are worth asking now: the best, and those that are not much dearer.
  private static func candidates(
    _ sources: [Source], _ standings: [Source: SourceStanding], _ learns: Bool, at now: UInt64
  ) -> [Source] {
    if !learns { return Array(sources.prefix(1)) }
    let available = sources.filter { standings[$0]?.isAvailable(at: now) == true }
    guard let best = available.compactMap({ standings[$0]?.cost }).min() else { return [] }
    return available.filter { standings[$0]?.cost ?? .infinity <= best * tolerance }
  }

  /// Asks the best of the sources that are left; where none is, and no answer is to come, the file is given up.
  mutating func askNext(_ entry: inout Entry, at now: UInt64, _ actions: inout [Action]) {
    let left = remaining(entry).sources.filter { entry.asking[$0] == nil }
    let isFirst = entry.liveAskings == 0
    var candidates =
      isFirst
      ? AcquisitionPlan.candidates(left, standings, limits.learns, at: now)
      : left.filter { !limits.learns || standings[$0]?.isAvailable(at: now) == true }
    if limits.learns {
      // The order they came in decides among equals.
      let costs = candidates.map { standings[$0]?.cost ?? .infinity }
      candidates = candidates.indices.sorted { (costs[$0], $0) < (costs[$1], $1) }.map { candidates[$0] }
    }
    if let source = candidates.first(where: { standings[$0]?.hasRoomToAsk == true }) {
      let isProbe = standings[source]?.ask(at: now, learns: limits.learns) ?? false
      entry.asking[source] = Asking(began: now, isProbe: isProbe)
      actions.append(.ask(entry.item.id, source))
      let goesOn = left.count > 1 && entry.liveAskings < limits.hedges
      entry.hedgeAt = goesOn ? now + (standings[source]?.hedge ?? 0) : nil
      return
    }
    entry.hedgeAt = nil
    if !isFirst { return }
    if let source = candidates.first {
      if entry.item.urgency == .reader {
        makeRoomToAsk(source, at: now, &actions)
      } else {
        wait(&entry, inFront: true, at: now)
      }
      return
    }
    if !entry.aside.isEmpty {
      entry.aside = []
      if !remaining(entry).sources.isEmpty { return wait(&entry, inFront: true, at: now) }
    }
    let rests = left.compactMap { standings[$0]?.parkedUntil }.filter { $0 > now }
    if limits.learns, let end = rests.min(), end - now <= AcquisitionPlan.shortRest {
      return wait(&entry, inFront: true, at: now)
    }
    // An answer that is still to come from one that is being ended is none.
    if left.contains(where: { standings[$0]?.isAvailable(at: now) == false }) { entry.sawFailure = true }
    settle(entry, entry.sawWrongBytes ? .wrongBytes : entry.sawFailure ? .noAnswer : .nobodyHasIt, &actions)
  }

  /// The file that was asked for last makes room for what a reader waits for.
  private mutating func makeRoomToAsk(_ source: Source, at now: UInt64, _ actions: inout [Action]) {
    var latest: (began: UInt64, id: ID)?
    for id in resolvingIDs {
      guard let entry = entries[id], entry.item.urgency == .background, let asking = entry.asking[source] else {
        continue
      }
      // One is enough at a time.
      if asking.isEnding { return }
      if latest.map({ ($0.began, $0.id) < (asking.began, id) }) ?? true { latest = (asking.began, id) }
    }
    guard let id = latest?.id, var entry = entries[id] else { return }
    endAsking(&entry, source, &actions)
    if case .resolving = entry.stage, entry.liveAskings == 0 { wait(&entry, inFront: true, at: now) }
    entries[id] = entry
  }

  /// Asks one more source where the answers take longer than they mostly do, and again where a reader waits for room.
  mutating func hedge(at now: UInt64, _ actions: inout [Action]) {
    for id in resolvingIDs.sorted() {
      guard var entry = entries[id] else { continue }
      let isLate = entry.hedgeAt.map { $0 <= now } ?? false
      guard isLate || entry.liveAskings == 0 else { continue }
      if isPaused, entry.liveAskings > 0 { continue }
      askNext(&entry, at: now, &actions)
      if entries[id] != nil { entries[id] = entry }
    }
  }

  /// Gives up for now what no source can be asked about for long.
  mutating func giveUpWaiting(at now: UInt64, _ actions: inout [Action]) {
    guard limits.learns else { return }
    let standings = standings
    let horizon = now + limits.patience
    while let id = line.next(
      .background,
      where: { sources in
        sources.allSatisfy { standings[$0].map { $0.earliest(at: now) > horizon } ?? true }
      })
    {
      guard var entry = entries[id] else { break }
      entry.sawFailure = true
      settle(entry, entry.sawWrongBytes ? .wrongBytes : .noAnswer, &actions)
    }
  }
}
