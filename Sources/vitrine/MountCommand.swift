internal import Configuration
internal import Model
internal import Platform
internal import Service

/// `vitrine mount`: checks everything, starts the supervisor, and returns when the mount answers.
struct MountCommand {
  private let request: MountRequest
  private let sources: SettingsSources

  init(_ invocation: Invocation) throws(Complaint) {
    request = try MountRequest(invocation, workingDirectory: (try? resolvedPath(".")) ?? "/")
    sources = .ofThisProcess(config: request.config, overrides: request.overrides)
  }

  func run() throws(Complaint) -> ExitCode {
    let loaded = MachineCheck.run(sources.loadWithPlaces(), for: .mount)
    try ConfigurationProblems(loaded.diagnostics).complain(consequence: "nothing was mounted")
    let directories = try Directories.current(stateOption: loaded.settings.state)
    let preparation = try Preflight(request, loaded, directories).prepare()
    let settings = preparation.settings
    try keep(settings, preparation, directories)
    let arguments = supervisorArguments(preparation, directories)
    if request.staysInForeground {
      let error = Host.replaceProcess(with: preparation.supervisor, arguments)
      throw Complaint(.failed, "cannot run \(preparation.supervisor): \(error)")
    }
    try start(preparation, arguments, settings.log.file ?? directories.log)
    try checkAnswer(preparation, directories)
    Output.line(
      "\(preparation.mountPoint) shows \(settings.title); "
        + "to end it: \(Output.command("unmount", preparation.mountPoint))")
    return .ok
  }

  /// Leaves the settings where the worker, and each one that takes its place, finds them.
  private func keep(
    _ settings: Settings, _ preparation: Preparation, _ directories: Directories
  ) throws(Complaint) {
    let accepted = AcceptedSettings(state: directories.state, entry: preparation.entry)
    do throws(Errno) {
      var owner: Account?
      if let user = settings.user { owner = try Account.named(user) }
      try accepted.write(settings, owner: owner)
    } catch {
      throw Complaint(.state, "\(accepted.path): \(error)")
    }
  }

  private func supervisorArguments(_ preparation: Preparation, _ directories: Directories) -> [String] {
    let settings = preparation.settings
    var arguments = [
      "vitrine-supervisor", "--mountpoint", preparation.mountPoint, "--library", settings.title,
      "--runtime", preparation.entry.base,
    ]
    if settings.allowOther { arguments.append("--allow-other") }
    if !settings.saveDirectories.isEmpty, !request.isReadOnly { arguments.append("--writable") }
    if !request.staysInForeground { arguments.append("--report-readiness") }
    if let user = settings.user { arguments += ["--user", user] }
    arguments += [
      "--", preparation.executable, "worker", "--mountpoint", preparation.mountPoint, "--state", directories.state,
      "--runtime", preparation.entry.base,
    ]
    if let user = settings.user { arguments += ["--user", user] }
    if request.config != nil, let file = sources.file { arguments += ["--config", file.path] }
    for override in sources.overrides { arguments += ["--override", override.word] }
    return arguments
  }

  /// Starts the supervisor in a session of its own and waits for its word.
  private func start(
    _ preparation: Preparation, _ arguments: [String], _ logPath: String
  ) throws(Complaint) {
    let answer: String?
    do throws(Errno) {
      let log = try openLog(logPath)
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
      throw Complaint(.mountFailed, "the service was not ready within a minute; \(logPath) says more")
    }
    if answer == "ready" { return }
    let words = answer.split(separator: " ", maxSplits: 2).map(String.init)
    guard words.count == 3, words[0] == "error" else {
      throw Complaint(.mountFailed, "the service ended at once; \(logPath) says more")
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

  /// A mount goes on without its cache; who mounts wants to know.
  private func warnWithoutCache(_ preparation: Preparation) {
    guard preparation.settings.cache.policy != .never,
      let cache = attempt(within: 5, { MountedService.report(in: preparation.mountPoint) })??["cache"],
      cache["state"].string == "off", let reason = cache["reason"].string
    else { return }
    Output.complain("no ZIPs are kept: \(reason)")
  }

  private func checkAnswer(_ preparation: Preparation, _ directories: Directories) throws(Complaint) {
    let path = "\(preparation.mountPoint)/.vitrine/status.json"
    let answers = attempt(within: 20) { (try? FileStatus.of(path)) != nil }
    if answers == true { return warnWithoutCache(preparation) }
    _ = MountedService(at: preparation.mountPoint, directories).terminateSupervisor()
    let what = answers == nil ? "does not answer" : "answers with an error"
    throw Complaint(.mountFailed, "the mount at \(preparation.mountPoint) \(what), and is taken away again")
  }
}
