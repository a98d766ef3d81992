internal import Glibc
internal import Platform

/// What a reader keeps of its rate while a ZIP is copied into the cache.
struct CopyAside: OwnWorkload {
  let name = "copy"
  let conditions = """
    A reader's rate over a second alone, and from the start of a copy of a game of 1 GiB into the cache until that is
    complete, or for three seconds; on one disk, the reader's other data being a file of 512 MiB: read past the service
    with its bytes in memory; past it from the disk (the file's pages are dropped before each pass); and as a virtual
    ZIP through the service, in memory.
    """

  enum Reader: String, CaseIterable {
    case passedMemory = "past the service, in memory"
    case passedDisk = "past the service, from the disk"
    case virtualMemory = "virtual ZIP, in memory"

    var metric: Metric {
      Metric(name: "reader during a copy, of its rate alone: \(rawValue)", unit: "", isHigherBetter: true)
    }
  }

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let library = try scratch.makeDirectory("copied")
    try DataSet.writeGame("Big", in: library, size: scale.builtGame)
    try createDirectories(library + "/nes")
    let single = library + "/nes/Single.nes"
    try DataSet.writeRandom(single, size: scale.builtGame / 2, seed: 5)
    try DataSet.writeGame("Read", in: library, size: scale.builtGame / 4)
    // Only what is asked for is built.
    let vitrine = try Vitrine(
      scratch: scratch, name: "copied", library: library,
      environment: Vitrine.keeping.merging(["VITRINE_CACHE_MINIMUM": "1T"]) { $1 })
    defer { vitrine.unmount() }
    try vitrine.mount()
    try waitFor([vitrine.path + "/Games/psx/Big.zip", vitrine.path + "/Games/nes/Single.nes"])
    try vitrine.prepare("Games/psx/Big.zip")
    for run in 0..<min(runs, 3) {
      for reader in Reader.allCases {
        try vitrine.clear()
        let path = vitrine.path + (reader == .virtualMemory ? "/Games/psx/Read.zip" : "/Games/nes/Single.nes")
        let dropped = reader == .passedDisk ? single : nil
        if dropped == nil { _ = try rate(path, dropping: nil, for: 500_000_000) { false } }
        let alone = try rate(path, dropping: dropped, for: 1_000_000_000) { false }
        let copying = try scratch.start(
          Vitrine.program, vitrine.preparing("Games/psx/Big.zip"), log: "prepare-\(run).log")
        let aside = try rate(path, dropping: dropped, for: 3_000_000_000) { copying.wait(timeout: 0) != nil }
        _ = copying.wait(timeout: 600_000_000_000)
        results.add(aside / alone, reader.metric, for: vitrineName)
      }
    }
  }

  /// Bytes a second.
  private func rate(
    _ path: String, dropping source: String?, for time: UInt64, until isOver: () -> Bool
  ) throws -> Double {
    let file = try FileDescriptor.open(path, .readOnly)
    let size = try file.status().size
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 4096)
    defer { buffer.deallocate() }
    let start = monotonicNanoseconds()
    var now = start
    var done: Int64 = 0
    var offset: Int64 = 0
    repeat {
      if offset == 0 {
        if let source { try Caches.dropPages(of: source) }
        file.adviseNotNeeded(from: 0, length: 0)
      }
      let count = try file.read(into: buffer, at: offset)
      done += Int64(count)
      offset = offset + Int64(count) >= size ? 0 : offset + Int64(count)
      now = monotonicNanoseconds()
    } while now < start + time && !isOver()
    return Double(done) / (Double(now - start) / 1e9)
  }
}
