internal import Cache
internal import CacheTestSupport
internal import Digest
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `Files of blocks` {
  private static let size = 20 * BlockCache.blockSize + 12_345

  @Test func `give back what was stored, also to the next process, and nothing else`() throws {
    let workspace = try TemporaryDirectory()
    let game = RemoteFile(1, size: Self.size)
    let other = RemoteFile(2, size: Self.size)
    do {
      let cache = try OpenedBlocks(workspace.path)
      let file = try cache.blocks.open(game.version)
      #expect(try cache.blocks.open(game.version) === file)
      #expect(file.blockCount == 21 && file.presentCount == 0 && file.validator == nil)
      #expect(file.missing(in: 0..<100) == [0..<21])
      #expect(try file.setValidator("\"one\"") && file.setValidator("\"one\""))
      #expect(try !file.setValidator("\"two\""))
      #expect(file.takeRoom(4, for: .demand) == 4)
      for block in [3, 4, 20] { try game.store(block, in: file) }
      file.giveBack(1)
      #expect(cache.blocks.status.reserved == 0)
      #expect(file.missing(in: 0..<21) == [0..<3, 5..<20] && file.crc32 == nil)
      #expect(throws: Errno.invalidArgument) { try file.store(UnsafeRawBufferPointer(start: nil, count: 0), block: 0) }
      #expect(try game.sound(file) == [3, 4, 20])
    }
    let cache = try OpenedBlocks(workspace.path)
    #expect(cache.blocks.list().map(\.version) == [game.version])
    #expect(cache.blocks.find(short: game.version.key.short) == cache.blocks.list().first)
    #expect(cache.blocks.find(short: other.version.key.short) == nil)
    let file = try cache.blocks.open(game.version)
    #expect(file.validator == "\"one\"")
    #expect(try game.sound(file) == [3, 4, 20])
    // Other bytes than a version once had are not of it.
    try game.storeAll(in: file)
    #expect(file.isComplete && file.crc32 != nil)
    cache.blocks.discard(game.version.key)
    #expect(file.presentCount == 0)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: 10, alignment: 1)
    defer { room.deallocate() }
    #expect(throws: Errno.ioError) { try file.read(into: room, at: 0) }
    #expect(throws: Errno.ioError) { try other.store(0, in: file) }
    let again = try cache.blocks.open(game.version)
    #expect(again !== file && again.presentCount == 0 && again.validator == nil)
    #expect(cache.blocks.status == BlockCacheStatus())
  }

  @Test func `become entries of the cache once they are whole`() throws {
    let workspace = try TemporaryDirectory()
    let game = RemoteFile(1, size: Self.size)
    let empty = RemoteFile(2, size: 0)
    let wrong = RemoteFile(3, size: 100_000)
    do {
      let cache = try OpenedBlocks(workspace.path)
      let file = try cache.blocks.open(game.version)
      #expect(throws: Errno.noData) { try file.complete(OfferedChecksums()) }
      try game.storeAll(in: file)
      let sum = game.bytes.withUnsafeBytes { SHA256Digest(of: $0) }
      let entry = try file.complete(OfferedChecksums(crc32: file.crc32, sha256: sum))
      #expect(entry.kind == .file && entry.crc32 == file.crc32 && entry.modified == game.version.modified)
      #expect(try file.complete(OfferedChecksums()) == entry && file.isComplete)
      #expect(try game.sound(file).count == file.blockCount)
      #expect(cache.archives.isComplete(short: game.version.key.short))
      #expect(cache.archives.list().first?.holds == 1 && cache.blocks.list().isEmpty)
      #expect(cache.blocks.find(short: game.version.key.short) == nil)
      #expect(try Files.read(cache.archives.path(of: entry)) == game.bytes)
      #expect(file.takeRoom(1, for: .demand) == 0)
      let nothing = try cache.blocks.open(empty.version)
      #expect(nothing.isComplete && nothing.crc32 == 0)
      _ = try nothing.complete(OfferedChecksums(crc32: 0))
      let bad = try cache.blocks.open(wrong.version)
      try wrong.storeAll(in: bad)
      #expect(throws: Errno.illegalSequence) { try bad.complete(OfferedChecksums(sha256: sum)) }
      #expect(bad.presentCount == 0 && cache.blocks.status.files == 0)
    }
    let cache = try OpenedBlocks(workspace.path)
    #expect(cache.store.findings == CacheFindings())
    let file = try cache.blocks.open(game.version)
    #expect(file.isComplete && file.missing(in: 0..<21) == [] && file.crc32 != nil)
    #expect(try game.sound(file).count == file.blockCount)
    cache.blocks.discard(game.version.key)
    #expect(!cache.archives.isComplete(short: game.version.key.short))
  }

  @Test func `whose journal is torn have a part of their blocks, and whose data is damaged only what is whole`() throws
  {
    let workspace = try TemporaryDirectory()
    let game = RemoteFile(1, size: Self.size)
    let folder = workspace("cache/blocks/psx")
    do {
      let cache = try OpenedBlocks(workspace("cache"))
      let file = try cache.blocks.open(game.version)
      for block in 0..<5 {
        try game.store(block, in: file)
        try file.commit()
      }
    }
    let journal = try Files.read("\(folder)/\(game.version.key).journal")
    let data = try Files.read("\(folder)/\(game.version.key).data")
    var last = 0
    for length in stride(from: 0, through: journal.count, by: 1) {
      for isFlipped in [false, true] where length < journal.count || !isFlipped {
        var bytes = Array(isFlipped ? journal : Array(journal[..<length]))
        if isFlipped { bytes[length] ^= 0x55 }
        try Files.write(data, to: "\(folder)/\(game.version.key).data")
        try Files.write(bytes, to: "\(folder)/\(game.version.key).journal")
        let cache = try OpenedBlocks(workspace("cache"))
        let file = try cache.blocks.open(game.version)
        let sound = try game.sound(file)
        #expect(sound == Set(0..<sound.count), "cut at \(length)")
        if !isFlipped {
          #expect(sound.count >= last)
          last = sound.count
        }
        // It goes on from there.
        if length % 16 == 0, sound.count < 5 {
          try game.store(sound.count, in: file)
          #expect(try game.sound(file).count == sound.count + 1)
        }
      }
    }
    #expect(last == 5)
    try Files.write(journal, to: "\(folder)/\(game.version.key).journal")
    var damaged = data
    for index in game.range(of: 2) { damaged[index] = 0 }
    damaged[game.range(of: 4).upperBound - 1] ^= 1
    try Files.write(damaged, to: "\(folder)/\(game.version.key).data")
    do {
      let cache = try OpenedBlocks(workspace("cache"))
      let file = try cache.blocks.open(game.version)
      #expect(file.presentCount == 5)
      #expect(try game.sound(file) == [0, 1, 3] && file.presentCount == 3)
      try game.store(4, in: file)
    }
    let cache = try OpenedBlocks(workspace("cache"))
    #expect(try game.sound(cache.blocks.open(game.version)) == [0, 1, 3, 4])
  }

  @Test(arguments: 1...(Host.environment("VITRINE_SOAK") == nil ? 6 : 100))
  func `do what a simple model does`(seed: UInt64) throws {
    let workspace = try TemporaryDirectory()
    var random = SplitMix64(seed: seed)
    let games = (0..<3).map {
      RemoteFile($0, size: Int.random(in: 1...90, using: &random) * BlockCache.blockSize - 1234 * $0)
    }
    let cap = 60 * BlockCache.blockCost
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 300_000, alignment: 16)
    defer { buffer.deallocate() }
    let clock = Monitor<Int64>(1_000_000)
    // What is found counts for what the disk says until it is opened, and then for whole blocks.
    let unopened = 3 * (BlockCache.blockCost + BlockCache.fileCost)
    var isFirst = true
    var cache: OpenedBlocks? = try OpenedBlocks(workspace.path, cap: cap, clock: clock)
    var files: [Int: BlockFile] = [:]
    for _ in 0..<600 {
      let number = Int.random(in: 0..<games.count, using: &random)
      let game = games[number]
      let action = Int.random(in: 0..<20, using: &random)
      if action == 19 {
        files = [:]
        cache = nil
        isFirst = false
        cache = try OpenedBlocks(workspace.path, cap: cap, clock: clock)
      }
      guard let opened = cache else { break }
      let file = try files[number] ?? opened.blocks.open(game.version)
      files[number] = file
      switch action {
      case ..<9:
        let wanted = Int.random(in: 1...8, using: &random)
        let granted = file.takeRoom(wanted, for: BlockDemand.allCases.randomElement(using: &random) ?? .demand)
        #expect(granted <= wanted)
        for _ in 0..<granted { try game.store(Int.random(in: 0..<file.blockCount, using: &random), in: file) }
      case ..<15:
        let offset = Int.random(in: 0..<game.bytes.count, using: &random)
        let count = Int.random(in: 0...300_000, using: &random)
        let end = min(game.bytes.count, offset + count)
        let blocks =
          count == 0 ? 0..<0 : offset / BlockCache.blockSize..<(end - 1) / BlockCache.blockSize + 1
        let isThere = file.missing(in: blocks).isEmpty
        #expect(try game.check(file, at: offset, count: count, buffer) == (isThere ? true : nil))
      case 15: try file.commit()
      case 16: opened.pass(Int64.random(in: 0...100, using: &random))
      case 17: files[number] = nil
      default:
        let window = Int.random(in: 0..<file.blockCount, using: &random)
        file.protect(window..<min(file.blockCount, window + 4), by: 7)
        #expect(
          file.missing(in: 0..<file.blockCount).reduce(0) { $0 + $1.count } == file.blockCount - file.presentCount)
      }
      let status = cache?.blocks.status ?? BlockCacheStatus()
      #expect(status.occupied + status.reserved <= cap + (isFirst ? 0 : unopened))
    }
    for (number, file) in files { #expect(try game(number).sound(file).count == file.presentCount) }
    func game(_ number: Int) -> RemoteFile { games[number] }
  }

  @Test func `are right for eight threads while room is short`() throws {
    let workspace = try TemporaryDirectory()
    let cap = 64 * BlockCache.blockCost
    let cache = try OpenedBlocks(workspace.path, cap: cap)
    let games = (0..<4).map { RemoteFile($0, size: 40 * BlockCache.blockSize - 77) }
    let problems = Monitor<[String]>([])
    let hits = Monitor(0)
    let workers = try (0..<8).map { worker in
      try WorkerThread(name: "blocks-\(worker)") {
        var random = SplitMix64(seed: UInt64(worker))
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 200_000, alignment: 16)
        defer { buffer.deallocate() }
        do throws(Errno) {
          for _ in 0..<1500 {
            let game = games[Int.random(in: 0..<4, using: &random)]
            let file = try cache.blocks.open(game.version)
            let block = Int.random(in: 0..<file.blockCount, using: &random)
            let granted = file.takeRoom(2, for: .demand)
            let status = cache.blocks.status
            if status.occupied + status.reserved > cap { problems.withLock { $0.append("over the cap: \(status)") } }
            if granted > 0 { try game.store(block, in: file) }
            // What was there already has given its room back.
            file.giveBack(max(0, granted - 1))
            let offset = block * BlockCache.blockSize + Int.random(in: -3000...3000, using: &random)
            switch try game.check(file, at: max(0, offset), count: 50_000, buffer) {
            case false: problems.withLock { $0.append("wrong bytes at \(offset) of \(game.version.name)") }
            case true: hits.withLock { $0 += 1 }
            default: break
            }
            if Int.random(in: 0..<40, using: &random) == 0 { cache.pass(4) }
            if Int.random(in: 0..<100, using: &random) == 0 { try file.commit() }
          }
        } catch { problems.withLock { $0.append("\(error)") } }
      }
    }
    for worker in workers { worker.join() }
    #expect(problems.withLock { $0 } == [])
    #expect(hits.withLock { $0 } > 100)
    for game in games { _ = try game.sound(cache.blocks.open(game.version)) }
  }

  @Test(arguments: ScratchFileSystem.Kind.allCases)
  func `give cold blocks back while they are open, and others back at once`(kind: ScratchFileSystem.Kind) throws {
    guard let fileSystem = try ScratchFileSystem.make(kind) else { return }
    let cap = 20 * BlockCache.blockCost + 3 * BlockCache.fileCost
    let cache = try OpenedBlocks(fileSystem("cache"), cap: cap)
    let game = RemoteFile(1, size: 200 * BlockCache.blockSize)
    let file = try cache.blocks.open(game.version)
    #expect(file.takeRoom(100, for: .demand) == 20)
    for block in 0..<20 { try game.store(block, in: file) }
    // What came a moment ago stays, and for what nobody reads nothing goes.
    #expect(file.takeRoom(4, for: .demand) == 0)
    cache.pass(30)
    #expect(file.takeRoom(4, for: .prefetch) == 0)
    file.protect(0..<18, by: 1)
    #expect(file.takeRoom(4, for: .demand) == 2)
    file.letGo(1)
    #expect(file.takeRoom(2, for: .ahead) == 2)
    for block in 100..<104 { try game.store(block, in: file) }
    #expect(try game.sound(file).count == 20 && file.presentCount == 20)
    try file.commit()
    #expect(try FileStatus.of("\(fileSystem("cache"))/blocks/psx/\(game.version.key).data").allocated <= 21 << 16)
    let other = RemoteFile(2, size: 5 * BlockCache.blockSize)
    let next = try cache.blocks.open(other.version)
    #expect(next.takeRoom(5, for: .demand) == 0)
    next.giveBack(5)
  }

  @Test func `stay whole where the disk is full`() throws {
    guard let fileSystem = try ScratchFileSystem.make(.tmpfs, mebibytes: 4) else { return }
    let cache = try OpenedBlocks(fileSystem("cache"))
    let game = RemoteFile(1, size: 200 * BlockCache.blockSize)
    let file = try cache.blocks.open(game.version)
    var granted = file.takeRoom(200, for: .demand)
    #expect(granted > 10 && granted < 64)
    // The index of the cache, and what the file system keeps for itself, may grow by some pages meanwhile.
    file.giveBack(3)
    granted -= 3
    // Somebody else fills the disk meanwhile.
    try Files.write(SplitMix64.bytes(1 << 20, seed: 1), to: fileSystem("other"))
    var refused: Set<Errno> = []
    for block in 0..<granted {
      do throws(Errno) { try game.store(block, in: file) } catch { refused.insert(error) }
    }
    #expect(refused == [.noSpace])
    let kept = try game.sound(file)
    #expect(kept.count == file.presentCount && kept.count < granted)
    // What could not be written has given its room back.
    #expect(cache.blocks.status.reserved == 0)
    try Files.remove(fileSystem("other"))
    // That there is room again shows with the next look at the disk.
    let missing = (0..<granted).filter { !kept.contains($0) }
    var room = 0
    let deadline = monotonicNanoseconds() + 60_000_000_000
    while room < missing.count, monotonicNanoseconds() < deadline {
      let more = file.takeRoom(missing.count - room, for: .demand)
      if more == 0 { sleep(nanoseconds: 10_000_000) }
      room += more
    }
    #expect(room == missing.count)
    for block in missing { try game.store(block, in: file) }
    try file.commit()
    #expect(try game.sound(file) == Set(0..<granted))
    #expect(cache.blocks.status.reserved == 0)
  }
}
