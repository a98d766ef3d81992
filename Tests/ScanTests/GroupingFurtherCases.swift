extension GroupingCase {
  /// Trees of the same kinds, made from the words of what is wanted and not from the code.
  static let further: [GroupingCase] = [
    .init(
      "discs called by what people type", "psx",
      [
        "Final Fantasy VII/FF7_CD1.cue<FF7_CD1.bin", "Final Fantasy VII/FF7_CD1.bin",
        "Final Fantasy VII/FF7_CD2.cue<FF7_CD2.bin", "Final Fantasy VII/FF7_CD2.bin", "Final Fantasy VII/cover.jpg",
      ],
      [
        "disc-folder: Final Fantasy VII = FF7_CD1.bin | FF7_CD1.cue | FF7_CD2.bin | FF7_CD2.cue | cover.jpg + FF7_CD1.cue, FF7_CD2.cue"
      ]),
    .init(
      "Redump's folders in the game's folder", "psx",
      [
        "Parasite Eve (USA)/Parasite Eve (USA) (Disc 1)/Parasite Eve (USA) (Disc 1).cue<Parasite Eve (USA) (Disc 1).bin",
        "Parasite Eve (USA)/Parasite Eve (USA) (Disc 1)/Parasite Eve (USA) (Disc 1).bin",
        "Parasite Eve (USA)/Parasite Eve (USA) (Disc 2)/Parasite Eve (USA) (Disc 2).chd",
      ],
      [
        "disc-folder: Parasite Eve (USA) = Parasite Eve (USA) (Disc 1)/Parasite Eve (USA) (Disc 1).bin | Parasite Eve (USA) (Disc 1)/Parasite Eve (USA) (Disc 1).cue | Parasite Eve (USA) (Disc 2)/Parasite Eve (USA) (Disc 2).chd + Parasite Eve (USA) (Disc 1)/Parasite Eve (USA) (Disc 1).cue, Parasite Eve (USA) (Disc 2)/Parasite Eve (USA) (Disc 2).chd"
      ]),
    .init(
      "GDIs in folders of discs", "dreamcast",
      [
        "Skies of Arcadia/Disc 1/disc.gdi<track01.bin", "Skies of Arcadia/Disc 1/track01.bin",
        "Skies of Arcadia/Disc 2/disc.gdi<track01.bin", "Skies of Arcadia/Disc 2/track01.bin",
      ],
      [
        "disc-folder: Skies of Arcadia = Disc 1/disc.gdi | Disc 1/track01.bin | Disc 2/disc.gdi | Disc 2/track01.bin + Disc 1/disc.gdi, Disc 2/disc.gdi"
      ]),
    .init(
      "a playlist beside the folder of its discs, with a manual in it", "psx",
      ["FF8.m3u<FF8/1.chd,FF8/2.chd", "FF8/1.chd", "FF8/2.chd", "FF8/manual.pdf"],
      ["playlist: FF8 = FF8.m3u | FF8/1.chd | FF8/2.chd | FF8/manual.pdf"]),
    .init(
      "a playlist that leaves the folder out", "psx",
      ["FF8/FF8.m3u<FF8 (Disc 1).chd,FF8 (Disc 2).chd", "FF8/discs/FF8 (Disc 1).chd", "FF8/discs/FF8 (Disc 2).chd"],
      ["title-folder: FF8 = FF8.m3u | discs/FF8 (Disc 1).chd | discs/FF8 (Disc 2).chd"]),
    .init(
      "a sheet that leaves the folder out", "saturn", ["Nights.cue<Nights.bin", "bin/Nights.bin", "Clockwork.chd"],
      ["rom: Clockwork.chd", "descriptor: Nights = Nights.cue | bin/Nights.bin"]),
    .init(
      "a lost sheet takes nobody else's track", "psx",
      ["Old.cue<track01.bin", "Tomba/Tomba.cue<track01.bin", "Tomba/track01.bin"],
      ["descriptor: Old.cue", "title-folder: Tomba = Tomba.cue | track01.bin"]),
    .init(
      "a playlist made on another machine", "psx",
      [
        "Chrono Cross.m3u<C:\\Roms\\Chrono Cross (Disc 1).chd,C:\\Roms\\Chrono Cross (Disc 2).chd",
        "Chrono Cross (Disc 1).chd", "Chrono Cross (Disc 2).chd",
      ],
      ["playlist: Chrono Cross = Chrono Cross (Disc 1).chd | Chrono Cross (Disc 2).chd | Chrono Cross.m3u"]),
    .init(
      "a series on DOS", "dos",
      ["Commander Keen/KEEN1/KEEN1.EXE", "Commander Keen/KEEN1/A.CK1", "Commander Keen/KEEN4/KEEN4E.EXE"],
      ["tree: KEEN1 = A.CK1 | KEEN1.EXE", "tree: KEEN4 = KEEN4E.EXE"], others: ["only-folders: Commander Keen/"]),
    .init(
      "a ScummVM game with speech and subtitles", "scummvm",
      ["Day of the Tentacle/TENTACLE.000", "Day of the Tentacle/TENTACLE.001", "Day of the Tentacle/MONSTER.SOU"],
      ["tree: Day of the Tentacle = MONSTER.SOU | TENTACLE.000 | TENTACLE.001"]),
    .init(
      "Wii U folders whose updates lie beside them", "wiiu",
      [
        "Mario Kart 8/code/a.rpx", "Mario Kart 8/content/b", "Mario Kart 8/meta/m.xml",
        "Mario Kart 8 (Update)/code/a.rpx",
        "Mario Kart 8 (Update)/content/b",
      ],
      [
        "update: Mario Kart 8 = Mario Kart 8 (Update)/code/a.rpx | Mario Kart 8 (Update)/content/b | Mario Kart 8/code/a.rpx | Mario Kart 8/content/b | Mario Kart 8/meta/m.xml"
      ]),
    .init(
      "the memory stick of a PSP", "psp",
      [
        "PSP/GAME/ULUS10041/EBOOT.PBP", "PSP/GAME/NPUH10045/EBOOT.PBP", "PSP/GAME/NPUH10045/DATA.PAK",
        "ISO/Lumines.iso",
      ],
      ["rom: ISO/Lumines.iso", "title-folder: NPUH10045 = DATA.PAK | EBOOT.PBP", "own-folder: ULUS10041 = EBOOT.PBP"]),
    .init(
      "sides without brackets", "c64", ["Maniac Mansion Side A.d64", "Maniac Mansion Side B.d64", "Dark Side A.d64"],
      [
        "rom: Dark Side A.d64",
        "discs: Maniac Mansion = Maniac Mansion Side A.d64 | Maniac Mansion Side B.d64 + Maniac Mansion Side A.d64, Maniac Mansion Side B.d64",
      ]),
    .init(
      "disks with an underscore", "amiga", ["Lemmings_Disk1.adf", "Lemmings_Disk2.adf"],
      ["discs: Lemmings = Lemmings_Disk1.adf | Lemmings_Disk2.adf + Lemmings_Disk1.adf, Lemmings_Disk2.adf"]),
    .init(
      "sequels are no discs", "c64", ["Mix Tape 1.d64", "Mix Tape 2.d64", "Turrican 1.d64", "Turrican 2.d64"],
      ["rom: Mix Tape 1.d64", "rom: Mix Tape 2.d64", "rom: Turrican 1.d64", "rom: Turrican 2.d64"]),
    .init(
      "each Switch title in a folder of its own", "switch",
      [
        "Zelda [01007EF00011E000][v0]/Zelda [01007EF00011E000][v0].nsp",
        "Zelda [01007EF00011E800][v65536]/Zelda [01007EF00011E800][v65536].nsp",
      ],
      [
        "update: Zelda [01007EF00011E000][v0] = Zelda [01007EF00011E000][v0]/Zelda [01007EF00011E000][v0].nsp | Zelda [01007EF00011E800][v65536]/Zelda [01007EF00011E800][v65536].nsp"
      ]),
    .init(
      "USB Loader's folders", "wii",
      ["wbfs/Mario Kart Wii [RMCP01]/RMCP01.wbfs", "wbfs/Wii Sports [RSPP01]/RSPP01.wbfs"],
      ["own-folder: Mario Kart Wii [RMCP01] = RMCP01.wbfs", "own-folder: Wii Sports [RSPP01] = RSPP01.wbfs"]),
    .init(
      "a game with everything in folders", "psx",
      [
        "Crash Bandicoot/Crash Bandicoot.cue<Crash Bandicoot.bin", "Crash Bandicoot/Crash Bandicoot.bin",
        "Crash Bandicoot/Manual/Crash.pdf", "Crash Bandicoot/OST/01 Theme.flac", "Crash Bandicoot/Patches/wide.ppf",
        "Crash Bandicoot/Screenshots/1.png",
      ],
      [
        "title-folder: Crash Bandicoot = Crash Bandicoot.bin | Crash Bandicoot.cue | Manual/Crash.pdf | OST/01 Theme.flac | Patches/wide.ppf | Screenshots/1.png"
      ]),
    .init(
      "publisher folders of discs", "psx",
      [
        "Square/FF7 (Disc 1).chd", "Square/FF7 (Disc 2).chd", "Konami/MGS (Disc 1).chd", "Konami/MGS (Disc 2).chd",
        "Konami/SotN.chd",
      ],
      [
        "rom: Konami/SotN.chd", "discs: MGS = MGS (Disc 1).chd | MGS (Disc 2).chd + MGS (Disc 1).chd, MGS (Disc 2).chd",
        "discs: FF7 = FF7 (Disc 1).chd | FF7 (Disc 2).chd + FF7 (Disc 1).chd, FF7 (Disc 2).chd",
      ]),
    .init(
      "PlayStation programs with their keys", "psp", ["Tekken/EBOOT.PBP", "Tekken/KEYS.BIN", "Tekken/DOCUMENT.DAT"],
      ["title-folder: Tekken = DOCUMENT.DAT | EBOOT.PBP | KEYS.BIN"]),
    .init(
      "a WAD and its patch side by side", "doom", ["hell.wad", "hell.deh", "other.pk3"],
      ["rom: other.pk3", "companions: hell = hell.deh | hell.wad"]),
    .init(
      "a pinball table and its backglass", "vpinball", ["Taxi.vpx", "Taxi.directb2s", "Taxi.vbs", "Firepower.vpx"],
      ["rom: Firepower.vpx", "companions: Taxi = Taxi.directb2s | Taxi.vbs | Taxi.vpx"]),
    .init(
      "BIOS sets are sets", "neogeo", ["neogeo.zip", "mslug.zip", "kof98.zip"],
      ["rom: kof98.zip", "rom: mslug.zip", "rom: neogeo.zip"]),
    .init(
      "a set of chips and one of disks with a shared parent", "mame",
      ["jojo.zip", "jojo/cap-jjk-3.chd", "jojoa.zip", "jojoa/cap-jjk-3.chd", "sf3/sf3.chd"],
      ["rom: sf3/sf3.chd", "set: jojo = jojo.zip | jojo/cap-jjk-3.chd", "set: jojoa = jojoa.zip | jojoa/cap-jjk-3.chd"]),
    .init(
      "platform names beside words that sort", "snes",
      ["SNES ROMs/A.sfc", "SNES ROMs/read me.txt", "Super Nintendo Hacks/B.sfc"],
      ["rom: SNES ROMs/A.sfc", "rom: Super Nintendo Hacks/B.sfc"]),
    .init(
      "states of the DS", "nds", ["Mario.nds", "Mario.dsv", "Mario.sav"], ["rom: Mario.nds"],
      others: ["record: Mario.dsv"]),
    .init(
      "an image and its old copy", "ps2", ["Ico.iso", "Ico.iso.old", "Ico.iso.md5"], ["rom: Ico.iso"],
      others: ["side-car: Ico.iso.old"]),
    .init(
      "a PS3 game, its key and its package side by side in a folder", "ps3",
      ["Ratchet/Ratchet.iso", "Ratchet/Ratchet.dkey", "Ratchet/update/Ratchet-A0102.pkg"],
      ["tree: Ratchet = Ratchet.dkey | Ratchet.iso | update/Ratchet-A0102.pkg"]),
    .init(
      "letters of folders with folders of games", "psx",
      [
        "A/Alundra (USA)/Alundra (USA).cue<Alundra (USA).bin", "A/Alundra (USA)/Alundra (USA).bin",
        "B/Brave Fencer (USA).chd",
      ],
      ["rom: B/Brave Fencer (USA).chd", "title-folder: Alundra (USA) = Alundra (USA).bin | Alundra (USA).cue"]),
    .init(
      "the same game twice in two folders that sort", "snes", ["USA/Zelda.sfc", "Europe/Zelda.sfc"],
      ["rom: Europe/Zelda.sfc", "rom: USA/Zelda.sfc"]),
    .init(
      "a soundtrack beside the ROM", "snes",
      ["Chrono Trigger/Chrono Trigger.sfc", "Chrono Trigger/01 - Presentiment.mp3", "Chrono Trigger/02 - Trigger.mp3"],
      ["title-folder: Chrono Trigger = 01 - Presentiment.mp3 | 02 - Trigger.mp3 | Chrono Trigger.sfc"]),
    .init(
      "an empty folder name after its tags", "snes", ["(USA)/[!]/A.sfc"], ["rom: (USA)/[!]/A.sfc"]),
    .init(
      "a folder for one disc of two whose other is elsewhere", "psx",
      ["Fear Effect (Disc 1)/a.chd", "Fear Effect (Disc 2).chd"],
      [
        "discs: Fear Effect = Fear Effect (Disc 1)/a.chd | Fear Effect (Disc 2).chd + Fear Effect (Disc 1)/a.chd, Fear Effect (Disc 2).chd"
      ]),
  ]
}
