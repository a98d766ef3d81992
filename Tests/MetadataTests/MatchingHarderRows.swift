/// Files and games that were thought of after the rules.
enum MatchingHarderRows {
  static let shelves = MatchingShelf.table(
    #"""
    = Japan
    + 1 | Fire Emblem: Shadow Dragon and the Blade of Light | famicom | 1990 | main | jp=Fire Emblem: Ankoku Ryuu to Hikari no Tsurugi ; jp=ファイアーエムブレム 暗黒竜と光の剣
    + 2 | Fire Emblem: Mystery of the Emblem | sfc | 1994 | main | jp=Fire Emblem: Monshou no Nazo
    + 3 | Momotarou Dentetsu | famicom | 1988 | main | Momotaro Dentetsu
    + 4 | Momotarou Dentetsu II | pcengine | 1990
    + 5 | Bishoujo Senshi Sailor Moon | sfc megadrive | 1993 | main | jp=美少女戦士セーラームーン
    + 6 | Bishoujo Senshi Sailor Moon R | sfc | 1993
    + 7 | Bishoujo Senshi Sailor Moon S | sfc | 1994
    + 8 | Dragon Quest | famicom nes | 1986 | main | us=Dragon Warrior ; jp=ドラゴンクエスト
    + 9 | Dragon Quest III: The Seeds of Salvation | famicom nes | 1988 | main | us=Dragon Warrior III ; jp=Dragon Quest III: Soshite Densetsu e... ; jp=ドラゴンクエストIII そして伝説へ…
    + 10 | Dragon Quest V: Hand of the Heavenly Bride | sfc ps2 | 1992 | main | jp=Dragon Quest V: Tenkuu no Hanayome
    + 11 | Dragon Quest VI: Realms of Revelation | sfc | 1995 | main | jp=Dragon Quest VI: Maboroshi no Daichi
    + 12 | Ganbare Goemon 2: Kiteretsu Shougun Magginesu | sfc | 1993
    + 13 | Puyo Puyo | megadrive sfc | 1991 | main | ぷよぷよ
    + 14 | Puyo Puyo 2 | megadrive sfc | 1994 | main | jp=Puyo Puyo Tsuu
    + 15 | Kunio-kun no Nekketsu Soccer League | famicom | 1993
    + 16 | Saiyuuki World | famicom | 1988
    + 17 | Saiyuuki World 2 | famicom | 1990 | main | us=Whomp 'Em
    + 18 | Mother | famicom | 1989 | main | EarthBound Beginnings ; EarthBound Zero
    + 19 | EarthBound | snes sfc | 1994 | main | jp=Mother 2: Gyiyg no Gyakushuu ; jp=MOTHER2 ギーグの逆襲
    + 20 | Mother 3 | gba | 2006
    + 21 | Contra | nes famicom | 1988 | main | eu=Probotector
    + 22 | Contra III: The Alien Wars | snes sfc | 1992 | main | eu=Super Probotector: Alien Rebels ; jp=Contra Spirits
    + 23 | Super Contra | nes | 1990 | main | us=Super C ; eu=Probotector II: Return of the Evil Forces
    + 24 | Kirby's Adventure | nes famicom | 1993 | main | jp=Hoshi no Kirby: Yume no Izumi no Monogatari
    + 25 | Kirby's Dream Land 3 | snes sfc | 1997 | main | jp=Hoshi no Kirby 3
    + 26 | Star Fox | snes sfc | 1993 | main | eu=Starwing
    + 27 | Star Fox 2 | snes sfc | 2017
    + 28 | Star Fox 64 | n64 | 1997 | main | eu=Lylat Wars
    + 29 | 三國志 | famicom | 1988 | main | Sangokushi
    + 30 | 三國志II | famicom | 1990 | main | Sangokushi II
    + 31 | ロックマンX | sfc | 1993
    ? Fire Emblem - Ankoku Ryuu to Hikari no Tsurugi (Japan).nes | famicom | 1
    ? Fire Emblem - Ankoku Ryu to Hikari no Tsurugi (J).nes | famicom | 1
    ? ファイアーエムブレム 暗黒竜と光の剣.nes | famicom | 1
    ? Fire Emblem - Monshou no Nazo (Japan) [T-En by Quirino v2.1].sfc | sfc | 2
    ? Fire Emblem - Monshō no Nazo (Japan).sfc | sfc | 2
    ? Fire Emblem (Japan).sfc | sfc | -
    ? Momotaro Dentetsu (Japan).nes | famicom | 3
    ? Momotarou Dentetsu 2 (Japan).pce | pcengine | 4
    ? Bishoujo Senshi Sailor Moon (Japan).sfc | sfc | 5
    ? Bishojo Senshi Sailor Moon R (Japan).sfc | sfc | 6
    ? Bishoujo Senshi Sailor Moon SuperS (Japan).sfc | sfc | -
    ? 美少女戦士セーラームーン (Japan).md | megadrive | 5
    ? Dragon Warrior (USA).nes | nes | 8
    ? Dragon Warrior I (U).nes | nes | 8
    ? Dragon Quest (Japan).nes | famicom | 8
    ? Dragon Warrior III (USA).nes | nes | 9
    ? Dragon Warrior 3 (U).nes | nes | 9
    ? Dragon Warrior II (USA).nes | nes | -
    ? Dragon Quest III - Soshite Densetsu e... (Japan).nes | famicom | 9
    ? ドラゴンクエストⅢ そして伝説へ….nes | famicom | 9
    ? Dragon Quest V - Tenkuu no Hanayome (Japan).sfc | sfc | 10
    ? Dragon Quest 5 - Tenkuu no Hanayome (Japan).sfc | sfc | 10
    ? Dragon Quest IV - Michibikareshi Mono-tachi (Japan).nes | famicom | -
    ? Ganbare Goemon 2 - Kiteretsu Shogun Magginesu (Japan).sfc | sfc | 12
    ? Ganbare Goemon 3 - Shishi Juurokubee no Karakuri Manji Gatame (Japan).sfc | sfc | -
    ? Puyo Puyo Tsu (Japan).md | megadrive | 14
    ? ぷよぷよ (Japan).md | megadrive | 13
    ? Puyo Puyo II.md | megadrive | 14
    ? Saiyuuki World 2 - Tenjoukai no Majin (Japan).nes | famicom | -
    ? Whomp 'Em (USA).nes | nes | 17
    ? Mother (Japan).nes | famicom | 18
    ? Mother 2 - Gyiyg no Gyakushuu (Japan).sfc | sfc | 19
    ? EarthBound (USA).sfc | snes | 19
    ? Earth Bound (U).smc | snes | 19
    ? Mother 1+2 (Japan).gba | gba | -
    ? Mother 3 (Japan) [T-En by Tomato].gba | gba | 20
    ? Probotector (Europe).nes | nes | 21
    ? Contra (USA).nes | nes | 21
    ? Contra Spirits (Japan).sfc | sfc | 22
    ? Super Probotector - Alien Rebels (Europe).sfc | snes | 22
    ? Super C (USA).nes | nes | 23
    ? Probotector II - Return of the Evil Forces (Europe).nes | nes | 23
    ? Hoshi no Kirby 3 (Japan).sfc | sfc | 25
    ? Kirby's Dream Land 2 (USA).sfc | snes | -
    ? Starwing (Europe).sfc | snes | 26
    ? StarFox (USA).sfc | snes | 26
    ? Star Fox 2 (USA) (Proto).sfc | snes | 27
    ? Lylat Wars (Europe).z64 | n64 | 28
    ? Sangokushi II (Japan).nes | famicom | 30
    ? 三國志.nes | famicom | 29
    ? 三國志III.nes | famicom | -
    ? Rockman X (Japan).sfc | sfc | -
    = Series
    + 1 | Mario Kart DS | nds | 2005
    + 2 | Mario Kart 64 | n64 | 1996
    + 3 | Super Mario Kart | snes sfc | 1992
    + 4 | Donkey Kong Country | snes | 1994
    + 5 | Donkey Kong Country 2: Diddy's Kong Quest | snes | 1995
    + 6 | Donkey Kong Country 3: Dixie Kong's Double Trouble! | snes | 1996
    + 7 | Donkey Kong Country | gba gbc | 2000 | port
    + 8 | Bomberman 64: The Second Attack! | n64 | 1999
    + 9 | Super Bomberman 2 | snes sfc | 1994
    + 10 | Metal Gear Solid 2: Sons of Liberty | ps2 | 2001
    + 11 | Metal Gear Solid 2: Substance | ps2 xbox | 2002 | expanded
    + 12 | Metal Gear Solid 3: Snake Eater | ps2 | 2004
    + 13 | Metal Gear Solid 3: Subsistence | ps2 | 2005 | expanded
    + 14 | Metal Gear Solid | psx | 1998
    + 15 | Metal Gear Solid | gbc | 2000 | main | Metal Gear: Ghost Babel
    + 16 | Grand Theft Auto III | ps2 | 2001
    + 17 | Grand Theft Auto: Vice City | ps2 | 2002
    + 18 | Grand Theft Auto V | ps3 xbox360 | 2013
    + 19 | Grand Theft Auto IV | ps3 xbox360 | 2008
    + 20 | Tomb Raider | psx saturn | 1996
    + 21 | Tomb Raider II | psx | 1997 | main | Tomb Raider II Starring Lara Croft
    + 22 | Tomb Raider: Legend | ps2 | 2006
    + 23 | Shining Force | genesis megadrive | 1992 | main | Shining Force: The Legacy of Great Intention
    + 24 | Shining Force II | genesis megadrive | 1993
    + 25 | Shining Force CD | segacd | 1994
    + 26 | Ys | mastersystem | 1987 | main | Ys: The Vanished Omens ; Ys I: Ancient Ys Vanished
    + 27 | Ys Book I & II | pcenginecd tg-cd | 1989
    + 28 | Ys III: Wanderers from Ys | snes genesis pcenginecd | 1989
    + 29 | Ys V: Lost Kefin, Kingdom of Sand | sfc | 1995 | main | jp=Ys V: Ushinawareta Suna no Miyako Kefin
    + 30 | Harvest Moon 64 | n64 | 1999
    + 31 | Harvest Moon | snes | 1996
    + 32 | Duke Nukem 3D | dos saturn n64 | 1996 | main | Duke Nukem 64
    + 33 | Duke Nukem | dos | 1991
    + 34 | Duke Nukem II | dos | 1993
    + 35 | Wipeout | psx saturn | 1995 | main | wipE'out"
    + 36 | Wipeout 2097 | psx saturn | 1996 | main | us=Wipeout XL
    + 37 | Wipeout 3 | psx | 1999
    + 38 | Wipeout 3: Special Edition | psx | 2000 | expanded
    + 39 | Tekken 3 | psx | 1998
    + 40 | Ridge Racer Type 4 | psx | 1998 | main | R4: Ridge Racer Type 4
    + 41 | R-Type | mastersystem arcade c64 | 1987
    + 42 | R-Type II | arcade c64 | 1989
    + 43 | Super R-Type | snes | 1991
    + 44 | Guilty Gear X | dreamcast | 2000
    + 45 | Guilty Gear XX | ps2 | 2002 | main | Guilty Gear X2
    + 46 | Guilty Gear XX #Reload | ps2 | 2003 | expanded
    + 47 | I, Robot | arcade | 1984
    + 48 | Type:Rider | android | 2013
    ? Mario Kart DS (USA).nds | nds | 1
    ? Mario Kart (USA).nds | nds | -
    ? Mario Kart (USA).sfc | snes | -
    ? Mario Kart 64 (USA).z64 | n64 | 2
    ? MarioKart64.z64 | n64 | 2
    ? Donkey Kong Country (USA) (Rev 2).sfc | snes | 4
    ? Donkey Kong Country (USA).gba | gba | 7
    ? Donkey Kong Country 2 - Diddy's Kong Quest (USA).sfc | snes | 5
    ? Donkey Kong Country 2 (U).smc | snes | 5
    ? Donkey Kong Country 3 - Dixie Kong's Double Trouble! (USA).sfc | snes | 6
    ? Donkey Kong Country 3 - Dixie Kongs Double Trouble (E).smc | snes | 6
    ? Donkey Kong Country III (U).smc | snes | 6
    ? Bomberman 64 (USA).z64 | n64 | -
    ? Bomberman 64 - The Second Attack! (USA).z64 | n64 | 8
    ? Super Bomberman (USA).sfc | snes | -
    ? Super Bomberman II (Europe).sfc | snes | 9
    ? Metal Gear Solid 2 - Sons of Liberty (USA).iso | ps2 | 10
    ? Metal Gear Solid 2 (USA).iso | ps2 | -
    ? Metal Gear Solid 2 - Substance (USA).iso | ps2 | 11
    ? Metal Gear Solid 3 - Snake Eater (USA).iso | ps2 | 12
    ? Metal Gear Solid 3 - Subsistence (USA) (Disc 1) (Subsistence Disc).iso | ps2 | 13
    ? Metal Gear Solid (USA) (Disc 1) (Rev 1).cue | psx | 14
    ? Metal Gear Solid (USA).gbc | gbc | 15
    ? Grand Theft Auto 3 (USA).iso | ps2 | 16
    ? Grand Theft Auto - Vice City (USA).iso | ps2 | 17
    ? Grand Theft Auto (USA).iso | ps2 | -
    ? Grand Theft Auto 5 (USA).iso | ps3 | 18
    ? Grand Theft Auto V (Europe).iso | ps3 | 18
    ? Tomb Raider (USA).bin | psx | 20
    ? Tomb Raider 2 (E).bin | psx | 21
    ? Tomb Raider II - Starring Lara Croft (Europe).bin | psx | 21
    ? Tomb Raider (USA).iso | ps2 | -
    ? Tomb Raider III - Adventures of Lara Croft (USA).bin | psx | -
    ? Shining Force - The Legacy of Great Intention (USA).md | genesis | 23
    ? Shining Force II (USA).md | genesis | 24
    ? Shining Force 2 (Europe).md | megadrive | 24
    ? Shining Force CD (USA).cue | segacd | 25
    ? Shining Force (USA).cue | segacd | -
    ? Ys - The Vanished Omens (USA, Europe).sms | mastersystem | 26
    ? Ys I & II (USA).cue | tg-cd | -
    ? Ys Book 1 & 2 (USA).cue | tg-cd | 27
    ? Ys III - Wanderers from Ys (USA).sfc | snes | 28
    ? Ys 3 - Wanderers From Ys (U).md | genesis | 28
    ? Ys V - Ushinawareta Suna no Miyako Kefin (Japan).sfc | sfc | 29
    ? Harvest Moon (USA).sfc | snes | 31
    ? Harvest Moon (USA).z64 | n64 | -
    ? Harvest Moon 64 (USA).z64 | n64 | 30
    ? Duke Nukem II (1993)(Apogee).zip | dos | 34
    ? Duke Nukem 3D (1996)(3D Realms).zip | dos | 32
    ? Duke Nukem (1991)(Apogee).zip | dos | 33
    ? Duke Nukem 3 (1996).zip | dos | -
    ? wipEout (Europe).bin | psx | 35
    ? WipEout 2097 (Europe).bin | psx | 36
    ? Wipeout XL (USA).bin | psx | 36
    ? Wipeout 3 (USA).bin | psx | 37
    ? WipEout 3 - Special Edition (Europe).bin | psx | 38
    ? Tekken (USA).bin | psx | -
    ? Tekken III (USA).bin | psx | 39
    ? R4 - Ridge Racer Type 4 (USA).bin | psx | 40
    ? Ridge Racer (USA).bin | psx | -
    ? R-Type (World).sms | mastersystem | 41
    ? R-Type II (1989)(Activision).tap | c64 | 42
    ? R-Type III (USA).sfc | snes | -
    ? R Type.zip | mame | 41
    ? Guilty Gear X (USA).gdi | dreamcast | 44
    ? Guilty Gear XX (Europe).iso | ps2 | 45
    ? Guilty Gear X2 (USA).iso | ps2 | 45
    ? Guilty Gear XX #Reload (Japan).iso | ps2 | 46
    ? Guilty Gear 10.gdi | dreamcast | -
    ? I, Robot.zip | mame | 47
    ? Ys Book I and II (U).cue | tg-cd | 27
    ? 1, Robot.zip | mame | -
    = Traps
    + 1 | Space Invaders | atari2600 nes c64 | 1980
    + 2 | Space Invaders Part II | arcade | 1979
    + 3 | Super Space Invaders | mastersystem gamegear c64 | 1991
    + 4 | Bubble Bobble | nes mastersystem c64 | 1988
    + 5 | Bubble Bobble Part 2 | nes gb | 1993
    + 6 | Double Dragon | nes mastersystem atari2600 c64 | 1988
    + 7 | Double Dragon II: The Revenge | nes c64 | 1989
    + 8 | Double Dragon III: The Sacred Stones | nes | 1991 | main | eu=Double Dragon III: The Rosetta Stone
    + 9 | Teenage Mutant Ninja Turtles | nes c64 | 1989 | main | eu=Teenage Mutant Hero Turtles
    + 10 | Teenage Mutant Ninja Turtles II: The Arcade Game | nes | 1990 | main | eu=Teenage Mutant Hero Turtles II: The Arcade Game
    + 11 | Teenage Mutant Ninja Turtles III: The Manhattan Project | nes | 1992
    + 12 | Teenage Mutant Ninja Turtles: Tournament Fighters | nes | 1994
    + 13 | Teenage Mutant Ninja Turtles: Tournament Fighters | snes | 1993
    + 14 | Micro Machines | nes genesis | 1991
    + 15 | Micro Machines 2: Turbo Tournament | genesis snes | 1994
    + 16 | Micro Machines Turbo Tournament 96 | genesis | 1995
    + 17 | Lemmings | snes nes amiga | 1991
    + 18 | Lemmings 2: The Tribes | snes amiga | 1993
    + 19 | Oh No! More Lemmings | amiga | 1991 | expansion
    + 20 | Worms | amiga psx | 1995
    + 21 | Worms: The Director's Cut | amiga | 1997 | expanded
    + 22 | The Chaos Engine | amiga megadrive | 1993 | main | us=Soldiers of Fortune
    + 23 | The Chaos Engine 2 | amiga | 1996
    + 24 | Cannon Fodder | amiga megadrive | 1993
    + 25 | Cannon Fodder 2 | amiga | 1994
    + 26 | Monkey Island 2: LeChuck's Revenge | amiga dos | 1991
    + 27 | The Secret of Monkey Island | amiga dos | 1990
    + 28 | Indiana Jones and the Last Crusade: The Graphic Adventure | amiga dos | 1989
    + 29 | Indiana Jones and the Last Crusade: The Action Game | amiga nes | 1989
    + 30 | Another World | amiga snes | 1991 | main | us=Out of This World
    + 31 | Flashback: The Quest for Identity | amiga snes megadrive | 1992 | main | Flashback
    + 32 | Speedball | amiga | 1988
    + 33 | Speedball 2: Brutal Deluxe | amiga megadrive | 1990
    + 34 | Wolfenstein 3D | dos snes | 1992
    + 35 | Spear of Destiny | dos | 1992 | standalone
    + 36 | Quake | dos | 1996
    + 37 | Quake II | psx n64 | 1997
    + 38 | Jazz Jackrabbit | dos | 1994
    + 39 | Jazz Jackrabbit: Holiday Hare 1994 | dos | 1994 | expansion
    + 40 | Command & Conquer | dos psx | 1995 | main | Command & Conquer: Tiberian Dawn
    + 41 | Command & Conquer: Red Alert | dos psx | 1996
    + 42 | Dungeons & Dragons: Warriors of the Eternal Sun | genesis | 1992
    + 43 | Tom Clancy's Rainbow Six | psx n64 | 1998
    + 44 | Sid Meier's Civilization | dos amiga | 1991
    + 45 | Sid Meier's Civilization II | dos windows psx | 1996
    + 46 | Marvel vs. Capcom: Clash of Super Heroes | psx dreamcast | 1998
    + 47 | Marvel vs. Capcom 2: New Age of Heroes | dreamcast | 2000
    + 48 | X-Men vs. Street Fighter | psx saturn | 1997
    + 49 | Tetris Attack | snes | 1995
    + 50 | Tetris DX | gbc | 1998
    + 51 | Tetris | gb | 1989
    + 52 | Tetris 2 | gb nes | 1993
    + 53 | Yoshi's Cookie | nes gb snes | 1992
    + 54 | Yoshi | nes gb | 1991 | main | eu=Mario & Yoshi
    + 55 | Wario's Woods | nes snes | 1994
    + 56 | Rampage | nes | 1988
    + 57 | Rampage: World Tour | psx n64 | 1997
    + 58 | Ikari Warriors | nes c64 | 1986
    + 59 | Ikari Warriors II: Victory Road | nes | 1988 | main | Victory Road
    + 60 | Gauntlet | nes c64 | 1985
    + 61 | Gauntlet II | nes c64 | 1986
    + 62 | Gauntlet: The Deeper Dungeons | c64 | 1987 | expansion
    ? Space Invaders (USA).a26 | atari2600 | 1
    ? Super Space Invaders (Europe).gg | gamegear | 3
    ? Space Invaders (Europe).sms | mastersystem | -
    ? Space Invaders II.zip | mame | -
    ? Bubble Bobble (USA).nes | nes | 4
    ? Bubble Bobble Part 2 (USA).nes | nes | 5
    ? Bubble Bobble Part II (U).nes | nes | 5
    ? Bubble Babble (U).nes | nes | -
    ? Double Dragon (USA).nes | nes | 6
    ? Double Dragon II - The Revenge (USA).nes | nes | 7
    ? Double Dragon III - The Rosetta Stone (Europe).nes | nes | 8
    ? Double Dragon 3 (U).nes | nes | 8
    ? Teenage Mutant Hero Turtles (Europe).nes | nes | 9
    ? Teenage Mutant Ninja Turtles (USA).nes | nes | 9
    ? Teenage Mutant Hero Turtles II - The Arcade Game (Europe).nes | nes | 10
    ? Teenage Mutant Ninja Turtles 3 - The Manhattan Project (USA).nes | nes | 11
    ? Teenage Mutant Ninja Turtles III (U).nes | nes | 11
    ? Teenage Mutant Ninja Turtles - Tournament Fighters (USA).sfc | snes | 13
    ? Teenage Mutant Ninja Turtles - Tournament Fighters (USA).nes | nes | 12
    ? Teenage Mutant Ninja Turtles IV - Turtles in Time (USA).sfc | snes | -
    ? Micro Machines (USA).md | genesis | 14
    ? Micro Machines 2 - Turbo Tournament (Europe).md | megadrive | 15
    ? Micro Machines 2 (Europe).md | megadrive | -
    ? Micro Machines - Turbo Tournament 96 (Europe).md | megadrive | 16
    ? Lemmings 2 - The Tribes (1993)(Psygnosis)(Disk 1 of 3).adf | amiga | 18
    ? Lemmings II - The Tribes (U).smc | snes | 18
    ? Oh No! More Lemmings (1991)(Psygnosis).adf | amiga | 19
    ? Oh, No! More Lemmings (1991)(Psygnosis).adf | amiga | 19
    ? Lemmings 3 (1994)(Psygnosis).adf | amiga | -
    ? Worms (1995)(Team 17).adf | amiga | 20
    ? Worms - The Director's Cut (1997)(Team 17).adf | amiga | 21
    ? Chaos Engine, The (1993)(Renegade)(Disk 1 of 2).adf | amiga | 22
    ? Chaos Engine II, The (1996)(Renegade).adf | amiga | 23
    ? Soldiers of Fortune (USA).md | genesis | 22
    ? Canon Fodder (1993)(Virgin).adf | amiga | 24
    ? Cannon Fodder (1993)(Virgin)[cr FLT].adf | amiga | 24
    ? Canon Fodder II (1994)(Virgin).adf | amiga | 25
    ? Monkey Island 2 - LeChuck's Revenge (1992)(LucasArts).adf | amiga | 26
    ? Monkey Island 2 - Le Chuck's Revenge (1992)(LucasArts).adf | amiga | 26
    ? Secret of Monkey Island, The (1990)(Lucasfilm)(Disk 1 of 4).adf | amiga | 27
    ? Monkey Island (1990).adf | amiga | -
    ? Indiana Jones and the Last Crusade (1989).adf | amiga | -
    ? Indiana Jones and the Last Crusade - The Action Game (1989).adf | amiga | 29
    ? Indiana Jones & The Last Crusade - The Graphic Adventure (1989).adf | amiga | 28
    ? Out of This World (USA).sfc | snes | 30
    ? Flashback (1992)(Delphine).adf | amiga | 31
    ? Flashback - The Quest for Identity (USA).md | megadrive | 31
    ? Speedball 2 - Brutal Deluxe (1990)(Image Works).adf | amiga | 33
    ? Speedball II - Brutal Deluxe (1990)(Image Works).adf | amiga | 33
    ? Speedball 2 (1990)(Image Works).adf | amiga | -
    ? Wolfenstein 3-D (USA).sfc | snes | 34
    ? Wolfenstein 3D (1992)(Apogee).zip | dos | 34
    ? Wolfenstein (1992).zip | dos | -
    ? Spear of Destiny (1992)(id).zip | dos | 35
    ? Quake 2 (USA).z64 | n64 | 37
    ? Quake (USA).z64 | n64 | -
    ? Jazz Jackrabbit (1994)(Epic).zip | dos | 38
    ? Jazz Jackrabbit 2 (1998).zip | dos | -
    ? Command and Conquer (1995)(Virgin).zip | dos | 40
    ? Command & Conquer - Red Alert (USA) (Disc 1).bin | psx | 41
    ? Rainbow Six (USA).z64 | n64 | 43
    ? Tom Clancys Rainbow Six (USA).bin | psx | 43
    ? Civilization (1991)(MicroProse).adf | amiga | 44
    ? Sid Meier's Civilization 2 (USA).bin | psx | 45
    ? Civilisation (1991)(MicroProse).adf | amiga | -
    ? Marvel vs. Capcom - Clash of Super Heroes (USA).gdi | dreamcast | 46
    ? Marvel vs Capcom 2 (USA).gdi | dreamcast | -
    ? Marvel vs. Capcom 2 - New Age of Heroes (USA).gdi | dreamcast | 47
    ? Marvel vs. Capcom (USA).gdi | dreamcast | -
    ? Tetris Attack (USA).sfc | snes | 49
    ? Tetris DX (World).gbc | gbc | 50
    ? Tetris (World).gbc | gbc | -
    ? Tetris (World) (Rev 1).gb | gb | 51
    ? Mario & Yoshi (Europe).nes | nes | 54
    ? Yoshi (USA).nes | nes | 54
    ? Rampage (USA).bin | psx | -
    ? Ikari Warriors II - Victory Road (U).nes | nes | 59
    ? Victory Road (USA).nes | nes | 59
    ? Gauntlet II (USA).nes | nes | 61
    ? Gauntlet - The Deeper Dungeons (1987)(US Gold).tap | c64 | 62
    ? Gauntlet III (1991).tap | c64 | -
    = Scripts and odd titles
    + 1 | Тетрис: Мой мир | windows | 1999
    + 2 | Space Rangers | windows | 2002 | main | Космические рейнджеры
    + 3 | Космические рейнджеры 2: Доминаторы | windows | 2004 | main | Space Rangers 2
    + 4 | 바람의 나라 | windows | 1996
    + 5 | Ōkami | ps2 wii | 2006 | main | 大神
    + 6 | Ōkamiden | nds | 2010
    + 7 | ICO | ps2 | 2001
    + 8 | .hack//INFECTION | ps2 | 2002 | main | .hack//Infection Part 1
    + 9 | .hack//MUTATION | ps2 | 2002 | main | .hack//Mutation Part 2
    + 10 | .hack//G.U. vol.1//Rebirth | ps2 | 2006
    + 11 | .hack//G.U. vol.2//Reminisce | ps2 | 2006
    + 12 | Ka | ps2 | 2001
    + 13 | Katamari Damacy | ps2 | 2004 | main | jp=塊魂
    + 14 | D | saturn psx 3do | 1995
    + 15 | D2 | dreamcast | 1999
    + 16 | M.C. Kids | nes | 1992 | main | eu=McDonaldland
    + 17 | T.M.N.T. | gba | 2007 | main | TMNT
    + 18 | Mr. Gimmick | nes | 1993 | main | jp=Gimmick!
    + 19 | ¡Mucha Lucha! Mascaritas of the Lost Code | gba | 2003
    + 20 | Astérix & Obélix XXL | gba ps2 | 2003
    + 21 | Astérix & Obélix XXL 2: Mission Las Vegum | ps2 | 2005
    + 22 | Schweini's Größte Hits | nds | 2007
    + 23 | Ratchet & Clank | ps2 | 2002
    + 24 | Ratchet & Clank: Up Your Arsenal | ps2 | 2004 | main | eu=Ratchet & Clank 3
    + 25 | Ratchet & Clank: Going Commando | ps2 | 2003 | main | eu=Ratchet & Clank 2: Locked and Loaded
    + 26 | Ratchet: Deadlocked | ps2 | 2005 | main | eu=Ratchet: Gladiator
    + 27 | Jak and Daxter: The Precursor Legacy | ps2 | 2001
    + 28 | Jak II | ps2 | 2003 | main | eu=Jak II: Renegade
    + 29 | Jak 3 | ps2 | 2004
    + 30 | Devil May Cry 3: Dante's Awakening | ps2 | 2005
    + 31 | Devil May Cry 3: Special Edition | ps2 | 2006 | expanded
    + 32 | S.T.A.L.K.E.R.: Shadow of Chernobyl | windows | 2007
    + 33 | F.E.A.R. | windows ps3 | 2005
    + 34 | F.E.A.R. 2: Project Origin | windows ps3 | 2009
    + 35 | Half-Life | windows ps2 | 1998
    + 36 | Half-Life 2 | windows xbox | 2004
    + 37 | Half-Life 2: Episode One | windows | 2006 | episode
    + 38 | Half-Life 2: Episode Two | windows | 2007 | episode
    + 39 | Max Payne 2: The Fall of Max Payne | ps2 windows | 2003
    + 40 | Sam & Max: Season One | wii | 2008 | season
    ? Тетрис - Мой мир.zip | windows | 1
    ? Тетрис - Мои мир.zip | windows | -
    ? Космические рейнджеры.zip | windows | 2
    ? Космические Рейнджеры 2 - Доминаторы (2004).zip | windows | 3
    ? 바람의 나라.zip | windows | 4
    ? Okami (USA).iso | ps2 | 5
    ? Ohkami (Japan).iso | ps2 | -
    ? Okamiden (USA).nds | nds | 6
    ? 大神 (Japan).iso | ps2 | 5
    ? Ico (USA).iso | ps2 | 7
    ? .hack INFECTION (USA).iso | ps2 | 8
    ? .hack - Mutation - Part 2 (USA).iso | ps2 | 9
    ? .hack--G.U. Vol. 1--Rebirth (USA).iso | ps2 | 10
    ? .hack GU Volume 2 Reminisce (USA).iso | ps2 | 11
    ? .hack GU Volume 3 Redemption (USA).iso | ps2 | -
    ? Katamari Damaci (USA).iso | ps2 | -
    ? 塊魂 (Japan).iso | ps2 | 13
    ? D (USA) (Disc 1).bin | psx | 14
    ? D2 (USA) (Disc 1).gdi | dreamcast | 15
    ? D-2 (USA).gdi | dreamcast | 15
    ? D (USA).gdi | dreamcast | -
    ? M.C. Kids (USA).nes | nes | 16
    ? MC Kids (U).nes | nes | 16
    ? McDonaldland (Europe).nes | nes | 16
    ? TMNT (USA).gba | gba | 17
    ? Gimmick! (Japan).nes | famicom | 18
    ? Mr. Gimmick (Europe).nes | nes | 18
    ? Mucha Lucha! - Mascaritas of the Lost Code (USA).gba | gba | 19
    ? Asterix & Obelix XXL (Europe).gba | gba | 20
    ? Asterix & Obelix XXL 2 (Europe).iso | ps2 | 21
    ? Asterix and Obelix XXL (Europe).iso | ps2 | 20
    ? Schweinis Groesste Hits (Germany).nds | nds | 22
    ? Ratchet & Clank (USA).iso | ps2 | 23
    ? Ratchet & Clank 3 (Europe).iso | ps2 | 24
    ? Ratchet & Clank - Up Your Arsenal (USA).iso | ps2 | 24
    ? Ratchet & Clank 2 (Europe).iso | ps2 | 25
    ? Ratchet & Clank 2 - Locked and Loaded (Europe).iso | ps2 | 25
    ? Ratchet - Gladiator (Europe).iso | ps2 | 26
    ? Ratchet & Clank 4 (Europe).iso | ps2 | -
    ? Jak & Daxter - The Precursor Legacy (USA).iso | ps2 | 27
    ? Jak and Daxter (USA).iso | ps2 | -
    ? Jak 2 (USA).iso | ps2 | 28
    ? Jak II - Renegade (Europe).iso | ps2 | 28
    ? Jak III (USA).iso | ps2 | 29
    ? Jak X - Combat Racing (USA).iso | ps2 | -
    ? Devil May Cry 3 - Special Edition (USA).iso | ps2 | 31
    ? Devil May Cry 3 (Special Edition) (USA).iso | ps2 | 31
    ? Devil May Cry 3 - Dante's Awakening (USA).iso | ps2 | 30
    ? Devil May Cry 2 (USA).iso | ps2 | -
    ? Stalker - Shadow of Chernobyl.iso | windows | 32
    ? S.T.A.L.K.E.R. - Clear Sky.iso | windows | -
    ? FEAR (2005).iso | windows | 33
    ? F.E.A.R. 2 - Project Origin (USA).iso | ps3 | 34
    ? FEAR 3 (USA).iso | ps3 | -
    ? Half Life (1998)(Valve).iso | windows | 35
    ? Half-Life 2 (2004).iso | windows | 36
    ? Half-Life 2 - Episode 1 (2006).iso | windows | 37
    ? Half-Life 2 Episode Two.iso | windows | 38
    ? Half-Life 2 - Episode Three.iso | windows | -
    ? Max Payne II (USA).iso | ps2 | 39
    ? Max Payne (USA).iso | ps2 | -
    ? Sam & Max - Season One (USA).iso | wii | -
    = Lies and gaps of providers
    + 1 | Sonic Blast Man | snes | 1992
    + 2 | Sonic Blast Man II | snes | 1994
    + 3 | Final Fight | snes sfc | 1990
    + 4 | Final Fight Guy | snes sfc | 1992 | expanded
    + 5 | Final Fight 2 | snes sfc | 1993
    + 6 | Final Fight CD | segacd | 1993 | port
    + 7 | Gradius | nes | 1986 | main | Nemesis
    + 8 | Gradius II | famicom pcenginecd | 1988
    + 9 | Gradius III | snes sfc | 1990
    + 10 | Nemesis | msx gb | 1986
    + 11 | Nemesis 2 | msx | 1987 | main | jp=Gradius 2
    + 12 | Parodius | - | 1988
    + 13 | Batman | nes gb c64 | 1989 | main | Batman: The Video Game
    + 14 | Batman | genesis megadrive | 1990
    + 15 | Batman: Return of the Joker | nes gb | 1991
    + 16 | Batman Returns | nes snes genesis | 1992
    + 17 | Batman Forever | snes genesis gb | 1995
    + 18 | Batman: The Movie | c64 amiga | 1989
    + 19 | The Terminator | nes snes | 1992
    + 20 | Terminator 2: Judgment Day | nes gb snes | 1991
    + 21 | T2: The Arcade Game | snes genesis | 1993
    + 22 | RoboCop | nes c64 | 1988
    + 23 | RoboCop 3 | nes c64 amiga | 1991
    + 24 | RoboCop versus The Terminator | snes genesis gb | 1993
    + 25 | Star Wars | nes famicom | 1991
    + 26 | Star Wars | nes famicom | 1987 | main | jp=Star Wars
    + 27 | Star Wars: The Empire Strikes Back | nes | 1992
    + 28 | Super Star Wars | snes | 1992
    + 29 | Super Star Wars: The Empire Strikes Back | snes | 1993
    + 30 | Super Star Wars: Return of the Jedi | snes | 1994
    + 31 | Mortal Kombat | snes genesis gb | 1993
    + 32 | Mortal Kombat II | snes genesis gb | 1994
    + 33 | Mortal Kombat 3 | snes genesis psx | 1995
    + 34 | Ultimate Mortal Kombat 3 | snes genesis saturn | 1996
    + 35 | Mortal Kombat Trilogy | psx n64 | 1996
    + 36 | Mortal Kombat I & II | gb | 1998 | bundle
    + 37 | Populous | snes amiga | 1990
    + 38 | Populous: The Promised Lands | amiga | 1989 | expansion
    + 39 | Populous II: Trials of the Olympian Gods | amiga snes | 1991
    + 40 | SimCity | snes amiga | 1989
    + 41 | SimCity 2000 | snes dos psx | 1993
    + 42 | The Lost Vikings | snes genesis | 1993
    + 43 | The Lost Vikings 2 | snes | 1997
    + 44 | Smash Tennis | snes | 1993
    + 45 | Super Tennis | snes | 1991
    + 46 | Tennis | nes gb | 1984
    + 47 | Golf | nes gb | 1984
    + 48 | NES Open Tournament Golf | nes | 1991
    + 49 | Excitebike | nes | 1984
    + 50 | Excitebike 64 | n64 | 2000
    + 51 | Advance Wars 2: Black Hole Rising | gba | 2003
    + 52 | The Sims 2: Pets | gba nds psp | 2006
    ? Sonic Blast Man (USA).sfc | snes | 1
    ? Sonic Blastman 2 (USA).sfc | snes | 2
    ? Sonic Blast (USA).sfc | snes | -
    ? Final Fight (USA).sfc | snes | 3
    ? Final Fight Guy (USA).sfc | snes | 4
    ? Final Fight II (Japan).sfc | sfc | 5
    ? Final Fight 3 (USA).sfc | snes | -
    ? Final Fight CD (USA).cue | segacd | 6
    ? Gradius (USA).nes | nes | 7
    ? Gradius II (Japan).nes | famicom | 8
    ? Gradius 2 (Japan).rom | msx | 11
    ? Gradius (Japan).gb | gb | -
    ? Nemesis (Europe).gb | gb | 10
    ? Nemesis III (Japan).rom | msx | -
    ? Parodius (Japan).rom | msx | 12
    ? Batman - The Video Game (USA).nes | nes | 13
    ? Batman (USA).md | genesis | 14
    ? Batman - The Videogame (World).gb | gb | 13
    ? Batman (1989)(Ocean).tap | c64 | 13
    ? Batman - The Movie (1989)(Ocean).tap | c64 | 18
    ? Batman - Return of the Joker (USA).nes | nes | 15
    ? Batman Returns (USA).md | genesis | 16
    ? Batman Forever (USA).nes | nes | -
    ? Terminator, The (USA).nes | nes | 19
    ? Terminator 2 - Judgment Day (USA).nes | nes | 20
    ? Terminator 2 - Judgement Day (Europe).gb | gb | 20
    ? Terminator 2 (USA).nes | nes | 20
    ? Terminator 3 - Rise of the Machines (USA).nes | nes | -
    ? T2 - The Arcade Game (USA).sfc | snes | 21
    ? Robocop (USA).nes | nes | 22
    ? RoboCop 2 (USA).nes | nes | -
    ? Robo Cop 3 (1991)(Ocean).adf | amiga | 23
    ? RoboCop vs. The Terminator (USA).sfc | snes | 24
    ? Star Wars (USA).nes | nes | -
    ? Star Wars - The Empire Strikes Back (USA).nes | nes | 27
    ? Super Star Wars - The Empire Strikes Back (USA).sfc | snes | 29
    ? Super Star Wars (USA).sfc | snes | 28
    ? Star Wars - Return of the Jedi (USA).sfc | snes | -
    ? Mortal Kombat (USA).md | genesis | 31
    ? Mortal Kombat 2 (U).smc | snes | 32
    ? Mortal Kombat III (U).smc | snes | 33
    ? Ultimate Mortal Kombat III (USA).sfc | snes | 34
    ? Mortal Kombat Triology (USA).bin | psx | 35
    ? Mortal Kombat I & II (USA).gb | gb | 36
    ? Mortal Kombat 1 and 2 (USA).gb | gb | 36
    ? Mortal Kombat 4 (USA).bin | psx | -
    ? Populous - The Promised Lands (1989)(Electronic Arts).adf | amiga | 38
    ? Populous (1989)(Electronic Arts).adf | amiga | 37
    ? Populous II (1991)(Electronic Arts).adf | amiga | 39
    ? Sim City (USA).sfc | snes | 40
    ? SimCity 2000 (USA).sfc | snes | 41
    ? SimCity 3000.bin | psx | -
    ? Sim City 2000 - Special Edition.zip | dos | -
    ? Lost Vikings, The (USA).sfc | snes | 42
    ? Lost Vikings II, The (USA).sfc | snes | 43
    ? Smash Tenis (Europe).sfc | snes | 44
    ? Tennis (World).gb | gb | 46
    ? Tennis (USA).sfc | snes | -
    ? Golf (World).gb | gb | 47
    ? Open Tournament Golf (USA).nes | nes | -
    ? Excite Bike (U).nes | nes | 49
    ? Excitebike 64 (USA).z64 | n64 | 50
    ? Excitebike (USA).z64 | n64 | -
    ? Advance Wars 2 - Black Hole Rising (USA).gba | gba | 51
    ? Sims 2, The - Castaway (USA).nds | nds | -
    """#)
}
