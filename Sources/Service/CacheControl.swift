package import Tree

/// What the service asks of the cache of ZIPs, for the clients of the control socket.
///
/// Called on the control thread: nothing of it waits for a ZIP that is being built. Keys are the 64 lower-case
/// hexadecimal digits that an entry's file is called by.
package protocol CacheControl: Sendable {
  /// How the cache is now; asked for each status report as well, so it comes from memory.
  var status: StatusReport.Cache { get }
  /// Every entry that is complete, in no order.
  func list() -> [CacheReport]
  /// The key of a ZIP of the mount, whether or not it is in the cache.
  func key(of archive: ArchiveContent) -> String
  /// The file of an entry; nil where it is not in the cache.
  func path(ofKey key: String) -> String?
  /// Keeps entries from being removed, or lets them go again. Keys that are not in the cache are passed over.
  ///
  /// - Throws: what remembering it failed with, in words.
  func setPinned(_ isPinned: Bool, _ keys: Set<String>) throws(Complaint)
  /// Removes what is over its time, and as much as the limits ask for.
  func prune() throws(Complaint) -> CacheRemoval
  /// Removes everything that is neither open nor pinned.
  func clear() throws(Complaint) -> CacheRemoval

  /// Has ZIPs built before they are read; those that are in the cache count as done.
  ///
  /// - Parameter fetches: whether the files of those that are at sources are fetched; they fail otherwise.
  /// - Returns: its number.
  /// - Throws: why nothing can be built at all.
  func prepare(_ archives: [ArchiveContent], fetches: Bool) throws(Complaint) -> Int64
  /// nil for a number that there is not; what has ended is known for some minutes at least.
  func preparation(_ id: Int64) -> PreparationReport?
  /// Those that have not ended.
  var preparations: [PreparationReport] { get }
  /// Ends one; what is complete stays.
  func cancelPreparation(_ id: Int64)
}

/// What was removed from the cache.
package struct CacheRemoval: Hashable, Sendable {
  package var count: Int
  /// Those of them that were of remote servers.
  package var files: Int
  /// Bytes that the disk has again.
  package var freed: Int64
  /// What could not be removed, and why in words.
  package var failures: [String]

  package init(count: Int = 0, files: Int = 0, freed: Int64 = 0, failures: [String] = []) {
    self.count = count
    self.files = files
    self.freed = freed
    self.failures = failures
  }
}
