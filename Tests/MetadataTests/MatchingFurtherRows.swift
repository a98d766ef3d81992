/// More files and games that are easily taken for each other.
enum MatchingFurtherRows {
  static let shelves = MatchingShelf.table(
    #"""
    = Punctuation
    + 1 | R.C. Pro-Am | nes | 1988
    + 2 | R.C. Pro-Am II | nes | 1992
    + 3 | S.O.S. | snes | 1993 | main | jp=Septentrion
    + 4 | Pac-Man | nes atari2600 arcade | 1980
    + 5 | Ms. Pac-Man | nes snes atari2600 | 1982
    + 6 | Jr. Pac-Man | atari2600 | 1983
    + 7 | Pac-Man Plus | arcade | 1982
    + 8 | NiGHTS into Dreams... | saturn | 1996
    + 9 | Christmas NiGHTS into Dreams... | saturn | 1996
    + 10 | Q*bert | nes atari2600 | 1983
    + 11 | Mr. Do! | atari2600 colecovision | 1983
    + 12 | Mr. Do!'s Castle | colecovision atari2600 | 1984
    + 13 | Ghosts 'n Goblins | nes | 1986
    + 14 | Ghouls 'n Ghosts | megadrive genesis | 1989
    + 15 | Super Ghouls 'n Ghosts | snes | 1991
    + 16 | Rock n' Roll Racing | snes genesis | 1993
    + 17 | E.T. the Extra-Terrestrial | atari2600 gba | 1982
    + 18 | Dr. Mario | nes gb | 1990
    + 19 | Donkey Kong | nes arcade gb | 1983
    + 20 | Donkey Kong Jr. | nes | 1983 | main | Donkey Kong Junior
    + 21 | Donkey Kong 3 | nes | 1984
    + 22 | Ninja Gaiden II: The Dark Sword of Chaos | nes | 1990
    + 23 | ToeJam & Earl | genesis megadrive | 1991
    + 24 | ToeJam & Earl in Panic on Funkotron | genesis megadrive | 1993
    + 25 | M.U.S.H.A. | genesis megadrive | 1990 | main | MUSHA
    + 26 | Where's Waldo? | nes | 1991
    + 27 | G.I. Joe: A Real American Hero | nes | 1991
    + 28 | G.I. Joe: The Atlantis Factor | nes | 1992
    + 29 | F-Zero | snes sfc | 1990
    + 30 | F-Zero X | n64 | 1998
    + 31 | Chip 'n Dale: Rescue Rangers | nes | 1990
    + 32 | Chip 'n Dale: Rescue Rangers 2 | nes | 1993
    + 33 | Wario Land 4 | gba | 2001
    + 34 | WWF WrestleMania | nes snes | 1989
    + 35 | Yu-Gi-Oh! The Eternal Duelist Soul | gba | 2001
    + 36 | Advance Wars | gba | 2001
    + 37 | [u] | gb | 2010
    + 38 | !!! | nes | 1999
    + 39 | Pokémon Red Version | gb | 1996 | main | jp=Pocket Monsters Aka
    + 40 | Pokémon Blue Version | gb | 1996
    + 41 | Pokémon Puzzle League | n64 | 2000
    ? R.C. Pro-Am (USA) (Rev 1).nes | nes | 1
    ? RC Pro-Am.nes | nes | 1
    ? R.C. Pro-Am II (USA).nes | nes | 2
    ? RC Pro Am 2 (U) [!].nes | nes | 2
    ? S.O.S. (USA).sfc | snes | 3
    ? SOS (USA).sfc | snes | 3
    ? Pac-Man (USA) (Namco).nes | nes | 4
    ? Pacman.nes | nes | 4
    ? Pac Man (1982) (Atari).a26 | atari2600 | 4
    ? Ms. Pac-Man (USA).nes | nes | 5
    ? Ms Pacman (U).smc | snes | 5
    ? Pac-Man Jr. (USA).a26 | atari2600 | -
    ? Jr. Pac-Man (USA).a26 | atari2600 | 6
    ? Pac-Man Plus.zip | mame | 7
    ? NiGHTS into Dreams... (USA).cue | saturn | 8
    ? Nights Into Dreams (Europe).cue | saturn | 8
    ? Christmas NiGHTS into Dreams... (USA).cue | saturn | 9
    ? Qbert (USA).nes | nes | 10
    ? Q-bert (1983)(Parker Bros).a26 | atari2600 | 10
    ? Mr. Do! (USA).col | colecovision | 11
    ? Mister Do (USA).col | colecovision | 11
    ? Mr. Do's Castle (USA).a26 | atari2600 | 12
    ? Ghosts'n Goblins (USA).nes | nes | 13
    ? Ghosts and Goblins (U).nes | nes | 13
    ? Ghosts 'N' Goblins.nes | nes | 13
    ? Ghouls N Ghosts (W).md | megadrive | 14
    ? Super Ghouls 'N Ghosts (USA).sfc | snes | 15
    ? Rock 'n' Roll Racing (USA).sfc | snes | 16
    ? Rock n Roll Racing (USA).md | genesis | 16
    ? E.T. - The Extra-Terrestrial (USA).a26 | atari2600 | 17
    ? ET the Extra Terrestrial.a26 | atari2600 | 17
    ? Dr. Mario (Japan, USA).nes | nes | 18
    ? Doctor Mario.nes | nes | 18
    ? DonkeyKong (1983).nes | nes | 19
    ? Donkey Kong Jr. (World).nes | nes | 20
    ? Donkey Kong Junior.nes | nes | 20
    ? Donkey Kong Jr. Math (USA).nes | nes | -
    ? Donkey Kong 3 (World).nes | nes | 21
    ? Donkey Kong 2 (Hack).nes | nes | -
    ? Ninja Gaiden II - The Dark Sword of Chaos (USA).nes | nes | 22
    ? Ninja Gaiden (USA).nes | nes | -
    ? Ninja Gaiden 2 (U).nes | nes | 22
    ? Toe Jam and Earl (U).md | genesis | 23
    ? ToeJam & Earl in Panic on Funkotron (USA).md | genesis | 24
    ? ToeJam & Earl 2 (USA).md | genesis | -
    ? M.U.S.H.A. (USA).md | genesis | 25
    ? Musha.md | genesis | 25
    ? Where's Waldo (USA).nes | nes | 26
    ? G.I. Joe (USA).nes | nes | -
    ? GI Joe - A Real American Hero (USA).nes | nes | 27
    ? G.I. Joe - The Atlantis Factor (USA).nes | nes | 28
    ? F-Zero (USA).sfc | snes | 29
    ? F Zero (E).sfc | snes | 29
    ? F-Zero X (USA).z64 | n64 | 30
    ? F-Zero (USA).z64 | n64 | -
    ? Chip 'n Dale - Rescue Rangers (USA).nes | nes | 31
    ? Chip and Dale Rescue Rangers 2.nes | nes | 32
    ? Disney's Chip 'n Dale - Rescue Rangers (Europe).nes | nes | 31
    ? Advance Wars 2 (USA).gba | gba | -
    ? !!! (World).nes | nes | 38
    ? ??? (World).nes | nes | -
    ? Pokemon - Red Version (USA, Europe) (SGB Enhanced).gb | gb | 39
    ? Pokemon Red Version.gb | gb | 39
    ? Pokémon Blue Version (UE).gb | gb | 40
    ? Pokemon - Yellow Version (USA).gb | gb | -
    ? Pocket Monsters Aka (Japan) (Rev 1).gb | gb | 39
    ? Pokemon Puzzle Challenge (USA).z64 | n64 | -
    = Numbers and years
    + 1 | 1942 | nes arcade c64 | 1984
    + 2 | 1943: The Battle of Midway | nes arcade | 1987
    + 3 | 1943 Kai: Midway Kaisen | arcade pcengine | 1988
    + 4 | 1944: The Loop Master | arcade | 2000
    + 5 | 720° | nes arcade c64 | 1986 | main | 720 Degrees
    + 6 | FIFA International Soccer | megadrive snes | 1993
    + 7 | FIFA Soccer 95 | megadrive genesis | 1994
    + 8 | FIFA Soccer 96 | megadrive snes psx | 1995
    + 9 | FIFA 99 | psx n64 | 1998
    + 10 | FIFA 2000 | psx | 1999
    + 11 | FIFA 98: Road to World Cup | psx n64 snes | 1997
    + 12 | NHL '94 | megadrive snes | 1993
    + 13 | NHL 95 | megadrive snes | 1994
    + 14 | Madden NFL 2001 | psx ps2 n64 | 2000
    + 15 | Madden NFL 2002 | psx ps2 n64 | 2001
    + 16 | Madden NFL 98 | psx saturn snes | 1997
    + 17 | NBA Jam | snes megadrive | 1993
    + 18 | NBA Jam: Tournament Edition | snes megadrive psx | 1994 | main | NBA Jam T.E.
    + 19 | NBA 2K1 | dreamcast | 2000
    + 20 | NBA 2K2 | dreamcast ps2 | 2001
    + 21 | Turok 2: Seeds of Evil | n64 gbc | 1998
    + 22 | Turok: Dinosaur Hunter | n64 | 1997
    + 23 | Area 51 | psx saturn arcade | 1995
    + 24 | 007: The World Is Not Enough | n64 psx | 2000
    + 25 | Tony Hawk's Pro Skater 2 | psx n64 | 2000
    + 26 | Tony Hawk's Pro Skater 3 | psx n64 ps2 | 2001
    + 27 | Gran Turismo | psx | 1997
    + 28 | Gran Turismo 2 | psx | 1999
    + 29 | WWF No Mercy | n64 | 2000
    + 30 | F1 97 | psx | 1997 | main | Formula 1 97
    + 31 | F1 World Grand Prix | n64 | 1998
    + 32 | F1 World Grand Prix II | n64 dreamcast | 1999
    + 33 | XIII | ps2 gc xbox | 2003
    + 34 | Strikers 1945 | psx saturn arcade | 1995
    + 35 | Strikers 1945 II | psx saturn arcade | 1997
    + 36 | Dance Dance Revolution 2ndMix | psx dreamcast | 1999
    + 37 | The 7th Guest | dos cdimono1 | 1993
    + 38 | Kingdom Hearts HD 1.5 ReMIX | ps3 | 2013 | bundle
    + 39 | Kingdom Hearts HD 2.5 ReMIX | ps3 | 2014 | bundle
    + 40 | Mario Party | n64 | 1998
    + 41 | Mario Party 2 | n64 | 1999
    + 42 | Mario Party 3 | n64 | 2000
    ? 1942 (Japan, USA) (En).nes | nes | 1
    ? 1943 - The Battle of Midway (USA).nes | nes | 2
    ? 1943 (USA).nes | nes | 2
    ? 1944 - The Loop Master.zip | arcade | 4
    ? 1941 - Counter Attack.zip | arcade | -
    ? 1943 Kai - Midway Kaisen.zip | arcade | 3
    ? 720 Degrees (USA).nes | nes | 5
    ? 720° (1987)(US Gold).tap | c64 | 5
    ? FIFA International Soccer (USA, Europe).md | megadrive | 6
    ? FIFA Soccer 95 (USA, Europe).md | megadrive | 7
    ? FIFA Soccer '95.md | megadrive | 7
    ? FIFA Soccer 97 (USA).md | megadrive | -
    ? FIFA 99 (USA).bin | psx | 9
    ? FIFA '99 (E).z64 | n64 | 9
    ? FIFA 1999 (Europe).bin | psx | 9
    ? FIFA 2000 (USA).bin | psx | 10
    ? FIFA 2001 (USA).bin | psx | -
    ? FIFA 98 - Road to World Cup (Europe).bin | psx | 11
    ? NHL '94 (USA).md | megadrive | 12
    ? NHL 94 (U).smc | snes | 12
    ? NHL 1994 (USA).sfc | snes | 12
    ? NHL 96 (USA).md | megadrive | -
    ? Madden NFL 2001 (USA).bin | psx | 14
    ? Madden NFL 2002 (USA).z64 | n64 | 15
    ? Madden NFL 2003 (USA).iso | ps2 | -
    ? Madden NFL '98 (USA).sfc | snes | 16
    ? NBA Jam (USA).sfc | snes | 17
    ? NBA Jam - Tournament Edition (USA).sfc | snes | 18
    ? NBA Jam TE (USA).sfc | snes | 18
    ? NBA Jam (USA).bin | psx | -
    ? NBA 2K1 (USA).gdi | dreamcast | 19
    ? NBA 2K (USA).gdi | dreamcast | -
    ? Turok 2 - Seeds of Evil (USA).z64 | n64 | 21
    ? Turok II (USA).z64 | n64 | 21
    ? Turok (USA).z64 | n64 | -
    ? Area 51 (USA).bin | psx | 23
    ? Area-51.zip | mame | 23
    ? Area 52.zip | mame | -
    ? 007 - The World Is Not Enough (USA).z64 | n64 | 24
    ? Tony Hawk's Pro Skater 2 (USA).bin | psx | 25
    ? Tony Hawks Pro Skater 3 (E).z64 | n64 | 26
    ? Tony Hawk's Pro Skater (USA).bin | psx | -
    ? Tony Hawk's Pro Skater 4 (USA).bin | psx | -
    ? Gran Turismo (USA).bin | psx | 27
    ? Gran Turismo 1 (E).bin | psx | 27
    ? Gran Turismo 2 (USA) (Simulation Mode).bin | psx | 28
    ? Formula 1 97 (Europe).bin | psx | 30
    ? F1 '97 (E).bin | psx | 30
    ? F-1 World Grand Prix (USA).z64 | n64 | 31
    ? F-1 World Grand Prix II (Europe).z64 | n64 | 32
    ? XIII (USA).iso | ps2 | 33
    ? XII (USA).iso | ps2 | -
    ? Strikers 1945 (Japan).bin | psx | 34
    ? Strikers 1945 II (Japan).bin | psx | 35
    ? Strikers 1945 III.zip | arcade | -
    ? Dance Dance Revolution 2nd Mix (Japan).bin | psx | 36
    ? 7th Guest, The (1993)(Virgin).zip | dos | 37
    ? The Seventh Guest.zip | dos | 37
    ? Kingdom Hearts HD 1.5 ReMIX (USA).iso | ps3 | 38
    ? Kingdom Hearts HD 15 ReMIX (USA).iso | ps3 | -
    ? Mario Party Two (USA).z64 | n64 | 41
    ? Mario Party 1 (USA).z64 | n64 | 40
    ? Mario Party 4 (USA).z64 | n64 | -
    = Articles and languages
    + 1 | Die Siedler | amiga dos | 1993 | main | us=Serf City: Life is Feudal ; The Settlers
    + 2 | Die Siedler II: Veni, Vidi, Vici | dos | 1996 | main | The Settlers II
    + 3 | Le Manoir de Mortevielle | amiga atarist dos | 1987 | main | Mortville Manor
    + 4 | L'Empereur | nes snes | 1989
    + 5 | The Addams Family | nes snes | 1991
    + 6 | Addams Family Values | snes | 1994
    + 7 | A Boy and His Blob: Trouble on Blobolonia | nes | 1989
    + 8 | Asterix & Obelix | snes gb | 1995
    + 9 | Astérix | nes mastersystem | 1993
    + 10 | Astérix and the Great Rescue | mastersystem megadrive | 1993
    + 11 | Los Justicieros | arcade | 1993
    + 12 | El Viento | megadrive genesis | 1991
    + 13 | Die Hard | nes | 1991
    + 14 | Die Hard Trilogy | psx | 1996
    + 15 | Les Chevaliers de Baphomet | psx | 1996 | main | Broken Sword: The Shadow of the Templars
    + 16 | Der Patrizier | amiga dos | 1992 | main | The Patrician
    + 17 | Il Grande Gioco | c64 | 1988
    + 18 | De Blob | wii | 2008
    + 19 | The Lord of the Rings: The Two Towers | gba ps2 | 2002
    + 20 | The Lord of the Rings: The Return of the King | gba ps2 | 2003
    + 21 | The Lord of the Rings: The Third Age | gba ps2 | 2004
    + 22 | Das Schwarze Auge: Die Schicksalsklinge | dos | 1992
    + 23 | Mönchengladbach Manager | amiga | 1990
    + 24 | The Simpsons: Bart vs. the Space Mutants | nes megadrive | 1991
    + 25 | The Simpsons: Bart vs. the World | nes | 1991
    + 26 | The Simpsons: Bart vs. the Juggernauts | gb | 1992
    + 27 | Colour Wars | amiga | 1990
    ? Siedler, Die (1993)(Blue Byte)(DE)(Disk 1 of 4).adf | amiga | 1
    ? Die Siedler (1993)(Blue Byte)(DE).adf | amiga | 1
    ? The Settlers (1993)(Blue Byte).adf | amiga | 1
    ? Settlers, The (1993)(Blue Byte).adf | amiga | 1
    ? Siedler II, Die - Veni, Vidi, Vici (Germany).zip | dos | 2
    ? Manoir de Mortevielle, Le (1987)(Lankhor)(FR).st | atarist | 3
    ? Empereur, L' (USA).nes | nes | 4
    ? L'Empereur (USA).sfc | snes | 4
    ? L’Empereur.nes | nes | 4
    ? Addams Family, The (Europe) (En,Fr,De).nes | nes | 5
    ? Addams Family (U).smc | snes | 5
    ? Addams Family Values (USA).sfc | snes | 6
    ? Boy and His Blob, A - Trouble on Blobolonia (USA).nes | nes | 7
    ? A Boy & His Blob - Trouble on Blobolonia.nes | nes | 7
    ? Boy and His Blob, A (USA).nes | nes | -
    ? Asterix & Obelix (Europe).sfc | snes | 8
    ? Asterix et Obelix (France).sfc | snes | 8
    ? Asterix und Obelix (Germany).gb | gb | 8
    ? Asterix (Europe) (En,Fr,De,Es,It).nes | nes | 9
    ? Asterix and the Great Rescue (Europe).md | megadrive | 10
    ? Asterix and the Power of the Gods (Europe).md | megadrive | -
    ? Viento, El (USA).md | genesis | 12
    ? Die Hard (USA).nes | nes | 13
    ? Hard (USA).nes | nes | -
    ? Chevaliers de Baphomet, Les (France) (Disc 1).bin | psx | 15
    ? Broken Sword - The Shadow of the Templars (Europe).bin | psx | 15
    ? Broken Sword II - The Smoking Mirror (Europe).bin | psx | -
    ? Patrizier, Der (1992)(Ascon)(DE).adf | amiga | 16
    ? Lord of the Rings, The - The Two Towers (USA).gba | gba | 19
    ? Lord of the Rings, The - Two Towers (E).iso | ps2 | 19
    ? The Lord of the Rings - Return of the King.iso | ps2 | 20
    ? Lord of the Rings, The - The Third Age (USA).gba | gba | 21
    ? Lord of the Rings, The (USA).gba | gba | -
    ? Schwarze Auge, Das - Die Schicksalsklinge (Germany).zip | dos | 22
    ? Moenchengladbach Manager (1990)(-)(DE).adf | amiga | 23
    ? Simpsons, The - Bart vs. the Space Mutants (USA).nes | nes | 24
    ? Simpsons, The - Bart Vs The World (U).nes | nes | 25
    ? The Simpsons - Bart versus the World.nes | nes | 25
    ? Simpsons, The - Bart vs. the Space Mutants (USA).gb | gb | -
    ? Color Wars (1990)(-).adf | amiga | 27
    = Equals
    + 1 | Prince of Persia | dos amiga | 1989
    + 2 | Prince of Persia | windows ps3 | 2008
    + 3 | Resident Evil | psx saturn | 1996 | main | jp=Biohazard
    + 4 | Resident Evil | gc | 2002 | remake | jp=Biohazard
    + 5 | Resident Evil: Director's Cut | psx | 1997 | expanded
    + 6 | Resident Evil 2 | psx n64 gc | 1998 | main | jp=Biohazard 2
    + 7 | Resident Evil 3: Nemesis | psx gc | 1999 | main | jp=Biohazard 3: Last Escape
    + 8 | Tetris | nes | 1989
    + 9 | Tetris | nes | 1988
    + 10 | Aladdin | snes | 1993 | main | Disney's Aladdin
    + 11 | Aladdin | megadrive genesis | 1993 | main | Disney's Aladdin
    + 12 | The Lion King | snes megadrive | 1994
    + 13 | Wizardry | dos | 1990
    + 14 | Wizardry | dos | 2001 | remake
    + 15 | Robots: The Video Game | windows ps2 | 2005
    + 16 | Age of Empires II | windows | 1999
    + 17 | Age of Empires II: The Conquerors | windows | 2000 | expansion
    + 18 | Warcraft III: The Frozen Throne | windows | 2003 | expansion
    + 19 | The Sims 2 | - | 2004
    + 20 | Doom (1993) | dos | 1993
    + 21 | Elite | c64 | 1985
    + 22 | Elite | c64 | 1985 | port
    + 23 | Streets of Rage 3 | megadrive genesis | 1994 | main | jp=Bare Knuckle III
    + 24 | Streets of Rage 2 | megadrive genesis | 1992 | main | jp=Bare Knuckle II
    + 25 | Shadow Pack | windows | 2001 | dlc
    + 26 | Star Wars: X-Wing | dos | 1993
    + 27 | Panzer Dragoon | saturn | 1995
    + 28 | Panzer Dragoon II Zwei | saturn | 1996
    + 29 | Aliens | c64 | 1986
    + 30 | Alien 3 | c64 | 1992
    + 31 | Battletoads | nes gb | 1991
    + 32 | Battletoads & Double Dragon | nes snes | 1993
    + 33 | Phantasy Star IV: The End of the Millennium | megadrive genesis | 1993
    + 34 | Lufia & the Fortress of Doom | snes | 1993
    + 35 | Lufia II: Rise of the Sinistrals | snes | 1995
    ? Prince of Persia (1990)(Broderbund).zip | dos | 1
    ? Prince of Persia (2008)(Ubisoft).zip | dos | -
    ? Prince of Persia (USA).iso | ps3 | 2
    ? Prince of Persia (1992)(Domark).adf | amiga | 1
    ? Resident Evil (USA).bin | psx | 3
    ? Resident Evil (USA) (Disc 1).iso | gc | 4
    ? Biohazard (Japan).bin | psx | 3
    ? Biohazard ~ Resident Evil (World).bin | psx | 3
    ? Resident Evil - Director's Cut (USA).bin | psx | 5
    ? Resident Evil (USA) (Director's Cut).bin | psx | 5
    ? Resident Evil 2 (USA) (Disc 1).bin | psx | 6
    ? Biohazard 2 (Japan) (Disc 2).bin | psx | 6
    ? Resident Evil 3 (Europe).bin | psx | 7
    ? Biohazard 3 - Last Escape (Japan).bin | psx | 7
    ? Resident Evil 4 (USA).iso | gc | -
    ? Tetris (USA).nes | nes | -
    ? Aladdin (USA).sfc | snes | 10
    ? Disney's Aladdin (USA).md | genesis | 11
    ? Disneys Lion King, The (U).smc | snes | 12
    ? Disney's The Lion King (USA).sfc | snes | 12
    ? Wizardry (1990)(Sir-Tech).zip | dos | 13
    ? Wizardry (2001)(-).zip | dos | 14
    ? Robots (Europe).iso | ps2 | 15
    ? Age of Empires II (1999).iso | windows | 16
    ? Age of Empires II - The Conquerors (2000).iso | windows | 17
    ? Warcraft III (2002).iso | windows | -
    ? Sims 2, The.iso | ps2 | 19
    ? Doom (1993)(id Software).zip | dos | 20
    ? Doom.zip | dos | 20
    ? Elite (1985)(Firebird).tap | c64 | 21
    ? Bare Knuckle III ~ Streets of Rage 3 (World).md | megadrive | 23
    ? Bare Knuckle III (Japan).md | megadrive | 23
    ? Streets of Rage III.md | megadrive | 23
    ? Streets of Rage (World).md | megadrive | -
    ? Streets of Rage 2 (USA) [h1C].md | megadrive | 24
    ? Shadow Pack (2001).iso | windows | -
    ? Star Wars - X-Wing (1993)(LucasArts).zip | dos | 26
    ? Panzer Dragoon (USA).cue | saturn | 27
    ? Panzer Dragon (USA).cue | saturn | -
    ? Panzer Dragoon Zwei (USA).cue | saturn | -
    ? Alien (1984).tap | c64 | -
    ? Aliens (1986).tap | c64 | 29
    ? Aliens 3 (1992).tap | c64 | -
    ? Battletoads (USA).nes | nes | 31
    ? Battletoads-Double Dragon (USA).nes | nes | 32
    ? Battletoads and Double Dragon - The Ultimate Team (USA).nes | nes | -
    ? Phantasy Star 4 (U).md | genesis | 33
    ? Phantasy Star IV - The End of the Millenium (USA).md | genesis | 33
    ? Phantasy Star (USA).md | genesis | -
    ? Lufia & The Fortress of Doom (USA).sfc | snes | 34
    ? Lufia II (U).sfc | snes | 35
    ? Lufia (U).sfc | snes | -
    """#)
}
