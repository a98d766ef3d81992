/// The commands of `vitrine`, with what each takes.
package enum Command: String, CaseIterable, Sendable {
  case mount, unmount, status, scan, match, prepare, cache, explain, config, parse, doctor, version, help
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
    case .match: 0...1001
    case .status, .help, .explain: 0...1
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
    case .scan:
      [
        "--full": "--type complete", "--force": "--type complete", "--rehash": "--type complete",
        "--verify": "--type complete", "--hash": "--type hashes", "--system": "--platform", "--stop": "--cancel",
        "--abort": "--cancel", "--continue": "--resume", "--background": "--detach", "-b": "--detach",
        "-d": "--detach", "-p": "--platform", "-t": "--type", "--metadata": "--type metadata",
        "--unmatched": "--type metadata --select missing", "--update": "--type metadata --select all",
        "--source": "--provider", "--sources": "--provider", "--field": "--fields", "--media": "--artwork",
      ]
    case .prepare:
      [
        "--background": "--detach", "-b": "--detach", "-d": "--detach", "--mountpoint": "--mount", "-m": "--mount",
        "--stop": "--cancel", "--abort": "--cancel",
      ]
    case .cache: ["--mountpoint": "--mount", "-m": "--mount"]
    case .match: ["--open": "--unmatched", "--missing": "--unmatched", "--errors": "--failed"]
    case .status, .explain, .config, .parse, .doctor, .version, .help, .worker: [:]
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
    case .explain: "what a file or folder is: which game, by which rule, or why it is left out"
    case .config: "check, show or reload the configuration, or write an example"
    case .parse: "what the names of games say: title, regions, languages, version, disc and so on"
    case .doctor: "check that this machine has what Vitrine needs"
    case .version: "the version of Vitrine"
    case .help: "what a command takes"
    case .worker: "serve a mount (started by the supervisor)"
    }
  }

  /// What the help says behind the options, line by line.
  package var notes: [String] {
    switch self {
    case .mount:
      [
        "Without operands the configured roots are shown at the configured mount point; with MOUNTPOINT alone, there.",
        "LIBRARY takes the place of the configured roots. `vitrine help config` says what can be configured.",
      ]
    case .scan:
      [
        "PATH is a mount point, something in a mount, or a place of its library: also a single game. Quick, new and",
        "complete ask the configured providers as well, when they are done with the files: about what was not asked",
        "before, a complete scan about whatever is missing. --type metadata looks at no file. Its --select is one of",
        "  missing   whatever is not there: not asked, not known to a provider, failed or cancelled (the default)",
        "  new       what was never asked about        due   that, and what is to be tried again by now",
        "  marked    what was marked                   all   everything; what is known is fetched anew",
        "What you said of a game yourself stays. A game counts once for each provider that is asked. Cancelling keeps",
        "what is complete. `unmatched` and `update` are other words for metadata with missing and with all.",
      ]
    case .config:
      [
        "ACTION is one of",
        "  check [FILE]          names every mistake with its line, and what to do (exit code 12 where there is one)",
        "  show                  every key with its value, and where that comes from",
        "  example               a file with every key, its default and what it is for",
        "  reload [MOUNTPOINT]   has a running mount take the configuration over, or all of yours; with a mistake",
        "                        nothing changes. SIGHUP to the service does the same and looks through the library.",
        "",
        "The file is --config FILE, else $VITRINE_CONFIG, else /etc/vitrine/vitrine.json for root and",
        "~/.config/vitrine/vitrine.json for others. It is JSON with comments. Each key is also an environment variable",
        "(hashing.workers: VITRINE_HASHING_WORKERS). The command line comes before the environment, that before the",
        "file.",
      ]
    case .prepare:
      [
        "PATH is a ZIP of a mount, or a folder, whose ZIPs are all built: the mount point means everything. A path of a",
        "library, or of a view that shows files, means the games there. What is in the cache already counts as built.",
        "Ctrl-C cancels; what is complete stays. Exit code 0: every ZIP is in the cache; 1: some could not be built, and",
        "each is named with the reason; 10: it was cancelled.",
      ]
    case .cache:
      [
        "ACTION is one of",
        "  list             what is in the cache, how much of the disk it takes, and the limits",
        "  pin PATH...      keeps ZIPs that are in the cache from being removed, until they are unpinned",
        "  unpin PATH...    lets them go again when their time is over",
        "  prune            removes what is over its time, and as much as the limits ask for",
        "  clear            removes everything that is neither open nor pinned, and says what stays",
        "  path [PATH]      where the cache is, or the file that a ZIP is in",
        "",
        "PATH is a ZIP or a folder of a mount, or a place in its library; or the key of an entry, as list --json has it.",
        "Exit code 1: a ZIP that was named is not in the cache, or something could not be removed.",
      ]
    case .match:
      [
        "ACTION is one of",
        "  list [PATH]...            games that are not settled: no match, or no answer; a line for each provider",
        "  choose PATH PROVIDER ID   the game is that one of the provider's, such as: igdb 1074",
        "  none PATH PROVIDER        it is none of the provider's, which is not asked about it again",
        "  undo PATH [PROVIDER]      forgets what was found or said; it is asked about again",
        "  mark PATH..., unmark PATH...   marks games for a scan of what is marked, or takes the marks away",
        "",
        "PATH is a game, or for list and mark also a folder, of a mount or of its library. PROVIDER is igdb, launchbox,",
        "hasheous or libretro; the last two know games by checksum and take no ID. What you say stays through renames,",
        "scans of every type and remounts, and other files of that title are taken for the same game.",
        "JSON of list is one object a line. `vitrine explain` tells why a game was taken or not.",
      ]
    case .explain:
      [
        "PATH is in a library or in a mount, and may be gone. A mount that shows it is asked; otherwise the library is",
        "looked at: the one --library names, a configured one, or the folder above PATH that looks like one. Nothing is",
        "written. Exit code 1: there is no such file or folder; 3: PATH is in no library, or it cannot be read.",
      ]
    case .parse:
      [
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
    default: []
    }
  }

  package var options: [Option] {
    let state = Option(
      "--state", value: "DIR",
      "where the catalog and the log are kept (root: /var/lib/vitrine, others: ~/.local/state/vitrine)")
    let mount = Option("--mount", value: "MOUNTPOINT", "which mount, where there are several")
    let config = Option("--config", value: "FILE", "the configuration file; see `vitrine help config`")
    switch self {
    case .mount:
      return [
        config, state,
        Option(
          "-o", value: "LIST",
          "mount options, by commas: allow_other lets other users in; ro is always so, rw is refused"),
        Option(
          "--user", value: "NAME", "serve as this user (only root can); without -o allow_other only root sees the mount"
        ),
        Option("--read-deadline", value: "TIME", "how long a read may wait for the library (30 s)"),
        Option("--log-level", value: "LEVEL", "debug, info, warning or error (info)"),
        Option("--foreground", short: "-f", "stay in the foreground and log to the terminal"),
      ]
    case .unmount: return [state, Option("--lazy", "also when it is in use: whoever uses it gets errors")]
    case .status:
      return [
        state, Option("--json", "the whole report as JSON"),
        Option("--watch", "again every second until interrupted"),
      ]
    case .scan:
      return [
        Option(
          "--type", value: "TYPE",
          "quick (default): what has changed; new: system folders not known yet; hashes: quick, and every file is hashed; "
            + "complete: everything read anew, hashed again and compared; metadata: providers are asked about games"),
        Option("--platform", value: "NAME", "only this system, such as nes; may be given again"),
        Option("--select", value: "WHICH", "of --type metadata: missing (default), new, due, marked or all games"),
        Option("--provider", value: "NAME", "of --type metadata: ask only this one, such as igdb; may be given again"),
        Option("--fields", value: "LIST", "of --type metadata: what is stored, such as name,genre; the rest stays"),
        Option("--artwork", value: "LIST", "of --type metadata: what is fetched, such as cover,manual, or none"),
        Option("--detach", "return at once; the scan goes on"),
        Option("--pause", "let scans rest, also across a remount; with a PATH those within it"),
        Option("--resume", "go on with what was paused"),
        Option("--cancel", "end scans; what was found stays"),
        Option("--json", "a line of JSON for each step; the last is the result"),
        state,
      ]
    case .prepare:
      return [
        mount, Option("--detach", "return at once; the service goes on"),
        Option("--cancel", "end all that is being prepared; what is complete stays"),
        Option("--json", "a line of JSON for each step; the last is the result"), state,
      ]
    case .cache: return [mount, Option("--json", "the answer as JSON"), state]
    case .match:
      return [
        Option("--unmatched", "list those without a match"),
        Option("--candidates", "list those where something was near, but not near enough"),
        Option("--failed", "list those where a provider gave no answer, or not all of one"),
        Option("--manual", "list what you said"), Option("--all", "list all of them"),
        Option("--json", "the answer as JSON"), state,
      ]
    case .doctor: return [state]
    case .explain:
      return [
        Option("--library", value: "DIR", "look into this library, and ask no mount"),
        Option("--rules", "list all rules"), config, state, Option("--json", "the whole explanation as JSON"),
      ]
    case .config: return [config, state, Option("--json", "the answer of check, show or reload as JSON")]
    case .parse:
      return [Option("--json", "one JSON object a line for each name")]
    case .version, .help: return []
    case .worker:
      return [
        "--mountpoint", "--state", "--runtime", "--user", "--config", "--override", "--restarts",
      ]
      .map { Option($0, value: "VALUE", "as `vitrine mount` gives it") }
    }
  }
}
