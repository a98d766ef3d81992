internal import Model
internal import Platform
internal import Service
internal import Testing
internal import Text

@Suite("Downloads in words") struct DownloadTextTests {
  private static let now: Int64 = 1_700_000_000
  private let text = DownloadText(now: now, width: nil, drawsBar: false)

  private func job(
    _ state: DownloadJob.State = .running, _ states: [Download.State: Int] = [.done: 3, .transferring: 1, .failed: 1]
  ) -> DownloadJobReport {
    var job = DownloadJob(id: 7, title: "snes/Chrono*\u{1B}", created: (Self.now - 120) * 1_000_000_000)
    job.state = state
    if state.isEnded { job.ended = Self.now * 1_000_000_000 }
    job.counts.states = states
    (job.counts.bytes, job.counts.received, job.counts.present) = (3 << 30, 3 << 29, 2)
    return DownloadJobReport(job)
  }

  private func status() -> StatusReport.Acquisition {
    var status = StatusReport.Acquisition()
    status.isOn = true
    status.directory = "/downloads"
    status.jobs = [job()]
    var transfer = StatusReport.Acquisition.Worker(
      name: "transfer-1", path: "snes/A\u{1B}.sfc", activity: "from nas")
    (transfer.bytes, transfer.total, transfer.rate) = (43, 100, Double(12 << 20))
    status.workers = [
      .init(name: "resolve-1", path: "snes/B.sfc", activity: "asking nas (2 of 6)"), transfer,
    ]
    var source = SourceReport()
    (source.name, source.state, source.offers, source.message) = ("nas", .failed, 10, "it is\u{7} away")
    source.next = (Self.now + 30) * 1_000_000_000
    var other = SourceReport()
    (other.name, other.state, other.found) = ("mirror", .listing, 5)
    status.sources = [source, other]
    status.holds = ["the disk is full"]
    (status.waiting, status.resolving, status.ready, status.transferring) = (1, 2, 3, 4)
    (status.files, status.bytes, status.failures, status.rate) = (5, 1 << 30, 6, Double(12 << 20))
    return status
  }

  private func file(_ state: Download.State, _ path: String = "snes/A.sfc") throws -> DownloadReport {
    let json = """
      {"id":9,"path":"\(path)","state":"\(state.rawValue)","size":1048576,"received":524288,"source":"nas",
       "code":"gone","message":"no source has it\\u001b","retryAt":\(Self.now + 300)}
      """
    let value = try #require(JSONValue(Array(json.utf8)))
    return try #require(DownloadReport(value))
  }

  @Test func `reports go through JSON and back`() throws {
    var whole = job(.cancelled, [.pending: 1, .resolving: 2, .ready: 3, .transferring: 4, .verifying: 5, .done: 6])
    (whole.job.counts.states[.failed], whole.job.counts.states[.cancelled]) = (7, 8)
    (whole.job.counts.retrying, whole.job.counts.nextRetry) = (1, Self.now * 1_000_000_000)
    #expect(DownloadJobReport(try #require(JSONValue(whole.json))) == whole)
    #expect(DownloadJobReport(JSONValue.null) == nil)
    let file = try file(.failed)
    #expect(file.failure?.retryAt == (Self.now + 300) * 1_000_000_000)
    #expect(DownloadReport(try #require(JSONValue(file.json))) == file)
    var report = StatusReport()
    report.acquisition = status()
    let value = try #require(JSONValue(report.json))
    let read = try #require(StatusReport.Acquisition(value["acquisition"]))
    #expect(read.jobs == status().jobs && read.workers == status().workers && read.sources == status().sources)
    #expect(read.holds == status().holds && read.directory == "/downloads" && read.isOn)
    #expect([read.waiting, read.resolving, read.ready, read.transferring] == [1, 2, 3, 4])
    #expect(read.files == 5 && read.bytes == 1 << 30 && read.failures == 6 && read.rate == Double(12 << 20))
  }

  @Test func `a wide line has everything, a narrow one what matters most`() {
    func line(_ width: Int?) -> String {
      DownloadText(now: Self.now, width: width, drawsBar: true).progress(
        job(), status(), perSecond: Double(12 << 20), secondsLeft: 61.4)
    }
    #expect(
      line(140)
        == "fetching  [##########----------]   50 %  3 of 5 files  1.5 GiB of 3.0 GiB  1 failed  12.0 MiB/s  "
        + "1 min 2 s left  snes/A?.sfc")
    #expect(line(35) == "fetching   50 %  1 min 2 s left")
    for width in 1...150 { #expect(DisplayWidth.of(line(width)) <= width) }
  }

