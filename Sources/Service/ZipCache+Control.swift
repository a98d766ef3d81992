internal import Cache
internal import Configuration
internal import Platform
internal import Synchronization
internal import Tree

/// What the clients of the control socket ask and order.
extension ZipCache: CacheControl {
  var status: StatusReport.Cache {
    let (settings, reason) = state.withLock { ($0.settings, $0.reason) }
    guard let cache = engine?.cache else {
      return .off(reason ?? "", directory: directory, policy: settings.policy.rawValue)
    }
    let now = cache.status
    var report = StatusReport.Cache()
    report.directory = directory
    report.isOn = now.offReason == nil
    report.reason = now.offReason
    report.policy = settings.policy.rawValue
    report.reflinkOnly = settings.reflinkOnly
    report.entries = now.count
    report.pinned = now.pinned
    report.size = now.size
    report.occupied = now.occupied
    report.cap = now.limits.cap
    report.free = now.space?.free
    report.reserve = now.space.map { now.limits.reserved(of: $0.total) } ?? 0
    report.ttl = Int(now.limits.ttl)
    report.ttlLarge = Int(now.limits.ttlLarge)
    report.large = now.limits.large
    report.minimum = now.limits.minimum
    report.building = now.running.map { build in
      StatusReport.Cache.Build(
        name: build.request.name, system: "", method: build.method?.rawValue ?? "", done: build.done,
        total: build.request.size)
    }
    report.waiting = now.queued
    let events = [now.lastRefusal, now.lastRemovalFailure].compactMap { $0 }
    report.problem = events.max { $0.time < $1.time }.map { event in
      StatusReport.Cache.Problem(
        text: event.name.isEmpty ? event.text : "\(event.name): \(event.text)", time: event.time)
    }
    report.hits = hitCount
    report.misses = missCount
    return report
  }

  func list() -> [CacheReport] {
    guard let cache = engine?.cache else { return [] }
    let now = wallNanoseconds() / 1_000_000_000
    let grace = cache.status.limits.grace
    return cache.list().map { listed in
      let zip = listed.zip
      var report = CacheReport(
        key: zip.key.description, system: zip.system, name: zip.name, size: zip.size, occupied: zip.occupied,
        created: zip.created, lastUsed: zip.lastUsed)
      report.isPinned = zip.isPinned
      report.isOpen = listed.holds > 0
      report.isInGrace = now < zip.lastUsed + grace
      return report
    }
  }

  func key(of archive: ArchiveContent) -> String { CacheKey(archive.digest).description }

  func path(ofKey key: String) -> String? {
    guard let cache = engine?.cache else { return nil }
    return cache.list().first { $0.zip.key.description == key }.map { cache.path(of: $0.zip) }
  }

  func setPinned(_ isPinned: Bool, _ keys: Set<String>) throws(Complaint) {
    let cache = try needed()
    let known = keys.compactMap { CacheKey(hex: $0.utf8) }
    _ = isPinned ? cache.pin(known) : cache.unpin(known)
  }

  func prune() throws(Complaint) -> CacheRemoval {
    let cache = try needed()
    let before = cache.list().count
    let freed = cache.prune()
    return CacheRemoval(count: max(0, before - cache.list().count), freed: freed)
  }

  func clear() throws(Complaint) -> CacheRemoval {
    let result = try needed().clear()
    let failures = result.failed == 0 ? [] : ["\(result.failed) could not be removed; the log says why"]
    return CacheRemoval(count: result.removed, freed: result.freed, failures: failures)
  }

  func needed() throws(Complaint) -> ArchiveCache {
    guard let cache = engine?.cache else {
      throw Complaint(.failed, "there is no cache: \(state.withLock { $0.reason } ?? "")")
    }
    return cache
  }
}
