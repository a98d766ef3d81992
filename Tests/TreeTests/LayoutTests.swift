internal import Layouts
internal import Model
internal import Testing
internal import Tree

@Suite("Layouts") struct LayoutTests {
  /// Files of a system's folder and the games they are, by names alone.
  private struct Game {
    var name: String
    var prefix = ""
    var members: [String]
    var playlist: String?
  }

  private func tree(
    _ system: String, _ layout: Layout, singles: [String] = [], others: [String] = [], games: [Game] = [],
    packing: ViewDefinition.Packing = .loose, sizes: (Int) -> Int64 = { Int64(100 + $0) }
  ) -> Tree {
    let paths = (singles + others + games.flatMap { game in game.members.map { game.prefix + $0 } })
      .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var files = FileTable()
    for (number, path) in paths.enumerated() {
      files.append(
        path: path.utf8,
        version: FileVersion(size: sizes(number), modified: 1_000_000_000, inode: UInt64(number + 1)))
    }
    func index(_ path: String) -> UInt32 { UInt32(paths.firstIndex(of: path) ?? -1) }
    let shelf = Shelf(
      location: Shelf.Location(root: ShelfFixture.root, folder: Array(system.utf8)), system: system, modified: 5,
      files: files, singles: singles.map(index).sorted(),
      archives: games.map { game in
        ArchiveGame(
          name: Array(game.name.utf8), members: game.members.map { index(game.prefix + $0) }.sorted(),
          prefixLength: game.prefix.utf8.count,
          playlist: game.playlist.map { text in
            GeneratedMember(name: Array("\(game.name).m3u".utf8), contents: Array(text.utf8))
          })
      })
    let tree = Tree(views: [ViewDefinition(name: "View", packing: packing, layout: layout)])
    _ = tree.replace(shelf, reach: .direct)
    return tree
  }

  private func shown(_ tree: Tree) throws -> [String] {
    try TreeLooks(tree: tree).files().keys.filter { !$0.hasPrefix(".vitrine") }.map { String($0.dropFirst(5)) }.sorted()
  }

  private func listed(_ tree: Tree) -> [String] {
    tree.systemFolders().flatMap(\.games).map { String(decoding: $0.path, as: UTF8.self) }.sorted()
  }

  private func text(_ tree: Tree, _ path: String) throws -> String? {
    let file = try TreeLooks(tree: tree).lookUp(["View"] + path.split(separator: "/").map(String.init))
    guard let node = file?.node, case .sideCar(let sideCar)? = tree.contents(of: node).first,
      case .bytes(let bytes) = sideCar.source
    else { return nil }
    return String(decoding: bytes, as: UTF8.self)
  }

  private let saga = Game(
    name: "Saga", members: ["Saga (Disc 1).bin", "Saga (Disc 1).cue", "Saga (Disc 2).bin", "Saga (Disc 2).cue"],
    playlist: "Saga (Disc 1).cue\nSaga (Disc 2).cue\n")
  private let quest = Game(name: "Quest", prefix: "Quest/", members: ["Quest.bin", "Quest.cue"])

  @Test func `files that together are larger than any number are arranged as others are`() throws {
    let tree = tree("psx", LayoutTable.esDE, games: [saga, quest], sizes: { _ in .max })
    #expect(listed(tree) == ["Quest.cue", "Saga.m3u"])
  }

