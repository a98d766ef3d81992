internal import Catalog
internal import Glibc
internal import Model
internal import Platform
internal import SQLite
internal import TestSupport
internal import Testing

@Suite struct CatalogOpeningTests {
  private func reason(_ directory: String) -> CatalogError? {
    do {
      _ = try Catalog.open(directory: directory)
      return nil
    } catch {
      return error
    }
  }

  private func write(_ text: String, to path: String) throws {
    let file = try FileDescriptor.open(path, [.writeOnly, .create, .truncate])
    try file.write(text)
  }

  @Test func whatIsNotADatabaseIsReportedAsDamaged() throws {
    let workspace = try TemporaryDirectory()
    try write(String(repeating: "not a database ", count: 1000), to: workspace.path + "/catalog.sqlite")
    let error = try #require(reason(workspace.path))
    #expect(error.reason == .damaged)
    #expect(error.description.contains(workspace.path + "/catalog.sqlite"))
  }

  @Test func aDamagedPageIsReportedAsDamaged() throws {
    let workspace = try TemporaryDirectory()
    try Catalog.open(directory: workspace.path).close()
    // What comes behind the pages of an empty catalog is no part of the schema.
    let start = Int(try FileStatus.of(workspace.path + "/catalog.sqlite").size)
    do {
      let catalog = try Catalog.open(directory: workspace.path)
      let root = try catalog.root(forPath: "/library")
      let paths = (0..<2000).map { "g\(10000 + $0)" }
      try catalog.replace(shelf(root, paths: paths, singles: (0..<2000).map { $0 }))
    }
    let connection = try Connection(path: workspace.path + "/catalog.sqlite")
    try connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    let file = try FileDescriptor.open(workspace.path + "/catalog.sqlite", [.readWrite])
    let size = try file.status().size
    try #require(Int(size) > start)
    #expect(lseek(file.rawValue, start, SEEK_SET) > 0)
    try file.write(String(repeating: "\u{7F}", count: Int(size) - start))
    let catalog = try Catalog.open(directory: workspace.path)
    let root = try catalog.root(forPath: "/library")
    do throws(CatalogError) {
      _ = try catalog.shelves(of: root)
      Issue.record("the damage went unnoticed")
    } catch {
      #expect(error.reason == .damaged)
    }
  }

  @Test func aNewerSchemaIsLeftAloneAndNamed() throws {
    let workspace = try TemporaryDirectory()
    _ = try Catalog.open(directory: workspace.path)
    do {
      let connection = try Connection(path: workspace.path + "/catalog.sqlite")
      try connection.execute("PRAGMA user_version = 1000")
    }
    let error = try #require(reason(workspace.path))
    #expect(error.reason == .newer)
    #expect(error.description.contains("1000"))
  }

  @Test func anotherProgramsDatabaseIsLeftAlone() throws {
    let workspace = try TemporaryDirectory()
    do {
      let connection = try Connection(path: workspace.path + "/catalog.sqlite")
      try connection.execute("CREATE TABLE root (something TEXT) STRICT")
    }
    #expect(reason(workspace.path)?.reason == .foreign)
  }

  @Test func aStateDirectoryThatCannotBeMadeIsNamed() throws {
    let workspace = try TemporaryDirectory()
    try write("a file", to: workspace.path + "/taken")
    let error = try #require(reason(workspace.path + "/taken/state"))
    #expect(error.reason == .notAccessible)
    #expect(error.description.contains("--state"))
    // A directory where the file should be.
    try createDirectories(workspace.path + "/odd/catalog.sqlite")
    #expect(reason(workspace.path + "/odd")?.reason == .notAccessible)
  }

