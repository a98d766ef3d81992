/// What is asked for, and what becomes of it.
extension CacheLedger {
  /// Somebody wants a ZIP in the cache.
  package mutating func ask(_ request: Request, _ cause: Cause, now: Int64) -> [Action] {
    let key = request.key
    if entries[key]?.state == .complete {
      // What is prepared is not to be gone before it is used.
      if cause != .always { touch(key, now) }
      return [.answered(key, .complete)]
    }
    if builds[key] != nil { return add(cause, to: key, now) }
    if let reason = refusal(of: request, cause, now) { return [.answered(key, .refused(reason))] }
    refusals[key] = nil
    switch entries[key]?.state {
    case .condemned, .stuck:
      return remember(request, .replacement, nil, 0, now)
    // Its turn comes when that is gone.
    case nil, .complete, .removing: break
    }
    builds[key] = Build(request: request, causes: [cause], since: now)
    waiting.append(key)
    return [.queued(key)]
  }

  private mutating func add(_ cause: Cause, to key: CacheKey, _ now: Int64) -> [Action] {
    guard var build = builds[key] else { return [] }
    let urgency = build.urgency
    build.causes.insert(cause)
    builds[key] = build
    guard build.urgency != urgency, build.phase == .ready else { return [] }
    enqueue(key)
    return schedule(now)
  }

  private func refusal(of request: Request, _ cause: Cause, _ now: Int64) -> CacheRefusal? {
    switch limits.policy {
    case .never: return .off
    case .lazy where cause == .always: return .off
    case .lazy, .always: break
    }
    // Somebody who asks for it by name gets another try.
    guard cause != .prepare, let known = refusals[request.key], known.until > now else { return nil }
    return known.reason
  }

  /// Nobody wants a ZIP for that reason any more.
  package mutating func withdraw(_ key: CacheKey, _ cause: Cause, now: Int64) -> [Action] {
    guard var build = builds[key], build.causes.remove(cause) != nil else { return [] }
    builds[key] = build
    switch build.phase {
    case .running where build.causes.isEmpty:
      builds[key]?.phase = .cancelling(nil)
      return [.cancel(key)]
    case .waiting where build.causes.isEmpty, .ready where build.causes.isEmpty:
      drop(key)
      return [.answered(key, .withdrawn)] + schedule(now)
    case .ready:
      enqueue(key)
      return schedule(now)
    case .waiting, .running, .cancelling:
      return []
    }
  }

  /// Builds that wait to be inspected or to become ready, in their order, `limit` of them from a place on that goes
  /// round.
  package func unready(from position: Int, limit: Int) -> [(key: CacheKey, isInspected: Bool)] {
    guard !waiting.isEmpty else { return [] }
    return (0..<min(limit, waiting.count)).map { index in
      let key = waiting[(position + index) % waiting.count]
      return (key, builds[key]?.method != nil)
    }
  }

  package var unreadyCount: Int { waiting.count }

  /// - Parameter cost: bytes the ZIP will occupy at most.
  package mutating func inspected(_ key: CacheKey, method: BuildMethod, cost: Int64, now: Int64) -> [Action] {
    guard let build = builds[key], build.phase == .waiting else { return [] }
    builds[key]?.method = method
    builds[key]?.cost = cost
    guard let reason = limits.refusal(of: method, cost: cost, size: build.request.size) else { return [] }
    return refuse(key, reason, now)
  }

  /// A ZIP could not even be looked at.
  package mutating func uninspectable(_ key: CacheKey, _ reason: CacheRefusal, now: Int64) -> [Action] {
    guard builds[key]?.phase == .waiting else { return [] }
    return refuse(key, reason, now)
  }

  /// All checksums of a ZIP are known.
  package mutating func ready(_ key: CacheKey, now: Int64) -> [Action] {
    guard let build = builds[key], build.phase == .waiting, build.method != nil else { return [] }
    stopWaiting(key)
    builds[key]?.phase = .ready
    lastReady = now
    enqueue(key)
    return schedule(now)
  }

  /// - Parameter done: bytes of the ZIP.
  package mutating func progressed(_ key: CacheKey, done: Int64) { builds[key]?.done = done }

