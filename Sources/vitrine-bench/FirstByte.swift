internal import Platform

/// How long the first reader of a ZIP that nobody has opened waits.
struct FirstByte: OwnWorkload {
  let name = "first-byte"
  let conditions = """
    open and the first 4 KiB of the ZIP of a game that was never opened, which hold the checksum of its largest
    member. Known: the checksum is in the catalog of an earlier mount. Unknown: a first mount of the library, with
    other games before it in the queue. Beside it: hashing that member alone (read of 1 MiB and CRC-32), and building
    the ZIP with Python's zipfile, what others make their first reader wait for.
    """

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let library = try scratch.makeDirectory("first-byte")
    let member = library + "/psx/Target/Target.bin"
    try createDirectories(library + "/psx/Target")
    try DataSet.writeRandom(member, size: scale.firstMember, seed: 77)
    try writeSheet(library, "Target")
    // Games that keep the queue busy for longer than the reader needs to arrive; holes cost no space.
    for index in 0..<4 {
      let name = "Before \(index)"
      try createDirectories("\(library)/psx/\(name)")
      try writeSheet(library, name)
      try writeSparse("\(library)/psx/\(name)/\(name).bin", size: scale.firstMember * 16)
    }

    let vitrine = try Vitrine(scratch: scratch, name: "first-byte", library: library)
    defer { vitrine.unmount() }
    let zip = vitrine.path + "/Games/psx/Target.zip"
    for _ in 0..<runs {
      let hashing = try FileLoops.hash(member).nanoseconds
      results.add(Double(hashing) / 1e6, Self.metric("hashing the member"), for: nativeName)
      results.add(try buildWithPython(library, scratch), Self.metric("building the ZIP"), for: "python zipfile")

      try vitrine.forget()
      try vitrine.mount()
      try waitFor([zip])
      results.add(
        Double(try FileLoops.firstBytes(zip)) / 1e6, Self.metric("first byte, checksum unknown"), for: vitrineName)
      vitrine.unmount()

      try vitrine.mount()
      try waitFor([zip])
      results.add(
        Double(try FileLoops.firstBytes(zip)) / 1e6, Self.metric("first byte, checksum known"), for: vitrineName)
      vitrine.unmount()
    }
  }

  private static func metric(_ name: String) -> Metric { Metric(name: name, unit: "ms", isHigherBetter: false) }

  private func buildWithPython(_ library: String, _ scratch: Scratch) throws -> Double {
    let start = monotonicNanoseconds()
    try DataSet.zip(library + "/psx/Target", to: scratch.path + "/built.zip")
    return Double(monotonicNanoseconds() - start) / 1e6
  }

  /// A descriptor whose data file makes the folder one game of two files.
  private func writeSheet(_ library: String, _ name: String) throws {
    try DataSet.writeText(
      "\(library)/psx/\(name)/\(name).cue",
      "FILE \"\(name).bin\" BINARY\n  TRACK 01 MODE2/2352\n    INDEX 01 00:00:00\n")
  }
}
