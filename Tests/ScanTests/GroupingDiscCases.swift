extension GroupingCase {
  /// Sets of discs, disks, tapes and sides.
  static let discs: [GroupingCase] = [
    .init(
      "discs of one file each", "psx", ["G (Disc 1).chd", "G (Disc 2).chd", "H.chd"],
      ["rom: H.chd", "discs: G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
    .init(
      "disc 2 comes before disc 10", "psx", (1...10).map { "G (Disc \($0)).iso" },
      [
        "discs: G = G (Disc 1).iso | G (Disc 10).iso | " + (2...9).map { "G (Disc \($0)).iso" }.joined(separator: " | ")
          + " + " + (1...10).map { "G (Disc \($0)).iso" }.joined(separator: ", ")
      ]),
    .init(
      "discs of cue and bin list the cues", "psx",
      ["G (Disc 1).bin", "G (Disc 1).cue<G (Disc 1).bin", "G (Disc 2).bin", "G (Disc 2).cue<G (Disc 2).bin"],
      ["discs: G = G (Disc 1).bin | G (Disc 1).cue | G (Disc 2).bin | G (Disc 2).cue + G (Disc 1).cue, G (Disc 2).cue"]),
    .init(
      "disks by letter", "amiga", ["G (Disk A).adf", "G (Disk B).adf"],
      ["discs: G = G (Disk A).adf | G (Disk B).adf + G (Disk A).adf, G (Disk B).adf"]),
    .init(
      "CD1 and CD2", "saturn", ["G (CD1).chd", "G (CD2).chd"],
      ["discs: G = G (CD1).chd | G (CD2).chd + G (CD1).chd, G (CD2).chd"]),
    .init(
      "regions stay apart", "psx", ["G (EU) (Disc 1).chd", "G (EU) (Disc 2).chd", "G (US) (Disc 1).chd"],
      [
        "rom: G (US) (Disc 1).chd",
        "discs: G (EU) = G (EU) (Disc 1).chd | G (EU) (Disc 2).chd + G (EU) (Disc 1).chd, G (EU) (Disc 2).chd",
      ]),
    .init("one disc alone is a file", "psx", ["G (Disc 1).chd"], ["rom: G (Disc 1).chd"]),
    .init(
      "two dumps of the same discs", "psx", ["G (Disc 1).chd", "G (Disc 1).pbp", "G (Disc 2).chd"],
      ["rom: G (Disc 1).pbp", "discs: G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
    .init(
      "discs in folders side by side", "psx",
      ["G (Disc 1)/g.bin", "G (Disc 1)/g.cue<g.bin", "G (Disc 2)/g.bin", "G (Disc 2)/g.cue<g.bin"],
      [
        "discs: G = G (Disc 1)/g.bin | G (Disc 1)/g.cue | G (Disc 2)/g.bin | G (Disc 2)/g.cue + G (Disc 1)/g.cue, G (Disc 2)/g.cue"
      ]),
    .init(
      "zipped discs are one game without a playlist", "psx", ["G (Disc 1).zip", "G (Disc 2).zip"],
      ["discs: G = G (Disc 1).zip | G (Disc 2).zip"]),
    .init(
      "sides of a Famicom disk", "fds", ["Zelda (Side A).fds", "Zelda (Side B).fds", "Metroid.fds"],
      [
        "rom: Metroid.fds",
        "discs: Zelda = Zelda (Side A).fds | Zelda (Side B).fds + Zelda (Side A).fds, Zelda (Side B).fds",
      ]),
    .init(
      "TOSEC disks with sides and labels", "c64",
      [
        "G (1988)(M)(Disk 1 of 2 Side A)[cr X].d64", "G (1988)(M)(Disk 1 of 2 Side B)[cr X].d64",
        "G (1988)(M)(Disk 2 of 2 Side A)[cr X].d64",
      ],
      [
        "discs: G (1988)(M)[cr X] = G (1988)(M)(Disk 1 of 2 Side A)[cr X].d64 | G (1988)(M)(Disk 1 of 2 Side B)[cr X].d64 | G (1988)(M)(Disk 2 of 2 Side A)[cr X].d64 + G (1988)(M)(Disk 1 of 2 Side A)[cr X].d64, G (1988)(M)(Disk 1 of 2 Side B)[cr X].d64, G (1988)(M)(Disk 2 of 2 Side A)[cr X].d64"
      ]),
    .init(
      "TOSEC disks whose labels and flags differ", "amiga",
      ["G (1990)(M)(Disk 1 of 2)(Program).adf", "G (1990)(M)(Disk 2 of 2)(Data)[a].adf"],
      [
        "discs: G (1990)(M) = G (1990)(M)(Disk 1 of 2)(Program).adf | G (1990)(M)(Disk 2 of 2)(Data)[a].adf + G (1990)(M)(Disk 1 of 2)(Program).adf, G (1990)(M)(Disk 2 of 2)(Data)[a].adf"
      ]),
    .init(
      "revisions of single discs", "psx",
      ["GT2 (USA) (Disc 1) (Arcade Mode) (Rev 1).chd", "GT2 (USA) (Disc 2) (GT Mode) (Rev 2).chd"],
      [
        "discs: GT2 (USA) = GT2 (USA) (Disc 1) (Arcade Mode) (Rev 1).chd | GT2 (USA) (Disc 2) (GT Mode) (Rev 2).chd + GT2 (USA) (Disc 1) (Arcade Mode) (Rev 1).chd, GT2 (USA) (Disc 2) (GT Mode) (Rev 2).chd"
      ]),
    .init(
      "two revisions of a whole set stay apart", "psx",
      ["G (Disc 1).chd", "G (Disc 2).chd", "G (Disc 1) (Rev 1).chd", "G (Disc 2) (Rev 1).chd"],
      [
        "discs: G (Rev 1) = G (Disc 1) (Rev 1).chd | G (Disc 2) (Rev 1).chd + G (Disc 1) (Rev 1).chd, G (Disc 2) (Rev 1).chd",
        "discs: G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd",
      ]),
    .init(
      "the same discs of two regions", "psx",
      ["G (Disc 1) (USA).chd", "G (Disc 2) (Europe).chd"],
      ["rom: G (Disc 1) (USA).chd", "rom: G (Disc 2) (Europe).chd"]),
    .init(
      "a first disc that does not say so", "psx", ["G.chd", "G (Disc 2).chd", "H.chd"],
      ["rom: H.chd", "discs: G = G (Disc 2).chd | G.chd + G.chd, G (Disc 2).chd"]),
    .init(
      "disks with labels", "pc98", ["G (System Disk).d88", "G (Data Disk).d88", "G (User Disk).d88", "H.d88"],
      [
        "rom: H.d88",
        "discs: G = G (Data Disk).d88 | G (System Disk).d88 | G (User Disk).d88 + G (System Disk).d88, G (Data Disk).d88, G (User Disk).d88",
      ]),
    .init(
      "a bonus disc after the discs", "ps2", ["G (Disc 1).iso", "G (Disc 2).iso", "G (Bonus Disc).iso"],
      [
        "discs: G = G (Bonus Disc).iso | G (Disc 1).iso | G (Disc 2).iso + G (Disc 1).iso, G (Disc 2).iso, G (Bonus Disc).iso"
      ]),
    .init(
      "X68000 disks by letter", "x68000", ["G (Disk A).dim", "G (Disk B).dim", "G (Disk C).dim"],
      ["discs: G = G (Disk A).dim | G (Disk B).dim | G (Disk C).dim + G (Disk A).dim, G (Disk B).dim, G (Disk C).dim"]),
    .init(
      "tapes", "zxspectrum", ["G (Tape 1).tzx", "G (Tape 2).tzx", "H - Side A.tap", "H - Side B.tap"],
      ["discs: G = G (Tape 1).tzx | G (Tape 2).tzx", "discs: H = H - Side A.tap | H - Side B.tap"]),
    .init(
      "parts of a tape game", "amstradcpc", ["G (Part 1 of 2).cdt", "G (Part 2 of 2).cdt"],
      ["discs: G = G (Part 1 of 2).cdt | G (Part 2 of 2).cdt"]),
    .init(
      "counted without a word", "msx", ["G (1 of 2).dsk", "G (2 of 2).dsk"],
      ["discs: G = G (1 of 2).dsk | G (2 of 2).dsk + G (1 of 2).dsk, G (2 of 2).dsk"]),
    .init(
      "names of scene releases", "ps2", ["G.DVD1.iso", "G.DVD2.iso"],
      ["discs: G = G.DVD1.iso | G.DVD2.iso + G.DVD1.iso, G.DVD2.iso"]),
    .init(
      "sheets and folders mixed", "saturn",
      ["G (Disc 1).chd", "G (Disc 2)/a.cue<a.bin", "G (Disc 2)/a.bin"],
      ["discs: G = G (Disc 1).chd | G (Disc 2)/a.bin | G (Disc 2)/a.cue + G (Disc 1).chd, G (Disc 2)/a.cue"]),
    .init(
      "discs of an extracted game in folders side by side", "xbox360",
      ["G (Disc 1)/default.xex", "G (Disc 1)/data/a", "G (Disc 2)/default.xex"],
      ["discs: G = G (Disc 1)/data/a | G (Disc 1)/default.xex | G (Disc 2)/default.xex"]),
    .init(
      "GameCube discs as Nintendont has them", "gc", ["G [GBIE08]/game.iso", "G [GBIE08]/disc2.iso"],
      ["disc-folder: G [GBIE08] = disc2.iso | game.iso + game.iso, disc2.iso"]),
    .init(
      "discs with a folder of extras", "ps2",
      [
        "Gex/G (Disc 1).iso", "Gex/G (Disc 2).iso", "Gex/Soundtrack/01.mp3", "Gex/Manual.pdf", "Gex/Extras/trailer.iso",
      ],
      [
        "disc-folder: Gex = Extras/trailer.iso | G (Disc 1).iso | G (Disc 2).iso | Manual.pdf | Soundtrack/01.mp3 + G (Disc 1).iso, G (Disc 2).iso"
      ]),
    .init(
      "disc folders with titles in the game's folder", "psx",
      ["Gex/G CD1/a.cue<a.bin", "Gex/G CD1/a.bin", "Gex/G CD2/a.cue<a.bin", "Gex/G CD2/a.bin"],
      ["disc-folder: Gex = G CD1/a.bin | G CD1/a.cue | G CD2/a.bin | G CD2/a.cue + G CD1/a.cue, G CD2/a.cue"]),
    .init(
      "disc folders and a folder of extras", "psx",
      ["Gex/CD1/a.chd", "Gex/CD2/b.chd", "Gex/bonus/c.chd", "Gex/manual/m.pdf"],
      ["disc-folder: Gex = CD1/a.chd | CD2/b.chd | bonus/c.chd | manual/m.pdf + CD1/a.chd, CD2/b.chd"]),
    .init(
      "discs of several games in one folder", "psx",
      ["RPGs/A (Disc 1).chd", "RPGs/A (Disc 2).chd", "RPGs/B (Disc 1).chd", "RPGs/B (Disc 2).chd"],
      [
        "discs: A = A (Disc 1).chd | A (Disc 2).chd + A (Disc 1).chd, A (Disc 2).chd",
        "discs: B = B (Disc 1).chd | B (Disc 2).chd + B (Disc 1).chd, B (Disc 2).chd",
      ]),
    .init(
      "four discs zipped, one of them not", "psx", ["G (Disc 1).zip", "G (Disc 2).zip", "G (Disc 3).chd"],
      ["discs: G = G (Disc 1).zip | G (Disc 2).zip | G (Disc 3).chd"]),
  ]
}
