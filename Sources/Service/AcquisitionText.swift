internal import Model

/// What is fetched from sources, in lines for people. Pure.
package struct AcquisitionText: Sendable {
  package var drawsBars: Bool
  /// Seconds since 1970.
  package var now: Int64

  package init(drawsBars: Bool, now: Int64) {
    self.drawsBars = drawsBars
    self.now = now
  }

  /// Workers that are named; the others are counted.
  private static let mostWorkers = 16
  /// Jobs that are told.
  private static let mostJobs = 8

  /// None where there is no source.
  package func lines(_ acquisition: StatusReport.Acquisition) -> [String] {
    guard acquisition.isOn else { return [] }
    var lines = [headline(acquisition)]
    let open = acquisition.jobs.filter { !$0.job.state.isEnded }
    let text = DownloadText(now: now, width: nil, drawsBar: drawsBars)
    lines += open.prefix(AcquisitionText.mostJobs).map(text.standing)
    if open.count > AcquisitionText.mostJobs {
      lines.append("and \(number(open.count - AcquisitionText.mostJobs, "job")) more; `vitrine jobs list`")
    }
    lines += acquisition.holds.map { "waits: \(shown($0))" }
    let workers = acquisition.workers
    lines += workers.prefix(AcquisitionText.mostWorkers).map(DownloadText.worker)
    if workers.count > AcquisitionText.mostWorkers {
      lines.append("and \(grouped(workers.count - AcquisitionText.mostWorkers)) more at work")
    }
    let sources = SourceText(now: now * 1_000_000_000, width: nil)
    for source in acquisition.sources where source.state != .off {
      if source.state == .listing {
        lines.append("lists \(shown(source.name)), \(number(source.found, "file")) so far")
      } else if let problem = sources.problem(source) {
        lines.append("source \(shown(source.name)): \(problem)")
      }
    }
    return lines
  }

  private func headline(_ acquisition: StatusReport.Acquisition) -> String {
    let sources = acquisition.sources.filter { $0.state != .off }
    let open = acquisition.jobs.count { !$0.job.state.isEnded }
    var text = open > 0 ? number(open, "job") : sources.isEmpty ? "no source" : "nothing to fetch"
    if !sources.isEmpty {
      let offers = sources.reduce(0) { $0 + $1.offers }
      text += ", \(number(sources.count, "source")) with \(number(offers, "file"))"
    }
    if acquisition.files > 0 {
      text += "; since the start \(number(acquisition.files, "file")), \(size(Double(acquisition.bytes)))"
    }
    if acquisition.rate >= 1 { text += ", now \(size(acquisition.rate))/s" }
    return text
  }
}
