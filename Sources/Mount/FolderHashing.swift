internal import Model
internal import Platform
internal import Synchronization
internal import Tree

/// Has the checksums computed that the ZIPs of folders lack, once somebody waits for one of them.
///
/// One lock, ``state``; under it only the checksum source's own is taken, to see what is known. Files are asked for
/// after it was let go.
final class FolderHashing<Checksums: ChecksumSource>: Sendable {
  private struct State {
    var plan = FolderHashingPlan<FileContent>()
    /// Somebody is asking for files. An answer that comes at once, on the same thread, must not ask for the next one
    /// within: there may be a hundred thousand.
    var isAsking = false
  }

  private let state = Mutex(State())
  private let checksums: Checksums
  /// Told where a file could not be hashed.
  private let contentChanged: @Sendable (Shelf.Location) -> Void

  init(_ checksums: Checksums, contentChanged: @escaping @Sendable (Shelf.Location) -> Void) {
    self.checksums = checksums
    self.contentChanged = contentChanged
  }

  var waits: [FolderHashingPlan<FileContent>.Wait] { state.withLock { $0.plan.waits } }

  /// A read of a folder's ZIP waits for these. On a thread that may wait: the first time all members are looked at.
  ///
  /// - Returns: those that are to be asked for by the reader itself.
  func want(_ keys: [ContentKey], in folder: OpenFolder) -> [ContentKey] {
    if state.withLock({ !$0.plan.contains(folder.node) }) {
      let missing = folder.unknownFiles(checksums).map { entry in
        FolderHashingPlan<FileContent>.Missing(member: entry.member, key: entry.file.key, file: entry.file)
      }
      state.withLock {
        $0.plan.begin(folder.node, path: folder.path, members: folder.memberCount, missing: missing)
      }
    }
    let others = state.withLock { $0.plan.want(keys, in: folder.node) }
    ask()
    return others
  }

  /// Nobody has the folder's ZIP open any more.
  func end(_ node: NodeID) { state.withLock { $0.plan.end(node) } }

  /// - Returns: the folders that got nearer to their end.
  func finished(_ key: ContentKey, succeeded: Bool) -> [NodeID] {
    let (nodes, failed) = state.withLock { state in
      let failed = succeeded ? nil : state.plan.file(of: key)
      return (state.plan.finished(key), failed)
    }
    // It is not what the tree says; without another scan it would stay so.
    if let failed { contentChanged(failed.location) }
    if !nodes.isEmpty { ask() }
    return nodes
  }

  /// The folders for which something was read of a file.
  func waiting(for key: ContentKey) -> [NodeID] { state.withLock { $0.plan.waiting(for: key) } }

  private func ask() {
    let isFirst = state.withLock { state in
      defer { state.isAsking = true }
      return !state.isAsking
    }
    guard isFirst else { return }
    while true {
      let next = state.withLock { state -> FileContent? in
        let next = state.plan.next { checksums.checksum(of: $0) != nil }
        // In the same moment: what comes after asks by itself.
        if next == nil { state.isAsking = false }
        return next
      }
      guard let next else { return }
      checksums.promote(next.file)
    }
  }
}
