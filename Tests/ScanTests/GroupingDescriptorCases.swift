extension GroupingCase {
  /// Disc descriptors, and tracks without one.
  static let descriptors: [GroupingCase] = [
    .init("cue and bin side by side", "psx", ["G.bin", "G.cue<G.bin"], ["descriptor: G = G.bin | G.cue"]),
    .init(
      "a cue and its tracks", "psx", ["G (Track 1).bin", "G (Track 2).bin", "G.cue<G (Track 1).bin,G (Track 2).bin"],
      ["descriptor: G = G (Track 1).bin | G (Track 2).bin | G.cue"]),
    .init(
      "the case of names in a cue does not count", "psx", ["GAME.BIN", "game.cue<Game.bin"],
      ["descriptor: game = GAME.BIN | game.cue"]),
    .init(
      "a renamed disc keeps its image", "psx", ["New.bin", "New.cue<Old.bin"], ["descriptor: New = New.bin | New.cue"]),
    .init("a cue without its files is a file", "psx", ["G.cue<gone.bin"], ["descriptor: G.cue"]),
    .init(
      "a gdi and its tracks", "dreamcast", ["disc.gdi<track01.bin,track02.raw", "track01.bin", "track02.raw"],
      ["descriptor: disc = disc.gdi | track01.bin | track02.raw"]),
    .init(
      "CloneCD, with a cue beside it", "saturn", ["G.ccd", "G.cue<G.img", "G.img", "G.sub"],
      ["descriptor: G = G.ccd | G.cue | G.img | G.sub"]),
    .init("Alcohol", "ps2", ["G.mdf", "G.mds"], ["descriptor: G = G.mdf | G.mds"]),
    .init(
      "two sheets of one image", "psx", ["G (Alt).cue<G.bin", "G.bin", "G.cue<G.bin"],
      ["descriptor: G = G (Alt).cue | G.bin | G.cue"]
    ),
    .init(
      "copy protection data goes with its disc", "psx", ["G.bin", "G.cue<G.bin", "G.sbi"],
      ["descriptor: G = G.bin | G.cue | G.sbi"]),
    .init(
      "tracks in a folder of their own", "psx", ["G.cue<t/1.bin,t/2.bin", "t/1.bin", "t/2.bin"],
      ["descriptor: G = G.cue | t/1.bin | t/2.bin"]),
    .init(
      "two games side by side", "psx", ["A.bin", "A.cue<A.bin", "B.chd"],
      ["rom: B.chd", "descriptor: A = A.bin | A.cue"]),
    .init(
      "three sheets of three discs and their data", "dreamcast",
      ["Shenmue/Shenmue (Disc 1).gdi<track01.bin,track02.raw", "Shenmue/track01.bin", "Shenmue/track02.raw"],
      ["title-folder: Shenmue = Shenmue (Disc 1).gdi | track01.bin | track02.raw"]),
    .init(
      "a gdi with blanks and quotes", "dreamcast",
      [
        "My Game.gdi<<3\n1 0 4 2352 \"Track 01.bin\" 0\n2 756 0 2352 \"Track 02.raw\" 0\n3 45000 4 2352 track03.bin 0\n",
        "Track 01.bin", "Track 02.raw", "track03.bin",
      ],
      ["descriptor: My Game = My Game.gdi | Track 01.bin | Track 02.raw | track03.bin"]),
    .init("cdrdao", "psx", ["G.toc<G.bin", "G.bin"], ["descriptor: G = G.bin | G.toc"]),
    .init(
      "cdrdao with audio files", "pcengine",
      [
        "G.toc<<CD_DA\nTRACK MODE1\nDATAFILE \"data.bin\" // 1\nTRACK AUDIO\nFILE \"two.wav\" 0\n", "data.bin",
        "two.wav",
      ],
      ["descriptor: G = G.toc | data.bin | two.wav"]),
    .init("CloneCD alone", "pcenginecd", ["G.ccd", "G.img", "G.sub"], ["descriptor: G = G.ccd | G.img | G.sub"]),
    .init("CloneCD without subchannels", "pcfx", ["G.ccd", "G.img"], ["descriptor: G = G.ccd | G.img"]),
    .init(
      "Alcohol in pieces", "ps2", ["G.mds", "G.i00", "G.i01", "G.i02"],
      ["descriptor: G = G.i00 | G.i01 | G.i02 | G.mds"]),
    .init("Alcohol in capitals", "ps2", ["GAME.MDS", "Game.mdf"], ["descriptor: GAME = GAME.MDS | Game.mdf"]),
    .init(
      "audio tracks of a Sega CD", "segacd",
      [
        "Sonic CD.cue<Sonic CD.iso,Sonic CD 02.wav,Sonic CD 03.wav", "Sonic CD.iso", "Sonic CD 02.wav",
        "Sonic CD 03.wav",
      ],
      ["descriptor: Sonic CD = Sonic CD 02.wav | Sonic CD 03.wav | Sonic CD.cue | Sonic CD.iso"]),
    .init(
      "audio tracks that no sheet names", "segacd",
      ["Sonic CD (Track 02).mp3", "Sonic CD (Track 03).mp3", "Sonic CD.iso", "Other.chd"],
      ["rom: Other.chd", "tracks: Sonic CD = Sonic CD (Track 02).mp3 | Sonic CD (Track 03).mp3 | Sonic CD.iso"]),
    .init(
      "tracks without a sheet", "saturn", ["G (Track 1).bin", "G (Track 2).bin", "H (Track 1).bin"],
      ["rom: H (Track 1).bin", "tracks: G = G (Track 1).bin | G (Track 2).bin"]),
    .init(
      "a sheet that names the first track only", "psx",
      ["G.cue<G (Track 1).bin", "G (Track 1).bin", "G (Track 2).bin"],
      ["descriptor: G = G (Track 1).bin | G (Track 2).bin | G.cue"]),
    .init(
      "tracks without a sheet in the game's folder", "3do", ["Gex/track01.bin", "Gex/track02.bin", "H.chd"],
      ["rom: H.chd", "title-folder: Gex = track01.bin | track02.bin"]),
    .init(
      "a sheet with backslashes", "psx", ["G.cue<<FILE \"bin\\G.bin\" BINARY\n", "bin/G.bin"],
      ["descriptor: G = G.cue | bin/G.bin"]),
    .init(
      "a sheet in the wrong case of folder and file", "psx",
      [
        "G.cue<<FILE \"TRACKS/g (track 1).BIN\" BINARY\n",
        "Tracks/G (Track 1).bin",
      ],
      ["descriptor: G = G.cue | Tracks/G (Track 1).bin"]),
    .init(
      "a sheet with a path of another machine", "psx",
      ["Game.cue<<FILE \"D:\\Isos\\PSX\\image.bin\" BINARY\n", "image.bin", "other.bin"],
      ["rom: other.bin", "descriptor: Game = Game.cue | image.bin"]),
    .init(
      "a sheet that leads out of the library", "psx",
      ["G.cue<<FILE \"../../etc/passwd\" BINARY\nFILE \"/etc/shadow\" BINARY\n", "G.bin", "H.chd"],
      ["rom: H.chd", "descriptor: G = G.bin | G.cue"]),
    .init(
      "a sheet that leads out and has nothing beside it", "psx", ["G.cue<<FILE \"../../etc/passwd\" BINARY\n"],
      ["descriptor: G.cue"]),
    .init(
      "a sheet in a folder names files further down", "psx",
      ["USA/G.cue<disc/a.bin,disc/deep/b.bin", "USA/disc/a.bin", "USA/disc/deep/b.bin", "USA/H.chd"],
      ["rom: USA/H.chd", "descriptor: G = G.cue | disc/a.bin | disc/deep/b.bin"]),
    .init(
      "rubbish called a sheet", "psx", ["G.cue<<\u{1}\u{2}\u{0}FILE", "G.bin", "H.chd"],
      ["rom: H.chd", "descriptor: G = G.bin | G.cue"]),
    .init(
      "an image and a sheet of it, and another dump", "psx", ["G.chd", "G.cue<G.bin", "G.bin"],
      ["rom: G.chd", "descriptor: G = G.bin | G.cue"]),
    .init(
      "a Jaguar CD of many tracks", "atarijaguarcd",
      [
        "G.cue<G (Track 1).bin,G (Track 2).bin,G (Track 3).bin", "G (Track 1).bin", "G (Track 2).bin",
        "G (Track 3).bin",
      ],
      ["descriptor: G = G (Track 1).bin | G (Track 2).bin | G (Track 3).bin | G.cue"]),
    .init(
      "a Neo Geo CD and a CD-i", "neogeocd", ["G.cue<G.bin", "G.bin", "H.chd"],
      ["rom: H.chd", "descriptor: G = G.bin | G.cue"]),
    .init(
      "subchannels and Libcrypt beside a sheet", "psx", ["G.cue<G.bin", "G.bin", "G.lsd", "G.sub", "G.sbi"],
      ["descriptor: G = G.bin | G.cue | G.lsd | G.sbi | G.sub"]),
    .init(
      "two discs whose sheets name files of one folder", "saturn",
      ["G (Disc 1).cue<bin/1.bin", "G (Disc 2).cue<bin/2.bin", "bin/1.bin", "bin/2.bin"],
      ["discs: G = G (Disc 1).cue | G (Disc 2).cue | bin/1.bin | bin/2.bin + G (Disc 1).cue, G (Disc 2).cue"]),
    .init(
      "a sheet above and one beside the image", "psx", ["G.cue<G/G.bin", "G/G.bin", "G/G.cue<G.bin"],
      ["descriptor: G = G.cue | G/G.bin | G/G.cue"]),
    .init(
      "a sheet with a blank in front and no quotes", "psx", ["G.cue<<  FILE My Game.bin BINARY\r\n", "My Game.bin"],
      ["descriptor: G = G.cue | My Game.bin"]),
  ]
}
