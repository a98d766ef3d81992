/// Room: whether a build fits, and what goes to make it fit.
extension CacheLedger {
  /// Starts what can be started, and makes room for it.
  mutating func schedule(_ now: Int64) -> [Action] {
    guard space != nil else { return [] }
    return schedule(.clone, now) + schedule(.copy, now)
  }

  private mutating func schedule(_ method: BuildMethod, _ now: Int64) -> [Action] {
    var actions: [Action] = []
    while running[method] == nil, let key = nextReady(method), let build = builds[key] {
      // An old file of that name has to go first.
      guard entries[key] == nil else { break }
      let missing = missing(for: method, cost: build.cost, size: build.request.size)
      if missing.most <= 0 {
        start(key, method)
        actions.append(.start(key, method))
        break
      }
      // It fits as far as can be seen, but for a copy that is under way. How much of that is still to come will show.
      if missing.cap <= 0, missing.disk <= remainingCopy { break }
      // What is on its way out will do, or nothing goes for it.
      if missing.cap <= leaving, missing.disk <= leaving + credit { break }
      if build.urgency == .always { break }
      let victims = victims(max(missing.cap - leaving, missing.disk - leaving - credit), now)
      guard victims.isEnough else {
        actions += refuse(key, missing.refusal, now)
        continue
      }
      for victim in victims.all { actions += remove(victim) }
      break
    }
    return actions
  }

  private mutating func nextReady(_ method: BuildMethod) -> CacheKey? {
    guard var queue = queues.removeValue(forKey: method) else { return nil }
    let builds = builds
    let key = queue.first { key, cause in
      builds[key].map { $0.phase == .ready && $0.urgency == cause && $0.method == method } ?? false
    }
    queues[method] = queue
    return key
  }

  private mutating func start(_ key: CacheKey, _ method: BuildMethod) {
    running[method] = key
    builds[key]?.phase = .running
  }

  /// Bytes that are missing for a build.
  struct Missing: Hashable, Sendable {
    var cap: Int64
    var disk: Int64
    var most: Int64 { max(cap, disk) }
    var refusal: CacheRefusal { cap >= disk ? .cacheFull(cap) : .diskFull(disk) }
  }

  func missing(for method: BuildMethod, cost: Int64, size: Int64) -> Missing {
    guard let space else { return Missing(cap: 0, disk: .max / 4) }
    let wanted = cost + limits.reserved(of: space.total)
    let needed = method == .copy ? max(wanted, size.multipliedReportingOverflow(by: 2).partialValue) : wanted
    return Missing(
      cap: occupied + claimed + roomTaken + cost - limits.cap,
      disk: needed - (space.free - remaining - roomTaken - unseen))
  }

  private var runningBuilds: [Build] { running.values.compactMap { builds[$0] } }
  /// What running builds will occupy.
  package var claimed: Int64 { runningBuilds.reduce(0) { $0 + $1.cost } }
  /// What running builds will still take of the disk.
  var remaining: Int64 { runningBuilds.reduce(0) { $0 + $1.remaining } }
  private var remainingCopy: Int64 { running[.copy].flatMap { builds[$0]?.remaining } ?? 0 }

  // MARK: What goes

  /// Whether an entry may be removed for anything but a request to.
  ///
  /// - Parameter interval: seconds from its last use in which it stays.
  func mayGo(_ entry: Entry, since interval: Int64, _ now: Int64) -> Bool {
    guard entry.state == .complete, entry.holds == 0, !entry.zip.isPinned else { return false }
    return !entry.isUsed || now - entry.zip.lastUsed >= interval
  }

  mutating func remove(_ key: CacheKey) -> [Action] {
    guard let entry = entries[key], entry.state != .removing else { return [] }
    entries[key]?.state = .removing
    leaving += entry.zip.occupied
    return (entry.state == .complete ? [.disappeared(entry.zip)] : []) + [.remove(entry.zip)]
  }

  /// What is there takes more than it may, because others fill the disk, a reflinked file is shared no longer, or the
  /// limits are others: something goes. Where that is not enough, what is being copied does.
  mutating func relieve(_ now: Int64) -> [Action] {
    guard let space else { return [] }
    let builds = runningBuilds.filter { !$0.isCancelled }
    let reserve = limits.reserved(of: space.total)
    let over = occupied + roomTaken - limits.cap - leaving
    let future = over + builds.reduce(0) { $0 + $1.cost }
    // What is cancelled gives back what it has taken: that is waited for.
    let isReturning = runningBuilds.contains { $0.isCancelled && $0.method == .copy }
    let short = isReturning ? 0 : reserve - space.free - leaving - credit
    let needed = max(future, short)
    guard needed > 0 else { return [] }
    let victims = victims(needed, now)
    if victims.isEnough { return victims.all.flatMap { remove($0) } }
    guard let copy = builds.first(where: { $0.method == .copy }) else {
      return victims.all.flatMap { remove($0) }
    }
    let reason: CacheRefusal = future >= short ? .cacheFull(future) : .diskFull(short)
    return cancel(copy.request.key, reason) + self.victims(over, now).all.flatMap { remove($0) }
  }

  mutating func cancel(_ key: CacheKey, _ reason: CacheRefusal) -> [Action] {
    guard let build = builds[key] else { return [] }
    let wasRunning = build.phase == .running
    guard wasRunning || build.isCancelled else { return [] }
    builds[key]?.phase = .cancelling(reason)
    return wasRunning ? [.cancel(key)] : []
  }

  // MARK: The disk

  /// What the disk says now.
  package mutating func observed(_ space: DiskSpace, now: Int64) -> [Action] {
    note(space)
    return relieve(now) + schedule(now)
  }

  mutating func note(_ space: DiskSpace) {
    if let old = self.space { credit = max(0, credit - max(0, space.free - old.free)) }
    seenTotal = space.stored ?? storedTotal
    self.space = space
  }

  /// So many bytes are to become free.
  mutating func expect(_ bytes: Int64, _ now: Int64) {
    credit += bytes
    creditUntil = now + CacheLedger.creditInterval
  }
}
