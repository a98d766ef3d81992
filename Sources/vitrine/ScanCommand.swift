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
    let surroundings = ScanPlaces.Surroundings(
      workingDirectory: (try? resolvedPath(".")) ?? "/", resolve: ScanCommand.resolved)
    let (mountPoint, found) = try ScanCommand.find(request.paths, surroundings, directories)
    service = MountedService(at: mountPoint, directories)
    var order = ScanOrder()
    order.kind = request.kind
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

  /// Asks the services of all mounts only where a path is in none of them: one that hangs is to hold up no other.
  private static func find(
    _ paths: [String], _ surroundings: ScanPlaces.Surroundings, _ directories: Directories
  ) throws(Complaint) -> (mountPoint: String, places: [ScanOrder.Place]) {
    let mounts = KnownMounts.all(directories).map { ScanPlaces.Mount(mountPoint: $0, libraries: []) }
    do throws(Complaint) {
      return try ScanPlaces(mounts).find(paths, surroundings)
    } catch {
      guard error.code == .notMounted, !mounts.isEmpty else { throw error }
      return try ScanPlaces(KnownMounts.withLibraries(directories)).find(paths, surroundings)
    }
  }

  /// Without waiting for a mount that hangs.
  private static func resolved(_ path: String) -> String {
    attempt(within: 5) { resolvedAsFarAsPossible(path) } ?? path
  }
}

extension MountedService {
  /// The answer of the service to a request about scans.
  ///
  /// - Throws: also what the service refuses, with its exit code.
  func ask(_ verb: String, _ order: ScanOrder) throws(Complaint) -> JSONValue {
    let request = ControlRequest(verb, order.arguments)
    guard request.fitsOneLine else { throw Complaint(.usage, "these are too many paths for one scan: give a folder") }
    guard let answer = JSONValue(try ask(request)) else { throw notUnderstood }
    if answer["ok"].boolean == false {
      let code = answer["code"].integer.flatMap { Int32(exactly: $0) }.flatMap { ExitCode(rawValue: $0) }
      throw Complaint(code ?? .failed, answer["error"].string ?? "the service refuses")
    }
    return answer
  }

  var notUnderstood: Complaint {
    Complaint(.failed, "\(mountPoint): what its service answers is not understood: it is of another version")
  }
}
