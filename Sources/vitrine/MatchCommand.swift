internal import Platform
internal import Service

/// `vitrine match`: which games of providers the library's are, as found and as the user says.
struct MatchCommand {
  private let request: MatchRequest
  private let service: MountedService
  private let places: [ScanOrder.Place]

  /// The service answers others between two pages, and waits for its disk at times.
  private static let patience: UInt64 = 60

  init(_ invocation: Invocation) throws(Complaint) {
    request = try MatchRequest(invocation)
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let found = try MountChoice(directories, verb: "take").find(request.paths)
    service = MountedService(at: found.mountPoint, directories)
    places = found.places
  }

  func run() throws(Complaint) -> ExitCode {
    var order = MatchOrder(request.action)
    order.places = places
    order.filter = request.filter
    order.provider = request.provider
    order.id = request.id
    if request.action == .list { return try list(order) }
    let (answer, text) = try service.reply(
      to: ControlRequest("match", order.arguments), within: MatchCommand.patience)
    if request.writesJSON {
      Output.line(text)
    } else {
      for line in MatchText(now: now).said(request.action, answer) { Output.line(line) }
      if let warning = answer["warning"].string { Output.complain(shown(warning)) }
    }
    return .ok
  }

  private var now: Int64 { wallNanoseconds() / 1_000_000_000 }

  private func list(_ first: MatchOrder) throws(Complaint) -> ExitCode {
    var order = first
    var output = OutputBuffer()
    var count = 0
    while true {
      let answer = try service.answer(
        to: ControlRequest("match", order.arguments), within: MatchCommand.patience)
      let text = MatchText(now: now)
      for report in answer["matches"].array.compactMap({ MatchReport($0) }) {
        output.line(request.writesJSON ? report.json : text.line(report))
        count += 1
      }
      output.flush()
      guard let next = answer["next"].string, order.after != Array(next.utf8) else { break }
      order.after = Array(next.utf8)
    }
    if count == 0, !request.writesJSON { Output.line(MatchText.nothing(request.filter)) }
    return .ok
  }
}
