internal import Platform
internal import Service

/// `vitrine prepare`: has ZIPs built before they are read, and shows how far that is.
struct PrepareCommand {
  private let request: PrepareRequest
  private let service: MountedService
  private let places: [ScanOrder.Place]

  init(_ invocation: Invocation) throws(Complaint) {
    request = try PrepareRequest(invocation)
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let found = try MountChoice(directories, verb: "prepare", named: request.mountPoint).find(request.paths)
    service = MountedService(at: found.mountPoint, directories)
    places = found.places.isEmpty ? [.view([])] : found.places
  }

  func run() throws(Complaint) -> ExitCode {
    if request.cancels { return try cancel() }
    var order = CacheOrder()
    order.places = places
    // Laying out the ZIPs of a whole library takes some seconds.
    let answer = try service.answer(to: ControlRequest("prepare", order.arguments), within: 60)
    guard let report = PreparationReport(answer["preparation"]) else { throw service.notUnderstood }
    let empty = answer["empty"].array.compactMap(\.string)
    for place in empty where !request.writesJSON { Output.line(CacheText.nothing(at: place)) }
    if report.total == 0 {
      if request.writesJSON { Output.line(String(decoding: report.json, as: UTF8.self)) }
      return .ok
    }
    if request.returnsAtOnce {
      if request.writesJSON {
        Output.line(String(decoding: report.json, as: UTF8.self))
      } else {
        let command = Output.command("status", service.mountPoint)
        Output.line("\(number(report.total, "ZIP")) to be built; how far that is: \(command)")
      }
      return .ok
    }
    return try PrepareFollower(service: service, report: report, writesJSON: request.writesJSON).run()
  }

  private func cancel() throws(Complaint) -> ExitCode {
    let answer = try service.answer(to: ControlRequest("prepare-cancel"))
    let reports = answer["preparations"].array.compactMap { PreparationReport($0) }
    if request.writesJSON {
      for report in reports { Output.line(String(decoding: report.json, as: UTF8.self)) }
      return .ok
    }
    if reports.isEmpty { Output.line("nothing is being prepared") }
    for report in reports {
      Output.line("cancelled: \(grouped(report.done)) of \(number(report.total, "ZIP")) in the cache")
    }
    return .ok
  }
}
