extension Command {
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
        "Of a ZIP whose files are at a source nothing is built: its files are fetched whole into the cache, unless PATH is",
        "the mount point.",
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
    case .sources:
      [
        "ACTION is one of",
        "  list                    what there is, how many files it has, when it was listed, and how it answers",
        "  add NAME URL|PATH       tries a place, adds it, and has it listed; NAME is yours to choose",
        "  test NAME|URL|PATH      asks a place for its first folder; nothing of that is kept",
        "  sync [NAME]...          has them listed again now, all of them without a NAME",
        "  remove NAME             forgets one that was added; what was fetched from it stays",
        "",
        "URL is a folder that a web server lists, or a JSON list of files (its name ends in .json). PATH is a folder, such",
        "as a share that is mounted, or such a list; it has a slash in it. The first folders are systems, as in a",
        "library, unless --platform says which system it is. Sources can stand in the configuration as well. Passwords",
        "are never taken from the command line. Ctrl-C ends watching a listing, which goes on. Exit code 1: a place has",
        "not answered, or could not be listed to its end.",
        "With --romm, URL is what the browser shows for the first page of a RomM server. A token of RomM's, which needs the",
        "permissions platforms.read and roms.read, is a key.",
      ]
    case .get:
      [
        "NAME is a game as the sources call it, with or without its extension, or its title; a system; or a pattern:",
        "  snes/Chrono Trigger (USA).sfc    \"Chrono Trigger\"    \"snes/Chrono*\"    \"Mega Man ?\"    snes/",
        "A pattern stands in quotes, so that the shell leaves it alone. NAME may be a path below a mount point as well, also",
        "of what is not there yet. What begins with ! is left out. A list has the same in its lines; # begins a comment.",
        "",
        "What the library has is not fetched again. Files come with all parts of a game, each from the source that answers",
        "first and best, are compared with their checksums where these are known, and show up in the mount one by one.",
        "What fails for a passing reason is tried again by itself. Ctrl-C cancels; what is whole stays. A terminal that is",
        "closed cancels nothing: `vitrine jobs watch` shows it again.",
        "Exit code 0: all is there; 1: something failed, or nothing has such a name; 10: it was cancelled.",
      ]
    case .jobs:
      [
        "ACTION is one of",
        "  list [ID]         jobs and how many of their files are in each stage; with ID its files that are not done",
        "  pause [ID]...     begins nothing more for them, also after a remount; what has come so far is kept",
        "  resume [ID]...    goes on with them",
        "  cancel [ID]...    ends them; files that are whole stay",
        "  retry [ID]...     fetches what failed or was cancelled again",
        "  watch [ID]        shows how far it is until it has ended; Ctrl-C ends watching",
        "",
        "Without an ID it is the one job that it can be done to; where there are several, say which, or --all.",
        "Each `vitrine get` is a job. Exit codes of watch are those of get.",
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
}
