package import Platform
internal import SQLite

/// Files of blocks that become entries of the cache, or stay for good.
extension CacheStore {
  /// The row comes first: a row without its file is forgotten at the next start, and the blocks are there still; a file
  /// without a row is nothing that can be trusted.
  package func complete(_ file: CachedZip) throws(Errno) {
    do throws(SQLiteError) { try store(file) } catch { throw Errno(error) }
    do throws(Errno) {
      try blocks?.move(file)
    } catch {
      forget(file.key)
      throw error
    }
    if file.isPinned { try? recordBlocks([file.key], isPinned: false) }
  }
}
