internal import Model
internal import Platform

/// Jobs for files in lines for people. Pure.
package struct DownloadText: Sendable {
  /// Seconds since 1970.
  package var now: Int64
  /// Columns of the terminal; nil for any number, as in a file.
  package var width: Int?
  package var drawsBar: Bool

  package init(now: Int64, width: Int?, drawsBar: Bool) {
    self.now = now
    self.width = width
    self.drawsBar = drawsBar
  }

  // MARK: How far one is

  /// One that is under way, in one line.
  ///
  /// - Parameters:
  ///   - status: what is being done.
  ///   - perSecond: bytes.
  package func progress(
    _ report: DownloadJobReport, _ status: StatusReport.Acquisition, perSecond: Double? = nil,
    secondsLeft: Double? = nil
  ) -> String {
    let item = report.job.state == .running ? status.workers.last.map { shown($0.path) } : nil
    let parts =
      [.init(0, name(report, status))] + parts(report) + [
        .init(6, perSecond.flatMap { $0 < 1 ? nil : "\(size($0))/s" }),
        .init(2, secondsLeft.map { "\(duration(seconds: $0.rounded(.up))) left" }),
      ]
    return FittedLine(parts: parts.compactMap(\.self), item: item).text(width: width)
  }

  /// What is counted of a job, without what is being done for it.
  private func parts(_ report: DownloadJobReport) -> [FittedLine.Part?] {
    let counts = report.job.counts
    let bytes = counts.bytes > 0 ? "\(size(Double(counts.received))) of \(size(Double(counts.bytes)))" : nil
    return [
      .init(5, drawsBar ? FittedLine.bar(report.part) : nil), .init(1, FittedLine.percentage(report.part)),
      .init(3, "\(grouped(counts[.done])) of \(number(counts.total, "file"))"), .init(4, bytes),
      .init(7, counts[.failed] > 0 ? "\(grouped(counts[.failed])) failed" : nil),
    ]
  }

  /// Of one that has not ended, for where nobody watches it.
  package func standing(_ report: DownloadJobReport) -> String {
    let state = report.job.state == .running ? retries(report) : report.job.state.rawValue
    let parts = parts(report) + [.init(0, state)]
    let line = FittedLine(parts: parts.compactMap(\.self), item: nil).text(width: nil)
    return "job \(report.job.id) (\(shown(report.job.title))): \(line.drop { $0 == " " })"
  }

  private func name(_ report: DownloadJobReport, _ status: StatusReport.Acquisition) -> String {
    guard report.job.state == .running else { return report.job.state.rawValue }
    if let retries = retries(report) { return retries }
    let counts = report.job.counts
    if counts[.transferring] > 0 { return "fetching" }
    if counts[.verifying] > 0 { return "verifying" }
    if let hold = status.holds.first { return "waits: \(shown(hold))" }
    return counts[.resolving] > 0 ? "asking" : "waiting"
  }

  /// Where nothing is done but to wait until what failed is tried again.
  private func retries(_ report: DownloadJobReport) -> String? {
    guard report.onlyRetries else { return nil }
    return "tried again\(report.job.counts.nextRetry.map { " \(soon($0))" } ?? "")"
  }

  private func soon(_ nanoseconds: Int64) -> String {
    let left = nanoseconds / 1_000_000_000 - now
    return left > 0 ? "in \(duration(seconds: Double(left)))" : "soon"
  }

  /// What a worker does, in one line.
  package static func worker(_ worker: StatusReport.Acquisition.Worker) -> String {
    var text = "\(shown(worker.name))  \(shown(worker.activity)): \(shown(worker.path))"
    if let rate = worker.rate, rate >= 1 { text += ", \(size(rate))/s" }
    if let bytes = worker.bytes, let total = worker.total, total > 0 {
      text += ", \(Int(min(1, max(0, Double(bytes) / Double(total))) * 100)) %"
    }
    return text
  }

  // MARK: What came of one

  /// Files that failed, of which the reasons are told.
  package static let mostFailures = 20

  /// - Parameters:
  ///   - failures: the first ones.
  ///   - directory: where files are kept.
  ///   - list: the command that lists all that failed.
  package func result(
    _ report: DownloadJobReport, _ failures: [DownloadReport], directory: String, mountPoint: String, list: String
  ) -> [String] {
    let job = report.job
    let counts = job.counts
    let files = "\(grouped(counts[.done])) of \(number(counts.total, "file"))"
    let time = job.ended.map { duration(seconds: Double(max(0, $0 - job.created)) / 1e9) }
    var first = "job \(job.id): "
    switch job.state {
    case .done:
      first +=
        "done\(time.map { " in \($0)" } ?? ""): \(number(counts.total, "file")), \(size(Double(counts.received)))"
    case .failed: first += "ended\(time.map { " after \($0)" } ?? ""): \(files), \(grouped(counts[.failed])) failed"
    case .cancelled: first += "cancelled\(time.map { " after \($0)" } ?? ""): \(files) there"
    case .running, .paused:
      first += "\(files), \(grouped(counts[.failed])) failed"
      if let retries = retries(report) { first += " and \(retries) without being asked" }
    }
    var lines = [first]
    for failure in failures.prefix(DownloadText.mostFailures) {
      lines.append("  failed    \(shown(String(decoding: failure.path, as: UTF8.self)))\(reason(failure))")
    }
    let more = counts[.failed] - min(failures.count, DownloadText.mostFailures)
    if more > 0 { lines.append("            and \(grouped(more)) more: \(list)") }
    if counts[.done] > 0 { lines.append("  files     in \(shown(directory)), shown in \(shown(mountPoint))") }
    return lines
  }

  /// Why a file is not there, and when it is tried again; empty where nothing is wrong.
  private func reason(_ file: DownloadReport) -> String {
    guard let failure = file.failure else { return "" }
    return ": \(shown(failure.message.isEmpty ? failure.code : failure.message))"
      + (failure.retryAt.map { " (tried again \(soon($0)))" } ?? "")
  }

  // MARK: Lists

  /// A line for each job.
  package func list(_ reports: [DownloadJobReport]) -> [String] {
    var table = TextTable(DownloadText.jobColumns, flexible: 8, width: width)
    table.rows = reports.map { report in
      let counts = report.job.counts
      let isOpen = counts.received < counts.bytes
      return [
        "\(report.job.id)", report.onlyRetries ? "retrying" : report.job.state.rawValue, grouped(counts[.pending]),
        grouped(counts[.resolving]), grouped(counts[.ready]), grouped(counts[.transferring] + counts[.verifying]),
        "\(grouped(counts[.done])) of \(grouped(counts.total))",
        counts[.failed] > 0 ? grouped(counts[.failed]) : "", shown(report.job.title),
        (isOpen ? "\(size(Double(counts.received))) of " : "") + size(Double(counts.bytes)),
      ]
    }
    return table.lines
  }

  private static let jobColumns: [TextTable.Column] = [
    .init("JOB", isNumber: true), .init("STATE"), .init("WAITING", isNumber: true), .init("ASKED", isNumber: true),
    .init("READY", isNumber: true), .init("COMING", isNumber: true), .init("DONE", isNumber: true),
    .init("FAILED", isNumber: true), .init("WHAT"), .init("SIZE", isNumber: true),
  ]

  /// A line for each file, and below it why it is not there.
  package func files(_ files: [DownloadReport]) -> [String] {
    var table = TextTable(DownloadText.fileColumns, flexible: 0, width: width)
    table.rows = files.map { file in
      [
        shown(String(decoding: file.path, as: UTF8.self)), state(file), bytes(file).map { size(Double($0)) } ?? "?",
        file.source.map(shown) ?? "",
      ]
    }
    let lines = table.lines
    var all = [lines[0]]
    for (line, file) in zip(lines.dropFirst(), files) {
      all.append(line)
      if file.failure != nil, file.state != .done { all.append("  \(reason(file).dropFirst(2))") }
    }
    return all
  }

  private static let fileColumns: [TextTable.Column] = [
    .init("FILE"), .init("STATE"), .init("SIZE", isNumber: true), .init("SOURCE"),
  ]

  private func bytes(_ file: DownloadReport) -> Int64? { file.state == .done ? file.received : file.size }

  private func state(_ file: DownloadReport) -> String {
    guard let total = file.size, total > 0, file.received > 0, !file.state.isEnded, file.state != .verifying else {
      return file.state.rawValue
    }
    return "\(file.state.rawValue), \(Int(min(1, Double(file.received) / Double(total)) * 100)) %"
  }

  /// What pausing and the like came to.
  ///
  /// - Parameter changed: whether it was done.
  package func control(_ report: DownloadJobReport, _ action: JobsRequest.Action, changed: Bool) -> String {
    let title = "job \(report.job.id) (\(shown(report.job.title)))"
    if changed { return "\(title): \(action == .retry ? "fetched again" : report.job.state.rawValue)" }
    return "\(title): there is nothing to \(action.rawValue), it is \(report.job.state.rawValue)"
  }
}

extension DownloadJobReport {
  /// How much is done, from 0 to 1. What failed for good is done with as well.
  package var part: Double {
    if job.state == .done { return 1 }
    let counts = job.counts
    let files = counts.total > 0 ? Double(counts.total - counts.open - counts.retrying) / Double(counts.total) : 1
    guard counts.bytes > 0 else { return files }
    let bytes = Double(counts.received) / Double(counts.bytes)
    // What has no size is not in them.
    return bytes < 1 ? max(0, bytes) : files
  }

  /// Nothing is under way, and what failed is tried again later.
  package var onlyRetries: Bool { job.state == .running && job.counts.open == 0 && job.counts.retrying > 0 }

  /// Scripts may rely on it.
  package var exitCode: ExitCode {
    switch job.state {
    case .done: .ok
    case .cancelled: .cancelled
    case .failed: .failed
    case .running, .paused: job.counts[.failed] > 0 ? .failed : .ok
    }
  }

  /// One object.
  package var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }
}

extension DownloadReport {
  /// One object.
  package var json: [UInt8] {
    var json = JSONWriter()
    write(to: &json)
    return json.bytes
  }
}
