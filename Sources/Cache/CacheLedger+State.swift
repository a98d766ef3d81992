/// What can be told of the cache.
extension CacheLedger {
  /// A build that is not over.
  package struct UnderWay: Hashable, Sendable {
    package enum Phase: String, Hashable, Sendable {
      /// Its files are looked at, or their checksums are computed.
      case waiting
      case queued
      case running
      case cancelling
    }

    package var request: Request
    package var phase: Phase
    package var cause: Cause
    /// nil where it is not known yet.
    package var method: BuildMethod?
    /// Bytes of the ZIP.
    package var done: Int64
  }

  /// Builds that are not over, the most urgent first.
  package var underWay: [UnderWay] {
    builds.values.map(CacheLedger.state).sorted { left, right in
      func rank(_ state: UnderWay) -> (Int, Int, String) {
        (state.phase == .running ? 0 : 1, state.cause.rawValue, state.request.name)
      }
      return rank(left) < rank(right)
    }
  }

  /// Builds that a thread is at.
  package var inHand: [UnderWay] { running.values.compactMap { builds[$0].map(CacheLedger.state) } }

  private static func state(of build: Build) -> UnderWay {
    let phase: UnderWay.Phase =
      switch build.phase {
      case .waiting: .waiting
      case .ready: .queued
      case .running: .running
      case .cancelling: .cancelling
      }
    return UnderWay(
      request: build.request, phase: phase, cause: build.urgency, method: build.method, done: build.done)
  }

  package func isUnderWay(_ key: CacheKey) -> Bool { builds[key] != nil }
  /// Whether somebody wants just this one.
  package func isAskedFor(_ key: CacheKey) -> Bool { builds[key].map { $0.urgency != .always } ?? false }
  package func isRefused(_ key: CacheKey) -> Bool { refusals[key] != nil }

  /// Bytes that were removed and are to become free.
  package var expected: Int64 { credit }

  /// Builds that are not over.
  package var buildCount: Int { builds.count }

  /// A ZIP that is there, and what keeps it.
  package struct Listed: Hashable, Sendable {
    package var zip: CachedZip
    /// How many have it open.
    package var holds: Int
    /// When its age removes it; nil where it does not.
    package var expires: Int64?
  }

  /// The ZIP with that key, where it can be opened.
  package func zip(_ key: CacheKey) -> CachedZip? {
    entries[key].flatMap { $0.state == .complete ? $0.zip : nil }
  }

  /// Everything that can be opened.
  package var listed: [Listed] {
    entries.values.compactMap { entry in
      guard entry.state == .complete else { return nil }
      let isKept = entry.holds > 0 || entry.zip.isPinned
      let lifetime = limits.lifetime(of: entry.zip.size)
      return Listed(
        zip: entry.zip, holds: entry.holds, expires: isKept ? nil : lifetime.map { entry.zip.lastUsed + $0 })
    }
  }

  /// Whether another ZIP may be asked for because everything is built: none waits for room, and few for checksums.
  package var hasRoomForMore: Bool {
    guard limits.policy == .always, !isAlwaysQueued else { return false }
    return waiting.count < 16
  }

  private var isAlwaysQueued: Bool {
    builds.values.contains { $0.phase == .ready && $0.urgency == .always }
  }

  /// Whether the file of a ZIP is to go, and is not gone.
  package func isLeaving(_ key: CacheKey) -> Bool { entries[key]?.state == .removing }
  /// Whether anything of a ZIP is on the disk.
  package func occupies(_ key: CacheKey) -> Bool { entries[key] != nil }
}
