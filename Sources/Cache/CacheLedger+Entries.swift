internal import Platform

/// What is there: its use, its age and its end.
extension CacheLedger {
  package func isComplete(_ key: CacheKey) -> Bool { entries[key]?.state == .complete }

  package subscript(_ key: CacheKey) -> CachedZip? {
    entries[key].flatMap { $0.state == .complete ? $0.zip : nil }
  }

  mutating func touch(_ key: CacheKey, _ now: Int64) {
    guard var entry = entries[key] else { return }
    entry.isUsed = true
    entry.isUnrecorded = true
    entry.zip.lastUsed = max(entry.zip.lastUsed, now)
    entries[key] = entry
  }

  /// Somebody opens a ZIP. Until it is ``closed(_:now:)`` it is not removed.
  ///
  /// - Returns: nil where it is not there, and nothing is to be closed.
  package mutating func opened(_ key: CacheKey, now: Int64) -> CachedZip? {
    guard entries[key]?.state == .complete else { return nil }
    touch(key, now)
    entries[key]?.holds += 1
    return entries[key]?.zip
  }

  package mutating func closed(_ key: CacheKey, now: Int64) -> [Action] {
    guard let entry = entries[key], entry.holds > 0 else { return [] }
    touch(key, now)
    entries[key]?.holds -= 1
    return entry.holds == 1 && entry.state == .condemned ? remove(key) : []
  }

  /// A ZIP is not what was built. It goes as soon as nobody has it open, and may be built anew then.
  package mutating func damaged(_ key: CacheKey, now: Int64) -> [Action] {
    guard let entry = entries[key], entry.state == .complete else { return [] }
    if entry.holds == 0 { return remove(key) }
    entries[key]?.state = .condemned
    return [.disappeared(entry.zip)]
  }

  /// - Returns: whether it is there.
  package mutating func setPinned(_ isPinned: Bool, _ key: CacheKey) -> Bool {
    guard let entry = entries[key], entry.state == .complete else { return false }
    if entry.zip.isPinned != isPinned {
      entries[key]?.zip.isPinned = isPinned
      entries[key]?.isUnrecorded = true
    }
    return true
  }

  /// A ZIP takes another part of the disk than before.
  package mutating func measured(_ key: CacheKey, occupied bytes: Int64, now: Int64) -> [Action] {
    guard let entry = entries[key] else { return [] }
    occupied += bytes - entry.zip.occupied
    if entry.state == .removing { leaving += bytes - entry.zip.occupied }
    entries[key]?.zip.occupied = bytes
    return relieve(now) + schedule(now)
  }

  /// - Parameter space: observed after it went; nil where it could not be.
  package mutating func removed(_ key: CacheKey, space: DiskSpace?, now: Int64) -> [Action] {
    guard let entry = entries[key], entry.state == .removing else { return [] }
    entries[key] = nil
    occupied -= entry.zip.occupied
    leaving -= entry.zip.occupied
    expect(entry.zip.occupied, now)
    if let space { note(space) }
    var actions: [Action] = []
    if refusals[key]?.reason == .replacement {
      refusals[key] = nil
      actions.append(.forgotten(key))
    }
    return actions + relieve(now) + schedule(now)
  }

  package mutating func removalFailed(_ key: CacheKey, now: Int64) -> [Action] {
    guard let entry = entries[key], entry.state == .removing else { return [] }
    entries[key]?.state = .stuck(now + CacheLedger.removalInterval)
    leaving -= entry.zip.occupied
    return relieve(now) + refuseReplacement(of: key, now) + schedule(now)
  }

  /// What waits for a file to go that does not is not built.
  private mutating func refuseReplacement(of key: CacheKey, _ now: Int64) -> [Action] {
    guard let build = builds[key], build.phase == .ready || build.phase == .waiting else { return [] }
    return refuse(key, .replacement, now)
  }

