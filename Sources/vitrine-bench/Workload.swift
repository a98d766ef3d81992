/// One thing that is measured.
protocol Workload: Sendable {
  /// Short, for `--only`.
  var name: String { get }
  /// What is done and under which conditions, for the report.
  var conditions: String { get }
}

/// A workload that every mounted peer goes through, interleaved with the others.
protocol PeerWorkload: Workload {
  /// One run; several figures may come of it.
  func measure(_ peer: MountedPeer, _ data: DataSet, run: Int) throws -> [(Metric, Double)]
}

/// A workload with data and mounts of its own that compares Vitrine with doing the same without it.
protocol OwnWorkload: Workload {
  func measure(_ scratch: Scratch, _ scale: Scale, runs: Int, into results: inout Measurements) throws
}

/// In the order of the report.
let workloads: [any Workload] = [
  SequentialRead(), RandomRead(), OpenClose(), ListDirectory(), StatStorm(), FrontEnds(), ResidentMemory(), FirstByte(),
  Reflinks(),
  CopyAside(), Discovery(), Hashing(), LibraryEnrichment(), BulkScrape(), RateLimiting(), Downloads(),
  RemoteReading(),
]
