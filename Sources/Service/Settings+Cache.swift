package import Cache
package import Configuration

extension Settings.Cache {
  /// What the cache may take, and for how long.
  package var limits: CacheLimits {
    var limits = CacheLimits()
    limits.policy =
      switch policy {
      case .lazy: .lazy
      case .always: .always
      case .never: .never
      }
    limits.cap = size
    limits.reserve =
      switch reserve {
      case .bytes(let bytes): .bytes(bytes)
      case .percent(let percent): .percent(percent)
      }
    limits.ttl = Int64(ttl)
    limits.ttlLarge = Int64(ttlLarge)
    limits.large = large
    limits.minimum = minimum
    limits.reflinkOnly = reflinkOnly
    return limits
  }
}
