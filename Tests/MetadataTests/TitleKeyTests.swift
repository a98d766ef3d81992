internal import Metadata
internal import Model
internal import Names
internal import TestSupport
internal import Testing

@Suite("Titles as they are compared") struct TitleKeyTests {
  @Test(arguments: [
    ("The Legend of Zelda: A Link to the Past", "Legend of Zelda, The - A Link to the Past"),
    ("Pac-Man", "PACMAN"), ("Pac-Man", "Pac Man"), ("Donkey Kong", "DonkeyKong"),
    ("Pokémon Café", "Poke\u{301}mon Cafe"),
    ("Ｆｉｎａｌ　Ｆａｎｔａｓｙ　Ⅶ", "Final Fantasy VII"), ("Final Fantasy VII", "Final Fantasy 7"),
    ("Yoshi's Island", "Yoshi’s Island"), ("Yoshi's Island", "Yoshis Island"), ("Tom & Jerry", "Tom and Jerry"),
    ("Ghosts 'n Goblins", "Ghosts'n Goblins"), ("Ghosts 'n Goblins", "Ghosts and Goblins"),
    ("Chip ’n’ Dale", "Chip & Dale"), ("Vol. 2", "Volume II"), ("Bros.", "Brothers"), ("X vs. Y", "X versus Y"),
    ("Dr. Mario", "Doctor Mario"), ("R.C. Pro-Am", "RC Pro Am"), ("S.O.S.", "SOS"), ("720°", "720 Degrees"),
    ("ｶﾞﾝﾀﾞﾑ", "ガンダム"), ("µ", "μ"), ("Ranma ½", "Ranma 1/2"), ("NiGHTS into Dreams...", "Nights into Dreams"),
    ("Siedler, Die", "Die Siedler"), ("Empereur, L'", "L’Empereur"), ("Game™", "Game"), ("Colour Me", "Color Me"),
    ("Straße", "STRASSE"), ("Ίσις", "ισις"), ("Q*bert", "Qbert"), ("WWII: 1,000 Miles", "WWII - 1000 Miles"),
    ("Part Ⅱ", "Pt. 2"), ("Zero‐Width\u{200B}Game", "Zero-Widthgame"), ("Mr. Nutz", "Mister Nutz"),
  ]) func `spellings of one title have one key`(first: String, second: String) {
    #expect(TitleKey(first).strict == TitleKey(second).strict)
  }

  @Test(arguments: [
    ("Sonic the Hedgehog", "Sonic the Hedgehog 2"), ("Street Fighter II", "Street Fighter II Turbo"),
    ("Mario Kart DS", "Mario Kart"), ("Mega Man X", "Mega Man 10"), ("かき", "がき"), ("Мой", "Мои"), ("ハ", "パ"),
    ("हिन्दी", "हिनदी"), ("Kingdom Hearts 1.5", "Kingdom Hearts 15"), ("!!!", "???"), ("F1 2000", "F 12000"),
    ("Pac-Man", "Pac-Man Plus"), ("Foo+", "Foo"), ("FIFA 99", "FIFA 98"), ("Die Hard", "Hard"), ("A-Train", "Train"),
    ("Super Mario Bros.", "Super Mario Bros. + Duck Hunt"), ("1942", "1943"), ("Robot", "I, Robot"),
  ]) func `titles of two games have two keys`(first: String, second: String) {
    #expect(TitleKey(first).strict != TitleKey(second).strict)
    #expect(TitleKey(first).forms[.loose] != TitleKey(second).forms[.loose] || TitleKey(first).forms.isEmpty)
  }

  @Test(arguments: ["!!!", "???", "♥", "🎮", "...", "-", "'"]) func `a title of signs keeps them`(title: String) {
    #expect(!TitleKey(title).strict.isEmpty)
    #expect(TitleKey(TitleKey(title).strict).strict == TitleKey(title).strict)
  }

  @Test func `a key is its own key`() {
    for shelf in MatchingTests.shelves {
      for title in shelf.records.flatMap(\.titles) {
        let key = TitleKey(title.text).strict
        #expect(TitleKey(key).strict == key, "\(title.text)")
      }
    }
    let letters = Array("vixIXV 12'’&+.,:;-~()°nthe éßがगि々ⅡⅣ½🎮\u{301}\u{200B}\u{3099}").map(String.init)
    var random = SplitMix64(seed: 7)
    for _ in 0..<3_000 {
      let title = (0..<Int.random(in: 0..<14, using: &random)).map { _ in
        letters[Int.random(in: 0..<letters.count, using: &random)]
      }.joined()
      let key = TitleKey(title).strict
      #expect(TitleKey(key).strict == key, "\(title)")
    }
  }

  @Test func `questions for a provider`() {
    #expect(
      SearchTerms.variants(of: "The Legend of Zelda - A Link to the Past") == [
        "The Legend of Zelda: A Link to the Past", "The Legend of Zelda - A Link to the Past",
        "Legend of Zelda: A Link to the Past", "The Legend of Zelda A Link to the Past",
      ])
    #expect(SearchTerms.variants(of: "Streets of Rage 2").contains("Streets of Rage II"))
    #expect(SearchTerms.variants(of: "Castlevania II - Simon's Quest").contains("Castlevania 2: Simon's Quest"))
    #expect(SearchTerms.variants(of: "ToeJam & Earl").contains("ToeJam and Earl"))
    #expect(SearchTerms.variants(of: "Sonic - Special Edition").contains("Sonic"))
    #expect(
      SearchTerms.variants(of: "Bare Knuckle III ~ Streets of Rage 3").prefix(2) == [
        "Bare Knuckle III", "Streets of Rage 3",
      ])
    #expect(
      SearchTerms.variants(of: "Gothica ~ Song of Night") == [
        "Gothica", "Song of Night", "Gothica: Song of Night", "Gothica - Song of Night", "Gothica ~ Song of Night",
      ])
    #expect(
      SearchTerms.variants(of: "Tetriz", editions: ["Special Edition"]) == [
        "Tetriz", "Tetriz: Special Edition", "Tetriz - Special Edition", "Tetriz Special Edition",
        "Tetriz (Special Edition)",
      ])
    #expect(SearchTerms.variants(of: "  ").isEmpty)
    #expect(SearchTerms.search(of: "R.C. Pro-Am: \"Race\"; \\ 2!") == "R.C Pro-Am Race 2")
    #expect(SearchTerms.search(of: "Yoshi’s Island") == "Yoshi's Island")
    #expect(SearchTerms.search(of: "ゼルダの伝説 ～神々～") == "ゼルダの伝説 神々")
    for shelf in MatchingTests.shelves {
      for file in shelf.files {
        let title = GameName(file.name.utf8).naturalTitle
        #expect((1...SearchTerms.mostVariants).contains(SearchTerms.variants(of: title).count))
        #expect(!SearchTerms.search(of: title).isEmpty)
      }
    }
  }
}
