internal import SQLite

/// The tables of the offline database. It is built anew rather than migrated: everything in it is in its sources.
enum OfflineSchema {
  /// Of the tables and of what the import makes of the sources: with another one, everything is imported again.
  static let version = 1
  /// "vtro", in the file's header.
  static let applicationID = 0x7674_726F
  /// Rows of LaunchBox's games are numbered as LaunchBox numbers them, below this; others from here on.
  static let firstFreeRow: Int64 = 1 << 41
  /// The largest number of a game at LaunchBox's.
  static let largestNumber: Int64 = 1 << 40

  /// Every row says which source it is from, so that the rows of one file can be taken over or dropped.
  static let tables = """
    CREATE TABLE source (
      id INTEGER PRIMARY KEY, provider TEXT NOT NULL, path TEXT NOT NULL UNIQUE, size INTEGER NOT NULL,
      modified INTEGER NOT NULL, key_version INTEGER NOT NULL, games INTEGER NOT NULL) STRICT;
    CREATE TABLE platform (id INTEGER PRIMARY KEY, provider TEXT NOT NULL, name TEXT NOT NULL) STRICT;
    CREATE TABLE game (
      row INTEGER PRIMARY KEY, source INTEGER NOT NULL, platform INTEGER, id TEXT, title TEXT NOT NULL, kind TEXT,
      description TEXT, rating REAL, released TEXT, developer TEXT, publisher TEXT, genre TEXT, players TEXT,
      family TEXT, region TEXT, language TEXT, age_rating TEXT, cooperative INTEGER) STRICT;
    CREATE TABLE title (source INTEGER NOT NULL, game INTEGER NOT NULL, text TEXT NOT NULL, region TEXT) STRICT;
    CREATE TABLE name (source INTEGER NOT NULL, game INTEGER NOT NULL, key TEXT NOT NULL) STRICT;
    CREATE TABLE image (
      source INTEGER NOT NULL, game INTEGER NOT NULL, type INTEGER NOT NULL, region TEXT, file TEXT NOT NULL) STRICT;
    CREATE TABLE dump (
      source INTEGER NOT NULL, game INTEGER NOT NULL, crc32 INTEGER, md5 BLOB, sha1 BLOB, serial TEXT) STRICT;
    """

  /// Made when the rows are there: sorting them once is faster than keeping them sorted.
  static let indexes = [
    "CREATE INDEX game_id ON game (id) WHERE id IS NOT NULL",
    "CREATE INDEX title_game ON title (game)",
    "CREATE INDEX name_key ON name (key, game)",
    "CREATE INDEX image_game ON image (game)",
    "CREATE INDEX dump_crc32 ON dump (crc32) WHERE crc32 IS NOT NULL",
    "CREATE INDEX dump_md5 ON dump (md5) WHERE md5 IS NOT NULL",
    "CREATE INDEX dump_sha1 ON dump (sha1) WHERE sha1 IS NOT NULL",
    "CREATE INDEX dump_serial ON dump (serial) WHERE serial IS NOT NULL",
  ]

  /// Those with rows of sources, and their columns behind `source`.
  static let content = ["game", "title", "name", "image", "dump"]
}
