extension LayoutLibrary {
  // MARK: One file a game

  mutating func addCartridges() {
    single("nes/robo", "a/nes/USA/Robo Farm (USA).nes")
    single("nes/mixed", "a/nes/Mixed Case (Europe).Nes")
    single("nes/upper", "a/nes/Upper Case (World).NES")
    single("nes/zipped", "a/nes/Zipped (USA).zip", .zip(["Zipped (USA).nes"]))
    single("nes/bundle", "a/nes/Bundle (USA).ZIP", .zip(["Bundle (USA).nes", "readme.txt"]))
    single("nes/signs", "a/nes/Odd #1 & 100% 'quoted' \"x\" <y> [b].nes")
    single("nes/zip signs", "a/nes/Zip #2 & %41.zip", .zip(["in#side & %41.nes"]))
    single("nes/umlaut", "a/nes/U\u{308}ber Ma\u{308}dchen (Germany).nes")
    single("nes/bytes", "a/nes/Bytes \(LayoutLibrary.notUTF8) (Japan).nes")
    // Each of these bytes takes three when it is shown.
    let long = String(repeating: "a", count: 150) + String(repeating: LayoutLibrary.notUTF8, count: 60)
    single("nes/long", "a/nes/\(long)1.nes")
    single("nes/long too", "a/nes/\(long)2.nes")
    single("nes/long folder", "a/nes/\(long) folder/Short.nes")
    single("nes/dot", "a/nes/Trailing. . /Dotted.nes")
    single("nes/same", "a/nes/USA/Same (World).nes")
    single("nes/same hack", "a/nes/Hacks/Same (World).nes")
    single("nes/same elsewhere", "b/nes/USA/Same (World).nes", .text("another root has another one of this name"))
    single("nes/in zip folder", "a/nes/stuff.zip/Inner (USA).nes")
    single("nes/in 7z folder", "a/nes/Old.7Z.d/Other Inner (USA).nes")
    single("nes/case", "a/nes/Case Clash (USA).nes")
    single("nes/case too", "a/nes/case clash (usa).nes")
    single("nes/patched", "a/nes/Patched (USA).nes")
    single("nes/entity", "a/nes/Tom &amp; Co.nes")
    single("nes/second", "b/nes/Second Root (USA).nes")
    file("a/nes/USA/Robo Farm (USA).srm")
    file("a/nes/USA/Robo Farm (USA).state1")
    file("a/nes/USA/readme.txt")
    file("a/nes/Patched (USA).ips")
    file("a/nes/Patched (USA).bps")
    file("a/bios/scph5501.bin")
    file("a/psx/bios/scph1001.bin")
    file("a/psx/scph7001.bin")
    media("nes/robo", "screenshots", "a/nes/images/Robo Farm (USA)-image.png")
    media("nes/robo", "covers", "a/nes/images/Robo Farm (USA)-thumb.jpg")
    media("nes/robo", "videos", "a/nes/videos/Robo Farm (USA)-video.mp4")
    media("nes/robo", "manuals", "a/nes/manuals/Robo Farm (USA)-manual.pdf")
    media("nes/upper", "covers", "a/nes/media/covers/Upper Case (World).PNG")
    media("nes/upper", "marquees", "a/nes/downloaded_media/marquees/Upper Case (World).png")
    media("nes/patched", "covers", "a/nes/Patched (USA).png")
    media("nes/zipped", "covers", "a/nes/mine/zipped picture.JPG")
    media("nes/signs", "covers", "a/nes/media/covers/Odd #1 & 100% 'quoted' \"x\" <y> [b].png")
    media("nes/umlaut", "covers", "a/nes/media/covers/\u{DC}ber M\u{E4}dchen (Germany).png")
    media("nes/same", "covers", "a/nes/media/covers/USA/Same (World).png")
    media("nes/same hack", "covers", "a/nes/media/covers/Hacks/Same (World).png")
    media("nes/second", "covers", "b/nes/images/Second Root (USA)-thumb.png")

    single("snes/first", "a/snes/First (USA).sfc")
    single("snes/second", "a/sfc/Second (Japan).sfc")
    single("snes/same", "a/snes/Both (World).sfc")
    single("snes/same too", "a/sfc/Both (World).sfc", .text("the one of the Super Famicom"))
    single("megadrive/first", "a/megadrive/First (Europe).md")
    single("megadrive/second", "a/genesis/Second (USA).md")
    single("megadrive/bin", "b/Sega - Mega Drive - Genesis/Third (USA).bin")
    media("megadrive/second", "covers", "a/genesis/images/Second (USA)-thumb.png")
    media("megadrive/first", "covers", "a/megadrive/images/First (Europe)-thumb.png")
    single("My Console/thing", "a/My Console/Thing.xyz")
    single("gb/rom", "b/gb/Endless (World).gb")
    single("gb/zipped", "b/gb/Zipped Loop (World).zip", .zip(["Zipped Loop (World).gb"]))
    // The carts are pictures themselves.
    single("pico8/cart", "a/pico8/Jumper.p8.png")
    single("pico8/plain", "a/pico8/celeste.png")
    single("pico8/text", "a/pico8/Snake.p8")
    media("pico8/cart", "screenshots", "a/pico8/images/Jumper.p8-image.png")
    media("pico8/plain", "covers", "a/pico8/media/covers/celeste.png")
    single("psp/single", "a/psp/Single (USA).iso")
    game(
      "psp/two", entries: ["es-de": 2, "batocera": 2, "Playlists": 2], in: "a/psp",
      [("Long (USA) (Disc 1).iso", .data), ("Long (USA) (Disc 2).iso", .data)])
    single("mame/pac", "a/mame/puckman.zip", .zip(["pm1.1", "pm1.2"]))
    game(
      "mame/disk", in: "a/mame", [("area51.zip", .zip(["a51.3h"])), ("area51/area51.chd", .data)])
  }

