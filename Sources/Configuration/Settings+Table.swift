internal import Model
internal import Platform

extension Settings {
  /// Every key there is, in the order of `config show` and `config example`.
  package static let table: [Setting<Settings>] =
    generalTable + providerTable + sourceTable + serviceTable

  private static let generalTable: [Setting<Settings>] = [
    Setting(
      "mountpoint", \.mountPoint, .path("the path of a directory, such as \"/mnt/games\"").orNone, effect: .nextMount,
      synonyms: ["mount", "target", "mount_point"], example: "\"/mnt/games\"",
      "where `vitrine mount` shows the library when it is given no other place"),
    Setting(
      "roots", \.roots, .roots,
      synonyms: ["library", "libraries", "paths", "directories", "folders"],
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
      "the top-level folders of the mount: those of your own stand beside Games, Loose and Download; of each"),

    Setting(
      "collections", \.collections, .collections, synonyms: ["collection", "lists"],
      example: "{\"Best\": \"~/best.txt\", \"Mega Man\": [\"Mega Man*\", \"nes/Rockman*\"]}",
      "folders of chosen games in Collections: the path of a list (a text file with a name or pattern a line, an .lpl, "
        + "the favourites of a gamelist.xml), or names and patterns"),

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
      "cache.directory", \.cache.directory, .path("the path of a directory").orNone, effect: .nextMount,
      synonyms: ["cache.dir", "cache.path", "cacheDirectory", "cacheDir"], example: "\"/var/cache/vitrine\"",
      "where ZIPs that were built are kept: /var/cache/vitrine for root, ~/.cache/vitrine for others where it is left "
        + "out; one mount at a time uses it"),
    Setting(
      "cache.size", \.cache.size, .size,
      synonyms: ["cache.maxSize", "cache.max_size", "cache.limit", "cache.cap", "cacheSize"],
      "how much of its disk the ZIPs may take; those that were not used for the longest time go first"),
    Setting(
      "cache.reserve", \.cache.reserve, .reserve,
      synonyms: ["cache.free", "cache.minFree", "cache.min_free", "cache.freeSpace"],
      "what stays free on its disk: a size or a percentage"),
    Setting(
      "cache.ttl", \.cache.ttl, .duration(60...31_536_000),
      synonyms: ["cache.age", "cache.maxAge", "cache.max_age", "cache.expire", "cache.expires"],
      "how long a ZIP is kept after its last use"),
    Setting(
      "cache.ttlLarge", \.cache.ttlLarge, .duration(60...31_536_000), synonyms: ["cache.ttl_large", "cache.largeTtl"],
      "the same for large ones"),
    Setting("cache.large", \.cache.large, .size, "from which size on a ZIP is a large one"),
    Setting(
      "cache.minimum", \.cache.minimum, .size,
      synonyms: ["cache.min", "cache.minSize", "cache.min_size", "cache.minimumSize"],
      "smaller ZIPs are not kept: what they are made of is read as fast"),
    Setting(
      "cache.policy", \.cache.policy,
      .choice(
        Settings.Cache.Policy.self,
        instead: [
          "eager": "write \"always\" to build everything", "all": "write \"always\" to build everything",
          "on-demand": "write \"lazy\" to build what is read", "read": "write \"lazy\" to build what is read",
          "off": "write \"never\" to build nothing", "none": "write \"never\" to build nothing",
          "reflink": "write \"reflinkOnly\": true, which goes together with \"lazy\" and \"always\"",
          "reflink-only": "write \"reflinkOnly\": true, which goes together with \"lazy\" and \"always\"",
        ]), synonyms: ["cache.mode", "cache.strategy", "cache.build", "cachePolicy"],
      "\"lazy\" keeps ZIPs that are read, \"always\" builds all of them ahead, \"never\" builds none, and keeps nothing of sources"
    ),
    Setting(
      "cache.reflinkOnly", \.cache.reflinkOnly, .flag,
      synonyms: ["cache.reflink-only", "cache.reflink_only", "cache.reflink", "cache.reflinks"],
      "true keeps no copies: only ZIPs whose files can be shared with the library's, on one file system such as XFS "
        + "or Btrfs"),
  ]

  private static let serviceTable: [Setting<Settings>] = [
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
