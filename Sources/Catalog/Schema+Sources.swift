/// Migrations that brought sources, and what is fetched from them. They follow on those before; see ``schema``.
let sourceMigrations: [String] = [
  """
  -- Places that files can be fetched from. No id of a source or an offer is ever used again: who has noted one never
  -- gets another file for it.
  CREATE TABLE source (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name TEXT NOT NULL UNIQUE, -- the user's
    place TEXT NOT NULL,       -- an address or a path, without keys
    listing INTEGER NOT NULL DEFAULT 0, -- number of the last listing that began
    began INTEGER,             -- of the last listing that ended, as are all below; nanoseconds since 1970
    ended INTEGER,             -- NULL before the first
    is_complete INTEGER NOT NULL DEFAULT 0,
    offers INTEGER NOT NULL DEFAULT 0,
    folders INTEGER NOT NULL DEFAULT 0,
    refused INTEGER NOT NULL DEFAULT 0,
    failures INTEGER NOT NULL DEFAULT 0,
    message TEXT
  ) STRICT;

  -- What they have.
  CREATE TABLE offer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    path BLOB NOT NULL,        -- below the source's root
    folder_length INTEGER NOT NULL, -- bytes of the path before the slash in front of the name; 0 without one
    listing INTEGER NOT NULL,  -- the last one that gave it
    url TEXT,                  -- or the next one
    file BLOB,                 -- a path below the source's folder
    size INTEGER,
    size_exact INTEGER,
    modified INTEGER,          -- seconds since 1970
    modified_exact INTEGER,
    etag TEXT,
    crc32 INTEGER,
    md5 BLOB,
    sha1 BLOB,
    sha256 BLOB,
    UNIQUE (source_id, path)
  ) STRICT;

  -- Folders of theirs whose server can say that they did not change.
  CREATE TABLE source_folder (
    source_id INTEGER NOT NULL REFERENCES source (id) ON DELETE CASCADE,
    path BLOB NOT NULL,        -- below the source's root
    listing INTEGER NOT NULL,  -- the last one that saw it
    etag TEXT,                 -- what the server sent, as the next one
    modified TEXT,
    subfolders BLOB NOT NULL,  -- name and URL of each, with a NUL behind both
    PRIMARY KEY (source_id, path)
  ) STRICT, WITHOUT ROWID;
  """,
  """
  -- Files that somebody asked for, from the question where they are to their place in the library.
  CREATE TABLE download (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- part files are named after it
    mount_point TEXT NOT NULL,
    path BLOB NOT NULL,        -- below the directory of downloads, raw
    size INTEGER,
    crc32 INTEGER,             -- as offered, as are the next three
    sha1 BLOB,
    md5 BLOB,
    sha256 BLOB,
    modified INTEGER,          -- seconds since 1970
    replaces INTEGER NOT NULL,
    state TEXT NOT NULL,
    code TEXT,                 -- why it failed
    message TEXT,
    retry_at INTEGER,          -- nanoseconds since 1970
    failures INTEGER NOT NULL,
    source TEXT,
    received INTEGER NOT NULL, -- good bytes of the part
    part_total INTEGER,
    part_etag TEXT,
    part_modified TEXT,
    found_crc32 INTEGER,       -- of the bytes that came, as are the next three
    found_sha1 BLOB,
    found_md5 BLOB,
    found_sha256 BLOB,
    updated INTEGER NOT NULL   -- nanoseconds since 1970
  ) STRICT;
  CREATE UNIQUE INDEX download_open ON download (mount_point, path)
    WHERE state NOT IN ('done', 'failed', 'cancelled');
  CREATE INDEX download_retry ON download (mount_point, retry_at) WHERE retry_at IS NOT NULL;

  CREATE TABLE download_offer (
    download_id INTEGER NOT NULL REFERENCES download (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,   -- from 0, the preferred one first
    offer_id INTEGER NOT NULL REFERENCES offer (id) ON DELETE CASCADE,
    PRIMARY KEY (download_id, number)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX download_offer_offer ON download_offer (offer_id);

  CREATE TABLE download_job (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    mount_point TEXT NOT NULL,
    title TEXT NOT NULL,
    state TEXT NOT NULL,
    present INTEGER NOT NULL,  -- files that were there already
    created INTEGER NOT NULL,  -- nanoseconds since 1970, as the next one
    ended INTEGER
  ) STRICT;
  CREATE TABLE download_job_item (
    job_id INTEGER NOT NULL REFERENCES download_job (id) ON DELETE CASCADE,
    download_id INTEGER NOT NULL REFERENCES download (id) ON DELETE CASCADE,
    PRIMARY KEY (job_id, download_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX download_job_of ON download_job_item (download_id);
  """,
  """
  -- What a server said of a file when it was asked for that file alone: more exactly than in its listing.
  CREATE TABLE offer_inspection (
    offer_id INTEGER PRIMARY KEY REFERENCES offer (id) ON DELETE CASCADE,
    listed_size INTEGER,       -- of the listing that it goes with, as are the next three: it is no use for another
    listed_modified INTEGER,
    listed_etag TEXT,
    listed_address TEXT NOT NULL,
    size INTEGER,
    modified INTEGER,          -- seconds since 1970
    etag TEXT,                 -- as sent, as the next one
    last_modified TEXT,
    is_gone INTEGER NOT NULL   -- there is no such file, whatever the listing says
  ) STRICT;
  """,
  """
  -- The source's last listing that had begun by then. One that began later, and has the file, is news.
  ALTER TABLE offer_inspection ADD COLUMN listing INTEGER NOT NULL DEFAULT 0;
  """,
  """
  -- Servers that were not asked for the bytes as they are stored gave none: once more.
  DELETE FROM offer_inspection WHERE size IS NULL AND is_gone = 0;
  """,
]
