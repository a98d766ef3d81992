internal import Glibc
internal import Platform

/// How soon a large library is there, and what it costs to remember it.
struct Discovery: OwnWorkload {
  let name = "discovery"
  let conditions = """
    From the start of `vitrine mount` until every game of a large library is listed: with an empty state directory,
    and with the catalog of an earlier mount. Beside it: readdir and lstat of all folders of the library on the disk.
    Names and inodes of the library are in memory. Memory is VmRSS when all games are listed.
    """

  /// Ten systems share the games.
  private static let systems = [
    "nes", "snes", "gb", "gba", "n64", "megadrive", "mastersystem", "c64", "msx", "atari2600",
  ]

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let library = try scratch.makeDirectory("many-games")
    let each = scale.games / Self.systems.count
    let total = each * Self.systems.count
    for system in Self.systems {
      try createDirectories("\(library)/\(system)")
      for index in 0..<each {
        try DataSet.writeText("\(library)/\(system)/Title \(padded(index, 6)) (World).rom", "\(system) \(index)")
      }
    }
    let vitrine = try Vitrine(scratch: scratch, name: "many-games", library: library)
    defer { vitrine.unmount() }
    let rate = Metric(name: "discovery", unit: "files/s", isHigherBetter: true)
    for _ in 0..<runs {
      var walk: UInt64 = 0
      for system in Self.systems { walk += try FileLoops.list("\(library)/\(system)").nanoseconds }
      results.add(Double(total) / (Double(walk) / 1e9), rate, for: nativeName)

      try vitrine.forget()
      let first = try timeUntilListed(vitrine, each)
      results.add(Double(total) / (Double(first) / 1e9), rate, for: vitrineName)
      results.add(Double(first) / 1e6, Self.metric("\(total) games visible, first mount"), for: vitrineName)
      results.add(
        Memory.resident(Memory.processes(running: Vitrine.program)),
        Metric(name: "memory with \(total) games", unit: "MiB", isHigherBetter: false), for: vitrineName)
      vitrine.unmount()

      let again = try timeUntilListed(vitrine, each)
      results.add(Double(again) / 1e6, Self.metric("\(total) games visible, next mount"), for: vitrineName)
      vitrine.unmount()
    }
  }

  private static func metric(_ name: String) -> Metric { Metric(name: name, unit: "ms", isHigherBetter: false) }

  /// Mounts and returns the nanoseconds until every system lists all its games.
  private func timeUntilListed(_ vitrine: Vitrine, _ each: Int) throws -> UInt64 {
    let start = monotonicNanoseconds()
    try vitrine.mount()
    for system in Self.systems {
      let folder = "\(vitrine.path)/Games/\(system)"
      while try count(folder) < each {
        if monotonicNanoseconds() - start > 300_000_000_000 {
          throw BenchFailure("vitrine: \(folder) has \(try count(folder)) of \(each) games after five minutes")
        }
        sleep(nanoseconds: 2_000_000)
      }
    }
    return monotonicNanoseconds() - start
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
