internal import Catalog
internal import Digest
internal import SQLite
internal import TestSupport
internal import Testing

@Suite("Generated files in the catalog") struct SideCarTests {
  let workspace: TemporaryDirectory
  let catalog: Catalog
  let mount = "/mnt/games"

  init() throws {
    workspace = try TemporaryDirectory()
    catalog = try Catalog.open(directory: workspace.path + "/state")
  }

  private func digest(_ contents: [UInt8]) -> SHA256Digest { contents.withUnsafeBytes { SHA256Digest(of: $0) } }

  @Test func `a file comes back as it was stored, also after the catalog was closed`() throws {
    let contents = SplitMix64.bytes(300_000, seed: 1)
    let odd: [UInt8] = [0xFF, 0x0A, 0x2F, 0x00]
    let stored = try catalog.storeSideCars([(odd, contents), (bytes("a/empty"), [])], at: mount, modified: 5)
    #expect(
      stored == [
        StoredSideCar(path: odd, size: 300_000, modified: 5, digest: digest(contents)),
        StoredSideCar(path: bytes("a/empty"), size: 0, modified: 5, digest: digest([])),
      ])
    catalog.close()
    let again = try Catalog.open(directory: workspace.path + "/state")
    #expect(try again.sideCars(at: mount) == [stored[1], stored[0]])
    #expect(try again.sideCarBytes(odd, at: mount) == contents)
    #expect(try again.sideCarBytes(bytes("a/empty"), at: mount) == [])
    #expect(try again.sideCarBytes(bytes("a/other"), at: mount) == nil)
  }

  @Test func `bytes that are the same keep their time and are not written again`() throws {
    try catalog.storeSideCars([(bytes("a"), bytes("one")), (bytes("b"), bytes("two"))], at: mount, modified: 5)
    let before = catalog.totalChanges
    let stored = try catalog.storeSideCars([(bytes("a"), bytes("one"))], at: mount, modified: 9)
    #expect(stored.map(\.modified) == [5])
    #expect(catalog.totalChanges == before)
    let changed = try catalog.storeSideCars(
      [(bytes("a"), bytes("one")), (bytes("b"), bytes("TWO"))], at: mount, modified: 9)
    #expect(changed.map(\.modified) == [5, 9])
    #expect(try catalog.sideCarBytes(bytes("b"), at: mount) == bytes("TWO"))
    #expect(try catalog.sideCars(at: mount) == changed)
  }

  @Test(arguments: [Int64(100), 50, 0, -3])
  func `what changes gets a later time, wherever the clock stands`(clock: Int64) throws {
    try catalog.storeSideCars([(bytes("a"), bytes("one"))], at: mount, modified: 100)
    let stored = try catalog.storeSideCars([(bytes("a"), bytes("two"))], at: mount, modified: clock)
    #expect(stored.map(\.modified) == [101])
  }

  @Test func `files are forgotten in the same batch, and one that is stored in it is not`() throws {
    try catalog.storeSideCars(
      [(bytes("a"), bytes("1")), (bytes("b"), bytes("2")), (bytes("c"), bytes("3"))], at: mount, modified: 5)
    try catalog.storeSideCars(
      [(bytes("b"), bytes("2")), (bytes("d"), bytes("4"))], removing: [bytes("a"), bytes("b"), bytes("none")],
      at: mount, modified: 6)
    let stored = try catalog.sideCars(at: mount)
    #expect(stored.map(\.path) == ["b", "c", "d"].map { bytes($0) })
    #expect(stored.map(\.modified) == [5, 5, 6])
  }

  @Test func `the last of two with one path counts`() throws {
    let stored = try catalog.storeSideCars(
      [(bytes("a"), bytes("1")), (bytes("a"), bytes("22"))], at: mount, modified: 5)
    #expect(try catalog.sideCarBytes(bytes("a"), at: mount) == bytes("22"))
    #expect(stored.map(\.size) == [2, 2])
  }

  @Test func `each mount has its own`() throws {
    try catalog.storeSideCars([(bytes("a"), bytes("one"))], at: mount, modified: 5)
    try catalog.storeSideCars([(bytes("a"), bytes("other"))], at: "/mnt/other", modified: 6)
    try catalog.storeSideCars([], removing: [bytes("a")], at: "/mnt/third")
    #expect(try catalog.sideCarBytes(bytes("a"), at: mount) == bytes("one"))
    try catalog.storeSideCars([], removing: [bytes("a")], at: mount)
    #expect(try catalog.sideCars(at: mount) == [])
    #expect(try catalog.sideCars(at: "/mnt/other").map(\.modified) == [6])
  }

  @Test func `a batch that fails leaves everything as it was`() throws {
    try catalog.storeSideCars([(bytes("a"), bytes("one"))], at: mount, modified: 5)
    let connection = try Connection(path: catalog.path)
    try connection.execute(
      "CREATE TRIGGER refuse BEFORE INSERT ON side_car WHEN NEW.path = CAST('bad' AS BLOB) "
        + "BEGIN SELECT RAISE(ABORT, 'no'); END")
    #expect(throws: CatalogError.self) {
      try catalog.storeSideCars(
        [(bytes("b"), bytes("2")), (bytes("bad"), bytes("3"))], removing: [bytes("a")], at: mount)
    }
    #expect(try catalog.sideCars(at: mount).map(\.path) == [bytes("a")])
  }
}
