internal import Platform
internal import Synchronization
package import Tree

/// Programs that look into everything get only so much of a file.
extension RemoteEngine {
  struct Indexed: Sendable {
    var bytes: Int64
    /// When the first of them came.
    var since: UInt64
  }

  /// What came so long ago counts no more. Nanoseconds.
  private static let indexInterval: UInt64 = 3_600_000_000_000
  /// Files that are remembered.
  private static let mostIndexed = 100_000

  /// Whether a program looks into everything, by its name.
  func isIndexer(process: Int32) -> Bool { Indexers.contains(process: process, limits.indexers) }

  package func mayFetch(_ bytes: Int64, for reader: Reader) -> Bool {
    !isIndexer(process: reader.process) || mayIndex(bytes, of: reader.node)
  }

  /// Takes some of what such programs may have of one node of the mount, be it a ZIP of many files.
  ///
  /// - Returns: false where that is not left.
  func mayIndex(_ bytes: Int64, of node: UInt64) -> Bool {
    let most = limits.indexerBytes
    let now = monotonicNanoseconds()
    return indexed.withLock { indexed in
      var known = indexed[node] ?? Indexed(bytes: 0, since: now)
      if now - known.since > Self.indexInterval { known = Indexed(bytes: 0, since: now) }
      guard bytes <= most - known.bytes else { return false }
      if indexed.count >= Self.mostIndexed { indexed = indexed.filter { now - $0.value.since <= Self.indexInterval } }
      if indexed.count >= Self.mostIndexed { indexed = [:] }
      known.bytes += bytes
      indexed[node] = known
      return true
    }
  }
}
