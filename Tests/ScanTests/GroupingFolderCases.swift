extension GroupingCase {
  /// Folders that are one game each, on platforms of single files and discs.
  static let folders: [GroupingCase] = [
    .init("a folder with one ROM is that ROM", "nes", ["Game/Game.nes"], ["rom: Game/Game.nes"]),
    .init(
      "saves do not make a ROM an archive", "nes", ["Game/Game.nes", "Game/Game.srm", "Game/gamelist.xml"],
      ["rom: Game/Game.nes"]),
    .init(
      "a ROM with its manual", "nes", ["Game/Game.nes", "Game/manual.pdf"],
      ["title-folder: Game = Game.nes | manual.pdf"]),
    .init(
      "a game with updates and DLC in folders", "switch",
      ["Game/Game.nsp", "Game/dlc/More.nsp", "Game/update/v2.nsp"],
      ["title-folder: Game = Game.nsp | dlc/More.nsp | update/v2.nsp"]),
    .init(
      "a game with updates beside it", "switch",
      ["Game/Game [v0].nsp", "Game/Game [v65536].nsp", "Game/Game - Extra [DLC].nsp"],
      ["update-folder: Game = Game - Extra [DLC].nsp | Game [v0].nsp | Game [v65536].nsp"]),
    .init(
      "base and update without anything beside them", "wii", ["Game/base/a.wad", "Game/update/b.wad"],
      ["part-folders: Game = base/a.wad | update/b.wad"]),
    .init("a disc in its folder", "psx", ["Game/x.bin", "Game/x.cue<x.bin"], ["title-folder: Game = x.bin | x.cue"]),
    .init(
      "discs in their game's folder", "psx",
      ["Game/Game (Disc 1).bin", "Game/Game (Disc 1).cue<Game (Disc 1).bin", "Game/Game (Disc 2).chd"],
      [
        "disc-folder: Game = Game (Disc 1).bin | Game (Disc 1).cue | Game (Disc 2).chd + Game (Disc 1).cue, Game (Disc 2).chd"
      ]),
    .init(
      "disc folders in their game's folder", "psx",
      ["Game/Disc 1/a.bin", "Game/Disc 1/a.cue<a.bin", "Game/Disc 2/a.bin", "Game/Disc 2/a.cue<a.bin"],
      ["disc-folder: Game = Disc 1/a.bin | Disc 1/a.cue | Disc 2/a.bin | Disc 2/a.cue + Disc 1/a.cue, Disc 2/a.cue"]),
    .init(
      "a playlist in the game's folder", "psx", ["Game/Game.m3u<a.chd,b.chd", "Game/a.chd", "Game/b.chd"],
      ["title-folder: Game = Game.m3u | a.chd | b.chd"]),
    .init(
      "ES-DE's folder that is shown as a file", "psx",
      ["Game.m3u/Game.m3u<a.chd,b.chd", "Game.m3u/a.chd", "Game.m3u/b.chd"],
      ["title-folder: Game = Game.m3u | a.chd | b.chd"]),
    .init(
      "versions of one game", "snes", ["Zelda/Zelda (EU).sfc", "Zelda/Zelda (US).sfc"],
      ["title-folder: Zelda = Zelda (EU).sfc | Zelda (US).sfc"]),
    .init(
      "disks that count up", "c64", ["Game/game1.d64", "Game/game2.d64"], ["media-folder: Game = game1.d64 | game2.d64"]
    ),
    .init(
      "files without an extension anybody knows", "neogeo", ["samsho/045-c1.c1", "samsho/045-p1.p1"],
      ["set: samsho = 045-c1.c1 | 045-p1.p1"]),
    .init("a folder of pictures", "nes", ["A.nes", "art/A.png", "images/B.png", "media/x/c.nes"], ["rom: A.nes"]),
    .init(
      "a ROM beside folders of other games", "nes", ["Mine/A.nes", "Mine/Sub/B.nes", "Mine/Sub/C.nes"],
      ["rom: Mine/A.nes", "rom: Mine/Sub/B.nes", "rom: Mine/Sub/C.nes"]),
    .init(
      "a hack with its patch, its text and the ROM it is for", "snes",
      ["Parallel Worlds/Zelda.sfc", "Parallel Worlds/Parallel Worlds.ips", "Parallel Worlds/readme.txt"],
      ["title-folder: Parallel Worlds = Parallel Worlds.ips | Zelda.sfc | readme.txt"]),
    .init(
      "MSU-1 in a folder", "snes",
      [
        "Zelda MSU/zelda_msu.sfc", "Zelda MSU/zelda_msu.msu", "Zelda MSU/zelda_msu-1.pcm", "Zelda MSU/manifest.bml",
        "Zelda MSU/zelda_msu.xml",
      ],
      ["title-folder: Zelda MSU = manifest.bml | zelda_msu-1.pcm | zelda_msu.msu | zelda_msu.sfc | zelda_msu.xml"]),
    .init(
      "every part that RomM knows", "psx",
      [
        "Gex/G.chd", "Gex/dlc/a.bin", "Gex/hack/b.bin", "Gex/manual/c.pdf", "Gex/patch/d.ppf", "Gex/update/e.bin",
        "Gex/mod/f.bin",
        "Gex/demo/g.chd",
        "Gex/translation/h.bin", "Gex/prototype/i.chd", "Gex/cheat/j.cht", "Gex/soundtrack/k.mp3",
        "Gex/screenshot/l.png",
      ],
      [
        "title-folder: Gex = G.chd | cheat/j.cht | demo/g.chd | dlc/a.bin | hack/b.bin | manual/c.pdf | mod/f.bin | patch/d.ppf | prototype/i.chd | screenshot/l.png | soundtrack/k.mp3 | translation/h.bin | update/e.bin"
      ]),
    .init(
      "the same in the plural and with numbers", "snes",
      [
        "Gex/G.sfc", "Gex/Patches/a.ips", "Gex/Manuals/b.pdf", "Gex/Update 1.2/G.sfc", "Gex/Original Soundtrack/c.flac",
      ],
      ["title-folder: Gex = G.sfc | Manuals/b.pdf | Original Soundtrack/c.flac | Patches/a.ips | Update 1.2/G.sfc"]),
    .init(
      "a dump whose name says nothing", "wii", ["Mario Kart [RMCE01]/RMCE01.wbfs", "Zelda [RZDE01]/RZDE01.wbfs"],
      ["own-folder: Mario Kart [RMCE01] = RMCE01.wbfs", "own-folder: Zelda [RZDE01] = RZDE01.wbfs"]),
    .init(
      "a disc in pieces in its folder", "wii", ["Zelda [RZDE01]/RZDE01.wbfs", "Zelda [RZDE01]/RZDE01.wbf1"],
      ["title-folder: Zelda [RZDE01] = RZDE01.wbf1 | RZDE01.wbfs"]),
    .init(
      "programs of the PSP", "psp", ["Lumines/EBOOT.PBP", "Beta One/EBOOT.PBP", "Beta One/DOCUMENT.DAT"],
      ["title-folder: Beta One = DOCUMENT.DAT | EBOOT.PBP", "own-folder: Lumines = EBOOT.PBP"]),
    .init(
      "a GDI in a folder", "dreamcast",
      [
        "Ikaruga/disc.gdi<track01.bin,track02.raw,track03.bin", "Ikaruga/track01.bin", "Ikaruga/track02.raw",
        "Ikaruga/track03.bin",
      ],
      ["title-folder: Ikaruga = disc.gdi | track01.bin | track02.raw | track03.bin"]),
    .init(
      "disks of a computer in a folder", "amiga",
      ["Monkey Island/Disk1.adf", "Monkey Island/Disk2.adf", "Monkey Island/Disk3.adf", "Monkey Island/codes.txt"],
      ["disc-folder: Monkey Island = Disk1.adf | Disk2.adf | Disk3.adf | codes.txt + Disk1.adf, Disk2.adf, Disk3.adf"]),
    .init(
      "tapes that count up", "zxspectrum", ["Elite/elite side 1.tzx", "Elite/elite side 2.tzx"],
      ["media-folder: Elite = elite side 1.tzx | elite side 2.tzx"]),
    .init(
      "an unpacked WHDLoad game", "amiga",
      ["Turrican/Turrican.slave", "Turrican/Disk.1", "Turrican/Disk.2", "Turrican/data/x"],
      ["installed: Turrican = Disk.1 | Disk.2 | Turrican.slave | data/x"]),
    .init(
      "an extracted PlayStation disc", "psx", ["Game X/SYSTEM.CNF", "Game X/SLUS_000.01", "Game X/MOVIE/a.str"],
      ["installed: Game X = MOVIE/a.str | SLUS_000.01 | SYSTEM.CNF"]),
    .init(
      "an extracted Xbox disc", "xbox", ["Halo/default.xbe", "Halo/maps/a.map", "Fable.iso"],
      ["rom: Fable.iso", "installed: Halo = default.xbe | maps/a.map"]),
    .init(
      "an extracted GameCube disc", "gc", ["Luigi/sys/main.dol", "Luigi/sys/boot.bin", "Luigi/files/a.szp"],
      ["installed: Luigi = files/a.szp | sys/boot.bin | sys/main.dol"]),
    .init(
      "an extracted PSP disc", "psp", ["Lumines/PSP_GAME/SYSDIR/EBOOT.BIN", "Lumines/UMD_DATA.BIN"],
      ["installed: Lumines = PSP_GAME/SYSDIR/EBOOT.BIN | UMD_DATA.BIN"]),
    .init(
      "an extracted Switch game and another in a file", "switch",
      ["Odd/exefs/main", "Odd/romfs/a.bin", "Even.nsp"], ["rom: Even.nsp", "installed: Odd = exefs/main | romfs/a.bin"]),
    .init(
      "an extracted Dreamcast disc", "dreamcast", ["Gex/IP.BIN", "Gex/1ST_READ.BIN", "Gex/DATA.AFS"],
      ["installed: Gex = 1ST_READ.BIN | DATA.AFS | IP.BIN"]),
    .init(
      "a Switch game split into a folder", "switch",
      ["Game [0100ABCD00010000].nsp/00", "Game [0100ABCD00010000].nsp/01"],
      ["data-folder: Game [0100ABCD00010000] = 00 | 01"]),
    .init(
      "a ROM, a picture, a save", "gb", ["Tetris/Tetris.gb", "Tetris/Tetris.png", "Tetris/Tetris.sav"],
      ["title-folder: Tetris = Tetris.gb | Tetris.png"]),
    .init(
      "two ROMs of one title and a manual", "nes",
      ["Zelda/Zelda (USA).nes", "Zelda/Zelda (Europe) (Rev 1).nes", "Zelda/Zelda Manual.pdf"],
      ["title-folder: Zelda = Zelda (Europe) (Rev 1).nes | Zelda (USA).nes | Zelda Manual.pdf"]),
  ]
}