  // MARK: Discs

  mutating func addDiscs() {
    game(
      "psx/single", in: "a/psx",
      [
        ("One Disc (USA).cue", .cue(["One Disc (USA).bin"])), ("One Disc (USA).bin", .data),
        ("One Disc (USA).sbi", .data),
      ])
    game("psx/beside", in: "a/psx", discs("Side Saga (USA)", 2))
    game("psx/folder", in: "a/psx/Folder Saga (Europe)", discs("Folder Saga (Europe)", 3))
    game(
      "psx/deep", in: "a/psx/Deep Saga (Japan)",
      (1...2).flatMap { number in
        discs("Deep Saga (Japan)", 2)[(2 * number - 2)..<(2 * number)].map { ("CD\(number)/" + $0.name, $0.content) }
      })
    game("psx/sorted", in: "a/psx/A-F", discs("Crate Tale (USA)", 2))
    game(
      "psx/indented", in: "a/psx",
      [("Indented (USA).cue", .cue(["Indented (USA).bin"], indented: true)), ("Indented (USA).bin", .data)])
    game(
      "psx/audio", in: "a/psx/Audio (USA)",
      [("Audio (USA).cue", .cue((1...3).map { "Audio (USA) (Track \($0)).bin" }))]
        + (1...3).map { ("Audio (USA) (Track \($0)).bin", .data) })
    game(
      "psx/other name", in: "a/psx/Other Name (USA)",
      [("disc.cue", .cue(["disc.bin"])), ("disc.bin", .data), ("disc.sbi", .data)])
    game(
      "psx/clone", in: "a/psx",
      [("Clone (USA).ccd", .text("[CloneCD]\nVersion=3\n")), ("Clone (USA).img", .data), ("Clone (USA).sub", .data)])
    game(
      "psx/alcohol", in: "a/psx/Alcohol (USA)",
      [("Alcohol (USA).mds", .text("MEDIA DESCRIPTOR\u{1}\u{3}")), ("Alcohol (USA).mdf", .data)])
    game(
      "psx/chds", in: "a/psx", [("Chd Quest (USA) (Disc 1).chd", .data), ("Chd Quest (USA) (Disc 2).chd", .data)])
    single("psx/chd", "a/psx/Lone (USA).chd")
    single("psx/pbp", "a/psx/Eboot (USA).pbp")
    game(
      "psx/signs", in: "a/psx",
      (1...2).flatMap { number -> [(name: String, content: Content)] in
        let stem = "#1 'Racer' & 50% [b] (Disc \(number))"
        return [("\(stem).cue", .cue(["\(stem).bin"])), ("\(stem).bin", .data)]
      })
    game(
      "psx/umlauts", in: "a/psx",
      (1...2).flatMap { number -> [(name: String, content: Content)] in
        let stem = "Mu\u{308}nze (Disc \(number))"
        return [("\(stem).cue", .cue(["\(stem).bin"])), ("\(stem).bin", .data)]
      })
    game("psx/in zip folder", in: "a/psx/Boxed.zip", discs("Boxed", 2))
    game("psx/same", in: "a/psx/Twin (USA)", discs("Twin (USA)", 2))
    // Of other sizes: what has one name and one size in two roots is taken for the same.
    game(
      "psx/same elsewhere", in: "b/psx/Twin (USA)",
      discs("Twin (USA)", 3).map { name, content in
        guard case .data = content else { return (name, content) }
        return (name, .text("another disc, of the other root: \(name)"))
      })
    game("psx/root", in: "a/psx", [("Roots (USA).cue", .cue(["Roots (USA).bin"])), ("Roots (USA).bin", .data)])
    game(
      "psx/other root", in: "b/psx",
      [("Roots (USA).cue", .cue(["Roots (USA).bin"])), ("Roots (USA).bin", .text("the other root's disc"))])
    game("psx/same beside", in: "a/psx", [("Pair (USA).cue", .cue(["Pair (USA).bin"])), ("Pair (USA).bin", .data)])
    game(
      "psx/same in folder", in: "a/psx/Pair (USA)",
      [("Pair (USA).cue", .cue(["Pair (USA).bin"])), ("Pair (USA).bin", .data)])
    game(
      "psx/sorted folder", in: "a/psx/USA/Nested (USA)", discs("Nested (USA)", 2))
    game(
      "psx/same names", in: "a/psx/Plain Discs (USA)",
      (1...2).flatMap { number -> [(name: String, content: Content)] in
        [
          ("Disc \(number)/game.cue", .text("REM \(number)\r\nFILE game.bin BINARY\r\n  TRACK 01 MODE2/2352\r\n")),
          ("Disc \(number)/game.bin", .data),
        ]
      })
    game(
      "psx/numbers", in: "a/psx/Numbered (USA)", [("Disc 1.chd", .data), ("Disc 2.chd", .data)])
    game(
      "psx/cue folder", in: "a/psx/Foldered (USA).cue",
      [("Foldered (USA).cue", .cue(["Foldered (USA).bin"])), ("Foldered (USA).bin", .data)])
    game(
      "psx/raw", in: "a/psx",
      [
        ("Raw \(LayoutLibrary.notUTF8) (USA).ccd", .text("[CloneCD]\nVersion=2\n")),
        ("Raw \(LayoutLibrary.notUTF8) (USA).img", .data), ("Raw \(LayoutLibrary.notUTF8) (USA).sub", .data),
      ])
    single("psx/seven", "a/psx/Upper (USA).CHD")
    game(
      "pcenginecd/two", in: "a/pcenginecd", discs("Gate (Japan)", 2))
    file("a/psx/Folder Saga (Europe)/manual.txt")
    file("a/psx/One Disc (USA).srm")
    media("psx/beside", "covers", "a/psx/images/Side Saga (USA)-thumb.png")
    media("psx/folder", "covers", "a/psx/media/covers/Folder Saga (Europe).png")
    media("psx/alcohol", "covers", "a/psx/downloaded_media/covers/Alcohol (USA).png")
    media("psx/single", "screenshots", "a/psx/images/One Disc (USA)-image.png")

    game("saturn/beside", in: "a/saturn", discs("Ring (Japan)", 2))
    game("segacd/single", in: "a/segacd/Lunar (USA)", discs("Lunar (USA)", 1))
    game(
      "dreamcast/gdi", in: "a/dreamcast/Wave (USA)",
      [
        ("disc.gdi", .gdi(["track01.bin", "track02.raw", "track03.bin"])), ("track01.bin", .data),
        ("track02.raw", .data), ("track03.bin", .data),
      ])
    game(
      "dreamcast/two", in: "a/dreamcast/Skies (USA)",
      (1...2).flatMap { number -> [(name: String, content: Content)] in
        let stem = "Skies (USA) (Disc \(number))"
        return [("\(stem).gdi", .gdi(["\(stem) 1.bin", "\(stem) 2.raw", "\(stem) 3.bin"]))]
          + ["1.bin", "2.raw", "3.bin"].map { ("\(stem) \($0)", .data) }
      })
    single("dreamcast/cdi", "a/dreamcast/Homebrew.cdi")
    game("3do/two", entries: ["es-de": 2, "batocera": 2, "Playlists": 2], in: "a/3do/Two Discs", discs("Two Discs", 2))
    game(
      "amiga/floppies", in: "a/amiga", (1...3).map { ("Flop (1992)(Some) (Disk \($0) of 3).adf", .data) })
  }

