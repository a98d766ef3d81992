/// The commands of `vitrine`, with what each takes.
package enum Command: String, CaseIterable, Sendable {
  case mount, unmount, status, scan, parse, doctor, version, help
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
    case .parse: "[NAME...]"
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
    case .parse: 0...Int.max
    case .doctor, .version, .worker: 0...0
    }
  }

  /// What people type for an option because other programs call it so, or the option takes another form.
  var customaryOptions: [String: String] {
    switch self {
    case .mount:
      ["--allow-other": "-o allow_other", "--allow_other": "-o allow_other", "--options": "-o", "--ro": "-o ro"]
    case .unmount: ["--force": "--lazy", "-f": "--lazy", "-l": "--lazy", "-z": "--lazy"]
    case .status, .scan, .parse, .doctor, .version, .help, .worker: [:]
    }
  }

  package var summary: String {
    switch self {
    case .mount: "show a library at a mount point"
    case .unmount: "end a mount"
    case .status: "what the mounts are and what they do"
    case .scan: "look through the library of a mount again"
    case .parse: "what the names of games say: title, regions, languages, version, disc and so on"
    case .doctor: "check that this machine has what Vitrine needs"
    case .version: "the version of Vitrine"
    case .help: "what a command takes"
    case .worker: "serve a mount (started by the supervisor)"
    }
  }

  /// What `vitrine help` says below the options.
  package var notes: [String] {
    guard self == .parse else { return [] }
    return [
      "Without a NAME, or for the NAME `-`, names are read from standard input, one a line. A NAME may be a path: its",
      "last part is parsed, and one that ends in / is a folder's. JSON is one object a line; all keys are always there:",
      "  file, title, naturalTitle, sortKey   strings: as given, as written, as people say it, for sorting",
      "  regions, languages                   arrays: No-Intro's long names, BCP 47 tags (en, pt-BR, zh-Hans)",
      "  revision, version                    string or null, as written",
      "  disc                                 null, or {number, of, side, kind, label}, each of them or null",
      "  tags                                 array: every tag that is none of the others, as written",
      "  flags, flagTags                      arrays: states of dump and game (verified, bad, beta, unlicensed...),",
      "                                       and the tags they come from, as written",
      "  ids                                  object: provider (igdb, ss, ra, moby...) to id",
      "  date, publisher, video, number, extension, convention   string or null",
      "  serials, track, languageCount        array; number or null",
    ]
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
    case .parse:
      return [Option("--json", "one JSON object a line for each name")]
    case .version, .help: return []
    case .worker:
      return [
        "--library", "--mountpoint", "--state", "--runtime", "--user", "--read-deadline", "--log-level", "--restarts",
      ]
      .map { Option($0, value: "VALUE", "as `vitrine mount` gives it") }
    }
  }
}
