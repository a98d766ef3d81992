/// ZIPs that can be built, the most urgent first and each urgency in its order.
///
/// What is queued is not taken out when it is dropped or becomes more urgent: whoever takes says what still holds.
struct BuildQueue: Hashable, Sendable {
  private var keys: [[CacheKey]] = Array(repeating: [], count: CacheLedger.Cause.allCases.count)
  private var heads = Array(repeating: 0, count: CacheLedger.Cause.allCases.count)

  mutating func append(_ key: CacheKey, _ cause: CacheLedger.Cause) { keys[cause.rawValue].append(key) }

  /// The first for which `holds` is true; others before it are forgotten.
  mutating func first(where holds: (CacheKey, CacheLedger.Cause) -> Bool) -> CacheKey? {
    for cause in CacheLedger.Cause.allCases {
      let index = cause.rawValue
      while heads[index] < keys[index].count {
        let key = keys[index][heads[index]]
        if holds(key, cause) { return key }
        heads[index] += 1
      }
      keys[index].removeAll(keepingCapacity: true)
      heads[index] = 0
    }
    return nil
  }
}
