internal import Digest
internal import Synchronization

extension CacheKey {
  /// The part that a node of the mount is numbered by: the lower 59 bits of the digest's first eight bytes.
  package var short: UInt64 { digest.prefix & ((1 << 59) - 1) }
}

/// What every listing and every read asks, apart from the cache's own lock.
final class ShortIndex: Sendable {
  private struct State: ~Copyable {
    var complete: [UInt64: CacheKey] = [:]
    /// ZIPs that need not be asked for when they are read: it was done, or was refused.
    var quiet: Set<UInt64> = []
    var minimum: Int64 = 0
    var isOff = false
  }

  private let state = Mutex(State())

  subscript(short: UInt64) -> CacheKey? { state.withLock { $0.complete[short] } }

  func contains(_ short: UInt64) -> Bool { state.withLock { $0.complete[short] != nil } }

  func add(_ key: CacheKey) {
    state.withLock {
      $0.complete[key.short] = key
      $0.quiet.remove(key.short)
    }
  }

  func remove(_ key: CacheKey) {
    state.withLock { _ = $0.complete.removeValue(forKey: key.short) }
  }

  /// Whether a ZIP that is read is to be asked for. It is said once, until ``listen(_:)``.
  func shouldAsk(_ short: UInt64, size: Int64) -> Bool {
    state.withLock { state in
      guard !state.isOff, size >= state.minimum, state.complete[short] == nil else { return false }
      return state.quiet.insert(short).inserted
    }
  }

  func silence(_ short: UInt64) { state.withLock { _ = $0.quiet.insert(short) } }

  func listen(_ short: UInt64) { state.withLock { _ = $0.quiet.remove(short) } }

  func set(_ limits: CacheLimits) {
    state.withLock {
      $0.minimum = limits.minimum
      $0.isOff = limits.policy == .never
    }
  }
}
