internal import Catalog
internal import Digest
internal import Model
internal import Platform
internal import TestSupport
internal import Testing

@Suite("Sources and what they offer, in the catalog", .timeLimit(.minutes(Soak.patience))) struct SourceCatalogTests {
  private let home: OfferingCatalog
  private var catalog: Catalog { home.catalog }

  init() throws { home = try OfferingCatalog() }

  // MARK: Sources

  @Test func `a source keeps its number, and one with another place is another`() throws {
    let other = try catalog.source(named: "attic", at: "/attic")
    #expect(other.id > home.source.id && other.listing == nil)
    #expect(try catalog.source(named: "home", at: "http://shelf/") == home.source)
    #expect(try catalog.sources() == [other, home.source])
    try home.begin()
    try home.list("", ["a.zip"], etag: "1")
    try home.end()
    let old = home.source.id
    #expect(try catalog.sources().last?.listing?.offers == 1)
    let moved = try catalog.source(named: "home", at: "https://shelf/")
    #expect(moved.id > other.id && moved.listing == nil)
    #expect(try catalog.offers(of: old, below: []).isEmpty && catalog.offers(of: moved.id, below: []).isEmpty)
    #expect(try catalog.knownFolder(of: old, at: []) == nil && !catalog.hasKnownFolders(of: old))
    // The listing that was under way then is nobody's.
    try home.list("", ["b.zip"])
    #expect(try home.end() == nil && catalog.beginListing(of: old) == 0)
    #expect(try !catalog.store([ListingBatch(offers: [])], of: old, listing: 9))
    try catalog.forgetSource(moved.id)
    #expect(try catalog.sources() == [other])
    #expect(try catalog.source(named: "home", at: "https://shelf/").id > moved.id)
  }

  @Test func `what came of a listing is read as it was stored`() throws {
    var result = SourceListing(began: 5, ended: 9, isComplete: false)
    (result.folders, result.refused, result.failures, result.message) = (3, 2, 1, "a folder: is away")
    try home.begin()
    let first = home.listing
    try home.give(["a", "b"])
    #expect(try catalog.endListing(of: home.source.id, listing: first, result)?.offers == 2)
    try home.reopen()
    result.offers = 2
    #expect(home.source.listing == result)
    try home.begin()
    #expect(home.listing > first)
  }

  // MARK: Offers

  @Test func `an offer is read as it was stored, and keeps its id while it is offered`() throws {
    func digest<Value: DigestValue>(_ byte: UInt8) -> Value {
      [UInt8](repeating: byte, count: Value.byteCount).withUnsafeBytes { Value(bytes: $0) }
    }
    var offers = [
      Offer(path: Array("a/Pokémon 100%.zip".utf8), address: .web("http://shelf/a/Pok%C3%A9mon%20100%25.zip")),
      Offer(path: Array("b".utf8), address: .file(Array("c/ü.bin".utf8))),
    ]
    try home.begin()
    try catalog.store([ListingBatch(offers: offers)], of: home.source.id, listing: home.listing)
    let stored = try catalog.offers(of: home.source.id, below: [])
    #expect(stored.map(\.offer) == offers && stored.allSatisfy { $0.source == home.source.id })
    offers[0].size = OfferSize(1_200_000, isExact: false)
    offers[0].modified = OfferTime(-7, isExact: true)
    offers[0].etag = "W/\"é\""
    offers[0].checksums = OfferedChecksums(
      crc32: 0xFFFF_FFFF, md5: digest(1), sha1: digest(0), sha256: digest(3))
    offers[1].size = OfferSize(0, isExact: true)
    offers[1].modified = OfferTime(8, isExact: false)
    offers[1].address = .web("http://elsewhere/")
    try home.begin()
    try catalog.store([ListingBatch(offers: offers)], of: home.source.id, listing: home.listing)
    try home.end()
    let changed = try catalog.offers(of: home.source.id, below: [])
    #expect(changed.map(\.offer) == offers && changed.map(\.id) == stored.map(\.id))
    #expect(try catalog.offers([stored[1].id, 99, stored[0].id]) == changed.reversed())
    // What the source does not say any more is not known any more.
    let bare = Offer(path: offers[0].path, address: offers[0].address)
    try catalog.store([ListingBatch(offers: [bare])], of: home.source.id, listing: home.listing)
    #expect(try catalog.offers([stored[0].id]).map(\.offer) == [bare])
  }

  @Test func `an id is never used for another file`() throws {
    try home.begin()
    try home.list("", ["a", "b"])
    let before = try home.ids()
    try home.list("", [])
    try home.begin()
    try home.list("", [])
    #expect(try home.paths() == [])
    try home.list("", ["b", "a"])
    #expect(try home.ids().values.allSatisfy { id in before.values.allSatisfy { $0 < id } })
  }

  // MARK: What is gone

  @Test func `a whole folder loses what lies in it and did not come, and nothing else`() throws {
    try home.begin()
    try home.list("", ["top", "old"])
    try home.list("a", ["1", "2", "3"])
    try home.list("a/deep", ["1"])
    try home.list("a/deep/er", ["1"])
    for near in ["a b", "a.", "a0", "A"] { try home.list(near, ["1"]) }
    try home.end()
    let before = try home.ids()
    try home.begin()
    // The rest of the listing has not come.
    try home.list("a", ["2", "4"])
    try home.end(isComplete: false)
    var expected = before
    expected["a/1"] = nil
    expected["a/3"] = nil
    var after = try home.ids()
    #expect(after.removeValue(forKey: "a/4") != nil && after == expected)
    try home.begin()
    try home.list("", ["top"], isWhole: false)
    try home.list("a/deep", [], isWhole: false)
    #expect(try home.ids()["old"] != nil && home.ids()["a/deep/1"] != nil)
    try home.list("", ["top"])
    #expect(try home.ids()["old"] == nil && home.ids().count == before.count - 2)
  }

  @Test func `a folder of many batches loses nothing before the last`() throws {
    let names = (0..<2_500).map { "\($0)" }
    try home.begin()
    try home.list("a", names)
    try home.begin()
    let listed = ListedFolder(path: [UInt8(ascii: "a")], isWhole: true)
    let batches = ListingBatch.batches(of: names.dropFirst(5).map { OfferingCatalog.offer("a/\($0)") }, folder: listed)
    #expect(batches.count == 3)
    for (index, batch) in batches.enumerated() {
      #expect(try home.paths().count == 2_500, "\(index)")
      try catalog.store([batch], of: home.source.id, listing: home.listing)
    }
    #expect(try home.paths().count == 2_495)
  }

  @Test func `after a complete listing everything else is gone`() throws {
    try home.begin()
    try home.list("", ["top"])
    try home.list("a", ["1"], etag: "a")
    try home.list("a/b", ["1"], etag: "b")
    try home.give(["loose/1", "loose/2"])
    try home.end(isComplete: false)
    try home.begin()
    try home.list("", ["top"], subfolders: ["c"])
    try home.list("c", ["1"])
    try home.give(["loose/2"])
    let result = try home.end()
    #expect(try home.paths() == ["c/1", "loose/2", "top"])
    #expect(result?.offers == 3)
    #expect(try !catalog.hasKnownFolders(of: home.source.id))
  }

  @Test func `what lies in an unchanged folder stands, and what lies below it has to come itself`() throws {
    try home.begin()
    try home.list("", [], etag: "0", subfolders: ["a"])
    try home.list("a", ["1", "2"], etag: "a", subfolders: ["b", "c", "d"])
    try home.list("a/b", ["1"], etag: "b")
    try home.list("a/c", ["1", "2"], etag: "c")
    try home.list("a/d", ["1"])
    try home.end()
    let before = try home.ids()
    try home.begin()
    try home.keep("")
    try home.keep("a")
    try home.keep("a/b")
    try home.list("a/c", ["2"], etag: "c2")
    // The folder a/d is gone.
    #expect(try home.end()?.offers == 4)
    let kept = ["a/1", "a/2", "a/b/1", "a/c/2"]
    #expect(try home.ids() == before.filter { kept.contains($0.key) })
    #expect(try catalog.knownFolder(of: home.source.id, at: Array("a".utf8))?.subfolders.count == 3)
    #expect(try catalog.knownFolder(of: home.source.id, at: Array("a/c".utf8))?.mark.etag == "c2")
  }

  @Test func `a listing that is overtaken by another takes nothing from it`() throws {
    try home.begin()
    let slow = home.listing
    try home.begin()
    try home.list("", ["a", "b"])
    let late = ListedFolder(path: [], isWhole: true)
    try catalog.store(
      [ListingBatch(offers: [OfferingCatalog.offer("a")], folder: late)], of: home.source.id, listing: slow)
    try catalog.endListing(of: home.source.id, listing: slow, SourceListing(began: 1, ended: 2, isComplete: true))
    #expect(try home.paths() == ["a", "b"])
    #expect(try home.end()?.offers == 2)
  }

  @Test func `a listing that was broken off leaves what was there and what came`() throws {
    try home.begin()
    try home.list("", ["1", "2"], etag: "old")
    try home.list("a", ["1"])
    try home.end()
    let (before, first) = (try home.ids(), home.listing)
    try home.begin()
    try catalog.store(
      [ListingBatch(offers: [OfferingCatalog.offer("3")])], of: home.source.id, listing: home.listing)
    try home.reopen()
    #expect(try home.ids().filter { $0.key != "3" } == before && home.paths() == ["1", "2", "3", "a/1"])
    #expect(home.source.listing?.offers == 3)
    #expect(try catalog.knownFolder(of: home.source.id, at: [])?.mark.etag == "old")
    try home.begin()
    #expect(home.listing > first + 1)
    try home.list("", ["1", "3"])
    try home.end()
    #expect(try home.paths() == ["1", "3"])
  }
}
