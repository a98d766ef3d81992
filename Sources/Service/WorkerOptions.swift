internal import Configuration
internal import Platform

/// What `vitrine mount` passes on to the worker through the supervisor.
struct WorkerOptions: Sendable {
  /// Absolute, without links.
  var mountPoint: String
  var stateDirectory: String
  var entry: RuntimeEntry
  /// The user to become; nil stays what it is.
  var user: String?
  /// Where a reload reads: as `vitrine mount` did, in the same environment.
  var sources: SettingsSources
  /// How many workers of this mount died before.
  var restarts: Int
  /// Whether the supervisor runs as root.
  let isMountedByRoot = Account.current.isRoot

  /// Before the worker becomes another user: the places of the configuration are those of the one who mounts.
  init(_ invocation: Invocation) throws(Complaint) {
    func required(_ name: String) throws(Complaint) -> String {
      guard let value = invocation.value(of: name) else {
        throw Complaint(.usage, "`vitrine worker` is started by the supervisor, not by hand (\(name) is missing)")
      }
      return value
    }
    mountPoint = try required("--mountpoint")
    stateDirectory = try required("--state")
    entry = RuntimeEntry(base: try required("--runtime"))
    user = invocation.value(of: "--user")
    restarts = Int(try required("--restarts")) ?? 0
    let overrides = invocation.options.filter { $0.name == "--override" }.compactMap { option in
      SettingsSources.Override(word: option.value)
    }
    sources = .ofThisProcess(config: invocation.value(of: "--config"), overrides: overrides)
  }

  var accepted: AcceptedSettings { AcceptedSettings(state: stateDirectory, entry: entry) }
}

extension SettingsSources.Override {
  /// `KEY=OPTION=TEXT`, for the worker's command line.
  package var word: String { "\(key)=\(option)=\(text)" }

  init?(word: String) {
    let parts = word.split(separator: "=", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 else { return nil }
    self.init(parts[0], option: parts[1], parts[2])
  }
}
