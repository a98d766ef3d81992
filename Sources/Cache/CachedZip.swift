/// A ZIP that is in the cache, complete, or a file of a remote server that is.
package struct CachedZip: Hashable, Sendable {
  package enum Kind: Int64, Sendable {
    case zip
    /// A whole file of a remote server, fetched block by block.
    case file
  }

  package var key: CacheKey
  /// The folder's name below `zips/`, already safe as a file name.
  package var system: String
  /// Shown to people, such as `Star Saga.zip`; empty where it is not known any more.
  package var name: String
  /// Bytes as a file.
  package var size: Int64
  /// Bytes on the disk that are this entry's alone: reflinked extents are not.
  package var occupied: Int64
  /// The time the file was given, nanoseconds since 1970: that of the ZIP in the mount.
  package var modified: Int64
  /// Seconds since 1970.
  package var created: Int64
  /// Seconds since 1970.
  package var lastUsed: Int64
  package var isPinned: Bool
  package var kind = Kind.zip
  /// Of a file's bytes; nil for a ZIP.
  package var crc32: UInt32?

  package init(
    key: CacheKey, system: String, name: String, size: Int64, occupied: Int64, modified: Int64, created: Int64,
    lastUsed: Int64, isPinned: Bool, kind: Kind = .zip, crc32: UInt32? = nil
  ) {
    self.kind = kind
    self.crc32 = crc32
    self.key = key
    self.system = system
    self.name = name
    self.size = size
    self.occupied = occupied
    self.modified = modified
    self.created = created
    self.lastUsed = lastUsed
    self.isPinned = isPinned
  }
}

/// Room on the disk the cache is on, in bytes.
package struct DiskSpace: Hashable, Sendable {
  /// What this process may still write.
  package var free: Int64
  package var total: Int64
  /// ``CacheLedger/stored`` just before it was observed: what came after that does not show in it. nil for everything.
  package var stored: Int64?

  package init(free: Int64, total: Int64) {
    self.free = free
    self.total = total
  }
}
