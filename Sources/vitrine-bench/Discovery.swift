internal import Glibc
internal import Platform

/// How soon a large library is there, and what it costs to remember it.
struct Discovery: OwnWorkload {
  let name = "discovery"
  let conditions = """
    From the start of `vitrine mount` until every game of a library is listed (visible) and stored (committed): with an
    empty state directory, and with the catalog of an earlier mount. Then `vitrine scan` of the whole library, in which
    nothing has changed. Beside it: find -printf '%s %T@ %i %p' of the library on the disk. Names and inodes of the
    library are in memory; nothing is hashed. Memory is VmRSS of all processes when lists and collections are made as
    well and it has been the same for four seconds, less that of a mount of an empty library.
    """

  /// Ten systems share the games.
  private static let systems = [
    "nes", "snes", "gb", "gba", "n64", "megadrive", "mastersystem", "c64", "msx", "atari2600",
  ]
  private static let environment = ["VITRINE_HASHING_PLATFORMS": "none"]
  /// What the machine of an average collector has of one system.
  private static let smallLibrary = 1469

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    try measureSmall(scratch, runs: runs, into: &results)
    let empty = try idleMemory(scratch)
    let library = try scratch.makeDirectory("many-games")
    let each = scale.games / Self.systems.count
    let total = each * Self.systems.count
    for system in Self.systems { try make(each, in: library, system) }
    // What was just made would be written with the first catalog otherwise.
    sync()
    let vitrine = try Vitrine(
      scratch: scratch, name: "many-games", library: library, environment: Self.environment)
    defer { vitrine.unmount() }
    let listed = Self.systems.map { ("Games/" + $0, each) }
    let rate = Metric(name: "discovery", unit: "files/s", isHigherBetter: true)
    func addMemory(_ what: String) {
      results.add(
        (vitrine.settledMemory - empty) * 1_048_576 / Double(total),
        Metric(name: "memory for each of \(total) files, \(what)", unit: "bytes", isHigherBetter: false),
        for: vitrineName)
    }
    for _ in 0..<runs {
      results.add(Double(total) / (try find(library, scratch) / 1e9), rate, for: "find")

      try vitrine.forget()
      let first = try mount(vitrine, until: listed)
      results.add(Double(total) / (Double(first.visible) / 1e9), rate, for: vitrineName)
      results.add(Double(first.visible) / 1e6, Self.metric("\(total) games visible, first mount"), for: vitrineName)
      results.add(Double(first.committed) / 1e6, Self.metric("\(total) games committed, first mount"), for: vitrineName)
      addMemory("first mount")
      let start = monotonicNanoseconds()
      _ = try vitrine.scan()
      results.add(
        Double(monotonicNanoseconds() - start) / 1e6, Self.metric("\(total) games, scan without changes"),
        for: vitrineName)
      vitrine.unmount()

      let again = try mount(vitrine, until: listed)
      results.add(Double(again.visible) / 1e6, Self.metric("\(total) games visible, next mount"), for: vitrineName)
      addMemory("next mount")
      vitrine.unmount()
    }
  }

  private func measureSmall(_ scratch: Scratch, runs: Int, into results: inout Measurements) throws {
    let library = try scratch.makeDirectory("some-games")
    try make(Self.smallLibrary, in: library, "nes")
    let vitrine = try Vitrine(
      scratch: scratch, name: "some-games", library: library, environment: Self.environment)
    defer { vitrine.unmount() }
    for _ in 0..<runs {
      try vitrine.forget()
      let times = try mount(vitrine, until: [("Games/nes", Self.smallLibrary)])
      results.add(
        Double(times.visible) / 1e6, Self.metric("\(Self.smallLibrary) games visible, first mount"), for: vitrineName)
      vitrine.unmount()
    }
  }

  private func idleMemory(_ scratch: Scratch) throws -> Double {
    let vitrine = try Vitrine(
      scratch: scratch, name: "no-games", library: try scratch.makeDirectory("no-games"),
      environment: Self.environment)
    defer { vitrine.unmount() }
    try vitrine.mount()
    try vitrine.waitUntilIdle()
    return vitrine.memory
  }

  private static func metric(_ name: String) -> Metric { Metric(name: name, unit: "ms", isHigherBetter: false) }

  private func make(_ count: Int, in library: String, _ system: String) throws {
    try createDirectories("\(library)/\(system)")
    for index in 0..<count {
      try DataSet.writeText("\(library)/\(system)/Title \(padded(index, 6)) (World).rom", "\(system) \(index)")
    }
  }

  /// Nanoseconds.
  private func find(_ library: String, _ scratch: Scratch) throws -> Double {
    let output = try FileDescriptor.open(scratch.path + "/found", [.writeOnly, .create, .truncate])
    let start = monotonicNanoseconds()
    let find = try ExternalProgram(
      "find", [library, "-printf", "%s %T@ %i %p\\n"], streams: .init(output: output.rawValue))
    guard find.wait() == 0 else { throw BenchFailure("find failed") }
    return Double(monotonicNanoseconds() - start)
  }

  /// Mounts, and waits until folders of the mount list so many entries, and all is stored.
  ///
  /// - Returns: nanoseconds since the start of `vitrine mount`.
  private func mount(_ vitrine: Vitrine, until folders: [(path: String, entries: Int)]) throws
    -> (visible: UInt64, committed: UInt64)
  {
    let start = monotonicNanoseconds()
    try vitrine.mount()
    for (name, entries) in folders {
      let folder = "\(vitrine.path)/\(name)"
      while try count(folder) < entries {
        if monotonicNanoseconds() - start > 300_000_000_000 {
          throw BenchFailure("vitrine: \(folder) has \(try count(folder)) of \(entries) games after five minutes")
        }
        sleep(nanoseconds: 2_000_000)
      }
    }
    let visible = monotonicNanoseconds() - start
    try vitrine.waitUntilIdle()
    return (visible, monotonicNanoseconds() - start)
  }

  /// The entries of a directory; none while it does not exist.
  private func count(_ folder: String) throws -> Int {
    guard let descriptor = try? FileDescriptor.open(folder, [.readOnly, .directory]) else { return 0 }
    let directory = try DirectoryStream(descriptor)
    var entries = 0
    while try directory.next({ _, _ in entries += 1 }) {}
    return entries
  }
}

/// Makes a file of holes.
func writeSparse(_ path: String, size: Int64) throws {
  try DataSet.writeText(path, "")
  if truncate(path, off_t(size)) == -1 { throw BenchFailure("\(path): \(Errno(rawValue: errno))") }
}
