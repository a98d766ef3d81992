extension GroupingCase {
  /// Single files, and what lies beside them.
  static let files: [GroupingCase] = [
    .init("a ROM is a game", "nes", ["A.nes", "B.zip"], ["rom: A.nes", "rom: B.zip"]),
    .init("an extension nobody knows is a game", "nes", ["A.xyz", "B"], ["rom: A.xyz", "rom: B"]),
    .init(
      "side-cars are no games", "nes",
      [
        "A.nes", "A.txt", "A.nfo", "A.png", "A.pdf", "A.mp4", "A.srm", "A.sav", "A.state", "A.state3", "gamelist.xml",
        "readme",
      ],
      ["rom: A.nes"]),
    .init(
      "a side-car's extension is a ROM's where the platform says so", "pico8", ["A.p8", "B.png"],
      ["rom: A.p8", "rom: B.png"]),
    .init("a readme is no Mega Drive game", "megadrive", ["README.md", "Sonic.md"], ["rom: Sonic.md"]),
    .init("nothing gives nothing", "nes", [], []),
    .init(
      "a platform nobody knows", "My Machine", ["a.rom", "b.foo", "c.txt", "d.json"], ["rom: a.rom", "rom: b.foo"]),
    .init(
      "zipped ROMs are single files", "snes", ["A.zip", "B.7z", "C.rar", "D.squashfs"],
      ["rom: A.zip", "rom: B.7z", "rom: C.rar", "rom: D.squashfs"]),
    .init(
      "box art and texts beside a ROM", "nes", ["Zelda.nes", "Zelda.png", "Zelda-thumb.jpg", "Zelda.txt"],
      ["rom: Zelda.nes"], others: ["side-car: Zelda.png", "side-car: Zelda.txt"]),
    .init(
      "patches beside a ROM are no games", "snes", ["Zelda.sfc", "Zelda.ips", "Zelda.bps", "Zelda [T-En].ups"],
      ["rom: Zelda.sfc"], others: ["side-car: Zelda.ips"]),
    .init(
      "saves beside a ROM are part of nothing", "gba", ["A.gba", "A.sav", "A.srm", "A.state1", "A.state.auto"],
      ["rom: A.gba"], others: ["record: A.sav", "record: A.state.auto"]),
    .init(
      "a tape and a disk of one title are two games", "c64", ["Elite.d64", "Elite.tap", "Elite.crt"],
      ["rom: Elite.crt", "rom: Elite.d64", "rom: Elite.tap"]),
    .init(
      "WHDLoad archives", "amiga", ["Turrican_v1.3_0115.lha", "Zool_v1.0.lha"],
      ["rom: Turrican_v1.3_0115.lha", "rom: Zool_v1.0.lha"]),
    .init(
      "cartridges of PICO-8 are pictures", "pico8", ["Celeste.p8.png", "Jelpi.p8", "Jelpi.png"],
      ["rom: Celeste.p8.png", "rom: Jelpi.p8"]),
    .init("TIC-80 and WASM-4", "tic80", ["8 Bit Panda.tic"], ["rom: 8 Bit Panda.tic"]),
    .init(
      "MSU-1 beside other ROMs", "snes",
      ["Zelda MSU.sfc", "Zelda MSU.msu", "Zelda MSU-1.pcm", "Zelda MSU-12.pcm", "Zelda.sfc"],
      ["rom: Zelda.sfc", "companions: Zelda MSU = Zelda MSU-1.pcm | Zelda MSU-12.pcm | Zelda MSU.msu | Zelda MSU.sfc"]),
    .init(
      "MSU-MD takes its music from a sheet", "megadrive",
      ["Sonic.md", "Sonic.cue<Sonic 01.ogg,Sonic 02.ogg", "Sonic 01.ogg", "Sonic 02.ogg"],
      ["descriptor: Sonic = Sonic 01.ogg | Sonic 02.ogg | Sonic.cue | Sonic.md"]),
    .init(
      "copy protection data beside an image", "psx", ["G.chd", "G.sbi", "H.chd"],
      ["rom: H.chd", "companions: G = G.chd | G.sbi"]),
    .init("copy protection data of nothing", "psx", ["H.sbi", "G.chd"], ["rom: G.chd"], others: ["side-car: H.sbi"]),
    .init("a disc's key", "ps3", ["G.iso", "G.dkey", "H.iso"], ["rom: H.iso", "companions: G = G.dkey | G.iso"]),
    .init(
      "pieces of an archive", "psx", ["G.part1.rar", "G.part2.rar", "G.part3.rar"],
      ["split: G = G.part1.rar | G.part2.rar | G.part3.rar"]),
    .init(
      "pieces of an old archive", "psx", ["G.rar", "G.r00", "G.r01", "H.rar"],
      ["rom: H.rar", "split: G = G.r00 | G.r01 | G.rar"]),
    .init(
      "pieces by number", "ps2", ["G.7z.001", "G.7z.002", "H.iso.0", "H.iso.1"],
      ["split: G = G.7z.001 | G.7z.002", "split: H = H.iso.0 | H.iso.1"]),
    .init(
      "pieces of a Wii disc", "wii", ["G.wbfs", "G.wbf1", "H.wbfs"], ["rom: H.wbfs", "split: G = G.wbf1 | G.wbfs"]),
    .init("pieces of a Switch cartridge", "switch", ["G.xc0", "G.xc1"], ["split: G = G.xc0 | G.xc1"]),
    .init("a zip in pieces", "ps2", ["G.z01", "G.zip"], ["split: G = G.z01 | G.zip"]),
    .init("Z-machine versions are no pieces", "zmachine", ["Zork.z3", "Zork.z5"], ["rom: Zork.z3", "rom: Zork.z5"]),
    .init("N64 ROMs are no pieces", "n64", ["A.z64", "A.zip"], ["rom: A.z64", "rom: A.zip"]),
    .init(
      "a version number is no piece", "dos", ["Game v1.00", "Game v1.01"], ["rom: Game v1.00", "rom: Game v1.01"]),
    .init(
      "a list of games", "nes", ["A.nes", "gamelist.xml", "metadata.pegasus.txt", "nes.lpl"], ["rom: A.nes"],
      others: ["record: gamelist.xml", "record: nes.lpl"]),
    .init(
      "Satellaview, Sufami Turbo, e-Reader", "satellaview", ["BS Zelda.bs", "SD Gundam.st", "Card.bin"],
      ["rom: BS Zelda.bs", "rom: Card.bin", "rom: SD Gundam.st"]),
    .init("Game & Watch", "gameandwatch", ["Ball.mgw", "Fire.mgw", "Ball.png"], ["rom: Ball.mgw", "rom: Fire.mgw"]),
    .init(
      "texture caches beside a ROM", "n64", ["Zelda.z64", "THE LEGEND OF ZELDA_HIRESTEXTURES.hts"], ["rom: Zelda.z64"]),
    .init(
      "names that are no UTF-8 tag", "nes", ["A (Disc).nes", "A (CD).nes", "Disco.nes"],
      ["rom: A (CD).nes", "rom: A (Disc).nes", "rom: Disco.nes"]),
  ]
}
