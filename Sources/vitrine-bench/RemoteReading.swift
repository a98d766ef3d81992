internal import Platform

/// Files at a server that are fetched as they are read, beside rclone's mount of the same server.
struct RemoteReading: OwnWorkload {
  let name = "remote"
  let conditions = """
    A file of 1 GiB at an nginx on this machine (with --quick 128 MiB), through Vitrine and through `rclone mount
    --vfs-cache-mode full`, both with caches of their own on the same disk, one after the other. Cold: empty caches.
    Warm: everything was read, and the mount is a new one. A distant disc: an image of 4 GiB, 50 ms there and back,
    setting up a connection included, while `vitrine get` fetches 200 files from the same server: 16 reads of 64 KiB here
    and there in its first 4 MiB, then 8 MiB in order from there on; beyond the time the same reads of the local file take.
    """

  static let rcloneName = "rclone"
  static let coldSequential = Metric(name: "remote, cold sequential read", unit: "MiB/s", isHigherBetter: true)
  static let warmSequential = Metric(name: "remote, warm sequential read", unit: "MiB/s", isHigherBetter: true)
  static let warmRandom = Metric(name: "remote, warm random 4 KiB, rate", unit: "reads/s", isHigherBetter: true)
  static let coldMedian = Metric(name: "remote, cold random 64 KiB, p50", unit: "us", isHigherBetter: false)
  static let coldTail = Metric(name: "remote, cold random 64 KiB, p99", unit: "us", isHigherBetter: false)
  static let firstSecond = Metric(
    name: "remote, a distant disc's first reads", unit: "round trips", isHigherBetter: false)

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let server = try RemoteServer(scratch, gameBytes: scale.builtGame)
    defer { server.stop() }
    let own = try RemoteMount.vitrine(scratch, server.address, name: "remote").mount
    let other = try RemoteMount.rclone(scratch, server.address)
    defer { for mount in [own, other] { mount.unmount() } }
    for run in 0..<runs {
      let order = [(vitrineName, own), (Self.rcloneName, other)]
      for (name, mount) in run % 2 == 0 ? order : order.reversed() {
        for (metric, value) in try measure(mount, scale, run) { results.add(value, metric, for: name) }
      }
      let extra = try DistantDisc(scratch, server, seed: UInt64(run + 1)).extraNanoseconds()
      results.add(extra / Double(RemoteServer.roundTrip) / 1e6, Self.firstSecond, for: vitrineName)
    }
  }

  private func measure(_ mount: RemoteMount, _ scale: Scale, _ run: Int) throws -> [(Metric, Double)] {
    var figures: [(Metric, Double)] = []
    let path = mount.games + "/" + RemoteServer.game
    func mounted(afresh: Bool, _ body: () throws -> Void) throws {
      if afresh { try mount.forget() }
      try mount.mount()
      defer { mount.unmount() }
      try body()
    }
    func rate(_ read: (bytes: Int64, nanoseconds: UInt64)) throws -> Double {
      guard read.bytes == scale.builtGame else { throw BenchFailure("\(path): \(read.bytes) bytes came") }
      return Double(read.bytes) / 1_048_576 / (Double(read.nanoseconds) / 1e9)
    }
    try mounted(afresh: true) {
      // So few that none of it can be there from the reads before.
      let count = Int(scale.builtGame / (4 << 20))
      let times = try FileLoops.readRandom(
        path, bytes: 64 << 10, count: count, seed: UInt64(run + 1), limit: 5_000_000_000)
      figures += [
        (Self.coldMedian, percentile(0.5, of: times) ?? 0), (Self.coldTail, percentile(0.99, of: times) ?? 0),
      ]
    }
    try mounted(afresh: true) {
      figures.append((Self.coldSequential, try rate(FileLoops.readAll(path))))
      // What is to be kept is brought to the disk.
      sleep(nanoseconds: 1_000_000_000)
    }
    try mounted(afresh: false) {
      let times = try FileLoops.readRandom(
        path, count: scale.randomReads, seed: UInt64(run + 1), limit: scale.timeLimit)
      figures.append((Self.warmRandom, Double(times.count) * 1e6 / max(1, times.reduce(0, +))))
    }
    try mounted(afresh: false) { figures.append((Self.warmSequential, try rate(FileLoops.readAll(path)))) }
    return figures
  }
}
