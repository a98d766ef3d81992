internal import Platform
internal import Synchronization

/// What the files of one save directory occupy, and the limit of that.
///
/// One lock. A file is looked at under it, so that of two who record a file the later one has the later size.
package final class SavesUsage: Sendable {
  private struct State {
    var ledger = SavesLedger()
    /// Counts are numbered from 1.
    var counts = (begun: 0, finished: 0)
    /// When the last one began and finished, in ``monotonicNanoseconds()``.
    var began: UInt64 = 0
    var finished: UInt64 = 0
  }

  private let state = Mutex(State())
  /// Bytes; nil for none.
  package let limit: Int64?

  init(limit: Int64?) { self.limit = limit }

  /// Bytes on disk.
  package var used: Int64 { state.withLock { $0.ledger.used } }

  /// Whether all files have been counted once.
  package var isComplete: Bool { state.withLock { $0.counts.finished > 0 } }

  /// The number of the last count that has begun, and of the last that is over.
  var counts: (begun: Int, finished: Int) { state.withLock { $0.counts } }

  func record(_ file: borrowing FileDescriptor) {
    state.withLock { state in
      guard let status = try? file.detailedStatus(), status.kind == .regular else { return }
      state.ledger.record(SavesUsage.key(status), status.allocated)
    }
  }

  func forget(_ status: DetailedStatus) { state.withLock { $0.ledger.forget(SavesUsage.key(status)) } }

  /// Takes room for a write that needs so much at most; ``settle(_:_:)`` is to follow.
  ///
  /// - Throws: EDQUOT where that would be beyond the limit.
  func reserve(_ bytes: Int64) throws(Errno) {
    guard let limit else { return }
    if !state.withLock({ $0.ledger.reserve(bytes, limit: limit) }) { throw .quotaExceeded }
  }

  /// The write is over.
  func settle(_ file: borrowing FileDescriptor, _ bytes: Int64) {
    record(file)
    if limit != nil { state.withLock { $0.ledger.release(bytes) } }
  }

  private static func key(_ status: DetailedStatus) -> SavesLedger.File {
    SavesLedger.File(device: status.device, inode: status.inode)
  }

  // MARK: Counting

  /// - Parameter isSparing: whether not to count where that has just been done, as seen from how long it took.
  /// - Returns: whether the caller is to count now.
  func beginCount(sparing isSparing: Bool = false) -> Bool {
    state.withLock { state in
      let now = monotonicNanoseconds()
      if state.counts.begun > state.counts.finished { return false }
      if isSparing, state.counts.finished > 0, now - state.finished < 10 * (state.finished - state.began) {
        return false
      }
      state.counts.begun += 1
      state.began = now
      state.ledger.beginCount()
      return true
    }
  }

  func count(_ name: [UInt8], in directory: borrowing FileDescriptor) {
    state.withLock { state in
      guard let status = try? directory.detailedStatus(ofEntry: name), status.kind == .regular else { return }
      state.ledger.record(SavesUsage.key(status), status.allocated)
    }
  }

  /// - Parameter isWhole: whether everything could be looked at; otherwise nothing is taken for gone.
  func finishCount(isWhole: Bool) {
    state.withLock { state in
      if isWhole { state.ledger.finishCount() }
      state.counts.finished = state.counts.begun
      state.finished = monotonicNanoseconds()
    }
  }
}
