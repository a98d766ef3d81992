internal import Cache
internal import Platform

/// Cuts what comes from a server into blocks, and keeps them.
///
/// Belongs to one thread.
struct BlockWriter: ~Copyable {
  private let file: RemoteFile
  /// Blocks that may still be stored.
  private var room: Int
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// The block that is being filled.
  private var block = 0
  /// Bytes that come before the first whole block.
  private var skipped: Int64 = 0

  /// - Parameter room: blocks; what is not used is given back by ``finish()``.
  init(_ file: RemoteFile, room: Int) {
    self.file = file
    self.room = room
    buffer = .allocate(byteCount: BlockCache.blockSize, alignment: 4096)
  }

  deinit { buffer.deallocate() }

  /// - Parameter offset: where the first byte is in the file: the beginning of a block.
  mutating func begin(at offset: Int64) {
    block = Int(offset / Int64(BlockCache.blockSize))
    filled = 0
  }

  /// Takes the next bytes.
  ///
  /// - Parameter stored: told of each block that is there; false ends it.
  mutating func append(
    _ bytes: [UInt8], _ stored: (Int) -> Bool
  ) throws(Errno) {
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try append(bytes, stored)) } catch { return .failure(error) }
    }
    try result.get()
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer, _ stored: (Int) -> Bool) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let length = self.length
      if filled == 0, rest.count >= length {
        // A whole block needs no copy.
        try keep(UnsafeRawBufferPointer(rebasing: rest.prefix(length)))
        rest = rest.dropFirst(length)
      } else {
        let part = rest.prefix(length - filled)
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: part))
        filled += part.count
        rest = rest.dropFirst(part.count)
        if filled < length { return }
        try keep(UnsafeRawBufferPointer(rebasing: buffer[..<length]))
      }
      filled = 0
      block += 1
      if !stored(block - 1) || block >= file.blockCount { return }
    }
  }

  /// Gives back the room that was not used.
  mutating func finish() {
    if room > 0 { file.blocks?.giveBack(room) }
    room = 0
  }

  /// Of the block that is being filled: the last one of a file may be shorter.
  private var length: Int {
    Int(min(Int64(BlockCache.blockSize), file.size - Int64(block) * Int64(BlockCache.blockSize)))
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer) throws(Errno) {
    if file.blocks?.contains(block) == true { return }
    guard let blocks = file.blocks, room > 0 else { return file.keepLoose(bytes, as: block) }
    room -= 1
    do throws(Errno) { try blocks.store(bytes, block: block) } catch {
      // A full disk is nothing to the reader who waits.
      guard error == .noSpace || error == .quotaExceeded else { throw error }
      file.keepLoose(bytes, as: block)
    }
  }
}
