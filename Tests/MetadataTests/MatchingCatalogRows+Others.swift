/// Short names, abbreviations and smaller platforms.
extension MatchingCatalogRows {
  static let otherShelves = MatchingShelf.table(
    #"""
    = Abbreviations, numbers, smaller platforms
    + 1 | Vs. Super Mario Bros. | arcade | 1986
    + 2 | St. Thomas Adventure | dos | 1990
    + 3 | Marvel vs. Capcom: Clash of Super Heroes | arcade psx dreamcast | 1998
    + 4 | Marvel vs. Capcom 2: New Age of Heroes | arcade dreamcast ps2 | 2000
    + 5 | Marvel Super Heroes vs. Street Fighter | arcade psx saturn | 1997
    + 6 | X-Men vs. Street Fighter | arcade saturn psx | 1996
    + 7 | X-Men: Children of the Atom | arcade saturn psx | 1994
    + 8 | 1942 | arcade nes c64 | 1984
    + 9 | 1943: The Battle of Midway | arcade nes c64 | 1987
    + 10 | 1943 Kai: Midway Kaisen | arcade pcengine | 1988
    + 11 | 1944: The Loop Master | arcade | 2000
    + 12 | 19XX: The War Against Destiny | arcade | 1995
    + 13 | Metal Slug: Super Vehicle-001 | neogeo arcade psx saturn | 1996 | main | Metal Slug
    + 14 | Metal Slug 2: Super Vehicle-001/II | neogeo arcade | 1998 | main | Metal Slug 2
    + 15 | Metal Slug X | neogeo arcade psx | 1999 | main | Metal Slug X: Super Vehicle-001
    + 16 | Metal Slug 3 | neogeo arcade ps2 | 2000
    + 17 | The King of Fighters '98: The Slugfest | neogeo arcade | 1998 | main | The King of Fighters '98
    + 18 | The King of Fighters '98: Ultimate Match | ps2 | 2008 | remake
    + 19 | The King of Fighters '97 | neogeo arcade psx saturn | 1997
    + 20 | The King of Fighters '99: Millennium Battle | neogeo arcade psx | 1999
    + 21 | The King of Fighters 2000 | neogeo arcade | 2000
    + 22 | The King of Fighters XI | arcade ps2 | 2005
    + 23 | Fatal Fury: King of Fighters | neogeo arcade snes genesis | 1991 | main | Garou Densetsu: Shukumei no Tatakai
    + 24 | Fatal Fury 2 | neogeo arcade snes genesis | 1992 | main | Garou Densetsu 2: Arata-naru Tatakai
    + 25 | Fatal Fury Special | neogeo arcade snes | 1993 | main | Garou Densetsu Special
    + 26 | Garou: Mark of the Wolves | neogeo arcade dreamcast ps2 | 1999
    + 27 | Samurai Shodown | neogeo arcade snes genesis | 1993 | main | jp=Samurai Spirits
    + 28 | Samurai Shodown II | neogeo arcade | 1994 | main | jp=Shin Samurai Spirits: Haohmaru Jigokuhen
    + 29 | Turrican | amiga c64 | 1990
    + 30 | Turrican II: The Final Fight | amiga c64 | 1991
    + 31 | Turrican 3: Payment Day | amiga | 1993 | main | Turrican 3
    + 32 | Super Turrican | snes nes | 1993
    + 33 | Mega Turrican | genesis megadrive | 1994
    + 34 | Lemmings | amiga dos snes | 1991
    + 35 | Oh No! More Lemmings | amiga dos | 1991 | expansion
    + 36 | Lemmings 2: The Tribes | amiga dos snes | 1993
    + 37 | Space Quest I: Roger Wilco in the Sarien Encounter | dos amiga | 1991 | remake
    + 38 | Space Quest: Chapter I - The Sarien Encounter | dos amiga | 1986 | main | Space Quest
    + 39 | Leisure Suit Larry in the Land of the Lounge Lizards | dos amiga | 1987 | main | Leisure Suit Larry 1
    + 40 | Leisure Suit Larry III: Passionate Patti in Pursuit of the Pulsating Pectorals | dos amiga | 1989 | main | Leisure Suit Larry 3
    + 41 | Indiana Jones and the Last Crusade: The Graphic Adventure | dos amiga | 1989
    + 42 | Indiana Jones and the Last Crusade: The Action Game | dos amiga c64 | 1989
    + 43 | Indiana Jones and the Fate of Atlantis | dos amiga | 1992
    + 44 | Wing Commander III: Heart of the Tiger | dos psx | 1994
    + 45 | Wing Commander | dos snes amiga | 1990
    + 46 | Salamander | msx arcade | 1986 | main | Life Force
    + 47 | Nemesis | msx gb | 1986 | main | Gradius
    + 48 | Nemesis 2 | msx | 1987 | main | jp=Gradius 2
    + 49 | The Maze of Galious | msx | 1987 | main | Knightmare II: The Maze of Galious ; jp=Majou Densetsu II: Galious no Meikyuu
    + 50 | Bonk's Adventure | tg16 pcengine | 1989 | main | jp=PC Genjin
    + 51 | Bonk's Revenge | tg16 pcengine | 1991 | main | jp=PC Genjin 2
    + 52 | The Great Giana Sisters | c64 amiga | 1987
    + 53 | The Last Ninja | c64 amiga | 1987 | main | Last Ninja
    + 54 | Last Ninja 2: Back with a Vengeance | c64 amiga | 1988 | main | Last Ninja 2
    + 55 | Last Ninja 3 | c64 amiga | 1991
    + 56 | Rick Dangerous | amiga c64 dos | 1989
    + 57 | Rick Dangerous 2 | amiga c64 dos | 1990
    + 58 | Another World | amiga dos snes | 1991 | main | us=Out of This World
    + 59 | Zak McKracken and the Alien Mindbenders | c64 dos amiga | 1988
    ? VS. Super Mario Bros. (set 1).zip | arcade | 1
    ? Marvel vs. Capcom - Clash of Super Heroes (USA).chd | dreamcast | 3
    ? Marvel Versus Capcom 2 - New Age of Heroes.chd | dreamcast | 4
    ? Marvel vs Capcom 2 (USA).chd | dreamcast | 4
    ? X-Men vs Street Fighter (Japan).chd | saturn | 6
    ? X-Men vs. Street Fighter - EX Edition (USA).chd | psx | -
    ? X-Men - Children of the Atom (USA).chd | saturn | 7
    ? X-Men - Mutant Academy (USA).chd | psx | -
    ? 1942 (Japan, USA).nes | nes | 8
    ? 1943 - The Battle of Midway (USA).nes | nes | 9
    ? 1943 Kai (Japan).pce | pcengine | 10
    ? 1941 - Counter Attack (World).zip | arcade | -
    ? 1944 - The Loop Master (USA 000620).zip | arcade | 11
    ? Metal Slug - Super Vehicle-001.zip | arcade | 13
    ? Metal Slug (USA).chd | psx | 13
    ? Metal Slug 2.zip | neogeo | 14
    ? Metal Slug X (USA).chd | psx | 15
    ? Metal Slug 3.zip | neogeo | 16
    ? Metal Slug 4.zip | neogeo | -
    ? Metal Slug 10.zip | neogeo | -
    ? King of Fighters '98, The - The Slugfest.zip | neogeo | 17
    ? King of Fighters 98.zip | neogeo | 17
    ? King of Fighters '97, The.zip | neogeo | 19
    ? King of Fighters '96, The.zip | neogeo | -
    ? King of Fighters 2000, The.zip | neogeo | 21
    ? King of Fighters 2001, The.zip | neogeo | -
    ? King of Fighters XI, The (Europe).iso | ps2 | 22
    ? Garou Densetsu 2 - Arata-naru Tatakai (Japan).zip | neogeo | 24
    ? Fatal Fury (USA).md | genesis | 23
    ? Fatal Fury Special (USA).sfc | snes | 25
    ? Fatal Fury 3 - Road to the Final Victory.zip | neogeo | -
    ? Real Bout Fatal Fury.zip | neogeo | -
    ? Garou - Mark of the Wolves.zip | neogeo | 26
    ? Samurai Spirits (Japan).sfc | snes | 27
    ? Samurai Shodown II.zip | neogeo | 28
    ? Samurai Shodown III - Blades of Blood.zip | neogeo | -
    ? Turrican (1990)(Rainbow Arts).adf | amiga | 29
    ? Turrican II - The Final Fight (1991)(Rainbow Arts)[cr].adf | amiga | 30
    ? Turrican 2.d64 | c64 | 30
    ? Turrican III.adf | amiga | 31
    ? Super Turrican 2 (USA).sfc | snes | -
    ? Lemmings (1991)(Psygnosis).adf | amiga | 34
    ? Oh No! More Lemmings (1991)(Psygnosis).adf | amiga | 35
    ? Lemmings 2 - The Tribes (USA).sfc | snes | 36
    ? Lemmings 3.adf | amiga | -
    ? Space Quest (1986)(Sierra).zip | dos | 38
    ? Space Quest 2.zip | dos | -
    ? Leisure Suit Larry 1 (1987).zip | dos | 39
    ? Leisure Suit Larry 3 - Passionate Patti in Pursuit of the Pulsating Pectorals.zip | dos | 40
    ? Leisure Suit Larry 5.zip | dos | -
    ? Indiana Jones and the Last Crusade - The Graphic Adventure (1989)(Lucasfilm).zip | dos | 41
    ? Indiana Jones & the Fate of Atlantis.zip | dos | 43
    ? Indiana Jones and the Last Crusade - The Action Game (1989)(U.S. Gold).adf | amiga | 42
    ? Indiana Jones and the Temple of Doom (1987).d64 | c64 | -
    ? Wing Commander III - Heart of the Tiger (USA) (Disc 1).chd | psx | 44
    ? Wing Commander 2.zip | dos | -
    ? Nemesis 3 - The Eve of Destruction.rom | msx | -
    ? Nemesis (Europe).gb | gb | 47
    ? Salamander (1987)(Konami).rom | msx | 46
    ? Maze of Galious, The - Knightmare II.rom | msx | 49
    ? Bonk's Revenge (USA).pce | tg16 | 51
    ? PC Genjin 2 (Japan).pce | pcengine | 51
    ? PC Genjin 3 (Japan).pce | pcengine | -
    ? Great Giana Sisters, The (1987)(Rainbow Arts).d64 | c64 | 52
    ? Last Ninja, The (1987)(System 3).d64 | c64 | 53
    ? Last Ninja 2 (1988)(System 3).d64 | c64 | 54
    ? Last Ninja II - Back with a Vengeance.d64 | c64 | 54
    ? Rick Dangerous II (1990)(Micro Style).adf | amiga | 57
    ? Out of This World (USA).sfc | snes | 58
    ? Another World (1991)(Delphine).adf | amiga | 58
    ? Zak McKracken & the Alien Mindbenders (1988).d64 | c64 | 59
    = Halves, parts, letters and endings
    + 1 | Yoshi's Island: Super Mario Advance 3 | gba | 2002
    + 2 | Sea Battle: Night Watch | amiga | 1991
    + 3 | Captain Silver Part II: The Golden Reef | nes | 1990
    + 4 | Space Invaders Part II | arcade | 1979
    + 5 | Rockin' Racers | nes | 1993
    + 6 | Silent Garden 4: Prologue | ps2 | 2003
    + 7 | Iron Harbor IV: New Challengers | ps2 | 2003
    + 8 | Iron Captain V: The Fall of Night | dos | 1991
    + 9 | Tunnel Rats X: The Long Way Home | dos | 1993
    ? Super Mario Advance 3 - Yoshi's Island (USA).gba | gba | 1
    ? Night Watch - Sea Battle.adf | amiga | 2
    ? Night Watch.adf | amiga | -
    ? Captain Silver 2 - The Golden Reef.nes | nes | 3
    ? Captain Silver 2 - The Iron Reef.nes | nes | -
    ? Captain Silver - The Golden Reef.nes | nes | -
    ? Space Invaders II.zip | arcade | -
    ? Rocking Racers.nes | nes | 5
    ? Rockin Racers.nes | nes | 5
    ? Rock Racers.nes | nes | -
    ? Silent Garden 4 (USA).iso | ps2 | -
    ? Iron Harbor 4 (USA).iso | ps2 | -
    ? Iron Captain 5.zip | dos | 8
    ? Iron Captain.zip | dos | -
    ? Iron Captain 4.zip | dos | -
    ? Tunnel Rats 10.zip | dos | -
    = Editions of the second PlayStation alone
    + 1 | Tekken 5: Dark Resurrection | ps2 arcade | 2005 | expanded
    + 2 | Devil May Cry 3: Special Edition | ps2 | 2006
    + 3 | Samurai Warriors 2: Xtreme Legends | ps2 | 2007
    + 4 | Dynasty Warriors 4: Empires | ps2 | 2004 | standalone
    + 5 | Virtua Fighter 4: Final Tuned | ps2 | 2004
    + 6 | Guilty Gear XX #Reload | ps2 | 2003
    + 7 | Persona 2: Eternal Punishment | psx | 2000
    + 8 | Final Fantasy VII: Advent Pieces | psx | 2005
    + 9 | Pro Evolution Soccer 5: Tactics | ps2 | 2005
    + 10 | Onimusha 3: Demon Siege | ps2 | 2004
    + 11 | Silent Hill 4: The Room | ps2 | 2004
    + 12 | Front Mission 4: Second Stage | ps2 | 2004
    ? Tekken 5 (USA).iso | ps2 | -
    ? Tekken 4 (USA).iso | ps2 | -
    ? Devil May Cry 3 - Dante's Awakening (USA).iso | ps2 | -
    ? Devil May Cry 3 (Japan).iso | ps2 | -
    ? Samurai Warriors 2 (USA).iso | ps2 | -
    ? Samurai Warriors - Xtreme Legends (USA).iso | ps2 | -
    ? Dynasty Warriors 4 (USA).iso | ps2 | -
    ? Dynasty Warriors 4 - Xtreme Legends (USA).iso | ps2 | -
    ? Virtua Fighter 4 (Japan).iso | ps2 | -
    ? Guilty Gear XX (Japan).iso | ps2 | -
    ? Guilty Gear XX Slash (Japan).iso | ps2 | -
    ? Persona 2 - Innocent Sin (Japan).chd | psx | -
    ? Persona 3 (USA).iso | ps2 | -
    ? Pro Evolution Soccer 6.iso | ps2 | -
    ? Onimusha 2 - Samurai's Destiny (USA).iso | ps2 | -
    ? Onimusha 3.iso | ps2 | 10
    = Small consoles
    + 1 | Wonder Boy in Monster Land | mastersystem arcade | 1987
    + 2 | Double Dragon II: The Revenge | nes genesis | 1989
    + 3 | Castlevania: The Adventure | gb | 1989
    + 4 | Castlevania Legends | gb | 1997
    + 5 | Kirby's Star Stacker | gb | 1997
    + 6 | Wario Land: Super Mario Land 3 | gb | 1994
    + 7 | Super Mario Land 2: 6 Golden Coins | gb | 1992
    + 8 | Wario Land II | gb gbc | 1998
    + 9 | Tetris Attack | gb snes | 1996
    + 10 | Mega Man: Dr. Wily's Revenge | gb | 1991 | main | jp=Rockman World
    + 11 | Mega Man II | gb | 1991 | main | jp=Rockman World 2
    + 12 | Mega Man V | gb | 1994 | main | jp=Rockman World 5
    + 13 | Final Fantasy Legend II | gb | 1990 | main | jp=SaGa 2: Hihou Densetsu
    + 14 | The Final Fantasy Legend | gb | 1989 | main | jp=Makai Toushi SaGa
    + 15 | Bugs Bunny: Crazy Castle 3 | gb gbc | 1997
    + 16 | Turok 2: Seeds of Evil | gbc | 1998
    + 17 | Donkey Kong Land 2 | gb | 1996
    + 18 | Pokémon Trading Card Game | gbc | 1998
    + 19 | Dragon Warrior Monsters | gbc | 1998 | main | jp=Dragon Quest Monsters: Terry no Wonderland
    + 20 | Dragon Warrior I & II | gbc | 1999 | bundle | jp=Dragon Quest I & II
    + 21 | Shantae | gbc | 2002
    + 22 | Mario Golf | gbc | 1999
    + 23 | Mario Tennis | gbc | 2000
    + 24 | Alone in the Dark: The New Nightmare | gbc | 2001
    + 25 | Harry Potter and the Chamber of Secrets | gbc | 2002
    ? Wonder Boy (USA, Europe).sms | mastersystem | -
    ? Wonder Boy in Monster World (USA, Europe).sms | mastersystem | -
    ? Double Dragon (USA).nes | nes | -
    ? Double Dragon III - The Sacred Stones (USA).nes | nes | -
    ? Double Dragon - The Revenge.nes | nes | -
    ? Castlevania Adventure, The (USA).gb | gb | 3
    ? Castlevania - The Adventure (USA).gb | gb | 3
    ? Castlevania (USA).gb | gb | -
    ? Super Mario Land (World).gb | gb | -
    ? Super Mario Land 3 - Wario Land (World).gb | gb | 6
    ? Wario Land - Super Mario Land 3 (World).gb | gb | 6
    ? Super Mario Land 2 - 6 Golden Coins (USA, Europe).gb | gb | 7
    ? Super Mario Land 2.gb | gb | 7
    ? Wario Land 3 (World).gbc | gbc | -
    ? Wario Land (Europe).gb | gb | -
    ? Tetris (World).gb | gb | -
    ? Tetris Plus (USA).gb | gb | -
    ? Mega Man - Dr. Wily's Revenge (USA).gb | gb | 10
    ? Mega Man III (USA).gb | gb | -
    ? Mega Man IV (USA).gb | gb | -
    ? Mega Man 2.gb | gb | 11
    ? Rockman World 5 (Japan).gb | gb | 12
    ? Rockman World 4 (Japan).gb | gb | -
    ? Final Fantasy Legend III (USA).gb | gb | -
    ? Final Fantasy Legend, The (USA).gb | gb | 14
    ? Makai Toushi Sa-Ga (Japan).gb | gb | 14
    ? Turok 3 - Shadow of Oblivion (USA).gbc | gbc | -
    ? Turok - Battle of the Bionosaurs (USA).gb | gb | -
    ? Donkey Kong Land III (USA).gb | gb | -
    ? Pokemon Trading Card Game (USA).gbc | gbc | 18
    ? Pokemon Card GB 2 (Japan).gbc | gbc | -
    ? Dragon Warrior Monsters 2 - Cobi's Journey (USA).gbc | gbc | -
    ? Dragon Warrior I & II (USA).gbc | gbc | 20
    ? Dragon Warrior III (USA).gbc | gbc | -
    ? Dragon Warrior (USA).gbc | gbc | -
    ? Mario Golf (USA).gbc | gbc | 22
    ? Mario Golf - Advance Tour (USA).gba | gba | -
    ? Alone in the Dark - The New Nightmare (USA).gbc | gbc | 24
    ? Alone in the Dark.gbc | gbc | -
    ? Harry Potter and the Sorcerer's Stone (USA).gbc | gbc | -
    ? Harry Potter and the Chamber of Secrets (USA).gbc | gbc | 25
    """#)
}
