internal import Names
internal import Testing

@Suite("How names sort") struct SortKeyTests {
  @Test(arguments: [
    ("Legend of Zelda, The (USA).nes", "legend of zelda"), ("The Legend of Zelda (USA).nes", "legend of zelda"),
    ("Legend of Zelda, The - A Link to the Past (USA).sfc", "legend of zelda - a link to the past"),
    ("A Boy and His Blob (USA).nes", "boy and his blob"), ("An American Tail.nes", "american tail"),
    ("Chevaliers de Baphomet, Les (France).iso", "chevaliers de baphomet"),
    ("Les Chevaliers de Baphomet (France).iso", "chevaliers de baphomet"),
    ("Die Siedler (Germany).adf", "siedler"), ("Die Siedler.adf", "siedler"), ("Die Hard (USA).nes", "die hard"),
    ("Die Hard Trilogy (Europe) (En,Fr,De).iso", "die hard trilogy"), ("Der Patrizier (De).adf", "patrizier"),
    ("El Viento (USA).md", "el viento"), ("El Viento (Spain).md", "viento"), ("Los Sims (Es).iso", "sims"),
    ("Il Grande Gioco (Italy).iso", "grande gioco"), ("L'Empereur (France).nes", "empereur"),
    ("Empereur, L' (France).nes", "empereur"), ("L'Empereur (USA).nes", "l'empereur"),
    ("De Blob (USA).wbfs", "de blob"), ("Het Spel (Netherlands).d64", "spel"), ("Den Store (Sweden).d64", "store"),
    ("A.zip", "a"), ("The.zip", "the"), ("A - Z.zip", "a - z"), ("Theme Park (USA).sfc", "theme park"),
    ("Mega Man 2 (USA).nes", "mega man 000000000002"), ("Mega Man 10 (USA).zip", "mega man 000000000010"),
    ("1942 (USA).nes", "000000001942"), ("Game 2000x30.zip", "game 000000002000x000000000030"),
    ("1234567890123456.zip", "1234567890123456"), ("POKÉMON.gb", "pokémon"), ("Straße.zip", "strasse"),
  ]) func `without an article in the language of the title, in one case, numbers padded`(name: String, key: String) {
    #expect(GameName(name.utf8).sortKey == key)
  }

  @Test func `numbers sort by their value`() {
    let names = ["Game 10.zip", "Game 9.zip", "Game 2.zip", "Game 100.zip", "Game.zip"]
    let sorted = names.sorted {
      Array(GameName($0.utf8).sortKey.utf8).lexicographicallyPrecedes(GameName($1.utf8).sortKey.utf8)
    }
    #expect(sorted == ["Game.zip", "Game 2.zip", "Game 9.zip", "Game 10.zip", "Game 100.zip"])
  }
}
