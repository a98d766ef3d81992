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
  """
  -- A scan that somebody asked for. Several mounts may have one catalog; each goes on with its own scans alone.
  CREATE TABLE job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mount_point TEXT NOT NULL,
    kind TEXT NOT NULL,
    phase TEXT NOT NULL,
    state TEXT NOT NULL,
    message TEXT,
    created INTEGER NOT NULL,  -- nanoseconds since 1970, as the next two
    started INTEGER,
    ended INTEGER,
    systems_done INTEGER NOT NULL DEFAULT 0,
    systems_total INTEGER NOT NULL DEFAULT 0,
    files INTEGER NOT NULL DEFAULT 0,
    games INTEGER NOT NULL DEFAULT 0,
    new INTEGER NOT NULL DEFAULT 0,
    changed INTEGER NOT NULL DEFAULT 0,
    gone INTEGER NOT NULL DEFAULT 0,
    hashed_files INTEGER NOT NULL DEFAULT 0,
    files_to_hash INTEGER NOT NULL DEFAULT 0,
    hashed_bytes INTEGER NOT NULL DEFAULT 0,
    bytes_to_hash INTEGER NOT NULL DEFAULT 0,
    damaged INTEGER NOT NULL DEFAULT 0,
    unreadable INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX job_of_mount ON job (mount_point);

  -- What it is about: a place in each row, or a system. No row: everything.
  CREATE TABLE job_scope (
    job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    root_id INTEGER,
    path BLOB,                 -- below the root, raw
    system TEXT
  ) STRICT;
  CREATE INDEX scope_of_job ON job_scope (job_id);

  CREATE TABLE job_problem (
    job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    reason TEXT NOT NULL,
    count INTEGER NOT NULL,
    examples BLOB NOT NULL,    -- absolute paths, raw, each with a NUL behind it
    PRIMARY KEY (job_id, reason)
  ) STRICT, WITHOUT ROWID;

  -- System folders that a scan under way has looked through.
  CREATE TABLE job_folder (
    job_id INTEGER NOT NULL REFERENCES job (id) ON DELETE CASCADE,
    root_id INTEGER NOT NULL,
    folder BLOB NOT NULL,      -- below the root, raw
    PRIMARY KEY (job_id, root_id, folder)
  ) STRICT, WITHOUT ROWID;
  """,
])

/// Marks the file as a Vitrine catalog in SQLite's header: "Vitr".
let applicationID: Int64 = 0x5669_7472
