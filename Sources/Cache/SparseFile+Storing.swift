internal import Compression
internal import Platform
internal import Synchronization

/// What comes from afar.
extension SparseFile {
  /// Writes a block that is not there.
  ///
  /// - Returns: whether it was written, and not there already.
  /// - Throws: EILSEQ where other bytes were there once: they are not of this version, or those were not.
  func store(_ bytes: UnsafeRawBufferPointer, block: Int) throws(Errno) -> Bool {
    guard block >= 0, block < blockCount, bytes.count == version.length(of: block) else { throw .invalidArgument }
    guard try begin(block) else { return false }
    var checksum = CRC32()
    checksum.update(bytes)
    do throws(Errno) {
      let known = table.withLock { $0.table.checksum(of: block) }
      guard known == nil || known == checksum.value else { throw .illegalSequence }
      let data = try openData()
      do throws(Errno) {
        try data.file.write(bytes, at: Int64(block) * Int64(BlockCache.blockSize))
      } catch {
        // A part of it may have been written, and nobody counts it.
        _ = directory.punch(
          data.file, from: Int64(block) * Int64(BlockCache.blockSize), length: Int64(BlockCache.blockSize))
        throw error
      }
    } catch {
      table.signal { $0.table.abandon(block) }
      throw error
    }
    let now = clock()
    let isDiscarded = table.signal { state in
      if state.isDiscarded { state.table.abandon(block) } else { state.table.stored(block, checksum.value, now: now) }
      return state.isDiscarded
    }
    if isDiscarded { throw .ioError }
    return true
  }

  /// - Returns: false where the block is there; waits for whoever is about to write it, or to give it back.
  private func begin(_ block: Int) throws(Errno) -> Bool {
    while true {
      let answer = table.wait { state -> BlockTable.StoreAnswer?? in
        if state.isDiscarded { return .some(nil) }
        if holdsAll { return .some(.present) }
        let answer = state.table.beginStoring(block)
        return answer == .busy ? nil : .some(answer)
      }
      switch answer ?? nil {
      case .present: return false
      case .begun: return true
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
