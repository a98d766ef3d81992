internal import Model
internal import Scan
internal import Testing

/// A tree and the games in it, as text.
///
/// Files: a path, or for a descriptor `path<name,name` with the files it names. Games: a path for a file that is a
/// game itself, `Name = member | member` for an archive, with `+ a, b` at the end for the lines of its playlist.
struct GroupingCase: CustomTestStringConvertible, Sendable {
  let title: String
  let platform: String
  let files: [String]
  let games: [String]

  init(_ title: String, _ platform: String, _ files: [String], _ games: [String]) {
    self.title = title
    self.platform = platform
    self.files = files
    self.games = games
  }

  var testDescription: String { title }

  var found: [String] {
    var contents: [String: String] = [:]
    var paths: [String] = []
    for file in files {
      let parts = file.split(separator: "<", maxSplits: 1).map(String.init)
      paths.append(parts[0])
      if parts.count == 2 { contents[parts[0]] = GroupingCase.descriptor(parts[0], parts[1]) }
    }
    paths.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    var table = FileTable()
    for (index, path) in paths.enumerated() {
      table.append(path: path.utf8, version: FileVersion(size: 1, modified: 1, inode: UInt64(index)))
    }
    let result = Grouping.group(table, platform: PlatformTable.standard.platformOrOwn(forFolder: platform.utf8)) {
      index in
      contents[paths[index]].map { [UInt8]($0.utf8) }
    }
    let archives = result.archives.map { game in
      let members = game.members.map {
        String(decoding: paths[Int($0)].utf8.dropFirst(game.prefixLength), as: UTF8.self)
      }
      let line = String(decoding: game.name, as: UTF8.self) + " = " + members.joined(separator: " | ")
      guard let playlist = game.playlist else { return line }
      let discs = String(decoding: playlist.contents, as: UTF8.self).split(separator: "\n")
      return line + " + " + discs.joined(separator: ", ")
    }
    return result.singles.map { paths[Int($0)] } + archives
  }

  private static func descriptor(_ path: String, _ list: String) -> String {
    let names = list.split(separator: ",").map(String.init)
    if path.hasSuffix(".m3u") { return names.map { $0 + "\n" }.joined() }
    if path.hasSuffix(".gdi") {
      return "\(names.count)\n"
        + names.enumerated().map { "\($0 + 1) 0 4 2352 \"\($1)\" 0\n" }.joined()
    }
    return names.enumerated().map { "FILE \"\($1)\" BINARY\n  TRACK \($0 + 1) MODE2/2352\n" }.joined()
  }
}

