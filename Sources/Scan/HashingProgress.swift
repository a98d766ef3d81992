package import Model

/// How far hashing is, and what it does at the moment.
package struct HashingProgress: Sendable {
  /// Files and bytes since the start; what the catalog knew already does not count.
  package struct Lane: Sendable, Hashable {
    /// Stored, or given up. Bytes also of what is being read.
    package var done = HashingAmount()
    package var total = HashingAmount()
    /// Files that could not be read, among the done ones.
    package var failed = 0
  }

  /// A thread at work.
  package struct Worker: Sendable, Hashable {
    /// As the thread is called, such as `hash-1`.
    package var name: String
    /// Of the file, raw, below its root.
    package var path: [UInt8]
    package var root: LibraryRoot
    package var bytesDone: Int64
    package var bytesTotal: Int64
    /// Stands back for readers or a pause.
    package var isWaiting: Bool
  }

  /// The catalog has been read: what it knows does not count as work any more.
  package var isReady = false
  /// What readers wait for.
  package var readers = Lane()
  package var background = Lane()
  /// Over the last seconds.
  package var filesPerSecond = 0.0
  package var bytesPerSecond = 0.0
  package var workers: [Worker] = []
  /// Why the background stands still, nil while it works or has nothing to do.
  package var pause: Politeness.Pause?
  package var requests: [HashRequestProgress] = []
  /// Files that gave other checksums than are stored, found since the start.
  package var differences = 0
  /// Of archives that were looked into since the start.
  package var archiveProblems: [ArchiveProblem: Int] = [:]

  package var filesDone: Int { readers.done.files + background.done.files }
  package var filesTotal: Int { readers.total.files + background.total.files }
  package var bytesDone: Int64 { HashingAmount.sum(readers.done.bytes, background.done.bytes) }
  package var bytesTotal: Int64 { HashingAmount.sum(readers.total.bytes, background.total.bytes) }

  package init() {}
}

/// How fast hashing is: what was done at moments of the last seconds.
struct HashingRate {
  private var marks: [(time: UInt64, amount: HashingAmount)] = []
  private static let window: UInt64 = 10_000_000_000

  /// Whether the last moment is a second ago.
  func isDue(_ now: UInt64) -> Bool { marks.last.map { now &- $0.time >= 1_000_000_000 } ?? true }

  mutating func note(_ amount: HashingAmount, now: UInt64) {
    marks.append((now, amount))
    while let first = marks.first, now &- first.time > HashingRate.window { marks.removeFirst() }
  }

  /// For each second.
  func rates(_ amount: HashingAmount, now: UInt64) -> (files: Double, bytes: Double) {
    guard let first = marks.first(where: { now &- $0.time <= HashingRate.window }), now > first.time else {
      return (0, 0)
    }
    let seconds = Double(now - first.time) / 1e9
    return (
      Double(amount.files - first.amount.files) / seconds, Double(amount.bytes - first.amount.bytes) / seconds
    )
  }
}
