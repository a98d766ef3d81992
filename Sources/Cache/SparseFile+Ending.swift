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
  /// - Parameter publish: makes it an entry of the cache.
  /// - Throws: ENODATA where something is missing, EILSEQ where a checksum is another.
  func complete(
    _ expected: OfferedChecksums, publish: (CachedZip) throws(Errno) -> CachedZip
  ) throws(Errno) -> CachedZip {
    let data = try openData()
    return try disk.withLock { (disk: inout Disk) throws(Errno) -> CachedZip in
      if let entry = disk.entry { return entry }
      if table.withLock({ $0.isDiscarded }) { throw .ioError }
      guard presentCount == blockCount else { throw .noData }
      let found = try checksums(expected.algorithms, data)
      guard expected.agrees(with: found) else { throw .illegalSequence }
      try data.file.synchronizeData()
      try data.file.setModified(version.modified)
      try data.file.synchronize()
      let status = try data.file.status()
      guard status.size == version.size, presentCount == blockCount else { throw .noData }
      let entry = try publish(
        CachedZip(
          key: version.key, system: version.system, name: version.name, size: status.size,
          occupied: try data.file.exclusiveBytes(), modified: status.modified, created: disk.created,
          lastUsed: clock(), isPinned: false, kind: .file, crc32: found.crc32))
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

  /// Reads what nobody has compared yet, or everything where more than the CRC-32 is wanted.
  private func checksums(_ wanted: ChecksumAlgorithms, _ data: Data) throws(Errno) -> OfferedChecksums {
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
        let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
        let count = try? data.file.read(into: part, at: Int64(block) * Int64(BlockCache.blockSize))
        let bytes = UnsafeRawBufferPointer(part)
        var checksum = CRC32()
        checksum.update(bytes)
        guard count == length, checksum.value == known else {
          _ = verify(block)
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