  /// - Parameter space: observed after the build; nil where it could not be.
  package mutating func finished(_ zip: CachedZip, space: DiskSpace?, now: Int64) -> [Action] {
    guard let build = builds[zip.key] else { return [] }
    end(zip.key, space, taken: build.remaining, now)
    builds[zip.key] = nil
    var zip = zip
    zip.lastUsed = now
    // Built because everything is, it has not been used: it may go for what is.
    entries[zip.key] = Entry(zip: zip, isUsed: build.causes != [.always])
    occupied += zip.occupied
    return [.appeared(zip), .answered(zip.key, .complete)] + relieve(now) + schedule(now)
  }

  /// - Parameter space: observed after the build; nil where it could not be.
  package mutating func failed(
    _ key: CacheKey, _ failure: BuildFailure, space: DiskSpace?, now: Int64
  ) -> [Action] {
    guard let build = builds[key] else { return [] }
    end(key, space, released: build.method == .copy ? build.done : 0, now)
    return outcome(of: build, failure, now) + relieve(now) + schedule(now)
  }

  private mutating func outcome(of build: Build, _ failure: BuildFailure, _ now: Int64) -> [Action] {
    let key = build.request.key
    switch (failure, build.phase) {
    case (.cancelled, .cancelling(let reason?)):
      // What is built because everything is waits for better times.
      if reason.isForRoom, build.causes == [.always] { return requeue(key) }
      return refuse(key, reason, now)
    case (.cancelled, .cancelling(nil)) where build.causes.isEmpty:
      drop(key)
      return [.answered(key, .withdrawn)]
    case (.cancelled, _): return requeue(key)
    case (.noSpace, _): return refuse(key, .diskFull(build.remaining), now)
    case (.changed, _): return refuse(key, .changed, now)
    case (.failed, .running) where build.method == .clone && !build.hasFailedToClone: return inspectAgain(key)
    case (.failed(let error, let place), _): return refuse(key, .failed(error, place), now)
    }
  }

  /// What cannot be cloned after all may be copied.
  private mutating func inspectAgain(_ key: CacheKey) -> [Action] {
    builds[key]?.hasFailedToClone = true
    builds[key]?.method = nil
    builds[key]?.phase = .waiting
    builds[key]?.done = 0
    waiting.append(key)
    return [.queued(key)]
  }

  private mutating func requeue(_ key: CacheKey) -> [Action] {
    builds[key]?.phase = .ready
    builds[key]?.done = 0
    enqueue(key)
    return []
  }

  private mutating func end(
    _ key: CacheKey, _ space: DiskSpace?, taken: Int64 = 0, released: Int64 = 0, _ now: Int64
  ) {
    running = running.filter { $0.value != key }
    if released > 0 { expect(released, now) }
    if let space { note(space) } else { self.space?.free -= taken }
  }

  private mutating func enqueue(_ key: CacheKey) {
    guard let build = builds[key], let method = build.method else { return }
    queues[method]?.append(key, build.urgency)
  }

  private mutating func drop(_ key: CacheKey) {
    if builds.removeValue(forKey: key)?.phase == .waiting { stopWaiting(key) }
  }

  private mutating func stopWaiting(_ key: CacheKey) {
    if let index = waiting.firstIndex(of: key) { waiting.remove(at: index) }
  }

  /// Everybody who wants the ZIP is told why it is not built.
  mutating func refuse(_ key: CacheKey, _ reason: CacheRefusal, _ now: Int64) -> [Action] {
    guard let build = builds[key] else { return [] }
    drop(key)
    return remember(build.request, reason, build.method, build.cost, now)
  }

  private mutating func remember(
    _ request: Request, _ reason: CacheRefusal, _ method: BuildMethod?, _ cost: Int64, _ now: Int64
  ) -> [Action] {
    let answer = Action.answered(request.key, .refused(reason))
    guard refusals.count < CacheLedger.refusalLimit else { return [answer, .forgotten(request.key)] }
    refusals[request.key] = Refused(
      reason: reason, until: now + reason.interval, method: method, cost: cost, size: request.size)
    return [answer]
  }
}

extension CacheLimits {
  /// Why something is not built, however much room there is.
  func refusal(of method: BuildMethod, cost: Int64, size: Int64) -> CacheRefusal? {
    if policy == .never { return .off }
    if reflinkOnly, method == .copy { return .reflinkOnly }
    return cost > cap ? .tooLarge(size) : nil
  }
}
