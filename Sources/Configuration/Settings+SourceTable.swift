extension Settings {
  /// The keys about where missing games come from.
  static let sourceTable: [Setting<Settings>] = [
    Setting(
      "sources", \.sources, .sources, synonyms: ["source", "servers", "remotes", "remote", "mirrors", "origins"],
      example: "{\"nas\": \"https://nas.local/roms/\", \"share\": {\"path\": \"/mnt/pc/Games\"}}",
      parts: SourceMembers.table.map(\.line),
      "where missing games are fetched from, each by a name of your choice: the address of a folder of a web server, "
        + "of a JSON list of files (.json), or the path of a folder; or an object, of which"),

    Setting(
      "downloads.directory", \.downloads.directory, .path("the path of a directory").orNone, effect: .nextMount,
      synonyms: [
        "downloads.dir", "downloads.path", "downloads.folder", "downloadDirectory", "download_dir", "downloadDir",
      ], example: "\"/srv/fetched\"",
      "where what is fetched is kept, as <system>/<file>: downloads in the state directory where it is left out; "
        + "outside of all roots"),
    Setting(
      "downloads.workers", \.downloads.workers, .whole(1...64),
      synonyms: [
        "downloads.threads", "downloads.parallel", "downloads.concurrency", "downloads.transfers", "transfers",
        "max_concurrent_downloads", "maxConcurrentDownloads", "max-concurrent-downloads",
      ], "what is done at the same time for all sources together; each has limits of its own"),
    Setting(
      "downloads.rule", \.downloads.rule, .choice(DownloadRule.self), synonyms: ["downloads.mode", "downloads.policy"],
      "how many of them find out where files are: \"adaptive\" as many as pays, \"fixed\" a third; \"mixed\" has each do "
        + "both"),
    Setting(
      "downloads.bandwidth", \.downloads.bandwidth, ValueType<Int64>.rate.orWord("off"),
      synonyms: [
        "bwlimit", "bw_limit", "bandwidthLimit", "bandwidth_limit", "limit-rate", "limit_rate", "limitRate",
        "downloads.limit", "downloads.speed", "downloads.speedLimit", "downloads.rate", "downloads.throttle",
        "throttle", "max-overall-download-limit",
      ], example: "\"5 MB\"", "how much they fetch in a second, such as \"5 MB\"; \"off\" sets no limit"),
    Setting(
      "downloads.reserve", \.downloads.reserve, .size,
      synonyms: ["downloads.free", "downloads.minFree", "downloads.min_free", "downloads.freeSpace"],
      "what stays free on its disk"),
    Setting(
      "downloads.stall", \.downloads.stall, .duration(5...3600),
      synonyms: ["downloads.timeout", "downloads.stallTimeout", "downloads.stalled", "downloads.deadline"],
      "a transfer without a byte for so long is given up"),
    Setting(
      "downloads.largest", \.downloads.largest, .size,
      synonyms: [
        "downloads.maxSize", "downloads.max_size", "downloads.sizeLimit", "downloads.maximum", "max-filesize",
        "maxSize",
      ], "larger files are refused"),
    Setting(
      "downloads.retry", \.downloads.retry, .duration(10...604_800),
      synonyms: ["downloads.retries", "downloads.retryAfter", "downloads.retryDelay", "retry-wait", "retryWait"],
      "after how long what failed for a passing reason is tried again by itself; longer with each failure"),
    Setting(
      "downloads.syncInterval", \.downloads.syncInterval, ValueType<Int>.duration(600...2_592_000).orWord("off"),
      synonyms: ["downloads.interval", "downloads.sync", "downloads.refresh", "downloads.sync_interval"],
      "how often it is looked up what the sources have; \"off\" only when it is asked for"),

    Setting(
      "remote.prefetch", \.remote.prefetch, ValueType<Int64>.size.orWord("off"),
      synonyms: [
        "remote.readAhead", "remote.read_ahead", "prefetch", "remote.imageLargest", "remote.prefetchLimit",
        "remote.wholeImages",
      ],
      "a disc image at a source that a program reads is fetched whole behind it, and its next disc, up to that size; "
        + "\"off\" fetches what is read and a little more"),
    Setting(
      "remote.indexers", \.remote.indexers,
      .list(
        of: .name("the name of a program such as \"tumblerd\""), "a list of names of programs such as [\"tumblerd\"]",
        separators: ","),
      synonyms: ["remote.thumbnailers", "remote.scanners", "indexers", "thumbnailers"],
      "programs that look into every file: for them next to nothing is fetched; * at the end or the beginning stands "
        + "for anything"),
    Setting(
      "remote.indexerBytes", \.remote.indexerBytes, .size,
      synonyms: ["remote.indexer_bytes", "remote.indexerBudget", "remote.indexerLimit"],
      "what such a program may have fetched of one file; then it gets an error"),
  ]
}
