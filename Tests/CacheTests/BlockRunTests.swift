internal import Cache
internal import CacheTestSupport
internal import Compression
internal import Platform
internal import TestSupport
internal import Testing

@Suite struct `Blocks that are stored at once` {
  private static let size = 20 * BlockCache.blockSize + 12_345
  private let workspace: TemporaryDirectory
  private let game = RemoteFile(1, size: Self.size)

  init() throws { workspace = try TemporaryDirectory() }

  private static func store(_ bytes: [UInt8], _ block: Int, in file: BlockFile) throws(Errno) {
    let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
      do throws(Errno) { return .success(try file.store(buffer, block: block)) } catch { return .failure(error) }
    }
    try result.get()
  }

  private func failure(_ body: () throws(Errno) -> Void) -> Errno? {
    do throws(Errno) {
      try body()
      return nil
    } catch { return error }
  }

  @Test func `are all there, the short one at the end as well, also for the next process`() throws {
    do {
      let cache = try OpenedBlocks(workspace.path)
      let file = try cache.blocks.open(game.version)
      #expect(file.takeRoom(21, for: .demand) == 21)
      try game.store(0..<5, in: file)
      try game.store(12..<21, in: file)
      #expect(file.missing(in: 0..<21) == [5..<12])
      // What is there in the middle is left as it is, and costs no room.
      try game.store(3..<14, in: file)
      #expect(file.isComplete && cache.blocks.status.reserved == 0)
      #expect(try game.sound(file) == Set(0..<21))
    }
    let cache = try OpenedBlocks(workspace.path)
    #expect(try game.sound(try cache.blocks.open(game.version)) == Set(0..<21))
  }

  @Test func `are taken in whole alone, and within the file`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    func refuses(_ count: Int, at block: Int) -> Bool {
      failure { () throws(Errno) in try Self.store(Array(game.bytes[..<count]), block, in: file) } == .invalidArgument
    }
    #expect(refuses(BlockCache.blockSize + 1, at: 0) && refuses(3 * BlockCache.blockSize - 1, at: 4))
    #expect(refuses(2 * BlockCache.blockSize, at: 19) && refuses(BlockCache.blockSize, at: 20))
    #expect(refuses(BlockCache.blockSize, at: 21) && refuses(BlockCache.blockSize, at: -1))
    #expect(file.presentCount == 0)
  }

  @Test func `are none of them there where one has other bytes than it had`() throws {
    do {
      let cache = try OpenedBlocks(workspace.path)
      let file = try cache.blocks.open(game.version)
      try game.store(0..<21, in: file)
    }
    let path = workspace("blocks/psx/\(game.version.key).data")
    var data = try Files.read(path)
    for block in 6...8 { data[block * BlockCache.blockSize + 100] ^= 1 }
    try Files.write(data, to: path)
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    let sound = Set(0..<21).subtracting(6...8)
    #expect(try game.sound(file) == sound)
    var other = Array(game.bytes[6 * BlockCache.blockSize..<9 * BlockCache.blockSize])
    other[BlockCache.blockSize + 9] ^= 1
    #expect(file.takeRoom(3, for: .demand) == 3)
    #expect(failure { () throws(Errno) in try Self.store(other, 6, in: file) } == .illegalSequence)
    #expect(try game.sound(file) == sound && cache.blocks.status.reserved == 0)
    try game.store(6..<9, in: file)
    #expect(try game.sound(file) == Set(0..<21))
  }

  @Test func `tell the checksum of the whole also where they are not kept`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    try game.store(3..<6, in: file)
    func learn(_ bytes: [UInt8], _ block: Int) throws(Errno) {
      let result: Result<Void, Errno> = bytes.withUnsafeBytes { buffer in
        do throws(Errno) { return .success(try file.learn(buffer, block: block)) } catch { return .failure(error) }
      }
      try result.get()
    }
    try learn(Array(game.bytes[..<(8 * BlockCache.blockSize)]), 0)
    #expect(file.crc32 == nil && file.presentCount == 3)
    try learn(Array(game.bytes[(8 * BlockCache.blockSize)...]), 8)
    let whole = game.bytes.withUnsafeBytes { bytes -> UInt32 in
      var checksum = CRC32()
      checksum.update(bytes)
      return checksum.value
    }
    #expect(file.crc32 == whole && file.presentCount == 3)
    let other = [UInt8](repeating: 1, count: BlockCache.blockSize)
    #expect(failure { () throws(Errno) in try learn(other, 7) } == .illegalSequence)
    try game.store(0..<21, in: file)
    #expect(try game.sound(file).count == 21)
  }

  @Test func `keep to the room there is`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    #expect(file.takeRoom(4, for: .prefetch) == 4)
    try game.store(0..<10, in: file)
    #expect(file.missing(in: 0..<21) == [10..<21] && cache.blocks.status.reserved == 0)
  }

  @Test func `by several at the same time are written once, and right`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    let game = game
    let problems = Monitor<[Errno]>([])
    let workers = try (0..<8).map { number in
      try WorkerThread(name: "runs-\(number)") {
        var random = SplitMix64(seed: UInt64(number))
        do throws(Errno) {
          for _ in 0..<30 {
            let first = Int.random(in: 0..<21, using: &random)
            try game.store(first..<Int.random(in: first..<21, using: &random) + 1, in: file)
          }
          try game.store(0..<21, in: file)
        } catch { problems.withLock { $0.append(error) } }
      }
    }
    for worker in workers { worker.join() }
    #expect(problems.withLock { $0 } == [])
    #expect(try game.sound(file) == Set(0..<21))
    #expect(cache.blocks.status.reserved == 0)
  }
}
