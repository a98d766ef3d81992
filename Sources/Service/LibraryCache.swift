package import Cache
internal import Platform
internal import Synchronization
package import Tree

/// The cache of ZIPs of a mounted library, as the clients of the control socket see it.
package final class LibraryCache: CacheControl {
  /// What is known of the ZIPs of the tree.
  package struct Source: Sendable {
    package var key: @Sendable (ArchiveContent) -> CacheKey
    /// nil for one that cannot be laid out.
    package var blueprint: @Sendable (ArchiveContent) -> (any ArchiveBlueprint)?
    /// How often a ZIP was opened that was in the cache, and how often one that was not.
    package var counts: @Sendable () -> (hits: Int, misses: Int)
    /// Begins to fetch the files of ZIPs that are at sources, which may have so many bytes in all; nil where that cannot
    /// be done.
    package var fetch: @Sendable ([ArchiveContent], _ room: Int64) -> (any MemberFetching)?

    package init(
      key: @escaping @Sendable (ArchiveContent) -> CacheKey,
      blueprint: @escaping @Sendable (ArchiveContent) -> (any ArchiveBlueprint)?,
      counts: @escaping @Sendable () -> (hits: Int, misses: Int) = { (0, 0) },
      fetch: @escaping @Sendable ([ArchiveContent], _ room: Int64) -> (any MemberFetching)? = { _, _ in nil }
    ) {
      self.key = key
      self.blueprint = blueprint
      self.counts = counts
      self.fetch = fetch
    }
  }

  let cache: ArchiveCache
  private let directory: String
  let source: Source
  private let clock: @Sendable () -> Int64
  let orders = Mutex(Orders())

  struct Orders {
    var last: Int64 = 0
    /// Those that are known, oldest first.
    var known: [Order] = []
  }

  struct Order: Sendable {
    var id: Int64
    /// What could not even be begun.
    var unplanned: [PreparationReport.Failure]
    /// What is not built but fetched.
    var fetching: (any MemberFetching)?
  }

  /// Preparations that are told of when they are over.
  static let mostKnown = 32

  /// - Parameters:
  ///   - directory: absolute.
  ///   - clock: seconds since 1970, that of the cache.
  package init(
    _ cache: ArchiveCache, directory: String, source: Source, clock: @escaping @Sendable () -> Int64
  ) {
    self.cache = cache
    self.directory = directory
    self.source = source
    self.clock = clock
  }

  // MARK: What is there

  package var status: StatusReport.Cache {
    let status = cache.status
    let counts = source.counts()
    let limits = status.limits
    var report = StatusReport.Cache()
    report.directory = directory
    report.isOn = status.offReason == nil
    report.reason = limits.policy == .never ? "cache.policy is \"never\"" : status.offReason
    report.policy = limits.policy.rawValue
    report.reflinkOnly = limits.reflinkOnly
    report.entries = status.count - status.files
    report.files = status.files
    report.partial = status.blocks.files
    report.partialSize = status.blocks.size
    report.partialOccupied = status.blocks.occupied
    report.pinned = status.pinned
    report.size = status.size
    report.occupied = status.occupied
    report.cap = limits.cap
    report.free = status.space?.free
    report.reserve = limits.reserved(of: status.space?.total ?? 0)
    report.ttl = Int(limits.ttl)
    report.ttlLarge = Int(limits.ttlLarge)
    report.large = limits.large
    report.minimum = limits.minimum
    report.building = status.running.map { build in
      StatusReport.Cache.Build(
        name: build.request.name, system: "", method: build.method?.rawValue ?? "", done: build.done,
        total: build.request.size)
    }
    report.waiting = status.queued
    let events = [status.lastRefusal, status.lastRemovalFailure].compactMap { $0 }
    report.problem = events.max { $0.time < $1.time }.map { event in
      StatusReport.Cache.Problem(
        text: event.name.isEmpty ? event.text : "\(event.name): \(event.text)", time: event.time)
    }
    report.hits = counts.hits
    report.misses = counts.misses
    return report
  }

  package func list() -> [CacheReport] {
    let now = clock()
    let grace = cache.status.limits.grace
    return cache.list().map { listed in
      let zip = listed.zip
      var report = CacheReport(
        key: zip.key.description, system: zip.system, name: zip.name, size: zip.size, occupied: zip.occupied,
        created: zip.created, lastUsed: zip.lastUsed)
      report.kind = zip.kind == .file ? .file : .zip
      report.isPinned = zip.isPinned
      report.isOpen = listed.holds > 0
      report.isInGrace = now - zip.lastUsed < grace
      return report
    } + cache.blocks.list().map(LibraryCache.report)
  }

  private static func report(_ listed: ListedBlocks) -> CacheReport {
    let version = listed.version
    var report = CacheReport(
      key: version.key.description, system: version.system, name: version.name, size: version.size,
      occupied: listed.occupied, created: listed.created, lastUsed: listed.lastUsed)
    report.kind = .partial
    report.held = listed.held
    report.isPinned = listed.isPinned
    report.isOpen = listed.isOpen
    return report
  }

  package func key(of archive: ArchiveContent) -> String { source.key(archive).description }

  package func path(ofKey key: String) -> String? {
    let path = CacheKey(hex: key.utf8).flatMap { cache.find($0) }.map { cache.path(of: $0) }
    // Somebody may have removed it behind the cache's back.
    return path.flatMap { (try? FileStatus.of($0)) == nil ? nil : $0 }
  }

  // MARK: What stays and what goes

  package func setPinned(_ isPinned: Bool, _ keys: Set<String>) {
    let named = keys.compactMap { CacheKey(hex: $0.utf8) }
    _ = isPinned ? cache.pin(named) : cache.unpin(named)
  }

  package func prune() -> CacheRemoval {
    let before = cache.status
    let freed = cache.prune()
    let after = cache.status
    // One that was built meanwhile is not counted as removed.
    let zips = max(0, before.count - before.files - after.count + after.files)
    let files = LibraryCache.files(before, after)
    return CacheRemoval(count: zips + files, files: files, freed: freed)
  }

  private static func files(_ before: CacheStatus, _ after: CacheStatus) -> Int {
    max(0, before.files + before.blocks.files - after.files - after.blocks.files)
  }

  package func clear() -> CacheRemoval {
    let before = cache.status
    let clearing = cache.clear()
    let failures = clearing.failed > 0 ? ["\(number(clearing.failed, "file")); the log says why"] : []
    return CacheRemoval(
      count: clearing.removed, files: min(clearing.removed, LibraryCache.files(before, cache.status)),
      freed: clearing.freed, failures: failures)
  }
}
