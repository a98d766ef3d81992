internal import Platform

/// What the journal of a version says, and its files as they were found.
final class BlockReplay {
  private(set) var table: BlockTable
  private(set) var validator: String?
  /// Bytes of the journal; 0 where there is none.
  private(set) var length = 0
  private(set) var created: Int64?
  private var data: Int32?
  private var journal: Int32?

  init(_ version: RemoteVersion, in directory: BlockDirectory) throws(Errno) {
    table = BlockTable(blockCount: version.blockCount)
    do throws(Errno) {
      let folder = try directory.folder(of: version)
      let file = try folder.open(entry: BlockFileName.data(version.key).text, [.readWrite, .nonBlocking])
      let journal = try folder.open(entry: BlockFileName.journal(version.key).text, [.readWrite, .nonBlocking])
      let status = try file.status()
      if status.kind == .regular, status.size == version.size, try read(journal, version) {
        BlockReplay.tidy(file, status, table, version, directory)
        data = file.release()
        self.journal = journal.release()
        return
      }
    } catch { if error != .noSuchFile { throw error } }
    // Whatever there is belongs to something else.
    table = BlockTable(blockCount: version.blockCount)
    validator = nil
    length = 0
    created = nil
    try directory.remove(version, lasts: false)
  }

  deinit {
    for number in [data, journal] { if let number { _ = FileDescriptor(owning: number) } }
  }

  /// Descriptors, for the caller to own.
  func takeFiles() -> (data: Int32?, journal: Int32?) {
    defer { (data, journal) = (nil, nil) }
    return (data, journal)
  }

  /// - Returns: whether it is the journal of that version.
  private func read(_ journal: borrowing FileDescriptor, _ version: RemoteVersion) throws(Errno) -> Bool {
    let bytes = try journal.readToEnd(limit: BlockJournal.largest)
    let good = BlockJournal.read(bytes[...]) { take($0, version) }
    guard good > 0 else { return false }
    // What was being written when the process ended.
    if good < bytes.count { try journal.setSize(Int64(good)) }
    length = good
    table.setJournalled()
    return true
  }

  private func take(_ record: BlockJournal.Record, _ version: RemoteVersion) -> Bool {
    switch record {
    case .header(let header):
      created = header.created
      return header.version.key == version.key && header.version.size == version.size
        && header.version.modified == version.modified
    case .validator(let text): validator = text
    case .added(let sums), .checksums(let sums):
      guard sums.allSatisfy({ $0.block < table.blockCount }) else { return false }
      let isPresent = if case .added = record { true } else { false }
      for sum in sums { table.restore(sum.block, sum.checksum, isPresent: isPresent) }
    case .gone(let runs):
      guard runs.allSatisfy({ $0.upperBound <= table.blockCount }) else { return false }
      for block in runs.joined() { table.forget(block) }
    }
    return true
  }

  /// Gives back what was written and never got into the journal.
  private static func tidy(
    _ file: borrowing FileDescriptor, _ status: FileStatus, _ table: BlockTable, _ version: RemoteVersion,
    _ directory: BlockDirectory
  ) {
    let size = Int64(BlockCache.blockSize)
    guard status.allocated > Int64(table.presentCount) * size + size else { return }
    for range in table.missing(in: 0..<table.blockCount) {
      let length = Int64(range.count) * size
      if !directory.punch(file, from: Int64(range.lowerBound) * size, length: length) { return }
    }
  }
}