  /// Discs with a track each.
  private func discs(_ title: String, _ count: Int) -> [(name: String, content: Content)] {
    (1...count).flatMap { number -> [(name: String, content: Content)] in
      let stem = count == 1 ? title : "\(title) (Disc \(number))"
      return [("\(stem).cue", .cue(["\(stem).bin"])), ("\(stem).bin", .data)]
    }
  }

  // MARK: Playlists of the user's own

  mutating func addPlaylists() {
    game(
      "psx/own list", in: "b/psx",
      [
        ("Own List (USA).m3u", .lines(["# mine", "Own List (USA) (Disc 1).chd", "Own List (USA) (Disc 2).chd"])),
        ("Own List (USA) (Disc 1).chd", .data), ("Own List (USA) (Disc 2).chd", .data),
      ])
    game(
      "psx/folder as file", in: "b/psx/Made (USA).m3u",
      [("Made (USA).m3u", .lines(["Made (USA) (Disc 1).cue", "Made (USA) (Disc 2).cue"]))]
        + discs("Made (USA)", 2))
    let veiled = (1...2).map { ".Veiled (USA)/Veiled (USA) (Disc \($0)).chd" }
    game(
      "psx/hidden folder", in: "b/psx", [("Veiled (USA).m3u", .lines(veiled))] + veiled.map { ($0, .data) })
    game(
      "psx/list in folder", in: "b/psx/Listed (USA)",
      [("Listed (USA).m3u", .lines(["Listed (USA) (Disc 1).cue", "Listed (USA) (Disc 2).cue"]))]
        + discs("Listed (USA)", 2))
    game(
      "psx/list above", in: "b/psx",
      [("Above (USA).m3u", .lines(["Above (USA)/Above (USA) (Disc 1).cue", "Above (USA)/Above (USA) (Disc 2).cue"]))]
        + discs("Above (USA)", 2).map { ("Above (USA)/" + $0.name, $0.content) })
  }

