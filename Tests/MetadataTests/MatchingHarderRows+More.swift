/// The rest of them.
extension MatchingHarderRows {
  static let moreShelves = MatchingShelf.table(
    #"""
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
