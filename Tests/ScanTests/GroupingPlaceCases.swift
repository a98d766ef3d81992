extension GroupingCase {
  /// Folders that are no game.
  static let places: [GroupingCase] = [
    .init(
      "regions, letters, years and kinds are looked into", "nes",
      [
        "USA/A.nes", "A-F/B.nes", "0-9/C.nes", "#/D.nes", "Hacks/E.nes", "1990s/F.nes", "(Europe)/G.nes", "RPG/H.nes",
        "En,Fr/I.nes",
      ],
      [
        "rom: #/D.nes", "rom: (Europe)/G.nes", "rom: 0-9/C.nes", "rom: 1990s/F.nes", "rom: A-F/B.nes",
        "rom: En,Fr/I.nes", "rom: Hacks/E.nes", "rom: RPG/H.nes",
        "rom: USA/A.nes",
      ]),
    .init(
      "two levels of sorting", "snes", ["USA/A/A1.sfc", "USA/A/A2.sfc", "USA/B/B1.sfc"],
      ["rom: USA/A/A1.sfc", "rom: USA/A/A2.sfc", "rom: USA/B/B1.sfc"]),
    .init(
      "a folder of many unrelated ROMs", "snes", ["Mine/A.sfc", "Mine/B.sfc", "Mine/C.sfc"],
      ["rom: Mine/A.sfc", "rom: Mine/B.sfc", "rom: Mine/C.sfc"]),
    .init(
      "discs in a folder that sorts", "psx", ["RPG/G (Disc 1).chd", "RPG/G (Disc 2).chd", "RPG/H.chd"],
      ["rom: RPG/H.chd", "discs: G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
    .init(
      "a series of games", "nes", ["Mega Man/Mega Man 1.nes", "Mega Man/Mega Man 2.nes"],
      ["rom: Mega Man/Mega Man 1.nes", "rom: Mega Man/Mega Man 2.nes"]),
    .init(
      "games in folders in a folder", "psx", ["Square/FF7/a.bin", "Square/FF7/a.cue<a.bin", "Square/FF8/b.chd"],
      ["rom: Square/FF8/b.chd", "title-folder: FF7 = a.bin | a.cue"]),
    .init(
      "phrases that sort", "snes",
      [
        "Best of USA/A.sfc", "Hacks & Translations/B.sfc", "01 - Japan/C.sfc", "English Translations/D.sfc",
        "Games A-F/E.sfc",
      ],
      [
        "rom: 01 - Japan/C.sfc", "rom: Best of USA/A.sfc", "rom: English Translations/D.sfc", "rom: Games A-F/E.sfc",
        "rom: Hacks & Translations/B.sfc",
      ],
      others: ["sorting-name: Best of USA/", "sorting-name: Games A-F/"]),
    .init(
      "a publisher's folder", "snes", ["Quintet/Chrono Trigger.sfc", "Quintet/Secret of Mana.sfc"],
      ["rom: Quintet/Chrono Trigger.sfc", "rom: Quintet/Secret of Mana.sfc"], others: ["several-titles: Quintet/"]),
    .init(
      "a publisher's folder with one ROM and its picture", "snes",
      ["Quintet/Terranigma (Europe).sfc", "Quintet/Terranigma (Europe).png"], ["rom: Quintet/Terranigma (Europe).sfc"],
      others: ["namesakes: Quintet/", "side-car: Quintet/Terranigma (Europe).png"]),
    .init(
      "a publisher's folder with a disc and other games below", "psx",
      ["Quintet/FF7.cue<FF7.bin", "Quintet/FF7.bin", "Quintet/Xenogears/Xenogears.chd"],
      ["rom: Quintet/Xenogears/Xenogears.chd", "descriptor: FF7 = FF7.bin | FF7.cue"],
      others: ["other-titles: Quintet/"]),
    .init(
      "formats", "psx", ["chd/A.chd", "bin-cue/B.cue<B.bin", "bin-cue/B.bin", "PBP/C.pbp"],
      ["rom: PBP/C.pbp", "rom: chd/A.chd", "descriptor: B = B.bin | B.cue"]),
    .init(
      "a homebrew folder, deep", "gb", ["Homebrew/2020/Demos/A.gb", "Homebrew/2021/B.gb"],
      ["rom: Homebrew/2020/Demos/A.gb", "rom: Homebrew/2021/B.gb"]),
    .init(
      "No-Intro's and TOSEC's own folders", "amiga",
      ["TOSEC/Games/[ADF]/A.adf", "No-Intro/B.adf"], ["rom: No-Intro/B.adf", "rom: TOSEC/Games/[ADF]/A.adf"]),
    .init(
      "a game's folder in a folder that sorts", "snes", ["USA/Zelda/Zelda.sfc", "USA/Zelda/map.png"],
      ["title-folder: Zelda = Zelda.sfc | map.png"]),
    .init(
      "translations by name", "snes", ["Translations/Final Fantasy V [T+Eng].sfc", "Translations/Final Fantasy V.txt"],
      ["rom: Translations/Final Fantasy V [T+Eng].sfc"]),
    .init(
      "a game's folder called a translation", "psx",
      [
        "Policenauts [T+Eng]/Policenauts.cue<Policenauts.bin", "Policenauts [T+Eng]/Policenauts.bin",
        "Policenauts [T+Eng]/readme.txt",
      ],
      ["title-folder: Policenauts [T+Eng] = Policenauts.bin | Policenauts.cue | readme.txt"]),
    .init(
      "folders of saves, states, cheats and firmware", "gba",
      ["saves/A.gba", "states/x.bin", "cheats/c.bin", "bios/gba_bios.bin", "A.gba"], ["rom: A.gba"],
      others: ["side-car-folder: bios/", "side-car-folder: saves/A.gba"]),
    .init(
      "folders of a flash cartridge", "n64", ["ED64/SDBIOS.bin", "ED64/save/A.bin", "A.z64"], ["rom: A.z64"],
      others: ["side-car-folder: ED64/"]),
    .init(
      "texture packs", "nes", ["HdPacks/Zelda/hires.dat2", "HdPacks/Zelda/a.png", "Zelda.nes"], ["rom: Zelda.nes"]),
    .init(
      "a folder of texts", "nes", ["Docs/a.txt", "Docs/b.pdf", "A.nes"], ["rom: A.nes"], others: ["no-game: Docs/"]),
    .init(
      "versions in folders", "megadrive", ["Sonic/USA/Sonic (USA).md", "Sonic/Europe/Sonic (Europe).md"],
      ["rom: Sonic/Europe/Sonic (Europe).md", "rom: Sonic/USA/Sonic (USA).md"], others: ["only-folders: Sonic/"]),
    .init(
      "folders of a PlayStation 2 loader", "ps2",
      ["DVD/SLUS_123.45.G.iso", "CD/SLUS_543.21.H.iso", "ART/SLUS_123.45_COV.png", "CFG/x.cfg", "VMC/x.bin"],
      ["rom: CD/SLUS_543.21.H.iso", "rom: DVD/SLUS_123.45.G.iso"]),
    .init(
      "a hundred folders of one ROM each", "snes", (1...100).map { "Title \($0)/Title \($0).sfc" },
      (1...100).map { "rom: Title \($0)/Title \($0).sfc" }.sorted()),
    .init(
      "a platform nobody knows, sorted", "Odd Machine", ["USA/a.rom", "Games/b.rom", "Pair/c.rom", "Pair/d.rom"],
      ["rom: Games/b.rom", "rom: Pair/c.rom", "rom: Pair/d.rom", "rom: USA/a.rom"]),
  ]
}
