internal import Model
internal import Service
internal import Testing

@Suite("What sources offer, as shelves of the mount") struct RemoteShelvesTests {
  private let root = LibraryRoot(id: 9, path: "offered:everywhere")

  private func shelves(_ files: [(path: String, size: Int64, etag: String?)]) -> RemoteShelves {
    let sorted = files.sorted { Array($0.path.utf8).lexicographicallyPrecedes(Array($1.path.utf8)) }
    let offers = sorted.enumerated().map { index, file in
      StoredOffer(
        id: Int64(index + 1), source: 1,
        offer: Offer(
          path: Array(file.path.utf8), address: .web("http://nas/" + file.path),
          size: OfferSize(file.size, isExact: true), modified: OfferTime(1000, isExact: true), etag: file.etag))
    }
    let listed = OfferedLibrary.Listed(
      source: KnownSource(id: 1, name: "nas", place: "http://nas/roms/"), offers: offers)
    return RemoteShelves(root: root, OfferedLibrary([listed]))
  }

  private func shelves(_ paths: [String]) -> RemoteShelves { shelves(paths.map { ($0, 10, nil) }) }

  @Test func `every file has a node, and its node leads to its offer`() throws {
    let made = shelves(["nes/A.nes", "nes/B.nes", "psx/C/C.bin", "psx/C/C.cue"])
    #expect(made.shelves.map(\.system) == ["nes", "psx"])
    #expect(made.places.count == 4)
    var maker = FileNodeMaker(root: root)
    for (number, shelf) in made.shelves.enumerated() {
      for file in 0..<shelf.files.count {
        let place = try #require(made.places[maker.node(shelf.files.version(at: file)).rawValue])
        #expect(place.shelf == number && place.file == file)
      }
    }
    #expect(made.shelves[1].archives.count == 1 && made.shelves[0].singles == [0, 1])
    // The same at every mount.
    #expect(shelves(["nes/A.nes", "nes/B.nes", "psx/C/C.bin", "psx/C/C.cue"]).places == made.places)
  }

  @Test func `another tag is another file, and a tag that is weak no more is not`() {
    let first = shelves([("nes/A.nes", 10, "\"1\"")])
    #expect(shelves([("nes/A.nes", 10, "W/\"1\"")]).places == first.places)
    // As listings write it that were stored before.
    for tag in ["1", "W/1", "&quot;1&quot;"] { #expect(shelves([("nes/A.nes", 10, tag)]).places == first.places) }
    #expect(shelves([("nes/A.nes", 10, "")]).places == shelves([("nes/A.nes", 10, nil)]).places)
    #expect(Set(shelves([("nes/A.nes", 10, "\"2\"")]).places.keys).isDisjoint(with: first.places.keys))
    #expect(Set(shelves([("nes/A.nes", 11, "\"1\"")]).places.keys).isDisjoint(with: first.places.keys))
  }

  @Test func `only what has changed is shown again, and what is gone goes`() {
    let first = shelves(["nes/A.nes", "snes/B.sfc", "gb/C.gb"])
    let second = shelves(["nes/A.nes", "snes/B.sfc", "snes/D.sfc"])
    let difference = second.difference(from: first)
    #expect(difference.shown.map(\.system) == ["snes"])
    #expect(difference.gone.map { String(decoding: $0.folder, as: UTF8.self) } == ["gb"])
    #expect(first.difference(from: RemoteShelves(root: root)).shown.count == 3)
    #expect(first.difference(from: first).shown.isEmpty && first.difference(from: first).gone.isEmpty)
  }

  @Test(arguments: [
    ["psx/Saga (Disc 1).chd", "psx/Saga (Disc 2).chd", "psx/Saga (Disc 3).chd"],
    ["psx/Saga/Saga (Disc 1).bin", "psx/Saga/Saga (Disc 2).bin", "psx/Saga/Saga (Disc 3).bin"],
    ["psx/Saga/Saga CD1.iso", "psx/Saga/Saga CD2.iso", "psx/Saga/Saga CD3.iso"],
  ])
  func `disc after disc`(paths: [String]) throws {
    let made = shelves(paths.enumerated().map { ($1, Int64(100 + $0), nil) })
    let shelf = try #require(made.shelves.first)
    var maker = FileNodeMaker(root: root)
    let nodes = (0..<3).map { maker.node(shelf.files.version(at: $0)).rawValue }
    #expect(made.nextDiscs == [nodes[0]: [nodes[1]], nodes[1]: [nodes[2]]])
  }
}
