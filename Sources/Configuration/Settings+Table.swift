internal import Model
internal import Platform

extension Settings {
  /// Every key there is, in the order of `config show` and `config example`.
  package static let table: [Setting<Settings>] = [
    Setting(
      "mountpoint", \.mountPoint, .path("the path of a directory, such as \"/mnt/games\"").orNone, effect: .nextMount,
      synonyms: ["mount", "target", "mount_point"], example: "\"/mnt/games\"",
      "where `vitrine mount` shows the library when it is given no other place"),
    Setting(
      "roots", \.roots, .roots,
      synonyms: ["library", "libraries", "paths", "sources", "directories", "folders"],
      example: "[{\"path\": \"/srv/roms\", \"excludes\": [\"saves/\"]}, \"~/more\"]",
      parts: RootSettings.table.map(\.line),
      "the directories of the library: objects, or paths alone; of an object"),
    Setting(
      "excludes", \.excludes, .patterns, synonyms: ["ignore", "ignores", "exclusions", "skip"],
      example: "[\"*.txt\", \"saves/\"]", "patterns of what is left out of every root, as in .gitignore"),
    Setting(
      "views", \.views, .views, synonyms: ["folders"],
      example: "{\"Handheld\": {\"packing\": \"loose\", \"systems\": [\"gb\", \"gba\"]}}",
      parts: ViewSettings.table.map(\.line),
      "the top-level folders of the mount: those of your own stand beside Games and Loose; of each"),

    Setting(
      "hashing.platforms", \.hashing.platforms, .platforms,
      "whose single files are hashed: \"default\", \"all\", \"none\", or a list such as [\"nes\", \"snes\"]"),
    Setting(
      "hashing.algorithms", \.hashing.algorithms, .algorithms, synonyms: ["hashes", "checksums"],
      "what is computed of each file: crc32 is always needed, sha1 identifies games; md5 and sha256 on top"),
    Setting(
      "hashing.workers", \.hashing.workers, .whole(1...256).orWord("auto"), synonyms: ["hashing.threads"],
      "threads that hash at the same time; \"auto\" takes one for each core"),
    Setting(
      "hashing.background", \.hashing.background, .flag, "false hashes only what a reader or a scan asks for"),
    Setting(
      "hashing.pauseOnBattery", \.hashing.pauseOnBattery, .flag, "no hashing in the background without mains power"),
    Setting(
      "hashing.maxLoad", \.hashing.maxLoad, .decimal(0.1...100).orWord("off"),
      "no hashing in the background while more processes per core than this want to run; \"off\" never pauses"),

    Setting(
      "hashing.sizeLimit", \.hashing.sizeLimit, .size.orWord("auto"),
      "larger single files are not hashed without being asked for; \"auto\" is 512 MiB, and no limit for platforms "
        + "that are listed"),

    Setting(
      "scan.workers", \.scan.workers, .whole(1...256).orWord("auto"), synonyms: ["scan.threads"],
      "threads that look through the roots at the same time; \"auto\" finds out"),
    Setting(
      "scan.interval", \.scan.interval, .interval, synonyms: ["rescan", "poll"],
      "how often what cannot be watched is looked through; \"auto\" goes by what that costs, \"off\" never"),
    Setting(
      "scan.watch", \.scan.watch, .flag, effect: .nextMount, synonyms: ["inotify"],
      "follows changes in the roots as they happen"),
    Setting(
      "scan.watchLimit", \.scan.watchLimit, .whole(1...100_000_000).orWord("auto"), effect: .nextMount,
      "directories that are watched at most; \"auto\" leaves an eighth of what the user may watch to other programs"),

    Setting(
      "cache.directory", \.cache.directory, .path("the path of a directory").orNone, effect: .laterVersion,
      example: "\"/var/cache/vitrine\"", "where ZIPs that were built are kept"),
    Setting("cache.size", \.cache.size, .size, effect: .laterVersion, "how large it may become"),
    Setting(
      "cache.reserve", \.cache.reserve, .reserve, effect: .laterVersion,
      "what stays free on its disk: a size or a percentage"),
    Setting(
      "cache.ttl", \.cache.ttl, .duration(60...31_536_000), effect: .laterVersion,
      "how long a ZIP is kept after its last use"),
    Setting(
      "cache.ttlLarge", \.cache.ttlLarge, .duration(60...31_536_000), effect: .laterVersion, "the same for large ones"),
    Setting("cache.large", \.cache.large, .size, effect: .laterVersion, "from which size on a ZIP is a large one"),
    Setting(
      "cache.minimum", \.cache.minimum, .size, effect: .laterVersion,
      "smaller ones are not kept: they are built at once"),
    Setting(
      "cache.policy", \.cache.policy, .choice(Cache.Policy.self), effect: .laterVersion,
      "\"lazy\" builds what is read, \"always\" everything, \"never\" nothing"),

    Setting(
      "log.level", \.log.level, .logLevel, synonyms: ["logLevel", "loglevel", "verbose", "verbosity"],
      "\"debug\", \"info\", \"warning\" or \"error\""),
    Setting(
      "log.file", \.log.file, .path("the path of a file").orNone, effect: .nextMount, synonyms: ["logfile"],
      example: "\"/var/log/vitrine.log\"", "where the log goes; vitrine.log in the state directory where it is left out"
    ),
    Setting(
      "readDeadline", \.readDeadline, .duration(1...86_400), synonyms: ["timeout", "deadline"],
      "how long a read may wait without progress before it fails"),
    Setting(
      "allowOther", \.allowOther, .flag, effect: .nextMount, synonyms: ["allow_other"],
      "true lets users other than the one who mounts look into the mount"),
    Setting(
      "user", \.user, .name("the name of a user").orNone, effect: .nextMount, synonyms: ["username", "runAs"],
      example: "\"games\"", "the user the service becomes; only root can become another"),
    Setting(
      "state", \.state, .path("the path of a directory").orNone, effect: .nextMount,
      synonyms: ["stateDirectory", "database"],
      example: "\"/var/lib/vitrine\"",
      "where the catalog is kept: /var/lib/vitrine for root, ~/.local/state/vitrine for others where it is left out"),
  ]

  package static func setting(named name: String) -> Setting<Settings>? { table.first { $0.name == name } }
}
