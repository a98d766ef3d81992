internal import Cache
internal import CacheTestSupport
internal import Glibc
internal import Platform
internal import TestSupport

/// Stores blocks, gives some back, and commits, at random, for ever.
func keepBlocks(in directory: String, seed: UInt64) throws -> Never {
  let store = try CacheStore.open(directory: directory, owner: "the runner")
  var limits = CacheLimits()
  limits.reserve = .bytes(0)
  let cache = ArchiveCache(storage: store, limits: limits, hooks: ArchiveCacheHooks())
  try cache.start()
  let games = (0..<3).map { RemoteFile($0, size: 60 * BlockCache.blockSize + 999) }
  var random = SplitMix64(seed: seed)
  print("open")
  fflush(nil)
  while true {
    let number = Int.random(in: 0..<games.count, using: &random)
    let file = try cache.blocks.open(games[number].version)
    let wanted = Int.random(in: 1...6, using: &random)
    let granted = file.takeRoom(wanted, for: .demand)
    var stored: [Int] = []
    for _ in 0..<granted {
      let block = Int.random(in: 0..<file.blockCount, using: &random)
      try games[number].store(block, in: file)
      stored.append(block)
    }
    if Int.random(in: 0..<3, using: &random) == 0 {
      try file.commit()
      print("kept \(number) " + stored.map { "\($0)" }.joined(separator: " "))
      fflush(nil)
    }
    if file.isComplete {
      // Said before: what is gone is not missed.
      print("gone \(number)")
      fflush(nil)
      cache.blocks.discard(file.version.key)
    }
  }
}
