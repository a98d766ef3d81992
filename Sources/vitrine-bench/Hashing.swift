internal import Compression
internal import Digest
internal import Platform

/// How fast the background hashes.
struct Hashing: OwnWorkload {
  let name = "hashing"
  let conditions = """
    CRC-32 and SHA-1 of files in the page cache, by `vitrine scan --type hashes`, from the start of the scan to its end
    with everything stored. Beside it: sha1sum, which computes SHA-1 alone, one for each processor at once; and both
    digests over as many bytes that lie in memory already, on all processors, which is as fast as they can be.
    """

  private static let pieceBytes = 64 << 10
  /// For each processor: more than its caches hold, as a library is.
  private static let memoryBytes = 256 << 20

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let library = try scratch.makeDirectory("to-hash")
    try createDirectories(library + "/nes")
    let paths = (0..<scale.hashedFiles).map { "\(library)/nes/Game \($0).nes" }
    for (index, path) in paths.enumerated() {
      try DataSet.writeRandom(path, size: scale.hashedFileBytes, seed: UInt64(index))
    }
    let vitrine = try Vitrine(
      scratch: scratch, name: "to-hash", library: library,
      environment: ["VITRINE_HASHING_PLATFORMS": "none", "VITRINE_HASHING_MAX_LOAD": "off"])
    defer { vitrine.unmount() }
    let rate = Metric(name: "hashing", unit: "MiB/s", isHigherBetter: true)
    let mebibytes = Double(scale.hashedFileBytes) * Double(paths.count) / 1_048_576
    for _ in 0..<runs {
      // Also brings back what the last run let go of.
      results.add(mebibytes / (try runSHA1Sum(paths) / 1e9), rate, for: "sha1sum")
      results.add(mebibytes / (try runDigests(bytes: Int(mebibytes) << 20) / 1e9), rate, for: "digests alone")
      try vitrine.forget()
      try vitrine.mount()
      try vitrine.waitUntilIdle()
      let report = try vitrine.scan("--type", "hashes")
      guard report["counts"]["hashedFiles"].integer == paths.count, let start = report["started"].number,
        let end = report["ended"].number
      else { throw BenchFailure("vitrine did not hash all files") }
      results.add(mebibytes / (end - start), rate, for: vitrineName)
      vitrine.unmount()
    }
  }

  /// Nanoseconds.
  private func runSHA1Sum(_ paths: [String]) throws -> Double {
    let start = monotonicNanoseconds()
    let script = "jobs=$1; shift; printf '%s\\0' \"$@\" | xargs -0 -n 1 -P \"$jobs\" sha1sum > /dev/null"
    let result = try ExternalProgram.run(
      "sh", ["-c", script, "sh", "\(Host.processorCount)"] + paths, timeout: 600_000_000_000)
    guard result.status == 0 else { throw BenchFailure("sha1sum failed: \(result.errorText)") }
    return Double(monotonicNanoseconds() - start)
  }

  /// Nanoseconds.
  private func runDigests(bytes: Int) throws -> Double {
    let pieces = bytes / Self.pieceBytes / Host.processorCount
    let memory = (0..<Host.processorCount).map { number in
      [UInt8](repeating: UInt8(truncatingIfNeeded: number + 1), count: Self.memoryBytes)
    }
    let start = monotonicNanoseconds()
    let threads = try memory.map { memory in
      try WorkerThread(name: "digests") {
        var digest = DigestStream(.sha1)
        var crc = CRC32()
        memory.withUnsafeBytes { memory in
          for piece in 0..<pieces {
            let offset = piece * Self.pieceBytes % Self.memoryBytes
            let bytes = UnsafeRawBufferPointer(rebasing: memory[offset..<offset + Self.pieceBytes])
            crc.update(bytes)
            digest?.update(bytes)
          }
        }
      }
    }
    for thread in threads { thread.join() }
    return Double(monotonicNanoseconds() - start)
  }
}
