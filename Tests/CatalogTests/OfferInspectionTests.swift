internal import Catalog
internal import Model
internal import Testing

@Suite("What servers say of single files, in the catalog") struct OfferInspectionTests {
  private let home: OfferingCatalog
  private var catalog: Catalog { home.catalog }

  init() throws {
    home = try OfferingCatalog()
    try home.begin()
    try home.give(["a", "b"])
    try home.end()
  }

  private func offer(_ path: String) throws -> StoredOffer {
    try #require(try catalog.offers(of: home.source.id, below: []).first { $0.offer.pathText == path })
  }

  @Test func `is read as it was stored, and the last word counts`() throws {
    let offer = try offer("a")
    #expect(try catalog.inspection(of: offer.id) == nil && catalog.inspections(of: home.source.id).isEmpty)
    var said = OfferInspection(
      of: offer, size: 7, modified: 9, etag: "\"x\"", lastModified: "Thu, 01 Jan 1970 00:00:09 GMT")
    try catalog.store([said])
    #expect(try catalog.inspection(of: offer.id) == said)
    said = OfferInspection(of: offer, isGone: true)
    try catalog.store([said])
    try home.reopen()
    #expect(try catalog.inspections(of: home.source.id) == [offer.id: said])
    // Of what is no offer any more nothing is kept.
    try home.begin()
    try home.give(["b"])
    try home.end()
    try catalog.store([said])
    #expect(try catalog.inspections(of: home.source.id).isEmpty)
  }

  @Test func `what is gone is asked about again when a listing that began later has it`() throws {
    func isUnknown() throws -> Bool {
      let offer = try offer("a")
      return offer.offer.isUnknown(try catalog.inspection(of: offer.id))
    }
    let number = try offer("a").id
    #expect(try isUnknown() && offer("a").offer.inspected(nil) != nil)
    func lose() throws { try catalog.store([OfferInspection(of: offer("a"), isGone: true)]) }
    try lose()
    try home.reopen()
    #expect(try !isUnknown())
    // One that has begun does not know of it.
    try home.begin()
    try lose()
    try home.give(["a", "b"])
    try home.end()
    #expect(try !isUnknown())
    try home.begin()
    try home.give(["a", "b"])
    #expect(try isUnknown() && offer("a").id == number)
    try home.end()
    #expect(try isUnknown())
    let all = try catalog.inspections(of: home.source.id)
    #expect(try all == [number: catalog.inspection(of: number)].compactMapValues { $0 })
    try lose()
    #expect(try !isUnknown())
    // Another source's listings say nothing of it, nor does one that did not come to it.
    let other = try catalog.source(named: "other", at: "http://other/")
    _ = try catalog.beginListing(of: other.id)
    try home.begin()
    try home.give(["b"])
    try home.end(isComplete: false)
    #expect(try !isUnknown())
    try home.begin()
    try home.give(["a", "b"])
    try home.end()
    try catalog.store([OfferInspection(of: offer("a"), size: 7, modified: 9)])
    #expect(try !isUnknown())
  }

  @Test func `a folder that did not change has what it had`() throws {
    try home.begin()
    try home.list("snes", ["a"], etag: "\"1\"")
    try home.end()
    let gone = try offer("snes/a")
    try catalog.store([OfferInspection(of: gone, isGone: true)])
    #expect(try !gone.offer.isUnknown(catalog.inspection(of: gone.id)))
    try home.begin()
    try home.keep("snes")
    try home.end()
    #expect(try gone.offer.isUnknown(catalog.inspection(of: gone.id)))
    #expect(try catalog.inspections(of: home.source.id)[gone.id]?.isListedSince == true)
  }

  @Test func `counts for the listing that it goes with, and for no other`() throws {
    let offer = try offer("a").offer
    let stored = StoredOffer(id: 1, source: 1, offer: offer)
    let said = OfferInspection(of: stored, size: 7, modified: 9, etag: "\"x\"")
    let exact = try #require(offer.inspected(said))
    #expect(exact.isExact && exact.size?.bytes == 7 && exact.modified?.seconds == 9 && exact.etag == "\"x\"")
    #expect(offer.inspected(OfferInspection(of: stored, isGone: true)) == nil)
    #expect(offer.inspected(nil) == offer)
    var other = offer
    other.modified = OfferTime(1234, isExact: false)
    #expect(other.inspected(said) == other)
    other = offer
    other.address = .web("http://elsewhere/a")
    #expect(other.inspected(OfferInspection(of: stored, isGone: true)) == other)
    // Nothing is as large as that: it is not known how large the file is.
    for size in [Int64.max, OfferSize.largest + 1, -1] {
      let untrue = offer.inspected(OfferInspection(of: stored, size: size, modified: 9))
      #expect(untrue?.size == offer.size && untrue?.modified?.seconds == 9)
      other = offer
      other.size = OfferSize(size, isExact: true)
      #expect(other.inspected(nil)?.size == nil)
      let said = OfferInspection(of: StoredOffer(id: 1, source: 1, offer: other), size: 7, modified: 9)
      #expect(other.inspected(said)?.size == OfferSize(7, isExact: true))
    }
    // A server that says no time leaves that of its listing.
    var rough = offer
    rough.modified = OfferTime(60, isExact: false)
    let timeless = OfferInspection(of: StoredOffer(id: 1, source: 1, offer: rough), size: 7)
    #expect(rough.inspected(timeless)?.modified == OfferTime(60, isExact: true))
  }
}
