internal import SQLite

/// The catalog's tables. A step that has been released is never edited; a change is a new step at the end.
let schema = Migrations([
  """
  PRAGMA application_id = \(applicationID);

  CREATE TABLE root (
    id INTEGER PRIMARY KEY,
    path TEXT NOT NULL UNIQUE
  ) STRICT;

  -- One system folder of the library.
  CREATE TABLE platform (
    id INTEGER PRIMARY KEY,
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    folder BLOB NOT NULL,      -- below the root, raw
    system TEXT NOT NULL,      -- name in the mount
    modified INTEGER NOT NULL, -- nanoseconds since 1970
    UNIQUE (root_id, folder)
  ) STRICT;

  CREATE TABLE game (
    id INTEGER PRIMARY KEY,
    platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
    kind INTEGER NOT NULL,     -- 0 a single file, 1 several files shown as one archive
    name BLOB,                 -- raw; NULL for a single file, which has its path
    prefix_length INTEGER NOT NULL,
    playlist_name BLOB,
    playlist_contents BLOB
  ) STRICT;
  CREATE INDEX game_of_platform ON game (platform_id);

  -- In path order, so that a platform is read front to back. The members of a game are in path order too.
  CREATE TABLE file (
    platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
    path BLOB NOT NULL,        -- below the platform's folder, raw
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL, -- nanoseconds since 1970
    inode INTEGER NOT NULL,    -- the bits of an unsigned number
    game_id INTEGER,           -- NULL for a file that belongs to no game
    PRIMARY KEY (platform_id, path)
  ) STRICT, WITHOUT ROWID;

  -- By what a file's content is recognised by and not by its path: a renamed file keeps its checksum, one that is
  -- gone for a while finds it again.
  CREATE TABLE checksum (
    root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
    size INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    inode INTEGER NOT NULL,
    crc32 INTEGER NOT NULL,
    PRIMARY KEY (root_id, size, modified, inode)
  ) STRICT, WITHOUT ROWID;
  """,
  """
  -- Where file systems other than the root's begin in a system folder: an empty folder there is a missing disk.
  CREATE TABLE mount (
    platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
    path BLOB NOT NULL,        -- below the platform's folder, raw
    volume INTEGER NOT NULL,   -- the bits of an unsigned number
    PRIMARY KEY (platform_id, path)
  ) STRICT, WITHOUT ROWID;
  """,
])

/// Marks the file as a Vitrine catalog in SQLite's header: "Vitr".
let applicationID: Int64 = 0x5669_7472
