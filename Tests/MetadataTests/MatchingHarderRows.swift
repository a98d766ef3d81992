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
    """#)
}
