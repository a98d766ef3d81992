package import Platform

/// Where entries are kept: the real directory, or a simulated one in tests.
package protocol CacheStorage: AnyObject, Sendable {
  /// What was found complete when the cache was opened.
  var found: [CachedZip] { get }
  /// Where files are kept of which only some blocks are there; nil where none are.
  var blocks: BlockDirectory? { get }
  /// Whether the entries are still where their paths say.
  func isThere() -> Bool
  func space() throws(Errno) -> DiskSpace
  /// How `blueprint` could be built: `.clone` where the files of its members can be reflinked into the cache (probed
  /// once per pair of file systems), else `.copy`.
  func method(for blueprint: any ArchiveBlueprint) throws(Errno) -> BuildMethod
  /// Builds, durably. `progress` is told bytes done so far after each step, and returns how to go on.
  func build(
    _ blueprint: any ArchiveBlueprint, _ method: BuildMethod, progress: (Int64) -> BuildStep
  ) throws(BuildFailure) -> CachedZip
  func remove(_ zip: CachedZip) throws(Errno)
  /// Measures again what the entry occupies alone: a reflinked one grows when the library's file goes.
  func occupied(_ zip: CachedZip) throws(Errno) -> Int64
  /// Opens the entry's file for reading; ESTALE (and nothing else is touched) where it is not what was built (size,
  /// mtime).
  func open(_ zip: CachedZip) throws(Errno) -> FileDescriptor
  func path(of zip: CachedZip) -> String
  /// Remembers last use and pin.
  func record(_ zips: [CachedZip]) throws(Errno)
  /// Makes a file of blocks that is whole an entry, durably.
  func complete(_ file: CachedZip) throws(Errno)
  /// Remembers which files of blocks are pinned.
  func recordBlocks(_ keys: [CacheKey], isPinned: Bool) throws(Errno)
}

/// How a ZIP comes into the cache.
package enum BuildMethod: String, Sendable {
  /// Members share their extents with the library's files.
  case clone
  case copy
}

package enum BuildStep: Sendable {
  case goOn
  case cancel
}

package enum BuildFailure: Error, Hashable, Sendable {
  /// The partial is gone.
  case cancelled
  /// ENOSPC or EDQUOT while writing; the partial is gone.
  case noSpace
  /// A member is not what it was.
  case changed
  /// And at what.
  case failed(Errno, String)
}

extension CacheStorage {
  package func isThere() -> Bool { true }
  package var blocks: BlockDirectory? { nil }
  package func complete(_ file: CachedZip) throws(Errno) { throw .notSupported }
  package func recordBlocks(_ keys: [CacheKey], isPinned: Bool) throws(Errno) { throw .notSupported }
}
