internal import Model
internal import Service
internal import Testing

@Suite("What vitrine jobs is asked for") struct JobsRequestTests {
  private func request(_ words: String...) throws -> JobsRequest { try JobsRequest(try Invocation(["jobs"] + words)) }

  @Test func `each action takes what it needs`() throws {
    #expect(try request("list").filter == .open)
    let list = try request("list", "7", "--failed", "--json")
    #expect(list.ids == [7] && list.filter == .failed && list.writesJSON)
    #expect(try request("list", "--all").filter == .all)
    let cancel = try request("cancel", "7", "8", "7")
    #expect(cancel.ids == [7, 8] && !cancel.isForAll)
    #expect(try request("retry", "--all").isForAll)
    #expect(try request("watch", "7", "--mount", "m").mountPoint == "m")
    #expect(try Invocation(["job", "list"]).command == .jobs)
  }

  @Test(arguments: [
    ([], "needs one of list, pause"), (["ls"], "did you mean `list`?"), (["stop", "1"], "did you mean `cancel`?"),
    (["rm", "1"], "did you mean `cancel`?"), (["cancle", "1"], "did you mean `cancel`?"),
    (["list", "x"], "`x` is no number of a job"), (["list", "0"], "is no number"),
    (["watch", "1", "2"], "`2` is too much"),
    (["list", "1", "2"], "`2` is too much"), (["pause", "--failed"], "--failed is for `vitrine jobs list`"),
    (["list", "--failed", "--all"], "cannot be had together"), (["pause", "1", "--all"], "take it out, or the 1"),
    (["watch", "--all"], "takes no --all"), (["list", "--errors"], "did you mean `--failed`?"),
  ])
  func `what is wrong is named`(words: [String], expected: String) {
    let complaint = #expect(throws: Complaint.self) { _ = try JobsRequest(try Invocation(["jobs"] + words)) }
    #expect(complaint?.code == .usage)
    #expect(complaint?.message.contains(expected) == true, "\(complaint?.message ?? "")")
  }

  @Test func `without an ID the one job is meant that it can be done to, and of several all are named`() throws {
    func job(_ id: Int64, _ state: DownloadJob.State, failed: Int = 0) -> DownloadJobReport {
      var job = DownloadJob(id: id, title: "t\(id)\u{1B}", created: 0)
      job.state = state
      job.counts.states[.failed] = failed
      return DownloadJobReport(job)
    }
    let jobs = [job(1, .done), job(2, .failed, failed: 1), job(3, .running), job(4, .paused)]
    #expect(try request("pause").chosen(from: jobs) == [3])
    #expect(try request("resume").chosen(from: jobs) == [4])
    #expect(try request("retry").chosen(from: jobs) == [2])
    #expect(try request("cancel", "--all").chosen(from: jobs) == [3, 4])
    #expect(try request("cancel", "1").chosen(from: jobs) == [1])
    #expect(try request("pause").chosen(from: []).isEmpty)
    let complaint = #expect(throws: Complaint.self) { _ = try request("cancel").chosen(from: jobs) }
    #expect(
      complaint?.message == "there are several jobs to cancel: 3 (t3?), 4 (t4?); give an ID, or --all")
    let watch = #expect(throws: Complaint.self) { _ = try request("watch").chosen(from: jobs) }
    #expect(watch?.message.hasSuffix("give an ID") == true)
  }
}
