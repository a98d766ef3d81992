extension GroupingCase {
  /// Further habits of people and tools, a few cases of each kind.
  static let habits: [GroupingCase] = [
    // MARK: Discs
    .init(
      "a disc with a name of its own", "ps2", ["X (Disc 1 - Foo).iso", "X (Disc 2 - Bar).iso"],
      ["discs: X = X (Disc 1 - Foo).iso | X (Disc 2 - Bar).iso + X (Disc 1 - Foo).iso, X (Disc 2 - Bar).iso"]),
    .init(
      "a disc with a name behind a comma", "psx", ["RE2 (Disc 1, Leon).chd", "RE2 (Disc 2, Claire).chd"],
      [
        "discs: RE2 = RE2 (Disc 1, Leon).chd | RE2 (Disc 2, Claire).chd + RE2 (Disc 1, Leon).chd, RE2 (Disc 2, Claire).chd"
      ]),
    .init(
      "Roman numerals", "psx", ["X (Disc I).chd", "X (Disc II).chd", "X (Disc III).chd"],
      [
        "discs: X = X (Disc I).chd | X (Disc II).chd | X (Disc III).chd + X (Disc I).chd, X (Disc II).chd, X (Disc III).chd"
      ]),
    .init(
      "number words", "psx", ["X (Disc One).chd", "X (Disc Two).chd"],
      ["discs: X = X (Disc One).chd | X (Disc Two).chd + X (Disc One).chd, X (Disc Two).chd"]),
    .init(
      "nine lettered disks, the last of which is no numeral", "x68000",
      ["A", "B", "C", "D", "E", "F", "G", "H", "I"].map { "X (Disk \($0)).dim" },
      [
        "discs: X = "
          + ["A", "B", "C", "D", "E", "F", "G", "H", "I"].map { "X (Disk \($0)).dim" }.joined(separator: " | ")
          + " + " + ["A", "B", "C", "D", "E", "F", "G", "H", "I"].map { "X (Disk \($0)).dim" }.joined(separator: ", ")
      ]),
    .init(
      "disk and side in one", "c64", ["X (Disk 1A).d64", "X (Disk 1B).d64", "X (Disk 2A).d64"],
      [
        "discs: X = X (Disk 1A).d64 | X (Disk 1B).d64 | X (Disk 2A).d64 + X (Disk 1A).d64, X (Disk 1B).d64, X (Disk 2A).d64"
      ]),
    .init(
      "disk and side without brackets", "c64", ["X Disk 1 Side A.d64", "X Disk 1 Side B.d64", "X Disk 2 Side A.d64"],
      [
        "discs: X = X Disk 1 Side A.d64 | X Disk 1 Side B.d64 | X Disk 2 Side A.d64 + X Disk 1 Side A.d64, X Disk 1 Side B.d64, X Disk 2 Side A.d64"
      ]),
    .init(
      "a count without brackets", "amiga", ["X.1of2.adf", "X.2of2.adf", "Y 1of3.adf"],
      ["rom: Y 1of3.adf", "discs: X = X.1of2.adf | X.2of2.adf + X.1of2.adf, X.2of2.adf"]),
    .init(
      "only the first disk is cracked, beside another dump", "amiga",
      ["X (Disk 1 of 2)[a].adf", "X (Disk 1 of 2)[cr].adf", "X (Disk 2 of 2).adf", "X (Disk 2 of 2)[a].adf"],
      [
        "discs: X[a] = X (Disk 1 of 2)[a].adf | X (Disk 2 of 2)[a].adf + X (Disk 1 of 2)[a].adf, X (Disk 2 of 2)[a].adf",
        "discs: X = X (Disk 1 of 2)[cr].adf | X (Disk 2 of 2).adf + X (Disk 1 of 2)[cr].adf, X (Disk 2 of 2).adf",
      ]),
    .init(
      "an alternate of one disc beside a whole set", "psx", ["X (Disc 1).chd", "X (Disc 1) [b].chd", "X (Disc 2).chd"],
      ["rom: X (Disc 1) [b].chd", "discs: X = X (Disc 1).chd | X (Disc 2).chd + X (Disc 1).chd, X (Disc 2).chd"]),
    .init(
      "discs of a magazine are no game", "psx", ["Magazine Demo Disc 40.chd", "Magazine Demo Disc 41.chd"],
      ["rom: Magazine Demo Disc 40.chd", "rom: Magazine Demo Disc 41.chd"]),
    .init(
      "cover disks", "amiga", ["Amiga Format Cover Disk 12.adf", "Amiga Format Cover Disk 13.adf"],
      ["rom: Amiga Format Cover Disk 12.adf", "rom: Amiga Format Cover Disk 13.adf"]),
    .init(
      "Amiga CD32 is no disc", "amigacd32", ["X (CD).iso", "X (CD32).iso"], ["rom: X (CD).iso", "rom: X (CD32).iso"]),
    .init(
      "a game split for a loader", "ps2", ["ul.12345678.SLUS_200.62.00", "ul.12345678.SLUS_200.62.01"],
      ["split: ul.12345678.SLUS_200 = ul.12345678.SLUS_200.62.00 | ul.12345678.SLUS_200.62.01"]),
    .init(
      "folders of discs with names", "saturn",
      [
        "Force/Disc 1 - Foo/a.chd", "Force/Disc 2 - Bar/b.chd", "Riven/Disc 1 (Install)/a.iso",
        "Riven/Disc 2 (Play)/b.iso", "Riven/manual.pdf",
      ],
      [
        "disc-folder: Force = Disc 1 - Foo/a.chd | Disc 2 - Bar/b.chd + Disc 1 - Foo/a.chd, Disc 2 - Bar/b.chd",
        "disc-folder: Riven = Disc 1 (Install)/a.iso | Disc 2 (Play)/b.iso | manual.pdf + Disc 1 (Install)/a.iso, Disc 2 (Play)/b.iso",
      ]),
    // MARK: Folders
    .init(
      "folders that only sort, with one title in two versions and a readme", "snes",
      ["Imports", "Survival Horror", "Run & Gun", "GoodSNES", "1991-1995", "Rest of World", "Disney"].flatMap {
        ["\($0)/X (Japan).sfc", "\($0)/X (USA).sfc", "\($0)/readme.txt"]
      },
      ["1991-1995", "Disney", "GoodSNES", "Imports", "Rest of World", "Run & Gun", "Survival Horror"].flatMap {
        ["rom: \($0)/X (Japan).sfc", "rom: \($0)/X (USA).sfc"]
      }, others: ["sorting-name: Run & Gun/", "namesakes: Disney/"]),
    .init(
      "names of platforms of several words beside a region", "snes",
      ["Super Nintendo USA/X.sfc", "Super Nintendo USA/X (Rev 1).sfc", "Hacks (SMW)/X.sfc", "Hacks (SMW)/x.png"],
      ["rom: Hacks (SMW)/X.sfc", "rom: Super Nintendo USA/X (Rev 1).sfc", "rom: Super Nintendo USA/X.sfc"],
      others: ["sorting-name: Hacks (SMW)/", "sorting-name: Super Nintendo USA/"]),
    .init(
      "games whose title would sort", "nes",
      [
        "1942/1942 (USA).nes", "1942/cover.jpg", "Golf/Golf (USA).nes", "Golf/manual.pdf", "Golf 2/Golf.nes",
        "World Games/world_games.nes", "World Games/manual.pdf",
      ],
      [
        "rom: Golf 2/Golf.nes", "title-folder: 1942 = 1942 (USA).nes | cover.jpg",
        "title-folder: Golf = Golf (USA).nes | manual.pdf",
        "title-folder: World Games = manual.pdf | world_games.nes",
      ]),
    .init(
      "the sides of a game whose title would sort", "c64", ["Pirates/Pirates_a.d64", "Pirates/Pirates_b.d64"],
      ["media-folder: Pirates = Pirates_a.d64 | Pirates_b.d64"]),
    .init(
      "an installed game under its number", "xbox360",
      ["Halo 3/4D5307E6/00007000/A", "Content/0000000000000000/58410A7D/000D0000/B"],
      ["installed: 58410A7D = 000D0000/B", "installed: Halo 3 = 4D5307E6/00007000/A"]),
    .init(
      "a disc under its number", "ps3",
      ["Ico (USA)/BLUS30443/PS3_GAME/PARAM.SFO", "GAMES/BLES00001/PS3_GAME/PARAM.SFO"],
      ["installed: BLES00001 = PS3_GAME/PARAM.SFO", "installed: Ico (USA) = BLUS30443/PS3_GAME/PARAM.SFO"]),
    .init(
      "an icon beside a drawer", "amiga", ["X/X.slave", "X/X.info", "X.info"], ["installed: X = X.info | X.slave"],
      others: ["side-car: X.info"]),
    .init(
      "a list of disks to swap", "c64", ["X (Side A).d64", "X (Side B).d64", "X.vfl"],
      ["discs: X = X (Side A).d64 | X (Side B).d64 + X (Side A).d64, X (Side B).d64"], others: ["side-car: X.vfl"]),
    // MARK: Updates
    .init(
      "packages with words at the end", "ps3",
      ["Journey [NPUA80688] DLC.pkg", "Journey [NPUA80688] Update 1.02.pkg", "Journey [NPUA80688].pkg"],
      [
        "update: Journey [NPUA80688] = Journey [NPUA80688] DLC.pkg | Journey [NPUA80688] Update 1.02.pkg | Journey [NPUA80688].pkg"
      ]),
    .init(
      "words at the end without a number", "switch",
      ["X - DLC Pack 1.nsp", "X Update 1.5.nsp", "X.nsp", "Y Update.nsp"],
      ["rom: Y Update.nsp", "update: X = X - DLC Pack 1.nsp | X Update 1.5.nsp | X.nsp"]),
    .init(
      "parts called by what they are alone", "switch",
      ["X [01007300020FA000]/base.nsp", "X [01007300020FA000]/update.nsp", "X [01007300020FA000]/dlc 1.nsp"],
      ["title-folder: X [01007300020FA000] = base.nsp | dlc 1.nsp | update.nsp"]),
    .init(
      "firmware, keys, memories and tools beside games", "psx",
      [
        "Crash/Crash (USA).cue<Crash.bin", "Crash/Crash.bin", "Crash/scph1001.bin", "SCPH-5500.BIN", "rename.bat",
        "prod.keys", "Scphere.bin",
      ],
      ["rom: Scphere.bin", "title-folder: Crash = Crash (USA).cue | Crash.bin | scph1001.bin"],
      others: ["side-car: SCPH-5500.BIN", "side-car: rename.bat", "side-car: prod.keys"]),
    .init(
      "memories of a console", "dreamcast", ["X.cdi", "vmu_save_A1.bin", "dc_nvmem.bin", "dc_boot.bin"], ["rom: X.cdi"],
      others: ["record: vmu_save_A1.bin", "record: dc_nvmem.bin", "side-car: dc_boot.bin"]),
    .init(
      "a packed image", "psx", ["Crash.cue<Crash.bin", "Crash.bin.ecm"],
      ["descriptor: Crash = Crash.bin.ecm | Crash.cue"]),
    .init(
      "brackets of full width", "saturn", ["ゲーム（Disc 1）.chd", "ゲーム（Disc 2）.chd"],
      ["discs: ゲーム = ゲーム（Disc 1）.chd | ゲーム（Disc 2）.chd + ゲーム（Disc 1）.chd, ゲーム（Disc 2）.chd"]),
    .init(
      "a title of one letter", "saturn", ["D/D (USA) (Disc 1).chd", "D/D (USA) (Disc 2).chd", "D/manual.pdf"],
      [
        "disc-folder: D = D (USA) (Disc 1).chd | D (USA) (Disc 2).chd | manual.pdf + D (USA) (Disc 1).chd, D (USA) (Disc 2).chd"
      ]),
    .init(
      "arcade sets called like a sport", "mame", ["tennis/t1.6e", "tennis/t2.6f", "pool.zip", "pool/pool.chd"],
      ["set: pool = pool.zip | pool/pool.chd", "set: tennis = t1.6e | t2.6f"]),
    .init(
      "a start file for a game called like a sport", "dos", ["Golf.bat", "golf/GOLF.EXE", "golf/a.dat"],
      ["launcher: Golf = Golf.bat | golf/GOLF.EXE | golf/a.dat"]),
    // MARK: Playlists
    .init(
      "discs in a hidden folder", "psx",
      [
        "X.m3u<.discs/X (Disc 1).cue,.discs/X (Disc 2).chd", ".discs/X (Disc 1).cue<X.bin", ".discs/X.bin",
        ".discs/X (Disc 2).chd", ".discs/Y.chd",
      ],
      ["playlist: X = .discs/X (Disc 1).cue | .discs/X (Disc 2).chd | .discs/X.bin | X.m3u"],
      others: ["hidden-folder: .discs/", "hidden-folder: .discs/Y.chd"]),
    .init(
      "a sheet and papers below what another sheet names", "psx",
      ["X.cue<X/X.bin", "X/X.bin", "X/X.cue<X.bin", "X/scans/a.png", "Y.cue<Y/Y.bin", "Y/Y.bin", "Y/manual.pdf"],
      ["descriptor: X = X.cue | X/X.bin | X/X.cue | X/scans/a.png", "descriptor: Y = Y.cue | Y/Y.bin | Y/manual.pdf"]),
  ]
}
