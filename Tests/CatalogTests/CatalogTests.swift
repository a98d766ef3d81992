internal import Catalog
internal import Model
internal import Platform
internal import SQLite
internal import Synchronization
internal import TestSupport
internal import Testing

func bytes(_ text: String) -> [UInt8] { [UInt8](text.utf8) }

/// A shelf of the files `paths`, in their order.
func shelf(
  _ root: LibraryRoot, _ folder: String = "psx", paths: [String], singles: [UInt32] = [],
  archives: [ArchiveGame] = [], modified: Int64 = 5
) -> Shelf {
  var table = FileTable()
  for (index, path) in paths.enumerated() {
    table.append(
      path: bytes(path),
      version: FileVersion(size: Int64(index) * 3, modified: -7 + Int64(index), inode: .max - UInt64(index)))
  }
  return Shelf(
    location: .init(root: root, folder: bytes(folder)), system: folder, modified: modified, files: table,
    singles: singles, archives: archives)
}

func isSame(_ left: Shelf, _ right: Shelf) -> Bool {
  left.location == right.location && left.system == right.system && left.modified == right.modified
    && left.files.isEqual(to: right.files) && left.singles == right.singles && left.archives == right.archives
}

@Suite struct CatalogTests {
  let workspace: TemporaryDirectory
  let catalog: Catalog
  let root: LibraryRoot

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path + "/state")
    root = try catalog.root(forPath: "/library")
  }

  var example: Shelf {
    shelf(
      root, paths: ["A.chd", "B (Disc 1).cue", "B (Disc 2).cue", "B.bin", "z\n.txt"], singles: [0],
      archives: [
        ArchiveGame(
          name: bytes("B"), members: [1, 2, 3], prefixLength: 0,
          playlist: GeneratedMember(name: bytes("B.m3u"), contents: bytes("B (Disc 1).cue\n")))
      ])
  }

  @Test func aShelfComesBackAsItWasStored() throws {
    try catalog.replace(example)
    let again = try Catalog.open(directory: workspace.path + "/state")
    let loaded = try again.shelves(of: root)
    #expect(loaded.count == 1)
    #expect(isSame(try #require(loaded.first), example))
  }

  @Test func pathsThatAreNotUTF8AreKeptByteForByte() throws {
    var table = FileTable()
    table.append(path: [0xFF, 0x2F, 0x0A, 0x80], version: FileVersion(size: 1, modified: 2, inode: 3))
    let odd = Shelf(
      location: .init(root: root, folder: [0xC3]), system: "odd", modified: 0, files: table, singles: [0], archives: [])
    try catalog.replace(odd)
    #expect(isSame(try #require(try catalog.shelves(of: root).first), odd))
  }

  @Test func whereFileSystemsBeginIsKept() throws {
    func stored(_ mounts: [Shelf.Mount]) throws -> [Shelf.Mount] {
      try catalog.replace(
        Shelf(
          location: example.location, system: example.system, modified: example.modified, files: example.files,
          singles: example.singles, archives: example.archives, mounts: mounts))
      return try #require(try catalog.shelves(of: root).first).mounts
    }
    let both = [Shelf.Mount(path: [], volume: .max), Shelf.Mount(path: [0xFF], volume: 1)]
    #expect(try stored(both) == both)
    let before = catalog.totalChanges
    #expect(try stored(both) == both)
    #expect(catalog.totalChanges == before)
    #expect(try stored([]) == [])
  }

  @Test func closingLeavesOneFile() throws {
    try catalog.replace(example)
    #expect((try? FileStatus.of(catalog.path + "-wal")) != nil)
    catalog.close()
    catalog.close()
    #expect((try? FileStatus.of(catalog.path + "-wal")) == nil)
    #expect((try? FileStatus.of(catalog.path + "-shm")) == nil)
    do throws(CatalogError) {
      try catalog.replace(example)
      Issue.record("a closed catalog was written to")
    } catch {
      #expect(error.reason == .closed)
    }
    let again = try Catalog.open(directory: workspace.path + "/state")
    #expect(isSame(try #require(try again.shelves(of: root).first), example))
  }

  @Test func storingTheSameAgainWritesNothing() throws {
    try catalog.replace(example)
    let before = catalog.totalChanges
    try catalog.replace(example)
    #expect(catalog.totalChanges == before)
  }

  @Test func onlyRowsThatDifferAreWritten() throws {
    let many = (0..<1000).map { "game \(1000 + $0).nes" }
    try catalog.replace(shelf(root, "nes", paths: many, singles: (0..<1000).map { $0 }))
    let before = catalog.totalChanges
    // Sizes, times and inodes follow the position: without the last file all others stay as they are.
    try catalog.replace(shelf(root, "nes", paths: many.dropLast(), singles: (0..<999).map { $0 }))
    #expect(catalog.totalChanges - before == 3)  // its row, and its game's and its own among what is missing
    #expect(try catalog.shelves(of: root).first?.files.count == 999)
  }

  @Test func everyKindOfChangeArrives() throws {
    try catalog.replace(example)
    let changes: [Shelf] = [
      shelf(root, paths: ["A.chd"], singles: [0]),
      shelf(root, paths: ["A.chd", "A.txt"], singles: [0], modified: 6),
      // A single turns into an archive and back.
      shelf(root, paths: ["A.chd", "A.txt"], archives: [.init(name: bytes("A"), members: [0, 1], prefixLength: 0)]),
      shelf(root, paths: ["A.chd", "A.txt"], archives: [.init(name: bytes("C"), members: [0, 1], prefixLength: 2)]),
      shelf(root, paths: ["A.chd", "A.txt"], singles: [0, 1]),
      shelf(root, paths: ["0", "A.chd", "a/b", "a0"], singles: [0, 2, 3]),
      shelf(root, paths: []),
    ]
    for change in changes {
      try catalog.replace(change)
      #expect(isSame(try #require(try catalog.shelves(of: root).first), change))
    }
  }

  @Test func aRemovedFolderIsGoneAndOthersStay() throws {
    try catalog.replace(example)
    try catalog.replace(shelf(root, "nes", paths: ["x.nes"], singles: [0]))
    try catalog.remove(example.location)
    #expect(try catalog.shelves(of: root).map(\.system) == ["nes"])
  }

  @Test func rootsKeepTheirNumberAndTheirShelvesApart() throws {
    let other = try catalog.root(forPath: "/other")
    #expect(other.id != root.id)
    #expect(try catalog.root(forPath: "/library") == root)
    try catalog.replace(example)
    #expect(try catalog.shelves(of: other).isEmpty)
  }

  @Test func checksumsAreKeptWhenTheirFilesGo() throws {
    try catalog.replace(example)
    let keys = (0..<3).map { ContentKey(root: root.id, version: example.files.version(at: $0)) }
    try catalog.record(checksums: [(keys[0], 0xFFFF_FFFF), (keys[1], 0), (keys[2], 1)])
    try catalog.record(checksums: [(keys[2], 2)])
    try catalog.remove(example.location)
    let known = Dictionary(uniqueKeysWithValues: try catalog.checksums(of: root))
    #expect(known == [keys[0]: 0xFFFF_FFFF, keys[1]: 0, keys[2]: 2])
  }

  @Test func anErrorInATransactionUndoesIt() throws {
    let connection = try Connection(path: workspace.path + "/plain.sqlite")
    try connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY) STRICT")
    #expect(throws: SQLiteError.self) {
      try connection.transaction { () throws(SQLiteError) in
        try connection.execute("INSERT INTO t VALUES (1)")
        try connection.execute("INSERT INTO t VALUES (1)")
      }
    }
    #expect(try connection.integer("SELECT count(*) FROM t") == 0)
  }

  @Test func aProcessThatDiesWhileWritingLeavesTheOldShelfWhole() throws {
    let paths = (0..<5000).map { "game \(10000 + $0).nes" }
    let old = shelf(root, "nes", paths: paths, singles: (0..<5000).map { $0 })
    try catalog.replace(old)
    let connection = try Connection(path: catalog.path)
    // A small cache: most of the transaction reaches the disk before its end, as with a large one.
    try connection.execute("PRAGMA cache_size = 5")
    try connection.execute("BEGIN IMMEDIATE")
    try connection.execute("UPDATE file SET size = size + 1; DELETE FROM game")
    // What the disk holds at this moment is what a killed process leaves.
    let copy = try workspace.makeDirectory("killed")
    for name in ["catalog.sqlite", "catalog.sqlite-wal"] {
      try Files.write(try Files.read(workspace("state/" + name)), to: copy + "/" + name)
    }
    #expect(try Files.read(copy + "/catalog.sqlite-wal").count > 1 << 17)
    let survivor = try Catalog.open(directory: copy)
    #expect(isSame(try #require(try survivor.shelves(of: root).first), old))
    try connection.execute("ROLLBACK")
  }

  @Test func anotherConnectionSeesATransactionWholeOrNotAtAll() throws {
    let directory = workspace.path + "/state"
    let root = root
    let paths = (0..<400).map { "g\(1000 + $0)" }
    let first = shelf(root, paths: paths, singles: (0..<400).map { $0 })
    let second = shelf(root, paths: paths.map { "h" + $0 }, singles: (0..<400).map { $0 })
    try catalog.replace(first)
    let isDone = Atomic<Bool>(false)
    let failures = Mutex<[String]>([])
    try onThreads(count: 3) { number in
      do {
        let mine = try Catalog.open(directory: directory)
        if number == 0 {
          for round in 0..<30 { try mine.replace(round % 2 == 0 ? second : first) }
          isDone.store(true, ordering: .releasing)
        } else {
          while !isDone.load(ordering: .acquiring) {
            guard let seen = try mine.shelves(of: root).first, isSame(seen, first) || isSame(seen, second) else {
              return failures.withLock { $0.append("a mixture") }
            }
          }
        }
      } catch {
        isDone.store(true, ordering: .releasing)
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
  }

  @Test func manyProcessesMayCreateTheCatalogAtOnce() throws {
    let directory = workspace.path + "/fresh"
    let failures = Mutex<[String]>([])
    try onThreads(count: 8) { number in
      do {
        _ = try Catalog.open(directory: directory).root(forPath: "/r\(number % 2)")
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(try Catalog.open(directory: directory).root(forPath: "/r1").id <= 2)
  }
}

/// Runs `body` on threads of its own and waits for all of them.
func onThreads(count: Int, _ body: @escaping @Sendable (Int) -> Void) throws {
  let threads = try (0..<count).map { number in
    try WorkerThread(name: "test-\(number)", stackBytes: 2 << 20) { body(number) }
  }
  for thread in threads { thread.join() }
}