  /// Time has passed.
  package mutating func tick(now: Int64) -> [Action] {
    if now >= creditUntil { credit = 0 }
    var actions: [Action] = []
    for (key, entry) in entries {
      switch entry.state {
      case .stuck(let until) where until <= now && entry.holds == 0: actions += remove(key)
      case .complete where mayGo(entry, since: limits.grace, now) && hasExpired(entry.zip, now): actions += remove(key)
      case .complete, .condemned, .removing, .stuck: break
      }
    }
    let late = waiting.filter { key in
      builds[key].map { now - max($0.since, lastReady) >= CacheLedger.patience } ?? true
    }
    for key in late { actions += refuse(key, .checksums, now) }
    actions += expireBlocks(now)
    return actions + relieve(now) + reconsider(now) + schedule(now)
  }

  private func hasExpired(_ zip: CachedZip, _ now: Int64) -> Bool {
    limits.lifetime(of: zip.size).map { zip.lastUsed + $0 <= now } ?? false
  }

  /// What was refused long ago, or for want of room that is there now, may be asked for again.
  private mutating func reconsider(_ now: Int64) -> [Action] {
    guard !refusals.isEmpty else { return [] }
    let evictable = victims(.max, now).freed
    let again = refusals.filter { _, refused in
      guard refused.until > now else { return true }
      guard refused.reason.isForRoom, space != nil, let method = refused.method else { return false }
      return missing(for: method, cost: refused.cost, size: refused.size).most <= evictable
    }.keys
    for key in again { refusals[key] = nil }
    return again.map { .forgotten($0) }
  }

  /// Other limits hold from now on.
  package mutating func setLimits(_ limits: CacheLimits, now: Int64) -> [Action] {
    guard limits != self.limits else { return [] }
    self.limits = limits
    var actions: [Action] = refusals.keys.map { .forgotten($0) }
    refusals = [:]
    for (key, build) in builds {
      let isUnwanted = limits.policy == .lazy && build.causes == [.always]
      var reason: CacheRefusal? = limits.policy == .never || isUnwanted ? .off : nil
      if let method = build.method, reason == nil {
        reason = limits.refusal(of: method, cost: build.cost, size: build.request.size)
      }
      guard let reason else { continue }
      switch build.phase {
      case .running, .cancelling: actions += cancel(key, reason)
      case .waiting, .ready: actions += refuse(key, reason, now)
      }
    }
    return actions + relieve(now) + schedule(now)
  }

  /// Somebody wants the cache empty: everything goes but what is open, or pinned. What is asked for by name does not
  /// wait for an hour to pass.
  ///
  /// - Returns: the number of those that stay for each reason.
  package mutating func clear(
    includingPinned: Bool, now: Int64
  ) -> (actions: [Action], open: Int, pinned: Int) {
    var result: (actions: [Action], open: Int, pinned: Int) = ([], 0, 0)
    for (key, entry) in entries {
      if entry.holds > 0 {
        result.open += 1
      } else if entry.zip.isPinned, !includingPinned {
        result.pinned += 1
      } else {
        result.actions += remove(key)
      }
    }
    for (key, entry) in blockFiles where entry.occupied > 0 {
      if entry.isOpen {
        result.open += 1
      } else if entry.isPinned, !includingPinned {
        result.pinned += 1
      } else {
        result.actions += remove(blocks: key)
      }
    }
    return result
  }

  /// What is to be remembered of use and pins. What is open is used until now.
  package mutating func unrecorded(now: Int64) -> [CachedZip] {
    var zips: [CachedZip] = []
    for (key, entry) in entries where entry.state == .complete && (entry.isUnrecorded || entry.holds > 0) {
      touch(key, now: now, isUsedNow: entry.holds > 0)
      if let zip = entries[key]?.zip { zips.append(zip) }
    }
    return zips
  }

  /// It could not be remembered.
  package mutating func setUnrecorded(_ keys: [CacheKey]) {
    for key in keys { entries[key]?.isUnrecorded = true }
  }

  private mutating func touch(_ key: CacheKey, now: Int64, isUsedNow: Bool) {
    if isUsedNow { touch(key, now) }
    entries[key]?.isUnrecorded = false
  }
}
