internal import Model
internal import Service
internal import Testing

@Suite("Checksums of files at sources") struct RemoteChecksumsTests {
  private func shelves(_ names: [String], root: LibraryRoot) -> RemoteShelves {
    let offers = names.sorted().enumerated().map { index, name in
      StoredOffer(
        id: Int64(index + 1), source: 1,
        offer: Offer(
          path: Array("nes/\(name).nes".utf8), address: .web("http://nas/\(name)"),
          size: OfferSize(10, isExact: true), modified: OfferTime(1000, isExact: true), etag: name))
    }
    let known = KnownSource(id: 1, name: "nas", place: "http://nas/roms/")
    return RemoteShelves(root: root, OfferedLibrary([.init(source: known, offers: offers)]))
  }

  private func keys(_ shelves: RemoteShelves) -> [ContentKey] {
    shelves.shelves.flatMap { shelf in
      (0..<shelf.files.count).map { ContentKey(root: shelves.root.id, version: shelf.files.version(at: $0)) }
    }
  }

  @Test func `what is shown no more is forgotten, and what is listed by now is not kept twice`() {
    let both = [
      shelves(["a", "b", "c"], root: LibraryRoot(id: 8, path: "offered:everywhere")),
      shelves(["d"], root: LibraryRoot(id: 9, path: "offered:available")),
    ]
    let everywhere = keys(both[0])
    let available = keys(both[1])
    var checksums = RemoteChecksums()
    checksums.listed[.everywhere] = [everywhere[0]: 1]
    for (number, key) in (everywhere + available).enumerated() { checksums.computed[key] = UInt32(number + 1) }
    checksums.prune(both)
    #expect(Set(checksums.computed.keys) == Set(everywhere[1...] + available))
    #expect((everywhere + available).map { checksums[$0] } == [1, 2, 3, 4])
    // Another version of one, and one that is gone.
    let changed = shelves(["b"], root: both[0].root)
    checksums.listed[.everywhere] = [:]
    checksums.prune([changed, both[1]])
    #expect(Set(checksums.computed.keys) == Set([everywhere[1]] + available))
    #expect(checksums[everywhere[0]] == nil && checksums[everywhere[2]] == nil)
    for round in 0..<100 {
      let next = shelves(["v\(round)"], root: both[0].root)
      checksums.listed[.everywhere] = Dictionary(keys(next).map { ($0, 5) }) { first, _ in first }
      for key in keys(next) { checksums.computed[key] = 5 }
      checksums.prune([next])
    }
    #expect(checksums.computed.isEmpty && checksums.listed.values.reduce(0) { $0 + $1.count } == 1)
  }
}
