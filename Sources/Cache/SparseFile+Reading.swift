internal import Compression
internal import Platform
internal import Synchronization

/// What the mount calls.
extension SparseFile {
  /// One lock before and after, and one pread(2). What is read is counted in the table between the two: nothing of it
  /// is given back meanwhile.
  func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int? {
    guard offset >= 0 else { throw .invalidArgument }
    let length = Int(min(Int64(buffer.count), version.size - offset))
    guard length > 0 else { return 0 }
    let part = UnsafeMutableRawBufferPointer(rebasing: buffer[..<length])
    let first = Int(offset / Int64(BlockCache.blockSize))
    let blocks = first..<Int((offset + Int64(length) - 1) / Int64(BlockCache.blockSize)) + 1
    if holdsAll { return try readWhole(part, at: offset) }
    let now = clock()
    let (answer, isDiscarded) = table.withLock { state -> (BlockTable.ReadAnswer, Bool) in
      state.isDiscarded ? (.absent, true) : (state.table.beginReading(blocks, now: now), false)
    }
    if isDiscarded { throw .ioError }
    if case .absent = answer {
      // It may have become complete a moment ago.
      return holdsAll ? try readWhole(part, at: offset) : nil
    }
    defer { endReading(blocks) }
    if case .unverified(let doubtful) = answer {
      for block in doubtful where !verify(block) { return nil }
    }
    guard let data = data.load() else { throw .ioError }
    do throws(Errno) {
      // A file that ends before its end was cut off by somebody else.
      if try data.file.read(into: part, at: offset) == length { return length }
    } catch { if error != .ioError { throw error } }
    for block in blocks where !verify(block) {}
    return nil
  }

  private func readWhole(_ part: UnsafeMutableRawBufferPointer, at offset: Int64) throws(Errno) -> Int {
    guard let data = data.load(), !table.withLock({ $0.isDiscarded }) else { throw .ioError }
    guard try data.file.read(into: part, at: offset) == part.count else { throw .ioError }
    return part.count
  }

  private func endReading(_ blocks: Range<Int>) {
    let isLast = table.withLock { state in
      state.table.endReading(blocks)
      return state.isDiscarded && state.table.activity == 0
    }
    if isLast { table.signal { _ in } }
  }

  /// Compares the bytes of a block, which is not given back meanwhile, with its checksum. What is damaged is dropped.
  func verify(_ block: Int) -> Bool {
    let length = version.length(of: block)
    let known = table.withLock { $0.table.checksum(of: block) }
    let found = withUnsafeTemporaryAllocation(byteCount: length, alignment: 16) { buffer -> UInt32? in
      guard let data = data.load(),
        let count = try? data.file.read(into: buffer, at: Int64(block) * Int64(BlockCache.blockSize)), count == length
      else { return nil }
      var checksum = CRC32()
      checksum.update(UnsafeRawBufferPointer(buffer))
      return checksum.value
    }
    if let found, found == known {
      table.withLock { $0.table.setVerified(block) }
      return true
    }
    let isNews = table.withLock { $0.table.drop(block) }
    if isNews {
      Log.warning("cache: block \(block) of \(directory.path(of: version)) is damaged, and is fetched again")
    }
    return false
  }
}
