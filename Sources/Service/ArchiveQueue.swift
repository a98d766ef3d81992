internal import Synchronization
internal import Tree

/// ZIPs that are taken one after the other, from any thread.
final class ArchiveQueue: Sendable {
  private let rest: Mutex<ArraySlice<ArchiveContent>>

  init(_ archives: [ArchiveContent]) { rest = Mutex(archives[...]) }

  func next() -> ArchiveContent? { rest.withLock { $0.popFirst() } }
}
