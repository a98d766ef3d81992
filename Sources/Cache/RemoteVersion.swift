/// One version of a file at a source. Its bytes never change: another version is another key.
package struct RemoteVersion: Hashable, Sendable {
  /// The digest of its identity; ``CacheKey/short`` is the node's number in the mount.
  package var key: CacheKey
  /// The folder's name, as ``CachedZip/system``.
  package var system: String
  /// Shown to people.
  package var name: String
  /// Bytes, exact.
  package var size: Int64
  /// Nanoseconds since 1970.
  package var modified: Int64

  package init(key: CacheKey, system: String, name: String, size: Int64, modified: Int64) {
    self.key = key
    self.system = system
    self.name = name
    self.size = size
    self.modified = modified
  }

  /// Bytes of the largest file of which blocks are kept: 16 TiB, what ext4 takes.
  package static let largest: Int64 = 16 << 40

  /// Blocks of ``BlockCache/blockSize``, the last of which may be shorter.
  package var blockCount: Int { Int((size + Int64(BlockCache.blockSize) - 1) / Int64(BlockCache.blockSize)) }

  /// Bytes of a block.
  package func length(of block: Int) -> Int {
    let offset = Int64(block) * Int64(BlockCache.blockSize)
    return Int(min(Int64(BlockCache.blockSize), size - offset))
  }
}

/// What blocks are fetched for, the most urgent first.
package enum BlockDemand: Int, Sendable, Comparable, CaseIterable {
  /// Somebody waits for them.
  case demand
  /// Somebody who reads is about to come to them.
  case ahead
  /// Nobody reads there yet.
  case prefetch

  package static func < (left: BlockDemand, right: BlockDemand) -> Bool { left.rawValue < right.rawValue }
}

/// What is kept of files of which only some blocks are on the disk.
package struct BlockCacheStatus: Hashable, Sendable {
  /// Files of which something is kept.
  package var files = 0
  /// Those of them that somebody has open.
  package var open = 0
  /// Bytes they are as whole files.
  package var size: Int64 = 0
  /// Bytes of the disk that are theirs.
  package var occupied: Int64 = 0
  /// Bytes of room that is taken for blocks that have not come yet.
  package var reserved: Int64 = 0

  package init() {}
}

/// A file of which some blocks are on the disk.
package struct ListedBlocks: Hashable, Sendable {
  package var version: RemoteVersion
  /// Bytes of the disk that are its own.
  package var occupied: Int64
  /// Seconds since 1970.
  package var created: Int64
  /// Seconds since 1970.
  package var lastUsed: Int64
  package var isOpen: Bool
  package var isPinned: Bool
  /// Bytes of the file that are there, about.
  package var held: Int64 { max(0, min(version.size, occupied - BlockCache.fileCost)) }
}
