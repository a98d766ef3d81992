internal import Platform

struct SequentialRead: PeerWorkload {
  let name = "sequential"
  let conditions = """
    The whole large file in reads of 1 MiB. Pages of the file in the mount are dropped before (posix_fadvise
    DONTNEED); the file on the disk below stays in memory, so this is the cost of the file system, not of the disk.
    """

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    if peer.file != data.zip { try Caches.dropPages(of: peer.file) }
    let (bytes, nanoseconds) = try FileLoops.readAll(peer.file)
    let rate = Double(bytes) / 1_048_576 / (Double(nanoseconds) / 1e9)
    return [(Metric(name: "sequential read", unit: "MiB/s", isHigherBetter: true), rate)]
  }
}

struct RandomRead: PeerWorkload {
  let name = "random"
  let conditions = """
    4 KiB at random aligned offsets of the large file, one after the other, the same offsets for everyone. Pages of
    the file in the mount are dropped before; the file on the disk below stays in memory.
    """

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    if peer.file != data.zip { try Caches.dropPages(of: peer.file) }
    let microseconds = try FileLoops.readRandom(
      peer.file, count: data.scale.randomReads, seed: UInt64(run + 1), limit: data.scale.timeLimit)
    let total = microseconds.reduce(0, +)
    return [
      (Metric(name: "random 4 KiB, p50", unit: "µs", isHigherBetter: false), percentile(0.5, of: microseconds) ?? 0),
      (Metric(name: "random 4 KiB, p99", unit: "µs", isHigherBetter: false), percentile(0.99, of: microseconds) ?? 0),
      (
        Metric(name: "random 4 KiB, rate", unit: "reads/s", isHigherBetter: true),
        Double(microseconds.count) / (total / 1e6)
      ),
    ]
  }
}

struct OpenClose: PeerWorkload {
  let name = "open"
  let conditions = "open and close of the large file, its name and attributes known to the kernel."

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    let time = try FileLoops.openAndClose(peer.file, count: data.scale.opens, limit: data.scale.timeLimit)
    return [(Metric(name: "open+close", unit: "µs", isHigherBetter: false), time)]
  }
}

struct ListDirectory: PeerWorkload {
  let name = "list"
  let conditions = """
    readdir and lstat of every entry of the folder of small files, and `ls -l` of it as a program. Cold: all names
    and inodes are dropped (drop_caches 2, root only), then the folder on the disk is listed once. The figure for
    native is taken in the same way without that last step.
    """

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    let state = Caches.canDrop ? "cold" : "warm"
    try drop(for: peer, data)
    let (entries, nanoseconds) = try FileLoops.list(peer.directory)
    guard entries == data.entries.count else {
      throw BenchFailure("\(peer.directory) has \(entries) entries instead of \(data.entries.count)")
    }
    try drop(for: peer, data)
    let start = monotonicNanoseconds()
    let result = try ExternalProgram.run("ls", ["-l", peer.directory])
    let listed = monotonicNanoseconds() - start
    guard result.status == 0 else { throw BenchFailure("ls -l \(peer.directory): \(result.errorText)") }
    return [
      (
        Metric(name: "readdir+lstat of \(entries), \(state)", unit: "ms", isHigherBetter: false),
        Double(nanoseconds) / 1e6
      ),
      (Metric(name: "ls -l of \(entries), \(state)", unit: "ms", isHigherBetter: false), Double(listed) / 1e6),
    ]
  }

  private func drop(for peer: MountedPeer, _ data: DataSet) throws {
    let native = data.library + "/nes"
    try Caches.dropNames(rewarming: peer.directory == native ? "/" : native)
  }
}

struct StatStorm: PeerWorkload {
  let name = "stat"
  let conditions = """
    lstat of names in the folder of small files, every second one a side-car that does not exist, as front ends
    probe: once after all names are dropped (drop_caches 2, root only), and once more right after.
    """

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    try Caches.dropNames(rewarming: data.library + "/nes")
    return try ["first", "again"].map { pass in
      let time = try FileLoops.probe(
        peer.directory, names: data.entries, count: data.scale.stats, limit: data.scale.timeLimit)
      return (Metric(name: "stat, half misses, \(pass)", unit: "µs", isHigherBetter: false), time)
    }
  }
}

struct FrontEnds: PeerWorkload {
  let name = "frontends"
  let conditions = """
    The folder of small files as front ends go through it, for the second time: Batocera reads names and kinds, ES-DE
    looks at each name and at twenty more for each game that are not there (pictures, films, manuals).
    """

  private static let endings = (0..<10).flatMap { ["-\($0).png", "-\($0).jpg"] }

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    let names = data.entries
    // What is asked for the first time is another question.
    _ = try FileLoops.listKinds(peer.directory, entries: names.count)
    _ = try FileLoops.browse(peer.directory, names: names, endings: Self.endings)
    let kinds = try FileLoops.listKinds(peer.directory, entries: names.count)
    let browsed =
      try FileLoops.listKinds(peer.directory, entries: names.count)
      + FileLoops.browse(peer.directory, names: names, endings: Self.endings)
    return [
      (Metric(name: "Batocera's reader, \(names.count) games", unit: "ms", isHigherBetter: false), Double(kinds) / 1e6),
      (Metric(name: "ES-DE's reader, \(names.count) games", unit: "ms", isHigherBetter: false), Double(browsed) / 1e6),
    ]
  }
}

struct ResidentMemory: PeerWorkload {
  let name = "memory"
  let conditions = "VmRSS of all processes of the file system, as the workloads before left it."

  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)] {
    let processes = peer.processes()
    if processes.isEmpty { return [] }
    return [(Metric(name: "memory", unit: "MiB", isHigherBetter: false), Memory.resident(processes))]
  }
}
