internal import Content
internal import Testing

@Suite struct `Categories of members` {
  @Test(arguments: [
    ("Game.chd", MemberCategory.game), ("Game (Disc 1).cue", .game), ("game/Game.nsp", .game), ("base/Game.nsp", .game),
    ("dlc/More.nsp", .dlc), ("DLCs/a.nsp", .dlc), ("Game [DLC].nsp", .dlc), ("DLC The Old Hunters/a.pkg", .dlc),
    ("update/v2.nsp", .update), ("Updates/v2.nsp", .update), ("Update 1.6.0/a.nsp", .update),
    ("Game [UPD].nsp", .update),
    ("Game [v65536].nsp", .update), ("Game [v0].nsp", .game), ("Game (Update v1.1).pkg", .update),
    ("Game Update 1.02.pkg", .update), ("Game - DLC Pack 1.nsp", .dlc), ("update.nsp", .update),
    ("patches/a.bin", .patch), ("patch/a.bin", .patch), ("Game.ips", .patch), ("Game - Fix.xdelta", .patch),
    ("mods/x.pak", .mod), ("HD Textures/a.png", .mod), ("hack/a.sfc", .hack), ("Game [h1].sfc", .hack),
    ("translation/a.bps", .translation), ("Game [T+Eng1.0].sfc", .translation),
    ("manual.pdf", .manual), ("Manuals/a.txt", .manual), ("Game Manual.txt", .manual), ("Game (Manual).jpg", .manual),
    ("soundtrack/01.mp3", .soundtrack), ("Original Soundtrack/01.flac", .soundtrack), ("OST/01.ogg", .soundtrack),
    ("Theme.mp3", .soundtrack), ("Game (Track 02).mp3", .game), ("Game 02.mp3", .game), ("Game-1.pcm", .game),
    ("screenshots/1.png", .screenshot), ("screenshot1.png", .screenshot), ("cover.jpg", .extra), ("readme.txt", .extra),
    ("extras/a.iso", .extra), ("Bonus/a.iso", .extra), ("cheats/a.cht", .cheat), ("Game.cht", .cheat),
    ("saves/a.bin", .save), ("Game.srm", .save), ("demo/a.chd", .demo), ("Game (Demo).chd", .demo),
    ("prototype/a.chd", .prototype), ("Game (Beta 2).sfc", .prototype), ("Game (Proto).sfc", .prototype),
    // The outermost folder decides, and what only holds the game leaves it to what is in it.
    ("hack/update/a.sfc", .hack), ("update/patches/a.bin", .update), ("game/manual/a.pdf", .manual),
    ("Disc 1/manual/a.pdf", .manual), ("dlc/manual.pdf", .dlc),
    // Titles are no categories.
    ("Mod Nation Racers/a.bin", .game), ("Manual Samuel/a.bin", .game), ("Demolition/a.bin", .game),
    ("Game (Bonus Disc).iso", .game), ("", .game), ("///", .game),
  ])
  func `Follow from the path inside the game`(path: String, category: MemberCategory) {
    #expect(MemberCategory.of(path: path.utf8) == category)
  }

  @Test func `An extension of the platform's games is a game's`() {
    #expect(MemberCategory.of(path: "Sonic (World).md".utf8, isROM: true) == .game)
    #expect(MemberCategory.of(path: "Sonic (World) [T+Fre].md".utf8, isROM: true) == .translation)
    #expect(MemberCategory.of(path: "Sonic (World).md".utf8) == .extra)
  }

  @Test(arguments: [
    ("PS3_GAME/USRDIR/music/a.mp3", MemberCategory.game), ("PS3_UPDATE/PS3UPDAT.PUP", .game), ("demo/a.dat", .game),
    ("README.TXT", .game), ("ICON0.PNG", .game), ("data/manual/a.txt", .game), ("manual/a.txt", .manual),
    ("update/a.pkg", .update), ("DLC/a.pkg", .dlc), ("GAME.PDF", .manual), ("Game [DLC].pkg", .dlc),
    ("content/screenshots/a.png", .game),
  ])
  func `In a tree of files count only in the first folder`(path: String, category: MemberCategory) {
    #expect(MemberCategory.of(path: path.utf8, isTree: true) == category)
  }

  @Test func `Every category can be told`() {
    let folders = MemberCategory.allCases.map { MemberCategory.ofPlainFolder($0.rawValue.utf8) }
    #expect(Set(folders.compactMap { $0 }) == Set(MemberCategory.allCases))
  }
}
