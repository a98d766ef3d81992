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
    """#)
}
