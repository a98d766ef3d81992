internal import Compression
internal import Platform
internal import Synchronization

/// What comes from afar.
extension SparseFile {
  /// Which blocks bytes are that begin where a block does.
  ///
  /// - Throws: EINVAL for anything but whole blocks of the file.
  func blocks(of bytes: UnsafeRawBufferPointer, from first: Int) throws(Errno) -> Range<Int> {
    guard first >= 0, first < blockCount, !bytes.isEmpty else { throw .invalidArgument }
    let end = first + (bytes.count + BlockCache.blockSize - 1) / BlockCache.blockSize
    guard end <= blockCount, bytes.count == length(of: first..<end) else { throw .invalidArgument }
    return first..<end
  }

  private func length(of blocks: Range<Int>) -> Int {
    (blocks.count - 1) * BlockCache.blockSize + version.length(of: blocks.upperBound - 1)
  }

  /// Writes the first blocks of some that are not there, all at once.
  ///
  /// - Parameter bytes: of the blocks, as ``blocks(of:from:)`` has them.
  /// - Returns: how many were written; 0 where the first one was there already.
  /// - Throws: EILSEQ where other bytes were there once: they are not of this version, or those were not.
  func store(_ bytes: UnsafeRawBufferPointer, blocks: Range<Int>) throws(Errno) -> Int {
    let count = try begin(blocks)
    guard count > 0 else { return 0 }
    let run = blocks.prefix(count)
    let bytes = UnsafeRawBufferPointer(rebasing: bytes.prefix(length(of: run)))
    let checksums: [UInt32]
    do throws(Errno) {
      checksums = try compare(bytes, run)
      try write(bytes, at: Int64(run.lowerBound) * Int64(BlockCache.blockSize), try openData())
    } catch {
      table.signal { state in for block in run { state.table.abandon(block) } }
      throw error
    }
    let now = clock()
    let isDiscarded = table.signal { state in
      for (block, checksum) in zip(run, checksums) {
        if state.isDiscarded { state.table.abandon(block) } else { state.table.stored(block, checksum, now: now) }
      }
      return state.isDiscarded
    }
    if isDiscarded { throw .ioError }
    return count
  }

  /// Remembers the checksums of blocks that are not kept.
  ///
  /// - Throws: EILSEQ where other bytes were there once.
  func learn(_ bytes: UnsafeRawBufferPointer, blocks: Range<Int>) throws(Errno) {
    let checksums = try compare(bytes, blocks)
    table.withLock { state in
      guard !state.isDiscarded, !holdsAll else { return }
      for (block, checksum) in zip(blocks, checksums) where state.table.checksum(of: block) == nil {
        state.table.learn(block, checksum)
      }
    }
  }

  /// - Returns: the CRC-32 of each block.
  private func compare(_ bytes: UnsafeRawBufferPointer, _ blocks: Range<Int>) throws(Errno) -> [UInt32] {
    var rest = bytes[...]
    var checksums: [UInt32] = []
    checksums.reserveCapacity(blocks.count)
    for block in blocks {
      let length = version.length(of: block)
      var checksum = CRC32()
      checksum.update(UnsafeRawBufferPointer(rebasing: rest.prefix(length)))
      checksums.append(checksum.value)
      rest = rest.dropFirst(length)
    }
    let known = table.withLock { state in blocks.map { state.table.checksum(of: $0) } }
    for (known, found) in zip(known, checksums) where known != nil && known != found { throw .illegalSequence }
    return checksums
  }

  private func write(_ bytes: UnsafeRawBufferPointer, at offset: Int64, _ data: Data) throws(Errno) {
    do throws(Errno) {
      try writing.withLock { _ throws(Errno) in try data.file.write(bytes, at: offset) }
    } catch {
      // A part of it may have been written, and nobody counts it.
      let size = Int64(BlockCache.blockSize)
      _ = directory.punch(data.file, from: offset, length: (Int64(bytes.count) + size - 1) / size * size)
      throw error
    }
  }

  /// - Returns: how many of the blocks may be written, from the first one on; 0 where that is there. Waits for whoever is
  ///   about to write it, or to give it back.
  private func begin(_ blocks: Range<Int>) throws(Errno) -> Int {
    while true {
      var count = 0
      let answer = table.wait { state -> BlockTable.StoreAnswer?? in
        if state.isDiscarded { return .some(nil) }
        if holdsAll { return .some(.present) }
        let answer = state.table.beginStoring(blocks.lowerBound)
        if answer == .busy { return nil }
        if answer == .begun { count = 1 + state.table.beginStoring(after: blocks.lowerBound, in: blocks) }
        return .some(answer)
      }
      switch answer ?? nil {
      case .present: return 0
      case .begun: return count
      // A block that was damaged: the journal says first that it is gone.
      case .stale: try commit()
      case .busy: break
      case nil: throw .ioError
      }
    }
  }

  /// The file that is written to; made where there is none.
  func openData() throws(Errno) -> Data {
    if let data = data.load() { return data }
    return try disk.withLock { (disk: inout Disk) throws(Errno) -> Data in
      if let data = data.load() { return data }
      let folder = try directory.makeFolder(of: version)
      let name = BlockFileName.data(version.key).text
      try folder.remove(entry: name)
      let file = try folder.open(entry: name, [.readWrite, .create, .exclusive])
      do throws(Errno) {
        try file.setSize(version.size)
        disk.journal = try folder.open(
          entry: BlockFileName.journal(version.key).text, [.readWrite, .create, .truncate])
      } catch {
        try? folder.remove(entry: name)
        throw error
      }
      return data.storeIfNil(Data(file))
    }
  }
}
