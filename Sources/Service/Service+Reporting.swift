internal import Acquisition
internal import Configuration
internal import Model
internal import Mount
internal import Platform
internal import Scan
internal import Synchronization

/// How everything stands.
extension Service {
  /// Scans, and what is fetched.
  func jobs() -> [UInt8] {
    let acquisition = acquisition.status()
    let scans = scans.reports
    var json = JSONWriter()
    json.object { json in
      json.array("jobs") { json in for report in scans { report.write(to: &json) } }
      acquisition.writeMember(to: &json)
    }
    return json.bytes + [0x0A]
  }

  func report() -> StatusReport {
    var report = StatusReport()
    report.processID = Host.processID
    report.uptime = monotonicNanoseconds() - started
    report.mountPoint = options.mountPoint
    let settings = reloader.settings
    report.library = settings.roots.first?.path ?? ""
    let reload = reloader.lastReport
    report.configuration = StatusReport.Configuration(file: reload == nil ? configurationFile : reload?.file, reload)
    report.stateDirectory = options.stateDirectory
    report.runtime = options.entry.base
    report.restarts = options.restarts
    report.profile = StatusReport.Profile(
      passthrough: session.withLock { $0?.passthrough } ?? (false, 0, nil), roots: library.libraries.map(\.root),
      refused: library.refusedRoots)
    if report.profile.passthrough, let obstacle = cache.passthroughObstacle {
      report.profile.passthroughReasons.append(obstacle)
    }
    if let progress = library.scanProgress {
      report.scan = StatusReport.Scan(progress, library.counts)
      report.scan.duplicates = library.duplicateCount
      report.libraries = library.libraries.map { root, counts in
        StatusReport.Library(
          path: root.path, state: progress.outages[root] == nil ? .available : .unavailable,
          reason: progress.outages[root], files: counts.files, games: counts.games)
      }
      report.watching.mode = progress.watching.mode.rawValue
      report.watching.watches = progress.watching.watches
      report.watching.polled = progress.watching.polled
      report.watching.reasons = progress.watching.reasons
    }
    if let checksums = library.checksumProgress { report.checksums = StatusReport.Checksums(checksums) }
    report.jobs = scans.statusReports
    report.cache = cache.status
    report.metadata = metadata(report)
    let rate = report.checksums.bytesPerSecond
    report.downloads = session.withLock { $0?.folderWaits }?.map { StatusReport.Download($0, rate: rate) } ?? []
    report.saves = saves.reports
    report.acquisition = acquisition.status()
    report.remote = remote.report
    if let waiting = session.withLock({ $0?.waitingReads }) {
      report.reads.parked = waiting.parked
      report.reads.pooled = waiting.pooled
    }
    return report
  }

  private func metadata(_ report: StatusReport) -> StatusReport.Metadata {
    let progress = enrichment.progress
    var metadata = StatusReport.Metadata(progress, of: enrichment)
    rates.note(progress, &metadata, at: monotonicNanoseconds())
    if report.scan.state == "running" { metadata.phases.insert("discovering", at: 0) }
    if report.checksums.done < report.checksums.total {
      metadata.phases.insert("hashing", at: report.scan.state == "running" ? 1 : 0)
    }
    return metadata
  }

  func metrics() -> MetricsReport {
    var metrics = MetricsReport()
    metrics.gates = enrichment.statistics.map { ($0.name, $0.1) }
    metrics.providers = enrichment.sources
    metrics.progress = enrichment.progress
    let counts = counts.current
    (metrics.games, metrics.artwork) = (counts.games, counts.artwork)
    metrics.status = report()
    metrics.sourceLatencies = acquisition.acquirer.view.sources.map { ($0.name, $0.standing.latencies) }
    return metrics
  }
}

extension StatusReport.Scan {
  fileprivate init(_ progress: DiscoveryProgress, _ counts: Holdings.Counts) {
    self.init()
    state =
      switch progress.state {
      case .discovering: "running"
      case .stopped: "failed"
      case .idle:
        progress.runs == 0 ? "waiting" : progress.missingRoots.isEmpty ? "idle" : "failed"
      }
    systems = counts.systems
    files = counts.files
    games = counts.games
    problems = ScanProblem.allCases.compactMap { problem in
      let count = progress.problems[problem].count
      return count == 0 ? nil : (problem.rawValue, count)
    }
  }
}
