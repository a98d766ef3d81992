/// The commands of `vitrine`, with what each takes.
package enum Command: String, CaseIterable, Sendable {
  case mount, unmount, status, scan, match, sources, get, jobs, prepare, cache, explain, config, parse, doctor, version,
    help
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
    case .mount: "[[LIBRARY] MOUNTPOINT]"
    case .unmount: "MOUNTPOINT"
    case .scan, .prepare: "[PATH]..."
    case .cache: "ACTION [PATH]..."
    case .match: "ACTION [PATH]..."
    case .sources: "ACTION [NAME]..."
    case .get: "[NAME]..."
    case .jobs: "ACTION [ID]..."
    case .status: "[MOUNTPOINT]"
    case .config: "ACTION [FILE|MOUNTPOINT]"
    case .parse: "[NAME...]"
    case .explain: "PATH"
    case .help: "[COMMAND]"
    case .doctor, .version, .worker: ""
    }
  }

  /// How few and how many operands it takes.
  var operandCount: ClosedRange<Int> {
    switch self {
    case .mount: 0...2
    case .config: 0...2
    case .unmount: 1...1
    case .scan, .prepare, .cache: 0...1000
    case .match, .jobs: 0...1001
    case .sources: 0...101
    case .status, .help, .explain: 0...1
    case .parse, .get: 0...Int.max
    case .doctor, .version, .worker: 0...0
    }
  }

  package var summary: String {
    switch self {
    case .mount: "show a library at a mount point; what is left out is as configured"
    case .unmount: "end a mount"
    case .status: "what the mounts are and what they do"
    case .scan: "look through a library again, or a part of it, and show how far that is"
    case .prepare: "build ZIPs into the cache before they are read, and show how far that is"
    case .cache: "list, keep or remove the ZIPs that are in the cache"
    case .match: "which games providers take the library's for, and what you say they are"
    case .sources: "list, add, try or remove the places that missing games are fetched from"
    case .get: "fetch games that the library has not, from the sources, and show how far that is"
    case .jobs: "list, pause, resume, cancel or retry what is fetched, or watch it"
    case .explain: "what a file or folder is: which game, by which rule, or why it is left out"
    case .config: "check, show or reload the configuration, or write an example"
    case .parse: "what the names of games say: title, regions, languages, version, disc and so on"
    case .doctor: "check that this machine has what Vitrine needs"
    case .version: "the version of Vitrine"
    case .help: "what a command takes"
    case .worker: "serve a mount (started by the supervisor)"
    }
  }
}
