package import Model
package import Platform

/// What is kept of one version of a file, block by block. Open while somebody has it; it is not removed meanwhile.
///
/// Any thread may call. ``contains(_:)`` and ``read(into:at:)`` of what is there wait for no commit, no eviction and no
/// lock that is held while the disk works.
package final class BlockFile: Sendable {
  package let version: RemoteVersion
  /// Blocks of ``BlockCache/blockSize``, the last of which may be shorter.
  package let blockCount: Int
  let file: SparseFile
  private let cache: BlockCache
  private let number: UInt64

  init(_ file: SparseFile, _ cache: BlockCache, number: UInt64) {
    version = file.version
    blockCount = file.blockCount
    self.file = file
    self.cache = cache
    self.number = number
  }

  deinit { cache.released(version.key, number) }

  // MARK: What is there

  package func contains(_ block: Int) -> Bool { file.contains(block) }

  package func missing(in blocks: Range<Int>) -> [Range<Int>] { file.missing(in: blocks) }

  package var presentCount: Int { file.presentCount }

  package var isComplete: Bool { presentCount == blockCount }

  /// Whether it is an entry of the cache, which it becomes with ``complete(_:while:)``.
  package var isEntry: Bool { file.holdsAll }

  /// The CRC-32 of the whole file, from those of its blocks, of which some may have been given back since; nil while
  /// one is not known.
  package var crc32: UInt32? { file.crc32 }

  /// Reads what is there.
  ///
  /// - Returns: bytes, fewer than asked for at the end of the file alone; nil where a block of the range is not there,
  ///   or was found to be damaged, and is not there from now on.
  /// - Throws: EIO where the version was discarded.
  package func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int? {
    try file.read(into: buffer, at: offset)
  }

  // MARK: The version's name

  /// The server's name for this version (ETag or Last-Modified, as sent), once known.
  package var validator: String? { file.validator }

  /// Sets the name where there is none. It is kept with the first blocks.
  ///
  /// - Returns: false where there is another: nothing of that answer may be stored.
  /// - Throws: EINVAL for more than 4 KiB.
  package func setValidator(_ validator: String) throws(Errno) -> Bool { try file.setValidator(validator) }

  // MARK: Fetching

  /// Takes room for blocks before they are fetched; what was used longest ago goes to make it. May wait for files to be
  /// removed, two seconds at most.
  ///
  /// - Returns: how many of them may come. Room that is not used is to be given back.
  package func takeRoom(_ wanted: Int, for demand: BlockDemand) -> Int { cache.takeRoom(file, wanted, for: demand) }

  package func giveBack(_ blocks: Int) { cache.giveBack(file, file.useRoom(blocks)) }

  /// Keeps one or more whole blocks that follow each other, which others can read when it returns. Each uses one block of
  /// room, which is taken now where there is none, and given back where the block is there.
  ///
  /// - Parameter block: the first one.
  /// - Throws: ENOSPC without room, and whatever writing fails with: the last of the blocks are not there then. EILSEQ
  ///   where a block was there before with other bytes: one of the two is not of this version, see
  ///   ``BlockCache/discard(_:)``. EIO where the version was discarded. EINVAL for anything but whole blocks.
  package func store(_ bytes: UnsafeRawBufferPointer, block: Int) throws(Errno) {
    try cache.store(file, bytes, block: block)
  }

  /// Remembers the checksums of whole blocks for which there is no room: ``crc32`` is known once all came.
  ///
  /// - Parameter block: the first one.
  /// - Throws: EILSEQ and EINVAL as ``store(_:block:)``.
  package func learn(_ bytes: UnsafeRawBufferPointer, block: Int) throws(Errno) {
    try file.learn(bytes, blocks: try file.blocks(of: bytes, from: block))
  }

  /// Brings what was stored to the disk, before the journal names it. Done by the cache every few seconds as well.
  package func commit() throws(Errno) { try file.commit() }

  /// Blocks that are read now, or are about to be: they are not given back, until the same reader names others.
  package func protect(_ blocks: Range<Int>, by reader: UInt64) { file.protect(blocks, by: reader) }

  package func letGo(_ reader: UInt64) { file.letGo(reader) }

  // MARK: The end

  /// Makes the file an entry of the cache, once all blocks are there: the kernel may read it then. Who has this open
  /// reads on. Reads the file once where more than the CRC-32 is expected; nobody waits for that, and nothing of the
  /// file is given back meanwhile.
  ///
  /// - Parameter isWanted: asked before each block that is read.
  /// - Throws: ENODATA where a block is not there, or was found to be damaged; EILSEQ for other checksums than expected:
  ///   everything is discarded. EIO where the version was discarded, ECANCELED where it is wanted no more.
  package func complete(
    _ expected: OfferedChecksums, while isWanted: () -> Bool = { true }
  ) throws(Errno) -> CachedZip {
    try cache.complete(file, expected, while: isWanted)
  }
}
