internal import Model
internal import Platform
internal import Synchronization

/// What an acquirer is doing: a snapshot.
package struct AcquisitionView: Sendable {
  package enum Activity: Hashable, Sendable {
    /// - Parameters:
    ///   - sources: those whose answers are to come, by name.
    ///   - number: how many have been asked.
    ///   - of: how many there are.
    case asking(sources: [String], number: Int, of: Int)
    /// - Parameters:
    ///   - total: bytes; nil where it is not known.
    ///   - rate: bytes a second.
    case transferring(source: String, bytes: Int64, total: Int64?, rate: Double)
    case verifying(source: String, bytes: Int64)
  }

  package struct Worker: Hashable, Sendable {
    /// `resolve-1`, `transfer-1`.
    package var name: String
    /// Below the directory of downloads.
    package var path: [UInt8]
    package var activity: Activity
    /// Somebody waits for it.
    package var isReaders: Bool
  }

  package struct Source: Hashable, Sendable {
    package var id: Int64
    package var name: String
    package var standing: AcquisitionPlan.Standing
    /// Files that came from it since the start, and their bytes.
    package var files: Int
    package var bytes: Int64
    /// Transfers from it that failed since the start.
    package var failures: Int
    /// What it said last when it had not what was asked for, or nothing.
    package var problem: String?
  }

  /// Resolving ones first, each by their number.
  package var workers: [Worker] = []
  package var sources: [Source] = []
  /// Files in each stage, of those that are looked at.
  package var waiting = 0
  package var resolving = 0
  package var ready = 0
  package var transferring = 0
  /// Why nothing, or less than could be, is done; for people.
  package var holds: [String] = []
  /// Since the start of the service: whole files, their bytes, and what failed.
  package var files = 0
  package var bytes: Int64 = 0
  package var failures = 0
  /// Of the transfers under way, bytes a second.
  package var rate: Double = 0

  package init() {}
}

/// How far a transfer is. Written by its thread, read by any.
final class TransferMeter: Sendable {
  private struct State {
    var bytes: Int64 = 0
    var total: Int64?
    var isVerifying = false
    /// When bytes came last.
    var lastBytes = monotonicNanoseconds()
    var since = monotonicNanoseconds()
    /// At `since`.
    var bytesThen: Int64?
    var rate: Double = 0
  }

  /// Over how long a rate is taken. Nanoseconds.
  private static let span: UInt64 = 1_000_000_000

  private let state = Mutex(State())

  func progressed(_ bytes: Int64, of total: Int64?) {
    let now = monotonicNanoseconds()
    state.withLock { state in
      if bytes != state.bytes { state.lastBytes = now }
      let then = state.bytesThen ?? bytes
      state.bytesThen = then
      (state.bytes, state.total) = (bytes, total)
      // What was dropped was not fetched backwards.
      if bytes < then { (state.bytesThen, state.since) = (bytes, now) }
      let time = now - state.since
      guard time >= TransferMeter.span else { return }
      let latest = Double(bytes - then) / Double(time) * 1e9
      state.rate = state.rate == 0 ? latest : (state.rate + latest) / 2
      (state.since, state.bytesThen) = (now, bytes)
    }
  }

  /// For how long nothing has come, nanoseconds; nil while something does, or nothing is to come.
  func stands(at now: UInt64) -> UInt64? {
    state.withLock { state in
      let time = now - min(now, state.lastBytes)
      return state.isVerifying || time < TransferMeter.patience ? nil : time
    }
  }

  /// So long a transfer may do without a byte before it counts as standing still. Nanoseconds.
  private static let patience: UInt64 = 3_000_000_000

  func verifies() { state.withLock { $0.isVerifying = true } }

  func activity(from source: String) -> AcquisitionView.Activity {
    state.withLock { state in
      if state.isVerifying { return .verifying(source: source, bytes: state.bytes) }
      let time = Double(monotonicNanoseconds() - state.since) / 1e9
      let first = state.bytesThen.map { Double(state.bytes - $0) / max(time, 0.05) } ?? 0
      // One that stands still has no rate.
      let rate = state.rate == 0 ? first : time > 3 ? first : state.rate
      return .transferring(source: source, bytes: state.bytes, total: state.total, rate: rate)
    }
  }
}