let groupingCases: [GroupingCase] = [
  // Files.
  .init("a ROM is a game", "nes", ["A.nes", "B.zip"], ["A.nes", "B.zip"]),
  .init("an extension nobody knows is a game", "nes", ["A.xyz", "B"], ["A.xyz", "B"]),
  .init(
    "side-cars are no games", "nes",
    [
      "A.nes", "A.txt", "A.nfo", "A.png", "A.pdf", "A.mp4", "A.srm", "A.sav", "A.state", "A.state3", "gamelist.xml",
      "readme",
    ],
    ["A.nes"]),
  .init(
    "a side-car's extension is a ROM's where the platform says so", "pico8", ["A.p8", "B.png"], ["A.p8", "B.png"]),
  .init("a readme is no Mega Drive game", "megadrive", ["README.md", "Sonic.md"], ["Sonic.md"]),
  .init("nothing gives nothing", "nes", [], []),
  .init("a platform nobody knows", "My Machine", ["a.rom", "b.foo", "c.txt", "d.json"], ["a.rom", "b.foo"]),
  // Descriptors.
  .init("cue and bin side by side", "psx", ["G.bin", "G.cue<G.bin"], ["G = G.bin | G.cue"]),
  .init(
    "a cue and its tracks", "psx", ["G (Track 1).bin", "G (Track 2).bin", "G.cue<G (Track 1).bin,G (Track 2).bin"],
    ["G = G (Track 1).bin | G (Track 2).bin | G.cue"]),
  .init(
    "the case of names in a cue does not count", "psx", ["GAME.BIN", "game.cue<Game.bin"],
    ["game = GAME.BIN | game.cue"]),
  .init("a renamed disc keeps its image", "psx", ["New.bin", "New.cue<Old.bin"], ["New = New.bin | New.cue"]),
  .init("a cue without its files is a file", "psx", ["G.cue<gone.bin"], ["G.cue"]),
  .init(
    "a gdi and its tracks", "dreamcast", ["disc.gdi<track01.bin,track02.raw", "track01.bin", "track02.raw"],
    ["disc = disc.gdi | track01.bin | track02.raw"]),
  .init(
    "CloneCD, with a cue beside it", "saturn", ["G.ccd", "G.cue<G.img", "G.img", "G.sub"],
    ["G = G.ccd | G.cue | G.img | G.sub"]),
  .init("Alcohol", "ps2", ["G.mdf", "G.mds"], ["G = G.mdf | G.mds"]),
  .init(
    "two sheets of one image", "psx", ["G (Alt).cue<G.bin", "G.bin", "G.cue<G.bin"], ["G = G (Alt).cue | G.bin | G.cue"]
  ),
  .init(
    "copy protection data goes with its disc", "psx", ["G.bin", "G.cue<G.bin", "G.sbi"], ["G = G.bin | G.cue | G.sbi"]),
  .init(
    "tracks in a folder of their own", "psx", ["G.cue<t/1.bin,t/2.bin", "t/1.bin", "t/2.bin"],
    ["G = G.cue | t/1.bin | t/2.bin"]),
  .init("two games side by side", "psx", ["A.bin", "A.cue<A.bin", "B.chd"], ["B.chd", "A = A.bin | A.cue"]),
  // Discs.
  .init(
    "discs of one file each", "psx", ["G (Disc 1).chd", "G (Disc 2).chd", "H.chd"],
    ["H.chd", "G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
  .init(
    "disc 2 comes before disc 10", "psx", (1...10).map { "G (Disc \($0)).iso" },
    [
      "G = G (Disc 1).iso | G (Disc 10).iso | " + (2...9).map { "G (Disc \($0)).iso" }.joined(separator: " | ")
        + " + " + (1...10).map { "G (Disc \($0)).iso" }.joined(separator: ", ")
    ]),
  .init(
    "discs of cue and bin list the cues", "psx",
    ["G (Disc 1).bin", "G (Disc 1).cue<G (Disc 1).bin", "G (Disc 2).bin", "G (Disc 2).cue<G (Disc 2).bin"],
    ["G = G (Disc 1).bin | G (Disc 1).cue | G (Disc 2).bin | G (Disc 2).cue + G (Disc 1).cue, G (Disc 2).cue"]),
  .init(
    "disks by letter", "amiga", ["G (Disk A).adf", "G (Disk B).adf"],
    ["G = G (Disk A).adf | G (Disk B).adf + G (Disk A).adf, G (Disk B).adf"]),
  .init(
    "CD1 and CD2", "saturn", ["G (CD1).chd", "G (CD2).chd"],
    ["G = G (CD1).chd | G (CD2).chd + G (CD1).chd, G (CD2).chd"]),
  .init(
    "regions stay apart", "psx", ["G (EU) (Disc 1).chd", "G (EU) (Disc 2).chd", "G (US) (Disc 1).chd"],
    [
      "G (US) (Disc 1).chd",
      "G (EU) = G (EU) (Disc 1).chd | G (EU) (Disc 2).chd + G (EU) (Disc 1).chd, G (EU) (Disc 2).chd",
    ]),
  .init("one disc alone is a file", "psx", ["G (Disc 1).chd"], ["G (Disc 1).chd"]),
  .init(
    "two dumps of the same discs", "psx", ["G (Disc 1).chd", "G (Disc 1).pbp", "G (Disc 2).chd"],
    ["G (Disc 1).pbp", "G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
  .init(
    "discs in folders side by side", "psx",
    ["G (Disc 1)/g.bin", "G (Disc 1)/g.cue<g.bin", "G (Disc 2)/g.bin", "G (Disc 2)/g.cue<g.bin"],
    [
      "G = G (Disc 1)/g.bin | G (Disc 1)/g.cue | G (Disc 2)/g.bin | G (Disc 2)/g.cue + G (Disc 1)/g.cue, G (Disc 2)/g.cue"
    ]),
  .init(
    "zipped discs are one game without a playlist", "psx", ["G (Disc 1).zip", "G (Disc 2).zip"],
    ["G = G (Disc 1).zip | G (Disc 2).zip"]),
  // Playlists.
  .init(
    "a playlist of discs beside it", "psx",
    ["Name.m3u<G (Disc 1).chd,G (Disc 2).chd", "G (Disc 1).chd", "G (Disc 2).chd"],
    ["Name = G (Disc 1).chd | G (Disc 2).chd | Name.m3u"]),
  .init(
    "a playlist of cues takes the tracks along", "psx",
    ["G.m3u<a.cue,b.cue", "a.bin", "a.cue<a.bin", "b.bin", "b.cue<b.bin"],
    ["G = G.m3u | a.bin | a.cue | b.bin | b.cue"]),
  .init(
    "a playlist of discs in a folder", "psx", ["G.m3u<G/1.chd,G/2.chd", "G/1.chd", "G/2.chd", "H.chd"],
    ["H.chd", "G = G.m3u | G/1.chd | G/2.chd"]),
  .init("a playlist of one file is a side-car", "psx", ["G.m3u<G.chd", "G.chd"], ["G.chd"]),
  .init("a playlist of nothing is a side-car", "psx", ["G.m3u<x.chd", "H.chd"], ["H.chd"]),
  .init(
    "a list of favourites is no game", "nes",
    ["best.m3u<" + (0..<20).map { "g\($0).nes" }.joined(separator: ",")] + (0..<20).map { "g\($0).nes" },
    (0..<20).map { "g\($0).nes" }.sorted()),
  // Folders that sort.
  .init(
    "regions, letters, years and kinds are looked into", "nes",
    [
      "USA/A.nes", "A-F/B.nes", "0-9/C.nes", "#/D.nes", "Hacks/E.nes", "1990s/F.nes", "(Europe)/G.nes", "RPG/H.nes",
      "En,Fr/I.nes",
    ],
    [
      "#/D.nes", "(Europe)/G.nes", "0-9/C.nes", "1990s/F.nes", "A-F/B.nes", "En,Fr/I.nes", "Hacks/E.nes", "RPG/H.nes",
      "USA/A.nes",
    ]),
  .init(
    "two levels of sorting", "snes", ["USA/A/A1.sfc", "USA/A/A2.sfc", "USA/B/B1.sfc"],
    ["USA/A/A1.sfc", "USA/A/A2.sfc", "USA/B/B1.sfc"]),
  .init(
    "a folder of many unrelated ROMs", "snes", ["Mine/A.sfc", "Mine/B.sfc", "Mine/C.sfc"],
    ["Mine/A.sfc", "Mine/B.sfc", "Mine/C.sfc"]),
  .init(
    "discs in a folder that sorts", "psx", ["RPG/G (Disc 1).chd", "RPG/G (Disc 2).chd", "RPG/H.chd"],
    ["RPG/H.chd", "G = G (Disc 1).chd | G (Disc 2).chd + G (Disc 1).chd, G (Disc 2).chd"]),
  .init(
    "a series of games", "nes", ["Mega Man/Mega Man 1.nes", "Mega Man/Mega Man 2.nes"],
    ["Mega Man/Mega Man 1.nes", "Mega Man/Mega Man 2.nes"]),
  .init(
    "games in folders in a folder", "psx", ["Square/FF7/a.bin", "Square/FF7/a.cue<a.bin", "Square/FF8/b.chd"],
    ["Square/FF8/b.chd", "FF7 = a.bin | a.cue"]),
  // Game folders.
  .init("a folder with one ROM is that ROM", "nes", ["Game/Game.nes"], ["Game/Game.nes"]),
  .init(
    "saves do not make a ROM an archive", "nes", ["Game/Game.nes", "Game/Game.srm", "Game/gamelist.xml"],
    ["Game/Game.nes"]),
  .init("a ROM with its manual", "nes", ["Game/Game.nes", "Game/manual.pdf"], ["Game = Game.nes | manual.pdf"]),
  .init(
    "a game with updates and DLC in folders", "switch",
    ["Game/Game.nsp", "Game/dlc/More.nsp", "Game/update/v2.nsp"], ["Game = Game.nsp | dlc/More.nsp | update/v2.nsp"]),
  .init(
    "a game with updates beside it", "switch",
    ["Game/Game [v0].nsp", "Game/Game [v65536].nsp", "Game/Game - Extra [DLC].nsp"],
    ["Game = Game - Extra [DLC].nsp | Game [v0].nsp | Game [v65536].nsp"]),
  .init(
    "base and update without anything beside them", "wii", ["Game/base/a.wad", "Game/update/b.wad"],
    ["Game = base/a.wad | update/b.wad"]),
  .init("a disc in its folder", "psx", ["Game/x.bin", "Game/x.cue<x.bin"], ["Game = x.bin | x.cue"]),
  .init(
    "discs in their game's folder", "psx",
    ["Game/Game (Disc 1).bin", "Game/Game (Disc 1).cue<Game (Disc 1).bin", "Game/Game (Disc 2).chd"],
    ["Game = Game (Disc 1).bin | Game (Disc 1).cue | Game (Disc 2).chd + Game (Disc 1).cue, Game (Disc 2).chd"]),
  .init(
    "disc folders in their game's folder", "psx",
    ["Game/Disc 1/a.bin", "Game/Disc 1/a.cue<a.bin", "Game/Disc 2/a.bin", "Game/Disc 2/a.cue<a.bin"],
    ["Game = Disc 1/a.bin | Disc 1/a.cue | Disc 2/a.bin | Disc 2/a.cue + Disc 1/a.cue, Disc 2/a.cue"]),
  .init(
    "a playlist in the game's folder", "psx", ["Game/Game.m3u<a.chd,b.chd", "Game/a.chd", "Game/b.chd"],
    ["Game = Game.m3u | a.chd | b.chd"]),
  .init(
    "ES-DE's folder that is shown as a file", "psx",
    ["Game.m3u/Game.m3u<a.chd,b.chd", "Game.m3u/a.chd", "Game.m3u/b.chd"],
    ["Game = Game.m3u | a.chd | b.chd"]),
  .init(
    "versions of one game", "snes", ["Zelda/Zelda (EU).sfc", "Zelda/Zelda (US).sfc"],
    ["Zelda = Zelda (EU).sfc | Zelda (US).sfc"]),
  .init("disks that count up", "c64", ["Game/game1.d64", "Game/game2.d64"], ["Game = game1.d64 | game2.d64"]),
  .init(
    "files without an extension anybody knows", "neogeo", ["samsho/045-c1.c1", "samsho/045-p1.p1"],
    ["samsho = 045-c1.c1 | 045-p1.p1"]),
  .init("a folder of pictures", "nes", ["A.nes", "art/A.png", "images/B.png", "media/x/c.nes"], ["A.nes"]),
  .init(
    "a ROM beside folders of other games", "nes", ["Mine/A.nes", "Mine/Sub/B.nes", "Mine/Sub/C.nes"],
    ["Mine/A.nes", "Mine/Sub/B.nes", "Mine/Sub/C.nes"]),
  // Trees.
  .init(
    "a DOS game is its folder", "dos", ["Doom/DOOM.EXE", "Doom/DOOM.WAD", "Doom/data/x.dat"],
    ["Doom = DOOM.EXE | DOOM.WAD | data/x.dat"]),
  .init("a DOS game in a file", "dos", ["Doom.zip", "Keen/keen.zip"], ["Doom.zip", "Keen/keen.zip"]),
  .init(
    "DOS games in folders that sort", "dos", ["A-F/Doom/DOOM.EXE", "A-F/Doom/DOOM.WAD", "A-F/x.zip"],
    ["A-F/x.zip", "Doom = DOOM.EXE | DOOM.WAD"]),
  .init("a DOS game called like a genre", "dos", ["Action/RUN.EXE", "Action/A.BIN"], ["Action = A.BIN | RUN.EXE"]),
  .init("saves belong to a tree", "dos", ["G/G.EXE", "G/1.SAV"], ["G = 1.SAV | G.EXE"]),
  .init(
    "a ScummVM game", "scummvm", ["sky/sky.dnr", "sky/sky.dsk", "queen/queen.1"],
    ["queen = queen.1", "sky = sky.dnr | sky.dsk"]),
  .init(
    "DOS games of one file each are told apart", "dos", ["A/GAME.EXE", "B/GAME.EXE", "Keen/keen.zip"],
    ["Keen/keen.zip", "A = GAME.EXE", "B = GAME.EXE"]),
  .init("a ScummVM game of data files", "scummvm", ["ft/a.dat", "ft/b.dat"], ["ft = a.dat | b.dat"]),
  .init(
    "a PS3 game is its folder", "ps3", ["G.ps3/PS3_GAME/USRDIR/EBOOT.BIN", "G.ps3/PS3_DISC.SFB"],
    ["G = PS3_DISC.SFB | PS3_GAME/USRDIR/EBOOT.BIN"]),
  .init(
    "a tree of discs", "dos", ["G/cd1.iso", "G/cd2.iso", "G/G.BAT"],
    ["G = G.BAT | cd1.iso | cd2.iso + cd1.iso, cd2.iso"]),
]

@Suite struct GroupingTests {
  @Test(arguments: groupingCases)
  func filesBecomeGames(_ example: GroupingCase) {
    #expect(example.found == example.games)
  }

  @Test func manyDescriptorsTakeTimeInProportion() {
    var files: [String] = []
    for number in 0..<3000 {
      files += ["g\(number).bin", "g\(number).cue<g\(number).bin", "g\(number).m3u<g\(number).cue"]
    }
    #expect(GroupingCase("", "psx", files, []).found.count == 3000)
  }
}
