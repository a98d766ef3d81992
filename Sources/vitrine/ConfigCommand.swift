internal import Configuration
internal import Platform
internal import Service

/// `vitrine config`: checks, shows and reloads the configuration, and writes an example.
struct ConfigCommand {
  private enum Action: String, CaseIterable {
    case check, show, example, reload
  }

  private let action: Action
  private let invocation: Invocation
  private var operand: String? { invocation.operands.count > 1 ? invocation.operands[1] : nil }
  private var writesJSON: Bool { invocation.has("--json") }

  init(_ invocation: Invocation) throws(Complaint) {
    guard let word = invocation.operands.first else {
      throw Complaint(
        .usage, "`vitrine config` needs one of check, show, example and reload behind it; see `vitrine help config`")
    }
    guard let action = Action(rawValue: word) else {
      let meant = Help.suggestion(for: word, from: Action.allCases.map(\.rawValue))
      throw Complaint(.usage, "`vitrine config` does not know `\(word)`\(meant); see `vitrine help config`")
    }
    if action == .reload, invocation.has("--config") {
      throw Complaint(.usage, "a mount reads the file it was started with again: reload takes no --config")
    }
    self.action = action
    self.invocation = invocation
    if let operand, action == .show || action == .example {
      throw Complaint(.usage, "`\(operand)` is too much: vitrine config \(action.rawValue)")
    }
  }

  func run() throws(Complaint) -> ExitCode {
    switch action {
    case .check: return check()
    case .show: return show()
    case .example:
      Output.line(String(Settings.example.dropLast()))
      return .ok
    case .reload: return try reload()
    }
  }

  private func load() -> LoadedSettings {
    var overrides: [SettingsSources.Override] = []
    if let state = invocation.value(of: "--state") { overrides.append(.init("state", option: "--state", state)) }
    let sources = SettingsSources.ofThisProcess(
      config: (action == .check ? operand : nil) ?? invocation.value(of: "--config"), overrides: overrides)
    return MachineCheck.run(sources.loadWithPlaces(), for: .report)
  }

  private func check() -> ExitCode {
    let loaded = load()
    let code = loaded.isUsable ? ExitCode.ok : .configuration
    if writesJSON {
      var json = JSONWriter()
      json.object { json in
        json.member("ok", loaded.isUsable)
        json.member("file", loaded.file)
        json.array("problems") { json in for diagnostic in loaded.diagnostics { diagnostic.write(to: &json) } }
      }
      Output.line(json.text)
      return code
    }
    for diagnostic in loaded.diagnostics { Output.line(diagnostic.description) }
    Output.line(verdict(loaded))
    return code
  }

  private func verdict(_ loaded: LoadedSettings) -> String {
    let counts = [(loaded.mistakes.count, "mistake"), (loaded.warnings.count, "warning")].filter { $0.0 > 0 }
      .map { "\($0) \($1)\($0 == 1 ? "" : "s")" }
    let found = counts.isEmpty ? "no mistakes" : counts.joined(separator: ", ")
    if let file = loaded.file { return "\(file): \(found)" }
    let usual = SettingsSources.ofThisProcess(config: nil).file?.path
    return loaded.mistakes.isEmpty
      ? "\(usual.map { "\($0) is not there" } ?? "there is no file"), so everything is as without one: \(found)" : found
  }

  private func show() -> ExitCode {
    let loaded = load()
    if writesJSON {
      Output.line(String(decoding: loaded.json.dropLast(), as: UTF8.self))
    } else {
      for line in loaded.lines { Output.line(shown(line)) }
      for diagnostic in loaded.diagnostics { Output.complain(diagnostic.description) }
    }
    return loaded.isUsable ? .ok : .configuration
  }

  // MARK: Reloading

  private func reload() throws(Complaint) -> ExitCode {
    let services: [MountedService]
    if let operand {
      services = [try MountedService(operand, invocation)]
    } else {
      let directories = try Directories.current(stateOption: invocation.value(of: "--state"))
      services = KnownMounts.all(directories).filter { !KnownMounts.isStrangers($0) }
        .map { MountedService(at: $0, directories) }
      if services.isEmpty { throw Complaint(.notMounted, "nothing is mounted, so there is nothing to reload") }
    }
    var code = ExitCode.ok
    var answers: [String] = []
    for service in services {
      do throws(Complaint) {
        // Each root that does not answer takes some seconds.
        let bytes = try service.ask(ControlRequest("reload"), within: 60)
        answers.append(String(decoding: bytes, as: UTF8.self).split(separator: "\n").joined())
        if !tell(JSONValue(bytes) ?? .null, service.mountPoint) { code = .configuration }
      } catch {
        if services.count == 1 { throw error }
        Output.complain(error.message)
        code = error.code
      }
    }
    if writesJSON { Output.line(operand == nil ? "[\(answers.joined(separator: ","))]" : answers.joined()) }
    return code
  }

  /// - Returns: whether the configuration was taken over.
  private func tell(_ answer: JSONValue, _ mountPoint: String) -> Bool {
    let isAccepted = answer["ok"].boolean == true
    if writesJSON { return isAccepted }
    for problem in answer["problems"].array { Output.complain(shown(problem["text"].string ?? "?")) }
    let summary = shown(answer["summary"].string ?? answer["error"].string ?? "the service gave no answer")
    if isAccepted {
      Output.line("\(mountPoint): \(summary)")
    } else {
      Output.complain("\(mountPoint): \(summary); it goes on as before")
    }
    return isAccepted
  }
}
