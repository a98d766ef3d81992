/// The commands of `vitrine`, with what each takes.
package enum Command: String, CaseIterable, Sendable {
  case mount, unmount, status, scan, doctor, version, help
  /// Started by the supervisor.
  case worker

  /// One option of a command.
  package struct Option: Sendable {
    /// With its hyphens.
    package var name: String
    package var short: String?
    /// What its value is called in the help; nil for an option without one.
    package var value: String?
    package var summary: String

    init(_ name: String, short: String? = nil, value: String? = nil, _ summary: String) {
      self.name = name
      self.short = short
      self.value = value
      self.summary = summary
    }
  }

  /// Those for users.
  package static var listed: [Command] { allCases.filter { $0 != .worker } }

  package var operands: String {
    switch self {
    case .mount: "LIBRARY MOUNTPOINT"
    case .unmount, .scan: "MOUNTPOINT"
    case .status: "[MOUNTPOINT]"
    case .help: "[COMMAND]"
    case .doctor, .version, .worker: ""
    }
  }

  /// How few and how many operands it takes.
  var operandCount: ClosedRange<Int> {
    switch self {
    case .mount: 2...2
    case .unmount, .scan: 1...1
    case .status, .help: 0...1
    case .doctor, .version, .worker: 0...0
    }
  }

  /// What people type for an option because other programs call it so, or the option takes another form.
  var customaryOptions: [String: String] {
    switch self {
    case .mount:
      ["--allow-other": "-o allow_other", "--allow_other": "-o allow_other", "--options": "-o", "--ro": "-o ro"]
    case .unmount: ["--force": "--lazy", "-f": "--lazy", "-l": "--lazy", "-z": "--lazy"]
    case .status, .scan, .doctor, .version, .help, .worker: [:]
    }
  }

  package var summary: String {
    switch self {
    case .mount: "show a library at a mount point"
    case .unmount: "end a mount"
    case .status: "what the mounts are and what they do"
    case .scan: "look through the library of a mount again"
    case .doctor: "check that this machine has what Vitrine needs"
    case .version: "the version of Vitrine"
    case .help: "what a command takes"
    case .worker: "serve a mount (started by the supervisor)"
    }
  }

  package var options: [Option] {
    let state = Option(
      "--state", value: "DIR",
      "where the catalog and the log are kept (root: /var/lib/vitrine, others: ~/.local/state/vitrine)")
    switch self {
    case .mount:
      return [
        state,
        Option(
          "-o", value: "LIST",
          "mount options, by commas: allow_other lets other users in; ro is always so, rw is refused"),
        Option(
          "--user", value: "NAME", "serve as this user (only root can); without -o allow_other only root sees the mount"
        ),
        Option("--read-deadline", value: "SECONDS", "how long a read may wait for the library (30)"),
        Option("--log-level", value: "LEVEL", "debug, info, warning or error (info)"),
        Option("--foreground", short: "-f", "stay in the foreground and log to the terminal"),
      ]
    case .unmount: return [state, Option("--lazy", "also when it is in use: whoever uses it gets errors")]
    case .status:
      return [
        state, Option("--json", "the whole report as JSON"),
        Option("--watch", "again every second until interrupted"),
      ]
    case .scan, .doctor: return [state]
    case .version, .help: return []
    case .worker:
      return [
        "--library", "--mountpoint", "--state", "--runtime", "--user", "--read-deadline", "--log-level", "--restarts",
      ]
      .map { Option($0, value: "VALUE", "as `vitrine mount` gives it") }
    }
  }
}
