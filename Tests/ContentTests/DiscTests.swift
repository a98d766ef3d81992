internal import Content
internal import Testing

@Suite struct `Disc descriptors` {
  private func files(_ text: String, _ format: DiscDescriptor.Format, named name: String = "Game.cue") -> [String] {
    DiscDescriptor.references(in: Array(text.utf8), format: format, fileName: Array(name.utf8))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(
    arguments: [
      ("FILE \"Game (Track 1).bin\" BINARY\r\n  TRACK 01 MODE1/2352\r\n", ["Game (Track 1).bin"]),
      ("\u{FEFF}FILE game.bin BINARY\n", ["game.bin"]),
      ("  \tfile \"a.wav\" WAVE\rFILE b.wav WAVE", ["a.wav", "b.wav"]),
      ("FILE My Game.bin BINARY", ["My Game.bin"]), ("FILE game.bin", ["game.bin"]), ("FILE \"no end", ["no end"]),
      ("FILE \"sub\\dir\\a.bin\" BINARY", ["sub/dir/a.bin"]), ("FILE \"./a.bin\" BINARY", ["a.bin"]),
      ("FILE \"a.bin\" BINARY\nFILE \"a.bin\" BINARY", ["a.bin"]), ("REM FILE \"x\" BINARY\nFILENAME \"y\"", []),
      ("FILE \"/etc/passwd\" BINARY\nFILE \"..\\a\" BINARY\nFILE \"a/../../b\" BINARY\nFILE \"C:\\x.bin\" BINARY", []),
      ("FILE \"\" BINARY\nFILE\nFILE \"..\"", []), ("", []), ("FILE \"a\0b\" BINARY", []),
    ] as [(String, [String])]) func `A cue sheet names its tracks`(text: String, expected: [String])
  {
    #expect(files(text, .cue) == expected)
  }

  @Test(
    arguments: [
      (
        "3\n1 0 4 2352 track01.bin 0\n2 756 0 2352 track02.raw 0\n3 45000 4 2352 \"track 03.bin\" 0\n",
        ["track01.bin", "track02.raw", "track 03.bin"]
      ),
      ("1\r\n  1     0  4  2352   My Track.bin   0\r\n", ["My Track.bin"]),
      ("2\n1 0 4 2352 track01.bin\nx 0 4 2352 y.bin 0\n", []), ("", []), ("3", []),
    ] as [(String, [String])]) func `A gdi names its tracks`(text: String, expected: [String])
  {
    #expect(files(text, .gdi) == expected)
  }

  @Test func `A toc names its files`() {
    let text =
      "CD_ROM\n// FILE \"no\"\nTRACK AUDIO\nAUDIOFILE \"a.wav\" 0\n  FILE \"b.wav\" 0\nDATAFILE \"c.bin\"\nFILE x 0"
    #expect(files(text, .toc) == ["a.wav", "b.wav", "c.bin"])
  }

  @Test func `A playlist names a disc a line`() {
    let text =
      "\u{FEFF}#EXTM3U\r\n#LABEL:x\r\nDisc 1.cue\r\n\r\n  discs\\Disc 2.chd|Second\n#SAVEDISK:\n/abs.cue\n../up.cue\n|x"
    #expect(files(text, .m3u) == ["Disc 1.cue", "discs/Disc 2.chd"])
  }

  @Test func `CloneCD and Alcohol have companions of their own name`() {
    #expect(files("[CloneCD]", .ccd, named: "sub/Game v1.0.ccd") == ["Game v1.0.img", "Game v1.0.sub"])
    #expect(files("MEDIA DESCRIPTOR", .mds, named: "Game.MDS") == ["Game.mdf"])
    #expect(
      DiscDescriptor.sidecars(of: Array("Game.cue".utf8))
        == ["Game.sbi", "Game.sub", "Game.lsd"].map { Array($0.utf8) })
  }

  @Test func `Formats are known by their extension in any case`() {
    #expect(DiscDescriptor.Format(fileName: Array("a.CUE".utf8)) == .cue)
    #expect(DiscDescriptor.Format(fileName: Array("a.m3u".utf8)[...]) == .m3u)
    for name in ["a.bin", "cue", "acue", "", "a.cue.bak"] {
      #expect(DiscDescriptor.Format(fileName: Array(name.utf8)) == nil)
    }
  }

  @Test func `Names match in any case and composition`() {
    func key(_ name: String) -> [UInt8] { DiscDescriptor.matchingKey(Array(name.utf8)) }
    #expect(key("TRACK01.BIN") == key("track01.bin"))
    #expect(key("Poke\u{301}mon.bin") == key("POK\u{C9}MON.BIN"))
    #expect(DiscDescriptor.matchingKey([0x41, 0xFF]) == DiscDescriptor.matchingKey([0x61, 0xFF]))
  }