  /// Lists that other systems have written.
  mutating func addForeignPlaylists() {
    // Batocera puts paths together as text, and finds none of these discs to hide.
    game(
      "psx/windows list", entries: ["batocera": 3], in: "b/psx",
      [
        (
          "Windows (USA).m3u",
          .text("\u{FEFF}Windows (USA)\\Windows (USA) (Disc 1).chd\r\nWindows (USA)\\Windows (USA) (Disc 2).chd\r\n")
        ),
        ("Windows (USA)/Windows (USA) (Disc 1).chd", .data), ("Windows (USA)/Windows (USA) (Disc 2).chd", .data),
      ])
  }

  // MARK: Folders of arbitrary files

  mutating func addTrees() {
    game(
      "dos/tree", in: "a/dos/Commander",
      [("KEEN.EXE", .data), ("SETUP.EXE", .data), ("data/A.DAT", .data), ("data/B.DAT", .data)])
    game("dos/called so", in: "a/dos/Ready.pc", [("dosbox.bat", .data), ("GAME.EXE", .data)])
    single("dos/zipped", "a/dos/Packed.zip", .zip(["GO.EXE", "GO.DAT"]))
    game(
      "scummvm/with", in: "a/scummvm/Sky Story",
      [("sky.scummvm", .text("sky")), ("sky.dsk", .data), ("sky.dnr", .data), ("extra/more.dat", .data)])
    // ES-DE finds nothing in it that it would list.
    game(
      "scummvm/without",
      entries: ["es-de": 0, "Playlists": 0, "onion": 0, "retropie": 0, "pegasus": 0], in: "a/scummvm/Plain Story",
      [("plain.000", .data), ("plain.001", .data)])
    game(
      "scummvm/called so", in: "a/scummvm/queen.scummvm", [("queen.scummvm", .text("queen")), ("queen.1c", .data)])
    game(
      // Batocera lists whatever has the extension.
      "switch/folder", entries: ["batocera": 3], in: "a/switch/Hero Tale",
      [
        ("Hero Tale [0100000000010000][v0].nsp", .data), ("Hero Tale [0100000000010800][v65536].nsp", .data),
        ("Hero Tale DLC [0100000000011001][v0].nsp", .data),
      ])
    single("switch/single", "a/switch/Racer [0100000000020000][v0].xci")
  }

