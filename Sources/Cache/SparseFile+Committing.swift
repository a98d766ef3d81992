internal import Platform
internal import Synchronization

/// The journal on the disk.
extension SparseFile {
  /// Journals of fewer bytes are not worth being written anew.
  private static let compactedFrom = 64 << 10

  /// Brings what was stored to the disk, and then has the journal name it. Blocks that were damaged are gone for good
  /// from then on.
  func commit() throws(Errno) { try disk.withLock { (disk: inout Disk) throws(Errno) in try commit(&disk) } }

  func commit(_ disk: inout Disk) throws(Errno) {
    guard let data = data.load(), disk.entry == nil, !disk.isClosed else { return }
    let (changes, added, checksums, validator) = table.withLock { state in
      let changes = state.isDiscarded ? BlockTable.Changes() : state.table.changes()
      return (
        changes, SparseFile.sums(state.table, changes.added), SparseFile.sums(state.table, changes.checksums),
        state.validator
      )
    }
    let isValidatorNew = validator != nil && !disk.hasValidator && disk.length > 0
    guard !changes.isEmpty || isValidatorNew else { return }
    do throws(Errno) {
      if !added.isEmpty {
        try data.file.synchronizeData()
        directory.synchronized(.data(version.key))
      }
      var bytes: [UInt8] = []
      if disk.length == 0 { appendHeader(to: &bytes, disk.created) }
      if let validator, !disk.hasValidator { BlockJournal.append(.validator(validator), to: &bytes) }
      BlockJournal.append(added, arePresent: true, to: &bytes)
      SparseFile.append(gone: changes.gone, to: &bytes)
      BlockJournal.append(checksums, arePresent: false, to: &bytes)
      try append(bytes, &disk)
      if validator != nil { disk.hasValidator = true }
    } catch {
      table.signal { $0.table.unsettle(changes) }
      throw error
    }
    let gone = BlockTable.blocks(changes.gone)
    for run in gone { _ = punch(run, data) }
    table.signal { $0.table.settle(changes) }
    if !gone.isEmpty { freed(gone.reduce(0) { $0 + $1.count }) }
    try compact(&disk)
  }

  /// Gives blocks back that nobody has read since `limit`, reads, or is about to.
  ///
  /// The table lets nobody read or write them first, then the journal says that they are gone, then they go.
  ///
  /// - Returns: how many went.
  func giveBack(_ parts: [(part: BlockTable.Part, count: Int)], usedBefore limit: Int64) -> Int {
    disk.withLock { disk in
      guard let data = data.load(), disk.entry == nil, !disk.isClosed else { return 0 }
      let (taken, journalled) = table.withLock { state -> ([BlockTable.Part], [BlockTable.Part]) in
        guard !state.isDiscarded else { return ([], []) }
        let taken = parts.map { state.table.take($0.part, atMost: $0.count, usedBefore: limit) }.filter { $0.mask != 0 }
        let journalled = taken.map { BlockTable.Part(region: $0.region, mask: state.table.journalled($0)) }
        return (taken, journalled.filter { $0.mask != 0 })
      }
      guard !taken.isEmpty else { return 0 }
      if !journalled.isEmpty {
        do throws(Errno) {
          var bytes: [UInt8] = []
          SparseFile.append(gone: journalled, to: &bytes)
          try append(bytes, &disk)
        } catch {
          table.signal { state in for part in taken { state.table.keep(part, isJournalledGone: false) } }
          return 0
        }
      }
      var count = 0
      for part in taken {
        let isPunched = BlockTable.blocks([part]).allSatisfy { punch($0, data) }
        if isPunched { count += part.mask.nonzeroBitCount }
        table.signal { state in
          if isPunched { state.table.handedBack(part) } else { state.table.keep(part, isJournalledGone: true) }
        }
      }
      if count > 0 { freed(count) }
      return count
    }
  }

  private func punch(_ blocks: Range<Int>, _ data: Data) -> Bool {
    let size = Int64(BlockCache.blockSize)
    return directory.punch(data.file, from: Int64(blocks.lowerBound) * size, length: Int64(blocks.count) * size)
  }

  // MARK: Records

  private static func sums(_ table: BlockTable, _ parts: [BlockTable.Part]) -> [BlockJournal.BlockSum] {
    table.checksums(of: parts).map { BlockJournal.BlockSum(block: $0.block, checksum: $0.checksum) }
  }

  private static func append(gone parts: [BlockTable.Part], to bytes: inout [UInt8]) {
    var rest = BlockTable.blocks(parts)[...]
    while !rest.isEmpty {
      let some = Array(rest.prefix(BlockJournal.blocksAtOnce))
      BlockJournal.append(.gone(some), to: &bytes)
      rest = rest.dropFirst(some.count)
    }
  }

  private func appendHeader(to bytes: inout [UInt8], _ created: Int64) {
    BlockJournal.append(.header(BlockJournal.Header(version: version, created: created)), to: &bytes)
  }

  private func append(_ bytes: [UInt8], _ disk: inout Disk) throws(Errno) {
    guard let journal = disk.journal?.rawValue else { throw .ioError }
    let file = try FileDescriptor(duplicating: journal)
    do throws(Errno) {
      try SparseFile.write(bytes, to: file, at: Int64(disk.length))
      try file.synchronizeData()
      if disk.length == 0 { try directory.folder(of: version).synchronize() }
    } catch {
      // What is there of it is overwritten, or found not to be whole.
      try? file.setSize(Int64(disk.length))
      throw error
    }
    disk.length += bytes.count
    directory.synchronized(.journal(version.key))
  }

  private static func write(
    _ bytes: [UInt8], to file: borrowing FileDescriptor, at offset: Int64
  ) throws(Errno) {
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.write(buffer, at: offset)) } catch { return .failure(error) }
    }
    try result.get()
  }

  // MARK: Writing it anew

  /// Writes the journal anew where more than half of it says what does not hold any more.
  private func compact(_ disk: inout Disk) throws(Errno) {
    guard disk.length >= SparseFile.compactedFrom else { return }
    let table = table.withLock { $0.table }
    guard disk.length > 2 * (table.knownCount * 8 + BlockJournal.largestText) else { return }
    var bytes: [UInt8] = []
    appendHeader(to: &bytes, disk.created)
    if disk.hasValidator, let validator { BlockJournal.append(.validator(validator), to: &bytes) }
    BlockJournal.append(SparseFile.sums(table, table.journalledParts), arePresent: true, to: &bytes)
    BlockJournal.append(SparseFile.sums(table, table.rememberedParts), arePresent: false, to: &bytes)
    guard bytes.count * 2 < disk.length else { return }
    let folder = try directory.folder(of: version)
    let draft = BlockFileName.draft(version.key).text
    do throws(Errno) {
      let file = try folder.open(entry: draft, [.readWrite, .create, .truncate])
      try SparseFile.write(bytes, to: file, at: 0)
      try file.synchronize()
      try folder.rename(entry: draft, to: BlockFileName.journal(version.key).text)
      disk.journal = FileDescriptor(owning: file.release())
    } catch {
      // The old one is as good.
      try? folder.remove(entry: draft)
      return
    }
    disk.length = bytes.count
    directory.synchronized(.journal(version.key))
    try? folder.synchronize()
  }
}
