/// What the cache may take, and for how long.
package struct CacheLimits: Hashable, Sendable {
  /// When a ZIP is built.
  package enum Policy: String, Hashable, Sendable {
    /// When it is read, or prepared.
    case lazy
    /// Ahead of use as well, until the cache is full. Nothing that is there is removed for its age.
    case always
    case never
  }

  /// Space that stays free on the disk.
  package enum Reserve: Hashable, Sendable {
    case bytes(Int64)
    /// Of the disk.
    case percent(Int)
  }

  package var policy = Policy.lazy
  /// Bytes that all entries together may occupy.
  package var cap: Int64 = 64 << 30
  package var reserve = Reserve.percent(10)
  /// Seconds from its last use after which a ZIP is removed.
  package var ttl: Int64 = 48 * 3600
  /// The same for those of at least ``large``.
  package var ttlLarge: Int64 = 12 * 3600
  /// Bytes.
  package var large: Int64 = 8 << 30
  /// Seconds from its last use in which a ZIP is not removed, whatever happens.
  package var grace: Int64 = 3600
  /// Bytes below which a ZIP is not built for being read.
  package var minimum: Int64 = 1 << 20
  /// Only what costs no space is built.
  package var reflinkOnly = false

  package init() {}

  /// - Parameter total: bytes of the disk.
  /// - Returns: bytes that stay free.
  package func reserved(of total: Int64) -> Int64 {
    switch reserve {
    case .bytes(let bytes): bytes
    // The division first: a disk can be larger than a hundredth of what a number holds.
    case .percent(let percent): total / 100 * Int64(percent)
    }
  }

  /// Seconds from last use after which a ZIP of `size` bytes is removed; nil where age alone removes nothing.
  package func lifetime(of size: Int64) -> Int64? {
    guard policy != .always else { return nil }
    return max(grace, size >= large ? ttlLarge : ttl)
  }
}
