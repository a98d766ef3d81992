package import Cache
package import Configuration

extension Settings {
  /// What the cache of ZIPs may take, and for how long.
  package var cacheLimits: CacheLimits {
    var limits = CacheLimits()
    limits.policy =
      switch cache.policy {
      case .lazy: .lazy
      case .always: .always
      case .never: .never
      }
    limits.cap = cache.size
    limits.reserve =
      switch cache.reserve {
      case .bytes(let bytes): .bytes(bytes)
      case .percent(let percent): .percent(percent)
      }
    limits.ttl = Int64(cache.ttl)
    limits.ttlLarge = Int64(cache.ttlLarge)
    limits.large = cache.large
    limits.minimum = cache.minimum
    limits.reflinkOnly = cache.reflinkOnly
    return limits
  }
}
