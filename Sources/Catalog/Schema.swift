internal import SQLite

/// The catalog's tables. A step that has been released is never edited; a change is a new step at the end.
let schema = Migrations(
  [
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
    """
    -- A game is its id: everything else that is known of it hangs on that. Where it is say its files; one without files
    -- is missing.
    ALTER TABLE game RENAME TO old_game;
    CREATE TABLE game (
      id INTEGER PRIMARY KEY,
      added INTEGER NOT NULL     -- when it was first seen, nanoseconds since 1970; 0 is not known
    ) STRICT;
    INSERT INTO game SELECT id, 0 FROM old_game;

    -- How a game of several files is shown as one archive. A game without a row here is a single file.
    CREATE TABLE game_archive (
      game_id INTEGER PRIMARY KEY REFERENCES game (id) ON DELETE CASCADE,
      platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
      name BLOB NOT NULL,        -- raw
      prefix_length INTEGER NOT NULL,
      playlist_name BLOB,
      playlist_contents BLOB
    ) STRICT;
    CREATE INDEX game_archive_of_platform ON game_archive (platform_id);
    INSERT INTO game_archive
      SELECT id, platform_id, name, prefix_length, playlist_name, playlist_contents FROM old_game WHERE kind = 1;
    DROP TABLE old_game;

    -- Games whose content is nowhere in the library, kept because it may come back.
    CREATE TABLE missing (
      game_id INTEGER PRIMARY KEY REFERENCES game (id) ON DELETE CASCADE,
      since INTEGER NOT NULL     -- nanoseconds since 1970
    ) STRICT;
    CREATE INDEX missing_since ON missing (since);
    -- Their files as last seen.
    CREATE TABLE missing_file (
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
      path BLOB NOT NULL,        -- below the root, raw
      game_id INTEGER NOT NULL REFERENCES missing (game_id) ON DELETE CASCADE,
      PRIMARY KEY (size, modified, inode, root_id, path, game_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX missing_file_of_game ON missing_file (game_id);
    CREATE INDEX missing_file_at ON missing_file (root_id, path);

    -- Files of games that came lately, when others were known: they may be games that go missing.
    CREATE TABLE newcomer (
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      game_id INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
      platform_id INTEGER NOT NULL,
      PRIMARY KEY (size, modified, inode, game_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX newcomer_of_game ON newcomer (game_id);
    """,
    """
    ALTER TABLE checksum ADD COLUMN sha1 BLOB;
    ALTER TABLE checksum ADD COLUMN md5 BLOB;
    ALTER TABLE checksum ADD COLUMN sha256 BLOB;
    -- When the bytes were last read and gave this, nanoseconds since 1970; 0 is not known.
    ALTER TABLE checksum ADD COLUMN checked INTEGER NOT NULL DEFAULT 0;

    -- Files that gave other checksums than are stored when they were read again, though nothing about them has changed:
    -- a failing disk, or a program that hides its changes. What is stored stays.
    CREATE TABLE checksum_difference (
      root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      path BLOB NOT NULL,        -- below the root, raw, as it was then
      crc32 INTEGER NOT NULL,
      sha1 BLOB,
      found INTEGER NOT NULL,    -- nanoseconds since 1970
      PRIMARY KEY (root_id, size, modified, inode)
    ) STRICT, WITHOUT ROWID;

    -- Archives whose list of members has been read, by what their content is recognised by.
    CREATE TABLE archive (
      id INTEGER PRIMARY KEY,
      root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      problem TEXT,              -- why members are missing, or some have no digests
      algorithms INTEGER NOT NULL, -- bits: what has been computed of the members, as far as they can be read
      UNIQUE (root_id, size, modified, inode)
    ) STRICT;
    CREATE TABLE archive_member (
      archive_id INTEGER NOT NULL REFERENCES archive (id) ON DELETE CASCADE,
      number INTEGER NOT NULL,   -- place in the archive's directory, from 0
      name BLOB NOT NULL,        -- raw
      flags INTEGER NOT NULL,    -- 1 the name is UTF-8, 2 encrypted
      size INTEGER NOT NULL,     -- decompressed
      crc32 INTEGER,             -- NULL where the archive does not tell
      sha1 BLOB,
      md5 BLOB,
      sha256 BLOB,
      PRIMARY KEY (archive_id, number)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    -- What checksums and lists of members are kept of though no file and no missing game has it any more.
    CREATE TABLE unused_content (
      root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE,
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      since INTEGER NOT NULL,    -- nanoseconds since 1970
      PRIMARY KEY (root_id, size, modified, inode)
    ) STRICT, WITHOUT ROWID;
    """,
    """
    -- Where the root's file system was mounted when it was last looked at: what lies there when nothing is mounted is
    -- not the library.
    ALTER TABLE root ADD COLUMN mount_point TEXT;
    """,
    """
    -- Files that a mount generates, as they were last shown there: the same size and time after a restart.
    CREATE TABLE side_car (
      mount_point TEXT NOT NULL,
      path BLOB NOT NULL,        -- below the mount point, raw
      size INTEGER NOT NULL,
      modified INTEGER NOT NULL, -- nanoseconds since 1970
      digest BLOB NOT NULL,      -- SHA-256 of the bytes
      bytes BLOB NOT NULL,       -- last, so that the others are read without them
      PRIMARY KEY (mount_point, path)
    ) STRICT;
    """,
    """
    -- What a mount last showed at places that the library's folders do not give: collections, and media where front ends
    -- look for them. An owner's record is replaced as a whole.
    CREATE TABLE placement (
      mount_point TEXT NOT NULL,
      owner TEXT NOT NULL,
      bytes BLOB NOT NULL,       -- as the service wrote them
      PRIMARY KEY (mount_point, owner)
    ) STRICT;
    """,
    """
    -- The user's own list of games of a system folder as it was read last, for when its disk is away.
    CREATE TABLE own_list (
      platform_id INTEGER PRIMARY KEY REFERENCES platform (id) ON DELETE CASCADE,
      size INTEGER NOT NULL,     -- of the file, as are the next two
      modified INTEGER NOT NULL, -- nanoseconds since 1970
      inode INTEGER NOT NULL,    -- the bits of an unsigned number
      bytes BLOB NOT NULL
    ) STRICT;
    """,
    """
    -- What providers say of their games, as last fetched; a game of several files of the library, and of several
    -- libraries, is there once.
    CREATE TABLE metadata (
      provider TEXT NOT NULL,
      id TEXT NOT NULL,          -- the provider's
      fetched INTEGER NOT NULL,  -- nanoseconds since 1970
      name TEXT,
      description TEXT,
      rating REAL,               -- from 0 to 1
      released TEXT,             -- ISO 8601 as far as it is known
      developer TEXT,
      publisher TEXT,
      genre TEXT,
      players TEXT,
      family TEXT,
      others TEXT,               -- the same game elsewhere: provider:id, with spaces between
      UNIQUE (provider, id)
    ) STRICT;

    -- Which game of a provider a game is, and how that is known: where every attempt ended.
    CREATE TABLE identity (
      game_id INTEGER NOT NULL REFERENCES game (id) ON DELETE CASCADE,
      provider TEXT NOT NULL,
      state TEXT NOT NULL,
      id TEXT,                   -- the provider's; NULL is none
      method TEXT,
      term TEXT,                 -- as in lookup
      score REAL,
      evidence TEXT,
      fields TEXT,               -- what is missing, with spaces between
      code TEXT,
      message TEXT,
      retry_at INTEGER,          -- nanoseconds since 1970, as the next one
      updated INTEGER NOT NULL,
      system TEXT NOT NULL,      -- of the game, as it was then
      PRIMARY KEY (game_id, provider)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX identity_of_id ON identity (provider, id) WHERE id IS NOT NULL;

    CREATE TABLE candidate (
      game_id INTEGER NOT NULL,
      provider TEXT NOT NULL,
      number INTEGER NOT NULL,   -- from 0, the best first
      id TEXT NOT NULL,
      name TEXT NOT NULL,
      score REAL NOT NULL,
      PRIMARY KEY (game_id, provider, number),
      FOREIGN KEY (game_id, provider) REFERENCES identity (game_id, provider)
        ON DELETE CASCADE ON UPDATE CASCADE
    ) STRICT, WITHOUT ROWID;

    -- What a term led to, whoever asked: no request is sent twice for it.
    CREATE TABLE lookup (
      provider TEXT NOT NULL,
      system TEXT NOT NULL,
      term TEXT NOT NULL,
      version INTEGER NOT NULL,  -- of the way terms are made: what an older one made is not found any more
      id TEXT,                   -- NULL: the provider said that there is nothing
      expires INTEGER,           -- nanoseconds since 1970
      PRIMARY KEY (provider, system, term)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX lookup_of_id ON lookup (provider, id) WHERE id IS NOT NULL;

    CREATE TABLE artwork (
      provider TEXT NOT NULL,
      id TEXT NOT NULL,          -- of the provider's game
      kind TEXT NOT NULL,
      url TEXT NOT NULL,
      state TEXT NOT NULL,
      digest BLOB,               -- SHA-256 of the bytes, under which they are stored
      size INTEGER NOT NULL DEFAULT 0,
      extension TEXT,
      stored INTEGER NOT NULL DEFAULT 0, -- nanoseconds since 1970, as the next one
      retry_at INTEGER,
      PRIMARY KEY (provider, id, kind)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX artwork_to_fetch ON artwork (provider, id, kind) WHERE state <> 'stored';

    -- The user's own lists of a system folder, each as it was read last, for when its disk is away.
    CREATE TABLE own_file (
      platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
      name BLOB NOT NULL,        -- below the platform's folder, raw
      size INTEGER NOT NULL,     -- of the file, as are the next two
      modified INTEGER NOT NULL, -- nanoseconds since 1970
      inode INTEGER NOT NULL,    -- the bits of an unsigned number
      bytes BLOB NOT NULL,
      PRIMARY KEY (platform_id, name)
    ) STRICT;
    INSERT INTO own_file
      SELECT platform_id, CAST('gamelist.xml' AS BLOB), size, modified, inode, bytes FROM own_list;
    DROP TABLE own_list;

    -- Games that somebody marked for the next time.
    CREATE TABLE mark (game_id INTEGER PRIMARY KEY REFERENCES game (id) ON DELETE CASCADE) STRICT;

    -- What lets this program in at a provider, sealed with the user's own keys.
    CREATE TABLE access (provider TEXT PRIMARY KEY, sealed BLOB NOT NULL) STRICT;

    -- What a scan for metadata asks for, in words with spaces between.
    ALTER TABLE job ADD COLUMN metadata TEXT;
    ALTER TABLE job ADD COLUMN games_to_enrich INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN enriched INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN unmatched INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN enrichment_failed INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN artwork INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE job ADD COLUMN artwork_to_fetch INTEGER NOT NULL DEFAULT 0;
    """,
    """
    -- Whether a game of several files was seen already, and where a game lies.
    CREATE INDEX file_game ON file (game_id);
    """,
  ] + sourceMigrations)

/// Marks the file as a Vitrine catalog in SQLite's header: "Vitr".
let applicationID: Int64 = 0x5669_7472