  @Test func `Random bytes name nothing outside of the directory`() {
    var random = SeededGenerator(seed: 5)
    let words = ["FILE", " ", "\"", "..", "/", "\\", "a", "\n", "1 0 4 2352 ", "C:", "\0", "|", "//", "DATAFILE ", "."]
    for _ in 0..<2000 {
      let text = (0..<20).map { _ in words[Int.random(in: 0..<words.count, using: &random)] }.joined()
      for format in DiscDescriptor.Format.allCases {
        for name in files(text, format) {
          #expect(!name.hasPrefix("/") && !name.isEmpty && !name.contains("\\") && !name.utf8.contains(0))
          #expect(
            !name.split(separator: "/", omittingEmptySubsequences: false).contains { ["..", ".", ""].contains($0) })
        }
      }
    }
  }
}

@Suite struct `Disc tags` {
  @Test(arguments: [
    ("Game (Disc 1)", "Game", 1, 0), ("Game (USA) (Disc 2) (Rev 1)", "Game (USA) (Rev 1)", 2, 0),
    ("Game (Disk A)", "Game", 1, 0), ("Game (CD2)", "Game", 2, 0), ("Game (disc 1 of 3)", "Game", 1, 0),
    ("Game (Side B)", "Game", 2, 0), ("Game [Disc 10]", "Game", 10, 0),
    ("Game_(DISC_01)_(Japan)", "Game_(Japan)", 1, 0),
    ("Game (Disk 1 of 2)(Side B)", "Game", 1, 2), ("Game (Disk 1 Side B)", "Game", 1, 2),
    ("Game (DVD 2)", "Game", 2, 0),
    ("Game (1990)(Maker)(Disk 2 of 3)[cr]", "Game (1990)(Maker)[cr]", 2, 0), ("Game (Disc #2)", "Game", 2, 0),
    ("Game - Disc 1", "Game", 1, 0), ("Game_cd2", "Game", 2, 0), ("Game Disc 2", "Game", 2, 0),
    ("Game Disc 2 (USA)", "Game (USA)", 2, 0), ("Game - Disk B", "Game", 2, 0), ("Disc 3", "", 3, 0),
    ("CD1", "", 1, 0), ("(Disc 1) Game", "Game", 1, 0), ("ゲーム (Disc 2)", "ゲーム", 2, 0),
    ("Discworld (Disc 1)", "Discworld", 1, 0), ("Game (Tape 2)", "Game", 2, 0), ("Game (Tape 1, Side B)", "Game", 1, 2),
    ("Game - Tape 2", "Game", 2, 0), ("Game (Part 2)", "Game", 2, 0), ("Game (Cassette 1 - Side A)", "Game", 1, 1),
    ("Game (Disque 2)", "Game", 2, 0), ("Game (Disco 2)", "Game", 2, 0), ("Game (1 of 3)", "Game", 1, 0),
    ("Game [2of3]", "Game", 2, 0), ("Game_Disk1of2", "Game", 1, 0), ("Game.CD2", "Game", 2, 0),
    ("Dr. Game (Disc 2)", "Dr. Game", 2, 0), ("Dr. (Disc 2)", "Dr.", 2, 0), ("Game (UMD 2)", "Game", 2, 0),
    ("Game (Bonus Disc)", "Game", 1029, 0), ("Game (System Disk)", "Game", 0, 0), ("Diskette 2", "", 2, 0),
    ("Game (Disc 1a)", "Game", 1, 1), ("Game (Disk 2B)", "Game", 2, 2), ("Game (Disc One)", "Game", 1, 0),
    ("Game (Disc III)", "Game", 3, 0), ("Game (Disc 2 - Terra)", "Game", 2, 0), ("Game (Disc 1, Leon)", "Game", 1, 0),
    ("Game Disk 1 Side B", "Game", 1, 2), ("Game Tape 1 Side B", "Game", 1, 2), ("Demo - Disc 2", "Demo", 2, 0),
  ]) func `Are found and taken out`(name: String, title: String, ordinal: Int, side: Int) throws {
    let tag = try #require(DiscTag.parse(Array(name.utf8)))
    #expect(String(decoding: tag.title, as: UTF8.self) == title)
    #expect(tag.ordinal == ordinal && tag.side == side)
  }

