internal import Cache
internal import Configuration
internal import Synchronization
internal import Tree

/// What the clients of the control socket ask and order: answered by the ``LibraryCache`` once there is one.
extension ZipCache: CacheControl {
  private func needed() throws(Complaint) -> LibraryCache {
    if let requests = engine?.requests { return requests }
    throw Complaint(.failed, "there is no cache: \(state.withLock { $0.reason } ?? "")")
  }

  var status: StatusReport.Cache {
    if let requests = engine?.requests { return requests.status }
    let (policy, reason) = state.withLock { ($0.settings.cache.policy, $0.reason) }
    return .off(reason ?? "", directory: directory, policy: policy.rawValue)
  }

  func list() -> [CacheReport] { engine?.requests.list() ?? [] }

  func key(of archive: ArchiveContent) -> String { CacheKey(archive.digest).description }

  func path(ofKey key: String) -> String? { engine?.requests.path(ofKey: key) }

  func setPinned(_ isPinned: Bool, _ keys: Set<String>) throws(Complaint) { try needed().setPinned(isPinned, keys) }

  func prune() throws(Complaint) -> CacheRemoval {
    closeIdle()
    return try needed().prune()
  }

  func clear() throws(Complaint) -> CacheRemoval {
    closeIdle()
    return try needed().clear()
  }

  /// What a program closed a moment ago is not in use.
  private func closeIdle() { state.withLock { $0.surroundings }?.closeIdle() }

  func prepare(_ archives: [ArchiveContent], fetches: Bool) throws(Complaint) -> Int64 {
    try needed().prepare(archives, fetches: fetches)
  }

  func preparation(_ id: Int64) -> PreparationReport? { engine?.requests.preparation(id) }

  var preparations: [PreparationReport] { engine?.requests.preparations ?? [] }

  func cancelPreparation(_ id: Int64) { engine?.requests.cancelPreparation(id) }
}
