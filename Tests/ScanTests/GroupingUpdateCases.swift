extension GroupingCase {
  /// Updates and DLC.
  static let updates: [GroupingCase] = [
    .init(
      "Switch files side by side, by their numbers", "switch",
      [
        "Zelda [01007EF00011E000][v0].nsp", "Zelda [01007EF00011E800][v786432].nsp",
        "Zelda [DLC Pack 1] [01007EF00011F001][v0].nsp", "Mario [0100000000010000][v0].nsp",
      ],
      [
        "rom: Mario [0100000000010000][v0].nsp",
        "update: Zelda [01007EF00011E000][v0] = Zelda [01007EF00011E000][v0].nsp | Zelda [01007EF00011E800][v786432].nsp | Zelda [DLC Pack 1] [01007EF00011F001][v0].nsp",
      ]),
    .init(
      "Switch files side by side, by their names", "switch",
      ["Zelda (USA).nsp", "Zelda (USA) (Update).nsp", "Zelda - Champions (DLC).nsp", "Mario.xci"],
      [
        "rom: Mario.xci",
        "update: Zelda (USA) = Zelda (USA) (Update).nsp | Zelda (USA).nsp | Zelda - Champions (DLC).nsp",
      ]),
    .init(
      "folders of base games, updates and DLC", "switch",
      ["Base/Zelda.nsp", "Base/Mario.nsp", "Updates/Zelda [UPD].nsp", "DLC/Zelda - Pack.nsp"],
      ["rom: Base/Mario.nsp", "update: Zelda = Base/Zelda.nsp | DLC/Zelda - Pack.nsp | Updates/Zelda [UPD].nsp"],
      others: ["part-name: Updates/", "part-name: Base/"]),
    .init(
      "an update whose game is not there", "switch", ["Zelda [UPD].nsp", "Mario.nsp"],
      ["rom: Mario.nsp", "rom: Zelda [UPD].nsp"]),
    .init(
      "an update that could be for two games", "switch", ["Zelda (USA).nsp", "Zelda (Europe).nsp", "Zelda [UPD].nsp"],
      ["rom: Zelda (Europe).nsp", "rom: Zelda (USA).nsp", "rom: Zelda [UPD].nsp"]),
    .init(
      "DLC of the longer title", "switch", ["Mario.nsp", "Mario Kart.nsp", "Mario Kart - Booster [DLC].nsp"],
      ["rom: Mario.nsp", "update: Mario Kart = Mario Kart - Booster [DLC].nsp | Mario Kart.nsp"]),
    .init(
      "a game's folder, by numbers", "switch", ["Zelda/a [01007EF00011E000].nsp", "Zelda/b [01007EF00011E800].nsp"],
      ["update-folder: Zelda = a [01007EF00011E000].nsp | b [01007EF00011E800].nsp"]),
    .init(
      "Wii U folders side by side", "wiiu",
      [
        "Zelda [Game] [00050000101c9500]/code/a.rpx", "Zelda [Game] [00050000101c9500]/content/a",
        "Zelda [Update] [0005000e101c9500]/code/a.rpx",
        "Zelda [Update] [0005000e101c9500]/content/a", "Zelda [DLC] [0005000c101c9500]/content/b",
        "Zelda [DLC] [0005000c101c9500]/code/c",
      ],
      [
        "update: Zelda [Game] [00050000101c9500] = Zelda [DLC] [0005000c101c9500]/code/c | Zelda [DLC] [0005000c101c9500]/content/b | Zelda [Game] [00050000101c9500]/code/a.rpx | Zelda [Game] [00050000101c9500]/content/a | Zelda [Update] [0005000e101c9500]/code/a.rpx | Zelda [Update] [0005000e101c9500]/content/a"
      ]),
    .init(
      "Wii U folders in the game's folder", "wiiu",
      [
        "Zelda/base/code/a.rpx", "Zelda/base/content/a", "Zelda/update/code/a.rpx", "Zelda/update/content/b",
        "Zelda/dlc/content/c", "Zelda/dlc/code/d",
      ],
      [
        "part-folders: Zelda = base/code/a.rpx | base/content/a | dlc/code/d | dlc/content/c | update/code/a.rpx | update/content/b"
      ]),
    .init(
      "whole Wii U titles in the game's folder", "wiiu",
      [
        "Zelda/Zelda [Game]/code/a.rpx", "Zelda/Zelda [Game]/content/a", "Zelda/Zelda [Update]/code/a.rpx",
        "Zelda/Zelda [Update]/content/b",
      ],
      [
        "update-folder: Zelda = Zelda [Game]/code/a.rpx | Zelda [Game]/content/a | Zelda [Update]/code/a.rpx | Zelda [Update]/content/b"
      ]),
    .init(
      "a Wii U image with its update and DLC", "wiiu",
      ["Zelda/Zelda.wua", "Zelda/Zelda (Update).wua", "Zelda/Zelda (DLC).wua"],
      ["tree: Zelda = Zelda (DLC).wua | Zelda (Update).wua | Zelda.wua"]),
    .init(
      "3DS titles and their updates", "n3ds", ["Mario (0004000000030800).cia", "Mario Update (0004000E00030800).cia"],
      ["update: Mario (0004000000030800) = Mario (0004000000030800).cia | Mario Update (0004000E00030800).cia"]),
    .init(
      "PS4 packages by their content", "ps4",
      [
        "UP9000-CUSA00207_00-BLOODBORNE000000-A0100-V0100.pkg", "UP9000-CUSA00207_00-BLOODBORNE000000-A0109-V0100.pkg",
        "Knack.pkg",
      ],
      [
        "rom: Knack.pkg",
        "update: UP9000-CUSA00207_00-BLOODBORNE000000-A0100-V0100 = UP9000-CUSA00207_00-BLOODBORNE000000-A0100-V0100.pkg | UP9000-CUSA00207_00-BLOODBORNE000000-A0109-V0100.pkg",
      ]),
    .init(
      "a PS4 folder and that of its update", "ps4",
      ["CUSA00207/eboot.bin", "CUSA00207/sce_sys/a", "CUSA00207-patch/eboot.bin", "CUSA00207-patch/sce_sys/a"],
      [
        "update: CUSA00207 = CUSA00207-patch/eboot.bin | CUSA00207-patch/sce_sys/a | CUSA00207/eboot.bin | CUSA00207/sce_sys/a"
      ]),
    .init(
      "the folders of a PS Vita's card", "psvita",
      [
        "app/PCSB00074/eboot.bin", "app/PCSB00074/sce_sys/a", "patch/PCSB00074/eboot.bin", "patch/PCSB00074/sce_sys/a",
        "addcont/PCSB00074/DLC1/x", "app/PCSA00011/eboot.bin", "app/PCSA00011/sce_sys/b",
      ],
      [
        "update: PCSB00074 = addcont/PCSB00074/DLC1/x | app/PCSB00074/eboot.bin | app/PCSB00074/sce_sys/a | patch/PCSB00074/eboot.bin | patch/PCSB00074/sce_sys/a",
        "installed: PCSA00011 = eboot.bin | sce_sys/b",
      ]),
    .init(
      "updates on a platform that has none", "snes", ["Zelda.sfc", "Zelda (Update).sfc"],
      ["rom: Zelda (Update).sfc", "rom: Zelda.sfc"]),
    .init(
      "a PS3 disc and its update package", "ps3",
      ["Demon's Souls [BLUS30443]/PS3_GAME/USRDIR/EBOOT.BIN", "Demon's Souls [BLUS30443] (Update 1.04).pkg"],
      [
        "update: Demon's Souls [BLUS30443] = Demon's Souls [BLUS30443] (Update 1.04).pkg | Demon's Souls [BLUS30443]/PS3_GAME/USRDIR/EBOOT.BIN"
      ]),
  ]
}