  @Test(arguments: [
    "Game (Disco)", "Discworld 2", "Disco 3", "Game (Discs)", "Game (CD-i)", "Game (CD)", "Sonic CD", "Game (Disc)",
    "Game (USA)", "", "(", "Game (Disc 1", "Game (Disc 1000)", "Game (Disc 1ab)", "Game (Disc 3D)", "Inside 2",
    "Magazine Demo Disc 42", "Cover Disk 12",
    "Game (CD32)", "Game (Disc Ten Men)", "Game 1of3",
    "Dark Side A", "Game Disc A", "Abcd2", "Game (Disc 1é)", "Game Disc 1 Bonus", "Game (Side)", "Besides 1",
    "Game (DVD-R)", "Mix Tape 2", "Game - Part 2", "Game (4 of 3)", "Game (1 of 1)", "Game (Famicom Disk)", "Game (1)",
    "Game (Tape)", "Game (Data)", "Game - Data Disk", "Half of 2", "(of)", "Game (of 2)", "Game (12 of)",
  ]) func `Are not seen where there are none`(name: String) {
    #expect(DiscTag.parse(Array(name.utf8)) == nil)
  }
}

@Suite struct `Disc tracks` {
  @Test(arguments: [
    ("Game (Track 1)", "Game", 1), ("Game (Track 02)", "Game", 2),
    ("Game (USA) (Track 12) (Alt)", "Game (USA) (Alt)", 12),
    ("Game - Track 2", "Game", 2), ("track03", "", 3), ("Track 4", "", 4), ("game_track_05", "game", 5),
    ("Soundtrack (Track 6)", "Soundtrack", 6),
  ]) func `Are found and taken out`(name: String, title: String, number: Int) throws {
    let track = try #require(DiscTrack.parse(Array(name.utf8)))
    #expect(String(decoding: track.title, as: UTF8.self) == title)
    #expect(track.number == number)
  }

  @Test(arguments: [
    "Track", "Game (Track)", "Soundtrack 2", "Track & Field 2", "Game (Track 100)", "Track 2 Game", "", "Trac",
  ])
  func `Are not seen where there are none`(name: String) {
    #expect(DiscTrack.parse(Array(name.utf8)) == nil)
  }
}

@Suite struct `Playlists of discs` {
  private func playlist(_ names: [String]) -> String? {
    DiscPlaylist.contents(of: names.map { Array($0.utf8) }).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    (["G (Disc 10).cue", "G (Disc 2).cue", "G (Disc 1).cue"], "G (Disc 1).cue\nG (Disc 2).cue\nG (Disc 10).cue\n"),
    (
      ["G (Disc 1).cue", "G (Disc 1).bin", "G (Disc 2).cue", "G (Disc 2) (Track 1).bin"],
      "G (Disc 1).cue\nG (Disc 2).cue\n"
    ),
    (
      ["G (Disc 1).ccd", "G (Disc 1).cue", "G (Disc 1).img", "G (Disc 2).ccd", "G (Disc 2).img"],
      "G (Disc 1).cue\nG (Disc 2).ccd\n"
    ),
    (["Disc 10/g.gdi", "Disc 2/g.gdi"], "Disc 2/g.gdi\nDisc 10/g.gdi\n"),
    (["G10.chd", "G9.chd", "G009b.chd"], "G9.chd\nG009b.chd\nG10.chd\n"),
    (
      ["G (Disk 1)(Side B).d64", "G (Disk 2)(Side A).d64", "G (Disk 1)(Side A).d64"],
      "G (Disk 1)(Side A).d64\nG (Disk 1)(Side B).d64\nG (Disk 2)(Side A).d64\n"
    ),
    (["#1 (Disc 1).CHD", "#1 (Disc 2).chd", "readme.txt"], "./#1 (Disc 1).CHD\n./#1 (Disc 2).chd\n"),
    (["Poke\u{301} (Disc 1).iso", "Poke\u{301} (Disc 2).iso"], "Pok\u{E9} (Disc 1).iso\nPok\u{E9} (Disc 2).iso\n"),
  ]) func `List descriptors in the order of the discs`(names: [String], expected: String) {
    // Bytes: strings that differ in composition are equal in Swift.
    #expect(playlist(names).map { Array($0.utf8) } == Array(expected.utf8))
    #expect(playlist(names.reversed()) == expected)
  }

  @Test(arguments: [[], ["G.cue"], ["G.bin", "H.bin"], ["G.cue", "G.chd"], ["a.txt", "G (Disc 1).cue"]])
  func `Are not made for fewer than two discs`(names: [String]) {
    #expect(playlist(names) == nil)
  }
}