  @Test func `what a job waits for is said`() {
    func name(_ report: DownloadJobReport, _ status: StatusReport.Acquisition = .init()) -> String {
      text.progress(report, status)
    }
    #expect(name(job(.paused)).hasPrefix("paused   50 %"))
    #expect(name(job(.running, [.resolving: 1])).hasPrefix("asking "))
    #expect(name(job(.running, [.verifying: 1])).hasPrefix("verifying "))
    #expect(name(job(.running, [.pending: 1]), status()).hasPrefix("waits: the disk is full "))
    #expect(name(job(.running, [.pending: 1])).hasPrefix("waiting "))
    var retrying = job(.running, [.failed: 1, .done: 1])
    (retrying.job.counts.retrying, retrying.job.counts.nextRetry) = (1, (Self.now + 90) * 1_000_000_000)
    #expect(retrying.onlyRetries && name(retrying).hasPrefix("tried again in 1 min 30 s "))
    #expect(retrying.exitCode == .failed)
    #expect(
      text.result(retrying, [], directory: "/d", mountPoint: "/m", list: "")[0]
        == "job 7: 1 of 2 files, 1 failed and tried again in 1 min 30 s without being asked")
  }

  @Test func `how much is done does not count on sizes that nobody knows`() {
    var all = job(.running, [.done: 1, .pending: 3])
    (all.job.counts.bytes, all.job.counts.received) = (10, 10)
    #expect(all.part == 0.25)
    (all.job.counts.bytes, all.job.counts.received) = (0, 0)
    #expect(all.part == 0.25)
    all.job.state = .done
    #expect(all.part == 1)
  }

  @Test func `the result names what failed and why, and decides the exit code`() throws {
    let failures = try (1...25).map { try file(.failed, "snes/\($0).sfc") }
    let ended = job(.failed, [.done: 3, .failed: 30])
    let lines = text.result(ended, failures, directory: "/d\u{1B}", mountPoint: "/m", list: "vitrine jobs list 7")
    #expect(lines[0] == "job 7: ended after 2 min 0 s: 3 of 33 files, 30 failed")
    #expect(lines[1] == "  failed    snes/1.sfc: no source has it? (tried again in 5 min 0 s)")
    #expect(lines.count == 23)
    #expect(lines[21] == "            and 10 more: vitrine jobs list 7")
    #expect(lines[22] == "  files     in /d?, shown in /m")
    #expect(ended.exitCode == .failed)
    let done = job(.done, [.done: 4])
    #expect(
      text.result(done, [], directory: "/d", mountPoint: "/m", list: "")[0]
        == "job 7: done in 2 min 0 s: 4 files, 1.5 GiB")
    #expect(done.exitCode == .ok && job(.cancelled).exitCode == .cancelled)
    #expect(
      text.result(job(.cancelled, [.cancelled: 2]), [], directory: "/d", mountPoint: "/m", list: "")
        == ["job 7: cancelled after 2 min 0 s: 0 of 2 files there"])
  }

  @Test func `jobs and files are tables`() throws {
    var second = job(.done, [.done: 1234])
    (second.job.id, second.job.title) = (12, "Zelda")
    (second.job.counts.received, second.job.counts.bytes) = (1 << 30, 1 << 30)
    let lines = text.list([job(.running, [.pending: 1, .resolving: 2, .ready: 3, .verifying: 1, .done: 6]), second])
    #expect(
      lines == [
        "JOB  STATE    WAITING  ASKED  READY  COMING            DONE  FAILED  WHAT                         SIZE",
        "  7  running        1      2      3       1         6 of 13          snes/Chrono*?  1.5 GiB of 3.0 GiB",
        " 12  done           0      0      0       0  1,234 of 1,234          Zelda                     1.0 GiB",
      ], "\(lines.joined(separator: "\n"))")
    let long = String(repeating: "ab", count: 60)
    let files = [
      try file(.transferring), try file(.failed, "psx/\(long).bin"), try file(.done), try file(.verifying),
    ]
    let table = DownloadText(now: Self.now, width: 80, drawsBar: false).files(files)
    for line in table where !line.hasPrefix("  ") { #expect(DisplayWidth.of(line) <= 80, "\(line)") }
    #expect(table[0].hasPrefix("FILE ") && table[0].hasSuffix("STATE                    SIZE  SOURCE"))
    #expect(table[1].hasSuffix("transferring, 50 %    1.0 MiB  nas"), "\(table[1])")
    #expect(table.contains("  no source has it? (tried again in 5 min 0 s)"))
    #expect(table.contains { $0.contains("…") && $0.contains("b.bin") })
  }

  @Test func `what was done to a job is said`() {
    #expect(text.control(job(.paused), .pause, changed: true) == "job 7 (snes/Chrono*?): paused")
    #expect(text.control(job(), .retry, changed: true) == "job 7 (snes/Chrono*?): fetched again")
    #expect(
      text.control(job(.done), .cancel, changed: false)
        == "job 7 (snes/Chrono*?): there is nothing to cancel, it is done")
  }

  @Test func `status tells of jobs, workers, holds and sources that are in trouble, and of nothing where it is off`()
    throws
  {
    var report = StatusReport()
    report.acquisition = status()
    let lines = StatusText(drawsBars: true, now: Self.now).lines(try #require(JSONValue(report.json)))
    let first = try #require(lines.firstIndex { $0.hasPrefix("  downloads  ") })
    #expect(
      lines[first...].prefix(7).map { $0.dropFirst(13) } == [
        "1 job, 2 sources with 10 files; since the start 5 files, 1.0 GiB, now 12.0 MiB/s",
        "job 7 (snes/Chrono*?): [##########----------]   50 %  3 of 5 files  1.5 GiB of 3.0 GiB  1 failed",
        "waits: the disk is full", "resolve-1  asking nas (2 of 6): snes/B.sfc",
        "transfer-1  from nas: snes/A?.sfc, 12.0 MiB/s, 43 %", "source nas: it is? away (listed again in 30 s)",
        "lists mirror, 5 files so far",
      ], "\(lines.joined(separator: "\n"))")
    report.acquisition.isOn = false
    let off = StatusText(drawsBars: true, now: Self.now).lines(try #require(JSONValue(report.json)))
    #expect(!off.contains { $0.contains("downloads") })
    var idle = StatusReport.Acquisition()
    idle.isOn = true
    #expect(AcquisitionText(drawsBars: false, now: 0).lines(idle) == ["no source"])
  }
}
