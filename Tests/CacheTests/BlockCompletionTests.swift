internal import Cache
internal import CacheTestSupport
internal import Digest
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

/// What happens while all of a file is read to tell its checksums.
@Suite(.serialized) struct `Files of blocks that become complete` {
  private let workspace: TemporaryDirectory
  private let game = RemoteFile(1, size: 20 * BlockCache.blockSize + 12_345)

  init() throws { workspace = try TemporaryDirectory() }

  private var expected: OfferedChecksums {
    OfferedChecksums(sha256: game.bytes.withUnsafeBytes { SHA256Digest(of: $0) })
  }

  private var data: String { workspace("blocks/psx/\(game.version.key).data") }

  /// Does something on another thread once half of the file was read, and waits for it.
  ///
  /// - Returns: what that gave, or nil where it had to wait until the file was complete; and how that ended.
  private func complete<Outcome: Sendable>(
    _ file: BlockFile, _ body: @escaping @Sendable () -> Outcome
  ) throws -> (during: Outcome?, end: Result<CachedZip, Errno>) {
    let outcome = Monitor<Outcome?>(nil)
    var (asked, thread, during) = (0, WorkerThread?.none, Outcome?.none)
    var failure: Errno?
    let isWanted = {
      asked += 1
      guard asked == 10 else { return true }
      do throws(Errno) {
        thread = try WorkerThread(name: "meanwhile") {
          let value = body()
          outcome.signal { $0 = value }
        }
        during = outcome.wait(until: monotonicNanoseconds() + 20_000_000_000) { $0 }
      } catch { failure = error }
      return true
    }
    let end: Result<CachedZip, Errno>
    do throws(Errno) { end = .success(try file.complete(expected, while: isWanted)) } catch { end = .failure(error) }
    thread?.join()
    if let failure { throw failure }
    return (during, end)
  }

  @Test func `hold up neither who needs room nor who commits, and stay whole`() throws {
    let other = RemoteFile(2, size: 40 * BlockCache.blockSize)
    let cache = try OpenedBlocks(
      workspace.path, cap: 36 * BlockCache.blockCost + 2 * BlockCache.fileCost)
    let file = try cache.blocks.open(game.version)
    try game.storeAll(in: file)
    // What was read longest ago is of the file that becomes complete.
    cache.pass(20)
    let next = try cache.blocks.open(other.version)
    for block in 0..<15 { try other.store(block, in: next) }
    cache.pass(30)
    let (room, end) = try complete(file) { () -> Int? in
      guard (try? file.commit()) != nil else { return nil }
      return next.takeRoom(4, for: .demand)
    }
    #expect(room == 4 && next.presentCount == 11)
    let entry = try end.get()
    #expect(try Files.read(cache.archives.path(of: entry)) == game.bytes)
    #expect(try game.sound(file).count == 21 && other.sound(next).count == 11)
    for block in 20..<24 { try other.store(block, in: next) }
    #expect(cache.blocks.status.reserved == 0 && next.presentCount == 15)
  }

  @Test func `are thrown away at once where they are discarded`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    try game.storeAll(in: file)
    try file.commit()
    let (again, end) = try complete(file) { [game] () -> BlockFile? in
      cache.blocks.discard(game.version.key)
      let again = try? cache.blocks.open(game.version)
      guard let again, (try? game.store(3, in: again)) != nil else { return nil }
      return again
    }
    #expect(end == .failure(.ioError))
    let new = try #require(again ?? nil)
    #expect(try game.sound(new) == [3] && file.presentCount == 0)
    #expect(cache.blocks.status.files == 1 && cache.archives.list().isEmpty)
    #expect(try cache.blocks.open(game.version) === new)
  }

  @Test func `are not what was read where a block was damaged since`() throws {
    do {
      let cache = try OpenedBlocks(workspace.path)
      try game.storeAll(in: try cache.blocks.open(game.version))
    }
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    let (isRepaired, end) = try complete(file) { [game, data] () -> Bool in
      guard var bytes = try? Files.read(data) else { return false }
      bytes[game.range(of: 2).lowerBound] ^= 1
      guard (try? Files.write(bytes, to: data)) != nil, (try? game.sound(file))?.contains(2) == false else {
        return false
      }
      return (try? game.store(2, in: file)) != nil
    }
    #expect(isRepaired == true && end == .failure(.noData))
    #expect(try game.sound(file).count == 21)
    let entry = try file.complete(expected)
    #expect(try Files.read(cache.archives.path(of: entry)) == game.bytes)
  }

  @Test func `are as before where that is not wanted any more`() throws {
    let cache = try OpenedBlocks(workspace.path)
    let file = try cache.blocks.open(game.version)
    try game.storeAll(in: file)
    var left = 5
    #expect(throws: Errno.cancelled) {
      try file.complete(expected) {
        left -= 1
        return left > 0
      }
    }
    #expect(left == 0 && cache.archives.list().isEmpty)
    #expect(try game.sound(file).count == 21 && file.isComplete)
    #expect(try file.complete(expected).size == game.version.size)
  }
}
