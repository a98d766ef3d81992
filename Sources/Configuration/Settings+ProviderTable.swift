internal import Model

extension Settings {
  /// The keys about who tells of games.
  static let providerTable: [Setting<Settings>] = [
    Setting(
      "providers.igdb.clientId", \.providers.igdb.clientID, .secret,
      synonyms: ["igdb_client_id", "clientId", "client_id", "igdb.clientId"], example: "\"your-key\"",
      "who you are at IGDB: the client ID of an application that you register at https://dev.twitch.tv/console"),
    Setting(
      "providers.igdb.clientSecret", \.providers.igdb.clientSecret, .secret,
      synonyms: ["igdb_client_secret", "clientSecret", "client_secret", "secret"], example: "\"your-key\"",
      "its secret; better kept in VITRINE_PROVIDERS_IGDB_CLIENT_SECRET, or in a file that only you can read"),
    Setting(
      "providers.igdb.url", \.providers.igdb.url, .url, "where IGDB answers, with the version of its interface"),
    Setting(
      "providers.igdb.tokenUrl", \.providers.igdb.tokenURL, .url, "where Twitch gives out tokens for it"),
    Setting("providers.igdb.imageUrl", \.providers.igdb.imageURL, .url, "where its pictures are"),
    Setting(
      "providers.igdb.rate", \.providers.igdb.rate, .whole(1...1000), synonyms: ["requestsPerSecond"],
      "requests in a second that it allows"),
    Setting("providers.igdb.open", \.providers.igdb.open, .whole(1...64), "requests that may be open at the same time"),
    Setting(
      "providers.igdb.multiquery", \.providers.igdb.multiquery, .choice(Settings.Providers.IGDB.Multiquery.self),
      "whether a request that holds several counts as \"one\", or \"each\" of them counts"),
    Setting(
      "providers.hasheous.enabled", \.providers.hasheous.isEnabled, .flag,
      "asks Hasheous, which knows games by the checksums of their ROMs; it needs no key"),
    Setting("providers.hasheous.url", \.providers.hasheous.url, .url, "where Hasheous answers"),
    Setting(
      "providers.hasheous.key", \.providers.hasheous.key, .secret, example: "\"your-key\"", "a key, where you have one"),
    Setting(
      "providers.launchbox.file", \.providers.launchbox.file, .path("the path of Metadata.zip").orNone,
      synonyms: ["metadata"], example: "\"~/Metadata.zip\"",
      "LaunchBox's games database as a file: https://gamesdb.launchbox-app.com/Metadata.zip; nothing is asked over the "
        + "network for what it knows, but for pictures"),
    Setting("providers.launchbox.imageUrl", \.providers.launchbox.imageURL, .url, "where its pictures are"),
    Setting(
      "providers.launchbox.lists", \.providers.launchbox.lists, .path("the path of a directory").orNone,
      example: "\"/mnt/pc/LaunchBox/Data/Platforms\"",
      "where your own LaunchBox keeps its lists of platforms: what they say counts as yours; a list in a system's "
        + "folder is found by itself"),
    Setting(
      "providers.libretro.directory", \.providers.libretro.directory, .path("the path of a directory").orNone,
      synonyms: ["rdb"], example: "\"~/.config/retroarch/database/rdb\"",
      "where RetroArch keeps its databases (.rdb), which know games by the checksums of their ROMs"),

    Setting(
      "enrichment.background", \.enrichment.background, .flag, synonyms: ["automatic"],
      "asks about games that come without being asked to"),
    Setting(
      "enrichment.priority", \.enrichment.priority, .providers, synonyms: ["providers", "order"],
      "whose word counts first: \"own\" is what your own lists say; who is left out is not asked"),
    Setting(
      "enrichment.fields", \.enrichment.fields, .fieldPriorities, synonyms: ["priorities"],
      example: "{\"description\": [\"launchbox\", \"igdb\"]}",
      "the same for single fields; an empty list leaves a field out"),
    Setting(
      "enrichment.artwork", \.enrichment.artwork, .mediaKinds, synonyms: ["media", "images", "pictures"],
      "pictures and documents that are fetched; an empty list fetches none"),
    Setting(
      "enrichment.artworkLimit", \.enrichment.artworkLimit, .size, "larger ones are not kept"),
    Setting(
      "enrichment.artworkWorkers", \.enrichment.artworkWorkers, .whole(1...64),
      "how many of them are fetched at the same time"),
    Setting(
      "enrichment.forgetMisses", \.enrichment.forgetMisses, .duration(60...31_536_000),
      "after how long a provider is asked again for a game that it did not know"),
  ]
}
