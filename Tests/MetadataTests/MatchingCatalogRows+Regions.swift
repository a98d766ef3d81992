/// Punctuation and titles of regions.
extension MatchingCatalogRows {
  static let regionalShelves = MatchingShelf.table(
    #"""
    = Ampersands, accents and punctuation
    + 1 | Banjo-Kazooie | n64 | 1998
    + 2 | Banjo-Tooie | n64 | 2000
    + 3 | Pac-Man | arcade nes atari2600 c64 | 1980
    + 4 | Ms. Pac-Man | arcade nes snes atari2600 genesis | 1981
    + 5 | Pac-Man World 2 | ps2 gc gba | 2002
    + 6 | Pac-Mania | arcade amiga nes c64 genesis | 1987
    + 7 | Dr. Mario | nes gb | 1990
    + 8 | Dr. Mario 64 | n64 | 2001
    + 9 | Mr. Do! | arcade colecovision snes | 1982
    + 10 | Mr. Do!'s Castle | arcade colecovision | 1983
    + 11 | Super Smash Bros. | n64 | 1999
    + 12 | Super Smash Bros. Melee | gc | 2001
    + 13 | Super Mario Bros. | nes famicom | 1985
    + 14 | Super Mario Bros. 2 | nes | 1988 | main | Super Mario USA
    + 15 | Super Mario Bros.: The Lost Levels | fds famicom | 1986 | main | jp=Super Mario Bros. 2
    + 16 | Super Mario Bros. 3 | nes famicom | 1988
    + 17 | Super Mario Bros. Deluxe | gbc | 1999 | expanded
    + 18 | Super Mario All-Stars | snes sfc | 1993 | bundle | jp=Super Mario Collection
    + 19 | Super Mario All-Stars + Super Mario World | snes | 1994 | bundle
    + 20 | Super Mario World | snes sfc | 1990 | main | jp=Super Mario World: Super Mario Bros. 4
    + 21 | Pokémon Stadium | n64 | 1999
    + 22 | Pokémon Stadium 2 | n64 | 2000
    + 23 | R-Type | arcade mastersystem c64 amiga tg16 pcengine gb | 1987
    + 24 | R-Type II | arcade amiga gb | 1989
    + 25 | Super R-Type | snes sfc | 1991
    + 26 | F-Zero | snes sfc | 1990
    + 27 | F-Zero X | n64 | 1998
    + 28 | F-Zero: Maximum Velocity | gba | 2001
    + 29 | Spider-Man | psx n64 dreamcast | 2000
    + 30 | Spider-Man | atari2600 | 1982
    + 31 | Spider-Man 2: Enter Electro | psx | 2001
    + 32 | Spider-Man | ps2 gc gba | 2002
    + 33 | Track & Field | nes arcade atari2600 | 1983 | main | jp=Hyper Olympic
    + 34 | Track & Field II | nes | 1988
    + 35 | Asterix & Obelix | snes gb megadrive | 1995 | main | Astérix & Obélix
    + 36 | Astérix | nes snes mastersystem gb | 1991
    + 37 | Bust-A-Move | snes psx arcade | 1994 | main | Puzzle Bobble
    + 38 | Bust-A-Move 2: Arcade Edition | psx n64 saturn | 1996 | main | Puzzle Bobble 2
    + 39 | Bust a Groove | psx | 1998 | main | jp=Bust A Move: Dance & Rhythm Action
    + 40 | Q*bert | nes arcade atari2600 colecovision | 1982
    + 41 | Q*bert 3 | snes | 1992
    + 42 | Rock n' Roll Racing | snes genesis megadrive | 1993
    + 43 | Sonic & Knuckles | genesis megadrive | 1994
    + 44 | Sonic the Hedgehog 3 | genesis megadrive | 1994
    + 45 | Sonic 3 & Knuckles | genesis megadrive | 1994 | bundle | Sonic & Knuckles + Sonic the Hedgehog 3
    + 46 | Sonic the Hedgehog | genesis megadrive | 1991
    + 47 | Sonic the Hedgehog | mastersystem gamegear | 1991
    + 48 | Sonic the Hedgehog 2 | genesis megadrive | 1992 | main | Sonic 2
    + 49 | Sonic the Hedgehog 2 | mastersystem gamegear | 1992
    + 50 | Sonic the Hedgehog CD | segacd megacd | 1993 | main | Sonic CD
    + 51 | Sonic the Hedgehog | ps3 | 2006
    ? Banjo Kazooie (USA).z64 | n64 | 1
    ? Banjo-Tooie (U) [!].z64 | n64 | 2
    ? Pac Man.nes | nes | 3
    ? Pacman (1983)(Atarisoft).d64 | c64 | 3
    ? Ms. Pac-Man (USA).sfc | snes | 4
    ? Ms Pacman.a26 | atari2600 | 4
    ? Pac-Man World 2 (USA).iso | ps2 | 5
    ? Pac-Man World (USA).chd | psx | -
    ? Pacmania (1988)(Grandslam).adf | amiga | 6
    ? Doctor Mario.gb | gb | 7
    ? Dr. Mario 64 (USA).z64 | n64 | 8
    ? Mr Do (1982).zip | arcade | 9
    ? Mr. Do!'s Castle.rom | colecovision | 10
    ? Mr. Do's Wild Ride.zip | arcade | -
    ? Super Smash Bros (USA).z64 | n64 | 11
    ? Super Smash Brothers.z64 | n64 | 11
    ? Super Smash Bros. Melee (USA) (Rev 2).iso | gc | 12
    ? Super Smash Bros. Brawl (USA).iso | wii | -
    ? Super Mario Bros. (World).nes | nes | 13
    ? Super Mario Brothers.nes | nes | 13
    ? Super Mario Bros. 2 (USA) (Rev A).nes | nes | 14
    ? Super Mario Bros 2 (Japan).fds | fds | 15
    ? Super Mario USA (Japan).nes | famicom | 14
    ? Super Mario Bros. 3 (USA).nes | nes | 16
    ? Super Mario Bros 4 (Unl).nes | nes | -
    ? Super Mario Bros. Deluxe (USA, Europe).gbc | gbc | 17
    ? Super Mario All-Stars (USA).sfc | snes | 18
    ? Super Mario Collection (Japan).sfc | sfc | 18
    ? Super Mario All-Stars + Super Mario World (USA).sfc | snes | 19
    ? Super Mario World (USA).sfc | snes | 20
    ? Super Mario World - Super Mario Bros. 4 (Japan).sfc | sfc | 20
    ? Super Mario World 2.sfc | snes | -
    ? Pokemon Stadium (USA) (Rev 1).z64 | n64 | 21
    ? Pokemon Stadium 2 (Europe).z64 | n64 | 22
    ? Pokemon Snap (USA).z64 | n64 | -
    ? R-Type (1988)(Electric Dreams).d64 | c64 | 23
    ? RType.sms | mastersystem | 23
    ? R-Type II (Europe).gb | gb | 24
    ? Super R-Type (USA).sfc | snes | 25
    ? R-Type III - The Third Lightning (USA).sfc | snes | -
    ? F-Zero (USA).sfc | snes | 26
    ? F Zero X (U) [!].z64 | n64 | 27
    ? FZero - Maximum Velocity.gba | gba | 28
    ? F-Zero - GP Legend (USA).gba | gba | -
    ? F-Zero GX (USA).iso | gc | -
    ? Spider-Man (USA).chd | psx | 29
    ? Spiderman (1982)(Parker Bros).bin | atari2600 | 30
    ? Spider-Man (USA).gba | gba | 32
    ? Spider-Man 2 - Enter - Electro (USA).chd | psx | 31
    ? Spider-Man 2 (USA).iso | ps2 | -
    ? Track and Field (USA).nes | nes | 33
    ? Track & Field 2 (USA).nes | nes | 34
    ? Hyper Olympic (Japan).nes | famicom | 33
    ? Asterix & Obelix (Europe) (Fr,De).sfc | snes | 35
    ? Astérix et Obélix (France).gb | gb | 35
    ? Asterix und Obelix.gb | gb | 35
    ? Asterix (Europe) (En,Fr,De,Es,It).nes | nes | 36
    ? Asterix & Obelix - Bash Them All! (Europe).gba | gba | -
    ? Bust a Move (USA).sfc | snes | 37
    ? Puzzle Bobble 2 (Japan).chd | psx | 38
    ? Bust A Groove (USA).chd | psx | 39
    ? Q-bert (USA).nes | nes | 40
    ? Qbert.a26 | atari2600 | 40
    ? Q-bert 3 (USA).sfc | snes | 41
    ? Rock n' Roll Racing (USA).sfc | snes | 42
    ? Rock and Roll Racing.smc | snes | 42
    ? Sonic & Knuckles (World).md | genesis | 43
    ? Sonic and Knuckles.bin | genesis | 43
    ? Sonic & Knuckles + Sonic The Hedgehog 3 (World).md | genesis | 45
    ? Sonic The Hedgehog 3 (USA).md | genesis | 44
    ? Sonic The Hedgehog (USA, Europe).md | genesis | 46
    ? Sonic the Hedgehog 2 (World) (Rev A).md | megadrive | 48
    ? Sonic 2.md | genesis | 48
    ? Sonic The Hedgehog 2 (Europe).gg | gamegear | 49
    ? Sonic CD (USA).chd | segacd | 50
    ? Sonic Chaos (USA).gg | gamegear | -
    ? Sonic the Hedgehog 4.bin | genesis | -
    = Regional titles
    + 1 | Contra | nes famicom arcade c64 | 1987 | main | eu=Probotector ; Gryzor
    + 2 | Contra: Hard Corps | genesis megadrive | 1994 | main | eu=Probotector ; jp=Contra: The Hard Corps
    + 3 | Contra III: The Alien Wars | snes sfc | 1992 | main | eu=Super Probotector: Alien Rebels ; jp=Contra Spirits
    + 4 | Operation C | gb | 1991 | main | eu=Probotector ; jp=Contra
    + 5 | Star Fox | snes sfc | 1993 | main | eu=Starwing
    + 6 | Star Fox 64 | n64 | 1997 | main | eu=Lylat Wars
    + 7 | Castlevania | nes famicom fds | 1986 | main | jp=Akumajou Dracula
    + 8 | Super Castlevania IV | snes sfc | 1991 | main | jp=Akumajou Dracula
    + 9 | Castlevania III: Dracula's Curse | nes famicom | 1989 | main | jp=Akumajou Densetsu
    + 10 | Castlevania II: Simon's Quest | nes fds | 1987 | main | jp=Dracula II: Noroi no Fuuin
    + 11 | Castlevania: Bloodlines | genesis megadrive | 1994 | main | eu=Castlevania: The New Generation ; jp=Vampire Killer
    + 12 | Castlevania: Rondo of Blood | pcenginecd tg-cd | 1993 | main | jp=Akumajou Dracula X: Chi no Rondo
    + 13 | Castlevania: Dracula X | snes sfc | 1995 | main | eu=Castlevania: Vampire's Kiss ; jp=Akumajou Dracula XX
    + 14 | Castlevania: Symphony of the Night | psx saturn | 1997 | main | jp=Akumajou Dracula X: Gekka no Yasoukyoku
    + 15 | Castlevania | n64 | 1999 | main | Castlevania 64 ; jp=Akumajou Dracula Mokushiroku
    + 16 | Castlevania: Legacy of Darkness | n64 | 1999
    + 17 | Castlevania: Aria of Sorrow | gba | 2003 | main | jp=Castlevania: Akatsuki no Minuet
    + 18 | Castlevania: Circle of the Moon | gba | 2001 | main | eu=Castlevania ; jp=Akumajou Dracula: Circle of the Moon
    + 19 | Castlevania: Harmony of Dissonance | gba | 2002 | main | jp=Castlevania: Byakuya no Concerto
    + 20 | Castlevania: Lament of Innocence | ps2 | 2003 | main | eu=Castlevania
    + 21 | Teenage Mutant Ninja Turtles | nes dos c64 | 1989 | main | eu=Teenage Mutant Hero Turtles
    + 22 | Teenage Mutant Ninja Turtles II: The Arcade Game | nes | 1990 | main | eu=Teenage Mutant Hero Turtles II: The Arcade Game
    + 23 | Teenage Mutant Ninja Turtles IV: Turtles in Time | snes sfc | 1992
    + 24 | Teenage Mutant Ninja Turtles: The Hyperstone Heist | genesis megadrive | 1992 | main | eu=Teenage Mutant Hero Turtles: The Hyperstone Heist
    + 25 | Ecco: The Tides of Time | genesis megadrive segacd | 1994
    + 26 | Streets of Rage | genesis megadrive mastersystem | 1991 | main | jp=Bare Knuckle: Ikari no Tekken
    + 27 | Streets of Rage 2 | genesis megadrive mastersystem | 1992 | main | eu=Streets of Rage II ; jp=Bare Knuckle II
    + 28 | Streets of Rage 3 | genesis megadrive | 1994 | main | jp=Bare Knuckle III
    + 29 | Blades of Vengeance | genesis megadrive | 1993
    + 30 | Illusion of Gaia | snes sfc | 1993 | main | eu=Illusion of Time ; jp=Gaia Gensouki
    + 31 | Secret of Mana | snes sfc | 1993 | main | jp=Seiken Densetsu 2
    + 32 | Trials of Mana | sfc snes | 1995 | main | jp=Seiken Densetsu 3
    + 33 | Final Fantasy Adventure | gb | 1991 | main | eu=Mystic Quest ; jp=Seiken Densetsu: Final Fantasy Gaiden
    + 34 | Final Fantasy Mystic Quest | snes sfc | 1992 | main | eu=Mystic Quest Legend ; jp=Final Fantasy USA: Mystic Quest
    + 35 | Punch-Out!! | nes | 1987 | main | Mike Tyson's Punch-Out!! ; Punch-Out!! Featuring Mr. Dream
    + 36 | Super Punch-Out!! | snes sfc | 1994
    + 37 | Harvest Moon | snes sfc | 1996 | main | jp=Bokujou Monogatari
    + 38 | Harvest Moon GB | gb gbc | 1997 | main | jp=Bokujou Monogatari GB
    + 39 | Resident Evil | psx saturn | 1996 | main | jp=Biohazard
    + 40 | Resident Evil 2 | psx n64 dreamcast | 1998 | main | jp=Biohazard 2
    + 41 | Resident Evil 3: Nemesis | psx dreamcast gc | 1999 | main | jp=Biohazard 3: Last Escape
    + 42 | Resident Evil Code: Veronica | dreamcast | 2000 | main | jp=Biohazard Code: Veronica
    + 43 | Resident Evil: Director's Cut | psx | 1997 | expanded | jp=Biohazard: Director's Cut
    + 44 | Resident Evil | gc | 2002 | remake | jp=Biohazard
    + 45 | Adventures of Lolo | nes | 1989
    + 46 | Adventures of Lolo 2 | nes | 1990 | main | jp=Adventures of Lolo
    + 47 | Probotector II: Return of the Evil Forces | -
    ? Probotector (Europe).nes | nes | 1
    ? Gryzor (1987)(Ocean)[cr].d64 | c64 | 1
    ? Probotector (Europe).md | megadrive | 2
    ? Contra - Hard Corps (USA, Korea).md | genesis | 2
    ? Super Probotector - Alien Rebels (Europe).sfc | snes | 3
    ? Contra Spirits (Japan).sfc | sfc | 3
    ? Probotector (Europe).gb | gb | 4
    ? Contra (Japan).gb | gb | 4
    ? Starwing (Europe).sfc | snes | 5
    ? Star Fox (USA).sfc | snes | 5
    ? Starfox 64 (U).z64 | n64 | 6
    ? Lylat Wars (Europe) (En,Fr,De).z64 | n64 | 6
    ? Star Fox 2 (Japan) (Proto).sfc | sfc | -
    ? Akumajou Dracula (Japan).fds | fds | 7
    ? Akumajou Dracula (Japan).sfc | sfc | 8
    ? Akumajo Dracula X - Chi no Rondo (Japan).chd | pcenginecd | 12
    ? Akumajou Dracula XX (Japan).sfc | sfc | 13
    ? Akumajou Dracula X - Gekka no Yasoukyoku (Japan).chd | psx | 14
    ? Castlevania - Vampire's Kiss (Europe).sfc | snes | 13
    ? Castlevania - The New Generation (Europe).md | megadrive | 11
    ? Vampire Killer (Japan).md | megadrive | 11
    ? Castlevania (USA).z64 | n64 | 15
    ? Castlevania (Europe).gba | gba | 18
    ? Castlevania - Akatsuki no Minuet (Japan).gba | gba | 17
    ? Castlevania (Europe).iso | ps2 | 20
    ? Castlevania Chronicles (USA).chd | psx | -
    ? Castlevania - Curse of Darkness (USA).iso | ps2 | -
    ? Castlevania II - Belmont's Revenge (USA).gb | gb | -
    ? Teenage Mutant Hero Turtles (Europe).nes | nes | 21
    ? TMNT II - The Arcade Game.nes | nes | -
    ? Teenage Mutant Ninja Turtles II - The Arcade Game (USA).nes | nes | 22
    ? Teenage Mutant Ninja Turtles III - The Manhattan Project (USA).nes | nes | -
    ? Teenage Mutant Ninja Turtles - Turtles in Time (U).smc | snes | 23
    ? Teenage Mutant Hero Turtles - The Hyperstone Heist (Europe).md | megadrive | 24
    ? Streets of Rage II (Europe).md | megadrive | 27
    ? Bare Knuckle III (Japan).md | megadrive | 28
    ? Illusion of Time (Europe).sfc | snes | 30
    ? Seiken Densetsu 2 (Japan).sfc | sfc | 31
    ? Seiken Densetsu 3 (Japan) [En by Neill Corlett].sfc | sfc | 32
    ? Mystic Quest (Europe).gb | gb | 33
    ? Mystic Quest Legend (Europe).sfc | snes | 34
    ? Mystic Quest Legend (Germany).sfc | snes | 34
    ? Mike Tyson's Punch-Out!! (USA).nes | nes | 35
    ? Punch-Out!! (USA).nes | nes | 35
    ? Punch Out.nes | nes | 35
    ? Super Punch-Out!! (USA).sfc | snes | 36
    ? Bokujou Monogatari (Japan).sfc | sfc | 37
    ? Bokujou Monogatari GB (Japan).gb | gb | 38
    ? Biohazard 2 (Japan) (Disc 1) (Leon-hen).chd | psx | 40
    ? Biohazard 3 - Last Escape (Japan).chd | psx | 41
    ? Resident Evil 3 - Nemesis (USA).chd | psx | 41
    ? Resident Evil - Director's Cut (USA).chd | psx | 43
    ? Resident Evil (USA).chd | psx | 39
    ? Resident Evil (USA) (Disc 1).iso | gc | 44
    ? Resident Evil - Code - Veronica (USA) (Disc 1).chd | dreamcast | 42
    ? Resident Evil Zero (USA).iso | gc | -
    ? Resident Evil - Survivor (USA).chd | psx | -
    ? Adventures of Lolo 3 (USA).nes | nes | -
    """#)
}
