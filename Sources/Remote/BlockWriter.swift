internal import Cache
internal import Platform

/// Cuts what comes from a server into blocks, and keeps them.
///
/// Belongs to one thread.
struct BlockWriter: ~Copyable {
  private let file: RemoteFile
  private let isLearning: Bool
  /// Blocks that may still be stored.
  private var room: Int
  private let buffer: UnsafeMutableRawBufferPointer
  private var filled = 0
  /// The block that is being filled.
  private var block = 0
  /// Bytes that come before the first whole block.
  private var skipped: Int64 = 0

  /// - Parameters:
  ///   - room: blocks; what is not used is given back by ``finish()``.
  ///   - isLearning: of what there is no room for only the checksums are wanted.
  init(_ file: RemoteFile, room: Int, isLearning: Bool) {
    self.file = file
    self.room = room
    self.isLearning = isLearning
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
  /// - Parameter stored: told of blocks that are there, as they follow each other; false ends it.
  mutating func append(
    _ bytes: [UInt8], _ stored: (Range<Int>) -> Bool
  ) throws(Errno) {
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { bytes in
      do throws(Errno) { return .success(try append(bytes, stored)) } catch { return .failure(error) }
    }
    try result.get()
  }

  private mutating func append(_ bytes: UnsafeRawBufferPointer, _ stored: (Range<Int>) -> Bool) throws(Errno) {
    var rest = bytes[...]
    while !rest.isEmpty {
      var run = block..<block
      if filled == 0 {
        while run.upperBound < file.blockCount, length(of: block..<run.upperBound + 1) <= rest.count {
          run = block..<run.upperBound + 1
        }
      }
      if !run.isEmpty {
        // Whole blocks need no copy.
        let length = length(of: run)
        try keep(UnsafeRawBufferPointer(rebasing: rest.prefix(length)), run)
        rest = rest.dropFirst(length)
      } else {
        run = block..<block + 1
        let length = length(of: run)
        let part = rest.prefix(length - filled)
        UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: part))
        filled += part.count
        rest = rest.dropFirst(part.count)
        if filled < length { return }
        try keep(UnsafeRawBufferPointer(rebasing: buffer[..<length]), run)
        filled = 0
      }
      block = run.upperBound
      if !stored(run) || block >= file.blockCount { return }
    }
  }

  /// All of the file comes, and not the part that there is room for.
  ///
  /// - Returns: false where there is no room for all of it.
  mutating func takeRoomForAll() -> Bool {
    guard let cached = file.blocks else { return false }
    let missing = cached.missing(in: 0..<file.blockCount).reduce(0) { $0 + $1.count }
    guard missing > room else { return true }
    let more = cached.takeRoom(missing - room, for: .ahead)
    if more < missing - room {
      cached.giveBack(more)
      return false
    }
    room += more
    return true
  }

  /// Gives back the room that was not used.
  mutating func finish() {
    if room > 0 { file.blocks?.giveBack(room) }
    room = 0
  }

  /// Bytes. The last block of a file may be shorter.
  private func length(of blocks: Range<Int>) -> Int {
    let size = Int64(BlockCache.blockSize)
    return Int(min(file.size, Int64(blocks.upperBound) * size) - Int64(blocks.lowerBound) * size)
  }

  private mutating func keep(_ bytes: UnsafeRawBufferPointer, _ blocks: Range<Int>) throws(Errno) {
    guard let cached = file.blocks else { return keepLoose(bytes, blocks, of: blocks) }
    for missing in cached.missing(in: blocks) {
      let run = missing.prefix(room)
      if !run.isEmpty {
        room -= run.count
        do throws(Errno) { try cached.store(part(bytes, run, of: blocks), block: run.lowerBound) } catch {
          // A full disk is nothing to the reader who waits.
          guard error == .noSpace || error == .quotaExceeded else { throw error }
          for run in cached.missing(in: run) { try pass(bytes, run, of: blocks, cached) }
        }
      }
      try pass(bytes, missing.dropFirst(run.count), of: blocks, cached)
    }
  }

  /// What cannot be kept.
  private func pass(
    _ bytes: UnsafeRawBufferPointer, _ some: Range<Int>, of blocks: Range<Int>, _ cached: BlockFile
  ) throws(Errno) {
    if some.isEmpty { return }
    if isLearning {
      try cached.learn(part(bytes, some, of: blocks), block: some.lowerBound)
    } else {
      keepLoose(bytes, some, of: blocks)
    }
  }

  private func keepLoose(_ bytes: UnsafeRawBufferPointer, _ some: Range<Int>, of blocks: Range<Int>) {
    for block in some { file.keepLoose(part(bytes, block..<block + 1, of: blocks), as: block) }
  }

  /// The bytes of some of the blocks.
  private func part(
    _ bytes: UnsafeRawBufferPointer, _ some: Range<Int>, of blocks: Range<Int>
  ) -> UnsafeRawBufferPointer {
    let start = (some.lowerBound - blocks.lowerBound) * BlockCache.blockSize
    return UnsafeRawBufferPointer(rebasing: bytes[start..<start + length(of: some)])
  }
}
