internal import Model
internal import Pacing

extension MetricsReport {
  /// What is fetched from sources.
  func downloads(_ writer: inout MetricsWriter) {
    let acquisition = status.acquisition
    sources(&writer)
    writer.metric("vitrine_download_queue", .gauge, "Files that are being fetched, by stage.")
    for (stage, count) in [
      ("waiting", acquisition.waiting), ("resolving", acquisition.resolving), ("ready", acquisition.ready),
      ("transferring", acquisition.transferring),
    ] {
      writer.series([("stage", stage)], count)
    }
    writer.metric(
      "vitrine_download_files_total", .counter, "Files fetched since the start of the service.", acquisition.files)
    writer.metric(
      "vitrine_download_bytes_total", .counter, "Their bytes.", acquisition.bytes)
    writer.metric(
      "vitrine_download_failures_total", .counter, "Files that could not be fetched, each time they were given up.",
      acquisition.failures)
    writer.metric("vitrine_download_rate_bytes", .gauge, "Bytes a second of the transfers under way.")
    writer.series([], acquisition.rate)
    writer.metric(
      "vitrine_download_held", .gauge, "Reasons why less is fetched than could be.", acquisition.holds.count)
    writer.metric("vitrine_download_jobs", .gauge, "Jobs for files, by state; of those that ended only the last ones.")
    for state in DownloadJob.State.allCases {
      writer.series([("state", state.rawValue)], acquisition.jobs.count { $0.job.state == state })
    }
  }

  private func sources(_ writer: inout MetricsWriter) {
    let sources = status.acquisition.sources
    func gauge(_ name: String, _ help: String, _ value: (SourceReport) -> Double) {
      writer.metric("vitrine_source_\(name)", .gauge, help)
      for source in sources { writer.series([("source", source.name)], value(source)) }
    }
    gauge("offers", "Files that a source has, as far as is known.") { Double($0.offers) }
    gauge("complete", "1 where the last listing gave everything.") { $0.isComplete ? 1 : 0 }
    gauge("listed_seconds", "The end of the last listing, seconds since 1970; 0 for never.") {
      Double(($0.listed ?? 0) / 1_000_000) / 1000
    }
    gauge("success_ratio", "How often it had what it was asked for; the last answers count most.") { $0.success ?? 0 }
    gauge("rests_seconds", "How long it is left alone from now.") { $0.rests ?? 0 }
    writer.metric("vitrine_source_files_total", .counter, "Files that came from it since the start of the service.")
    for source in sources { writer.series([("source", source.name)], source.files) }
    writer.metric("vitrine_source_bytes_total", .counter, "Their bytes.")
    for source in sources { writer.series([("source", source.name)], source.bytes) }
    writer.metric("vitrine_source_failures_total", .counter, "Transfers from it that failed.")
    for source in sources { writer.series([("source", source.name)], source.failedTransfers) }
    writer.metric(
      "vitrine_source_answer_seconds", .histogram, "From asking for a file until the source said something.")
    for (name, latencies) in sourceLatencies {
      writer.histogram(
        [("source", name)], bounds: LatencyHistogram.bounds.map { Double($0) / 1e9 }, counts: latencies.counts,
        sum: Double(latencies.sum) / 1e9)
    }
  }
}
