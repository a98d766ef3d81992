internal import Platform

/// How many bytes a second all transfers together may take. Any thread.
final class BandwidthLimit: Sendable {
  private struct State {
    var rate: Int64?
    /// When the bytes granted so far are paid for, monotonic nanoseconds.
    var paidAt: UInt64 = 0
  }

  /// What was not used is not saved up for longer. Nanoseconds.
  private static let longestCredit: UInt64 = 250_000_000
  /// Whoever waits looks so often whether it is still wanted. Nanoseconds.
  private static let glance: UInt64 = 100_000_000

  private let state: Monitor<State>

  /// - Parameter rate: bytes a second; nil for no limit.
  init(_ rate: Int64?) { state = Monitor(State(rate: rate)) }

  func set(_ rate: Int64?) {
    state.signal { state in
      state.rate = rate
      state.paidAt = 0
    }
  }

  /// Waits until that many bytes are paid for.
  ///
  /// - Parameter isWanted: asked now and then; false ends the waiting.
  func wait(for bytes: Int, while isWanted: () -> Bool) {
    let until = state.withLock { state -> UInt64? in
      guard let rate = state.rate, rate > 0 else { return nil }
      let now = monotonicNanoseconds()
      let cost = UInt64(Double(bytes) / Double(rate) * 1_000_000_000)
      state.paidAt = max(state.paidAt, now - min(now, BandwidthLimit.longestCredit)) + cost
      return state.paidAt
    }
    guard let until else { return }
    while isWanted() {
      let now = monotonicNanoseconds()
      if now >= until { return }
      // Another limit, or none, may hold meanwhile.
      let isLifted = state.wait(until: min(until, now + BandwidthLimit.glance)) { $0.paidAt < until ? true : nil }
      if isLifted == true { return }
    }
  }
}
