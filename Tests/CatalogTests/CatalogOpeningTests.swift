internal import Catalog
internal import Glibc
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
    // Everything after the first pages, which hold the schema.
    let start = 32 << 12
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
