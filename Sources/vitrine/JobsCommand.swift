internal import Model
internal import Platform
internal import Service

/// `vitrine jobs`: what is fetched, and pausing, resuming, cancelling, retrying and watching it.
struct JobsCommand {
  private let request: JobsRequest
  private let service: MountedService

  /// How long what the service does at once may take: it waits for its disk at times.
  private static let patience: UInt64 = 30
  /// Jobs that have ended which are listed without being asked for.
  private static let mostEnded = 5

  init(_ invocation: Invocation) throws(Complaint) {
    request = try JobsRequest(invocation)
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let found = try MountChoice(directories, verb: "ask", named: request.mountPoint).find([])
    service = MountedService(at: found.mountPoint, directories)
  }

  func run() throws(Complaint) -> ExitCode {
    switch request.action {
    case .list:
      if let id = request.ids.first { return try list(id) }
      return try list()
    case .pause, .resume, .cancel, .retry: return try control()
    case .watch: return try watch()
    }
  }

  private func jobs(_ id: Int64? = nil) throws(Complaint) -> [DownloadJobReport] {
    let arguments = id.map { [Array("\($0)".utf8)] } ?? []
    let answer = try service.answer(to: ControlRequest("downloads", arguments), within: JobsCommand.patience)
    guard let status = StatusReport.Acquisition(answer["acquisition"]) else { throw service.notUnderstood }
    return status.jobs
  }

  private var text: DownloadText {
    let columns = Host.isTerminal(1) ? Host.terminalColumns(1) ?? 80 : nil
    return DownloadText(now: wallNanoseconds() / 1_000_000_000, width: columns, drawsBar: false)
  }

  private func write(_ json: [UInt8]) { Output.line(String(decoding: json, as: UTF8.self)) }

  // MARK: Listing

  private func list() throws(Complaint) -> ExitCode {
    let all = try jobs()
    let listed: [DownloadJobReport]
    switch request.filter {
    case .all: listed = all
    case .failed: listed = all.filter { $0.job.counts[.failed] > 0 }
    case .open:
      let ended = all.filter(\.job.state.isEnded).suffix(JobsCommand.mostEnded)
      listed = (all.filter { !$0.job.state.isEnded } + ended).sorted { $0.job.id < $1.job.id }
    }
    if request.writesJSON {
      for report in listed { write(report.json) }
    } else if listed.isEmpty {
      Output.line(
        all.isEmpty
          ? "there is no job: \(Output.command("get")) NAME makes one" : "there is no job of which a file failed")
    } else {
      for line in text.list(listed) { Output.line(line) }
      let more = all.count - listed.count
      if request.filter == .open, more > 0 {
        Output.line("and \(number(more, "job")) more that ended; --all lists them")
      }
    }
    return .ok
  }

  /// The files of one.
  private func list(_ id: Int64) throws(Complaint) -> ExitCode {
    guard let report = try jobs(id).first else { throw service.notUnderstood }
    let states: [Download.State] =
      switch request.filter {
      case .all: []
      case .failed: [.failed]
      case .open: Download.State.allCases.filter { $0 != .done }
      }
    if !request.writesJSON { for line in text.list([report]) { Output.line(line) } }
    let pages = DownloadPages(service: service, job: id, states: states)
    var after: Int64 = 0
    var files: [DownloadReport] = []
    while true {
      let (page, next) = try pages.next(after: after)
      if request.writesJSON { for file in page { write(file.json) } } else { files += page }
      guard let next, next > after else { break }
      after = next
    }
    if request.writesJSON { return .ok }
    Output.line("")
    if files.isEmpty {
      Output.line(request.filter == .failed ? "no file of it failed" : "all of its files are done; --all lists them")
      return .ok
    }
    var output = OutputBuffer()
    for line in text.files(files) { output.line(line) }
    output.flush()
    return .ok
  }

  // MARK: Changing

  private func control() throws(Complaint) -> ExitCode {
    let ids = try request.chosen(from: try request.ids.isEmpty ? jobs() : [])
    if ids.isEmpty {
      if !request.writesJSON { Output.line("there is no job to \(request.action.rawValue)") }
      return .ok
    }
    let answer = try service.answer(
      to: ControlRequest("download-\(request.action.rawValue)", ids.map { Array("\($0)".utf8) }),
      within: JobsCommand.patience)
    let changed = Set(answer["changed"].array.compactMap(\.bytes))
    for report in answer["jobs"].array.compactMap({ DownloadJobReport($0) }) {
      if request.writesJSON {
        write(report.json)
      } else {
        Output.line(text.control(report, request.action, changed: changed.contains(report.job.id)))
      }
    }
    return .ok
  }

  private func watch() throws(Complaint) -> ExitCode {
    let ids = try request.chosen(from: try request.ids.isEmpty ? jobs() : [])
    guard let id = ids.first else {
      if !request.writesJSON { Output.line("there is no job to watch") }
      return .ok
    }
    guard let report = try jobs(id).first else { throw service.notUnderstood }
    return try JobFollower(service: service, job: report, isOwn: false, writesJSON: request.writesJSON).run()
  }
}
