internal import Model
internal import Platform
internal import Service

/// `vitrine scan`: starts a scan and shows how far it is, or pauses, resumes or cancels scans.
struct ScanCommand {
  private let request: ScanRequest
  private let service: MountedService
  private let order: ScanOrder
  private let directories: Directories

  init(_ invocation: Invocation) throws(Complaint) {
    request = try ScanRequest(invocation)
    directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let (mountPoint, found) = try MountChoice(directories).find(request.paths)
    service = MountedService(at: mountPoint, directories)
    var order = ScanOrder()
    order.kind = request.kind
    order.metadata = request.metadata
    order.platforms = request.platforms
    order.places = found
    self.order = order
  }

  func run() throws(Complaint) -> ExitCode {
    switch request.action {
    case .start: return try start()
    case .pause, .resume, .cancel: return try control()
    }
  }

  private func start() throws(Complaint) -> ExitCode {
    let answer = try service.ask("scan", order)
    guard let report = ScanReport(answer["job"]) else { throw service.notUnderstood }
    let hasJoined = answer["joined"].boolean == true
    if request.returnsAtOnce {
      if request.writesJSON {
        Output.line(String(decoding: report.json, as: UTF8.self))
      } else {
        let subject = ScanSummary(report).subject
        let command = Output.command("status", service.mountPoint)
        Output.line("scan \(report.id) of \(subject) is under way; how far it is: \(command)")
      }
      return .ok
    }
    return try ScanFollower(
      service: service, report: report, hasJoined: hasJoined, writesJSON: request.writesJSON, log: directories.log
    ).run()
  }

  private func control() throws(Complaint) -> ExitCode {
    let answer = try service.ask("scan-\(request.action.rawValue)", order)
    let reports = answer["jobs"].array.compactMap { ScanReport($0) }
    if request.writesJSON {
      for report in reports { Output.line(String(decoding: report.json, as: UTF8.self)) }
      return .ok
    }
    if reports.isEmpty { Output.line("there is no scan to \(request.action.rawValue)") }
    for report in reports {
      Output.line(
        "scan \(report.id) (\(report.kind.rawValue), \(ScanSummary(report).subject)): \(report.state.rawValue)")
    }
    return .ok
  }
}

extension MountedService {
  /// The answer of the service to a request about scans.
  ///
  /// - Throws: also what the service refuses, with its exit code.
  func ask(_ verb: String, _ order: ScanOrder) throws(Complaint) -> JSONValue {
    try answer(to: ControlRequest(verb, order.arguments))
  }

  /// The answer of the service to any request.
  ///
  /// - Throws: also what the service refuses, with its exit code.
  func answer(to request: ControlRequest, within seconds: UInt64 = 5) throws(Complaint) -> JSONValue {
    try reply(to: request, within: seconds).answer
  }

  /// The same with the text it was read from, without its line feed.
  func reply(
    to request: ControlRequest, within seconds: UInt64 = 5
  ) throws(Complaint) -> (answer: JSONValue, text: String) {
    guard request.fitsOneLine else { throw Complaint(.usage, "these are too many paths at once: give a folder") }
    let bytes = try ask(request, within: seconds)
    guard let answer = JSONValue(bytes) else { throw notUnderstood }
    if answer["ok"].boolean == false {
      let code = answer["code"].integer.flatMap { Int32(exactly: $0) }.flatMap { ExitCode(rawValue: $0) }
      throw Complaint(code ?? .failed, answer["error"].string ?? "the service refuses")
    }
    return (answer, String(decoding: bytes.last == 0x0A ? bytes.dropLast() : bytes[...], as: UTF8.self))
  }

  var notUnderstood: Complaint {
    Complaint(.failed, "\(mountPoint): what its service answers is not understood: it is of another version")
  }
}
