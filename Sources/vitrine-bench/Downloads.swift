internal import Acquisition
internal import Platform

/// Catalogsync's downloads, a hundred times as fast as they are there.
struct Downloads: OwnWorkload {
  let name = "downloads"
  let conditions = """
    Files of 4 KiB over HTTP on this machine, by the acquirer of the service, with its catalog and its files on the disk;
    10 workers. Six sources, at each of which 4 are asked for and fetched at a time: five take the connection and never
    answer, so that they are given up after 150 ms, and the last one answers after 50 ms and sends after 10 ms; what
    takes 80 s and 1 s there takes 0.8 s and 0.01 s here. Fixed pools: three workers find out where files are, seven
    fetch. Mixed pool: each worker does both. Both ask one source after the other in their order and learn nothing;
    everything else is the same program. One source: it answers after 800 ms, and 10 are allowed at a time. A reader's
    file: it is wanted and hurried while nothing else is, and while all others wait; until the first byte of it, and
    until it is there.
    """

  private static let workers = 10
  static let fixedName = "fixed pools"
  static let mixedName = "mixed pool"

  static func six(_ files: Int) -> Metric { makespan("\(files) files, five of six sources silent") }
  static func one(_ files: Int) -> Metric { makespan("\(files) files of one slow source") }
  private static func makespan(_ what: String) -> Metric { Metric(name: what, unit: "s", isHigherBetter: false) }

  enum Moment: String, CaseIterable { case first = "first byte", done }
  static func reader(_ moment: Moment, isLoaded: Bool) -> Metric {
    let load = isLoaded ? "others wait" : "alone"
    return Metric(name: "a reader's file, \(moment.rawValue), \(load)", unit: "ms", isHigherBetter: false)
  }

  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws {
    let server = try DownloadServer(scratch, silent: 5)
    defer { server.stop() }
    let sources = server.silent + [server.address]
    let files = scale.downloads
    for run in 0..<min(runs, 3) {
      // Minutes, and it mostly waits: the same every time.
      let plans = run == 0 ? [Self.fixedName, Self.mixedName, vitrineName] : [vitrineName, Self.mixedName]
      for plan in plans {
        let seconds = try makespan(
          plan, files, from: sources, folder: "/50/10", atATime: 4, patience: 150_000_000,
          scratch.makeDirectory("six-\(plan)-\(run)"))
        results.add(seconds, Self.six(files), for: plan)
      }
      for plan in run % 2 == 0 ? [Self.mixedName, vitrineName] : [vitrineName, Self.mixedName] {
        let seconds = try makespan(
          plan, files / 4, from: [server.address], folder: "/800/10", atATime: 10, patience: 15_000_000_000,
          scratch.makeDirectory("one-\(plan)-\(run)"))
        results.add(seconds, Self.one(files / 4), for: plan)
      }
      try readers(server, sources, scratch.makeDirectory("readers-\(run)"), into: &results)
    }
  }

  /// Seconds.
  private func makespan(
    _ plan: String, _ count: Int, from sources: [String], folder: String, atATime: Int, patience: UInt64,
    _ directory: String
  ) throws -> Double {
    let names = Self.names(count)
    let world = try DownloadWorld(directory, names, from: sources, folder: folder, atATime: atATime) { settings in
      settings.patience = patience
      settings.plan.workers = Self.workers
      guard plan != vitrineName else { return }
      settings.plan.rule = plan == Self.fixedName ? .fixed : .mixed
      settings.plan.hedges = 1
      settings.plan.learns = false
    }
    defer { world.close() }
    let start = monotonicNanoseconds()
    try world.want(names)
    try world.finish(seconds: 900)
    return Double(monotonicNanoseconds() - start) / 1e9
  }

  private static func names(_ count: Int) -> [String] { (0..<count).map { "game-\(padded($0, 5)).nes" } }

  private func readers(
    _ server: DownloadServer, _ sources: [String], _ directory: String, into results: inout Measurements
  ) throws {
    let names = Self.names(4000)
    let folder = "/50/10"
    let world = try DownloadWorld(directory, names, from: sources, folder: folder, atATime: 4) { settings in
      settings.patience = 150_000_000
      settings.plan.workers = Self.workers
    }
    defer { world.close() }
    // Which sources answer is known in both cases.
    try world.want(names[..<100])
    try world.finish(seconds: 60)
    var next = 100
    for isLoaded in [false, true] {
      if isLoaded {
        try world.want(names[1000...])
        sleep(nanoseconds: 1_000_000_000)
      }
      for _ in 0..<9 {
        let name = names[next]
        next += 1
        let start = monotonicNanoseconds()
        world.hurry(try world.want([name]))
        let done = try world.arrival(of: name)
        let first = try server.firstByte(of: "\(folder)/\(name)")
        results.add(Double(first - start) / 1e6, Self.reader(.first, isLoaded: isLoaded), for: vitrineName)
        results.add(Double(done - start) / 1e6, Self.reader(.done, isLoaded: isLoaded), for: vitrineName)
        sleep(nanoseconds: 200_000_000)
      }
    }
  }
}
