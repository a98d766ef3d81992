internal import Platform
internal import Service

/// `vitrine mount`: checks everything, starts the supervisor, and returns when the mount answers.
struct MountCommand {
  let request: MountRequest

  init(_ request: MountRequest) { self.request = request }

  func run() throws(Complaint) -> ExitCode {
    let directories = try Directories.current(stateOption: request.stateDirectory)
    let preparation = try Preflight(request, directories).prepare()
    let arguments = supervisorArguments(preparation, directories)
    if request.staysInForeground {
      let error = Host.replaceProcess(with: preparation.supervisor, arguments)
      throw Complaint(.failed, "cannot run \(preparation.supervisor): \(error)")
    }
    try start(preparation, arguments, directories)
    try checkAnswer(preparation, directories)
    Output.line(
      "\(preparation.mountPoint) shows \(preparation.library); "
        + "to end it: \(Output.command("unmount", preparation.mountPoint))")
    return .ok
  }

  private func supervisorArguments(_ preparation: Preparation, _ directories: Directories) -> [String] {
    var arguments = [
      "vitrine-supervisor", "--mountpoint", preparation.mountPoint, "--library", preparation.library,
      "--runtime", preparation.entry.base,
    ]
    if request.allowsOthers { arguments.append("--allow-other") }
    if !request.staysInForeground { arguments.append("--report-readiness") }
    if let user = request.user { arguments += ["--user", user] }
    arguments += [
      "--", preparation.executable, "worker", "--library", preparation.library,
      "--mountpoint", preparation.mountPoint, "--state", directories.state, "--runtime", preparation.entry.base,
      "--read-deadline", "\(request.readDeadline)", "--log-level", request.logLevel.name,
    ]
    if let user = request.user { arguments += ["--user", user] }
    return arguments
  }

  /// Starts the supervisor in a session of its own and waits for its word.
  private func start(
    _ preparation: Preparation, _ arguments: [String], _ directories: Directories
  ) throws(Complaint) {
    let answer: String?
    do throws(Errno) {
      let log = try openLog(directories.log)
      let pipe = try DescriptorPair.pipe()
      var setting = ChildProcess.Setting()
      setting.descriptors = [pipe.second.rawValue]
      setting.output = log.rawValue
      setting.leadsSession = true
      let supervisor = try ChildProcess.start(preparation.supervisor, arguments, setting)
      answer = try firstLine(of: pipe.keepingFirst(), until: monotonicNanoseconds() + 60_000_000_000)
      if answer == nil { supervisor.send(.terminate) }
    } catch {
      throw Complaint(.failed, "cannot start \(preparation.supervisor): \(error)")
    }
    guard let answer else {
      throw Complaint(.mountFailed, "the service was not ready within a minute; \(directories.log) says more")
    }
    if answer == "ready" { return }
    let words = answer.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, words[0] == "error" else {
      throw Complaint(.mountFailed, "the service ended at once; \(directories.log) says more")
    }
    throw Complaint(Int32(words[1]).flatMap(ExitCode.init(rawValue:)) ?? .failed, words[2])
  }

  /// - Returns: nil when `deadline` passed; empty when the other end closed without a word.
  private func firstLine(of pipe: consuming FileDescriptor, until deadline: UInt64) throws(Errno) -> String? {
    var bytes: [UInt8] = []
    while !bytes.contains(0x0A) {
      guard try waitForInput(pipe, until: deadline) else { return nil }
      let part = try pipe.readSome(limit: 4096)
      if part.isEmpty { break }
      bytes += part
    }
    return String(decoding: bytes.prefix { $0 != 0x0A }, as: UTF8.self)
  }

  private func openLog(_ path: String) throws(Errno) -> FileDescriptor {
    let mostBytes: Int64 = 8 << 20
    if let status = try? FileStatus.of(path), status.size > mostBytes { try renameFile(path, to: "\(path).1") }
    return try FileDescriptor.open(path, [.writeOnly, .create, .append], permissions: 0o640)
  }

  private func checkAnswer(_ preparation: Preparation, _ directories: Directories) throws(Complaint) {
    let path = "\(preparation.mountPoint)/.vitrine/status.json"
    let answers = attempt(within: 20) { (try? FileStatus.of(path)) != nil }
    if answers == true { return }
    _ = MountedService(at: preparation.mountPoint, directories).terminateSupervisor()
    let what = answers == nil ? "does not answer" : "answers with an error"
    throw Complaint(.mountFailed, "the mount at \(preparation.mountPoint) \(what), and is taken away again")
  }
}
