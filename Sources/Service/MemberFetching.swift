internal import Platform

/// ZIPs of files at sources, whose files are fetched into the cache because somebody wants them there.
package protocol MemberFetching: Sendable {
  /// From memory.
  var progress: MemberFetchProgress { get }
  /// What has come stays.
  func cancel()
}

package struct MemberFetchProgress: Hashable, Sendable {
  /// ZIPs, those that failed included.
  package var total = 0
  /// ZIPs of which nothing is missing.
  package var done = 0
  /// Bytes of their files that are in the cache, and of those under way as far as they are.
  package var bytesDone: Int64 = 0
  package var bytesTotal: Int64 = 0
  /// The name of the one under way.
  package var current: String?
  package var failures: [PreparationReport.Failure] = []
  package var isCancelled = false
  package var isOver = false

  package init() {}
}

extension PreparationReport {
  /// Counts what is fetched with what is built.
  mutating func add(_ fetched: MemberFetchProgress) {
    total += fetched.total
    done += fetched.done
    bytesTotal = bytesTotal.saturatingSum(fetched.bytesTotal)
    bytesDone = bytesDone.saturatingSum(fetched.bytesDone)
    current += fetched.current.map { [$0] } ?? []
    failures += fetched.failures
    if fetched.isCancelled { state = .cancelled } else if !fetched.isOver, state == .done { state = .running }
  }
}
