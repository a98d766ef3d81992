internal import Model
internal import Service
internal import Testing

@Suite("What sources offer, as a library") struct OfferedLibraryTests {
  /// - Parameter first: the number of the first offer.
  private func listed(
    _ paths: [String], place: String = "http://nas/roms/", platform: String? = nil, first: Int64 = 1, size: Int64? = nil
  ) -> OfferedLibrary.Listed {
    let sorted = paths.map { Array($0.utf8) }.sorted { $0.lexicographicallyPrecedes($1) }
    let offers = sorted.enumerated().map { index, path in
      StoredOffer(
        id: first + Int64(index), source: first,
        offer: Offer(
          path: path, address: .web("http://nas/" + String(decoding: path, as: UTF8.self)),
          size: size.map { OfferSize($0, isExact: true) }))
    }
    return OfferedLibrary.Listed(
      source: KnownSource(id: first, name: "s\(first)", place: place), platform: platform, offers: offers)
  }

  private func games(_ library: OfferedLibrary) -> [String: [String]] {
    Dictionary(
      uniqueKeysWithValues: library.systems.map { system in
        (system.key, system.games.map { String(decoding: $0.name, as: UTF8.self) })
      })
  }

  struct Case: Sendable {
    var place = "http://nas/roms/"
    var paths: [String]
    var games: [String: [String]]
  }

  @Test(arguments: [
    Case(
      paths: ["nes/Zelda (USA).nes", "SNES/Chrono Trigger (USA).sfc", "Sega - Mega Drive - Genesis/Sonic.md"],
      games: ["nes": ["Zelda (USA).nes"], "snes": ["Chrono Trigger (USA).sfc"], "megadrive": ["Sonic.md"]]),
    Case(
      paths: ["roms/nes/Zelda.nes", "roms/snes/Mario.sfc", "bios/bios.bin", "readme.txt"],
      games: ["nes": ["Zelda.nes"], "snes": ["Mario.sfc"]]),
    Case(
      paths: ["nes/roms/Zelda.nes", "nes/media/Zelda.png", "snes/roms/Mario.sfc"],
      games: ["nes": ["Zelda.nes"], "snes": ["Mario.sfc"]]),
    Case(
      paths: ["Consoles/nes/Zelda.nes", "Consoles/snes/Mario.sfc", "Handhelds/gb/Tetris.gb"],
      games: ["nes": ["Zelda.nes"], "snes": ["Mario.sfc"], "gb": ["Tetris.gb"]]),
    Case(
      place: "http://nas/roms/snes/", paths: ["Mario.sfc", "Hacks/Mario 2.sfc"],
      games: ["snes": ["Hacks/Mario 2.sfc", "Mario.sfc"]]),
    Case(
      place: "/mnt/share/gb", paths: ["Tetris (World).gb", ".hidden.gb", "Thumbs.db"],
      games: ["gb": ["Tetris (World).gb"]]),
    Case(
      paths: [
        "psx/Alpha (USA) (Track 1).bin", "psx/Alpha (USA) (Track 2).bin", "psx/Alpha (USA).cue",
        "psx/Beta/Beta.bin", "psx/Beta/Beta.cue", "psx/Gamma (Disc 1).chd", "psx/Gamma (Disc 2).chd",
      ], games: ["psx": ["Alpha (USA)", "Beta", "Gamma"]]),
    Case(
      paths: ["nes/.Zelda.nes.part", "nes/@eaDir/x.nes", "nes/Zelda.nes", "nes/half.nes.crdownload"],
      games: ["nes": ["Zelda.nes"]]),
    Case(paths: [], games: [:]),
  ])
  func `has the systems and games that the same files have in a library`(one: Case) {
    let found = games(OfferedLibrary([listed(one.paths, place: one.place)]))
    let names = found.mapValues { $0.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.sorted() }
    #expect(names == one.games.mapValues { $0.map { $0.split(separator: "/").last.map(String.init) ?? $0 }.sorted() })
  }

  @Test func `a platform that is named is everything's`() {
    let library = OfferedLibrary([listed(["a/One.bin", "b/Two.bin"], platform: "megadrive")])
    #expect(library.systems.map(\.key) == ["megadrive"])
    #expect(games(library)["megadrive"]?.sorted() == ["One.bin", "Two.bin"])
  }

  @Test func `the same file of two sources is one, another file by its name is the first's`() throws {
    let first = listed(["snes/A.sfc", "snes/B.sfc"], first: 1, size: 100)
    let second = listed(["Super Nintendo/A.sfc", "Super Nintendo/C.sfc"], first: 11, size: 100)
    let third = listed(["snes/A.sfc"], first: 21, size: 200)
    let fourth = listed(["snes/B.sfc"], first: 31)
    let library = OfferedLibrary([first, second, third, fourth])
    let system = try #require(library.systems.first)
    #expect(library.systems.count == 1 && system.files.count == 3)
    let offers = Dictionary(
      uniqueKeysWithValues: (0..<3).map {
        (String(decoding: system.files.path(at: $0), as: UTF8.self), system.offers[$0])
      })
    #expect(offers == ["A.sfc": [1, 11], "B.sfc": [2, 31], "C.sfc": [12]])
    #expect(system.files.version(at: 0).size == 100)
  }

  @Test func `200,000 files are arranged`() {
    let paths = (0..<20).flatMap { system in
      (0..<10_000).map { "\(["nes", "snes", "gb", "gba", "md"][system % 5])/\(system)/Game \($0) (USA).zip" }
    }
    #expect(OfferedLibrary([listed(paths)]).systems.reduce(0) { $0 + $1.games.count } == 200_000)
  }
}
