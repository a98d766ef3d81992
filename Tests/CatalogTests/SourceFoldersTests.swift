internal import Catalog
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Folders of sources, in the catalog", .timeLimit(.minutes(Soak.patience))) struct SourceFoldersTests {
  private let home: OfferingCatalog
  private var catalog: Catalog { home.catalog }

  init() throws { home = try OfferingCatalog() }

  @Test func `a folder is known by what its server said, and only as a whole`() throws {
    let subfolders = [
      ListedFolder.Subfolder(name: Array("a b".utf8), url: "http://shelf/a%20b/"),
      ListedFolder.Subfolder(name: Array("ü".utf8), url: ""),
    ]
    var folder = ListedFolder(path: Array("x/y".utf8), isWhole: true, subfolders: subfolders)
    func known(_ etag: String?, _ modified: String?) throws -> KnownFolder? {
      folder.mark = PageMark(etag: etag, modified: modified)
      try home.begin()
      try catalog.store([ListingBatch(offers: [], folder: folder)], of: home.source.id, listing: home.listing)
      return try catalog.knownFolder(of: home.source.id, at: folder.path)
    }
    let first = try known("\"1\"", nil)
    #expect(first?.mark == folder.mark && first?.subfolders == subfolders)
    #expect(try catalog.hasKnownFolders(of: home.source.id))
    #expect(try known(nil, "Sat, 01 Jan 2000 00:00:00 GMT")?.mark == folder.mark)
    #expect(try known(nil, nil) == nil)
    folder.subfolders = []
    #expect(try known("2", "3")?.subfolders == [])
    folder.isWhole = false
    #expect(try known("4", nil) == nil)
    #expect(try catalog.knownFolder(of: home.source.id, at: []) == nil)
    #expect(try !catalog.hasKnownFolders(of: home.source.id))
    // Nobody knows an unchanged folder that was forgotten: it is listed anew the next time.
    try home.keep("x/y")
    #expect(try catalog.knownFolder(of: home.source.id, at: folder.path) == nil)
  }

  @Test func `the folders at the top, with what lies below them`() throws {
    try home.begin()
    #expect(try catalog.offeredFolders(of: home.source.id).isEmpty)
    try home.list("", ["a", "b0", "z"])
    try home.list("b", ["1", "2"])
    try home.list("b/c", ["1"])
    try home.list("b c", ["1"])
    try home.list("b0", ["1"])
    try home.list("y/y/y/y", ["1"])
    try catalog.store(
      [ListingBatch(offers: [Offer(path: Array("b/unknown".utf8), address: .web("http://shelf/b/u"))])],
      of: home.source.id, listing: home.listing)
    let other = try catalog.source(named: "other", at: "/other")
    try catalog.store(
      [ListingBatch(offers: [OfferingCatalog.offer("b/1", size: 1 << 44)])], of: other.id, listing: 1)
    let folders = try catalog.offeredFolders(of: home.source.id)
    let shown = folders.map { "\(String(decoding: $0.name, as: UTF8.self)) \($0.offers) \($0.bytes)" }
    #expect(shown == ["b 4 30", "b c 1 10", "b0 1 10", "y 1 10"])
    #expect(try home.paths(below: "b") == ["b/1", "b/2", "b/c/1", "b/unknown"])
    #expect(try home.paths(below: "b/c") == ["b/c/1"])
    #expect(try home.paths(below: "y/y") == ["y/y/y/y/1"])
    #expect(try home.paths(below: "b0") == ["b0/1"] && home.paths(below: "a").isEmpty)
    #expect(try catalog.offeredFolders(of: other.id).map(\.bytes) == [1 << 44])
  }

  @Test func `what a folder has is read in pages that hold all of it`() throws {
    try home.begin()
    try home.list("a", (0..<5_000).map { "\($0)" })
    try home.list("b", ["1"])
    let paths = try home.paths(below: "a")
    #expect(paths == (0..<5_000).map { "a/\($0)" }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
    let ids = try catalog.offers(of: home.source.id, below: Array("a".utf8)).map(\.id)
    #expect(try catalog.offers(ids.reversed()).map(\.id) == ids.reversed())
  }

  @Test func `sizes that cannot all be true have a sum`() throws {
    try home.begin()
    let offers = (0..<1_000).map { OfferingCatalog.offer("a/\($0)", size: .max) }
    try catalog.store([ListingBatch(offers: offers)], of: home.source.id, listing: home.listing)
    #expect(try catalog.offeredFolders(of: home.source.id).map(\.bytes) == [9_000_000_000_000_000_000])
  }

  @Test func `200,000 offers of 200 folders`() throws {
    let batches = (0..<200).flatMap { number in
      let folder = "System \(number % 20)/Folder \(number)"
      let offers = (0..<1_000).map { OfferingCatalog.offer("\(folder)/A Game of Some Length \($0) (Europe).zip") }
      return ListingBatch.batches(
        of: offers,
        folder: ListedFolder(path: Array(folder.utf8), isWhole: true, mark: PageMark(etag: folder, modified: nil)))
    }
    func seconds(_ what: String, _ body: () throws -> Void) rethrows {
      let start = monotonicNanoseconds()
      try body()
      print("200,000 offers, \(what): \(Double(monotonicNanoseconds() - start) / 1e9) s")
    }
    func list() throws {
      try home.begin()
      for start in stride(from: 0, to: batches.count, by: 5) {
        try catalog.store(Array(batches[start..<start + 5]), of: home.source.id, listing: home.listing)
      }
      #expect(try home.end()?.offers == 200_000)
    }
    try seconds("stored", list)
    try seconds("stored again", list)
    try seconds("all folders unchanged") {
      try home.begin()
      for number in 0..<200 { try home.keep("System \(number % 20)/Folder \(number)") }
      #expect(try home.end()?.offers == 200_000)
    }
    try seconds("folders at the top") {
      let folders = try catalog.offeredFolders(of: home.source.id)
      #expect(folders.count == 20 && folders.allSatisfy { $0.offers == 10_000 && $0.bytes == 100_000 })
    }
    try seconds("a twentieth read") {
      let offers = try catalog.offers(of: home.source.id, below: Array("System 7".utf8))
      #expect(offers.count == 10_000)
    }
    try seconds("all gone") {
      try home.begin()
      try home.list("", [])
      #expect(try home.end()?.offers == 0)
    }
    try list()
    try seconds("forgotten") { try catalog.forgetSource(home.source.id) }
  }
}
