internal import Glibc
internal import Platform

/// Building a ZIP where its files and the cache share blocks.
struct Reflinks: OwnWorkload {
  let name = "reflinks"
  let conditions = """
    A game of four members, 1 GiB together, on an XFS file system in an image, its cache beside it, checksums known: the
    time from asking for the ZIP to its durable presence, as the service's log tells it, and of `vitrine prepare` as a
    program; and the space the disk loses. Beside it: Python's zipfile, which also has the ZIP on the disk (fsync)
    before it is done. As root, with mkfs.xfs.
    """

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let size = scale.builtGame
    let image = try scratch.makeDirectory("image")
    let point = try scratch.makeDirectory("xfs")
    try writeSparse(image + "/disk", size: size * 4 + (512 << 20))
    for (program, arguments) in [
      ("mkfs.xfs", ["-q", "-m", "reflink=1", image + "/disk"]), ("mount", ["-o", "loop", image + "/disk", point]),
    ] {
      let result = try ExternalProgram.run(program, arguments)
      guard result.status == 0 else { throw BenchFailure("\(program): \(result.errorText)") }
    }
    defer {
      umount2(point, Int32(MNT_DETACH))
      _ = unlink(image + "/disk")
    }
    let library = point + "/library"
    try DataSet.writeGame("Game", in: library, size: size)
    let vitrine = try Vitrine(
      scratch: scratch, name: "xfs", library: library,
      environment: Vitrine.keeping.merging([
        "VITRINE_CACHE_DIRECTORY": point + "/cache", "VITRINE_CACHE_RESERVE": "0", "VITRINE_LOG_LEVEL": "debug",
      ]) { $1 })
    defer { vitrine.unmount() }
    try vitrine.mount()
    try waitFor([vitrine.path + "/Games/psx/Game.zip"])
    // Has the checksums computed.
    try vitrine.prepare("Games/psx/Game.zip")
    try vitrine.clear()
    for _ in 0..<runs {
      let before = try free(point)
      let start = monotonicNanoseconds()
      try vitrine.prepare("Games/psx/Game.zip")
      let whole = Double(monotonicNanoseconds() - start) / 1e6
      results.add(whole, Self.metric("vitrine prepare of 1 GiB, reflinks"), for: vitrineName)
      results.add(try vitrine.lastBuild(), Self.metric("building 1 GiB, reflinks"), for: vitrineName)
      let lost = max(0, before - (try free(point)))
      results.add(
        Double(lost) / Double(size), Metric(name: "space taken, of the ZIP", unit: "", isHigherBetter: false),
        for: vitrineName)
      try vitrine.clear()
      results.add(try buildWithPython(library, point), Self.metric("building 1 GiB, reflinks"), for: "python zipfile")
    }
  }

  private static func metric(_ name: String) -> Metric { Metric(name: name, unit: "ms", isHigherBetter: false) }

  private func free(_ path: String) throws -> Int64 {
    // XFS gives back what was removed with its next writes.
    sync()
    let status = try FileSystemStatus.of(path)
    return Int64(status.freeBlocks) * Int64(status.blockSize)
  }

  /// Milliseconds.
  private func buildWithPython(_ library: String, _ point: String) throws -> Double {
    let zip = point + "/python.zip"
    defer { unlink(zip) }
    let start = monotonicNanoseconds()
    try DataSet.zip(library + "/psx/Game", to: zip)
    try FileDescriptor.open(zip, .readOnly).synchronize()
    return Double(monotonicNanoseconds() - start) / 1e6
  }
}