  // MARK: Lists of the user's

  mutating func addDialects() {
    // ES-DE's has two roots.
    list(
      "a/nes/gamelist.xml",
      """
      <?xml version="1.0"?>
      <alternativeEmulator><label>Mesen</label></alternativeEmulator>
      <gameList>
        <game><path>./USA/Robo Farm (USA).nes</path><name>Robo &amp; Farm &lt;1&gt;</name><favorite>true</favorite></game>
        <game><path>./Zipped (USA).zip</path><name>Zipped</name><image>./mine/zipped picture.JPG</image>
          <thumbnail>./mine/zipped picture.JPG</thumbnail></game>
        <game><path>./Patched (USA).nes</path><name>Hidden one</name><hidden>true</hidden></game>
        <game><path>./Gone (USA).nes</path><name>Gone</name><image>./images/gone.png</image></game>
        <game><path>./Mixed Case (Europe).Nes</path><name>The mixed one</name></game>
        <game><path>./\u{DC}ber M\u{E4}dchen (Germany).nes</path><name>Composed</name></game>
        <game><path>./stuff.zip/Inner (USA).nes</path><name>Inside</name></game>
        <folder><path>./USA</path><name>America</name></folder>
      </gameList>
      """)
    list(
      "a/psx/gamelist.xml",
      """
      <?xml version="1.0"?>
      <gameList>
        <game id="7" source="ScreenScraper.fr"><path>./Folder Saga (Europe)/Folder Saga (Europe) (Disc 1).cue</path>
          <name>The Folder Saga</name><genre>Saga</genre><lang>en</lang><cheevosId>12</cheevosId></game>
        <game><path>./Gone/Gone.cue</path><name>Gone</name></game>
      </gameList>
      """)
    list(
      "a/snes/gamelist.xml",
      """
      <?xml version="1.0"?>
      <gameList><game><path>.\\First (USA).sfc</path><name>By backslash</name></game></gameList>
      """)
    list(
      "b/nes/gamelist.xml",
      """
      <?xml version="1.0"?>
      <gameList>
        <game><path>./Second Root (USA).nes</path><name>The Second</name><playcount>3</playcount>
          <lastplayed>20240101T101010</lastplayed><rating>0.5</rating></game>
      </gameList>
      """)
    list("b/gb/miyoogamelist.xml", "<gameList><game><path>./Endless (World).gb</path><name>E</name></game></gameList>")
  }
}
