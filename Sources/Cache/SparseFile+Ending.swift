internal import Compression
internal import Digest
internal import Model
internal import Platform
internal import Synchronization

/// How a file of blocks comes to its end: closed, thrown away, or complete.
extension SparseFile {
  /// Nanoseconds that throwing a file away waits for those who read it at the moment.
  private static let readersPatience: UInt64 = 5_000_000_000

  /// Nobody has it open any more: what is there is brought to the disk.
  ///
  /// - Returns: whether nothing is kept of it, and its files are gone.
  func close() -> Bool {
    disk.withLock { disk in
      do throws(Errno) {
        try commit(&disk)
      } catch {
        Log.warning("cache: \(directory.path(of: version)): what came last was not brought to the disk: \(error)")
      }
      disk.isClosed = true
      let isKept = disk.length > 0 && table.withLock { $0.table.presentCount > 0 }
      guard isKept else {
        disk.journal = nil
        guard data.load() != nil else { return true }
        return (try? directory.remove(version, lasts: false)) != nil
      }
      // When it was used last outlives a restart.
      if let number = disk.journal?.rawValue, let journal = try? FileDescriptor(duplicating: number) {
        try? journal.setModified(clock() * 1_000_000_000)
      }
      return false
    }
  }

  /// Throws everything away. Who has it open gets EIO for what he has not read; what is being read is waited for.
  func discard() throws(Errno) {
    table.signal { $0.isDiscarded = true }
    if holdsAll { return }
    _ = table.wait(until: monotonicNanoseconds() + SparseFile.readersPatience) { state -> Bool? in
      state.table.activity == 0 ? true : nil
    }
    try disk.withLock { (disk: inout Disk) throws(Errno) in
      let isIdle = table.signal { state in
        state.table.clear()
        state.room = 0
        return state.table.activity == 0
      }
      disk.journal = nil
      guard let data = data.load() else { return }
      try directory.remove(version, lasts: true)
      // The space is free though somebody has the file open.
      if isIdle { try? data.file.setSize(0) }
    }
  }

  // MARK: Complete

  /// Verifies that all of it is there and has the checksums expected, gives it its time and has it published.
  ///
  /// Nothing of it is given back meanwhile; who needs its journal, or looks for cold blocks, waits for no more than the
  /// end of it.
  ///
  /// - Parameters:
  ///   - isWanted: asked before each block that is read.
  ///   - publish: makes it an entry of the cache.
  /// - Throws: ENODATA where something is missing, EILSEQ where a checksum is another, EIO where the version was
  ///   discarded, ECANCELED where it is wanted no more.
  func complete(
    _ expected: OfferedChecksums, while isWanted: () -> Bool, publish: (CachedZip) throws(Errno) -> CachedZip
  ) throws(Errno) -> CachedZip {
    let data = try openData()
    return try completing.withLock { _ throws(Errno) -> CachedZip in
      if let entry = disk.withLock({ $0.entry }) { return entry }
      table.withLock { $0.table.hold() }
      defer { table.withLock { $0.table.letGo() } }
      try checkHeld()
      let found = try checksums(expected.algorithms, data, while: isWanted)
      try checkHeld()
      guard expected.agrees(with: found) else { throw .illegalSequence }
      // Before anybody waits: then there is next to nothing left to be brought to the disk.
      try data.file.synchronizeData()
      return try disk.withLock { (disk: inout Disk) throws(Errno) -> CachedZip in
        let entry = try publish(try lasting(disk, data, crc32: found.crc32))
        disk.entry = entry
        disk.journal = nil
        isWhole.store(true, ordering: .releasing)
        table.signal { state in
          state.table = BlockTable(blockCount: 0, keepingActivityOf: state.table)
          state.checksum = found.crc32
          state.room = 0
        }
        return entry
      }
    }
  }

  /// Brings the file to the disk as it is to stay, and says what it is.
  private func lasting(_ disk: borrowing Disk, _ data: Data, crc32: UInt32?) throws(Errno) -> CachedZip {
    try checkHeld()
    if disk.isClosed { throw .ioError }
    try data.file.setModified(version.modified)
    try data.file.synchronize()
    let status = try data.file.status()
    guard status.size == version.size else { throw .noData }
    try checkHeld()
    return CachedZip(
      key: version.key, system: version.system, name: version.name, size: status.size,
      occupied: try data.file.exclusiveBytes(), modified: status.modified, created: disk.created,
      lastUsed: clock(), isPinned: false, kind: .file, crc32: crc32)
  }

  /// - Throws: EIO where it was discarded, ENODATA where not all of it has been there since ``BlockTable/hold()``.
  private func checkHeld() throws(Errno) {
    let (isHeld, isDiscarded) = table.withLock { ($0.table.isHeld, $0.isDiscarded) }
    if isDiscarded { throw .ioError }
    guard isHeld else { throw .noData }
  }

  /// Reads what nobody has compared yet, or everything where more than the CRC-32 is wanted.
  private func checksums(
    _ wanted: ChecksumAlgorithms, _ data: Data, while isWanted: () -> Bool
  ) throws(Errno) -> OfferedChecksums {
    var md5 = wanted.contains(.md5) ? DigestStream(.md5) : nil
    var sha1 = wanted.contains(.sha1) ? DigestStream(.sha1) : nil
    var sha256 = wanted.contains(.sha256) ? DigestStream(.sha256) : nil
    let readsAll = !wanted.subtracting(.crc32).isEmpty
    let table = table.withLock { $0.table }
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: BlockCache.blockSize, alignment: 4096)
    defer { buffer.deallocate() }
    var whole: UInt32 = 0
    for block in 0..<blockCount {
      guard let known = table.checksum(of: block) else { throw .noData }
      let length = version.length(of: block)
      if readsAll || !table.isVerified(block) {
        guard isWanted() else { throw .cancelled }
        try checkHeld()
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
        let count = try? data.file.read(into: part, at: Int64(block) * Int64(BlockCache.blockSize))
        let bytes = UnsafeRawBufferPointer(part)
        var checksum = CRC32()
        checksum.update(bytes)
        guard count == length, checksum.value == known else {
          _ = verify(block)
          try checkHeld()
          throw .noData
        }
        md5?.update(bytes)
        sha1?.update(bytes)
        sha256?.update(bytes)
      }
      whole = CRC32.combine(whole, known, secondLength: UInt64(length))
    }
    return OfferedChecksums(crc32: whole, md5: md5?.finish(), sha1: sha1?.finish(), sha256: sha256?.finish())
  }
}
