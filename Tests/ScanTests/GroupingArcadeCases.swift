extension GroupingCase {
  /// Arcade sets.
  static let arcade: [GroupingCase] = [
    .init(
      "an archive and the folder with its disk", "mame", ["area51.zip", "area51/area51.chd", "mslug.zip"],
      ["rom: mslug.zip", "set: area51 = area51.zip | area51/area51.chd"]),
    .init(
      "a disk without its archive, and two disks", "mame", ["kinst/kinst.chd", "gq863/a.chd", "gq863/b.chd"],
      ["rom: kinst/kinst.chd", "set: gq863 = a.chd | b.chd"]),
    .init(
      "an archive and its disk in one folder", "mame", ["area51/area51.zip", "area51/area51.chd"],
      ["set: area51 = area51.chd | area51.zip"]),
    .init(
      "archives and disks in folders of their own", "mame",
      ["roms/area51.zip", "roms/mslug.zip", "chd/area51/area51.chd", "chd/kinst/kinst.chd"],
      ["rom: chd/kinst/kinst.chd", "rom: roms/mslug.zip", "set: area51 = chd/area51/area51.chd | roms/area51.zip"]),
    .init(
      "an unpacked set", "mame", ["pacman/pacman.6e", "pacman/pacman.6f", "pacman/82s123.7f"],
      ["set: pacman = 82s123.7f | pacman.6e | pacman.6f"]),
    .init(
      "an unpacked set with clones in folders", "mame", ["sf2/a.1", "sf2/sf2ce/b.1"], ["set: sf2 = a.1 | sf2ce/b.1"]),
    .init(
      "archives by publisher", "fbneo", ["Capcom/sf2.zip", "Capcom/ffight.zip", "SNK/mslug.zip"],
      ["rom: Capcom/ffight.zip", "rom: Capcom/sf2.zip", "rom: SNK/mslug.zip"]),
    .init(
      "clones beside their parents", "mame", ["sf2.zip", "sf2ce.zip", "sf2hf.7z"],
      ["rom: sf2.zip", "rom: sf2ce.zip", "rom: sf2hf.7z"]),
    .init(
      "what emulators keep beside sets", "mame",
      ["samples/qbert.zip", "nvram/x/y", "cfg/a.cfg", "artwork/b.zip", "hi/c.hi", "pacman.zip"], ["rom: pacman.zip"],
      others: ["side-car-folder: samples/", "side-car-folder: nvram/"]),
    .init(
      "Naomi GD-ROMs", "naomi", ["ikaruga.zip", "ikaruga/gdl-0010.chd", "doa2.zip"],
      ["rom: doa2.zip", "set: ikaruga = ikaruga.zip | ikaruga/gdl-0010.chd"]),
    .init(
      "an unpacked Naomi set", "naomi",
      ["doa2m/epr-22121.ic22", "doa2m/mpr-22100.ic1", "doa2m/other.bin", "doa2m/more.bin"],
      ["set: doa2m = epr-22121.ic22 | more.bin | mpr-22100.ic1 | other.bin"]),
    .init("Model 2 and Model 3", "model3", ["daytona2.zip", "scud.zip"], ["rom: daytona2.zip", "rom: scud.zip"]),
    .init(
      "Daphne", "daphne",
      [
        "lair.daphne/lair.txt", "lair.daphne/lair.m2v", "lair.daphne/lair.ogg", "ace.daphne/ace.txt",
        "ace.daphne/ace.m2v", "ace.zip",
      ],
      ["set: ace = ace.daphne/ace.m2v | ace.daphne/ace.txt | ace.zip", "set: lair = lair.m2v | lair.ogg | lair.txt"]),
    .init(
      "Singe", "laserdisc", ["timegal.singe/timegal.singe", "timegal.singe/timegal.txt", "timegal.singe/video/a.m2v"],
      ["set: timegal = timegal.singe | timegal.txt | video/a.m2v"]),
    .init(
      "a set with its papers", "neogeo", ["mslug/mslug.zip", "mslug/manual.pdf"],
      ["title-folder: mslug = manual.pdf | mslug.zip"]),
    .init(
      "sets in letters", "fbneo", ["A/a.zip", "B/b.zip", "0-9/1942.zip"],
      ["rom: 0-9/1942.zip", "rom: A/a.zip", "rom: B/b.zip"]),
  ]
}
