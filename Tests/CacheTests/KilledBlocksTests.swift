internal import Cache
internal import CacheTestSupport
internal import Glibc
internal import Platform
internal import TestSupport
internal import Testing

@Suite(.serialized) struct `Blocks whose process ends` {
  @Test func `by a kill are right, and those on the disk for good are there`() throws {
    let workspace = try TemporaryDirectory()
    let games = (0..<3).map { RemoteFile($0, size: 60 * BlockCache.blockSize + 999) }
    var generator = SplitMix64(seed: 12)
    var checked = 0
    var kept: [Int: Set<Int>] = [:]
    let turns = Host.environment("VITRINE_SOAK") == nil ? 20 : 200
    for turn in 0..<turns {
      let output = try FileDescriptor.open(workspace("output"), [.writeOnly, .create, .truncate])
      let errors = try FileDescriptor.open(workspace("errors"), [.writeOnly, .create, .truncate])
      let runner = try ExternalProgram(
        Products.directory + "/CacheRunner", ["blocks", workspace("cache"), "\(turn)"],
        streams: .init(output: output.rawValue, errors: errors.rawValue))
      while try Files.read(workspace("output")).isEmpty, runner.wait(timeout: 1_000_000) == nil {}
      _ = runner.wait(timeout: UInt64.random(in: 0...120_000_000, using: &generator))
      runner.signal(SIGKILL)
      let status = runner.wait(timeout: 60_000_000_000)
      let words = String(decoding: try Files.read(workspace("errors")), as: UTF8.self)
      try #require(status == -SIGKILL, "the runner ended by itself: \(words)")
      for line in String(decoding: try Files.read(workspace("output")), as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ")
        guard words.count > 1, let number = Int(words[1]) else { continue }
        if words[0] == "gone" {
          kept[number] = []
        } else {
          kept[number, default: []].formUnion(words.dropFirst(2).compactMap { Int($0) })
        }
      }

      let cache = try OpenedBlocks(workspace("cache"))
      for (number, game) in games.enumerated() {
        let sound = try game.sound(cache.blocks.open(game.version))
        #expect(sound.isSuperset(of: kept[number] ?? []), "turn \(turn)")
        checked += sound.count
      }
    }
    #expect(checked > 0 && kept.values.contains { !$0.isEmpty })
    print("killed \(turns) times: \(checked) blocks right")
  }

  @Test(arguments: 1...6)
  func `by a power cut are right, and those on the disk for good are there`(seed: UInt64) throws {
    let workspace = try TemporaryDirectory()
    let game = RemoteFile(1, size: 50 * BlockCache.blockSize - 5)
    let place = "blocks/psx/\(game.version.key)"
    let durable = Monitor<(data: [UInt8], journal: [UInt8])>(([], []))
    let path = workspace("cache")
    let cap = 30 * BlockCache.blockCost + BlockCache.fileCost
    let cache = try OpenedBlocks(path, cap: cap) { what in
      // What is there now is at least what is on the disk; nobody writes meanwhile but this test.
      switch what {
      case .data:
        let bytes = (try? Files.read("\(path)/\(place).data")) ?? []
        durable.withLock { $0.data = bytes }
      case .journal:
        let bytes = (try? Files.read("\(path)/\(place).journal")) ?? []
        durable.withLock { $0.journal = bytes }
      }
    }
    var random = SplitMix64(seed: seed)
    let file = try cache.blocks.open(game.version)
    var kept: Set<Int> = []
    var cuts = 0
    for step in 0..<120 {
      let granted = file.takeRoom(Int.random(in: 1...5, using: &random), for: .demand)
      // What goes for it may come again, and is not on the disk for good then.
      kept = kept.filter { file.contains($0) }
      for _ in 0..<granted { try game.store(Int.random(in: 0..<file.blockCount, using: &random), in: file) }
      if Int.random(in: 0..<4, using: &random) == 0 {
        try file.commit()
        kept = Set((0..<file.blockCount).filter { file.contains($0) })
      }
      if Int.random(in: 0..<3, using: &random) == 0 { cache.pass(11) }
      guard step % 4 == 3, file.presentCount > 0 else { continue }
      cuts += 1
      let (data, journal) = durable.withLock { $0 }
      let now = (
        data: try Files.read("\(path)/\(place).data"), journal: (try? Files.read("\(path)/\(place).journal")) ?? []
      )
      var surviving = data.isEmpty ? [UInt8](repeating: 0, count: now.data.count) : data
      for block in 0..<file.blockCount where Bool.random(using: &random) {
        surviving.replaceSubrange(game.range(of: block), with: now.data[game.range(of: block)])
      }
      let longer = Int.random(in: min(journal.count, now.journal.count)...now.journal.count, using: &random)
      let copy = workspace("copy \(step)")
      try Files.write(surviving, to: "\(copy)/\(place).data")
      try Files.write(Array(now.journal[..<longer]), to: "\(copy)/\(place).journal")
      let after = try OpenedBlocks(copy)
      let sound = try game.sound(after.blocks.open(game.version))
      #expect(sound.isSuperset(of: kept), "step \(step): \(kept.subtracting(sound)) is lost")
    }
    #expect(cuts > 20 && !kept.isEmpty)
  }
}
