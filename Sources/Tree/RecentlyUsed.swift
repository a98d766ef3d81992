internal import Platform
internal import Synchronization

/// The last things used, by number, up to a total weight; the one unused for longest goes first.
///
/// For a few hundred entries: making room looks at all of them.
package final class RecentlyUsed<Value: Sendable>: Sendable {
  private struct Slot {
    var value: Value
    var weight: Int
    /// In ``monotonicNanoseconds()``, and later than that of what was used before.
    var used: UInt64
  }

  private struct State {
    var slots: [UInt64: Slot] = [:]
    var weight = 0
    var last: UInt64 = 0

    mutating func now() -> UInt64 {
      last = max(last + 1, monotonicNanoseconds())
      return last
    }
  }

  private let state = Mutex(State())
  private let capacity: Int

  /// - Parameter capacity: the total weight that is kept; a single heavier value is kept alone.
  package init(capacity: Int) { self.capacity = capacity }

  package func value(_ key: UInt64) -> Value? {
    state.withLock { state in
      guard let value = state.slots[key]?.value else { return nil }
      let now = state.now()
      state.slots[key]?.used = now
      return value
    }
  }

  /// Keeps `value`. What gives way for it is let go after the lock, because that may close a file.
  package func insert(_ value: Value, for key: UInt64, weight: Int) {
    let dropped = state.withLock { state -> [Value] in
      var dropped: [Value] = []
      if let old = state.slots.removeValue(forKey: key) {
        state.weight -= old.weight
        dropped.append(old.value)
      }
      while state.weight + weight > capacity, let oldest = state.slots.min(by: { $0.value.used < $1.value.used }) {
        state.slots[oldest.key] = nil
        state.weight -= oldest.value.weight
        dropped.append(oldest.value.value)
      }
      state.slots[key] = Slot(value: value, weight: weight, used: state.now())
      state.weight += weight
      return dropped
    }
    withExtendedLifetime(dropped) {}
  }

  package func remove(_ key: UInt64) {
    let dropped = state.withLock { state -> Value? in
      guard let old = state.slots.removeValue(forKey: key) else { return nil }
      state.weight -= old.weight
      return old.value
    }
    withExtendedLifetime(dropped) {}
  }

  /// Lets go what was not used for so many nanoseconds.
  package func removeUnused(for time: UInt64) {
    let now = monotonicNanoseconds()
    let dropped = state.withLock { state in
      let unused = state.slots.filter { $0.value.used + time <= now }
      for (key, slot) in unused {
        state.slots[key] = nil
        state.weight -= slot.weight
      }
      return unused
    }
    withExtendedLifetime(dropped) {}
  }

  package func removeAll() {
    let dropped = state.withLock { state in
      defer { state = State() }
      return state.slots
    }
    withExtendedLifetime(dropped) {}
  }
}
