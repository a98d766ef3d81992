internal import Model
internal import Platform
internal import Service

/// `vitrine get`: has games fetched that the library has not, and shows how far that is.
struct GetCommand {
  private let request: GetRequest
  private let service: MountedService
  private let order: GetOrder

  /// How long what the service does at once may take: it waits for its disk at times.
  private static let patience: UInt64 = 30
  /// Bytes of a list that are read.
  private static let longestList = 64 << 20

  init(_ invocation: Invocation) throws(Complaint) {
    request = try GetRequest(invocation)
    let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
    let given = GivenArguments()
    let words = request.names.map { given.bytes(of: $0) }
    let placed = try GetCommand.placed(words)
    let place = try MountChoice(directories, verb: "ask", named: request.mountPoint ?? placed.mountPoint).find([])
    if let other = placed.mountPoint, other != place.mountPoint {
      throw Complaint(
        .usage,
        "a path that is given is of the mount at \(other), and --mount names \(place.mountPoint): take one of them")
    }
    service = MountedService(at: place.mountPoint, directories)
    order = try GetCommand.order(request, words, placed.paths)
  }

  // MARK: What is asked for

  /// Those of the words that are paths in a mount, by their place among them, and which mount that is.
  private static func placed(
    _ words: [[UInt8]]
  ) throws(Complaint) -> (mountPoint: String?, paths: [Int: [UInt8]]) {
    var mountPoint: String?
    var paths: [Int: [UInt8]] = [:]
    for (index, word) in words.enumerated() where isPath(word) || mayBePath(word) {
      let given = GivenPath(word)
      guard let (found, path) = given.placeInMount() else {
        // What lies in the working directory by chance is a name all the same.
        guard isPath(word) else { continue }
        throw Complaint(.notMounted, "\(given.shown) is in no mount: give a path below a mount point, or SYSTEM/NAME")
      }
      if let mountPoint, mountPoint != found {
        throw Complaint(
          .usage, "there are paths of the mounts at \(mountPoint) and at \(found): get them one after the other")
      }
      mountPoint = found
      paths[index] = path
    }
    return (mountPoint, paths)
  }

  /// Whether it cannot be a name.
  private static func isPath(_ word: [UInt8]) -> Bool {
    word.first == UInt8(ascii: "/")
      || [".", ".."].contains { word.elementsEqual($0.utf8) || word.starts(with: Array("\($0)/".utf8)) }
  }

  /// Whether it is there, or has more slashes than a system and a name.
  private static func mayBePath(_ word: [UInt8]) -> Bool {
    if word.count(where: { $0 == UInt8(ascii: "/") }) > 1 { return true }
    guard let text = String(validating: word, as: UTF8.self) else { return false }
    // A mount that hangs answers nobody.
    return attempt(within: 2) { (try? FileStatus.of(text, followingLinks: false)) != nil } ?? false
  }

  private static func order(
    _ request: GetRequest, _ words: [[UInt8]], _ paths: [Int: [UInt8]]
  ) throws(Complaint) -> GetOrder {
    var names = GetNames()
    if request.isEverything { names.addEverything() }
    for platform in request.platforms { names.add(platform: platform) }
    for (index, word) in words.enumerated() {
      if let path = paths[index] {
        try names.add(viewPath: path, given: request.names[index])
      } else {
        try names.add(word: word)
      }
    }
    for list in request.lists {
      try names.add(list: try contents(of: list), named: list == "-" ? "standard input" : list)
    }
    for problem in names.problems { Output.complain(problem) }
    if names.problemCount > names.problems.count {
      Output.complain("and \(grouped(names.problemCount - names.problems.count)) more lines like that")
    }
    var order = GetOrder()
    order.title = request.title
    order.collections = request.collections
    order.sources = request.sources
    order.replaces = request.replaces
    order.isTrial = request.isTrial
    try names.put(into: &order)
    return order
  }

  private static func contents(of list: String) throws(Complaint) -> [UInt8] {
    do throws(Errno) {
      if list != "-" { return try readFile(list, limit: longestList) }
      var lines = InputLines(descriptor: 0)
      var bytes: [UInt8] = []
      while let line = try lines.next() { bytes += line + [0x0A] }
      return bytes
    } catch {
      throw Complaint(.usage, "\(shown(list == "-" ? "standard input" : list)): \(error)")
    }
  }

  // MARK: Asking

  func run() throws(Complaint) -> ExitCode {
    let (answer, text) = try found()
    guard let found = GetFound(answer) else { throw service.notUnderstood }
    if request.writesJSON {
      Output.line(text)
    } else {
      for line in GetText.lines(found, isTrial: request.isTrial) { Output.line(line) }
      if found.games == 0 || !found.unmatched.isEmpty, let note = unfinished { Output.line(note) }
    }
    guard let job = found.job else { return GetText.exitCode(found) }
    if request.returnsAtOnce {
      if !request.writesJSON {
        let command = Output.command("jobs", "watch", "\(job.job.id)")
        Output.line("job \(job.job.id) is under way; how far it is: \(command)")
      }
      return GetText.exitCode(found)
    }
    let code = try JobFollower(service: service, job: job, isOwn: true, writesJSON: request.writesJSON).run()
    return code == .ok ? GetText.exitCode(found) : code
  }

  /// What was found, when it is known.
  private func found() throws(Complaint) -> (answer: JSONValue, text: String) {
    let ticket = try reply(ControlRequest("get", try whole().arguments)).answer["ticket"].bytes
    guard let ticket else { throw service.notUnderstood }
    let began = monotonicNanoseconds()
    var display = ProgressDisplay(request.writesJSON ? .json : ProgressOutput.forTerminalOrPipe)
    defer { display.clear() }
    var pause: UInt64 = 5_000_000
    while true {
      let (answer, text) = try reply(ControlRequest("get-answer", "\(ticket)"))
      if answer["pending"].boolean != true { return (answer, text) }
      if monotonicNanoseconds() - began > 1_000_000_000 {
        display.showWaiting("looking through what the sources offer")
      }
      sleep(nanoseconds: pause)
      pause = min(pause * 2, 200_000_000)
    }
  }

  private func reply(_ request: ControlRequest) throws(Complaint) -> (answer: JSONValue, text: String) {
    try service.reply(to: request, within: GetCommand.patience)
  }

  /// The order, with lines that do not fit one request sent before it.
  private func whole() throws(Complaint) -> GetOrder {
    if ControlRequest("get", order.arguments).fitsOneLine { return order }
    var rest = order.lines[...]
    var draft: Int64?
    while !rest.isEmpty {
      var part: [[UInt8]] = []
      // Each byte may take three.
      var room = ControlRequest.lineLimit - 100
      while let line = rest.first, part.isEmpty || 3 * line.count + 10 <= room {
        room -= 3 * line.count + 10
        part.append(rest.removeFirst())
      }
      let arguments = GetOrder.lineArguments(part, draft: draft)
      draft = try reply(ControlRequest("get-lines", arguments)).answer["draft"].bytes
      if draft == nil { throw service.notUnderstood }
    }
    var order = order
    order.lines = []
    order.draft = draft
    return order
  }

  /// Why there may be more than was found.
  private var unfinished: String? {
    guard let answer = try? reply(ControlRequest("sources")).answer else { return nil }
    let reports = answer["sources"].array.compactMap { SourceReport($0) }
    return SourceText(now: wallNanoseconds(), width: nil).unfinished(reports)
  }
}
