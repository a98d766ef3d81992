/// Files as No-Intro, Redump, TOSEC, GoodTools and people name them, and games that are easily taken for each other.
enum MatchingRows {
  static let shelves = MatchingShelf.table(
    #"""
    = Mario
    + 1 | Super Mario Bros. | nes famicom fds | 1985 | main | Super Mario Brothers ; jp=スーパーマリオブラザーズ
    + 2 | Super Mario Bros. 2 | nes | 1988 | main | jp=Super Mario USA ; SMB2
    + 3 | Super Mario Bros.: The Lost Levels | fds famicom | 1986 | main | jp=Super Mario Bros. 2 ; Super Mario Bros. 2: For Super Players
    + 4 | Super Mario Bros. 3 | nes famicom | 1988 1990 | main | jp=スーパーマリオブラザーズ3
    + 5 | Super Mario World | snes sfc | 1990 | main | jp=スーパーマリオワールド ; Super Mario World: Super Mario Bros. 4
    + 6 | Super Mario World 2: Yoshi's Island | snes sfc | 1995 | main | jp=Super Mario: Yoshi Island
    + 7 | Super Mario All-Stars | snes sfc | 1993 | bundle | jp=Super Mario Collection
    + 8 | Super Mario All-Stars + Super Mario World | snes | 1994 | bundle
    + 9 | Super Mario Bros. / Duck Hunt | nes | 1988 | bundle
    + 10 | Super Mario 64 | n64 | 1996
    + 11 | Super Mario 64 DS | nds | 2004 | remake
    + 12 | New Super Mario Bros. | nds | 2006
    + 13 | New Super Mario Bros. 2 | n3ds | 2012
    + 14 | New Super Mario Bros. Wii | wii | 2009
    + 15 | Super Mario Bros. Deluxe | gbc | 1999 | remake
    + 16 | Super Mario Land | gb | 1989
    + 17 | Super Mario Land 2: 6 Golden Coins | gb | 1992
    + 18 | Wario Land: Super Mario Land 3 | gb | 1994
    + 19 | Super Mario World: The Second Reality Project | snes | 2002 | mod
    + 20 | Mario Bros. | nes famicom arcade | 1983
    + 21 | Super Mario Bros. + Duck Hunt + World Class Track Meet | nes | 1990 | bundle
    ? Super Mario Bros. (World).nes | nes | 1
    ? Super Mario Brothers (U) [!].nes | nes | 1
    ? super_mario_bros.nes | nes | 1
    ? Super Mario Bros 1.nes | nes | 1
    ? Super Mario Bros. 2 (USA) (Rev 1).nes | nes | 2
    ? Super Mario Bros. 2 (Japan).fds | fds | 3
    ? Super Mario Bros. II.nes | nes | 2
    ? Super Mario USA (Japan).nes | famicom | 2
    ? Super Mario Bros. 3 (USA).nes | nes | 4
    ? Super Mario Bros III (E).nes | nes | 4
    ? SuperMarioBros3.nes | nes | 4
    ? Super Mario World (USA).sfc | snes | 5
    ? Super Mario World (U) [!].smc | snes | 5
    ? スーパーマリオワールド (Japan).sfc | sfc | 5
    ? Super Mario World 2 - Yoshi's Island (USA).sfc | snes | 6
    ? Super Mario World 2 - Yoshis Island (Europe) (En,Fr,De).sfc | snes | 6
    ? Super Mario - Yoshi Island (Japan).sfc | sfc | 6
    ? Super Mario World 2 (USA).sfc | snes | 6
    ? Super Mario World 3 (USA) (Hack).sfc | snes | -
    ? Super Mario All-Stars (USA).sfc | snes | 7
    ? Super Mario Collection (Japan).sfc | sfc | 7
    ? Super Mario All-Stars + Super Mario World (USA).sfc | snes | 8
    ? Super Mario All-Stars & Super Mario World (E).smc | snes | 8
    ? Super Mario Bros. + Duck Hunt (USA).nes | nes | 9
    ? Super Mario Bros + Duck Hunt + World Class Track Meet (USA).nes | nes | 21
    ? Super Mario Bros. + Tetris + Nintendo World Cup (Europe).nes | nes | -
    ? Super Mario 64 (USA).z64 | n64 | 10
    ? Super Mario 64 (Japan) (Rev 3) (Shindou Edition).z64 | n64 | 10
    ? Super Mario 64 DS (Europe) (En,Fr,De,Es,It).nds | nds | 11
    ? Super Mario 64 (USA).nds | nds | -
    ? New Super Mario Bros. (USA).nds | nds | 12
    ? New Super Mario Bros. 2 (Europe).3ds | n3ds | 13
    ? New Super Mario Bros. (Wii).wbfs | wii | -
    ? Super Mario Bros. DX (USA).gbc | gbc | -
    ? Super Mario Bros. Deluxe (USA, Europe) (Rev 1).gbc | gbc | 15
    ? Super Mario Land (World).gb | gb | 16
    ? Super Mario Land 2 - 6 Golden Coins (USA, Europe).gb | gb | 17
    ? Wario Land - Super Mario Land 3 (World).gb | gb | 18
    ? Super Mario Land 3 (World).gb | gb | -
    ? Wario Land (World).gb | gb | -
    ? Mario Bros. (World).nes | nes | 20
    ? Super Mario World (USA).gba | gba | -
    ? Super Mario Wrld (USA).sfc | snes | -
    ? Super Mario Kart (USA).sfc | snes | -
    = Zelda
    + 1 | The Legend of Zelda | nes famicom fds | 1986 1987 | main | jp=Zelda no Densetsu: The Hyrule Fantasy ; jp=ゼルダの伝説
    + 2 | Zelda II: The Adventure of Link | nes fds | 1987 | main | jp=The Legend of Zelda 2: Link no Bouken ; リンクの冒険
    + 3 | The Legend of Zelda: A Link to the Past | snes sfc | 1991 | main | jp=Zelda no Densetsu: Kamigami no Triforce ; jp=ゼルダの伝説 神々のトライフォース ; Zelda 3
    + 4 | The Legend of Zelda: A Link to the Past & Four Swords | gba | 2002 | bundle
    + 5 | The Legend of Zelda: Link's Awakening | gb | 1993 | main | jp=Zelda no Densetsu: Yume o Miru Shima
    + 6 | The Legend of Zelda: Link's Awakening DX | gbc | 1998 | remaster
    + 7 | The Legend of Zelda: Ocarina of Time | n64 | 1998
    + 8 | The Legend of Zelda: Ocarina of Time - Master Quest | gc | 2002 | expanded
    + 9 | The Legend of Zelda: Majora's Mask | n64 | 2000
    + 10 | The Legend of Zelda: The Wind Waker | gc | 2002 | main | jp=Zelda no Densetsu: Kaze no Takuto
    + 11 | The Legend of Zelda: The Minish Cap | gba | 2004
    + 12 | The Legend of Zelda: Oracle of Ages | gbc | 2001
    + 13 | The Legend of Zelda: Oracle of Seasons | gbc | 2001
    + 14 | BS Zelda no Densetsu | satellaview | 1995
    + 15 | The Legend of Zelda: Ocarina of Time 3D | n3ds | 2011 | remake
    ? Legend of Zelda, The (USA).nes | nes | 1
    ? The Legend of Zelda (USA).nes | nes | 1
    ? Legend of Zelda.nes | nes | 1
    ? Zelda no Densetsu - The Hyrule Fantasy (Japan).fds | fds | 1
    ? Zelda II - The Adventure of Link (USA).nes | nes | 2
    ? Zelda 2 - Adventure of Link.nes | nes | 2
    ? zelda 2 the adventure of link.nes | nes | 2
    ? Zelda II (USA).nes | nes | 2
    ? Legend of Zelda, The - A Link to the Past (USA).sfc | snes | 3
    ? The Legend of Zelda A Link to the Past.smc | snes | 3
    ? Zelda no Densetsu - Kamigami no Triforce (Japan).sfc | sfc | 3
    ? Zelda no Densetsu - Kamigami no Triforce (J) (V1.2) [T+Eng].smc | snes | 3
    ? ゼルダの伝説 神々のトライフォース (Japan).sfc | sfc | 3
    ? Legend of Zelda, The - A Link to the Past & Four Swords (USA, Australia).gba | gba | 4
    ? Legend of Zelda, The - A Link to the Past and Four Swords (E).gba | gba | 4
    ? Legend of Zelda, The - A Link to the Past (USA).gba | gba | -
    ? Legend of Zelda, The - Link's Awakening (USA, Europe) (Rev 2).gb | gb | 5
    ? Legend of Zelda, The - Link's Awakening DX (USA, Europe) (Rev 2) (SGB Enhanced) (GB Compatible).gbc | gbc | 6
    ? Legend of Zelda, The – Link’s Awakening (U).gb | gb | 5
    ? Zelda no Densetsu - Yume wo Miru Shima (Japan).gb | gb | 5
    ? Legend of Zelda, The - Ocarina of Time (USA).z64 | n64 | 7
    ? Legend of Zelda, The - Ocarina of Time - Master Quest (USA).iso | gc | 8
    ? Legend of Zelda, The - Ocarina of Time (USA).iso | gc | -
    ? Legend of Zelda, The - Majoras Mask (U).z64 | n64 | 9
    ? Legend of Zelda, The - The Wind Waker (USA).iso | gc | 10
    ? Legend of Zelda, The - Wind Waker (USA).rvz | gc | 10
    ? Zelda no Densetsu - Kaze no Takt (Japan).iso | gc | -
    ? Legend of Zelda, The - Minish Cap, The (Europe).gba | gba | 11
    ? Legend of Zelda, The - Oracle of Ages (USA).gbc | gbc | 12
    ? Legend of Zelda, The - Oracle of Seasons (USA).gbc | gbc | 13
    ? Legend of Zelda, The - Oracle of Secrets (USA).gbc | gbc | -
    ? Legend of Zelda (igdb-7).z64 | n64 | 7
    ? Whatever It Is Called (igdb-9).z64 | n64 | 9
    = Sonic
    + 1 | Sonic the Hedgehog | megadrive genesis | 1991
    + 2 | Sonic the Hedgehog | mastersystem gamegear | 1991
    + 3 | Sonic the Hedgehog 2 | genesis megadrive | 1992
    + 4 | Sonic the Hedgehog 2 | mastersystem gamegear | 1992
    + 5 | Sonic the Hedgehog 3 | megadrive genesis | 1994
    + 6 | Sonic & Knuckles | megadrive genesis | 1994
    + 7 | Sonic the Hedgehog 3 & Knuckles | megadrive genesis | 1994 | bundle | Sonic 3 & Knuckles
    + 8 | Sonic the Hedgehog: Pocket Adventure | ngpc | 1999
    + 9 | Sonic the Hedgehog Spinball | megadrive genesis gamegear | 1993 | main | Sonic Spinball
    + 10 | Sonic the Hedgehog CD | megacd segacd | 1993 | main | Sonic CD
    + 11 | Sonic 3D Blast | megadrive genesis saturn | 1996 | main | eu=Sonic 3D: Flickies' Island
    + 12 | Sonic Adventure | dreamcast | 1998
    + 13 | Sonic Adventure DX: Director's Cut | gc windows | 2003 | expanded
    + 14 | Sonic Adventure 2 | dreamcast | 2001
    + 15 | Sonic Adventure 2: Battle | gc | 2001 | expanded
    + 16 | Sonic the Hedgehog | ps3 xbox360 | 2006 | main | Sonic '06
    + 17 | SegaSonic the Hedgehog | arcade | 1993
    + 18 | Sonic Classic Collection | nds | 2010 | bundle
    ? Sonic the Hedgehog (USA, Europe).md | megadrive | 1
    ? Sonic the Hedgehog (Japan, Korea).md | genesis | 1
    ? Sonic The Hedgehog (W) (REV01) [!].gen | genesis | 1
    ? Sonic the Hedgehog (USA, Europe).sms | mastersystem | 2
    ? Sonic the Hedgehog (Japan) (En) (Rev 1).gg | gamegear | 2
    ? Sonic the Hedgehog 2 (World) (Rev A).md | megadrive | 3
    ? Sonic the Hedgehog II.md | megadrive | 3
    ? Sonic The Hedgehog 2 (JE).gg | gamegear | 4
    ? Sonic the Hedgehog 3 (USA).md | genesis | 5
    ? Sonic and Knuckles (World).md | megadrive | 6
    ? Sonic & Knuckles + Sonic the Hedgehog 3 (World).md | megadrive | -
    ? Sonic the Hedgehog 3 and Knuckles.md | megadrive | 7
    ? Sonic 3 & Knuckles.md | megadrive | 7
    ? Sonic the Hedgehog (World).ngc | ngpc | -
    ? Sonic the Hedgehog - Pocket Adventure (World).ngc | ngpc | 8
    ? Sonic the Hedgehog Pocket Adventure.ngc | ngpc | 8
    ? Sonic The Hedgehog Spinball (USA).md | genesis | 9
    ? Sonic Spinball.md | megadrive | 9
    ? Sonic CD (USA).cue | segacd | 10
    ? Sonic the Hedgehog CD (Japan).cue | megacdjp | 10
    ? Sonic 3D - Flickies' Island (Europe).md | megadrive | 11
    ? Sonic 3D Blast (USA, Europe, Korea) (En).md | megadrive | 11
    ? Sonic Adventure (USA) (Rev 1).gdi | dreamcast | 12
    ? Sonic Adventure DX - Director's Cut (USA).iso | gc | 13
    ? Sonic Adventure (USA).iso | gc | -
    ? Sonic Adventure 2 (USA).gdi | dreamcast | 14
    ? Sonic Adventure 2 - Battle (USA).iso | gc | 15
    ? Sonic Adventure 2 (USA).iso | gc | -
    ? Sonic the Hedgehog 4 (World).md | megadrive | -
    ? Sonic the Hedgehog 2 (USA).md | snes | -
    ? Sonic the Hedgehog (USA).iso | ps3 | 16
    = Numerals
    + 1 | Final Fantasy | nes famicom | 1987
    + 2 | Final Fantasy II | famicom | 1988
    + 3 | Final Fantasy IV | sfc snes | 1991 | main | us=Final Fantasy II
    + 4 | Final Fantasy V | sfc snes | 1992
    + 5 | Final Fantasy VI | sfc snes | 1994 | main | us=Final Fantasy III
    + 6 | Final Fantasy VII | psx windows | 1997
    + 7 | Final Fantasy VIII | psx | 1999
    + 8 | Final Fantasy IX | psx | 2000
    + 9 | Final Fantasy X | ps2 | 2001
    + 10 | Final Fantasy X-2 | ps2 | 2003
    + 11 | Final Fantasy XII | ps2 | 2006
    + 12 | Final Fantasy XII: International Zodiac Job System | ps2 | 2007 | expanded
    + 13 | Final Fantasy V Advance | gba | 2006 | port
    + 14 | Final Fantasy Tactics | psx | 1997
    + 15 | Final Fantasy Tactics Advance | gba | 2003
    + 16 | Final Fantasy VII: Snowboarding | psx | 2005
    + 17 | Final Fantasy III | famicom | 1990
    + 18 | Final Fantasy X International | ps2 | 2002 | expanded
    ? Final Fantasy (USA).nes | nes | 1
    ? Final Fantasy 1.nes | nes | 1
    ? Final Fantasy I (USA).nes | nes | 1
    ? Final Fantasy II (Japan).nes | famicom | 2
    ? Final Fantasy II (USA) (Rev 1).sfc | snes | 3
    ? Final Fantasy IV (Japan).sfc | sfc | 3
    ? Final Fantasy 4.sfc | snes | 3
    ? Final Fantasy III (USA).sfc | snes | 5
    ? Final Fantasy III (Japan).nes | famicom | 17
    ? Final Fantasy VI (Japan) [T-En by RPGOne].sfc | snes | 5
    ? Final Fantasy 6 (Japan).sfc | sfc | 5
    ? Final Fantasy 5 (Japan).sfc | sfc | 4
    ? Final Fantasy V (Japan).sfc | sfc | 4
    ? Final Fantasy VII (USA) (Disc 1).cue | psx | 6
    ? Final Fantasy 7 (Europe) (Disc 2).chd | psx | 6
    ? Final Fantasy VIII (USA) (Disc 4).bin | psx | 7
    ? Final Fantasy 9 (USA) (Disc 1).bin | psx | 8
    ? Final Fantasy X (USA).iso | ps2 | 9
    ? Final Fantasy 10 (USA).iso | ps2 | 9
    ? Final Fantasy X-2 (USA).iso | ps2 | 10
    ? Final Fantasy XII (USA).iso | ps2 | 11
    ? Final Fantasy 12 (Europe).iso | ps2 | 11
    ? Final Fantasy XI (USA).iso | ps2 | -
    ? Final Fantasy XIII (USA).iso | ps2 | -
    ? Final Fantasy 5 Advance (USA).gba | gba | 13
    ? Final Fantasy V (USA).gba | gba | -
    ? Final Fantasy Tactics (USA).bin | psx | 14
    ? Final Fantasy Tactics Advance (USA).gba | gba | 15
    ? Final Fantasy Tactics (USA).gba | gba | -
    ? Final Fantasy X International (Japan).iso | ps2 | 18
    = Mega Man
    + 1 | Mega Man | nes | 1987 | main | jp=Rockman ; jp=ロックマン
    + 2 | Mega Man 2 | nes | 1988 | main | jp=Rockman 2: Dr. Wily no Nazo
    + 3 | Mega Man 3 | nes | 1990
    + 4 | Mega Man X | snes sfc | 1993 | main | jp=Rockman X
    + 5 | Mega Man X2 | snes sfc | 1994
    + 6 | Mega Man X3 | snes sfc psx saturn | 1995
    + 7 | Mega Man 10 | wii ps3 xbox360 | 2010
    + 8 | Mega Man 9 | wii ps3 xbox360 | 2008
    + 9 | Mega Man 7 | snes sfc | 1995
    + 10 | Mega Man & Bass | gba sfc | 1998 | main | jp=Rockman & Forte
    + 11 | Mega Man V | gb | 1994
    + 12 | Mega Man 5 | nes | 1992
    + 13 | Mega Man Xtreme 2 | gbc | 2001
    + 14 | Mega Man Battle Network 3: Blue Version | gba | 2003
    + 15 | Mega Man Battle Network 3: White Version | gba | 2003
    + 16 | Mega Man Zero | gba | 2002
    ? Mega Man (USA).nes | nes | 1
    ? Rockman (Japan).nes | famicom | 1
    ? MegaMan.nes | nes | 1
    ? Mega Man 2 (USA).nes | nes | 2
    ? Mega Man II (U).nes | nes | 2
    ? Rockman 2 - Dr. Wily no Nazo (Japan).nes | famicom | 2
    ? Rockman 2 - Doctor Wily no Nazo (J).nes | nes | 2
    ? Mega Man X (USA) (Rev 1).sfc | snes | 4
    ? Mega Man X2 (USA).sfc | snes | 5
    ? Mega Man X 2 (USA).sfc | snes | 5
    ? Mega Man X3 (Europe).sfc | snes | 6
    ? Mega Man X4 (USA).sfc | snes | -
    ? Mega Man 10 (USA).sfc | snes | -
    ? Mega Man X (World).wad | wii | -
    ? Mega Man 10 (World).wad | wii | 7
    ? Mega Man VII (USA).sfc | snes | 9
    ? Mega Man & Bass (USA).gba | gba | 10
    ? Megaman and Bass.gba | gba | 10
    ? Rockman & Forte (Japan).sfc | sfc | 10
    ? Mega Man V (USA).gb | gb | 11
    ? Mega Man 5 (USA).nes | nes | 12
    ? Mega Man Battle Network 3 - Blue (USA).gba | gba | -
    ? Mega Man Battle Network 3 - Blue Version (USA).gba | gba | 14
    ? Mega Man Battle Network 3 (USA).gba | gba | -
    ? Mega Man Zero 2 (USA).gba | gba | -
    = Street Fighter
    + 1 | Street Fighter | arcade | 1987
    + 2 | Street Fighter II | snes sfc arcade | 1991 | main | Street Fighter II: The World Warrior
    + 3 | Street Fighter II Turbo | snes sfc | 1993 | main | Street Fighter II Turbo: Hyper Fighting
    + 4 | Super Street Fighter II | snes sfc genesis | 1993 | main | Super Street Fighter II: The New Challengers
    + 5 | Street Fighter II: Special Champion Edition | genesis megadrive | 1993 | main | Street Fighter II': Special Champion Edition
    + 6 | Street Fighter Alpha 2 | psx snes saturn | 1996 | main | jp=Street Fighter Zero 2
    + 7 | Street Fighter Alpha 3 | psx dreamcast | 1998
    + 8 | Street Fighter III: 3rd Strike | dreamcast | 1999
    + 9 | Street Fighter EX Plus Alpha | psx | 1997
    + 10 | Super Street Fighter II Turbo | arcade dos 3do | 1994
    + 11 | Super Street Fighter II Turbo HD Remix | ps3 xbox360 | 2008 | remaster
    ? Street Fighter II - The World Warrior (USA).sfc | snes | 2
    ? Street Fighter II (Japan).sfc | sfc | 2
    ? Street Fighter 2.smc | snes | 2
    ? Street Fighter II Turbo (USA) (Rev 1).sfc | snes | 3
    ? Street Fighter II Turbo - Hyper Fighting (E).sfc | snes | 3
    ? Super Street Fighter II - The New Challengers (Europe).sfc | snes | 4
    ? Super Street Fighter II (USA).md | megadrive | 4
    ? Super Street Fighter II Turbo (USA).iso | 3do | 10
    ? Super Street Fighter II Turbo (USA).sfc | snes | -
    ? Street Fighter II' - Special Champion Edition (USA).md | genesis | 5
    ? Street Fighter II (USA).md | genesis | -
    ? Street Fighter Alpha 2 (Europe).sfc | snes | 6
    ? Street Fighter Zero 2 (Japan).bin | psx | 6
    ? Street Fighter Alpha (USA).bin | psx | -
    ? Street Fighter III - Third Strike (USA).gdi | dreamcast | 8
    ? Street Fighter III (USA).gdi | dreamcast | -
    ? Street Fighter EX (USA).bin | psx | -
    ? Street Fighter EX Plus Alpha (USA).bin | psx | 9
    ? Street Fighter EX + Alpha (USA).bin | psx | -
    = Castlevania
    + 1 | Castlevania | nes | 1986 | main | jp=Akumajou Dracula ; jp=悪魔城ドラキュラ
    + 2 | Castlevania II: Simon's Quest | nes | 1987 | main | jp=Dracula II: Noroi no Fuuin
    + 3 | Castlevania III: Dracula's Curse | nes | 1989 | main | jp=Akumajou Densetsu
    + 4 | Super Castlevania IV | snes sfc | 1991 | main | jp=Akumajou Dracula
    + 5 | Castlevania: Symphony of the Night | psx saturn | 1997 | main | jp=Akumajou Dracula X: Gekka no Yasoukyoku
    + 6 | Castlevania | n64 | 1999 | main | Castlevania 64
    + 7 | Castlevania: Legacy of Darkness | n64 | 1999
    + 8 | Castlevania: Bloodlines | megadrive genesis | 1994 | main | eu=Castlevania: The New Generation
    + 9 | Castlevania: Rondo of Blood | pcenginecd | 1993 | main | jp=Akumajou Dracula X: Chi no Rondo
    + 10 | Castlevania: Dracula X | snes | 1995 | main | eu=Castlevania: Vampire's Kiss
    + 11 | Castlevania: The Adventure | gb | 1989
    + 12 | Castlevania II: Belmont's Revenge | gb | 1991
    ? Castlevania (USA).nes | nes | 1
    ? Castlevania II - Simon's Quest (USA).nes | nes | 2
    ? Castlevania 2 - Simons Quest.nes | nes | 2
    ? Castlevania II (USA).nes | nes | 2
    ? Castlevania III (USA).nes | nes | 3
    ? Castlevania 3 - Dracula's Curse (USA).nes | nes | 3
    ? Super Castlevania IV (USA).sfc | snes | 4
    ? Super Castlevania 4 (U).smc | snes | 4
    ? Castlevania IV (USA).sfc | snes | -
    ? Akumajou Dracula (Japan).sfc | sfc | 4
    ? Castlevania - Symphony of the Night (USA).cue | psx | 5
    ? Castlevania (USA).cue | psx | -
    ? Akumajou Dracula X - Gekka no Yasoukyoku (Japan).cue | psx | 5
    ? Akumajo Dracula X - Gekka no Yasokyoku (Japan).cue | psx | 5
    ? Castlevania (USA).z64 | n64 | 6
    ? Castlevania 64.z64 | n64 | 6
    ? Castlevania - Legacy of Darkness (USA).z64 | n64 | 7
    ? Castlevania - Bloodlines (USA).md | genesis | 8
    ? Castlevania - The New Generation (Europe).md | megadrive | 8
    ? Akumajou Dracula X - Chi no Rondo (Japan).cue | pcenginecd | 9
    ? Castlevania - Dracula X (USA).sfc | snes | 10
    ? Castlevania - Vampire's Kiss (Europe).sfc | snes | 10
    ? Castlevania - The Adventure (USA).gb | gb | 11
    ? Castlevania Adventure, The (USA).gb | gb | 11
    ? Castlevania II - Belmont's Revenge (USA, Europe).gb | gb | 12
    """#)
}
