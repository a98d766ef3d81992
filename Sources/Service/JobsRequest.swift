internal import Model
internal import Text

/// What `vitrine jobs` was asked for: everything that can be judged without looking at the machine.
package struct JobsRequest: Sendable {
  package enum Action: String, Sendable, CaseIterable {
    case list, pause, resume, cancel, retry, watch
  }

  /// What of a job's files is listed, or which jobs are.
  package enum Filter: Hashable, Sendable {
    /// What is not done.
    case open
    case failed
    case all
  }

  package var action: Action
  package var ids: [Int64] = []
  package var filter = Filter.open
  /// All jobs that it can be done to.
  package var isForAll = false
  package var writesJSON: Bool
  package var mountPoint: String?

  package init(_ invocation: Invocation) throws(Complaint) {
    action = try invocation.action(customary: JobsRequest.customary)
    writesJSON = invocation.has("--json")
    mountPoint = invocation.value(of: "--mount")
    let operands = invocation.operands.dropFirst()
    for operand in operands {
      guard let id = Int64(operand), id > 0 else {
        throw Complaint(.usage, "`\(operand)` is no number of a job; `vitrine jobs list` lists them")
      }
      if !ids.contains(id) { ids.append(id) }
    }
    if ids.count > 1, action == .list || action == .watch {
      throw Complaint(.usage, "`\(ids[1])` is too much: usage: vitrine jobs \(action.rawValue) [ID]")
    }
    try takeFilter(invocation)
  }

  private mutating func takeFilter(_ invocation: Invocation) throws(Complaint) {
    let (all, failed) = (invocation.has("--all"), invocation.has("--failed"))
    if failed, action != .list { throw Complaint(.usage, "--failed is for `vitrine jobs list`") }
    if all, failed { throw Complaint(.usage, "--failed and --all cannot be had together") }
    switch action {
    case .list: filter = all ? .all : failed ? .failed : .open
    case .watch: if all { throw Complaint(.usage, "one job is watched at a time, so watch takes no --all") }
    case .pause, .resume, .cancel, .retry:
      if all, let id = ids.first { throw Complaint(.usage, "--all is all jobs: take it out, or the \(id)") }
      isForAll = all
    }
  }

  /// What people type because other programs call it so.
  private static let customary: [String: Action] = [
    "ls": .list, "show": .list, "status": .list, "info": .list, "stop": .cancel, "abort": .cancel, "kill": .cancel,
    "rm": .cancel, "remove": .cancel, "delete": .cancel, "continue": .resume, "start": .resume, "unpause": .resume,
    "hold": .pause, "suspend": .pause, "again": .retry, "redo": .retry, "restart": .retry, "follow": .watch,
    "wait": .watch, "attach": .watch,
  ]
}

extension JobsRequest {
  /// The jobs that are meant.
  ///
  /// - Parameter jobs: all there are.
  /// - Throws: where none is named, and several could be meant.
  package func chosen(from jobs: [DownloadJobReport]) throws(Complaint) -> [Int64] {
    if !ids.isEmpty { return ids }
    let candidates = jobs.filter { canBeDone(to: $0) }
    if isForAll || candidates.count < 2 { return candidates.map(\.job.id) }
    let most = 10
    let names = candidates.prefix(most).map { "\($0.job.id) (\(shown($0.job.title)))" }.joined(separator: ", ")
    let more = candidates.count > most ? " and \(grouped(candidates.count - most)) more" : ""
    throw Complaint(
      .usage,
      "there are several jobs to \(action.rawValue): \(names)\(more); give an ID"
        + (action == .watch ? "" : ", or --all"))
  }

  private func canBeDone(to report: DownloadJobReport) -> Bool {
    let job = report.job
    switch action {
    case .list: return true
    case .pause: return job.state == .running
    case .resume: return job.state == .paused
    case .cancel, .watch: return !job.state.isEnded
    case .retry: return job.counts[.failed] + job.counts[.cancelled] > 0
    }
  }
}
