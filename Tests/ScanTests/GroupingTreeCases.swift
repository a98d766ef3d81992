extension GroupingCase {
  /// Platforms whose games are trees of files.
  static let trees: [GroupingCase] = [
    .init(
      "a DOS game is its folder", "dos", ["Doom/DOOM.EXE", "Doom/DOOM.WAD", "Doom/data/x.dat"],
      ["tree: Doom = DOOM.EXE | DOOM.WAD | data/x.dat"]),
    .init("a DOS game in a file", "dos", ["Doom.zip", "Keen/keen.zip"], ["rom: Doom.zip", "rom: Keen/keen.zip"]),
    .init(
      "DOS games in folders that sort", "dos", ["A-F/Doom/DOOM.EXE", "A-F/Doom/DOOM.WAD", "A-F/x.zip"],
      ["rom: A-F/x.zip", "tree: Doom = DOOM.EXE | DOOM.WAD"]),
    .init(
      "a DOS game called like a genre", "dos", ["Action/RUN.EXE", "Action/A.BIN"], ["tree: Action = A.BIN | RUN.EXE"]),
    .init("saves belong to a tree", "dos", ["G/G.EXE", "G/1.SAV"], ["tree: G = 1.SAV | G.EXE"]),
    .init(
      "a ScummVM game", "scummvm", ["sky/sky.dnr", "sky/sky.dsk", "queen/queen.1"],
      ["tree: queen = queen.1", "tree: sky = sky.dnr | sky.dsk"]),
    .init(
      "DOS games of one file each are told apart", "dos", ["A/GAME.EXE", "B/GAME.EXE", "Keen/keen.zip"],
      ["rom: Keen/keen.zip", "tree: A = GAME.EXE", "tree: B = GAME.EXE"]),
    .init("a ScummVM game of data files", "scummvm", ["ft/a.dat", "ft/b.dat"], ["tree: ft = a.dat | b.dat"]),
    .init(
      "a PS3 game is its folder", "ps3", ["G.ps3/PS3_GAME/USRDIR/EBOOT.BIN", "G.ps3/PS3_DISC.SFB"],
      ["installed: G = PS3_DISC.SFB | PS3_GAME/USRDIR/EBOOT.BIN"]),
    .init(
      "a tree of discs", "dos", ["G/cd1.iso", "G/cd2.iso", "G/G.BAT"],
      ["tree: G = G.BAT | cd1.iso | cd2.iso + cd1.iso, cd2.iso"]),
    .init(
      "DOS with CONF and BAT beside the folder", "dos",
      ["Doom.conf", "Doom/DOOM.EXE", "Doom/DOOM.WAD", "Keen 4.bat", "keen4/KEEN4E.EXE", "Prince.zip"],
      [
        "rom: Prince.zip", "launcher: Doom = Doom.conf | Doom/DOOM.EXE | Doom/DOOM.WAD",
        "launcher: Keen 4 = Keen 4.bat | keen4/KEEN4E.EXE",
      ]),
    .init(
      "Batocera's DOS folders", "dos", ["miniputt.pc/dosbox.bat", "miniputt.pc/MP.EXE", "miniputt.pc/MP.DAT"],
      ["installed: miniputt = MP.DAT | MP.EXE | dosbox.bat"]),
    .init(
      "DOSBox-Pure's zips", "dos", ["Doom (1993).dosz", "Keen.zip", "Duke.7z"],
      ["rom: Doom (1993).dosz", "rom: Duke.7z", "rom: Keen.zip"]),
    .init(
      "eXoDOS", "dos", ["!dos/doom/dosbox.conf", "!dos/doom/exception.bat", "Doom (1993).zip"], ["rom: Doom (1993).zip"]
    ),
    .init(
      "DOS by publisher", "dos",
      [
        "Dynamix/kq1/KQ1.COM", "Dynamix/kq1/WORDS.TOK", "Dynamix/lsl1/SIERRA.EXE", "Lucasarts/Monkey/MONKEY.EXE",
        "Lucasarts/Loom/LOOM.EXE",
      ],
      [
        "tree: kq1 = KQ1.COM | WORDS.TOK", "tree: lsl1 = SIERRA.EXE", "tree: Loom = LOOM.EXE",
        "tree: Monkey = MONKEY.EXE",
      ],
      others: ["only-folders: Dynamix/"]),
    .init(
      "a DOS game with its files a level down", "dos",
      ["Prince of Persia/PRINCE/PRINCE.EXE", "Prince of Persia/PRINCE/DATA/x.dat"],
      ["tree: Prince of Persia = PRINCE/DATA/x.dat | PRINCE/PRINCE.EXE"]),
    .init(
      "a DOS game with drives", "dos", ["Riven/c/RIVEN.EXE", "Riven/d/SETUP.EXE"],
      ["tree: Riven = c/RIVEN.EXE | d/SETUP.EXE"]),
    .init(
      "a DOS game with a floppy, a CD and a manual", "dos", ["G/floppy.img", "G/cd.iso", "G/G.BAT", "G/manual/m.pdf"],
      ["tree: G = G.BAT | cd.iso | floppy.img | manual/m.pdf"]),
    .init(
      "images of several DOS games", "dos", ["CDs/Alpha.iso", "CDs/Omega.iso"],
      ["rom: CDs/Alpha.iso", "rom: CDs/Omega.iso"]),
    .init(
      "zips of several DOS games in a folder of no known name", "dos", ["Mine/Alpha.zip", "Mine/Omega.zip"],
      ["rom: Mine/Alpha.zip", "rom: Mine/Omega.zip"], others: ["several-titles: Mine/"]),
    .init(
      "ScummVM's file in the folder", "scummvm",
      ["Broken Sword/sword1.scummvm", "Broken Sword/swordres.rif", "Broken Sword/clusters/a.clu"],
      ["installed: Broken Sword = clusters/a.clu | sword1.scummvm | swordres.rif"]),
    .init(
      "ES-DE's ScummVM folders", "scummvm", ["sky.scummvm/sky.scummvm", "sky.scummvm/sky.dsk", "sky.scummvm/sky.dnr"],
      ["installed: sky = sky.dnr | sky.dsk | sky.scummvm"]),
    .init(
      "ScummVM's file points to the folder", "scummvm",
      [
        "Beneath a Steel Sky.svm<<sky", "sky/sky.dsk", "sky/sky.dnr", "Loom.scummvm<<scumm:loom\n", "loom/000.LFL",
        "loom/901.LFL",
      ],
      [
        "launcher: Beneath a Steel Sky = Beneath a Steel Sky.svm | sky/sky.dnr | sky/sky.dsk",
        "launcher: Loom = Loom.scummvm | loom/000.LFL | loom/901.LFL",
      ]),
    .init(
      "ScummVM by engine", "scummvm",
      ["SCUMM/monkey/000.LFL", "SCUMM/monkey/901.LFL", "SCUMM/loom/000.LFL", "SCUMM/loom/disk01.lec"],
      ["tree: loom = 000.LFL | disk01.lec", "tree: monkey = 000.LFL | 901.LFL"]),
    .init(
      "ScummVM with CDs in folders", "scummvm", ["Blade Runner/CD1/STARTUP.MIX", "Blade Runner/CD2/VQA.MIX"],
      ["disc-folder: Blade Runner = CD1/STARTUP.MIX | CD2/VQA.MIX"]),
    .init(
      "PS3 discs, dumps and images", "ps3",
      [
        "BLUS30443 [Demon's Souls]/PS3_GAME/PARAM.SFO", "BLUS30443 [Demon's Souls]/PS3_GAME/USRDIR/EBOOT.BIN",
        "Journey.iso",
        "NPUB30001/PARAM.SFO", "NPUB30001/USRDIR/EBOOT.BIN",
      ],
      [
        "rom: Journey.iso", "installed: BLUS30443 [Demon's Souls] = PS3_GAME/PARAM.SFO | PS3_GAME/USRDIR/EBOOT.BIN",
        "installed: NPUB30001 = PARAM.SFO | USRDIR/EBOOT.BIN",
      ]),
    .init(
      "PS3 games in a folder of somebody's", "ps3",
      ["Blu-rays/A/PS3_GAME/USRDIR/EBOOT.BIN", "Blu-rays/B/PS3_GAME/USRDIR/EBOOT.BIN", "Blu-rays/B/PS3_DISC.SFB"],
      ["installed: A = PS3_GAME/USRDIR/EBOOT.BIN", "installed: B = PS3_DISC.SFB | PS3_GAME/USRDIR/EBOOT.BIN"]),
    .init(
      "PS3 games two levels down", "ps3", ["My/Stuff/A/PS3_GAME/USRDIR/EBOOT.BIN", "My/Stuff/A/PS3_GAME/ICON0.PNG"],
      ["installed: A = PS3_GAME/ICON0.PNG | PS3_GAME/USRDIR/EBOOT.BIN"]),
    .init(
      "PS Vita folders and their pointers", "psvita",
      ["Gravity Rush.psvita<<PCSA00011\n", "PCSA00011/eboot.bin", "PCSA00011/sce_sys/param.sfo", "VVVVVV.vpk"],
      [
        "rom: VVVVVV.vpk",
        "launcher: Gravity Rush = Gravity Rush.psvita | PCSA00011/eboot.bin | PCSA00011/sce_sys/param.sfo",
      ]),
    .init(
      "PS4 folders and packages", "ps4", ["CUSA00207/eboot.bin", "CUSA00207/sce_sys/param.sfo", "Other.pkg"],
      ["rom: Other.pkg", "installed: CUSA00207 = eboot.bin | sce_sys/param.sfo"]),
    .init(
      "Wii U folders and images", "wiiu",
      [
        "Mario [AMKP01]/code/a.rpx", "Mario [AMKP01]/content/b", "Mario [AMKP01]/meta/meta.xml", "Zelda.wua",
        "Pikmin/game.wud", "Pikmin/game.key",
      ],
      [
        "rom: Zelda.wua", "installed: Mario [AMKP01] = code/a.rpx | content/b | meta/meta.xml",
        "tree: Pikmin = game.key | game.wud",
      ]),
    .init(
      "Wii U downloads", "wiiu", ["NSMBU/title.tmd", "NSMBU/00000000.app", "NSMBU/00000000.h3"],
      ["installed: NSMBU = 00000000.app | 00000000.h3 | title.tmd"]),
    .init(
      "Xbox 360 folders, images and GOD", "xbox360",
      [
        "Halo 3/default.xex", "Halo 3/maps/a.map", "Fable II.iso", "4D5307E6/00007000/ABCD",
        "4D5307E6/00007000/ABCD.data/Data0000",
      ],
      [
        "rom: Fable II.iso", "installed: 4D5307E6 = 00007000/ABCD | 00007000/ABCD.data/Data0000",
        "installed: Halo 3 = default.xex | maps/a.map",
      ]),
    .init(
      "Xbox 360 content of a console", "xbox360",
      [
        "Content/0000000000000000/4D5307E6/00007000/A", "Content/0000000000000000/4D5307E6/00007000/A.data/0",
        "Content/0000000000000000/584108AF/000D0000/B", "Content/0000000000000000/584108AF/000B0000/C",
      ],
      ["installed: 4D5307E6 = 00007000/A | 00007000/A.data/0", "installed: 584108AF = 000B0000/C | 000D0000/B"]),
    .init(
      "EasyRPG and RPG Maker", "easyrpg",
      ["Yume Nikki/RPG_RT.ldb", "Yume Nikki/RPG_RT.exe", "Yume Nikki/Music/a.mid", "Ib.zip"],
      ["rom: Ib.zip", "installed: Yume Nikki = Music/a.mid | RPG_RT.exe | RPG_RT.ldb"]),
    .init(
      "Ren'Py on a platform nobody knows", "visual novels",
      ["Doki/game/script.rpa", "Doki/renpy/a.py", "Doki/Doki.sh", "Doki/Doki.exe"],
      ["installed: Doki = Doki.exe | Doki.sh | game/script.rpa | renpy/a.py"]),
    .init("OpenBOR", "openbor", ["A.pak", "B/B.pak"], ["rom: A.pak", "rom: B/B.pak"]),
    .init(
      "Doom's WADs and mods", "doom",
      [
        "doom2.wad", "Brutal/brutal.pk3", "Brutal/brutal.deh", "Brutal/addon.wad", "Sigil/SIGIL.wad", "id/doom.wad",
        "id/tnt.wad",
      ],
      [
        "rom: Sigil/SIGIL.wad", "rom: doom2.wad", "rom: id/doom.wad", "rom: id/tnt.wad",
        "tree: Brutal = addon.wad | brutal.deh | brutal.pk3",
      ]),
    .init(
      "Quake", "quake", ["Quake/id1/pak0.pak", "Quake/hipnotic/pak0.pak", "Quake/quake.sh"],
      ["installed: Quake = hipnotic/pak0.pak | id1/pak0.pak | quake.sh"]),
    .init(
      "Commander X16", "x16", ["Petaxian/PETAXIAN.PRG", "Petaxian/MUSIC.ZSM", "chase.prg"],
      ["rom: chase.prg", "tree: Petaxian = MUSIC.ZSM | PETAXIAN.PRG"]),
    .init(
      "ports and their folders", "ports",
      ["Stardew Valley.sh", "stardewvalley/game.bin", "stardewvalley/lib/x.so", "Celeste.sh"],
      [
        "rom: Celeste.sh",
        "launcher: Stardew Valley = Stardew Valley.sh | stardewvalley/game.bin | stardewvalley/lib/x.so",
      ]),
    .init(
      "Windows games", "windows", ["Hades/Hades.exe", "Hades/Content/a.pkg", "Hades/x64/d3d.dll", "Portal.lnk"],
      ["rom: Portal.lnk", "tree: Hades = Content/a.pkg | Hades.exe | x64/d3d.dll"]),
    .init(
      "MUGEN and Solarus", "mugen", ["MvC.mugen/mugen.exe", "MvC.mugen/chars/a.def"],
      ["tree: MvC = chars/a.def | mugen.exe"]),
    .init(
      "a tree game with extras in it", "ps3",
      ["G/PS3_GAME/USRDIR/EBOOT.BIN", "G/update/u.pkg", "G/manual/m.pdf", "G/cover.png"],
      ["installed: G = PS3_GAME/USRDIR/EBOOT.BIN | cover.png | manual/m.pdf | update/u.pkg"]),
  ]
}