  @Test func migrationsRunOnceAndInOrder() throws {
    let workspace = try TemporaryDirectory()
    let connection = try Connection(path: workspace.path + "/m.sqlite")
    let one = ["CREATE TABLE a (x INTEGER) STRICT"]
    let two = one + ["INSERT INTO a VALUES (1); INSERT INTO a VALUES (2)"]
    #expect(try Migrations(one).apply(to: connection) == 0)
    #expect(try Migrations(two).apply(to: connection) == 1)
    #expect(try Migrations(two).apply(to: connection) == 2)
    #expect(try connection.integer("SELECT sum(x) FROM a") == 3)
    // A step that fails leaves the version before it.
    #expect(throws: SQLiteError.self) {
      try Migrations(two + ["INSERT INTO a VALUES (9); nonsense"]).apply(to: connection)
    }
    #expect(try connection.integer("SELECT sum(x) FROM a") == 3)
    #expect(try connection.integer("PRAGMA user_version") == 2)
  }
}

extension CatalogOpeningTests {
  @Test func aCatalogOfAnEarlierVersionKeepsItsGames() throws {
    let workspace = try TemporaryDirectory()
    do {
      let connection = try Connection(path: workspace.path + "/catalog.sqlite")
      try connection.execute(CatalogOpeningTests.secondVersion)
    }
    let catalog = try Catalog.open(directory: workspace.path)
    let root = try catalog.root(forPath: "/library")
    let shelf = try #require(try catalog.shelves(of: root).first)
    #expect(shelf.singles == [0])
    #expect(shelf.archives.map(\.name) == [bytes("Disc")])
    #expect(shelf.archives.first?.members == [1, 2])
    #expect(shelf.archives.first?.playlist?.name == bytes("Disc.m3u"))
    #expect(try catalog.identity(of: root, path: bytes("psx/a"))?.id == 5)
    #expect(try catalog.identity(of: root, path: bytes("psx/b.cue"))?.id == 7)
    // What it says is what a look finds: nothing is written.
    let before = catalog.totalChanges
    try catalog.replace(shelf)
    #expect(catalog.totalChanges == before)
  }

  /// As the second step of the schema left it.
  private static let secondVersion = """
    PRAGMA application_id = 1449751666;
    CREATE TABLE root (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE platform (
      id INTEGER PRIMARY KEY, root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE, folder BLOB NOT NULL,
      system TEXT NOT NULL, modified INTEGER NOT NULL, UNIQUE (root_id, folder)
    ) STRICT;
    CREATE TABLE game (
      id INTEGER PRIMARY KEY, platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE,
      kind INTEGER NOT NULL, name BLOB, prefix_length INTEGER NOT NULL, playlist_name BLOB, playlist_contents BLOB
    ) STRICT;
    CREATE INDEX game_of_platform ON game (platform_id);
    CREATE TABLE file (
      platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE, path BLOB NOT NULL,
      size INTEGER NOT NULL, modified INTEGER NOT NULL, inode INTEGER NOT NULL, game_id INTEGER,
      PRIMARY KEY (platform_id, path)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE checksum (
      root_id INTEGER NOT NULL REFERENCES root (id) ON DELETE CASCADE, size INTEGER NOT NULL,
      modified INTEGER NOT NULL, inode INTEGER NOT NULL, crc32 INTEGER NOT NULL,
      PRIMARY KEY (root_id, size, modified, inode)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE mount (
      platform_id INTEGER NOT NULL REFERENCES platform (id) ON DELETE CASCADE, path BLOB NOT NULL,
      volume INTEGER NOT NULL, PRIMARY KEY (platform_id, path)
    ) STRICT, WITHOUT ROWID;
    PRAGMA user_version = 2;
    INSERT INTO root VALUES (1, '/library');
    INSERT INTO platform VALUES (3, 1, CAST('psx' AS BLOB), 'psx', 9);
    INSERT INTO game VALUES (5, 3, 0, NULL, 0, NULL, NULL);
    INSERT INTO game VALUES (7, 3, 1, CAST('Disc' AS BLOB), 0, CAST('Disc.m3u' AS BLOB), CAST('x' AS BLOB));
    INSERT INTO file VALUES (3, CAST('a' AS BLOB), 1, 2, 3, 5), (3, CAST('b.bin' AS BLOB), 4, 5, 6, 7),
      (3, CAST('b.cue' AS BLOB), 7, 8, 9, 7), (3, CAST('c.txt' AS BLOB), 1, 1, 1, NULL);
    """
}
