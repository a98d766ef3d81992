internal import Platform
internal import Service

/// `vitrine sources`: lists, adds, tries and removes the places that files are fetched from, and has them listed.
struct SourcesCommand {
  private let request: SourcesRequest
  private let service: MountedService

  /// How long what the service does at once may take: it waits for its disk at times.
  private static let patience: UInt64 = 30
  /// Nanoseconds between two looks at a place that is tried.
  private static let pause: UInt64 = 100_000_000

  init(_ invocation: Invocation) throws(Complaint) {
    request = try SourcesRequest(invocation)
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let found = try MountChoice(directories, verb: "ask", named: request.mountPoint).find([])
    service = MountedService(at: found.mountPoint, directories)
  }

  func run() throws(Complaint) -> ExitCode {
    switch request.action {
    case .list: return try list()
    case .add: return try add()
    case .test: return try test()
    case .sync: return try sync()
    case .remove: return try remove()
    }
  }

  private func reply(
    _ verb: String, _ arguments: [[UInt8]] = []
  ) throws(Complaint) -> (answer: JSONValue, text: String) {
    try service.reply(to: ControlRequest(verb, arguments), within: SourcesCommand.patience)
  }

  private var text: SourceText {
    SourceText(now: wallNanoseconds(), width: Host.isTerminal(1) ? Host.terminalColumns(1) ?? 80 : nil)
  }

  private func list() throws(Complaint) -> ExitCode {
    let (answer, json) = try reply("sources")
    if request.writesJSON {
      Output.line(json)
    } else {
      let add = Output.command("sources", "add") + " NAME URL|PATH"
      for line in text.list(answer["sources"].array.compactMap { SourceReport($0) }, add: add) { Output.line(line) }
    }
    return .ok
  }

  private func remove() throws(Complaint) -> ExitCode {
    let (answer, json) = try reply("sources-remove", request.names.map { Array($0.utf8) })
    Output.line(request.writesJSON ? json : "removed \(shown(answer["name"].string ?? "?"))")
    return .ok
  }

  // MARK: Adding and trying

  private func add() throws(Complaint) -> ExitCode {
    let order = try described(as: request.names[0])
    if request.triesFirst {
      let (answer, _) = try tried([order.json])
      if let problem = answer["problem"].string {
        throw Complaint(.failed, "nothing is added: \(shown(problem)) (--no-test adds it all the same)")
      }
      if !request.writesJSON { for line in text.tested(order.place.text, answer) { Output.line(line) } }
    }
    let (answer, json) = try reply("sources-add", [order.json])
    let name = answer["name"].string ?? order.name
    if request.writesJSON, request.returnsAtOnce || answer["problem"].string != nil { Output.line(json) }
    if let problem = answer["problem"].string {
      if !request.writesJSON { Output.line("added \(shown(name)), which cannot be listed: \(shown(problem))") }
      return .failed
    }
    if request.returnsAtOnce {
      if !request.writesJSON { Output.line("added \(shown(name)); it is listed now: \(listCommand)") }
      return .ok
    }
    if !request.writesJSON { Output.line("added \(shown(name)); it is listed now") }
    return try follow([(name, answer["listings"].integer ?? 0)])
  }

  private func test() throws(Complaint) -> ExitCode {
    let name: String
    let argument: [UInt8]
    if request.place != nil {
      let order = try described(as: "tested")
      (name, argument) = (order.place.text, order.json)
    } else {
      (name, argument) = (request.names[0], Array("name=\(request.names[0])".utf8))
    }
    let (answer, json) = try tried([argument])
    let problem = answer["problem"].string
    if request.writesJSON {
      Output.line(json)
    } else if let problem {
      Output.line("\(shown(name)): \(shown(problem))")
    } else {
      for line in text.tested(name, answer) { Output.line(line) }
    }
    return problem == nil ? .ok : .failed
  }

  /// What came of trying one that is there, or is described; waits for it.
  private func tried(_ arguments: [[UInt8]]) throws(Complaint) -> (answer: JSONValue, text: String) {
    guard let number = try reply("sources-test", arguments).answer["test"].bytes else { throw service.notUnderstood }
    let began = monotonicNanoseconds()
    var display = ProgressDisplay(request.writesJSON ? .json : ProgressOutput.forTerminalOrPipe)
    defer { display.clear() }
    while true {
      let (answer, text) = try reply("sources-tested", [Array("\(number)".utf8)])
      if answer["ended"].boolean != false { return (answer, text) }
      if monotonicNanoseconds() - began > 1_000_000_000 { display.showWaiting("waiting for its answer") }
      sleep(nanoseconds: SourcesCommand.pause)
    }
  }

  private func described(as name: String) throws(Complaint) -> SourceOrder {
    let working = (try? resolvedPath(".")) ?? "/"
    var place = SourceOrder.Place(request.place ?? "", workingDirectory: working) { path in
      attempt(within: 5) { (try? FileStatus.of(path))?.kind == .regular } ?? false
    }
    if request.isRomM { place = .romm(request.place ?? "") }
    var order = SourceOrder(name, at: request.isWebDAV ? .webDAV(place.text) : place)
    let credentials = request.credentials
    order.user = credentials.user
    order.header = credentials.header
    order.endpoint = request.endpoint
    order.region = request.region
    order.style = request.style
    order.accessKey = credentials.accessKey
    order.platform = request.platform
    order.open = request.open
    if let file = credentials.passwordFile { order.password = try SecretFile.read(file) }
    if let file = credentials.keyFile { order.key = try SecretFile.read(file) }
    if let file = credentials.secretKeyFile { order.secretKey = try SecretFile.read(file) }
    if let file = credentials.sessionTokenFile { order.sessionToken = try SecretFile.read(file) }
    return order
  }

  // MARK: Listing

  private func sync() throws(Complaint) -> ExitCode {
    let (answer, json) = try reply("sources-sync", request.names.map { Array($0.utf8) })
    let listings = answer["sources"].array.compactMap { source in
      source["name"].string.map { (name: $0, listings: source["listings"].integer ?? 0) }
    }
    if listings.isEmpty {
      Output.line(request.writesJSON ? json : "there is no source that can be listed: \(listCommand)")
      return .ok
    }
    if request.returnsAtOnce {
      let names = listings.map { shown($0.name) }.joined(separator: ", ")
      Output.line(request.writesJSON ? json : "\(names): listed now; how far that is: \(listCommand)")
      return .ok
    }
    return try follow(listings)
  }

  private func follow(_ listings: [(name: String, listings: Int)]) throws(Complaint) -> ExitCode {
    try SourceFollower(service: service, listings: listings, writesJSON: request.writesJSON, list: listCommand).run()
  }

  private var listCommand: String { Output.command("sources", "list") }
}