  @Test func `ES-DE takes a folder for the file it is named after`() throws {
    let tree = tree("psx", LayoutTable.esDE, singles: ["Tale.chd"], others: ["Quest/notes.txt"], games: [saga, quest])
    #expect(
      try shown(tree) == [
        "psx/Quest.cue/Quest.bin", "psx/Quest.cue/Quest.cue", "psx/Quest.cue/notes.txt",
        "psx/Saga.m3u/Saga (Disc 1).bin", "psx/Saga.m3u/Saga (Disc 1).cue", "psx/Saga.m3u/Saga (Disc 2).bin",
        "psx/Saga.m3u/Saga (Disc 2).cue", "psx/Saga.m3u/Saga.m3u", "psx/Tale.chd",
      ])
    #expect(try text(tree, "psx/Saga.m3u/Saga.m3u") == saga.playlist)
    #expect(listed(tree) == ["Quest.cue", "Saga.m3u", "Tale.chd"])
    let games = tree.systemFolders().flatMap(\.games)
    #expect(
      games.map { String(decoding: $0.start, as: UTF8.self) }.sorted()
        == ["Quest.cue/Quest.cue", "Saga.m3u/Saga.m3u", "Tale.chd"])
  }

  @Test func `a descriptor of another name is called like its folder, with what is found by its stem`() throws {
    let game = Game(name: "Saga", prefix: "USA/Saga/", members: ["disc.bin", "disc.cue", "disc.sbi"])
    let clone = Game(name: "Clone", prefix: "Clone/", members: ["x.ccd", "x.img", "x.sub"])
    #expect(
      try shown(tree("psx", LayoutTable.esDE, games: [game, clone])) == [
        "psx/Clone.ccd/Clone.ccd", "psx/Clone.ccd/Clone.img", "psx/Clone.ccd/Clone.sub",
        "psx/USA/Saga.cue/Saga.cue", "psx/USA/Saga.cue/Saga.sbi", "psx/USA/Saga.cue/disc.bin",
      ])
  }

  @Test func `a descriptor further down is led to by a playlist`() throws {
    let tree = tree(
      "psx", LayoutTable.esDE, games: [Game(name: "Saga", prefix: "Saga/", members: ["cd/a.bin", "cd/a.cue"])])
    #expect(try shown(tree) == ["psx/Saga.m3u/Saga.m3u", "psx/Saga.m3u/cd/a.bin", "psx/Saga.m3u/cd/a.cue"])
    #expect(try text(tree, "psx/Saga.m3u/Saga.m3u") == "cd/a.cue\n")
  }

  @Test func `where a system knows no playlists each disc is listed, and its tracks are not`() throws {
    let tree = tree("3do", LayoutTable.esDE, games: [saga])
    #expect(
      try shown(tree) == [
        "3do/Saga (Disc 1).cue/Saga (Disc 1).bin", "3do/Saga (Disc 1).cue/Saga (Disc 1).cue",
        "3do/Saga (Disc 2).cue/Saga (Disc 2).bin", "3do/Saga (Disc 2).cue/Saga (Disc 2).cue",
      ])
    #expect(listed(tree) == ["Saga (Disc 1).cue", "Saga (Disc 2).cue"])
    let images = Game(
      name: "Long", members: ["Long (Disc 1).iso", "Long (Disc 2).iso"],
      playlist: "Long (Disc 1).iso\nLong (Disc 2).iso\n")
    for layout in [LayoutTable.esDE, LayoutTable.batocera] {
      let tree = self.tree("psp", layout, games: [images])
      #expect(try shown(tree) == ["psp/Long (Disc 1).iso", "psp/Long (Disc 2).iso"])
      #expect(listed(tree) == ["Long (Disc 1).iso", "Long (Disc 2).iso"])
    }
  }

  @Test func `an archive that starts a game keeps its name and its place, with the disks beside it`() throws {
    let game = Game(name: "area51", members: ["area51.zip", "area51/area51.chd"])
    for layout in [LayoutTable.esDE, LayoutTable.batocera, LayoutTable.romM, LayoutTable.onion, LayoutTable.mister] {
      let names = try shown(tree("mame", layout, games: [game])).map { $0.split(separator: "/").suffix(2) }
      #expect(names.map { $0.joined(separator: "/") }.sorted().last?.hasSuffix("area51.zip") == true, "\(names)")
      #expect(names.contains { $0.elementsEqual(["area51", "area51.chd"]) }, "\(layout.name): \(names)")
    }
  }

  @Test func `a list of the user's own gives way to the one beside the hidden folder`() throws {
    let own = Game(name: "Own", members: ["Own (Disc 1).chd", "Own (Disc 2).chd", "Own.m3u"])
    let tree = tree("psx", LayoutTable.retroPie, games: [own])
    #expect(try shown(tree) == ["psx/.Own/Own (Disc 1).chd", "psx/.Own/Own (Disc 2).chd", "psx/Own.m3u"])
    #expect(try text(tree, "psx/Own.m3u") == ".Own/Own (Disc 1).chd\n.Own/Own (Disc 2).chd\n")
    let veiled = Game(name: "V", members: [".V/V (Disc 1).chd", ".V/V (Disc 2).chd", "V.m3u"])
    #expect(
      try shown(self.tree("psx", LayoutTable.retroPie, games: [veiled]))
        == ["psx/.V/V (Disc 1).chd", "psx/.V/V (Disc 2).chd", "psx/V.m3u"])
  }

  @Test func `playlists beside hidden folders of one name lead to their own`() throws {
    let other = Game(name: "Quest", members: ["Quest.bin", "Quest.cue"])
    let tree = tree("psx", LayoutTable.pegasus, games: [quest, other])
    let names = try shown(tree)
    let lists = names.filter { $0.hasSuffix(".m3u") }
    #expect(lists.count == 2)
    let leads = Set(try lists.compactMap { try text(tree, $0) })
    #expect(leads.count == 2)
    for line in leads { #expect(names.contains("psx/" + line.dropLast()), "\(line) of \(names)") }
    // What is encoded in the name, and what may not be in a folder's, is so in both.
    let odd = Game(name: "A\\B.zip", members: ["A\\B.zip.ccd", "A\\B.zip.img"])
    let oddTree = self.tree("psx", LayoutTable.pegasus, games: [odd])
    #expect(
      try shown(oddTree) == ["psx/.A%5CB_zip/A%5CB.zip.ccd", "psx/.A%5CB_zip/A%5CB.zip.img", "psx/A%5CB.zip.m3u"])
    #expect(try text(oddTree, "psx/A%5CB.zip.m3u") == ".A%5CB_zip/A%5CB.zip.ccd\n")
  }

  @Test func `Batocera is shown no folder that it would take for a playlist`() throws {
    let game = Game(name: "Made", prefix: "Made.m3u/", members: ["Made (Disc 1).chd", "Made (Disc 2).chd", "Made.m3u"])
    let tree = tree("psx", LayoutTable.batocera, games: [game])
    #expect(
      try shown(tree) == ["psx/Made/Made (Disc 1).chd", "psx/Made/Made (Disc 2).chd", "psx/Made/Made.m3u"])
    #expect(listed(tree) == ["Made/Made.m3u"])
  }

  @Test func `Batocera hides discs whose names begin like comments`() throws {
    let game = Game(
      name: "#1", members: ["#1 (Disc 1).chd", "#1 (Disc 2).chd"], playlist: "./#1 (Disc 1).chd\n./#1 (Disc 2).chd\n")
    let tree = tree("psx", LayoutTable.batocera, games: [game])
    #expect(try shown(tree) == ["psx/#1.m3u", "psx/.#1/#1 (Disc 1).chd", "psx/.#1/#1 (Disc 2).chd"])
    #expect(try text(tree, "psx/#1.m3u") == ".#1/#1 (Disc 1).chd\n.#1/#1 (Disc 2).chd\n")
    #expect(listed(tree) == ["#1.m3u"])
  }

  @Test func `firmware is not shown where it would be listed as a game`() throws {
    let others = ["scph1001.bin", "bios/scph5501.bin", "readme.txt", "Quest/bonus.bin"]
    let tree = tree("psx", LayoutTable.esDE, singles: ["Tale.chd"], others: others, games: [quest])
    #expect(
      try shown(tree) == [
        "psx/Quest.cue/Quest.bin", "psx/Quest.cue/Quest.cue", "psx/Quest.cue/bonus.bin", "psx/Tale.chd",
        "psx/readme.txt",
      ])
    // Arcade games need theirs beside them.
    let arcade = self.tree("mame", LayoutTable.esDE, singles: ["game.zip"], others: ["neogeo.zip"])
    #expect(try shown(arcade) == ["mame/game.zip", "mame/neogeo.zip"])
  }

  @Test func `Batocera has the playlist beside the discs, which it hides itself`() throws {
    let tree = tree("psx", LayoutTable.batocera, games: [saga, quest])
    #expect(
      try shown(tree) == [
        "psx/Quest/Quest.bin", "psx/Quest/Quest.cue", "psx/Saga (Disc 1).bin", "psx/Saga (Disc 1).cue",
        "psx/Saga (Disc 2).bin", "psx/Saga (Disc 2).cue", "psx/Saga.m3u",
      ])
    #expect(listed(tree) == ["Quest/Quest.cue", "Saga.m3u"])
  }

  @Test func `Onion has the discs in a hidden folder`() throws {
    let tree = tree("psx", LayoutTable.onion, games: [saga, quest])
    #expect(
      try shown(tree) == [
        "Roms/PS/.Quest/Quest.bin", "Roms/PS/.Quest/Quest.cue", "Roms/PS/.Saga/Saga (Disc 1).bin",
        "Roms/PS/.Saga/Saga (Disc 1).cue", "Roms/PS/.Saga/Saga (Disc 2).bin", "Roms/PS/.Saga/Saga (Disc 2).cue",
        "Roms/PS/Quest.m3u", "Roms/PS/Saga.m3u",
      ])
    #expect(try text(tree, "Roms/PS/Saga.m3u") == ".Saga/Saga (Disc 1).cue\n.Saga/Saga (Disc 2).cue\n")
    #expect(listed(tree) == ["Quest.m3u", "Saga.m3u"])
  }

  @Test func `MiSTer has a folder for each game`() throws {
    #expect(
      try shown(tree("psx", LayoutTable.mister, games: [saga, quest])).filter { !$0.hasSuffix("bin") } == [
        "games/PSX/Quest/Quest.cue", "games/PSX/Saga/Saga (Disc 1).cue", "games/PSX/Saga/Saga (Disc 2).cue",
        "games/PSX/Saga/Saga.m3u",
      ])
  }

  @Test func `a folder of arbitrary files is one entry`() throws {
    let game = Game(name: "Keen", prefix: "Keen/", members: ["GAME.EXE", "SETUP.EXE", "data/a.dat"])
    #expect(try shown(tree("dos", LayoutTable.esDE, games: [game])) == ["dos/Keen.zip"])
    #expect(
      try shown(tree("dos", LayoutTable.batocera, games: [game]))
        == ["dos/Keen.pc/GAME.EXE", "dos/Keen.pc/SETUP.EXE", "dos/Keen.pc/data/a.dat"])
    #expect(listed(tree("dos", LayoutTable.batocera, games: [game])) == ["Keen.pc"])
    let sky = Game(name: "Sky", prefix: "Sky/", members: ["sky.dsk", "sky.scummvm"])
    #expect(
      try shown(tree("scummvm", LayoutTable.esDE, games: [sky]))
        == ["scummvm/sky.scummvm/sky.dsk", "scummvm/sky.scummvm/sky.scummvm"])
    let plain = Game(name: "Sky", prefix: "Sky/", members: ["sky.dnr", "sky.dsk"])
    #expect(
      try shown(tree("scummvm", LayoutTable.esDE, games: [plain])) == ["scummvm/Sky/sky.dnr", "scummvm/Sky/sky.dsk"])
  }

  @Test func `systems are called as the front end calls them, and two of one name are one folder`() throws {
    let tree = Tree(views: [ViewDefinition(name: "View", packing: .loose, layout: LayoutTable.batocera)])
    for (system, file) in [("genesis", "A.md"), ("megadrive", "B.md"), ("gc", "C.rvz"), ("own thing", "D.x")] {
      _ = tree.replace(ShelfFixture.singles([file], system: system, folder: system), reach: .direct)
    }
    #expect(try shown(tree) == ["gamecube/C.rvz", "megadrive/A.md", "megadrive/B.md", "own thing/D.x"])
    _ = tree.remove(ShelfFixture.singles([], system: "genesis", folder: "genesis").location)
    #expect(try shown(tree) == ["gamecube/C.rvz", "megadrive/B.md", "own thing/D.x"])
  }

  @Test func `no folder's name has an archive's extension in it, and extensions are in one case`() throws {
    let tree = tree("nes", LayoutTable.esDE, singles: ["stuff.zip/a.nes", "B.Nes", "C.NES", "old.7Z.d/e.nes"])
    #expect(try shown(tree) == ["nes/B.nes", "nes/C.NES", "nes/old_7Z.d/e.nes", "nes/stuff_zip/a.nes"])
  }

  @Test func `two games of one name are two folders, each with its own file inside`() throws {
    let other = Game(name: "Quest", members: ["Quest.bin", "Quest.cue"])
    let names = try shown(tree("psx", LayoutTable.esDE, games: [quest, other]))
    let folders = Set(names.map { $0.split(separator: "/").dropLast().joined(separator: "/") })
    #expect(folders.count == 2)
    for folder in folders {
      let last = folder.split(separator: "/").last.map(String.init) ?? ""
      #expect(names.contains("\(folder)/\(last)"), "\(names)")
    }
  }

  @Test func `media and lists give way to the layout's own`() throws {
    let tree = tree(
      "nes", LayoutTable.esDE, singles: ["A.nes"], others: ["images/A-image.png", "gamelist.xml", "A.srm"])
    #expect(try shown(tree) == ["nes/A.nes", "nes/A.srm"])
    let list = SideCar(Array("<gameList/>".utf8), modified: 7)
    let location = ShelfFixture.singles([], system: "nes", folder: "nes").location
    let changes = tree.setExtras(
      [
        Extra(path: [Array("gamelist.xml".utf8)], source: .sideCar(list)),
        Extra(
          path: ["pictures", "A.png"].map { Array($0.utf8) },
          source: .file(location, path: Array("images/A-image.png".utf8))),
      ], at: ["View", "nes"])
    #expect(try shown(tree) == ["nes/A.nes", "nes/A.srm", "nes/gamelist.xml", "nes/pictures/A.png"])
    #expect(try TreeLooks(tree: tree).lookUp(["View", "nes", "gamelist.xml"]) == list.attributes)
    // Nobody had looked before.
    #expect(changes.isEmpty == false)
    _ = tree.setExtras([], at: ["View", "nes"])
    #expect(try shown(tree) == ["nes/A.nes", "nes/A.srm"])
  }

  @Test func `games are chosen into folders of their own, as the same nodes`() throws {
    let tree = Tree()
    _ = tree.replace(ShelfFixture.singles(["A.nes", "B.nes", "USA/C.nes"]), reach: .direct)
    _ = tree.replace(ShelfFixture.archive("Saga", members: [("1.bin", 1), ("1.cue", 2)]), reach: .direct)
    let shelves = tree.shelves
    #expect(shelves.map(\.shelf.system) == ["nes", "psx"])
    _ = tree.setGuests(
      [
        GuestSection(
          path: ["Collections", "Best", "1990s", "nes"], .games([shelves[0]], chosen: [[0, 2]])),
        GuestSection(path: ["Collections", "Best", "1990s", "psx"], .games([shelves[1]], chosen: [[2]])),
        GuestSection(
          path: ["Playlists"],
          .extras([Extra(path: [Array("a.lpl".utf8)], source: .sideCar(SideCar([1, 2, 3], modified: 9)))])),
      ], of: "test")
    let looks = TreeLooks(tree: tree)
    #expect(try looks.names("Collections", "Best", "1990s") == ["nes", "psx"])
    #expect(try looks.names("Collections", "Best", "1990s", "nes") == ["A.nes", "C.nes"])
    #expect(try looks.names("Playlists") == ["a.lpl"])
    #expect(
      try looks.node("Collections", "Best", "1990s", "psx", "Saga.zip") == looks.node("Games", "psx", "Saga.zip"))
    let decade = try looks.node("Collections", "Best", "1990s")
    #expect(try tree.parent(of: looks.node("Collections", "Best", "1990s", "nes")).node == decade)
    #expect(try tree.parent(of: decade).node == looks.node("Collections", "Best"))
    let changes = tree.setGuests([], of: "test")
    #expect(try looks.names("Collections") == [])
    #expect(try looks.names("Playlists") == [])
    #expect(changes.contains(.entry(parent: Tree.node(ofView: "Collections"), name: Array("Best".utf8))))
    #expect(tree.directory(decade) == nil)
  }

  @Test func `chosen games go with their files at once, and follow those that change`() throws {
    let tree = Tree()
    _ = tree.replace(ShelfFixture.singles(["A.nes", "B.nes", "C.nes"]), reach: .direct)
    let shelves = tree.shelves
    _ = tree.setGuests(
      [
        GuestSection(path: ["Collections", "All", "nes"], .games(shelves, chosen: [[0, 1, 2]])),
        GuestSection(path: ["Collections", "One", "nes"], .games(shelves, chosen: [[1]])),
      ], of: "test")
    let looks = TreeLooks(tree: tree)
    #expect(try looks.names("Collections", "One", "nes") == ["B.nes"])
    // B is gone, and what was C comes before A.
    _ = tree.replace(ShelfFixture.singles(["A.nes", "C.nes", "D.nes"]), reach: .direct)
    #expect(try looks.names("Collections", "All", "nes") == ["A.nes", "C.nes"])
    #expect(try looks.names("Collections") == ["All"])
    for name in ["A.nes", "C.nes"] {
      let node = try looks.node("Collections", "All", "nes", name)
      #expect(try node == looks.node("Games", "nes", name))
      #expect(!tree.contents(of: node).isEmpty)
    }
    _ = tree.remove(ShelfFixture.singles([]).location)
    #expect(try looks.names("Collections") == [])
  }

  @Test func `a view that has nothing is as new as the others`() throws {
    let tree = Tree()
    _ = tree.replace(ShelfFixture.singles(["A.nes"], modified: 77_000_000_000), reach: .direct)
    let looks = TreeLooks(tree: tree)
    #expect(try tree.attributes(of: looks.node("Collections")).modified == 77_000_000_000)
    #expect(try tree.attributes(of: looks.node("Playlists")).modified == 77_000_000_000)
  }

  @Test func `a disc whose descriptor the front end does not list stays as it lies`() throws {
    let disc = Game(name: "dc", members: ["dc.gdi", "track 01.bin", "track02.raw"])
    #expect(
      try shown(tree("psx", LayoutTable.esDE, games: [disc])) == ["psx/dc.gdi", "psx/track 01.bin", "psx/track02.raw"])
    #expect(listed(tree("psx", LayoutTable.esDE, games: [disc])) == [])
    let own = Game(name: "One", members: ["One.bin", "One.cue", "One.m3u"])
    #expect(
      try shown(tree("psx", LayoutTable.onion, games: [own]))
        == ["Roms/PS/.One/One.bin", "Roms/PS/.One/One.cue", "Roms/PS/One.m3u"])
  }
}
